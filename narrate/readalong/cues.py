"""A book's words as cues: what is shown at once, while it is said."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from narrate.model import Utterance
from narrate.readalong.timeline import Spoken

LINE = 42
"""Characters; what Netflix's Timed Text Style Guide allows, as of the two below."""
LINES = 2
LONGEST = 7.0
"""Seconds."""
SHORTEST = 1.0
"""Seconds a cue is shown, if the next does not come before: the eye needs as long to find it."""
A_CUE = 3.0
"""What one more cue costs, against a cut in a bad place; so short sentences stay together."""
CUTS = (
    (re.compile(r"[.!?…。！？][\"'”’»)\]*_]*\s*$"), 0.0),
    (re.compile(r"[,;:—–、，][\"'”’»)\]*_]*\s*$"), 2.0),
    (re.compile(r"\b\w{1,3}\s*$"), 10.0),
)
"""What a cut costs after these: the end of a sentence, of a clause, and a small word, which leans on the next."""
ANYWHERE = 8.0
"""What it costs after any other word."""
_TOKEN = re.compile("(?:[^\\s—–]|[\\xa0\u202f])+[—–]*|[—–]+")
"""What no line ends in: a word with the dash behind it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The *lines*, spans of its utterance's text, that are shown from the second *start* to *end*."""

    utterance: Utterance
    start: float
    end: float
    lines: tuple[tuple[int, int], ...]


def cues(spoken: Iterable[Spoken]) -> Iterator[Cue]:
    """All words of *spoken*, each in one cue, none in two; no two cues overlap.

    A cue is of one utterance, of two lines and seven seconds at most, and ends with a sentence or a clause if it
    can; only a word that is longer than that stands for itself.
    """
    before: Cue | None = None
    for cue in (cue for one in spoken for cue in _cues(one)):
        if before:
            yield replace(before, end=max(before.end, min(cue.start, before.start + SHORTEST)))
        before = cue
    if before:
        yield before


def _cues(one: Spoken) -> Iterator[Cue]:
    starts = [word.seconds for word in one.words] + [one.end]
    for first, last in pairwise(_cuts(one, starts)):
        begin, end = one.words[first].start, one.words[last - 1].end
        yield Cue(one.utterance, starts[first], starts[last], tuple(_lines(one.utterance.text, begin, end)))


def _cuts(one: Spoken, starts: list[float]) -> list[int]:
    """The numbers of the words before which *one* is cut, its beginning and its end among them, as cheap as can be."""
    text = one.utterance.text
    sizes = [[len(token) for token in _TOKEN.findall(text, word.start, word.end)] for word in one.words]
    costs = [A_CUE + _cost(text, word.end) for word in one.words]
    costs[-1] = A_CUE
    best = [0.0] + [math.inf] * len(sizes)
    come = [0] * (len(sizes) + 1)
    for first in range(len(sizes)):
        for last, size in _fitting(sizes, starts, first):
            cost = best[first] + costs[last - 1] + (size / LINE / LINES) ** 2  # of equals, the even ones
            if cost < best[last]:
                best[last], come[last] = cost, first
    cuts = [len(sizes)]
    while cuts[-1]:
        cuts.append(come[cuts[-1]])
    return cuts[::-1]


def _fitting(sizes: list[list[int]], starts: list[float], first: int) -> Iterator[tuple[int, int]]:
    """Where a cue may end that begins with the word *first*, and how many characters it has; after one word, always."""
    lines, column, size = 1, -1, -1
    for last in range(first + 1, len(sizes) + 1):
        for token in sizes[last - 1]:
            lines, column = (lines, column + 1 + token) if column + 1 + token <= LINE else (lines + 1, token)
            size += 1 + token
        if last > first + 1 and (lines > LINES or starts[last] - starts[first] > LONGEST):
            return
        yield last, size


def _cost(text: str, end: int) -> float:
    tail = text[max(0, end - 8) : end]
    return next((cost for pattern, cost in CUTS if pattern.search(tail)), ANYWHERE)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """*start* to *end* of *text* in one line, or in two as even as can be; more only if a word is too long."""
    tokens = [match.span() for match in _TOKEN.finditer(text, start, end)]
    at = 0
    while at < len(tokens):
        rest = [(tokens[at][0], stop) for _, stop in tokens[at:]]
        count = next((len(rest) - back for back, span in enumerate(reversed(rest)) if _width(span) <= LINE), 1)
        if at + count < len(tokens) and at == 0:
            count = _even(tokens, count)
        yield tokens[at][0], tokens[at + count - 1][1]
        at += count


def _even(tokens: list[tuple[int, int]], most: int) -> int:
    """How many of *tokens* go into the first line, at most *most*, so that the second fits and both are alike."""
    start, end = tokens[0][0], tokens[-1][1]
    splits = [count for count in range(1, most + 1) if _width((tokens[count][0], end)) <= LINE]
    longest = {count: max(_width((start, tokens[count - 1][1])), _width((tokens[count][0], end))) for count in splits}
    return min(splits, key=longest.__getitem__, default=most)


def _width(span: tuple[int, int]) -> int:
    return span[1] - span[0]
