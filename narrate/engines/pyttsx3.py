"""The system's own voices through pyttsx3: SAPI 5 on Windows, NSSpeechSynthesizer on macOS, else our eSpeak driver.

pyttsx3 swallows errors, speaks with the voice before if it does not know one, and may leave a file empty: so a voice is
looked up before, and every file is looked at after. Written from its source and its issues where no such system was at
hand (Windows, macOS); measured on Linux.
"""

import atexit
import contextlib
import json
import platform
import re
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
from narrate.engines.aiff import read_aiff
from narrate.engines.espeak import FASTEST, SEMITONE, SLOWEST
from narrate.engines.settings import asked, moved, not_found, number, opening, refuse_unknown, where
from narrate.engines.words import sayable, word_spans
from narrate.errors import AudioError, EngineError
from narrate.model import Age, Gender, Manner, Voice

Result = TypeVar("Result")
ADAPTER = 1
"""Counted up when this file or the driver changes what is heard."""
DRIVERS = {"win32": "sapi5", "darwin": "nsss"}
"""``sys.platform`` → pyttsx3's driver; everywhere else ours."""
READING_PACE = {"sapi5": 165, "nsss": 165, pyttsx3_driver.NAME: 150}
"""pyttsx3's rate at rate 1, 165 words a minute; eSpeak's RATE 150 was measured at that pace."""
SHORTEST_WORD = 0.03
"""Seconds; a fifth of an average word at the fastest rate: a file with less was not finished."""

_READERS: Mapping[bytes, Callable[[Path], Audio]] = {b"RIFF": read_wav, b"FORM": read_aiff}
"""By the file's first bytes: macOS writes AIFF whatever the name."""
_TAG = re.compile(r"[a-z]{2,8}(?:[-_]\w+)*$", re.IGNORECASE)
_AGES = {"child": Age.CHILD, "senior": Age.ELDER}
"""SAPI's words."""


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
        """What the system lists."""
        return [
            Voice(
                one.name or one.id,
                "pyttsx3",
                {"voice": one.id},
                _gender(one.gender),
                _AGES.get(str(one.age).lower(), Age.ADULT),
                ", ".join(map(str, one.languages)),
                _language(one.languages),
            )
            for one in self._listed
        ]

    def recipe(self, voice: Voice) -> str:
        """Driver, voice and properties as they are set. VoiceNotFound, EngineError."""
        return json.dumps({"driver": self._driver, **self._properties(voice)}, sort_keys=True)

    def fellow(self, voice: Voice, language: str) -> Voice | None:
        """*voice* itself if the system says it reads *language*; no other system voice sounds like it."""
        told = {one.id: _language(one.languages) for one in self._listed}.get(self._id(voice), "")
        return voice if told[:2].lower() == language[:2].lower() else None

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
        pace = READING_PACE[self._driver]
        properties: dict[str, str | float] = {
            "voice": self._id(voice),  # first: SAPI sets the rate by the voice
            "rate": round(pace * number(voice, "rate", default=1.0, low=SLOWEST, high=FASTEST)),
            "volume": number(voice, "volume", default=1.0, low=0.0, high=1.0),
        }
        if self._driver == pyttsx3_driver.NAME:
            properties["pitch"] = round(number(voice, "pitch", default=50, low=0, high=99))
        elif "pitch" in voice.settings:
            raise EngineError(f"{where(voice)}: the voices of this system ({self._driver}) have no pitch to set")
        return properties

    def _id(self, voice: Voice) -> str:
        known = {one.name: one.id for one in self._listed} | {one.id: one.id for one in self._listed}
        name = asked(voice, default=self._default)
        if name not in known:
            raise not_found(voice, name, known)
        return str(known[name])

    @cached_property
    def _default(self) -> str:
        return str(self._in_turn(lambda: self._engine.getProperty("voice")))

    @cached_property
    def _listed(self) -> Sequence[Any]:  # pyttsx3 is not typed
        return tuple(self._in_turn(lambda: self._engine.getProperty("voices")))

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


def _language(told: Sequence[object]) -> str:
    """BCP 47 of the first language a driver tells, as "en-US" or "en_US"; empty if it tells a number or nothing."""
    match = _TAG.match(str(told[0])) if told else None
    return match[0].replace("_", "-") if match else ""


def _gender(told: object) -> Gender:
    """The gender in what a driver tells: "Female", "VoiceGenderMale", a number, or nothing."""
    words = str(told).lower()
    return Gender.FEMALE if "female" in words else Gender.MALE if "male" in words else Gender.UNKNOWN
