"""What is around the story in an EPUB that does not say so: contents by their links, notes, pages of copyright."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from narrate.manuscripts.draft import Role
from narrate.manuscripts.marked.markup import Element, Treatment, name_of
from narrate.manuscripts.publication.navigation import types_of
from narrate.manuscripts.publication.package import Names
from narrate.manuscripts.publication.semantics import REASONS, beginning, mark_of
from narrate.manuscripts.structure import is_told
from narrate.model import word_count

_NAMES = {
    "copyright": "copyright|copyright page|copyright notice|copyright information|legal notice|legal|imprint|colophon",
    "contents": "contents|table of contents|the contents|toc",
    "title page": "title page|titlepage|half title|half title page|half-title|cover|cover page|front cover|back cover",
    "end matter": "about the author|about the authors|about the publisher|about the translator|about the illustrator"
    "|newsletter|index|bibliography|reading group guide|discussion questions",
}
_CALLED = {name: reason for reason, names in _NAMES.items() for name in names.split("|")}
_ALSO_BY = re.compile(
    r"(?:also|other books|other works|other titles|more|books) (?:by|from) \S|praise for \S", re.IGNORECASE
)
_LONGEST = {"copyright": 2500, "title page": 150, "end matter": 1500}
"""Words of a document that is called so; a longer one holds the story too."""
_RIGHTS = (
    r"all rights reserved",
    r"©|\(c\)|\bcopyright\b",
    r"\bisbn\b",
    r"\bpublished (?:by|in)\b|\bpublish(?:er|ing)\b",
    r"library of congress|british library|cataloging|cataloguing",
    r"no part of this|without (?:the )?(?:prior )?(?:written )?permission",
    r"work of fiction",
    r"\b(?:first|kindle|ebook|e-book|digital|print) edition\b|\bfirst published\b",
)
_RIGHTS_SIGNS = 3
"""Of the signs above, that make a page one of copyright."""
_RIGHTS_WORDS = 800
_UNITS = frozenset("p li tr dt dd h1 h2 h3 h4 h5 h6".split())
_HOLDERS = frozenset(("div", "section", "blockquote", "td", "aside", "body"))
"""Elements that are a line of their own if no other is in them."""
_BLOCKS = (
    _UNITS | _HOLDERS | frozenset("article center dl figure footer header main nav ol table tbody thead ul".split())
)
_LINKS, _NAMED_LINKS = 5, 2
"""Links to places of the book, in lines of nothing else, that make a table of contents; below its name fewer do."""
_LINKED_SHARE = 0.6
"""Of a line's letters: its number and page stand outside the link."""
_BETWEEN, _BETWEEN_WORDS = 2, 6
"""More lines between two links, or longer ones, are text."""
_STEPS = re.compile(
    r"(?:\W|\b(?:next|previous|prev|back|forward|home|up|top|first|last|to|the|of|start|contents|table|index|chapter|page)\b)*",
    re.IGNORECASE,
)
"""All that a line of links to neighbours says."""
_NOTED = re.compile(r"note|fnanchor", re.IGNORECASE)
_NOTE_CHARACTERS = 4000
"""A longer one is a chapter that a number links to."""
_PAGE_CHARACTERS = 20_000
"""A longer document holds the story."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph, heading, entry or row, and how much of it is links into the book."""

    element: Element
    words: str
    links: int
    linked: bool


