"""How clips and stretches get from one machine to another: in a folder that all see, or through a store."""

import os
import secrets
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from narrate.audio import is_whole, write_file
from narrate.delivery import Job
from narrate.errors import AudioError, NarrateError
from narrate.synthesize import Request

Piece = Sequence[Request] | Job
"""What a worker is given at once: clips to be spoken, or a stretch to be encoded."""
Make = Callable[[Any], Any]
"""Does the work for a piece: ``synthesize.make`` or ``delivery.make``."""

PATIENCE = 70.0
"""Seconds until a file that another machine made must be seen: NFS may remember for 60 that there was none (nfs(5))."""
_AGAIN = 0.05
"""Seconds between two looks."""


class Absent(NarrateError):
    """The store lacks clips that a stretch is made of: *names*, relative to the folder of clips."""

    def __init__(self, *names: str) -> None:
        super().__init__(*names)
        self.names = names


class Sharing(Protocol):
    """A way from machine to machine; goes to the workers with every piece."""

    @property
    def folder(self) -> Path:
        """Of clips, as the machines call it."""

    def probed(self) -> AbstractContextManager[str]:
        """The name of a file that every worker must see until the end of the block."""

    def unseen(self, probe: str) -> str:
        """What keeps this worker from seeing *probe*, or from leaving something; empty if nothing does."""

    def work(self, make: Make, piece: Piece) -> Any:  # what *make* returns
        """What *make* returns for *piece*, here on a worker; what it made is shared then. Absent."""

    def supply(self, names: Sequence[str]) -> None:
        """Gives workers what they lack. AudioError."""

    def collect(self, piece: Piece) -> None:
        """Has what a worker made of *piece* in the folder of clips. AudioError."""


@dataclass(frozen=True, slots=True)
class SharedFolder:
    """Every machine sees the same *folder* by the same name."""

    folder: Path
    patience: float = PATIENCE

    @contextmanager
    def probed(self) -> Iterator[str]:
        """The name of a file in the folder."""
        probe = f".{secrets.token_hex(15)}.probe"
        write_file(self.folder / probe, b"")
        try:
            yield probe
        finally:
            (self.folder / probe).unlink(missing_ok=True)

    def unseen(self, probe: str) -> str:
        """What is wrong with the folder on this machine."""
        answer = self.folder / f".{secrets.token_hex(15)}.probe"
        try:
            if not _appears(self.folder / probe, 2.0):
                return f"sees another {self.folder}, or none: share that folder by the same name, or use a store"
            answer.touch()
            answer.unlink()
        except OSError as error:
            return f"cannot write to {self.folder}: {error.strerror or error}"
        return ""

    def work(self, make: Make, piece: Piece) -> Any:
        """What *make* returns for *piece*; its files are where they belong at once."""
        for path in needed_by(piece):
            _refuse_unseen(path, self.patience)
        return make(piece)

    def supply(self, names: Sequence[str]) -> None:
        """Nothing is ever lacking in a shared folder but is lacking here, too."""

    def collect(self, piece: Piece) -> None:
        """Waits until this machine sees what another wrote."""
        for path in made_by(piece):
            _refuse_unseen(path, self.patience)


