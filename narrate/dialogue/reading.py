"""Reads the narration in order and keeps in mind who acts, who is around, and whom a pronoun means."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from narrate.dialogue.characters import gender_of
from narrate.dialogue.cues import Act, Subject, acts
from narrate.dialogue.epithets import noun_gender
from narrate.dialogue.lexicon import KIN
from narrate.dialogue.names import Names
from narrate.model import FIRST_PERSON, Character, Gender, Kind, Utterance

PRONOUN_GENDER = {"he": Gender.MALE, "she": Gender.FEMALE}
Acted = tuple[int | None, Act]
"""Who acts, as far as it is known, and the act."""
_FIRST_PERSON = re.compile(r"\b(?:I|me|my)\b")
_FIRST_PERSON_SHARE = 0.15
"""Of the stretches of narration: a story told by "I" has it in nearly every second, another hardly ever."""
_REMEMBERED = 12
"""Characters kept in mind; scenes rarely hold more."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What a reader has in mind at one point of the story."""

    focus: int | None = None
    """The subject of the last sentence."""
    recent: tuple[int, ...] = ()
    """Characters in the order they were last named, the latest first."""


class Reader:
    """Holds the characters; more turn up while tags are read ("said the waiter")."""

    def __init__(self, characters: Sequence[Character]) -> None:
        self.characters = list(characters)
        self.names = Names(characters)
        self._called = {one.name: number for number, one in enumerate(characters)}
        self._folded: dict[str, int] = {}
        for number, one in enumerate(characters):
            for alias in (one.name, *one.aliases):
                self._folded.setdefault(alias.casefold(), number)
        self._unnamed: dict[str, int] = {}
        self._first_person = False
        self._narrator: int | None = None

    def read(self, utterances: Sequence[Utterance]) -> tuple[dict[int, tuple[Acted, ...]], list[Moment]]:
        """Acts with their subjects for each narration, and the moment before each utterance."""
        self._look_for_first_person(utterances)
        found: dict[int, tuple[Acted, ...]] = {}
        moments: list[Moment] = []
        moment, chapter = Moment(), 0
        for index, utterance in enumerate(utterances):
            if utterance.place.chapter != chapter:
                moment, chapter = Moment(recent=moment.recent), utterance.place.chapter
            moments.append(moment)
            if utterance.kind is Kind.NARRATION:
                resolved = []
                for act in acts(utterance.text, self.names):
                    who = self.resolve(act.subject, moment) if act.subject else None
                    moment = self._after(moment, act, who)
                    resolved.append((who, act))
                found[index] = tuple(resolved)
            elif utterance.kind is not Kind.HEADING:
                for mentioned in self.names.find(utterance.text):
                    moment = Moment(moment.focus, _second(self._likely(mentioned[2], moment), moment.recent))
        return found, moments

    def resolve(self, subject: Subject, moment: Moment) -> int | None:
        """The character *subject* means at *moment*, None if nobody fits."""
        if subject.who:
            return self._likely(subject.who, moment)
        if subject.noun:
            return None
        if subject.pronoun == "i" and self._first_person:
            return self.first_person()
        gender = PRONOUN_GENDER.get(subject.pronoun)
        if gender is None:
            return None
        fitting = [
            one
            for one in ((moment.focus,) if moment.focus is not None else ()) + moment.recent
            if self._is(one, gender)
        ]
        loose = [one for one in moment.recent if self.characters[one].gender is Gender.UNKNOWN]
        return next(iter(fitting + loose), None)

    def unnamed(self, noun: str) -> int:
        """The character known only as "the *noun*", as "someone" or as "Emma's brother", made on first sight."""
        if noun in KIN and noun.capitalize() in self._called:
            return self._called[noun.capitalize()]
        known = noun.endswith(("one", "body")) or " " in noun
        return self._made(noun if known else f"the {noun}", noun_gender(noun))

    def given(self, name: str) -> int:
        """The character whom the format calls *name*, whatever the case of its letters; made on first sight."""
        if self._first_person and name.casefold() in ("me", "i"):
            return self.first_person()
        if name.casefold() not in self._folded:
            self._folded[name.casefold()] = self._made(name, gender_of(name))
        return self._folded[name.casefold()]

    @property
    def tells_of_itself(self) -> bool:
        """Whether the story is told by "I"."""
        return self._first_person

    def first_person(self) -> int:
        """The narrator who says "I": whom the others address and the narration hardly names; else one is made."""
        if self._narrator is None:
            self._narrator = self._made(FIRST_PERSON, Gender.UNKNOWN)
        return self._narrator

    def _look_for_first_person(self, utterances: Sequence[Utterance]) -> None:
        narration = [one.text for one in utterances if one.kind is Kind.NARRATION]
        said = sum(bool(_FIRST_PERSON.search(text)) for text in narration)
        self._first_person = said > _FIRST_PERSON_SHARE * len(narration)
        if not self._first_person:
            return
        told = Counter(who for text in narration for *_, (who, *_) in self.names.find(text))
        quoted = [one.text for one in utterances if one.kind is Kind.QUOTATION]
        addressed = Counter(who for text in quoted for *_, (who, *_) in self.names.find(text))
        unnamed = [who for who in addressed if addressed[who] >= 3 and told[who] * 4 <= addressed[who]]
        self._narrator = max(unnamed, key=lambda who: (addressed[who], -who), default=None)

    def _made(self, name: str, gender: Gender) -> int:
        if name not in self._unnamed:
            self._unnamed[name] = len(self.characters)
            self.characters.append(Character(name, (name,), gender))
        return self._unnamed[name]

    def fits(self, number: int, pronoun: str) -> bool:
        """Whether *pronoun* can stand for the character *number*."""
        wanted = PRONOUN_GENDER.get(pronoun)
        return wanted is None or self.characters[number].gender in (wanted, Gender.UNKNOWN)

    def _is(self, number: int, gender: Gender) -> bool:
        return self.characters[number].gender is gender

    def _likely(self, who: tuple[int, ...], moment: Moment) -> int:
        """Of several who share a name, the one last named; else the first, who is named most."""
        return next((one for one in moment.recent if one in who), who[0])

    def _after(self, moment: Moment, act: Act, who: int | None) -> Moment:
        recent = moment.recent
        for mentioned in act.mentioned:
            recent = _first(self._likely(mentioned, moment), recent)
        if who is not None:
            recent = _first(who, recent)
        return Moment(who if who is not None else moment.focus, recent)


def _first(who: int, recent: tuple[int, ...]) -> tuple[int, ...]:
    return (who, *(one for one in recent if one != who))[:_REMEMBERED]


def _second(who: int, recent: tuple[int, ...]) -> tuple[int, ...]:
    """*who* is around, but was only spoken of."""
    others = tuple(one for one in recent if one != who)
    return (*others[:2], who, *others[2:])[:_REMEMBERED]
