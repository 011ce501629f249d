"""Engines turn text into sound. ENGINES is the table; one file each, loaded when asked for."""

import difflib
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Protocol

from narrate.audio import Audio
from narrate.errors import EngineError
from narrate.model import Voice


class Engine(Protocol):
    """What every engine offers. One instance a process; calls never overlap."""

    @property
    def version(self) -> str:
        """Of the library, its data and this adapter: clips made by another version are made again."""

    def voices(self) -> Sequence[Voice]:
        """The voices that can be cast as they are."""

    def recipe(self, voice: Voice) -> str:
        """All that shapes the sound of *voice*, by content and not by name; VoiceNotFound if there is none such."""

    def fellow(self, voice: Voice, language: str) -> Voice | None:
        """A voice for texts in *language*, BCP 47, that sounds as *voice* does; None if there is none."""

    def synthesize(self, text: str, voice: Voice) -> Audio:
        """*text* spoken by *voice*. VoiceNotFound, EngineError."""


ENGINES = {
    "espeak": "narrate.engines.espeak",
    "pyttsx3": "narrate.engines.pyttsx3",
    "tone": "narrate.engines.tone",
}
"""Name → module; each module has a class ``Synthesizer`` without arguments."""


@cache
def load(name: str) -> Engine:
    """The engine called *name*, one instance a process. EngineError if it is unknown or not installed."""
    if name not in ENGINES:
        close = difflib.get_close_matches(name, ENGINES, n=1)
        hint = f"did you mean {close[0]}? " if close else ""
        raise EngineError(f"no engine {name!r} ({hint}known: {', '.join(sorted(ENGINES))})")
    try:
        engine: Engine = import_module(ENGINES[name]).Synthesizer()
    except ImportError as error:
        raise EngineError(f"engine {name!r} cannot start: {error}") from error
    return engine
