"""Synthesis and encoding by the workers of a running Dask cluster, which does the scheduling."""

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from narrate import engines
from narrate.delivery import Job
from narrate.errors import EngineError, NarrateError, WorkersLost
from narrate.publish import load
from narrate.sharing import Absent, Make, Piece, SharedFolder, Sharing, Store, moved
from narrate.synthesize import Recipes

try:
    import distributed
    from distributed import Client, KilledWorker, Worker, get_worker
except ImportError as problem:
    raise NarrateError('a cluster needs Dask: pip install "narrate[cluster]"') from problem

ANSWER = 15.0
"""Seconds in which a scheduler must answer, and have a worker."""
LOOK = 2.0
"""Seconds between two looks whether anybody works."""
FINISHING = 64
"""Pieces brought here at once."""
SCHEDULER_LOST = "the scheduler is lost: start it with dask scheduler"
WORKERS_LOST = "all workers are lost: start some with dask worker {} --nthreads 1 --nworkers auto"
_NARRATE = "narrate"
_DASK = "Dask"
_SOURCES = (".py", ".npz", ".csv", ".json")
"""Of this program's files, those that can change what a clip or a stretch holds."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a worker must agree to before it makes anything that is named by its recipe."""

    sharing: Sharing
    probe: str
    versions: tuple[tuple[str, str], ...]
    """What is used, and its version here."""


@contextmanager
def cluster(address: str, clips: Path, store: str = "", *, patience: float = ANSWER) -> Iterator[Executor]:
    """An executor for ``produce``: the workers of the Dask scheduler at *address*, "tcp://HOST:8786".

    They see the folder *clips* by the same name; or all reach the *store*, an fsspec URL, and *clips* has a copy of
    what they make. NarrateError if no scheduler with a worker answers in *patience* seconds, or if a worker would not
    make what would be made here.
    """
    with ExitStack() as stack:
        stack.enter_context(_quiet("distributed.client", "distributed.core", "tornado.application"))
        client = stack.enter_context(_connected(address, patience))
        sharing: Sharing = Store(clips, store) if store else SharedFolder(clips.absolute())
        probe = stack.enter_context(sharing.probed())
        crew = Cluster(client, address, clips, Terms(sharing, probe, ()), patience)
        stack.callback(crew.shutdown, wait=False, cancel_futures=True)
        crew.agree(_NARRATE, _DASK)
        yield crew


class Cluster(Executor):
    """Hands pieces to the workers of *client*. A piece whose worker is lost goes to another: Dask sees to that."""

    def __init__(self, client: Client, address: str, clips: Path, terms: Terms, patience: float = ANSWER) -> None:
        self._client, self._address, self._clips, self._terms = client, address, clips, terms
        self._patience = patience
        # An error of ours would only come again: nothing is retried but what a lost worker had.
        self._tasks = client.get_executor(pure=False, retries=0)
        self._finishing = ThreadPoolExecutor(FINISHING, "narrate-finishing")
        self._pieces: dict[Future[Any], None] = {}
        """Handed out, and nothing said of them yet."""
        self._why = ""
        """Nobody works any more, if there is a reason."""
        self._closed = threading.Event()
        threading.Thread(target=self._watch, name="narrate-watch", daemon=True).start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # Executor's signature
        """The future of ``fn(piece)`` on a worker, its files in the folder of clips. NarrateError, WorkersLost."""
        (piece,) = args
        self.agree(*_used_for(piece))
        if self._why:
            raise WorkersLost(self._why)
        told: Future[Any] = Future()
        self._pieces[told] = None
        self._hand_out(told, fn, piece)
        return told

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """No more pieces."""
        self._closed.set()
        for told in list(self._pieces) if cancel_futures else ():
            told.cancel()
        self._finishing.shutdown(wait, cancel_futures=cancel_futures)

    def agree(self, *used: str) -> None:
        """NarrateError names a worker that has another version of what is *used*, or cannot share what it makes."""
        known = dict(self._terms.versions)
        if self._why or set(used) <= set(known):
            return
        versions = {**known, **{what: version(what) for what in used}}
        self._terms = replace(self._terms, versions=tuple(versions.items()))
        try:
            answers = self._client.run(answer, self._terms, on_error="return")
        except (OSError, CancelledError) as error:
            raise self._lose(SCHEDULER_LOST) from error
        for worker, reason in answers.items():
            if isinstance(reason, OSError):
                continue  # it was lost just now; if it was not, it is asked again with its first piece
            if isinstance(reason, BaseException) and not isinstance(reason, NarrateError):
                here = versions[_NARRATE]
                raise NarrateError(f"{worker}: cannot work for narrate {here}, which must run there, too: {reason}")
            if reason:
                raise NarrateError(f"{worker}: {reason}")

    def _hand_out(self, told: Future[Any], make: Make, piece: Piece, *, again: bool = False) -> None:
        task = self._tasks.submit(work, self._terms, make, moved(piece, self._clips, self._terms.sharing.folder))

        def drop(_: Future[Any]) -> None:
            self._pieces.pop(told, None)
            task.cancel()

        def tell(finished: Future[Any]) -> None:
            if finished.cancelled():
                told.cancel()
            elif isinstance(finished.exception(), Absent) and not again:
                self._hand_out(told, make, piece, again=True)
            else:
                self._tell(told, finished.exception(), None if finished.exception() else finished.result())

        def finish(_: Future[Any]) -> None:  # Dask's only thread calls it, which must not wait for files
            if not (told.cancelled() or self._closed.is_set()):
                self._finishing.submit(self._finished, piece, task).add_done_callback(tell)

        told.add_done_callback(drop)
        task.add_done_callback(finish)

    def _finished(self, piece: Piece, task: Future[Any]) -> Any:
        """What came of *piece*, once that is here."""
        try:
            result = task.result()
        except Absent as absent:
            self._terms.sharing.supply(absent.names)
            raise
        except CancelledError as error:
            raise self._lose(SCHEDULER_LOST) from error
        except KilledWorker as error:
            problem = f"{error.allowed_failures + 1} workers ended over it: little memory, or an engine that crashes"
            raise EngineError(f"{_place(piece)}: {problem}; the last was {error.last_worker.address}") from error
        self._terms.sharing.collect(piece)
        return result

    def _tell(self, told: Future[Any], error: BaseException | None, result: Any = None) -> None:
        first = self._pieces.pop(told, self) is None  # nobody has told of it yet
        if first and told.set_running_or_notify_cancel():
            if error:
                told.set_exception(error)
            else:
                told.set_result(result)

    def _watch(self) -> None:
        """Dask waits for workers for ever; and of a scheduler that is lost it does not tell everybody who waits."""
        seen = time.monotonic()
        while not (self._why or self._closed.wait(min(LOOK, self._patience))):
            try:
                there = self._client.status == "running" and bool(self._client.nthreads())
            except (OSError, CancelledError):
                there = False
            if there or not self._pieces:
                seen = time.monotonic()
            elif self._client.status != "running":
                self._lose(SCHEDULER_LOST)
            elif time.monotonic() - seen > self._patience:
                self._lose(WORKERS_LOST)

    def _lose(self, why: str) -> WorkersLost:
        self._why = self._why or f"{self._address}: {why.format(self._address)}; what is made is kept: run this again"
        for told in list(self._pieces):
            self._tell(told, WorkersLost(self._why))
        return WorkersLost(self._why)


