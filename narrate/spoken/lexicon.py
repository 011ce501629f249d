"""How a person wants words to be said: their respellings and phonemes stand above every rule."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from narrate.spoken.rules import Rules, always, rewritten

_FIRST = 0xF0000
"""Of the code points that mean nothing: one stands for a word, so that no rule reads its respelling as words."""
_MOST = 0xFFFD
_ENDING = r"(?i:'(?:s|ll|ve|d|re|m)(?!\w))"
"""What is said after a word and is none of it: Siobhán's, Siobhán'll. "Don't" is another word than "Don"."""
_STANDS = re.compile(rf"([{chr(_FIRST)}-{chr(_FIRST + _MOST)}])({_ENDING}|'(?!\w))?")
_BEGINS = r"(?<!\w)(?<!\w\w')"
"""Not amid a word, nor after an apostrophe inside one; one letter may stand before: O'Brien, d'Artagnan."""
_ENDS = rf"(?:(?!\w)(?!(?<=\w)'\w)|(?={_ENDING}))"
_HYPHENS = "[-\u2010\u2011]"
_BRACKETS = str.maketrans("[]", "  ")
_ENGLISH_ENDINGS = {"'ll": "@L", "'ve": "@v", "'re": "3", "'m": "m"}
_HISSES, _UNVOICED, _STOPS = (re.compile(rf"[{last}]\W*$") for last in ("szSZ", "pkfTtxXC", "td"))
"""Phonemes after which "'s" and "'d" are said in another way: Bess's, Pete's, Pete'd."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Whole words as they are to be said: *say* in other letters, *phonemes* in eSpeak's mnemonics, which go first.

    A capital in a word means a capital; a small letter means either. So "Rose" is also ROSE, and never the verb.
    """

    say: tuple[tuple[str, str], ...] = ()
    phonemes: tuple[tuple[str, str], ...] = ()
    english: bool = True
    """Whether "'s" after phonemes is English; else it is left as it is written."""

    @classmethod
    def of(cls, say: Mapping[str, str], phonemes: Mapping[str, str], *, english: bool = True) -> "Lexicon":
        """The words of *say* and *phonemes*, which may be empty."""
        return cls(tuple(say.items()), tuple(phonemes.items()), english)


@lru_cache(maxsize=16)
def respelling(lexicon: Lexicon, steps: tuple[Rules, ...]) -> tuple[Rules, Rules]:
    """The steps that take the words of *lexicon* out of a text, and that put in how they are said.

    A word may be written as in a manuscript: *steps* make of it what they make of the text before.
    """
    said = _by_word(lexicon.say, steps) | _by_word(lexicon.phonemes, steps)
    phonemes = _by_word(lexicon.phonemes, steps).keys()
    words = sorted(filter(None, said), key=_rank)[:_MOST]

    def put_in(match: re.Match[str]) -> str:
        word, ending = words[ord(match[1]) - _FIRST], match[2] or ""
        if word not in phonemes:
            return _plain(said[word]) + ending
        sounds = "||".join(said[word].strip("[]").split())
        if not lexicon.english:
            return f"[[{sounds}]]{ending}"
        return f"[[{sounds}{_ending(ending.lower(), sounds)}]]"

    taken_out = re.compile(_any_of(words))
    return (
        Rules(always, ((taken_out, lambda match: chr(_FIRST + (match.lastindex or 1) - 1)),)),
        Rules(always, ((_STANDS, put_in),)),
    )


def _by_word(said: Iterable[tuple[str, str]], steps: tuple[Rules, ...]) -> dict[str, str]:
    return {" ".join(rewritten(word, steps).split()): how for word, how in said}


def _plain(said: str) -> str:
    """A respelling on one line, without brackets: double ones would be read as phonemes."""
    return " ".join(said.translate(_BRACKETS).split())


def _ending(ending: str, sounds: str) -> str:
    """The mnemonics for *ending* after *sounds*, as eSpeak says it after other words."""
    if ending == "'s":
        return "I#z" if _HISSES.search(sounds) else "s" if _UNVOICED.search(sounds) else "z"
    if ending == "'d":
        return "I#d" if _STOPS.search(sounds) else "d"
    return _ENGLISH_ENDINGS.get(ending, "")


def _rank(word: str) -> tuple[str, int, int, str]:
    """By first letter, for a map may be long; then the longest word first, and the one with more capitals."""
    return word[0].lower()[0], -len(word), -sum(map(str.isupper, word)), word


def _any_of(words: Iterable[str]) -> str:
    """A pattern with a group for each of *words*, in their order."""
    groups = ((first, "|".join(map(_whole, some))) for first, some in groupby(words, lambda word: _rank(word)[0]))
    found = "|".join(rf"(?i:(?={re.escape(first)}))(?:{some})" for first, some in groups)
    return f"{_BEGINS}(?:{found or '(?!)'}){_ENDS}"


def _whole(word: str) -> str:
    runs = (("".join(run), capital) for capital, run in groupby(word, str.isupper))
    letters = (re.escape(run) if capital else f"(?i:{re.escape(run)})" for run, capital in runs)
    return f"({''.join(letters).replace(re.escape('-'), _HYPHENS)})"
