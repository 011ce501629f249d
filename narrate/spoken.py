"""Written text to what is said: the only place where words change."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_QUOTES = str.maketrans({**dict.fromkeys('"“”„«»‹›`', " "), "’": "'", "‘": "'", "ʼ": "'"})
_MARKUP = re.compile(r"[*~#<>|\\^{}\[\]]+|(?<![^\W_])_+|_+(?![^\W_])|::+|//+|==+")
"""Signs of emphasis, of thoughts and of layout; an engine would say "asterisk"."""
_SPACED_DOTS = re.compile(r"\.(?:\s*\.)+")
_MANY_MARKS = re.compile(r"[?!]{2,}")
_DASH = re.compile(r"\s*(?:—|–|--+|\s-\s)\s*")
_CUT_OFF = re.compile(r"(?:\s*[-—–])+(?=\s*(?:[,.;:!?]|$))")
"""A dash where speech breaks off: the silence says it."""
_DOUBLED = re.compile(r"([,;:])(?:\s*[,;:])+")
_NUMERAL = re.compile(
    r"\b(chapter|part|book|volume|section|act|scene|episode|letter|stave|canto)(\s+)([IVXLC]+)\b", re.IGNORECASE
)
_BARE_NUMERAL = re.compile(r"\W*([IVXLC]+)\W*$")
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def spoken(text: str, say: Mapping[str, str], *, heading: bool = False) -> str:
    """What is said for *text*: every letter and digit of it, without marks that are only seen.

    *say* respells whole words, whatever their case. In a *heading* roman numerals are numbers. Nothing is left of a
    text without letter or digit.
    """
    text = legible(text)
    if not any(map(str.isalnum, text)):
        return ""
    text = text.translate(_QUOTES)
    text = _numbered(text) if heading else text
    text = _MARKUP.sub(" ", text).replace("_", " ")
    text = _SPACED_DOTS.sub("...", text)
    text = _MANY_MARKS.sub(lambda match: "?!" if len(set(match[0])) > 1 else match[0][0], text)
    text = _DASH.sub(" — ", _CUT_OFF.sub("", text))
    text = _DOUBLED.sub(r"\1", text)
    text = " ".join(text.split()).strip("— ")
    return _respelled(text, tuple(say.items())) if say else text


def legible(text: str) -> str:
    """*text* in plain letters: compatibility forms unfolded (ﬁ, Ｈ), what is invisible left out."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(one if one.isspace() or unicodedata.category(one)[0] != "C" else "" for one in plain)


def _numbered(text: str) -> str:
    bare = _BARE_NUMERAL.match(text)
    if bare:
        return str(_value(bare[1]))
    return _NUMERAL.sub(lambda match: f"{match[1]}{match[2]}{_value(match[3].upper())}", text)


def _value(numeral: str) -> int:
    digits = [_DIGITS[letter] for letter in numeral.upper()]
    return sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True))


def _respelled(text: str, say: tuple[tuple[str, str], ...]) -> str:
    pattern, spelling = _lexicon(say)
    return pattern.sub(lambda match: spelling[" ".join(match[0].casefold().split())], text)


@lru_cache(maxsize=8)
def _lexicon(say: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all words, the longest first, so that no respelling is respelled."""
    spelling = {" ".join(legible(word).translate(_QUOTES).casefold().split()): said for word, said in say}
    words = sorted(spelling, key=len, reverse=True)
    pattern = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), spelling
