"""The script as a text file that a person corrects and feeds back."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from narrate.errors import ManuscriptError
from narrate.manner import MANNERS, unknown
from narrate.model import (
    LANGUAGE_TAG,
    Age,
    Basis,
    Character,
    Gender,
    Kind,
    Place,
    Script,
    Skipped,
    Utterance,
    identified,
)
from narrate.script.lines import BY_HAND

FIRST_LINE = "narrate script 1"
_GUIDE = """\
# Who says what. To give a line to someone else, change the name behind the bracket; to change what is said, change
# the words. Then make the book from this file: narrate produce THIS-FILE"""
_NEWLINES = {"crlf": "\r\n", "cr": "\r", "lf": "\n"}
_INDENT = "    "
_UNSAFE = re.compile(r"^\s|\s\Z|[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\\]")
"""What would not survive as a line of a text file: line ends, controls, a blank at either end."""
_ESCAPE = re.compile(r"\\(?:\\|u([0-9a-f]{4}))")
_HEAD = re.compile(
    r"\[\d{1,12} (?P<chapter>[1-9]\d{0,8})\.(?P<scene>[1-9]\d{0,8})\.(?P<paragraph>[1-9]\d{0,8}) "
    rf"(?P<start>\d{{1,12}})-(?P<end>\d{{1,12}}) (?P<kind>[a-z]+)(?P<continues>\+?)(?: (?P<language>{LANGUAGE_TAG}))?"
    r"(?:, *(?P<manner>[^\],]*))?\]"
)
_GUESS = re.compile(r"\((?P<basis>explicit|anaphoric|implicit|labelled|given): (?P<name>.+) (?P<percent>\d{1,3})%\)$")
_GIVEN = "(given)"
"""Behind what a person gave to someone."""
_BEHIND = re.compile(r"\((?=(?:explicit|anaphoric|implicit|labelled|given): |given\)$)")
"""Begins what may stand behind a name."""
_SKIPPED = re.compile(r"\[skipped (?P<start>\d{1,12})-(?P<end>\d{1,12}) (?P<reason>.*)\]\s*$")
_FIELD = re.compile(r"(?P<key>[^:\[\s][^:]*): ?(?P<value>.*)$")
_KEYS = frozenset({"words", "title", "author", "language", "newline", "teller", "chapter", "character"})
NOBODY = "?"
"""Stands for a speaker nobody knows."""


def to_text(
    script: Script, *, remarks: Mapping[str, Sequence[str]] | None = None, unplaced: Sequence[Utterance] = ()
) -> str:
    """*script* as text; ``from_text`` of it is *script* again, but for the cues of what nobody corrected.

    *remarks* by utterance's id stand below their lines. Corrected lines that are *unplaced*, because the manuscript
    does not have them, stand above the others as remarks, and ``unplaced_in`` reads them again.
    """
    texts = [one.text for one in (*_spans(script), *unplaced)]
    newline = next((name for name, sign in _NEWLINES.items() if any(sign in text for text in texts)), "lf")
    lost = _unplaced(unplaced, _NEWLINES[newline])
    body = _body(script, _NEWLINES[newline], remarks or {})
    return "\n".join((FIRST_LINE, _GUIDE, *_front(script, newline), "", *lost, *body, ""))


def _spans(script: Script) -> list[Utterance | Skipped]:
    return [*script.utterances, *script.skipped]


def _front(script: Script, newline: str) -> Iterator[str]:
    """Title, author and what else is known, characters last."""
    yield f"title: {_escaped(script.title)}"
    yield f"author: {_escaped(script.author)}"
    yield f"language: {_escaped(script.language)}"
    if script.words:
        yield f"words: {script.words}"
    if newline != "lf":
        yield f"newline: {newline}"
    for key, value in script.metadata.items():
        yield "about " + _escaped(key).replace(":", r"\u003a") + ": " + _escaped(value)
    for title in script.chapters:
        yield f"chapter: {_escaped(title)}"
    if script.teller:
        yield f"teller: {_escaped(script.teller)}"
    for one in script.characters:
        yield "character: " + " | ".join((_bar_free(one.name), _traits(one), *map(_bar_free, one.aliases)))


def _traits(one: Character) -> str:
    """Gender, and age if it is not an adult's: "female child"."""
    return one.gender if one.age is Age.ADULT else f"{one.gender} {one.age}"


def _unplaced(utterances: Sequence[Utterance], newline: str) -> Iterator[str]:
    """Lines of which the manuscript knows nothing any more."""
    if utterances:
        yield "# Corrected by hand, but not in the manuscript as it is now. Delete what is not needed any more."
    for number, one in enumerate(utterances, start=1):
        yield f"#{_head(one, number)}"
        yield from (f"#{line}" for line in _indented(one.text, newline))
        yield ""


