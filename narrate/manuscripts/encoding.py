"""Bytes to text by a fixed rule; a statistical guess names wrong letters on short and quoted texts."""

import codecs
import re
from pathlib import Path

from narrate.errors import ManuscriptError

MARKED = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the other's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order mark → encoding. The mark is no part of the text."""

CP1252_MARKS = frozenset(b"\x85\x91\x92\x93\x94\x96\x97")
"""… ‘ ’ “ ” – — in cp1252; in MacRoman these bytes are accented vowels rare in English."""
CP1252_LETTERS = frozenset(range(0xE0, 0x100))
"""Small accented letters in cp1252; in MacRoman mostly accented capitals, rarer by far."""
MACROMAN_MARKS = frozenset(b"\xc9\xd0\xd1\xd2\xd3\xd4\xd5")
"""… – — “ ” ‘ ’ in MacRoman; in cp1252 these bytes are capitals (É Ð Ñ Ò Ó Ô Õ), rare in running text."""
MACROMAN_LETTERS = frozenset(b"\x81\x8d\x8f\x90\x9d")
"""Letters in MacRoman (Å ç è ê ù), undefined in cp1252."""

BROKEN_SHARE = 0.1
"""Unreadable bytes, of the letters beyond ASCII that UTF-8 does read: fewer, and it is UTF-8 with a scar."""
NUL_SHARE = 0.2
"""Of the bytes at even or odd places: UTF-16 of Latin letters has a NUL in nearly every pair."""
CONTROL_SHARE = 0.005
"""Of the characters: control codes in a text file are stray, in a binary file common."""
CONTROLS = tuple(chr(code) for code in range(32) if chr(code) not in "\t\n\v\f\r\x1a\x1c\x1d\x1e\x1f")

_BYTE_OF = {chr(byte): byte for byte in range(0x80, 0x100)} | {
    bytes([byte]).decode("cp1252"): byte for byte in range(0x80, 0x100) if byte not in b"\x81\x8d\x8f\x90\x9d"
}
"""What a byte beyond ASCII became when it was read as cp1252 or as Latin-1 → the byte; cp1252 leaves five undefined."""
_FOLLOWING = "".join(re.escape(one) for one, byte in _BYTE_OF.items() if byte < 0xC0)
_TWICE = re.compile(
    f"[Â-ß][{_FOLLOWING}]|[à-ï][{_FOLLOWING}]{{2}}|[ð-ô][{_FOLLOWING}]{{3}}|\u00e2\u20ac(?![{_FOLLOWING}])"
)
"""A letter or mark that was written as UTF-8, read as cp1252 and written as UTF-8 again: “ as â€œ. The last kind is ”,
of whose three bytes cp1252 does not know the third, and many programs dropped it."""
_TWICE_SIGNS = ("\u00e2\u20ac", "\u00e2\u0080", "\u00c2", "\u00c3")
"""One of them is in every text that was written twice in a language of western Europe."""
_TWICE_SHARE = 0.9
"""Of the characters beyond ASCII: a text that was written twice has few others; „Spaß“ in good German has many."""


def decode(content: bytes, path: Path, encoding: str | None = None) -> str:
    """*content* as text: byte order mark, UTF-8, UTF-16 by its NULs, then cp1252 or MacRoman by their quotation marks.

    *encoding* overrides the rule, but not a byte order mark. UTF-8 written twice over is read as it was meant. *path*
    is for messages. ManuscriptError if it is not text.
    """
    name, body = _named(content, encoding, path)
    try:
        text = body.decode(name)
    except (UnicodeError, LookupError) as error:  # LookupError: base64 and the like are no encodings of text
        where = f"byte {error.start}" if isinstance(error, UnicodeDecodeError) else "this"
        raise ManuscriptError(
            f"{path}: {where} is not {name} text (give the right --encoding, or save it as UTF-8)"
        ) from error
    _refuse_binary(text, path)
    return _meant(text)


def _named(content: bytes, encoding: str | None, path: Path) -> tuple[str, bytes]:
    for mark, name in MARKED:
        if content.startswith(mark):
            return name, content[len(mark) :]
    if encoding is not None:
        try:
            return codecs.lookup(encoding).name, content
        except (LookupError, ValueError) as error:  # ValueError: a NUL in the name
            raise ManuscriptError(f"{path}: no encoding is called {encoding!r} (try utf-8 or cp1252)") from error
    if _is_utf8(content):
        return "utf-8", content
    return _utf16(content) or _eight_bit(content), content


def _is_utf8(content: bytes) -> bool:
    """Whether it can be nothing else, or is UTF-8 with a few broken bytes, which decoding will name."""
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd") - content.count("\ufffd".encode())
    read = len(text) - len(text.encode("ascii", errors="ignore")) - broken
    return broken <= BROKEN_SHARE * read and _utf16(content) is None  # ASCII in UTF-16 is valid UTF-8 full of NULs


def _utf16(content: bytes) -> str | None:
    sample = content[: 1 << 16]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < NUL_SHARE * len(sample) / 2 or min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _eight_bit(content: bytes) -> str:
    cp1252 = _count(content, CP1252_MARKS | CP1252_LETTERS)
    macroman = _count(content, MACROMAN_MARKS)
    undefined = any(byte in content for byte in MACROMAN_LETTERS)
    return "mac-roman" if macroman > cp1252 or undefined else "cp1252"


def _count(content: bytes, wanted: frozenset[int]) -> int:
    return len(content) - len(content.translate(None, delete=bytes(wanted)))


def _meant(text: str) -> str:
    """*text*, or what it was before it was written as UTF-8 twice; that shows in nearly every letter beyond ASCII."""
    if not any(sign in text for sign in _TWICE_SIGNS):
        return text
    found = _TWICE.findall(text)
    beyond = len(text) - len(text.encode("ascii", errors="ignore"))
    sure = len(found) > 1 or any(one.startswith(_TWICE_SIGNS[:2]) for one in found)
    if not sure or sum(map(len, found)) < _TWICE_SHARE * beyond:
        return text
    return _TWICE.sub(_once, text)


def _once(match: re.Match[str]) -> str:
    if len(match[0]) == 2 and match[0] == _TWICE_SIGNS[0]:
        return "”"
    try:
        return bytes(_BYTE_OF[one] for one in match[0]).decode()
    except UnicodeDecodeError:  # not of UTF-8 after all
        return match[0]


def _refuse_binary(text: str, path: Path) -> None:
    controls = sum(map(text.count, CONTROLS))
    if "\0" in text or controls > CONTROL_SHARE * len(text):
        raise ManuscriptError(f"{path}: this is not a text file (it is full of control codes)")
    if not any(character.isalnum() for character in text):
        raise ManuscriptError(f"{path}: there is no word in this file")
