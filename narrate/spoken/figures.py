"""Numbers in figures as English reads them, where the words around decide; any other stays for the engine to read."""

import re
from collections.abc import Callable

from narrate.numerals import cardinal, digit_by_digit, in_pairs, one_of_hundred, ordinal, year
from narrate.spoken.roman import HEADED_PARTS
from narrate.spoken.rules import Rule, Rules, after_one_of, has, one_of
from narrate.spoken.years import GOES_ON

AMOUNT = r"(?:\d{1,3}(?:,\d{3}){1,5}(?!\d|,\d)|\d{1,15}(?![\d,]\d))(?:\.\d{1,9}(?!\d))?(?!\.\d)"
"""A number with or without thousands parted, with or without decimals."""
_START = r"(?<![\w.,/:'-])"
"""Not inside another number or word: R2D2."""
_STOP = r"(?:(?P<stop>\.(?=\s?$|\s+['(]?(?-i:(?![NSEW]\b)[A-ZÀ-Þ\U000f0000-\U000ffffd])))|\.)"
"""The stop of a measure; *stop* if it ends the sentence, too."""
_NOUN_AHEAD = rf"(?=\s(?!{one_of(GOES_ON)}(?!\w))[a-z])"


def amount(figures: str) -> str:
    """A number like 1,894.5 in words."""
    whole, _, decimals = figures.replace(",", "").partition(".")
    return cardinal(int(whole)) + (f" point {digit_by_digit(decimals)}" if decimals else "")


def counted(number: str, one: str, many: str) -> str:
    """*number* of something, whose name is *one* or *many*."""
    return f"{amount(number)} {one if number == '1' else many}"


_PERCENT = re.compile(rf"{_START}({AMOUNT})\s?%")
_DEGREES = re.compile(
    rf"(?:(?<![\w.,/:'-])|(?<!\w)(?P<minus>[-−]))(?P<number>{AMOUNT})\s?°(?:\s?(?P<scale>[CF])(?!\w))?"
)
_SCALES = {"C": " Celsius", "F": " Fahrenheit", None: ""}


def _degrees(match: re.Match[str]) -> str:
    minus = "minus " if match["minus"] else ""
    return minus + counted(match["number"], "degree", "degrees") + _SCALES[match["scale"]]


_UNITS = {
    "km": ("kilometer", "kilometers"), "kg": ("kilogram", "kilograms"), "cm": ("centimeter", "centimeters"),
    "mm": ("millimeter", "millimeters"), "ml": ("milliliter", "milliliters"), "mg": ("milligram", "milligrams"),
    "lb": ("pound", "pounds"), "lbs": ("pound", "pounds"), "oz": ("ounce", "ounces"), "ft": ("foot", "feet"),
    "yd": ("yard", "yards"), "yds": ("yard", "yards"), "mi": ("mile", "miles"),
    "mph": ("mile per hour", "miles per hour"), "kph": ("kilometer per hour", "kilometers per hour"),
    "km/h": ("kilometer per hour", "kilometers per hour"), "hr": ("hour", "hours"), "hrs": ("hour", "hours"),
    "min": ("minute", "minutes"), "mins": ("minute", "minutes"), "sec": ("second", "seconds"),
    "secs": ("second", "seconds"), "Hz": ("hertz", "hertz"), "kHz": ("kilohertz", "kilohertz"),
    "MHz": ("megahertz", "megahertz"), "GHz": ("gigahertz", "gigahertz"), "KB": ("kilobyte", "kilobytes"),
    "MB": ("megabyte", "megabytes"), "GB": ("gigabyte", "gigabytes"), "TB": ("terabyte", "terabytes"),
}  # fmt: skip
_OWNERS = ("the", "his", "her", "my", "your", "their")
_UNIT = re.compile(
    rf"{_START}(?:(?P<a>(?<=\b[Aa]\s)|(?<=\b[Aa]n\s))|(?P<the>{after_one_of(_OWNERS, ' ')}))?"
    rf"(?P<number>{AMOUNT})(?:\s|(?P<dash>-))?(?P<unit>{one_of(_UNITS)})(?![\w/])(?P<noun>{_NOUN_AHEAD})?{_STOP}?"
)
_INCHES = re.compile(
    rf"(?<![\w.])((?i:an?|{one_of(_OWNERS)})\s)({AMOUNT})(?:[\"”]|''|′′)(?! (?:said|asked|x)\b){_NOUN_AHEAD}"
)
_HEIGHT = re.compile(r"(?<![\w.,/:'-])([3-8])'\s?(1[01]|\d)(?:''|(?![\w']))")


