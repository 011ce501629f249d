"""What the elements of markup are to a reader: set apart or in a line, italic, hidden, headings, another language."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from narrate.manuscripts.draft import Role
from narrate.manuscripts.marked.sheets import Style, Styles
from narrate.manuscripts.marked.trees import Element
from narrate.model import Kind

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_APART = HEADINGS | frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form frameset header hgroup hr html legend li listing main menu nav ol optgroup option p plaintext pre
    search section summary table tbody td tfoot th thead tr ul xmp""".split()
)
"""Elements that stand apart from what is around them."""
UNSEEN = frozenset("head script style template title iframe noembed noframes datalist rt rp".split())
"""Elements whose text is not on the page as text; a ruby's reading repeats its word."""
_ITALIC = frozenset("em i cite dfn var".split())
_LANGUAGE = ("{http://www.w3.org/XML/1998/namespace}lang", "lang", "xml:lang")
_NO_LANGUAGE = re.compile(r"(?:und|zxx|mul|mis|x)\b", re.IGNORECASE)
_UNSTYLED = Style()


@dataclass(frozen=True, slots=True)
class Treatment:
    """What becomes of an element and all in it: a block's role, reason, kind and speaker, as in ``Block``."""

    role: Role = Role.PROSE
    reason: str = ""
    kind: Kind = Kind.NARRATION
    speaker: str | None = None


_HEADING = Treatment(Role.CHAPTER)
_HIDDEN = Treatment(Role.SKIPPED, "hidden")
_NOT_READ = {
    **dict.fromkeys(("button", "select", "textarea"), Treatment(Role.SKIPPED, "navigation")),
    **dict.fromkeys(("svg", "object", "audio", "video", "canvas"), Treatment(Role.SKIPPED, "illustration")),
}
"""Elements that are there to be seen or used."""

Treat = Callable[[Element, Treatment], Treatment | None]
"""What a format says of an element, given how the element around it is treated; None if it says nothing of it."""


def name_of(element: Element) -> str:
    """The name of *element* without its namespace, in lower case."""
    return _short(element.tag)


@lru_cache(maxsize=1024)
def _short(tag: str) -> str:
    return str(tag).rpartition("}")[2].lower()


class Open(NamedTuple):
    """What matters of an element while it is open, and when it ends."""

    name: str
    how: Treatment
    apart: bool
    """It stands apart from what is around it."""
    aside: bool
    """It is skipped in the middle of a line."""
    italic: bool
    language: str


def seen(element: Element, around: Treatment, treat: Treat, styles: Styles) -> Open:
    """What *element* is, in one that is treated as *around*: by what *treat* says, its name and *styles*."""
    name = _short(element.tag)
    plain = not element.keys()
    style = _UNSTYLED if plain and not styles.rules else styles.of(element, name)
    how = treat(element, around)
    if how is None:
        hidden = style.hidden or (not plain and element.get("hidden") is not None)
        how = _usual(name, around, hidden=hidden)
    aside = how.role is Role.SKIPPED and around.role is not Role.SKIPPED and name not in _APART
    apart = not aside and (name in _APART or (how is not around and how != around))
    italic = name in _ITALIC if style.italic is None else style.italic
    return Open(name, how, apart, aside, italic, "" if plain else _language(element))


def _usual(name: str, around: Treatment, *, hidden: bool) -> Treatment:
    """What becomes of an element by its *name*, and by its being seen at all."""
    if around.role is Role.SKIPPED:
        return around
    if hidden:
        return _HIDDEN
    if name in _NOT_READ:
        return _NOT_READ[name]
    return _HEADING if name in HEADINGS else around


def _language(element: Element) -> str:
    """BCP 47 code of the language *element* says it is in; empty if it says none."""
    said = next((str(element.get(key)) for key in _LANGUAGE if element.get(key)), "").strip()
    return "" if _NO_LANGUAGE.match(said) else said
