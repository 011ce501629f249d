"""A driver for pyttsx3 that speaks with eSpeak NG in this process, and is done when it says so.

pyttsx3's own driver for Linux needs a system library and returns before the file is written: of six utterances in a
row the first was missing and the second empty, without an error (pyttsx3 2.99).
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from pyttsx3.voice import Voice as ListedVoice

from narrate.audio import FULL_SCALE, Audio, write_wav
from narrate.engines import libespeak
from narrate.engines.espeak import DEFAULT, READING_PACE, Synthesizer
from narrate.model import Voice

NAME: Final = "narrate_espeak"
"""What ``pyttsx3.init`` calls it."""


def register() -> None:
    """Let pyttsx3 find this driver: it looks for it among its own modules."""
    sys.modules[f"pyttsx3.drivers.{NAME}"] = sys.modules[__name__]


def buildDriver(proxy: Any) -> "Driver":  # noqa: N802  # the name pyttsx3 calls; Any, because it is not typed
    """The driver that works for *proxy*."""
    return Driver(proxy)


class Driver:
    """What pyttsx3 asks of a driver; every call has done its work when it returns."""

    def __init__(self, proxy: Any) -> None:
        self._proxy = proxy
        self._espeak = Synthesizer()
        self._properties: dict[str, Any] = {"voice": DEFAULT, "rate": READING_PACE, "volume": 1.0, "pitch": 50}

    def destroy(self) -> None:
        """Nothing to give back: the library stays for the process."""

    def stop(self) -> None:
        """Nothing to stop: nothing runs between two calls."""

    def say(self, text: str) -> None:
        """NotImplementedError: only files are written."""
        raise NotImplementedError(f"{NAME} does not play, it only saves to files")

    def save_to_file(self, text: str, filename: str) -> None:
        """Write *text* as spoken to the WAV file *filename*."""
        asked = {
            "voice": self._properties["voice"],
            "rate": self._properties["rate"] / READING_PACE,
            "pitch": self._properties["pitch"],
        }
        audio = self._espeak.synthesize(text, Voice(NAME, "espeak", asked))
        louder = np.round(audio.floats() * FULL_SCALE * self._properties["volume"])
        write_wav(Audio(louder.astype("<i2").tobytes(), audio.rate, audio.words), Path(filename))

    def getProperty(self, name: str) -> Any:  # noqa: N802  # the name pyttsx3 calls
        """The property *name*; of "voices" every language of eSpeak's."""
        return _listed() if name == "voices" else self._properties[name]

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802  # the name pyttsx3 calls
        """Set the property *name* to *value*. KeyError if there is none such."""
        if name not in self._properties:
            raise KeyError(f"unknown property {name}")
        self._properties[name] = value

    def startLoop(self) -> None:  # noqa: N802  # the name pyttsx3 calls
        """Work off the queue and return; to wait here would wait for ever, the end command has already passed."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802  # the name pyttsx3 calls
        """Nothing to end."""

    def iterate(self) -> Iterator[None]:
        """Work off the queue."""
        self._proxy.setBusy(False)
        yield


def _listed() -> list[Any]:
    """One voice a language, by the tag that means it best."""
    best = {min(language.tags)[1]: language.name for language in reversed(libespeak.library().languages)}
    return [ListedVoice(id=tag, name=name, languages=[tag]) for tag, name in sorted(best.items())]
