"""A book's table of contents: not read, but believed: what it names are chapters."""

import difflib
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from narrate.manuscripts.draft import Block, Role
from narrate.manuscripts.structure import NUMBERED, is_bare_number, is_capitals, is_chapter, is_titled, unframed
from narrate.manuscripts.words import bare

REASON = "contents"
_LABELS = frozenset(
    """contents tableofcontents thecontents listofillustrations illustrations chapters tabledesmatières sommaire inhalt
    inhaltsverzeichnis índice índicedecontenidos sumário indice inhoud spistreści""".split()
)
_FRONT = 200
"""Blocks from the beginning in which a table of contents is looked for."""
_ENTRY_CHARACTERS = 120
_SERIES = 3
"""Headings in a row that come again later, without a label."""
_LEAST = 2
"""Entries that come again later, below a label."""
_PAGE_CHARACTERS = 40
_PAGE = re.compile(r"(?:[\s.…·_]{2,}|\t)(?:\d{1,4}|[ivxlc]{1,8})$")
_NUMBER = re.compile(r"(?:\d{1,3}|[IVXLC]{1,7})(?:[.:)]\s*|\s+[—–-]\s*|\s{2,}|\s+)(?=\S)")
_SENTENCE = '.,;:!?"”’'
"""Few titles end with one of these."""
_ALIKE = 0.85
"""Of difflib's ratio: an entry and its heading that differ by a typing error."""
_TYPING_ERRORS = 20
_CANDIDATES = 400
"""Entries that are looked for in spite of typing errors, and headings that one is compared with."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a table of contents."""

    words: str
    keys: tuple[str, ...]
    """Its letters and digits, as it stands and without number and page."""
    paged: bool
    """A page's number stands at its end."""


def settled(text: str, blocks: Sequence[Block]) -> list[Block]:
    """*blocks* of *text*, a table of contents skipped, and the paragraphs that repeat its entries made headings."""
    found = _find(text, blocks)
    if found is None:
        return list(blocks)
    first, last, entries, later = found
    out = [
        replace(one, role=Role.SKIPPED, reason=REASON) if first <= number < last and one.role is not Role.PAUSE else one
        for number, one in enumerate(blocks)
    ]
    for number in _headings(text, blocks, entries, later, last):
        if out[number].role is Role.PROSE:
            out[number] = replace(out[number], role=Role.CHAPTER)
    return out


def is_label(line: str) -> bool:
    """Whether *line* is what a table of contents is called."""
    return bare(line) in _LABELS


def _find(text: str, blocks: Sequence[Block]) -> tuple[int, int, list[Entry], Mapping[str, list[int]]] | None:
    """The first and the last block of a table of contents, its entries, and where headings stand by their keys."""
    later: dict[str, list[int]] | None = None
    in_row = False
    for first in range(min(len(blocks), _FRONT)):
        block = blocks[first]
        if block.role not in (Role.PROSE, Role.CHAPTER) or block.end - block.start > 40 * _ENTRY_CHARACTERS:
            continue
        lines = _lines(text, block)
        if not lines:
            continue  # a chapter's beginning without words
        labelled = is_label(lines[0])
        was_in_row, in_row = in_row, _is_heading(lines)
        if not labelled and (was_in_row or not _in_series(text, blocks, first)):
            continue  # if a row of headings is no table, its rest is none
        later = _later(text, blocks) if later is None else later
        last, entries = _walk(text, blocks, first, later, labelled=labelled)
        if last:
            return first, last, entries, later
    return None


def _in_series(text: str, blocks: Sequence[Block], first: int) -> bool:
    """Whether enough headings in a row begin with block *first* to be a table without a label."""
    count = 0
    for block in blocks[first : first + 2 * _SERIES]:
        lines = _lines(text, block) if block.role is not Role.PAUSE else []
        if not _is_heading(lines):
            break
        count += len(lines)
    return count >= _SERIES


def _is_heading(lines: Sequence[str]) -> bool:
    return bool(lines) and all(
        len(line) <= _ENTRY_CHARACTERS and (is_chapter(line) or _numbered(line)) for line in lines
    )


def _numbered(line: str) -> bool:
    match = _NUMBER.match(line)
    return match is not None and (is_titled(line[match.end() :]) or is_capitals(line[match.end() :]))


def _lines(text: str, block: Block) -> list[str]:
    return [line.strip() for line in text[block.start : block.end].splitlines() if line.strip()]


def _later(text: str, blocks: Sequence[Block]) -> dict[str, list[int]]:
    """For the key of every short block, and of it with the block below: where these stand."""
    out: dict[str, list[int]] = {}
    above = ""
    for number, block in enumerate(blocks):
        if block.role is Role.PAUSE:
            continue
        short = block.end - block.start <= _ENTRY_CHARACTERS
        own = bare(text[block.start : block.end]) if short else ""
        if own:
            out.setdefault(own, []).append(number)
            if above:
                out.setdefault(above + own, []).append(number - 1)
        above = own
    return out


