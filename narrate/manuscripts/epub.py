"""EPUB 2 and 3: the documents of the spine in its order, by what they say they are for."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from narrate.errors import ManuscriptError
from narrate.manuscripts.draft import Block, Draft, Role
from narrate.manuscripts.marked import archives, headings, references
from narrate.manuscripts.marked.markup import Element, Setter, Treatment
from narrate.manuscripts.marked.sheets import Styles, styles
from narrate.manuscripts.marked.trees import html_tree, xml_tree
from narrate.manuscripts.plain import header
from narrate.manuscripts.publication.matter import Matter, called
from narrate.manuscripts.publication.navigation import chaptered, of_navigation, of_ncx
from narrate.manuscripts.publication.package import Entry, Names, Package, Page, package, refuse_locked
from narrate.manuscripts.publication.semantics import Semantics
from narrate.manuscripts.publication.zipped import Zipped
from narrate.manuscripts.structure import is_chapter
from narrate.manuscripts.words import title_of
from narrate.model import Kind, word_count

MAX_BYTES = 64 * 2**20
"""Of all documents together, as often as the spine names them; the longest novels have under 20 MB."""
SUPPLEMENT = "supplement"
"""Why a document is skipped that is not in the order of reading."""
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""First bytes of the kinds of picture that a cover may be."""
_AROUND_WORDS = 200
"""Words around the table of contents in its document; if there are more, they are the story."""
_CREDIT = re.compile(
    r"illustrat|translat|\bedited\b|introduction by|\bpress\b|publish|printed|& co\b|author of|copyright|©"
    r"|\b(?:limited|ltd|inc|company|edition)\b",
    re.IGNORECASE,
)
_CREDIT_CHARACTERS = 150
_ENDED = '.,;:!?…—"”’»'
_BELIEVED = 2
"""Headings that a table of contents points to; with fewer it tells nothing of the others."""


def read(path: Path, content: bytes, encoding: str | None = None) -> Draft:
    """The draft of the manuscript in *content*, an EPUB file; *encoding* as in ``html_tree``. ManuscriptError."""
    archive = Zipped(path, content)
    names = Names(archive.names)
    refuse_locked(path, archive, names)
    return _Reader(path, archive, names, package(path, archive, names), encoding).read()


