"""PDF, an experiment: a page says where letters stand, not what is a paragraph; that is told from places and lengths.

What stands on pages but not in the story, numbers and running heads, is set behind it: no sentence is torn.
"""

import logging
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from statistics import mode
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, DeprecationError, FileNotDecryptedError, PyPdfError

from narrate.errors import ManuscriptError
from narrate.manuscripts import text as plain
from narrate.manuscripts.draft import Block, Draft, Role
from narrate.manuscripts.office.typescript import sensible_author, sensible_title
from narrate.manuscripts.structure import is_break, is_chapter
from narrate.manuscripts.words import title_of
from narrate.numerals import roman_value

_BROKEN = (
    PyPdfError,
    DeprecationError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What pypdf raises on broken files: its errors, and "other exceptions", as it says of itself."""
_MOST_STEPS = 4_000_000
"""Of drawing, in one file: the longest novels take a million, a few lines of a hostile file could ask for trillions."""
_MOST_CHARACTERS = 64 * 2**20
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\0": ""})
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?(\d{1,4}|[ivxlc]{1,7})(?:\s+(?:of|/)\s+\d{1,4})?\W*", re.IGNORECASE)
_EDGE = 2
"""Rows at the top and at the bottom of a page in which its number and head stand."""
_TIMES = 3
"""So often a row at an edge must come, numbers aside, to be a running head, and so many pages a number must count."""
_INDENT, _CENTRED = 0.6, 4.0
"""Times the size of the letters: further in than the margin, a row begins a paragraph; further yet, it is centred."""
_GAP = 1.25
"""Times the usual distance of rows: wider, and a paragraph begins."""
_SIZED = 0.15
"""Change of the size of letters that parts a heading from prose."""
_SHORT = 0.8
"""Of a full row's characters: a shorter one that ends a sentence ends a paragraph."""
_ENDED = re.compile(r"[.!?…:;—–][\"'”’»)\]*_]*$|[\"”’»]$")
_HYPHENS = "-\u00ad\u2010"
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # else its warnings would be printed


@dataclass(frozen=True, slots=True)
class _Row:
    """A line on a page."""

    words: str
    page: int
    x: float
    y: float
    """Points from the left and from the bottom of the page."""
    size: float
    """Of its letters, points."""
    italics: tuple[tuple[int, int], ...]
    """Spans of *words*."""


def read(path: Path, content: bytes, encoding: str | None = None) -> Draft:
    """The draft of the manuscript in *content*, a PDF, which tells its encodings itself. ManuscriptError."""
    try:
        pages, metadata = _opened(path, content)
    except (FileNotDecryptedError, DependencyError) as error:
        raise ManuscriptError(f"{path}: it is encrypted (save it without a password, or export it as text)") from error
    except _BROKEN as error:
        raise ManuscriptError(f"{path}: this PDF is damaged (get the file again): {error}") from error
    rows, around = _parted(pages)
    if not rows:
        raise ManuscriptError(f"{path}: there is no text in this PDF, only pictures of it (it needs OCR)")
    words, italics = _typeset(rows)
    draft = plain.draft(words, path.stem)
    blocks = list(draft.blocks)
    for row, reason in around:
        words += f"\n\n{row.words}"
        blocks.append(Block(len(words) - len(row.words), len(words), Role.SKIPPED, reason))
    own = "" if draft.title == title_of(path.stem) else draft.title
    return replace(
        draft,
        text=words,
        blocks=tuple(blocks),
        title=own or sensible_title(metadata["title"]) or draft.title,
        author=draft.author or sensible_author(metadata["author"]),
        language=metadata["language"] or draft.language,
        emphasis=tuple(italics) or draft.emphasis,
    )


def _opened(path: Path, content: bytes) -> tuple[list[list[_Row]], dict[str, str]]:
    """The rows of every page, and what the file says of itself."""
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):  # it may be opened by everybody, and only not be changed
        raise FileNotDecryptedError("it needs a password")
    pencil = _Pencil(path)
    pages = [pencil.rows(page, number) for number, page in enumerate(reader.pages)]
    said = reader.metadata
    metadata = {
        "title": str((said and said.title) or ""),
        "author": str((said and said.author) or ""),
        "language": str(reader.root_object.get("/Lang") or ""),
    }
    return pages, {key: "".join(filter(str.isprintable, words)) for key, words in metadata.items()}


