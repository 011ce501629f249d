"""Which files are sound, told by how they begin."""

from pathlib import Path

_RIFFS = (b"RIFF", b"RF64", b"FORM")
_KINDS = {b"WAVE": "WAV", b"AIFF": "AIFF", b"AIFC": "AIFF"}
_ID3_VERSIONS = (2, 3, 4)
_LAYER_III = (0xFB, 0xFA, 0xF3, 0xF2, 0xE3, 0xE2)
"""The second byte of a frame of MPEG-1, -2 or -2.5, with a checksum or without."""


def form_of(path: Path) -> str:
    """What the file at *path* is: MP3, WAV, AIFF, FLAC, Ogg, or MP4 (M4A, M4B); "" if it is no sound, or not there."""
    try:
        with path.open("rb") as file:
            head = file.read(12)
    except OSError:
        return ""
    if head[:4] in _RIFFS:
        return _KINDS.get(head[8:12], "")
    if head[:4] == b"fLaC":
        return "FLAC"
    if head[:5] == b"OggS\0":
        return "Ogg"
    if head[4:8] == b"ftyp":
        return "MP4"
    tagged = head[:3] == b"ID3" and len(head) > 3 and head[3] in _ID3_VERSIONS
    return "MP3" if tagged or _is_frame(head) else ""


def is_sound_file(path: Path) -> bool:
    """Whether the file at *path* is sound, whatever its name."""
    return form_of(path) != ""


def _is_frame(head: bytes) -> bool:
    """Whether *head* is that of an MPEG frame, with a bit rate and a sampling rate that exist."""
    if len(head) < 4 or head[0] != 0xFF or head[1] not in _LAYER_III:
        return False
    return head[2] >> 4 not in (0, 15) and head[2] >> 2 & 3 != 3
