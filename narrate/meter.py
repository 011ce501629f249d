"""What a meter shows of sound: sums of its blocks that add up to those of a chapter, and of a book."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from narrate.audio import FILTER_RATE, GATE, HEAD, LOW_CUT, RELATIVE_GATE

STEPS = 100
"""In a second; what is told of head and tail is exact to one."""
TENTH = 10
"""Steps from window to window: ITU-R BS.1770-4 and Audacity's ACX Check have the same."""
WINDOW = 4
"""Tenths of a second measured at once for loudness and for the floor, likewise."""
BLOCK = 4
"""Seconds that are measured at once."""
CONTEXT = 4
"""Tenths before a block that are measured with it: three for the windows that end in it, one for the filter, which has
forgotten a sound of full scale to below -180 dB by then."""
HEARD = -50.0
"""dBFS RMS of a step that is sound, and not head or tail: ten above the loudest floor that is allowed."""
DEAD = 0.5 / 32768
"""What rounds to zero in 16 bits: a step of no louder samples is digital silence."""
HOT = 0.7
"""Of the highest sample's height: the waves beside such samples are looked at for the true peak."""
TAPS = 12
"""Samples on either side that a wave between two samples is told by; BS.1770-4, annex 2, has six at the least."""
BIN = 0.02
"""LU; loudness is counted in such bins, so that a book of any length needs no more memory."""
LOUDEST = 10.0
"""LUFS of the last bin."""
OFFSET = 0.691
"""dB; BS.1770-4: a 997 Hz sine measures as its level."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What is measured of some sound, so that it can be added to that of the next."""

    samples: int
    """Of one channel, as all below."""
    energy: float
    """The sum of squares, full scale at 1, of the channels' mean."""
    peak: float
    true_peak: float
    dead: int
    """Samples of digital silence."""
    floor: float
    """The mean square of the quietest window; infinite if there is no whole one."""
    first: int | None
    """The first sample that is sound."""
    last: int
    """Behind the last one that is; 0 if there is none."""
    loud: NDArray[np.float64]
    """How many windows are how loud, and the sum of their powers, by bin; shape (2, bins)."""

    def __add__(self, other: "Sums") -> "Sums":
        first = self.first
        if first is None and other.first is not None:
            first = self.samples + other.first
        return Sums(
            self.samples + other.samples,
            self.energy + other.energy,
            max(self.peak, other.peak),
            max(self.true_peak, other.true_peak),
            self.dead + other.dead,
            min(self.floor, other.floor),
            first,
            self.samples + other.last if other.last else self.last,
            self.loud + other.loud,
        )

    @property
    def mean_square(self) -> float:
        return self.energy / self.samples if self.samples else 0.0

    @property
    def loudness(self) -> float:
        """Gated, in LUFS; minus infinity if nothing is heard."""
        counts, powers = self.loud
        if not counts.sum():
            return -math.inf
        gate = decibels(powers.sum() / counts.sum()) - OFFSET + RELATIVE_GATE
        heard = slice(max(0, math.ceil((gate - GATE) / BIN)), None)
        return decibels(powers[heard].sum() / counts[heard].sum()) - OFFSET


def decibels(power: float) -> float:
    """*power* in dB; minus infinity for none."""
    return 10 * math.log10(power) if power > 0 else -math.inf