class _Pencil:
    """Writes down what is drawn on pages."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._steps = self._characters = 0
        self._pieces: list[tuple[str, float, float, float, bool]] = []  # words, x, y, size, in italics

    def rows(self, page: Any, number: int) -> list[_Row]:
        """The rows of *page*, the file's of that *number*, in the order they are drawn."""
        self._pieces = []
        page.extract_text(visitor_operand_before=self._step, visitor_text=self._write)
        rows: list[_Row] = []
        row: list[tuple[str, float, float, float, bool]] = []
        for words, *where in self._pieces:
            for count, part in enumerate(words.split("\n")):
                if count:
                    rows += _row(row, number)
                    row = []
                row.append((part, *where))  # type: ignore[arg-type]  # mypy loses the types of *where
        return [*rows, *_row(row, number)]

    def _step(self, operator: Any, operands: Any, matrix: Any, text_matrix: Any) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise ManuscriptError(f"{self._path}: this PDF draws without end, no book does (it may be an attack)")

    def _write(self, words: str, matrix: Any, text_matrix: Any, font: Any, size: float) -> None:
        self._characters += len(words)
        if self._characters > _MOST_CHARACTERS:
            raise ManuscriptError(f"{self._path}: there is more text in this PDF than in any book")
        a, b, c, d, e, f = map(float, matrix)
        at, up = float(text_matrix[4]), float(text_matrix[5])
        italic = bool(font) and bool(_ITALIC.search(str(font.get("/BaseFont", ""))))
        height = abs(float(size) * float(text_matrix[3]) * d) or float(size)
        self._pieces.append((words.translate(_LIGATURES), at * a + up * c + e, at * b + up * d + f, height, italic))


def _row(pieces: Sequence[tuple[str, float, float, float, bool]], page: int) -> Iterator[_Row]:
    """The row that *pieces* make; none if they are blank."""
    words, italics, first = "", [], None
    for piece, x, y, size, italic in pieces:
        shown = piece if words else piece.lstrip()
        if shown.strip():
            first = first or (x, y, size)
            start = len(words) + len(shown) - len(shown.lstrip())
            italics += [(start, len(words) + len(shown.rstrip()))] if italic else []
        words += shown
    if first is not None:
        yield _Row(words.rstrip(), page, *first, tuple(italics))


def _parted(pages: Sequence[Sequence[_Row]]) -> tuple[list[_Row], list[tuple[_Row, str]]]:
    """The rows of the story, and those around it with why they are not read."""
    edges = [row for rows in pages for row in (*rows[:_EDGE], *rows[_EDGE:][-_EDGE:])]
    heads = Counter(_named(row) for row in edges)
    numbers = Counter(row.page - value for row in edges if (value := _number(row)) is not None)
    sure = min(_TIMES, len(pages))
    story: list[_Row] = []
    around: list[tuple[_Row, str]] = []
    for rows in pages:
        reasons: dict[int, str] = {}
        for row in (*rows[:_EDGE], *rows[_EDGE:][-_EDGE:]):
            value = _number(row)
            if value is not None:
                reasons |= {id(row): "page number"} if numbers[row.page - value] >= sure else {}
            elif heads[_named(row)] >= _TIMES and not is_break(row.words) and not _ENDED.search(row.words):
                reasons[id(row)] = "running head"
        story += (row for row in rows if id(row) not in reasons)
        around += ((row, reasons[id(row)]) for row in rows if id(row) in reasons)
    return story, around


def _named(row: _Row) -> str:
    """The words of *row* without its number, by which a running head is known."""
    return re.sub(r"\d+", "#", " ".join(row.words.split()).casefold())


