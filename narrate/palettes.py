"""The voices that engines offer to be cast."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from narrate import engines
from narrate.casting import read_engines
from narrate.engines import models
from narrate.engines.offers import every_voice, installed
from narrate.errors import EngineError, UnknownVoice
from narrate.listening import acquainted, listen
from narrate.model import Voice
from narrate.progress import Report, unheard
from narrate.workers import Workers

Result = TypeVar("Result")
DEFAULT_ENGINE = "espeak"
ALL = "all"
"""Stands for every engine of this machine that has voices, the most natural first."""
NARRATOR = "narrator"
"""What the voice is called that narrates."""


def palette_of(engine: str, language: str = "") -> tuple[Voice, ...]:
    """The voices of *engine*, or their fellows for *language*; one is called "narrator", by the engine or as the first.

    Those with the accent that *language* names, as "en-GB" does, come first. EngineError if there is none.
    """
    loaded = engines.load(engine)
    own = acquainted(loaded.voices(), models.home())
    fellows = (_fellow(loaded, one, language) for one in own) if language else own
    voices = tuple(one for one in fellows if one is not None)
    if not voices:
        wanted = f" for {language!r}" if language else ""
        raise EngineError(f"engine {engine!r} has no voice on this system{wanted}: narrate voices tells how to get one")
    if any(voice.name == NARRATOR for voice in voices):
        return voices
    if "-" in language:
        voices = tuple(sorted(voices, key=lambda voice: voice.language.lower() != language.lower()))
    return (replace(voices[0], name=NARRATOR), *voices[1:])


def palette(names: Sequence[str], language: str = "") -> tuple[Voice, ...]:
    """The voices of the engines *names*, as ``palette_of``; the first engine's narrate. EngineError if one has none."""
    first, *others = (palette_of(name, language) for name in names)
    rest = (voice for voices in others for voice in voices if not voice.name.startswith(NARRATOR))
    own = {voice.name for voice in first}
    return (*first, *(voice for voice in by_name(rest) if voice.name not in own))


def engines_for(asked: str, voices: Path | None) -> tuple[str, ...]:
    """The engines *asked* for, with commas between; else those that the file *voices* names, else the usual one.

    EngineError, CastError.
    """
    names = tuple(name.strip() for name in asked.split(",") if name.strip())
    if not names and voices:
        names = read_engines(voices, (*engines.names(), ALL))
    every = (one for name in names or (DEFAULT_ENGINE,) for one in (installed() if name == ALL else (name,)))
    return tuple(dict.fromkeys(every))


def named(names: Sequence[str], language: str = "") -> tuple[Voice, ...]:
    """The voices that a voices.yaml may name without their engine: eSpeak's, and all of the engines *names*."""
    own = (voice for name in names for voice in engines.load(name).voices())
    return by_name(palette_of(DEFAULT_ENGINE), own, palette(names, language))


def wherever(read: Callable[[Sequence[Voice]], Result], known: Sequence[Voice]) -> Result:
    """What *read* makes of the voices *known*; of all there are, if it misses one. VoiceNotFound if it can be fetched.

    To ask every engine takes a second, in which their libraries are loaded.
    """
    with suppress(UnknownVoice):
        return read(known)
    try:
        return read(by_name(every_voice(), known))
    except UnknownVoice as error:
        raise models.elsewhere(error.name, error.place) or error from error


def listen_to(asked: str = ALL, *, count: int | None = None, report: Report = unheard) -> int:
    """Lets the voices of the engines *asked* for speak that were not heard yet, by *count* processes; how many.

    From then on casting knows what they sound like, and of which gender they are. EngineError.
    """
    voices = [voice for name in engines_for(asked, None) for voice in engines.load(name).voices()]
    with Workers(count) as crew:
        return listen(voices, models.home(), crew, report)


def by_name(*palettes: Iterable[Voice]) -> tuple[Voice, ...]:
    """The voices of *palettes*, of those with one name the last."""
    return tuple({voice.name: voice for palette in palettes for voice in palette}.values())


def _fellow(engine: engines.Engine, voice: Voice, language: str) -> Voice | None:
    """What is cast as *voice* in texts in *language*; *voice* itself if it does not say what it is for."""
    fellow = engine.fellow(voice, language)
    if fellow is None:
        return None if voice.language else voice
    return replace(fellow, name=voice.name)
