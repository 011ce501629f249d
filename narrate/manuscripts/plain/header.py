"""The header block of fan-fiction archives, and the title and byline a story repeats."""

import re
from collections.abc import Sequence

from narrate.manuscripts.draft import Block, Role
from narrate.manuscripts.plain.lines import Line
from narrate.manuscripts.settling import contents_list, notes
from narrate.manuscripts.structure import is_bare_number, is_capitals, is_chapter, is_titled, is_view
from narrate.manuscripts.words import bare

_KNOWN = frozenset(
    """title author writer written feedback archive archived distribution fandom fandoms pairing pairings ship
    relationship relationships rating rated spoilers spoiler genre genres keywords tags additional summary disclaimer
    disclaimers published updated storylink authorlink packaged publisher""".split()
)
"""First words of header keys, as archives of the nineties and their heirs use them; one of them makes a header."""
_WEAK = frozenset(
    """story fic by email series universe characters character category categories warning warnings notes note date
    posted completed status language word words website url source homepage content contents timeline setting
    classification beta thanks dedication chapters stats last release posting a/n tw cw""".split()
)
"""These begin a line of a story too, so that it takes some of them to make a header."""
_ENOUGH = 3
_TITLE_KEYS = ("title", "story title", "story", "fic")
_AUTHOR_KEYS = ("author", "by", "written by", "writer")
_CHARACTER_KEYS = ("characters", "character", "main characters", "character/s")
_NOBODY = frozenset("oc ocs others other various ensemble everyone everybody all none n/a".split())
"""What stands in a list of characters without being a name."""
_KEY = re.compile(r"[*_]*(?P<key>[A-Za-z][A-Za-z'/’() -]{0,30}?)[ \t]*:[*_]*(?P<gap>[ \t]+|$)?(?P<value>.*)", re.DOTALL)
_KEY_WORDS = 3
_WRAPPED = 50
"""Characters: a header's line shorter than this was ended, not wrapped."""
_AHEAD = 8
"""Lines: a line without a key belongs to the header if one with a known key follows so soon."""
_BYLINE = re.compile(r"(?:a (?:story|novel|fic|fan ?fic(?:tion)?) )?(?:written )?by:?\s+(?P<author>\S.{0,60})$", re.I)
_PAGE_LINES = 8
"""A title page without a header has no more before its byline."""
_PAGE_CHARACTERS = 80
_BETWEEN = re.compile(r"\W?\d{4}\W?$|or\W?$", re.IGNORECASE)
"""What may stand between a title and a byline: a year, "or" before another title."""
_LANGUAGES = {
    "english": "en", "français": "fr", "french": "fr", "deutsch": "de", "german": "de", "español": "es",
    "spanish": "es", "italiano": "it", "italian": "it", "português": "pt", "portuguese": "pt", "nederlands": "nl",
    "dutch": "nl", "polski": "pl", "polish": "pl", "русский": "ru", "russian": "ru", "svenska": "sv", "swedish": "sv",
}  # fmt: skip

Field = tuple[str, int, int, int]
"""Key, start of the line, start and end of the value."""


def header_fields(text: str, lines: Sequence[Line]) -> tuple[list[Field], int]:
    """The fields *lines* begin with, and how many lines they take; none if *lines* are no header.

    A header begins with a known key; after that every key counts, and a line without one continues a value: of a
    wrapped line, below a key alone, or set in.
    """
    fields: list[Field] = []
    for number, (start, end) in enumerate(lines):
        match = _KEY.match(text[start:end])
        if match and (_first_word(match["key"]) in _KNOWN | _WEAK or (fields and _looks_like_key(match))):
            key = match["key"].strip().lower().replace("(s)", "s")
            fields.append((key, start, start + match.start("value"), end))
        elif fields and (_goes_on(text, lines, number, fields[-1]) or _known_ahead(text, lines, number)):
            key, begin, value, _ = fields[-1]
            fields[-1] = (key, begin, value, end)
        else:
            return fields, number
    return fields, len(lines)


def is_header(fields: Sequence[Field]) -> bool:
    """Whether *fields* are enough for a header, and not a story that begins with a note or a colon."""
    return len({key for key, *_ in fields}) >= _ENOUGH or any(_first_word(key) in _KNOWN for key, *_ in fields)


def _first_word(key: str) -> str:
    words = key.lower().replace("-", "").split()
    return words[0].replace("'", "").replace("’", "").replace("(s)", "s") if words else ""


def _looks_like_key(match: re.Match[str]) -> bool:
    return match["gap"] is not None and match["key"][0].isupper() and len(match["key"].split()) <= _KEY_WORDS


def _goes_on(text: str, lines: Sequence[Line], number: int, field: Field) -> bool:
    """Whether line *number*, which has no key, continues the value of *field*."""
    start, end = lines[number - 1]
    alone = field[2] == field[3]
    set_in = text[lines[number][0] - 1] in " \t" and text[field[1] - 1 : field[1]] not in (" ", "\t")
    return end - start >= _WRAPPED or alone or set_in


