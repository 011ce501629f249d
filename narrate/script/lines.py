"""A script's lines as a person quotes them: by their words, whatever the case, the marks and the blanks."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from narrate.model import Kind, Utterance

BY_HAND = "given by hand"
"""The cue of an utterance that a person gave to someone in a script, or to nobody."""
GIVEN_IN = "given in "
"""Begins the cue of a line under ``speakers`` of a voices.yaml; the file's name follows."""
SAID = frozenset(Kind) - {Kind.HEADING, Kind.NARRATION}
"""What somebody says, thinks or writes."""
_MARKS = re.compile(r"[\s\"'“”‘„«»‹›]+")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


def is_given(cue: str) -> bool:
    """Whether *cue* says that a person gave the line to someone, or to nobody."""
    return cue == BY_HAND or cue.startswith(GIVEN_IN)


def folded(text: str) -> str:
    """The words of *text* without case, marks and the form of apostrophes; of what has no word, its signs."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
    return " ".join(_WORD.findall(plain)) or _MARKS.sub("", plain)


@dataclass(frozen=True, slots=True)
class Line:
    """What is said in one go: an utterance, and those that continue it behind a speech tag or in the next paragraph."""

    pieces: tuple[int, ...]
    """Numbers of its utterances, counted from 0."""
    words: str
    """Folded."""


class Lines:
    """The lines of *utterances*, to be found by their words."""

    def __init__(self, utterances: Sequence[Utterance]) -> None:
        self._utterances = utterances
        lines = list(_lines(utterances))
        self._lines = [Line(tuple(one), folded(" ".join(utterances[at].text for at in one))) for one in lines]
        self._said = [utterances[one[0]].kind in SAID for one in lines]
        self._whole = "".join(f"\n {line.words} " for line in self._lines) + "\n"
        self._starts = list(accumulate((len(line.words) + 3 for line in self._lines), initial=0))[:-1]

    def __iter__(self) -> Iterator[Line]:
        return iter(self._lines)

    def find(self, words: str) -> tuple[Line, ...]:
        """The lines that *words* may mean: those that are these words, else begin with them, else hold them.

        What somebody says goes before what is told.
        """
        wanted = folded(words)
        for sought in (f"\n {wanted} \n", f"\n {wanted} ", f" {wanted} ") if wanted else ():
            found = list(dict.fromkeys(self._holding(sought)))
            if found:
                said = [number for number in found if self._said[number]]
                return tuple(self._lines[number] for number in said or found)
        return ()

    def passage(self, words: str) -> range:
        """Numbers of the utterances through which *words* run, lines and what is told between them; none if nowhere."""
        wanted = folded(words)
        at = f" {' '.join(self._texts)} ".find(f" {wanted} ") if wanted else -1
        starts = list(accumulate((len(text) + 1 for text in self._texts), initial=0))[:-1]
        return range(bisect_right(starts, at) - 1, bisect_left(starts, at + len(wanted))) if at >= 0 else range(0)

    @cached_property
    def _texts(self) -> list[str]:
        """The words of every utterance, headings too."""
        return [folded(one.text) for one in self._utterances]

    def _holding(self, sought: str) -> Iterator[int]:
        at = self._whole.find(sought)
        while at >= 0:
            yield bisect_right(self._starts, at) - 1
            at = self._whole.find(sought, at + 1)


def _lines(utterances: Sequence[Utterance]) -> Iterator[list[int]]:
    """Numbers of the utterances of each line."""
    line: list[int] = []
    for at, one in enumerate(utterances):
        if one.kind in SAID:
            if line and not one.continues:
                yield line
                line = []
            line.append(at)
        elif one.kind is Kind.NARRATION:
            yield [at]
    if line:
        yield line
