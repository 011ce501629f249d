"""The words that eSpeak NG has in its dictionary, read from the compiled file: all others it says by rules."""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from narrate.errors import EngineError

_CHAINS = 1024
"""N_HASH_DICT: words of one hash stand together, and a zero ends them. The format is that of eSpeak NG 1.48 to 1.52:
https://github.com/espeak-ng/espeak-ng/blob/1.52.0/src/libespeak-ng/dictionary.c (LoadDictionary, LookupDict2)."""
_SQUEEZED, _LENGTH = 0x40, 0x3F
"""Of an entry's second byte: whether its letters have 6 bits each, and how many bytes they take."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@cache
def listed(path: Path) -> frozenset[str]:
    """The words that the dictionary at *path* lists, in small letters; those with other letters than a to z left out.

    Nothing where the file has another format. EngineError if it cannot be read.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EngineError(f"espeak: cannot read {path}: {error.strerror or error}") from error
    return frozenset(word for entry in _entries(content) if (word := _word(entry)))


def _entries(content: bytes) -> Iterator[bytes]:
    if len(content) < 8 or struct.unpack_from("<i", content)[0] != _CHAINS:
        return
    at, chains = 8, 0
    while at < len(content) and chains < _CHAINS:
        length = content[at]
        if length:
            yield content[at + 1 : at + length]
        chains += not length
        at += length or 1


def _word(entry: bytes) -> str:
    """The word of *entry*, or nothing if it is none of plain letters."""
    letters = entry[1 : 1 + (entry[0] & _LENGTH)] if entry else b""
    if not entry or not entry[0] & _SQUEEZED:
        return ""
    bits, rest = int.from_bytes(letters, "big"), len(letters) * 8
    numbers = [bits >> place & 0x3F for place in range(rest - 6, -1, -6)]
    while numbers and not numbers[-1]:
        numbers.pop()
    return "".join(_LETTERS[one - 1] for one in numbers) if all(0 < one <= len(_LETTERS) for one in numbers) else ""
