"""Notes of a page, by the links between them and the text: a number that links to a note, the note that it links to."""

import re

from narrate.manuscripts.draft import Role
from narrate.manuscripts.marked.markup import Element, Treatment, name_of
from narrate.manuscripts.publication.semantics import beginning, mark_of

_REFERENCE, _NOTE = Treatment(Role.SKIPPED, "note reference"), Treatment(Role.SKIPPED, "note")
_NOTED = re.compile(r"note|^_?(?:fn|ftn|edn)", re.IGNORECASE)
"""In an id or a class."""
_HOLDERS = frozenset("li dd aside tr".split())
_BLOCKS = _HOLDERS | frozenset("p div td section blockquote".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_NOTE_CHARACTERS = 4000
"""A longer one is a chapter that a number links to."""
_OPENS = frozenset("[({*†‡§¶")
_BEFORE = re.compile(r"[^\W\d_]{3}$|[.,;:!?…”’\"')\]»—–]$")
"""What a raised number follows in a sentence; behind a single letter or a digit it is a power."""


def treatments(tree: Element) -> dict[Element, Treatment]:
    """The elements of *tree* that are references to notes, or notes."""
    out: dict[Element, Treatment] = {}
    places: dict[str, tuple[int, Element]] = {}
    links: list[tuple[int, Element]] = []
    for at, one in enumerate(tree.iter("{*}*")):
        name = name_of(one)
        for key in filter(None, (one.get("id"), one.get("name"))):
            places.setdefault(key, (at, one))
        if name == "a" and (one.get("href") or "").startswith("#") and mark_of(beginning(one)):
            links.append((at, one))
        elif name == "sup" and not len(one) and (one.text or "").strip().isdigit() and _BEFORE.search(_before(one)):
            out[one] = _REFERENCE
    for at, link in links:
        place = places.get(link.get("href")[1:])
        if place and place[0] > at and _refers(link):
            note = _note(place[1], mark_of(beginning(link)))
            out |= {link: _REFERENCE} | ({} if note is None else {note: _NOTE})
        elif place is None and next(link.iterancestors("{*}sup"), None) is not None:
            out[link] = _REFERENCE
    return out


def _refers(link: Element) -> bool:
    """Whether *link*, whose words are only a mark, refers to a note: raised, in brackets, or said to."""
    around = link.getparent()
    raised = any(name_of(one) == "sup" for one in (around, *link.iter("{*}*")) if one is not None)
    return raised or beginning(link).strip()[:1] in _OPENS or bool(_NOTED.search(link.get("class") or ""))


def _note(target: Element, mark: str) -> Element | None:
    """The paragraph, entry or the like that begins at *target*, if it looks like a note with that *mark*."""
    note = target
    while name_of(note) not in _BLOCKS:
        if note.getparent() is None:
            return None
        note = note.getparent()
    while (around := note.getparent()) is not None and name_of(around) in _HOLDERS and around[0] is note:
        note = around
    words = beginning(note, _NOTE_CHARACTERS)
    if len(words) >= _NOTE_CHARACTERS or _holds_heading(note):
        return None
    called = _NOTED.search(f"{target.get('id') or ''} ") or _NOTED.search(note.get("class") or "")
    return note if called or name_of(note) == "li" or words.lstrip(" \t\r\n[({").startswith(mark) else None


def _holds_heading(element: Element) -> bool:
    return any(name_of(one) in _HEADINGS for one in element.iter("{*}*"))


def _before(element: Element) -> str:
    """The text right before *element*."""
    before, around = element.getprevious(), element.getparent()
    if before is not None:
        return str(before.tail or before.text or "")
    return "" if around is None else str(around.text or "")
