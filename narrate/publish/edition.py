"""What is published beside the sound: what players show of a book, its chapters, its cover, its words in time."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

from narrate.errors import AudioError
from narrate.model import Mark

COVERS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
"""A picture's first bytes → its media type."""


@dataclass(frozen=True, slots=True)
class Edition:
    """All that a form writes of a book beside its sound; what is empty is left out."""

    title: str
    author: str = ""
    narrator: str = ""
    """Who reads, parted by ", "."""
    language: str = ""
    """BCP 47."""
    date: str = ""
    """YYYY, YYYY-MM or YYYY-MM-DD."""
    comment: str = ""
    """What the book is about."""
    subtitle: str = ""
    series: str = ""
    part: str = ""
    """Its number in the series: "2", "2.5"."""
    publisher: str = ""
    genre: str = "Audiobook"
    rights: str = ""
    isbn: str = ""
    encoder: str = ""
    marks: tuple[Mark, ...] = ()
    """The chapters, in order, from the first second to the last."""
    cover: bytes | None = field(default=None, repr=False)
    """A JPEG or PNG picture."""
    lines: tuple[tuple[float, str], ...] = field(default=(), repr=False)
    """Second and words of what is said, in order, to be shown by players in step with the sound."""

    @property
    def titles(self) -> tuple[str, ...]:
        """The chapters' titles; where one is empty, its number."""
        numbered = enumerate(self.marks, start=1)
        return tuple(mark.title if mark.title.strip() else str(number) for number, mark in numbered)


def placed(edition: Edition, lengths: Sequence[float]) -> Edition:
    """*edition* with its chapters one after another, each as long as *lengths* says, in seconds.

    AudioError if there are not as many as it has chapters.
    """
    if len(lengths) != len(edition.marks):
        raise AudioError(f"{edition.title}: {len(edition.marks)} chapters, but sound for {len(lengths)}")
    edges = pairwise(accumulate(lengths, initial=0.0))
    marks = (Mark(title, start, end) for title, (start, end) in zip(edition.titles, edges, strict=True))
    return replace(edition, marks=tuple(marks))


def clock(seconds: float) -> str:
    """A time as "01:02:03.456"."""
    minutes, thousandths = divmod(round(1000 * seconds), 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{thousandths // 1000:02d}.{thousandths % 1000:03d}"


def media_type(cover: bytes) -> str:
    """The media type of the picture *cover*. AudioError if it is neither JPEG nor PNG."""
    for magic, found in COVERS.items():
        if cover.startswith(magic):
            return found
    raise AudioError("the cover is neither a JPEG nor a PNG picture")
