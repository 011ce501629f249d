"""Splits paragraphs into what is told, said and thought, whatever the marks."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from narrate.dialogue.conventions import Style, is_signature, styles
from narrate.dialogue.italics import italics, passages
from narrate.dialogue.letters import is_letter, is_salutation
from narrate.dialogue.marks import Convention, Quoted, marks, pattern, quoted
from narrate.dialogue.roleplay import is_roleplay, spoken_beside
from narrate.dialogue.sentences import cut, last_sign
from narrate.dialogue.speech import MARKS, is_speech
from narrate.dialogue.tags import first_tag, is_tag, undirected, unincised, unparted
from narrate.dialogue.thoughts import has_tag, is_mused, is_thought, slanted, telepathy
from narrate.model import Basis, Kind, Manuscript, Paragraph, Utterance

_DASHES = ("—", "–", "-")
_SPEECH_DASHES = ("—", "―", "–", "--")
_BREAKING_OFF = (",", "…", *_DASHES)
_RESUMING = (",", ";", ":", *_DASHES)
_TERMINAL = frozenset(".!?…")
_BLANKS = re.compile(r"\s*+\Z")
_LONG, _SPARSE = 2000, 8
"""Characters of a paragraph, and for each of its signs: a long one with so many is noise, or an attack."""
_LINKED = (Kind.QUOTATION, Kind.THOUGHT, Kind.MESSAGE, Kind.LETTER)
"""Kinds whose pieces, parted only to fit a clip or by what is skipped, continue one another."""
_MUSING = pattern((Convention.DOUBLE, Convention.SINGLE), latex=False)
"""Signs of a paragraph that begins with a thought in single marks, where speech has double ones."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one paragraph: a quotation with its marks, a thought, or what stands around them."""

    start: int
    end: int
    kind: Kind = Kind.NARRATION
    open_end: bool = False
    """The closing mark is missing."""


def segment(manuscript: Manuscript) -> tuple[Utterance, ...]:
    """The utterances of *manuscript* in order, not yet attributed; together with its skipped spans they cover it."""
    return tuple(_Segmenter(manuscript).utterances())


