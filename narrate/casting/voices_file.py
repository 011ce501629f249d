"""Read voices.yaml: who speaks with which voice, as a person wrote it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from narrate.casting import directions
from narrate.casting.marked import Entry, Source, known_names, open_source, quoted, shown
from narrate.casting.series import Chosen, chosen_in
from narrate.casting.wishes import Desk, Wish, own_voices, voice_of
from narrate.model import Kind, Manner, Voice

POOLS = ("female", "male", "unknown", "child", "elder", "unnamed")
"""Whom a pool of voices is for: by gender, by age before that, and before both who is only called by a noun."""


@dataclass(frozen=True, slots=True)
class VoiceMap:
    """What a voices.yaml says, with the files it extends."""

    path: Path = Path("voices.yaml")
    narrator: Voice | None = None
    """None if the file leaves it to the palette."""
    roles: Mapping[str, Voice] = field(default_factory=dict)
    """By the name in the file, which may be a character's alias."""
    voices: Mapping[str, Voice] = field(default_factory=dict)
    """The person's own voices, by name."""
    say: Mapping[str, str] = field(default_factory=dict)
    """Pronunciation: whole words → respelling."""
    narrated: frozenset[Kind] = frozenset()
    """Kinds that the narrator reads instead of their speakers."""
    phonemes: Mapping[str, str] = field(default_factory=dict)
    """Pronunciation: whole words → eSpeak's phoneme mnemonics."""
    manners: Mapping[str, Manner] = field(default_factory=dict)
    """By name, those the file changes; a plain ``Manner()`` switches one off."""
    pauses: Mapping[str, float] = field(default_factory=dict)
    """Seconds by name, those the file changes."""
    pools: Mapping[str, tuple[Voice, ...]] = field(default_factory=dict)
    """Voices to cast from instead of the palette's, by POOLS: for whom."""
    credits: Mapping[str, str] = field(default_factory=dict)
    """What is said before ("opening") and after ("closing") a book, as far as the file says; empty: nothing."""
    teller_apart: bool = False
    """Who tells the story as "I" speaks with a voice of their own, not with the narrator's."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Where each role stands, as "voices.yaml:4:3"."""


def read_engines(path: Path, known: Collection[str]) -> tuple[str, ...]:
    """The engines that the voices.yaml at *path* casts from, of those *known*; none if it does not say. CastError."""
    section = chosen_in(open_source(path)).one("engine")
    named: dict[str, None] = {}
    for item in section.items() if section else ():
        name = item.text("the name of an engine, or a list of them")
        if name not in known:
            raise item.error(f"no engine {quoted(name)} ({known_names(name, known)})")
        named[name] = None
    return tuple(named)


def read_voices(
    path: Path,
    palette: Sequence[Voice],
    *,
    engines: Collection[str] = (),
    manners: Mapping[str, Manner] = MappingProxyType({}),
    pauses: Collection[str] = (),
) -> VoiceMap:
    """What the voices.yaml at *path* says, its names looked up in *palette* and among its own voices.

    CastError says file, line and column of a mistake, in *path* or in a file it extends. An engine must be one of
    *engines*, a manner one of *manners*, a pause one of *pauses*, where any are given; an engine's settings are the
    engine's to judge, and the ``origin`` of a voice tells it where they were asked for.
    """
    return parse_voices(open_source(path), palette, engines=engines, manners=manners, pauses=pauses)


def parse_voices(
    source: Source,
    palette: Sequence[Voice],
    *,
    engines: Collection[str] = (),
    manners: Mapping[str, Manner] = MappingProxyType({}),
    pauses: Collection[str] = (),
) -> VoiceMap:
    """What *source* says; as `read_voices`."""
    chosen = chosen_in(source)
    built_in = {voice.name: replace(voice, origin="") for voice in palette}
    own = chosen.members("voices")
    desk = Desk(dict.fromkeys((*built_in, *(entry.name for entry in own))), tuple(engines))
    voices = own_voices(desk, own, built_in)
    known = built_in | voices
    narrator, cast = chosen.one("narrator"), chosen.members("cast")
    say, phonemes = directions.pronunciation(chosen)
    return VoiceMap(
        path=source.path,
        narrator=voice_of(desk.wish(narrator), known) if narrator else None,
        roles={entry.name: voice_of(desk.wish(entry), known) for entry in cast},
        voices=voices,
        say=say,
        narrated=directions.narrated(chosen),
        phonemes=phonemes,
        manners=directions.manners(chosen, manners),
        pauses=directions.pauses(chosen, pauses),
        pools=_pools(chosen, desk, known),
        credits=directions.credits(chosen),
        teller_apart=directions.teller_apart(chosen),
        places={entry.name: entry.place for entry in cast},
    )


def _pools(chosen: Chosen, desk: Desk, known: Mapping[str, Voice]) -> dict[str, tuple[Voice, ...]]:
    pools = chosen.members("pools")
    for entry in pools:
        if entry.name not in POOLS:
            raise entry.misnamed(f"pools: no pool {quoted(entry.name)} ({known_names(entry.name, POOLS)})")
    return {entry.name: _pool(entry, desk, known) for entry in pools}


def _pool(pool: Entry, desk: Desk, known: Mapping[str, Voice]) -> tuple[Voice, ...]:
    """The voices of *pool*, each known by the place of its name there."""
    voices: dict[str, Voice] = {}
    for item in pool.items():
        name = desk.known(Wish(item, item.text("names of voices, as [alto-warm, tenor-dry]"), item)).voice
        if name in voices:
            raise item.error(f"{pool.name}: {quoted(name)} is there already; keep one of the two")
        voices[name] = replace(known[name], origin=item.origin)
    if not voices:
        raise pool.error(f"{shown(pool.name)}: expected names of voices, found an empty list; remove the line")
    return tuple(voices.values())


def voices_schema() -> str:
    """The JSON Schema of voices.yaml, for editors."""
    return (files("narrate.casting") / "voices.schema.json").read_text(encoding="utf-8")