def _known_ahead(text: str, lines: Sequence[Line], number: int) -> bool:
    ahead = (_KEY.match(text[start:end]) for start, end in lines[number + 1 : number + 1 + _AHEAD])
    return any(match and _first_word(match["key"]) in _KNOWN for match in ahead)


def metadata_of(text: str, fields: Sequence[Field]) -> tuple[str, str, dict[str, str]]:
    """The title and the author a header names, and its other values by key; white space evened out."""
    found = {key: " ".join(text[value:end].strip("*_").split()) for key, _, value, end in fields}
    titles = [found.pop(key) for key in _TITLE_KEYS if key in found]
    authors = [found.pop(key) for key in _AUTHOR_KEYS if key in found]
    return next(filter(None, titles), ""), next(filter(None, authors), ""), found


def language_of(metadata: dict[str, str]) -> str:
    """BCP 47 code of the first language the header names; English if it names none."""
    named = re.split(r"[,;/(]", metadata.get("language", "").lower())[0].strip()
    return _LANGUAGES.get(named, named if re.fullmatch(r"[a-z]{2}(?:-[a-z]{2})?", named) else "en")


def characters_of(metadata: dict[str, str]) -> tuple[str, ...]:
    """The names the header lists as its characters."""
    listed = " , ".join(metadata[key] for key in _CHARACTER_KEYS if key in metadata)
    names = (re.sub(r"\(.*?\)", "", name).strip("[]*_ ") for name in re.split(r"[,;/&\]\[]|\band\b", listed))
    return tuple(dict.fromkeys(name for name in names if name[:1].isupper() and name.lower() not in _NOBODY))


def announced(text: str, lines: Sequence[Line], title: str, author: str) -> int:
    """How many of *lines*, from the first, do no more than repeat the *title* and the byline."""
    return next(
        (number for number, (start, end) in enumerate(lines) if not _repeats(text[start:end], title, author)),
        len(lines),
    )


def _repeats(line: str, title: str, author: str) -> bool:
    byline = _BYLINE.match(line.strip())
    return (
        (bool(title) and bare(line) == bare(title))
        or (bool(author) and bare(line) == bare(author))
        or (bool(byline and author) and bare(byline["author"] if byline else "") == bare(author))
    )


def title_page(text: str, groups: Sequence[Sequence[Line]]) -> tuple[int, str, str]:
    """A title page a story without a header opens with: how many groups of lines it takes, title and author; 0 if none.

    It is a title by itself, or a title, perhaps more such lines, and a byline.
    """
    page: list[str] = []
    for count, group in enumerate(groups[:_PAGE_LINES], start=1):
        lines = [text[start : min(end, start + 2 * _PAGE_CHARACTERS)].strip("*_ \t") for start, end in group]
        if len(page) + len(lines) > _PAGE_LINES or not all(map(_is_page_line, lines)):
            break
        page += lines
        author = _author(page)
        if author and _is_title(page[0].strip('"“”').strip()):
            return count, page[0].strip('"“”').strip(), author
    alone = bool(groups) and len(groups) > 1 and len(groups[0]) == 1 and bool(page) and _is_title(page[0])
    return (1, page[0], "") if alone else (0, "", "")


def _is_page_line(line: str) -> bool:
    spoken = line[:1] in "\"“'‘" and line[-1:] in "!?"
    return 0 < len(line) <= _PAGE_CHARACTERS and not is_chapter(line) and not spoken


def _is_title(line: str) -> bool:
    named = is_bare_number(line) or is_view(line) or contents_list.is_label(line) or notes.label(line)
    return (is_titled(line) or is_capitals(line)) and not named


def _author(page: Sequence[str]) -> str:
    """Whom the last lines of a title page name as its author; all before them are titles or years."""
    byline = _BYLINE.match(page[-1])
    body = page[:-1]
    if byline is None and len(page) > 2 and page[-2].lower().rstrip(":") == "by":
        body = page[:-2]
    elif byline is None:
        return ""
    titles = all(_is_title(line.strip('"“”').strip()) or _BETWEEN.match(line) for line in body[1:])
    return (byline["author"] if byline else page[-1]) if body and titles else ""


def title_blocks(lines: Sequence[Line]) -> list[Block]:
    """Every line a heading of its own, so that title and byline are two breaths."""
    return [Block(start, end, Role.TITLE) for start, end in lines]


def header_blocks(text: str, fields: Sequence[Field], *, spoken: bool) -> list[Block]:
    """The header as blocks; if the story does not repeat title and author, their values are *spoken*, no more."""
    blocks = []
    for key, start, value, end in fields:
        named = notes.label(f"{key}:")
        reason = named.reason if named else "header"
        if spoken and key in _TITLE_KEYS + _AUTHOR_KEYS and text[value:end].strip():
            blocks.append(Block(start, value, Role.SKIPPED, reason))
            blocks.append(Block(value, end, Role.TITLE))
        else:
            blocks.append(Block(start, end, Role.SKIPPED, reason))
    return blocks
