"""What style sheets say that matters to a listener: which elements are in italics, and which are not to be seen."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from narrate.manuscripts.marked.trees import Element

_PART = re.compile(r"([^{}]*+)([{}]|\Z)")
_COMMENT = re.compile(r"/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/|\Z)")
_SIMPLE = re.compile(r"([a-zA-Z][a-zA-Z0-9]*)?(?:\.([\w-]+))?")
_SLANT = re.compile(r"(?<![\w-])(?:font-style\s*:\s*(italic|oblique|normal)|font\s*:\s*(italic))\b", re.IGNORECASE)
_HIDDEN = re.compile(r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """How an element is set."""

    italic: bool | None = None
    """None if nothing is said of it."""
    hidden: bool = False


_PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Styles:
    """The rules of style sheets for an element's name and a class, either of them empty for any."""

    rules: Mapping[tuple[str, str], Style] = field(default_factory=dict)

    def of(self, element: Element, name: str) -> Style:
        """How *element*, called *name*, is set: by itself, else by its classes, else by its name."""
        own, given = element.get("style"), element.get("class")
        if not own and not self.rules:
            return _PLAIN
        keys = [(name, one) for one in given.split()] + [("", one) for one in given.split()] if given else []
        found = [self.rules[key] for key in (*keys, (name, "")) if key in self.rules]
        said = [_style(own), *found] if own else found
        italic = next((one.italic for one in said if one.italic is not None), None)
        return Style(italic, any(one.hidden for one in said))


def styles(*sheets: str) -> Styles:
    """The rules in *sheets* of CSS. Selectors that ask for more, and what holds only for some media, are left out."""
    rules: dict[tuple[str, str], Style] = {}
    for sheet in sheets:
        for selectors, declarations in _rules(_COMMENT.sub(" ", sheet)):
            style = _style(declarations)
            for selector in selectors.split(",") if style != _PLAIN else ():
                match = _SIMPLE.fullmatch(selector.strip())
                if match and match[0]:
                    rules[(match[1] or "").lower(), match[2] or ""] = style
    return Styles(rules)


def _style(declarations: str) -> Style:
    slant = _SLANT.search(declarations)
    italic = None if slant is None else (slant[1] or slant[2]).lower() != "normal"
    return Style(italic, bool(_HIDDEN.search(declarations)))


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules outside any @media."""
    depth, selectors = 0, ""
    for before, brace in _PART.findall(sheet):
        if brace == "{":
            selectors = before.rpartition(";")[2] if depth == 0 else selectors
            depth += 1
        elif brace:
            if depth == 1 and "@" not in selectors:
                yield selectors, before
            depth = max(0, depth - 1)
