"""Deals voices: who says most chooses first, who talk with each other get different ones, none who meet the same."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, islice

from narrate.casting.likeness import TWINS, Sound, likeness, sound_of
from narrate.casting.scenes import Meetings
from narrate.model import Age, Gender, Voice

NARRATOR = "narrator"
"""The palette's voice for narration; voices whose names begin so are kept for it."""
PITCH_SHIFTS = (0.8, 1.2, 0.9, 1.1, 0.7, 1.3)
"""Factors; at eSpeak's usual pitch of 50 one to four semitones (a quarter each step): told apart, the gender kept."""
RATE_SHIFTS = (0.95, 1.05, 0.92, 1.08, 1.0, 0.98, 1.02)
"""Factors; their count is coprime to that of PITCH_SHIFTS, so that 42 pairs pass before one comes again."""
RATE_DRIFT = 0.01
"""Added to the factor for every 42 pairs, so that no voice comes twice; the finest step eSpeak follows is 0.007."""
_STRAIN = 0.5
"""A likeness under this troubles nobody."""
_LATER = 0.1
"""What it costs to take the palette's last voice instead of its first, in likeness to everybody one talks with."""
_TWIN, _TWIN_AROUND, _FREED = 1.0, 0.2, -10.0
"""What it costs to be a twin of each one talks with, and of each in one's scenes; and to take a voice that has just
become free."""
_MOST_AROUND = 60
"""People in one's scenes whose voices are compared."""
_CHOICE = 8
"""Voices made from others, of which the best is taken."""
_NOUN = {Age.CHILD: ("girl", "boy", "child"), Age.ADULT: ("woman", "man", "gender not told")}
_NOUN[Age.ELDER] = ("old woman", "old man", "old, gender not told")


@dataclass(frozen=True, slots=True)
class Traits:
    """What a voice should suit."""

    gender: Gender = Gender.UNKNOWN
    age: Age = Age.ADULT
    pool: tuple[Voice, ...] = ()
    """A person's choice for people like this; the palette only when it is used up."""

    def __str__(self) -> str:
        """In a word or two: "old man"."""
        return _NOUN[self.age][(Gender.FEMALE, Gender.MALE, Gender.UNKNOWN).index(self.gender)]


@dataclass(frozen=True, slots=True)
class Palette:
    """The *voices* to deal from, and *names* that no voice made from them may bear."""

    voices: tuple[Voice, ...]
    names: tuple[str, ...] = ()

    @property
    def engines(self) -> tuple[str, ...]:
        """Whose voices they are, in order."""
        return tuple(dict.fromkeys(voice.engine for voice in self.voices))

    @property
    def pool(self) -> tuple[Voice, ...]:
        """What speakers may get; the narrator's voices only if there are no others."""
        return tuple(voice for voice in self.voices if not voice.name.startswith(NARRATOR)) or self.voices


