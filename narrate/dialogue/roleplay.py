"""Role-play: *She sits.* Hello there. Actions stand between asterisks, or in italics, and what is said has no marks."""

import re
from collections.abc import Iterator, Mapping, Sequence

from narrate.model import Kind, Manuscript, Paragraph

_MARKS = re.compile('["“”„«»「」『』]|``')
_ACTION = re.compile(
    r"[*_]*\s*(?:(?:[Ss]?[Hh]e|[Tt]hey|I|(?!What|Who|Where|When|Why|How|Th|It)[A-Z][\w’'-]*|(?:[Tt]he|[Hh]is|[Hh]er)\s+\w+)"
    r"\s+(?:\w+ly\s+)?)?(?!(?:is|was|has|does|this|his|us|as|its|always|yes|perhaps|these|something|nothing)\b)"
    r"[a-z]+(?:s|ing)\b[^?]*$"
)
"""Told in the present: She sits; nods slowly; waving."""
_BLANKS = re.compile(r"\s*+")
_SHARE = 0.5
"""Of the paragraphs: in role-play most have an action, and of the actions most are told in the present."""

Span = tuple[int, int]


def is_roleplay(manuscript: Manuscript, slanted: Mapping[int, Sequence[Span]]) -> bool:
    """Whether *manuscript* is written so throughout; what is *slanted* stands in italics, by number of paragraph."""
    text, paragraphs = manuscript.text, manuscript.paragraphs
    if not slanted or _MARKS.search(text):
        return False
    prose = sum(one.kind is Kind.NARRATION for one in paragraphs)
    acted = [_is_action(text, paragraphs[number], span) for number, own in slanted.items() for span in own]
    speaks = any(_is_beside(text, paragraphs[number], own) for number, own in slanted.items())
    return speaks and len(slanted) >= _SHARE * prose and sum(acted) >= _SHARE * len(acted)


def spoken_beside(paragraph: Paragraph, actions: Sequence[Span]) -> Iterator[Span]:
    """What is said in *paragraph*: what stands between its *actions*."""
    at = paragraph.start
    for start, end in actions:
        if at < start:
            yield at, start
        at = end
    if at < paragraph.end:
        yield at, paragraph.end


def _is_action(text: str, paragraph: Paragraph, span: Span) -> bool:
    """Whether *span* tells what somebody does; one word amid others is stressed: the house was *freezing* then."""
    start, end = span
    several = len(text[start:end].split()) > 1
    edge = _BLANKS.fullmatch(text, paragraph.start, start) or _BLANKS.fullmatch(text, end, paragraph.end)
    return (several or edge is not None) and _ACTION.match(text, start, end) is not None


def _is_beside(text: str, paragraph: Paragraph, actions: Sequence[Span]) -> bool:
    """Whether there are words in *paragraph* beside its *actions*."""
    return any(any(map(str.isalnum, text[start:end])) for start, end in spoken_beside(paragraph, actions))
