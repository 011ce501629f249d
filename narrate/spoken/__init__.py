"""Written text to what is said: the only place where words change.

Rules rewrite the text step by step; each step is a list of patterns and what is said for them. Words of every
language first (letters, marks), then what a person wants said otherwise, then English, then pauses.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from narrate.model import primary
from narrate.spoken.abbreviations import ABBREVIATIONS
from narrate.spoken.addresses import ADDRESSES, HOSTS
from narrate.spoken.capitals import CAPITALS, STRETCHED, STUTTERS
from narrate.spoken.figures import HEADED_FIGURES, INCHES, MEASURED, PLAIN
from narrate.spoken.letters import LETTERS, ONE_LINE, VERSE, legible
from narrate.spoken.lexicon import Lexicon, respelling
from narrate.spoken.marks import MARKS, PAUSES, PICTURES
from narrate.spoken.money import MONEY
from narrate.spoken.roman import HEADED, ROMAN
from narrate.spoken.rules import Rules, Said, by_word, has, rewritten, tidy, traced
from narrate.spoken.years import YEARS

__all__ = ["Said", "legible", "said", "spoken"]

_NUMBERS = Rules(has(*"0123456789"), (*MONEY, *MEASURED, *YEARS, *PLAIN))
_ENGLISH = (*ABBREVIATIONS, *ROMAN, _NUMBERS, CAPITALS, STUTTERS, STRETCHED)

NOTHING: Mapping[str, str] = MappingProxyType({})
"""A pronunciation that changes no word."""


def spoken(
    text: str,
    say: Mapping[str, str],
    *,
    phonemes: Mapping[str, str] = NOTHING,
    heading: bool = False,
    language: str = "en",
) -> str:
    """What is said for *text*: every letter and digit of it, without marks that are only seen.

    *say* respells whole words before any rule: a capital in it means a capital, a small letter either. So do
    *phonemes*, which go first, for an engine that takes eSpeak's mnemonics; they come out as ``[[dZ'aIlz]]``, and
    nothing else does. In a *heading* roman numerals are numbers. *language* is a BCP 47 tag: figures, capitals and
    abbreviations are read in English only. Nothing is left of a text without letter or digit, nor of emoticons.
    """
    words = tidy(rewritten(text, _steps(say, phonemes, heading, language)))
    return words if any(map(str.isalnum, words)) else ""


def said(
    text: str,
    say: Mapping[str, str],
    *,
    phonemes: Mapping[str, str] = NOTHING,
    heading: bool = False,
    language: str = "en",
) -> tuple[Said, ...]:
    """The same word by word, with the places of *text* each comes from; joined with blanks it is what is spoken."""
    return by_word(traced(text, _steps(say, phonemes, heading, language)))


def _steps(say: Mapping[str, str], phonemes: Mapping[str, str], heading: bool, language: str) -> tuple[Rules, ...]:
    english = primary(language) == "en"
    before, after = _fixed(heading, english)
    if not say and not phonemes:
        return (*before, *after)
    taken_out, put_in = respelling(Lexicon.of(say, phonemes, english=english), before)
    return (*before, taken_out, *after, put_in)


@lru_cache(maxsize=4)
def _fixed(heading: bool, english: bool) -> tuple[tuple[Rules, ...], tuple[Rules, ...]]:
    """The steps before and after a person's respellings."""
    before = (VERSE, *LETTERS, *((*ADDRESSES, INCHES) if english else (HOSTS,)), *MARKS, ONE_LINE)
    headed = (HEADED, HEADED_FIGURES) if heading and english else ()
    after = (PICTURES, *headed, *(_ENGLISH if english else ()), *PAUSES)
    return before, after
