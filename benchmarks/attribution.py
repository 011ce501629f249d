"""How often the speakers are right, end to end, on a corpus of quotations with gold speakers.

    python benchmarks/attribution.py GOLD.jsonl

GOLD has one JSON object a line: {"book", "text_path" (beside GOLD), "quotes": [{"spans": [[start, end], …], "type",
"speaker"}], "characters": [{"name", "aliases"}]}. Offsets are code points of the text; spans leave the marks out. The
Project Dialogism Novel Corpus (https://github.com/Priya22/project-dialogism-novel-corpus) is easily brought into this
form; it states no licence, so it is not shipped here. A speaker is right if one of our aliases is one of the gold ones,
case and full stops aside; a quotation that was not found is wrong; groups and speakers nobody can know (names with "_")
do not count.
"""

import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from narrate.dialogue.attribution import attribute
from narrate.dialogue.segment import segment
from narrate.manuscripts.compose import compose
from narrate.manuscripts.text import draft
from narrate.model import Kind, Script, Utterance

Quote = dict[str, Any]


def main() -> None:
    """Print the share of right speakers by type, what a confidence is worth, and words a second."""
    right: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    sure: defaultdict[int, list[bool]] = defaultdict(list)
    words, seconds = 0, 0.0
    for book in _books(Path(sys.argv[1])):
        start = time.process_time()
        manuscript = compose(draft(book["text"], book["book"]))
        script = attribute(manuscript, segment(manuscript))
        seconds += time.process_time() - start
        words += len(book["text"].split())
        for kind, good, confidence in _judged(book, script):
            for name in ("all", kind, book["book"]):
                right[name] += good
                all_[name] += 1
            sure[int(confidence * 5)].append(good)
    for name, count in all_.items():
        print(f"{name:28} {right[name] / count:6.1%} of {count}")
    for step, judged in sorted(sure.items()):
        print(f"stated {step / 5:.0%} and more: {sum(judged) / len(judged):6.1%} right of {len(judged)}")
    print(f"{words / seconds:,.0f} words a second")


def _books(gold: Path) -> Iterator[dict[str, Any]]:
    for line in gold.read_text(encoding="utf-8").splitlines():
        book = json.loads(line)
        yield book | {"text": (gold.parent / book["text_path"]).read_bytes().decode("utf-8")}


def _judged(book: dict[str, Any], script: Script) -> Iterator[tuple[str, bool, float]]:
    """Type, whether it is right, and the stated confidence of every quotation with one nameable speaker."""
    gold = {one["name"]: {_plain(alias) for alias in (one["name"], *one["aliases"])} for one in book["characters"]}
    ours = {one.name: {_plain(alias) for alias in (one.name, *one.aliases)} for one in script.characters}
    said = [one for one in script.utterances if one.kind not in (Kind.NARRATION, Kind.HEADING)]  # gold parts them not
    for quote in book["quotes"]:
        if quote["speaker"] and not quote["speaker"].startswith("_"):
            found = _found(quote, said)
            names = ours.get(found.speaker or "", set()) if found else set()
            yield quote["type"], bool(names & gold[quote["speaker"]]), found.confidence if found else 0.0


def _found(quote: Quote, said: list[Utterance]) -> Utterance | None:
    start, end = quote["spans"][0]
    return next((one for one in said if one.start < end and start < one.end), None)


def _plain(name: str) -> str:
    """*name* without case, full stops and a leading article."""
    return re.sub(r"^(?:the|a|an) ", "", name.lower().replace(".", "").replace("’", "'"))


if __name__ == "__main__":
    main()
