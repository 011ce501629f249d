"""A run that is killed, robbed of its folders or not alone: the same book in the end, or one clear line."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from narrate.errors import AudioError
from narrate.production import Book, Delivery, produce

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

from crashes import STAGES, SUFFIXES, Case, Undisturbed, crash, manuscript, voices  # a benchmark is no package

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forks, and counts processes, as Linux does")
JPEG = b"\xff\xd8\xff"
"""How a picture begins. A cover that is given need not be drawn, which takes longer than to bind a small book."""
STEPS = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate", "shutil.rmtree")
"""What Python tells of before it changes a folder (its audit events)."""


def content(out: Path) -> dict[str, str]:
    """A digest of every file there is of the book *out*."""
    files = out.rglob("*") if out.is_dir() else [out]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """A story of two chapters, with three dozen clips of beeps."""
    story = tmp_path / "story.txt"
    story.write_text(manuscript(2, 9), encoding="utf-8")
    (tmp_path / "voices.yaml").write_text(voices("tone"), encoding="utf-8")
    return Case(tmp_path / "run", story)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """The story of *case* as a run makes it that nothing happens to."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "story.txt").write_text(manuscript(2, 9), encoding="utf-8")
    (folder / "voices.yaml").write_text(voices("tone"), encoding="utf-8")
    case = Case(folder / "run", folder / "story.txt")
    case.finish()
    return Undisturbed(case, (1.0, 0.3, 0.3, 0.05, 0.05))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[Path, int], None]]:
    """Makes a disk of so many bytes at a path; skips where that is only for root."""
    disks: list[Path] = []

    def mount(at: Path, size: int) -> None:
        at.mkdir(parents=True)
        command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(at)]
        if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode != 0:
            pytest.skip("only root may mount a small disk")
        disks.append(at)

    yield mount
    for disk in disks:
        subprocess.run(["umount", str(disk)], check=True)


def told(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """The exit code of a run and what it said, which is a line at most."""
    with process:
        _, stderr = process.communicate(timeout=120)
    assert stderr.count("\n") <= 1, stderr
    return process.returncode, stderr


def wait_for(process: "subprocess.Popen[str]", case: Case, clips: int) -> None:
    while process.poll() is None and len(case.kept("wav")) < clips:
        time.sleep(0.002)
    assert process.poll() is None, "the run was over before anything could happen to it"


def forked(work: Callable[[], object]) -> int:
    """The number of a fork of this process that does *work* and ends: with 0, if nothing went wrong."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)


def ended(child: int) -> int:
    """The exit code of *child*, once it has ended; minus the signal, if it was killed."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(step: int, folder: Path, work: Callable[[], object]) -> bool:
    """Whether a fork of this process that does *work* came to a change of *folder* after *step* others.

    There it kills itself.
    """
    left = step

    def count(event: str, facts: tuple[Any, ...]) -> None:
        nonlocal left
        if event in STEPS and _changes(facts, folder) and (event != "open" or _writes(facts[2])):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def work_and_count() -> None:
        sys.addaudithook(count)
        work()

    return ended(forked(work_and_count)) != 0


def _changes(facts: tuple[Any, ...], folder: Path) -> bool:
    """Whether the path an event tells of is in *folder*; one without a folder is in one that is being removed."""
    path = Path(os.fsdecode(facts[0])) if isinstance(facts[0], (str, bytes, Path)) else Path("/")
    return path.is_relative_to(folder) or not path.is_absolute()


def _writes(flags: int) -> bool:
    return bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


@linux
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize("name", ["book.mp3", "book"])
def test_a_run_killed_at_any_step_of_binding_leaves_a_whole_edition_or_none(
    name: str, book: Book, clips: Path, tmp_path: Path
) -> None:
    form = "" if "." in name else "chapters"
    out = tmp_path / "audio" / name
    book = replace(book, cover=JPEG + bytes(100))
    produce(book, out, clips, Delivery(form, title="First", date="2026"))
    first = content(out)
    if form:
        (out / "notes.txt").write_text("mine", encoding="utf-8")
    shutil.copytree(tmp_path / "audio", tmp_path / "before")
    produce(book, out, clips, Delivery(form, title="Second", date="2026"))
    second = content(out)

    for step in [*range(0, 30, 6), *range(30, 1000)] if form else range(1000):  # chapters are written one like another
        shutil.rmtree(out.parent)
        shutil.copytree(tmp_path / "before", out.parent)
        killed = killed_at(
            step, out.parent, lambda: produce(book, out, clips, Delivery(form, title="Second", date="2026"))
        )
        found = content(out) if out.exists() else {}
        assert {**found, "notes.txt": ""} in [{**one, "notes.txt": ""} for one in (first, second, {})]
        produce(book, out, clips, Delivery(form, title="Second", date="2026"))
        assert content(out) == second
        assert [path.name for path in out.parent.iterdir()] == [name]
        if not killed:
            break
    assert step >= 3


@linux
@pytest.mark.slow
def test_a_run_killed_at_a_random_moment_makes_the_same_book_of_what_it_left(
    whole: Undisturbed, tmp_path: Path
) -> None:
    chance = random.Random(7)

    for stage, victim in ((1, "worker"), (2, "all"), (3, "first")):
        came = crash(whole, tmp_path / victim, chance, stage, victim)

        assert came.same
        assert (came.remade, came.left_over) == (0, ())
        assert STAGES.index(came.stage) >= stage
        assert came.kept > 0


@linux
@pytest.mark.slow
@pytest.mark.parametrize("at", ["clips", "audio"])
def test_a_disk_that_fills_up_is_one_line_and_the_next_run_goes_on(
    at: str, case: Case, tmp_path: Path, small_disk: Callable[[Path, int], None]
) -> None:
    slow = (tmp_path / "voices.yaml").read_text(encoding="utf-8").replace("rate: 2", "rate: 0.5")
    (tmp_path / "voices.yaml").write_text(slow, encoding="utf-8")  # so that it takes more than a book usually does
    small_disk(case.folder / at, 12_000_000 if at == "clips" else 4_500_000)

    code, line = told(case.start())

    assert code == 7
    assert "cannot write: No space left on device" in line
    assert not case.out.exists()
    assert not [path for path in (case.folder / at).rglob("*") if path.is_file() and path.name.startswith(".")]

    subprocess.run(["mount", "-o", "remount,size=100m", str(case.folder / at)], check=True)
    before = {path: path.stat().st_mtime_ns for path in case.kept("wav")}
    case.finish()

    assert before
    assert all(path.stat().st_mtime_ns == then for path, then in before.items())


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["clips", "audio"])
def test_a_folder_that_vanishes_in_mid_run_is_made_anew_or_one_line(
    folder: str, case: Case, whole: Undisturbed, tmp_path: Path
) -> None:
    process = case.start()
    wait_for(process, case, 12)
    (case.folder / folder).rename(tmp_path / "gone")
    code, line = told(process)

    if folder == "audio":
        assert (code, line) == (0, "")
    else:
        assert code == 7
        assert "No such file or directory" in line
        assert not case.out.exists()
        case.finish()
    assert case.content() == whole.case.content()
    assert case.left_over() == []


