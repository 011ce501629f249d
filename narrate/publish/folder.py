"""A folder that is whole or not there: filled aside, then given its name."""

import os
import secrets
import shutil
import time
import unicodedata
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from narrate.audio import DAY
from narrate.errors import AudioError

FORBIDDEN = dict.fromkeys(map(ord, '<>:"/\\|?*'), " ")
"""What Windows allows in no name → a blank."""
INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Unicode's categories of what is no letter, mark, sign or space."""
LONGEST_TITLE = 80
"""Characters of a title in a name: with the folders above it a path should stay below Windows' 260."""
LONGEST_TITLE_BYTES = 150
"""Of UTF-8: with number, ending, and the signs of a file in the making, below the 255 of Linux and the 143 of
encrypted home folders for all but the longest titles in long letters."""
RIVALS = 5
"""Runs that may give the same name at the same moment."""

Known = Callable[[Path], Collection[str]]
"""Tells the names of the files in a folder that were published there; none if the folder is somebody else's."""


@contextmanager
def folder_aside(path: Path, known: Known) -> Iterator[Path]:
    """A new folder beside *path* that becomes *path* at the end, or vanishes if the work is broken off.

    An older edition gives way; what a person has put beside its files is carried over. AudioError if *path* is not
    an older edition by what is *known*, or cannot be written.
    """
    refuse_foreign(path, known)
    unfinished = _aside(path, "part")
    try:
        _remove_abandoned(path)
        unfinished.mkdir(parents=True)
        try:
            yield unfinished
            _sync(unfinished)
            _exchange(unfinished, path, known)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    except OSError as error:
        raise AudioError(f"{path}: cannot write: {error.strerror or error}") from error


def refuse_foreign(path: Path, known: Known) -> None:
    """AudioError if *path* is there and neither an empty folder nor one with what is *known*."""
    try:
        foreign = path.exists() and (not path.is_dir() or (any(path.iterdir()) and not known(path)))
    except OSError as error:
        raise AudioError(f"{path}: cannot read: {error.strerror or error}") from error
    if foreign:
        raise AudioError(f"{path}: there is something else of that name; name a new folder")


def file_name(number: int, count: int, title: str, suffix: str) -> str:
    """A name for file *number* of *count*, allowed on every system and sorted by number: "03 - The Storm.mp3"."""
    kept = (" " if one.isspace() else one for one in unicodedata.normalize("NFC", title))
    visible = "".join(one for one in kept if unicodedata.category(one) not in INVISIBLE)
    words = " ".join(visible.translate(FORBIDDEN).split())[:LONGEST_TITLE]
    words = words.encode()[:LONGEST_TITLE_BYTES].decode(errors="ignore").rstrip(" .")
    return f"{number:0{max(2, len(str(count)))}d}{f' - {words}' if words else ''}{suffix}"


def _exchange(unfinished: Path, path: Path, known: Known) -> None:
    """Gives *unfinished* the name *path*, then takes over what else lay in the folders that had it."""
    for rival in range(RIVALS):
        with suppress(FileNotFoundError):
            path.rename(_aside(path, "old"))
        try:
            unfinished.rename(path)
            break
        except OSError:
            if rival == RIVALS - 1 or not path.exists():  # else another run was faster: its edition gives way
                raise
    _sync(path.parent)
    for old in path.parent.glob(f".{escape(path.name[:40])}-????????.old"):  # also of a run that was killed here
        _carry_over(old, path, known(old))


def _carry_over(old: Path, path: Path, published: Collection[str]) -> None:
    for one in old.iterdir():
        if one.name in published:
            one.unlink()
        elif not (path / one.name).exists():
            one.rename(path / one.name)
    with suppress(OSError):  # what has no room in the new folder stays where it is: nothing is lost
        old.rmdir()


def _remove_abandoned(path: Path) -> None:
    """What a killed run left stays no longer than a day; what is younger may be in the making."""
    for one in path.parent.glob(f".{escape(path.name[:40])}-????????.part"):
        with suppress(OSError):
            if time.time() - one.stat().st_mtime > DAY:
                shutil.rmtree(one)


def _aside(path: Path, suffix: str) -> Path:
    return path.with_name(f".{path.name[:40]}-{secrets.token_hex(4)}.{suffix}")


def _sync(folder: Path) -> None:
    """Makes the names in *folder* last; on Windows, which opens no folder, they do so by themselves."""
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
