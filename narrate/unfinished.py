"""Files and folders in the making: under a name aside, and held, so that other runs know them from what a kill left."""

import os
import secrets
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

if sys.platform != "win32":
    import fcntl

LONGEST = 40
"""Characters of the last name in the one aside, so that no name gets too long."""
SURELY_OVER = 86400.0
"""Seconds: where the system cannot tell whether a run is over, what it has not touched for a day is abandoned."""


@contextmanager
def begun(path: Path, make: Callable[[Path], object]) -> Iterator[Path]:
    """What *make* makes under a name beside *path*: held in the block, and removed at its end unless it was renamed.

    OSError.
    """
    unfinished, handle = _made(path, make)
    try:
        yield unfinished
    finally:
        _remove(unfinished)
        if handle is not None:
            os.close(handle)


def remove_abandoned(path: Path) -> None:
    """Removes what ``begun`` made for *path* in runs that were killed; what is still in the making stays."""
    for one in path.parent.glob(f".{escape(path.name[:LONGEST])}-????????.part"):
        with suppress(OSError):  # it has its last name by now, or is not ours to remove: nothing is lost by keeping it
            _remove_if_over(one)


def _made(path: Path, make: Callable[[Path], object]) -> tuple[Path, int | None]:
    """A new file or folder beside *path*, and what it is held by: a lock that ends with this process."""
    while True:
        unfinished = path.with_name(f".{path.name[:LONGEST]}-{secrets.token_hex(4)}.part")
        make(unfinished)
        if sys.platform == "win32":  # removes no open file
            return unfinished, None
        with suppress(FileNotFoundError):
            handle = os.open(unfinished, os.O_RDONLY)
            with suppress(OSError):  # a file system without locks
                fcntl.flock(handle, fcntl.LOCK_EX)
            if unfinished.exists():
                return unfinished, handle
            os.close(handle)  # another run took it for abandoned in the moment before it was held


def _remove_if_over(path: Path) -> None:
    """OSError."""
    if sys.platform == "win32":
        if path.is_file() or _is_old(path):
            _remove(path)
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        if _is_free(handle, path):
            _remove(path)
    finally:
        os.close(handle)


def _is_free(handle: int, path: Path) -> bool:
    """Whether nobody holds *path*, which *handle* is open on; if so, *handle* holds it now."""
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return _is_old(path)
    return True


def _is_old(path: Path) -> bool:
    return time.time() - path.stat().st_mtime > SURELY_OVER


def _remove(path: Path) -> None:
    """OSError, unless it is gone already; of a folder as much as can be."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