@dataclass(slots=True)
class Table:
    """Who has which voice so far, and why."""

    palette: Palette
    meetings: Meetings
    taken: frozenset[Sound] = frozenset()
    """What nobody may get: the narrator's, and what is kept for people without lines."""
    freed: tuple[Voice, ...] = ()
    """Voices that somebody gave up."""
    narrator: tuple[Voice, ...] = ()
    """Who is heard in every scene."""
    dealt: dict[str, Voice] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    _bearers: dict[Sound, list[str]] = field(default_factory=dict)
    _made: dict[Gender, tuple[list[Voice], Iterator[Voice]]] = field(default_factory=dict)

    def seat(self, speaker: str, voice: Voice, reason: str) -> None:
        """Gives *speaker* the *voice*."""
        self.dealt[speaker], self.reasons[speaker] = voice, reason
        self._bearers.setdefault(sound_of(voice), []).append(speaker)

    def deal(self, speaker: str, traits: Traits) -> None:
        """Finds *speaker* a voice: an unused one of their kind, one of people they never meet, any other, a new one.

        Gender counts before age, and age before whose voices are wanted first.
        """
        engines = self.palette.engines
        suited = traits.gender is Gender.UNKNOWN and _suited(self._unused(self._open), traits, engines)
        suited = suited or _suited(self._open, traits, engines)
        told = [voice for voice in suited if voice.gender is traits.gender]
        kinds = (
            [voice for voice in kind if voice.age is age] for kind in (told, suited) for age in (traits.age, Age.ADULT)
        )
        for voices in (traits.pool, *kinds):
            if unused := self._unused(voices):
                return self.seat(speaker, *self._best(speaker, unused, str(traits)))
            if shared := self._shared(speaker, voices):
                return self.seat(speaker, *shared)
        if unused := self._unused(suited if suited else _of_age_first(self._open, traits.age)):
            return self.seat(speaker, *self._best(speaker, unused, f"{traits}; none of the kind is left"))
        voice, _ = self._best(speaker, self._fresh(traits.gender), "")
        return self.seat(speaker, voice, f"{traits}; the palette is used up, so another at other pitch and pace")

    @property
    def _open(self) -> tuple[Voice, ...]:
        """All that can be dealt, freed voices among them."""
        return tuple({sound_of(voice): voice for voice in (*self.freed, *self.palette.pool)}.values())

    @property
    def _used(self) -> Collection[Sound]:
        return self.taken | self._bearers.keys()

    def _unused(self, voices: Iterable[Voice]) -> list[Voice]:
        used = self._used
        return [voice for voice in voices if sound_of(voice) not in used]

    def _best(self, speaker: str, voices: Sequence[Voice], kind: str) -> tuple[Voice, str]:
        """Of *voices*, best first, the one that is least like those whom *speaker* talks with; and why."""
        heard = self._heard(speaker)
        voices = self._in_turn(voices, [*(voice for voice, _ in heard.values()), *self.narrator])
        around = [self.dealt[other] for other in self._around(speaker)]
        freed = {sound_of(voice) for voice in self.freed}
        costs = [
            _LATER * rank / len(voices)
            + _FREED * (sound_of(voice) in freed)
            + _strain(voice, heard)
            + _twins(voice, around) * _TWIN_AROUND
            + _twins(voice, self.narrator) * _TWIN
            for rank, voice in enumerate(voices)
        ]
        voice = voices[costs.index(min(costs))]
        if not heard:
            return voice, kind
        most = max(heard, key=lambda other: heard[other][1])
        return voice, f"{kind}; {likeness(voice, heard[most][0]):.2f} like {most}"

    def _in_turn(self, voices: Sequence[Voice], heard: Sequence[Voice]) -> Sequence[Voice]:
        """Those of *voices* that are of the first engine with one that is no twin of anybody *heard*.

        All of them if there is none such, or if one has just become free.
        """
        freed = {sound_of(voice) for voice in self.freed}
        engines = self.palette.engines
        turns = [engines.index(voice.engine) if voice.engine in engines else 0 for voice in voices]
        if len({*turns}) == 1 or any(sound_of(voice) in freed for voice in voices):
            return voices
        fit = (turn for turn, voice in zip(turns, voices, strict=True) if not _twins(voice, heard))
        first = min(fit, default=None)
        return [voice for turn, voice in zip(turns, voices, strict=True) if first in (turn, None)]

    def _heard(self, speaker: str) -> dict[str, tuple[Voice, float]]:
        """The voices of those whom *speaker* talks with, and each one's share of the talk."""
        talks = self.meetings.talks.get(speaker, {})
        whole = sum(weight for other, weight in talks.items() if other in self.dealt)
        return {other: (self.dealt[other], weight / whole) for other, weight in talks.items() if other in self.dealt}

    def _around(self, speaker: str) -> list[str]:
        """Those who share a scene with *speaker*, as far as they have voices; of many those with most lines."""
        return list(islice((other for other in self.dealt if self.meetings.meet(speaker, [other])), _MOST_AROUND))

    def _shared(self, speaker: str, voices: Iterable[Voice]) -> tuple[Voice, str] | None:
        """Of *voices* in use the one whose bearers have the fewest scenes, and *speaker* is in none of them."""
        found = []
        for rank, voice in enumerate(voices):
            bearers = self._bearers.get(sound_of(voice), [])
            if bearers and sound_of(voice) not in self.taken and not self.meetings.meet(speaker, bearers):
                scenes = sum(len(self.meetings.scenes.get(one, ())) for one in bearers)
                found.append((scenes, rank, voice, bearers[-1]))
        if not found:
            return None
        _, _, voice, other = min(found, key=lambda one: one[:2])
        return voice, f"shared with {other}, whom they never meet"

    def _fresh(self, gender: Gender) -> list[Voice]:
        """Some unused voices made from others."""
        if gender not in self._made:
            self._made[gender] = ([], self._variants(gender))
        ready, more = self._made[gender]
        used = self._used
        ready[:] = [voice for voice in ready if sound_of(voice) not in used]
        ready += islice((voice for voice in more if sound_of(voice) not in used), _CHOICE - len(ready))
        return ready

    def _variants(self, gender: Gender) -> Iterator[Voice]:
        """Ever more voices made from those of *gender*: from adults, and from those whose pitch can be shifted."""
        pool = self.palette.pool
        suited = _suited(pool, Traits(gender), self.palette.engines) or list(pool)
        adults = [voice for voice in suited if voice.age is Age.ADULT] or suited
        bases = [voice for voice in adults if "pitch" in voice.settings] or adults
        names = {*self.palette.names, *(voice.name for voice in self.palette.voices)}
        every = (_variant(base, number) for number in count(2) for base in bases)
        return (voice for voice in every if voice.name not in names)


