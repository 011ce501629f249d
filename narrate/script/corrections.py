"""What a person corrected in a script, found again in the manuscript as it is now: by words and neighbours."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from narrate.model import Character, Utterance
from narrate.script.lines import BY_HAND, folded

ALIKE = 0.8
"""The ratio of difflib from which two lines at the same place are one, revised; judged, not measured."""
NEAR = 8
"""Utterances from a neighbour within which a revised line is looked for: two or three paragraphs."""
TELLING = 4
"""Words from which a line is known by them alone, wherever it stands now."""
Key = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Corrections:
    """A script with lines given by hand, and those that were in no manuscript when it was written."""

    utterances: tuple[Utterance, ...]
    unplaced: tuple[Utterance, ...] = ()
    characters: tuple[Character, ...] = ()

    @property
    def lines(self) -> tuple[Utterance, ...]:
        """All that was given by hand."""
        return (*(one for one in self.utterances if one.cue == BY_HAND), *self.unplaced)


def placed(
    corrections: Corrections, utterances: Sequence[Utterance]
) -> tuple[dict[int, Utterance], tuple[Utterance, ...]]:
    """By number of the utterance the corrected line that stands there, and the corrected lines that stand nowhere.

    A line stands where its words are between the words of its neighbours; where several lines have the same words,
    all of them, corrected or not, are told apart before one is chosen. What stands nowhere as it is may stand near its
    neighbours in other words.
    """
    old = (*corrections.utterances, *corrections.unplaced)
    alone = len(corrections.utterances)
    words, now = [folded(one.text) for one in old], [folded(one.text) for one in utterances]
    pairs: dict[int, int] = {}
    for keys, others in zip(
        _keys(words, [one.place.chapter for one in old], alone),
        _keys(now, [one.place.chapter for one in utterances], len(now)),
        strict=True,
    ):
        _pair(pairs, keys, others, len(words), len(now))
    corrected = [at for at, one in enumerate(old) if at >= alone or one.cue == BY_HAND]
    _pair_revised(pairs, [at for at in corrected if at < alone], words, now)
    return (
        {pairs[at]: old[at] for at in corrected if at in pairs},
        tuple(old[at] for at in corrected if at not in pairs),
    )


def _keys(words: Sequence[str], chapters: Sequence[int], alone: int) -> tuple[Key, ...]:
    """What a line is known by, the surest first; those from number *alone* on have no neighbours. None: by nothing."""

    def around(before: int, after: int) -> Key:
        def key(at: int) -> object:
            start, end = max(at - before, 0), min(at + after + 1, alone)
            return (at - start, *words[start:end]) if at < alone else None

        return key

    def by_chapter(at: int) -> object:
        return chapters[at], words[at]

    def by_words(at: int) -> object:
        return words[at] if words[at].count(" ") >= TELLING - 1 else None

    return around(2, 2), around(1, 1), around(1, 0), around(0, 1), by_chapter, by_words


def _pair(pairs: dict[int, int], key: Key, other: Key, count: int, others: int) -> None:
    """Pairs in order those not paired yet that have one key, if there are as many of them on both sides."""
    taken = set(pairs.values())
    left = _grouped(key, (at for at in range(count) if at not in pairs))
    right = _grouped(other, (at for at in range(others) if at not in taken))
    for known_by, ours in left.items():
        theirs = right.get(known_by, [])
        if len(ours) == len(theirs):
            pairs.update(zip(ours, theirs, strict=True))


def _grouped(key: Key, numbers: Iterable[int]) -> dict[object, list[int]]:
    groups: defaultdict[object, list[int]] = defaultdict(list)
    for at in numbers:
        known_by = key(at)
        if known_by is not None:
            groups[known_by].append(at)
    return groups


def _pair_revised(pairs: dict[int, int], numbers: Sequence[int], words: Sequence[str], now: Sequence[str]) -> None:
    """Pairs those of *numbers* that stand, in other words, near the neighbours they had."""
    taken = set(pairs.values())
    known = sorted(pairs)
    for at in numbers:
        if at in pairs:
            continue
        near = [one for one in _near(at, known, pairs, len(now)) if one not in taken]
        best = max(near, key=lambda one: _likeness(words[at], now[one]), default=None)
        if best is not None and _likeness(words[at], now[best]) >= ALIKE:
            pairs[at] = best
            taken.add(best)


def _near(at: int, known: Sequence[int], pairs: dict[int, int], count: int) -> Collection[int]:
    """Where what stood at number *at* may stand now: behind what was before it, in front of what was after."""
    place = bisect_left(known, at)
    behind = pairs[known[place - 1]] if place else -1
    front = pairs[known[place]] if place < len(known) else count
    numbers = (*range(behind + 1, behind + 1 + NEAR), *range(front - NEAR, front))
    return dict.fromkeys(one for one in numbers if 0 <= one < count).keys()


def _likeness(one: str, other: str) -> float:
    """The ratio of difflib; 0 where that is certainly too little."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    enough = matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE
    return matcher.ratio() if enough else 0.0
