"""Sound as a value: 16-bit mono samples with the times of its words, and its file on disk."""

import json
import os
import struct
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from narrate.errors import AudioError

FULL_SCALE = 32768.0
"""The integer that stands for 0 dBFS in 16-bit sound."""


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
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(prefix=f".{path.stem[:40]}-", suffix=".part", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(unfinished).replace(path)
        except BaseException:
            Path(unfinished).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise AudioError(f"{path}: cannot write: {error.strerror or error}") from error


def read_wav(path: Path) -> Audio:
    """The sound of a 16-bit mono WAV file, whatever other chunks it holds. AudioError if it is not one."""
    try:
        chunks = _chunks(path.read_bytes())
        kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", chunks[b"fmt "])
        samples = chunks[b"data"]
    except OSError as error:
        raise AudioError(f"{path}: cannot read: {error.strerror or error}") from error
    except (KeyError, struct.error) as error:
        raise AudioError(f"{path}: not a whole WAV file") from error
    if (kind, channels, bits) != (1, 1, 16):
        raise AudioError(f"{path}: expected 16-bit mono PCM, found {bits}-bit, {channels} channels")
    words = tuple(WordTime(*word) for word in json.loads(chunks.get(b"wrds", b"[]")))
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
