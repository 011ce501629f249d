"""What becomes of every word of a manuscript, how fast it is read, and in how much memory; for every format.

    python benchmarks/manuscripts.py [FILE…]

By default the stories in seeds/ are read. Every file is read by a process of its own. Words in are those of the text;
what is read of them and what is skipped, by reason, must come to the same. Speed is that of one core for reading and
segmenting, beside the bare minimum in the same process: decoding the same text and splitting it into words. Memory is
what the process takes more at its peak than before it read, times the text in UTF-8; short texts tell nothing of it.
"""

import json
import resource
import subprocess
import sys
import time
from collections import Counter
from importlib import import_module
from pathlib import Path

from narrate.dialogue.segment import segment
from narrate.errors import ManuscriptError
from narrate.manuscripts import READERS, contents, read
from narrate.model import word_count

SEEDS = Path(__file__).parents[1] / "seeds"
KIB = 1024 if sys.platform != "darwin" else 1
"""Bytes in the unit of ``ru_maxrss``."""
LEAST_TEXT = 100_000
"""Bytes of a text beside which what Python itself takes is small."""
LEAST_SECONDS = 0.5
"""A small file is read again and again for so long; the first time, tables are still built."""


def main() -> None:
    """Print a line for every file."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measured(Path(sys.argv[2]))))
        return
    print(f"{'':44} {'MB':>6} {'words':>8} {'read':>8} {'skipped':>8} {'MB/s':>6} {'bare':>6} {'memory':>7}")
    for path in map(Path, sys.argv[1:] or sorted(map(str, SEEDS.iterdir()))):
        command = [sys.executable, __file__, "--one", str(path)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        print(line(path, json.loads(run.stdout)) if run.returncode == 0 else f"{path.name[:43]:44} {_last(run.stderr)}")


def line(path: Path, found: dict[str, object]) -> str:
    """What was *found* in the file at *path*, in one line, or why it is no manuscript."""
    if "refused" in found:
        return f"{path.name[:43]:44} refused: {found['refused']}"
    head = "{megabytes:6.2f} {words:8} {read:8} {skipped:8} {speed:6.2f} {bare:6.1f} {memory:>7}".format(**found)
    return f"{path.name[:43]:44} {head}  {found['account']}"


def measured(path: Path) -> dict[str, object]:
    """The figures of the file at *path*."""
    content = contents(path)
    for format_ in READERS:
        import_module(f"narrate.manuscripts.{format_}")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        manuscript = read(path, content)
    except ManuscriptError as error:
        return {"refused": str(error).removeprefix(f"{path}: ")}
    utterances = segment(manuscript)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    reasons: Counter[str] = Counter()
    for one in manuscript.skipped:
        reasons[one.reason] += word_count(one.text)
    spoken = sum(word_count(one.text) for one in utterances)
    words, skipped = word_count(manuscript.text), reasons.total()
    text = manuscript.text.encode(errors="surrogatepass")
    told = ", ".join(f"{reason} {count}" for reason, count in reasons.most_common() if count)
    megabytes = len(text) / 1e6
    return {
        "megabytes": megabytes,
        "words": words,
        "read": spoken,
        "skipped": skipped,
        "speed": megabytes / _seconds(lambda: segment(read(path, content))),
        "bare": megabytes / _seconds(lambda: text.decode(errors="surrogatepass").split()),
        "memory": f"{peak * KIB / len(text):.1f}x" if len(text) >= LEAST_TEXT else "",
        "account": told if spoken + skipped == words else f"WORDS LOST: {words - spoken - skipped}; {told}",
    }


def _seconds(work: object) -> float:
    """Of processor time, for doing *work* once."""
    assert callable(work)
    times, begun = 0, time.process_time()
    while (taken := time.process_time() - begun) < LEAST_SECONDS or not times:
        work()
        times += 1
    return taken / times


def _last(errors: str) -> str:
    return (errors.strip().splitlines() or ["failed without a word"])[-1]


if __name__ == "__main__":
    main()
