"""How things are to be said: who reads what, in which manner, with which pauses, and how a word sounds."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from ruamel.yaml.nodes import MappingNode, ScalarNode

from narrate.casting.marked import Entry, Span, described, known_names, quoted, shown
from narrate.casting.series import Chosen, members_of
from narrate.model import Kind, Manner

READ = tuple(kind for kind in Kind if kind not in (Kind.HEADING, Kind.NARRATION))
"""Kinds that somebody says; the section ``read`` tells who reads them aloud."""
READERS = ("speaker", "narrator")
"""The first is what goes without saying."""
TELLERS = ("narrator", "own")
"""Whose voice the one has who tells the story as "I"; the first is what goes without saying."""
OFF = "off"
MANNER: Mapping[str, Span] = MappingProxyType(
    {
        "rate": Span(0.5, 2, "; 1 changes nothing"),
        "pitch": Span(-12, 12, " semitones; 0 changes nothing"),
        "range": Span(0, 2, "; 1 changes nothing"),
        "gain": Span(-12, 12, " dB; 0 changes nothing"),
        "breath": Span(0, 1, "; 0 changes nothing, 0.5 is a whisper"),
    }
)
"""What a manner may change; more than an octave, or twice and half as much, is another voice, not another manner."""
PAUSE = Span(0.15, 10, " seconds")
"""A stretch of sound is trimmed in its last pause, so none may be shorter; after ten seconds a player seems broken."""
SAID = ("say", "phonemes")
CREDITS = ("opening", "closing")
FACTS = ("title", "author", "readers")
"""What the text of credits may name, in braces."""
_BRACES = re.compile(r"\{([^{}]*)\}")


def narrated(chosen: Chosen) -> frozenset[Kind]:
    """The kinds that the narrator reads instead of their speakers."""
    rules = [_rule(entry) for entry in chosen.members("read")]
    if _is_one_voice(chosen):
        return frozenset(READ)
    return frozenset(kind for kind, reader in rules if reader == "narrator")


def teller_apart(chosen: Chosen) -> bool:
    """Whether who tells the story as "I" speaks with a voice of their own."""
    teller = chosen.one("teller")
    return teller is not None and teller.word(TELLERS, "whose voice the teller has") == "own"


def manners(chosen: Chosen, usual: Mapping[str, Manner]) -> dict[str, Manner]:
    """The manners that are changed, by name: each one of the *usual*, if there are any."""
    changed: dict[str, Manner] = {}
    for section in chosen.every("manners"):
        if isinstance(section.value, ScalarNode) and section.value.value == OFF:
            changed = dict.fromkeys(usual, Manner())
        else:
            members = _members(section, f"{OFF}, or manners")
            changed |= {entry.name: _manner(_named(entry, usual, "manner"), usual) for entry in members}
    return changed


def pauses(chosen: Chosen, names: Collection[str]) -> dict[str, float]:
    """Seconds of the pauses that are changed, by name: each one of *names*, if there are any."""
    return {entry.name: float(_named(entry, names, "pause").number(PAUSE)) for entry in chosen.members("pauses")}


def credits(chosen: Chosen) -> dict[str, str]:
    """The texts that are changed, by CREDITS: which; empty ones are not said."""
    texts: dict[str, str] = {}
    for section in chosen.every("credits"):
        if isinstance(section.value, ScalarNode) and section.value.value == OFF:
            texts = dict.fromkeys(CREDITS, "")
        else:
            members = _members(section, f"{OFF}, or texts")
            texts |= {entry.name: _credit(_named(entry, CREDITS, "credits")) for entry in members}
    return texts


def pronunciation(chosen: Chosen) -> tuple[dict[str, str], dict[str, str]]:
    """Whole words → respelling; and whole words → phonemes."""
    said = [(entry.name, *_said(entry)) for entry in chosen.members("say")]
    say = {name: respelling for name, respelling, _ in said if respelling}
    return say, {name: phonemes for name, _, phonemes in said if phonemes}


def _rule(entry: Entry) -> tuple[Kind, str]:
    """The kind that *entry* is about, and who is to read it."""
    if entry.name not in READ:
        raise entry.misnamed(f"read: no kind {quoted(entry.name)} ({known_names(entry.name, READ)})")
    return Kind(entry.name), entry.word(READERS, "who reads it")


def _is_one_voice(chosen: Chosen) -> bool:
    switch = chosen.one("one-voice")
    return switch is not None and switch.word(("true", "false"), "true or false") == "true"


def _members(section: Entry, expected: str) -> Iterator[Entry]:
    if isinstance(section.value, ScalarNode) and section.value.value:
        raise section.error(f"{section.name}: expected {expected} by name, found {described(section.value)}")
    yield from members_of(section)


def _named(entry: Entry, names: Collection[str], what: str) -> Entry:
    """The *entry*, *what* it is. CastError if *names* are known, and its own is none of them."""
    if names and entry.name not in names:
        raise entry.misnamed(f"no {what} {quoted(entry.name)} ({known_names(entry.name, names)})")
    return entry


def _credit(entry: Entry) -> str:
    """What *entry* has said; nothing if it is off."""
    text = entry.text(f"{OFF}, or what is said")
    for name in _BRACES.findall(text):
        if name not in FACTS:
            raise entry.error(f"{entry.name}: nothing is called {quoted(name)} ({known_names(name, FACTS)})")
    return "" if text == OFF else text


def _manner(entry: Entry, usual: Mapping[str, Manner]) -> Manner:
    """What is left out stays as *usual*; off changes nothing in a voice."""
    if isinstance(entry.value, ScalarNode) and entry.value.value == OFF:
        return Manner()
    if not isinstance(entry.value, MappingNode):
        expected = f"expected {OFF}, or a mapping with {':, '.join(MANNER)}:"
        raise entry.error(f"{shown(entry.name)}: {expected}, found {described(entry.value)}")
    fields = entry.fields(MANNER)
    if not fields:
        raise entry.error(f"{shown(entry.name)}: expected one of {':, '.join(MANNER)}:, found nothing")
    asked = {name: float(field.number(MANNER[name])) for name, field in fields.items()}
    return replace(usual.get(entry.name, Manner()), **asked)


def _said(entry: Entry) -> tuple[str, str]:
    """Respelling and phonemes of a word; one of them may be empty."""
    if not isinstance(entry.value, MappingNode):
        return _respelling(entry, entry.name), ""
    fields = entry.fields(SAID)
    if not fields:
        raise entry.error(f"say: {quoted(entry.name)}: expected say: or phonemes:, found nothing")
    say, phonemes = (fields.get(name) for name in SAID)
    return (_respelling(say, entry.name) if say else ""), (_phonemes(phonemes, entry.name) if phonemes else "")


def _respelling(entry: Entry, word: str) -> str:
    said = entry.value.value.strip() if isinstance(entry.value, ScalarNode) else ""
    if not any(map(str.isalnum, said)):
        raise entry.error(f"say: {quoted(word)}: expected how it is said, found {described(entry.value)}")
    return str(said)


def _phonemes(entry: Entry, word: str) -> str:
    """The phonemes by their mnemonics: ASCII, without the double brackets between which eSpeak reads them."""
    said = entry.value.value.strip() if isinstance(entry.value, ScalarNode) else ""
    if not said or not said.isascii() or not said.isprintable() or "[[" in said or "]]" in said:
        expected = "eSpeak's phonemes in plain letters without brackets, as dZ'aIlz"
        raise entry.error(f"phonemes: {quoted(word)}: expected {expected}, found {described(entry.value)}")
    return str(said)
