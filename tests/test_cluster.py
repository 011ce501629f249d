"""A real Dask cluster on loopback, its scheduler and workers processes of their own: a worker lost, all lost."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="an extra: pip install 'narrate[cluster]'")

import cloudpickle
import distributed
from click.testing import CliRunner
from distributed import Client, Scheduler

import narrate
from narrate import synthesize
from narrate.cli import main
from narrate.cluster import cluster, unfit, version, work
from narrate.errors import EngineError, NarrateError, WorkersLost
from narrate.model import Voice
from narrate.production import Book, open_book, produce
from narrate.synthesize import Recipes, Request
from narrate.workers import Here

VOICES = """\
narrator: {engine: tone, rate: 2}
cast:
  Emma: {engine: tone, pitch: 400, rate: 2}
  Tara: {engine: tone, pitch: 600, rate: 2}
credits: off
pauses: {paragraph: 0.2}
"""
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="workers are killed by signals of POSIX"),
]
cloudpickle.register_pickle_by_value(sys.modules[__name__])  # the workers do not know the tests


class Running:
    """A scheduler and its workers."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder, self._stack = folder, stack
        file = folder / "scheduler.json"
        self.workers: list[subprocess.Popen[bytes]] = []
        self.usual = False
        told = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
        self.scheduler = self._start("scheduler", *told, env=dict(os.environ))
        while not (file.exists() and file.read_text(encoding="utf-8").rstrip().endswith("}")):  # it may be half-written
            assert self.scheduler.poll() is None
            time.sleep(0.02)
        self.address = str(json.loads(file.read_text(encoding="utf-8"))["address"])

    def work(self, count: int, *, source: Path | None = None) -> None:
        """Starts so many workers, of the narrate in *source*, and waits for them."""
        self.usual = source is None
        env = {**os.environ, "PYTHONPATH": str(source or Path(narrate.__file__).parent.parent)}
        told = (self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
        told = (*told, "--local-directory", str(self._folder))
        self.workers = [one for one in self.workers if one.poll() is None]
        self.workers += [self._start("worker", *told, env=env) for _ in range(count)]
        self.await_workers()

    def dismiss(self) -> None:
        """Ends the workers, and waits until the scheduler knows."""
        for one in self.workers:
            one.kill()
            one.wait()
        self.workers.clear()
        self.await_workers()

    def alive(self) -> int:
        """How many workers there are."""
        return sum(one.poll() is None for one in self.workers)

    def await_workers(self) -> None:
        """Until the scheduler knows who is there."""
        with Client(self.address) as client:
            while len(client.nthreads()) != self.alive():
                assert self.scheduler.poll() is None
                time.sleep(0.02)

    def _start(self, what: str, *told: str, env: dict[str, str]) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *told]
        log = self._stack.enter_context((self._folder / f"{what}.log").open("ab"))
        # Not where a narrate is found, nor where the tests are.
        process = subprocess.Popen(command, stdout=log, stderr=log, env=env, cwd=self._folder)
        self._stack.callback(process.wait)
        self._stack.callback(process.kill)
        return process


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Running]]:
    """The scheduler of all tests; another, once a test has ended that."""
    running: list[Running] = []

    def started() -> Running:
        if not running or running[-1].scheduler.poll() is not None:
            running.append(Running(tmp_path_factory.mktemp("dask"), stack))
        return running[-1]

    with ExitStack() as stack:
        yield started


@pytest.fixture
def scheduler(started: Callable[[], Running]) -> Running:
    """A scheduler without workers."""
    started().dismiss()
    return started()


@pytest.fixture
def dask(started: Callable[[], Running]) -> Running:
    """A scheduler with a worker or more; those of the test before, if they are as they should be."""
    return with_workers(started(), 1)


@pytest.fixture
def two(started: Callable[[], Running]) -> Running:
    return with_workers(started(), 2)


