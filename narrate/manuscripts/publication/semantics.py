"""What an EPUB's elements say they are for: epub:type, DPUB-ARIA roles, classes of well-known programs."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from narrate.manuscripts.draft import Role
from narrate.manuscripts.marked.markup import Element, Treatment, name_of
from narrate.manuscripts.publication.navigation import types_of
from narrate.model import Kind

_BY_REASON = {
    "note reference": "noteref annoref backlink",
    "note": "footnote footnotes endnote endnotes rearnote rearnotes annotation",
    "page number": "pagebreak",
    "contents": "toc toc-brief landmarks page-list pagelist loi lot loa lov",
    "end matter": "index bibliography seriespage other-books",
    "title page": "titlepage title-page halftitlepage halftitle fulltitle cover",
    "copyright": "copyright-page imprint imprimatur colophon revision-history",
}
REASONS = {type_: reason for reason, types in _BY_REASON.items() for type_ in types.split()}
"""What an element is for → why it is skipped. What is not here is read: dedication, epigraph, preface, glossary …"""
_READ = frozenset(
    "dedication epigraph foreword preface prologue introduction acknowledgments chapter bodymatter".split()
)
"""What is read though it stands on a page that is skipped."""
_IN_TEXT = ("note reference", "note", "contents")
"""Reasons that change nothing where all is skipped for another."""
_CLASSES = {
    "pagenum": "page number",
    "pageno": "page number",
    "page-number": "page number",
    "lnum": "page number",
    "linenum": "page number",
    "footnote": "note",
    "footnotes": "note",
    "endnotes": "note",
    "pgheader": "Project Gutenberg",
    "pg-boilerplate": "Project Gutenberg",
    "transnote": "transcriber's note",
    "fff_titlepage": "header",  # FanFicFare's
    "fff_tocpage": "contents",
    "fff_logpage": "header",
}
_IDS = dict.fromkeys(("pg-header", "pg-footer", "pg-machine-header"), "Project Gutenberg")
_IN_LINE = frozenset("a abbr b big cite em i q s small span strong sub sup time u".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_CHAPTERS = frozenset(("html", "body", "section", "article", "main"))
"""Elements that hold a chapter; a letter that is one is the story itself, and its writer the narrator."""
_MARK = re.compile(r"\s*[\[({]?\s*(?P<mark>\d{1,4}|[A-Za-z]|[ivxlcIVXLC]{1,6}|[*†‡§¶#]{1,4}|↩\ufe0e?)\s*[\])}]?\.?\s*")
_OPENING = re.compile("[\"“”„«‘’'\\s\u00a0\u200a\u2009\u202f]*")
_QUOTES = "\"“”„«‘’'"
_SPEECH = re.compile('[,.!?…—–]["”»’]+[\\s\u00a0]+\\w')
"""Where a quotation closes and its paragraph goes on."""
_SMALL = frozenset("and de la of the van von".split())
_NAME_WORDS = 4
_LETTER_CHARACTERS = 100_000
"""A longer one is the story."""


def mark_of(text: str) -> str:
    """The number, letter or sign that *text* is, if it is no more, as notes have it; else empty."""
    match = _MARK.fullmatch(text)
    return match["mark"] if match else ""


def beginning(element: Element, characters: int = 40) -> str:
    """The first *characters* of the text in *element*, or all of it."""
    parts, length = [], 0
    for part in element.itertext():
        parts.append(part)
        length += len(part)
        if length >= characters:
            break
    return "".join(parts)[:characters]


@dataclass(frozen=True, slots=True)
class Semantics:
    """How the elements of one document are treated."""

    page: Treatment | None = None
    """How the whole document is, if it is for one thing only."""
    marked: Mapping[Element, Treatment] = field(default_factory=dict)
    """Elements whose use is told by what links to them or from them."""

    def treat(self, element: Element, around: Treatment) -> Treatment | None:
        """What becomes of *element*, of an element that is treated as *around*; None if nothing tells."""
        name, types = name_of(element), types_of(element)
        if name == "body" and self.page is not None:
            return self.page
        own = self.marked.get(element)
        if around.role is Role.SKIPPED:
            if own is not None and self.page is None and own.reason not in _IN_TEXT:
                return own
            read = around.reason == "title page" and self.page is None and not _READ.isdisjoint(types)
            return Treatment() if read else None
        if reason := self._reason(element, name, types):
            return Treatment(Role.SKIPPED, reason)
        if own is not None:
            return own
        return self._kept(element, name, types, around)

    def _reason(self, element: Element, name: str, types: Iterable[str]) -> str:
        """Why *element* is skipped, empty if it is not by what it says itself."""
        reason = next((REASONS[one] for one in types if one in REASONS), "")
        if reason == "note reference":
            return reason if mark_of(beginning(element)) else ""  # a word of the story that links to a note
        classes = [one for one in (element.get("class") or "").split() if one in _CLASSES]
        found = _CLASSES[classes[0]] if classes else _IDS.get(element.get("id") or "", "")
        return reason or ("" if found == "note" and name in _IN_LINE else found)

    def _kept(self, element: Element, name: str, types: list[str], around: Treatment) -> Treatment | None:
        """What becomes of *element*, which is read."""
        if name == "hgroup":
            return Treatment(Role.CHAPTER)
        if around.role is Role.CHAPTER:
            return None
        if name == "tr":
            return _speech(element)
        if name in ("td", "th") and "z3998:persona" in types:
            return Treatment(Role.SKIPPED, "speaker label")
        if "z3998:stage-direction" in types or (name == "header" and around.kind is Kind.LETTER):
            return Treatment()
        return _letter(element) if "z3998:letter" in types and name not in _CHAPTERS else None


def _speech(row: Element) -> Treatment | None:
    """How a table's *row* is treated in which somebody speaks: a line of a play."""
    labels = [one for one in row if isinstance(one.tag, str) and "z3998:persona" in types_of(one)]
    speaker = " ".join("".join(labels[0].itertext()).split()).rstrip(".:, ") if labels else ""
    return Treatment(kind=Kind.QUOTATION, speaker=speaker) if speaker else None