class _Segmenter:
    def __init__(self, manuscript: Manuscript) -> None:
        self._text, self._paragraphs = manuscript.text, manuscript.paragraphs
        self._styles = styles(manuscript)
        self._italics = italics(manuscript)
        self._passages = passages(manuscript, self._italics)
        self._roleplay = is_roleplay(manuscript, self._italics)
        self._foreign = manuscript.foreign
        self._holes = [(one.start, one.end) for one in manuscript.skipped]
        self._telepathy = any(sign in self._text for sign in ("::", "//", "<", "~"))

    def utterances(self) -> Iterator[Utterance]:
        left_open: Kind | None = None
        scene = (0, 0)
        for number, paragraph in enumerate(self._paragraphs):
            place = paragraph.place
            if scene != (place.chapter, place.scene) or self._is_dashed(paragraph):
                left_open, scene = None, (place.chapter, place.scene)
            if paragraph.kind is Kind.NARRATION:
                pieces = self._pieces(number, paragraph, left_open)
            else:
                pieces = [Piece(paragraph.start, paragraph.end, paragraph.kind)]
            yield from self._utterances(paragraph, pieces, left_open is not None)
            left_open = pieces[-1].kind if pieces and pieces[-1].open_end else None

    def _pieces(self, number: int, paragraph: Paragraph, left_open: Kind | None) -> list[Piece]:
        """Quotations, thoughts and what stands between them; words that are only quoted stay narration."""
        within = (paragraph.start, paragraph.end)
        mused = left_open is None and self._is_mused(paragraph)
        out: list[Piece] = []
        at = paragraph.start
        for one in self._quotations(number, paragraph, left_open is not None, mused=mused):
            going_on = left_open if one.start == paragraph.start else None
            if one.open_end and is_salutation(self._text, one.start, one.end):
                kind = Kind.LETTER
            elif going_on is None and (
                (mused and one.start == paragraph.start) or self._goes_on_thinking(out, at, one, within)
            ):
                kind = Kind.THOUGHT
            else:
                kind = going_on or self._kind(one, within)
            out += self._told(number, at, one.start, within)
            out.append(Piece(one.start, one.end, kind, one.open_end))
            at = one.end
        out += self._told(number, at, paragraph.end, within)
        return out

    def _kind(self, one: Piece, within: Span) -> Kind:
        if is_thought(self._text, one.start, one.end, within):
            return Kind.THOUGHT
        alone = _BLANKS.match(self._text, one.end, within[1]) is not None
        return Kind.LETTER if alone and is_letter(self._text, one.start, one.end) else Kind.QUOTATION

    def _goes_on_thinking(self, before: list[Piece], at: int, one: Piece, within: Span) -> bool:
        """Whether nothing but a tag parts *one* from a thought *before* it: "Bad," she thought. "Very bad."."""
        if not before or before[-1].kind is not Kind.THOUGHT or not has_tag(self._text, at, one.start):
            return False
        told = self._text[at : one.start].strip()
        return _TERMINAL.isdisjoint(told[:-1]) and not is_tag(self._text, one.end, within[1])

    def _told(self, number: int, start: int, end: int, within: Span) -> Iterator[Piece]:
        """What stands from *start* to *end* outside quotations: narration, and thoughts in it."""
        own = () if number in self._passages or self._roleplay else self._italics.get(number, ())
        thoughts: list[Span] = []
        if own:
            inside = own[bisect_left(own, (start, 0)) : bisect_left(own, (end, 0))]
            thoughts += slanted(self._text, [one for one in inside if one[1] <= end], within, self._foreign)
        if self._telepathy:
            thoughts = sorted({*thoughts, *telepathy(self._text, start, end)})
        for begin, stop in thoughts:
            if begin >= start:
                yield from [Piece(start, begin)] if start < begin else []
                yield Piece(begin, stop, Kind.THOUGHT)
                start = stop
        if start < end:
            yield Piece(start, end)

    def _quotations(self, number: int, paragraph: Paragraph, left_open: bool, *, mused: bool) -> Iterator[Piece]:
        text, style = self._text, self._styles[paragraph.place.chapter - 1]
        start, end = paragraph.start, paragraph.end
        if self._roleplay:
            yield from (
                Piece(*span, Kind.QUOTATION) for span in spoken_beside(paragraph, self._italics.get(number, ()))
            )
            return
        if self._is_dashed(paragraph):
            closing = text.find("»", start, end) + 1  # of guillemets that opened paragraphs above
            stop = closing if closing and "«" not in text[start:closing] else end
            yield from (Piece(*span, Kind.QUOTATION) for span in unparted(text, start, stop))
            return
        if end - start > _LONG and len(style.signs.findall(text, start, end)) * _SPARSE > end - start:
            return
        sought = _MUSING if mused else style.signs
        signs = [one for one in marks(text, start, end, sought, outward=style.outward) if not self._skips(one.start)]
        if not signs:
            return
        followed = self._is_followed(number, style)
        said: Piece | None = None
        for one in quoted(signs, start, end, first=style.first, left_open=left_open, followed=followed):
            resumes = said is not None and last_sign(text[said.start : said.end]) not in ".!?"
            for said in self._said(one, (start, end), followed, resumes):
                yield said

    def _said(self, one: Quoted, within: Span, followed: bool, resumes: bool) -> Iterator[Piece]:
        """The quotation *one* as far as it is speech."""
        text, start, end = self._text, one.start, one.end
        open_end = False
        if not one.closed:
            tag = None if followed and end == within[1] else first_tag(text, start, end)
            open_end, end = end == within[1] and tag is None, tag or end
        elif (
            one.opened
            and one.convention is not Convention.CORNER
            and not is_speech(text, start, end, within, resumes=resumes)
        ):
            return
        parted = unincised if one.convention is Convention.GUILLEMET else undirected
        *spans, last = parted(text, start, end)
        yield from (Piece(*span, Kind.QUOTATION) for span in spans)
        yield Piece(*last, Kind.QUOTATION, open_end)

    def _is_mused(self, paragraph: Paragraph) -> bool:
        """Whether a thought in single marks begins here, or is all there is."""
        musing = self._styles[paragraph.place.chapter - 1].musing and not self._roleplay
        return musing and is_mused(self._text, paragraph.start, paragraph.end)

    def _is_dashed(self, paragraph: Paragraph) -> bool:
        """Whether a dash begins a speech here."""
        start = paragraph.start
        dashes = self._styles[paragraph.place.chapter - 1].dashes and self._text.startswith(_SPEECH_DASHES, start)
        return dashes and not is_signature(self._text[start : paragraph.end])

    def _is_followed(self, number: int, style: Style) -> bool:
        """Whether the next paragraph, of the same scene, begins with a mark, or with a dash of speech."""
        if number + 1 == len(self._paragraphs):
            return False
        here, other = self._paragraphs[number : number + 2]
        same = (here.place.chapter, here.place.scene) == (other.place.chapter, other.place.scene)
        if not same or other.kind is not Kind.NARRATION:
            return False
        return style.signs.match(self._text, other.start) is not None or self._is_dashed(other)

    def _skips(self, at: int) -> bool:
        hole = bisect_left(self._holes, (at + 1, 0)) - 1
        return hole >= 0 and at < self._holes[hole][1]

    def _utterances(self, paragraph: Paragraph, pieces: list[Piece], left_open: bool) -> Iterator[Utterance]:
        """The utterances of one paragraph; long pieces are cut between sentences, all around what is skipped."""
        quoted = 0
        given = paragraph.speaker if paragraph.kind not in (Kind.NARRATION, Kind.HEADING) else None
        for index, piece in enumerate(pieces):
            said = piece.kind is Kind.QUOTATION or piece.kind is Kind.THOUGHT
            continues = said and (_interrupted(self._text, pieces, index) if quoted else left_open and index == 0)
            quoted += said
            for start, end in self._cut(piece):
                words = self._text[start:end]
                one = Utterance(start, end, words, piece.kind, paragraph.place, continues=continues)
                yield _given(one, given) if given else one
                continues = piece.kind in _LINKED

    def _cut(self, piece: Piece) -> Iterator[Span]:
        at = piece.start
        for number in range(max(0, bisect_left(self._holes, (at, 0)) - 1), len(self._holes)):
            start, end = self._holes[number]
            if start >= piece.end:
                break
            yield from cut(self._text, at, max(at, start))
            at = max(at, end)
        yield from cut(self._text, at, max(at, piece.end))


def _given(one: Utterance, speaker: str) -> Utterance:
    return replace(one, speaker=speaker, basis=Basis.GIVEN)


def _interrupted(text: str, pieces: list[Piece], index: int) -> bool:
    """Whether the narration before a quotation only interrupts one sentence of speech."""
    if index < 2 or pieces[index - 1].kind is not Kind.NARRATION or pieces[index - 2].kind is not pieces[index].kind:
        return False
    between = text[pieces[index - 1].start : pieces[index - 1].end].strip()
    before = text[pieces[index - 2].start : pieces[index - 2].end].rstrip(MARKS + " \n").rstrip()
    if between[:1] == "(" and ")" in between[-2:] and text[pieces[index].start] not in MARKS:
        return True
    breaks_off = before.endswith(_BREAKING_OFF) or between.startswith(_DASHES)
    return breaks_off and between.endswith(_RESUMING) and _TERMINAL.isdisjoint(between)
