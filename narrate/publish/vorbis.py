"""The comments of a FLAC and an Opus file: what players show of a book, its cover, and its chapters."""

# mypy: disable-error-code=no-untyped-call
# mutagen says that it is typed, but only some of its functions are.

import base64
from collections.abc import Iterator
from pathlib import Path

from mutagen.flac import FLAC, Picture
from mutagen.id3 import PictureType
from mutagen.oggopus import OggOpus

from narrate.publish.edition import Edition, media_type
from narrate.publish.tags import date_of, writable

PADDING = 4096
"""Bytes left free in a FLAC, so that a corrected title does not move a gigabyte of sound."""


def tag_flac(path: Path, edition: Edition) -> None:
    """Gives the finished FLAC *path* the comments and the cover of *edition*."""
    book = FLAC(path)
    _fill(book.tags, edition)  # type: ignore[arg-type]  # libsndfile writes comments
    if edition.cover:
        book.add_picture(_picture(edition.cover))
    book.save(padding=lambda _: PADDING)


def tag_opus(path: Path, edition: Edition) -> None:
    """Gives the finished Opus file *path* the comments and the cover of *edition*."""
    book = OggOpus(path)
    _fill(book.tags, edition)  # type: ignore[arg-type]  # an Opus file has comments
    if edition.cover:
        book["METADATA_BLOCK_PICTURE"] = base64.b64encode(_picture(edition.cover).write()).decode("ascii")
    book.save()


def comments(edition: Edition) -> Iterator[tuple[str, str]]:
    """Name and text of all that *edition* says; the chapters as in the Ogg chapter extension, to the millisecond."""
    plain = {
        "TITLE": edition.title,
        "ALBUM": edition.title,
        "SUBTITLE": edition.subtitle,
        "ARTIST": edition.author,
        "ALBUMARTIST": edition.author,
        "COMPOSER": edition.narrator,
        "NARRATOR": edition.narrator,
        "SERIES": edition.series,
        "SERIES-PART": edition.part,
        "GENRE": edition.genre,
        "DATE": date_of(edition.date),
        "LANGUAGE": edition.language,
        "PUBLISHER": edition.publisher,
        "COPYRIGHT": edition.rights,
        "ISBN": edition.isbn,
        "DESCRIPTION": edition.comment,
        "ENCODER": edition.encoder,
    }
    yield from ((name, writable(text)) for name, text in plain.items() if text)
    for number, (mark, title) in enumerate(zip(edition.marks, edition.titles, strict=True), start=1):
        yield f"CHAPTER{number:03d}", _clock(mark.start)
        yield f"CHAPTER{number:03d}NAME", writable(title)


def _fill(tags: list[tuple[str, str]], edition: Edition) -> None:
    tags.clear()  # the encoder names itself there
    tags.extend(comments(edition))


def _clock(seconds: float) -> str:
    minutes, thousandths = divmod(round(1000 * seconds), 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{thousandths // 1000:02d}.{thousandths % 1000:03d}"


def _picture(cover: bytes) -> Picture:
    picture = Picture()
    picture.type = PictureType.COVER_FRONT
    picture.mime = media_type(cover)
    picture.data = cover
    return picture
