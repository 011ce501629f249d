"""Which conventions of dialogue a manuscript uses, chapter by chapter."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from narrate.dialogue.marks import Convention, pattern
from narrate.dialogue.tags import is_tag
from narrate.dialogue.thoughts import has_tag
from narrate.model import Kind, Manuscript, Paragraph

_FIRST = re.compile(
    r"[*_]*(?:(?P<DOUBLE>[\"“”„‟＂]|``)|(?P<GUILLEMET>[«»])|(?P<CORNER>[「『])|(?P<DASH>[—―–]|--(?!-))|(?P<SINGLE>['‘’]))"
    r"\s*(?=[\w¿¡.…'’—–-])"
)
"""The mark that a paragraph of speech begins with."""
_CLOSED = re.compile(r"[.,!?…—–-][*_]*['’](?!\w)")
_SINGLE_WITHIN = re.compile(r"(?<![\w.,!?])['‘](?=\w)[^\"“”]{0,150}?[.,!?…—–-]['’](?!\w)")
_DOUBLE_ANYWHERE = re.compile('["“”„‟＂]|``')
_SLANTS = "*_ \t\r\n\u00a0"
_LEAD = "—―–-" + _SLANTS
"""What may stand behind a signature, and before it."""
_SIGNATURE_WORDS = 4
"""A dash before so few words, none of which ends a sentence, tells who wrote what stands above."""
_ENOUGH = 5
"""Paragraphs of speech by which a chapter decides for itself; an anthology may change from story to story."""
_SHARE = 0.03
"""Of the speech of the main convention: what is rarer in single marks, or behind dashes, is something else."""
_BESIDE = 0.5
"""Of the speech in other marks than guillemets: what is rarer behind dashes is narration that goes on, what is rarer
in single marks beside double ones is thought."""
_MARKED = tuple(one for one in Convention if one is not Convention.DASH)


@dataclass(frozen=True, slots=True)
class Style:
    """How the dialogue of a chapter is marked."""

    first: Convention
    """Which marks most of its speech stands in, if not behind dashes."""
    signs: re.Pattern[str]
    """Finds every sign that may be a mark."""
    outward: bool
    """Guillemets point outward, as « », and not inward."""
    dashes: bool
    """A dash begins a speech."""
    musing: bool
    """Speech stands in double marks, so that single ones hold what is thought, or quoted."""


def styles(manuscript: Manuscript) -> tuple[Style, ...]:
    """The style of every chapter of *manuscript*."""
    text = manuscript.text
    votes = [Counter[str]() for _ in manuscript.chapters]
    for paragraph in manuscript.paragraphs:
        if paragraph.kind is Kind.NARRATION:
            votes[paragraph.place.chapter - 1].update(_votes(text, paragraph))
    all_ = sum(votes, Counter[str]())
    if not all_.total():
        all_.update(_within(text, manuscript.paragraphs))
    latex, inward = "``" in text, -1 < text.find("»") < text.find("«") or "«" not in text
    decided = [own if sum(own[one.name] for one in Convention) >= _ENOUGH else all_ for own in votes]
    return tuple(_style(own, latex=latex, inward=inward) for own in decided)


def _votes(text: str, paragraph: Paragraph) -> Iterable[str]:
    """The convention of the mark that *paragraph* begins with."""
    match = _FIRST.match(text, paragraph.start, paragraph.end)
    if match is None or match.lastgroup is None:
        return ()
    if match.lastgroup == "SINGLE":
        closed = _CLOSED.search(text, match.end(), paragraph.end)
        return ("SINGLE", *_spoken(text, closed.end(), paragraph.end)) if closed else ()
    if match.lastgroup == "DASH" and is_signature(text[paragraph.start : paragraph.end]):
        return ()
    return (match.lastgroup, text[match.start("GUILLEMET")]) if match["GUILLEMET"] else (match.lastgroup,)


def _spoken(text: str, start: int, end: int) -> tuple[str, ...]:
    """Whether a tag of speech, not of thought, begins what *text* has from *start* to *end*, behind a single mark."""
    return ("SPOKEN",) if is_tag(text, start, end) and not has_tag(text, start, end) else ()


def is_signature(words: str) -> bool:
    """Whether *words*, a paragraph that begins with a dash, tell who wrote what stands above it."""
    words = words.lstrip(_LEAD).rstrip(_SLANTS)
    return len(words.split()) <= _SIGNATURE_WORDS and words[-1:] not in ".!?…—–-,:;" and words[:1].isupper()


def _within(text: str, paragraphs: Iterable[Paragraph]) -> Iterable[str]:
    """The same where no paragraph begins with a mark: by the first marks inside."""
    if _DOUBLE_ANYWHERE.search(text):
        return ("DOUBLE",)
    single = any(_SINGLE_WITHIN.search(text, one.start, one.end) for one in paragraphs if one.kind is Kind.NARRATION)
    return ("SINGLE",) if single else ()


def _style(votes: Counter[str], *, latex: bool, inward: bool) -> Style:
    most = max((votes[one.name] for one in Convention), default=0)
    enough = max(1.0, _SHARE * most)
    first = max(_MARKED, key=lambda one: votes[one.name])  # of equals the double marks, which come first
    rivals = votes["SPOKEN"] >= enough or votes["SINGLE"] >= max(_ENOUGH, _BESIDE * votes["DOUBLE"])
    musing = votes["DOUBLE"] > 0 and first is Convention.DOUBLE and not rivals
    single = votes["SINGLE"] >= enough and not musing
    marked = tuple(one for one in _MARKED if one is not Convention.SINGLE or single)
    inward = votes["»"] > votes["«"] if votes["GUILLEMET"] else inward
    many = enough if first is Convention.GUILLEMET else max(enough, _BESIDE * votes[first.name])
    return Style(first, pattern(marked, latex=latex), not inward, votes["DASH"] >= many, musing)
