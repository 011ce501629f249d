"""Turns spoken text into clips on disk: in parallel, each named by what it depends on, and none made twice."""

import hashlib
import json
import operator
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np

from narrate import engines
from narrate.audio import DAY, Audio, is_whole, used, write_wav
from narrate.engines import breath
from narrate.errors import AudioError, EngineError, NarrateError, VoiceNotFound
from narrate.model import Cost, Manner, Voice
from narrate.progress import Progress, Report
from narrate.workers import Askers, spread

PLAIN = Manner()
"""Changes nothing."""
RECIPE = 1
"""Counted up when this module changes what a clip holds."""
SHORTEST_LETTER = 0.012
"""Seconds of sound a letter must have at rate 1; measured 0.06 at a reading pace, so a fifth of what is usual."""
SILENT = 1e-3
"""Of full scale, -60 dBFS: a clip that never rises above it has not been spoken."""
BATCH = 16
"""Clips handed to a worker at once: small, so that a kill loses little."""
KEPT_DAYS = 60
"""What is not used for so long is removed."""
_OURS = re.compile(r"[0-9a-f]{2}/(?:[0-9a-f]{30}\.[0-9a-z]+|\.[0-9a-f]{30}(?:\.[0-9a-z]+)?-[0-9a-f]{8}\.part)")
"""What narrate keeps in a folder of clips; a person may have named a folder with more in it."""


@dataclass(frozen=True, slots=True)
class Request:
    """A clip wanted: *text* spoken by *voice* in *manner* into *path*, whose name says what it depends on."""

    text: str
    voice: Voice
    path: Path
    place: str = ""
    """Where the words stand, for errors."""
    manner: Manner = PLAIN
    """Its gain is no part of the clip: levels are set when clips are put together."""


class Recipes:
    """Names clips by what they depend on; asks each engine once for each voice."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: dict[tuple[str, str, str], str] = {}
        self._fellows: dict[tuple[tuple[str, str, str], str], Voice | None] = {}

    def request(self, text: str, voice: Voice, place: str = "", manner: Manner = PLAIN) -> Request:
        """The request for *text* in *voice* and *manner*. EngineError if the engine is unknown or has no such voice."""
        recipe = self._recipe(_engine(voice).in_manner(voice, manner))
        whisper = [breath.VERSION, manner.breath] if manner.breath else []
        digest = hashlib.sha256(json.dumps([RECIPE, recipe, text, *whisper]).encode()).hexdigest()[:32]
        return Request(text, voice, self.folder / digest[:2] / f"{digest[2:]}.wav", place, manner)

    def fellow(self, voice: Voice, language: str) -> Voice | None:
        """*voice* for texts in *language*, one object for both; None if its engine has none. EngineError."""
        key = (_key(voice), language)
        if key not in self._fellows:
            self._fellows[key] = _engine(voice).fellow(voice, language)
        return self._fellows[key]

    def phonemes(self, voice: Voice, phonemes: Mapping[str, str]) -> Mapping[str, str]:
        """*phonemes*, if the engine of *voice* takes them; else none."""
        return phonemes if _engine(voice).phonemes else {}

    def _recipe(self, voice: Voice) -> str:
        key = _key(voice)
        if key not in self._made:
            engine = _engine(voice)
            self._made[key] = json.dumps([voice.engine, engine.version, engine.recipe(voice)])
        return self._made[key]


def _key(voice: Voice) -> tuple[str, str, str]:
    return voice.engine, voice.name, json.dumps(dict(voice.settings), sort_keys=True)


def absence(voice: Voice) -> str:
    """Why *voice* is not here: its engine cannot start, or has no such voice; empty if it is. EngineError."""
    try:
        engine = engines.load(voice.engine)
    except EngineError as error:
        return str(error)
    try:
        engine.recipe(voice)
    except VoiceNotFound as error:
        return str(error)
    return ""


def missing(requests: Iterable[Request]) -> list[Request]:
    """Those of *requests* whose clip is not there yet, or damaged, each once; the others are marked as used."""
    once = {request.path: request for request in requests}
    return [request for path, request in once.items() if not _is_there(path)]


def _is_there(path: Path) -> bool:
    try:
        return used(path) and is_whole(path)
    except OSError as error:
        raise AudioError(f"{path}: cannot use this clip: {error.strerror or error}") from error


def synthesize(wanted: Sequence[Request], executor: Executor, stage: str, report: Report) -> None:
    """Makes the clips *wanted*, by *executor*'s workers, and tells *report* how far this *stage* is.

    Where an engine waits for another machine, threads of this process ask, one clip each.
    Errors of a worker come out here; clips made until then are kept.
    """
    report(Progress(stage, 0, len(wanted)))
    asked = [one for one in wanted if _connections(one)]
    spoken = [one for one in wanted if not _connections(one)]
    batches = [*([one] for one in asked), *(spoken[at : at + BATCH] for at in range(0, len(spoken), BATCH))]
    done, seconds = 0, 0.0
    with Askers(max(map(_connections, asked), default=0)) as askers:
        for batch, made in spread(_Divided(executor, askers), make, batches, EngineError):
            done += len(batch)
            seconds += made
            report(Progress(stage, done, len(wanted), seconds, batch[-1].place))


class _Divided(Executor):
    """Hands what waits for another machine to *askers*, and everything else to *workers*."""

    def __init__(self, workers: Executor, askers: Executor) -> None:
        self._workers, self._askers = workers, askers

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # Executor's signature
        """The future of ``fn(batch)``."""
        (batch,) = args
        return (self._askers if _connections(batch[0]) else self._workers).submit(fn, batch, **kwargs)


def _connections(request: Request) -> int:
    """How many clips may be asked for at once where another machine speaks; 0 where this one does."""
    engine = _engine(request.voice)
    return engine.connections if isinstance(engine, engines.Waiting) else 0


def price(wanted: Iterable[Request]) -> Cost | None:
    """What it will cost to speak *wanted*; None if no engine has a price. EngineError."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for one in wanted:
        texts[one.voice.engine].append(one.text)
    priced = {name: engines.load(name) for name in texts}
    costs = [one.cost(texts[name]) for name, one in priced.items() if isinstance(one, engines.Priced)]
    known = [one for one in costs if one.money is not None]
    return reduce(operator.add, known) if known else None


