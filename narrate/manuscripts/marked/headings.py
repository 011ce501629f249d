"""Which headings of a marked-up manuscript begin chapters: the title does not, nor do those inside a chapter."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from narrate.manuscripts.draft import Block, Role
from narrate.manuscripts.marked.spacing import lines_of
from narrate.manuscripts.plain import header
from narrate.manuscripts.structure import NUMBERED, is_chapter, unframed
from narrate.manuscripts.words import bare

_ANNOUNCEMENTS = 2
"""Title and byline; who says the title again after that says it in the story."""
_NO_CHAPTERS = frozenset("act book canto letter part scene section vol volume partie teil часть".split())
"""What holds chapters, or may be inside one, though it is numbered as they are."""


def settled(text: str, blocks: Sequence[Block], levels: Mapping[int, int], title: str, author: str) -> list[Block]:
    """*blocks* of *text*, those that announce *title* and *author* at the front made titles, headings parted by level.

    *levels*: number of a block → 1 to 6, for those in h1 to h6.
    """
    out = list(blocks)
    _announce(text, out, levels, title, author)
    chapters = {number: level for number, level in levels.items() if out[number].role is Role.CHAPTER}
    deepest = _chapter_level(text, out, chapters)
    below = False  # whether a chapter's heading stands right above
    for number, block in enumerate(out):
        if block.role is Role.CHAPTER and chapters.get(number, 0) > deepest and not below:
            out[number] = replace(block, role=Role.HEADING)
        if block.role not in (Role.SKIPPED, Role.PAUSE):
            below = out[number].role is Role.CHAPTER
    return out


def _announce(text: str, blocks: list[Block], levels: Mapping[int, int], title: str, author: str) -> None:
    """Makes the first of *blocks* titles that say no more than *title* and *author*; a second time, nobody hears it."""
    said: set[str] = set()
    for number, block in enumerate(blocks):
        if block.role in (Role.SKIPPED, Role.PAUSE):
            continue
        words = text[block.start : block.end]
        told = bare(words)
        if block.role is not Role.TITLE:
            lines = [(block.start + start, block.start + end) for start, end in lines_of(words)]
            again = told in said
            if header.announced(text, lines, title, author) < len(lines):
                return
            if number not in levels and (again or len(said) >= _ANNOUNCEMENTS):
                return
            reason = "repeated title" if again else ""
            blocks[number] = replace(block, role=Role.SKIPPED if again else Role.TITLE, reason=reason)
        said.add(told)


def _chapter_level(text: str, blocks: Sequence[Block], levels: Mapping[int, int]) -> int:
    """The deepest level at which headings begin chapters: those called so, else the first with prose of its own."""
    called = Counter(level for number, level in levels.items() if _is_called_chapter(text, blocks[number]))
    if called:
        return max(called, key=lambda level: (called[level], -level))
    for level in sorted(set(levels.values())):
        numbers = [number for number, own in levels.items() if own == level]
        single = len(numbers) == 1 and sum(own > level for own in levels.values()) > 1
        told = sum(_has_prose(blocks, number) for number in numbers)
        if not single and 2 * told > len(numbers):
            return level
    return max(levels.values(), default=0)


def _is_called_chapter(text: str, block: Block) -> bool:
    words = text[block.start : block.end]
    match = NUMBERED.match(unframed(words))
    return is_chapter(words) and not (match and match["sort"].lower().rstrip(".") in _NO_CHAPTERS)


def _has_prose(blocks: Sequence[Block], number: int) -> bool:
    """Whether a paragraph comes below the heading at *number* before another heading."""
    below = (blocks[at].role for at in range(number + 1, len(blocks)))
    return next((role for role in below if role not in (Role.SKIPPED, Role.PAUSE)), None) is Role.PROSE
