"""English abbreviations in full, and initials without the full stops an engine would rest at."""

import re

from narrate.spoken.rules import Rule, Rules, after_one_of, has, one_of
from narrate.spoken.years import GOES_ON

OPENERS = frozenset(
    """A After All An And As At Before Both But Did Do Does Each Eight Even Every Everyone Five For Four From Had Has
    Have He Her Here His How However I If In Is It Its Just Let Maybe My Never Nine No Nobody Nor Not Nothing Now Of Oh
    On Once One Only Or Our Perhaps Seven She Since Six So Some Someone Something Still Suddenly Ten That The Their Then
    There These They This Those Though Three Thus To Two Under Until Was We Well Were What When Where Which While Who
    Why Will With Yes Yet You Your""".split()
)
"""Words that begin sentences, and seldom a name: before one of them the stop of an abbreviation ends a sentence."""
_OPENER = rf"(?=\s+['(]?{one_of(OPENERS)}(?!\w))"
STOP = rf"(?:(?P<stop>\.{_OPENER})|\.)"
"""The stop of an abbreviation; *stop* if it ends the sentence, too."""
LAST_STOP = rf"(?:(?P<stop>\.(?:(?=\s?$)|{_OPENER}))|\.)"
"""The same, and *stop* at the end of a text, too."""

_STYLES = {
    "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Messrs": "Messers", "Mme": "Madame", "Mlle": "Mademoiselle",
}  # fmt: skip
_RANKS = {
    "Dr": "Doctor", "Prof": "Professor", "Rev": "Reverend", "Hon": "Honorable", "Capt": "Captain", "Col": "Colonel",
    "Gen": "General", "Lt": "Lieutenant", "Lieut": "Lieutenant", "Sgt": "Sergeant", "Sergt": "Sergeant",
    "Cpl": "Corporal", "Pvt": "Private", "Maj": "Major", "Cmdr": "Commander", "Adm": "Admiral", "Gov": "Governor",
    "Sen": "Senator", "Supt": "Superintendent", "Insp": "Inspector", "Det": "Detective", "Fr": "Father",
    "St": "Saint", "Ste": "Sainte", "Mt": "Mount", "Ft": "Fort",
}  # fmt: skip
_STREETS = {
    "St": "Street", "Dr": "Drive", "Ave": "Avenue", "Av": "Avenue", "Rd": "Road", "Blvd": "Boulevard", "Ln": "Lane",
    "Sq": "Square", "Hwy": "Highway",
}  # fmt: skip
_AFTER_NAMES = {
    "Jr": "Junior", "Sr": "Senior", "Esq": "Esquire", "Bros": "Brothers", "Co": "Company", "Corp": "Corporation",
    "Inc": "Incorporated", "Ltd": "Limited",
}  # fmt: skip
_PHRASES = {
    "etc": "et cetera", "e.g": "for example", "i.e": "that is", "vs": "versus", "viz": "namely", "cf": "compare",
    "approx": "approximately", "et al": "et al", "dept": "department", "govt": "government",
}  # fmt: skip
_BEFORE_NUMBERS = {
    "no": "number", "nos": "numbers", "p": "page", "pp": "pages", "vol": "volume", "vols": "volumes", "ch": "chapter",
    "chap": "chapter", "fig": "figure", "ca": "circa",
}  # fmt: skip
_MONTHS = {
    "Jan": "January", "Feb": "February", "Mar": "March", "Apr": "April", "Jun": "June", "Jul": "July",
    "Aug": "August", "Sept": "September", "Sep": "September", "Oct": "October", "Nov": "November", "Dec": "December",
}  # fmt: skip

_NAME_AHEAD = r"(?=\s+['(]?(?:[A-ZÀ-Þ]|[\U000f0000-\U000ffffd]))"
_STYLE = re.compile(rf"(?<![\w.])({one_of(_STYLES)}|MR|MRS)(?!\w)\.?")
_RANK = re.compile(rf"(?<![\w.])({one_of(_RANKS)}|DR|ST|CAPT|PROF|REV|COL|GEN|LT|SGT)\.{_NAME_AHEAD}")
_BARE_RANK = re.compile(rf"(?<![\w.])(Dr|Prof|Capt|Sgt|Cmdr|St){_NAME_AHEAD}")
_DOCTOR = re.compile(r"(?<![\w.])Dr\b\.?")
_STREET = re.compile(
    rf"(?<!\w)(?!{one_of(OPENERS)}\s)([A-Z][a-z'’]{{1,30}}|\d{{1,4}}(?:st|nd|rd|th))(\s)({one_of(_STREETS)})"
    rf"(?:\.(?P<stop>$|{_OPENER})|\.(?!\s+['(]?[A-Z])|(?=\s*[,;:!?]))"
)
_AFTER_NAME = re.compile(rf"(?<!\w)((?:[A-Z][\w'-]{{0,30}}|&),?\s)({one_of(_AFTER_NAMES)}){STOP}")
_PHRASE = re.compile(rf"(?<![\w.])((?i:{one_of(_PHRASES)})){STOP}")
_BARE_PHRASE = re.compile(r"(?<![\w.])(etc|vs)(?![\w.'])")
_DOCTORATE = re.compile(rf"(?<![\w.])Ph\.D{LAST_STOP}")
_HALF_DAY = re.compile(rf"(?<![A-Za-z.])([AaPp])\.[Mm]{LAST_STOP}")
_AND_SO_ON = re.compile(rf"&c{STOP}")
_BEFORE_NUMBER = re.compile(rf"(?<![\w.'])({one_of(_BEFORE_NUMBERS)})\.(?=\s?\d)", re.IGNORECASE)
_ANSWERED = re.compile(
    r"\b(?:is|was|be|answer|answered|say|says|said|saying|replied|him|her|me|them|us|you|oh,|well,|but|and|or) $",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"\.\s\d+ (?!{one_of(GOES_ON)}(?!\w))[a-z]")
