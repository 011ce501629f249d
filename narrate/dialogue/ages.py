"""Which of the characters are children and which are old, as far as the story says so."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from narrate.dialogue.lexicon import RANKS
from narrate.dialogue.names import Names
from narrate.model import Age, Character, Gender, Kind, Utterance
from narrate.numerals import cardinal

_GROWN, _OLD, _UNTOLD = 13, 65, 110
"""Years from which somebody is no child for a voice, is an elder, and is nobody of whose voice years tell."""
_SURE, _HINT, _ENOUGH = 2.0, 1.0, 2.0
"""Weight of what says an age, of what often does, and of all that is needed."""
_AGAINST = 2.0
"""How many times more must speak for an age than against it."""
_KNOWN_TO_SAY = 0.7
"""How surely somebody says "I'm nine" for it to count."""
_NEAR = 120
"""Characters around a word of age that are read for whose it is."""
_PARAGRAPH = 400
"""Characters of its paragraph in which only one must be named for whom a pronoun can stand."""

_ONES = "|".join(cardinal(number) for number in range(1, 10))
_TEENS = "|".join(cardinal(number) for number in range(19, 9, -1))
_TENS = "|".join(cardinal(number) for number in range(20, 100, 10))
_NUMBER = rf"\b(?i:\d{{1,3}}|(?:{_ONES})-and-(?:{_TENS})|(?:{_TENS})(?:[- ](?:{_ONES}))?|{_TEENS}|{_ONES}|a hundred)\b"
_VALUES = {cardinal(number): number for number in range(1, 100)} | {"a hundred": 100}
_DECADES = {f"{cardinal(tens)[:-1]}ies": tens for tens in range(20, 100, 10)}
_ABOUT = (
    r"(?:(?:of|aged?|only|just|about|around|nearly|almost|barely|maybe|perhaps|probably|at least|over|past|not yet|"
    r"not quite|hardly|already|now|still|turned|going on|rising)\s+){0,2}"
)
_OLD_ENDS = (
    r"(?:\s+and\s+(?:a\s+half|a\s+quarter|three[- ]quarters))?(?:\s+years?(?:\s+old|\s+of\s+age)?)?"
    r"(?:\s+or\s+so|\s+now|\s+already|\s+(?:last|next|in)\s+\w+|\s+if\s+(?:a|s?he(?:\s+was|\s+is|['’]s)\s+a)\s+day)?"
    rf"(?=\s*(?:[.;:!?)—–…\"”’]|,(?!\s*{_NUMBER})|$)|\s+(?:and|but|who|with|or)\s(?!{_NUMBER}))"
)
"""What may stand behind a number that is years, and neither minutes nor feet."""

_WORDS = r"(?:[a-z-]+,?\s+){0,2}?"
_A, _OWN = r"\b(?i:an?|the|that|this)\s+", r"(?:\b(?i:my|our|his|her|your|their|the)|\x02\d*\x03['’]s?)\s+"
_PERSON = (
    r"(?:boy|girl|child|kid|lad|lass|man|woman|lady|gentleman|widow|widower|person|youth|fellow|creature|son|daughter|"
    r"brother|sister|nephew|niece|cousin|twin|grand(?:son|daughter|mother|father)|student|pupil)"
)
_CHILD = (
    r"(?:(?:little|small|tiny|wee)\s+(?:[a-z-]+\s+)?(?:boy|girl|lad|lass|child|kid)|toddler|preschooler|tot|"
    r"kindergart(?:n|en)er|schoolchild|(?:first|second|third|fourth|fifth|sixth)[- ]grader|"
    r"(?:(?!only|el|old|young|middle|love|wild|adult|grown|inner|problem)[a-z-]+\s+)?child)\b"
)
_ELDER = (
    r"(?:(?:old|elderly|aged|ancient)\s+(?:[a-z-]+\s+)?(?:man|woman|lady|gentleman|widow|widower|dame|crone|priest|monk|"
    r"nun|shepherd|fisherman|sailor|farmer|codger|geezer|wizard|witch)|pensioner|crone|(?:octo|septua|nona)genarian)\b"
)
_KIN = r"(?:great-)*grand(?:mother|father|ma|pa|dad)|gran(?:ny|dad)?|nana|abuel[ao]|great-(?:aunt|uncle)"
_SCHOOL = (
    r"in\s+(?:the\s+)?(?:(?:first|second|third|fourth|fifth)\s+grade|kindergarten|preschool|"
    r"(?:nursery|primary|elementary)\s+school|[Yy]ear\s+(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[1-6]))\b"
)
_CALLED = r"(?:\s+(?:called|named))?\s+"
_CLOSED, _ENDS = r"(?=\s*[,.;:!?)—–])", r"(?=\s*[,.;:!?)—–]|\s+(?:with|who|and)\b)"

_NAMED = r"\x02(?P<who>\d+)\x03"
"""A character's number in place of a name."""
_PREDICATES = re.compile(
    rf"(?:{_NAMED}|(?P<pronoun>He|he|She|she)\b)(?:,\s+[^,.;:!?\x02\x03]{{2,40}},)?"
    r"(?:,?\s+(?:who\s+)?(?:was|is|turned|ha[ds]\s+just\s+turned|(?:was|is)\s+turning|must\s+(?:be|have\s+been)|w(?:ould|ill)\s+be)"
    r"|['’]s|,|\s+(?=aged?\s|of\s|\(\d))\s*\(?"
    rf"(?:{_ABOUT}(?P<years>{_NUMBER}){_OLD_ENDS}"
    rf"|(?:{_A}|{_OWN}){_WORDS}(?:(?P<years_old>{_NUMBER})[- ]years?[- ]old|"
    rf"{_PERSON}\s+(?:of|aged)\s+{_ABOUT}(?P<of_years>{_NUMBER}){_OLD_ENDS})"
    rf"|(?:well\s+)?in\s+(?:his|her|their)\s+(?:early\s+|mid[- ]?|late\s+)?(?P<decade>{'|'.join(_DECADES)})"
    rf"|(?P<child>(?:(?:only|just|still|but)\s+)?(?:(?:an?|the)\s+{_CHILD}{_ENDS}|{_SCHOOL}))"
    rf"|(?P<elder>{_A}(?:very\s+)?{_ELDER}{_ENDS}|{_OWN}(?:{_KIN}){_CLOSED}))"
)
"""What is said of somebody: "Bea was nine", "Bea, a girl of nine", "She is an old woman"."""
_ATTRIBUTES = re.compile(
    rf"(?:(?P<years_old>{_NUMBER})[- ]years?[- ]old(?:\s+{_PERSON})?{_CALLED}"
    rf"|{_A}{_WORDS}{_PERSON}\s+of\s+{_ABOUT}(?P<of_years>{_NUMBER})(?:,|{_CALLED})\s*"
    rf"|(?P<child>{_A}{_CHILD}{_CALLED})|(?P<elder>{_A}{_ELDER}{_CALLED}|{_OWN}(?:{_KIN})\s+)"
    r"|(?P<little>(?<!\b[SsAa][os] )(?<!\b(?:[Tt]oo|[Hh]ow) )(?<!\b(?:very|poor|dear) )(?<!\ba )\blittle\s+)"
    r"|(?P<perhaps_little>(?<![\w,] )\bLittle\s+)"
    r"|(?P<old>(?<!good )(?<!dear )(?<!poor )(?<!same )(?<!\ba )(?<!\ban )\b[Oo]ld\s+)"
    rf"|(?P<apposed_child>{_A}{_CHILD},\s+)|(?P<apposed_elder>{_A}{_ELDER},\s+|{_OWN}(?:{_KIN}),\s+))"
    rf"{_NAMED}(?(apposed_child){_CLOSED})(?(apposed_elder){_CLOSED})"
)
"""What stands before a name: "nine-year-old Bea", "little Bea", "her grandmother, Bea"."""
_OF_ONESELF = re.compile(rf"\bI(?:['’]m| am)\s+{_ABOUT}(?P<years>{_NUMBER}){_OLD_ENDS}")
_BEGINNING = re.compile(r"(?:(?:\A|[.;:!?—–…,\"“‘'”*(])\s*|\b(?:and|but)\s+)\Z")
"""Before the subject of a sentence or a clause."""
_LONG_AGO = re.compile(
    r"(?:\b(?i:when|since|until|till|before|after|if|while|once|as|like|though|because|than|other|another|year|summer|winter|day|time|"
    r"night)|[\x02\x03]['’]s)\W*$"
)
"""Before a subject, these tell of another time, or of nothing that is so."""
_WORDS_OF_AGE = frozenset(
    """elderly ancient child toddler preschooler preschool tot kindergarten kindergartner kindergartener schoolchild
    grader grade nursery primary elementary pensioner crone octogenarian septuagenarian nonagenarian grandmother
    grandfather grandma grandpa grandad granddad granny gran nana abuela abuelo""".split()
)
_SIZES = frozenset("little old aged small tiny wee".split())
"""Words that tell an age before a name or somebody without one."""


