"""What the way from a script to an audiobook costs: beside the serial pipe, beside bare work, by stage, by length.

    python benchmarks/sound.py pipe   [WORDS] [--times N] [--script]
    python benchmarks/sound.py cpu    [WORDS] [--workers N]
    python benchmarks/sound.py stages [WORDS] [--workers N] [--script]
    python benchmarks/sound.py memory [WORDS…] [--script] [--hurried]
    python benchmarks/sound.py draw   FIGURES FOLDER

The book is made by novel.py: WORDS words (100,000), 25 speakers, a chapter for every 2,500 words. Every production is
cold, in a folder of its own, of the manuscript, or with --script of its script, which leaves out finding the speakers.

pipe: wall time of `narrate produce --workers 2` and of espeak-ng and lame as PIPE below, in turn, N times (3); medians.
cpu: CPU of one production, and of the same sound bare: every clip spoken by the engine in this process, and the
finished MP3, decoded, encoded again by lameenc with the same settings.
stages: where the time goes. memory: the highest of the parent and of the workers, and the cost of a word; --hurried
lets everybody speak as fast as they can, which makes half the sound. draw: pictures of lines that memory printed.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import lameenc
import soundfile
from novel import novel
from pictures import curve
from watched import Took, family, run, seconds_of_cpu

import narrate
from narrate import engines
from narrate.engines.espeak import FASTEST, READING_PACE
from narrate.production import request
from narrate.publish import mp3
from narrate.synthesize import Recipes, Request

WORDS = 100_000
WORDS_A_CHAPTER = 2_500
SPEAK = f"espeak-ng -v en-us -s {READING_PACE} --stdout -f"
"""At the pace of narrate, so that both make about the same hours of sound."""
PIPE = SPEAK + " {book} | lame --quiet -q 5 -m m -b 192 --cbr --resample 44.1 - {out}"
"""What narrate delivers, made by the usual programs: 44.1 kHz, mono, 192 kbit/s; one voice, no levels, no chapters."""
PLAIN_PIPE = SPEAK + " {book} | lame --quiet -q 5 - {out}"
"""As little as one can ask: lame then chooses rate and bit rate itself."""
HURRY = 1.9
"""Times a voice's own rate: the quickest of the palette speaks at 1.3, and 2.5 is the engine's limit."""
MEGABYTE = 1e6
Row = tuple[int, float, float, float]
"""Words, milliseconds of CPU a word, megabytes of the parent, megabytes of the largest worker."""


def main() -> None:
    """Print what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked = parser.add_subparsers(dest="what", required=True)
    for what in (pipe, cpu, stages, memory):
        one = asked.add_parser(what.__name__)
        one.set_defaults(work=what)
        one.add_argument("words", type=int, nargs="*", default=[WORDS])
        one.add_argument("--times", type=int, default=3)
        one.add_argument("--workers", type=int, default=2)
        one.add_argument("--script", action="store_true")
        one.add_argument("--hurried", action="store_true")
    one = asked.add_parser("draw")
    one.set_defaults(work=draw)
    one.add_argument("figures", type=Path)
    one.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    arguments.work(arguments)


def pipe(arguments: argparse.Namespace) -> None:
    """A production beside the serial pipe, wall time."""
    words = arguments.words[0]
    if not (shutil.which("espeak-ng") and shutil.which("lame")):
        print("espeak-ng or lame is not installed; python benchmarks/sound.py cpu compares with bare work")
        return
    with _book(words, arguments) as book:
        print(f"{words:,} words, {book.suffix[1:]}; {PIPE.format(book='BOOK', out='OUT')}")
        plain_text = book.with_suffix(".txt")
        ours, theirs = [], []
        for _ in range(arguments.times):
            ours.append(_produced(book, arguments).wall)
            theirs.append(_piped(PIPE, plain_text))
            print(f"narrate {ours[-1]:.1f} s, pipe {theirs[-1]:.1f} s", flush=True)
        seconds = _seconds(book.with_suffix(".mp3")), _seconds(plain_text.with_suffix(".pipe.mp3"))
        plain = _piped(PLAIN_PIPE, plain_text)
    middle, other = statistics.median(ours), statistics.median(theirs)
    print(f"sound: narrate {seconds[0] / 3600:.2f} h, pipe {seconds[1] / 3600:.2f} h")
    print(f"medians of {len(ours)}: narrate {middle:.1f} s, pipe {other:.1f} s, ratio {middle / other:.2f}")
    print(f"plain pipe, once: {plain:.1f} s, ratio {middle / plain:.2f}")


