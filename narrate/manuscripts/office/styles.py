"""The styles of a DOCX document: what a name given to a paragraph or to words says of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from narrate.manuscripts.marked.trees import Element
from narrate.manuscripts.office.typescript import heading_of, sort_of

_PREFIXES = {
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "{http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "{urn:schemas-microsoft-com:vml": "v:",
}
"""Namespaces, those of Strict OOXML too, by the names they usually go by."""
_OFF = ("0", "false", "off", "none", "nil")
LEVELS = tuple("012345678")
"""Of a heading in an outline; others are prose."""
_DEEPEST = 16
"""Styles that one may rest on; Word's own rest on three."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, or those that it rests on; None and empty where they say nothing."""

    sort: str = ""
    """Why what is of it is not read, or "title"."""
    heading: int | None = None
    """Level of a heading, 0 for a title."""
    italic: bool = False
    hidden: bool = False
    ruled: bool = False
    """A line is drawn below."""
    list: str = ""
    """Number of the list that numbers what is of it."""


def styles_of(root: Iterable[Element]) -> dict[str, Style]:
    """The styles in *root*, the part of a document that tells them, by id."""
    elements = {value(one, "styleId"): one for one in root if short_name(one.tag) == "w:style"}
    return {name: _style(elements, name) for name in elements}


def language_of(root: Iterable[Element]) -> str:
    """What language the styles in *root* say words are in that do not say it themselves; BCP 47."""
    defaults = (one for one in root if short_name(one.tag) == "w:docDefaults")
    told = (value(each, "val") for one in defaults for each in one.iter("{*}lang"))
    return next(filter(None, told), "en")


def value(element: Element | Mapping[str, str], name: str) -> str:
    """The attribute called *name* of *element*, or of its attributes, in whatever namespace it is; else empty."""
    return next((said for key, said in element.items() if key.rpartition("}")[2] == name), "")


def is_on(element: Element | Mapping[str, str]) -> bool:
    """Whether the property *element* is switched on, as it is if it says nothing more."""
    return value(element, "val").lower() not in _OFF


@lru_cache(maxsize=1024)
def short_name(tag: str) -> str:
    """The name of an element with its usual prefix; empty if it is of a namespace that says nothing here."""
    namespace, _, name = str(tag).rpartition("}")
    return _PREFIXES[namespace] + name if namespace in _PREFIXES else ""


def _style(elements: Mapping[str, Element], name: str) -> Style:
    """The style of the id *name*: what it says itself goes before what the styles say that it rests on."""
    found: dict[str, str | int | bool | None] = {}
    for _ in range(_DEEPEST):
        element = elements.get(name)
        if element is None:
            break
        name = ""
        for one in element.iter("{*}*"):
            short = short_name(one.tag)
            name = value(one, "val") if short == "w:basedOn" else name
            for key, said in _said(short, one):
                found.setdefault(key, said)
    return Style(**found)  # type: ignore[arg-type]  # the keys are those of _said, each with its type


def _said(short: str, element: Element) -> Iterator[tuple[str, str | int | bool | None]]:
    """What an element of a style, called *short*, says."""
    if short == "w:name":
        name = value(element, "val")
        yield from (
            said for said in (("sort", sort_of(name)), ("heading", heading_of(name))) if said[1] not in ("", None)
        )
    elif short == "w:outlineLvl" and value(element, "val") in LEVELS:
        yield "heading", int(value(element, "val")) + 1
    elif short == "w:i":
        yield "italic", is_on(element)
    elif short == "w:vanish":
        yield "hidden", is_on(element)
    elif short == "w:numId":
        yield "list", value(element, "val")
    elif short == "w:pBdr":
        yield "ruled", [short_name(one.tag) for one in element if is_on(one)] == ["w:bottom"]
