"""Runs a command and tells what it took: wall time, CPU, and the memory of each of its processes at its highest."""

import os
import resource
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.25
"""Seconds between looks at the processes; the highest a process ever had is the kernel's own count (VmHWM)."""


@dataclass(frozen=True, slots=True)
class Took:
    """What a command took."""

    wall: float
    cpu: float
    """Of the command and all it started and waited for, user and system, seconds."""
    parent: int
    """Bytes resident at most, shared libraries included; 0 where /proc does not tell."""
    workers: tuple[int, ...] = ()
    """The same of each process it started, the largest first."""


def run(command: Sequence[str | Path]) -> Took:
    """What *command* took; its output is dropped. CalledProcessError if it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    peaks: dict[int, int] = {}
    watcher = threading.Thread(target=_watch, args=(process, peaks), daemon=True)
    watcher.start()
    _, errors = process.communicate()
    wall = time.perf_counter() - start
    watcher.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args, stderr=errors.decode(errors="replace"))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    parent = peaks.pop(process.pid, 0)
    return Took(wall, cpu, parent, tuple(sorted(peaks.values(), reverse=True)))


def family(pid: int) -> list[int]:
    """The process *pid*, those that its threads have started, and theirs; only itself where there is no /proc."""
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        own = [int(one) for thread in threads for one in (thread / "children").read_text().split()]
    except OSError:  # it has ended, or this system has no /proc
        own = []
    return [pid, *(below for one in own for below in family(one))]


def seconds_of_cpu(pid: int) -> float:
    """User and system, all threads; 0 if there is no such process."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _watch(process: "subprocess.Popen[bytes]", peaks: dict[int, int]) -> None:
    while process.poll() is None:
        for pid in family(process.pid):
            peaks[pid] = max(peaks.get(pid, 0), _peak(pid))
        time.sleep(EVERY)


def _peak(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)
