"""Where sentences end, and how a long stretch is cut between them."""

import re
from collections.abc import Iterator

_END = re.compile(
    r"[.!?…。！？](?:(?<=[.!?…])(?<![.!?…]{2})[.!?…]*+[\"”’»')\]*_]*+(?:\s»)?+\s++"
    r"(?=[\"“‘'„«»¿¡(\[*_—–]*+(?:[A-Z0-9]|(?![a-zß-ÿ])[^\W_\x00-\x7f]))"
    r"|(?<=[。！？])[。！？]*+[」』”]*+\s*+)"
)
"""Begins with one set of signs, so that the search leaps to them, and looks behind only there.

Possessive throughout: a page of full stops costs no more than a page of words.
"""
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mrs?|Ms|Messrs|Mmes?|Mlles?|Drs?|Ste?|Prof|Revd?|Hon|Fr|Br|Capt|Cpt|Cmdr|Col|Gen|Lt|Lieut|Maj|Sgt|Cpl|Pvt|"
    r"Adm|Gov|Sen|Rep|Pres|Supt|Insp|Det|Jr|Sr|Esq|Mt|Ft|Ave|Blvd|Fig|Vol|Ch|Bros|vs|etc|viz|cf|pp|e\.g|i\.e|a\.m|p\.m)"
    r"|(?:^|[^\w’'])[A-HJ-Z])\.\s+$"
)
"""A full stop after these, or after an initial, ends no sentence."""
_NUMBER = re.compile(r"\bNos?\.\s+$")
"""Ends none either before a digit: No. 10."""

_WORD = re.compile(r"\S{1,1200}")
"""A word, or as much of an endless one as a clip may hold."""

LONG = 600
"""Characters (blanks not counted): a stretch is cut at the first sentence end after this."""
_TOO_LONG = 1200
"""Characters: a stretch without a sentence end is cut here all the same, so that no clip grows with the book."""


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence in *text* from *start* to *end*, blanks at its ends left out."""
    at = start
    for match in _END.finditer(text, start, end):
        if match[0][0] == "." and _is_abbreviated(text, max(start, match.start() - 8), match.end()):
            continue
        yield at, match.end() - len(match[0]) + len(match[0].rstrip())
        at = match.end()
    if at < end:
        yield at, end


def _is_abbreviated(text: str, start: int, end: int) -> bool:
    if _ABBREVIATED.search(text, start, end):
        return True
    return text[end : end + 1].isdigit() and _NUMBER.search(text, start, end) is not None


def cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """*start* to *end* as stretches without blanks at their ends, long ones cut between sentences."""
    start, end = _trimmed(text, start, end)
    if start == end:
        return
    if end - start <= LONG or _length(text, start, end) <= LONG:
        yield start, end
        return
    begin = start
    for _, stop in sentences(text, start, end):
        if _length(text, begin, stop) > LONG:
            yield from _forced(text, begin, stop)
            begin, _ = _trimmed(text, stop, end)
    if begin < end:
        yield from _forced(text, begin, end)


def last_sign(quotation: str) -> str:
    """The last character of *quotation*, its marks and emphasis left out; empty if there is none."""
    return quotation.rstrip("\"”’»'*_ \n")[-1:]


def _forced(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut where no sentence ends: behind a clause, else between words, else anywhere. Line ends count as blanks."""
    if end - start <= _TOO_LONG:
        yield start, end
        return
    begin, length = start, 0
    for match in _WORD.finditer(text, start, end):
        if begin < match.start() and length + len(match[0]) > _TOO_LONG:
            yield _trimmed(text, begin, match.start())
            begin, length = match.start(), 0
        length += len(match[0])
        if length > LONG and match[0][-1] in ",;:—":
            yield begin, match.end()
            begin, length = match.end(), 0
    if begin < end:
        yield _trimmed(text, begin, end)


def _length(text: str, start: int, end: int) -> int:
    return len("".join(text[start:end].split()))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
