"""Sound as a value: 16-bit mono samples with the times of its words, and its file on disk."""

import json
import math
import os
import secrets
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from narrate.errors import AudioError

DAY = 86400.0
"""Seconds."""
FULL_SCALE = 32768.0
"""The integer that stands for 0 dBFS in 16-bit sound."""

BLOCK = 0.4
"""Seconds measured at once for loudness; ITU-R BS.1770-4, annex 1, as are all numbers below."""
STEP = 0.1
"""Seconds from block to block: 75 % of each overlaps the next."""
GATE = -70.0
"""LUFS; what is softer is not heard as part of the sound."""
RELATIVE_GATE = -10.0
"""LU below the mean of all heard blocks; what is softer is a pause."""
FILTER_RATE = 48000
"""Hz; the rate for which the filter's coefficients are given."""
HEAD = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
"""Numerator and denominator of the K-weighting's first filter: the head's shadow."""
LOW_CUT = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
"""Numerator and denominator of the second: low sounds are heard less."""


@dataclass(frozen=True, slots=True)
class WordTime:
    """When a word begins: characters *start* to *end* of the spoken text, *seconds* into the sound."""

    start: int
    end: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Audio:
    """Mono sound: 16-bit little-endian *samples* at *rate* per second, and word times if the engine tells."""

    samples: bytes
    rate: int
    words: tuple[WordTime, ...] = ()

    @property
    def seconds(self) -> float:
        return len(self.samples) / 2 / self.rate

    def floats(self) -> NDArray[np.float32]:
        """The samples as floats, full scale at ±1; shape (n,)."""
        return np.frombuffer(self.samples, dtype="<i2").astype(np.float32) / np.float32(FULL_SCALE)


def loudness(audio: Audio) -> float:
    """The gated integrated loudness of *audio* in LUFS (ITU-R BS.1770-4, mono); minus infinity if nothing is heard.

    Sound shorter than one block of 0.4 s is measured as one block of its own length.
    """
    powers = _block_powers(audio.floats(), audio.rate)
    heard = powers[powers > 10 ** ((GATE + 0.691) / 10)]
    if not heard.size:
        return -math.inf
    heard = heard[heard > heard.mean() * 10 ** (RELATIVE_GATE / 10)]
    return 10 * math.log10(heard.mean()) - 0.691  # the standard's offset: a 997 Hz sine measures as its level in dB


def _block_powers(sound: NDArray[np.float32], rate: int) -> NDArray[np.float64]:
    """The K-weighted mean square of each block of *sound*."""
    if not sound.size:
        return np.zeros(0)
    size, step = min(round(BLOCK * rate), sound.size), round(STEP * rate)
    blocks = np.lib.stride_tricks.sliding_window_view(sound, size)[::step]
    weights = _k_weights(size, rate)
    # A few blocks at a time: their spectra need eight times the memory of the sound.
    spectra = (np.fft.rfft(blocks[at : at + 64]) for at in range(0, len(blocks), 64))
    return np.concatenate([(np.abs(spectrum) ** 2) @ weights for spectrum in spectra])


def _k_weights(size: int, rate: int) -> NDArray[np.float64]:
    """How much each bin of a spectrum of *size* samples adds to the mean square of its K-weighted block."""
    # The filters are rendered at their own rate: what they do at a frequency does not depend on the sound's.
    frequencies = np.minimum(np.fft.rfftfreq(size, 1 / rate), FILTER_RATE / 2)
    delay = np.exp(-2j * np.pi * frequencies / FILTER_RATE)
    gains = [np.polyval(top[::-1], delay) / np.polyval(bottom[::-1], delay) for top, bottom in (HEAD, LOW_CUT)]
    both_sides = np.full(frequencies.size, 2.0)  # a real sound's spectrum is mirrored, but for its ends
    both_sides[0] = 1.0
    if size % 2 == 0:
        both_sides[-1] = 1.0
    return np.abs(gains[0] * gains[1]) ** 2 * both_sides / size**2


def write_wav(audio: Audio, path: Path) -> None:
    """Write *audio* to *path* aside, then rename: *path* is whole or absent. AudioError if it cannot be written.

    Word times go in a chunk of their own behind the sound, which players ignore.
    """
    words = json.dumps([[word.start, word.end, round(word.seconds, 4)] for word in audio.words]).encode()
    words += b" " * (len(words) % 2)
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, audio.rate, audio.rate * 2, 2, 16)
    sound = struct.pack("<4sI", b"data", len(audio.samples)) + audio.samples
    body = b"WAVE" + form + sound + struct.pack("<4sI", b"wrds", len(words)) + words
    write_file(path, struct.pack("<4sI", b"RIFF", len(body)) + body)


def write_file(path: Path, content: bytes) -> None:
    """Write *content* aside, sync, then rename to *path*. AudioError says what the system said."""
    with aside(path) as file:
        file.write(content)


@contextmanager
def aside(path: Path) -> Iterator[BinaryIO]:
    """A new file beside *path*, which becomes *path* at the end, or vanishes if the work is broken off.

    AudioError says what the system said.
    """
    # Not from tempfile: its files are for their owner's eyes only, and a media server must read a finished book.
    unfinished = path.with_name(f".{path.stem[:40]}-{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with unfinished.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise AudioError(f"{path}: cannot write: {error.strerror or error}") from error


def used(path: Path) -> bool:
    """Whether there is a file at *path*; it is marked as used today, so that tidying up leaves it."""
    try:
        age = time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return False
    if age > DAY:
        with suppress(OSError):  # in a folder that is only ours to read, nothing is tidied up either
            path.touch()
    return True


def is_whole(path: Path) -> bool:
    """Whether the WAV file at *path* is as long as its head says: a crash of the system may cut what it had synced."""
    with path.open("rb") as file:
        head = file.read(8)
    return len(head) == 8 and int.from_bytes(head[4:], "little") + 8 == path.stat().st_size


def read_wav(path: Path) -> Audio:
    """The sound of a 16-bit mono WAV file, whatever other chunks it holds. AudioError if it is not one."""
    try:
        chunks = _chunks(path.read_bytes())
        kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", chunks[b"fmt "])
        samples = chunks[b"data"]
        words = tuple(WordTime(*word) for word in json.loads(chunks.get(b"wrds", b"[]")))
    except OSError as error:
        raise AudioError(f"{path}: cannot read: {error.strerror or error}") from error
    except (KeyError, TypeError, ValueError, struct.error) as error:
        raise AudioError(f"{path}: not a whole WAV file") from error
    if (kind, channels, bits) != (1, 1, 16) or not rate:
        raise AudioError(f"{path}: expected 16-bit mono PCM, found {bits}-bit, {channels} channels, {rate} Hz")
    return Audio(samples[: len(samples) // 2 * 2], rate, words)


def _chunks(content: bytes) -> dict[bytes, bytes]:
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        raise KeyError("RIFF")
    chunks, at = {}, 12
    while at + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, at)
        chunks[name] = content[at + 8 : at + 8 + size]
        if len(chunks[name]) < size and name == b"data":
            raise KeyError("data")
        at += 8 + size + size % 2
    return chunks
