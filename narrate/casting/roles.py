"""Cast a script: the voices a person chose, and for everyone else one from the palette, all of them different."""

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import count
from typing import NamedTuple

from narrate.casting.voices_file import VoiceMap
from narrate.model import FIRST_PERSON, Age, Cast, Finding, Gender, Kind, Script, Voice

NARRATOR = "narrator"
"""The palette's voice for narration; voices whose names begin so are kept for it."""

PITCH_SHIFTS = (0.8, 1.2, 0.9, 1.1, 0.7, 1.3)
"""Factors; at eSpeak's usual pitch of 50 one to four semitones (a quarter each step): told apart, the gender kept."""
RATE_SHIFTS = (0.95, 1.05, 0.92, 1.08, 1.0, 0.98, 1.02)
"""Factors; their count is coprime to that of PITCH_SHIFTS, so that 42 pairs pass before one comes again."""
RATE_DRIFT = 0.01
"""Added to the factor for every 42 pairs, so that no voice comes twice; the finest step eSpeak follows is 0.007."""

FEW = 8
"""Names listed in one finding."""
MAX_SUGGESTIONS = 50
"""Unknown names that get a "did you mean"; looking is slow, and a file with more is for another book."""

Sound = tuple[str, frozenset[tuple[str, str | float]]]


def cast_script(
    script: Script, voice_map: VoiceMap | None, palette: Sequence[Voice]
) -> tuple[Cast, tuple[Finding, ...]]:
    """The cast of *script*, and what a person should know of it: *voice_map* first, else a voice of *palette*.

    One voice of *palette* is called "narrator". Who is not in *voice_map* gets the first free voice of the right
    gender, one of their age before the others, most lines first, so one more minor character does not change the voice
    of someone with more lines. Naming someone in *voice_map* moves nobody but the one who had that voice; they get the
    one that became free, or the next.
    Whom the narrator reads for in all they say needs no voice.
    """
    chosen = voice_map or VoiceMap()
    people = _people(script)
    script = _heard(script, chosen.narrated)
    matches = _matches(people, chosen.roles)
    given = {speaker: chosen.roles[matches[speaker]] for speaker in script.speakers if speaker in matches}
    narrator = chosen.narrator or {voice.name: voice for voice in palette}[NARRATOR]
    if FIRST_PERSON in script.speakers and FIRST_PERSON not in given:
        given[FIRST_PERSON] = narrator  # who tells the story as "I" is one person, in and out of quotation marks
    reserved = [narrator, *(chosen.roles[name] for name in matches.values())]
    automatic = _automatic(script, _Palette(tuple(palette), tuple(chosen.voices)), given, reserved)
    roles = {speaker: given[speaker] if speaker in given else automatic[speaker] for speaker in script.speakers}
    findings = (
        *_misnamed(chosen, people, matches),
        *_shared(narrator, {who: voice for who, voice in given.items() if who != FIRST_PERSON}),
        *_listed(automatic, palette),
    )
    return Cast(narrator, roles, dict(chosen.say), chosen.narrated), findings


def _heard(script: Script, narrated: Collection[Kind]) -> Script:
    """*script* with the narrator for the speaker of what is *narrated*."""
    lines = (replace(one, speaker=None) if one.kind in narrated else one for one in script.utterances)
    return replace(script, utterances=tuple(lines)) if narrated else script


def sound_of(voice: Voice) -> Sound:
    """What tells *voice* from another by ear: engine and settings, whatever it is called."""
    settings = {"rate": 1.0, **voice.settings}
    return voice.engine, frozenset(settings.items())


class _Traits(NamedTuple):
    """What a voice should suit."""

    gender: Gender
    age: Age


@dataclass(frozen=True, slots=True)
class _Palette:
    """The *voices* to deal from, and *names* that no voice made from them may bear."""

    voices: tuple[Voice, ...]
    names: tuple[str, ...] = ()

    @property
    def pool(self) -> tuple[Voice, ...]:
        """What speakers may get; the narrator's voices only if there are no others."""
        return tuple(voice for voice in self.voices if not voice.name.startswith(NARRATOR)) or self.voices

    def deal(
        self, speakers: Mapping[str, _Traits], taken: Collection[Sound], first: Sequence[Voice] = ()
    ) -> dict[str, Voice]:
        """A voice each for *speakers*, in order; none of them *taken*, those in *first* before the others."""
        free = {sound_of(voice): voice for voice in (*first, *self.pool)}
        dealt: dict[str, Voice] = {}
        used = set(taken)
        variants = {gender: self._variants(gender) for gender in Gender}
        for speaker, traits in speakers.items():
            left = _of_age_first((voice for sound, voice in free.items() if sound not in used), traits.age)
            suited = _suited(left, traits) or ([] if _suited(self.pool, traits) else left)
            fresh = (voice for voice in variants[traits.gender] if sound_of(voice) not in used)
            dealt[speaker] = suited[0] if suited else next(fresh)
            used.add(sound_of(dealt[speaker]))
        return dealt

    def _variants(self, gender: Gender) -> Iterable[Voice]:
        """Ever more voices made from those of *gender*: from adults, and from those whose pitch can be shifted."""
        suited = _suited(self.pool, _Traits(gender, Age.ADULT)) or self.pool
        adults = [voice for voice in suited if voice.age is Age.ADULT] or suited
        bases = [voice for voice in adults if "pitch" in voice.settings] or adults
        names = {*self.names, *(voice.name for voice in self.voices)}
        every = (_variant(base, number) for number in count(2) for base in bases)
        return (voice for voice in every if voice.name not in names)


