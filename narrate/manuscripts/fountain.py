"""Fountain: screenplays in plain text, which tell who speaks. The rules are those of https://fountain.io/syntax."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from narrate.manuscripts.draft import Block, Draft, Role
from narrate.manuscripts.encoding import decode
from narrate.manuscripts.plain.emphasis import slanted
from narrate.manuscripts.words import title_of
from narrate.model import Kind, Skipped

_NOTE = re.compile(r"\[\[(?:[^\[\]\n]|\[(?!\[)|\](?!\])|\n(?![ \t\r]*\n))*+\]\]")
_NOT_BLANK = re.compile(r"[^\s]")
_KEY = re.compile(r"(?P<key>[A-Za-z][A-Za-z ]{0,30}):[ \t]*(?P<value>.*)")
_KEYS = frozenset("title credit author authors source notes contact copyright date revision font format".split())
"""What a title page begins with; of "Draft date", the last word."""
_SPOKEN_KEYS = ("title", "credit", "author", "authors")
_SCENE = re.compile(r"(?:int|ext|est|int\.?/ext|ext\.?/int|i/e)[. ].*|\.\w.*", re.IGNORECASE)
_NUMBER = re.compile(r"#[\w.)(-]{1,12}#$")
"""Of a scene, for those who make the film."""
_TRANSITIONS = ("FADE", "CUT", "DISSOLVE", "SMASH", "MATCH", "JUMP", "WIPE", "IRIS")
_CUE = re.compile(r"@?(?P<name>[^()^]+)(?P<said>(?:\([^()]*\)\s*)*)(?P<dual>\^?)")
_CUE_CHARACTERS = 60
_NO_CUE = ':!?,;…-–—*_"”>'
"""What ends no name."""
_SURE_WORDS = 2
"""A cue of more words, if they come nowhere else, is action in capitals: THE LIGHTS FAIL."""
_WORD = re.compile(r"[\w'’]+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the blanks around it."""

    start: int
    end: int
    text: str
    indented: bool
    blanks: int
    """How many stand in a blank line; with two or more, speech goes on below it."""


Field = tuple[str, list[_Line]]
"""A key of the title page, and its lines; the first begins with the key."""


def read(path: Path, content: bytes, encoding: str | None = None) -> Draft:
    """The draft of the screenplay in *content*, a Fountain file. ManuscriptError if it is not text."""
    text = decode(content, path, encoding)
    unprinted = tuple(_unprinted(text))
    lines = list(_lines(_blanked(text, unprinted)))
    fields, count = _title_page(lines)
    play = _Play(text, list(_groups(lines[count:])))
    blocks = (*_front(fields), *play.blocks())
    said = {key: " ".join(_values(lines)) for key, lines in fields}
    title, author = said.pop("title", ""), said.pop("author", "") or said.pop("authors", "")
    return Draft(
        text,
        blocks,
        title or title_of(path.stem),
        author,
        metadata={key: words for key, words in said.items() if words and key != "credit"},
        inside=(*unprinted, *_scene_numbers(text, blocks)),
        emphasis=tuple(slanted(text, blocks)),
        characters=tuple(dict.fromkeys(one.speaker for one in blocks if one.speaker)),
    )


def _unprinted(text: str) -> Iterator[Skipped]:
    """What the author keeps in the file for later, and notes."""
    at = 0
    while (start := text.find("/*", at)) >= 0 and (end := text.find("*/", start + 2)) >= 0:
        at = end + 2
        yield Skipped(start, at, text[start:at], "hidden")
    for note in _NOTE.finditer(text):
        yield Skipped(note.start(), note.end(), note[0], "author's note")


def _blanked(text: str, unprinted: Sequence[Skipped]) -> str:
    """*text* with blanks in place of what is *unprinted*."""
    parts, at = [], 0
    for one in sorted(unprinted, key=lambda one: (one.start, -one.end)):
        if one.start >= at:
            parts += [text[at : one.start], _NOT_BLANK.sub(" ", one.text)]
            at = one.end
    return "".join(parts) + text[at:]


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        start = at + len(line) - len(line.lstrip()) if bare else at
        yield _Line(start, start + len(bare), bare, start > at, 0 if bare else len(line.strip("\r\n")))
        at += len(line)


def _title_page(lines: Sequence[_Line]) -> tuple[list[Field], int]:
    """The fields of the title page that *lines* begin with, and how many lines it takes."""
    fields: list[Field] = []
    count = next((number for number, line in enumerate(lines) if line.text), 0)
    for line in lines[count:]:
        match = None if line.indented and fields else _KEY.fullmatch(line.text)
        key = match["key"].strip().lower() if match else ""
        if not line.text or not (fields or (key and key.split()[-1] in _KEYS)):
            break
        if match:
            fields.append((key, []))
        fields[-1][1].append(line)
        count += 1
    return fields, count if fields else 0


