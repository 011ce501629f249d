"""Books of Project Gutenberg: the book is read, what stands around it is not."""

import pytest
from drafts import parse

from narrate.manuscripts.compose import compose
from narrate.manuscripts.draft import Block, Draft, Role
from narrate.model import Manuscript

HEADER = """\
The Project Gutenberg EBook of The Winter Key, by Lin Marsh

This eBook is for the use of anyone anywhere at no cost.  You may copy it
under the terms of the license included with this eBook.


Title: The Winter Key
       Or, The Door

Author: Lin Marsh

Release Date: May 5, 2005 [EBook #99999]
[Last updated: June 6, 2006]

Language: French

Character set encoding: ASCII

"""
START = "*** START OF THIS PROJECT GUTENBERG EBOOK THE WINTER KEY ***"
WRAPPED = "*** START OF THE PROJECT GUTENBERG EBOOK THE WINTER KEY, OR THE DOOR THAT\nNEVER OPENED ***"
CREDITS = "\n\n\n\nProduced by Ann Other and the volunteers\n\n\n\n\n"
TITLE = "THE WINTER KEY\n\nBy Lin Marsh\n\n\n"
CONTENTS = "CONTENTS\n\n     I.   The Door\n     II.  The Key\n     III. Snow\n\n\n\n\n"
BOOK = """\
I. The Door

It rained all day, and the house was still, and nobody had come to it since
the winter before.

[Illustration: "Nobody had come,

she said at last."]

II. The Key

He looked for it.[1] She did not.

[1] He never found it.

* * * * *

They slept.

III. Snow

It fell.





"""
END = "End of the Project Gutenberg EBook of The Winter Key, by Lin Marsh\n\n"
TAIL = """\
*** END OF THIS PROJECT GUTENBERG EBOOK THE WINTER KEY ***

***** This file should be named 99999.txt or 99999.zip *****
This and all associated files will be found in:
        http://www.example.org/9/9/9/9/

*** START: FULL LICENSE ***

Section 1.  General Terms of Use

1.A.  By reading or using any part of this work you agree.
"""


def book(start: str = START, *, tail: str = END + TAIL) -> str:
    return (HEADER + start + CREDITS + TITLE + CONTENTS + BOOK + tail).replace("\n", "\r\n")


def spoken(manuscript: Manuscript) -> list[str]:
    return [" ".join(manuscript.text[one.start : one.end].split()) for one in manuscript.paragraphs]


@pytest.mark.parametrize("start", [START, WRAPPED])
@pytest.mark.parametrize("tail", [END + TAIL, TAIL, TAIL[60:]])
def test_a_book_is_read_from_its_title_to_its_last_word(start: str, tail: str) -> None:
    manuscript = parse(book(start, tail=tail), "99999")

    assert spoken(manuscript) == [
        "THE WINTER KEY",
        "By Lin Marsh",
        "I. The Door",
        "It rained all day, and the house was still, and nobody had come to it since the winter before.",
        "II. The Key",
        "He looked for it.[1] She did not.",
        "They slept.",
        "III. Snow",
        "It fell.",
    ]
    assert manuscript.chapters == ("I. The Door", "II. The Key", "III. Snow")
    assert manuscript.paragraphs[6].place.scene == 2


def test_what_is_not_read_is_listed_by_its_reason() -> None:
    reasons = [one.reason for one in parse(book(), "99999").skipped]

    assert list(dict.fromkeys(reasons)) == [
        "Project Gutenberg",
        "contents",
        "illustration",
        "note reference",
        "note",
        "scene break",
    ]


def test_the_header_tells_title_author_and_language() -> None:
    manuscript = parse(book(), "99999")

    assert (manuscript.title, manuscript.author, manuscript.language) == (
        "The Winter Key Or, The Door",
        "Lin Marsh",
        "fr",
    )
    assert manuscript.metadata["release date"] == "May 5, 2005 [EBook #99999]"


def test_the_small_print_of_old_books_ends_at_its_last_line() -> None:
    manuscript = parse(
        "The Project Gutenberg Etext of The Winter Key, by Lin Marsh\n#1 in our series by Lin Marsh\n\n"
        "Copyright laws are changing all over the world.\n\n"
        "***START**THE SMALL PRINT!**FOR PUBLIC DOMAIN ETEXTS**START***\nWhy is this here?\n\n"
        "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*\n\n\n\n\n"
        "It rained.\n\nNobody came.\n\nEnd of Project Gutenberg's Etext of The Winter Key, by Lin Marsh\n",
        "wkey10",
    )

    assert spoken(manuscript) == ["It rained.", "Nobody came."]
    assert (manuscript.title, manuscript.author) == ("The Winter Key", "Lin Marsh")


def test_a_first_line_left_by_whoever_cut_the_header_is_not_read() -> None:
    manuscript = parse("The Project Gutenberg EBook of Snow, by Lin Marsh\n\nIt fell all day.\n\nIt fell.", "snow")

    assert spoken(manuscript) == ["It fell all day.", "It fell."]
    assert manuscript.title == "Snow"


@pytest.mark.parametrize("line", ["*** START: FULL LICENSE ***", "***** This file should be named 2814-0.txt *****"])
def test_a_line_of_the_licence_is_no_scene_break(line: str) -> None:
    manuscript = parse(f"It rained.\n\n{line}", "file")

    assert [(one.reason, one.text) for one in manuscript.skipped] == [("Project Gutenberg", line)]


@pytest.mark.parametrize(
    "words",
    [
        "He gave all he had to Project Gutenberg, and died.",
        "It was the End of Project Gutenberg, he said.",
        "Produced by a conjurer from his hat, the rabbit bowed.",
    ],
)
def test_a_story_may_speak_of_it(words: str) -> None:
    assert parse(f"It rained.\n\n{words}\n\nIt stopped.", "file").skipped == ()


def test_the_same_is_skipped_in_markup() -> None:
    parts = [HEADER, START, "Produced by Ann", "It rained.", TAIL]
    text, blocks = "", []
    for part in parts:
        blocks.append(Block(len(text), len(text) + len(part.rstrip()), Role.PROSE))
        text += part + "\n\n"

    manuscript = compose(Draft(text, tuple(blocks), "The Winter Key"))

    assert spoken(manuscript) == ["It rained."]
