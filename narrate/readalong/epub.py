"""The book to be read while it is heard: an EPUB 3 with the sound in it, and a media overlay for every chapter."""

from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path

from lxml import etree

from narrate.model import Mark, Utterance
from narrate.publish.edition import Edition, media_type
from narrate.readalong.archive import Track, archive, track_at
from narrate.readalong.package import (
    NAVIGATION,
    STYLE_NAME,
    Item,
    Page,
    clock,
    language_of,
    navigation,
    package,
    titles_of,
)
from narrate.readalong.pages import OPS, Level, Part, Piece, chapter, document, serialized
from narrate.readalong.timeline import MOMENT, SHORTEST, Spoken, mark_at

SMIL = "http://www.w3.org/ns/SMIL"
FOLDER = "EPUB"
EDGE = 0.05
"""Seconds left off at a file's end: decoders give up to two frames less than the file counts, 0.026 s each."""
CONTAINER = b"""\
<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""
STYLE = b"""\
section { margin: 0 auto; max-width: 36em; line-height: 1.5; }
p { margin: 0; text-indent: 1.5em; }
h1 + p, h2 + p, hr + p, p.verse { text-indent: 0; }
p.verse { white-space: pre-line; margin: 1em 2em; }
h1, h2 { text-align: center; }
hr { border: 0; height: 2em; }
.-epub-media-overlay-active { background-color: #ffe9a8; color: #000; }
"""


Timed = tuple[str, int, int]
"""A piece's id, and when it begins and ends, in thousandths of a second of a file."""


def epub(
    out: Path,
    spoken: Iterable[Spoken],
    silent: Iterable[Utterance],
    edition: Edition,
    tracks: Sequence[Track],
    *,
    level: Level = Level.SENTENCE,
) -> None:
    """Writes *edition* to *out* with the sound of *tracks*; what is *spoken* is marked while it is heard.

    A page for each of the edition's marks; *silent* is what stands between and is not said. AudioError if a track
    cannot be read, reading systems do not play such a file, or *out* cannot be written.
    """
    sounds = [f"audio/{number:03d}{track.path.suffix.lower()}" for number, track in enumerate(tracks, start=1)]
    items = [Item(name, track.media_type) for name, track in zip(sounds, tracks, strict=True)]
    if edition.cover:
        kind = media_type(edition.cover)
        items.append(Item(f"cover.{kind.removeprefix('image/')}", kind, properties="cover-image"))
    with archive(out) as book:
        book.put("mimetype", b"application/epub+zip", packed=False)
        book.put("META-INF/container.xml", CONTAINER)
        book.put(f"{FOLDER}/{STYLE_NAME}", STYLE)
        if edition.cover:
            book.put(f"{FOLDER}/{items[-1].href}", edition.cover, packed=False)
        pages, titles = [], titles_of(edition)
        for number, parts in groupby(_numbered(spoken, silent, edition.marks), key=itemgetter(0)):
            mark = edition.marks[number]
            at = track_at(mark.start, tracks)
            section, pieces = chapter((part for _, part in parts), level)
            times = _timed(pieces, mark, tracks[at])
            page = Page(f"chapter-{number + 1:03d}", titles[number], times[-1][2] - times[0][1])
            text = document(page.title, language_of(edition), section, style=STYLE_NAME)
            book.put(f"{FOLDER}/{page.text}", text)
            book.put(f"{FOLDER}/{page.overlay}", _overlay(page, times, sounds[at]))
            pages.append(page)
        book.put(f"{FOLDER}/{NAVIGATION}", navigation(edition, pages))
        book.put(f"{FOLDER}/package.opf", package(edition, items, pages))
        for name, track in zip(sounds, tracks, strict=True):
            book.put_sound(f"{FOLDER}/{name}", track)


def _numbered(
    spoken: Iterable[Spoken], silent: Iterable[Utterance], marks: Sequence[Mark]
) -> Iterator[tuple[int, Part]]:
    """All parts of the book in order, each with the number of its mark, from 0."""
    heard = (Part(one.utterance, one) for one in spoken)
    unheard = (Part(one, None) for one in silent)
    waiting: list[Part] = []
    number = 0
    for part in merge(heard, unheard, key=lambda part: part.utterance.start):
        if part.spoken is None:
            waiting.append(part)
            continue
        before, number = number, mark_at(part.spoken.start, marks)
        for one in waiting:
            yield (number if one.utterance.place.chapter == part.utterance.place.chapter else before), one
        waiting = []
        yield number, part
    yield from ((number, one) for one in waiting)


def _timed(pieces: Sequence[Piece], mark: Mark, track: Track) -> tuple[Timed, ...]:
    """When each piece is marked in the file *track*: from its beginning to the next one's, so that no pause is lost."""
    last = max(mark.end - (EDGE if mark.end + MOMENT > track.end else 0), pieces[-1].start + SHORTEST)
    seconds = [mark.start, *(one.start for one in pieces[1:]), last]
    edges = pairwise(round(1000 * (second - track.start)) for second in seconds)
    return tuple((one.id, start, end) for one, (start, end) in zip(pieces, edges, strict=True))


def _overlay(page: Page, pieces: Iterable[Timed], sound: str) -> bytes:
    """The media overlay of *page*, whose *pieces* are spoken in the file *sound*."""
    root = etree.Element(f"{{{SMIL}}}smil", nsmap={None: SMIL, "epub": OPS}, version="3.0")
    row = etree.SubElement(etree.SubElement(root, f"{{{SMIL}}}body"), f"{{{SMIL}}}seq", id="chapter")
    row.set(f"{{{OPS}}}textref", page.text)
    row.set(f"{{{OPS}}}type", "chapter")
    for name, start, end in pieces:
        pair = etree.SubElement(row, f"{{{SMIL}}}par", id=f"p-{name}")
        etree.SubElement(pair, f"{{{SMIL}}}text", src=f"{page.text}#{name}")
        times = {"clipBegin": clock(start), "clipEnd": clock(end)}
        etree.SubElement(pair, f"{{{SMIL}}}audio", src=sound, **times)
    return serialized(root)
