"""The audiobook as one Opus file, the smallest: stretches encoded apart, then joined to the sample."""

import struct
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
import soxr
from mutagen.ogg import OggPage

from narrate.audio import FULL_SCALE, aside
from narrate.model import Mark
from narrate.publish import frames
from narrate.publish.edition import Edition, placed
from narrate.publish.frames import Frames, is_silent, kept, lengths, samples_of, whole_frames
from narrate.publish.vorbis import opus_tags

if TYPE_CHECKING:
    from pydub import AudioSegment

STRETCHES = "opus"
"""The form in which its stretches are kept."""
RATE = 48000
"""Hz; Opus knows no 44.1 kHz."""
BIT_RATE = 48_000
"""Bits per second on average; at 32,000 and above RFC 6716 calls mono speech fullband."""
COMPLEXITY = 10
"""Of 10. At 6 it is twice as fast, but no longer tells speech from music, and needs 77,000 bits for the same sound."""
FRAME_SAMPLES = 960
"""Samples in a frame of 20 ms."""
FRAME_SECONDS = FRAME_SAMPLES / RATE
FRAME_BEFORE = FRAME_SAMPLES * frames.RATE // RATE
"""Samples of a frame before the rate is changed."""
PRE_SKIP = 312
"""Samples that the encoder looks ahead, by which the sound comes late; players leave them out (RFC 7845, 4.2)."""
PRE_ROLL = 4
"""Frames before a sound after which a decoder that knew nothing hears it right (RFC 7845, 4.6: 80 ms)."""
FRAMES_A_PAGE = 40
"""A frame takes six segments at most, and a page has 255."""
SERIAL = 1
"""Of the only stream in the file."""
RECIPE = f"PyAV {av.__version__}, Opus at {BIT_RATE} bit/s, complexity {COMPLEXITY}"
"""What the encoding of a stretch depends on, beside its sound."""


def encode(sound: "AudioSegment", bit_rate: int = 0) -> bytes:
    """*sound* as Opus frames to be joined with those of any other; its last pause becomes whole frames.

    A frame depends on those before: so the encoder hears some of the last pause first, as the decoder will have heard
    that of the stretch before, and the frames of it are left out. The *bit_rate* of an MP3 is not for Opus, which has
    its own. AudioError if *sound* is not 16-bit mono at 44.1 kHz.
    """
    own = whole_frames(samples_of(sound), FRAME_BEFORE)
    room = 2 * FRAME_BEFORE * PRE_ROLL
    before = own[-room:].rjust(room, b"\0")
    heard = (before if is_silent(before) else bytes(room)) + own
    return kept(islice(_packets(heard), PRE_ROLL, None))


def seconds(part: Path) -> float:
    """What the stretch *part* takes in a book, exactly. AudioError if it is not whole."""
    return Frames.of(part).count * FRAME_SECONDS


def bind(chapters: Sequence[Sequence[Path]], out: Path, edition: Edition) -> tuple[Mark, ...]:
    """Writes *edition* to *out* as one Opus file, whole or not at all; tells the chapters as they are in it.

    *chapters* are the Opus stretches of each. AudioError if a part cannot be read or *out* not be written.
    """
    stretches = [[Frames.of(part) for part in parts] for parts in chapters]
    edition = placed(edition, lengths(stretches, FRAME_SECONDS))
    packets = chain.from_iterable(chain.from_iterable(stretches))
    with aside(out) as file:
        for number, page in enumerate(chain(_heads(edition), _pages(packets, edition.marks[-1].end))):
            page.serial, page.sequence = SERIAL, number
            file.write(page.write())  # type: ignore[no-untyped-call]
    return edition.marks


def _packets(samples: bytes) -> Iterator[bytes]:
    """The frames of *samples*, and one more with what the encoder still holds."""
    sound = np.frombuffer(samples, "<i2").astype(np.float32) / np.float32(FULL_SCALE)
    sound = soxr.resample(sound, frames.RATE, RATE, quality="HQ")
    encoder = av.CodecContext.create("libopus", "w")
    encoder.sample_rate, encoder.layout, encoder.format = RATE, "mono", "flt"
    encoder.bit_rate = BIT_RATE
    encoder.options = {"compression_level": str(COMPLEXITY)}
    for at in range(0, len(sound), FRAME_SAMPLES):
        frame = av.AudioFrame.from_ndarray(sound[np.newaxis, at : at + FRAME_SAMPLES], format="flt", layout="mono")
        frame.sample_rate, frame.pts = RATE, at
        yield from map(bytes, encoder.encode(frame))
    yield from map(bytes, encoder.encode(None))


def _heads(edition: Edition) -> Iterator[OggPage]:
    """The pages before the sound: what it is, and what is said of it (RFC 7845, 5)."""
    version, channels, gain, mapping = 1, 1, 0, 0
    head = b"OpusHead" + struct.pack("<BBHIhB", version, channels, PRE_SKIP, frames.RATE, gain, mapping)
    first = _page([head], 0)
    first.first = True
    yield first
    yield from OggPage.from_packets([opus_tags(edition)])  # type: ignore[no-untyped-call]


def _pages(packets: Iterable[bytes], seconds: float) -> Iterator[OggPage]:
    """The pages of *packets*, of which so many *seconds* are heard."""
    end, at = PRE_SKIP + round(seconds * RATE), 0
    packets = iter(packets)
    while some := list(islice(packets, FRAMES_A_PAGE)):
        at += len(some) * FRAME_SAMPLES
        page = _page(some, min(at, end))
        page.last = at >= end
        yield page


def _page(packets: list[bytes], position: int) -> OggPage:
    page = OggPage()  # type: ignore[no-untyped-call]
    page.packets, page.position = packets, position
    return page
