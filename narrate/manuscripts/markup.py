"""From a tree of markup to text and blocks: HTML, EPUB, DOCX and Markdown are all set here."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from narrate.manuscripts.draft import Block, Draft, Role
from narrate.model import Foreign, Kind

Element = Any
"""An element of lxml, which has no types of its own."""

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_APART = _HEADINGS | frozenset(
    """address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure
    footer form header hgroup hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr
    ul""".split()
)
"""Elements that stand apart from what is around them."""
_UNSEEN = frozenset(
    "head script style template svg math iframe object audio video canvas select textarea button rp rt".split()
)
"""Elements whose text is not read on the page as running text; a ruby's reading repeats its word."""
_ITALIC = frozenset("em i cite dfn var".split())
_LANGUAGE = ("{http://www.w3.org/XML/1998/namespace}lang", "lang")
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
"""What HTML folds into one blank; a no-break space is none of it."""
_PARAGRAPH = re.compile(r"[^\s](?:[^\n]*(?:\n[^\n]+)*[^\s])?")
"""What is neither empty at its ends nor holds an empty line."""
_INVISIBLE = " \t\r\n\f\u00a0\u200b\u200c\u200d\u2060\ufeff\u00ad"
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Treatment:
    """What becomes of an element and all in it: a block's role, reason, kind and speaker, as in ``Block``."""

    role: Role = Role.PROSE
    reason: str = ""
    kind: Kind = Kind.NARRATION
    speaker: str | None = None


Treat = Callable[[Element, Treatment], Treatment | None]
"""What a format says of an element, given how the element around it is treated; None if it says nothing of it."""


def name_of(element: Element) -> str:
    """The name of *element* without its namespace, in lower case."""
    return str(element.tag).rpartition("}")[2].lower()


class Setter:
    """Sets the canonical text block by block: blanks folded, an empty line between blocks, italics kept as spans.

    What is skipped inside a paragraph (a note's number) is set right below it, so that no sentence is torn.
    """

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._emphasis: list[tuple[int, int]] = []
        self._foreign: list[Foreign] = []
        self._line: list[str] = []  # the open block
        self._at = 0  # where its next word will stand in the text
        self._asides: list[list[str]] = []  # what is skipped inside it: reason and words
        self._aside = 0  # how many elements are open that are skipped inside it
        self._italic = 0  # how many that are in italics
        self._slant = 0  # where italics begin
        self._abroad: list[int] = []  # where elements in a language begin
        self._kept = 0  # how many elements are open whose blanks are kept

    def set(self, tree: Element, treat: Treat = lambda element, around: None) -> dict[str, int]:
        """Sets what is in *tree*; returns, for every id in it, the number of the block it stands in or before."""
        around: list[Treatment] = [Treatment()]
        anchors: dict[str, int] = {}
        walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                around.append(treat(element, around[-1]) or _usual(element, around[-1]))
                if name_of(element) in _UNSEEN:
                    walk.skip_subtree()
                else:
                    self._open(element, around[-2], around[-1])
                if name := element.get("id"):
                    anchors.setdefault(name, len(self.blocks))
            elif event == "end":
                inner = around.pop()
                if name_of(element) not in _UNSEEN:
                    self._close(element, around[-1], inner)
            if event != "start" and element is not tree:
                self._add(element.tail or "", around[-1])
        self._flush(around[-1])
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
        text = "".join(self._text)
        parts = (part.span() for start, end in self._emphasis for part in _PARAGRAPH.finditer(text, start, end))
        return Draft(
            text,
            tuple(self.blocks),
            title,
            author,
            self.language,
            metadata or {},
            emphasis=tuple(parts),
            foreign=tuple(sorted(self._foreign, key=lambda one: (one.start, -one.end))),
            characters=characters,
            cover=cover,
        )

    def _open(self, element: Element, around: Treatment, inner: Treatment) -> None:
        name = name_of(element)
        if _is_aside(name, around, inner):
            self._asides.append([inner.reason, ""])
            self._aside += 1
        elif name in _APART or inner != around:
            self._flush(around)
        if name == "hr" and inner.role is not Role.SKIPPED:
            self.pause()
        elif name == "br":
            self._break(inner)
        self._kept += name == "pre"
        if _is_italic(element, name):
            self._slant = self._slant if self._italic else self._at
            self._italic += 1
        if _language(element):
            self._abroad.append(self._at)
        self._add(element.text or "", inner)

    def _close(self, element: Element, around: Treatment, inner: Treatment) -> None:
        name = name_of(element)
        if language := _language(element):
            start = self._abroad.pop()
            if language[:2].lower() != self.language[:2].lower() and start < self._at:
                self._foreign.append(Foreign(start, self._at, language))
        if _is_italic(element, name):
            self._italic -= 1
            if not self._italic and self._slant < self._at:
                self._emphasis.append((self._slant, self._at))
        self._kept -= name == "pre"
        if _is_aside(name, around, inner):
            self._aside -= 1
        elif name in _APART or inner != around:
            self._flush(inner)

    def _add(self, text: str, treatment: Treatment) -> None:
        """Adds *text* to the open block. Where blanks are kept, an empty line parts blocks."""
        if self._aside:
            self._asides[-1][1] += text
            return
        first, *others = _EMPTY_LINE.split(text) if self._kept else [_BLANKS.sub(" ", text)]
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

    def _break(self, treatment: Treatment) -> None:
        """A new line, or a new block if nothing stands in this one: two line breaks stand for a paragraph."""
        if self._aside:
            self._asides[-1][1] += " "
        elif self._line and self._line[-1].endswith("\n"):
            self._flush(treatment)
        elif self._line:
            self._type("\n")

    def _flush(self, treatment: Treatment) -> None:
        """Ends the open block; what was skipped inside it follows."""
        if self._aside:
            self._asides[-1][1] += " "  # an element set apart, inside one that is skipped in a line
            return
        self._end(treatment)
        asides, self._asides = self._asides, []
        for reason, words in asides:
            self._type(_BLANKS.sub(" ", words))
            self._end(Treatment(Role.SKIPPED, reason))

    def _end(self, treatment: Treatment) -> None:
        words = "".join(self._line)
        if not words:
            return
        self._line = []
        self._text += [words, "\n\n"]
        start = self._at - len(words.lstrip())
        end = start + len(words.strip())
        self._at += 2
        if start < end and not words.strip(_INVISIBLE):
            self.blocks.append(Block(start, end, Role.SKIPPED, "invisible characters"))
        elif start < end:
            one = treatment
            self.blocks.append(Block(start, end, one.role, one.reason, one.kind, one.speaker))


def _usual(element: Element, around: Treatment) -> Treatment:
    """What becomes of *element* by its name, and by its being seen at all."""
    if around.role is Role.SKIPPED:
        return around
    if element.get("hidden") is not None or _HIDDEN_STYLE.search(element.get("style", "")):
        return Treatment(Role.SKIPPED, "hidden")
    return Treatment(Role.CHAPTER) if name_of(element) in _HEADINGS else around


def _is_aside(name: str, around: Treatment, inner: Treatment) -> bool:
    """Whether an element is skipped in the middle of a line."""
    return inner.role is Role.SKIPPED and around.role is not Role.SKIPPED and name not in _APART


def _is_italic(element: Element, name: str) -> bool:
    return name in _ITALIC or bool(_ITALIC_STYLE.search(element.get("style", "")))


def _language(element: Element) -> str:
    """BCP 47 code of the language *element* says it is in; empty if it says none."""
    return str(element.get(_LANGUAGE[0]) or element.get(_LANGUAGE[1]) or "").strip()
