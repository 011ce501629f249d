"""Quoted letters: what a character wrote and the story shows, between quotation marks as if it were said."""

import re

from narrate.dialogue.speech import MARKS

_BLANK = MARKS + " \t\r\n\u00a0*_"
_DEAR = r"(?:(?:MY|My)\s+)?(?:\w+\s+){0,2}?(?:DEAR(?:EST)?|[Dd]ear(?:est)?|BELOVED|Beloved|Darling)\b[^!?,:\n]{0,40}"
_SALUTATION = re.compile(rf"(?:{_DEAR}|Sir|SIR|Madam|MADAM)(?:[,:]|[,:]?\s*[—–-]+)$")
"""A paragraph of nothing else: "Dear Charlotte,"."""
_SALUTED = re.compile(rf"(?:[A-Z]{{2,}}\s+){{0,3}}(?:DEAR(?:EST)?|BELOVED)\s+[A-Z]{{2,}}|{_DEAR}[,:]\s*[—–-]")
"""A letter's beginning in one paragraph with the rest: MY DEAR FANNY; Dear Smith,--."""
_ANNOUNCED = re.compile(
    r"\b(?:(?:wrote|written|scribbled|scrawled|pencilled|indited|ran|extract\s+from)\b[^.!?:]{0,60}(?:[:—–]|--)"
    r"|(?:(?:were\s+the\s+contents|(?:following|short|brief)\s+(?:letter|note|telegram|message|advertisement)"
    r"|this\s+postscript)\b|(?:letter|note|telegram|message|advertisement|wrote|ran|replied)\b[^.!?:]{0,40}\b"
    r"(?:as\s+follows|effect|these\s+words))[^.!?:]{0,60}[.:—–-]*)$",
    re.IGNORECASE,
)
"""The end of what stands before a letter."""
_NAME = re.compile(r"(?:(?:[A-Z][\w’'.&]*|de|von|van)[\s.,—–-]{1,4}){1,4}$")
_SHORT = 80
"""Characters: salutations and signatures are no longer."""
_LEAD = 120
"""Characters of what stands before a letter that are looked at."""


def is_salutation(text: str, start: int, end: int) -> bool:
    """Whether *text* from *start* to *end*, a paragraph in quotation marks, is nothing but a letter's salutation."""
    return end - start < _SHORT and _SALUTATION.match(text[start:end].strip(_BLANK)) is not None


def is_letter(text: str, start: int, end: int) -> bool:
    """Whether the quotation in *text* from *start* to *end* is written, by how it begins or what stands before it."""
    if _SALUTED.match(text[start : min(end, start + _SHORT)].lstrip(_BLANK)):
        return True
    lead = text[max(0, start - _LEAD) : start].rstrip()
    return lead[-1:] in (".", ":", "—", "–", "-") and _ANNOUNCED.search(lead) is not None


def is_name(text: str, start: int, end: int) -> bool:
    """Whether *text* from *start* to *end*, a paragraph of a letter, is nothing but a name."""
    return end - start < _SHORT and _NAME.match(text[start:end].strip(_BLANK) + ".") is not None
