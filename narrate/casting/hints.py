"""What a voices.yaml tells of the story itself: who is called what, and who says which line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from narrate.casting.marked import Entry, Source, described, known_names, open_source
from narrate.casting.voices_file import members_of, sections_of
from narrate.model import FIRST_PERSON, Age, Character, Gender

Word = TypeVar("Word", bound=StrEnum)
_KEYS = ("aliases", "gender", "age")


@dataclass(frozen=True, slots=True)
class Hints:
    """What a person tells of the characters before the story is read."""

    characters: tuple[Character, ...] = ()
    """With other names of theirs, gender and age: the section ``aliases``."""
    cast: tuple[str, ...] = ()
    """Names that are given a voice, so that they are somebody's."""
    speakers: Mapping[str, str] = field(default_factory=dict)
    """Words of a line → who says it."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Where each of ``characters`` stands, as "voices.yaml:4:3"."""
    lines: Mapping[str, str] = field(default_factory=dict)
    """Where each of ``speakers`` stands."""
    file: str = ""
    """The name of the file that tells it."""

    def known(self, text: str) -> tuple[Character, ...]:
        """The characters of these that *text* names; of those with a voice, whose name is written as a name."""
        named = [one for one in self.characters if any(stands(name, text) for name in (one.name, *one.aliases))]
        taken = {name for one in self.characters for name in (one.name, *one.aliases)} | {FIRST_PERSON}
        voiced = [
            one for one in self.cast if one not in taken and one[:1].isupper() and stands(one, text, exactly=True)
        ]
        return (*named, *map(Character, voiced))


def stands(name: str, text: str, *, exactly: bool = False) -> bool:
    """Whether *name* stands in *text* as words of its own; *exactly*, in the same case."""
    words = r"\s+".join(map(re.escape, name.split()))
    return re.search(rf"(?<!\w){words}(?!\w)", text, 0 if exactly else re.IGNORECASE) is not None


def read_hints(path: Path) -> Hints:
    """What the voices.yaml at *path* tells of the story. CastError says line and column of a mistake."""
    return parse_hints(open_source(path))


def parse_hints(source: Source) -> Hints:
    """What *source* tells of the story; as `read_hints`."""
    sections = sections_of(source)
    members = {name: members_of(source, sections, name) for name in ("cast", "aliases", "speakers")}
    characters = {entry.name: _character(source, entry) for entry in members["aliases"]}
    _refuse_shared(source, members["aliases"], characters)
    return Hints(
        tuple(characters.values()),
        tuple(entry.name for entry in members["cast"]),
        {entry.name: _speaker(source, entry) for entry in members["speakers"]},
        _places(source, members["aliases"]),
        _places(source, members["speakers"]),
        source.path.name,
    )


def _places(source: Source, entries: Sequence[Entry]) -> dict[str, str]:
    return {entry.name: source.place(entry.key.start_mark) for entry in entries}


def _character(source: Source, entry: Entry) -> Character:
    if not isinstance(entry.value, MappingNode):
        return Character(entry.name, tuple(_names(source, entry.name, entry.value)))
    fields = {one.name: one for one in source.entries(entry.value, entry.name)}
    for name, one in fields.items():
        if name not in _KEYS:
            raise source.error(one.key, f"{entry.name}: unknown key {name!r} ({known_names(name, _KEYS)})")
    if not fields:
        raise source.error(entry.value, f"{entry.name}: expected aliases:, gender: or age:, found nothing")
    names = tuple(_names(source, "aliases", fields["aliases"].value)) if "aliases" in fields else ()
    gender = _word(source, fields["gender"], Gender) if "gender" in fields else Gender.UNKNOWN
    age = _word(source, fields["age"], Age) if "age" in fields else Age.ADULT
    return Character(entry.name, names, gender, age)


def _names(source: Source, what: str, node: Node) -> Iterator[str]:
    """Other names: a list of them, or one alone."""
    for one in node.value if isinstance(node, SequenceNode) else (node,):
        if not isinstance(one, ScalarNode) or not one.value.strip():
            message = f"{what}: expected other names, as [the slayer, Ken], found {described(one)}"
            raise source.error(one, message)
        yield " ".join(one.value.split())


def _word(source: Source, entry: Entry, words: type[Word]) -> Word:
    """The one of *words* that *entry* has."""
    told = entry.value.value if isinstance(entry.value, ScalarNode) else ""
    if told not in set(words):
        raise source.error(
            entry.value, f"{entry.name}: found {described(entry.value)} ({known_names(told, tuple(words))})"
        )
    return words(told)


def _refuse_shared(source: Source, entries: Sequence[Entry], characters: Mapping[str, Character]) -> None:
    """CastError if one name is given to two characters."""
    owners = {entry.name: entry.name for entry in entries}
    for entry in entries:
        for alias in characters[entry.name].aliases:
            owner = owners.setdefault(alias, entry.name)
            if owner != entry.name:
                raise source.error(
                    entry.value, f"{entry.name}: {alias!r} is a name of {owner} already; keep one of the two"
                )


def _speaker(source: Source, entry: Entry) -> str:
    who = entry.value.value if isinstance(entry.value, ScalarNode) else ""
    if not any(map(str.isalnum, entry.name)):
        raise source.error(entry.key, f"speakers: expected the words of a line, found {entry.name!r}")
    if not who.strip():
        raise source.error(entry.value, f"speakers: expected who says {entry.name!r}, found {described(entry.value)}")
    return " ".join(who.split())
