"""Lines of plain text, and which of them are one paragraph."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from narrate.manuscripts.structure import NUMBERED, is_break, is_chapter, is_view, unframed
from narrate.manuscripts.words import INVISIBLE

Line = tuple[int, int]
"""Start and end of a line's words in the text."""

_OPENING = '"“'
"""A line that begins with one of these, below a line that ended before it was full, is somebody's answer."""
_BLANK_SHARE = 1 / 12
"""Of the lines: with more blank ones than this, blank lines part the paragraphs."""
_ENDED_SHARE = 0.6
"""Of the lines with another right below: if more than this end a sentence, every line is a paragraph."""
_ENDED = ".!?…:;—–-\"”’'*_~)]"
_NARROWEST = 50
"""Characters: nobody wraps lines shorter."""
_WIDEST = 100
"""Characters: nobody wraps lines longer."""
_BLANKS = " \t\u00a0\u3000"
_INDENTED = re.compile(r"[ \t\u00a0\u3000]{2,}|\t")
_SPACED_SHARE = 0.98
"""Of the lines: if blank ones follow so many, and …"""
_TORN_SHARE = 0.25
"""… so many break off in a sentence that goes on small, the blank lines part lines, not paragraphs."""
_SPACED_LEAST = 6
_ORNAMENT_CHARACTERS = 60
_SPEECH = "\"“”‘’'—.…+|"
"""Signs that begin lines of text, and frames around it, oftener than ornaments."""
_INVISIBLE = INVISIBLE + "\x1a"
"""Characters without width, and DOS's end-of-file mark: a line of nothing else is blank."""


def grouped(text: str) -> tuple[list[list[Line]], list[int]]:
    """Lines of *text* grouped into paragraphs, and how many blank lines stand before each."""
    lines, above = _lines(text)
    if _is_double_spaced(text, lines, above):
        above = [max(0, blank - 1) for blank in above]
    starts = _starter(text, lines, above)
    groups: list[list[Line]] = []
    gaps: list[int] = []
    parted = True
    for line, blank in zip(lines, above, strict=True):
        ornament = _is_ornament(text, line)
        if blank or parted or ornament or starts(line):
            groups.append([line])
            gaps.append(blank)
        else:
            groups[-1].append(line)
        parted = ornament
    return _parted(text, groups, gaps)


def hidden(text: str) -> Iterator[Line]:
    """Lines of *text* with nothing but invisible characters: blank to the eye."""
    if any(one in text for one in _INVISIBLE):
        at = 0
        for line in text.splitlines(keepends=True):
            words = line.strip()
            if words and not words.strip(_INVISIBLE):
                yield at + line.find(words), at + line.find(words) + len(words)
            at += len(line)


def _lines(text: str) -> tuple[list[Line], list[int]]:
    """Start and end of the words of every line that has some, and how many blank lines stand above each."""
    lines: list[Line] = []
    above: list[int] = []
    at = blank = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words.strip(_INVISIBLE):
            start = at + line.find(words)
            lines.append((start, start + len(words)))
            above.append(blank)
            blank = 0
        else:
            blank += 1
        at += len(line)
    return lines, above


def _is_double_spaced(text: str, lines: Sequence[Line], above: Sequence[int]) -> bool:
    """Whether a blank line follows every line, and sentences run on over these."""
    if len(lines) < _SPACED_LEAST or above[1:].count(0) > (1 - _SPACED_SHARE) * len(lines):
        return False
    torn = sum(_is_torn(text, upper, lower) for upper, lower in pairwise(lines))
    return torn >= _TORN_SHARE * len(lines)


def _is_torn(text: str, upper: Line, lower: Line) -> bool:
    last = text[upper[1] - 1]
    return upper[1] - upper[0] <= _WIDEST and (last.isalnum() or last in ",-") and text[lower[0]].islower()


def _parted(text: str, groups: list[list[Line]], gaps: list[int]) -> tuple[list[list[Line]], list[int]]:
    """The same, headings parted from the prose right below them."""
    out: list[list[Line]] = []
    out_gaps: list[int] = []
    for group, gap in zip(groups, gaps, strict=True):
        parts = [group]
        if len(group) > 1 and _is_heading(text[slice(*group[0])]) and not _goes_on(text, group):
            parts = [group[:1], group[1:]]
        out += parts
        out_gaps += [gap, 0][: len(parts)]
    return out, out_gaps


def _goes_on(text: str, group: Sequence[Line]) -> bool:
    """Whether the heading in the first line goes on below: its title had not begun there, or the line was full."""
    lines = [text[start:end] for start, end in group]
    match = NUMBERED.match(unframed(lines[0]))
    unended = match is None or not match["title"].strip() or len(lines[0]) >= _NARROWEST
    return unended and is_chapter("\n".join(lines))


def _is_heading(line: str) -> bool:
    return is_chapter(line) or is_view(line)


def _is_ornament(text: str, line: Line) -> bool:
    """Whether a line is an ornament, though text stand right above or below it."""
    start, end = line
    first = text[start]
    if end - start > _ORNAMENT_CHARACTERS or first in _SPEECH or (first.isalnum() and first not in "xXoO"):
        return False
    return (not first.isalnum() or (3 <= end - start <= 9)) and is_break(text[start:end])


def _starter(text: str, lines: Sequence[Line], above: Sequence[int]) -> Callable[[Line], bool]:
    """A test for lines that begin a paragraph without a blank line before them."""
    stacked = [(upper, lower) for (upper, lower), blank in zip(pairwise(lines), above[1:], strict=True) if not blank]
    width = max([_NARROWEST, *(end - start for start, end in lines)])
    ended = {lower for upper, lower in stacked if _is_ended(text, upper, lower, width)}
    if len(ended) > _ENDED_SHARE * len(stacked):
        return lambda line: True
    if sum(above) > _BLANK_SHARE * (len(lines) + sum(above)):
        return lambda line: False
    indented = [lower for _, lower in stacked if _is_indented(text, lower[0])]
    below = {lower for upper, lower in stacked if _is_indented(text, upper[0])}
    begins = {line for line in indented if line not in below or line in ended}  # else it is a verse that goes on
    begins.update(line for line in ended if text[line[0]] in _OPENING)
    return begins.__contains__


def _is_ended(text: str, upper: Line, lower: Line, width: int) -> bool:
    """Whether the line *upper* ends a sentence, and was not just full: the first word of *lower* would have fitted."""
    last = text[upper[1] - 1]
    if last not in _ENDED or (last == "-" and text[upper[1] - 2 : upper[1] - 1].isalnum()):  # a word goes on
        return False
    blank = text.find(" ", lower[0], min(lower[1], lower[0] + width))
    word = (lower[1] if blank < 0 else blank) - lower[0]
    return upper[1] - upper[0] + 1 + min(word, width) <= width


def _is_indented(text: str, start: int) -> bool:
    begin = start
    while begin and text[begin - 1] in _BLANKS:
        begin -= 1
    return bool(_INDENTED.match(text, begin, start))