def _telling() -> re.Pattern[str]:
    """Matches words that may tell an age; sorted by their first letters, to leap from one to the next."""
    begun: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted({*_WORDS_OF_AGE, *_DECADES, *_VALUES, *_SIZES}, key=lambda word: (-len(word), word)):
        for form in (word, word.capitalize()):
            begun[form[:2]].append(form[2:])
    words = (rf"{two}(?<!\w..)(?:{'|'.join(rest)})\b" for two, rest in begun.items())
    return re.compile("|".join([*words, *(rf"{digit}(?<!\w.)\d{{0,2}}\b" for digit in range(1, 10))]))


_TELLING = _telling()
_YEARS = re.compile(rf"[- ]years?[- ]old|{_OLD_ENDS}")
"""What must stand behind a number, else it is none of years."""
_SOMEBODY = re.compile(
    r"\s+(?:[A-Z\d]|(?:[a-z-]+\s+)?(?:boy|girl|lad|lass|child|kid|[a-z]*man|[a-z]*woman|lady|priest|nun)\b)"
)
"""And behind a size."""

_MENTION = re.compile(r"\x02(\d*)\x03")
_STRANGER = re.compile(rf"\b(?:[Aa]n?|[Aa]nother|[Tt]he)\s+{_WORDS}{_PERSON}\b")
"""Somebody without a name, of whom a pronoun behind may speak."""

