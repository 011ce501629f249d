"""What a book's files say of it: title, author, who reads, chapters, cover."""

import re
from dataclasses import replace
from importlib import metadata
from pathlib import Path

from narrate.errors import AudioError
from narrate.manuscripts import STANDARD_INPUT
from narrate.model import Cast, Script
from narrate.publish.edition import Edition, media_type
from narrate.publish.tags import date_of

_PART = re.compile(r"Part (?P<part>\d+(?:\.\d+)?) of (?P<series>.+)", re.DOTALL)
"""A series as manuscripts name it: AO3 does, and our reader of EPUBs."""
COVERS = ("cover.jpg", "cover.jpeg", "cover.png")
"""Beside the manuscript; the first that is there goes into the tags, before the manuscript's own."""


def edition_of(script: Script, cast: Cast, *, title: str, date: str, cover: bytes | None) -> Edition:
    """What is written of *script* beside its sound, but its chapters; *title* and *date* stand in for its own."""
    series = script.metadata.get("series", "")
    found = _PART.fullmatch(series)
    readers = [cast.narrator.name, *(f"{voice.name} as {who}" for who, voice in cast.roles.items())]
    return Edition(
        title=title or script.title,
        subtitle=script.metadata.get("subtitle", ""),
        author=script.author,
        narrator=", ".join(readers),
        language=script.language,
        date=date_of(script.metadata.get("date", "")) or date,
        comment=script.metadata.get("summary", ""),
        series=found["series"] if found else series,
        part=found["part"] if found else "",
        publisher=script.metadata.get("publisher", ""),
        encoder=f"narrate {metadata.version('narrate')}",
        cover=cover,
    )


def with_cover(edition: Edition) -> Edition:
    """*edition*; if it has no cover, with a drawn one that has its title and author."""
    from narrate.publish.cover import drawn

    return edition if edition.cover else replace(edition, cover=drawn(edition.title, edition.author))


def cover_for(manuscript: Path, own: bytes | None) -> bytes | None:
    """The cover beside the *manuscript*, else its *own*. AudioError if it cannot be read or is no picture."""
    beside = () if manuscript == STANDARD_INPUT else (manuscript.with_name(name) for name in COVERS)
    path = next((one for one in beside if one.is_file()), None)
    return picture(path) if path else own


def picture(path: Path) -> bytes:
    """The JPEG or PNG picture at *path*, to be a cover. AudioError if it cannot be read or is none."""
    try:
        picture = path.read_bytes()
    except OSError as error:
        raise AudioError(f"{path}: cannot read the cover: {error.strerror or error}") from error
    try:
        media_type(picture)
    except AudioError as error:
        raise AudioError(f"{path}: {error}") from error
    return picture
