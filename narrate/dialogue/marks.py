"""Quotation marks of every convention: which sign opens a quotation, which closes one, which is an apostrophe.

A paragraph's marks are read together: of all ways to read them, the one that strains least, so that a mark that is
missing, or the wrong way round, does not turn the rest of the paragraph inside out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from narrate.dialogue.lexicon import ELISIONS


class Convention(Enum):
    """A family of marks; every one that a manuscript uses may hold those of the others as mere words."""

    DOUBLE = auto()
    """“ ” and ", „ “, ``…''."""
    SINGLE = auto()
    """‘ ’ and '."""
    GUILLEMET = auto()
    """« » and » «."""
    CORNER = auto()
    """「 」 and 『 』."""
    DASH = auto()
    """A dash where the paragraph begins; nothing closes it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign that may be a quotation mark, and what it would strain to read it so."""

    start: int
    end: int
    convention: Convention
    opening: float
    closing: float
    nothing: float
    """An apostrophe, inches, a stray mark."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """From an opening mark to its closing one; without one of them if it is missing."""

    start: int
    end: int
    convention: Convention
    opened: bool = True
    closed: bool = True


MISSING = 2.0
"""What it strains to miss a mark: as much as two marks that look like their contrary. Set by hand, as those below."""
LEFT_OPEN = 0.2
"""No closing mark, but the next paragraph begins with an opening one."""
GOING_ON = 0.8
"""No opening mark, but the paragraph before was left open."""
NESTED = 1.8
"""A mark like the outer one inside a quotation."""
SECOND = 0.7
"""A quotation in a convention that is not the one of its surroundings."""

Costs = tuple[float, float, float]
"""Of opening, closing, and being neither."""
_STRAY = 2.2
_OPENERS = frozenset("([{—–-―/“‘„\"'«*_")
_ENDINGS = frozenset(".,!?…—–-;:)*_~")
_SIGNS = {
    Convention.DOUBLE: '"“”„‟＂',
    Convention.SINGLE: "'‘’",
    Convention.GUILLEMET: "«»",
    Convention.CORNER: "「」『』",
}
_CONVENTIONS = {sign: convention for convention, signs in _SIGNS.items() for sign in signs}
_ELISION = re.compile(rf"(?:{'|'.join(sorted(ELISIONS))})(?![^\W_])|\d\ds?(?!\w)", re.IGNORECASE)
_DROPPED = re.compile(r"(?:[sxz]|in|\b(?:an|o|th|wi|ol|n|mo|fo|yo|t|d|ha|fro|gi|ta|li|po))$", re.IGNORECASE)
"""Word ends behind which an apostrophe stands for something: the dogs', walkin', an'."""


@cache
def pattern(conventions: tuple[Convention, ...], *, latex: bool) -> re.Pattern[str]:
    """Finds every sign of *conventions*, a row of double marks as one; ``LaTeX's'' too, if *latex*.

    It begins with a set of characters, by which the search runs over all others at full speed.
    """
    double, single = _SIGNS[Convention.DOUBLE], _SIGNS[Convention.SINGLE] if Convention.SINGLE in conventions else ""
    signs = double + "".join(_SIGNS[one] for one in conventions) + ("`'" if latex else "")
    rest = [f"(?<=[{double}])(?:[{double}]{{2,}})?", "(?<=[‘«»「」『』])"]
    rest += ["(?<=`)`", "(?<=')'"] if latex else []
    rest += [r"(?<=['’])(?:(?<![^\W_]['’])|(?![^\W_]))"] if single else []
    return re.compile(f"[{signs}](?:{'|'.join(rest)})")


def marks(text: str, start: int, end: int, signs: re.Pattern[str], *, outward: bool) -> Iterator[Mark]:
    """The marks in *text* from *start* to *end*, a paragraph, found by *signs*; guillemets point *outward* or not."""
    for match in signs.finditer(text, start, end):
        at, stop = match.span()
        sign = text[at]
        before = text[at - 1] if at > start else " "
        after = text[stop] if stop < end else " "
        latex = stop - at == 2 and sign in "`'"
        convention = Convention.DOUBLE if latex else _CONVENTIONS[sign]
        if convention is Convention.DOUBLE:
            costs = _double(text[at:stop], before, after)
        elif convention is Convention.SINGLE:
            costs = _single(text, at, before, after, start)
        else:
            costs = _directed(sign in "«「『", mirrored=convention is Convention.GUILLEMET and not outward)
        yield Mark(at, stop, convention, *costs)


def _double(sign: str, before: str, after: str) -> Costs:
    opening, closing = _by_blanks(before, after)
    stray = 0.3 if before.isdigit() and sign != "“" else _STRAY  # inches
    if sign in ("“", "„", "‟", "``"):
        return 0.0, 0.6 + closing, stray
    if sign in ("”", "''"):
        return 0.6 + opening, 0.0, stray
    return opening, closing, stray


def _by_blanks(before: str, after: str) -> tuple[float, float]:
    """What it strains to open, and to close, between *before* and *after*."""
    if before.isspace() or before in _OPENERS:
        return (0.0, 1.5 if after.isalnum() else 0.5) if not after.isspace() else (0.5, 0.5)
    if not after.isalnum():
        return 1.0, 0.0
    return (0.3, 0.6) if before in _ENDINGS else (0.8, 0.8)


