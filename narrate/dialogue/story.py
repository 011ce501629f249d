"""A story as its turns see it: who acts and who is named around them, which tags they have, what they say of others."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from narrate.dialogue.bearers import settled
from narrate.dialogue.epithets import noun_gender
from narrate.dialogue.names import Mention
from narrate.dialogue.reading import PRONOUN_GENDER, Acted, Reader
from narrate.dialogue.speech_tags import behind_tag, tag_before
from narrate.dialogue.subjects import Subject
from narrate.dialogue.tagged import tags_beside
from narrate.model import Gender, Kind, Utterance

_ADDRESS_BEFORE = re.compile(
    r"(?:^[\"“”‘’'\s]*|[,.!?—-]\s*|\b(?:dear|my|oh|o|old|hey|no|yes|please)\s+)$", re.IGNORECASE
)
_ADDRESS_AFTER = re.compile(r"\s*(?:[,.!?;…—-]|[\"”’]|$)")
_OWN_NAME = re.compile(r"\b(?:I['’]m|I am|name is|name['’]s|call me|this is|it['’]s)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """Who is named in what is said."""

    addressed: frozenset[int]
    spoken_of: frozenset[int]
    own: frozenset[int]
    """Who names themselves: "I'm Emma"."""


class Story:
    """The narration and the words around each utterance, read once."""

    def __init__(self, reader: Reader, utterances: Sequence[Utterance], paragraphs: Sequence[Sequence[int]]) -> None:
        self.reader, self.utterances, self.paragraphs = reader, utterances, paragraphs
        self._subjects: dict[int, list[Subject]] = {}
        self._tagged: dict[int, tuple[Subject, ...]] = {}
        self._meet_unnamed()
        named = {at: reader.names.find(one.text) for at, one in enumerate(utterances) if one.kind is not Kind.NARRATION}
        self.acts, self.moments = reader.read(utterances, named)
        self.said = {at: _said(utterances[at].text, mentions) for at, mentions in named.items()}
        self.named = [self._named(paragraph) for paragraph in paragraphs]
        self.acted = [
            Counter(who for at in paragraph for who, _ in self.acts.get(at, ()) if who is not None)
            for paragraph in paragraphs
        ]
        self.gone = self._read_gone()

    def _read_gone(self) -> list[frozenset[int]]:
        """Before each paragraph, who has gone away and has not acted since."""
        found, gone = [], frozenset[int]()
        for paragraph in self.paragraphs:
            found.append(gone)
            for at in paragraph:
                for who, act in self.acts.get(at, ()):
                    if who is not None and act.leaves is not (who in gone):
                        gone = gone ^ {who}
        return found

    def _meet_unnamed(self) -> None:
        """Makes characters of those who are only ever called "the waiter" beside what they say."""
        nouns: Counter[str] = Counter()
        for at, one in enumerate(self.utterances):
            if one.kind is Kind.QUOTATION:
                nouns.update(tag.noun for tag in self.tags(at) if tag.noun)
        for noun in nouns:
            self.reader.unnamed(noun)
        strangers = self.reader.rename()
        self._tagged.clear()
        for at, one in enumerate(self.utterances):
            if one.kind is Kind.NARRATION and strangers.find(one.text):
                self._subjects.pop(at - 1, None)
                self._subjects.pop(at + 1, None)

    def tags(self, at: int) -> tuple[Subject, ...]:
        """The speech tags beside a quotation; read once, for its neighbours ask for them too."""
        if at not in self._tagged:
            self._tagged[at] = tuple(self._read_tags(at))
        return self._tagged[at]

    def _read_tags(self, at: int) -> Iterator[Subject]:
        if self.utterances[at].speaker:
            return
        if at not in self._subjects:
            self._subjects[at] = [*tags_beside(self.utterances, at, self.reader.names), *self._read_apart(at)]
        for subject in self._subjects[at]:
            known = settled(subject, self.reader.characters)
            if known is not None:
                yield known

    def _read_apart(self, at: int) -> Iterator[Subject]:
        """Of the speech tag at the end of the paragraph before, if the quotation begins one."""
        here, lead = self.utterances[at].place, self.utterances[at - 1] if at else None
        if lead and lead.kind is Kind.NARRATION and lead.place != here and lead.place.chapter == here.chapter:
            alone = at == 1 or self.utterances[at - 2].place != lead.place
            tag = tag_before(lead.text if alone else behind_tag(lead.text), self.reader.names, apart=True)
            if tag is not None:
                yield tag

    def tag(self, pieces: Sequence[int]) -> Subject | None:
        """The speech tag of a turn, one with a name if there is one; who is given for it counts as tagged."""
        given = self.given(pieces)
        if given is not None:
            return Subject(who=(given,))
        found = [subject for at in pieces for subject in self.tags(at)]
        return min(found, key=lambda one: (not one.who, not one.noun), default=None)

    def given(self, pieces: Sequence[int]) -> int | None:
        """Who is given for one of a turn's pieces, None if nobody is."""
        names = (self.utterances[at].speaker for at in pieces)
        return next((self.reader.given(name) for name in names if name), None)

    def differ(self, one: int, other: int) -> bool:
        """Whether two quotations are given to different people, or the tags beside them mean nobody in common."""
        if self.utterances[one].speaker and self.utterances[other].speaker:
            return self.utterances[one].speaker != self.utterances[other].speaker
        left, right = self.tags(one), self.tags(other)
        return bool(left and right) and not any(self._agree(*pair) for pair in product(left, right))

    def _agree(self, one: Subject, other: Subject) -> bool:
        """Whether two subjects may be one person."""
        if one.pronoun and not other.pronoun:
            one, other = other, one
        if not other.pronoun:
            return one.noun == other.noun and bool(one.noun or not set(one.who).isdisjoint(other.who))
        if one.pronoun:
            return one.pronoun == other.pronoun
        if one.noun:
            return noun_gender(one.noun) in (Gender.UNKNOWN, PRONOUN_GENDER.get(other.pronoun))
        return any(self.reader.fits(who, other.pronoun) for who in one.who)

    def speaks(self, paragraph: int) -> bool:
        """Whether somebody speaks in the paragraph."""
        return any(self.utterances[at].kind is Kind.QUOTATION for at in self.paragraphs[paragraph])

    def acts_in(self, start: int, end: int) -> list[Acted]:
        """What is told from one utterance to another."""
        return [act for at in range(start, end) for act in self.acts.get(at, ())]

    def _named(self, paragraph: Sequence[int]) -> dict[int, int]:
        """How often the narration of a paragraph names whom."""
        found: defaultdict[int, int] = defaultdict(int)
        for at in paragraph:
            for _, act in self.acts.get(at, ()):
                for who in act.mentioned:
                    found[self.reader.likely(who, self.moments[at])] += 1
        return found


def _said(text: str, mentions: Sequence[Mention]) -> Said:
    """Whom *text* calls, and whom it only speaks of."""
    addressed: set[int] = set()
    spoken_of: set[int] = set()
    own: set[int] = set()
    for start, end, who in mentions:
        before = text[max(0, start - 12) : start]
        if _OWN_NAME.search(before):
            own.update(who)
        elif _ADDRESS_BEFORE.search(before) and _ADDRESS_AFTER.match(text, end):
            addressed.update(who)
        else:
            spoken_of.update(who)
    return Said(frozenset(addressed), frozenset(spoken_of), frozenset(own))
