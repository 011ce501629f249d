"""How many small cases come out right: text and the utterances it should give, text and what should be said for it.

    python benchmarks/cases.py CASES.json

CASES is a list of {"group": "segment", "id", "source", "expect": [{"kind", "text"}, …]} and {"group": "speak", "id",
"source", "spoken"}. Kinds are N narration, q quoted but the narrator's, Q quotation, T thought, H heading, X skipped,
B scene break; a message is as good as a quotation. Blanks do not count, nor the signs around what is skipped. Cases of
other groups tell in prose what should happen to a file; those are tests, not measured here.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from narrate.dialogue.segment import segment
from narrate.manuscripts.compose import compose
from narrate.manuscripts.text import draft
from narrate.model import Kind
from narrate.spoken import spoken

LETTERS = {
    Kind.NARRATION: "N", Kind.QUOTATION: "Q", Kind.THOUGHT: "T", Kind.HEADING: "H", Kind.MESSAGE: "Q", Kind.LETTER: "L",
}  # fmt: skip

Pieces = list[tuple[str, str]]


def main() -> None:
    """Print every case that is wrong, and how many are right."""
    right: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    for case in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        group = case["group"]
        if group == "segment":
            wanted: object = _joined([(one["kind"].replace("q", "N"), one["text"]) for one in case["expect"]])
            found: object = _joined(_pieces(case["source"]))
        elif group == "speak":
            wanted, found = case["spoken"], spoken(case["source"], {})
        else:
            continue
        all_[group] += 1
        right[group] += wanted == found
        if wanted != found:
            print(f"{case['id']}: {case['source']!r}\n  wanted {wanted}\n  found  {found}")
    for group, count in all_.items():
        print(f"{group}: {right[group]} of {count} right")


def _pieces(text: str) -> Pieces:
    """The utterances of *text* and what is skipped, in order."""
    manuscript = compose(draft(text, "case"))
    found = [(one.start, LETTERS[one.kind], one.text) for one in segment(manuscript)]
    found += [(one.start, "B" if one.reason == "scene break" else "X", one.text) for one in manuscript.skipped]
    return [(kind, words) for _, kind, words in sorted(found)]


def _joined(pieces: Pieces) -> Pieces:
    """*pieces* without blanks; neighbours that the narrator reads are one, and so are those that are skipped."""
    out: Pieces = []
    for kind, words in pieces:
        plain = "".join(words.split())
        if out and kind == out[-1][0] and kind in "NX":
            out[-1] = kind, out[-1][1] + plain
        elif plain:
            out.append((kind, plain))
    return out


if __name__ == "__main__":
    main()
