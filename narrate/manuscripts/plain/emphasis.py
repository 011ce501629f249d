"""Where plain text stands for italics: *so*, or _so_."""

import re
from collections.abc import Iterator, Sequence

from narrate.manuscripts.draft import Block

_SPAN = re.compile(r"\*(?<![\w*]\*)(?![\s*])[^*]+(?<!\s)\*(?![\w*])|_(?<!\w_)(?![\s_])[^_]+(?<!\s)_(?!\w)")
"""From sign to sign with no blank inside it and no letter around it: not a_name, not 2*3*4, not **bold**, not * * *.

The sign comes first in the pattern, and what may not precede it after: so it is found ten times as fast."""


def slanted(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Spans of *text* between signs for italics, the signs inside; none goes beyond its block."""
    if "*" not in text and "_" not in text:
        return
    for block in blocks:
        words = text[block.start : block.end]
        if "*" in words or "_" in words:
            for match in _SPAN.finditer(words):
                if any(map(str.isalnum, match[0])):
                    yield block.start + match.start(), block.start + match.end()
