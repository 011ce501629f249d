"""Encoded stretches in whole frames: cut so that they join exactly, and kept with the size of every frame."""

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from narrate.errors import AudioError

if TYPE_CHECKING:
    from pydub import AudioSegment

RATE = 44100
"""Hz, of all sound that is encoded."""
SILENCE = 32
"""The largest sample that is silence: -60 dBFS, ACX's noise floor."""
HEAD = struct.Struct(">8sIQI")
"""What a file of frames begins with: a signature, how many they are, their bytes, and the CRC-32 of what follows: the
size of each, and all frames."""
SIGNATURE = b"frames 2"


@dataclass(frozen=True, slots=True)
class Frames:
    """The encoded stretch in the file *part*."""

    part: Path
    count: int
    size: int
    """Bytes of all frames."""

    @classmethod
    def of(cls, part: Path) -> "Frames":
        """What the file *part* says of itself. AudioError if it cannot be read, or is as long as it should not be."""
        try:
            with part.open("rb") as file:
                head = file.read(HEAD.size)
            there = part.stat().st_size
        except OSError as error:
            raise AudioError(f"{part}: cannot read: {error.strerror or error}") from error
        signature, count, size, _ = HEAD.unpack(head.ljust(HEAD.size, b"\0"))
        if signature != SIGNATURE or not count or there != HEAD.size + 4 * count + size:
            raise AudioError(f"{part}: not a whole stretch of sound")
        return cls(part, count, size)

    def sizes(self) -> bytes:
        """The size of each frame in four bytes, big-endian. AudioError if it cannot be read."""
        return self._read()[0]

    def content(self) -> bytes:
        """All frames in a row. AudioError if they cannot be read."""
        return self._read()[1]

    def __iter__(self) -> Iterator[bytes]:
        """The frames one by one. AudioError if they cannot be read."""
        table, content = self._read()
        ends = np.frombuffer(table, ">u4").cumsum(dtype=np.int64).tolist()
        return (content[start:end] for start, end in zip([0, *ends], ends, strict=False))

    def _read(self) -> tuple[bytes, bytes]:
        try:
            found = self.part.read_bytes()
        except OSError as error:
            raise AudioError(f"{self.part}: cannot read: {error.strerror or error}") from error
        start = HEAD.size + 4 * self.count
        table, content = found[HEAD.size : start], found[start:]
        checksum = HEAD.unpack(found[: HEAD.size].ljust(HEAD.size, b"\0"))[3]
        if len(content) != self.size or zlib.crc32(found[HEAD.size :]) != checksum:
            raise AudioError(f"{self.part}: not a whole stretch of sound (remove that file and run again)")
        return table, content


def kept(frames: Iterable[bytes]) -> bytes:
    """*frames* as the content of a file that ``Frames`` reads."""
    frames = tuple(frames)
    sizes = [len(frame) for frame in frames]
    body = struct.pack(f">{len(sizes)}I", *sizes) + b"".join(frames)
    return HEAD.pack(SIGNATURE, len(frames), sum(sizes), zlib.crc32(body)) + body


def lengths(chapters: Sequence[Sequence[Frames]], seconds: float) -> list[float]:
    """How long each of *chapters* is in a book, of stretches whose frames take so many *seconds* each.

    The last is heard without its last frame, which only ends the sound. AudioError if there is no sound at all.
    """
    counts = [sum(part.count for part in parts) for parts in chapters]
    if not sum(counts):
        raise AudioError("there is no sound to publish")
    return [count * seconds for count in (*counts[:-1], counts[-1] - 1)]


def samples_of(sound: "AudioSegment") -> bytes:
    """The samples of *sound*. AudioError if they are not 16-bit mono at 44.1 kHz."""
    if (sound.frame_rate, sound.channels, sound.sample_width) != (RATE, 1, 2):
        found = f"{8 * sound.sample_width}-bit, {sound.channels} channels, {sound.frame_rate} Hz"
        raise AudioError(f"a book is made of 16-bit mono sound at {RATE} Hz, found {found}")
    return bytes(sound.raw_data)


def whole_frames(samples: bytes, size: int) -> bytes:
    """*samples*, 16-bit, for an encoder that adds one frame of *size* samples: so that all come nearest in length.

    They are cut if what goes is silence; else they are padded, and nothing said is lost.
    """
    frames = max(1, round(len(samples) / 2 / size))
    whole = 2 * size * (frames - 1)
    if is_silent(samples[whole:]):
        return samples[:whole]
    return samples + bytes(-len(samples) % (2 * size))


def is_silent(samples: bytes) -> bool:
    """Whether *samples*, 16-bit, are no more than the tone of a room."""
    return not np.any(np.abs(np.frombuffer(samples, dtype="<i2").astype(np.int32)) > SILENCE)
