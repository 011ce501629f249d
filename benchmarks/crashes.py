"""Kills productions at random moments and runs them again: whether the same book comes out, by missing work alone.

    python benchmarks/crashes.py [KILLS] [--form FORM] [--engine tone|espeak] [--seed N]

Every kill draws a stage, a moment in it and a victim: all processes of the run, the first of them, or one worker. What
was there before must stay untouched, and what comes out must be what an undisturbed run makes: to the byte with beeps,
of the same length with eSpeak, whose sound varies from call to call.
"""

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from narrate.publish import load

STAGES = ("opening", "speaking", "encoding", "binding", "tidying")
VICTIMS = ("all", "first", "worker")
SUFFIXES = {"mp3": "mp3", "chapters": "mp3", "m4b": "aac", "opus": "flac", "flac": "flac", "wav": "flac"}
"""Of the stretches that a form is made of."""
WORDS = (
    "rain stone window lantern river garden whisper kitchen morning letter shadow market silver bridge candle forest "
    "harbor paper winter mirror"
).split()
PITCHES = {"narrator": 200, "Emma": 300, "Tara": 400, "Willow": 500}


def manuscript(chapters: int = 5, paragraphs: int = 22) -> str:
    """A story in which every paragraph of narration is followed by a quotation; 2,400 words by default."""
    chance = random.Random(1)

    def words(count: int) -> str:
        return " ".join(chance.choices(WORDS, k=count)).capitalize()

    lines = ["TITLE: The Long Rain", "AUTHOR: Ann Other"]
    for chapter in range(1, chapters + 1):
        lines.append(f"Chapter {chapter}")
        for _ in range(paragraphs):
            lines += [f"{words(14)}.", f'"{words(6)}," said {chance.choice(("Emma", "Tara", "Willow"))}.']
    return "\n".join(lines[:2]) + "\n\n" + "\n\n".join(lines[2:]) + "\n"


def voices(engine: str) -> str:
    """A voices.yaml of beeps; for another engine an empty one."""
    if engine != "tone":
        return ""
    entries = [f"{name}: {{engine: tone, pitch: {pitch}, rate: 2}}" for name, pitch in PITCHES.items()]
    return "\n  ".join([entries[0] + "\ncast:", *entries[1:]]) + "\n"


@dataclass(frozen=True)
class Case:
    """One production in a folder of its own."""

    folder: Path
    story: Path
    form: str = "mp3"
    engine: str = "tone"

    @property
    def clips(self) -> Path:
        return self.folder / "clips"

    @property
    def out(self) -> Path:
        return self.folder / "audio" / ("book" if self.form == "chapters" else f"book.{self.form}")

    def start(self) -> "subprocess.Popen[str]":
        """The command, two workers, in a group of processes of its own."""
        command = [sys.executable, "-m", "narrate", "produce", self.story, "-o", self.out, "--form", self.form]
        options = ["--clips", self.clips, "--engine", self.engine, "--date", "2026", "--workers", "2", "--quiet"]
        pipe = subprocess.PIPE
        return subprocess.Popen([*command, *options], stdout=pipe, stderr=pipe, text=True, start_new_session=True)

    def finish(self) -> None:
        """Runs it to the end. RuntimeError if it fails."""
        with self.start() as process:
            _, stderr = process.communicate()
        if process.returncode:
            raise RuntimeError(stderr)

    def kept(self, suffix: str) -> list[Path]:
        """The clips (``wav``) or the stretches there are."""
        return sorted(self.clips.glob(f"*/*.{suffix}"))

    def stage(self, stretches: int) -> int:
        """How far it is, by what is on disk: a number in ``STAGES``, of a book of so many *stretches*."""
        encoded = len(self.kept(SUFFIXES[self.form]))
        if self.out.exists():
            return 4
        return 3 if encoded == stretches else 2 if encoded else 1 if self.kept("wav") else 0

    def content(self) -> str:
        """A digest of all there is under the name of the book, names included."""
        files = sorted(self.out.rglob("*")) if self.out.is_dir() else [self.out]
        whole = hashlib.sha256()
        for path in files:
            whole.update(path.name.encode() + path.read_bytes())
        return whole.hexdigest()

    def lengths(self) -> list[float]:
        """The seconds of every stretch: what length and marks come of."""
        encoder = load(SUFFIXES[self.form])
        return [encoder.seconds(path) for path in self.kept(SUFFIXES[self.form])]

    def left_over(self) -> list[Path]:
        """What lies about where the book is."""
        return sorted(path for path in self.out.parent.rglob("*") if path.name.startswith(".") or "part" in path.suffix)


