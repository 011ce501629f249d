"""Levels to the delivery spec, clip by clip: a gain for each voice, and a ceiling for every peak."""

from dataclasses import replace

import numpy as np
import soxr
from numpy.typing import NDArray

from narrate.audio import FULL_SCALE, Audio, loudness
from narrate.errors import AudioError

DELIVERY_RATE = 44100
"""Hz; what ACX and Findaway ask for."""
TARGET = -18.5
"""LUFS of a voice's sample. Measured on a story read by six eSpeak voices, it gives -20.8 dBFS RMS, the middle of the
-23 to -18 that ACX asks for: pauses, the limiter and the encoder take 2 dB."""
CEILING = -3.6
"""dBFS; ACX allows no peak above -3, and an encoder's error adds to some."""
BLOCK = 64
"""Samples that share one peak, 1.5 ms: shorter than the rise of any speech sound."""
LOOK_AHEAD = 16
"""Blocks over which the gain turns, 23 ms: two periods of the lowest voice, so that it does not follow the wave."""


def gain(sample: Audio) -> float:
    """The dB that bring a voice to the target loudness, told by its *sample*. AudioError if that is silent."""
    level = loudness(sample)
    if not np.isfinite(level):
        raise AudioError("cannot level a voice whose sample is silent")
    return TARGET - level


def mastered(audio: Audio, gain: float) -> Audio:
    """*audio* at the delivery rate, louder by *gain* dB, its peaks under the ceiling."""
    sound = soxr.resample(audio.floats(), audio.rate, DELIVERY_RATE, quality="HQ")
    ceiling = np.floor(FULL_SCALE * 10 ** (CEILING / 20))
    sound = _limited(sound * np.float32(FULL_SCALE * 10 ** (gain / 20)), ceiling)
    # No dither: an MP3's own noise lies far above the rounding of 16 bits, and silence stays silent.
    samples = np.clip(np.rint(sound), -ceiling, ceiling).astype("<i2")
    return replace(audio, samples=samples.tobytes(), rate=DELIVERY_RATE)


def _limited(sound: NDArray[np.float32], ceiling: float) -> NDArray[np.float32]:
    """*sound* itself if no peak is above *ceiling*; else turned down smoothly around those that are."""
    blocks = np.pad(sound, (0, -sound.size % BLOCK)).reshape(-1, BLOCK)
    peaks = np.abs(blocks).max(axis=1)
    if not np.any(peaks > ceiling):
        return sound
    needed = np.pad(ceiling / np.maximum(peaks, ceiling), 2 * LOOK_AHEAD + 1, constant_values=1.0)
    # For every edge between blocks, the lowest so far around that smoothing over the neighbours stays below what both
    # its blocks need; between the edges the gain runs straight, so that it stays below everywhere.
    lowest = np.lib.stride_tricks.sliding_window_view(needed, 2 * LOOK_AHEAD + 2).min(axis=1)
    window = np.hanning(2 * LOOK_AHEAD + 3)[1:-1]
    edges = np.convolve(lowest, window / window.sum(), "valid").astype(np.float32)
    ramp = np.linspace(0, 1, BLOCK, endpoint=False, dtype=np.float32)
    gains = edges[:-1, np.newaxis] + np.diff(edges)[:, np.newaxis] * ramp
    return np.ravel(blocks * gains)[: sound.size]
