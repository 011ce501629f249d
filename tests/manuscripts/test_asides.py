"""Asides in brackets: pictures, the printed book's pages and notes."""

import pytest
from drafts import parse

from narrate.model import Manuscript


def skipped(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(one.reason, one.text) for one in manuscript.skipped]


def spoken(manuscript: Manuscript) -> list[str]:
    return [manuscript.text[one.start : one.end] for one in manuscript.paragraphs]


@pytest.mark.parametrize(
    ("aside", "reason"),
    [
        ("[Illustration]", "illustration"),
        ("[Illustration: A house]", "illustration"),
        ("[Picture: A house [by night]]", "illustration"),
        ("[Footnote: Or nearly so.]", "note"),
        ("[Footnote 3: Or nearly so.]", "note"),
        ("[Transcriber's note: sic]", "transcriber's note"),
        ("[Pg 12]", "page number"),
        ("[Page xii]", "page number"),
        ("[TW: blood]", "content warning"),
    ],
)
def test_an_aside_is_skipped_before_in_and_after_a_paragraph(aside: str, reason: str) -> None:
    alone = parse(f"It rained.\n\n{aside}\n\nIt stopped.", "file")
    before = parse(f"{aside} It rained.\n\nIt stopped.", "file")
    inside = parse(f"It rained.{aside} It stopped.", "file")

    assert skipped(alone) == skipped(before) == skipped(inside) == [(reason, aside)]
    assert spoken(alone) == spoken(before) == ["It rained.", "It stopped."]
    assert spoken(inside) == [f"It rained.{aside} It stopped."]


def test_a_pictures_caption_may_take_some_paragraphs() -> None:
    manuscript = parse("It rained.\n\n[Illustration:\n\nA house\n\n_To face page 2_] It stopped.", "file")

    assert spoken(manuscript) == ["It rained.", "It stopped."]
    assert {reason for reason, _ in skipped(manuscript)} == {"illustration"}


def test_a_heading_ends_an_aside_that_somebody_forgot_to_close() -> None:
    manuscript = parse("[Illustration: A house\n\nChapter 1.]\n\nIt rained.\n\nChapter 2\n\nIt stopped.]", "file")

    assert spoken(manuscript) == ["Chapter 1.]", "It rained.", "Chapter 2", "It stopped.]"]


@pytest.mark.parametrize(
    "text",
    ["[Picture this, he said.]", "[12] [sic]", "(Illustration by hand is slow.)", "[He left.]", "[Pages] turned."],
)
def test_other_brackets_are_the_storys(text: str) -> None:
    assert skipped(parse(f"It rained.\n\n{text}\n\nIt stopped.", "file")) == []
