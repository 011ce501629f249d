"""Who meets whom: the scenes that speakers share, and how often they answer each other."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from narrate.model import Script

_REACH = 4
"""Speakers back to whom a line still answers: in a talk of more, each is heard less against each."""

Scene = tuple[int, int]
"""Numbers of a chapter and of a scene in it."""


@dataclass(frozen=True, slots=True)
class Meetings:
    """Where everybody speaks, and with whom."""

    scenes: Mapping[str, frozenset[Scene]]
    """By speaker."""
    talks: Mapping[str, Mapping[str, float]]
    """By two speakers: lines of one right behind the other's count 1, those behind two others' a half, and so on."""

    def meet(self, one: str, others: Collection[str]) -> bool:
        """Whether *one* shares a scene with any of *others*."""
        own = self.scenes.get(one, frozenset())
        return any(not own.isdisjoint(self.scenes.get(other, frozenset())) for other in others)


def meetings(script: Script) -> Meetings:
    """The meetings in *script*; time grows with its lines only, however many people a scene has."""
    scenes: defaultdict[str, set[Scene]] = defaultdict(set)
    talks: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    heard: list[str] = []
    at: Scene | None = None
    for one in script.utterances:
        scene = (one.place.chapter, one.place.scene)
        if scene != at:
            at, heard = scene, []
        if not one.speaker:
            continue
        scenes[one.speaker].add(scene)
        for far, other in enumerate((name for name in heard if name != one.speaker), start=1):
            talks[one.speaker][other] += 1 / far
            talks[other][one.speaker] += 1 / far
        heard = [one.speaker, *(name for name in heard if name != one.speaker)][:_REACH]
    return Meetings({who: frozenset(found) for who, found in scenes.items()}, talks)
