"""The voices that engines offer to be cast."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TypeVar

from narrate import engines
from narrate.casting import read_engines
from narrate.engines import models
from narrate.engines.offers import every_voice, installed, spoken_in
from narrate.errors import EngineError, UnknownVoice
from narrate.listening import acquainted, listen
from narrate.model import Finding, Voice
from narrate.progress import Report, unheard
from narrate.workers import Workers

Result = TypeVar("Result")
DEFAULT_ENGINE = "espeak"
ALL = "all"
"""Stands for every engine of this machine that has voices, the most natural first."""
NARRATOR = "narrator"
"""What the voice is called that narrates."""
_Own = tuple[tuple[Voice, Voice | None], ...]
"""Each voice of an engine, and what is cast as it in texts in some language; None if nothing is."""
_REMEDY = "narrate voices tells how to get one"


def palette_of(engine: str, language: str = "") -> tuple[Voice, ...]:
    """The voices of *engine*, or their fellows for *language*; one is called "narrator", by the engine or as the first.

    Those with the accent that *language* names, as "en-GB" does, come first. EngineError if there is none.
    """
    return palette((engine,), language)


def palette(names: Sequence[str], language: str = "") -> tuple[Voice, ...]:
    """The voices of the engines *names* for *language*, as ``palette_of``; those of the first that has some narrate.

    EngineError if an engine has no voice at all, or none of them one for *language*.
    """
    return _palette({name: _own(name, language) for name in names}, language)


def voices_for(names: Sequence[str], language: str = "") -> tuple[tuple[Voice, ...], tuple[Voice, ...]]:
    """The ``palette`` of the engines *names*, and what a voices.yaml may name without its engine: theirs, and eSpeak's.

    These as they are cast in texts in *language*, and as they are where they do not speak that. EngineError.
    """
    own = {name: _own(name, language) for name in dict.fromkeys((*names, DEFAULT_ENGINE))}
    dealt = _palette({name: own[name] for name in names}, language)
    narrator = (voice for voice in dealt if voice.name == NARRATOR)
    return dealt, by_name(narrator, (fellow or voice for pairs in own.values() for voice, fellow in pairs))


def passed_over(names: Sequence[str], dealt: Sequence[Voice], language: str) -> Iterator[Finding]:
    """Which of the engines *names* have nobody among the voices *dealt*, for want of one for *language*."""
    for name in names:
        if not any(voice.engine == name for voice in dealt):
            yield Finding("engine-passed-over", f"{name} has no voice for {language!r}: nobody is cast from it")


def engines_for(asked: str, voices: Path | None) -> tuple[str, ...]:
    """The engines *asked* for, with commas between; else those that the file *voices* names, else the usual one.

    EngineError, CastError.
    """
    names = tuple(name.strip() for name in asked.split(",") if name.strip())
    if not names and voices:
        names = read_engines(voices, (*engines.names(), ALL))
    every = (one for name in names or (DEFAULT_ENGINE,) for one in (installed() if name == ALL else (name,)))
    return tuple(dict.fromkeys(every))


def wherever(read: Callable[[Sequence[Voice]], Result], known: Sequence[Voice], language: str = "") -> Result:
    """What *read* makes of the voices *known*; of all there are, if it misses one, and of speakers of Piper's models
    that could be fetched: of those it is told later that they are not here, and somebody may be named to step in.

    To ask every engine takes a second, in which their libraries are loaded.
    """
    with suppress(UnknownVoice):
        return read(known)
    known = by_name(known, every_voice(language))
    while True:
        try:
            return read(known)
        except UnknownVoice as error:
            absent = models.elsewhere(error.name)
            if absent is None:
                raise
            known = (*known, absent)


def listen_to(asked: str = ALL, *, count: int | None = None, report: Report = unheard) -> int:
    """Lets the voices of the engines *asked* for speak that were not heard yet, by *count* processes; how many.

    From then on casting knows what they sound like, and of which gender they are. EngineError.
    """
    voices = [voice for name in engines_for(asked, None) for voice in engines.load(name).voices()]
    with Workers(count) as crew:
        return listen(voices, models.home(), crew, report)


def by_name(*palettes: Iterable[Voice]) -> tuple[Voice, ...]:
    """The voices of *palettes*, of those with one name the first."""
    known: dict[str, Voice] = {}
    for voice in chain.from_iterable(palettes):
        known.setdefault(voice.name, voice)
    return tuple(known.values())


def _palette(own: Mapping[str, _Own], language: str) -> tuple[Voice, ...]:
    speaking = [voices for name, pairs in own.items() if (voices := _castable(name, pairs, language))]
    if not speaking:
        who = f"engine {next(iter(own))!r} has" if len(own) == 1 else f"engines {', '.join(own)} have"
        raise EngineError(f"{who} no voice on this system for {language!r}: {_REMEDY}")
    first, *others = speaking
    if not any(voice.name == NARRATOR for voice in first):
        first = (replace(first[0], name=NARRATOR), *first[1:])
    return by_name(first, (voice for voices in others for voice in voices if not voice.name.startswith(NARRATOR)))


def _castable(engine: str, own: _Own, language: str) -> tuple[Voice, ...]:
    """Those of *own*, all voices of *engine*, that can be cast in texts in *language*. EngineError if it has none."""
    if not own:
        raise EngineError(f"engine {engine!r} has no voice on this system: {_REMEDY}")
    voices = tuple(fellow for _, fellow in own if fellow)
    if "-" not in language or any(voice.name == NARRATOR for voice in voices):
        return voices
    return tuple(sorted(voices, key=lambda voice: voice.language.lower() != language.lower()))


def _own(engine: str, language: str) -> _Own:
    known = acquainted(engines.load(engine).voices(), models.home())
    return tuple((voice, spoken_in(voice, language)) for voice in known)
