"""The audiobook as one M4B: AAC stretches joined to the sample, with chapters as every player wants them."""

import struct
from collections.abc import Sequence
from itertools import accumulate, pairwise
from pathlib import Path

from narrate.audio import aside
from narrate.errors import AudioError
from narrate.model import Mark
from narrate.publish import aac, mp4
from narrate.publish.edition import Edition, placed

STRETCHES = "aac"
"""The form in which its stretches are kept."""


def bind(chapters: Sequence[Sequence[Path]], out: Path, edition: Edition) -> tuple[Mark, ...]:
    """Writes *edition* to *out* as one M4B, whole or not at all; tells the chapters as they are in it.

    *chapters* are the AAC stretches of each. AudioError if a part cannot be read or *out* not be written.
    """
    parts = [part for chapter in chapters for part in chapter]
    counts, lengths = zip(*map(_counted, parts), strict=True) if parts else ((), ())
    if not sum(counts):
        raise AudioError(f"{out}: there is no sound to publish")
    sound = mp4.Stretches(counts, lengths, lambda: map(_sizes, parts))
    edition = placed(edition, _seconds(chapters, counts))
    with aside(out) as file:
        for piece in mp4.written(mp4.head(edition, sound)):
            file.write(piece)
        for part in parts:
            file.writelines(aac.frames(part))
    return edition.marks


def _counted(part: Path) -> tuple[int, int]:
    """The frames of *part* and their bytes."""
    sizes = [len(frame) for frame in aac.frames(part)]
    return len(sizes), sum(sizes)


def _sizes(part: Path) -> bytes:
    sizes = [len(frame) for frame in aac.frames(part)]
    return struct.pack(f">{len(sizes)}I", *sizes)


def _seconds(chapters: Sequence[Sequence[Path]], counts: Sequence[int]) -> list[float]:
    """How long each chapter is; the last is heard without the frame that only ends the sound."""
    ends = accumulate(map(len, chapters), initial=0)
    frames = [sum(counts[start:end]) for start, end in pairwise(ends)]
    frames[-1] -= 1
    return [count * aac.FRAME_SECONDS for count in frames]
