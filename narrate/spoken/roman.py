"""Roman numerals: of chapters, of kings, in lists; never the pronoun, never a word."""

import re
from itertools import pairwise

from narrate.numerals import cardinal, ordinal, roman_value
from narrate.spoken.abbreviations import OPENERS
from narrate.spoken.rules import Rules, after_one_of, always, has, one_of

_ROMAN = r"(?:(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})(?<=[IVXLC])(?!\w))"
"""Up to 399; what spells a word has other letters, or others in a row: civil, ill, mix, dim."""
_LONG = rf"(?:(?=[IVXLC]{{2}}){_ROMAN})"
"""Of two letters or more."""
_PARTS = (
    "chapter", "part", "book", "volume", "section", "act", "scene", "episode", "stave", "canto", "article", "appendix",
    "page",
)  # fmt: skip
HEADED_PARTS = (*_PARTS, "letter", "day", "week", "year")
_THINGS = (
    "War", "Mark", "Mk", "Type", "Phase", "Stage", "Class", "Level", "Tier", "Grade", "Model", "Title", "Table",
    "Figure", "Plate", "Exhibit", "Division", "Group", "Sector", "Zone", "Corps", "Apollo", "Gemini", "Saturn", "Rocky",
    "Fantasy", "Quest", "Factor", "Generation", "Version", "Lesson", "Number", "Case", "Letter", "Sonnet", "Psalm",
    "Symphony", "Vatican", "Bowl", "Schedule", "Fragment", "Song", "Elegy", "Ode", "Legion", "Unit", "Item", "No",
    "Opus",
)  # fmt: skip
"""Counted when a numeral follows; whoever else has a numeral is the second, the eighth."""
_KINGS = (
    "Henry", "George", "Charles", "Edward", "William", "James", "Richard", "Louis", "Philip", "Ferdinand", "Pius",
    "Leo", "Paul", "Innocent", "Clement", "Sixtus", "Urban", "Benedict", "Gregory", "Alexander", "Nicholas", "Ivan",
    "Peter", "Frederick", "Wilhelm", "Gustav", "Christian", "Haakon", "Olaf", "Harald", "Baldwin", "Ptolemy",
    "Rameses", "Ramses", "Thutmose", "Boniface", "Alfonso", "Carlos", "Napoleon", "Elizabeth", "Mary",
)  # fmt: skip
"""Names so often numbered that one letter is a numeral: Henry V, but not Malcolm X."""
_RULERS = ("King", "Queen", "Emperor", "Empress", "Tsar", "Czar", "Pope", "Kaiser")
_END = r"(?!\w|-\w|'(?!s\b))"
_STOP = r"(?:\.(?=\s+[a-z]))?"
"""Of a numeral, as print had it: "Henry VIII. was"."""
_LONE_END = r"(?=\W*$|[.,;:!?)—–]|\s+(?i:of|and|to|was|is|in|by|had|–|—|-)\s)"
"""After it I is no pronoun, if a capital before it asks for a number."""
_OF = rf"(?<!\w)(?P<of>(?i:{one_of(_PARTS)})s?\s+)"

