"""Whether words in quotation marks are said: not a title, a sign, a quoted word, or what somebody might say."""

import re

from narrate.dialogue.lexicon import FUNCTION_WORDS, MENTION_WORDS, SPEECH_VERBS, WRITTEN_NOUNS
from narrate.dialogue.tags import is_tag

_CLOSING = ".,!?…—–-~*_"
"""Characters a quotation ends with, before its closing mark."""
MARKS = "\"“”„‟＂'‘’«»「」『』`"
_BETWEEN = MARKS + " \t\r\n\u00a0\u202f"
_LAST_WORDS = re.compile(r"([\w’']+)\W*?(?:(?:it|him|her|them|me|us|simply|just|only|the)\s+)?$", re.IGNORECASE)

_READS = (
    r"(?:said|says|read|reads|ran|runs|asked|screamed|shouted|proclaimed|announced|declared|stated|warned|promised"
    r"|advised)"
)
_NO_ADJECTIVE = rf"(?!(?:{'|'.join(sorted(FUNCTION_WORDS))})\b)"
_THING = (
    r"(?:\w+['’]s|the|an?|his|her|my|its|their|our|your|one|another|this|that|each)\s+"
    rf"(?:{_NO_ADJECTIVE}[a-z’'-]+\s+){{0,2}}?"
    rf"(?:{'|'.join(sorted(WRITTEN_NOUNS))})"
)
_NO_SPEAKER_BETWEEN = (
    r"(?:\s+(?:on|in|of|from|above|over|at|by|to|under|near|inside|across|for|with|left|hung|[a-z]+(?:ed|ing))"
    r"(?:\s+(?!(?:he|she|they|I|we|you|who|and|but|as|when|while)\b)[\w’'-]+){0,4}?)?"
)
_WRITTEN_BEFORE = re.compile(
    rf"(?:(?:^|[.!?;:,]\s+|\b(?:and|but|then|while|as|where)\s+){_THING}{_NO_SPEAKER_BETWEEN}"
    rf"|{_THING}{_NO_SPEAKER_BETWEEN}\s+(?:that|which))\s+(?:\w+ly\s+|just\s+)?{_READS}\s*[,:]?$",
    re.IGNORECASE,
)
"""The sign said "No Entry."; a tattoo that said "Forever."."""
_WRITTEN_AFTER = re.compile(rf"\s*{_THING}\s+(?:\w+ly\s+|just\s+)?{_READS}\b", re.IGNORECASE)


_SAID = r"(?:said|asked|answered|replied|exclaimed|cried|shouted|told\s+\w+)"
_SAY = (
    r"(?:say|saying|ask|asking|answer|answering|exclaim|exclaiming|cry|crying|shout|reply|add|tell\s+\w+|be\s+saying)"
)
_ALL_BUT = (
    r"(?:(?:want|long|wish|hop|seem|appear|tempt|lik|mean)(?:ed|s|es|ing|e)?|meant|almost|nearly|dying|refrained|impulse"
    r"|inclined|afraid|dared?|as\s+(?:if|though)|(?:might|could|would|should)(?:\s+well)?\s+have"
    r"|(?:tip\s+of|on)\s+(?:his|her|my|their)\s+(?:tongue|lips)|point\s+of)"
    rf"(?:\s+(?:to|have|had|out|from|he|she|himself|herself|myself)){{0,4}}\s+(?:{_SAY}|{_SAID})"
)
_LOOKS = (
    r"(?:eyes?|looks?|face|smile|glance|gesture|expression)\s+(?:\w+ly\s+)?(?:said|seemed|meant|replied|answered|asked)"
    r"|(?:it|which|that)\s+(?:meant|implied)"
)
_UNSAID_BEFORE = re.compile(
    rf"\b(?:{_ALL_BUT}|{_LOOKS}|(?:not|n['’]t)\s+(?:going\s+to\s+)?say)(?:\s+to\s+\w+)?\s*[,:]?$", re.IGNORECASE
)
"""She wanted to say "I love you"; as if to say: "Go."; her eyes said: "Go."."""
_UNSAID_AFTER = re.compile(rf"\s*(?:he|she|they|we|I|(?!She|He|They|We)[A-Z]\w+|the\s+\w+)\s+(?:\w+\s+)?{_ALL_BUT}\b")
"""Behind such words: "Go," she wanted to say."""
_MEANT = re.compile(r"\s*(?:was|is|were|are|meant|means|had\s+been|might|seemed)\b")
"""Behind a word that is spoken of: "Here" was the British Museum."""
_LAST = 30
"""Characters that hold the last words."""
_UNSAID_ENDS = SPEECH_VERBS | frozenset("saying answer exclaiming crying shout cry meant implied seemed".split())
"""Words that what is left unsaid may be told with."""
_SIGN_WITHIN = re.compile("[,.!?]")
_PLAIN = frozenset(
    """said says asked asks told tells replied replies answered answers yelled yells shouted shouts whispered whispers
    cried screamed muttered mumbled exclaimed begged""".split()
)
"""Verbs behind which beginners begin speech without a comma."""
_ENDED = re.compile(r"\s*(?:[.,!?…]|$|(?:and|but|then|as|while)\b)")
"""Behind speech; not behind words that belong to the sentence: she said "good morning" to him."""
_SMALL = 3
"""Letters: so short words may be small in a title."""
_FEW = 3
"""Words; so few, without a sign at their end, may be a quoted word."""


