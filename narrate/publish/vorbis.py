"""The comments of a FLAC and an Opus file: what players show of a book, its cover, and its chapters."""

# mypy: disable-error-code=no-untyped-call
# mutagen says that it is typed, but only some of its functions are.

import base64
import struct
from collections.abc import Iterator
from pathlib import Path

from mutagen.flac import FLAC, Picture
from mutagen.id3 import PictureType

from narrate.publish.edition import Edition, clock, media_type
from narrate.publish.tags import date_of, writable

PADDING = 4096
"""Bytes left free, so that a corrected title does not move a gigabyte of sound."""


def tag_flac(path: Path, edition: Edition) -> None:
    """Gives the finished FLAC *path* the comments and the cover of *edition*."""
    book = FLAC(path)
    if book.tags is None:
        book.add_tags()
    book.tags[:] = comments(edition)  # type: ignore[index]  # the encoder's name for itself goes
    if edition.cover:
        book.add_picture(_picture(edition.cover))
    book.save(padding=lambda _: PADDING)


def opus_tags(edition: Edition) -> bytes:
    """The comments and the cover of *edition* as the second packet of an Opus file (RFC 7845, 5.2)."""
    told = [f"{name}={text}".encode() for name, text in comments(edition)]
    if edition.cover:
        told.append(b"METADATA_BLOCK_PICTURE=" + base64.b64encode(_picture(edition.cover).write()))
    counted = (struct.pack("<I", len(one)) + one for one in (edition.encoder.encode(), *told))
    vendor, *rest = counted
    return b"OpusTags" + vendor + struct.pack("<I", len(told)) + b"".join(rest) + bytes(PADDING)


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
        yield f"CHAPTER{number:03d}", clock(mark.start)
        yield f"CHAPTER{number:03d}NAME", writable(title)


def _picture(cover: bytes) -> Picture:
    picture = Picture()
    picture.type = PictureType.COVER_FRONT
    picture.mime = media_type(cover)
    picture.data = cover
    return picture