def _letter(element: Element) -> Treatment | None:
    """How a letter is treated: as one, if nobody speaks in it, for a letter is not searched for dialogue.

    Somebody speaks if a paragraph opens with more quotation marks than the letter itself, or goes on behind a
    quotation.
    """
    depths, signed = set(), ""
    for one in element.iter("{*}*"):
        types = types_of(one)
        if name_of(one) in _HEADINGS or (one is not element and "z3998:letter" in types):
            return None
        if not signed and "z3998:signature" in types:
            signed = _name(beginning(one))
    if len(beginning(element, _LETTER_CHARACTERS)) >= _LETTER_CHARACTERS:
        return None
    paragraphs = [one for one in element.iter("{*}p") if name_of(one.getparent()) != "header"]
    for one in paragraphs or [element]:
        words = "".join(one.itertext()).strip()
        opening = _OPENING.match(words)
        depths.add(sum(each in _QUOTES for each in opening[0]) if opening else 0)
        if len(depths) > 1 or _SPEECH.search(words):
            return None
    return Treatment(kind=Kind.LETTER, speaker=signed or None)


def _name(signature: str) -> str:
    """The name a letter is signed with, if it is simply that."""
    words = signature.strip("\"“”‘’'.,—– \t\r\n\u00a0\u200a\u2060").split()
    simple = 0 < len(words) <= _NAME_WORDS and all(one[0].isupper() or one in _SMALL for one in words)
    simple = simple and all(
        one.strip(".").replace("’", "").replace("'", "").replace("-", "").isalpha() for one in words
    )
    return " ".join(words) if simple and len(words[0].strip(".")) > 1 else ""
