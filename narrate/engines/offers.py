"""All voices there are: of every engine that can be loaded, and those that can be fetched."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from narrate import engines
from narrate.engines import models
from narrate.errors import EngineError
from narrate.model import Age, Voice

_APART = ("openai", "tone")
"""Engines that nobody gets without asking: a server is told the text and may cost money, the other one only beeps."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A voice of an *engine*, and what is to be done to have it."""

    engine: str
    voice: Voice | None
    """None for an engine that cannot tell its voices."""
    needs: tuple[str, ...] = ()
    """What to type, in order, or why the engine has none; empty if it can be used."""
    quality: str = ""
    """As its maker has it: Piper's x_low to high, Kokoro's grades from A to F; empty where nobody says."""
    remote: bool = False
    """Another machine speaks, and may want money for it."""


def offers(engine: str = "") -> Iterator[Offer]:
    """The voices of *engine*, or of all; those that are here first. EngineError if it is unknown.

    An engine's library is loaded only where it has a voice to tell of.
    """
    for name in (engine,) if engine else engines.names():
        known = [one for one in models.known_voices() if one.engine == name]
        if not known or models.has_models(name):
            yield from _here(name)
        for one in known:
            if one.needs:
                voice = Voice(one.name, name, {"voice": one.name}, one.gender, Age.ADULT, language=one.language)
                yield Offer(name, voice, one.needs, one.quality)


def installed() -> tuple[str, ...]:
    """The engines of this machine that have voices, the most natural first.

    Neural ones with a model here, those of other packages, the system's voices, and eSpeak.
    """
    neural = [name for name in models.PACKAGES if models.has_models(name)]
    outside = [name for name in engines.names() if name not in engines.ENGINES and _is_local(name)]
    system = [] if sys.platform.startswith("linux") else ["pyttsx3"]  # there it is eSpeak once more
    return (*reversed(neural), *outside, *system, "espeak")


def every_voice(language: str = "") -> Iterator[Voice]:
    """All voices that a name may mean: of every engine here, and those that can be fetched; but of no server.

    Those that are here as they are cast in texts in *language*, if they speak it.
    """
    for name in engines.names():
        if name not in _APART and (name in engines.ENGINES or _is_local(name)):
            for one in offers(name):
                if one.voice:
                    yield one.voice if one.needs else spoken_in(one.voice, language) or one.voice


def spoken_in(voice: Voice, language: str) -> Voice | None:
    """What is cast as *voice* in texts in *language*; *voice* itself if none is asked for, or it says of none that it
    speaks it. None if it is for another. EngineError.
    """
    if not language:
        return voice
    fellow = engines.load(voice.engine).fellow(voice, language)
    if fellow is None:
        return None if voice.language else voice
    return replace(fellow, name=voice.name)


def _is_local(name: str) -> bool:
    """Whether the engine *name* can be loaded, and speaks on this machine."""
    with suppress(EngineError):
        return not _is_remote(engines.load(name))
    return False


def _is_remote(engine: engines.Engine) -> bool:
    return isinstance(engine, engines.Waiting | engines.Priced)


def _here(name: str) -> Iterator[Offer]:
    if name not in engines.names():
        engines.load(name)  # its error names the engines there are
    try:
        engine = engines.load(name)
        voices = engine.voices()
    except EngineError as error:
        yield Offer(name, None, (str(error),))
        return
    for voice in voices:
        yield Offer(name, voice, (), models.quality_of(name, voice.name), _is_remote(engine))
