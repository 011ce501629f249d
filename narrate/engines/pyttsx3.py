"""The system's own voices through pyttsx3: SAPI 5 on Windows, NSSpeechSynthesizer on macOS, else our eSpeak driver.

pyttsx3 swallows errors, speaks with the voice before if it does not know one, and may leave a file empty: so a voice is
looked up before, and every file is looked at after. Written from its source and its issues where no such system was at
hand (Windows, macOS); measured on Linux.
"""

import atexit
import contextlib
import json
import math
import platform
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property
from importlib import import_module, metadata
from pathlib import Path
from typing import Any, TypeVar

import pyttsx3

from narrate.audio import Audio, read_wav
from narrate.engines import libespeak, pyttsx3_driver
from narrate.engines import pyttsx3_voices as listing
from narrate.engines.aiff import read_aiff
from narrate.engines.espeak import FASTEST, SEMITONE, SLOWEST
from narrate.engines.settings import asked, moved, not_found, number, opening, refuse_unknown, where
from narrate.engines.words import sayable, word_spans
from narrate.errors import AudioError, EngineError
from narrate.model import Manner, Voice, primary

Result = TypeVar("Result")
ADAPTER = 1
"""Counted up when this file or the driver changes what is heard."""
DRIVERS = {"win32": "sapi5", "darwin": "nsss"}
"""``sys.platform`` → pyttsx3's driver; everywhere else ours."""
READING_PACE = {"sapi5": 165, "nsss": 165, pyttsx3_driver.NAME: 150}
"""pyttsx3's rate at rate 1, 165 words a minute; eSpeak's RATE 150 was measured at that pace."""
SAPI_PACE, SAPI_STEP = 156.63, 1.11
"""Words a minute at SAPI's rate 0, and how much faster one more step is, of 10 up and down: pyttsx3's own numbers."""
SHORTEST_WORD = 0.03
"""Seconds; a fifth of an average word at the fastest rate: a file with less was not finished."""

_READERS: Mapping[bytes, Callable[[Path], Audio]] = {b"RIFF": read_wav, b"FORM": read_aiff}
"""By the file's first bytes: macOS writes AIFF whatever the name."""


