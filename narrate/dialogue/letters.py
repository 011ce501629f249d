"""Quoted letters: what a character wrote and the story shows, in quotation marks as if it were said.

They are told by the words before them or by their salutation, and go on as long as their quotation is left open.
Letters with a signature were found when the manuscript was read, and are NARRATION no more; what is left are those
without one, and those with dialogue in them.
"""

import re

from narrate.dialogue.lexicon import SPEECH_VERBS
from narrate.dialogue.speech import MARKS

_BLANK = MARKS + " \t\r\n\u00a0\u2060*_"
_DEAR = r"(?:(?:MY|My)\s+)?(?:\w+\s+){0,2}?(?:DEAR(?:EST)?|[Dd]ear(?:est)?|BELOVED|Beloved|Darling)\b[^!?,:\n]{0,40}"
_SALUTATION = re.compile(rf"(?:{_DEAR}|Sir|SIR|Madam|MADAM)(?:[,:]|[,:]?\s*[—–-]+)$")
"""A paragraph of nothing else: "Dear Charlotte,"."""
_SALUTED = re.compile(rf"(?:[A-Z]{{2,}}\s+){{0,3}}(?:DEAR(?:EST)?|BELOVED)\s+[A-Z]{{2,}}|{_DEAR}[,:]\s*[—–-]")
"""A letter's beginning in one paragraph with the rest: MY DEAR FANNY; Dear Smith,--."""
_LETTER = r"(?:letter|note|telegram|message|advertisement)"
_UNSAID = rf"(?:(?!\band\s+(?:\w+ly\s+)?(?:{'|'.join(sorted(SPEECH_VERBS))})\b)[^.!?:]){{0,60}}"
_ANNOUNCED = re.compile(
    rf"\b(?:(?:wrote|written|scribbled|scrawled|pencilled|indited|extract\s+from|(?:{_LETTER}|it|which|these)\s+ran"
    rf"|ran\s+(?:in\s+this\s+way|like\s+this|thus|so))\b{_UNSAID}(?:[:—–]|--)"
    rf"|(?:(?:were\s+the\s+contents|(?:following|short|brief)\s+{_LETTER}|this\s+postscript)\b"
    rf"|(?:{_LETTER}|wrote|ran|replied)\b[^.!?:]{{0,40}}\b(?:as\s+follows|effect|these\s+words)){_UNSAID}[.:—–-]*)$",
    re.IGNORECASE,
)
"""The end of what stands before a letter."""
_SHORT = 80
"""Characters: salutations are no longer."""
_LEAD = 120
"""Characters of what stands before a letter that are looked at."""


def is_salutation(text: str, start: int, end: int) -> bool:
    """Whether *text* from *start* to *end*, a quotation left open, is nothing but a letter's salutation.

    One that is closed is said: "My dear Lucia--".
    """
    return end - start < _SHORT and _SALUTATION.match(text[start:end].strip(_BLANK)) is not None


def is_letter(text: str, start: int, end: int) -> bool:
    """Whether the quotation in *text* from *start* to *end* is written, by how it begins or what stands before it."""
    if _SALUTED.match(text[start : min(end, start + _SHORT)].lstrip(_BLANK)):
        return True
    lead = text[max(0, start - _LEAD) : start].rstrip()
    return lead[-1:] in (".", ":", "—", "–", "-") and _ANNOUNCED.search(lead) is not None
