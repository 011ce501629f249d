"""Roman numerals."""

from itertools import pairwise

_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman_value(numeral: str) -> int:
    """The value of *numeral*, letters from I to C in either case: a digit before a greater one is taken off."""
    digits = [_DIGITS[letter] for letter in numeral.upper()]
    return sum(-one if one < after else one for one, after in pairwise([*digits, 0]))
