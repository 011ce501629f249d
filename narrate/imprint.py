"""What a book's files say of it: title, author, who reads, chapters, cover."""

from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from narrate.errors import AudioError
from narrate.model import Cast, Mark, Script
from narrate.publish.edition import COVERS as PICTURES
from narrate.publish.edition import Edition
from narrate.publish.tags import date_of

COVERS = ("cover.jpg", "cover.jpeg", "cover.png")
"""Beside the manuscript; the first that is there goes into the tags, before the manuscript's own."""


def edition_of(
    script: Script, cast: Cast, marks: Sequence[Mark], *, title: str, date: str, cover: bytes | None
) -> Edition:
    """All that is written of *script* beside its sound; *title* and *date* stand in for its own.

    Without a *cover*, one with title and author is drawn.
    """
    from narrate.publish.cover import drawn

    title = title or script.title
    credits = [cast.narrator.name, *(f"{voice.name} as {who}" for who, voice in cast.roles.items())]
    return Edition(
        title=title,
        author=script.author,
        narrator=", ".join(credits),
        language=script.language,
        date=date_of(script.metadata.get("date", "")) or date,
        comment=script.metadata.get("summary", ""),
        series=script.metadata.get("series", ""),
        encoder=f"narrate {metadata.version('narrate')}",
        marks=tuple(marks),
        cover=cover or drawn(title, script.author),
    )


def cover_beside(folder: Path) -> bytes | None:
    """The cover in *folder*, if there is one. AudioError if it cannot be read or is no picture."""
    path = next((folder / name for name in COVERS if (folder / name).is_file()), None)
    if path is None:
        return None
    try:
        picture = path.read_bytes()
    except OSError as error:
        raise AudioError(f"{path}: cannot read the cover: {error.strerror or error}") from error
    if not picture.startswith(tuple(PICTURES)):
        raise AudioError(f"{path}: the cover is neither a JPEG nor a PNG picture")
    return picture
