"""What a word processor's file says, in the order it says it, as a page of markup: DOCX and RTF are both typed here."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from lxml import etree

from narrate.manuscripts import html
from narrate.manuscripts.draft import Draft, Role
from narrate.manuscripts.marked.archives import Story
from narrate.manuscripts.marked.markup import Element, Treatment

_FIELDS = {"TOC": "contents", "PAGE": "page number", "NUMPAGES": "page number", "NOTEREF": "note reference"}
"""First word of a field's code → why what it shows is not read."""
_HEADING = re.compile(r"title|heading ([1-9])", re.IGNORECASE)
_NAMED = (
    (re.compile(r"subtitle", re.IGNORECASE), "title"),
    (re.compile(r"(?:toc|contents) (?:\d+|heading)", re.IGNORECASE), "contents"),
    (re.compile(r"(?:footnote|endnote|annotation) (?:reference|anchor)", re.IGNORECASE), "note reference"),
)
"""Names that styles have in every language, and what is of such a style."""
_ENDED = ".!?…:—–-\"”’'»*_~)]"
_NO_TITLE = re.compile(
    r"""microsoft\ word\ -\ .* | .*\.(?:docx?|dotx?|odt|rtf|txt) | (?:(?:new|blank|word)\ )?do[ck]ument\w*\W*\d*
      | untitled.* | title""",
    re.IGNORECASE | re.VERBOSE,
)
"""Titles that a program gave."""
_NO_AUTHOR = frozenset(
    "admin administrator author default home java none owner pc python-docx root un-named unknown user".split()
) | {"apache poi", "microsoft office user", "windows user"}


class Typescript:
    """A page being typed, paragraph by paragraph. Others may come between the words of one: a text box, a note."""

    def __init__(self) -> None:
        self.languages: Counter[str] = Counter()
        """How many characters are said to be in which language."""
        self._page = etree.Element("body")
        self._marked: dict[Element, Treatment] = {}
        self._runs: list[tuple[str, bool, str]] = []  # the open paragraph: words, in italics or not, why skipped
        self._below: list[Element] = []
        self._outer: list[tuple[Element, list[tuple[str, bool, str]], list[Element]]] = []

    def write(self, words: str, *, italic: bool = False, reason: str = "") -> None:
        """Adds *words* to the open paragraph, skipped for *reason* if there is one. A line feed begins a line."""
        self._runs.append((words, italic, reason))

    def end(self, name: str = "p", *, label: str = "", sort: str = "", ruled: bool = False) -> None:
        """Ends the paragraph, an element called *name*, of a *sort* as in ``sort_of``, *ruled* if a line is below.

        *label* is what the word processor itself sets before it.
        """
        if label:
            parted = ": " if any(words.strip() for words, *_ in self._runs) and label[-1].isalnum() else " "
            self._runs.insert(0, (label + parted, False, ""))
        runs = self._runs
        reasons = {reason for words, _, reason in runs if words.strip()}
        if len(reasons) == 1:  # all of it is skipped, or nothing
            sort = sort or reasons.pop()
            runs = [(words, italic, "") for words, italic, _ in runs]
        paragraph = etree.SubElement(self._page, name)
        self._mark(paragraph, sort)
        self._fill(paragraph, runs)
        self._page.extend(self._below)
        if ruled:
            etree.SubElement(self._page, "hr")
        self._runs, self._below = [], []

    @property
    def is_ended(self) -> bool:
        """Whether the open paragraph has no words yet, or ends like a sentence."""
        words = "".join(words for words, *_ in self._runs).rstrip()
        return not words or words[-1] in _ENDED

    def step_aside(self) -> None:
        """Lets what follows stand apart from the open paragraph, until ``step_back``."""
        self._outer.append((self._page, self._runs, self._below))
        self._page, self._runs, self._below = etree.Element("div"), [], []

    def step_back(self) -> Element:
        """What stands apart since ``step_aside``; the paragraph that was open goes on."""
        if self._runs:
            self.end()
        aside = self._page
        self._page, self._runs, self._below = self._outer.pop()
        return aside

    def set_below(self, aside: Element, reason: str = "") -> None:
        """Sets *aside* below the open paragraph, skipped for *reason* if that is given."""
        self._mark(aside, reason)
        self._below.append(aside)

    def draft(self, name: str, metadata: Mapping[str, str]) -> Draft:
        """The draft of all that was typed; *name* is its title if neither page nor *metadata* tells one."""
        if self._runs or self._below:
            self.end()
        self._page.set("lang", next((name for name, _ in self.languages.most_common(1)), "en"))
        said = {key: words for key, words in metadata.items() if words and key not in ("title", "author")}
        title = sensible_title(metadata.get("title", ""))
        draft = html.draft(self._page, name, Story(self._marked, metadata={**said, "title": title}))
        return replace(draft, author=draft.author or sensible_author(metadata.get("author", "")), metadata=said)

    def _mark(self, element: Element, sort: str) -> None:
        if sort:
            self._marked[element] = Treatment(Role.TITLE) if sort == "title" else Treatment(Role.SKIPPED, sort)

    def _fill(self, paragraph: Element, runs: Sequence[tuple[str, bool, str]]) -> None:
        last = None
        for (italic, reason), group in groupby(runs, key=lambda run: run[1:]):
            words = "".join(run[0] for run in group)
            if reason:
                last = etree.SubElement(paragraph, "span")
                last.text = words.replace("\n", " ")
                self._mark(last, reason)
            elif italic:
                last = etree.SubElement(paragraph, "em")
                _type(last, None, words)
            else:
                last = _type(paragraph, last, words)


def shown(code: str) -> str:
    """Why what the field of this *code* shows is not read; empty if it is."""
    word = code.split(None, 1)[:1]
    return _FIELDS.get(word[0].upper(), "") if word else ""


def sort_of(style: str) -> str:
    """Why what is of the *style* of this name is not read, or "title"; else empty."""
    return next((sort for pattern, sort in _NAMED if pattern.fullmatch(style)), "")


def heading_of(style: str) -> int | None:
    """The level of headings of the *style* of this name, 0 for titles; None if it is none of theirs."""
    match = _HEADING.fullmatch(style)
    return int(match[1] or 0) if match else None


def element_of(heading: int | None) -> str:
    """The element for a paragraph that is a *heading* of this level, or none."""
    return "p" if heading is None else f"h{min(heading + 1, 6)}"


def sensible_title(title: str) -> str:
    """*title*, as a program keeps it in a file; empty if the program gave it itself."""
    return "" if _NO_TITLE.fullmatch(title.strip()) else title.strip()


def sensible_author(author: str) -> str:
    """*author*, as a program keeps it in a file; empty if that is nobody's name."""
    return "" if author.strip().lower() in _NO_AUTHOR else author.strip()


def _type(element: Element, last: Element | None, words: str) -> Element | None:
    """Sets *words* in *element* behind its *last* child; returns what is its last child now."""
    first, *lines = words.split("\n")
    if last is None:
        element.text = first
    else:
        last.tail = first
    for line in lines:
        last = etree.SubElement(element, "br")
        last.tail = line
    return last
