"""Splits paragraphs into narration and quotations: straight and curly double quotes, by paragraph."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from narrate.dialogue.lexicon import FUNCTION_WORDS, MENTION_WORDS, SPEECH_VERBS, WRITTEN_NOUNS
from narrate.dialogue.sentences import cut
from narrate.model import Kind, Manuscript, Paragraph, Utterance

_MARK = re.compile('["“”]{3,}|["“”]')
"""A quotation mark; a row of them is one."""
_CLOSING = ".,!?…—–-~*_"
"""Characters a quotation ends with, before its closing mark."""
_BETWEEN = '"“” \t\r\n\u00a0'
_DASHES = ("—", "–", "-")
_BREAKING_OFF = (",", "…", *_DASHES)
_RESUMING = (",", ";", ":", *_DASHES)
_TERMINAL = re.compile(r"[.!?…]")
_LAST_WORDS = re.compile(r"([\w’']+)\W*?(?:(?:it|him|her|them|me|us|simply|just|only|the)\s+)?$", re.IGNORECASE)

_READS = r"(?:said|says|read|reads|asked|screamed|shouted|proclaimed|announced|declared|stated|warned|promised|advised)"
_NO_ADJECTIVE = rf"(?!(?:{'|'.join(sorted(FUNCTION_WORDS))})\b)"
_THING = (
    rf"(?:\w+['’]s|the|an?|his|her|my|its|their|our|your|one|another|this|that|each)\s+(?:{_NO_ADJECTIVE}[a-z’'-]+\s+){{0,2}}?"
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


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one paragraph: a quotation with its marks, or what stands around it."""

    start: int
    end: int
    quoted: bool
    open_end: bool = False
    """The closing mark is missing."""


def segment(manuscript: Manuscript) -> tuple[Utterance, ...]:
    """The utterances of *manuscript* in order, not yet attributed; together with its skipped spans they cover it."""
    out: list[Utterance] = []
    left_open, scene = False, (0, 0)
    for paragraph in manuscript.paragraphs:
        left_open = left_open and scene == (paragraph.place.chapter, paragraph.place.scene)
        scene = (paragraph.place.chapter, paragraph.place.scene)
        if paragraph.kind is Kind.HEADING:
            words = manuscript.text[paragraph.start : paragraph.end]
            out.append(Utterance(paragraph.start, paragraph.end, words, Kind.HEADING, paragraph.place))
            left_open = False
            continue
        pieces = _pieces(manuscript.text, paragraph, left_open)
        out += _utterances(manuscript.text, paragraph, pieces, left_open)
        left_open = bool(pieces) and pieces[-1].open_end
    return tuple(out)


def _pieces(text: str, paragraph: Paragraph, left_open: bool) -> list[Piece]:
    """Quotations and what stands between them; words that are only quoted stay narration."""
    out: list[Piece] = []
    at = paragraph.start
    for piece in _quotations(text, paragraph, left_open):
        if not piece.open_end and not _is_speech(text, paragraph, piece):
            continue
        if at < piece.start:
            out.append(Piece(at, piece.start, quoted=False))
        out.append(piece)
        at = piece.end
    if at < paragraph.end:
        out.append(Piece(at, paragraph.end, quoted=False))
    return out


def _quotations(text: str, paragraph: Paragraph, left_open: bool) -> Iterator[Piece]:
    marks = _marks(text, paragraph)
    if len(marks) % 2 and _looks_closing(text, paragraph, marks[0]):
        start, end = marks[0]
        if left_open or len(marks) == 1 or text[start] == "”":
            yield Piece(paragraph.start, end, quoted=True)  # the opening mark was left out
            marks = marks[1:]
    opened: int | None = None
    for start, end in marks:
        if opened is None:
            opened = start
        elif text[start] != "“" or _looks_closing(text, paragraph, (start, end)):
            yield Piece(opened, end, quoted=True)
            opened = None
    if opened is not None:
        yield Piece(opened, paragraph.end, quoted=True, open_end=True)


def _marks(text: str, paragraph: Paragraph) -> list[tuple[int, int]]:
    """Where quotation marks start and end; those of inches are none."""
    found = [match.span() for match in _MARK.finditer(text, paragraph.start, paragraph.end)]
    others = [(at, end) for at, end in found if at == paragraph.start or text[at] == "“" or not text[at - 1].isdigit()]
    inches = len(found) - len(others)
    return others if inches and len(others) % 2 == 0 and (len(found) % 2 or not others) else found


def _looks_closing(text: str, paragraph: Paragraph, mark: tuple[int, int]) -> bool:
    before = text[mark[0] - 1] if mark[0] > paragraph.start else " "
    after = text[mark[1]] if mark[1] < paragraph.end else " "
    return not before.isspace() and not after.isalnum() and (after.isspace() or not before.isalnum())


def _is_speech(text: str, paragraph: Paragraph, piece: Piece) -> bool:
    """Whether a quotation is spoken, and not a title, a sign, a quoted word, or what somebody might say."""
    words = text[piece.start : piece.end].strip(_BETWEEN)
    before = text[max(paragraph.start, piece.start - 60) : piece.start].rstrip()
    if _WRITTEN_AFTER.match(text, piece.end, min(piece.end + 60, paragraph.end)):
        return False
    if not words or not before:
        return True
    lead = _LAST_WORDS.search(before)
    last = lead[1].lower() if lead else ""
    if (last in SPEECH_VERBS or last in MENTION_WORDS) and _WRITTEN_BEFORE.search(before):
        return False
    glued = before[-1].isalnum() or before[-1] in "’'"
    if last in MENTION_WORDS and (glued or before[-1] == ":"):
        return False
    if not glued or last in SPEECH_VERBS:
        return before[-1] in ',:.!?…—–-;"”*_)' or words[-1] in _CLOSING
    return words[-1] in _CLOSING and words[0].isupper() and len(words.split()) > 1


def _utterances(text: str, paragraph: Paragraph, pieces: list[Piece], left_open: bool) -> Iterator[Utterance]:
    """The utterances of one paragraph; long pieces are cut between sentences."""
    quoted = 0
    for index, piece in enumerate(pieces):
        kind = Kind.QUOTATION if piece.quoted else Kind.NARRATION
        continues = piece.quoted and (_interrupted(text, pieces, index) if quoted else left_open and index == 0)
        quoted += piece.quoted
        for start, end in cut(text, piece.start, piece.end):
            linked = continues and piece.quoted
            yield Utterance(start, end, text[start:end], kind, paragraph.place, continues=linked)
            continues = True


def _interrupted(text: str, pieces: list[Piece], index: int) -> bool:
    """Whether the narration before a quotation only interrupts one sentence of speech."""
    if index < 2 or pieces[index - 1].quoted:
        return False
    between = text[pieces[index - 1].start : pieces[index - 1].end].strip()
    before = text[pieces[index - 2].start : pieces[index - 2].end].rstrip('"”').rstrip()
    breaks_off = before.endswith(_BREAKING_OFF) or between.startswith(_DASHES)
    return not _TERMINAL.search(between) and breaks_off and between.endswith(_RESUMING)
