"""The gender that a name alone tells: by a title, or a first name."""

from collections.abc import Iterable
from unicodedata import combining, normalize

from narrate.dialogue import female_names, male_names
from narrate.dialogue.given_names import EITHER_NAMES, FEMALE_NAMES, MALE_NAMES
from narrate.dialogue.lexicon import FEMALE_TITLES, KIN, MALE_TITLES
from narrate.model import Gender

_LETTERS = str.maketrans({"ð": "d", "þ": "th", "ø": "o", "æ": "ae", "ł": "l", "ı": "i", "ß": "ss", "đ": "d"})
"""Letters that carry no accent and yet have a plainer form."""


def told_by_title(titles: Iterable[str], first: str) -> Gender:
    """The gender told by *titles*, in small letters, or by a *first* name that is a title: "Mother"."""
    for title in (*titles, first) if first in KIN else titles:
        if title in MALE_TITLES:
            return Gender.MALE
        if title in FEMALE_TITLES:
            return Gender.FEMALE
    return Gender.UNKNOWN


def told_by_first(name: str) -> Gender:
    """The gender a first *name*, in small letters, tells."""
    plain = "".join(one for one in normalize("NFKD", name) if not combining(one)).translate(_LETTERS)
    for one in (plain, plain.partition("-")[0]):
        if one in EITHER_NAMES:
            break
        if one in MALE_NAMES or one in male_names.MALE_NAMES:
            return Gender.MALE
        if one in FEMALE_NAMES or one in female_names.FEMALE_NAMES:
            return Gender.FEMALE
    return Gender.UNKNOWN


def is_first(name: str) -> bool:
    """Whether *name* is known for a first name."""
    return name.lower() in EITHER_NAMES or told_by_first(name.lower()) is not Gender.UNKNOWN
