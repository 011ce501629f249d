"""Who may have a turn: those around, by how present they are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from narrate.dialogue.presence import Presence, Scene
from narrate.dialogue.reading import Acted
from narrate.dialogue.subjects import Subject

CANDIDATES = 12
"""Of a turn, at most."""
_ACTS, _NAMED, _ADDRESSED, _TELLER = 3.0, 1.0, 1.0, 3.0
"""Votes for whoever acts around the words, is named there, is called in a turn beside, and tells the story as "I"."""
_TAG_NAME, _TAG_NOUN = 100.0, 50.0
"""Votes by the turn's own tag: it always wins."""
_LATELY, _IN_MIND, _SOON, _AHEAD = 2.0, 0.5, 0.5, 4
"""Votes for the one last named, by salience, and by being named in one of so many paragraphs ahead."""
_BACK, _ON, _BESIDE = 10, 8, 2
"""Turns before and behind whose tags vote, and those whose calls do."""
_OF_SCENE, _MOST = 6, 10
"""The most present of the scene, so many of them, vote, by so many paragraphs at most."""

Vote = tuple[Iterable[int], float]


class Candidates:
    """Who may have the turns, that have the *tags*; *strangers* are the numbers of those who are only a noun."""

    def __init__(
        self, presence: Presence, tags: Sequence[Subject | None], strangers: Mapping[str, int], teller: int | None
    ) -> None:
        self._presence, self._tags, self._strangers, self._teller = presence, tags, strangers, teller
        self._scenes: dict[Scene, list[Vote]] = {}
        self._usual = tuple(sorted(who for who, _ in presence.often.most_common(2)))
        """Where nobody is around."""
        self._called = [
            [who for at in turn.pieces for who in presence.story.said[at].addressed] for turn in presence.turns
        ]

    def of(self, number: int, told: Mapping[str, Sequence[Acted]]) -> tuple[int, ...]:
        """Candidates of the turn *number*, likeliest first, where *told* is the narration around it."""
        votes: defaultdict[int, float] = defaultdict(float)
        for who, weight in self._votes(number, told):
            for one in who:
                votes[one] += weight
        ranked = sorted(votes, key=lambda who: (-votes[who], who))
        return tuple(ranked[:CANDIDATES]) or self._usual

    def _votes(self, number: int, told: Mapping[str, Sequence[Acted]]) -> Iterator[Vote]:
        story, turn, tag = self._presence.story, self._presence.turns[number], self._tags[number]
        for rank, who in enumerate(story.moments[turn.pieces[0]].recent, start=1):
            yield (who,), _LATELY / rank
        for acted in told.values():
            for actor, act in acted:
                if actor is not None:
                    yield (actor,), _ACTS
                for mentioned in act.mentioned:
                    yield mentioned, _NAMED / len(mentioned)
        for named in story.named[turn.last + 1 : turn.last + 1 + _AHEAD]:
            yield named, _SOON
        for who, much in self._presence.salience[turn.first].items():
            yield (who,), _IN_MIND * much
        yield from self._beside(number)
        yield from self._of_scene(number)
        if self._teller is not None:
            yield (self._teller,), _TELLER
        if tag is not None and tag.who:
            yield tag.who, _TAG_NAME / len(tag.who)
        if tag is not None and tag.noun:
            yield (self._strangers[tag.noun],), _TAG_NOUN

    def _beside(self, number: int) -> Iterator[Vote]:
        """Votes by the turns around."""
        start = max(0, number - _BACK)
        for other, tagged in enumerate(self._presence.told[start : number + _ON], start):
            far = abs(other - number)
            if tagged:
                yield tagged, 2.0 / (1 + far) + 0.3
            if far <= _BESIDE:
                yield self._called[other], _ADDRESSED

    def _of_scene(self, number: int) -> list[Vote]:
        scene = self._presence.scenes[self._presence.turns[number].first]
        if scene not in self._scenes:
            most = self._presence.acts[scene].most_common(_OF_SCENE)
            self._scenes[scene] = [((who,), 0.2 + 0.05 * min(count, _MOST)) for who, count in most]
        return self._scenes[scene]
