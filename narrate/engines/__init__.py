"""Engines turn text into sound. ENGINES is the table; one file each, loaded when asked for."""

import difflib
from collections.abc import Container, Sequence
from functools import cache
from importlib import import_module
from typing import Protocol, runtime_checkable

from narrate.audio import Audio
from narrate.errors import EngineError
from narrate.model import Manner, Voice


class Engine(Protocol):
    """What every engine offers. One instance a process; calls never overlap."""

    phonemes: bool
    """Whether a text may hold eSpeak's phoneme mnemonics, as "[[n'i:v]] ran"."""

    @property
    def version(self) -> str:
        """Of the library, its data and this adapter: clips made by another version are made again."""

    def voices(self) -> Sequence[Voice]:
        """The voices that can be cast as they are."""

    def recipe(self, voice: Voice) -> str:
        """All that shapes the sound of *voice*, by content and not by name; VoiceNotFound if there is none such."""

    def fellow(self, voice: Voice, language: str) -> Voice | None:
        """A voice for texts in *language*, BCP 47, that sounds as *voice* does; None if there is none."""

    def in_manner(self, voice: Voice, manner: Manner) -> Voice:
        """*voice* as it speaks in *manner*, as far as this engine can, but for the gain; *voice* itself if plainly.

        EngineError if a setting of *voice* is out of range.
        """

    def synthesize(self, text: str, voice: Voice) -> Audio:
        """*text* spoken by *voice*. VoiceNotFound, EngineError."""


@runtime_checkable
class Pronouncing(Protocol):
    """What an engine offers beside that can tell how it says a word."""

    def pronounced(self, text: str, voice: Voice) -> str:
        """How *voice* says *text*, in IPA. VoiceNotFound, EngineError."""

    def listed(self, voice: Voice) -> Container[str]:
        """The words, in small letters, that it has in a dictionary for the language of *voice*; others it guesses."""

    def understands(self, phonemes: str, voice: Voice) -> bool:
        """Whether *voice* can say all of *phonemes*, eSpeak's mnemonics."""


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
