"""Plain text: fan-fiction archives, exports, transcripts; every way of marking a paragraph."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from narrate.manuscripts import header
from narrate.manuscripts.draft import Block, Draft, Role
from narrate.manuscripts.encoding import decode
from narrate.manuscripts.header import Line
from narrate.manuscripts.structure import bare_numbers, is_break, is_chapter
from narrate.model import Skipped

_OPENING = '"“'
"""A line that begins with one of these, below a line that ended before it was full, is somebody's answer."""
_BLANK_SHARE = 1 / 12
"""Of the lines: with more blank ones than this, blank lines part the paragraphs."""
_ENDED_SHARE = 0.6
"""Of the lines with another right below: if more than this end a sentence, every line is a paragraph."""
_ENDED = ".!?…:;—–-\"”’'*_~)]"
_NARROWEST = 50
"""Characters: nobody wraps lines shorter."""
_BLANKS = " \t\u00a0\u3000"
_INDENTED = re.compile(r"[ \t\u00a0\u3000]{2,}|\t")
_ANNOUNCEMENTS = 2
"""Title and byline; who says the title again after that says it in the story."""
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\x1a"
"""Characters without width (and DOS's end-of-file mark): a line of nothing else is blank."""


def read(path: Path, content: bytes, encoding: str | None = None) -> Draft:
    """The draft of the manuscript in *content*, a plain-text file. ManuscriptError if it is not text."""
    return draft(decode(content, path, encoding), path.stem)


def draft(text: str, name: str) -> Draft:
    """The draft of the manuscript in *text*; *name* becomes the title if nothing in the text tells one."""
    groups, gaps = _groups(text)
    front, count, title, author, metadata = _front(text, groups)
    title = title or " ".join(re.split(r"[\W_]+", name)).strip() or "Untitled"
    blocks = front + _body(text, groups[count:], gaps[count:])
    language = header.language_of(metadata)
    return Draft(text, tuple(blocks), title, author, language, metadata, tuple(_hidden(text)))


def _hidden(text: str) -> Iterator[Skipped]:
    """Lines of nothing but invisible characters: blank to the eye, yet not lost."""
    for start, end in _spans(text):
        words = text[start:end]
        if words and not words.strip(_INVISIBLE):
            yield Skipped(start, end, words, "invisible characters")


def _groups(text: str) -> tuple[list[list[Line]], list[int]]:
    """Lines grouped into paragraphs, and how many blank lines stand before each."""
    lines = _lines(text)
    starts = _starter(text, lines)
    groups: list[list[Line]] = []
    gaps: list[int] = []
    blank, fresh = 0, True
    for line in lines:
        if line[0] == line[1]:
            blank, fresh = blank + 1, True
            continue
        if fresh or starts(line):
            groups.append([])
            gaps.append(blank)
        groups[-1].append(line)
        blank, fresh = 0, False
    return _parted(text, groups, gaps)


def _parted(text: str, groups: list[list[Line]], gaps: list[int]) -> tuple[list[list[Line]], list[int]]:
    """The same, chapter headings parted from the prose right below them."""
    out: list[list[Line]] = []
    out_gaps: list[int] = []
    for group, gap in zip(groups, gaps, strict=True):
        parts = [group]
        if len(group) > 1 and is_chapter(text[slice(*group[0])]) and not is_chapter(text[group[0][0] : group[-1][1]]):
            parts = [group[:1], group[1:]]
        out += parts
        out_gaps += [gap, 0][: len(parts)]
    return out, out_gaps


def _lines(text: str) -> list[Line]:
    """Start and end of every line's words; equal for a line that is blank to the eye."""
    return [(start, end if text[start:end].strip(_INVISIBLE) else start) for start, end in _spans(text)]


def _spans(text: str) -> Iterator[Line]:
    """Start and end of every line, blanks at its ends left out."""
    at = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        start = at + line.find(words)
        yield start, start + len(words)
        at += len(line)


