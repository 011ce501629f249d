"""Thoughts: what somebody says to themselves, or mind to mind; told by a tag, by italics, by signs of telepathy."""

import re
from collections.abc import Iterator, Sequence

from narrate.dialogue.lexicon import THOUGHT_VERBS
from narrate.dialogue.tags import is_tag
from narrate.model import Foreign

Span = tuple[int, int]

_VERBS = "|".join(sorted(THOUGHT_VERBS - {"thinking", "think"}))
_NAME = r"[A-Z][\w’'-]*(?:\.?\s+[A-Z][\w’'-]*){0,2}"
_WHO = rf"(?:he|she|they|we|I|{_NAME}|(?:the|his|her|my|their)\s+[\w’'-]+(?:\s+[\w’'-]+)?)"
_SELF = r"(?:himself|herself|myself|themselves|ourselves)"
_AFTER = re.compile(
    rf"[\s,—–*_-]*(?:{_WHO}\s+(?:had\s+|\w+ly\s+)?(?:{_VERBS})|(?:{_VERBS})\s+{_WHO})(?!\s*(?:aloud|out\s+loud)|[\w’'])"
)
"""Behind a thought: she thought; wondered Emma."""
_BEFORE = re.compile(
    rf"(?:\b(?:{_VERBS})(?:\s+(?:to\s+{_SELF}|\w+ly))?|\bthinking(?:\s+to\s+{_SELF})?|\btold\s+{_SELF})\s*[,:—–-]$"
)
"""Before a thought: she thought,"""
_TELEPATHY = re.compile(
    r"(?<![\w:])::(?=[^\s:])[^:]{1,600}(?<=\S)::(?!:)"
    r"|(?<![\w:/])//(?=[^\s/])[^/]{1,600}(?<=\S)//(?![\w/])"
    r"|(?<![\w<])<<\s*(?=[^\W\d])[^<>=]{1,600}?[.,!?…—–-]\s*>>(?![\w>])"
    r"|(?<![\w<])<(?=\w)[^<>=/]{1,600}(?<=\S)>(?!\w)"
    r"|(?<![\w~])~(?=\w)[^~]{1,600}(?<=[\w.,!?…])~(?![\w~])"
)
_SINGLE = re.compile(r"['‘](?=[\w…])[^\"“”„]{1,600}?[.,!?…—–-]['’](?!\w)")
_CLAUSE = re.compile(r"\w\s+\S*\w|\w[.!?…]+\W*$")
"""Two words, or one that is a sentence."""
_PERSONAL = re.compile(
    r"\b(?:I|I['’]\w+|me|my|mine|myself|we|us|our|you|you['’]\w+|your|yours|is|isn['’]t|are|aren['’]t|am|has|hasn['’]t"
    r"|do|don['’]t|does|doesn['’]t|can|can['’]t|will|won['’]t|must|let['’]?s|it['’]s|that['’]s|what['’]s|there['’]s"
    r"|here['’]s|who['’]s|where['’]s|how['’]s|(?:he|she|they|we)['’](?:s|re|ve|ll))\b|\?",
    re.IGNORECASE,
)
"""In a thought somebody speaks of now, of "I" or to "you", or asks."""
_SENTENCE_END = re.compile(r"(?:[.!?…:][\"”’)*_]*|[—–])\s*$")
_JOINING = (",", "—", "–", "-")
_EMPHASIS = "*_ \t\r\n"
_TAG_LENGTH = 80
"""Characters."""
_FEW_WORDS = 4
"""As few may be a stressed word, a title, a ship, a foreign phrase; then they must end a sentence."""


def is_thought(text: str, start: int, end: int, within: tuple[int, int]) -> bool:
    """Whether a tag says that what *text* has from *start* to *end*, in a paragraph that spans *within*, is thought."""
    if has_tag(text, end, within[1]):
        return text[start:end].rstrip("\"”’'»*_ \n")[-1:] in ",?!…-—–" or text[end : end + 2].strip()[:1].islower()
    lead = text[max(within[0], start - 60) : start].rstrip()
    return lead[-1:] in (",", ":", "—", "–", "-") and _BEFORE.search(lead) is not None


def has_tag(text: str, start: int, end: int) -> bool:
    """Whether what *text* has from *start* to *end*, behind a quotation, begins with words like "she thought"."""
    return _AFTER.match(text, start, min(start + _TAG_LENGTH, end)) is not None


def is_mused(text: str, start: int, end: int) -> bool:
    """Whether *text* from *start* to *end*, a paragraph where speech has double marks, is or begins with a thought in
    single ones: 'Why is he so loud...' or 'This is bad,' she thought.
    """
    match = _SINGLE.match(text, start, end)
    return match is not None and (not text[match.end() : end].strip() or has_tag(text, match.end(), end))


def telepathy(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans in *text* from *start* to *end*, narration, between signs that stand for words sent mind to mind."""
    for match in _TELEPATHY.finditer(text, start, end):
        if _CLAUSE.search(match[0].strip("<>:/~ ")) or _is_followed(text, match.end(), end):
            yield match.span()


def _is_followed(text: str, start: int, end: int) -> bool:
    """Whether a tag of speech or thought begins what *text* has from *start* to *end*, behind telepathy."""
    return has_tag(text, start, end) or is_tag(text, start, end)


def slanted(text: str, spans: Sequence[Span], within: Span, foreign: Sequence[Foreign] = ()) -> Iterator[Span]:
    """Those of *spans* of *text*, in italics in a paragraph that spans *within*, which are thought."""
    for start, end in spans:
        words = text[start:end].strip(_EMPHASIS)
        if any(one.start < end and start < one.end for one in foreign):
            continue
        own = _CLAUSE.search(words) and (is_thought(text, start, end, within) or _is_inner(text, start, end, within))
        if own or _is_tagged(text, start, end, within):
            yield start, end


def _is_tagged(text: str, start: int, end: int, within: Span) -> bool:
    """Whether a whole sentence in italics has a tag of thought, and its comma or full stop stands outside."""
    before, after = text[max(within[0], start - 60) : start].rstrip(), text[end : end + 4].lstrip(_EMPHASIS)
    if (not before or _SENTENCE_END.search(before)) and after[:1] in _JOINING:
        return has_tag(text, end, within[1])
    return after[:1] in ("", ".", "!", "?", "…") and before[-1:] in (",", ":") and _BEFORE.search(before) is not None


def _is_inner(text: str, start: int, end: int, within: Span) -> bool:
    """Whether whole sentences in italics are somebody's own words, and not a title or a stressed word."""
    words = text[start:end].strip(_EMPHASIS)
    before = text[max(within[0], start - 8) : start]
    if before.strip() and not _SENTENCE_END.search(before):
        return False
    ended = words[-1] in ".!?…—–-" or end == within[1]
    return ended and (len(words.split()) >= _FEW_WORDS or words[-1] in ".!?…") and _PERSONAL.search(words) is not None
