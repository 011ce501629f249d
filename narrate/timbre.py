"""What a voice sounds like, as a few numbers: measured on seconds of its speech, much the same whatever the words."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from narrate.audio import Audio
from narrate.errors import AudioError

FRAME, STEP = 0.05, 0.012
"""Seconds: close to three periods of the lowest voice, and a step that meets every speech sound several times."""
LOWEST, HIGHEST = 55.0, 450.0
"""Hz; where a voice's fundamental is looked for: below the deepest man's, above a small child's."""
PERIODIC = 0.55
"""Autocorrelation at one period, of what counts as voiced: half the power repeats (Boersma, 1993, takes 0.45)."""
FIRST_PEAK = 0.85
"""Of the highest autocorrelation: the first peak that reaches it is the period, so that the pitch falls no octave."""
HEARD = 30.0
"""dB below the loud frames: what is softer is a pause."""
FEWEST = 10
"""Voiced frames; with fewer (a whisper) all that is heard stands for them."""
BANDS, LOW, HIGH = 28, 100.0, 7600.0
"""Triangular bands as wide as the ear's, and where they begin and end, Hz: all that sound at 16 kHz has."""
CEPSTRA = 16
"""Coefficients of the bands' cosine transform (Davis and Mermelstein, 1980); the level itself is left out."""
FARTHEST = 4.0
"""Standard deviations; a measure farther from the usual tells no more."""
WEIGHTS = "timbre.npz"
"""In this package, made by ``benchmarks/timbre.py``: a small network from the statistics to numbers whose cosine is
that of the embeddings Resemblyzer gives the same voices (Wan and others, 2018)."""

_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Frames:
    """Speech by frames: power spectra of shape (frames, bins), and of each frame what it is."""

    power: _Floats
    frequencies: _Floats
    heard: NDArray[np.bool_]
    voiced: NDArray[np.bool_]
    pitch: _Floats
    """Hz; means something only where voiced."""


def cosine(one: Sequence[float], other: Sequence[float]) -> float:
    """How alike two timbres are, up to 1: a voice's own in other words 0.95 and more, two of different people 0.6.

    0 if one of them was not measured.
    """
    if len(one) != len(other) or not one:
        return 0.0
    return math.fsum(a * b for a, b in zip(one, other, strict=True)) / (math.hypot(*one) * math.hypot(*other))


def timbre(audio: Audio) -> tuple[float, ...]:
    """The timbre of the voice in *audio*, some seconds of speech at 16 kHz or more; for ``cosine``.

    AudioError if it is too short or silent.
    """
    weights = _weights()
    measures = np.clip((statistics(audio) - weights["mean"]) / weights["deviation"], -FARTHEST, FARTHEST)
    hidden = np.tanh(measures @ weights["hidden"] + weights["hidden_bias"])
    return tuple(np.round(hidden @ weights["out"] + weights["out_bias"], 4).tolist())


def pitch(audio: Audio) -> float:
    """The median fundamental frequency of the voice in *audio*, Hz. AudioError if it is too short or silent."""
    frames = _frames(audio)
    return float(np.median(frames.pitch[frames.voiced]))


def centroid(audio: Audio) -> float:
    """The mean frequency of the power of what is voiced in *audio*, Hz: how bright it is. AudioError as ``pitch``."""
    frames = _frames(audio)
    power = frames.power[frames.voiced].mean(axis=0) * (frames.frequencies < HIGH)
    return float(power @ frames.frequencies / power.sum())


def tracked(audio: Audio) -> tuple[float, ...]:
    """The fundamental frequency of each voiced frame of *audio*, Hz, in order. AudioError as ``pitch``."""
    frames = _frames(audio)
    return tuple(frames.pitch[frames.voiced].tolist())


