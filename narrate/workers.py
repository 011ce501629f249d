"""Who does the work: processes on all cores, this process when there is little, threads when others do it."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager
from functools import partial
from multiprocessing import get_context, parent_process, resource_tracker
from queue import SimpleQueue
from types import FrameType
from typing import Any, TypeVar

from narrate.errors import NarrateError

Piece = TypeVar("Piece")
Result = TypeVar("Result")

FEW = 24
"""Jobs done in this process: starting workers takes as long as speaking so many clips."""


WINDOWS_PROCESSES = 61
"""The most that a ProcessPoolExecutor waits for on Windows."""


class Here(Executor):
    """Does each job at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # Executor's signature
        """The finished future of ``fn(*args, **kwargs)``; its error comes out right here."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class Askers(Executor):
    """Up to *count* threads for work that waits for another machine; who breaks off does not wait for them.

    Daemons, other than a ThreadPoolExecutor's: Ctrl-C must not last as long as an answer that is still to come.
    """

    def __init__(self, count: int) -> None:
        self._count, self._begun = count, 0
        self._jobs: SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = SimpleQueue()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # Executor's signature
        """The future of ``fn(*args, **kwargs)``."""
        future: Future[Any] = Future()
        self._jobs.put((future, partial(fn, *args, **kwargs)))
        if self._begun < self._count:
            self._begun += 1
            threading.Thread(target=self._ask, name="narrate-asking", daemon=True).start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Ends each thread after what it is at; waits for none."""
        for _ in range(self._begun):
            self._jobs.put(None)

    def _ask(self) -> None:
        while job := self._jobs.get():
            future, call = job
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(call())
            except NarrateError as error:
                future.set_exception(error)
            finally:
                if not future.done():  # a bug, whose traceback comes out of the thread as well
                    future.set_exception(sys.exc_info()[1])


class Workers:
    """Executors by need: *given* if there is one, else this process for little work and a pool of processes for more.

    *count* processes, by default one for every core this process may use. To be used in a ``with`` statement.
    """

    def __init__(self, count: int | None = None, given: Executor | None = None) -> None:
        self._count, self._given, self._pool = count, given, ExitStack()

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *problem: object) -> None:
        self._pool.close()

    def executor(self, jobs: int) -> Executor:
        """An executor for *jobs*, counted in clips to be spoken."""
        if self._given is None and self._count is None and jobs <= FEW:
            return Here()
        if self._given is None:
            # Spawned, not forked: a fork takes over locks of threads it has not, and an engine's state; and spawning
            # is the same on all three systems.
            most = WINDOWS_PROCESSES if sys.platform == "win32" else self._count or cores()
            pool = _Pool(min(self._count or cores(), most), mp_context=get_context("spawn"), initializer=_begin)
            self._given = self._pool.enter_context(pool)
        return self._given


def spread(
    executor: Executor, work: Callable[[Piece], Result], pieces: Sequence[Piece], failure: type[NarrateError]
) -> Iterator[tuple[Piece, Result]]:
    """Each of *pieces* as *executor* has done *work* on it, and what came of it, in any order.

    An error of one comes out here and cancels the rest.

    *failure* is raised if a worker process ends by itself: an engine's crash, or too little memory.
    """
    futures: dict[Future[Result], Piece] = {}
    try:
        for piece in pieces:
            futures[executor.submit(work, piece)] = piece
        for future in as_completed(futures):
            yield futures[future], future.result()
    except BrokenExecutor as error:
        hint = "run again to go on (a Python script that calls narrate needs its __main__ guard)"
        raise failure(f"a worker process ended before its work was done: {hint}") from error
    finally:
        for future in futures:
            future.cancel()


class _Pool(ProcessPoolExecutor):
    """Starts its workers as jobs come in, out of reach of Ctrl-C from their first moment."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # Executor's signature
        """The future of ``fn(*args, **kwargs)`` in a worker."""
        with _interrupt_later():
            return super().submit(fn, *args, **kwargs)


@contextmanager
def _interrupt_later() -> Iterator[None]:
    """Ctrl-C is noted and comes after the block; a process started in it never gets one.

    A worker takes tenths of a second until ``_begin``; till then Python would print where it was interrupted.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # the first worker's start would, and then unblock the signal (Python 3.11, 3.12)
    noted: list[tuple[int, FrameType | None]] = []
    usual = signal.signal(signal.SIGINT, lambda number, frame: noted.append((number, frame)))
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        signal.signal(signal.SIGINT, usual)
        if noted and callable(usual):
            usual(*noted[0])


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _begin() -> None:
    """A worker leaves Ctrl-C to its parent, and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # the parent was killed: nobody reads what this worker would still return
