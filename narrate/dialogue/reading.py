"""Reads the narration in order and keeps in mind who acts, who is around, and whom a pronoun means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from narrate.dialogue.acts import Act, acts
from narrate.dialogue.characters import gender_of
from narrate.dialogue.epithets import noun_gender
from narrate.dialogue.lexicon import KIN
from narrate.dialogue.names import Mention, Names
from narrate.dialogue.subjects import Subject
from narrate.dialogue.tellers import person_of, teller_of
from narrate.model import FIRST_PERSON, Character, Gender, Kind, Utterance

PRONOUN_GENDER = {"he": Gender.MALE, "she": Gender.FEMALE}
Acted = tuple[int | None, Act]
"""Who acts, as far as it is known, and the act."""
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
        self.names, self._named = Names(characters), len(characters)
        self._called = {one.name: number for number, one in enumerate(characters)}
        self._folded: dict[str, int] = {}
        for number, one in enumerate(characters):
            for alias in (one.name, *one.aliases):
                self._folded.setdefault(alias.casefold(), number)
        self._unnamed: dict[str, int] = {}
        self._person = ""
        self._narrator: int | None = None

    def read(
        self, utterances: Sequence[Utterance], named: Mapping[int, Sequence[Mention]]
    ) -> tuple[dict[int, tuple[Acted, ...]], list[Moment]]:
        """Acts with their subjects for each narration, and the moment before each utterance.

        *named* has who is named in all that is no narration.
        """
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
                for _, _, mentioned in named[index]:
                    moment = Moment(moment.focus, _second(self.likely(mentioned, moment), moment.recent))
        return found, moments

    def resolve(self, subject: Subject, moment: Moment) -> int | None:
        """The character *subject* means at *moment*, None if nobody fits."""
        if subject.who:
            return self.likely(subject.who, moment)
        if subject.noun:
            return self._known_as(subject.noun)
        if subject.pronoun and subject.pronoun == self._person:
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
        """The character called "the *noun*", "someone" or "Emma's brother": known by that, or made on first sight."""
        if noun in KIN and noun.capitalize() in self._called:
            return self._called[noun.capitalize()]
        known = self._known_as(noun)
        if known is not None:
            return known
        return self._made(_styled(noun), noun_gender(noun))

    def _known_as(self, noun: str) -> int | None:
        name = _styled(noun)
        return self._folded.get(name.casefold(), self._unnamed.get(name))

    def is_unnamed(self, number: int) -> bool:
        """Whether the character *number* is only ever called by a noun."""
        name = self.characters[number].name
        return name[:1].islower() or name.startswith("The ") or "'s " in name or "’s " in name

    def rename(self) -> Names:
        """Looks from now on for the names of those who were made, too; the names of those alone."""
        made = Names(self.characters[self._named :])
        self.names, self._named = Names(self.characters), len(self.characters)
        return made

    def given(self, name: str) -> int:
        """The character whom the format calls *name*, whatever the case of its letters; made on first sight."""
        if self._person == "i" and name.casefold() in ("me", "i"):
            return self.first_person()
        if name.casefold() not in self._folded:
            self._folded[name.casefold()] = self._made(name, gender_of(name))
        return self._folded[name.casefold()]

    @property
    def tells_of_itself(self) -> bool:
        """Whether the story is told by "I", or of "you"."""
        return bool(self._person)

    @property
    def person(self) -> str:
        """The teller's pronoun in the narration, "i" or "you"; empty if the story is told of others."""
        return self._person

    @property
    def teller(self) -> int | None:
        """Who tells the story as "I", or whom it tells of as "you"; None if it is told of others."""
        return self.first_person() if self._person else None

    def first_person(self) -> int:
        """The narrator who says "I": whom the others address and the narration hardly names; else one is made."""
        if self._narrator is None:
            self._narrator = self._made(FIRST_PERSON, Gender.UNKNOWN)
        return self._narrator

    def meet_teller(self, utterances: Sequence[Utterance]) -> None:
        """Finds out whether "I" tells the story, or "you" are told of, and who that is; before anything is read."""
        self._person = person_of(utterances)
        if self._person:
            called = self._folded.get(FIRST_PERSON.casefold())  # by a person: aliases: {Anna: [Narrator]}
            self._narrator = called if called is not None else teller_of(utterances, self.names, self._person)

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

    def likely(self, who: tuple[int, ...], moment: Moment) -> int:
        """Of several who share a name, the one last named; else the first, who is named most."""
        return next((one for one in moment.recent if one in who), who[0])

    def _after(self, moment: Moment, act: Act, who: int | None) -> Moment:
        recent = moment.recent
        for mentioned in act.mentioned:
            recent = _first(self.likely(mentioned, moment), recent)
        if who is not None:
            recent = _first(who, recent)
        return Moment(who if who is not None else moment.focus, recent)


def _styled(noun: str) -> str:
    """What somebody known by a *noun* only is called."""
    return noun if noun.endswith(("one", "body")) or " " in noun else f"the {noun}"


def _first(who: int, recent: tuple[int, ...]) -> tuple[int, ...]:
    return (who, *(one for one in recent if one != who))[:_REMEMBERED]


def _second(who: int, recent: tuple[int, ...]) -> tuple[int, ...]:
    """*who* is around, but was only spoken of."""
    others = tuple(one for one in recent if one != who)
    return (*others[:2], who, *others[2:])[:_REMEMBERED]