def work(terms: Terms, make: Make, piece: Piece) -> Any:
    """What *make* returns for *piece*, on a worker. EngineError if this worker would make something else of it."""
    worker = get_worker()
    if reason := unfit(terms, worker.state.nthreads):
        raise EngineError(f"{worker.address}: {reason}")
    if not isinstance(piece, Job):
        recipes = Recipes(terms.sharing.folder)
        for one in piece:
            if recipes.request(one.text, one.voice, one.place, one.manner).path != one.path:
                problem = f"engine {one.voice.engine} has another voice {one.voice.name}: its model or data differ"
                raise EngineError(f"{one.place}: {worker.address}: {problem}")
    return terms.sharing.work(make, piece)


def answer(terms: Terms, dask_worker: Worker) -> str:
    """What ``unfit`` says, asked outside of any piece; Dask fills in *dask_worker*."""
    return unfit(terms, dask_worker.state.nthreads)


@lru_cache(maxsize=32)
def unfit(terms: Terms, threads: int) -> str:
    """Why this worker of so many *threads* must not work under *terms*; empty if it may.

    Each worker asks itself once, so that one that joined later is asked, too.
    """
    if threads > 1:
        return f"has {threads} threads, and an engine speaks in one: start it with --nthreads 1, and one a core"
    for what, asked in terms.versions:
        if (here := version(what)) != asked:
            return f"has {what} {here}, and not {asked} as the one who asks: install that there, and start it anew"
    return terms.sharing.unseen(terms.probe)


def version(what: str) -> str:
    """The version of *what* on this machine: "narrate", "Dask", "engine espeak", "form mp3"."""
    kind, _, name = what.partition(" ")
    if kind == _DASK:
        return str(distributed.__version__)
    if kind == "engine":
        return engines.load(name).version
    return str(load(name).RECIPE) if kind == "form" else _program()


@cache
def _program() -> str:
    """The version of this program and, since it may be changed in place, a digest of its files."""
    house = Path(__file__).parent
    whole = hashlib.sha256()
    for path in sorted(one for one in house.rglob("*") if one.suffix in _SOURCES):
        content = path.read_bytes()
        whole.update(f"{path.relative_to(house).as_posix()} {len(content)} ".encode() + content)
    return f"{metadata.version('narrate')} ({whole.hexdigest()[:8]})"


def _used_for(piece: Piece) -> set[str]:
    if isinstance(piece, Job):
        return {f"form {piece.form}"}
    return {f"engine {one.voice.engine}" for one in piece}


def _place(piece: Piece) -> str:
    return str(piece.stretch.clips[0].utterance.place) if isinstance(piece, Job) else piece[0].place


@contextmanager
def _connected(address: str, patience: float) -> Iterator[Client]:
    try:
        client = Client(address, timeout=patience, name="narrate")
    except TypeError as error:  # of tls:// without a certificate
        raise NarrateError(f"{address}: Dask is not set up for such an address here: {error}") from error
    except (OSError, ValueError, MemoryError) as error:  # another program's answer may look like a gigantic message
        raise NarrateError(f"{address}: no Dask scheduler answers there: start one with dask scheduler") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=patience)
        except TimeoutError as error:
            hint = f"start some with dask worker {address} --nthreads 1 --nworkers auto"
            raise NarrateError(f"{address}: the cluster has no workers: {hint}") from error
        yield client


@contextmanager
def _quiet(*names: str) -> Iterator[None]:
    """Dask tells of a lost scheduler at length, on stderr; we say it in one line."""
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
