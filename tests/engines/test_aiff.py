"""AIFF files as macOS and others write them."""

import struct
from pathlib import Path

import pytest

from narrate.audio import Audio
from narrate.engines.aiff import read_aiff
from narrate.errors import AudioError

RATE_22050 = bytes.fromhex("400dac44000000000000")


def aiff(
    samples: bytes, *, form: bytes = b"AIFF", kind: bytes = b"", channels: int = 1, bits: int = 16, extra: bytes = b""
) -> bytes:
    frames = len(samples) // (channels * bits // 8)
    common = struct.pack(">hIh", channels, frames, bits) + RATE_22050 + kind
    body = form + extra
    body += b"COMM" + struct.pack(">I", len(common)) + common
    body += b"SSND" + struct.pack(">III", len(samples) + 8, 0, 0) + samples
    return b"FORM" + struct.pack(">I", len(body)) + body


def read(folder: Path, content: bytes) -> Audio:
    path = folder / "spoken.aiff"
    path.write_bytes(content)
    return read_aiff(path)


def test_a_plain_file_is_turned_to_little_endian(tmp_path: Path) -> None:
    audio = read(tmp_path, aiff(struct.pack(">3h", 1, -2, 32767)))
    assert audio == Audio(struct.pack("<3h", 1, -2, 32767), 22050)


def test_a_file_with_swapped_bytes_is_read_as_it_is(tmp_path: Path) -> None:
    sowt = aiff(struct.pack("<3h", 1, -2, 300), form=b"AIFC", kind=b"sowt\0\0")
    assert read(tmp_path, sowt).samples == struct.pack("<3h", 1, -2, 300)


def test_an_uncompressed_aiff_c_file_is_read(tmp_path: Path) -> None:
    none = aiff(struct.pack(">2h", 5, 6), form=b"AIFC", kind=b"NONE\x0enot compressed\0")
    assert read(tmp_path, none).samples == struct.pack("<2h", 5, 6)


def test_two_channels_become_one(tmp_path: Path) -> None:
    assert read(tmp_path, aiff(struct.pack(">4h", 10, 20, -4, -8), channels=2)).samples == struct.pack("<2h", 15, -6)


def test_other_chunks_and_their_padding_are_passed_over(tmp_path: Path) -> None:
    named = aiff(struct.pack(">h", 7), extra=b"NAME" + struct.pack(">I", 3) + b"abc\0")
    assert read(tmp_path, named).samples == struct.pack("<h", 7)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not a whole AIFF"),
        (b"FORM\0\0\0\4AIFF", "not a whole AIFF"),
        (b"RIFF\0\0\0\4WAVE", "not a whole AIFF"),
        (aiff(bytes(4), bits=8), "8-bit"),
        (aiff(bytes(4), form=b"AIFC", kind=b"ima4"), "ima4"),
        (aiff(bytes(40))[:-10], "cut short: 15 of 20"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(AudioError, match=reason):
        read(tmp_path, content)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="cannot read"):
        read_aiff(tmp_path / "nowhere.aiff")