@linux
@pytest.mark.slow
def test_a_disk_that_is_only_to_be_read_is_one_line_at_once(
    case: Case, small_disk: Callable[[Path, int], None]
) -> None:
    small_disk(case.folder / "audio", 1_000_000)
    subprocess.run(["mount", "-o", "remount,ro", str(case.folder / "audio")], check=True)

    code, line = told(case.start())

    assert code == 7
    assert line == f"narrate: {case.out.parent}: cannot write here: Read-only file system\n"
    assert case.kept("wav") == []


@pytest.mark.slow
def test_four_runs_at_once_with_one_folder_of_clips_all_succeed(case: Case, tmp_path: Path) -> None:
    other = replace(case, form="chapters", story=tmp_path / "other" / "story.txt")
    other.story.parent.mkdir()
    other.story.write_bytes(case.story.read_bytes())
    (tmp_path / "other" / "voices.yaml").write_text(voices("tone").replace("400", "450"), encoding="utf-8")

    runs = [one.start() for one in (case, other, case, other)]

    assert [told(run) for run in runs] == [(0, "")] * 4
    for one in (case, other):
        (alone := replace(one, folder=tmp_path / f"{one.form}-alone")).finish()
        assert one.content() == alone.content()
    assert case.left_over() == []


@linux
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_many_runs_that_bind_one_folder_at_once_all_succeed_and_keep_what_a_person_put_there(
    book: Book, clips: Path, tmp_path: Path
) -> None:
    out = tmp_path / "audio" / "book"
    books = [replace(book, cover=JPEG + bytes(size)) for size in range(100, 104)]
    produce(books[0], out, clips, Delivery("chapters", date="2026"))
    (out / "notes.txt").write_text("mine", encoding="utf-8")

    for _ in range(5):
        children = [forked(partial(produce, one, out, clips, Delivery("chapters", date="2026"))) for one in books]
        assert [ended(child) for child in children] == [0] * 4

    (produce(books[0], tmp_path / "alone", clips, Delivery("chapters", date="2026")))
    assert {*content(out)} == {*content(tmp_path / "alone"), "notes.txt"}
    assert [path.name for path in out.parent.iterdir()] == ["book"]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda whole: b"",
    "cut": lambda whole: whole[: len(whole) // 2 - 1],
    "blank": lambda whole: bytes(len(whole)),
    "blank from the second page": lambda whole: whole[:4096] + bytes(len(whole) - 4096),
    "a blank page": lambda whole: whole[:4096] + bytes(4096) + whole[8192:],
}
"""What a crash of the system, or a bad disk, makes of a file: the names stay."""


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("kept", ["wav", "mp3", "m4b", "flac"])
def test_a_damaged_clip_or_stretch_never_gets_into_a_book(
    kept: str, damage: str, book: Book, clips: Path, tmp_path: Path
) -> None:
    form = "mp3" if kept == "wav" else kept
    suffix = "wav" if kept == "wav" else SUFFIXES[form]
    if form == "m4b":
        pytest.importorskip("av")
    out = tmp_path / f"book.{form}"
    book = replace(book, cover=JPEG + bytes(100))
    produce(book, out, clips, Delivery(date="2026"))
    whole = content(out)
    damaged = max(clips.glob(f"*/*.{suffix}"), key=lambda path: path.stat().st_size)
    damaged.write_bytes(DAMAGES[damage](damaged.read_bytes()))
    out.unlink()
    if suffix == "wav":
        for stretch in clips.glob("*/*.mp3"):
            stretch.unlink()

    try:
        produce(book, out, clips, Delivery(date="2026"))
    except AudioError as error:  # only what lies between both ends is not looked at before
        assert str(damaged) in str(error)
        assert "page" in damage
        assert not out.exists()
        damaged.unlink()
        produce(book, out, clips, Delivery(date="2026"))
    assert content(out) == whole