def _unit(match: re.Match[str]) -> str:
    one, many = _UNITS[match["unit"]]
    the = match["the"] is not None and (match["noun"] is not None or match["unit"] == "mm")
    name = one if match["a"] is not None or match["dash"] or the else many
    return counted(match["number"], one, name) + (match["stop"] or "")


_TIME = re.compile(
    rf"{_START}(?P<hour>[01]?\d|2[0-3])(?::(?P<minute>[0-5]\d)|\.(?P<British>[0-5]\d)(?=\s?[ap]\.?\s?m\b))?"
    rf"\s?(?P<half>[ap])\.?\s?m(?!\w){_STOP}?|{_START}(?P<clock>[01]?\d|2[0-3]):(?P<past>[0-5]\d)(?![\w:]|\.\d)",
    re.IGNORECASE,
)
_TRAIN = re.compile(
    r"(?<![\w.])((?:[Tt]he|[Aa]t|[Bb]y|[Aa]n?)\s)(1?\d|2[0-3])\.([0-5]\d)(?![\w%]|[.,]\d|\s(?:per|in|m|k)\w*)"
)
"""The 12.15, as the British wrote it."""
_HOURS = re.compile(
    rf"{_START}([01]\d|2[0-3])([0-5]\d)(?=\s(?:hours|hrs)\b)|{_START}(0[1-9])([0-5]\d)(?![\w:,]|[.-]\d)"
)


def _time(match: re.Match[str]) -> str:
    hour, minute = match["hour"] or match["clock"], match["minute"] or match["British"] or match["past"] or "00"
    if int(minute):
        said = f"{cardinal(int(hour))} {one_of_hundred(int(minute))}"
    elif match["half"]:
        said = cardinal(int(hour))
    else:
        said = f"{cardinal(int(hour))} o'clock" if 0 < int(hour) < 13 else f"{cardinal(int(hour))} hundred"
    return said + (f" {match['half'].upper()} M{match['stop'] or ''}" if match["half"] else "")


def _train(match: re.Match[str]) -> str:
    past = one_of_hundred(int(match[3])) if int(match[3]) else "o'clock"
    return f"{match[1]}{cardinal(int(match[2]))} {past}"


def _hours(match: re.Match[str]) -> str:
    hour, minute = match[1] or match[3], match[2] or match[4]
    return f"{one_of_hundred(int(hour))} {cardinal(int(minute)) if int(minute) else 'hundred'}"


_FRACTIONS = {
    (1, 2): "half", (1, 3): "third", (2, 3): "thirds", (1, 4): "quarter", (3, 4): "quarters", (1, 5): "fifth",
    (2, 5): "fifths", (3, 5): "fifths", (4, 5): "fifths", (1, 6): "sixth", (5, 6): "sixths", (1, 8): "eighth",
    (3, 8): "eighths", (5, 8): "eighths", (7, 8): "eighths", (1, 10): "tenth", (1, 16): "sixteenth",
}  # fmt: skip
_NOUN = r"(?P<noun>\s(?!(?:of|and|or|the|an?|to|in|at|on|by|for|as|was|is|past|full|empty)\b)(?=[a-z]+(?<!s)\b))"
_FRACTION = re.compile(
    rf"{_START}(?:(?P<whole>\d{{1,4}})[ -])?(?P<part>\d{{1,2}})[/⁄](?P<of>\d{{1,2}})(?![\w/⁄]|[.,]\d){_NOUN}?"
)
_OF_SO_MANY = re.compile(
    rf"(?P<before>\b{one_of(HEADED_PARTS)}\s)(?P<part>\d{{1,3}})/(?P<of>\d{{1,3}})(?![\w/])", re.IGNORECASE
)
_ALWAYS = re.compile(rf"{_START}(24)/(7)(?![\w/])|{_START}([79])/(11)(?![\w/]|\.\d)")
_DATE = re.compile(rf"{_START}(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}|\d\d)(?![\w/])")
_SCORE = re.compile(rf"{_START}(\d{{1,2}})/10(?![\w/])")


def _fraction(match: re.Match[str]) -> str:
    part, of = int(match["part"]), int(match["of"])
    name = _FRACTIONS.get((part, of))
    if name is None:
        return match[0]
    noun = match["noun"] or ""
    if match["whole"]:
        return f"{amount(match['whole'])} and {'a' if part == 1 else cardinal(part)} {name}{noun}"
    if (part, of) == (1, 2) and noun:
        first = match.string[match.end() : match.end() + 4]
        return f"half {'an' if first[:1] in 'aeiou' or first == 'hour' else 'a'}{noun}"
    return f"{cardinal(part)} {name}{noun}"