def _single(text: str, at: int, before: str, after: str, start: int) -> Costs:
    sign = text[at]
    if before.isspace() or before in _OPENERS:
        if after.isspace():
            return 0.8, 0.8, 0.8
        elided = _ELISION.match(text, at + 1) is not None
        if sign == "‘":
            return (0.4, 3.0, 0.5) if elided else (0.0, 3.0, 2.0)
        turned = 0.8 if sign == "’" else 0.0
        closing = 0.4 if before in _ENDINGS and not after.isalnum() else 3.0
        if elided:
            return 0.8 + turned, closing, 0.0
        word = at - 2 >= start and (text[at - 2].isalnum() or text[at - 2] in "'’")
        amid = word and after.islower()  # a house 'aunted, th' 'ouse, or a 'quoted' word
        return (turned + 0.5, closing, 0.5) if amid else (turned, closing, 1.0 - turned / 2)
    if before in _ENDINGS:
        return (2.0 if sign != "‘" else 0.6), (0.8 if sign == "‘" else 0.0), 1.5
    if sign == "‘":
        return 0.6, 0.8, 2.0
    if before.isdigit():
        return 3.0, 0.6, 0.3  # feet
    dropped = _DROPPED.search(text, max(start, at - 8), at) is not None
    return 3.0, 1.0, 0.3 if dropped else 0.8


def _directed(opens: bool, *, mirrored: bool) -> Costs:
    return (0.0, NESTED, _STRAY) if opens is not mirrored else (NESTED, 0.0, _STRAY)


_Trail = tuple["_Trail | None", int, str]
"""The choices that led somewhere, the last first: what came before, the mark's number, and how it is read."""
_State = tuple[Convention | None, int]
"""Inside which quotation, and how deep; -1 where nothing has been read yet."""
_BEGINNING: _State = (None, -1)
_OUTSIDE: _State = (None, 0)


def quoted(
    found: list[Mark], start: int, end: int, *, first: Convention, left_open: bool, followed: bool
) -> Iterator[Quoted]:
    """The quotations that the marks *found* from *start* to *end*, a paragraph, enclose.

    *first* is the convention of the surroundings. *left_open*: the paragraph before ends inside a quotation;
    *followed*: the next one begins with a mark.
    """
    opened: Mark | None = None
    way = _plain(found, first) or _easiest(found, first=first, left_open=left_open, followed=followed)
    for mark, reading in way:
        if reading == "start":
            yield Quoted(start, mark.end, mark.convention, opened=False)
        elif reading == "open":
            if opened is not None:
                yield Quoted(opened.start, mark.start, opened.convention, closed=False)
            opened = mark
        elif opened is not None:
            yield Quoted(opened.start, mark.end, mark.convention)
            opened = None
    if opened is not None:
        yield Quoted(opened.start, end, opened.convention, closed=False)


def _plain(found: list[Mark], first: Convention) -> list[tuple[Mark, str]] | None:
    """The same in a reading that strains nothing, if there is one: that of nearly every paragraph."""
    out: list[tuple[Mark, str]] = []
    inside = False
    for mark in found:
        if mark.convention is not first:
            if not inside:
                return None
        elif not (mark.closing if inside else mark.opening):
            out.append((mark, "close" if inside else "open"))
            inside = not inside
        elif mark.nothing:
            return None
    return None if inside else out


def _easiest(found: list[Mark], *, first: Convention, left_open: bool, followed: bool) -> list[tuple[Mark, str]]:
    """The marks that open and close, in the reading that strains least."""
    ways: dict[_State, tuple[float, _Trail | None]] = {_BEGINNING: (0.0, None)}
    start = GOING_ON if left_open else MISSING
    for number, mark in enumerate(found):
        onward: dict[_State, tuple[float, _Trail | None]] = {}
        for state, (cost, trail) in ways.items():
            for then, more, reading in _readings(mark, state, first, start):
                total = cost + more
                if then not in onward or total < onward[then][0]:
                    onward[then] = total, ((trail, number, reading) if reading else trail)
        ways = onward
    unclosed = (0.0, LEFT_OPEN if followed else MISSING, MISSING)
    _, best = min(
        ((cost + unclosed[max(0, depth)], trail) for (_, depth), (cost, trail) in ways.items()), key=lambda way: way[0]
    )
    out = []
    while best is not None:
        best, number, reading = best
        out.append((found[number], reading))
    return out[::-1]


def _readings(mark: Mark, state: _State, first: Convention, start: float) -> Iterator[tuple[_State, float, str]]:
    """How *mark* may be read in *state*: where that leads, what it strains, and whether it opens or closes."""
    inside, depth = state
    if inside is None:
        second = 0.0 if mark.convention is first else SECOND
        yield (mark.convention, 1), mark.opening + second, "open"
        yield state, mark.nothing, ""
        if depth < 0:
            yield _OUTSIDE, mark.closing + start + second, "start"
    elif mark.convention is not inside:
        yield state, 0.0, ""
    elif depth == 1:
        yield _OUTSIDE, mark.closing, "close"
        yield state, mark.nothing, ""
        yield state, mark.opening + MISSING, "open"
        yield (inside, 2), mark.opening + NESTED, ""
    else:
        yield (inside, 1), mark.closing, ""
        yield state, mark.nothing, ""
