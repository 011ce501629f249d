"""Engines turn text into sound. ENGINES is the table; one file each, loaded when asked for."""

import difflib
import os
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module, metadata
from typing import Protocol, runtime_checkable

from narrate.audio import Audio
from narrate.errors import EngineError
from narrate.model import Cost, Manner, Voice

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
"""ONNX Runtime, from 1.29 on, tells Microsoft of each model that is run, and asks nothing but this when it is imported:
what is said here stays here, unless a person has set it otherwise."""


class Engine(Protocol):
    """What every engine offers. One instance a process; calls never overlap, but of one that is ``Waiting``.

    It is never closed: it may serve until its process ends, and what it holds must end with that by itself.
    """

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


@runtime_checkable
class Waiting(Protocol):
    """What an engine says beside that speaks by waiting for another machine."""

    connections: int
    """How many threads may speak at once, whatever the cores; 0 if it does not wait after all."""


@runtime_checkable
class Priced(Protocol):
    """What an engine offers beside that may cost money."""

    def cost(self, texts: Iterable[str]) -> Cost:
        """What it will cost to speak *texts*, each once."""


ENGINES = {
    "espeak": "narrate.engines.espeak",
    "kokoro": "narrate.engines.kokoro",
    "openai": "narrate.engines.openai",
    "piper": "narrate.engines.piper",
    "pyttsx3": "narrate.engines.pyttsx3",
    "tone": "narrate.engines.tone",
}
"""Name → module; each module has a class ``Synthesizer`` without arguments."""


ENTRY_POINTS = "narrate.engines"
"""The group in which an installed package offers an engine of its own: name → class, as "acme = acme:Synthesizer"."""


def names() -> tuple[str, ...]:
    """What can be loaded here: ours, and those of other packages."""
    return (*ENGINES, *_outside())


@cache
def load(name: str) -> Engine:
    """The engine called *name*, one instance a process. EngineError if it is unknown or not installed."""
    if name not in ENGINES and name not in _outside():
        close = difflib.get_close_matches(name, names(), n=1)
        hint = f"did you mean {close[0]}? " if close else ""
        raise EngineError(f"no engine {name!r} ({hint}known: {', '.join(sorted(names()))})")
    try:
        made = import_module(ENGINES[name]).Synthesizer if name in ENGINES else _outside()[name].load()
        engine: Engine = made()
    except (ImportError, AttributeError) as error:
        raise EngineError(f"engine {name!r} cannot start: {error}") from error
    return engine


@cache
def _outside() -> Mapping[str, metadata.EntryPoint]:
    """The engines of other packages; nobody takes the name of one of ours."""
    offered = sorted(metadata.entry_points(group=ENTRY_POINTS), key=lambda one: (one.name, one.value))
    return {one.name: one for one in offered if one.name not in ENGINES}
