"""What the pronouns of a story tell of its characters' genders, all of them weighed together.

Every pronoun stands for somebody lately named, most likely for one whose gender fits. So the pronouns of somebody
surely a woman tell nothing of the man beside her, and both beliefs grow together (expectation-maximisation).
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from narrate.dialogue.first_names import told_by_first, told_by_title
from narrate.dialogue.given_names import (
    EITHER_NAMES,
    FEMALE_ENDINGS,
    MALE_ENDINGS,
)
from narrate.dialogue.lexicon import (
    FEMALE_NOUNS,
    FUNCTION_WORDS,
    KIN,
    MALE_NOUNS,
    MALE_TITLES,
    TITLES,
)
from narrate.dialogue.names import Names
from narrate.model import Character, Gender, Kind, Utterance

MALE, FEMALE, NEITHER = range(3)
"""Neither: somebody the story calls "they"."""
_TELLS = (
    (0.92, 0.04, 0.04),
    (0.04, 0.92, 0.04),
    (0.06, 0.06, 0.88),
)
"""How likely each pronoun stands for somebody of each gender."""
_BEFORE = (0.48, 0.48, 0.04)
_BY_NAME, _BY_ENDING, _BY_TITLE = 0.93, 0.71, 0.999
"""What is believed of a first name in the lists, of one that ends like many, and of a title, before a word is read."""
_SURE = 0.9
_ENOUGH = 1.0
"""Pronouns that must speak of somebody of whom nothing else tells the gender."""
_ROUNDS = 8
_OTHERS = 0.1
"""Salience of whoever is not named at all."""
_FADES, _FADES_TOLD, _PARAGRAPH = 0.4, 0.8, 0.33
"""Salience left after a sentence with names, after one without, and at a paragraph's end."""
_FORGOTTEN = 0.04
_AGAIN = 0.4
"""Weight of a pronoun repeated in its sentence."""
_QUOTED = 0.25
"""Weight of a pronoun in speech."""
_THEY = 0.5
_AFTER, _INSIDE, _REFLEXIVE, _OBJECT = 0.6, 1.15, 1.4, 0.25
"""Weights of "she" behind another sentence, of "her hand" behind a name, of "herself", of "saw her"."""

_SUBJECT, _OWNER, _SELF, _TARGET = range(4)
_PRONOUNS = {
    "he": (MALE, _SUBJECT), "she": (FEMALE, _SUBJECT), "they": (NEITHER, _SUBJECT),
    "his": (MALE, _OWNER), "her": (FEMALE, _OWNER), "their": (NEITHER, _OWNER),
    "himself": (MALE, _SELF), "herself": (FEMALE, _SELF), "themself": (NEITHER, _SELF),
    "him": (MALE, _TARGET), "hers": (FEMALE, _TARGET), "them": (NEITHER, _TARGET),
}  # fmt: skip
_PRONOUNS |= {word.capitalize(): meaning for word, meaning in _PRONOUNS.items()}
_MANY = frozenset(
    """both all everyone everybody people others crowd two three four five six several we us together each they’d
    men women boys girls children kids friends brothers sisters guests guards soldiers eyes hands family couple pair
    team crew group party folk these those""".split()
)
"""Where these stand, "they" may be many."""
_NOUNS = dict.fromkeys(MALE_NOUNS, MALE) | dict.fromkeys(FEMALE_NOUNS, FEMALE)
_NOUNS |= {kin: MALE if kin in MALE_TITLES else FEMALE for kin in KIN}
_STRANGER = (-2, -1)
"""Stand for a man, and for a woman, without a name."""
_TOKEN = re.compile(r"[^\W\d_]+|[.!?…]")
_ENDS = frozenset(".!?…")
_TELLING = _PRONOUNS.keys() | _NOUNS.keys() | _MANY | _ENDS
"""Words and signs that tell anything."""
_DETERMINED = frozenset("the a an his her my your their our this that another some old young little".split())
_PREPOSITIONS = frozenset(
    """of to at with for from in into by on about toward towards behind beside against near over past than around
    after like without before""".split()
)
_BEFORE_NAME = re.compile(
    rf"\b(?:(?:my|his|her|your|our|their|the|little|big|older|younger|elder|old|young)\s+|['’]s\s+)"
    rf"(?P<noun>{'|'.join(sorted(_NOUNS))}),?\s+$"
)
"""Before a name: "my sister Ines", "his wife, Ann"."""
_AFTER_NAME = re.compile(
    rf"(?:,|\s+(?:is|was))\s+(?:the|a|an|my|his|her|your|our|their)\s+(?:[a-z-]+\s+)?(?P<noun>{'|'.join(sorted(_NOUNS))})\b"
)
"""Behind it: "Ines, my sister", "Ines was a tall girl"."""
_KIN_WEIGHT = 1.5

Numbers = NDArray[np.float64]
Votes = tuple[int, float, tuple[tuple[int, float], ...]]
"""What a pronoun is, how much it weighs, and for whom it may stand with which salience."""