_LIST = re.compile(rf"(?:{_OF}|(?<![\w'-])){_ROMAN}(?:(?:,\s|,?\s(?:and|or|to|&)\s|[–-]){_ROMAN})+{_END}")
_IN_LIST = re.compile(rf"(?<!\w){_ROMAN}")
_PART = re.compile(rf"{_OF}(?P<numeral>(?i:{_LONG})){_END}")
_LONE_PART = re.compile(
    rf"\b(?P<of>{one_of((*map(str.capitalize, _PARTS), *map(str.upper, _PARTS), 'World War'))}\s+)"
    rf"(?P<numeral>[IVX]){_LONE_END}"
)
_LONE_CHAPTER = re.compile(r"\b(?P<of>C(?:hapter|HAPTER)\s+)(?P<numeral>[LC])(?=\W*$|[.:])")
_THING = re.compile(
    rf"\b(?!(?:Generation|Model)\s+X\b)(?P<of>{one_of(_THINGS)}\s+)(?P<numeral>{_LONG}|[VX](?!\w)){_END}"
)
_WORLD_WAR = re.compile(r"\bWW(I{1,3})(?!\w)")
_DRIP = re.compile(
    r"(?:(?<=\b[Aa]n )|(?<=\b[Tt]he )|(?<=\bher )|(?<=\bhis )|(?<=\bmy )|(?<=\byour ))IV(?=s?(?!\w))"
    r"|\bIV(?=\s(?:drip|line|bag|fluid|pole|stand|needle|tube|port|antibiotic|pump|access|catheter|medication)s?\b)"
)
_CENTURY = re.compile(rf"(?<!\w)({_LONG}|[VX](?!\w))(?=\s+[Cc]entur(?:y|ies)\b)")
_PLACE = re.compile(r"(?<!\w)([IVXL]{1,6})(?:st|nd|rd|th)(?!\w)")
_NAMED = re.compile(
    rf"(?<![\w'])(?P<name>(?!{one_of(OPENERS)}\s)[A-Z][\w'-]{{2,30}}\s+)(?P<numeral>(?=[IVX]{{2}}){_ROMAN}){_END}{_STOP}"
)
_KING = re.compile(rf"\b(?P<name>{one_of(_KINGS)}\s+)(?P<numeral>[VX]){_END}{_STOP}")
_FIRST = re.compile(rf"\b(?P<name>{one_of(_RULERS)}\s+{one_of(_KINGS)}\s+)(?P<numeral>I){_LONE_END}")
_BARE = re.compile(rf"^(?P<of>\W*)(?![LC]\b)(?P<numeral>{_ROMAN})(?=\W*$|\s?[.:—–]\s|\s-\s)")
_HEADED = re.compile(rf"\b(?P<of>{one_of(HEADED_PARTS)}\s+)(?![LC]\b)(?P<numeral>{_ROMAN}){_END}", re.IGNORECASE)


def _counted(match: re.Match[str]) -> str:
    words = cardinal(roman_value(match["numeral"]))
    return match["of"] + (words if match["of"][:1].islower() else words.title())


def _listed(match: re.Match[str]) -> str:
    """Numbers one after the other, or of parts that are named; "X and I" are people."""
    of = match["of"] or ""
    numerals = match[0][len(of) :]
    steps = [after - one for one, after in pairwise(map(roman_value, _IN_LIST.findall(numerals)))]
    if min(steps) < 1 or (max(steps) > 1 and not of):
        return match[0]
    return of + _IN_LIST.sub(lambda one: cardinal(roman_value(one[0])), numerals)


def _of_that_name(match: re.Match[str]) -> str:
    return f"{match['name']}the {ordinal(roman_value(match['numeral'])).title()}"


def _in_order(match: re.Match[str]) -> str:
    return ordinal(roman_value(match[1]))


def _world_war(match: re.Match[str]) -> str:
    return f"World War {cardinal(len(match[1])).title()}"


HEADED = Rules(always, ((_BARE, _counted), (_HEADED, _counted)))
"""In a heading a numeral is a number."""
_LONE = re.compile(rf"(?<= )I{after_one_of((*_PARTS, 'war', *_KINGS), ' I')}(?!\w)")
ROMAN = (
    Rules(_LONE.search, ((_LONE_PART, _counted), (_FIRST, _of_that_name))),
    Rules(
        has("II", "V", "X"),
        (
            (_LIST, _listed),
            (_PART, _counted),
            (_LONE_PART, _counted),
            (_THING, _counted),
            (_DRIP, "eye-vee"),
            (_CENTURY, _in_order),
            (_PLACE, _in_order),
            (_NAMED, _of_that_name),
            (_KING, _of_that_name),
        ),
    ),
    Rules(has("hapter L", "HAPTER L", "hapter C", "HAPTER C"), ((_LONE_CHAPTER, _counted),)),
    Rules(has("WWI"), ((_WORLD_WAR, _world_war),)),
    Rules(has(" ii", " iv", " vi", " ix", " xi", " xv", " xx"), ((_PART, _counted),)),
)