@dataclass(frozen=True)
class Undisturbed:
    """What a run makes that nobody kills."""

    case: Case
    times: tuple[float, ...]
    """Seconds that each stage took."""

    @classmethod
    def run(cls, case: Case) -> "Undisturbed":
        """Runs *case* twice: for what it makes, and to see how long its stages take."""
        case.finish()
        stretches = len(case.kept(SUFFIXES[case.form]))
        again = Case(case.folder / "timed", case.story, case.form, case.engine)
        times = [0.0] * len(STAGES)
        process, last = again.start(), time.monotonic()
        while process.poll() is None:
            time.sleep(0.005)
            stage, now = again.stage(stretches), time.monotonic()
            times[stage] += now - last
            last = now
        process.communicate()
        return cls(case, tuple(times))

    @property
    def stretches(self) -> int:
        return len(self.case.kept(SUFFIXES[self.case.form]))


@dataclass(frozen=True)
class Crash:
    """What came of a kill and the run after it."""

    stage: str
    victim: str
    kept: int
    """Clips and stretches there were after the kill."""
    remade: int
    """Of them those that the next run made again."""
    same: bool
    left_over: tuple[Path, ...]


def crash(whole: Undisturbed, folder: Path, chance: random.Random, stage: int, victim: str) -> Crash:
    """Starts the production of *whole* anew in *folder*, kills a *victim* in a *stage*, and runs it to the end."""
    case = Case(folder, whole.case.story, whole.case.form, whole.case.engine)
    process = case.start()
    while process.poll() is None and case.stage(whole.stretches) < stage:
        time.sleep(0.005)
    time.sleep(chance.uniform(0, whole.times[stage]))
    _kill(process, victim)
    found = STAGES[case.stage(whole.stretches)]
    before = {path: path.stat().st_mtime_ns for path in (*case.kept("wav"), *case.kept(SUFFIXES[case.form]))}
    case.finish()
    remade = sum(path.stat().st_mtime_ns != then for path, then in before.items())
    told = Case.content if case.engine == "tone" else Case.lengths
    same = told(case) == told(whole.case)
    return Crash(found, victim, len(before), remade, same, tuple(case.left_over()))


def _kill(process: "subprocess.Popen[str]", victim: str) -> None:
    """Kills the *victim* of a run, and waits till its first process is gone; those it leaves may live a moment."""
    workers = _workers(process.pid) if victim == "worker" else []
    if victim == "all":
        os.killpg(process.pid, signal.SIGKILL)  # it is waited for below, so the number is still its own
    else:
        os.kill(workers[-1] if workers else process.pid, signal.SIGKILL)
    process.wait()  # a run that lost a worker ends by itself
    process.stdout.close()  # type: ignore[union-attr]  # workers that are about to leave may hold the other end
    process.stderr.close()  # type: ignore[union-attr]


def _workers(parent: int) -> Sequence[int]:
    """The processes that *parent* has started."""
    children = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(child) for child in children.read_text().split()] if children.exists() else []


def main() -> None:
    """Print what came of every kill, and how many books were the same."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kills", type=int, nargs="?", default=50)
    parser.add_argument("--form", default="mp3", choices=SUFFIXES)
    parser.add_argument("--engine", default="tone")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    crashes = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        story = folder / "story.txt"
        story.write_text(manuscript(), encoding="utf-8")
        (folder / "voices.yaml").write_text(voices(asked.engine), encoding="utf-8")
        whole = Undisturbed.run(Case(folder / "whole", story, asked.form, asked.engine))
        print("seconds:", ", ".join(f"{stage} {took:.2f}" for stage, took in zip(STAGES, whole.times, strict=True)))
        for number in range(asked.kills):
            stage, victim = chance.randrange(len(STAGES)), chance.choice(VICTIMS)
            with tempfile.TemporaryDirectory(dir=folder) as place:
                one = crash(whole, Path(place), chance, stage, victim)
            crashes.append(one)
            print(f"{number + 1}: {one}", flush=True)
    print("kills by stage:", dict(Counter(one.stage for one in crashes)))
    print("kills by victim:", dict(Counter(one.victim for one in crashes)))
    print(f"same book: {sum(one.same for one in crashes)} of {len(crashes)}")
    print(f"made again: {sum(one.remade for one in crashes)} of {sum(one.kept for one in crashes)} clips and stretches")
    print(f"left over: {sum(map(bool, (one.left_over for one in crashes)))} times")


if __name__ == "__main__":
    main()
