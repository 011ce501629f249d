"""Plain text made to take for ever: every step goes over it once."""

import pytest
from drafts import parse
from growth import assert_linear, quarter

HOSTILE = {
    "headings in a row": "".join(f"Chapter {number}\n\n" for number in range(5_000)),
    "a table of contents without end": "Contents\n\n" + "".join(f"The House {number:x}\n\n" for number in range(5_000)),
    "an entry of blanks": "Contents\n\nThe House"
    + " " * 20_000
    + "a\nThe Door"
    + " " * 20_000
    + "1\n\nThe House\n\nIt.",
    "keys and what is none": "Title: a\nsummary\n" * 5_000,
    "brackets that open": "(A/N " * 60_000,
    "pictures that open": "[Illustration: a\n\n" * 5_000,
    "labels alone": "Author's Note:\n\nhi\n\n" * 4_000,
    "one label above all": "Author's Note:\n\n" + "Hi there, all of you.\n\n" * 4_000,
    "stars and a name": "Project Gutenberg\n\n" + "*" * 500_000,
    "starts of books": "Project Gutenberg\n\n" + "*** START OF THIS PROJECT GUTENBERG " * 15_000,
    "stars and blanks": "* " * 300_000 + "a",
    "stars before letters": "*a " * 200_000,
    "lines before letters": "_a " * 200_000,
    "one chapter again and again": "Chapter 1\n\nAlso by Ann\n\n" * 2_500,
    "notes between ornaments": "***\n\nAuthor's Note\n\n***\n\n...\n\n" * 2_500,
    "pages": "12\n\nShe left.\n\n" * 4_000,
    "numbers of notes": "a.[1] " * 20_000,
    "notes": "[1] a\n\n" * 5_000,
    "blank lines": "a" + "\n" * 2_000_000 + "b",
    "lines of one letter": "a\r" * 50_000,
    "a line of blanks": "a\n" + " " * 2_000_000 + "b",
}


def parsed(text: str) -> None:
    manuscript = parse(text, "story")
    assert manuscript.paragraphs or manuscript.skipped


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_text_made_to_take_for_ever_is_read(text: str) -> None:
    assert_linear(parsed, quarter(text), text)
