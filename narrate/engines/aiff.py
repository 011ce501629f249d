"""AIFF and AIFF-C, which macOS writes whatever the file is called; Python 3.13 dropped its reader."""

import math
import struct
from pathlib import Path

import numpy as np

from narrate.audio import Audio
from narrate.errors import AudioError

_ORDERS = {b"NONE": ">i2", b"twos": ">i2", b"sowt": "<i2"}
"""Compression of AIFF-C → byte order; all of them mean none."""


def read_aiff(path: Path) -> Audio:
    """The sound of a 16-bit AIFF or AIFF-C file, several channels made one. AudioError if it is not one."""
    try:
        chunks = _chunks(path.read_bytes())
        channels, frames, bits = struct.unpack_from(">hIh", chunks[b"COMM"])
        rate = _extended(chunks[b"COMM"][8:18])
        order = chunks[b"COMM"][18:22] or b"NONE"
        offset = struct.unpack_from(">I", chunks[b"SSND"])[0]
    except OSError as error:
        raise AudioError(f"{path}: cannot read: {error.strerror or error}") from error
    except (KeyError, struct.error, OverflowError) as error:
        raise AudioError(f"{path}: not a whole AIFF file") from error
    if bits != 16 or channels < 1 or order not in _ORDERS or rate < 1:
        raise AudioError(f"{path}: expected 16-bit PCM, found {bits}-bit {order.decode('latin-1')}")
    sound = chunks[b"SSND"][8 + offset : 8 + offset + frames * channels * 2]
    if len(sound) < frames * channels * 2:
        raise AudioError(f"{path}: cut short: {len(sound) // (channels * 2)} of {frames} frames")
    samples = np.frombuffer(sound, dtype=_ORDERS[order]).reshape(-1, channels)
    return Audio(np.round(samples.mean(axis=1)).astype("<i2").tobytes(), rate)


def _chunks(content: bytes) -> dict[bytes, bytes]:
    if content[:4] != b"FORM" or content[8:12] not in (b"AIFF", b"AIFC"):
        raise KeyError("FORM")
    chunks, at = {}, 12
    while at + 8 <= len(content):
        name, size = struct.unpack_from(">4sI", content, at)
        chunks[name] = content[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
    return chunks


def _extended(number: bytes) -> int:
    """The 80-bit float that Apple keeps the rate in, to the nearest whole hertz."""
    exponent, mantissa = struct.unpack(">HQ", number)
    return round(math.ldexp(mantissa, exponent - 16383 - 63))