def step_of(rate: int) -> int:
    """Samples in a step."""
    return max(1, rate // STEPS)


def block_of(rate: int) -> int:
    """Samples in a block."""
    return BLOCK * STEPS * step_of(rate)


def sums(sound: NDArray[np.float32], before: int, rate: int) -> Sums:
    """Those of *sound*, shape (n, channels), but for its first samples: *before* of them are only its context."""
    own, step = sound[before:], step_of(rate)
    powers = _steps(own**2, step).mean(axis=(1, 2))
    peaks = _steps(np.abs(own), step).max(axis=(1, 2), initial=0.0)
    (heard,) = np.nonzero(powers > 10 ** (HEARD / 10))
    quiet, loud = _windows(sound, before, rate)
    return Sums(
        len(own),
        float((own.astype(np.float64) ** 2).sum()) / sound.shape[1],
        float(peaks.max(initial=0.0)),
        max((_true_peak(channel, before) for channel in sound.T), default=0.0),
        min(len(own), int((peaks < DEAD).sum()) * step),
        float(quiet.min(initial=math.inf)),
        int(heard[0]) * step if heard.size else None,
        min(len(own), int(heard[-1] + 1) * step) if heard.size else 0,
        _binned(loud),
    )


def _steps(values: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    """*values* in pieces of *size*, the last filled up; shape (pieces, size, channels)."""
    return np.pad(values, ((0, -len(values) % size), (0, 0))).reshape(-1, size, values.shape[1])


def _windows(sound: NDArray[np.float32], before: int, rate: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The mean square of every window that ends in *sound*, as it is, and as it is heard: K-weighted."""
    tenth = TENTH * step_of(rate)
    start = before - min(WINDOW - 1, before // tenth) * tenth
    end = start + (len(sound) - start) // tenth * tenth
    if end - start < WINDOW * tenth:
        return np.zeros(0), np.zeros(0)
    weighted = np.stack([_weighted(channel, rate) for channel in sound.T], axis=1)
    plain = (sound[start:end].astype(np.float64) ** 2).mean(axis=1)
    heard = (weighted[start:end].astype(np.float64) ** 2).sum(axis=1)  # BS.1770: the channels' powers add
    both = (values.reshape(-1, tenth).mean(axis=1) for values in (plain, heard))
    quiet, loud = (np.lib.stride_tricks.sliding_window_view(values, WINDOW).mean(axis=1) for values in both)
    return quiet, loud


def _weighted(sound: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    """*sound* as it is heard; BS.1770-4, annex 1."""
    fade = TENTH * step_of(rate)
    size = 1 << (4 * fade).bit_length()
    own = size - fade  # overlapping pieces: of each, the filter needs the first tenth to have heard what was before
    padded = np.pad(sound, (fade, -len(sound) % own))
    pieces = np.lib.stride_tricks.sliding_window_view(padded, size)[::own]
    heard = np.fft.irfft(np.fft.rfft(pieces) * _k_response(size, rate), size)
    return heard[:, fade:].reshape(-1)[: len(sound)].astype(np.float32)


@lru_cache(maxsize=4)
def _k_response(size: int, rate: int) -> NDArray[np.complex64]:
    """What the K-weighting does to each bin of a spectrum of *size* samples."""
    frequencies = np.minimum(np.fft.rfftfreq(size, 1 / rate), FILTER_RATE / 2)
    delay = np.exp(-2j * np.pi * frequencies / FILTER_RATE)
    gains = [np.polyval(top[::-1], delay) / np.polyval(bottom[::-1], delay) for top, bottom in (HEAD, LOW_CUT)]
    return (gains[0] * gains[1]).astype(np.complex64)


def _binned(powers: NDArray[np.float64]) -> NDArray[np.float64]:
    """How many of *powers* are in each bin of loudness, and their sums; what is below the gate is left out."""
    count = round((LOUDEST - GATE) / BIN)
    powers = powers[powers > 10 ** ((GATE + OFFSET) / 10)]
    bins = ((10 * np.log10(powers) - OFFSET - GATE) / BIN).astype(int).clip(0, count - 1)
    return np.stack([np.bincount(bins, minlength=count), np.bincount(bins, powers, count)])


def _true_peak(sound: NDArray[np.float32], before: int) -> float:
    """The height of the wave through the samples of one channel, looked at four times as often."""
    high = np.abs(sound[before:])
    peak = float(high.max(initial=0.0))
    if peak < DEAD:
        return peak
    # The wave around the last samples of a block is looked at in the next, whose context they are.
    hot = np.flatnonzero(np.abs(sound) >= HOT * peak)
    hot = hot[(hot >= before - 2 * TAPS) & (hot < len(sound) - TAPS)]
    around = np.lib.stride_tricks.sliding_window_view(np.pad(sound, (TAPS, TAPS)), 2 * TAPS + 1)
    return max([peak, *(float(np.abs(around[some] @ _between()).max()) for some in _bounded(hot))])


def _bounded(places: NDArray[np.intp]) -> Iterator[NDArray[np.intp]]:
    """*places*, not too many at a time: each is looked at with its neighbours."""
    for at in range(0, len(places), 1 << 15):
        yield places[at : at + (1 << 15)]


@lru_cache(maxsize=1)
def _between() -> NDArray[np.float32]:
    """What of the samples around one makes the wave a quarter, half and three quarters before and after it."""
    places = np.arange(-TAPS, TAPS + 1)[:, np.newaxis] - np.array([-0.75, -0.5, -0.25, 0.25, 0.5, 0.75])
    window = np.cos(np.pi * places / (2 * TAPS + 2)) ** 2
    return np.asarray(np.sinc(places) * window, np.float32)