class Synthesizer:
    """pyttsx3 as an engine; calls take turns, and on Windows one thread makes them all."""

    def __init__(self) -> None:
        self._driver = DRIVERS.get(sys.platform, pyttsx3_driver.NAME)
        self._turn = threading.RLock()
        # A COM object must be used in the thread that made it, and that thread must have started COM.
        self._thread = None
        if self._driver == "sapi5":
            self._thread = ThreadPoolExecutor(1, initializer=import_module("pythoncom").CoInitialize)
        if self._driver == pyttsx3_driver.NAME:
            pyttsx3_driver.register()

    @cached_property
    def version(self) -> str:
        """Of pyttsx3, what speaks behind it, and this adapter."""
        own = self._driver == pyttsx3_driver.NAME
        behind = f"eSpeak NG {libespeak.library().version}" if own else platform.version()
        return f"{metadata.version('pyttsx3')}, {self._driver}, {behind}, adapter {ADAPTER}"

    phonemes = False

    def voices(self) -> Sequence[Voice]:
        """What the system lists, but for macOS' novelties."""
        return listing.voices(self._names, "pyttsx3")

    def recipe(self, voice: Voice) -> str:
        """Driver, voice and properties as they are set. VoiceNotFound, EngineError."""
        return json.dumps({"driver": self._driver, **self._properties(voice)}, sort_keys=True)

    def fellow(self, voice: Voice, language: str) -> Voice | None:
        """*voice* itself if the system says it reads *language*; no other system voice sounds like it."""
        own = self._id(voice)
        told = next(one for one in self._names.values() if one.id == own)
        return voice if listing.speaks(told, primary(language)) else None

    def in_manner(self, voice: Voice, manner: Manner) -> Voice:
        """*voice* at the manner's rate, and pitch where our driver speaks: the others have none to set. EngineError."""
        if manner == Manner():
            return voice
        rate = moved(voice, "rate", default=1.0, low=SLOWEST, high=FASTEST, factor=manner.rate)
        settings = {**voice.settings, "rate": rate}
        if self._driver == pyttsx3_driver.NAME:
            settings["pitch"] = moved(voice, "pitch", default=50, low=0, high=99, by=manner.pitch * SEMITONE)
        return replace(voice, settings=settings)

    def synthesize(self, text: str, voice: Voice) -> Audio:
        """*text* spoken by *voice*. VoiceNotFound; EngineError if what pyttsx3 wrote is not all of it."""
        properties = self._properties(voice)
        text = sayable(text)
        if not text.strip():
            raise EngineError(f"pyttsx3: nothing to say in {opening(text)}")
        return self._in_turn(lambda: self._spoken(text, properties))

    def _properties(self, voice: Voice) -> dict[str, str | float]:
        refuse_unknown(voice, ("voice", "rate", "volume", "pitch"))
        properties: dict[str, str | float] = {
            "voice": self._id(voice),  # first: SAPI sets the rate by the voice
            "rate": self._pace(number(voice, "rate", default=1.0, low=SLOWEST, high=FASTEST)),
            "volume": number(voice, "volume", default=1.0, low=0.0, high=1.0),
        }
        if self._driver == pyttsx3_driver.NAME:
            properties["pitch"] = round(number(voice, "pitch", default=50, low=0, high=99))
        elif "pitch" in voice.settings:
            raise EngineError(f"{where(voice)}: the voices of this system ({self._driver}) have no pitch to set")
        return properties

    def _pace(self, rate: float) -> float:
        """pyttsx3's rate for *rate*, a factor; the nearest that SAPI has, which knows whole steps only."""
        pace = READING_PACE[self._driver] * rate
        if self._driver != "sapi5":
            return round(pace)
        step = round(math.log(pace / SAPI_PACE, SAPI_STEP))
        # pyttsx3 cuts to whole steps, towards nought: half a step farther out it comes to the right one.
        beyond = math.copysign(0.5, step) if step else 0.0
        return float(round(SAPI_PACE * SAPI_STEP ** (step + beyond), 1))

    def _id(self, voice: Voice) -> str:
        name = asked(voice, default=self._default)
        if (one := listing.found(name, self._names)) is None:
            raise not_found(voice, name, self._names)
        return str(one.id)

    @cached_property
    def _default(self) -> str:
        """The id of the voice that the system speaks with; of the first that can be cast, where it does not tell."""
        told = str(self._in_turn(lambda: self._engine.getProperty("voice")) or "")
        ids = [str(one.settings["voice"]) for one in self.voices()]
        return told if told in ids or not ids else ids[0]

    @cached_property
    def _names(self) -> Mapping[str, Any]:  # pyttsx3 is not typed
        return listing.by_name(self._in_turn(self._listed))

    def _listed(self) -> Sequence[Any]:
        engine = self._engine
        if self._driver != "sapi5":
            return tuple(engine.getProperty("voices"))
        fault = import_module("comtypes").COMError
        try:
            return [listing.told_by_sapi(one, fault) for one in engine.proxy._driver._tts.GetVoices()]
        except fault as error:
            raise EngineError(f"pyttsx3: SAPI 5 does not list its voices: {error}") from error

    @cached_property
    def _engine(self) -> Any:  # pyttsx3 is not typed
        try:
            engine = pyttsx3.init(self._driver)
        except (ImportError, OSError, RuntimeError) as error:
            raise EngineError(f"pyttsx3: driver {self._driver} does not start: {error}") from error
        # Given up while Python is whole: pyttsx3's farewell calls modules that are gone after that, and it shows.
        atexit.register(self.__dict__.pop, "_engine", None)
        return engine

    def _in_turn(self, job: Callable[[], Result]) -> Result:
        """What *job* returns, with no other job beside it, in a thread that the driver can work in."""
        if self._thread:
            return self._thread.submit(job).result()
        # NSSpeechSynthesizer reports to the run loop of the main thread; elsewhere it would wait for ever.
        if self._driver == "nsss" and threading.current_thread() is not threading.main_thread():
            raise EngineError("pyttsx3: the voices of macOS speak in the main thread only")
        with self._turn:
            return job()

    def _spoken(self, text: str, properties: Mapping[str, str | float]) -> Audio:
        failures: list[Exception] = []
        spare = tempfile.TemporaryDirectory(prefix="narrate-", ignore_cleanup_errors=True)
        with spare as folder, contextlib.redirect_stdout(sys.stderr):
            path = Path(folder) / ("spoken.aiff" if self._driver == "nsss" else "spoken.wav")
            token = self._engine.connect("error", lambda name, exception: failures.append(exception))
            for name, value in properties.items():
                self._engine.setProperty(name, value)
            self._engine.save_to_file(text, str(path))
            self._engine.runAndWait()
            self._engine.disconnect(token)
            if failures:
                raise EngineError(f"pyttsx3: {failures[0]} ({opening(text)})") from failures[0]
            return _verified(path, text)


def _verified(path: Path, text: str) -> Audio:
    """The sound of *path*. EngineError unless it can be *text* as spoken."""
    try:
        with path.open("rb") as file:
            reader = _READERS.get(file.read(4))
        if reader is None:
            raise EngineError(f"pyttsx3: wrote neither WAV nor AIFF for {opening(text)}")
        audio = reader(path)
    except (OSError, AudioError) as error:
        raise EngineError(f"pyttsx3: wrote no sound for {opening(text)}: {error}") from error
    words = len(word_spans(text))
    if audio.seconds <= words * SHORTEST_WORD:
        raise EngineError(f"pyttsx3: wrote only {audio.seconds:.2f} s for the {words} words of {opening(text)}")
    return audio