def is_speech(text: str, start: int, end: int, within: tuple[int, int], *, resumes: bool = False) -> bool:
    """Whether the quotation in *text* from *start* to *end*, in a paragraph that spans *within*, is spoken.

    *resumes*: a quotation before it in the paragraph broke off.
    """
    words = text[start:end].strip(_BETWEEN)
    before = text[max(within[0], start - 60) : start].rstrip()
    if _WRITTEN_AFTER.match(text, end, min(end + 60, within[1])):
        return False
    if not words:
        return True
    if words[-1] != "." and _UNSAID_AFTER.match(text, end, min(end + 60, within[1])):
        return False
    if not before:
        return words[-1] in _CLOSING or len(words.split()) > _FEW or not _MEANT.match(text, end, within[1])
    lead = _LAST_WORDS.search(before[-_LAST:])
    last = lead[1].lower() if lead else ""
    if (last in SPEECH_VERBS or last in MENTION_WORDS) and _WRITTEN_BEFORE.search(before):
        return False
    glued = before.rstrip("’'")[-1:].isalnum()
    if last in MENTION_WORDS and (glued or before[-1] == ":"):
        return False
    if last in _UNSAID_ENDS and _UNSAID_BEFORE.search(before):
        return False
    if not glued and last not in SPEECH_VERBS and not resumes and _is_only_quoted(words, before[-1]):
        return is_tag(text, end, min(end + 60, within[1]))
    if not glued or last in SPEECH_VERBS:
        if before[-1] in ',:.!?…—–-;"”*_)' or words[-1] in _CLOSING:
            return True
        return last in _PLAIN and len(words.split()) > 1 and _ENDED.match(text, end, within[1]) is not None
    if resumes and words[0].islower():
        return words[-1] in _CLOSING
    if words[-1] in "!?":
        return words[0].isupper()
    return words[-1] in _CLOSING and words[0].isupper() and not _is_title(words)


def _is_only_quoted(words: str, before: str) -> bool:
    """Whether *words* behind the sign *before* may be a word as a word, or a title: unlike himself, "met,"."""
    if before != "," or words[-1] in ".!?…—":
        return False
    few = len(words.split()) <= _FEW and words[0].islower()
    return few or (words[-1] not in _CLOSING and _is_title(words) and _SIGN_WITHIN.search(words) is None)


def _is_title(words: str) -> bool:
    """Whether every word that is not a small one begins with a capital: a single word, a book's title."""
    return all(word[:1].isupper() for word in words.split() if len(word) > _SMALL)
