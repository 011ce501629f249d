"""What of a text can be handed to an engine, and where its words stand."""

import re

from narrate.engines.settings import opening
from narrate.errors import EngineError

_TOKEN = re.compile(r"[^\s—–…]+")
_EDGES = re.compile(r"\w(?:.*\w)?", re.DOTALL)
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""Control characters but the line feed: a zero ends a C string, and \\x01 begins a lasting command of eSpeak."""
_HALF = re.compile(r"[\ud800-\udfff]")
"""A lone surrogate, which no encoding has."""


def sayable(text: str) -> str:
    """*text*, as long as before, with spaces for control characters. EngineError if it holds half a character."""
    if half := _HALF.search(text):
        raise EngineError(f"half a character (U+{ord(half[0]):04X}) in {opening(text)}")
    return _CONTROLS.sub(" ", text)


def word_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every word of *text*: what stands between spaces and dashes, without marks at its edges."""
    spans = []
    for token in _TOKEN.finditer(text):
        word = _EDGES.search(token[0])
        if word and any(map(str.isalnum, word[0])):
            spans.append((token.start() + word.start(), token.start() + word.end()))
    return tuple(spans)