def _body(script: Script, newline: str, remarks: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Utterances and skipped spans in the order they stand in the manuscript."""
    numbered = {id(one): number for number, one in enumerate(script.utterances, start=1)}
    last = 0
    for one in sorted(_spans(script), key=lambda span: (span.start, span.end)):
        if isinstance(one, Skipped):
            yield f"[skipped {one.start}-{one.end} {_escaped(one.reason)}]"
        else:
            if one.place.chapter != last:
                yield f"# {'=' * 30} chapter {one.place.chapter}"
                last = one.place.chapter
            yield _head(one, numbered[id(one)])
        yield from _indented(one.text, newline)
        if isinstance(one, Utterance):
            yield from (f"# {_escaped(remark)}" for remark in remarks.get(one.id, ()))
        yield ""


def _indented(text: str, newline: str) -> Iterator[str]:
    return (_INDENT + _escaped(line) for line in re.split(rf"(?!\A){newline}(?=[ \t]*\S)", text))


def _head(one: Utterance, number: int) -> str:
    place = f"{one.place.chapter}.{one.place.scene}.{one.place.paragraph}"
    what = f"{one.kind}{'+' if one.continues else ''}{f' {one.language}' if one.language else ''}"
    head = f"[{number} {place} {one.start}-{one.end} {what}{f', {one.manner}' if one.manner else ''}]"
    name = NOBODY if one.speaker is None else _name(one.speaker)
    if one.cue == BY_HAND:
        return f"{head} {name} {_GIVEN}"
    if one.basis is not None:
        return f"{head} {name} ({one.basis}: {name} {round(one.confidence * 100)}%)"
    return head if one.speaker is None else f"{head} {name}"


def _escaped(text: str) -> str:
    return _UNSAFE.sub(lambda match: r"\\" if match[0] == "\\" else f"\\u{ord(match[0]):04x}", text)


def _name(speaker: str) -> str:
    """*speaker* as it stands behind a bracket, told apart from nobody and from what follows in parentheses."""
    escaped = _escaped(speaker)
    return r"\u003f" if escaped == NOBODY else _BEHIND.sub(r"\\u0028", escaped)


def _bar_free(text: str) -> str:
    return _escaped(text).replace("|", r"\u007c")


def _plain(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else "\\", text)


def from_text(text: str, path: Path) -> Script:
    """The script that *text* holds in the form of ``to_text``. ManuscriptError names the line that is wrong."""
    lines = text.lstrip().split("\n")
    newline = _newline(lines, path)
    fields: list[_Field] = []
    utterances: list[Utterance] = []
    skipped: list[Skipped] = []
    at, above = _head_line(lines, path), text[: len(text) - len(text.lstrip())].count("\n")
    while at < len(lines):
        line, at = lines[at], at + 1
        where = f"{path}:{at + above}"
        if line.startswith("["):
            words, at = _words(lines, at, newline)
            span = _span(line, words, where)
            (skipped if isinstance(span, Skipped) else utterances).append(span)  # type: ignore[arg-type]  # told apart
        elif line.strip() and not line.startswith("#"):
            fields.append(_field(line, where))
    return _assembled(fields, utterances, skipped, path)


def unplaced_in(text: str, path: Path) -> tuple[Utterance, ...]:
    """The corrected lines that ``to_text`` wrote into *text* as unplaced. ManuscriptError."""
    lines = text.split("\n")
    newline = _newline(lines, path)
    bare = [line[1:] if line.startswith("#") else "" for line in lines]
    spans = (
        _span(line, _words(bare, at, newline)[0], f"{path}:{at}")
        for at, line in enumerate(bare, start=1)
        if _HEAD.match(line)
    )
    return tuple(span for span in spans if isinstance(span, Utterance) and span.cue == BY_HAND)


def _head_line(lines: list[str], path: Path) -> int:
    """How many lines there are up to the one that says what this file is."""
    number = next((number for number, line in enumerate(lines, start=1) if line.strip()[:1] not in ("", "#")), 1)
    found = lines[number - 1].strip()
    if found != FIRST_LINE:
        raise ManuscriptError(f"{path}:{number}: expected {FIRST_LINE!r}, found {found[:50]!r}")
    return number


def _newline(lines: list[str], path: Path) -> str:
    """How the lines of the manuscript end."""
    for number, line in enumerate(lines, start=1):
        if line.startswith("newline:"):
            name = line.removeprefix("newline:").strip()
            if name not in _NEWLINES:
                raise ManuscriptError(f"{path}:{number}: newline: expected {', '.join(_NEWLINES)}, found {name[:50]!r}")
            return _NEWLINES[name]
    return "\n"


def _words(lines: list[str], at: int, newline: str) -> tuple[str, int]:
    """The words below a bracket, and the number of the line after them."""
    words = []
    while at < len(lines) and lines[at][:1].isspace() and lines[at].strip():
        words.append(_plain(lines[at].strip()))  # whatever the indent is now: the words' own blanks are escaped
        at += 1
    return newline.join(words), at


def _span(line: str, words: str, where: str) -> Utterance | Skipped:
    skipped = _SKIPPED.match(line)
    if skipped:
        return Skipped(int(skipped["start"]), int(skipped["end"]), words, _plain(skipped["reason"]))
    head = _HEAD.match(line)
    if head is None or head["kind"] not in set(Kind):
        raise ManuscriptError(f"{where}: expected '[number place start-end kind] speaker', found {line.strip()[:50]!r}")
    speaker, confidence, basis, cue = _attribution(line[head.end() :].strip(), where)
    return Utterance(
        int(head["start"]),
        int(head["end"]),
        words,
        Kind(head["kind"]),
        Place(int(head["chapter"]), int(head["scene"]), int(head["paragraph"])),
        speaker,
        confidence,
        basis,
        bool(head["continues"]),
        language=_language(head["language"] or "", where),
        cue=cue,
        manner=_manner(head["manner"], where),
    )


def _language(tag: str, where: str) -> str:
    if tag in MANNERS:
        raise ManuscriptError(f"{where}: {tag!r} is no language; a manner stands behind a comma: 'quotation, {tag}'")
    return tag


def _manner(name: str | None, where: str) -> str:
    if name is not None and name.strip() not in MANNERS:
        raise ManuscriptError(f"{where}: {unknown(name.strip())}")
    return (name or "").strip()


def _attribution(words: str, where: str) -> tuple[str | None, float, Basis | None, str]:
    """Speaker, confidence, basis and cue; a name that is not the one in parentheses has been given by a person."""
    guess = _GUESS.search(words)
    name = (words[: guess.start()] if guess else words.removesuffix(_GIVEN)).rstrip()
    if guess and int(guess["percent"]) > 100:
        raise ManuscriptError(f"{where}: {guess['percent']}% is more than 100%")
    speaker = None if name in ("", NOBODY) else _plain(name)
    if guess and guess["name"] == name:
        return speaker, int(guess["percent"]) / 100, Basis(guess["basis"]), ""
    return speaker, 1.0, Basis.GIVEN if speaker else None, BY_HAND if words else ""


def _field(line: str, where: str) -> "_Field":
    match = _FIELD.match(line.rstrip())
    key = match["key"] if match else ""
    if match is None or not (key in _KEYS or key.startswith("about ")):
        raise ManuscriptError(f"{where}: cannot read {line.strip()[:50]!r} (words stand indented below their bracket)")
    return _Field(key, match["value"].lstrip(), where)


class _Field(NamedTuple):
    """A line before the first bracket, and where it stands."""

    key: str
    value: str
    where: str


def _assembled(fields: list[_Field], utterances: list[Utterance], skipped: list[Skipped], path: Path) -> Script:
    facts = {field.key: _plain(field.value) for field in fields}
    return Script(
        facts.get("title", path.stem),
        facts.get("author", ""),
        facts.get("language", "en"),
        tuple(_plain(field.value) for field in fields if field.key == "chapter"),
        tuple(_character(field) for field in fields if field.key == "character"),
        identified(utterances),
        tuple(skipped),
        {_plain(field.key[6:]): _plain(field.value) for field in fields if field.key.startswith("about ")},
        next((_number(field) for field in fields if field.key == "words"), 0),
        facts.get("teller", ""),
    )


def _number(field: _Field) -> int:
    if not re.fullmatch(r"\d{1,9}", field.value.strip()):
        raise ManuscriptError(f"{field.where}: {field.key}: expected a number, found {field.value[:50]!r}")
    return int(field.value)


def _character(field: _Field) -> Character:
    name, *rest = (_plain(part.strip()) for part in field.value.split("|"))
    traits = rest[0].split() if rest else []
    gender, age = (*traits, Age.ADULT)[:2] if 1 <= len(traits) <= 2 else ("", "")
    if not name or gender not in set(Gender) or age not in set(Age):
        expected = "'name | female, male or unknown, and child or elder | aliases'"
        raise ManuscriptError(f"{field.where}: character: expected {expected}, found {field.value[:50]!r}")
    return Character(name, tuple(rest[1:]), Gender(gender), Age(age))