def cpu(arguments: argparse.Namespace) -> None:
    """The CPU of a production beside bare speaking and bare encoding of the same sound."""
    with _book(arguments.words[0], arguments) as book:
        opened = narrate.open_book(book)
        whole = _produced(book, arguments)
        speaking, spoken = _speaking(opened)
        encoding, heard = _encoding(book.with_suffix(".mp3"))
    print(
        f"{arguments.words[0]:,} words, {heard / 3600:.2f} h: production {whole.cpu:.1f} s CPU, {whole.wall:.1f} s wall"
    )
    print(f"bare speaking {speaking:.1f} s ({spoken / speaking:.0f} x real time)")
    print(f"bare encoding {encoding:.1f} s ({heard / encoding:.0f} x real time)")
    print(f"ratio {whole.cpu / (speaking + encoding):.2f}")


def stages(arguments: argparse.Namespace) -> None:
    """Where the time of a production goes."""
    with _book(arguments.words[0], arguments) as book:
        watch = _Watch()
        opened = narrate.open_book(book)
        watch.ends("open and cast")
        begun: list[str] = []

        def report(at: narrate.Progress) -> None:
            if at.stage not in begun:
                before = {"level": "plan", "encode": "plan stretches"}.get(at.stage, "")
                watch.ends(before or f"start of {at.stage}")
                begun.append(at.stage)
            if at.done == at.total:
                watch.ends(at.stage)

        made = narrate.produce(
            opened, book.with_suffix(".mp3"), book.parent / "clips", count=arguments.workers, report=report
        )
        watch.ends("bind and tidy")
    print(f"{arguments.words[0]:,} words, {book.suffix[1:]}, {made.seconds / 3600:.2f} h, {made.made} clips")
    watch.show()


def memory(arguments: argparse.Namespace) -> None:
    """The memory of parent and workers, and the cost of a word, by the length of the book."""
    print("words,ms CPU a word,parent MB,largest worker MB,bytes kept a word,seconds of wall")
    for words in arguments.words:
        with _book(words, arguments) as book:
            took = _produced(book, arguments)
            kept = sum(one.stat().st_size for one in (book.parent / "clips").rglob("*.*") if one.is_file())
        row = f"{took.cpu / words * 1000:.3f},{took.parent / MEGABYTE:.1f},{took.workers[0] / MEGABYTE:.1f}"
        print(f"{words},{row},{kept / words:.0f},{took.wall:.1f}", flush=True)


def draw(arguments: argparse.Namespace) -> None:
    """Pictures of what memory printed."""
    rows = list(_rows(arguments.figures))
    cost = {"CPU": [(words, milliseconds) for words, milliseconds, *_ in rows]}
    peaks = {
        "parent": [(words, parent) for words, _, parent, _ in rows],
        "largest worker": [(words, worker) for words, *_, worker in rows],
    }
    folder = arguments.folder
    (folder / "speed-cost.svg").write_text(curve(cost, "words of the book", "milliseconds of CPU a word"))
    (folder / "speed-memory.svg").write_text(curve(peaks, "words of the book", "megabytes at the highest", limit=150))


def _rows(path: Path) -> Iterator[Row]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line[:1].isdigit():
            words, milliseconds, parent, worker, *_ = line.split(",")
            yield int(words), float(milliseconds), float(parent), float(worker)


