"""Sound as a value: 16-bit mono samples with the times of its words, and its file on disk."""

import json
import math
import os
import struct
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from narrate.errors import AudioError
from narrate.unfinished import begun

DAY = 86400.0
"""Seconds."""
FULL_SCALE = 32768.0
"""The integer that stands for 0 dBFS in 16-bit sound."""

CHECKSUM = b"nchk"
"""The chunk with the CRC-32 of the samples and the word times behind it."""
ENERGY = b"enrg"
"""The chunk with the energy of the sound, as a float of 64 bits."""
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


@dataclass(frozen=True, slots=True)
class Head:
    """What a clip's file says of its sound."""

    samples: int
    rate: int
    words: tuple[WordTime, ...]
    energy: float | None
    """Full scale squared, times seconds; None if that was not noted."""


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

    A checksum, the energy and the times of the words go in chunks of their own, which players ignore.
    """
    words = json.dumps([[word.start, word.end, round(word.seconds, 4)] for word in audio.words]).encode()
    words += b" " * (len(words) % 2)
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, audio.rate, audio.rate * 2, 2, 16)
    checksum = struct.pack("<4sII", CHECKSUM, 4, zlib.crc32(words, zlib.crc32(audio.samples)))
    sound = struct.pack("<4sI", b"data", len(audio.samples)) + audio.samples
    noted = struct.pack("<4sId", ENERGY, 8, energy(audio))
    body = b"WAVE" + form + checksum + noted + sound + struct.pack("<4sI", b"wrds", len(words)) + words
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
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Not from tempfile: its files are for their owner's eyes only, and a media server must read a finished book.
        with begun(path, Path.touch) as unfinished:
            with unfinished.open("r+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
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
    """Whether the WAV file at *path* is as long as its head says and ends in word times, by a look at both ends.

    A crash of the system may cut or blank what it had synced; damage between them is found when the sound is read.
    """
    with path.open("rb") as file:
        head = file.read(8)
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 1))
        last = file.read(1)
    return len(head) == 8 and int.from_bytes(head[4:], "little") + 8 == size and last in (b"]", b" ")


def energy(audio: Audio) -> float:
    """Full scale squared, times seconds: what adds up to the level of everything put together."""
    sound = audio.floats()
    return float(np.dot(sound, sound)) / audio.rate


def read_head(path: Path) -> Head:
    """What the clip at *path* says of its sound, which is leapt over. AudioError if it cannot be read."""
    try:
        with path.open("rb") as file:
            return _head(file)
    except OSError as error:
        raise AudioError(f"{path}: cannot read: {error.strerror or error}") from error
    except (KeyError, TypeError, ValueError, struct.error) as error:
        raise AudioError(f"{path}: not a whole clip (remove that file and run again)") from error


def _head(file: BinaryIO) -> Head:
    chunks, size = _chunks(file, leap=True)
    rate = int(struct.unpack_from("<HHI", chunks[b"fmt "])[2])
    if not rate or not size:
        raise KeyError("data")
    words = tuple(WordTime(*word) for word in json.loads(chunks.get(b"wrds", b"[]")))
    return Head(size // 2, rate, words, struct.unpack("<d", chunks[ENERGY])[0] if ENERGY in chunks else None)


def read_wav(path: Path) -> Audio:
    """The sound of a 16-bit mono WAV file, whatever other chunks it holds. AudioError if it is not one."""
    try:
        with path.open("rb") as file:
            chunks, _ = _chunks(file)
        kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", chunks[b"fmt "])
        samples, times = chunks[b"data"], chunks.get(b"wrds", b"[]")
        words = tuple(WordTime(*word) for word in json.loads(times))
    except OSError as error:
        raise AudioError(f"{path}: cannot read: {error.strerror or error}") from error
    except (KeyError, TypeError, ValueError, struct.error) as error:
        raise AudioError(f"{path}: not a whole WAV file") from error
    if chunks.get(CHECKSUM, b"") not in (b"", zlib.crc32(times, zlib.crc32(samples)).to_bytes(4, "little")):
        raise AudioError(f"{path}: this sound is damaged")
    if (kind, channels, bits) != (1, 1, 16) or not rate:
        raise AudioError(f"{path}: expected 16-bit mono PCM, found {bits}-bit, {channels} channels, {rate} Hz")
    return Audio(samples[: len(samples) // 2 * 2], rate, words)


def _chunks(file: BinaryIO, *, leap: bool = False) -> tuple[dict[bytes, bytes], int]:
    """The chunks of a WAV *file*, and the bytes of its sound, which may be leapt over. KeyError if it is none."""
    head = file.read(12)
    if head[:4] != b"RIFF" or head[8:] != b"WAVE":
        raise KeyError("RIFF")
    chunks: dict[bytes, bytes] = {}
    sound = 0
    while len(head := file.read(8)) == 8:
        name, size = struct.unpack("<4sI", head)
        if name == b"data":
            sound = size
        if name == b"data" and leap:
            file.seek(size + size % 2, os.SEEK_CUR)
            continue
        chunks[name] = file.read(size + size % 2)[:size]
        if len(chunks[name]) < size and name == b"data":
            raise KeyError("data")
    return chunks, sound
