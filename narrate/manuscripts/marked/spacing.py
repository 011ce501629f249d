"""Paragraphs and scenes that are told by blanks alone: lines that end sentences, paragraphs with nothing in them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from narrate.manuscripts.draft import Block, Role
from narrate.manuscripts.structure import is_break, is_chapter
from narrate.manuscripts.words import INVISIBLE

BLANKS = " \t\r\n\f\u00a0" + INVISIBLE
"""Blanks, and characters without width: a line of nothing else is empty."""
_ENDED = ".!?…:—–-\"”’'»*_~)]"
_ENDED_SHARE = 0.6
"""Of the lines with another below: if more than this end a sentence, every line is a paragraph; as in plain text."""
_LINE_CHARACTERS = 100
"""A longer line is neither an ornament nor a heading."""


def rows(words: str) -> list[tuple[int, int]]:
    """Spans of the paragraphs in *words*, one block whose lines may be paragraphs, as line breaks set them."""
    if "\n" not in words:
        return [(0, len(words))]
    lines = [(start, end) for start, end in lines_of(words) if words[start:end].strip(BLANKS)]
    if not lines:
        return [(0, len(words))]
    ended = sum(words[end - 1] in _ENDED for _, end in lines[:-1])
    if ended > _ENDED_SHARE * (len(lines) - 1):
        return _whole(words, [[line] for line in lines])
    groups: list[list[tuple[int, int]]] = []
    fresh = True
    for number, (start, end) in enumerate(lines):
        alone = end - start <= _LINE_CHARACTERS and _stands_alone(words[start:end], number)
        if fresh or alone:
            groups.append([])
        groups[-1].append((start, end))
        fresh = alone
    return _whole(words, groups)


def _stands_alone(line: str, number: int) -> bool:
    """Whether *line* is an ornament, or a chapter's heading above its prose."""
    return is_break(line) or (number == 0 and is_chapter(line))


def _whole(words: str, groups: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[int, int]]:
    """*groups* of lines as spans that leave nothing of *words* between them."""
    starts = [0, *(group[0][0] for group in groups[1:])]
    return list(zip(starts, [*starts[1:], len(words)], strict=True))


def lines_of(words: str) -> Iterator[tuple[int, int]]:
    """Start and end of every line of *words*, blanks at its ends left out."""
    at = 0
    for line in words.split("\n"):
        bare = line.strip()
        start = at + line.find(bare)
        yield start, start + len(bare)
        at += len(line) + 1


def paused(
    text: str, blocks: Sequence[Block], gaps: Mapping[int, int], pictures: Sequence[tuple[int, str]]
) -> list[Block]:
    """*blocks* of *text* with the scene breaks that empty paragraphs and small pictures stand for.

    *gaps*: number of a block → how many empty paragraphs precede it; *pictures*: number of a block and the name of a
    picture that precedes it in a paragraph of its own. One that comes again divides scenes; it is no illustration.
    """
    times = Counter(name for _, name in pictures)
    before = {number for number, name in pictures if times[name] > 1}
    signs = before or any(one.role is Role.PAUSE or is_break(text[one.start : one.end]) for one in blocks)
    before |= set() if signs else _wide(blocks, gaps)
    out: list[Block] = []
    for number, block in enumerate(blocks):
        if number in before:
            out.append(Block(block.start, block.start, Role.PAUSE))
        out.append(block)
    return out


def _wide(blocks: Sequence[Block], gaps: Mapping[int, int]) -> set[int]:
    """Numbers of the blocks before which more is empty than usual, if that is so more than once, and not often."""
    between = [
        number
        for number in range(1, len(blocks))
        if blocks[number].role is Role.PROSE and blocks[number - 1].role is Role.PROSE
    ]
    usual = Counter(gaps.get(number, 0) for number in between).most_common(1)
    wide = {number for number in between if gaps.get(number, 0) > usual[0][0]}
    return wide if 2 <= len(wide) <= len(between) / 4 else set()