def _starter(text: str, lines: list[Line]) -> Callable[[Line], bool]:
    """A test for lines that begin a paragraph without a blank line before them."""
    stacked = [(upper, lower) for upper, lower in pairwise(lines) if upper[0] < upper[1] and lower[0] < lower[1]]
    width = max([_NARROWEST, *(end - start for start, end in lines)])
    ended = sum(_is_ended(text, upper, lower, width) for upper, lower in stacked)
    if ended > _ENDED_SHARE * len(stacked):
        return lambda line: True
    if sum(start == end for start, end in lines) > _BLANK_SHARE * len(lines):
        return lambda line: False
    answers = {lower for upper, lower in stacked if text[lower[0]] in _OPENING and _is_ended(text, upper, lower, width)}
    return lambda line: line in answers or _is_indented(text, line[0])


def _is_ended(text: str, upper: Line, lower: Line, width: int) -> bool:
    """Whether the line *upper* ends a sentence, and was not just full: the first word of *lower* would have fitted."""
    word = text[lower[0] : min(lower[1], lower[0] + width)].split(None, 1)[0]
    last, before = text[upper[1] - 1], text[upper[1] - 2 : upper[1] - 1]
    divided = last == "-" and before.isalnum()  # a word goes on in the next line
    return last in _ENDED and not divided and upper[1] - upper[0] + 1 + len(word) <= width


def _is_indented(text: str, start: int) -> bool:
    begin = start
    while begin and text[begin - 1] in _BLANKS:
        begin -= 1
    return bool(_INDENTED.match(text, begin, start))


def _front(text: str, groups: list[list[Line]]) -> tuple[list[Block], int, str, str, dict[str, str]]:
    """What precedes the story: its blocks, how many groups they take, title, author and metadata."""
    fields, count = [], 0
    while count < len(groups):
        found, taken = header.header_fields(text, groups[count])
        fields += found
        if taken < len(groups[count]):
            groups[count] = groups[count][taken:]
            break
        count += 1
    if fields:
        return _headed(text, groups, fields, count)
    page = header.title_page(text, groups[0], groups[1] if len(groups) > 1 else []) if len(groups) > 1 else None
    if page is None or is_chapter(page[0]):
        return [], 0, "", "", {}
    title, author = page
    count = 2 if author and len(groups[0]) == 1 else 1
    blocks = [block for group in groups[:count] for block in header.title_blocks(group)]
    return blocks, count, title, author, {}


def _headed(
    text: str, groups: list[list[Line]], fields: list[header.Field], count: int
) -> tuple[list[Block], int, str, str, dict[str, str]]:
    title, author, metadata = header.metadata_of(text, fields)
    repeats: list[Block] = []
    while count < len(groups) and len(repeats) < _ANNOUNCEMENTS:
        taken = header.announced(text, groups[count], title, author)
        repeats += header.title_blocks(groups[count][:taken])
        if taken < len(groups[count]):
            groups[count] = groups[count][taken:]
            break
        count += 1
    skipped = [Block(start, end, Role.SKIPPED, "header") for _, start, _, end in fields]
    return (skipped + repeats if repeats else header.unrepeated(text, fields)), count, title, author, metadata


def _body(text: str, groups: list[list[Line]], gaps: list[int]) -> list[Block]:
    spans = [(group[0][0], group[-1][1]) for group in groups]
    words = [text[start:end] for start, end in spans]
    breaks = {index for index, one in enumerate(words) if is_break(one)} - bare_numbers(words)
    wide = _wide_gap(gaps, breaks)
    blocks: list[Block] = []
    for index, (start, end) in enumerate(spans):
        if index and wide and gaps[index] >= wide:
            blocks.append(Block(start, start, Role.PAUSE))
        blocks.append(Block(start, end))
    return blocks


def _wide_gap(gaps: list[int], breaks: set[int]) -> int:
    """Blank lines that mark a scene break, 0 if none do: wider than usual, more than once, and no ornament around."""
    if breaks or len(gaps) < 3:
        return 0
    usual = Counter(gaps[1:]).most_common(1)[0][0]
    wide = [gap for gap in gaps[1:] if gap > usual]
    return usual + 1 if usual and 2 <= len(wide) <= len(gaps) / 4 else 0
