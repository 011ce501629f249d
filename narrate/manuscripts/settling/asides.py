"""Asides in brackets that are no part of the story: pictures, pages of the printed book, what the author says."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from narrate.manuscripts.draft import Block, Role
from narrate.model import Skipped

_OURS = r"""(?:
        (?P<author>A/N\b|A\.N\.|AN\s*[:–—-]|a/n\s*[:–—-]|[Aa]uthor(?:'s|’s|s'|s’|s)?\s+[Nn]otes?\s*[:–—-])
      | (?P<disclaimer>(?:[Dd]isclaimer|DISCLAIMER)s?\s*:)
      | (?P<warning>(?:TW|CW|[Tt]rigger\ [Ww]arnings?|[Cc]ontent\ [Ww]arnings?)\s*:)
    )"""
_ROUND = re.compile(rf"\(\s*{_OURS}", re.VERBOSE)
_SQUARE = re.compile(
    rf"""\[\s*(?:{_OURS}
      | (?P<illustration>(?:Illustration|Frontispiece)\b|(?:Picture|Image|Decoration)\s*[:\]])
      | (?P<page>(?:Pg|Page|pg|page|p)\.?\s*(?:\d{{1,4}}|[ivxlc]{{1,8}})\s*\])
      | (?P<transcriber>[Tt]ranscriber\b|TRANSCRIBER\b)
      | (?P<footnote>(?:Footnote|FOOTNOTE)\b)
    )""",
    re.VERBOSE,
)
_REASONS = {
    "illustration": "illustration",
    "page": "page number",
    "transcriber": "transcriber's note",
    "footnote": "note",
    "author": "author's note",
    "disclaimer": "disclaimer",
    "warning": "content warning",
}
_BRACKET = re.compile(r"[\[\]()](?<![:;=].)(?<![:;=][-'^o].)")
"""Those of smileys are none."""
_CLOSED_BY = {"[": "]", "(": ")"}
_FARTHEST = 12
"""Blocks an aside may go on; a bracket that closes later closes something else."""
_FORGOTTEN = 300
"""Characters: a shorter block is all aside though its bracket is never closed."""
_SLANT, _SLANTS = "*_ \t", 8
"""What may stand before the bracket an aside opens a paragraph with, and how many of it."""

Span = tuple[int, int, str]
"""Start, end, reason."""


def settled(text: str, blocks: Sequence[Block]) -> tuple[list[Block], list[Skipped]]:
    """*blocks* of *text*, asides that are or open one skipped, and the asides inside the others."""
    opened = sorted((*_ROUND.finditer(text), *_SQUARE.finditer(text)), key=re.Match.start)
    if not opened:
        return list(blocks), []
    closing = _pairs(text)
    starts = [block.start for block in blocks]
    spans: list[Span] = []
    for match in opened:
        at = bisect_right(starts, match.start()) - 1
        if at < 0 or match.start() >= blocks[at].end or (spans and match.start() < spans[-1][1]):
            continue
        if span := _span(text, blocks, at, match.start(), closing.get(match.start())):
            spans.append((*span, _REASONS[match.lastgroup or ""]))
    inside: list[Skipped] = []
    return list(_cut(text, blocks, spans, inside)), inside


def _pairs(text: str) -> dict[int, int]:
    """For every bracket that is closed, where: the position behind its closing bracket."""
    out: dict[int, int] = {}
    stacks: dict[str, list[int]] = {"]": [], ")": []}
    for match in _BRACKET.finditer(text):
        bracket = match[0]
        if bracket in _CLOSED_BY:
            stacks[_CLOSED_BY[bracket]].append(match.start())
        elif stacks[bracket]:
            out[stacks[bracket].pop()] = match.end()
    return out


def _span(text: str, blocks: Sequence[Block], at: int, start: int, end: int | None) -> tuple[int, int] | None:
    """From the bracket at *start* in block *at* to where its aside ends, None if that is not to be told."""
    block = blocks[at]
    if block.role not in (Role.PROSE, Role.CHAPTER):
        return None
    if text[block.start : min(start, block.start + _SLANTS)].strip(_SLANT):
        return (start, end) if end is not None and end <= block.end else None  # it stays if it does not close here
    if end is None or not _reaches(blocks, at, end):
        whole = text[block.end - 1] == _CLOSED_BY[text[start]] or block.end - block.start <= _FORGOTTEN
        return (block.start, block.end) if whole else None
    while start > block.start and text[end : end + 1] in ("*", "_"):
        end += 1
    return block.start, end


def _reaches(blocks: Sequence[Block], at: int, end: int) -> bool:
    """Whether nothing but paragraphs, and not many, stand between block *at* and *end*."""
    for number in range(at, min(at + _FARTHEST, len(blocks))):
        if number > at and blocks[number].role not in (Role.PROSE, Role.PAUSE):
            return False
        if end <= blocks[number].end:
            return end > blocks[number].start
    return False


def _cut(text: str, blocks: Sequence[Block], spans: Sequence[Span], inside: list[Skipped]) -> Iterator[Block]:
    """*blocks* without *spans*: what opens a block becomes a block of its own, the rest goes to *inside*."""
    at = 0
    for block in blocks:
        if block.role is Role.PAUSE:
            yield block
            continue
        start = block.start
        while at < len(spans) and spans[at][0] < block.end:
            begin, end, reason = spans[at]
            if begin <= start:
                stop = min(end, block.end)
                rest = text[stop : block.end]
                if not any(map(str.isalnum, rest)):
                    stop, rest = block.end, ""
                yield replace(block, start=start, end=stop, role=Role.SKIPPED, reason=reason)
                start = stop + len(rest) - len(rest.lstrip())
            else:
                inside.append(Skipped(begin, end, text[begin:end], reason))
            if end > block.end:
                break
            at += 1
        if start == block.start:
            yield block
        elif start < block.end:
            yield replace(block, start=start)
