"""The audiobook as a folder: one MP3 a chapter, and the lists that players and shelves read."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from narrate.audio import write_file
from narrate.model import Mark
from narrate.publish import mp3
from narrate.publish.edition import Edition, media_type, placed
from narrate.publish.folder import file_name, folder_aside, refuse_foreign
from narrate.publish.sidecars import chapter_list, cue_sheet, playlist, shelf_record
from narrate.publish.tags import tag

STRETCHES = "mp3"
"""The form in which its stretches are kept: the same as for one MP3, so that nothing is encoded twice."""
PLAYLIST = "playlist.m3u8"
SIDECARS = (PLAYLIST, "book.cue", "chapters.json", "metadata.json", "cover.jpg", "cover.png")
READ_ALONG = (".srt", ".vtt", ".lrc")
"""What may stand beside each chapter, called as its file."""
COVER_NAMES = {"image/jpeg": "cover.jpg", "image/png": "cover.png"}
LARGEST_REPEATED = 1 << 20
"""Bytes of a cover that is put into every chapter's file; a larger one lies beside them only."""


def bind(chapters: Sequence[Sequence[Path]], out: Path, edition: Edition) -> tuple[Mark, ...]:
    """Writes *edition* to the folder *out*, whole or not at all; tells the chapters by the time of all files in a row.

    *chapters* are the MP3 stretches of each. AudioError if a part cannot be read or *out* not be written.
    """
    edition = placed(edition, [mp3.heard(parts) for parts in chapters])
    files = list(_files(edition))
    with folder_aside(out, published) as folder:
        cover = edition.cover if edition.cover and len(edition.cover) <= LARGEST_REPEATED else None
        for number, (parts, (name, _)) in enumerate(zip(chapters, files, strict=True), start=1):
            mp3.publish(parts, folder / name, tag(replace(edition, cover=cover, lines=()), chapter=number))
        for name, content in _sidecars(edition, files):
            write_file(folder / name, content)
    return edition.marks


def files(out: Path, edition: Edition) -> list[Path]:
    """The file of each chapter of *edition* in the folder *out*."""
    return [out / name for name, _ in _files(edition)]


def refuse(out: Path) -> None:
    """AudioError if *out* holds what is not an older edition."""
    refuse_foreign(out, published)


def published(folder: Path) -> Collection[str]:
    """The names of the files of an edition in *folder*, by its playlist; none if it has none."""
    with suppress(FileNotFoundError, NotADirectoryError):
        lines = (folder / PLAYLIST).read_text(encoding="utf-8", errors="replace").splitlines()
        files = [Path(line) for line in lines if line and not line.startswith("#")]
        along = (one.with_suffix(suffix).name for one in files for suffix in READ_ALONG)
        return {*SIDECARS, *(one.name for one in files), *along}
    return ()


def _files(edition: Edition) -> Iterator[tuple[str, tuple[Mark]]]:
    """The name of each chapter's file, and the chapter by that file's own time."""
    for number, (mark, title) in enumerate(zip(edition.marks, edition.titles, strict=True), start=1):
        name = file_name(number, len(edition.marks), title, ".mp3")
        yield name, (Mark(title, 0.0, mark.end - mark.start),)


def _sidecars(edition: Edition, files: Sequence[tuple[str, tuple[Mark]]]) -> Iterator[tuple[str, bytes]]:
    yield PLAYLIST, playlist(edition, files).encode()
    yield "book.cue", cue_sheet(edition, files).encode("utf-8-sig")  # with a mark: old players take it for Latin-1 else
    yield "chapters.json", chapter_list(edition).encode()
    yield "metadata.json", shelf_record(edition).encode()
    if edition.cover:
        yield COVER_NAMES[media_type(edition.cover)], edition.cover