class Genders:
    """The genders that a story tells of those who bear the *names*, which are people's."""

    def __init__(self, names: Iterable[str], utterances: Sequence[Utterance]) -> None:
        self._number = {name: number for number, name in enumerate(sorted(names))}
        self._votes = list(_votes([Character(name, (name,)) for name in self._number], utterances))

    def of(
        self, groups: Sequence[Collection[str]], lasts: Collection[str] = (), *, heard_at_least: float = _ENOUGH
    ) -> list[Gender]:
        """The gender of each of the *groups*, who all bear several names; UNKNOWN too for whom the story calls "they".

        Names in *lasts* are known as last names, and tell no gender. Of whom
        nothing else tells, *heard_at_least* so many pronouns must speak.
        """
        home = {self._number[name]: at for at, group in enumerate(groups) for name in group if name in self._number}
        votes = [
            (
                kind,
                weight,
                tuple((who if who < 0 else home[who], value) for who, value in candidates if who < 0 or who in home),
            )
            for kind, weight, candidates in self._votes
        ]
        priors = [_prior(group, lasts) for group in groups]
        beliefs, heard = _weighed(priors, votes)
        return [_settled(*found, heard_at_least) for found in zip(beliefs, priors, heard, strict=True)]


def _settled(belief: Numbers, prior: Sequence[float], heard: float, enough: float) -> Gender:
    if max(belief[MALE], belief[FEMALE]) < _SURE or (heard < enough and max(prior) < _BY_NAME):
        return Gender.UNKNOWN
    return Gender.MALE if belief[MALE] > belief[FEMALE] else Gender.FEMALE


def _prior(names: Iterable[str], lasts: Collection[str]) -> tuple[float, float, float]:
    """What the *names* of somebody alone tell."""
    best, gender = max((_told(name.split(), lasts) for name in names), default=(0.0, Gender.UNKNOWN))
    if gender is Gender.UNKNOWN:
        return _BEFORE
    rest = 1 - best
    small = rest * 0.1
    return (best, rest - small, small) if gender is Gender.MALE else (rest - small, best, small)


def _told(words: Sequence[str], lasts: Collection[str]) -> tuple[float, Gender]:
    titles = [word.lower().rstrip(".") for word in words]
    count = next((at for at, title in enumerate(titles) if title not in TITLES), len(titles))
    first = titles[min(count, len(titles) - 1)]
    gender = told_by_title(titles[:count], first)
    if gender is not Gender.UNKNOWN:
        return _BY_TITLE, gender
    if first in EITHER_NAMES or (len(words) - count < 2 and (count or words[0] in lasts)):
        return 0.0, Gender.UNKNOWN
    gender = told_by_first(first)
    if gender is not Gender.UNKNOWN:
        return _BY_NAME, gender
    if first.endswith(FEMALE_ENDINGS):
        return _BY_ENDING, Gender.FEMALE
    return (_BY_ENDING, Gender.MALE) if first.endswith(MALE_ENDINGS) else (0.0, Gender.UNKNOWN)


def _weighed(priors: Sequence[tuple[float, float, float]], votes: Sequence[Votes]) -> tuple[Numbers, Numbers]:
    """What is believed of each in the end, shape (people, 3), and how many pronouns spoke of them."""
    fixed = [(0.98, 0.01, 0.01), (0.01, 0.98, 0.01)]  # the strangers, at places -2 and -1
    first = np.log(np.array([*priors, *fixed]))
    flat = [(vote, who, value) for vote, (_, _, some) in enumerate(votes) for who, value in some]
    if not flat:
        return np.exp(first[:-2]), np.zeros(len(priors))
    vote, who, salience = (np.array(column) for column in zip(*flat, strict=True))
    kind, weight = np.array([one[0] for one in votes])[vote], np.array([one[1] for one in votes])[vote]
    who %= len(first)
    tells, beliefs = np.array(_TELLS), np.exp(first)
    heard: Numbers = np.zeros(len(first))
    for _ in range(_ROUNDS):
        share = salience * (beliefs @ tells)[who, kind]
        part = weight * share / (np.bincount(vote, share, len(votes)) + _OTHERS / 3)[vote]
        heard = np.bincount(who, part, len(first)).astype(np.float64)
        sums = first + np.stack([np.bincount(who, part * np.log(row)[kind], len(first)) for row in tells], axis=1)
        beliefs = np.exp(sums - sums.max(axis=1, keepdims=True))
        beliefs /= beliefs.sum(axis=1, keepdims=True)
        beliefs[-2:] = fixed
    return beliefs[:-2], heard[:-2]


