"""Readers turn a file into a draft, and ``compose`` that into a Manuscript. READERS is the table; one file each."""

import difflib
from collections.abc import Collection
from importlib import import_module
from pathlib import Path

from narrate.errors import ManuscriptError
from narrate.manuscripts.compose import compose
from narrate.model import Manuscript

READERS = {
    "": "narrate.manuscripts.text",
    ".txt": "narrate.manuscripts.text",
    ".text": "narrate.manuscripts.text",
}
"""Suffix → module; each module has ``read(path, content, encoding) -> Draft``."""

MAX_BYTES = 64 * 2**20
"""The largest file read: the longest novels are under 20 MB of text."""

FOREIGN = {
    b"PK\x03\x04": "a zip file, as EPUB and DOCX are",
    b"%PDF": "a PDF",
    b"{\\rtf": "an RTF document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"ID3": "an MP3",
    b"\x1f\x8b": "a gzip file",
    b"\xd0\xcf\x11\xe0": "an old Word document",
}
"""First bytes of files often given a wrong name, and what they are."""


def read(path: Path, content: bytes, *, encoding: str | None = None, keep: Collection[str] = ()) -> Manuscript:
    """The manuscript in *content*, the file at *path*; *encoding* as in ``decode``, *keep* as in ``compose``.

    ManuscriptError.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(suffix for suffix in READERS if suffix)
        raise ManuscriptError(f"{path}: narrate does not read {path.suffix} files (it reads {known}; save it as text)")
    for start, what in FOREIGN.items():
        if content.startswith(start):
            raise ManuscriptError(f"{path}: this is {what}, not plain text (save the story as a .txt file)")
    return compose(import_module(reader).read(path, content, encoding), keep)


def contents(path: Path) -> bytes:
    """The bytes of the file at *path*. ManuscriptError if there is none, or nothing in it."""
    try:
        if path.is_dir():
            raise ManuscriptError(f"{path}: this is a folder; name the manuscript in it")
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise ManuscriptError(f"{path}: no such file{_close_file(path)}") from error
    except (OSError, ValueError) as error:
        raise ManuscriptError(f"{path}: cannot read: {getattr(error, 'strerror', None) or error}") from error
    if len(content) > MAX_BYTES:
        raise ManuscriptError(f"{path}: larger than {MAX_BYTES >> 20} MB, no manuscript is")
    if not content:
        raise ManuscriptError(f"{path}: the file is empty")
    return content


def _close_file(path: Path) -> str:
    folder = path.parent
    try:
        names = [one.name for one in folder.iterdir()]
    except OSError:  # no such folder, or not ours to look into: there is nothing to suggest
        return ""
    close = difflib.get_close_matches(path.name, names, n=1)
    return f" (did you mean {folder / close[0]}?)" if close else ""
