"""Written text to what is said: the only place where words change."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from narrate.numerals import roman_value

_QUOTES = str.maketrans({**dict.fromkeys('"“”„«»‹›`', " "), "’": "'", "‘": "'", "ʼ": "'"})
_TYPED_APOSTROPHE = re.compile(r"(?<=[^\W\d_])[`´](?=[^\W\d_])")
"""What many keyboards give for one: don´t."""
_RAISED = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅟↉²³¹⁰-⁹₀-₉①-⓿])")
"""Before a fraction or a small digit, which unfolded would be read with the number: 2½ is not 21/2."""
_MARKUP = re.compile(r"[*~#<>|\\^{}\[\]]+|(?<![^\W_])_+|_+(?![^\W_])|::+|//+|==+")
"""Signs of emphasis, of thoughts and of layout; an engine would say "asterisk"."""
_SPACED_DOTS = re.compile(r"\.(?:\s*\.)+")
_MANY_MARKS = re.compile(r"[?!]{2,}")
_DASH = re.compile(r"\s*(?:—|–|--+|\s-\s)\s*")
_CUT_OFF = re.compile(r"(?:\s*[-—–])+(?=\s*(?:[,.;:!?]|$))")
"""A dash where speech breaks off: the silence says it."""
_DOUBLED = re.compile(r"([,;:])(?:\s*[,;:])+")
_ROMAN = r"(?![LC]\b)(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,4})(?<=[IVXLC])\b"
"""Up to 399, and not what spells a word (civil, ill); a lone L or C is a letter: Part C."""
_NUMERAL = re.compile(
    rf"\b(chapter|part|book|volume|section|act|scene|episode|letter|stave|canto)(\s+)({_ROMAN})", re.IGNORECASE
)
_BARE_NUMERAL = re.compile(rf"\W*\b({_ROMAN})\W*$")


def spoken(text: str, say: Mapping[str, str], *, heading: bool = False) -> str:
    """What is said for *text*: every letter and digit of it, without marks that are only seen.

    *say* respells whole words, whatever their case. In a *heading* roman numerals are numbers. Nothing is left of a
    text without letter or digit.
    """
    text = legible(text)
    if not any(map(str.isalnum, text)):
        return ""
    text = _unmarked(_numbered(text) if heading else text)
    return _respelled(text, tuple(say.items())) if say else text


def legible(text: str) -> str:
    """*text* in plain letters: compatibility forms unfolded (ﬁ, Ｈ), what is invisible left out."""
    plain = unicodedata.normalize("NFKC", _RAISED.sub(" ", _TYPED_APOSTROPHE.sub("'", text)))
    return "".join(one if one.isspace() or unicodedata.category(one)[0] != "C" else "" for one in plain)


def _numbered(text: str) -> str:
    bare = _BARE_NUMERAL.match(text)
    if bare:
        return str(roman_value(bare[1]))
    return _NUMERAL.sub(lambda match: f"{match[1]}{match[2]}{roman_value(match[3])}", text)


def _unmarked(text: str) -> str:
    """*text* with the marks that are heard, each once, and no other."""
    text = " ".join(text.split())  # first, for the patterns below look for blanks from every blank anew
    text = _MARKUP.sub(" ", text.translate(_QUOTES)).replace("_", " ")
    text = _SPACED_DOTS.sub("...", text)
    text = _MANY_MARKS.sub(lambda match: "?!" if len(set(match[0])) > 1 else match[0][0], text)
    text = _DASH.sub(" — ", _CUT_OFF.sub("", text))
    text = _DOUBLED.sub(r"\1", text)
    return " ".join(text.split()).strip("— ")


def _respelled(text: str, say: tuple[tuple[str, str], ...]) -> str:
    pattern, spellings = _lexicon(say)
    return pattern.sub(lambda match: spellings[(match.lastindex or 1) - 1], text)


@lru_cache(maxsize=8)
def _lexicon(say: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], list[str]]:
    """One pattern for all words, a group each, the longest first so that no respelling is respelled."""
    spelling = {_unmarked(legible(word)): said for word, said in say}
    words = sorted(filter(None, spelling), key=len, reverse=True)
    pattern = "|".join(f"({re.escape(word)})" for word in words) or "(?!)"
    # A name is respelled in "Don's" and "Don'll", yet "don't" is another word.
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w|'t\b)", re.IGNORECASE), [spelling[word] for word in words]
