"""Numbers: Roman numerals, and English words for what is written in figures."""

import re
from itertools import pairwise

_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
ROMAN = re.compile(r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})", re.IGNORECASE)
"""A numeral, IIII and XXXX among them, as clocks and old books have it."""
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "_ ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = ("", " thousand", " million", " billion", " trillion", " quadrillion")
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip


def roman_value(numeral: str) -> int:
    """The value of *numeral*, letters from I to M in either case: a digit before a greater one is taken off."""
    digits = [_DIGITS[letter] for letter in numeral.upper()]
    return sum(-one if one < after else one for one, after in pairwise([*digits, 0]))


def cardinal(number: int) -> str:
    """*number*, of at most 18 digits, in words: one thousand eight hundred ninety-four."""
    if number < 1000:
        return _hundreds(number)
    groups = [int(group) for group in f"{number:,}".split(",")]
    scales = _SCALES[len(groups) - 1 :: -1]
    return " ".join(_hundreds(group) + scale for group, scale in zip(groups, scales, strict=True) if group)


def _hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(number)
    return f"{_ONES[hundreds]} hundred" + (f" {_below_hundred(rest)}" if rest else "")


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens < 2:
        return _ONES[number]
    return f"{_TENS[tens]}-{_ONES[ones]}" if ones else _TENS[tens]


def ordinal(number: int) -> str:
    """*number* as a place in a row: twenty-second."""
    head, gap, last = re.fullmatch(r"(?:(.*)([ -]))?(.+)", cardinal(number), re.DOTALL).groups("")  # type: ignore[union-attr]  # a cardinal is never empty
    return head + gap + _ORDINALS.get(last, last.removesuffix("y") + "ieth" if last.endswith("y") else last + "th")


def year(number: int) -> str:
    """The year *number*, of four digits: eighteen ninety-four, nineteen oh five, two thousand one."""
    return cardinal(number) if 2000 <= number < 2010 else in_pairs(number)


def in_pairs(number: int) -> str:
    """*number*, of three or four digits, as rooms are read: fourteen oh eight."""
    head, rest = divmod(number, 100)
    if not rest:
        return f"{cardinal(head // 10)} thousand" if head % 10 == 0 else f"{cardinal(head)} hundred"
    return f"{cardinal(head)} {one_of_hundred(rest)}"


def one_of_hundred(number: int) -> str:
    """*number* below a hundred as minutes are read: oh five."""
    return f"oh {_ONES[number]}" if number < 10 else cardinal(number)


def digit_by_digit(figures: str) -> str:
    """*figures* one after the other, as a telephone number is read."""
    return " ".join(_ONES[int(figure)] for figure in figures)


def plural(words: str) -> str:
    """*words* for a number, as decades say it: eighties."""
    return words.removesuffix("y") + "ies" if words.endswith("y") else words + "s"
