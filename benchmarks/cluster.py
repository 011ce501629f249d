"""What a production costs on a Dask cluster of two workers, beside two local processes on the same two cores.

    python benchmarks/cluster.py [WORDS] [RUNS]

Each way makes the same book from nothing, in turns; told are medians, and the median of the ratios of each turn, of
wall time and of the CPU time of all processes, which others on the machine disturb less. The scheduler, the workers and
the one who asks are processes of this machine, so what Dask itself costs is taken from the same cores. The book that is
compared byte by byte is of beeps: eSpeak's sound varies inaudibly from call to call. Prints, too, what clips and
stretches of an hour take on disk, and what opening and binding a book cost, which no cluster makes faster.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path

import psutil
from distributed import Client
from production import manuscript

import narrate
from narrate.cluster import cluster
from narrate.workers import Workers

WORKERS = 2


def main() -> None:
    """Print the ratios."""
    words = int(sys.argv[1]) if len(sys.argv) > 1 else 40_000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as name, running(Path(name)) as address:
        folder = Path(name)
        (folder / "book.txt").write_text(manuscript(words), encoding="utf-8")
        start = time.perf_counter()
        book = narrate.open_book(folder / "book.txt")
        print(f"{words:,} words, opened in {time.perf_counter() - start:.1f} s", flush=True)
        ways: dict[str, Callable[[Path], AbstractContextManager[Executor | None]]] = {
            "two local processes": lambda clips: nullcontext(),
            "the same, started before": lambda clips: nullcontext(pool),
            "Dask, shared folder": lambda clips: cluster(address, clips),
            "Dask, store": lambda clips: cluster(address, clips, f"file://{folder}/store-{clips.name}"),
        }
        taken: dict[str, list[tuple[float, float]]] = {way: [] for way in ways}
        with Workers(WORKERS) as crew:
            pool = crew.executor(words)
            for turn in range(runs + 1):
                for number, (way, executor) in enumerate(ways.items()):
                    seconds = _seconds(book, folder / "book.mp3", folder / f"clips-{turn}-{number}", executor)
                    print(f"{way}: {seconds[0]:.1f} s wall, {seconds[1]:.1f} s CPU", flush=True)
                    taken[way] += [seconds] if turn else []  # in the first, engines are loaded
        local = taken["two local processes"]
        for way, seconds in taken.items():
            pairs = list(zip(local, seconds, strict=True))
            wall = statistics.median(ours / own for (ours, _), (own, _) in pairs)
            cpu = statistics.median(own / ours for (_, ours), (_, own) in pairs)
            took = " s wall, ".join(f"{statistics.median(one):.1f}" for one in zip(*seconds, strict=True))
            print(f"{way}: {took} s CPU; {wall:.2f} x the speed of local processes, {cpu:.2f} x their CPU time")
        _costs(book, folder, folder / "clips-0-0")
        _compare(folder, address)


def _seconds(
    book: narrate.Book, out: Path, clips: Path, executor: Callable[[Path], AbstractContextManager[Executor | None]]
) -> tuple[float, float]:
    """Of wall time and of CPU time."""
    with executor(clips) as workers:
        start, used = time.perf_counter(), _cpu()
        narrate.produce(book, out, clips, count=WORKERS, executor=workers)
        return time.perf_counter() - start, _cpu() - used


def _cpu() -> float:
    """Seconds of CPU time of this process, of those it has started, and of those that have ended."""
    here = psutil.Process()
    times = [one.cpu_times() for one in (here, *here.children(recursive=True))]
    return sum(one.user + one.system + one.children_user + one.children_system for one in times)


def _costs(book: narrate.Book, folder: Path, clips: Path) -> None:
    start = time.perf_counter()
    made = narrate.produce(book, folder / "again.mp3", clips, count=WORKERS)
    bound = time.perf_counter() - start
    hours = made.seconds / 3600
    sizes = {suffix: sum(one.stat().st_size for one in clips.rglob(f"*{suffix}")) / 1e6 for suffix in (".wav", ".mp3")}
    files = sum(1 for one in clips.rglob("*.wav"))
    print(f"{hours:.2f} h of sound; bound again, all clips there: {bound:.1f} s")
    wav, mp3 = (sizes[one] / hours for one in (".wav", ".mp3"))
    print(f"an hour takes {files / hours:.0f} clips of {wav:.0f} MB, {mp3:.0f} MB of MP3")


def _compare(folder: Path, address: str) -> None:
    """Whether both ways make the same file, of beeps."""
    (folder / "tone.txt").write_text(manuscript(5_000), encoding="utf-8")
    (folder / "voices.yaml").write_text("narrator: {engine: tone, pitch: 200}\n", encoding="utf-8")
    book = narrate.open_book(folder / "tone.txt", engine="tone")
    narrate.produce(book, folder / "local.mp3", folder / "clips-local", count=WORKERS)
    with cluster(address, folder / "clips-dask") as executor:
        narrate.produce(book, folder / "dask.mp3", folder / "clips-dask", executor=executor)
    same = (folder / "local.mp3").read_bytes() == (folder / "dask.mp3").read_bytes()
    print("the same file both ways" if same else "THE FILES DIFFER")


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The address of a scheduler with two workers, each a process of its own."""
    file = folder / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    dask = [sys.executable, "-m", "dask"]
    scheduler = [*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", file, "--no-dashboard"]
    worker = [*dask, "worker", "--scheduler-file", file, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    with ExitStack() as stack:
        for command in [scheduler, *[worker] * WORKERS]:
            process = stack.enter_context(subprocess.Popen(command, **quiet))
            stack.callback(process.terminate)
        while not (file.exists() and file.read_text(encoding="utf-8").rstrip().endswith("}")):
            time.sleep(0.1)
        address = str(json.loads(file.read_text(encoding="utf-8"))["address"])
        with Client(address) as client:
            client.wait_for_workers(WORKERS)
        yield address


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    main()
