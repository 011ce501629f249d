"""The header block of fan-fiction archives, and the title and byline a story repeats."""

import re

from narrate.manuscripts.structure import Block, Role, is_titled

_KNOWN = frozenset(
    """title story author by writer email feedback archive archived distribution fandom series universe pairing pairings
    ship characters character rating rated spoilers spoiler category categories genre keywords summary disclaimer
    disclaimers warning warnings notes note date completed status language words website url homepage content timeline
    setting classification beta thanks dedication""".split()
)
"""First words of header keys, as archives of the nineties and their heirs use them."""
_KEY = re.compile(r"[ \t]*(?P<key>[A-Za-z][A-Za-z'/’ -]{0,30}?)[ \t]*:(?:[ \t]+|$)(?P<value>.*)", re.DOTALL)
_BYLINE = re.compile(r"(?:a (?:story|novel|fic|fan ?fic(?:tion)?) )?(?:written )?by:?\s+(?P<author>\S.{0,60})$", re.I)
_LANGUAGES = {
    "english": "en", "français": "fr", "french": "fr", "deutsch": "de", "german": "de", "español": "es",
    "spanish": "es", "italiano": "it", "italian": "it", "português": "pt", "portuguese": "pt", "nederlands": "nl",
    "dutch": "nl", "polski": "pl", "polish": "pl", "русский": "ru", "russian": "ru", "svenska": "sv", "swedish": "sv",
}  # fmt: skip

Line = tuple[int, int]
"""Start and end of a line's words in the text."""


def header_fields(text: str, lines: list[Line]) -> list[tuple[str, int, int, int]]:
    """Key, start of the line, start and end of the value for each field, if *lines* are a header; else an empty list.

    A header begins with a known key; after that every key counts, and a line without one continues the value.
    """
    fields: list[tuple[str, int, int, int]] = []
    for start, end in lines:
        match = _KEY.match(text[start:end])
        if match and (fields or _is_known(match["key"])):
            fields.append((match["key"].strip().lower(), start, start + match.start("value"), end))
        elif fields:
            key, begin, value, _ = fields[-1]
            fields[-1] = (key, begin, value, end)
        else:
            return []
    return fields


def _is_known(key: str) -> bool:
    return key.lower().replace("-", "").split()[0].rstrip("'s") in _KNOWN or key.lower().split()[0] in _KNOWN


def metadata_of(text: str, fields: list[tuple[str, int, int, int]]) -> dict[str, str]:
    """The header's values by key, white space evened out."""
    return {key: " ".join(text[value:end].split()) for key, _, value, end in fields}


def language_of(metadata: dict[str, str]) -> str:
    """BCP 47 code of the language the header names; English if it names none."""
    named = metadata.get("language", "").lower()
    return _LANGUAGES.get(named, named if re.fullmatch(r"[a-z]{2}(?:-[a-z]{2})?", named) else "en")


def announced(text: str, lines: list[Line], title: str, author: str) -> bool:
    """Whether *lines* do no more than repeat the *title* and the byline."""
    return bool(lines) and all(_repeats(text[start:end], title, author) for start, end in lines)


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
    title = text[slice(*lines[0])].strip().strip('"“”*_').strip()
    if not is_titled(title):
        return None
    byline = _BYLINE.match(text[slice(*lines[-1])].strip()) if len(lines) > 1 else None
    if byline:
        return title, byline["author"]
    if len(lines) == 1 and len(following) == 1:
        byline = _BYLINE.match(text[slice(*following[0])].strip())
        return (title, byline["author"]) if byline else (title, "")
    return (title, "") if len(lines) == 1 else None


def title_blocks(lines: list[Line]) -> list[Block]:
    """Every line a heading of its own, so that title and byline are two breaths."""
    return [Block(start, end, Role.TITLE) for start, end in lines]


def unrepeated(text: str, fields: list[tuple[str, int, int, int]]) -> list[Block]:
    """The header as blocks when the story does not repeat title and author: their values are spoken, no more."""
    blocks = []
    for key, start, value, end in fields:
        if key in ("title", "author") and text[value:end].strip():
            blocks.append(Block(start, value, Role.SKIPPED, "header"))
            blocks.append(Block(value, end, Role.TITLE))
        else:
            blocks.append(Block(start, end, Role.SKIPPED, "header"))
    return blocks
