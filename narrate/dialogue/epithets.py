"""Epithets: which of the characters "the witch" is, and who is never called otherwise: "the old man"."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from narrate.dialogue.lexicon import (
    FEMALE_NOUNS,
    FUNCTION_WORDS,
    MALE_NOUNS,
    PERSON_NOUNS,
    RELATIONS,
    SPEECH_VERBS,
    STYLED,
    WEAK_VERBS,
    WRITTEN_NOUNS,
)
from narrate.dialogue.names import Names
from narrate.dialogue.sentences import last_sign, sentences
from narrate.dialogue.sightings import parts
from narrate.model import Character, Gender, Kind, Utterance

_SAID = "|".join(sorted(SPEECH_VERBS - WEAK_VERBS))
_ADJECTIVES = r"(?:(?!(?:of|in|at|on|to|and|or|for|from|with|was|is)\b)[a-z][a-z’'-]*\s+){0,2}?"
_TAIL = r"(?:\s+(?:in|with|at|from|behind|on|by)\s+the\s+[a-z-]+\b)?"
_TAGGED = re.compile(
    rf"(?:{_SAID})\s+(?:the|an?)\s+{_ADJECTIVES}(?P<noun>[a-z][a-z-]+)(?=\s*[,.;:!?—–-]|\s+(?:\w+ly|with|in|of|at|to|as|and|who|from|on|by)\b|\s*$)"
)
_TAGS = re.compile(rf"\bthe\s+{_ADJECTIVES}(?P<noun>[a-z][a-z-]+(?<!ly))\s+(?:\w+ly\s+)?(?:{_SAID})\b", re.IGNORECASE)
_THE = re.compile(r"\b[Tt]he((?:\s+[a-z][a-z’'-]*){1,3})")
_IS = re.compile(
    r",?\s+(?:who\s+)?(?:was|is|had\s+been)\s+(?:an?|the|my|his|her|our|their|your)((?:\s+[a-z][a-z’'-]*){1,4})"
)
"""Behind a name."""
_BEFORE = re.compile(r"\b(?:the|an?|my|his|her|our|their|your)((?:\s+[a-z][a-z’'-]*){1,4}),?\s+$")
_LONG = 48
"""Characters before a name in which its trade may stand."""
_PIECES = re.compile(r"\s+\S+")
_OWNS = re.compile(r"['’-]\w")
_NEXT = re.compile(r"\s+(?:\w+ly\s+)?([a-z’']+)")
_HIM = re.compile(r"[^.!?]{0,80}?[.!?]?[^.!?]{0,60}?\b(?:(he|his|him|himself)|she|her|herself)\b")
_NO_ONE = (
    FUNCTION_WORDS
    | WRITTEN_NOUNS
    | {"other", "first", "second", "latter", "former", "one", "two", "three", "voice", "wind", "rest"}
)
_NO_ADJECTIVES = frozenset("of in at on to and or for from with was is".split())
_GENERIC = frozenset("man woman boy girl lady gentleman child kid voice fellow youth creature stranger".split())
"""Nouns that may be anybody's."""
_SUBJECT_WORDS = 3
"""A mention among a sentence's first words is its subject: not whom an epithet further on means."""
_AGREEING = 4
"""One use in so many must vote, or the epithet is a noun like any other."""
_AROUND = 6
"""Paragraphs for which somebody named stays around."""
_AGED = frozenset("old elderly aged".split())
"""Whom these mean is called by a title, more often than not."""
_TITLED = 0.6
"""Weight of being the only one around with a title, where an old man is told of."""
_APPOSED = 3.0
_ENOUGH = 1.2
_LOOKS = re.compile(
    r"\b(?:redhead|blonde?|brunette|ginger|eldest|youngest|[a-z]+(?:-haired|-eyed|-skinned|-headed)|"
    r"(?:tall|short|old|young|small|bigg|larg|slight|thinn|fair|dark|eld|light|quiet|loud|broad|burli|wis)er)\b"
)


