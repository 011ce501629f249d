"""The audiobook as one FLAC, lossless; and stretches kept without loss for the forms that are encoded as a whole."""

import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import soundfile
from numpy.typing import NDArray

from narrate.audio import aside
from narrate.errors import AudioError
from narrate.model import Mark
from narrate.publish.edition import Edition, placed
from narrate.publish.frames import RATE, samples_of
from narrate.publish.vorbis import tag_flac

if TYPE_CHECKING:
    from pydub import AudioSegment

STRETCHES = "flac"
"""The form in which its stretches are kept."""
RECIPE = f"libsndfile {soundfile.__libsndfile_version__}, 16-bit FLAC at {RATE} Hz"
"""What the encoding of a stretch depends on, beside its sound."""
HEAD = 42
"""Bytes before anything optional: the signature, and what the stream is (RFC 9639, 8.2)."""
SIZE_BLOCK = b"\x02\x00\x00\x0cnrrt"
"""Behind the head of a stretch: an application's block of 12 bytes, that of narrate, with the size of the file."""


def encode(sound: "AudioSegment", bit_rate: int = 0) -> bytes:
    """*sound* as a whole FLAC file that knows its own size; nothing is lost, whatever *bit_rate* an MP3 has.

    AudioError if *sound* is not 16-bit mono at 44.1 kHz.
    """
    file = io.BytesIO()
    samples = np.frombuffer(samples_of(sound), dtype="<i2")
    soundfile.write(file, samples, RATE, format="FLAC", subtype="PCM_16")
    content = file.getvalue()
    size = len(content) + len(SIZE_BLOCK) + 8
    return content[:HEAD] + SIZE_BLOCK + size.to_bytes(8, "big") + content[HEAD:]


def samples_in(part: Path) -> int:
    """How many samples the stretch *part* holds. AudioError if it is not one, or not whole."""
    try:
        with part.open("rb") as file:
            head = file.read(HEAD + len(SIZE_BLOCK) + 8)
        size = part.stat().st_size
    except OSError as error:
        raise AudioError(f"{part}: cannot read: {error.strerror or error}") from error
    if head[:4] != b"fLaC" or head[HEAD:-8] != SIZE_BLOCK or int.from_bytes(head[-8:], "big") != size:
        raise AudioError(f"{part}: not a whole stretch of sound")
    return int.from_bytes(head[21:26], "big") & 0xFFFFFFFFF  # 36 bits


def seconds(part: Path) -> float:
    """What the stretch *part* takes in a book, exactly. AudioError if it is not whole."""
    return samples_in(part) / RATE


def lengths(chapters: Sequence[Sequence[Path]]) -> list[int]:
    """How many samples each of *chapters* has. AudioError if a part is not whole, or there is no sound at all."""
    counts = [sum(map(samples_in, parts)) for parts in chapters]
    if not sum(counts):
        raise AudioError("there is no sound to publish")
    return counts


def sounds(chapters: Iterable[Iterable[Path]]) -> Iterator[NDArray[np.int16]]:
    """The samples of *chapters*, stretch by stretch, so that memory holds one. AudioError names a damaged stretch."""
    for part in (part for parts in chapters for part in parts):
        try:
            samples, _ = soundfile.read(part, dtype="int16")
        except soundfile.SoundFileError as error:
            raise AudioError(f"{part}: cannot read: {error}") from error
        if len(samples) != samples_in(part):
            raise AudioError(f"{part}: not a whole stretch of sound (remove that file and run again)")
        yield samples


def bind(chapters: Sequence[Sequence[Path]], out: Path, edition: Edition) -> tuple[Mark, ...]:
    """Writes *edition* to *out* as one FLAC, whole or not at all; tells the chapters as they are in it.

    *chapters* are the FLAC stretches of each. AudioError if a part cannot be read or *out* not be written.
    """
    edition = placed(edition, [count / RATE for count in lengths(chapters)])
    with aside(out) as file:
        with soundfile.SoundFile(file, "w", RATE, 1, "PCM_16", format="FLAC") as book:
            for samples in sounds(chapters):
                book.write(samples)
        file.flush()
        tag_flac(Path(file.name), edition)
    return edition.marks
