"""The audiobook as one Opus file: the smallest, encoded as a whole from lossless stretches."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from narrate.audio import FULL_SCALE, aside
from narrate.model import Mark
from narrate.publish import flac
from narrate.publish.edition import Edition, placed
from narrate.publish.vorbis import tag_opus

STRETCHES = "flac"
"""The form in which its stretches are kept: a frame of Opus depends on those before, so stretches of it do not join."""
RATE = 48000
"""Hz; Opus knows no 44.1 kHz."""
BIT_RATE = 48_000
"""Bits per second on average; at 32,000 and above RFC 6716 calls mono speech fullband."""
LEVEL = 1 - (BIT_RATE - 6000) / 250_000
"""The same as libsndfile counts it: 0 is 256,000 and 1 is 6,000 bits per second (ogg_opus.c)."""
BLOCK = 1 << 18
"""Samples encoded at once: six seconds."""


def bind(chapters: Sequence[Sequence[Path]], out: Path, edition: Edition) -> tuple[Mark, ...]:
    """Writes *edition* to *out* as one Opus file, whole or not at all; tells the chapters as they are in it.

    *chapters* are the FLAC stretches of each. AudioError if a part cannot be read or *out* not be written.
    """
    edition = placed(edition, [count / flac.RATE for count in flac.lengths(chapters)])
    with aside(out) as file:
        with soundfile.SoundFile(file, "w", RATE, 1, "OPUS", format="OGG", compression_level=LEVEL) as book:
            for samples in _resampled(flac.sounds(chapters)):
                for at in range(0, len(samples), BLOCK):
                    book.write(samples[at : at + BLOCK])
        file.flush()
        tag_opus(Path(file.name), edition)
    return edition.marks


def _resampled(sounds: Iterable[NDArray[np.int16]]) -> Iterator[NDArray[np.float32]]:
    """*sounds* in a row at the rate of Opus, full scale at ±1."""
    stream = soxr.ResampleStream(flac.RATE, RATE, 1, dtype="float32", quality="HQ")
    for samples in sounds:
        yield stream.resample_chunk(samples.astype(np.float32) / np.float32(FULL_SCALE))
    yield stream.resample_chunk(np.zeros(0, np.float32), last=True)
