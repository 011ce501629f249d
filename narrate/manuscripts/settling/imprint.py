"""What printed books have around the story, in plain paragraphs: who may copy them, whose they are, page numbers."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from narrate.manuscripts.draft import Block, Role
from narrate.manuscripts.structure import is_told
from narrate.model import Kind, word_count

_SIGN = re.compile(
    r"©|\bcopyright\s+(?:\(c\)|by\b|\d{4})|\(c\)\s+\d{4}|\ball rights reserved\b|\bISBN\b", re.IGNORECASE
)
"""One of them makes an imprint."""
_LEGAL = re.compile(
    r"\W*(?:no part of this|this (?:book|novel|story|is a) (?:is a )?work of fiction|(?:first )?published (?:by|in)\b"
    r"|first (?:edition|printing)\b|printed (?:in|by)\b|cover (?:art|design|image|illustration)s?\b"
    r"|(?:names, )?characters, (?:names, )?(?:places|businesses)|any resemblance to)",
    re.IGNORECASE,
)
"""How the other paragraphs of an imprint begin."""
_IMPRINT, _IMPRINT_CHARACTERS = 20, 1200
"""Paragraphs from the front among which an imprint stands, and how long one of them may be."""
_LAST = re.compile(
    r"\W*(?:about the authors?|also by [^\n]{2,60}|(?:other|more) (?:books|novels|stories|titles|works) by [^\n]{2,60}"
    r"|by the same author)\W*$",
    re.IGNORECASE,
)
_LAST_CHARACTERS, _LAST_WORDS = 80, 600
"""Of such a heading, and of all below it."""
_FIGURES = re.compile(r"[\W_]{0,3}(\d{1,4})[\W_]{0,3}$")
_FIGURE_CHARACTERS = 10
_PAGES, _PAGE_WORDS = 3, 800
"""Numbers that make pages, and words that a page may hold: a chapter has more."""


def settled(text: str, blocks: Sequence[Block]) -> list[Block]:
    """*blocks* of *text*, headings told; an imprint, a last page on the author, and page numbers are skipped."""
    out = list(blocks)
    for numbers, reason in (
        (_front(text, out), "copyright"),
        (_end(text, out), "end matter"),
        (_pages(text, out), "page number"),
    ):
        for number in numbers:
            out[number] = replace(out[number], role=Role.SKIPPED, reason=reason)
    return out


def _is_plain(block: Block) -> bool:
    return block.role is Role.PROSE and block.kind is Kind.NARRATION


def _front(text: str, blocks: Sequence[Block]) -> list[int]:
    """The paragraphs of an imprint before the first chapter's heading."""
    first = next((number for number, one in enumerate(blocks) if one.role is Role.CHAPTER), 0)
    words = {
        number: text[one.start : one.end]
        for number, one in enumerate(blocks[: min(first, _IMPRINT)])
        if _is_plain(one) and one.end - one.start <= _IMPRINT_CHARACTERS
    }
    signed = [number for number, one in words.items() if _SIGN.search(one) and not is_told(one)]
    return [number for number, one in words.items() if number in signed or _LEGAL.match(one)] if signed else []


def _end(text: str, blocks: Sequence[Block]) -> list[int]:
    """The last page of a book: about the author, other books."""
    begin, count = len(blocks), 0
    for number in range(len(blocks) - 1, 0, -1):
        block = blocks[number]
        words = text[block.start : block.end] if block.end - block.start <= _LAST_CHARACTERS else ""
        if block.role in (Role.PROSE, Role.CHAPTER) and _LAST.match(words):
            begin = number
        elif block.role is Role.CHAPTER or count > _LAST_WORDS:
            break
        elif block.role is Role.PROSE:
            count += word_count(text[block.start : block.end])
            if count > _LAST_WORDS or is_told(text[block.start : block.end]):
                break
    told = any(_is_plain(one) for one in blocks[:begin])
    return [number for number in range(begin, len(blocks)) if blocks[number].role is not Role.PAUSE] if told else []


def _pages(text: str, blocks: Sequence[Block]) -> list[int]:
    """The page numbers: figures alone that count upwards one by one, a page of text between any two."""
    found = [
        (number, int(match[1]))
        for number, one in enumerate(blocks)
        if _is_plain(one)
        and one.end - one.start <= _FIGURE_CHARACTERS
        and (match := _FIGURES.match(text[one.start : one.end]))
    ]
    counting = all(
        page + 1 == following and 0 < _between(text, blocks, at, below) <= _PAGE_WORDS
        for (at, page), (below, following) in pairwise(found)
    )
    return [number for number, _ in found] if len(found) >= _PAGES and counting else []


def _between(text: str, blocks: Sequence[Block], above: int, below: int) -> int:
    """Words of prose between two blocks."""
    return sum(word_count(text[one.start : one.end]) for one in blocks[above + 1 : below] if one.role is Role.PROSE)
