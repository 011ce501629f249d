"""Readers turn a file into a draft, and ``compose`` that into a Manuscript. READERS is the table; one file each."""

import difflib
import re
import sys
from collections import Counter
from collections.abc import Collection
from importlib import import_module
from pathlib import Path

from narrate.errors import ManuscriptError, NarrateError
from narrate.manuscripts.compose import compose
from narrate.manuscripts.draft import Draft
from narrate.manuscripts.recognition import recognised
from narrate.model import Manuscript, word_count

READERS = {
    "text": ("", ".txt", ".text"),
    "markdown": (".md", ".markdown"),
    "html": (".html", ".htm", ".xhtml"),
    "epub": (".epub",),
    "docx": (".docx",),
    "rtf": (".rtf",),
    "fountain": (".fountain", ".spmd"),
    "pdf": (".pdf",),
}
"""Format → suffixes. The module of its name has ``read(path, content, encoding) -> Draft``."""

STANDARD_INPUT = Path("-")
MAX_BYTES = 64 * 2**20
"""The largest file read: the longest novels are under 20 MB of text."""
_SUFFIX = re.compile(r"\.[A-Za-z]\w{0,9}")
"""What follows the last full stop of "Mr. Smith goes home" is none."""


def read(path: Path, content: bytes, *, encoding: str | None = None, keep: Collection[str] = ()) -> Manuscript:
    """The manuscript in *content*, the file at *path*; *encoding* as in ``decode``.

    The content decides what it is, not the name. What would be skipped for a reason in *keep*, in capitals or not, is
    read after all. ManuscriptError, also if there is not a word to read; NarrateError if nothing is skipped for one.
    """
    try:
        draft = _draft(path, content, encoding)
    except ManuscriptError as error:
        if path != STANDARD_INPUT:
            raise
        raise ManuscriptError(f"{shown(path)}{str(error).removeprefix(str(path))}") from error
    manuscript = _kept(path, draft, keep) if keep else compose(draft)
    if not any(word_count(manuscript.text[one.start : one.end]) for one in manuscript.paragraphs):
        raise ManuscriptError(f"{shown(path)}: {_nothing(manuscript)}")
    return manuscript


def shown(path: Path) -> str:
    """*path* as a message names it."""
    return "standard input" if path == STANDARD_INPUT else str(path)


def contents(path: Path) -> bytes:
    """The bytes of the file at *path*, or of standard input for "-". ManuscriptError if there is nothing."""
    try:
        if path == STANDARD_INPUT:
            content = sys.stdin.buffer.read(MAX_BYTES + 1)
        elif path.is_dir():
            raise ManuscriptError(f"{path}: this is a folder; name the manuscript in it")
        else:
            with path.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise ManuscriptError(f"{path}: no such file{_close_file(path)}") from error
    except (OSError, ValueError) as error:
        raise ManuscriptError(f"{shown(path)}: cannot read: {getattr(error, 'strerror', None) or error}") from error
    if len(content) > MAX_BYTES:
        raise ManuscriptError(f"{shown(path)}: larger than {MAX_BYTES >> 20} MB, no manuscript is")
    if not content:
        raise ManuscriptError(f"{shown(path)}: {'it' if path == STANDARD_INPUT else 'the file'} is empty")
    return content


def _draft(path: Path, content: bytes, encoding: str | None) -> Draft:
    suffix = path.suffix.lower() if _SUFFIX.fullmatch(path.suffix) else ""
    named = next((format_ for format_, suffixes in READERS.items() if suffix in suffixes), "")
    format_ = recognised(path, content, named)
    if format_ == "text" and not named:
        known = ", ".join(one for suffixes in READERS.values() for one in suffixes if one)
        raise ManuscriptError(f"{path}: narrate does not read {suffix} files (it reads {known})")
    draft: Draft = import_module(f"{__name__}.{format_}").read(path, content, encoding)
    return draft


def _nothing(manuscript: Manuscript) -> str:
    """What there is in a *manuscript* without a word to read."""
    words: Counter[str] = Counter()
    for one in manuscript.skipped:
        words[one.reason] += word_count(one.text)
    found = ", ".join(f"{count} words of {reason}" for reason, count in words.items() if count)
    if not found:
        return "there is no word in it (if it is scanned pages, it needs OCR)"
    return f"there is nothing in it to read but {found} (--keep reads what is skipped for a reason)"


def _kept(path: Path, draft: Draft, keep: Collection[str]) -> Manuscript:
    """The manuscript of *draft* in which nothing is skipped for a reason in *keep*. NarrateError if nothing was."""
    before = _reasons(compose(draft))
    named = {reason.casefold(): reason for reason in before}
    wanted = {named.get(reason.casefold(), reason) for reason in keep}
    manuscript = compose(draft, wanted)
    if idle := sorted(wanted - (before - _reasons(manuscript)).keys()):
        able = before - _reasons(compose(draft, before))
        known = ", ".join(sorted(able)) or "nothing"
        raise NarrateError(f"{shown(path)}: nothing to speak is skipped as {idle[0]!r} (skipped here: {known})")
    return manuscript


def _reasons(manuscript: Manuscript) -> Counter[str]:
    return Counter(one.reason for one in manuscript.skipped)


def _close_file(path: Path) -> str:
    folder = path.parent
    try:
        names = [one.name for one in folder.iterdir()]
    except OSError:  # no such folder, or not ours to look into: there is nothing to suggest
        return ""
    close = difflib.get_close_matches(path.name, names, n=1)
    return f" (did you mean {folder / close[0]}?)" if close else ""