def with_workers(running: Running, count: int) -> Running:
    if not running.usual:
        running.dismiss()
    running.work(max(0, count - running.alive()))
    return running


@pytest.fixture(scope="module")
def long_book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Four batches of short clips, two stretches."""
    folder = tmp_path_factory.mktemp("book")
    lines = (f'"{number}," said {("Emma", "Tara")[number % 2]}.' for number in range(55))
    (folder / "long.txt").write_text("Chapter 1\n\n" + "\n\n".join(lines), encoding="utf-8")
    (folder / "voices.yaml").write_text(VOICES, encoding="utf-8")
    return open_book(folder / "long.txt", engine="tone")


@pytest.fixture(scope="module")
def expected(long_book: Book) -> bytes:
    """The book as it is made without a cluster."""
    out = long_book.path.parent / "expected.mp3"
    return produce(long_book, out, clips_beside(long_book), executor=Here()).path.read_bytes()


def clips_beside(book: Book) -> Path:
    return book.path.parent / "clips"


def at_fourth(do: Callable[[], object]) -> Callable[..., None]:
    """A report of progress that does something once clips are being spoken."""
    told: list[object] = []

    def report(*progress: object) -> None:
        told.append(progress)
        if len(told) == 4:  # no sample yet, all samples, no clip yet, a batch
            do()

    return report


def clip_names(folder: Path) -> set[str]:
    return {one.relative_to(folder).as_posix() for one in folder.glob("??/*.wav")}


def test_a_book_is_the_same_when_a_worker_is_killed_on_the_way(
    two: Running, long_book: Book, expected: bytes, clips: Path, tmp_path: Path
) -> None:
    with cluster(two.address, clips) as executor:
        made = produce(long_book, tmp_path / "o.mp3", clips, executor=executor, report=at_fourth(two.workers[0].kill))

    assert two.workers[0].wait() == -9
    assert two.workers[1].poll() is None
    assert made.path.read_bytes() == expected
    assert clip_names(clips) == clip_names(clips_beside(long_book))
    assert not list(clips.glob(".*"))


def test_through_a_store_nothing_is_made_twice(
    dask: Running, long_book: Book, expected: bytes, clips: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    url = f"file://{store}"
    first = narrate.select(long_book.script, lines="1-30")
    produce(long_book, tmp_path / "first.mp3", clips, chosen=first, executor=Here())  # clips the store does not have
    before = clip_names(clips)

    with cluster(dask.address, clips, url) as executor:
        made = produce(long_book, tmp_path / "o.mp3", clips, executor=executor)

    assert made.path.read_bytes() == expected
    assert clip_names(clips) == clip_names(clips_beside(long_book))
    assert len(clip_names(clips) - clip_names(store)) == 3  # samples of the voices, made before and for nobody else
    assert made.made == len(clip_names(clips) - before)
    written = {one: one.stat().st_mtime_ns for one in store.rglob("*.*")}

    with cluster(dask.address, tmp_path / "elsewhere", url) as executor:
        again = produce(long_book, tmp_path / "again.mp3", tmp_path / "elsewhere", executor=executor)

    assert again.path.read_bytes() == expected
    assert {one: one.stat().st_mtime_ns for one in written} == written


def test_a_worker_that_would_speak_otherwise_says_so_and_an_error_is_not_retried(
    dask: Running, clips: Path, tmp_path: Path
) -> None:
    want = Recipes(clips).request("Hello.", Voice("low", "tone", {"pitch": 200}), "1.1.1")
    other = Request(want.text, Voice("low", "tone", {"pitch": 300}), want.path, want.place)
    tries = tmp_path / "tries"

    def fail(batch: Sequence[Request]) -> None:
        with tries.open("a", encoding="utf-8") as file:
            file.write("x")
        raise EngineError(f"{batch[0].place}: it went wrong")

    with cluster(dask.address, clips) as executor:
        with pytest.raises(EngineError, match=r"^1\.1\.1: it went wrong$"):
            executor.submit(fail, [want]).result()
        with pytest.raises(EngineError, match=r"1\.1\.1: tcp://\S+: engine tone has another voice low"):
            executor.submit(fail, [other]).result()

    assert tries.read_text(encoding="utf-8") == "x"


def test_a_worker_that_joins_later_is_asked_too(dask: Running, clips: Path) -> None:
    want = Recipes(clips).request("Hello.", Voice("low", "tone"), "1.1.1")

    with cluster(dask.address, clips) as executor, Client(dask.address) as client:
        executor.submit(synthesize.make, [want]).result()
        terms = executor._terms
        stale = type(terms)(terms.sharing, terms.probe, (*terms.versions[:-1], ("engine tone", "0")))
        with pytest.raises(EngineError, match=r"tcp://\S+: has engine tone 1, and not 0"):
            client.submit(work, stale, list, [want]).result()


def test_books_are_made_on_a_cluster_by_one_command_in_a_folder_called_from_here(
    dask: Running, story: Path, tmp_path: Path
) -> None:
    other = story.with_stem("other")
    other.write_text(story.read_text(encoding="utf-8").replace("Two Voices", "Other Voices"), encoding="utf-8")
    words = ("produce", story, other, "--cluster", dask.address, "--clips", "clips", "--quiet")

    made = CliRunner().invoke(main, list(map(str, words)))  # the workers' own folder is another

    assert made.exit_code == 0
    assert [Path(one).stem for one in made.stdout.split()] == ["two-voices", "other-voices"]
    assert clip_names(tmp_path / "clips")


def test_a_worker_that_sees_another_folder_or_has_threads_is_refused(
    dask: Running, clips: Path, tmp_path: Path
) -> None:
    own = Path("/proc/self/cwd/clips")  # one name, and every process has a folder of its own there
    if own.parent.exists():
        with (
            pytest.raises(NarrateError, match=r"sees another /proc/self/cwd/clips, or none: share that folder"),
            cluster(dask.address, own),
        ):
            pass
    with cluster(dask.address, clips) as executor:
        assert unfit(executor._terms, 1) == ""
        other = replace(executor._terms, versions=(("Dask", "2020.1.0"),))
        assert unfit(other, 1).startswith(f"has Dask {distributed.__version__}, and not 2020.1.0 as the one who asks")
        assert "Dask" in dict(executor._terms.versions)
        assert unfit(executor._terms, 2).startswith("has 2 threads, and an engine speaks in one: start it with --nth")


def test_what_is_wrong_with_one_book_ends_its_work_and_the_next_is_made(
    dask: Running, long_book: Book, expected: bytes, clips: Path, tmp_path: Path
) -> None:
    def stop() -> None:
        raise EngineError("1.1.1: it went wrong")

    with cluster(dask.address, clips) as executor:
        with pytest.raises(EngineError, match="it went wrong"):
            produce(long_book, tmp_path / "o.mp3", clips, executor=executor, report=at_fourth(stop))
        assert not executor._pieces
        made = produce(long_book, tmp_path / "o.mp3", clips, executor=executor)

    assert made.path.read_bytes() == expected


def test_ctrl_c_ends_a_run_on_a_cluster_at_once(dask: Running, long_book: Book, clips: Path) -> None:
    attentive = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"  # whoever runs the tests
    code = f"{attentive}; from narrate.cli import main; main()"
    command = [sys.executable, "-c", code, "produce", long_book.path, "--cluster", dask.address, "--clips", clips]
    env = {**os.environ, "PYTHONPATH": str(Path(narrate.__file__).parent.parent)}
    with subprocess.Popen([*command, "--quiet"], env=env, stderr=subprocess.PIPE, text=True) as run:
        try:
            while len(clip_names(clips)) < 5:
                assert run.poll() is None
                time.sleep(0.005)
            run.send_signal(signal.SIGINT)
            told = run.communicate(timeout=10)[1]
        finally:
            run.kill()

    assert run.returncode == 130
    assert told.splitlines() == ["narrate: interrupted; what is spoken so far is kept: run the same command to go on"]


def test_lines_that_end_their_workers_are_named(dask: Running, clips: Path) -> None:
    want = Recipes(clips).request("Hello.", Voice("low", "tone"), "1.1.1")

    def allow(failures: int, dask_scheduler: Scheduler) -> None:
        dask_scheduler.allowed_failures = failures

    with cluster(dask.address, clips) as executor, Client(dask.address) as client:
        client.run_on_scheduler(allow, dask.alive() - 1)
        with pytest.raises(EngineError, match=r"1\.1\.1: \d workers ended over it: little memory"):
            executor.submit(lambda batch: os._exit(3), [want]).result()
        client.run_on_scheduler(allow, 3)


def test_a_run_ends_when_all_workers_are_lost_and_the_next_goes_on(
    dask: Running, long_book: Book, expected: bytes, clips: Path, tmp_path: Path
) -> None:
    def kill_all() -> None:
        for one in dask.workers:
            one.kill()

    with (
        pytest.raises(WorkersLost, match=f"^{dask.address}: all workers are lost: start some with dask worker tcp://"),
        cluster(dask.address, clips, patience=0.5) as executor,
    ):
        produce(long_book, tmp_path / "o.mp3", clips, executor=executor, report=at_fourth(kill_all))

    made = produce(long_book, tmp_path / "o.mp3", clips, executor=Here())
    assert made.reused > 0
    assert made.path.read_bytes() == expected


def test_no_scheduler_and_no_worker_are_said(scheduler: Running, clips: Path) -> None:
    with (
        pytest.raises(NarrateError, match=r"tcp://127\.0\.0\.1:1: no Dask scheduler answers there"),
        cluster("tcp://127.0.0.1:1", clips, patience=0.2),
    ):
        pass
    with (
        pytest.raises(NarrateError, match="the cluster has no workers: start some with dask worker tcp://"),
        cluster(scheduler.address, clips, patience=0.2),
    ):
        pass


def test_a_worker_with_another_program_is_refused(scheduler: Running, clips: Path, tmp_path: Path) -> None:
    shutil.copytree(Path(narrate.__file__).parent, tmp_path / "narrate", ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "narrate" / "master.py").open("a", encoding="utf-8") as file:
        file.write("# louder\n")
    scheduler.work(1, source=tmp_path)

    with (
        pytest.raises(NarrateError, match=r"tcp://\S+: has narrate \S+ \(\w{8}\), and not") as refused,
        cluster(scheduler.address, clips),
    ):
        pass

    assert version("narrate") in str(refused.value)


def test_a_worker_without_narrate_is_refused(scheduler: Running, clips: Path, tmp_path: Path) -> None:
    (tmp_path / "narrate.py").write_text("", encoding="utf-8")  # what is found first
    scheduler.work(1, source=tmp_path)

    with (
        pytest.raises(NarrateError, match=r"tcp://\S+: cannot work for narrate .*No module named 'narrate.cluster'"),
        cluster(scheduler.address, clips),
    ):
        pass


def test_a_lost_scheduler_is_one_line_and_the_next_run_goes_on(
    dask: Running, tmp_path: Path, long_book: Book, expected: bytes, clips: Path
) -> None:
    out = tmp_path / "o.mp3"
    with cluster(dask.address, clips) as executor:
        with pytest.raises(WorkersLost) as lost:
            produce(long_book, out, clips, executor=executor, report=at_fourth(dask.scheduler.kill))
        with pytest.raises(WorkersLost):
            produce(long_book, out, clips, executor=executor)

    assert str(lost.value).startswith(
        f"{dask.address}: the scheduler is lost: start it with dask scheduler; what is made"
    )
    assert not out.exists()
    made = produce(long_book, out, clips, executor=Here())
    assert made.reused > 0
    assert made.made > 0
    assert out.read_bytes() == expected