def _number(row: _Row) -> int | None:
    """The page's number that *row* is; None if it is none."""
    match = _PAGE_NUMBER.fullmatch(row.words)
    if match is None:
        return None
    return int(match[1]) if match[1].isdigit() else roman_value(match[1].upper()) or None


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the rows of a book usually stand."""

    margins: Mapping[int, float]
    """Of odd and of even pages, from the left."""
    leading: float
    """From one row to the next, points; 0 if no page has two."""
    full: int
    """Characters of a row that goes to the end."""

    @classmethod
    def of(cls, rows: Sequence[_Row]) -> "_Layout":
        """The layout of *rows*."""
        lefts: dict[int, float] = {}
        for row in rows:
            lefts[row.page] = min(row.x, lefts.get(row.page, row.x))
        margins = {page % 2: mode(round(x) for other, x in lefts.items() if other % 2 == page % 2) for page in lefts}
        steps = [round(2 * _step(upper, lower)) / 2 for upper, lower in pairwise(rows) if _step(upper, lower) > 0]
        lengths = sorted(len(row.words) for row in rows)
        return cls(margins, mode(steps) if steps else 0.0, lengths[len(lengths) * 9 // 10])

    def blanks(self, upper: _Row, row: _Row) -> int:
        """How many empty lines to set between *upper* and *row*: 0 if they are of one paragraph."""
        step = _step(upper, row)
        if self.leading and step > _GAP * self.leading:
            return max(1, round(step / self.leading) - 1)
        inner, outer = self._indent(row), self._indent(upper)
        return int(
            _INDENT < inner <= _CENTRED
            or (inner > _CENTRED) != (outer > _CENTRED)
            or abs(row.size - upper.size) > _SIZED * upper.size
            or is_break(row.words)
            or is_chapter(row.words)
            or is_break(upper.words)
            or (len(upper.words) < _SHORT * self.full and bool(_ENDED.search(upper.words)))
        )

    def _indent(self, row: _Row) -> float:
        """In sizes of the letters."""
        return (row.x - self.margins[row.page % 2]) / (row.size or 1)


def _step(upper: _Row, lower: _Row) -> float:
    """Points from *upper* down to *lower*; 0 if that begins a page or a column."""
    return max(0.0, upper.y - lower.y) if upper.page == lower.page else 0.0


def _typeset(rows: Sequence[_Row]) -> tuple[str, list[tuple[int, int]]]:
    """The text of *rows*, empty lines between paragraphs, and where it is in italics."""
    layout = _Layout.of(rows)
    known = Counter(word.lower() for row in rows for word in _WORD.findall(row.words))
    parts: list[str] = []
    italics: list[tuple[int, int]] = []
    at = 0
    for upper, row in pairwise((None, *rows)):
        if upper is not None and row is not None:
            parts[-1], joint = _joint(parts[-1], row.words, layout.blanks(upper, row), known)
            at = at - len(upper.words) + len(parts[-1]) + len(joint)
            parts.append(joint)
        if row is not None:
            for start, end in row.italics:
                goes_on = italics and start == 0 and at - italics[-1][1] <= 1 and parts and parts[-1] in ("", " ")
                italics[-1:] = [(italics[-1][0], at + end)] if goes_on else [*italics[-1:], (at + start, at + end)]
            parts.append(row.words)
            at += len(row.words)
    return "".join(parts), italics


def _joint(above: str, below: str, blanks: int, known: Counter[str]) -> tuple[str, str]:
    """*above* as it is before *below*, and what stands between them: a word is made whole if the book has it whole."""
    if blanks:
        return above, "\n" * (blanks + 1)
    if above.endswith("—"):
        return above, ""
    if above[-1] not in _HYPHENS or not above[-2:-1].isalpha() or not below[0].islower():
        return above, " "
    first, second = _WORD.findall(above)[-1].lower(), _WORD.findall(below)[0].lower()
    whole = above[-1] == "\u00ad" or (known[first + second] and not known[f"{first}-{second}"])
    return above[:-1] if whole else above, ""
