"""From a tree of markup to text and blocks: HTML, EPUB, DOCX and Markdown are all set here."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from narrate.manuscripts.draft import Block, Draft, Role
from narrate.manuscripts.marked.elements import HEADINGS, UNSEEN, Open, Treat, Treatment, name_of, seen
from narrate.manuscripts.marked.sheets import Styles
from narrate.manuscripts.marked.spacing import BLANKS, paused, rows
from narrate.manuscripts.marked.trees import Element
from narrate.model import Foreign, Kind

__all__ = ["Element", "Setter", "Treat", "Treatment", "name_of"]

_ALONE = frozenset("br hr img".split())
_PREFORMATTED = frozenset("pre listing plaintext xmp".split())
_MARKS = ("“”", "‘’")
"""What stands around the element q, which is a quotation without marks; inside another, the second."""
_FOLDED = re.compile(r"[ \t\r\n\f]+")
"""What HTML folds into one blank; a no-break space is none of it."""
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")


class Setter:
    """Sets the canonical text block by block: blanks folded, an empty line between blocks, italics kept as spans.

    What is skipped inside a paragraph (a note's number) is set right below it, so that no sentence is torn.
    """

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self.styles = Styles()
        """What the style sheets say of the tree that is set next."""
        self.blocks: list[Block] = []
        self.levels: dict[int, int] = {}
        """Number of a block in h1 to h6 → 1 to 6."""
        self._text: list[str] = []
        self._emphasis: list[tuple[int, int]] = []
        self._foreign: list[Foreign] = []
        self._line: list[str] = []  # the open block
        self._row = False  # whether there is something to see in its last line
        self._at = 0  # where its next word will stand in the text
        self._level = 0  # of the heading that is open
        self._asides: list[list[str]] = []  # what is skipped inside it: reason and words
        self._aside = 0  # how many elements are open that are skipped inside it
        self._italic = 0  # how many that are in italics
        self._slant = 0  # where italics begin
        self._abroad: list[int] = []  # where elements in a language begin
        self._kept = 0  # how many elements are open whose blanks are kept
        self._quoted = 0  # how many quotations
        self._gap = 0  # empty paragraphs since the last block
        self._gaps: dict[int, int] = {}
        self._picture = ""  # what stands at the beginning of the open block
        self._pictures: list[tuple[int, str]] = []
        self._opened: list[int] = []  # for every open p, how much text there was

    @property
    def text(self) -> str:
        """All that was set."""
        return "".join(self._text)

    def set(self, tree: Element, treat: Treat = lambda element, around: None) -> dict[str, int]:
        """Sets what is in *tree*; returns, for every id in it, the number of the block it stands in or before."""
        around = [Open("", Treatment(), apart=True, aside=False, italic=False, language="")]
        anchors: dict[str, int] = {}
        walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                inner = seen(element, around[-1].how, treat, self.styles)
                if inner.name in UNSEEN:
                    walk.skip_subtree()
                else:
                    self._open(element, around[-1].how, inner)
                if name := element.get("id") or element.get("name"):
                    anchors.setdefault(name, len(self.blocks))
                around.append(inner)
            elif event == "end":
                inner = around.pop()
                if inner.name not in UNSEEN:
                    self._close(inner)
            if event != "start" and element is not tree and (tail := element.tail):
                self._add(tail, around[-1].how)
        self._flush(around[-1].how)
        return anchors

    def put(self, words: str, treatment: Treatment) -> None:
        """Sets *words* as a block of their own: a title that the file tells elsewhere."""
        self._add(words, treatment)
        self._flush(treatment)

    def pause(self) -> None:
        """Sets a scene break without a sign."""
        self.blocks.append(Block(self._at, self._at, Role.PAUSE))

    def draft(
        self,
        title: str,
        author: str = "",
        *,
        metadata: Mapping[str, str] | None = None,
        characters: tuple[str, ...] = (),
        cover: bytes | None = None,
    ) -> Draft:
        """The draft of all that was set."""
        text = self.text
        return Draft(
            text,
            tuple(paused(text, self.blocks, self._gaps, self._pictures)),
            title,
            author,
            self.language,
            metadata or {},
            emphasis=tuple(_within(text, self._emphasis, [one for one in self.blocks if one.start < one.end])),
            foreign=tuple(sorted(self._foreign, key=lambda one: (one.start, -one.end))),
            characters=characters,
            cover=cover,
        )

    def _open(self, element: Element, around: Treatment, inner: Open) -> None:
        name = inner.name
        if inner.aside:
            self._asides.append([inner.how.reason, ""])
            self._aside += 1
        elif inner.apart:
            self._flush(around)
        if name in HEADINGS:
            self._level = int(name[1])
        elif name == "p":
            self._opened.append(len(self._text))
        elif name == "q":
            self._add(_MARKS[self._quoted % 2][0], inner.how)
            self._quoted += 1
        elif name in _ALONE:
            self._set_alone(element, name, inner.how)
        elif name in _PREFORMATTED:
            self._kept += 1
        if inner.italic:
            self._slant = self._slant if self._italic else self._at
            self._italic += 1
        if inner.language:
            self._abroad.append(self._at)
        if text := element.text:
            self._add(text, inner.how)

    def _set_alone(self, element: Element, name: str, treatment: Treatment) -> None:
        """Sets what has no words: a rule, a line break, a picture."""
        if name == "hr" and treatment.role is not Role.SKIPPED:
            self.pause()
        elif name == "br":
            self._break(treatment)
        elif name == "img":
            letter = (element.get("alt") or "").strip()
            if len(letter.strip("“‘\"'")) == 1 and letter[-1].isalpha() and (element.tail or " ")[0].isalpha():
                self._add(letter, treatment)  # a drop cap
            elif not self._line and not self._aside:
                self._picture = element.get("src") or ""

    def _close(self, inner: Open) -> None:
        name = inner.name
        if name == "q":
            self._quoted -= 1
            self._add(_MARKS[self._quoted % 2][1], inner.how)
        if inner.language:
            start = self._abroad.pop()
            if inner.language[:2].lower() != self.language[:2].lower() and start < self._at:
                self._foreign.append(Foreign(start, self._at, inner.language))
        if inner.italic:
            self._italic -= 1
            if not self._italic and self._slant < self._at:
                self._emphasis.append((self._slant, self._at))
        self._kept -= name in _PREFORMATTED
        if inner.aside:
            self._aside -= 1
        elif inner.apart:
            self._flush(inner.how)
        if name in HEADINGS:
            self._level = 0
        elif name == "p":
            self._gap += self._opened.pop() == len(self._text) and not self._aside

    def _add(self, text: str, treatment: Treatment) -> None:
        """Adds *text* to the open block. Where blanks are kept, an empty line parts blocks."""
        if self._aside:
            self._asides[-1][1] += text
            return
        first, *others = _EMPTY_LINE.split(text) if self._kept else [_FOLDED.sub(" ", text)]
        self._type(first)
        for part in others:
            self._flush(treatment)
            self._type(part)

    def _type(self, text: str) -> None:
        if not self._line or self._line[-1][-1] in " \n":
            text = text.lstrip(" ")
        if text:
            self._line.append(text)
            self._at += len(text)
            self._row = self._row or bool(text.strip(BLANKS))

    def _break(self, treatment: Treatment) -> None:
        """A new line, or a new block if nothing stands in this one: two line breaks stand for a paragraph."""
        if self._aside:
            self._asides[-1][1] += " "
        elif self._row:
            self._type("\n")
            self._row = False
        elif self._line:
            self._flush(treatment)
        else:
            self._gap += 1

    def _flush(self, treatment: Treatment) -> None:
        """Ends the open block; what was skipped inside it follows."""
        if self._aside:
            self._asides[-1][1] += " "  # an element set apart, inside one that is skipped in a line
            return
        self._end(treatment)
        asides, self._asides = self._asides, []
        for reason, words in asides:
            self._type(_FOLDED.sub(" ", words))
            self._end(Treatment(Role.SKIPPED, reason))

    def _end(self, treatment: Treatment) -> None:
        words = "".join(self._line)
        picture, self._picture = self._picture, ""
        if not words.strip(BLANKS):
            self._pictures += [(len(self.blocks), picture)] if picture else []
            self._gap += bool(words)
        if not words:
            return
        self._line, self._row = [], False
        self._text += [words, "\n\n"]
        begin = self._at - len(words)
        self._at += 2
        plain = treatment.role is Role.PROSE and treatment.kind is Kind.NARRATION
        for start, end in rows(words) if plain else [(0, len(words))]:
            self._block(begin + start, words[start:end], treatment)

    def _block(self, start: int, words: str, treatment: Treatment) -> None:
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if start == end:
            return
        if not words.strip(BLANKS):
            self.blocks.append(Block(start, end, Role.SKIPPED, "invisible characters"))
            return
        number = len(self.blocks)
        if self._gap:
            self._gaps[number] = self._gap
        if self._level:
            self.levels[number] = self._level
        self._gap = 0
        self.blocks.append(Block(start, end, treatment.role, treatment.reason, treatment.kind, treatment.speaker))


def _within(text: str, spans: Sequence[tuple[int, int]], blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """*spans* of *text* cut at the ends of *blocks*, without blanks at their ends."""
    ends = [one.end for one in blocks]
    for start, end in spans:
        for number in range(bisect_right(ends, start), len(blocks)):
            if blocks[number].start >= end:
                break
            words = text[max(start, blocks[number].start) : min(end, blocks[number].end)]
            begin = max(start, blocks[number].start) + len(words) - len(words.lstrip())
            if words.strip():
                yield begin, begin + len(words.strip())