_SCENE = re.compile(r"^(\W*)(INT|EXT)\.?(?:/(INT|EXT))?\.(?=\s+[A-Z][A-Z'])")
_PLACES = {"INT": "Interior", "EXT": "Exterior"}
_CIRCA = re.compile(r"(?<![\w.'])c\.(?=\s?1\d\d\d(?!\d))")
_MONTH = re.compile(rf"(?<![\w.])({one_of(_MONTHS)})\.(?=\s+\d|,)")
_WITH = re.compile(r"(?<![\w/])w/(o(?!\w)|(?=\s))")
_E_MAIL = re.compile(r"(?<![\w-])([Ee])-(?=mail)")
_AND = re.compile(r"(?<=[\w.,']\s)&(?=\s\w)")

_INITIALISM = re.compile(
    rf"(?<![\w.])(?P<letters>(?:[A-Z]\.){{1,9}}[A-Z]|(?:[a-z]\.){{1,9}}[a-z])(?:(?P<stop>\.{_OPENER})|\.(?=s?(?!\w))|(?!\w|\.))(?P<many>s(?!\w))?"
)
_INITIALS = re.compile(rf"(?<![\w.])[A-Z]\.(?:\s?[A-Z]\.){{1,4}}(?!{_OPENER})(?=\s+[A-Z][a-z])")
_TITLED = (*_STYLES.values(), *_RANKS.values(), "Miss", "Sir", "Lady", "Lord", "Aunt", "Uncle", "Brother", "Sister")
_ONE_INITIAL = re.compile(rf"\.(?<=\s[A-Z]\.){after_one_of(_TITLED, ' [A-Z][.]')}(?!{_OPENER})(?=\s+[A-Z])")


def _cased(word: str, written: str) -> str:
    return word[0].upper() + word[1:] if written[0].isupper() else word


def _style(match: re.Match[str]) -> str:
    return _STYLES[match[1].capitalize()]


def _rank(match: re.Match[str]) -> str:
    return _RANKS[match[1].capitalize()]


def _street(match: re.Match[str]) -> str:
    return match[1] + match[2] + _STREETS[match[3]] + ("" if match["stop"] is None else ".")


def _after_name(match: re.Match[str]) -> str:
    return match[1] + _AFTER_NAMES[match[2]] + (match["stop"] or "")


def _phrase(match: re.Match[str]) -> str:
    ends = match["stop"] if match[1].lower() == "etc" else None
    return _cased(_PHRASES[match[1].lower()], match[1]) + (ends or "")


def _before_number(match: re.Match[str]) -> str:
    if match[1] == "no" and _is_answer(match):
        return match[0]
    return _cased(_BEFORE_NUMBERS[match[1].lower()], match[1])


def _is_answer(match: re.Match[str]) -> bool:
    """Whether somebody said no, and a new sentence counts: he said no. 7 men died."""
    start, end = match.span(1)
    before, after = match.string[max(0, start - 10) : start], match.string[end : end + 24]
    return bool(_ANSWERED.search(before) and _COUNTED.match(after))


def _scene(match: re.Match[str]) -> str:
    also = f" and {_PLACES[match[3]].lower()}" if match[3] else ""
    return f"{match[1]}{_PLACES[match[2]]}{also},"


def _letters(match: re.Match[str]) -> str:
    return match["letters"].replace(".", " ") + (match["many"] or "") + (match["stop"] or "")


def _without_stops(match: re.Match[str]) -> str:
    return " ".join(match[0].replace(".", " ").split())


_DOTTED: tuple[Rule, ...] = (
    (_PHRASE, _phrase),
    (_DOCTORATE, lambda match: "P H D" + (match["stop"] or "")),
    (_HALF_DAY, lambda match: f"{match[1].upper()} M" + (match["stop"] or "")),
    (_AND_SO_ON, lambda match: "et cetera" + (match["stop"] or "")),
    (_STREET, _street),
    (_RANK, _rank),
    (_AFTER_NAME, _after_name),
    (_BEFORE_NUMBER, _before_number),
    (_CIRCA, "circa"),
    (_MONTH, lambda match: _MONTHS[match[1]]),
    (_INITIALS, _without_stops),
    (_INITIALISM, _letters),
)
_STOPPED = ("&c", *_RANKS, *_STREETS, *_AFTER_NAMES, *_PHRASES, *_BEFORE_NUMBERS, *_MONTHS)
_ABBREVIATED = re.compile(rf"\.(?:(?<=\b[A-Za-z]\.)|{after_one_of(_STOPPED, '[.]')})")
ABBREVIATIONS = (
    Rules(_SCENE.match, ((_SCENE, _scene),)),
    Rules(_ABBREVIATED.search, _DOTTED),
    Rules(has(*_STYLES, "MR"), ((_STYLE, _style),)),
    Rules(has("Dr", "Prof", "Capt", "Sgt", "Cmdr", "St"), ((_BARE_RANK, _rank), (_DOCTOR, "Doctor"))),
    Rules(has("."), ((_ONE_INITIAL, ""),)),
    Rules(has("etc", "vs"), ((_BARE_PHRASE, lambda match: _PHRASES[match[1]]),)),
    Rules(has("-mail"), ((_E_MAIL, r"\1"),)),
    Rules(has("w/"), ((_WITH, lambda match: "without" if match[1] else "with"),)),
    Rules(has(" & "), ((_AND, "and"),)),
)
