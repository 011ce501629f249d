"""How somebody talks: what the words of a turn are, and in whose mouth they are likely."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from narrate.dialogue.sentences import last_sign

_ENOUGH_WORDS, _SMOOTHING = 60, 40
"""Words that somebody must have said to be known by them, and words of anybody's that are added to those."""
_SIGNS = ".,!?;:…—-\"“”‘'*_()"
"""At the ends of a word, no part of it."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of a turn tell."""

    sign: str
    """The last sign."""
    first: str
    """The first word, in small letters."""
    tokens: frozenset[str]
    size: int


def words_of(text: str) -> Words:
    """The words of *text*."""
    tokens = [token for word in text.lower().split() if (token := word.strip(_SIGNS))]
    sign = "…" if text.rstrip(_SIGNS.replace(".", "")).endswith("...") else last_sign(text)
    return Words(sign, tokens[0] if tokens else "", frozenset(tokens), len(tokens))


class Diction:
    """The words that each of those who are *told* by tags uses more than others do, *said* having all turns' words."""

    def __init__(self, said: Sequence[Words], told: Sequence[Iterable[int]]) -> None:
        self._said, self._told = said, told
        words: dict[int, Counter[str]] = {}
        for one, owners in zip(said, told, strict=True):
            for who in owners:
                words.setdefault(who, Counter()).update(one.tokens)
        self._own = {who: own for who, own in words.items() if own.total() >= _ENOUGH_WORDS}
        """In how many of their tagged turns each speaker uses each word."""
        self._totals = {who: own.total() for who, own in self._own.items()}
        used = Counter(chain.from_iterable(one.tokens for one in said))
        expected = _SMOOTHING / (used.total() or 1)
        self._usual = {token: expected * count for token, count in used.items()}
        """How often each word is expected beside a speaker's own."""
        self._gains = {who: dict(self._gained(own, own, 0)) for who, own in self._own.items()}

    def _gained(self, tokens: Iterable[str], own: Counter[str], here: int) -> Iterator[tuple[str, float]]:
        """How much each of *tokens*, *here* so often, tells that its speaker is whose *own* words these are."""
        return ((token, math.log1p((own[token] - here) / self._usual[token])) for token in tokens)

    def likely(self, number: int, candidates: Iterable[int]) -> Iterator[float]:
        """For each of *candidates*, how much more likely the turn's words are theirs than anybody's, from -1 to 1.

        Told by their other turns; 0 where those are few.
        """
        tokens, owners = self._said[number].tokens, self._told[number]
        for who in candidates:
            if who not in self._own:
                yield 0.0
                continue
            gains, total = self._gains[who], self._totals[who] + _SMOOTHING
            if who in owners:
                gains, total = dict(self._gained(tokens, self._own[who], 1)), total - len(tokens)
            odds = sum(map(gains.__getitem__, tokens & gains.keys())) + len(tokens) * math.log(_SMOOTHING / total)
            yield max(-1.0, min(1.0, odds / (4 * math.sqrt(len(tokens) + 1))))
