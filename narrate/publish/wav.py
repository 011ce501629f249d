"""The audiobook as one WAV file, for those who edit it further; of any length, with the chapters as cue points."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from narrate.audio import aside
from narrate.model import Mark
from narrate.publish import flac
from narrate.publish.edition import Edition, placed
from narrate.publish.frames import RATE
from narrate.publish.tags import tag

STRETCHES = "flac"
"""The form in which its stretches are kept."""
LARGEST = 2**32 - 1
"""What a count of 32 bits holds; a larger file is an RF64 (EBU Tech 3306), which has counts of 64."""


def bind(chapters: Sequence[Sequence[Path]], out: Path, edition: Edition) -> tuple[Mark, ...]:
    """Writes *edition* to *out* as one WAV, whole or not at all; tells the chapters as they are in it.

    *chapters* are the FLAC stretches of each. AudioError if a part cannot be read or *out* not be written.
    """
    counts = flac.lengths(chapters)
    edition = placed(edition, [count / RATE for count in counts])
    with aside(out) as file:
        file.write(head(counts, edition))
        for samples in flac.sounds(chapters):
            file.write(samples.astype("<i2").tobytes())
    return edition.marks


def head(counts: Sequence[int], edition: Edition) -> bytes:
    """All that stands before the samples of chapters of so many samples (*counts*): format, chapters, tags."""
    size = 2 * sum(counts)
    form = _chunk(b"fmt ", struct.pack("<HHIIHH", 1, 1, RATE, 2 * RATE, 2, 16))
    # The chapters once only: a player that finds them as cue points and in the tag mixes them up (ffmpeg does).
    before = form + b"".join(_chapters(counts, edition)) + _chunk(b"id3 ", tag(replace(edition, marks=())))
    if 4 + len(before) + 8 + size <= LARGEST:
        return struct.pack("<4sI4s", b"RIFF", 4 + len(before) + 8 + size, b"WAVE") + before + _data(size)
    whole = 4 + 36 + len(before) + 8 + size
    sizes = _chunk(b"ds64", struct.pack("<QQQI", whole, size, sum(counts), 0))
    return struct.pack("<4sI4s", b"RF64", LARGEST, b"WAVE") + sizes + before + _data(LARGEST)


def _data(size: int) -> bytes:
    return struct.pack("<4sI", b"data", size)


def _chapters(counts: Sequence[int], edition: Edition) -> Iterator[bytes]:
    """Cue points at the chapters' first samples, as far as 32 bits reach (27 hours), and their names."""
    starts = [sum(counts[:number]) for number in range(len(counts))]
    cues = [(number, start) for number, start in enumerate(starts, start=1) if start <= LARGEST]
    points = (struct.pack("<II4sIII", number, start, b"data", 0, 0, start) for number, start in cues)
    yield _chunk(b"cue ", struct.pack("<I", len(cues)) + b"".join(points))
    names = (struct.pack("<I", number) + edition.titles[number - 1].encode("utf-8", "replace") for number, _ in cues)
    yield _chunk(b"LIST", b"adtl" + b"".join(_chunk(b"labl", name + b"\0") for name in names))


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack("<4sI", name, len(content)) + content + b"\0" * (len(content) % 2)
