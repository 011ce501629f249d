"""Gold: texts with the true speaker of every quotation, of this project's own stories and of other corpora.

A corpus is one file, JSON Lines, a book a line: {"book", "text_path" (beside the file), "quotes": [{"spans":
[[start, end], …], "type", "speaker"}], "characters": [{"name", "aliases", "gender"}]}. Offsets are code points; spans
leave the marks out. Own stories are text files with marks, see stories/README.md.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

TYPES = {"e": "explicit", "a": "anaphoric", "i": "implicit"}
_HEAD = re.compile(r"#\s*(\w+):\s*(.*)")
_MARK = re.compile(r"\{(?:(?P<end>/)|(?P<name>[^:{}+]+)(?P<more>\+?)(?::(?P<type>[eai]?))?)\}")
_MARKS = "\"“”‘’«»' \n\t—-"
"""What a span leaves out at its ends."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the gold."""

    name: str
    aliases: frozenset[str]
    gender: str
    """F, M or U."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: its pieces, and who says it; a name that begins with "_" is nobody who could be named."""

    spans: tuple[tuple[int, int], ...]
    kind: str
    """explicit, anaphoric, implicit or unknown."""
    speaker: str | None

    @property
    def scored(self) -> bool:
        """Whether one nameable person says it."""
        return bool(self.speaker) and not str(self.speaker).startswith("_")


@dataclass(frozen=True, slots=True)
class Book:
    """A text with its gold."""

    name: str
    text: str = field(repr=False)
    quotes: tuple[Quote, ...] = field(repr=False)
    people: tuple[Person, ...] = field(repr=False)


def books(path: Path) -> Iterator[Book]:
    """The books of *path*: a folder of marked stories, one such story, or a corpus in JSON Lines."""
    if path.is_dir():
        for one in sorted(path.glob("*.txt")):
            yield story(one.read_text(encoding="utf-8"), one.stem)
    elif path.suffix == ".jsonl":
        for line in path.read_text(encoding="utf-8").splitlines():
            yield _of_corpus(json.loads(line), path.parent)
    else:
        yield story(path.read_text(encoding="utf-8"), path.stem)


def story(marked: str, name: str) -> Book:
    """A story with marks. ValueError where a mark names nobody, or stands inside another."""
    lines = marked.split("\n")
    people = []
    while lines and (not lines[0].strip() or lines[0].startswith("#")):
        match = _HEAD.match(lines.pop(0))
        if match and match[1] == "person":
            called, aliases, gender, *_ = [part.strip() for part in match[2].split("|")] + ["", "U"]
            names = {alias.strip() for alias in aliases.split(",")} - {""}
            people.append(Person(called, frozenset({called, *names}), gender or "U"))
    return _unmarked("\n".join(lines), name, people)


def _unmarked(body: str, name: str, people: list[Person]) -> Book:
    owner = {alias: person.name for person in people for alias in person.aliases}
    pieces: list[str] = []
    quotes: list[Quote] = []
    size = at = 0
    begun: re.Match[str] | None = None
    start = 0
    for mark in _MARK.finditer(body):
        pieces.append(body[at : mark.start()])
        size += mark.start() - at
        at = mark.end()
        if not mark["end"]:
            if begun is not None or mark["name"].strip() not in owner:
                raise ValueError(f"{name}: {mark[0]} stands inside another mark, or is nobody's name")
            begun, start = mark, size
            continue
        if begun is None:
            raise ValueError(f"{name}: {{/}} closes nothing")
        speaker, kind = owner[begun["name"].strip()], TYPES.get(begun["type"] or "", "unknown")
        span = _trimmed("".join(pieces), start, size)
        if begun["more"] and quotes and quotes[-1].speaker == speaker:
            quotes[-1] = Quote((*quotes[-1].spans, span), quotes[-1].kind, speaker)
        else:
            quotes.append(Quote((span,), kind, speaker))
        begun = None
    pieces.append(body[at:])
    return Book(name, "".join(pieces), tuple(quotes), tuple(people))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return start, end


def _of_corpus(book: dict, folder: Path) -> Book:  # type: ignore[type-arg]
    text = (folder / book["text_path"]).read_bytes().decode("utf-8")
    quotes = tuple(
        Quote(tuple((start, end) for start, end in one["spans"]), one["type"], one["speaker"]) for one in book["quotes"]
    )
    people = tuple(
        Person(one["name"], frozenset({one["name"], *one["aliases"], *one.get("derived_aliases", ())}), one["gender"])
        for one in book["characters"]
    )
    return Book(book["book"], text, quotes, people)