class Matter:
    """Tells what the documents of a book are for, one after the other: notes come after what refers to them."""

    def __init__(self, names: Names, pages: Collection[str]) -> None:
        self._names, self._pages = names, pages
        self._references: dict[tuple[str, str], str] = {}
        """Where a note should be → its mark."""

    def marked(self, tree: Element, name: str) -> dict[Element, Treatment]:
        """Elements of the document *tree*, the file *name*, that are references, notes or tables of contents."""
        links = [one for one in tree.iter("{*}a") if one.get("href")]
        out: dict[Element, Treatment] = {}
        for link in links:
            target = self._names.find(name, link.get("href"))
            mark = mark_of(beginning(link))
            if mark and target[0] and target[1] and _refers(link):
                self._references[target] = mark
                out[link] = Treatment(Role.SKIPPED, "note reference")
        if self._references:
            out.update((one, Treatment(Role.SKIPPED, "note")) for one in self._notes(tree, name))
        if links:
            lines = list(self._lines(tree, name))
            steps = (one.element for one in lines if one.linked and _STEPS.fullmatch(one.words))
            out.update((one, Treatment(Role.SKIPPED, "navigation")) for one in steps)
            out.update((one, Treatment(Role.SKIPPED, "contents")) for one in _listed(lines))
        return out

    def page(self, tree: Element, titles: Collection[str], typed: Collection[str]) -> Treatment | None:
        """How the whole document *tree* is treated; None if it is to be read.

        *titles* are its names in the table of contents, *typed* what landmarks and guides say. Elements that say
        themselves what they are for are believed instead.
        """
        body = next(tree.iter("{*}body"), tree)
        if any(types_of(one) for one in (body, *body.iterchildren("{*}*"))):
            return None
        words = beginning(body, _PAGE_CHARACTERS)
        if len(words) >= _PAGE_CHARACTERS:
            return None
        count = word_count(words)
        told = any(is_told("".join(one.itertext())) for one in body.iter("{*}p", "{*}div"))
        heading = next((one for one in body.iter("{*}h1", "{*}h2", "{*}h3")), None)
        named = [*titles, *([] if heading is None else ["".join(heading.itertext())])]
        reasons = [*(REASONS.get(one, "") for one in typed), *(called(one) for one in named if not told)]
        reason = next((one for one in reasons if one and count <= _LONGEST.get(one, 0)), "")
        if not reason and count <= _RIGHTS_WORDS and not any(map(_is_chapter_name, titles)):
            reason = "copyright" if _is_rights(words) else ""
        return Treatment(Role.SKIPPED, reason) if reason else None

    def _notes(self, tree: Element, name: str) -> Iterator[Element]:
        """Elements that begin with the mark by which they are referred to."""
        for one in tree.iter("{*}*"):
            mark = self._references.get((name, one.get("id") or one.get("name") or "\0"))
            note = _block(one) if mark else None
            if note is None or name_of(note) not in ("p", "li", "div", "aside", "dd", "tr"):
                continue
            words = beginning(note, _NOTE_CHARACTERS)
            numbered = name_of(note) == "li" or words.lstrip(" \t\r\n[({").startswith(mark or "")
            if numbered and len(words) < _NOTE_CHARACTERS:
                yield note

    def _lines(self, tree: Element, name: str) -> Iterator[_Line]:
        """The lines of *tree*, in order."""
        walk = etree.iterwalk(tree, events=("start",), tag="{*}*")
        for _, one in walk:
            own = name_of(one)
            empty = own in _HOLDERS and not any(name_of(each) in _BLOCKS for each in one.iterchildren("{*}*"))
            if own in _UNITS or empty:
                walk.skip_subtree()
                yield self._line(one, name)

    def _line(self, element: Element, name: str) -> _Line:
        words = "".join(element.itertext())
        found = ((one, one.get("href")) for one in element.iter("{*}a"))
        links = [one for one, href in found if href and self._names.find(name, href)[0] in self._pages]
        letters = sum(map(_letters, ("".join(one.itertext()) for one in links)))
        linked = letters > _LINKED_SHARE * _letters(words) and name_of(element)[:1] != "h"  # a heading may lead back
        return _Line(element, " ".join(words.split()), len(links), linked)


def _block(element: Element) -> Element:
    """The paragraph, or the like, that *element* is in or is."""
    while name_of(element) not in _BLOCKS and element.getparent() is not None:
        element = element.getparent()
    return element


def _refers(link: Element) -> bool:
    """Whether *link*, whose words are only a mark, refers to a note: raised, in brackets, a sign, or said to."""
    around = link.getparent()
    raised = any(name_of(one) == "sup" for one in (around, *link.iter("{*}*")) if one is not None)
    said = _NOTED.search(f"{link.get('class') or ''} {link.get('rel') or ''}")
    return raised or beginning(link).strip()[:1] in "[({*†‡§¶↩" or bool(said)


def _listed(lines: Sequence[_Line]) -> Iterator[Element]:
    """The elements of tables of contents: of lines that are links, the short ones between, and the name above."""
    at = 0
    while at < len(lines):
        last = _end(lines, at)
        above = next((number for number in range(at - 1, -1, -1) if lines[number].words), at) if last > at else at
        named = above < at and called(lines[above].words) == "contents"
        links = sum(one.links for one in lines[at:last] if one.linked)
        if links >= (_NAMED_LINKS if named else _LINKS):
            yield from (one.element for one in lines[above if named else at : last])
        at = max(last, at + 1)


def _end(lines: Sequence[_Line], first: int) -> int:
    """Behind the last link of the row of links that begins with line *first*; *first* if none does."""
    last = first
    for number in range(first, len(lines)):
        if lines[number].linked:
            last = number + 1
        elif last == first or number - last >= _BETWEEN or word_count(lines[number].words) > _BETWEEN_WORDS:
            break
    return last


def called(title: str) -> str:
    """Why a document of that *title* is skipped."""
    plain = " ".join(re.sub(r"[^\w\s-]", " ", title).split()).lower()
    return "end matter" if _ALSO_BY.match(plain) else _CALLED.get(plain, "")


def _is_chapter_name(title: str) -> bool:
    return bool(title.strip()) and not called(title)


def _is_rights(words: str) -> bool:
    lower = words.lower()
    return sum(bool(re.search(sign, lower)) for sign in _RIGHTS) >= _RIGHTS_SIGNS


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