class _Reader:
    def __init__(self, path: Path, archive: Zipped, names: Names, book: Package, encoding: str | None) -> None:
        self._path, self._archive, self._names, self._book, self._encoding = path, archive, names, book, encoding
        self._setter = Setter(book.language)
        self._matter = Matter(names, frozenset(page.name for page in book.pages))
        self._entries: dict[str, list[Entry]] = {}  # by the file that they point to
        self._types: dict[str, list[str]] = {}  # what whole files are said to be
        self._titles: dict[int, list[str]] = {}  # number of a block → titles of what begins there
        self._sheets: dict[str, str] = {}
        self._styles: dict[tuple[str, ...], Styles] = {}
        self._set: set[str] = set()
        self._told: dict[str, str] = {}  # what the archive a story comes from tells of it
        self._characters: tuple[str, ...] = ()

    def read(self) -> Draft:
        """The draft of the whole book. ManuscriptError."""
        book, title = self._book, Treatment(Role.TITLE)
        if book.title:
            self._setter.put(book.title, title)
        if book.author:
            self._setter.put(f"by {book.author}" if book.language[:2].lower() == "en" else book.author, title)
        announced = len(self._setter.blocks)
        if sum(self._archive.size(page.name) for page in book.pages) > MAX_BYTES:
            raise ManuscriptError(f"{self._path}: more than {MAX_BYTES >> 20} MB of text, no manuscript has")
        self._tables()
        for page in book.pages:
            self._page(page)
        name = book.title or title_of(self._path.stem)
        self._setter.blocks[:] = self._headed(announced, name)
        draft = self._setter.draft(name, book.author, metadata=self._metadata(), cover=self._cover())
        if not any(map(str.isalnum, draft.text[draft.blocks[announced].start :] if draft.blocks[announced:] else "")):
            raise ManuscriptError(f"{self._path}: there is no text in it, only pictures (scanned pages need OCR)")
        blocks = chaptered(draft.text, draft.blocks, self._begun(draft.blocks), name)
        speakers = dict.fromkeys(one.speaker for one in blocks if one.speaker and one.kind is Kind.QUOTATION)
        characters = self._characters or tuple(one for one in speakers if one)
        return replace(draft, blocks=tuple(blocks), characters=characters)

    def _headed(self, announced: int, title: str) -> list[Block]:
        """The blocks, headings parted from those inside chapters: by the table of contents, else by their levels."""
        text, levels = self._setter.text, self._setter.levels
        blocks = _unrepeated(text, self._setter.blocks, announced, title, self._book.author)
        pointed = [levels[number] for number in self._titles if number in levels]
        if len(pointed) < _BELIEVED:
            return headings.settled(text, blocks, levels, title, self._book.author)
        return [
            replace(one, role=Role.HEADING)
            if one.role is Role.CHAPTER
            and levels.get(number, 0) > max(pointed)
            and not is_chapter(text[one.start : one.end])
            else one
            for number, one in enumerate(blocks)
        ]

    def _begun(self, blocks: Sequence[Block]) -> dict[int, list[str]]:
        """Which of *blocks* chapters begin at, with their titles: pauses have come between those that were set."""
        starts = [one.start for one in blocks]
        out: dict[int, list[str]] = {}
        for number, titles in self._titles.items():
            place = bisect_left(starts, self._start(number))
            out[place] = out.get(place, []) + titles
        return out

    def _start(self, number: int) -> int:
        blocks = self._setter.blocks
        return blocks[number].start if number < len(blocks) else blocks[-1].end

    def _tables(self) -> None:
        """Reads the tables of contents; one that is broken points to nothing."""
        book = self._book
        entries: list[Entry] = []
        landmarks: list[Entry] = []
        with suppress(ManuscriptError):
            if book.navigation:
                entries, landmarks = of_navigation(self._tree(book.navigation), book.navigation, self._names)
        with suppress(ManuscriptError):
            if book.ncx and not entries:
                entries = of_ncx(xml_tree(self._path, self._archive.read(book.ncx)), book.ncx, self._names)
        for one in entries:
            self._entries.setdefault(one.name, []).append(one)
        for one in (*landmarks, *book.guide):
            if not one.fragment:
                self._types.setdefault(one.name, []).append(one.type)

    def _tree(self, name: str) -> Element:
        return html_tree(self._path / name, self._archive.read(name), self._encoding)

    def _page(self, page: Page) -> None:
        """Sets the document *page*."""
        tree, first = self._tree(page.name), len(self._setter.blocks)
        self._setter.styles = self._styled(tree, page.name)
        entries = [] if page.name in self._set else self._entries.get(page.name, [])
        marked = references.treatments(tree) | self._matter.marked(tree, page.name) | archives.note_classes(tree)
        if story := archives.story(tree):
            marked |= story.marked
            self._told |= story.metadata
            self._characters = self._characters or story.characters
        semantics = Semantics(None if story else self._whole(tree, page), marked)
        anchors = self._setter.set(tree, semantics.treat)
        self._set.add(page.name)
        for one in entries:
            if called(one.title) not in ("title page", "copyright", "contents"):
                self._titles.setdefault(anchors.get(one.fragment, first), []).append(one.title)

    def _whole(self, tree: Element, page: Page) -> Treatment | None:
        """How all of the document *page* is treated, if it is for one thing."""
        titles = [one.title for one in self._entries.get(page.name, [])]
        titles = titles if len(titles) == 1 else []  # what is called by several names is several things
        found = self._matter.page(tree, titles, self._types.get(page.name, []))
        if found is None and page.name == self._book.navigation:
            navs = sum(word_count("".join(one.itertext())) for one in tree.iter("{*}nav"))
            around = word_count("".join(next(tree.iter("{*}body"), tree).itertext())) - navs
            found = Treatment(Role.SKIPPED, "contents") if around <= _AROUND_WORDS else None
        return found if page.linear or found else Treatment(Role.SKIPPED, SUPPLEMENT)

    def _styled(self, tree: Element, name: str) -> Styles:
        """The styles of the sheets that *tree*, the file *name*, links to or holds."""
        links = [one for one in tree.iter("{*}link") if "stylesheet" in (one.get("rel") or "").lower().split()]
        found = [self._names.find(name, one.get("href") or "#")[0] for one in links]
        own = [one.text or "" for one in tree.iter("{*}style")]
        key = (*found, *own)
        if key not in self._styles:
            self._styles[key] = styles(*map(self._sheet, filter(None, found)), *own)
        return self._styles[key]

    def _sheet(self, name: str) -> str:
        if name not in self._sheets:
            self._sheets[name] = ""
            with suppress(ManuscriptError):  # a sheet is only for the eye
                self._sheets[name] = self._archive.read(name).decode(errors="replace")
        return self._sheets[name]

    def _metadata(self) -> dict[str, str]:
        doubled = [f"another {name}" for name in self._archive.doubled if name in self._set]
        missing = ", ".join((*self._book.missing, *doubled))
        return self._book.metadata | self._told | ({"missing": missing} if missing else {})

    def _cover(self) -> bytes | None:
        with suppress(ManuscriptError):  # a book without its cover is a book
            picture = self._archive.read(self._book.cover) if self._book.cover else b""
            return picture if picture.startswith(_PICTURES) else None
        return None


def _unrepeated(text: str, blocks: Sequence[Block], first: int, title: str, author: str) -> list[Block]:
    """*blocks* of *text*, a title page from the *first* on skipped: what only repeats the announcement, and credits."""
    out = list(blocks)
    repeated = False
    for number in range(first, len(blocks)) if first else ():
        block = blocks[number]
        if block.role in (Role.SKIPPED, Role.PAUSE):
            continue
        again = header.announced(text, [(block.start, block.end)], title, author) > 0
        if not again and not (repeated and block.role is Role.PROSE and _is_credit(text[block.start : block.end])):
            break
        repeated = True
        out[number] = replace(block, role=Role.SKIPPED, reason="title page")
    return out


def _is_credit(words: str) -> bool:
    """Whether the paragraph *words*, on a title page, tells who made the book, and is no sentence."""
    return len(words) <= _CREDIT_CHARACTERS and words[-1] not in _ENDED and bool(_CREDIT.search(words))
