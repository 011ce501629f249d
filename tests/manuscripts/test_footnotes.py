"""Notes by number are skipped, numbers in brackets that are the story's are read."""

import pytest
from drafts import parse


def skipped(text: str) -> list[tuple[str, str]]:
    return [(one.reason, one.text) for one in parse(text, "file").skipped]


def test_a_number_behind_a_sentence_refers_to_a_note() -> None:
    assert skipped("He bowed.[12] She did not.") == [("note reference", "[12]")]


def test_a_note_is_skipped_with_the_number_that_refers_to_it() -> None:
    text = "He had a bow[1] at home, and two [2] in town.\n\nShe had not.\n\n[1] A weapon.\n\n[2] Bent.\n\nHe slept."

    assert skipped(text) == [
        ("note reference", "[1]"),
        ("note reference", "[2]"),
        ("note", "[1] A weapon."),
        ("note", "[2] Bent."),
    ]


def test_notes_at_a_chapters_end_need_nobody_to_refer_to_them() -> None:
    assert skipped("Chapter 1\n\nHe bowed.\n\n[12] A kind of bow.\n\nChapter 2\n\nHe left.") == [
        ("note", "[12] A kind of bow.")
    ]


@pytest.mark.parametrize(
    "text",
    [
        '"In [1987], he wrote [sic] that."',
        "The list[3] was long.",
        "He pressed [1] and then [2].",
        "[12] goblins were slain.\n\nHe went on.",
        "[21:14] where are you",
        "He said.[not a number]",
    ],
)
def test_a_number_in_brackets_may_be_the_storys(text: str) -> None:
    assert ("note", text) not in skipped(text)
    assert all(reason not in ("note", "note reference") for reason, _ in skipped(text))


def test_a_number_inside_a_skipped_note_is_skipped_once() -> None:
    text = "He bowed.[1] She left.[2]\n\n[1] Low.[2]\n\n[2] At noon.\n\nThey met."

    assert skipped(text) == [
        ("note reference", "[1]"),
        ("note reference", "[2]"),
        ("note", "[1] Low.[2]"),
        ("note", "[2] At noon."),
    ]


def test_a_number_in_brackets_that_somebody_types_is_text() -> None:
    text = "She typed [3], then [4].\n\n[3] was the door. She waited.\n\nIt opened."

    assert skipped(text) == []
