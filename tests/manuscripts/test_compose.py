"""What must hold for every manuscript, whatever its blocks turn out to be."""

import itertools

import pytest
from drafts import parse
from hypothesis import given
from hypothesis import strategies as st
from variants import wrapped

from narrate.manuscripts.compose import compose
from narrate.manuscripts.draft import Block, Draft, Role
from narrate.manuscripts.reasons import REASONS
from narrate.manuscripts.text import draft
from narrate.model import Kind, Manuscript

PARTS = (
    "Title: The Door\nAuthor: Ann",
    "The Door",
    "by Ann",
    "Summary: They talk.",
    "Notes:",
    "A/N: thanks for the reviews.",
    "Author's Note:",
    "(A/N: lol",
    "really)",
    "She left. (A/N: lol) He stayed.[1]",
    "[1] A note.",
    "[Illustration: a house",
    "by night] It rained.",
    "CONTENTS",
    "1. Snow\n2. Rain\n3. Hail",
    "1. Snow",
    "2. Rain",
    "3. Hail",
    "Chapter 1",
    "Chapter 2: The Key",
    "I",
    "II",
    "X",
    "Tara's POV",
    "* * *",
    "xXx",
    "She woke in the dark and listened to the rain that fell on the house.",
    "“Who is there?” she asked.",
    "THE HOUSE BY THE SEA",
    "*** START OF THIS PROJECT GUTENBERG EBOOK THE DOOR ***",
    "End of Project Gutenberg's The Door",
    "Produced by Ann",
    "Dear Tom,",
    "Yours,\nAnn",
    "Ann: hi\nTom: lol",
    "TBC",
    "\u200b",
)
TEXTS = st.lists(st.sampled_from(PARTS), min_size=1, max_size=12).flatmap(
    lambda parts: st.lists(st.sampled_from(["\n\n", "\n", "\n\n\n\n"]), min_size=len(parts), max_size=len(parts)).map(
        lambda gaps: "".join(part + gap for part, gap in zip(parts, gaps, strict=True))
    )
)


def assert_covered(manuscript: Manuscript) -> None:
    """Every character that is not blank is in a paragraph or skipped; neither overlap among themselves."""
    text = manuscript.text
    covered = [False] * len(text)
    for spans in (manuscript.paragraphs, manuscript.skipped):
        assert all(one.end <= after.start for one, after in itertools.pairwise(spans))
        for one in spans:
            covered[one.start : one.end] = [True] * (one.end - one.start)
    assert not "".join(letter for letter, seen in zip(text, covered, strict=True) if not seen).strip()
    for one in manuscript.skipped:
        assert one.start < one.end and one.text == text[one.start : one.end]


def unspoken(manuscript: Manuscript) -> set[int]:
    return {at for one in manuscript.skipped for at in range(one.start, one.end) if not one.text.isspace()}


@given(TEXTS)
def test_nothing_is_lost_and_nothing_is_there_twice(text: str) -> None:
    assert_covered(parse(text, "file"))


@given(st.text(alphabet="A/N:()[]1 .\n*_\"IX'“”-abChapter\r\t\u200b", max_size=120))
def test_nothing_is_lost_of_any_text(text: str) -> None:
    assert_covered(parse(text, "file"))


@given(TEXTS, st.sampled_from(sorted(REASONS)))
def test_to_keep_a_reason_only_has_more_read(text: str, reason: str) -> None:
    usual = parse(text, "file")
    kept = compose(draft(text, "file"), keep=(reason,))

    assert_covered(kept)
    assert unspoken(kept) <= unspoken(usual)
    if reason not in ("scene break", "invisible characters"):
        assert reason not in {one.reason for one in kept.skipped}


@given(TEXTS)
def test_every_reason_can_be_named(text: str) -> None:
    assert {one.reason for one in parse(text, "file").skipped} <= set(REASONS)


def essence(manuscript: Manuscript) -> list[tuple[str, str, str]]:
    """What is heard and what is not, with blanks evened out."""
    text = manuscript.text
    heard = [(one.start, str(one.place), one.kind, text[one.start : one.end]) for one in manuscript.paragraphs]
    unheard = [(one.start, one.reason, "", one.text) for one in manuscript.skipped]
    return [(place, kind, " ".join(words.split())) for _, place, kind, words in sorted(heard + unheard)]


@given(TEXTS)
def test_line_ends_and_blanks_at_them_do_not_matter(text: str) -> None:
    usual = essence(parse(text, "file"))

    assert essence(parse(text.replace("\n", "\r\n"), "file")) == usual
    assert essence(parse(text.replace("\n", "\r"), "file")) == usual
    assert essence(parse(text.replace("\n", "  \t\n"), "file")) == usual


