"""A script as a file: told from a manuscript, read in both forms, and refused with the place of a mistake."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from script_values import scripts

from narrate.errors import ManuscriptError
from narrate.model import Basis, Character, Gender, Kind, Place, Script, Skipped, Utterance, identified
from narrate.script import FORMATS, is_script, read_script, to_json, to_text

PATH = Path("story.script")
STORY = Path("story.txt")
NARRATION, QUOTATION = Kind.NARRATION, Kind.QUOTATION


def script_of(*utterances: Utterance, chapters: tuple[str, ...] = ("One",)) -> Script:
    return Script("Title", "Author", "en", chapters, (), identified(utterances))


def forms_of(script: Script) -> list[bytes]:
    return [write(script).encode() for write in FORMATS.values()]


@settings(max_examples=60, deadline=None)
@given(scripts())
def test_both_forms_are_known_as_scripts_and_hold_everything(script: Script) -> None:
    for content in forms_of(script):
        assert is_script(content, STORY)
        assert is_script(b"\xef\xbb\xbf" + content, STORY)
        assert read_script(content, PATH) == script


@pytest.mark.parametrize("content", [b"", b"Chapter 1\n\nIt rained.", b'{"title": "a story in braces"}', b"\x00\xff"])
def test_a_manuscript_is_not_taken_for_a_script(content: bytes) -> None:
    assert not is_script(content, STORY)


@pytest.mark.parametrize("name", ["mine.script", "mine.JSON"])
def test_a_file_called_a_script_is_one_or_wrong(name: str) -> None:
    assert is_script(b"Chapter 1\n\nIt rained.", Path(name))
    with pytest.raises(ManuscriptError, match=r"mine\.\w+:1: expected 'narrate script 1', found 'Chapter 1'"):
        read_script(b"Chapter 1\n\nIt rained.", Path(name))


def test_remarks_may_stand_above_the_first_line() -> None:
    script = script_of(Utterance(0, 5, "Hello", NARRATION, Place(1, 1, 1)))
    content = b"# mine\n\n# of today\n" + forms_of(script)[0]

    assert is_script(content, STORY)
    assert read_script(content, PATH) == script


def test_a_script_of_another_version_is_named_as_such() -> None:
    assert is_script(b"narrate script 2\n", STORY)
    with pytest.raises(
        ManuscriptError, match=r"story\.script:1: expected 'narrate script 1', found 'narrate script 2'"
    ):
        read_script(b"narrate script 2\n", PATH)


def test_a_script_in_another_encoding_is_refused_with_the_place_of_the_byte() -> None:
    with pytest.raises(ManuscriptError, match=r"story\.script: a script is UTF-8 text; byte 18 is not"):
        read_script(b"narrate script 1\n\xc3\xa9\xff"[:-3] + b"\n\xff", PATH)


def test_a_script_without_utterances_is_refused() -> None:
    for content in forms_of(script_of()):
        with pytest.raises(ManuscriptError, match="no utterance"):
            read_script(content, PATH)


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (Utterance(5, 9, "two", NARRATION, Place(1, 1, 2)), "utterance 2 is out of order: 'two'"),
        (Utterance(10, 19, "two", NARRATION, Place(1, 1, 1)), "utterance 2 is out of order: .* paragraph 1"),
        (Utterance(20, 15, "two", NARRATION, Place(1, 1, 3)), "20-15 ends before it starts: 'two'"),
        (Utterance(10, 19, "two", NARRATION, Place(2, 1, 1)), "there is a chapter 2, but the titles of 1"),
    ],
)
def test_utterances_out_of_order_are_refused_in_both_forms(second: Utterance, message: str) -> None:
    first = Utterance(0, 10, "one", NARRATION, Place(1, 1, 2))

    for content in forms_of(script_of(first, second)):
        with pytest.raises(ManuscriptError, match=message):
            read_script(content, PATH)


def test_a_skipped_span_that_ends_before_it_starts_is_refused() -> None:
    said = Utterance(0, 4, "said", NARRATION, Place(1, 1, 1))
    script = Script("Title", "", "en", ("One",), (), identified([said]), (Skipped(9, 5, "gone", "header"),))

    for content in forms_of(script):
        with pytest.raises(ManuscriptError, match="9-5 ends before it starts"):
            read_script(content, PATH)


def test_both_forms_say_the_same() -> None:
    script = Script(
        "Title",
        "Author",
        "en",
        ("One",),
        (Character("Tara", ("Tara", "the witch"), Gender.FEMALE),),
        identified([Utterance(0, 4, '"Hi"', QUOTATION, Place(1, 1, 1), "Tara", 0.93, Basis.IMPLICIT, True)]),
        (Skipped(5, 7, "~~", "ornament"),),
        {"date": "2004"},
    )

    assert read_script(to_json(read_script(to_text(script).encode(), PATH)).encode(), PATH) == script


def test_the_script_of_a_thousand_chapters_is_written_and_read_in_seconds() -> None:
    chapters = tuple(f"Chapter {number}" for number in range(1, 1001))
    script = script_of(
        *(
            Utterance(at * 40, at * 40 + 30, "Some thirty letters.", QUOTATION, Place(1 + at // 10, 1, 1 + at % 10))
            for at in range(10_000)
        ),
        chapters=chapters,
    )  # fmt: skip

    began = time.process_time()
    for content in forms_of(script):
        assert read_script(content, PATH) == script

    assert time.process_time() - began < 10