def _of_so_many(match: re.Match[str]) -> str:
    part, of = int(match["part"]), int(match["of"])
    return f"{match['before']}{part} of {of}" if 0 < part <= of else match[0]


def _date(match: re.Match[str]) -> str:
    last = year(int(match[3])) if len(match[3]) == 4 and match[3] >= "1000" else one_of_hundred(int(match[3]))
    return f"{cardinal(int(match[1]))} {cardinal(int(match[2]))} {last}"


_TELEPHONE = re.compile(
    r"(?<![\w.,$£€#/-])(?:\+?(\d)[ .-])?(?:\((\d{3})\)\s?|(\d{3})[-. ])?(\d{3})[-.](\d{4})(?![\w-]|\.\d)"
)
_SPELLED = re.compile(r"(?<![\w.,/-])\d(?:-\d){2,9}(?![\w-])")
_CALLS = ("call", "calls", "called", "calling", "dial", "dials", "dialed", "dialled", "dialing", "dialling")
_EMERGENCY = re.compile(rf"(?<![\w.,$£€#/-]){after_one_of(_CALLS, ' ')}(?:911|999|112)(?![\w-]|[.,]\d)")
_CALIBER = re.compile(r"(?<![\w.])\.(22|25|32|38|40|44|45|50|357)(?![\w.])")


def _telephone(match: re.Match[str]) -> str:
    return ", ".join(digit_by_digit(part) for part in match.groups() if part)


def _each(match: re.Match[str]) -> str:
    return digit_by_digit(re.sub(r"\D", "", match[0]))


_RANGE = re.compile(r"(?<![\w.,/:'-])(\d{1,4})(?P<dash>[–-])(\d{1,4})(?![\w/–-]|[.,:]\d)")
_ORDINAL = re.compile(r"(?<![\w.,/:-])(\d{1,3}(?:,\d{3})?|\d{1,6})(st|nd|rd|th)(?![\w])", re.IGNORECASE)
_DECIMAL = re.compile(rf"{_START}(?=\d+(?:,\d{{3}}|\.\d))({AMOUNT})(?![\w/:-])")
_NUMBER = re.compile(r"\b([Nn]umbers?) (\d{2,4})(?![\w-]|[.,]\d)")


def _range(match: re.Match[str]) -> str:
    """From the less to the more; whatever else two numbers with a dash may be, an engine reads both."""
    low, high = int(match[1]), int(match[3])
    if low >= high or match[1][0] == "0" or len(match[3]) > len(match[1]) + 1:
        return match[0]
    years = 1100 <= low < 2030 and len(match[3]) == 4 and high < 2100
    read: Callable[[int], str] = year if years else cardinal
    return f"{read(low)} to {read(high)}"


def _ordinal(match: re.Match[str]) -> str:
    number = int(match[1].replace(",", ""))
    right = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return ordinal(number) if match[2].lower() == right else match[0]


HEADED_FIGURES = Rules(has("/"), ((_OF_SO_MANY, _of_so_many),))
"""In a heading 2/3 is no fraction."""
INCHES = Rules(has('"', "”", "''", "′′"), ((_INCHES, lambda match: f"{match[1]}{amount(match[2])} inch"),))
"""Before quotation marks are taken away."""
MEASURED: tuple[Rule, ...] = (
    (_PERCENT, lambda match: f"{amount(match[1])} percent"),
    (_DEGREES, _degrees),
    (_TIME, _time),
    (_TRAIN, _train),
    (_HOURS, _hours),
    (_HEIGHT, lambda match: f"{cardinal(int(match[1]))} foot {cardinal(int(match[2]))}"),
    (_UNIT, _unit),
    (_ALWAYS, lambda match: f"{cardinal(int(match[1] or match[3]))} {cardinal(int(match[2] or match[4]))}"),
    (_DATE, _date),
    (_SCORE, lambda match: f"{cardinal(int(match[1]))} out of ten"),
    (_FRACTION, _fraction),
    (_TELEPHONE, _telephone),
    (_SPELLED, _each),
    (_EMERGENCY, _each),
    (_CALIBER, lambda match: in_pairs(int(match[1])) if len(match[1]) == 3 else cardinal(int(match[1]))),
)
PLAIN: tuple[Rule, ...] = (
    (_RANGE, _range),
    (_ORDINAL, _ordinal),
    (_NUMBER, lambda match: f"{match[1]} {cardinal(int(match[2]))}"),
    (_DECIMAL, lambda match: amount(match[1])),
)
