"""When every word of a book is spoken: counted in samples, as the stretches are put together."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from narrate.audio import WordTime, read_head
from narrate.model import Clip, Mark, Stretch, Utterance
from narrate.spoken import Said

SHORTEST = 0.005
"""Seconds: a word that begins sooner after another belongs to that; files tell milliseconds, and none may be empty."""
MOMENT = 1e-6
"""Seconds by which sums of the same lengths may differ, and no more."""
_BETWEEN = re.compile(r"\s+(?=[\s\"'“‘„«‹¿¡(\[*_]*$)|(?=[\"'“‘„«‹¿¡(\[*_]*$)")
"""Between two words, where the second begins: what opens a quotation goes with what follows."""


@dataclass(frozen=True, slots=True)
class Word:
    """The characters *start* to *end* of an utterance's text, *seconds* into the sound; no character is between two."""

    start: int
    end: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Spoken:
    """An utterance from the second *start* to *end* of the sound, and its words in order, one at least."""

    utterance: Utterance
    start: float
    end: float
    words: tuple[Word, ...]


def timeline(
    stretches: Iterable[Stretch],
    lengths: Iterable[float],
    said: Callable[[Utterance], Sequence[Said]],
    rate: int,
) -> Iterator[Spoken]:
    """When everything in *stretches*, encoded one after the other and *lengths* seconds long, is spoken.

    *said* is what the clip of an utterance says, word by word; *rate* is that of the finished sound. No sound is
    read, only the heads of the clips. An engine that tells no word times has them shared out over the utterance by
    letters; utterances begin and end exactly all the same. AudioError names a clip that cannot be read.
    """
    begin = 0.0
    for stretch, seconds in zip(stretches, lengths, strict=True):
        at = round(stretch.lead * rate)
        for clip, pause in zip(stretch.clips, stretch.pauses, strict=True):
            head = read_head(clip.path)
            samples = resampled(head.samples, head.rate, rate)
            yield _spoken(clip, head.words, begin + at / rate, samples / rate, said(clip.utterance))
            at += samples + round(pause * rate)
        begin += seconds


def resampled(samples: int, rate: int, to: int) -> int:
    """How many samples soxr makes of *samples*: it rounds their quotient, in floats."""
    return samples if rate == to else int(samples / (rate / to) + 0.5)


def from_second(spoken: Iterable[Spoken], second: float) -> Iterator[Spoken]:
    """*spoken* by the time of a file that begins at *second*."""
    for one in spoken:
        words = tuple(replace(word, seconds=word.seconds - second) for word in one.words) if second else one.words
        yield Spoken(one.utterance, one.start - second, one.end - second, words)


def mark_at(second: float, marks: Sequence[Mark]) -> int:
    """The number of the mark, from 0, that holds *second*."""
    return max(0, bisect_right(marks, second + MOMENT, key=lambda mark: mark.start) - 1)


def _spoken(clip: Clip, words: Sequence[WordTime], start: float, seconds: float, said: Sequence[Said]) -> Spoken:
    times = dict(_timed(said, words) if words else _shared_out(said, seconds))
    text = clip.utterance.text
    cuts, begins = [0], [start + times.get(0, 0.0)]
    for number, second in times.items():
        begin = start + second
        if number and begins[-1] + SHORTEST <= begin <= start + seconds - SHORTEST:
            cut = _between(text, said[number - 1].end, said[number].start)
            if cuts[-1] < cut < len(text):
                cuts.append(cut)
                begins.append(begin)
    edges = pairwise([*cuts, len(text)])
    found = tuple(Word(first, last, begin) for (first, last), begin in zip(edges, begins, strict=True))
    return Spoken(clip.utterance, start, start + seconds, found)


def _between(text: str, end: int, start: int) -> int:
    """Where a word begins that is said from *start* on, after one said up to *end*."""
    match = _BETWEEN.search(text[end:start]) if end <= start else None
    return end + match.end() if match else start


def _timed(said: Sequence[Said], times: Sequence[WordTime]) -> Iterator[tuple[int, float]]:
    """The number of each of *said* of which the engine tells the time, and that; of several times the first."""
    offsets, at = [], 0
    for one in said:
        offsets.append(at)
        at += len(one.text) + 1
    found = -1
    for time in times:
        number = bisect_right(offsets, time.start) - 1
        if number > found:
            yield number, time.seconds
            found = number


def _shared_out(said: Sequence[Said], seconds: float) -> Iterator[tuple[int, float]]:
    letters = sum(len(one.text) + 1 for one in said)
    at = 0
    for number, one in enumerate(said):
        yield number, seconds * at / letters
        at += len(one.text) + 1