_Votes = defaultdict[int, float]
Mention = tuple[int, int, tuple[int, ...]]
"""Start and end of a name, and who may be meant."""


@dataclass(frozen=True, slots=True)
class _Use:
    """An epithet where it stands."""

    epithet: str
    """In small letters: "the old man"."""
    noun: str
    start: int
    end: int
    tagged: bool
    """It speaks."""


@dataclass(frozen=True, slots=True)
class _Around:
    """Who is around where an epithet stands."""

    genders: Mapping[int, Gender]
    titled: Set[int]
    """Those with a title."""


def noun_gender(noun: str) -> Gender:
    """The gender *noun* tells of a person: "waiter", or "Emma's brother"."""
    *_, noun = noun.split()
    if noun in MALE_NOUNS or (noun.endswith("man") and not noun.endswith("woman")):
        return Gender.MALE
    return Gender.FEMALE if noun in FEMALE_NOUNS or noun.endswith("woman") else Gender.UNKNOWN


def with_epithets(characters: Sequence[Character], utterances: Sequence[Utterance]) -> tuple[Character, ...]:
    """*characters* with "the NOUN" among their aliases, where the text around its uses agrees on one of them.

    An epithet stands for somebody around, but not for the subject of its own or the last sentence, whom writers call
    by pronoun. A title in somebody's name is their epithet where nobody else bears it. Who speaks and is
    nobody known becomes a character, last.
    """
    read = _Reading(characters, utterances)
    given = _by_title(characters, utterances)
    for epithet in sorted(read.uses):
        if epithet not in given and (who := read.meant(epithet)) is not None:
            given[epithet] = who
    known = (
        replace(
            one, aliases=tuple(dict.fromkeys((*one.aliases, *(noun for noun, who in given.items() if who == number))))
        )
        for number, one in enumerate(characters)
    )
    return (*known, *_strangers(read.uses, {epithet.lower() for epithet in given}))


class _Reading:
    """What the narration tells of who is called by a noun."""

    def __init__(self, characters: Sequence[Character], utterances: Sequence[Utterance]) -> None:
        self._characters, self._nouns = characters, _nouns(utterances)
        self._titled = {
            number for number, one in enumerate(characters) if any(parts(alias)[0] for alias in one.aliases)
        }
        self._trades: defaultdict[str, set[int]] = defaultdict(set)
        self._votes: defaultdict[str, _Votes] = defaultdict(lambda: defaultdict(float))
        self.uses: defaultdict[str, list[tuple[_Use, str]]] = defaultdict(list)
        """By epithet, where it stands, and the text around."""
        names = Names(characters)
        around: dict[int, int] = {}
        paragraph, place = 0, None
        for utterance in utterances:
            if utterance.place != place:
                place, paragraph = utterance.place, paragraph + 1
            mentioned = list(names.find(utterance.text))
            if utterance.kind is Kind.NARRATION:
                near = {who for who, last in around.items() if paragraph - last <= _AROUND}
                self._read(utterance.text, mentioned, near | {who[0] for _, _, who in mentioned})
            around.update((who[0], paragraph) for _, _, who in mentioned if len(who) == 1)

    def _read(self, text: str, mentioned: Sequence[Mention], around: set[int]) -> None:
        for noun, who in _trades(text, self._nouns, mentioned):
            self._trades[noun].add(who)
        for use in _found(text, self._nouns):
            self.uses[use.epithet].append((use, text))
        genders = {who: self._characters[who].gender for who in sorted(around)}
        if _THE.search(text):
            _vote(text, self._nouns, mentioned, _Around(genders, self._titled & around), self._votes)

    def meant(self, epithet: str) -> int | None:
        """Whom the *epithet* means: the only one told to be such a person, or whom its uses agree on."""
        noun = self.uses[epithet][0][0].noun
        if len(self._trades[noun]) == 1:
            (who,) = self._trades[noun]
            if _fits(noun_gender(noun), self._characters[who].gender):
                return who
        return _agreed(self._votes[epithet], len(self.uses[epithet]))


