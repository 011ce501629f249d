"""A script's lines as a person quotes them: by their words, whatever the case, the marks and the blanks."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from narrate.model import Kind, Utterance

BY_HAND = "given by hand"
"""The cue of an utterance that a person gave to someone in a script, or to nobody."""
IN_VOICES = "given in voices.yaml"
"""The cue of a line under ``speakers`` there."""
SAID = frozenset(Kind) - {Kind.HEADING, Kind.NARRATION}
"""What somebody says, thinks or writes."""
_MARKS = re.compile(r"[\s\"'“”‘„«»‹›]+")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


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
