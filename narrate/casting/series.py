"""A voices.yaml and the files it extends, read as one: the same people and voices in every book of a series."""

import os.path
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from narrate.casting.marked import MAX_BYTES, Entry, Source, is_empty, known_names, open_source, quoted, shown
from narrate.errors import CastError

SECTIONS = (
    "extends",
    "engine",
    "narrator",
    "one-voice",
    "teller",
    "cast",
    "aliases",
    "speakers",
    "read",
    "pools",
    "voices",
    "manners",
    "pauses",
    "credits",
    "say",
)
"""The keys of a voices.yaml; voices.schema.json tells an editor of each."""
MAX_FILES = 20
"""In one map; together they may be as large as one alone."""
NEIGHBOURS = 500
"""Files in a folder that are looked at for the one that was meant."""

Sections = Mapping[str, Entry]
"""Those of one file, by name."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a voices.yaml and the files it extends say, section by section."""

    files: tuple[Sections, ...]
    """The file itself last, after those it goes before."""

    def every(self, section: str) -> tuple[Entry, ...]:
        """What each file has as *section*, the one that counts most last."""
        return tuple(sections[section] for sections in self.files if section in sections)

    def one(self, section: str) -> Entry | None:
        """The *section* that counts; None if no file has it."""
        return next(iter(reversed(self.every(section))), None)

    def members(self, section: str) -> tuple[Entry, ...]:
        """What all files have under *section*, by name. CastError if it is no mapping of names."""
        members = {one.name: one for whole in self.every(section) for one in members_of(whole)}
        return tuple(members.values())


def chosen_in(source: Source) -> Chosen:
    """What *source* says with the files it extends. CastError if one of them is wrong or cannot be had."""
    finished: dict[str, Sections] = {}
    _read(source, (), {_identity(source.path): source}, finished)
    return Chosen(tuple(finished.values()))


def members_of(section: Entry) -> tuple[Entry, ...]:
    """What *section* holds; nothing, if all of it is commented out. CastError if it is no mapping of names."""
    return () if is_empty(section.value) else tuple(section.fields().values())


def _read(source: Source, above: tuple[Path, ...], opened: dict[str, Source], finished: dict[str, Sections]) -> None:
    """Adds to *finished* what *source* says, after what it extends; *above* are the files that it is wanted for."""
    sections = _sections_of(source)
    line = (*above, source.path)
    for item in sections["extends"].items() if "extends" in sections else ():
        path = source.path.parent / item.text("the name of a file, or a list of them")
        identity = _identity(path)
        if identity in map(_identity, line):
            way = " → ".join(shown(one.name) for one in (*line, path))
            raise item.error(f"extends: {quoted(path.name)} extends itself ({way}); remove one of these lines")
        if identity not in opened:
            opened[identity] = _opened(path, item, opened)
            _read(opened[identity], line, opened, finished)
    finished[_identity(source.path)] = sections


def _opened(path: Path, item: Entry, opened: Mapping[str, Source]) -> Source:
    """The file at *path* that *item* names, beside those already *opened*."""
    if len(opened) == MAX_FILES:
        raise item.error(f"extends: more than {MAX_FILES} files for one book; join some of them")
    if not _is_file(path):
        raise item.error(f"extends: no file {quoted(path.as_posix())}{_meant(path)}")
    try:
        source = open_source(path)
    except CastError as error:
        raise item.error(f"extends: {error}") from error
    if sum(len(one.text) for one in (*opened.values(), source)) > MAX_BYTES:
        raise item.error(f"extends: with {quoted(path.name)} more than {MAX_BYTES // 1024} kB; is it a voices.yaml?")
    return source


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # too long a name, for one
        return False


def _meant(path: Path) -> str:
    """What may be meant by *path*, where nothing is: another file of its folder."""
    try:
        names = [one.name for one in islice(path.parent.iterdir(), NEIGHBOURS)]
    except (OSError, ValueError):
        return "; it is looked for from the folder of this file"
    close = get_close_matches(path.name, names, n=1)
    return f" (did you mean {shown(close[0])}?)" if close else "; it is looked for from the folder of this file"


def _identity(path: Path) -> str:
    """The same for every way to one file."""
    try:
        return os.path.normcase(os.path.realpath(path))
    except (OSError, ValueError):  # no path of this system: nothing is there, which the one who opens it will say
        return str(path)


def _sections_of(source: Source) -> dict[str, Entry]:
    """The sections of *source* by name. CastError if one is none of SECTIONS."""
    root = source.root()
    if root is None or is_empty(root):
        return {}
    sections = {entry.name: entry for entry in source.entries(root, "the file")}
    for name, entry in sections.items():
        if name not in SECTIONS:
            hint = known_names(name, SECTIONS)
            raise entry.misnamed(f"unknown key {quoted(name)} ({hint}; a character belongs under cast)")
    return sections
