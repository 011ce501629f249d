"""What a production costs beside bare speaking and bare encoding of the same book, in one run on this machine.

    python benchmarks/production.py [WORDS]

Prints seconds and ratios; these machines are noisy, so only the ratios mean something. The book is made of the seed
story's sentences, shuffled and numbered so that no two paragraphs are alike; of its 25 speakers Giles has every
twentieth line. Whole is a production from nothing; the shares are of its wall time.
"""

import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import lameenc
import numpy as np
import soxr

import narrate
from narrate import engines
from narrate.audio import Audio
from narrate.spoken import spoken

SEED = Path(__file__).parent.parent / "seeds" / "never-say-goodbye.txt"
SPEAKERS = (
    "Tara Kennedy Willow Dawn Anya Buffy Xander Faith Oz Joyce Cordelia Spike Angel Wesley Robin Andrew Jonathan "
    "Harmony Drusilla Amy Larry Percy Marcie Snyder"
).split()
REMAPPED = "Giles"
FIRST = f"cast:\n  {REMAPPED}: {{engine: espeak, voice: en-us+m2}}\n"
OTHER = f"cast:\n  {REMAPPED}: {{engine: espeak, voice: en-us+m4}}\n"
"""Voices that nobody else is dealt, so that nobody else has to move."""


def manuscript(words: int) -> str:
    """A story of so many *words*, with a tagged quotation after every paragraph of narration."""
    chance = random.Random(1)
    sentences = re.findall(r"[A-Z][^.!?\"\n]{20,200}[.!?]", SEED.read_text(encoding="utf-8"))
    paragraphs: list[str] = []
    count = 0
    while count < words:
        number = len(paragraphs) // 2 + 1
        paragraphs.append(f"{' '.join(chance.sample(sentences, 4))} It was {number}.")
        speaker = REMAPPED if number % 20 == 0 else chance.choice(SPEAKERS)
        paragraphs.append(f'"{chance.choice(sentences)[:-1]}, {number}," said {speaker}.')
        count += len(paragraphs[-1].split()) + len(paragraphs[-2].split())
    return "\n\n".join(paragraphs)


def main() -> None:
    """Print what everything costs."""
    words = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = folder / "book.txt"
        book.write_text(manuscript(words), encoding="utf-8")
        voices = folder / "voices.yaml"
        voices.write_text(FIRST, encoding="utf-8")
        opened = narrate.open_book(book)
        sounds: list[Audio] = []
        speaking = _cpu(lambda: sounds.extend(_speak(opened)))
        encoding = _cpu(lambda: _encode(sounds))
        seconds = sum(sound.seconds for sound in sounds)
        print(f"{words:,} words, {seconds / 3600:.2f} h of speech")
        print(f"bare speaking {speaking:.1f} s CPU, {seconds / speaking:.0f} times faster than real time")
        print(f"bare encoding {encoding:.1f} s CPU")
        bare = speaking + encoding
        whole = _production("first production", folder, bare)
        _production("nothing changed", folder, bare, whole)
        voices.write_text(OTHER, encoding="utf-8")
        _production(f"{REMAPPED} in another voice", folder, bare, whole)
        voices.write_text(FIRST, encoding="utf-8")
        _production("and back", folder, bare, whole)


def _speak(book: narrate.Book) -> list[Audio]:
    engine = engines.load("espeak")
    voice = book.cast.narrator
    return [engine.synthesize(spoken(one.text, {}), voice) for one in book.script.utterances if one.spoken]


def _encode(sounds: list[Audio]) -> None:
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(192)
    encoder.set_in_sample_rate(44100)
    encoder.set_channels(1)
    encoder.set_quality(7)
    for sound in sounds:
        samples = soxr.resample(sound.floats(), sound.rate, 44100)
        encoder.encode((samples * 32767).astype(np.int16).tobytes())
    encoder.flush()


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _production(what: str, folder: Path, bare: float, whole: float | None = None) -> float:
    """Seconds of wall time of one run; told as a share of the *whole* production's, too."""
    command = [sys.executable, "-m", "narrate", "produce", folder / "book.txt", "-q"]
    command += ["-o", folder / "book.mp3", "--clips", folder / "clips"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    share = f", {wall / whole:.1%} of the whole" if whole else ""
    print(
        f"{what}: {wall:.1f} s wall{share}, {cpu:.1f} s CPU = {cpu / bare:.2f} x bare speaking and encoding", flush=True
    )
    return wall


if __name__ == "__main__":
    main()
