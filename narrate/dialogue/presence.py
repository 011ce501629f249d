"""How present everybody is around each turn: in its scene, in mind, lately named, soon to act."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from narrate.dialogue.story import Story
from narrate.dialogue.turns import Turn

_FADES, _FORGOTTEN = 0.75, 0.03
"""Salience left after a paragraph; so little counts no more."""
_MOST = 4.0
"""Salience above this tells nothing more."""
_NEVER = 99
"""Paragraphs or turns to what is not told at all."""
_NEAR, _MANY = 12, 6
"""Turns to each side in which tags are counted, and how many count as one."""

Scene = tuple[int, int]
"""Numbers of a chapter and of a scene in it."""
_Of = TypeVar("_Of")
Whole = NDArray[np.int64]
Share = NDArray[np.float64]


class Presence:
    """Who is around the *turns* of a *story*; *told* has, of each turn, whom its tag names beyond doubt."""

    def __init__(self, story: Story, turns: Sequence[Turn], told: Sequence[tuple[int, ...]]) -> None:
        self.story, self.turns, self.told = story, turns, told
        places = (story.utterances[paragraph[0]].place for paragraph in story.paragraphs)
        self.scenes: list[Scene] = [(place.chapter, place.scene) for place in places]
        """Of each paragraph."""
        self.acts = self._by_scene()
        """In how many paragraphs of each scene somebody is named or acts."""
        self.often: Counter[int] = Counter()
        """How often somebody is named and acts in the whole story."""
        for named, acted in zip(story.named, story.acted, strict=True):
            self.often.update(named)
            self.often.update(acted)
        self.salience = list(self._read_salience())
        """Before each paragraph, who is in mind and how much."""

    def company(self, number: int) -> Counter[int]:
        """In how many paragraphs of the scene of the turn *number* somebody is named or acts."""
        return self.acts[self.scenes[self.turns[number].first]]

    def _by_scene(self) -> dict[Scene, Counter[int]]:
        acts: defaultdict[Scene, Counter[int]] = defaultdict(Counter)
        for scene, acted, named in zip(self.scenes, self.story.acted, self.story.named, strict=True):
            acts[scene].update(acted.keys() | named.keys())
        return acts

    def _read_salience(self) -> Iterator[dict[int, float]]:
        mind: dict[int, float] = {}
        for named, acted in zip(self.story.named, self.story.acted, strict=True):
            yield mind
            mind = {who: much * _FADES for who, much in mind.items() if much > _FORGOTTEN}
            for who, count in named.items():
                mind[who] = mind.get(who, 0.0) + 0.8 + 0.2 * min(count, 3)
            for who in acted:
                mind[who] = mind.get(who, 0.0) + 0.7

    def columns(self, candidates: Sequence[Sequence[int]]) -> Iterator[tuple[str, Share]]:
        """By cue, the values of all *candidates* of all turns, one behind the other."""
        sizes = [len(own) for own in candidates]
        who = np.fromiter(chain.from_iterable(candidates), np.int64, sum(sizes))
        turn = np.repeat(np.arange(len(sizes)), sizes)
        first = np.array([one.first for one in self.turns], np.int64)[turn]
        last = np.array([one.last for one in self.turns], np.int64)[turn]
        for what, places in (("named", self.story.named), ("acted", self.story.acted)):
            times = _Times(places)
            yield f"since_{what}", 1 / (1 + times.since(who, first))
            yield f"until_{what}", 1 / (1 + times.until(who, last))
        tagged = _Times(self.told)
        back, far = tagged.since(who, turn), tagged.until(who, turn)
        yield "tag_since", np.where(back < _NEVER, 1 / back, 0.0)
        yield "tag_until", np.where(far < _NEVER, 1 / far, 0.0)
        yield "tags_near", tagged.between(who, turn - _NEAR, turn + _NEAR) / _MANY
        minds = (self.salience[one.first] for one in self.turns)
        yield "salience", _column(min(mind.get(one, 0.0), _MOST) for mind, one in _each(minds, candidates))
        yield "scene_share", self._shares(candidates, self.acts)
        yield "scene_tags", self._shares(candidates, self._tags())
        yield from self._whole(who)

    def _whole(self, who: Whole) -> Iterator[tuple[str, Share]]:
        """How often *who* is named and tagged in the whole story."""
        total, tags = self.often.total() or 1, Counter(chain.from_iterable(self.told))
        people = range(int(who.max(initial=-1)) + 1)
        yield "often", _column(math.log1p(20 * self.often.get(one, 0) / total) for one in people)[who]
        yield "tags_often", _column(math.log1p(tags.get(one, 0)) / 4 for one in people)[who]

    def _tags(self) -> dict[Scene, Counter[int]]:
        tags: defaultdict[Scene, Counter[int]] = defaultdict(Counter)
        for turn, told in zip(self.turns, self.told, strict=True):
            tags[self.scenes[turn.first]].update(told)
        return tags

    def _shares(self, candidates: Sequence[Sequence[int]], counts: dict[Scene, Counter[int]]) -> Share:
        """What each candidate has of the *counts* in the scene."""
        totals = {scene: own.total() or 1 for scene, own in counts.items()}
        scenes = (self.scenes[turn.first] for turn in self.turns)
        return _column(counts[scene].get(one, 0) / totals[scene] for scene, one in _each(scenes, candidates))


def _each(turns: Iterable[_Of], candidates: Sequence[Sequence[int]]) -> Iterator[tuple[_Of, int]]:
    """Every candidate, with what is known of the turn."""
    return ((of, one) for of, own in zip(turns, candidates, strict=True) for one in own)


def _column(values: Iterable[float]) -> Share:
    return np.fromiter(values, np.float64)


class _Times:
    """When everybody is *seen*: in which paragraphs, or turns, by their numbers."""

    def __init__(self, seen: Sequence[Iterable[int]]) -> None:
        self._span = len(seen) + 1
        keys = sorted(who * self._span + at for at, here in enumerate(seen) for who in here)
        self._keys = np.array([-1, *keys, np.iinfo(np.int64).max])  # nobody's, so that there is always a neighbour

    def since(self, who: Whole, at: Whole) -> Whole:
        """How long before *at* each was last seen."""
        found = self._keys[np.searchsorted(self._keys, who * self._span + at) - 1]
        return np.where(found // self._span == who, at - found % self._span, _NEVER)

    def until(self, who: Whole, at: Whole) -> Whole:
        """How long behind *at* each is seen next."""
        found = self._keys[np.searchsorted(self._keys, who * self._span + at + 1)]
        return np.where(found // self._span == who, found % self._span - at, _NEVER)

    def between(self, who: Whole, start: Whole, end: Whole) -> Whole:
        """How often each is seen from *start* on and before *end*."""
        first, last = (who * self._span + np.clip(at, 0, self._span - 1) for at in (start, end))
        counted: Whole = np.searchsorted(self._keys, last) - np.searchsorted(self._keys, first)
        return counted
