"""What messages quote: the first words of a line, and the name that was likely meant."""

import difflib
from collections.abc import Collection

SHOWN = 60
"""Characters of a line in a message."""


def first_words(text: str) -> str:
    """*text* in one line, cut to what a message shows of it."""
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"


def meant(name: str, names: Collection[str]) -> str:
    """Which of *names* is most like *name*, as a question behind a message; empty if none is."""
    close = difflib.get_close_matches(name, names, n=1)
    return f" (did you mean {close[0]}?)" if close else ""
