"""Levels to the delivery spec: clip by clip a gain and a ceiling, and under a whole stretch the tone of a room."""

import math
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import soxr
from numpy.typing import NDArray

from narrate.audio import FULL_SCALE, Audio, loudness
from narrate.errors import AudioError
from narrate.specs import DEFAULT, Span, Spec

if TYPE_CHECKING:
    from pydub import AudioSegment

ROOM = -74.0
"""dBFS RMS of the tone of a quiet room: below the -60 that ACX allows and the -70 LUFS from which loudness counts,
above the -90 below which a checker takes it for no sound at all."""
ROOM_BAND = (60.0, 8000.0)
"""Hz; within it the tone falls by 3 dB an octave, as the noise of rooms does."""
ROOM_SAMPLES = 1 << 18
"""After which the tone is the same again: 6 seconds, more than a chapter's last pause."""
LOUDEST_ROOM = 30
"""The largest sample of the tone, so that a pause stays under the -60 dBFS by which publishing knows it."""
LIFT = 0.5
"""dB: a step by which a chapter is made louder or softer."""
MARGIN = 0.3
"""dB that a chapter stays inside the limits: a limiter takes some of a lift."""
BLOCK = 64
"""Samples that share one peak, 1.5 ms: shorter than the rise of any speech sound."""
LOOK_AHEAD = 16
"""Blocks over which the gain turns, 23 ms: two periods of the lowest voice, so that it does not follow the wave."""


def gain(sample: Audio, spec: Spec = DEFAULT) -> float:
    """The dB that bring a voice to the loudness *spec* wants, told by its *sample*. AudioError if that is silent."""
    level = loudness(sample)
    if not np.isfinite(level):
        raise AudioError("cannot level a voice whose sample is silent")
    return spec.target - level


def lift(energy: float, seconds: float, spec: Spec = DEFAULT) -> float:
    """The dB that bring a chapter of such *energy* and length into what *spec* allows; 0 if it is there.

    Voices have one level each, and so most chapters need none; one that is all whispers does. In whole steps, so that
    a changed line hardly ever moves it.
    """
    allowed = spec.levels.get("rms", Span())
    level = 10 * math.log10(max(energy / seconds, 1e-9)) - spec.loss
    missing = min(0.0, allowed.high - MARGIN - level) or max(0.0, allowed.low + MARGIN - level)
    return math.copysign(math.ceil(abs(missing) / LIFT) * LIFT, missing) if missing else 0.0


def mastered(audio: Audio, gain: float, spec: Spec = DEFAULT) -> Audio:
    """*audio* at the rate of *spec*, louder by *gain* dB, its peaks under the ceiling."""
    sound = soxr.resample(audio.floats(), audio.rate, spec.rate, quality="HQ")
    sound *= np.float32(FULL_SCALE * 10 ** (gain / 20))
    # A float of Python's, which leaves the sound in 32 bits: one of numpy's would make 64 of them, at twice the cost.
    ceiling = float(np.floor(FULL_SCALE * 10 ** (spec.ceiling / 20))) - LOUDEST_ROOM
    sound = _limited(sound, ceiling)
    np.rint(sound, out=sound)
    # No dither: the tone of the room lies above the rounding of 16 bits.
    samples = np.clip(sound, -ceiling, ceiling, out=sound).astype("<i2")
    return replace(audio, samples=samples.tobytes(), rate=spec.rate)


def in_room(sound: "AudioSegment") -> "AudioSegment":
    """*sound*, 16-bit and mono, with the tone of a room under all of it: the same at the same place of any stretch."""
    samples = np.frombuffer(sound.raw_data, "<i2")
    low, high = -int(FULL_SCALE) + LOUDEST_ROOM, int(FULL_SCALE) - 1 - LOUDEST_ROOM
    heard = np.clip(samples, low, high)  # mastered sound is softer; whatever comes must not turn over
    for at in range(0, heard.size, ROOM_SAMPLES):
        part = heard[at : at + ROOM_SAMPLES]
        part += _room_tone(sound.frame_rate)[: part.size]
    return type(sound)(heard.tobytes(), sample_width=2, frame_rate=sound.frame_rate, channels=1)


@lru_cache(maxsize=2)
def _room_tone(rate: int) -> NDArray[np.int16]:
    """The tone of a quiet room, which ends as it begins: waves of all frequencies, of chance phases."""
    frequencies = np.fft.rfftfreq(ROOM_SAMPLES, 1 / rate)
    low, high = ROOM_BAND
    inside = (low <= frequencies) & (frequencies <= high)
    heights = np.where(inside, np.maximum(frequencies, low) ** -0.5, 0)
    turns = np.random.default_rng(seed=1).random(frequencies.size)
    wave = np.fft.irfft(heights * np.exp(2j * np.pi * turns), ROOM_SAMPLES)
    wave *= FULL_SCALE * 10 ** (ROOM / 20) / np.sqrt(np.mean(wave**2))
    return np.clip(np.rint(wave), -LOUDEST_ROOM, LOUDEST_ROOM).astype(np.int16)


def _limited(sound: NDArray[np.float32], ceiling: float) -> NDArray[np.float32]:
    """*sound* itself if no peak is above *ceiling*; else turned down smoothly around those that are."""
    if not sound.size or max(sound.max(), -sound.min()) <= ceiling:
        return sound
    blocks = np.pad(sound, (0, -sound.size % BLOCK)).reshape(-1, BLOCK)
    peaks = np.abs(blocks).max(axis=1).astype(np.float64)
    needed = np.pad(ceiling / np.maximum(peaks, ceiling), 2 * LOOK_AHEAD + 1, constant_values=1.0)
    # For every edge between blocks, the lowest so far around that smoothing over the neighbours stays below what both
    # its blocks need; between the edges the gain runs straight, so that it stays below everywhere.
    lowest = np.lib.stride_tricks.sliding_window_view(needed, 2 * LOOK_AHEAD + 2).min(axis=1)
    window = np.hanning(2 * LOOK_AHEAD + 3)[1:-1]
    edges = np.convolve(lowest, window / window.sum(), "valid").astype(np.float32)
    ramp = np.linspace(0, 1, BLOCK, endpoint=False, dtype=np.float32)
    gains = edges[:-1, np.newaxis] + np.diff(edges)[:, np.newaxis] * ramp
    return np.ravel(blocks * gains)[: sound.size]