@dataclass(frozen=True, slots=True)
class Store:
    """Machines hand each other files through the store at *url*, which fsspec opens; *folder* has a copy of all."""

    folder: Path
    url: str = field(repr=False)  # Dask logs what it was doing when something fails, and a URL may hold a password

    @contextmanager
    def probed(self) -> Iterator[str]:
        """The name of a file in the store. AudioError if it cannot be written."""
        probe = f".{secrets.token_hex(15)}.probe"
        self._put(probe, b"probe")
        try:
            yield probe
        finally:
            with suppress(AudioError, FileNotFoundError):  # the store went away: the probe is the least that is left
                self._remove(probe)

    def unseen(self, probe: str) -> str:
        """What is wrong with the store as this machine sees it."""
        answer = f".{secrets.token_hex(15)}.probe"
        try:
            if not self._holds(probe):
                return f"sees another {self.shown}: what was just written there is not there"
            self._put(answer, b"probe")
            self._remove(answer)
        except (AudioError, FileNotFoundError) as error:
            return str(error)
        return ""

    def work(self, make: Make, piece: Piece) -> Any:
        """What *make* returns for that of *piece* which the store lacks; worked on in a folder for the moment."""
        with tempfile.TemporaryDirectory(prefix="narrate-") as name:
            here = Path(name)
            wanted = moved(piece, self.folder, here)
            if isinstance(wanted, Job):
                if self._holds(_relative(wanted.path, here)):
                    return None
            else:
                wanted = [one for one in wanted if not self._holds(_relative(one.path, here))]
            self._fetch(needed_by(wanted), here)
            result = make(wanted)
            for path in made_by(wanted):
                self._put(_relative(path, here), path.read_bytes())
            return result

    def supply(self, names: Sequence[str]) -> None:
        """Puts the clips *names* from here into the store: they were made before it was used."""
        for name in names:
            try:
                content = (self.folder / name).read_bytes()
            except OSError as error:
                raise AudioError(f"{self.folder / name}: cannot read this clip: {error.strerror or error}") from error
            self._put(name, content)

    def collect(self, piece: Piece) -> None:
        """Copies what a worker made into the folder here."""
        for path in made_by(piece):
            name = _relative(path, self.folder)
            try:
                write_file(path, self._get(name))
            except FileNotFoundError as error:
                raise AudioError(f"{self.shown}: {name} was put there, and is there no more") from error
            if not (piece.is_whole() if isinstance(piece, Job) else is_whole(path)):
                self._remove(name)
                raise AudioError(f"{self.shown}: {name} was damaged there, and is removed: run this again")

    @property
    def shown(self) -> str:
        """The store as a person may read it: without a password."""
        scheme, mark, rest = self.url.partition("://")
        host, slash, path = rest.partition("/")
        return f"{scheme}{mark}{host.rpartition('@')[2]}{slash}{path}" if mark else self.url

    def _fetch(self, paths: Sequence[Path], here: Path) -> None:
        absent = []
        for path in dict.fromkeys(paths):
            name = _relative(path, here)
            with suppress(FileNotFoundError):
                write_file(path, self._get(name))
            if not (path.exists() and is_whole(path)):
                absent.append(name)
        if absent:
            raise Absent(*absent)

    def _holds(self, name: str) -> bool:
        with self._reached() as (files, root):
            return bool(files.exists(f"{root}/{name}"))

    def _get(self, name: str) -> bytes:
        with self._reached() as (files, root):
            return bytes(files.cat_file(f"{root}/{name}"))

    def _remove(self, name: str) -> None:
        with self._reached() as (files, root):
            files.rm_file(f"{root}/{name}")

    def _put(self, name: str, content: bytes) -> None:
        """Aside, then renamed: a store of files may show one that is not whole yet."""
        with self._reached() as (files, root):
            folder = f"{root}/{name}".rpartition("/")[0]
            unfinished = f"{folder}/.{secrets.token_hex(15)}.part"
            with suppress(Exception):  # another machine was faster, or what follows fails, too
                files.makedirs(folder, exist_ok=True)
            files.pipe_file(unfinished, content)
            files.mv(unfinished, f"{root}/{name}")

    @contextmanager
    def _reached(self) -> Iterator[tuple[Any, str]]:  # fsspec has no types
        """The file system, and where in it this is. FileNotFoundError; AudioError for everything else."""
        with _Told(self):
            files, root, alone = _opened(self.url)
            with alone:
                files.invalidate_cache()  # others write there, too
                yield files, root


class _Told(AbstractContextManager[None]):
    """Tells of a *store* what is wrong: each kind fails with errors of its own library, of no common kind."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception) and not isinstance(error, FileNotFoundError):
            problem = (" ".join(str(error).split()) or type(error).__name__).replace(self._store.url, self._store.shown)
            raise AudioError(f"{self._store.shown}: cannot use this store: {problem}") from error


def made_by(piece: Piece) -> tuple[Path, ...]:
    """The files that come of *piece*."""
    return (piece.path,) if isinstance(piece, Job) else tuple(one.path for one in piece)


def needed_by(piece: Piece) -> tuple[Path, ...]:
    """The files that *piece* is made of."""
    return tuple(clip.path for clip in piece.stretch.clips) if isinstance(piece, Job) else ()


def moved(piece: Piece, start: Path, end: Path) -> Piece:
    """*piece* with its files in the folder *end* instead of *start*."""
    if not isinstance(piece, Job):
        return [replace(one, path=end / one.path.relative_to(start)) for one in piece]
    clips = tuple(replace(clip, path=end / clip.path.relative_to(start)) for clip in piece.stretch.clips)
    return replace(piece, path=end / piece.path.relative_to(start), stretch=replace(piece.stretch, clips=clips))


@cache
def _opened(url: str) -> tuple[Any, str, AbstractContextManager[Any]]:
    """The file system of *url*, where in it that is, and what only one thread may hold; one a process."""
    import fsspec  # noqa: PLC0415  # an extra, and heavy: a shared folder needs none

    files, root = fsspec.url_to_fs(url)
    # Those that are not made for many at once have a single connection.
    return files, root.rstrip("/"), nullcontext() if files.async_impl else threading.Lock()


def _relative(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _appears(path: Path, patience: float) -> bool:
    until = time.monotonic() + patience
    while not path.exists():
        if time.monotonic() > until:
            return False
        with suppress(OSError):
            os.scandir(path.parent).close()  # to open a folder makes NFS ask its server what is new
        time.sleep(_AGAIN)
    return True


def _refuse_unseen(path: Path, patience: float) -> None:
    if not _appears(path, patience):
        raise AudioError(f"{path}: another machine made it, and it is not seen here: is the folder still shared?")
