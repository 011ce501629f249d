"""Read voices.yaml: who speaks with which voice, as a person wrote it."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from narrate.casting.marked import Entry, Source, described, is_empty, kind_of, known_names, open_source
from narrate.model import Kind, Voice

SECTIONS = ("narrator", "cast", "aliases", "speakers", "read", "voices", "say")
READ = tuple(kind for kind in Kind if kind not in (Kind.HEADING, Kind.NARRATION))
"""Kinds that somebody says; the section ``read`` tells who reads them aloud."""
READERS = ("speaker", "narrator")
"""The first is what goes without saying."""
MIN_RATE = 0.4
MAX_RATE = 2.5
"""Times the engine's reading pace; beyond these speech is hard to follow."""


@dataclass(frozen=True, slots=True)
class VoiceMap:
    """What a voices.yaml says."""

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
    places: Mapping[str, str] = field(default_factory=dict)
    """Where each role stands, as "voices.yaml:4:3"."""


def read_voices(path: Path, palette: Sequence[Voice], *, engines: Collection[str] = ()) -> VoiceMap:
    """What the voices.yaml at *path* says, its names looked up in *palette* and among its own voices.

    CastError says line and column of a mistake. An engine must be one of *engines*, if any are given; an engine's
    settings are the engine's to judge, and the ``origin`` of a voice tells it where they were asked for.
    """
    return parse_voices(open_source(path), palette, engines=engines)


def parse_voices(source: Source, palette: Sequence[Voice], *, engines: Collection[str] = ()) -> VoiceMap:
    """What *source* says; as `read_voices`."""
    sections = sections_of(source)
    members = {name: members_of(source, sections, name) for name in ("cast", "read", "voices", "say")}
    built_in = {voice.name: replace(voice, origin="") for voice in palette}
    desk = _Desk(source, (*built_in, *(entry.name for entry in members["voices"])), tuple(engines))
    voices = _own_voices(desk, members["voices"], built_in)
    known = built_in | voices
    narrator = sections.get("narrator")
    return VoiceMap(
        path=source.path,
        narrator=_voice(desk, desk.wish(narrator), known) if narrator else None,
        roles={entry.name: _voice(desk, desk.wish(entry), known) for entry in members["cast"]},
        voices=voices,
        say={entry.name: _respelling(source, entry) for entry in members["say"]},
        narrated=frozenset(kind for kind, reader in map(desk.rule, members["read"]) if reader == "narrator"),
        places={entry.name: source.place(entry.key.start_mark) for entry in members["cast"]},
    )


