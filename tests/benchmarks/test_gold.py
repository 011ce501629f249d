from pathlib import Path

import pytest
from copies import british, curly, renamed
from gold import Book, books, story

STORIES = Path(__file__).parent.parent.parent / "benchmarks" / "stories"
MARKED = """# book: tea
# person: Ines Ferreira | Ines, Nes | F
# person: the waiter | the waiter | M

{Ines:e}"Tea,"{/} said Ines, {Ines+:e}"if it's hot."{/}

{the waiter:i}"He said 'No, sir.' to me -- twice."{/} Nes, the nester, laughed.
"""


def said(book: Book) -> list[tuple[str | None, str, list[str]]]:
    return [(one.speaker, one.kind, [book.text[start:end] for start, end in one.spans]) for one in book.quotes]


def test_marks_are_read_and_taken_out() -> None:
    book = story(MARKED, "tea")

    assert book.text.lstrip().startswith('"Tea," said Ines, "if it\'s hot."\n\n"He said')
    assert said(book) == [
        ("Ines Ferreira", "explicit", ["Tea,", "if it's hot."]),
        ("the waiter", "implicit", ["He said 'No, sir.' to me -- twice."]),
    ]
    assert {one.name: (one.aliases, one.gender) for one in book.people} == {
        "Ines Ferreira": ({"Ines Ferreira", "Ines", "Nes"}, "F"),
        "the waiter": ({"the waiter"}, "M"),
    }


@pytest.mark.parametrize(
    ("wrong", "message"),
    [("{Tom:e}", "nobody's name"), ("{Ines:e}{Ines:e}", "inside another"), ("{/}", "closes nothing")],
)
def test_a_wrong_mark_is_an_error(wrong: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        story(f"# person: Ines | Ines | F\n\n{wrong}", "x")


@pytest.mark.parametrize("part", ["train", "dev"])
def test_every_story_has_speakers_to_every_quotation(part: str) -> None:
    found = list(books(STORIES / part))

    assert len(found) >= {"train": 40, "dev": 12}[part]
    for book in found:
        assert len(book.quotes) >= 40 and all(one.scored and one.kind != "unknown" for one in book.quotes), book.name
        assert all("\n\n" not in book.text[start:end] for one in book.quotes for start, end in one.spans), book.name


def test_no_story_stands_in_both_parts() -> None:
    names = [{one.name for book in books(STORIES / part) for one in book.people} for part in ("train", "dev")]
    texts = [{book.text for book in books(STORIES / part)} for part in ("train", "dev")]

    assert not texts[0] & texts[1] and len(names[0] & names[1]) < len(names[1]) / 2


def test_another_typography_keeps_the_words_and_where_they_stand() -> None:
    book = story(MARKED, "tea")

    assert said(curly(book))[1][2] == ["He said ‘No, sir.’ to me — twice."]
    assert "“Tea,” said Ines, “if it’s hot.”" in curly(book).text
    assert said(british(book))[1][2] == ["He said “No, sir.” to me — twice."]
    assert "‘Tea,’ said Ines, ‘if it’s hot.’" in british(book).text


def test_other_names_are_the_same_all_through_and_no_other_word_changes() -> None:
    book = story(MARKED, "tea")
    other = renamed(book)
    (ines, *_) = other.people

    assert ines.name not in book.text and other.quotes[0].speaker == ines.name
    first = min(ines.aliases - {ines.name}, key=len)
    assert len(ines.aliases) == 3 and f"said {max(ines.aliases - {ines.name}, key=len)}," in other.text
    assert f"{first}, the nester, laughed." in other.text
    assert [words for _, _, words in said(other)] == [words for _, _, words in said(book)]
