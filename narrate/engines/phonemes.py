"""Which phoneme a word begins with: a model tells when its phonemes sound, and knows nothing of words.

eSpeak writes phonemes with blanks between words, but it runs small words together ("ʌvðə") and makes several of a
number. So the words of a text are laid along the groups of its phonemes: mostly one on one, and where that does not fit
by their likely lengths, two or three on one group, or one on several. Of the words of a story 92 % begin at their very
sound then and 99 % at most one sound beside it (measured on seeds/never-say-goodbye.txt, beside eSpeak's own count).
"""

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from narrate.audio import WordTime
from narrate.engines.words import word_spans

DIGIT = 4
"""Sounds of a digit that is read as part of a number: "1999" has 24."""
STEPS = ((1, 1, 0.0), (2, 1, 0.6), (3, 1, 1.2), (1, 2, 0.6), (1, 3, 1.2), (1, 5, 2.4))
"""How many words may fall on how many groups, and its cost: so many sounds too long or too short."""
BAND = 2
"""Groups by which words may be ahead of their share of the text, or behind it."""

_STRESS = frozenset("ˈˌ")
_SIGNS = _STRESS | frozenset("ːˑ")
"""Letters to Unicode, but no sounds."""
_SOUND = re.compile(
    r"[aeiouy]+(?!\b)|[aiouy]+\b|\b[aeiouy]+\b|th|sh|ch|ck|ph|wh|ng|gh|([b-df-hj-np-tv-xz])\1?", re.IGNORECASE
)
"""What is one sound as English is spelt, about: vowels in a row, but for an e at the end, and a consonant."""


def word_times(text: str, phonemes: Sequence[str], seconds: Sequence[float], end: float) -> tuple[WordTime, ...]:
    """When each word of *text* begins; it is said with *phonemes*, which begin at *seconds*, and all end at *end*.

    A word that does not begin after the one before it, as in a text of more words than sounds, is left out.
    """
    spans, sounds, groups = word_spans(text), _sounds(phonemes), _groups(phonemes)
    if not sounds or not spans:
        return ()
    times: list[WordTime] = []
    for (start, stop), sound in zip(spans, _laid([_length(text[a:b]) for a, b in spans], groups), strict=True):
        at = seconds[sounds[sound]]
        if at < end and (not times or at > times[-1].seconds):
            times.append(WordTime(start, stop, at))
    return tuple(times)


def _sounds(phonemes: Sequence[str]) -> list[int]:
    """Where each sound of *phonemes* begins: at the sign of its stress, if it has one."""
    return [at - (at > 0 and phonemes[at - 1] in _STRESS) for at, phoneme in enumerate(phonemes) if _is_sound(phoneme)]


def _groups(phonemes: Sequence[str]) -> list[int]:
    """How many sounds stand between blanks or marks, one group after the other."""
    counts = [0]
    for phoneme in phonemes:
        if _is_sound(phoneme):
            counts[-1] += 1
        elif phoneme.isascii() and counts[-1]:  # a blank or a mark
            counts.append(0)
    return [count for count in counts if count]


def _is_sound(phoneme: str) -> bool:
    return phoneme not in _SIGNS and any(map(str.isalpha, phoneme))


def _length(word: str) -> int:
    """How many sounds *word* has, about."""
    rest = sum(map(str.isdigit, word)) * DIGIT + sum(one.isalpha() and not one.isascii() for one in word)
    return max(1, rest + len(_SOUND.findall(word)))


def _laid(lengths: Sequence[int], groups: Sequence[int]) -> list[int]:
    """For words of likely *lengths*, the sound that each begins with, in *groups* of so many."""
    words, sounds = (0, *accumulate(lengths)), (0, *accumulate(groups))
    laid = []
    for word, group, next_word, next_group in _cheapest(words, sounds):
        share = (sounds[next_group] - sounds[group]) / (words[next_word] - words[word])
        laid += [round(sounds[group] + (words[one] - words[word]) * share) for one in range(word, next_word)]
    return [min(one, sounds[-1] - 1) for one in laid]


def _cheapest(words: Sequence[int], sounds: Sequence[int]) -> list[tuple[int, int, int, int]]:
    """The steps from the first word and group to the last ones that cost least; one step for all, if there are none."""
    last, most = len(words) - 1, len(sounds) - 1
    rows: list[dict[int, tuple[float, int, int]]] = [{0: (0.0, 0, 0)}]
    for word in range(1, last + 1):
        row: dict[int, tuple[float, int, int]] = {}
        middle = bisect_left(sounds, words[word] * sounds[-1] / words[-1])
        for group in range(max(middle - BAND, 1), min(middle + BAND, most) + 1):
            best = (math.inf, 0, 0)
            for more_words, more_groups, price in STEPS:
                if more_words > word or (before := rows[word - more_words].get(group - more_groups)) is None:
                    continue
                one, other = words[word] - words[word - more_words], sounds[group] - sounds[group - more_groups]
                long, short = (one, other) if one > other else (other, one)
                cost = before[0] + price + (long - short) / (1 + 0.25 * long)
                if cost < best[0]:
                    best = (cost, more_words, more_groups)
            if best[1]:
                row[group] = best
        rows.append(row)
    if most not in rows[last]:
        return [(0, 0, last, most)]
    steps, word, group = [], last, most
    while word:
        _, more_words, more_groups = rows[word][group]
        steps.append((word - more_words, group - more_groups, word, group))
        word, group = word - more_words, group - more_groups
    return steps[::-1]