@dataclass(frozen=True, slots=True)
class _Wish:
    """A voice as it is asked for: one by name with *settings* on top, or an *engine*'s own."""

    voice: str
    """Empty for the engine's usual one."""
    node: Node
    """Where the name of the voice stands."""
    place: Node
    """Where the whole wish stands."""
    engine: str | None = None
    settings: Mapping[str, str | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Desk:
    """Takes wishes out of *source*, of which the *names* and the *engines* can be met."""

    source: Source
    names: tuple[str, ...]
    engines: tuple[str, ...]

    def wish(self, entry: Entry) -> _Wish:
        if not isinstance(entry.value, MappingNode):
            name = self._text(entry.value, entry.name, "the name of a voice, or a mapping with voice:")
            return self._known(_Wish(name, entry.value, entry.value))
        fields = {field.name: field.value for field in self.source.entries(entry.value, entry.name)}
        if "voice" not in fields and "engine" not in fields:
            hint = f"found {', '.join(fields)}" if fields else "found nothing"
            raise self.source.error(entry.value, f"{entry.name}: the key voice: is missing ({hint})")
        named = fields.get("voice")
        wish = _Wish(
            self._text(named, "voice", "the name of a voice") if named else "",
            named or entry.value,
            entry.value,
            self._engine(fields["engine"]) if "engine" in fields else None,
            {name: self._setting(name, node) for name, node in fields.items() if name not in ("voice", "engine")},
        )
        return self._known(wish)

    def _known(self, wish: _Wish) -> _Wish:
        if wish.engine is None and wish.voice not in self.names:
            raise self.source.error(wish.node, f"no voice {wish.voice!r} ({known_names(wish.voice, self.names)})")
        return wish

    def _engine(self, node: Node) -> str:
        name = self._text(node, "engine", "the name of an engine")
        if self.engines and name not in self.engines:
            raise self.source.error(node, f"no engine {name!r} ({known_names(name, self.engines)})")
        return name

    def _text(self, node: Node, what: str, expected: str) -> str:
        if not isinstance(node, ScalarNode) or kind_of(node) in ("null", "bool") or not node.value.strip():
            raise self.source.error(node, f"{what}: expected {expected}, found {described(node)}")
        return str(node.value).strip()

    def _setting(self, name: str, node: Node) -> str | float:
        kind = kind_of(node)
        if kind == "str" and isinstance(node, ScalarNode) and name != "rate":
            return str(node.value)
        number = _number(node.value) if kind in ("int", "float") else math.nan
        if not math.isfinite(number):
            expected = "a number" if name == "rate" else "a number or a text"
            raise self.source.error(node, f"{name}: expected {expected}, found {described(node)}")
        if name == "rate":
            self.check_rate(number, node)
        return int(number) if kind == "int" else number

    def rule(self, entry: Entry) -> tuple[Kind, str]:
        """The kind that *entry* is about, and who is to read it."""
        if entry.name not in READ:
            raise self.source.error(entry.key, f"read: no kind {entry.name!r} ({known_names(entry.name, READ)})")
        reader = entry.value.value if isinstance(entry.value, ScalarNode) else ""
        if reader not in READERS:
            message = f"{entry.name}: expected who reads it, found {described(entry.value)}"
            raise self.source.error(entry.value, f"{message} ({known_names(reader, READERS)})")
        return Kind(entry.name), reader

    def check_rate(self, rate: float, node: Node) -> None:
        if not MIN_RATE <= rate <= MAX_RATE:
            raise self.source.error(node, f"rate {rate:g} is out of range ({MIN_RATE} to {MAX_RATE}; 1 is usual)")


def sections_of(source: Source) -> dict[str, Entry]:
    """The sections of *source* by name. CastError if one is none of SECTIONS."""
    root = source.root()
    if root is None or is_empty(root):
        return {}
    sections = {entry.name: entry for entry in source.entries(root, "voices.yaml")}
    for name, entry in sections.items():
        if name not in SECTIONS:
            hint = known_names(name, SECTIONS)
            raise source.error(entry.key, f"unknown key {name!r} ({hint}; a character belongs under cast)")
    return sections


def members_of(source: Source, sections: Mapping[str, Entry], name: str) -> tuple[Entry, ...]:
    """What the section *name* holds, if it is one of *sections*. CastError if that is no mapping of names."""
    if name not in sections or is_empty(sections[name].value):  # all of it commented out is no mistake
        return ()
    return source.entries(sections[name].value, name)


def _own_voices(desk: _Desk, entries: Sequence[Entry], built_in: Mapping[str, Voice]) -> dict[str, Voice]:
    for entry in entries:
        if entry.name in built_in:
            message = f"{entry.name!r} is a voice of the palette; give your own another name"
            raise desk.source.error(entry.key, message)
    wishes = {entry.name: desk.wish(entry) for entry in entries}
    known = dict(built_in)
    for name in wishes:
        for pending in reversed(_ancestry(desk.source, name, wishes, known)):
            wish = wishes[pending]
            origin = desk.source.place(wish.place.start_mark)
            known[pending] = replace(_voice(desk, wish, known), name=pending, origin=origin)
    return {name: known[name] for name in wishes}


def _ancestry(source: Source, name: str, wishes: Mapping[str, _Wish], known: Mapping[str, Voice]) -> tuple[str, ...]:
    """*name*, the voice it is made from, the voice that one is made from, …: as far as they are not *known* yet."""
    ancestry: dict[str, None] = {}
    while name not in known:
        wish = wishes[name]
        if name in ancestry:
            raise source.error(wish.node, f"voice {name!r} is made from itself ({' → '.join([*ancestry, name])})")
        ancestry[name] = None
        if wish.engine:
            break
        name = wish.voice
    return tuple(ancestry)


def _voice(desk: _Desk, wish: _Wish, known: Mapping[str, Voice]) -> Voice:
    """The voice *wish* asks for. A rate on top multiplies the rate below it; any other setting replaces."""
    origin = desk.source.place(wish.place.start_mark)
    if wish.engine:
        named = {"voice": wish.voice} if wish.voice else {}
        name = _name(wish.voice or wish.engine, wish.settings)
        return Voice(name, wish.engine, {**named, **wish.settings}, origin=origin)
    base = known[wish.voice]
    if not wish.settings:
        return replace(base, origin=base.origin or origin)
    settings = {**base.settings, **wish.settings}
    if "rate" in wish.settings and "rate" in base.settings:
        settings["rate"] = round(float(base.settings["rate"]) * float(wish.settings["rate"]), 4)
        desk.check_rate(float(settings["rate"]), wish.place)
    return replace(base, name=_name(base.name, wish.settings), settings=settings, origin=origin)


def _name(name: str, settings: Mapping[str, str | float]) -> str:
    return f"{name} ({', '.join(f'{key} {value}' for key, value in settings.items())})" if settings else name


def _respelling(source: Source, entry: Entry) -> str:
    said = entry.value.value.strip() if isinstance(entry.value, ScalarNode) else ""
    if not any(map(str.isalnum, said)):
        message = f"say: {entry.name!r}: expected how it is said, found {described(entry.value)}"
        raise source.error(entry.value, message)
    return str(said)


def _number(text: str) -> float:
    """*text* as YAML's number: 35, 1e1, 0x23, 1_000; NaN if it is none that can be used."""
    try:
        return float(text)
    except ValueError:
        pass
    try:
        return float(int(text, 0))
    except (ValueError, OverflowError):
        return math.nan