def _automatic(
    script: Script, palette: _Palette, given: Mapping[str, Voice], reserved: Iterable[Voice]
) -> dict[str, Voice]:
    """Voices for the speakers not in *given*: what they had if nobody were, unless it is among *reserved*."""
    told = {one.name: _Traits(one.gender, one.age) for one in reversed(script.characters)}
    wanted = {speaker: told.get(speaker, _Traits(Gender.UNKNOWN, Age.ADULT)) for speaker in script.speakers}
    castable = {sound_of(voice) for voice in palette.pool}
    taken = {sound_of(voice) for voice in reserved}
    usual = palette.deal(wanted, {sound_of(voice) for voice in palette.voices} - castable)
    usual = {speaker: voice for speaker, voice in usual.items() if sound_of(voice) in castable}
    kept = {speaker: voice for speaker, voice in usual.items() if speaker not in given and sound_of(voice) not in taken}
    freed = [voice for speaker, voice in usual.items() if speaker in given]
    rest = {speaker: traits for speaker, traits in wanted.items() if speaker not in given and speaker not in kept}
    dealt = kept | palette.deal(rest, taken | {sound_of(voice) for voice in kept.values()}, freed)
    return {speaker: dealt[speaker] for speaker in wanted if speaker not in given}


def _suited(voices: Sequence[Voice], traits: _Traits) -> list[Voice]:
    """Those of *voices* that suit, best first; for an unknown gender, of the group of which most are left, by age."""
    gender, age = traits
    if gender is Gender.UNKNOWN:
        sides = (_of_age_first((voice for voice in voices if voice.gender is side), age) for side in Gender)
        return max(sides, key=lambda side: (age is not Age.ADULT and sum(one.age is age for one in side), len(side)))
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


def _people(script: Script) -> dict[str, tuple[str, ...]]:
    """Everyone of *script* with their aliases, those with lines first."""
    aliases = {character.name: character.aliases for character in script.characters}
    return {name: aliases.get(name, ()) for name in (*script.speakers, *aliases)}


def _matches(people: Mapping[str, Sequence[str]], names: Collection[str]) -> dict[str, str]:
    """Person → the one of *names* that means them: by name, else by an alias, else by either in other letters."""
    matches: dict[str, str] = {}
    for spelling in (str, _folded):
        for called in ({person: (person,) for person in people}, people):
            _claim(matches, called, names, spelling)
    return matches


def _claim(
    matches: dict[str, str], called: Mapping[str, Sequence[str]], names: Collection[str], spelling: Callable[[str], str]
) -> None:
    claimed = set(matches.values())
    free = {spelling(name): name for name in names if name not in claimed}
    for person, forms in called.items():
        form = next((spelling(form) for form in forms if spelling(form) in free), None)
        if form is not None and person not in matches:
            matches[person] = free.pop(form)


def _folded(name: str) -> str:
    """*name* without regard to case, width, accents' encoding and the form of the apostrophe."""
    return " ".join(unicodedata.normalize("NFKC", name).replace("’", "'").casefold().split())


def _misnamed(chosen: VoiceMap, people: Mapping[str, Sequence[str]], matches: Mapping[str, str]) -> list[Finding]:
    """The roles of *chosen* that nobody has."""
    owners = {_folded(form): person for person, forms in people.items() for form in (*forms, person)}
    known = {_folded(form): form for person, forms in people.items() for form in (*forms, person)}
    unused = [name for name in chosen.roles if name not in matches.values()]
    findings = []
    for number, name in enumerate(unused):
        owner = owners.get(_folded(name))
        if owner is not None and owner in matches:
            message = f"{name!r} is another name of {owner}, already cast as {matches[owner]!r}; this line is not used"
            findings.append(Finding("cast-name-unused", f"{chosen.places[name]}: {message}"))
            continue
        close = get_close_matches(_folded(name), known, n=1) if number < MAX_SUGGESTIONS else []
        hint = f" (did you mean {known[close[0]]}?)" if close else ""
        if _folded(name) == NARRATOR:
            hint = " (the narrator's voice is the key narrator: at the top of the file, not under cast:)"
        message = f"nobody in this manuscript is called {name!r}{hint}"
        findings.append(Finding("cast-name-unknown", f"{chosen.places[name]}: {message}"))
    return findings


def _shared(narrator: Voice, given: Mapping[str, Voice]) -> list[Finding]:
    """Who was given the same sound as someone else."""
    groups: dict[Sound, list[str]] = {sound_of(narrator): ["the narrator"]}
    for speaker, voice in given.items():
        groups.setdefault(sound_of(voice), []).append(speaker)
    named = {sound_of(voice): voice.name for voice in (narrator, *given.values())}
    return [
        Finding("voice-shared", f"{', '.join(people[:-1])} and {people[-1]} sound alike: all have {named[sound]}")
        for sound, people in groups.items()
        if len(people) > 1
    ]


def _listed(automatic: Mapping[str, Voice], palette: Sequence[Voice]) -> list[Finding]:
    """Who was cast without being asked for, and with which voice."""
    names = {voice.name for voice in palette}
    derived = [f"{speaker} → {voice.name}" for speaker, voice in automatic.items() if voice.name not in names]
    findings = []
    if automatic:
        listed = _few([f"{speaker} → {voice.name}" for speaker, voice in automatic.items()])
        findings.append(Finding("cast-automatically", f"cast from the palette: {listed}"))
    if derived:
        message = "the palette has too few voices, so these are other voices at another pitch and pace"
        findings.append(Finding("voices-derived", f"{message}: {_few(derived)}"))
    return findings


def _few(names: Sequence[str]) -> str:
    """The first of *names*, and how many more there are."""
    more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
    return ", ".join(names[:FEW]) + more