def _values(lines: Sequence[_Line]) -> Iterator[str]:
    """What the *lines* of a field say, key and signs of emphasis left out."""
    first, *others = lines
    yield from filter(None, (first.text.partition(":")[2].strip(" \t*_"), *(one.text.strip("*_") for one in others)))


def _front(fields: Sequence[Field]) -> Iterator[Block]:
    for key, (first, *others) in fields:
        role, reason = (Role.TITLE, "") if key in _SPOKEN_KEYS else (Role.SKIPPED, "title page")
        label, _, value = first.text.partition(":")
        start = first.end - len(value.lstrip())
        yield Block(first.start, first.start + len(label) + 1, Role.SKIPPED, "title page")
        if start < first.end:
            yield Block(start, first.end, role, reason)
        yield from (Block(one.start, one.end, role, reason) for one in others)


def _groups(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Lines with no blank one between; signs that make a line what it is part them too."""
    group: list[_Line] = []
    for line in lines:
        alone = line.text.startswith(("#", "="))
        if group and (alone or (not line.text and line.blanks < 2)):
            yield group
            group = []
        if alone:
            yield [line]
        elif line.text:
            group.append(line)
    if group:
        yield group


def _scene_numbers(text: str, blocks: Sequence[Block]) -> Iterator[Skipped]:
    for one in blocks:
        match = _NUMBER.search(text, max(one.start, one.end - 14), one.end) if one.role is Role.HEADING else None
        if match:
            yield Skipped(match.start(), match.end(), match[0], "stage direction")


class _Play:
    """Tells groups of lines apart, by what is said in all of them."""

    def __init__(self, text: str, groups: Sequence[Sequence[_Line]]) -> None:
        self._text = text
        self._groups = groups
        found = _WORD.findall(text)
        self._words = Counter(word.lower() for word in found)
        self._typed = {word.lower(): word for word in found if word[0].isupper() and not word.isupper()}
        """Lower-case word → how the author writes it as a name."""

    def blocks(self) -> Iterator[Block]:
        """What every group is, in order."""
        for group in self._groups:
            first, last = group[0], group[-1]
            if first.text.startswith("==="):
                yield Block(first.start, last.end, Role.BREAK)
            elif first.text.startswith("="):
                yield Block(first.start, last.end, Role.SKIPPED, "summary")
            elif first.text.startswith("#"):
                yield Block(first.start, last.end, Role.HEADING if first.text.startswith("##") else Role.CHAPTER)
            elif _SCENE.fullmatch(first.text):
                yield Block(first.start, first.end, Role.HEADING)
                yield from (Block(group[1].start, last.end) for _ in group[1:2])
            elif len(group) == 1 and self._is_transition(first):
                yield Block(first.start, first.end, Role.SKIPPED, "stage direction")
            elif len(group) > 1 and (speaker := self._speaker(first.text)):
                yield Block(first.start, first.end, Role.SKIPPED, "speaker label")
                yield from _speech(group[1:], speaker)
            else:
                yield Block(first.start, last.end)

    def _is_transition(self, line: _Line) -> bool:
        if line.text.startswith(">"):
            return not line.text.endswith("<")
        ends = line.text.endswith("TO:") or (line.text.startswith(_TRANSITIONS) and line.text[-1] in ".:")
        return ends and line.text.isupper() and not self._text.startswith(" ", line.end)

    def _speaker(self, cue: str) -> str:
        """Whom the line *cue* says to speak; empty if it is no cue."""
        match = _CUE.fullmatch(cue) if len(cue) <= _CUE_CHARACTERS and cue[0] not in "!~>." else None
        name = match["name"].strip() if match else ""
        if match is None or not any(map(str.isalpha, name)):
            return ""
        if cue.startswith("@"):
            return name
        words = _WORD.findall(name.lower())
        known = len(words) <= _SURE_WORDS or all(self._words[word] > 1 for word in words)
        if not name.isupper() or name[-1] in _NO_CUE or not (known or match["said"] or match["dual"]):
            return ""
        return _WORD.sub(lambda word: self._typed.get(word[0].lower(), _capitalized(word[0])), name)


def _speech(lines: Sequence[_Line], speaker: str) -> Iterator[Block]:
    """What *speaker* says, and how, as it stands in brackets on lines of its own."""
    said: list[_Line] = []
    for line in lines:
        aside = line.text.startswith("(") and line.text.endswith(")")
        if aside and said:
            yield Block(said[0].start, said[-1].end, kind=Kind.QUOTATION, speaker=speaker)
            said = []
        if aside:
            yield Block(line.start, line.end)
        else:
            said.append(line)
    if said:
        yield Block(said[0].start, said[-1].end, kind=Kind.QUOTATION, speaker=speaker)


def _capitalized(word: str) -> str:
    """*word* as a name is written: O'BRIEN as O'Brien, R2D2 as it stands."""
    if any(map(str.isdigit, word)):
        return word
    return re.sub(r"[^\W\d_]+(?:['’](?:S|T|D|LL|RE|VE)\b)?", lambda part: part[0].capitalize(), word)
