"""Cast a script: the voices a person chose, and for everyone else one from the palette, no two alike that meet."""

import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from narrate.casting.company import alike, few, heard
from narrate.casting.dealing import NARRATOR, Palette, Table, Traits
from narrate.casting.likeness import Sound, sound_of
from narrate.casting.scenes import Meetings, meetings
from narrate.casting.voices_file import VoiceMap
from narrate.model import FIRST_PERSON, Age, Cast, Character, Finding, Gender, Script, Voice

MAX_SUGGESTIONS = 50
"""Unknown names that get a "did you mean"; looking is slow, and a file with more is for another book."""


def cast_script(
    script: Script, voice_map: VoiceMap | None, palette: Sequence[Voice]
) -> tuple[Cast, tuple[Finding, ...]]:
    """The cast of *script*, and what a person should know of it: *voice_map* first, else a voice of *palette*.

    One voice of *palette* is called "narrator". Who is not in *voice_map* gets a free voice of the right gender and
    age, most lines first: the one least like the voices of those whom they talk with, and among such the palette's
    first. So one more minor character does not change the voice of someone with more lines. When the voices of a kind
    are used up, minor characters share one with people whom they never meet. Naming someone in *voice_map* moves
    nobody but the one who had that voice; they get the one that became free, or the next.
    Whom the narrator reads for in all they say needs no voice.
    """
    chosen = voice_map or VoiceMap()
    people = _people(script)
    script = heard(script, chosen.narrated)
    matches = _matches(people, chosen.roles)
    given = {speaker: chosen.roles[matches[speaker]] for speaker in script.speakers if speaker in matches}
    reasons = dict.fromkeys(given, "voices.yaml")
    narrator, teller = _narrator(script, chosen, given, palette), _teller(script)
    if teller in script.speakers and teller not in given and not chosen.teller_apart:
        given[teller], reasons[teller] = narrator, "tells the story"
    reserved = [narrator, *(chosen.roles[name] for name in matches.values())]
    together = meetings(script)
    deal = _Deal(Palette(tuple(palette), tuple(chosen.voices)), chosen.pools, together, (narrator,))
    table = _automatic(script, deal, given, reserved)
    roles = {speaker: given[speaker] if speaker in given else table.dealt[speaker] for speaker in script.speakers}
    automatic = {speaker: voice for speaker, voice in roles.items() if speaker not in given}
    reasons |= {speaker: table.reasons[speaker] for speaker in automatic}
    said = (dict(chosen.say), chosen.narrated, dict(chosen.phonemes), dict(chosen.manners), dict(chosen.pauses))
    cast = Cast(narrator, roles, *said, {speaker: reasons[speaker] for speaker in roles}, dict(chosen.credits))
    findings = (
        *_misnamed(chosen, people, matches),
        *_shared(narrator, {who: voice for who, voice in given.items() if who != teller}),
        *alike(cast, together),
        *_listed(automatic, palette, [voice for pool in chosen.pools.values() for voice in pool]),
    )
    return cast, findings


def _teller(script: Script) -> str:
    return script.teller or FIRST_PERSON


def _narrator(script: Script, chosen: VoiceMap, given: Mapping[str, Voice], palette: Sequence[Voice]) -> Voice:
    """Who narrates: whom the file says, whoever tells the story as "I", or the palette's narrator of their gender."""
    teller = _teller(script)
    if chosen.narrator or (teller in given and not chosen.teller_apart):
        return chosen.narrator or given[teller]
    gender = Gender.UNKNOWN if chosen.teller_apart else script.gender_of(teller)
    usual = next(voice for voice in palette if voice.name == NARRATOR)
    if gender in (usual.gender, Gender.UNKNOWN):
        return usual
    suited = [voice for voice in palette if voice.gender is gender and voice.age is usual.age]
    kept = [voice for voice in suited if voice.name.startswith(NARRATOR)]
    return next(iter((*kept, *suited)), usual)


@dataclass(frozen=True, slots=True)
class _Deal:
    """What voices are dealt from, and by what."""

    palette: Palette
    pools: Mapping[str, tuple[Voice, ...]]
    meetings: Meetings
    narrator: tuple[Voice, ...]

    def traits(self, name: str, told: Mapping[str, Character]) -> Traits:
        """What a voice for *name* should suit; a person's pool for the unnamed goes before those by age and gender."""
        one = told.get(name, Character(name))
        age = one.age.value if one.age is not Age.ADULT else ""
        kinds = ("unnamed" if _is_unnamed(name) else "", age, one.gender.value)
        pool = next((self.pools[kind] for kind in kinds if kind in self.pools), ())
        return Traits(one.gender, one.age, pool)


def _is_unnamed(name: str) -> bool:
    """Whether *name* is only what somebody is: "the waiter", "Emma's brother"."""
    return name[:1].islower() or name.startswith("The ") or "'s " in name or "’s " in name


def _automatic(script: Script, deal: _Deal, given: Mapping[str, Voice], reserved: Collection[Voice]) -> Table:
    """The table at which all have voices: the *given*, the others what they had if nobody were given, if it is free."""
    told = {one.name: one for one in reversed(script.characters)}
    wanted = {speaker: deal.traits(speaker, told) for speaker in script.speakers}
    taken = frozenset(map(sound_of, reserved))
    castable = {sound_of(voice) for voice in deal.palette.pool}
    narrators = frozenset(sound_of(voice) for voice in deal.palette.voices) - castable
    usual = Table(deal.palette, deal.meetings, narrators, narrator=deal.narrator)
    for speaker, traits in wanted.items():
        usual.deal(speaker, traits)
    freed = tuple(usual.dealt[speaker] for speaker in wanted if speaker in given)
    table = Table(
        deal.palette, deal.meetings, taken, tuple(one for one in freed if sound_of(one) in castable), deal.narrator
    )
    for speaker, voice in given.items():
        table.seat(speaker, voice, "voices.yaml")
    rest = [speaker for speaker in wanted if speaker not in given]
    for speaker in rest:
        voice = usual.dealt[speaker]
        if sound_of(voice) in castable - taken:
            table.seat(speaker, voice, usual.reasons[speaker])
    for speaker in rest:
        if speaker not in table.dealt:
            table.deal(speaker, wanted[speaker])
    return table


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


def _listed(automatic: Mapping[str, Voice], palette: Sequence[Voice], own: Collection[Voice]) -> list[Finding]:
    """Who was cast without being asked for, and with which voice: of *palette*, of a person's *own* pools, or new."""
    names = {voice.name for voice in palette}
    pooled = {voice.name for voice in own}
    derived = [f"{who} → {voice.name}" for who, voice in automatic.items() if voice.name not in names | pooled]
    findings = []
    if automatic:
        listed = few([f"{speaker} → {voice.name}" for speaker, voice in automatic.items()])
        findings.append(
            Finding("cast-automatically", f"cast from the palette{' and the pools' * bool(pooled)}: {listed}")
        )
    if derived:
        message = "the palette has too few voices, so these are other voices at another pitch and pace"
        findings.append(Finding("voices-derived", f"{message}: {few(derived)}"))
    return findings
