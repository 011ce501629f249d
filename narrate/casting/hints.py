"""What a voices.yaml tells of the story itself: who is called what, and who says which line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from ruamel.yaml.nodes import MappingNode, ScalarNode

from narrate.casting.marked import Entry, Source, described, open_source, quoted, shown
from narrate.casting.series import chosen_in
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
    """What the voices.yaml at *path* tells of the story. CastError says file, line and column of a mistake."""
    return parse_hints(open_source(path))


def parse_hints(source: Source) -> Hints:
    """What *source* tells of the story; as `read_hints`."""
    chosen = chosen_in(source)
    aliases, speakers = chosen.members("aliases"), chosen.members("speakers")
    return Hints(
        tuple(_characters(aliases)),
        tuple(entry.name for entry in chosen.members("cast")),
        {entry.name: _speaker(entry) for entry in speakers},
        {entry.name: entry.place for entry in aliases},
        {entry.name: entry.place for entry in speakers},
        source.path.name,
    )


def _characters(entries: Iterable[Entry]) -> Iterator[Character]:
    """The characters that *entries* describe. CastError if one name is given to two of them."""
    entries = tuple(entries)
    owners = {entry.name: entry.name for entry in entries}
    for entry in entries:
        character = _character(entry)
        for alias in character.aliases:
            owner = owners.setdefault(alias, entry.name)
            if owner != entry.name:
                message = f"{quoted(alias)} is a name of {shown(owner)} already; keep one of the two"
                raise entry.error(f"{shown(entry.name)}: {message}")
        yield character


def _character(entry: Entry) -> Character:
    if not isinstance(entry.value, MappingNode):
        return Character(entry.name, tuple(_names(entry)))
    fields = entry.fields(_KEYS)
    if not fields:
        raise entry.error(f"{shown(entry.name)}: expected aliases:, gender: or age:, found nothing")
    names = tuple(_names(fields["aliases"])) if "aliases" in fields else ()
    gender = _word(fields["gender"], Gender) if "gender" in fields else Gender.UNKNOWN
    age = _word(fields["age"], Age) if "age" in fields else Age.ADULT
    return Character(entry.name, names, gender, age)


def _names(entry: Entry) -> Iterator[str]:
    """Other names: a list of them, or one alone."""
    for item in entry.items():
        yield " ".join(item.text("other names, as [the slayer, Ken]").split())


def _word(entry: Entry, words: type[Word]) -> Word:
    """The one of *words* that *entry* has."""
    return words(entry.word(tuple(words), "one of these words"))


def _speaker(entry: Entry) -> str:
    if not any(map(str.isalnum, entry.name)):
        raise entry.misnamed(f"speakers: expected the words of a line, found {quoted(entry.name)}")
    who = entry.value.value if isinstance(entry.value, ScalarNode) else ""
    if not who.strip():
        expected = f"expected who says {quoted(entry.name)}"
        raise entry.error(f"speakers: {expected}, found {described(entry.value)}")
    return " ".join(who.split())
