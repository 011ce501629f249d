"""Beeps instead of speech: instant and the same to the byte, for tests, dry runs and checking a cast by ear."""

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from narrate.audio import FULL_SCALE, Audio, WordTime
from narrate.engines.settings import moved, number, opening, refuse_unknown
from narrate.engines.words import word_spans
from narrate.errors import EngineError
from narrate.model import Manner, Voice

RATE = 22050
"""Samples per second; the same as eSpeak's, so that tests meet the usual case."""
LETTER = 0.06
"""Seconds of beep per letter at rate 1: English at 165 words a minute has about 14 letters a second."""
GAP = 0.06
"""Seconds of silence after a beep: one more letter, the space."""
RAMP = 0.004
"""Seconds in which a beep rises and falls, so that its edges do not click."""
LOWEST, WIDTH = 150, 700
"""Hertz: a voice without a pitch gets one between, by its name; clear on small speakers."""
LOW, HIGH = 40, 4000
"""Hertz: what a voice may ask for."""
SLOWEST, FASTEST = 0.4, 2.5
"""Factors."""
NEVER_SILENT = -60.0
"""dBFS; below it the 16 bits leave too little of a tone."""


class Synthesizer:
    """One beep per word, its length by the letters, its frequency by the voice."""

    version = "1"

    phonemes = False

    def voices(self) -> Sequence[Voice]:
        """Four tones, a fifth or so apart; any other name gives a tone of its own."""
        pitches = {"tone-low": 165.0, "tone-middle": 247.0, "tone-high": 370.0, "tone-top": 554.0}
        return [
            Voice(name, "tone", {"pitch": pitch}, description=f"a beep of {pitch:g} Hz")
            for name, pitch in pitches.items()
        ]

    def recipe(self, voice: Voice) -> str:
        """Frequency, pace and level of *voice*; EngineError if a setting is unknown or out of range."""
        refuse_unknown(voice, ("voice", "rate", "pitch", "level"))
        return json.dumps(
            {
                "pitch": number(voice, "pitch", default=_pitch_of(voice.name), low=LOW, high=HIGH),
                "rate": number(voice, "rate", default=1.0, low=SLOWEST, high=FASTEST),
                "level": number(voice, "level", default=-20.0, low=NEVER_SILENT, high=0.0),
            },
            sort_keys=True,
        )

    def fellow(self, voice: Voice, language: str) -> Voice:
        """*voice* itself: a beep is the same in every language."""
        return voice

    def in_manner(self, voice: Voice, manner: Manner) -> Voice:
        """*voice* at the manner's rate and pitch; a beep has no range. EngineError."""
        if manner == Manner():
            return voice
        higher = 2 ** (manner.pitch / 12)
        pitch = moved(voice, "pitch", default=_pitch_of(voice.name), low=LOW, high=HIGH, factor=higher)
        rate = moved(voice, "rate", default=1.0, low=SLOWEST, high=FASTEST, factor=manner.rate)
        return replace(voice, settings={**voice.settings, "pitch": pitch, "rate": rate})

    def synthesize(self, text: str, voice: Voice) -> Audio:
        """A beep for every word of *text*. EngineError if it has none."""
        spans = word_spans(text)
        if not spans:
            raise EngineError(f"tone: nothing to say in {opening(text)}")
        made: dict[str, float] = json.loads(self.recipe(voice))
        words, pieces, at = [], [], 0
        for start, end in spans:
            words.append(WordTime(start, end, at / RATE))
            pieces.append(_beep(end - start, made["pitch"], made["rate"], made["level"]))
            at += len(pieces[-1])
        return Audio(np.concatenate(pieces).tobytes(), RATE, tuple(words))


def _pitch_of(name: str) -> float:
    digest = hashlib.sha256(name.encode(errors="surrogatepass")).digest()
    return LOWEST + int.from_bytes(digest[:4]) % WIDTH


def _beep(letters: int, pitch: float, rate: float, level: float) -> NDArray[np.int16]:
    length = round(letters * LETTER / rate * RATE)
    time = np.arange(length) / RATE
    edge = np.minimum(time, time[::-1]) / RAMP
    peak = (FULL_SCALE - 1) * 10 ** (level / 20)
    beep = peak * np.minimum(edge, 1.0) * np.sin(2 * math.pi * pitch * time)
    return np.concatenate([np.round(beep), np.zeros(round(GAP / rate * RATE))]).astype("<i2")
