"""The audiobook as one MP3: stretches encoded apart, then joined to the sample, without ffmpeg."""

from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import lameenc

from narrate.audio import aside
from narrate.errors import AudioError
from narrate.model import Mark
from narrate.publish import tags
from narrate.publish.edition import Edition, placed
from narrate.publish.frames import RATE, samples_of, whole_frames

if TYPE_CHECKING:
    from pydub import AudioSegment

BIT_RATE = 192_000
"""Bits per second, constant; the least ACX accepts."""
QUALITY = 7
"""LAME's scale, 9 is worst: at this bit rate 2 to 9 are equally near the original (30.4 dB), and 7 is three times as
fast as 2."""
FRAME_SAMPLES = 1152
"""Samples in a frame of MPEG-1 Layer III (ISO/IEC 11172-3)."""
FRAME_SECONDS = FRAME_SAMPLES / RATE
"""Chapter marks are multiples of this."""
RECIPE = f"lameenc {version('lameenc')}, quality {QUALITY}"
"""What the encoding of a stretch depends on, beside its sound and bit rate."""
DELAY = 576
"""Samples LAME puts before the first; the decoder's own 529 come on top, and players know of those."""
PADDING = FRAME_SAMPLES - DELAY
"""Samples at the end that are not sound: what is heard is all frames but one."""

BIT_RATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""In kbit/s, by their number in the head of a frame of MPEG-1 Layer III."""
SYNC = b"\xff\xfb"
"""The first bytes of every frame: eleven set bits, MPEG-1, Layer III, no checksum."""
SIDE_INFO_BYTES = 17
"""In a mono frame; zero means that the frame holds no sound."""
LARGEST_COUNT = 2**32 - 1
"""Of bytes, in the Info frame's 32 bits."""
STRETCHES = "mp3"
"""The form in which its stretches are kept."""


