"""A folder that is whole or not there: filled aside, then given its name."""

import errno
import os
import secrets
import shutil
import unicodedata
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from narrate.errors import AudioError
from narrate.unfinished import LONGEST, begun, remove_abandoned

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
TAKEN = (errno.EEXIST, errno.ENOTEMPTY, errno.EACCES)
"""What systems say when a folder is to have the name of another."""

Known = Callable[[Path], Collection[str]]
"""Tells the names of the files in a folder that were published there; none if the folder is somebody else's."""


@contextmanager
def folder_aside(path: Path, known: Known) -> Iterator[Path]:
    """A new folder beside *path* that becomes *path* at the end, or vanishes if the work is broken off.

    An older edition gives way; what a person has put beside its files is carried over. AudioError if *path* is not
    an older edition by what is *known*, or cannot be written.
    """
    refuse_foreign(path, known)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        remove_abandoned(path)
        with begun(path, Path.mkdir) as unfinished:
            yield unfinished
            _sync(unfinished)
            _exchange(unfinished, path, known)
    except OSError as error:
        raise AudioError(f"{path}: cannot write: {error.strerror or error}") from error


def refuse_foreign(path: Path, known: Known) -> None:
    """AudioError if *path* is there and neither an empty folder nor one with what is *known*."""
    try:
        # Two looks: between the two parts of one, another run may have exchanged its edition for the older.
        foreign = _is_foreign(path, known) and _is_foreign(path, known)
    except OSError as error:
        raise AudioError(f"{path}: cannot read: {error.strerror or error}") from error
    if foreign:
        raise AudioError(f"{path}: there is something else of that name; name a new folder")


def _is_foreign(path: Path, known: Known) -> bool:
    """OSError."""
    try:
        return not known(path) and any(path.iterdir())
    except FileNotFoundError:
        return False
    except NotADirectoryError:
        return True


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
        except OSError as error:  # another run was faster: its edition gives way
            if rival == RIVALS - 1 or error.errno not in TAKEN:
                raise
    _sync(path.parent)
    for old in path.parent.glob(f".{escape(path.name[:LONGEST])}-????????.old"):  # also of a run that was killed here
        with suppress(FileNotFoundError):  # another run has done it
            _carry_over(old, path, known(old))


def _carry_over(old: Path, path: Path, published: Collection[str]) -> None:
    """Takes over what a person had put into *old*, then removes it at once: half removed, it would not be known."""
    for one in [one for one in old.iterdir() if one.name not in published and not (path / one.name).exists()]:
        with suppress(FileNotFoundError):
            one.rename(path / one.name)
    if not published:
        with suppress(OSError):  # what has no room in the new folder stays where it is: nothing is lost
            old.rmdir()
        return
    if stay := [one for one in old.iterdir() if one.name not in published]:
        apart = _aside(path, "old")
        apart.mkdir()
        for one in stay:
            with suppress(FileNotFoundError):
                one.rename(apart / one.name)
    gone = _aside(path, "part")
    old.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)


def _aside(path: Path, suffix: str) -> Path:
    return path.with_name(f".{path.name[:LONGEST]}-{secrets.token_hex(4)}.{suffix}")


def _sync(folder: Path) -> None:
    """Makes the names in *folder* last; on Windows, which opens no folder, they do so by themselves."""
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