def _walk(
    text: str, blocks: Sequence[Block], first: int, later: Mapping[str, list[int]], *, labelled: bool
) -> tuple[int, list[Entry]]:
    """The block behind the table that begins with block *first*, and its entries; 0 if there is no table."""
    seen: set[str] = set()
    taken: list[tuple[int, list[Entry]]] = []
    for number in range(first, len(blocks)):
        block = blocks[number]
        if block.role is Role.PAUSE:
            continue
        lines = _lines(text, block) if block.end - block.start <= 200 * _ENTRY_CHARACTERS else []
        entries = [_entry(line) for line in lines[int(labelled and number == first) :]]
        if not lines or not all(map(_may_stand, entries)) or (entries and _begins(entries[0], taken, seen)):
            break
        if not labelled and not _is_heading(lines):
            break
        seen.update(one.keys[-1] for one in entries)
        taken.append((number, entries))
    while taken and not any(_is_repeated(one, later, taken[-1][0]) for one in taken[-1][1]):
        taken.pop()
    entries = [one for _, some in taken for one in some]
    last = taken[-1][0] + 1 if taken else 0
    repeated = sum(_is_repeated(one, later, last - 1) for one in entries)
    enough = repeated >= _LEAST if labelled else repeated >= _SERIES and repeated == len(entries)
    return (last, entries) if enough else (0, [])


def _entry(line: str) -> Entry:
    page = _page(line)
    words = line[: page.start()] if page else line
    number = _NUMBER.match(words)
    named = NUMBERED.match(words)
    rest = words[number.end() :] if number else named["title"] if named else ""
    keys = [bare(words), bare(rest)]
    return Entry(words, tuple(dict.fromkeys(one for one in keys if one)) or ("",), page is not None)


def _page(line: str) -> re.Match[str] | None:
    return _PAGE.search(line, max(0, len(line) - _PAGE_CHARACTERS))


def _may_stand(entry: Entry) -> bool:
    """Whether *entry* may stand in a table: it is short, and a title rather than a sentence."""
    words = entry.words
    titled = words[-1:] not in _SENTENCE or is_titled(words.rstrip(_SENTENCE)) or is_capitals(words.rstrip(_SENTENCE))
    return entry.paged or (len(words) <= _ENTRY_CHARACTERS and (titled or is_chapter(words)))


def _begins(entry: Entry, taken: Sequence[tuple[int, Sequence[Entry]]], seen: set[str]) -> bool:
    """Whether the story begins with *entry*, which the table had; only numbers come again inside a table."""
    first = next((entries[0] for _, entries in taken if entries), entry)
    again = is_bare_number(entry.words) or _is_number(entry.words)
    return entry.keys[-1] in seen and (not again or entry.keys == first.keys)


def _is_number(words: str) -> bool:
    match = NUMBERED.match(unframed(words))
    return match is not None and not match["title"]


def _is_repeated(entry: Entry, later: Mapping[str, list[int]], at: int) -> bool:
    return any(later[one][-1] > at for one in entry.keys if one in later) or entry.paged


def _headings(
    text: str, blocks: Sequence[Block], entries: Sequence[Entry], later: Mapping[str, list[int]], last: int
) -> Iterator[int]:
    """The blocks that *entries* name, in their order; a few are known in spite of a typing error."""
    at = last - 1
    missing: list[Entry] = []
    for entry in entries:
        found = [place for one in entry.keys if (place := _next(later.get(one, ()), at)) is not None]
        if not found:
            missing.append(entry)
            continue
        if len(missing) <= _TYPING_ERRORS:
            yield from _misspelt(text, blocks, missing, at + 1, found[0])
        missing = []
        at = found[0]
        yield at


def _next(places: Sequence[int], at: int) -> int | None:
    index = bisect_right(places, at)
    return places[index] if index < len(places) else None


def _misspelt(text: str, blocks: Sequence[Block], missing: Sequence[Entry], first: int, last: int) -> Iterator[int]:
    if not missing:
        return
    titled: dict[str, int] = {}
    for number in range(first, last):
        words = text[blocks[number].start : blocks[number].end][: _ENTRY_CHARACTERS + 1]
        if len(titled) < _CANDIDATES and (is_titled(words) or words.isupper()):
            titled.setdefault(bare(words), number)
    for entry in missing:
        for close in difflib.get_close_matches(entry.keys[-1], list(titled), n=1, cutoff=_ALIKE):
            yield titled[close]
