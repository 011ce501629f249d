"""Stretches as AAC frames that join exactly: what an M4B is made of."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
from numpy.typing import NDArray

from narrate.publish.frames import RATE, Frames, kept, samples_of, whole_frames

if TYPE_CHECKING:
    from pydub import AudioSegment

BIT_RATE = 64_000
"""Bits per second asked for; FFmpeg takes 85,000 for eSpeak's voices, 33 dB from the original (an MP3 has 30)."""
FRAME_SAMPLES = 1024
"""Samples in a frame of AAC-LC (ISO/IEC 14496-3)."""
FRAME_SECONDS = FRAME_SAMPLES / RATE
CODER = "fast"
"""Which of FFmpeg's searches: on speech "twoloop" is 9 dB worse at the same bit rate, and takes twice as long."""
RECIPE = f"PyAV {av.__version__}, AAC-LC at {BIT_RATE} bit/s, {CODER}"
"""What the encoding of a stretch depends on, beside its sound."""


def encode(sound: "AudioSegment", bit_rate: int = 0) -> bytes:
    """*sound* as AAC frames that join exactly with those of any other; its last pause becomes whole frames.

    A frame overlaps its neighbours by half. The first of a stretch begins in nothing, and the last, which the encoder
    adds, ends in nothing: so between two stretches both overlap with silence, and neither changes the other. The
    *bit_rate* of an MP3 is not for AAC, which has its own. AudioError if *sound* is not 16-bit mono at 44.1 kHz.
    """
    samples = np.frombuffer(whole_frames(samples_of(sound), FRAME_SAMPLES), dtype="<i2")
    return kept(_packets(samples.astype(np.float32) / np.float32(32768)))


def seconds(part: Path) -> float:
    """What the stretch *part* takes in a book, exactly. AudioError if it is not whole."""
    return Frames.of(part).count * FRAME_SECONDS


def _packets(sound: NDArray[np.float32]) -> Iterator[bytes]:
    encoder = av.CodecContext.create("aac", "w")
    encoder.sample_rate, encoder.layout, encoder.format = RATE, "mono", "fltp"
    encoder.bit_rate = BIT_RATE
    encoder.options = {"aac_coder": CODER, "aac_pns": "0"}  # no noise that each player makes up
    for at in range(0, len(sound), FRAME_SAMPLES):
        frame = av.AudioFrame.from_ndarray(sound[np.newaxis, at : at + FRAME_SAMPLES], format="fltp", layout="mono")
        frame.sample_rate, frame.pts = RATE, at
        yield from map(bytes, encoder.encode(frame))
    yield from map(bytes, encoder.encode(None))
