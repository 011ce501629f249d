"""Other tags for a finished MP3, its sound untouched: ``narrate tag``."""

# mypy: disable-error-code=no-untyped-call
# mutagen says that it is typed, but only some of its functions are.

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from mutagen import MutagenError
from mutagen.id3 import ID3
from mutagen.mp3 import MP3

from narrate.audio import aside
from narrate.errors import AudioError
from narrate.model import Mark
from narrate.publish.edition import Edition
from narrate.publish.tags import add_chapters, pictures, texts, written

TEXTS: Mapping[str, tuple[str, ...]] = {
    "title": ("TIT2", "TALB"),
    "author": ("TPE1", "TPE2"),
    "narrator": ("TCOM", "TXXX:NARRATOR"),
    "subtitle": ("TIT3",),
    "series": ("MVNM", "TXXX:series"),
    "part": ("MVIN", "TXXX:series-part"),
    "publisher": ("TPUB",),
    "genre": ("TCON",),
    "rights": ("TCOP",),
    "date": ("TDRC",),
    "language": ("TLAN",),
    "comment": ("COMM:",),
    "isbn": ("TXXX:ISBN",),
}
"""What can be changed, by an edition's name for it → the frames it is in."""
NOTHING = Edition("", genre="")


def retag(path: Path, changes: Mapping[str, str], *, cover: bytes | None = None, chapters: Sequence[str] = ()) -> None:
    """Changes the tags of the MP3 *path*, whole or not at all; every byte of its sound stays.

    *changes* are new texts by their names in ``TEXTS``, empty ones to remove what is there; *chapters*, if any, the
    new titles of all chapters. What is not named stays, also what other programs have written. A chapter in a file of
    its own keeps its title. AudioError; also for a name that is not known.
    """
    path = path.resolve()  # a link stays a link
    if unknown := sorted(set(changes) - set(TEXTS)):
        raise AudioError(f"{path}: there is no {unknown[0]!r} in a tag (known: {', '.join(TEXTS)})")
    try:
        found = MP3(path)
    except MutagenError as error:
        raise AudioError(f"{path}: this is no MP3 whose tags can be changed: {error}") from error
    tags = ID3() if found.tags is None else found.tags
    start = 0 if found.tags is None else tags.size
    for name, text in changes.items():
        _change(tags, name, text)
    if cover:
        _replace(tags, "APIC", *pictures(cover))
    if chapters:
        add_chapters(tags, _retitled(path, tags, chapters))
    _write(path, written(tags), start)


def titles_in(path: Path) -> tuple[str, ...]:
    """The chapter titles that the text file *path* lists, one a line. AudioError if it cannot be read or is no text."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise AudioError(f"{path}: cannot read the titles: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise AudioError(f"{path}: not UTF-8; save the titles as UTF-8") from error
    return tuple(line.strip() for line in lines if line.strip())


def _change(tags: ID3, name: str, text: str) -> None:
    of_a_chapter = "TRCK" in tags
    for frame in TEXTS[name]:
        if not (of_a_chapter and frame == "TIT2"):
            _replace(tags, frame)
    for new in texts(replace(NOTHING, **{name: text})):  # type: ignore[arg-type]  # all of TEXTS are texts
        if not (of_a_chapter and new.FrameID == "TIT2"):
            tags.add(new)


def _replace(tags: ID3, name: str, *frames: object) -> None:
    tags.delall(name)
    for frame in frames:
        tags.add(frame)


def _retitled(path: Path, tags: ID3, titles: Sequence[str]) -> list[Mark]:
    """The chapters of *tags* with other *titles*."""
    chapters = sorted(tags.getall("CHAP"), key=lambda one: int(one.start_time))
    if len(chapters) != len(titles):
        raise AudioError(f"{path}: it has {len(chapters)} chapters, and {len(titles)} titles are given")
    pairs = zip(titles, chapters, strict=True)
    return [Mark(title, one.start_time / 1000, one.end_time / 1000) for title, one in pairs]


def _write(path: Path, tag: bytes, start: int) -> None:
    """Puts *tag* before what stands in *path* from byte *start* on."""
    with aside(path) as file:
        shutil.copymode(path, file.name)
        file.write(tag)
        # Closed before the new file takes its name: on Windows one that is open cannot give way.
        with path.open("rb") as source:
            source.seek(start)
            shutil.copyfileobj(source, file)