def _strain(voice: Voice, heard: Mapping[str, tuple[Voice, float]]) -> float:
    """How much *voice* is like those it is *heard* with, by their shares of the talk."""
    shared = sum(share * max(0.0, likeness(voice, other) - _STRAIN) for other, share in heard.values())
    return shared + _TWIN * _twins(voice, (other for other, _ in heard.values()))


def _twins(voice: Voice, others: Iterable[Voice]) -> int:
    """How many of *others* are hard to tell from *voice*."""
    return sum(likeness(voice, other) > TWINS for other in others)


def _suited(voices: Sequence[Voice], traits: Traits, engines: Sequence[str]) -> list[Voice]:
    """Those of *voices* that suit, best first; for an unknown gender, of the group of which most are there, by age.

    A group of the first of *engines* is larger than any of the others.
    """
    gender, age = traits.gender, traits.age
    if gender is Gender.UNKNOWN:
        sides = [_of_age_first((voice for voice in voices if voice.gender is side), age) for side in Gender]

        def most(side: Sequence[Voice]) -> list[int]:
            aged = sum(one.age is age for one in side) if age is not Age.ADULT else 0
            return [aged, *(sum(one.engine == name for one in side) for name in engines)]

        return max(sides, key=most)
    suited = _of_age_first((voice for voice in voices if voice.gender in (gender, Gender.UNKNOWN)), age)
    return sorted(suited, key=lambda voice: voice.gender is Gender.UNKNOWN)


def _of_age_first(voices: Iterable[Voice], age: Age) -> list[Voice]:
    """*voices* of that age, then those of adults, then the rest."""
    return sorted(voices, key=lambda voice: (voice.age is not age, voice.age is not Age.ADULT))


def _variant(base: Voice, number: int) -> Voice:
    """Voice *number* (2, 3, …) made from *base*; every number sounds different."""
    step = number - 2
    drift = RATE_DRIFT * (step // (len(PITCH_SHIFTS) * len(RATE_SHIFTS)))
    rate = float(base.settings.get("rate", 1.0)) * (RATE_SHIFTS[step % len(RATE_SHIFTS)] + drift)
    settings = {**base.settings, "rate": round(rate, 4)}
    pitch = base.settings.get("pitch")
    if isinstance(pitch, int | float):
        shifted = pitch * PITCH_SHIFTS[step % len(PITCH_SHIFTS)]
        settings["pitch"] = round(shifted) if isinstance(pitch, int) else round(shifted, 4)
    return replace(base, name=f"{base.name}-{number}", settings=settings, origin="")
