"""How alike two voices sound."""

from functools import cache

from narrate.model import Voice
from narrate.timbre import cosine

TWINS = 0.85
"""Voices closer than this are hard to tell apart: one voice saying different sentences comes to 0.91 and more, two
people mostly to 0.75 and less (docs/palette.md)."""
_CHANGED, _OTHERS = 0.95, 0.7
"""What is taken where a timbre was not measured: for one voice at another pitch or pace, and for two voices; the
usual ones (docs/palette.md)."""

Sound = tuple[str, frozenset[tuple[str, str | float]]]


def sound_of(voice: Voice) -> Sound:
    """What tells *voice* from another by ear: engine and settings, whatever it is called."""
    settings = {"rate": 1.0, "pitch": 50, **voice.settings}
    return voice.engine, frozenset(settings.items())


def likeness(one: Voice, other: Voice) -> float:
    """The cosine of their timbres, 1 for one and the same; an estimate where one was not measured."""
    if sound_of(one) == sound_of(other):
        return 1.0
    named = one.settings.get("voice")
    if named and (one.engine, named) == (other.engine, other.settings.get("voice")):
        return _CHANGED
    return _cosine(one.timbre, other.timbre) if one.timbre and other.timbre else _OTHERS


@cache
def _cosine(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    return cosine(one, other)
