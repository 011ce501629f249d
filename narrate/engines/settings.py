"""What engines share in reading a voice's settings: known keys, numbers in range, and errors that say where."""

import difflib
import math
from collections.abc import Iterable

from narrate.errors import EngineError, VoiceNotFound
from narrate.model import Voice


def number(voice: Voice, key: str, *, default: float, low: float, high: float) -> float:
    """The setting *key* of *voice*, *default* if it has none. EngineError if it is no number from *low* to *high*."""
    value = voice.settings.get(key, default)
    if isinstance(value, (str, bool)) or math.isnan(value):
        raise EngineError(f"{where(voice)}: {key} is {value!r}, expected a number from {low:g} to {high:g}")
    if not low <= value <= high:
        raise EngineError(f"{where(voice)}: {key} {value:g} is outside {low:g} to {high:g}")
    return float(value)


def moved(
    voice: Voice, key: str, *, default: float, low: float, high: float, factor: float = 1.0, by: float = 0.0
) -> float:
    """The setting *key* of *voice* times *factor* and more *by*, or as near to that as *low* to *high* allow.

    EngineError as of ``number``: only a manner, which nobody chose for this voice, may reach beyond.
    """
    return min(max(number(voice, key, default=default, low=low, high=high) * factor + by, low), high)


def refuse_unknown(voice: Voice, known: Iterable[str]) -> None:
    """EngineError if *voice* has a setting that is not *known*: it would be ignored without a word."""
    names = sorted(known)
    for key in voice.settings:
        if key not in names:
            close = difflib.get_close_matches(key, names, n=1)
            hint = f"did you mean {close[0]}? " if close else ""
            raise EngineError(
                f"{where(voice)}: {voice.engine} has no setting {key!r} ({hint}known: {', '.join(names)})"
            )


def not_found(voice: Voice, asked: str, names: Iterable[str]) -> VoiceNotFound:
    """The error for *voice* asking for *asked* where only *names* exist: it offers the closest ones."""
    names = list(dict.fromkeys(names))
    folded = {name.casefold(): name for name in names}
    close = difflib.get_close_matches(asked.casefold(), folded, n=3)
    hint = f"did you mean {', '.join(folded[name] for name in close)}?" if close else f"{len(names)} others are known"
    return VoiceNotFound(f"{where(voice)}: {voice.engine} has no voice {asked!r} ({hint})")


def asked(voice: Voice, *, default: str) -> str:
    """The engine's own name that *voice* asks for, *default* if it asks for none. EngineError if it is no text."""
    value = voice.settings.get("voice", "")
    if not isinstance(value, str):
        raise EngineError(f"{where(voice)}: voice is {value!r}, expected a name")
    return value or default


def where(voice: Voice) -> str:
    """What an error about *voice* begins with: the place it was asked for, else its name."""
    return voice.origin or f"voice {voice.name!r}"


def opening(text: str) -> str:
    """The beginning of *text*, printable, to name it in an error."""
    return ascii(text[:40]) if not text[:40].isprintable() else repr(text[:40])
