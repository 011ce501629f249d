"""The voices that an engine offers to be cast."""

from collections.abc import Iterable
from dataclasses import replace

from narrate import engines
from narrate.errors import EngineError
from narrate.model import Voice

DEFAULT_ENGINE = "espeak"


def palette_of(engine: str, language: str = "") -> tuple[Voice, ...]:
    """The voices of *engine*, or their fellows for *language*; one is called "narrator", by the engine or as the first.

    EngineError if there is none.
    """
    loaded = engines.load(engine)
    fellows = (_fellow(loaded, one, language) for one in loaded.voices()) if language else loaded.voices()
    voices = tuple(one for one in fellows if one is not None)
    if not voices:
        raise EngineError(f"engine {engine!r} has no voice on this system{f' for {language!r}' if language else ''}")
    named = any(voice.name == "narrator" for voice in voices)
    return voices if named else (replace(voices[0], name="narrator"), *voices[1:])


def by_name(*palettes: Iterable[Voice]) -> tuple[Voice, ...]:
    """The voices of *palettes*, of those with one name the last."""
    return tuple({voice.name: voice for palette in palettes for voice in palette}.values())


def _fellow(engine: engines.Engine, voice: Voice, language: str) -> Voice | None:
    """What is cast as *voice* in texts in *language*; *voice* itself if it does not say what it is for."""
    fellow = engine.fellow(voice, language)
    if fellow is None:
        return None if voice.language else voice
    return replace(fellow, name=voice.name)
