"""The audiobook as one M4B: AAC stretches joined to the sample, with chapters as every player wants them."""

from collections.abc import Sequence
from pathlib import Path

from narrate.audio import aside
from narrate.model import Mark
from narrate.publish import mp4
from narrate.publish.aac import FRAME_SECONDS
from narrate.publish.edition import Edition, placed
from narrate.publish.frames import Frames, lengths

STRETCHES = "aac"
"""The form in which its stretches are kept."""


def bind(chapters: Sequence[Sequence[Path]], out: Path, edition: Edition) -> tuple[Mark, ...]:
    """Writes *edition* to *out* as one M4B, whole or not at all; tells the chapters as they are in it.

    *chapters* are the AAC stretches of each. AudioError if a part cannot be read or *out* not be written.
    """
    stretches = [[Frames.of(part) for part in parts] for parts in chapters]
    edition = placed(edition, lengths(stretches, FRAME_SECONDS))
    sound = [stretch for parts in stretches for stretch in parts]
    counts, sizes = zip(*((stretch.count, stretch.size) for stretch in sound), strict=True)
    told = mp4.Stretches(counts, sizes, lambda: (stretch.sizes() for stretch in sound))
    with aside(out) as file:
        for piece in mp4.written(mp4.head(edition, told)):
            file.write(piece)
        for stretch in sound:
            file.write(stretch.content())
    return edition.marks