def _trades(text: str, nouns: frozenset[str], mentioned: Sequence[Mention]) -> Iterator[tuple[str, int]]:
    """What *text* says that somebody is: "Osei was the ship's mechanic", "their goalie, Lachance,"."""
    for start, end, who in mentioned:
        if len(who) > 1:
            continue
        found = (_IS.match(text, end), _BEFORE.search(text, max(0, start - _LONG), start))
        for match in filter(None, found):
            words = match[1].split()
            count = _counted(words, nouns)
            if count and words[count - 1] not in _GENERIC and (start < match.start() or count == len(words)):
                yield words[count - 1], who[0]


def _counted(words: Sequence[str], nouns: frozenset[str]) -> int:
    """How many of the *words* behind an article make an epithet, its noun the last; 0 if none do."""
    count = next((at for at, word in enumerate(words, 1) if word in nouns or word in _NO_ADJECTIVES), 0)
    return count if count and words[count - 1] in nouns else 0


def _nouns(utterances: Sequence[Utterance]) -> frozenset[str]:
    """The nouns for people, and those that this story has speak."""
    spoken = set()
    for before, utterance in pairwise(utterances):
        if utterance.kind is not Kind.NARRATION or before.kind is not Kind.QUOTATION or before.place != utterance.place:
            continue
        tied = utterance.text[:1].islower() or last_sign(before.text) in ",-—–"
        match = _TAGGED.match(utterance.text) or (_TAGS.match(utterance.text) if tied else None)
        if match:
            spoken.add(match["noun"])
    return PERSON_NOUNS | (spoken - _NO_ONE)


def _found(text: str, nouns: frozenset[str]) -> Iterator[_Use]:
    for match in _THE.finditer(text):
        words = match[1].split()
        count = _counted(words, nouns)
        if not count:
            continue
        epithet = " ".join(["the", *words[:count]])
        end = match.start(1) + sum(map(len, _PIECES.findall(match[1])[:count]))
        if _OWNS.match(text, end):
            continue
        follows = _NEXT.match(text, end)
        verb = follows[1] if follows else ""
        before = text[max(0, match.start() - 20) : match.start()].split()[-1:]
        tagged = verb in SPEECH_VERBS or bool(before and before[0] in SPEECH_VERBS)
        yield _Use(epithet, words[count - 1], match.start(), end, tagged)


def _agreed(votes: Mapping[int, float], uses: int) -> int | None:
    """Whom so many *uses* of an epithet mean, if they agree."""
    ranked = sorted(votes.items(), key=lambda one: -one[1])
    if not ranked:
        return None
    (best, most), *others = ranked
    second = max((count for _, count in others), default=0.0)
    return best if most >= _ENOUGH and most > 2 * second and most * _AGREEING >= uses else None


def _by_title(characters: Sequence[Character], utterances: Sequence[Utterance]) -> dict[str, int]:
    """The epithets that titles give: "the queen" is the only one of that title, "the mother" whom a child calls Mum."""
    bearers: defaultdict[str, set[int]] = defaultdict(set)
    for number, character in enumerate(characters):
        for alias in character.aliases:
            titles, own = parts(alias)
            for title in (*titles, *(own[:1] if len(own) == 1 else ())):
                bearers[_noun_of(title.lower())].add(number)
    alone = {noun: min(who) for noun, who in bearers.items() if noun and len(who) == 1}
    if not alone:
        return {}
    forms = "|".join(sorted(f"{noun}|{noun.title()}" for noun in alone))
    style = re.compile(rf"\b(?:[Tt]he|[Mm]y|[Hh]is|[Hh]er|[Yy]our|[Oo]ur|[Tt]heir) ({forms})\b")
    used = {match for one in utterances if one.kind is Kind.NARRATION for match in style.findall(one.text)}
    return {f"the {noun}": alone[noun.lower()] for noun in sorted(used)}


def _noun_of(title: str) -> str:
    """What somebody called by a *title*, in small letters, is: "the captain", "the mother"; empty if nothing."""
    noun = STYLED.get(title, RELATIONS.get(title, title))
    return noun if noun in STYLED or noun in PERSON_NOUNS else ""


