"""How well dialogue is told from narration, and how fast, on corpora with gold quotations.

    python benchmarks/segmentation.py GOLD.jsonl…

GOLD is in the form that benchmarks/attribution.py tells of. Every corpus is read as it stands; one whose texts have
straight double quotes throughout (as the PDNC has) is also read re-typeset: with curly marks, with British single ones,
with straight single ones. A span is exact if it begins and ends where the gold one does, marks and blanks aside; pieces
that are cut only to fit a clip are joined first. The character F1 tells how much of the text gets the right sort of
voice. Speed is that of one core, beside Python's own search for words in the same text.
"""

import json
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from narrate.dialogue.segment import segment
from narrate.manuscripts.compose import compose
from narrate.manuscripts.text import draft
from narrate.model import Kind, Utterance

Span = tuple[int, int]
TYPOGRAPHIES = {
    "curly": ("“", "”", "‘", "’", "’", "—"),
    "british": ("‘", "’", "“", "”", "’", "—"),
    "single": ("'", "'", '"', '"', "'", "--"),
}
"""Marks of a quotation, of one inside it, the apostrophe, the dash."""
_EDGE = "\"'“”‘’«»`_* \t\n\r—–-"
_NESTED = re.compile(r"'[^'\n\"]{2,200}[.,!?]'")
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Tally:
    """What was right in one corpus."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    gold_characters: int = 0
    found_characters: int = 0
    both_characters: int = 0
    characters: int = 0
    reading: float = 0.0
    segmenting: float = 0.0
    words: float = 0.0
    """Seconds."""

    def add(self, text: str, gold: set[Span], found: set[Span]) -> None:
        """Compare the spans of one *text*."""
        ours, theirs = _mask(text, found), _mask(text, gold)
        self.gold += len(gold)
        self.found += len(found)
        self.exact += len(gold & found)
        self.gold_characters += sum(theirs)
        self.found_characters += sum(ours)
        self.both_characters += (int.from_bytes(ours) & int.from_bytes(theirs)).bit_count()
        self.characters += len(text)

    def __str__(self) -> str:
        exact = 200 * self.exact / max(1, self.gold + self.found)
        covered = 200 * self.both_characters / max(1, self.gold_characters + self.found_characters)
        speed = [self.characters / 1e6 / max(1e-9, one) for one in (self.segmenting, self.reading, self.words)]
        return (
            f"{exact:6.2f} {covered:6.2f} {self.gold:7} {self.found:7} {speed[0]:7.1f} {speed[1]:7.1f} {speed[2]:7.1f}"
        )


def main() -> None:
    """Print a line for every corpus and typography."""
    print(f"{'':32} exact   char    gold   found  million characters a second:")
    print(f"{'':32}    F1     F1                 segment    read   words")
    for path in map(Path, sys.argv[1:]):
        books = list(_books(path))
        plain = all('"' in book["text"] and "“" not in book["text"] for book in books) and "clic" not in path.stem
        for typography in ("", *(TYPOGRAPHIES if plain else ())):
            tally = Tally()
            for book in books:
                _measure(book, typography, tally)
            print(f"{f'{path.stem} {typography}':30} {tally}", flush=True)


def _books(gold: Path) -> Iterator[dict[str, Any]]:
    for line in gold.read_text(encoding="utf-8").splitlines():
        book = json.loads(line)
        yield book | {"text": (gold.parent / book["text_path"]).read_bytes().decode("utf-8")}


def _measure(book: dict[str, Any], typography: str, tally: Tally) -> None:
    text, gold = book["text"], [tuple(span) for quote in book["quotes"] for span in quote["spans"]]
    if typography:
        text, where = retypeset(text, typography)
        gold = [(where[start], max(where[end], where[start] + 1)) for start, end in gold]
    begun = time.process_time()
    manuscript = compose(draft(text, book["book"]))
    read = time.process_time()
    utterances = segment(manuscript)
    segmented = time.process_time()
    sum(1 for _ in _WORD.finditer(text))
    tally.words += time.process_time() - segmented
    tally.segmenting += segmented - read
    tally.reading += read - begun
    tally.add(text, _trimmed(text, gold), _trimmed(text, spans(text, utterances)))


def spans(text: str, utterances: tuple[Utterance, ...]) -> list[Span]:
    """Where somebody speaks or thinks; pieces parted by nothing but blanks, one continuing the other, are one."""
    out: list[Span] = []
    before: Utterance | None = None
    for one in utterances:
        if one.kind in (Kind.QUOTATION, Kind.THOUGHT):
            cut = before is not None and one.continues and before.place == one.place
            if cut and before is not None and not text[before.end : one.start].strip():
                out[-1] = (out[-1][0], one.end)
            else:
                out.append((one.start, one.end))
            before = one
    return out


def _trimmed(text: str, found: list[Span]) -> set[Span]:
    out = set()
    for start, end in found:
        words = text[start:end]
        begin = start + len(words) - len(words.lstrip(_EDGE))
        stop = start + len(words.rstrip(_EDGE))
        if begin < stop:
            out.add((begin, stop))
    return out


def _mask(text: str, found: set[Span]) -> bytearray:
    mask = bytearray(len(text))
    for start, end in found:
        mask[start:end] = b"\1" * (end - start)
    return mask


def retypeset(text: str, typography: str) -> tuple[str, list[int]]:
    """*text* with straight double quotes in another *typography*, and where each of its characters has gone."""
    opening, closing, inner_opening, inner_closing, apostrophe, dash = TYPOGRAPHIES[typography]
    out: list[str] = []
    where: list[int] = []
    size, quoted, inner, skip = 0, False, False, False
    for at, sign in enumerate(text):
        where.append(size)
        if skip:
            skip = False
            continue
        new = sign
        if text.startswith("\n\n", at):
            quoted = inner = False
        elif sign == '"':
            quoted = not quoted
            new = opening if quoted else closing
        elif sign == "'":
            before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
            new = apostrophe
            if quoted and not inner and not before.isalnum() and after.isupper() and _NESTED.match(text, at):
                new, inner = inner_opening, True
            elif inner and before in ".,!?":
                new, inner = inner_closing, False
        elif text.startswith("--", at) and dash != "--":
            new, skip = dash, True
        out.append(new)
        size += len(new)
    return "".join(out), [*where, size]


if __name__ == "__main__":
    main()
