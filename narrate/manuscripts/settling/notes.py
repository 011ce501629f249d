"""What the author says to the readers around the story: notes, disclaimers, warnings, "please review"; in every format.

A label must be whole and open its paragraph. A label with words behind it takes its own paragraph, and those below it
that go on to speak of the writing. A label alone takes what is below it up to the next heading or ornament, if that
comes soon and leaves a story.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from narrate.manuscripts.draft import Block, Role
from narrate.manuscripts.settling import farewells
from narrate.manuscripts.structure import is_told
from narrate.model import Kind, word_count

_SIGNS = r"[*_(\[{<~=#–—\- \t]*"
_ENDS = (
    r"(?:\s*[*_~\]})>]*\s*"
    r"(?:[:–—]|-+(?=[\s-])|\.(?=\s|$)|[*_~=\-)\]]+$|(?=[\r\n])|$|(?<=[/\\][Nn])(?=\s))[*_~:]*)"
)
"""A label ends with a colon, a dash, its line; a word behind it makes it part of a sentence, but for A/N."""
_AUTHORS = r"(?:the\s+)?author(?:'s|’s|s'|s’|s)?"
_SURE = re.compile(
    rf"""{_SIGNS}(?:
        (?P<author>A\s?[/\\]\s?Ns?|A\.N\.|(?-i:AN)(?=\s*[*_]*\s*(?:[:–—-]|$))|{_AUTHORS}\s+(?:(?:end|opening|chapter)\s+)?notes?)
      | (?P<disclaimer>disclaimers?)
      | (?P<warning>(?-i:TW|CW|TWs|CWs)(?=\s*[*_/]*\s*[:–—])|(?:trigger|content)\s+(?:warnings?|notes?)|tw/cw)
      | (?P<transcriber>transcriber(?:'s|’s|s'|s’|s)?\s+notes?)
    ){_ENDS}""",
    re.IGNORECASE | re.VERBOSE,
)
"""Labels that nothing in a story begins with."""
_EDGE = re.compile(
    rf"""{_SIGNS}(?:
        (?P<author>(?:(?:beginning|opening|start|chapter|end|story|chapter\s+end)\s+)?notes?
            |beta(?:s|['’]?d|ed|[\s-]readers?)?(?:\s+by)?)
      | (?P<warning>warnings?)
      | (?P<summary>(?:chapter\s+)?summary)
    ){_ENDS}""",
    re.IGNORECASE | re.VERBOSE,
)
"""Labels that a letter or a sign in the story may begin with too: they count where no story is around."""
_FIRST = re.compile(
    r"[^\w\"“‘']{0,6}(?:[Aa][/\\. ]|AN|(?i:(?:the )?auth|dis|tr|tw|cw|con)|C(?i:hap)|No|NO|E(?i:nd)"
    r"|B(?i:eg|eta)|O(?i:pen)|S(?i:t|um)|W(?i:arn))"
)
"""How a paragraph begins that may begin with a label: most do not, and are told by this alone."""
_POINTER = re.compile(
    r"\W*\(?see the end of the (?:chapter|work|story) for (?:more |the )?(?:notes|warnings)[^\n]{0,60}$", re.IGNORECASE
)
_ORIGIN = re.compile(r"posted originally on the archive of our own at\b[^\n]{0,200}$", re.IGNORECASE)
_LANDMARK = re.compile(r"(?:Chapter|Work) Text:?\Z")
"""What stands unseen above the text on that archive's pages, and is copied with it."""
_OWNING = re.compile(
    r"\b(?:own(?:s|ed|er|ers|ing)?|characters?|belongs?|copyrights?|profits?|money|rights|trademarks?|property|mine)\b",
    re.IGNORECASE,
)
"""Words of a disclaimer that is not said in the story."""
_WRITING = re.compile(
    r"\b(?:reviews?|reviewed|reviewers?|reviewing|fics?|fanfics?|fanfiction|chapters?|updates?|updated|updating|betas?"
    r"|kudos|(?-i:AU|OOC|OCs?)|disclaimer|feedback|tumblr|ao3|ffn|R&R|one-?shot|drabble|prompts?|flames?|canon|readers"
    r"|on with the (?:story|show|fic|chapter))\b",
    re.IGNORECASE,
)
"""Words of people who speak of what they write."""
_PERSON = re.compile(r"\b(?:I|I['’]\w+|me|my|we|you|your|y['’]?all|enjoy|thanks|thank|please|sorry)\b", re.IGNORECASE)
_QUOTE = '"“‘'
_SHORT = 100
"""Words of a paragraph that is believed to be its note though all of the story follow."""
_LONGEST = 600
"""Words of all paragraphs below a label; the longest notes are shorter than the shortest chapters, mostly."""
_REASONS = {
    "author": "author's note",
    "disclaimer": "disclaimer",
    "warning": "content warning",
    "transcriber": "transcriber's note",
    "summary": "summary",
}
_PLAIN = ("s", "beta", "by", "summary", "reader")
_SILENT = (Role.BREAK, Role.PAUSE, Role.SKIPPED)


@dataclass(frozen=True, slots=True)
class Label:
    """A note's label at the start of a paragraph."""

    reason: str
    alone: bool
    """Nothing else is in the paragraph."""
    sure: bool
    """It is a note's wherever it stands."""
    plain: bool
    """It is spelt as labels are: "Notes", not "Note"."""


def label(words: str) -> Label | None:
    """The label the paragraph *words* opens with."""
    for pattern, sure in ((_SURE, True), (_EDGE, False)):
        match = pattern.match(words)
        if match:
            kind, name = next((kind, name) for kind in _REASONS if (name := match.groupdict().get(kind)))
            plain = name.lower().endswith(_PLAIN)
            return Label(_REASONS[kind], not any(map(str.isalnum, words[match.end() :])), sure, plain)
    return None


def is_origin(words: str) -> bool:
    """Whether the paragraph *words* says from which archive the manuscript is."""
    return bool(_ORIGIN.match(words))


def settled(text: str, blocks: Sequence[Block]) -> list[Block]:
    """*blocks* of *text*, those skipped that the author says to the readers."""
    out = [_landmark(text, one) for one in blocks]
    bounds = [number for number, one in enumerate(out) if one.role is Role.CHAPTER and not _label(text, one)]
    for first, last in pairwise([0, *bounds, len(blocks)]):
        _Section(text, out, first, last, opens=bool(bounds) and last == bounds[0]).settle()
    return out


def _landmark(text: str, block: Block) -> Block:
    named = block.role in (Role.PROSE, Role.CHAPTER) and _LANDMARK.match(text, block.start, block.end)
    return replace(block, role=Role.SKIPPED, reason="header") if named else block


def _label(text: str, block: Block) -> Label | None:
    """The label of *block*; a heading is one only if it is nothing else."""
    if block.role not in (Role.PROSE, Role.CHAPTER) or block.kind is not Kind.NARRATION:
        return None
    if not _FIRST.match(text, block.start, block.end):
        return None
    words = text[block.start : min(block.end, block.start + 80)]
    found = label(words)
    if found is None or (block.role is Role.CHAPTER and not found.alone):
        return None
    return replace(found, alone=found.alone and block.end - block.start <= 80)


class _Section:
    """The blocks from one chapter's heading to the next, whose notes are being skipped."""

    def __init__(self, text: str, blocks: list[Block], first: int, last: int, *, opens: bool) -> None:
        self._text, self._blocks, self._first, self._last = text, blocks, first, last
        self._opens = opens
        """It precedes the first heading: it may hold nothing but notes."""

    def settle(self) -> None:
        """Skips the notes, from the first block on, then what takes leave at the end."""
        at, fresh = self._first, True
        while at < self._last:
            end = self._note(at, fresh)
            if end == at:
                fresh = fresh and self._blocks[at].role is not Role.PROSE
                at += 1
            at = max(at, end)
        self._part()

    def _note(self, at: int, fresh: bool) -> int:
        """Skips the note that begins at block *at*, if one does; returns the block it ends before."""
        block = self._blocks[at]
        if block.role not in (Role.PROSE, Role.CHAPTER):
            return at
        words = self._words(at) if block.end - block.start <= 300 else ""
        if _POINTER.match(words):
            return self._skip(at, at + 1, "author's note")
        if fresh and is_origin(words):
            return self._skip(at, at + 1, "header")
        found = _label(self._text, block)
        if found is None or (found.reason == "summary" and not fresh):
            return at
        if found.alone:
            end = self._below(at, fresh, found)
        else:
            said = found.reason == "disclaimer" and not fresh and not self._is_outside(at)
            heard = found.sure and not said
            heard = heard or (fresh and (found.plain or _speaks_of_writing(self._words(at))))
            end = self._speaking(at + 1) if heard else at
        return self._skip(at, end, found.reason)

    def _is_outside(self, at: int) -> bool:
        """Whether the disclaimer in block *at* is none of the story: by its words, or as no story follows it."""
        last = all(self._blocks[number].role in _SILENT for number in range(at + 1, self._last))
        return last or bool(_OWNING.search(self._words(at)))

    def _below(self, at: int, fresh: bool, found: Label) -> int:
        """Where the note ends whose label stands alone in block *at*."""
        headed = self._blocks[at].role is Role.CHAPTER
        if not found.sure and not headed and not fresh and not self._words(at).rstrip("*_ ").endswith(":"):
            return at
        if found.sure and (end := self._boxed(at)) > at:
            return end
        end, run = at + 1, []
        while end < self._last and self._blocks[end].role in (Role.PROSE, Role.PAUSE) and not self._labelled(end):
            run += [end] if self._blocks[end].role is Role.PROSE else []
            end += 1
        if not run:
            return at + 1 if found.sure or fresh else at
        if self._is_note(run, end, fresh, found, headed=headed):
            return end
        if not found.sure and (not fresh or (headed and not self._is_sure_heading(at, run[0]))):
            return at
        short = word_count(self._words(run[0])) <= _SHORT
        end = self._speaking(run[0] + short)
        return end if end > run[0] else at

    def _boxed(self, at: int) -> int:
        """Where the note ends whose label in block *at* an ornament frames, and closes below; *at* if none does."""
        above, below = at - 1, at + 1
        if above < self._first or below >= self._last or not self._is_line(above, below):
            return at
        end, count = below + 1, 0
        while end < self._last and self._blocks[end].role is Role.PROSE and count <= _LONGEST:
            if _is_speech(self._words(end)):
                return at
            count += word_count(self._words(end))
            end += 1
        boxed = 0 < count <= _LONGEST and end < self._last and self._is_line(above, end)
        return end if boxed else at

    def _is_line(self, above: int, below: int) -> bool:
        """Whether the blocks *above* and *below* are one ornament twice."""
        roles = {self._blocks[above].role, self._blocks[below].role}
        return roles == {Role.BREAK} and self._words(above).strip() == self._words(below).strip()

    def _is_sure_heading(self, at: int, below: int) -> bool:
        """Whether the heading in block *at* is no chapter's: "Chapter Notes" is not, "Notes" may be."""
        return word_count(self._words(at)) > 1 or _speaks_of_writing(self._words(below))

    def _labelled(self, at: int) -> bool:
        return _label(self._text, self._blocks[at]) is not None

    def _is_note(self, run: Sequence[int], end: int, fresh: bool, found: Label, *, headed: bool) -> bool:
        """Whether all paragraphs of *run*, below the label *found*, are its note, and not the story too."""
        texts = [self._words(number) for number in run]
        count = sum(map(word_count, texts)) if len(run) <= _LONGEST else _LONGEST * 4
        if count > _LONGEST * (3 if headed and found.sure else 1):
            return False
        if fresh and end == self._last and not self._opens:
            return False  # nothing of the chapter would be left
        told = sum(map(_is_speech, texts))
        if len(run) > 1 and (2 * told >= len(run) or (told and not found.sure)):
            return False  # a chapter may be called "Notes", or "Beta" below "Alpha"
        if headed and not (found.sure or fresh) and count > _SHORT and not any(map(_speaks_of_writing, texts)):
            return False
        if end == self._last and (headed or self._opens or not fresh):
            return headed or not texts[0].startswith(tuple(_QUOTE))
        return len(run) == 1 or 2 * sum(map(_speaks_of_writing, texts)) >= len(run)

    def _speaking(self, at: int) -> int:
        """The first block from *at* on that does not go on to speak of the writing."""
        while (
            at < self._last
            and self._blocks[at].role is Role.PROSE
            and not self._labelled(at)
            and _speaks_of_writing(self._words(at))
        ):
            at += 1
        return at

    def _part(self) -> None:
        """Skips what takes leave of the readers at the section's end."""
        for at in range(self._last - 1, self._first - 1, -1):
            block = self._blocks[at]
            if block.role in _SILENT:
                continue
            words = self._words(at) if block.end - block.start <= farewells.CHARACTERS else ""
            found = _label(self._text, block) if words and block.role is Role.PROSE else None
            if block.role is Role.PROSE and farewells.is_parting(words):
                self._skip(at, at + 1, "end matter")
            elif found and not found.alone and found.reason != "summary" and (found.plain or _speaks_of_writing(words)):
                self._skip(at, at + 1, found.reason)
            else:
                return

    def _words(self, at: int) -> str:
        return self._text[self._blocks[at].start : self._blocks[at].end]

    def _skip(self, first: int, last: int, reason: str) -> int:
        for number in range(first, last):
            if self._blocks[number].role not in (Role.PAUSE, Role.BREAK):
                self._blocks[number] = replace(self._blocks[number], role=Role.SKIPPED, reason=reason)
        return last


def _is_speech(words: str) -> bool:
    """Whether somebody in the story speaks."""
    return words.startswith(tuple(_QUOTE)) or is_told(words)


def _speaks_of_writing(words: str) -> bool:
    """Whether somebody speaks to readers of what they write, and nobody in the story speaks."""
    return not words.startswith(tuple(_QUOTE)) and bool(_WRITING.search(words) and _PERSON.search(words))
