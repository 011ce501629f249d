"""Years, decades, days of the month; rooms and houses. What is counted is none of them: "in 1815 men"."""

import re

from narrate.numerals import cardinal, in_pairs, ordinal, plural, year
from narrate.spoken.rules import Rule, one_of

_MONTHS = "January February March April May June July August September October November December".split()
GOES_ON = """a about after against all an and another are as at because before between but by came could did for from
had has have he her his how if in is it its just made may might my nor not of on or our saw several she should since
so some than that the their then there they this through till to under until upon was we were what when where which
while who whose will with would yet you your""".split()
"""After a year a sentence goes on with such a word; after a number, with what is counted."""
_NO_NOUN = rf"(?![\w'-]|[.,:/]\d|\s+(?!{one_of(GOES_ON)}(?!\w))[a-z]|\s?%)"
_YEAR = r"(?P<year>1\d\d\d|20\d\d)"
_MODERN = r"(?P<year>1[7-9]\d\d|20[0-3]\d)"
_BEFORE_YEARS = (
    "in", "since", "during", "circa", "year", "years", "year of", "spring", "spring of", "summer", "summer of",
    "autumn", "autumn of", "fall of", "winter", "winter of", "early", "late", "AD", "A D",
)  # fmt: skip
_BEFORE_MODERN_YEARS = (
    "by", "before", "after", "until", "till", "from", "to", "of", "between", "and", "around", "was", "is", "it's",
)  # fmt: skip
_DATED = rf"{one_of(_MONTHS)}(?: \d{{1,2}}(?:st|nd|rd|th)?)?,?"
_SURE = re.compile(rf"(?P<before>(?<!\w)(?:(?i:{one_of(_BEFORE_YEARS)})|{_DATED})\s){_YEAR}{_NO_NOUN}")
_LIKELY = re.compile(
    rf"(?P<before>(?<!\w)(?i:{one_of(_BEFORE_MODERN_YEARS)})\s|(?<=[A-Za-z]),\s|\(|^\W*){_MODERN}{_NO_NOUN}"
)
_ERA = re.compile(r"(?<![\w.,/-])(?P<year>1\d\d\d|20\d\d)(?=\s?(?:A\.?\s?D|B\.?\s?C|C\.?\s?E)\b)")
_SPAN = re.compile(r"(?<![\w.,/:$£€-])(1[1-9]|20)(\d\d)[–-](\d\d)(?![\w/–-]|[.,:]\d)")
_DECADE = re.compile(r"(?<![\w.,/:$£€-])(1[1-9]|20)(\d0)(?:'?s)(?!\w)")
_SHORT_DECADE = re.compile(r"(?<![\w.,/:$£€-])(?:'?(?<!\d))([2-9]0)'?s(?!\w)")
_SURE_MONTHS = sorted({*_MONTHS} - {"March", "May"})
_DAY = re.compile(
    rf"(?P<before>(?<!\w)(?:{one_of(_MONTHS)}\s(?=\d\d?,?\s+(?:1\d|20)\d\d(?!\d))"
    rf"|{one_of(_SURE_MONTHS)}\s(?=\d\d?[.,;!?)]?(?:\s|$))(?!\d+\s[a-z])))"
    r"(?P<day>[12]?\d|3[01])(?!\d)"
)
_PLACES = (
    "room", "rooms", "suite", "apartment", "apt", "flat", "flight", "cell", "ward", "locker", "gate", "unit", "route",
    "highway", "interstate", "channel", "extension", "box", "cabin",
)  # fmt: skip
_NUMBERED = re.compile(rf"(?P<before>(?<!\w)(?i:{one_of(_PLACES)})\.?\s)(?P<number>[1-9]\d{{2,3}})(?![\w-]|[.,:]\d)")
_HOUSE = re.compile(
    r"(?<![\w.,/:$£€-])(?P<before>)(?P<number>[1-9]\d{2,3})(?=(?:\s[NSEW]\.?)?(?:\s[A-Z][a-z'-]{1,20}){1,3}\s"
    r"(?:Street|Road|Avenue|Lane|Drive|Boulevard|Place|Court|Terrace|Row|Square|Way|Crescent)\b)"
)


def _span(match: re.Match[str]) -> str:
    if match[3] <= match[2]:
        return match[0]
    return f"{year(int(match[1] + match[2]))} to {cardinal(int(match[3]))}"


def _year(match: re.Match[str]) -> str:
    return match["before"] + year(int(match["year"]))


def _decade(match: re.Match[str]) -> str:
    tens = {"00": "hundreds", "10": "tens"}.get(match[2]) or plural(cardinal(int(match[2])))
    century = "two thousand" if match[1] + match[2] == "2000" else cardinal(int(match[1]))
    return "two-thousands" if century == "two thousand" else f"{century}-{tens}"


def _pairs(match: re.Match[str]) -> str:
    return match["before"] + in_pairs(int(match["number"]))


YEARS: tuple[Rule, ...] = (
    (_DAY, lambda match: match["before"] + ordinal(int(match["day"]))),
    (_SPAN, _span),
    (_DECADE, _decade),
    (_SHORT_DECADE, lambda match: plural(cardinal(int(match[1])))),
    (_SURE, _year),
    (_LIKELY, _year),
    (_ERA, lambda match: year(int(match["year"]))),
    (_NUMBERED, _pairs),
    (_HOUSE, _pairs),
)
