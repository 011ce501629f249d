"""What the marks and letters of a quotation itself say of how it is said."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_EXCLAIMS = re.compile("[!！]")
_SENTENCE = re.compile(r"[^\s.!?…！？][^.!?…！？]*([.!?…！？]*)")
_STUTTER = re.compile(r"\b([^\W\d_]{1,2})(?:--?|[–—])(?=\1)", re.IGNORECASE)
_DOTS = r"(?:…|\.\s?\.\s?\.)"
_HALTS = re.compile(rf"\b([^\W\d_]+)[,\s]*{_DOTS}+\s*(?:(?=[a-z])|(?i:\1)\b)|\A\W*{_DOTS}(?=\s?\w)")
"""Dots inside a sentence, before a word said again, or at the start. Between sentences they leave room for an answer,
at the end they are a pause."""
_FEW = 12
"""Words in which one ellipsis makes a hesitant line; a longer one takes two."""
_LEAST = 2
"""Capital letters of a word that is shouted; fewer begin a sentence."""


def told_by(text: str) -> str:
    """The manner that the marks of *text* tell, empty if they tell none.

    Shouted: half of its sentences end in "!!", or most of it is in capitals; hesitantly: a stutter, or dots inside;
    exclaimed: half of its sentences end in "!".
    """
    words = _WORD.findall(text)
    if not words:
        return ""
    ends = [found[1] for found in _SENTENCE.finditer(text) if any(map(str.isalpha, found[0]))]
    exclaims = [len(_EXCLAIMS.findall(end)) for end in ends]
    if _most(count > 1 for count in exclaims) or _in_capitals(words, exclaims=any(exclaims)):
        return "shouted"
    if _STUTTER.search(text) or len(_HALTS.findall(text)) > (len(words) > _FEW):
        return "hesitantly"
    return "exclaimed" if _most(count > 0 for count in exclaims) else ""


def _most(told: Iterable[bool]) -> bool:
    """Whether it is *told* of one sentence at least, and of no fewer than half of them."""
    sentences = list(told)
    return any(sentences) and 2 * sum(sentences) >= len(sentences)


def _in_capitals(words: list[str], *, exclaims: bool) -> bool:
    """Whether most of *words* are in capitals: one alone may be an abbreviation, and must exclaim."""
    loud = [word for word in words if len(word) >= _LEAST and word.isupper()]
    said = [word for word in words if word.upper() not in ("I", "A", "O")]
    return bool(loud) and 2 * len(loud) > len(said) and (len(loud) > 1 or exclaims)