def _votes(characters: Sequence[Character], utterances: Sequence[Utterance]) -> Iterator[Votes]:
    names = Names(characters)
    told = _Listener()
    place = None
    for utterance in utterances:
        if utterance.kind is Kind.HEADING:
            continue
        if utterance.place != place:
            place = utterance.place
            told.fade(_PARAGRAPH)
        mentions = {start: (end, who) for start, end, who in names.find(utterance.text)}
        if utterance.kind is Kind.NARRATION:
            yield from told.hear(utterance.text, mentions)
        else:
            for kind, weight, candidates in _Listener().hear(utterance.text, mentions) if mentions else ():
                yield kind, weight * _QUOTED, candidates
            told.notice({one for _, who in mentions.values() for one in who})


class _Listener:
    """Hears a text word by word, and keeps in mind who was named."""

    def __init__(self) -> None:
        self.salience: dict[int, float] = {}
        self._here: dict[int, float] = {}
        """Who is named in this sentence."""
        self._subject: int | None = None
        self._said: set[int] = set()
        """Pronouns heard since the last name."""
        self._many = False
        self._led: int | None = None
        """The pronoun that is the subject of this sentence."""

    def fade(self, left: float) -> None:
        """Lets everybody fall into oblivion a little."""
        self.salience = {who: value * left for who, value in self.salience.items() if value * left > _FORGOTTEN}

    def notice(self, who: Iterable[int]) -> None:
        """Somebody is spoken of."""
        for one in who:
            self.salience[one] = max(self.salience.get(one, 0.0), 0.15)

    def hear(self, text: str, mentions: Mapping[int, tuple[int, tuple[int, ...]]]) -> Iterator[Votes]:
        """The votes of the pronouns in *text*, where *mentions* name somebody."""
        free = 0
        tokens = [(match.start(), match[0]) for match in _TOKEN.finditer(text)]
        telling = [one for one, (at, word) in enumerate(tokens) if word in _TELLING or at in mentions]
        for number in telling:
            at, word = tokens[number]
            if at < free:
                continue
            before = tokens[number - 1][1] if number else ""
            if at in mentions:
                free, who = mentions[at]
                yield from self._named(text, at, free, who, before)
            elif word in _ENDS:
                self._end()
            elif (pronoun := _PRONOUNS.get(word)) is not None:
                after = tokens[number + 1][1] if number + 1 < len(tokens) else "."
                yield from self._vote(*pronoun, after)
            elif (noun := _NOUNS.get(word)) is not None and before.lower() in _DETERMINED:
                self._met(_STRANGER[noun], 1.0 if not self._here else 0.5)
            elif word in _MANY:
                self._many = True
        self._end()

    def _named(self, text: str, at: int, end: int, who: tuple[int, ...], before: str) -> Iterator[Votes]:
        own = text[end : end + 2] in ("'s", "’s")
        subject = not own and before.lower() not in _PREPOSITIONS and self._subject is self._led is None
        for one in who:
            self._met(one, (1.0 if subject or (not self._here and self._led is None) else 0.5) / len(who))
        if len(who) == 1:
            if subject:
                self._subject = who[0]
            kin = _BEFORE_NAME.search(text, max(0, at - 30), at) or _AFTER_NAME.match(text, end)
            if kin and not own:
                yield _NOUNS[kin["noun"]], _KIN_WEIGHT, ((who[0], 3.0),)

    def _met(self, who: int, value: float) -> None:
        self._here[who] = max(self._here.get(who, 0.0), value)
        self._said.clear()

    def _end(self) -> None:
        if self._here:
            self.fade(_FADES)
            self.salience.update(self._here)
            self._here = {}
        else:
            self.fade(_FADES_TOLD)
        self._subject = self._led = None
        self._said.clear()
        self._many = False

    def _vote(self, kind: int, role: int, after: str) -> Iterator[Votes]:
        if kind == FEMALE and role == _OWNER and (after in FUNCTION_WORDS or not after[0].islower()):
            role = _TARGET
        if role in (_OWNER, _SELF) and kind == self._led:
            return  # "She gave Quill her hand"
        if role == _SUBJECT and not self._here:
            self._led = kind
        if kind == NEITHER and (self._many or len([one for one, much in self._candidates(role) if much > 0.3]) > 1):
            return
        weight = (_AFTER, _INSIDE, _REFLEXIVE, _OBJECT)[role] if self._here or role else _AFTER
        weight *= _AGAIN if kind in self._said else 1.0
        weight *= _THEY if kind == NEITHER and role != _SELF else 1.0
        self._said.add(kind)
        candidates = tuple(self._candidates(role))
        if candidates:
            yield kind, weight, candidates
        elif role == _TARGET and kind != NEITHER:  # somebody else than the subject, of whom nothing was told
            self._met(_STRANGER[kind], 0.6)

    def _candidates(self, role: int) -> Iterator[tuple[int, float]]:
        for who, value in self._here.items():
            much = value
            if role == _TARGET and who == self._subject:
                continue  # "Maya glared at him" says nothing of Maya
            if role in (_OWNER, _SELF) and self._subject is not None and who != self._subject:
                much *= 0.6
            yield who, much
        left = 1.0 if not self._here else 0.9 if role == _TARGET else 0.35
        for who, value in self.salience.items():
            if who not in self._here:
                yield who, value * left