@contextmanager
def _book(words: int, arguments: argparse.Namespace) -> Iterator[Path]:
    """A book in a folder of its own, as a manuscript or a script; "book.txt" is always there."""
    with tempfile.TemporaryDirectory() as name:
        book = Path(name) / "book.txt"
        book.write_text(novel(words, chapters=max(1, words // WORDS_A_CHAPTER)), encoding="utf-8")
        if arguments.script or arguments.hurried:
            opened = narrate.open_book(book)
            if arguments.hurried:
                (book.parent / "voices.yaml").write_text(_hurried(opened.cast), encoding="utf-8")
            if arguments.script:
                book = book.with_suffix(".script")
                book.write_text(narrate.written(narrate.opened(book.with_suffix(".txt")), "text"), encoding="utf-8")
        yield book


def _hurried(cast: narrate.Cast) -> str:
    """A voices.yaml with the voices of *cast* about as fast as the engine speaks."""
    named = {name: one.name.partition(" (")[0] for name, one in cast.roles.items()}  # "alto-warm (rate 1.05)" is dealt
    roles = [f"  {name}: {{voice: {voice}, rate: {HURRY}}}" for name, voice in named.items()]
    return "\n".join([f"narrator: {{voice: {cast.narrator.name}, rate: {FASTEST}}}", "cast:", *roles, ""])


def _produced(book: Path, arguments: argparse.Namespace) -> Took:
    """What a cold production of *book* took."""
    clips = book.parent / "clips"
    shutil.rmtree(clips, ignore_errors=True)
    command = [sys.executable, "-m", "narrate", "produce", book, "-q", "-o", book.with_suffix(".mp3"), "--clips", clips]
    return run([*command, "--workers", str(arguments.workers)])


def _piped(pipe: str, book: Path) -> float:
    """Seconds of wall time."""
    command = pipe.format(book=book, out=book.with_suffix(".pipe.mp3"))
    return run(["sh", "-c", command]).wall


def _seconds(path: Path) -> float:
    return float(soundfile.info(path).duration)


def _speaking(book: narrate.Book) -> tuple[float, float]:
    """Seconds of CPU to speak every clip of *book* once, and of sound."""
    recipes = Recipes(Path())
    asked: dict[Path, Request] = {}
    for one in book.script.utterances:
        if one.spoken:
            want = request(recipes, book, one)
            asked[want.path] = want
    engine = engines.load("espeak")
    voices = [(want.text, engine.in_manner(want.voice, want.manner)) for want in asked.values()]
    sound = 0.0
    start = time.process_time()
    for text, voice in voices:
        sound += engine.synthesize(text, voice).seconds
    return time.process_time() - start, sound


def _encoding(path: Path) -> tuple[float, float]:
    """Seconds of CPU to encode the sound of *path* again, and of sound."""
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_in_sample_rate(mp3.RATE)
    encoder.set_channels(1)
    encoder.set_bit_rate(mp3.BIT_RATE // 1000)
    encoder.set_quality(mp3.QUALITY)
    spent = 0.0
    for samples in soundfile.blocks(path, blocksize=60 * mp3.RATE, dtype="int16"):
        content = samples.tobytes()
        spent += _cpu_of(lambda content=content: encoder.encode(content))
    return spent + _cpu_of(encoder.flush), _seconds(path)


def _cpu_of(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


class _Watch:
    """Wall time and CPU of this process and its workers, stage by stage."""

    def __init__(self) -> None:
        self._stages: dict[str, tuple[float, float]] = {}
        self._seen: dict[int, float] = {}
        self._wall, self._cpu = time.perf_counter(), self._spent()

    def ends(self, stage: str) -> None:
        """All since the last call was *stage*."""
        wall, cpu = time.perf_counter(), self._spent()
        before = self._stages.get(stage, (0.0, 0.0))
        self._stages[stage] = before[0] + wall - self._wall, before[1] + max(0.0, cpu - self._cpu)
        self._wall, self._cpu = wall, cpu

    def show(self) -> None:
        """Print a line for each stage."""
        whole = sum(wall for wall, _ in self._stages.values())
        for stage, (wall, spent) in self._stages.items():
            if wall / whole > 0.0005:
                print(f"{stage:16}{wall:8.1f} s wall{wall / whole:7.1%}{spent:8.1f} s CPU, {spent / wall:.2f} cores")
        print(f"{'all':16}{whole:8.1f} s wall")

    def _spent(self) -> float:
        """By all processes so far; of one that has ended, what it had when it was last seen."""
        self._seen |= {pid: spent for pid in family(os.getpid()) if (spent := seconds_of_cpu(pid))}
        return sum(self._seen.values())


if __name__ == "__main__":
    main()
