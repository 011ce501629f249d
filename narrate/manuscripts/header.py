"""The header block of fan-fiction archives, and the title and byline a story repeats."""

import re

from narrate.manuscripts.draft import Block, Role
from narrate.manuscripts.structure import is_bare_number, is_titled

_KNOWN = frozenset(
    """title story fic author by writer written email feedback archive archived distribution fandom series universe
    pairing ship relationship characters character rating rated spoilers spoiler category categories genre keywords
    tags additional summary disclaimer warning notes note date posted published updated completed status language
    word words website url homepage content timeline setting classification beta thanks dedication a/n tw cw""".split()
)
"""First words of header keys, as archives of the nineties and their heirs use them."""
_TITLE_KEYS = ("title", "story title", "story", "fic")
_AUTHOR_KEYS = ("author", "by", "written by", "writer")
_KEY = re.compile(r"[*_]*(?P<key>[A-Za-z][A-Za-z'/’ -]{0,30}?)[ \t]*:[*_]*(?P<gap>[ \t]+|$)?(?P<value>.*)", re.DOTALL)
_KEY_WORDS = 3
_WRAPPED = 50
"""Characters: a header's line shorter than this was ended, not wrapped."""
_AHEAD = 8
"""Lines: a line without a key belongs to the header if one with a known key follows so soon."""
_BYLINE = re.compile(r"(?:a (?:story|novel|fic|fan ?fic(?:tion)?) )?(?:written )?by:?\s+(?P<author>\S.{0,60})$", re.I)
_LANGUAGES = {
    "english": "en", "français": "fr", "french": "fr", "deutsch": "de", "german": "de", "español": "es",
    "spanish": "es", "italiano": "it", "italian": "it", "português": "pt", "portuguese": "pt", "nederlands": "nl",
    "dutch": "nl", "polski": "pl", "polish": "pl", "русский": "ru", "russian": "ru", "svenska": "sv", "swedish": "sv",
}  # fmt: skip

Line = tuple[int, int]
"""Start and end of a line's words in the text."""


Field = tuple[str, int, int, int]
"""Key, start of the line, start and end of the value."""


def header_fields(text: str, lines: list[Line]) -> tuple[list[Field], int]:
    """The fields *lines* begin with, and how many lines they take; none if *lines* are no header.

    A header begins with a known key; after that every key counts, and a line without one continues a wrapped value.
    """
    fields: list[Field] = []
    for number, (start, end) in enumerate(lines):
        match = _KEY.match(text[start:end])
        if match and (_is_known(match) or (fields and _looks_like_key(match))):
            fields.append((match["key"].strip().lower(), start, start + match.start("value"), end))
        elif fields and (_is_wrapped(lines[number - 1]) or _known_ahead(text, lines[number + 1 : number + 1 + _AHEAD])):
            key, begin, value, _ = fields[-1]
            fields[-1] = (key, begin, value, end)
        else:
            return fields, number
    return fields, len(lines)


def _is_known(match: re.Match[str]) -> bool:
    word = match["key"].lower().replace("-", "").split()[0]
    return word in _KNOWN or word.rstrip("'’s") in _KNOWN


def _looks_like_key(match: re.Match[str]) -> bool:
    return match["gap"] is not None and match["key"][0].isupper() and len(match["key"].split()) <= _KEY_WORDS


def _is_wrapped(line: Line) -> bool:
    return line[1] - line[0] >= _WRAPPED


def _known_ahead(text: str, lines: list[Line]) -> bool:
    return any((match := _KEY.match(text[start:end])) and _is_known(match) for start, end in lines)


def metadata_of(text: str, fields: list[Field]) -> tuple[str, str, dict[str, str]]:
    """The title and the author a header names, and its other values by key; white space evened out."""
    found = {key: " ".join(text[value:end].strip("*_").split()) for key, _, value, end in fields}
    titles = [found.pop(key) for key in _TITLE_KEYS if key in found]
    authors = [found.pop(key) for key in _AUTHOR_KEYS if key in found]
    return next(filter(None, titles), ""), next(filter(None, authors), ""), found


def language_of(metadata: dict[str, str]) -> str:
    """BCP 47 code of the language the header names; English if it names none."""
    named = metadata.get("language", "").lower()
    return _LANGUAGES.get(named, named if re.fullmatch(r"[a-z]{2}(?:-[a-z]{2})?", named) else "en")


def announced(text: str, lines: list[Line], title: str, author: str) -> int:
    """How many of *lines*, from the first, do no more than repeat the *title* and the byline."""
    return next(
        (number for number, (start, end) in enumerate(lines) if not _repeats(text[start:end], title, author)),
        len(lines),
    )


def _repeats(line: str, title: str, author: str) -> bool:
    byline = _BYLINE.match(line.strip())
    return (
        (bool(title) and _plain(line) == _plain(title))
        or (bool(author) and _plain(line) == _plain(author))
        or (bool(byline and author) and _plain(byline["author"] if byline else "") == _plain(author))
    )


def _plain(line: str) -> str:
    return "".join(filter(str.isalnum, line)).casefold()


def title_page(text: str, lines: list[Line], following: list[Line]) -> tuple[str, str] | None:
    """Title and author if a story without a header opens with them: a title, then a byline below or by itself."""
    if not lines or len(lines) > 3:
        return None
    line = text[slice(*lines[0])].strip("*_ \t")
    title = line.strip('"“”').strip()
    if not is_titled(title) or is_bare_number(title):
        return None
    last = lines[-1] if len(lines) > 1 else following[0] if len(following) == 1 else (0, 0)
    byline = _BYLINE.match(text[slice(*last)].strip())
    if byline:
        return title, byline["author"]
    return (title, "") if len(lines) == 1 and line == title else None  # in quotes, somebody says it


def title_blocks(lines: list[Line]) -> list[Block]:
    """Every line a heading of its own, so that title and byline are two breaths."""
    return [Block(start, end, Role.TITLE) for start, end in lines]


def unrepeated(text: str, fields: list[Field]) -> list[Block]:
    """The header as blocks when the story does not repeat title and author: their values are spoken, no more."""
    blocks = []
    for key, start, value, end in fields:
        if key in _TITLE_KEYS + _AUTHOR_KEYS and text[value:end].strip():
            blocks.append(Block(start, value, Role.SKIPPED, "header"))
            blocks.append(Block(value, end, Role.TITLE))
        else:
            blocks.append(Block(start, end, Role.SKIPPED, "header"))
    return blocks