def make(batch: Sequence[Request]) -> float:
    """Speaks *batch* in this process; seconds of sound. EngineError names the place of a text that cannot be spoken."""
    # Written by a thread beside: a disk takes as long to sync a clip as eSpeak to speak the next.
    with ThreadPoolExecutor(max_workers=1) as writer:
        written = [writer.submit(_write, _spoken(request), request.path) for request in batch]
    return sum(one.result() for one in written)


def _spoken(request: Request) -> Audio:
    try:
        engine = _engine(request.voice)
        voice = engine.in_manner(request.voice, request.manner)
        audio = breath.breathed(engine.synthesize(request.text, voice), request.manner.breath)
        _verify(audio, request.text, voice)
    except NarrateError as error:
        raise type(error)(f"{request.place}: {error}" if request.place else str(error)) from error
    return audio


def _write(audio: Audio, path: Path) -> float:
    """Its seconds."""
    try:
        write_wav(audio, path)
    except AudioError:
        if not _is_there(path):  # on Windows a file cannot be replaced while another run reads it
            raise
    return audio.seconds


def _engine(voice: Voice) -> engines.Engine:
    try:
        return engines.load(voice.engine)
    except EngineError as error:
        raise EngineError(f"{voice.origin}: {error}" if voice.origin else str(error)) from error


def _verify(audio: Audio, text: str, voice: Voice) -> None:
    """Refuses a clip that is empty, silent or too short: an engine that fails without an error must not lose a line."""
    letters = sum(map(str.isalnum, text))
    rate = voice.settings.get("rate", 1.0)
    shortest = letters * SHORTEST_LETTER / (float(rate) or 1.0)
    if audio.seconds <= shortest:
        problem = f"only {audio.seconds:.2f} s of sound"
    elif float(np.abs(audio.floats()).max()) < SILENT:
        problem = "silence"
    else:
        return
    raise EngineError(f"engine {voice.engine}, voice {voice.name}: {problem} for {text[:50]!r}")


def tidy(folder: Path) -> None:
    """Removes what has not been used for ``KEPT_DAYS`` from *folder*, and what a killed run left half-made."""
    now = time.time()
    for path in folder.glob("??/*"):
        if not _OURS.fullmatch(path.relative_to(folder).as_posix()):
            continue
        try:
            age = now - path.stat().st_mtime
            if age > KEPT_DAYS * DAY or (path.suffix == ".part" and age > DAY):
                path.unlink()
        except OSError:
            continue  # another run was faster, or the file is not ours to remove: nothing is lost by keeping it
