"""Voices as a person asks for them: one by name, one with changes on top, or an engine's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from ruamel.yaml.nodes import MappingNode, ScalarNode

from narrate.casting.marked import Entry, Span, kind_of, known_names, quoted, shown
from narrate.errors import UnknownVoice
from narrate.model import Voice

RATE = Span(0.4, 2.5, "; 1 is usual")
"""Times the engine's reading pace; beyond these speech is hard to follow."""
GAIN = Span(-12, 12, " dB; 0 is usual")
"""dB: a quarter to four times the level; beyond these a voice is lost, or drowns the others."""
MAX_SETTINGS = 40
"""Of one voice; no engine has as many, and a file that hands ever more of them on would fill the memory."""
WAY = 6
"""Names in a message of how a voice is made from itself."""

ELSE = "else"
"""The key of the voice that is taken where the one asked for is not there."""
NAME = "the name of a voice, or a mapping with voice:"


@dataclass(frozen=True, slots=True)
class Wish:
    """A voice as it is asked for: one by name with *settings* and *gain* on top, or an *engine*'s own."""

    whole: Entry
    voice: str
    """Empty for the engine's usual one."""
    named: Entry
    """Where the name of the voice stands."""
    engine: str = ""
    settings: Mapping[str, str | float] = field(default_factory=lambda: MappingProxyType({}))
    gain: float = 0.0
    otherwise: str = ""
    """The name of the voice to be taken if this one is not there; empty: none."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Takes wishes, of which the *names* and the *engines* can be met; any engine, if there are none."""

    names: Mapping[str, None]
    engines: tuple[str, ...]

    def wish(self, entry: Entry) -> Wish:
        """The voice asked for by *entry*. CastError if nobody has it."""
        if not isinstance(entry.value, MappingNode):
            return self.known(Wish(entry, entry.text(NAME), entry))
        if len(entry.value.value) > MAX_SETTINGS:
            raise _too_many(entry)
        fields = entry.fields()
        hint = f"found {shown(', '.join(fields))}" if fields else "found nothing"
        named, engine, gain, otherwise = (fields.pop(name, None) for name in ("voice", "engine", "gain", ELSE))
        if named is None and engine is None:
            raise entry.error(f"{shown(entry.name)}: the key voice: is missing ({hint})")
        wish = Wish(
            entry,
            named.text("the name of a voice") if named else "",
            named or entry,
            self._engine(engine) if engine else "",
            {name: _setting(one) for name, one in fields.items()},
            gain.number(GAIN) if gain else 0.0,
            self.named(otherwise) if otherwise else "",
        )
        return self.known(wish)

    def named(self, entry: Entry) -> str:
        """The name of a voice in *entry*. CastError if nobody has it."""
        return self.known(Wish(entry, entry.text("the name of a voice"), entry)).voice

    def known(self, wish: Wish) -> Wish:
        """The *wish*. CastError if it is for a voice that nobody has."""
        if not wish.engine and wish.voice not in self.names:
            message = f"no voice {quoted(wish.voice)} ({known_names(wish.voice, self.names)})"
            raise UnknownVoice(str(wish.named.error(message)), wish.voice, wish.named.origin)
        return wish

    def _engine(self, entry: Entry) -> str:
        name = entry.text("the name of an engine")
        if self.engines and name not in self.engines:
            raise entry.error(f"no engine {quoted(name)} ({known_names(name, self.engines)})")
        return name


def own_voices(desk: Desk, entries: Sequence[Entry], built_in: Mapping[str, Voice]) -> dict[str, Voice]:
    """The voices that *entries* describe, each made from one of *built_in*, from another, or by an engine."""
    for entry in entries:
        if entry.name in built_in:
            raise entry.misnamed(f"{quoted(entry.name)} is a voice of the palette; give your own another name")
    wishes = {entry.name: desk.wish(entry) for entry in entries}
    known = dict(built_in)
    for name in wishes:
        for pending in reversed(_ancestry(name, wishes, known)):
            wish = wishes[pending]
            known[pending] = replace(voice_of(wish, known), name=pending, origin=wish.whole.origin)
    return {name: known[name] for name in wishes}


def voice_of(wish: Wish, known: Mapping[str, Voice]) -> Voice:
    """The voice *wish* asks for. Rate on top multiplies and gain adds to what is below; other settings replace."""
    origin = wish.whole.origin
    changes = {**wish.settings, "gain": wish.gain} if wish.gain else wish.settings
    if wish.engine:
        named = {"voice": wish.voice} if wish.voice else {}
        name = _name(wish.voice or wish.engine, changes)
        return Voice(
            name, wish.engine, {**named, **wish.settings}, gain=wish.gain, origin=origin, instead=wish.otherwise
        )
    base = known[wish.voice]
    instead = wish.otherwise or base.instead
    if not changes:
        return replace(base, origin=base.origin or origin, instead=instead)
    settings = {**base.settings, **wish.settings}
    if len(settings) > MAX_SETTINGS:
        raise _too_many(wish.whole)
    if "rate" in wish.settings and "rate" in base.settings:
        settings["rate"] = round(float(base.settings["rate"]) * float(wish.settings["rate"]), 4)
        wish.whole.hold(float(settings["rate"]), RATE, "rate")
    gain = round(base.gain + wish.gain, 4)
    wish.whole.hold(gain, GAIN, "gain")
    return replace(base, name=_name(base.name, changes), settings=settings, gain=gain, origin=origin, instead=instead)


def _too_many(entry: Entry) -> Exception:
    return entry.error(f"{shown(entry.name)}: more than {MAX_SETTINGS} settings; no engine has as many")


def _setting(entry: Entry) -> str | float:
    if kind_of(entry.value) == "str" and isinstance(entry.value, ScalarNode) and entry.name != "rate":
        return str(entry.value.value)
    return entry.number(RATE) if entry.name == "rate" else entry.number(expected="a number or a text")


def _ancestry(name: str, wishes: Mapping[str, Wish], known: Mapping[str, Voice]) -> tuple[str, ...]:
    """*name*, the voice it is made from, the voice that one is made from, …: as far as they are not *known* yet."""
    ancestry: dict[str, None] = {}
    while name not in known:
        wish = wishes[name]
        if name in ancestry:
            way = [shown(one) for one in (*ancestry, name)]
            short = way if len(way) <= WAY else [*way[: WAY - 2], "…", way[-1]]
            raise wish.named.error(f"voice {quoted(name)} is made from itself ({' → '.join(short)})")
        ancestry[name] = None
        if wish.engine:
            break
        name = wish.voice
    return tuple(ancestry)


def _name(name: str, changes: Mapping[str, str | float]) -> str:
    return f"{name} ({', '.join(f'{key} {value}' for key, value in changes.items())})" if changes else name
