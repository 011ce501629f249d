"""Stretches as AAC frames that join exactly: what an M4B is made of."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
from numpy.typing import NDArray

from narrate.errors import AudioError
from narrate.publish.frames import whole_frames

if TYPE_CHECKING:
    from pydub import AudioSegment

RATE = 44100
"""Hz."""
BIT_RATE = 64_000
"""Bits per second asked for; FFmpeg takes 85,000 for eSpeak's voices, 33 dB from the original (an MP3 has 30)."""
FRAME_SAMPLES = 1024
"""Samples in a frame of AAC-LC (ISO/IEC 14496-3)."""
FRAME_SECONDS = FRAME_SAMPLES / RATE
CODER = "fast"
"""Which of FFmpeg's searches: on speech "twoloop" is 9 dB worse at the same bit rate, and takes twice as long."""
RECIPE = f"PyAV {av.__version__}, AAC-LC at {BIT_RATE} bit/s, {CODER}"
"""What the encoding of a stretch depends on, beside its sound."""
HEADER = bytes((0xFF, 0xF1, 0x50, 0x40, 0x00, 0x1F, 0xFC))
"""Of a frame in ADTS: MPEG-4 AAC-LC without checksum, 44.1 kHz, mono; its length still zero."""
LARGEST_FRAME = 2**13 - 1
"""Bytes; the length has 13 bits."""


def encode(sound: "AudioSegment") -> bytes:
    """*sound* as AAC frames in ADTS that join exactly with those of any other; its last pause becomes whole frames.

    A frame overlaps its neighbours by half. The first of a stretch begins in nothing, and the last, which the encoder
    adds, ends in nothing: so between two stretches both overlap with silence, and neither changes the other.
    AudioError if *sound* is not 16-bit mono at 44.1 kHz.
    """
    if (sound.frame_rate, sound.channels, sound.sample_width) != (RATE, 1, 2):
        found = f"{8 * sound.sample_width}-bit, {sound.channels} channels, {sound.frame_rate} Hz"
        raise AudioError(f"an M4B is made of 16-bit mono sound at {RATE} Hz, found {found}")
    samples = np.frombuffer(whole_frames(sound.raw_data, FRAME_SAMPLES), dtype="<i2")
    return b"".join(map(_framed, _packets(samples.astype(np.float32) / np.float32(32768))))


def frames(part: Path) -> Iterator[bytes]:
    """The frames of the stretch *part*, without their headers. AudioError if it is not whole."""
    try:
        content = part.read_bytes()
    except OSError as error:
        raise AudioError(f"{part}: cannot read: {error.strerror or error}") from error
    at = 0
    while at < len(content):
        head = content[at : at + len(HEADER)].ljust(len(HEADER), b"\0")
        length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
        if head[:3] != HEADER[:3] or length <= len(HEADER) or at + length > len(content):
            raise AudioError(f"{part}: no whole AAC frames")
        yield content[at + len(HEADER) : at + length]
        at += length


def seconds(part: Path) -> float:
    """What the stretch *part* takes in a book, exactly. AudioError if it is not whole."""
    return sum(1 for _ in frames(part)) * FRAME_SECONDS


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


def _framed(packet: bytes) -> bytes:
    length = len(packet) + len(HEADER)
    if length > LARGEST_FRAME:
        raise AudioError(f"an AAC frame of {len(packet)} bytes is too large")
    header = bytearray(HEADER)
    header[3] |= length >> 11
    header[4] = length >> 3 & 0xFF
    header[5] |= (length & 7) << 5
    return bytes(header) + packet