def _vote(
    text: str,
    nouns: frozenset[str],
    mentioned: Sequence[Mention],
    around: _Around,
    votes: Mapping[str, _Votes],
) -> None:
    """Lets each epithet in *text* vote for whom it may mean of those *around*, or among those *mentioned*."""
    earlier: list[int] = []
    for start, end in sentences(text, 0, len(text)):
        sentence = text[start:end]
        here = [
            (at - start, stop - start, who[0]) for at, stop, who in mentioned if start <= at < end and len(who) == 1
        ]
        objects = [
            (at, who)
            for at, _, who in here
            if len(sentence[:at].split()) >= _SUBJECT_WORDS and not _leads_clause(sentence, at)
        ]
        for use in _found(sentence, nouns):
            gender = noun_gender(use.noun)
            apposed = [who for at, stop, who in here if _apposed(sentence, at, stop, use)]
            meant = apposed or [who for at, who in objects if at < use.start] or earlier
            if meant and _fits(gender, around.genders.get(meant[-1], Gender.UNKNOWN)):
                votes[use.epithet][meant[-1]] += _APPOSED if apposed else 1
            if apposed:
                continue
            named = {who for _, _, who in here}
            old = [who for who in sorted(around.titled - named) if _fits(gender, around.genders[who])]
            if len(old) == 1 and use.noun in _GENERIC and not _AGED.isdisjoint(use.epithet.split()):
                votes[use.epithet][old[0]] += _TITLED
            for who in named - set(meant[-1:]):
                votes[use.epithet][who] -= 1
        earlier = [who for _, who in objects]


def _apposed(sentence: str, start: int, end: int, use: _Use) -> bool:
    """Whether a name stands beside an epithet: "Quill, the barista, …", "the barista, Quill"."""
    if end <= use.start:
        return sentence[end : use.start].strip() == "," and sentence[use.end : use.end + 1] in (",", ".", ";", "—")
    return sentence[use.end : start].strip() == "," and sentence[end : end + 1] in (",", ".", ";", "—")


def _leads_clause(sentence: str, at: int) -> bool:
    return sentence[:at].rstrip().endswith((",", ";", ":", "—"))


def _fits(one: Gender, other: Gender) -> bool:
    return Gender.UNKNOWN in (one, other) or one is other


def _strangers(uses: Mapping[str, Sequence[tuple[_Use, str]]], known: set[str]) -> Iterator[Character]:
    """Those who are called only by a noun and speak, the most often called first."""
    nouns: defaultdict[str, list[str]] = defaultdict(list)
    for epithet in uses:
        if epithet not in known and not _LOOKS.search(epithet):
            nouns[uses[epithet][0][0].noun].append(epithet)
    found = []
    for noun, epithets in nouns.items():
        alive = [one for one in epithets if any(use.tagged for use, _ in uses[one])]
        bare = f"the {noun}"
        special = [one for one in alive if one != bare]
        if len(special) == 1 or not special:
            groups = (
                [sorted({*alive, *([bare] if bare in epithets and alive else [])}, key=lambda one: (one == bare, one))]
                if alive
                else []
            )
        else:
            groups = [[one] for one in alive]
        for group in groups:
            found.append((sum(len(uses[one]) for one in group), group, noun))
    for _, group, noun in sorted(found, key=lambda one: (-one[0], one[1])):
        gender = noun_gender(noun)
        if gender is Gender.UNKNOWN:
            gender = _heard([use for one in group for use in uses[one]])
        yield Character(group[0], tuple(group), gender)


def _heard(uses: Sequence[tuple[_Use, str]]) -> Gender:
    """The gender of the pronouns behind *uses*, if they agree."""
    found = Counter(
        Gender.MALE if match[1] else Gender.FEMALE for use, text in uses if (match := _HIM.match(text, use.end))
    )
    if not found:
        return Gender.UNKNOWN
    (gender, most), *others = found.most_common()
    return gender if most > 2 * sum(count for _, count in others) else Gender.UNKNOWN
