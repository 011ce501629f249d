"""Fetches a large file: aside, in pieces if it must, and only under its name when it is whole and the right one."""

import errno
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import BinaryIO
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from narrate.errors import EngineError

TRIES = 3
"""Connections for one file in a row without a byte more; the next run goes on."""
PATIENCE = 30.0
"""Seconds without a byte, after which a connection is given up."""
PIECE = 1 << 18
"""Bytes read at once."""
LARGEST_LIST = 8_000_000
"""Bytes; Piper's list has 0.3 MB."""
NOT_IN_RANGE = 416
"""HTTP's status for a part that is not there."""

Progress = Callable[[str, int, int], None]
"""Told the name of a file, how many of its bytes are here, and how many it has."""


@dataclass(frozen=True, slots=True)
class Remote:
    """A file to be fetched from *url*, to be called *name*: so many bytes, with that *digest* by *algorithm*."""

    url: str
    name: str
    size: int
    algorithm: str
    digest: str


def fetch(remote: Remote, folder: Path, report: Progress, *, patience: float = PATIENCE) -> Path:
    """The file *remote* in *folder*, fetched if it is not there. EngineError says what went wrong, and what to do.

    What has come of it waits beside it, called ".NAME.part", for the next time. *patience* is in seconds.
    """
    path, part = folder / remote.name, folder / f".{remote.name}.part"
    with _told(folder):
        if _size(path) == remote.size and _is_right(path, remote):
            report(remote.name, remote.size, remote.size)
            return path
        folder.mkdir(parents=True, exist_ok=True)
        if _size(part) > remote.size:
            part.unlink()
        _complete(remote, part, report, patience)
        if not _is_right(part, remote):
            part.unlink()
            differs = f"its {remote.algorithm} is another one"
            raise EngineError(f"{remote.url}: not the file it should be ({differs}): try again, or another mirror")
        part.replace(path)
    return path


def read_json(url: str, *, patience: float = PATIENCE) -> object:
    """The JSON at *url*. EngineError."""
    try:
        with urlopen(_request(url), timeout=patience) as answer:
            content = answer.read(LARGEST_LIST + 1)
        if len(content) > LARGEST_LIST:
            raise ValueError(f"more than {LARGEST_LIST:,} bytes")
        return json.loads(content)
    except (OSError, HTTPException) as error:
        raise EngineError(f"{url}: {_why(error)}") from error
    except (ValueError, RecursionError) as error:
        raise EngineError(f"{url}: no JSON: {error}") from error


def _complete(remote: Remote, part: Path, report: Progress, patience: float) -> None:
    """Adds to *part* until it has all of *remote*."""
    failures, why = 0, ""
    while (have := _size(part)) < remote.size:
        if failures == TRIES:
            here = f"{have / 1e6:.1f} of {remote.size / 1e6:.1f} MB are here"
            raise EngineError(f"{remote.url}: {why or 'cut off'}; {here}: run it again to go on")
        try:
            with _answer(_request(remote.url, have), patience) as answer:
                for done in _added(answer, part, have, remote.size):
                    report(remote.name, done, remote.size)
        except HTTPError as error:
            if error.code != NOT_IN_RANGE:
                raise EngineError(f"{remote.url}: {_why(error)}") from error
            part.unlink(missing_ok=True)
        except (_Interrupted, HTTPException) as error:
            why = _why(error)
        failures = 0 if _size(part) > have else failures + 1


class _Interrupted(Exception):
    """A connection broke, or there was none; a full disk is another thing."""


def _answer(request: Request, patience: float) -> HTTPResponse:
    try:
        answer: HTTPResponse = urlopen(request, timeout=patience)
    except HTTPError:
        raise
    except OSError as error:
        raise _Interrupted(_why(error)) from error
    return answer


def _added(answer: HTTPResponse, part: Path, have: int, size: int) -> Iterator[int]:
    """Writes *answer* behind the *have* bytes of *part*, or over them if it begins anew; tells how many are there."""
    goes_on = answer.status == 206 and (answer.headers["Content-Range"] or "").startswith(f"bytes {have}-")
    have = have if goes_on else 0
    with part.open("ab" if goes_on else "wb") as file:
        while have < size and (piece := _piece(answer, min(PIECE, size - have))):
            file.write(piece)
            have += len(piece)
            yield have
        _sync(file)


def _piece(answer: HTTPResponse, most: int) -> bytes:
    try:
        return answer.read1(most)
    except OSError as error:
        raise _Interrupted(error.strerror or str(error)) from error


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _request(url: str, have: int = 0) -> Request:
    if not url.startswith(("http://", "https://")):
        raise EngineError(f"{url}: expected an address that begins with https://")
    headers = {"User-Agent": "narrate"} | ({"Range": f"bytes={have}-"} if have else {})
    return Request(url, headers=headers)


def _is_right(path: Path, remote: Remote) -> bool:
    with path.open("rb") as file:
        found = hashlib.file_digest(file, lambda: hashlib.new(remote.algorithm, usedforsecurity=False))
    return found.hexdigest() == remote.digest.lower()


def _size(path: Path) -> int:
    """The bytes of *path*, 0 if it is not there."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _why(error: Exception) -> str:
    """What went wrong, in a few words."""
    if isinstance(error, HTTPError):
        return f"the server says {error.code} {error.reason}"
    if isinstance(error, URLError):
        return f"cannot be reached: {getattr(error.reason, 'strerror', None) or error.reason}"
    return str(error) or type(error).__name__


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """What the system says of *folder*, as an error a user can act on."""
    try:
        yield
    except OSError as error:
        hint = " (it needs as much room as the model has)" if error.errno == errno.ENOSPC else ""
        raise EngineError(f"{folder}: cannot write: {error.strerror or error}{hint}") from error
