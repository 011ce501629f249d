"""What printed books have around the story is skipped in plain text; the story never is."""

import pytest
from drafts import parse

from narrate.model import Manuscript

BETWEEN = "\n\n"
STORY = "She woke in the dark and listened to the rain.\n\n“Who is there?” she asked.\n\nNobody answered her."


def skipped(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(one.reason, one.text) for one in manuscript.skipped]


def test_an_imprint_before_the_first_chapter_is_skipped() -> None:
    imprint = ["Copyright © 2019 Ann Lee", "All rights reserved.", "ISBN 978-1-23", "This is a work of fiction."]

    manuscript = parse(f"Broken\n\nby Ann Lee\n\n{BETWEEN.join(imprint)}\n\nChapter 1\n\n{STORY}", "file")

    assert skipped(manuscript) == [("copyright", line) for line in imprint]
    assert (manuscript.title, manuscript.chapters) == ("Broken", ("Chapter 1",))


@pytest.mark.parametrize("words", ["All rights reserved, said the sign.", "This is a work of fiction, he thought."])
def test_signs_of_an_imprint_inside_the_story_are_read(words: str) -> None:
    assert skipped(parse(f"Chapter 1\n\n{STORY}\n\n{words}\n\n{STORY}", "file")) == []


def test_the_last_page_on_the_author_is_skipped() -> None:
    last = ["About the Author", "Ann Lee lives in Rome with a cat.", "Also by Ann Lee", "Mended"]

    manuscript = parse(f"Chapter 1\n\n{STORY}\n\n{BETWEEN.join(last)}", "file")

    assert skipped(manuscript) == [("end matter", line) for line in last]


def test_a_chapter_about_the_author_is_read() -> None:
    manuscript = parse(f"Chapter 1\n\n{STORY}\n\nAbout the Author\n\n{STORY}\n\nChapter 2\n\n{STORY}", "file")

    assert skipped(manuscript) == []
    assert skipped(parse(f"Chapter 1\n\n{STORY}\n\nAbout the Author\n\n“No,” she said.\n\n{STORY}", "file")) == []


def test_figures_alone_that_count_upwards_are_page_numbers() -> None:
    pages = "\n\n".join(f"{STORY}\n\n{number}" for number in (12, 13, 14))

    manuscript = parse(f"Chapter 4\n\n{pages}\n\n{STORY}", "file")

    assert skipped(manuscript) == [("page number", number) for number in ("12", "13", "14")]
    assert manuscript.chapters == ("Chapter 4",)


@pytest.mark.parametrize(
    "figures",
    [
        "12\n\n13\n\n14",
        f"12\n\n{STORY}\n\n14\n\n{STORY}\n\n13",
        f"12\n\n{STORY}\n\n13",
        f"9\n\n{STORY}\n\n8\n\n{STORY}\n\n7",
    ],
)
def test_other_figures_alone_are_read(figures: str) -> None:
    assert skipped(parse(f"Chapter 4\n\n{STORY}\n\n{figures}\n\n{STORY}", "file")) == []


def test_chapters_that_are_numbers_are_no_pages() -> None:
    manuscript = parse("\n\n".join(f"{number}\n\n{STORY}" for number in (1, 2, 3)), "file")

    assert manuscript.chapters == ("1", "2", "3")
    assert skipped(manuscript) == []