def test_a_wrapped_manuscript_is_the_same_manuscript() -> None:
    story = (
        "She woke in the dark and listened to the rain that fell on the house and on the road to the mill, all night."
    )
    text = (
        f"Title: The Door\n\nA/N: {story}\n\nChapter 1\n\n{story}\n\n(A/N: {story}) {story}\n\nTara's POV\n\n{story}[1]"
        f"\n\n[1] {story}\n\n* * *\n\n{story}\n\nAuthor's Note:\n\n{story}\n\nChapter 2\n\n{story}"
    )

    assert essence(parse(wrapped(text), "file")) == essence(parse(text, "file"))


def laid_out(*parts: tuple[Role, str]) -> Manuscript:
    text, blocks = "", []
    for role, words in parts:
        blocks.append(Block(len(text), len(text) + len(words), role))
        text += words + "\n\n" if words else ""
    return compose(Draft(text, tuple(blocks), "The Door", "Ann"))


@pytest.mark.parametrize(
    ("headings", "chapters"),
    [
        (("The Door", "Chapter 1", "*", "Chapter 2", "*"), ("Chapter 1", "Chapter 2")),
        (("Part One", "Chapter 1", "Snow", "*", "Chapter 2", "*"), ("Part One: Chapter 1: Snow", "Chapter 2")),
        (("Chapter 1: Snow", "Chapter 1", "*", "Chapter 2", "*"), ("Chapter 1: Snow", "Chapter 2")),
        (("Chapter 1", "Chapter 2", "*"), ("Chapter 1", "Chapter 2")),
        (("1", "2", "*"), ("1", "2")),
        (("Snow", "*", "Rain", "*"), ("Snow", "Rain")),
        (("Snow", "*", "Tara’s POV", "*", "Rain", "*"), ("Snow", "Rain")),
        (("[Snow]", "*"), ("Snow",)),
    ],
)
def test_headings_of_markup_make_chapters(headings: tuple[str, ...], chapters: tuple[str, ...]) -> None:
    parts = [(Role.PROSE, "It rained.") if one == "*" else (Role.CHAPTER, one) for one in headings]

    assert laid_out(*parts).chapters == chapters


def test_a_point_of_view_is_a_heading_that_begins_a_scene_but_no_chapter() -> None:
    manuscript = parse("Kennedy POV\n\nI woke.\n\nI rose.\n\n**Tara's Point of View**\n\nI did not.", "file")

    assert [(one.kind, one.place.chapter, one.place.scene) for one in manuscript.paragraphs] == [
        (Kind.HEADING, 1, 1),
        (Kind.NARRATION, 1, 1),
        (Kind.NARRATION, 1, 1),
        (Kind.HEADING, 1, 2),
        (Kind.NARRATION, 1, 2),
    ]
    assert manuscript.chapters == ("file",)


def test_lines_before_the_first_chapter_are_its_title_page() -> None:
    manuscript = parse(
        "SNOW\n\n(1811)\n\nFor my mother.\n\nSNOW\n\nChapter 1\n\nIt fell.\n\nChapter 2\n\nIt fell.", "f"
    )

    assert manuscript.chapters == ("Chapter 1", "Chapter 2")
    assert [(one.reason, one.text) for one in manuscript.skipped] == [("repeated title", "SNOW")]


def test_prose_before_the_first_heading_is_a_chapter() -> None:
    prose = (
        "It had rained for a hundred days when the old man at last put on his hat and his coat, and went out to look."
    )

    assert parse(f"{prose}\n\nChapter 1\n\nIt fell.", "the_snow").chapters == ("the snow", "Chapter 1")
    assert parse("“Run!” he said.\n\nChapter 1\n\nIt fell.", "the_snow").chapters == ("the snow", "Chapter 1")


def test_titles_of_chapters_hold_nothing_that_cannot_be_seen() -> None:
    manuscript = compose(draft("Chapter 1: Jour\u00adnal\u2060—con\u200btinued\n\nIt rained.", "a"))

    assert manuscript.chapters == ("Chapter 1: Journal—continued",)


def test_a_title_page_is_read_line_by_line() -> None:
    text = "The Door\nby Ann\n\nIt rained."
    manuscript = compose(Draft(text, (Block(0, 15, Role.TITLE), Block(17, 27)), "The Door"))

    assert [text[one.start : one.end] for one in manuscript.paragraphs] == ["The Door", "by Ann", "It rained."]


def test_short_lines_of_dialogue_before_the_first_chapter_are_no_title_page() -> None:
    manuscript = compose(draft("He came. “Rain,” he said.\n\nChapter 1\n\nIt rained.", "a"))

    assert manuscript.paragraphs[0].kind is Kind.NARRATION
