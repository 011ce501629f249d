"""Notes by number: "[12]" behind a word, and the paragraph that begins with it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from narrate.manuscripts.draft import Block, Role
from narrate.model import Skipped

_REFERENCE = re.compile(r"\[(\d{1,3})\]")
_BODY = re.compile(r"\[(?P<number>\d{1,3})\]\s+\S")
_WORD_ENDS = ".,;:!?…\"”’'»)*_—–"
"""A number right behind one of these is a note's; behind a letter it needs its note to be one."""
_LAST = (Role.SKIPPED, Role.BREAK, Role.PAUSE)


def settled(text: str, blocks: Sequence[Block]) -> tuple[list[Block], list[Skipped]]:
    """*blocks* of *text*, those that are notes skipped, and the numbers in the others that refer to notes."""
    if not _REFERENCE.search(text):
        return list(blocks), []
    bodies = {
        number: match["number"]
        for number, block in enumerate(blocks)
        if block.role is Role.PROSE and (match := _BODY.match(text, block.start, block.end))
    }
    begins = {blocks[number].start for number in bodies}
    written = set(bodies.values())
    apart = {match[1] for match in _REFERENCE.finditer(text) if match.start() not in begins and _is_apart(text, match)}
    loose = apart <= written  # else "[3]" is a key that somebody presses
    references = [
        match
        for match in _REFERENCE.finditer(text)
        if match.start() not in begins and _refers(text, match, written, loose=loose)
    ]
    wanted = {match[1] for match in references}
    last = _last_notes(blocks, bodies)
    notes = {number for number, name in bodies.items() if name in wanted or number in last}
    out = [
        replace(one, role=Role.SKIPPED, reason="note") if number in notes else one for number, one in enumerate(blocks)
    ]
    return out, [Skipped(one.start(), one.end(), one[0], "note reference") for one in references]


def _is_apart(text: str, match: re.Match[str]) -> bool:
    """Whether a blank stands before the number in *match*."""
    return not text[match.start() - 1 : match.start()].strip()


def _refers(text: str, match: re.Match[str], written: Collection[str], *, loose: bool) -> bool:
    """Whether the number in *match* is a note's; *written* are the notes there are, *loose* if blanks part the two."""
    if _is_apart(text, match):
        return loose and match[1] in written
    return match[1] in written or text[match.start() - 1] in _WORD_ENDS


def _last_notes(blocks: Sequence[Block], bodies: dict[int, str]) -> set[int]:
    """Which of *bodies* stand at a chapter's end, with nothing but notes below them."""
    out: set[int] = set()
    closing = True
    for number in range(len(blocks) - 1, -1, -1):
        role = blocks[number].role
        if number in bodies and closing:
            out.add(number)
        elif role is Role.CHAPTER:
            closing = True
        elif role not in _LAST:
            closing = False
    return out
