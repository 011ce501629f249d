"""How a person wants words to be said: their respellings stand above every rule."""

import re
from collections.abc import Mapping
from functools import lru_cache

from narrate.spoken.rules import Rules, always, rewritten

_FIRST = 0xF0000
"""Of the code points that mean nothing: one stands for a word, so that no rule reads its respelling as words."""
_MOST = 0xFFFD
_STANDS = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + _MOST)}]")


def respelling(say: Mapping[str, str], steps: tuple[Rules, ...]) -> tuple[Rules, Rules]:
    """The steps that take the words of *say* out of a text, and that put their respellings in.

    A word may be written as in a manuscript: *steps* make of it what they make of the text before.
    """
    return _respelling(tuple(say.items()), steps)


@lru_cache(maxsize=8)
def _respelling(say: tuple[tuple[str, str], ...], steps: tuple[Rules, ...]) -> tuple[Rules, Rules]:
    spelling = {" ".join(rewritten(word, steps).split()): " ".join(said.split()) for word, said in say}
    words = sorted(filter(None, spelling), key=len, reverse=True)[:_MOST]
    pattern = "|".join(f"({re.escape(word)})" for word in words) or "(?!)"
    # A name is respelled in "Don's" and "Don'll", yet "don't" is another word.
    taken_out = re.compile(rf"(?<!\w)(?:{pattern})(?!\w|'t\b)", re.IGNORECASE)
    return (
        Rules(always, ((taken_out, lambda match: chr(_FIRST + (match.lastindex or 1) - 1)),)),
        Rules(always, ((_STANDS, lambda match: spelling[words[ord(match[0]) - _FIRST]]),)),
    )