_CHILD_NAME = re.compile(r"the (?:child|toddler|(?:little|small|tiny|wee) (?:boy|girl|lad|lass|child|kid))")
_KIN_NAME = re.compile(rf"\b(?:{_KIN})\b(?!['’])", re.IGNORECASE)
_ELDER_NAME = re.compile(rf".*{_KIN_NAME.pattern}.*|the {_ELDER}", re.IGNORECASE)
_GROWN_NAME = re.compile(
    rf"(?:{'|'.join(sorted(RANKS))}|mrs?|ms|sir|madame?|the .*(?:man|woman|gentleman|lady))\b.*", re.IGNORECASE
)


def aged(
    characters: Sequence[Character], utterances: Sequence[Utterance], known: Sequence[Character] = ()
) -> tuple[Character, ...]:
    """*characters* with the ages that *utterances* tell; ADULT where they tell of none, or of several.

    Whoever is no adult already stays what they are, and so do those of the *known*, by name.
    """
    given = {one.name: one.age for one in known if one.age is not Age.ADULT}
    votes = [_told_by_names(character) for character in characters]
    for who, age, weight in _told(characters, utterances):
        votes[who][age] += weight
    return tuple(
        one if one.age is not Age.ADULT else replace(one, age=given.get(one.name) or _settled(told, one))
        for one, told in zip(characters, votes, strict=True)
    )


def _settled(votes: Mapping[Age, float], character: Character) -> Age:
    age = max(votes, key=lambda one: votes[one])
    if votes[age] < _ENOUGH or votes[age] < _AGAINST * (sum(votes.values()) - votes[age]):
        return Age.ADULT
    grown = any(_GROWN_NAME.fullmatch(name) for name in (character.name, *character.aliases))
    return Age.ADULT if grown and age is Age.CHILD else age


def _told_by_names(character: Character) -> dict[Age, float]:
    """What somebody is called: "Granny", "the old woman", "the child"; "the boy" only if they have no name."""
    names = {character.name, *character.aliases}
    nameless = all(map(_is_epithet, names))
    weight = _SURE if nameless else _HINT  # whom an epithet means is itself a guess
    votes = dict.fromkeys(Age, 0.0)
    if any(map(_CHILD_NAME.fullmatch, names)) or (nameless and "the boy" in names):
        votes[Age.CHILD] = weight
    if any(map(_ELDER_NAME.fullmatch, names)):
        votes[Age.ELDER] = _SURE if any(map(_KIN_NAME.search, names)) else weight
    return votes


def _is_epithet(name: str) -> bool:
    return name.startswith("the ")


Vote = tuple[int, Age, float]
"""Who is of which age, and how much that weighs."""


def _told(characters: Sequence[Character], utterances: Sequence[Utterance]) -> Iterator[Vote]:
    """What the text says of its characters' ages."""
    names = Names([_as_read(one) for one in characters])
    numbers = {one.name: number for number, one in enumerate(characters)}
    before, place = "", None
    for one in utterances:
        if one.place != place:
            before, place = "", one.place
        if one.kind is not Kind.HEADING:
            speaker = numbers.get(one.speaker or "") if one.confidence >= _KNOWN_TO_SAY else None
            for start, end in _spans(one.text):
                around = f"{before}{one.text[max(0, start - _PARAGRAPH) : start]}"[-_PARAGRAPH:]
                masked = _masked(one.text[start:end], names)
                if one.kind is Kind.NARRATION:
                    yield from _narrated(masked, around, names, characters)
                else:
                    yield from _spoken(masked, speaker)
        before = f"{before} {one.text[-_PARAGRAPH:]}"[-_PARAGRAPH:]


