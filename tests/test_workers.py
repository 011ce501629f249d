"""Who does the work: here, in processes, or where one is told."""

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

import pytest

from narrate.errors import NarrateError
from narrate.workers import FEW, Askers, Here, Workers, cores

posix = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


def test_little_work_is_done_in_this_process() -> None:
    with Workers() as crew:
        assert crew.executor(FEW).submit(os.getpid).result() == os.getpid()


def test_work_done_here_brings_its_error_at_once() -> None:
    with pytest.raises(ZeroDivisionError):
        Here().submit(divmod, 1, 0)


@pytest.mark.slow
@pytest.mark.parametrize(("count", "jobs"), [(1, 1), (None, FEW + 1)])
def test_more_work_or_a_wish_for_processes_is_done_in_another(count: int | None, jobs: int) -> None:
    with Workers(count) as crew:
        executor = crew.executor(jobs)
        worker = executor.submit(os.getpid).result()

        assert worker != os.getpid()
        assert crew.executor(1) is executor
    assert not _lives(worker)


def test_the_executor_given_is_always_used() -> None:
    with ThreadPoolExecutor(1) as given, Workers(given=given) as crew:
        assert crew.executor(1) is given
        assert crew.executor(10_000) is given
    with ThreadPoolExecutor(1) as given:
        with Workers(given=given):
            pass
        assert given.submit(sum, [1, 2]).result() == 3


def test_there_is_a_core_to_work_on() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)


INTERRUPTED = """
import os, signal, threading, time
from narrate.workers import Workers

def interrupt():
    for _ in range(30):
        time.sleep(0.01)
        os.killpg(0, signal.SIGINT)

if __name__ == "__main__":
    caught = []
    signal.signal(signal.SIGINT, lambda *args: caught.append(args))
    threading.Thread(target=interrupt).start()
    with Workers(2) as crew:
        print(sum(one.result() for one in [crew.executor(1).submit(abs, -number) for number in range(20)]))
    time.sleep(0.4)
    print(len(caught))
"""


@posix
@pytest.mark.slow
def test_ctrl_c_while_workers_start_reaches_nobody_but_the_parent(tmp_path: Path) -> None:
    (tmp_path / "parent.py").write_text(INTERRUPTED, encoding="utf-8")

    run = subprocess.run(
        [sys.executable, tmp_path / "parent.py"], capture_output=True, text=True, start_new_session=True, check=False
    )

    done, caught = map(int, run.stdout.split())
    assert run.stderr == ""
    assert done == sum(range(20))
    assert caught > 10


PARENT = """
import os, time
from narrate.workers import Workers
if __name__ == "__main__":
    with Workers(2) as crew:
        pool = crew.executor(1)
        print(*{pool.submit(os.getpid).result() for _ in range(4)}, flush=True)
        [pool.submit(time.sleep, 60) for _ in range(8)]
        time.sleep(60)
"""


@posix
@pytest.mark.slow
def test_workers_do_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    (tmp_path / "parent.py").write_text(PARENT, encoding="utf-8")
    command = [sys.executable, tmp_path / "parent.py"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as parent:
        workers = [int(word) for word in parent.stdout.readline().split()]  # type: ignore[union-attr]
        parent.kill()
        parent.wait()

        until = time.monotonic() + 10
        while any(map(_lives, workers)) and time.monotonic() < until:
            time.sleep(0.05)

    assert workers
    assert not any(map(_lives, workers))


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or ") Z " not in state.read_text()  # a zombie waits for whoever adopted it


def test_who_breaks_off_does_not_wait_for_askers() -> None:
    held, begun = threading.Event(), threading.Event()

    def ask() -> bool:
        begun.set()
        return held.wait(20)

    with Askers(2) as askers:
        futures = [askers.submit(ask) for _ in range(3)]
        begun.wait(20)
        futures[2].cancel()

    assert not any(one.done() for one in futures[:2])
    held.set()
    assert [one.result(20) for one in futures[:2]] == [True, True]
    assert futures[2].cancelled()


def test_what_an_asker_fails_with_comes_out() -> None:
    def fail() -> None:
        raise NarrateError("no")

    with Askers(1) as askers:
        future = askers.submit(fail)
        with pytest.raises(NarrateError):
            future.result(20)
        assert askers.submit(sum, [1, 2]).result(20) == 3


def test_a_bug_in_what_is_asked_comes_out_and_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    told: SimpleQueue[threading.ExceptHookArgs] = SimpleQueue()
    monkeypatch.setattr(threading, "excepthook", told.put)

    with Askers(1) as askers, pytest.raises(ZeroDivisionError):
        askers.submit(divmod, 1, 0).result(20)

    assert told.get(timeout=20).exc_type is ZeroDivisionError
