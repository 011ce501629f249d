"""What Project Gutenberg sets around a book: a header, credits, a licence; in every format."""

import re
from collections.abc import Sequence
from dataclasses import replace

from narrate.manuscripts.draft import Block, Role

REASON = "Project Gutenberg"
_NAMES = ("Project Gutenberg", "PROJECT GUTENBERG", "FULL LICENSE", "This file should be named", "SMALL PRINT")
"""One of them is in every text with a header or a licence."""
_BEGIN = re.compile(
    r"\*\*\*\s?START OF TH(?:IS|E) PROJECT GUTENBERG(?:[^*]{0,400}\*\*\*|[^\r\n]*)"
    r"|\*END\W{0,3}THE SMALL PRINT[^\r\n]*"
)
"""The last line of a header; it may be wrapped. Before 2004 the small print stood there."""
_END = re.compile(
    r"\*\*\*\*{0,5} {0,2}(?:END OF TH(?:IS|E) PROJECT GUTENBERG|START: FULL LICENSE|START\W{1,3}THE SMALL PRINT"
    r"|This file should be named)"
)
_END_LINE = re.compile(r"End of (?:[Tt]he |[Tt]his )?Project Gutenberg")
_FIRST_LINE = re.compile(
    r"\W{0,3}(?:The |This is the )?Project Gutenberg(?:'s|’s)?(?: (?:EBook|Etext|E-text|eBook|eText))?(?: of)? "
    r"(?P<title>.{1,200}?),?\s+by\s+(?P<author>[^\r\n]{1,100})",
    re.DOTALL,
)
_CREDITS = re.compile(
    r"\(?(?:(?:produced|prepared|transcribed|scanned|digitized) (?:by|from)\b"
    r"|e-?text (?:prepared|scanned|produced|typed)\b"
    r"|this (?:e-?text|e-?book|file|edition) was (?:produced|prepared|transcribed|scanned|typed)\b"
    r"|html version by\b|note: (?:project gutenberg|images of)\b)",
    re.IGNORECASE,
)
_HEADER = 20_000
"""Characters: two lines so close are both of the header; the small print of later books stands at the end."""
_CREDITED = 8
"""Blocks after the header, or the book's start, in which credits are looked for."""


def frame(text: str) -> tuple[int, int]:
    """Where the book begins and ends in *text*, within the header and the licence; all of it if there is neither."""
    if not any(name in text for name in _NAMES):
        return 0, len(text)
    begins = [match.end() for match in _BEGIN.finditer(text)]
    begin = max((at for at in begins if at < begins[0] + _HEADER), default=0)
    ends = (match.start() for pattern in (_END, _END_LINE) for match in pattern.finditer(text, begin))
    end = min((at for at in ends if at == 0 or text[at - 1] in "\r\n"), default=len(text))
    if begins:
        return begin, end
    opens = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    line = _FIRST_LINE.match(text, opens)
    return (line.end() if line else 0), end


def named(text: str) -> tuple[str, str]:
    """Title and author as the first line of a header in *text* tells them; empty if it does not."""
    match = _FIRST_LINE.match(text, len(text) - len(text.lstrip("\ufeff \t\r\n")))
    return (" ".join(match["title"].split()), " ".join(match["author"].split())) if match else ("", "")


def is_credit(words: str) -> bool:
    """Whether the paragraph *words* says who made the electronic text."""
    return bool(_CREDITS.match(words))


def settled(text: str, blocks: Sequence[Block]) -> list[Block]:
    """*blocks* of *text*, those of the header, the credits and the licence skipped."""
    begin, end = frame(text)
    if (begin, end) == (0, len(text)):
        return list(blocks)
    out: list[Block] = []
    credited = 0
    for block in blocks:
        framing = not begin <= block.start < end and block.role not in (
            Role.PAUSE,
            Role.TITLE,
        )  # announced by the format
        if not framing and block.start >= begin and credited < _CREDITED:
            credited += 1
            framing = block.role is Role.PROSE and is_credit(text[block.start : block.end])
        out.append(replace(block, role=Role.SKIPPED, reason=REASON) if framing else block)
    return out
