"""Speech told from its tags where no mark parts them: —I do, he said. « Jamais, dit Emma, jamais. » —No —dijo Ana."""

import re
from collections.abc import Iterator

from narrate.dialogue.lexicon import FRENCH_SPEECH_VERBS, SPEECH_VERBS, THOUGHT_VERBS, WEAK_VERBS

_VERBS = "|".join(sorted((SPEECH_VERBS | THOUGHT_VERBS) - WEAK_VERBS - {"told", "informed", "reminded", "lied"}))
_NAME = r"[A-ZÀ-Þ][\w’'-]*(?:\.?\s+[A-ZÀ-Þ][\w’'-]*){0,2}"
_NOUN = r"(?:the|an?|his|her|my|their|another)\s+[\w’'-]+(?:\s+[\w’'-]+)?"
_WHO = rf"(?:he|she|they|we|I|{_NAME}|{_NOUN})"
_FRENCH = "|".join(sorted(FRENCH_SPEECH_VERBS))
_ENGLISH_TAG = (
    rf"(?:(?:he|she|they|I|{_NAME}|{_NOUN})\s+(?:had\s+|\w+ly\s+)?(?:{_VERBS})(?![\w’'])"
    rf"|(?:{_VERBS})\s+{_WHO}(?![\w’']))"
)
_FRENCH_TAG = (
    rf"(?:[sm][’'])?(?:{_FRENCH})(?:-t)?(?:-(?:il|elle|on|ils|elles|je|moi)(?!\w)"
    rf"|\s+(?:{_NAME}|(?:l[ea]s?|une?|mon|ma|son|sa)\s+\w+|l[’']\w+))"
)
"""A subject and a verb of speech, or the other way round."""
_TAG = re.compile(f"{_ENGLISH_TAG}|{_FRENCH_TAG}")
_INCISE = re.compile(_FRENCH_TAG)
_BEFORE = re.compile(r"[,!?…](?:\s*[*_])?\s+(?=\w)|[.]{3}\s+(?=\w)")
"""Behind these a tag may stand."""
_STOP = re.compile(r"[,;:.!?—–](?=\s|$)")
_ON = re.compile(r"\s+(?:\w+ing\b|with\b|as\b|and\s+\w+ed\b|while\b|in\s+an?\b|en\s+\w+ant\b)")
"""Behind a comma: the tag goes on."""


def first_tag(text: str, start: int, end: int, tag: re.Pattern[str] = _TAG) -> int | None:
    """Where the first speech tag in *text* from *start* to *end* begins; None if there is none."""
    for match in _BEFORE.finditer(text, start, end):
        if tag.match(text, match.end(), end):
            return match.end()
    return None


def is_tag(text: str, start: int, end: int) -> bool:
    """Whether a speech tag begins what *text* has from *start* to *end*, behind a quotation."""
    while start < end and text[start].isspace():
        start += 1
    return _TAG.match(text, start, end) is not None


_DIRECTION = re.compile(
    r"\((?:(?!being|having|excepting|owing|finding|nothing|anything|something|everything|according|including|considering"
    r"|regarding|during|barring|king|ring|thing)[A-Za-z][a-z]+ing\b|with\s+an?\b|to\s+(?:[A-Z]|him|her)\w*"
    r"|in\s+an?\s+(?:\w+\s+)?(?:tone|accent|voice|whisper))[^()]{0,90}\)[.,;:]?"
)
"""How somebody speaks, told amid the speech: (with a sigh), (turning to Emma)."""


def undirected(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is said in *text* from *start* to *end*, a quotation, without directions in it."""
    for match in _DIRECTION.finditer(text, start, end):
        if text[start : match.start()].strip() and text[match.end() : end].strip():
            yield start, match.start()
            start = match.end()
    yield start, end


_RAYA = re.compile(r"(?<=\s)[—–](?=[^\s—–]).*?(?:(?<=\S)[—–](?=[.,;:?!\s]|$)[.,;:]?|$)", re.DOTALL)
"""The Spanish way: a dash with a blank before it begins an aside, one with a blank behind it ends it."""
_TOLD = re.compile(
    r"\s*(?:He|She|They|His|Her|Their|Il|Elle|Ils|Elles)\s(?!.*(?:\b(?:I|me|my|you|your|je|vous|tu)\b|[?!]))", re.DOTALL
)
"""A sentence behind a tag that goes on telling."""


def unparted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is said in *text* from *start* to *end*, a paragraph that begins with a dash."""
    at = start
    for match in _RAYA.finditer(text, start + 1, end):
        yield at, match.start()
        at = match.end()
    if at > start:
        yield at, end
    else:
        yield from _untagged(text, start, end, _TAG)


def unincised(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is said in *text* from *start* to *end*, words in guillemets that the French put their tags into."""
    return _untagged(text, start, end, _INCISE)


def _untagged(text: str, start: int, end: int, tag: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    while start < end and (begins := first_tag(text, start, end, tag)) is not None:
        yield start, begins
        start = _behind(text, begins, end)
        told = text[start - 1] in ".!?" and _TOLD.match(text, start, end)
        if told or not any(map(str.isalnum, text[start:end])):
            return
    if start < end:
        yield start, end


def _behind(text: str, tag: int, end: int) -> int:
    """Where speech goes on behind a *tag*: behind its comma, or the sentence."""
    for match in _STOP.finditer(text, tag, end):
        if match[0] != "," or not _ON.match(text, match.end(), end):
            return match.end()
    return end
