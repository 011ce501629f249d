"""What a reader hands over: the text it read, in blocks, before anything is said of chapters and scenes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from narrate.model import Foreign, Kind, Skipped


class Role(Enum):
    """What a block is for."""

    TITLE = auto()
    """The book's title or byline, spoken as a heading."""
    CHAPTER = auto()
    """A chapter's heading, or a line of it."""
    HEADING = auto()
    """A heading inside a chapter: a point of view, a date."""
    PROSE = auto()
    """Read to the listener; until it is settled, it may turn out to be any of the others by its words."""
    BREAK = auto()
    """An ornament between scenes; skipped."""
    PAUSE = auto()
    """A scene break without a sign, empty: blank lines, a rule."""
    SKIPPED = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text set apart from its neighbours: a paragraph, a heading, a line of a header."""

    start: int
    end: int
    role: Role = Role.PROSE
    reason: str = ""
    """Why it is skipped, if it is; a person may ask to ``keep`` what is skipped for this reason."""
    kind: Kind = Kind.NARRATION
    """Of PROSE, if the format tells; as ``Paragraph.kind``."""
    speaker: str | None = None
    """As ``Paragraph.speaker``."""
    title: str = ""
    """Of a CHAPTER without words: its name in the table of contents; such a block is empty."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A manuscript as one format's reader gives it. *blocks* are in order, disjoint, and cover every word of *text*."""

    text: str
    blocks: tuple[Block, ...]
    title: str
    author: str = ""
    language: str = "en"
    metadata: Mapping[str, str] = field(default_factory=dict)
    inside: tuple[Skipped, ...] = ()
    """What is skipped inside blocks, or between them."""
    emphasis: tuple[tuple[int, int], ...] = ()
    foreign: tuple[Foreign, ...] = ()
    characters: tuple[str, ...] = ()
    cover: bytes | None = field(default=None, repr=False)
    """These as in ``Manuscript``."""
