"""The words of an utterance as a reader sees them: in italics where plain text has signs for them."""

import re
from collections.abc import Iterator

_SLANTED = re.compile(
    r"\*(?<![\w*]\*)(?![\s*])[^*]+(?<!\s)\*(?![\w*])|_(?<!\w_)(?![\s_])[^_]+(?<!\s)_(?!\w)|(?<=[^\W\d_])\*[^\W\d_]+\*(?=[^\W\d_])"
)
"""From sign to sign, as plain text has italics; or the stressed part of a word: un*believ*able."""
_UNWRITABLE = re.compile("[^\t\n\r\\x20-\\x7e\\x85\\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document can hold, and the other controls."""
_BLANKS = re.compile("[^\\S\\xa0\u202f]+")
"""Blanks at which a line may end."""


def writable(text: str) -> str:
    """*text* without controls and halves of characters, which no file could hold."""
    return _UNWRITABLE.sub("", text)


def in_one_line(text: str) -> str:
    """*text* without line ends, every row of blanks as one."""
    return _BLANKS.sub(" ", text)


def one_line(text: str) -> str:
    """*text* writable, in one line, without blanks at its ends."""
    return in_one_line(writable(text)).strip()


def runs(text: str, start: int, end: int) -> Iterator[tuple[str, bool]]:
    """The characters *start* to *end* of an utterance's *text*, and whether they are in italics; no signs for them."""
    at = start
    for match in _SLANTED.finditer(text) if "*" in text or "_" in text else ():
        first, last = match.start(), match.end() - 1
        yield from _run(text, at, min(first, end), slanted=False)
        yield from _run(text, max(first + 1, at), min(last, end), slanted=True)
        at = max(at, last + 1)
    yield from _run(text, at, end, slanted=False)


def _run(text: str, start: int, end: int, *, slanted: bool) -> Iterator[tuple[str, bool]]:
    words = writable(text[start:end]) if start < end else ""
    if words:
        yield words, slanted
