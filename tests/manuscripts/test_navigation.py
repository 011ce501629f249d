"""Tables of contents: what they point to, and where chapters begin."""

from epubs import nav, ncx
from lxml import etree

from narrate.manuscripts.draft import Block, Role
from narrate.manuscripts.publication.navigation import chaptered, of_navigation, of_ncx, types_of
from narrate.manuscripts.publication.package import Entry, Names

NAMES = Names(["t/1.xhtml", "t/2.xhtml", "nav.xhtml"])


def blocks(*words: str, chapters: tuple[int, ...] = (), skipped: tuple[int, ...] = ()) -> tuple[str, list[Block]]:
    text, out = "", []
    for number, one in enumerate(words):
        role = Role.CHAPTER if number in chapters else Role.SKIPPED if number in skipped else Role.PROSE
        out.append(Block(len(text), len(text) + len(one), role))
        text += f"{one}\n\n"
    return text, out


def titled(text: str, found: list[Block]) -> list[str]:
    """Chapters by their titles in brackets, or their words in asterisks; then the rest."""
    return [
        f"[{one.title}]"
        if one.title
        else f"*{text[one.start : one.end]}*"
        if one.role is Role.CHAPTER
        else text[one.start : one.end]
        for one in found
    ]


def test_links_of_the_contents_are_entries_and_landmarks_are_told_apart() -> None:
    tree = etree.fromstring(
        nav(
            ("t/1.xhtml", "<span>I</span>:\n The <i>River</i>"),
            ("t/2.xhtml#x", "Two"),
            ("gone.xhtml", "Gone"),
            landmarks='<li><a epub:type="bodymatter" href="t/1.xhtml">Text</a></li>',
        ).encode()
    )

    assert of_navigation(tree, "nav.xhtml", NAMES) == (
        [Entry("I: The River", "t/1.xhtml", ""), Entry("Two", "t/2.xhtml", "x")],
        [Entry("Text", "t/1.xhtml", "", "bodymatter")],
    )


def test_an_ncx_is_read_with_all_its_levels() -> None:
    inner = '<navPoint><navLabel><text>Ch</text></navLabel><content src="t/2.xhtml"/></navPoint></navPoint>'
    tree = etree.fromstring(ncx(("t/1.xhtml#a", "Part")).replace("</navPoint>", inner))

    assert of_ncx(tree, "toc.ncx", NAMES) == [Entry("Part", "t/1.xhtml", "a"), Entry("Ch", "t/2.xhtml", "")]


def test_types_come_from_epub_and_from_aria() -> None:
    one = etree.fromstring('<a xmlns:e="http://www.idpf.org/2007/ops" e:type="Toc x" role="doc-toc button"/>')

    assert types_of(one) == ["toc", "x", "toc"]


def test_a_heading_that_is_there_is_the_chapter() -> None:
    text, found = blocks("Dawn", "It began.", chapters=(0,))

    assert titled(text, chaptered(text, found, {0: ["1. Dawn"]}, "Book")) == ["*Dawn*", "It began."]


def test_paragraphs_that_say_the_title_are_the_heading() -> None:
    text, found = blocks("CHAPTER ONE", "The River Bank", "It began.")

    assert titled(text, chaptered(text, found, {0: ["The River Bank"]}, "Book")) == [
        "*CHAPTER ONE*",
        "*The River Bank*",
        "It began.",
    ]


def test_a_chapter_without_a_heading_gets_the_title() -> None:
    text, found = blocks("12", "It began.", "It ended.", skipped=(0,))

    assert titled(text, chaptered(text, found, {0: ["Dawn"], 2: ["Dusk"]}, "Book")) == [
        "[Dawn]",
        "12",
        "It began.",
        "[Dusk]",
        "It ended.",
    ]


def test_a_heading_right_before_the_place_is_enough() -> None:
    text, found = blocks("Dawn", "It began.", chapters=(0,))

    assert titled(text, chaptered(text, found, {1: ["Dawn"]}, "Book")) == ["*Dawn*", "It began."]
    assert titled(text, chaptered(text, found, {1: ["Later"]}, "Book")) == ["*Dawn*", "[Later]", "It began."]


def test_what_holds_no_story_begins_no_chapter() -> None:
    text, found = blocks("Cover", "It began.", skipped=(0,))

    assert titled(text, chaptered(text, found, {0: ["Cover"], 1: ["Dawn"]}, "Book")) == ["Cover", "[Dawn]", "It began."]


def test_the_title_of_the_book_and_names_that_tell_nothing_begin_no_chapter() -> None:
    text, found = blocks("It began.", "It ended.")

    assert titled(text, chaptered(text, found, {0: ["The Book"], 1: ["Start", ""]}, "The Book!")) == [
        "It began.",
        "It ended.",
    ]


def test_an_entry_behind_the_end_is_none() -> None:
    text, found = blocks("It began.")

    assert titled(text, chaptered(text, found, {1: ["The End"]}, "Book")) == ["It began."]