def statistics(audio: Audio) -> _Floats:
    """What ``timbre`` goes by: of what is voiced the mean and the deviation of each cepstral coefficient (the throat's
    shape, and how far it moves), of the other sounds their mean (hiss and breath), and the pitch in octaves and its
    spread. AudioError if *audio* is too short or silent.
    """
    frames = _frames(audio)
    cepstra = _cepstra(frames)
    voiced, other = cepstra[frames.voiced], cepstra[frames.heard & ~frames.voiced]
    octaves = np.log2(frames.pitch[frames.voiced])
    spread = np.percentile(octaves, 90) - np.percentile(octaves, 10)
    hiss = other if len(other) else voiced
    return np.concatenate([voiced.mean(0), voiced.std(0), hiss.mean(0), [np.median(octaves), spread]])


def _frames(audio: Audio) -> _Frames:
    sound = audio.floats().astype(np.float64)
    size = round(FRAME * audio.rate)
    if sound.size < 2 * size or not sound.any():
        raise AudioError("cannot tell the timbre of a voice by a sample that is silent or shorter than a word")
    cut = np.lib.stride_tricks.sliding_window_view(sound, size)[:: round(STEP * audio.rate)]
    window = np.hanning(size)
    length = 1 << (2 * size - 1).bit_length()
    power: _Floats = np.abs(np.fft.rfft((cut - cut.mean(axis=1, keepdims=True)) * window, length)) ** 2
    repeats: _Floats = np.fft.irfft(power)[:, :size]
    levels = 10 * np.log10(repeats[:, 0] + 1e-12)
    heard: NDArray[np.bool_] = levels > np.percentile(levels, 95) - HEARD
    pitches, strength = _pitches(repeats / np.maximum(repeats[:, :1], 1e-12) / _bias(window, length), audio.rate)
    voiced = heard & (strength > PERIODIC)
    voiced = voiced if voiced.sum() >= FEWEST else heard
    frequencies: _Floats = np.fft.rfftfreq(length, 1 / audio.rate).astype(np.float64)
    return _Frames(power, frequencies, heard, voiced, pitches)


def _bias(window: _Floats, length: int) -> _Floats:
    """What the *window* alone makes of the autocorrelation."""
    repeats = np.fft.irfft(np.abs(np.fft.rfft(window, length)) ** 2)[: window.size]
    return np.asarray(np.maximum(repeats / repeats[0], 1e-3))


def _pitches(repeats: _Floats, rate: int) -> tuple[_Floats, _Floats]:
    """Of each frame the pitch in Hz and how periodic it is, by its autocorrelation, 1 at lag 0."""
    first = int(rate / HIGHEST)
    likely = repeats[:, first : int(rate / LOWEST) + 2]
    inner = likely[:, 1:-1]
    peaks = np.where((inner >= likely[:, :-2]) & (inner >= likely[:, 2:]), inner, 0)
    at = (peaks >= FIRST_PEAK * peaks.max(axis=1, keepdims=True)).argmax(axis=1)
    return rate / (first + 1 + at), peaks[np.arange(len(at)), at]


def _cepstra(frames: _Frames) -> _Floats:
    edges = _hertz(np.linspace(_mel(LOW), _mel(HIGH), BANDS + 2))
    low, middle, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    rising = (frames.frequencies - low) / (middle - low)
    falling = (high - frames.frequencies) / (high - middle)
    bands = np.maximum(0, np.minimum(rising, falling))
    energy = frames.power @ (bands / np.maximum(bands.sum(axis=1, keepdims=True), 1e-9)).T
    levels = 10 * np.log10(energy + 1e-6 * energy.mean() + 1e-12)
    order = np.arange(1, CEPSTRA + 1)[:, None]
    transform = np.cos(np.pi * order * (np.arange(BANDS) + 0.5) / BANDS) * math.sqrt(2 / BANDS)
    return np.asarray(levels @ transform.T)


def _mel(hertz: float) -> float:
    """O'Shaughnessy's formula (1987)."""
    return 2595 * math.log10(1 + hertz / 700)


def _hertz(mels: _Floats) -> _Floats:
    return np.asarray(700 * (10 ** (mels / 2595) - 1))


@cache
def _weights() -> dict[str, _Floats]:
    with np.load(BytesIO((files("narrate") / WEIGHTS).read_bytes())) as arrays:
        return {name: arrays[name].astype(np.float64) for name in arrays.files}
