"""The measures of attribution, and what they are made of: whose name is whose."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from gold import Book, Quote
from scipy.optimize import linear_sum_assignment

from narrate.model import Character, Kind, Script, Utterance

_TITLES = {
    "mr": "mr", "mister": "mr", "mrs": "mrs", "missus": "mrs", "dr": "dr", "doctor": "dr", "st": "st", "saint": "st",
    "capt": "captain", "col": "colonel", "rev": "reverend", "prof": "professor", "lt": "lieutenant", "sgt": "sergeant",
    "gen": "general",
}  # fmt: skip


def plain(name: str) -> str:
    """*name* without case, signs, accents, a leading article, a possessive; titles in one form."""
    letters = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    letters = re.sub(r"'s\b", "", letters.lower().replace("’", "'"))
    words = [_TITLES.get(word, word) for word in re.findall(r"[\w'-]+", letters)]
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def names_of(characters: Sequence[Character]) -> dict[int, frozenset[str]]:
    """By number, all names of a character."""
    return {number: frozenset({one.name, *one.aliases}) for number, one in enumerate(characters)}


def gold_names(book: Book) -> dict[str, str | None]:
    """Plain alias → the person of the gold who bears it; None if several do."""
    table: dict[str, str | None] = {}
    for one in book.people:
        for alias in one.aliases:
            key = plain(alias)
            if key:
                table[key] = one.name if table.get(key, one.name) == one.name else None
    return table | {plain(one.name): one.name for one in book.people}


def owners(book: Book, names: Mapping[int, frozenset[str]]) -> dict[int, str]:
    """By number of a character found, the person of the gold most of its names mean, if they mean any."""
    table = gold_names(book)
    found = {}
    for number, own in names.items():
        means = Counter(person for name in sorted(own) if (person := table.get(plain(name))))
        if means:
            found[number] = means.most_common(1)[0][0]
    return found


@dataclass(frozen=True, slots=True)
class Judged:
    """One quotation of the gold, and what was made of it."""

    kind: str
    gold: str
    voice: int | None
    """The number of the character who was given it; None if it was not found, or given to nobody."""
    named: str | None
    """Whom of the gold the given name means."""
    size: int
    """Characters of the text in it."""
    confidence: float

    @property
    def right(self) -> bool:
        """Whether the right person was named."""
        return self.named == self.gold


def judge(book: Book, script: Script) -> Iterator[Judged]:
    """Every quotation of *book* that one nameable person says."""
    said = [one for one in script.utterances if one.kind not in (Kind.NARRATION, Kind.HEADING)]  # gold parts them not
    numbers = {one.name: number for number, one in reversed(list(enumerate(script.characters)))}
    names = names_of(script.characters)
    table = gold_names(book)
    means = owners(book, names)
    for quote in book.quotes:
        if quote.scored:
            size = sum(end - start for start, end in quote.spans)
            one = _covering(quote, said)
            voice = numbers.get(one.speaker) if one and one.speaker else None
            own = table.get(plain(script.characters[voice].name)) if voice is not None else None
            named = own or (means.get(voice) if voice is not None else None)
            yield Judged(quote.kind, str(quote.speaker), voice, named, size, one.confidence if one else 0.0)


def _covering(quote: Quote, said: Sequence[Utterance]) -> Utterance | None:
    """The utterance that has most of the quotation, of the speaker who has most of it."""
    shares: Counter[str | None] = Counter()
    of: dict[str | None, Utterance] = {}
    for start, end in quote.spans:
        first = bisect_right(said, start, key=lambda one: one.end)
        for one in said[first : bisect_left(said, end, key=lambda one: one.start)]:
            shares[one.speaker] += min(end, one.end) - max(start, one.start)
            of.setdefault(one.speaker, one)
    return of[shares.most_common(1)[0][0]] if shares else None


def scores(judged: Sequence[Judged]) -> dict[str, float]:
    """Shares, 0 to 1.

    acc: the right person named; explicit, anaphoric, implicit: the same by kind; acc1: the same where each character
    found stands for one person only, and each person for one character; voice: names ignored, the best such pairing;
    b3: B-cubed F1 of quotations grouped by voice (Bagga and Baldwin 1998); audio: acc by length.
    """
    out = {"acc": _share(one.right for one in judged)}
    for kind in ("explicit", "anaphoric", "implicit"):
        out[kind] = _share(one.right for one in judged if one.kind == kind)
    pairs = _paired(Counter((one.voice, one.named) for one in judged if one.right))
    out["acc1"] = _share(one.right and pairs.get(one.voice) == one.gold for one in judged)
    pairs = _paired(Counter((one.voice, one.gold) for one in judged if one.voice is not None))
    out["voice"] = _share(one.voice is not None and pairs.get(one.voice) == one.gold for one in judged)
    out["b3"] = _b_cubed(
        [(one.voice if one.voice is not None else f"alone {at}", one.gold) for at, one in enumerate(judged)]
    )
    out["audio"] = sum(one.size for one in judged if one.right) / max(1, sum(one.size for one in judged))
    return out


def _share(true: Iterable[bool]) -> float:
    values = list(true)
    return sum(values) / len(values) if values else float("nan")


def _paired(counts: Counter[tuple[int | None, str | None]]) -> dict[int | None, str | None]:
    """Each voice with one person, so that together they have the most quotations."""
    voices, people = sorted({one for one, _ in counts}, key=str), sorted({one for _, one in counts}, key=str)
    if not counts:
        return {}
    table = np.array([[counts[voice, person] for person in people] for voice in voices])
    rows, columns = linear_sum_assignment(table, maximize=True)
    return {voices[row]: people[column] for row, column in zip(rows, columns, strict=True) if table[row, column]}


def _b_cubed(grouped: Sequence[tuple[object, str]]) -> float:
    both, ours, gold = Counter(grouped), Counter(one for one, _ in grouped), Counter(one for _, one in grouped)
    if not grouped:
        return float("nan")
    precision = sum(both[pair] / ours[pair[0]] for pair in grouped) / len(grouped)
    recall = sum(both[pair] / gold[pair[1]] for pair in grouped) / len(grouped)
    return 2 * precision * recall / (precision + recall)