def encode(sound: "AudioSegment", bit_rate: int = BIT_RATE) -> bytes:
    """*sound* as MP3 frames that join exactly with those of any other; its last pause becomes whole frames.

    AudioError if *sound* is not 16-bit mono at 44.1 kHz.
    """
    samples = whole_frames(samples_of(sound), FRAME_SAMPLES)
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_bit_rate(bit_rate // 1000)
    encoder.set_quality(QUALITY)
    return bytes(encoder.encode(samples) + encoder.flush())


def frame_count(size: int, bit_rate: int = BIT_RATE) -> int:
    """How many frames one encoded stretch of *size* bytes has. AudioError if they are not whole."""
    frames = round(size * RATE / (FRAME_SAMPLES // 8 * bit_rate))
    if _frame_bytes(frames, bit_rate) != size:
        raise AudioError(f"{size} bytes are no whole MP3 frames")
    return frames


def seconds(part: Path) -> float:
    """What the stretch *part* takes in a book, exactly. AudioError if it is not whole."""
    return _counts(part)[0] * FRAME_SECONDS


def bind(chapters: Sequence[Sequence[Path]], out: Path, edition: Edition) -> tuple[Mark, ...]:
    """Writes *edition* to *out* as one MP3, whole or not at all; tells the chapters as they are in it.

    *chapters* are the encoded stretches of each. AudioError if a part cannot be read or *out* not be written.
    """
    edition = heard_in(chapters, edition)
    publish([part for chapter in chapters for part in chapter], out, tags.tag(edition))
    return edition.marks


def heard_in(chapters: Sequence[Sequence[Path]], edition: Edition) -> Edition:
    """*edition* with its chapters where they are heard in one file of *chapters*, the stretches of each. AudioError."""
    whole = [sum(map(seconds, parts)) for parts in chapters[:-1]]
    return placed(edition, [*whole, *map(heard, chapters[-1:])])


def heard(parts: Iterable[Path]) -> float:
    """Seconds that a player plays of a file of *parts*: all frames but one, whose samples LAME adds."""
    return (sum(_counts(part)[0] for part in parts) - 1) * FRAME_SECONDS


def publish(parts: Iterable[Path], out: Path, tag: bytes) -> None:
    """Write *tag* and all *parts*, each an encoded stretch, to *out* as one MP3, whole or not at all."""
    parts = tuple(parts)
    counts = [_counts(part) for part in parts]
    frames, size = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0)
    if not frames:
        raise AudioError(f"{out}: there is no sound to publish")
    with aside(out) as file:
        file.write(tag)
        file.write(info_frame(frames, size, _bit_rate(parts[0])))
        for part, (count, _) in zip(parts, counts, strict=True):
            file.write(_checked(part, count, _bit_rate(part)))


def info_frame(frames: int, size: int, bit_rate: int = BIT_RATE) -> bytes:
    """The silent first frame that tells players of the *frames* and the *size* in bytes behind it.

    It has no table of contents: with a constant bit rate the place of any second is exact without one, while a table
    knows only 256 places and long books jump minutes off (ExoPlayer issue 10325).
    """
    total = size + _frame_bytes(1, bit_rate)
    # Above 4 GiB, 49 hours, the count is left out: players then go by the file, a wrong one they would believe.
    counts = [frames, total] if total <= LARGEST_COUNT else [frames]
    flags = 0b1011 if len(counts) == 2 else 0b1001  # frames, bytes, no table, quality
    head = _frame_head(bit_rate) + bytes(SIDE_INFO_BYTES) + b"Info"
    head += b"".join(number.to_bytes(4, "big") for number in (flags, *counts, 0))
    head += _lame_tag(total if total <= LARGEST_COUNT else 0, bit_rate)
    return (head + _checksum(head).to_bytes(2, "big")).ljust(_frame_bytes(1, bit_rate), b"\0")


def _frame_bytes(frames: int, bit_rate: int) -> int:
    """The size of a stretch of so many *frames*."""
    size, rest = divmod(FRAME_SAMPLES // 8 * bit_rate, RATE)
    # And a padding byte whenever the rest has summed up to one; LAME's lag starts full (`slot_lag`).
    return frames * size - (-(frames - 1) * rest // RATE)


def _bit_rate(part: Path) -> int:
    """Of the stretch *part*, by the head of its first frame; AudioError if it does not begin with one."""
    with part.open("rb") as file:
        head = file.read(4)
    number = head[2] >> 4 if len(head) == 4 else 0
    if not 0 < number < len(BIT_RATES) or head != _frame_head(1000 * BIT_RATES[number]):
        raise AudioError("this is no MP3 frame of narrate")
    return 1000 * BIT_RATES[number]


def _frame_head(bit_rate: int) -> bytes:
    """Of MPEG-1 Layer III without checksum, 44.1 kHz, unpadded, mono, original."""
    return bytes((0xFF, 0xFB, BIT_RATES.index(bit_rate // 1000) << 4, 0xC4))


def _counts(part: Path) -> tuple[int, int]:
    """The frames and the bytes of *part*, by a look at both ends."""
    try:
        size, bit_rate = part.stat().st_size, _bit_rate(part)
        frames = frame_count(size, bit_rate)
        with part.open("rb") as file:
            file.seek(_frame_bytes(frames - 1, bit_rate))
            if file.read(len(SYNC)) != SYNC:
                raise AudioError("its last frame is damaged")
        return frames, size
    except OSError as error:
        raise AudioError(f"{part}: cannot read: {error.strerror or error}") from error
    except AudioError as error:
        raise AudioError(f"{part}: {error}") from error


def _checked(part: Path, frames: int, bit_rate: int) -> bytes:
    """All of *part*. AudioError unless every frame begins where it should: a crash of the system may blank pages."""
    content = part.read_bytes()
    if not all(content.startswith(SYNC, _frame_bytes(number, bit_rate)) for number in range(frames)):
        raise AudioError(f"{part}: this stretch of sound is damaged (remove that file and run again)")
    return content


def _lame_tag(total: int, bit_rate: int) -> bytes:
    """What tells a player how much silence to cut from start and end; without its closing checksum.

    Layout: "Mp3 Info Tag revision 1 specifications", gabriel.mp3-tech.org/mp3infotag.html; zero means unknown.
    """
    constant_bit_rate, source_rate = 0x01, 0x40  # 44.1 kHz, mono
    silence = (DELAY << 12 | PADDING).to_bytes(3, "big")
    quality_unknown = bytes(10)  # low-pass, peak, gains, flags
    tag = b"LAME3.100" + bytes((constant_bit_rate,)) + quality_unknown + bytes((bit_rate // 1000,))
    return tag + silence + bytes((source_rate, 0, 0, 0)) + total.to_bytes(4, "big") + bytes(2)


def _checksum(content: bytes) -> int:
    """The CRC-16 of *content* as the LAME tag has it: polynomial 0x8005, bits reversed."""
    crc = 0
    for byte in content:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