def _as_read(one: Character) -> Character:
    """*one* without epithets, which are read as words that tell an age; who has no other name may be "a boy", too."""
    if _is_epithet(one.name):
        return replace(one, aliases=(*one.aliases, f"a {one.name[4:]}", f"an {one.name[4:]}"))
    return replace(one, aliases=tuple(alias for alias in one.aliases if not _is_epithet(alias)))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where *text* may tell of an age: disjoint stretches around the words that do."""
    start = end = -1
    for first, last in _words_of_age(text):
        if end >= 0 and first - _NEAR > end:
            yield start, end
            start = -1
        if start < 0:
            start = _blank(text, first - _NEAR)
        end = last + _NEAR
    if end >= 0:
        yield start, end


def _words_of_age(text: str) -> Iterator[tuple[int, int]]:
    """Where the words stand that may tell of an age."""
    for match in _TELLING.finditer(text):
        word, end = match[0].lower(), match.end()
        needs = _SOMEBODY if word in _SIZES else _YEARS if word in _VALUES or word.isdigit() else None
        behind = needs.match(text, end) if needs else match
        if behind:
            yield match.start(), behind.end()


def _blank(text: str, at: int) -> int:
    """Where the word at *at* is over."""
    return max(text.find(" ", at), 0) if at > 0 else 0


def _masked(text: str, names: Names) -> str:
    """*text* with the characters' numbers for their names; nothing for a name that several bear."""
    plain = text.replace("\x02", " ").replace("\x03", " ")
    pieces, at = [], 0
    for start, end, who in names.find(plain):
        pieces += [plain[at:start], f"\x02{who[0] if len(who) == 1 else ''}\x03"]
        at = end
    return "".join([*pieces, plain[at:]])


def _narrated(masked: str, around: str, names: Names, characters: Sequence[Character]) -> Iterator[Vote]:
    earlier = ""
    for match in _PREDICATES.finditer(masked):
        if _LONG_AGO.search(masked, max(0, match.start() - 12), match.start()):
            continue
        who = int(match["who"]) if match["who"] else None
        if who is None and _BEGINNING.search(masked, max(0, match.start() - 12), match.start()):
            earlier = earlier or f"{_masked(around, names)} "
            before = f"{earlier}{masked[max(0, match.start() - _PARAGRAPH) : match.start()]}"
            who = _meant(match["pronoun"], before, characters)
        if who is not None:
            yield from _votes(who, match)
    yield from _attributed(masked, 1.0)


def _spoken(masked: str, speaker: int | None) -> Iterator[Vote]:
    """What is said of others weighs half: people say more than is so."""
    if speaker is not None:
        for match in _OF_ONESELF.finditer(masked):
            if _BEGINNING.search(masked, max(0, match.start() - 12), match.start()):
                yield from _votes(speaker, match)
    for match in _PREDICATES.finditer(masked):
        if match["who"] and not _LONG_AGO.search(masked, max(0, match.start() - 12), match.start()):
            yield from ((who, age, weight / 2) for who, age, weight in _votes(int(match["who"]), match))
    yield from _attributed(masked, 0.5)


def _attributed(masked: str, weight: float) -> Iterator[Vote]:
    for match in _ATTRIBUTES.finditer(masked) if "\x02" in masked else ():
        yield from ((who, age, much * weight) for who, age, much in _votes(int(match["who"]), match))


def _votes(who: int, match: re.Match[str]) -> Iterator[Vote]:
    """The age that *match* tells of *who*."""
    told = {key: value for key, value in match.groupdict().items() if value and key not in ("who", "pronoun")}
    for key, value in told.items():
        if key in ("child", "apposed_child", "little", "perhaps_little"):
            yield who, Age.CHILD, _HINT if key == "perhaps_little" else _SURE
        elif key in ("elder", "apposed_elder", "old"):
            yield who, Age.ELDER, _HINT if key == "old" else _SURE
        elif (years := _DECADES.get(value) or _years(value)) < _UNTOLD:
            yield who, Age.CHILD if years < _GROWN else Age.ADULT if years < _OLD else Age.ELDER, _SURE


def _years(number: str) -> int:
    """How many *number* is, in digits or words."""
    ones, _, tens = number.lower().partition("-and-")
    words = f"{tens}-{ones}" if tens else ones.replace(" ", "-").replace("a-hundred", "a hundred")
    return int(number) if number.isdigit() else _VALUES[words]


def _meant(pronoun: str, before: str, characters: Sequence[Character]) -> int | None:
    """The only one named *before* for whom *pronoun* can stand."""
    gender = Gender.MALE if pronoun.lower() == "he" else Gender.FEMALE
    named = list(_MENTION.finditer(before))
    fitting = {one[1] for one in named if not one[1] or characters[int(one[1])].gender in (gender, Gender.UNKNOWN)}
    if len(fitting) != 1 or "" in fitting or _STRANGER.search(before, named[-1].end()):
        return None
    return int(*fitting)
