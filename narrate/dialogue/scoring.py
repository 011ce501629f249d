"""What speaks for each candidate of a turn: its tags, the narration around it, who was named."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from narrate.dialogue.cues import Act, Subject, leads_in, tag_after, tag_before
from narrate.dialogue.epithets import noun_gender
from narrate.dialogue.reading import PRONOUN_GENDER, Acted, Moment, Reader
from narrate.dialogue.sentences import last_sign
from narrate.dialogue.turns import Turn
from narrate.model import Basis, Gender, Kind, Utterance

NAMED_TAG = 9.0
"""Weights are log-odds. A speech tag with a name settles it; the rest was set by hand and checked on novels."""
PRONOUN_FOCUS = 2.0
PRONOUN_CLASH = -12.0
BEAT_BEFORE = 4.5
BEAT_AFTER = 2.5
BEAT_BETWEEN = 3.5
"""Between two quotations of a paragraph even a listener's act is the speaker's."""
JUST_NAMED = 4.0
"""Who was just named by a noun, as the subject before the line: "The driver glared."""
REACTION = 0.0
"""Who nods after a quotation is its listener as often as its speaker."""
LEAD = 1.5
LEAD_SPEAKS = 1.5
SHARED_LEAD = 0.4
"""Of a lead's weight when its sentence names more than one."""
REACHED = 1.2
"""Whom the lead's act is done to, unnamed, is likely to answer it."""
LISTENER = -1.6
ADDRESSED = -4.0
SPOKEN_OF = -1.5
RECENCY = (1.6, 1.2, 0.6, 0.0, -0.5, -1.0)
"""By rank among those last named."""
FAR = -1.5
APPEARS = 2.0
PROMINENCE = 0.6
"""By the logarithm of how often somebody is named: main characters talk more."""
CANDIDATES = 8
SURE = {Basis.EXPLICIT: 0.95, Basis.ANAPHORIC: 0.85, Basis.IMPLICIT: 0.85}
"""What the chain's certainty is worth: of the lines it was all but certain of, so many were right in 16 novels (PDNC):
86 % explicit (most others were one person under two names), 75 % anaphoric, 81 % implicit."""
TOGETHER = 0.45
"""What the chain's certainty is worth where several speak at once."""
NOBODY = -1
"""The candidate for somebody the story has not named."""
NOBODY_KNOWN = -0.5

_ADDRESS_BEFORE = re.compile(r"(?:^[\"“”\s]*|[,.!?—-]\s*|\b(?:dear|my|oh|o|old|hey|no|yes|please)\s+)$", re.IGNORECASE)
_ADDRESS_AFTER = re.compile(r"\s*(?:[,.!?;…—-]|[\"”]|$)")

Scores = defaultdict[int, float]
"""Log-odds by candidate."""


@dataclass(frozen=True, slots=True)
class Rating:
    """What speaks for each candidate of a turn, and how far that can be trusted."""

    scores: dict[int, float]
    basis: Basis
    sure: float
    """What certainty is worth."""


class Scoring:
    """Rates the candidates of a turn by the narration around it."""

    def __init__(self, reader: Reader, utterances: Sequence[Utterance], paragraphs: Sequence[Sequence[int]]) -> None:
        self._reader, self._utterances, self._paragraphs = reader, utterances, paragraphs
        self.acts, self._moments = reader.read(utterances)
        self._tagged: dict[int, tuple[Subject, ...]] = {}
        self._named_often = Counter(who for acts in self.acts.values() for who, _ in acts if who is not None)

    def rate(self, turn: Turn) -> Rating:
        """Log-odds by candidate, the basis, and what certainty is worth."""
        moment = self._moments[turn.pieces[0]]
        given = self._utterances[turn.pieces[0]].speaker
        if given:
            return Rating({self._reader.given(given): NAMED_TAG}, Basis.GIVEN, 1.0)
        tag = self._tag(turn)
        if tag is not None and tag.several:
            return Rating(dict.fromkeys(tag.who, NAMED_TAG), Basis.EXPLICIT, TOGETHER)
        together = tag is not None and tag.pronoun in ("they", "we")
        scores: Scores = defaultdict(float)
        basis = Basis.IMPLICIT
        if tag is not None and not together:
            basis = Basis.ANAPHORIC if tag.pronoun else Basis.EXPLICIT
            named = self._named(tag, moment)
            if named is not None:
                return Rating({named: NAMED_TAG}, basis, SURE[basis])
        described = self._add_described(scores, turn)
        self._add_recent(scores, moment)
        self._add_around(scores, turn, tagged=basis is not Basis.IMPLICIT)
        if tag is not None and basis is Basis.ANAPHORIC:
            self._add_pronoun(scores, tag, moment, described)
        self._add_inside(scores, turn)
        best = dict(sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:CANDIDATES])
        return Rating({**best, NOBODY: NOBODY_KNOWN}, basis, TOGETHER if together else SURE[basis])

    @property
    def teller(self) -> int | None:
        """Who tells the story as "I", None if nobody does."""
        return self._reader.first_person() if self._reader.tells_of_itself else None

    def is_tagged(self, turn: Turn) -> bool:
        """Whether a tag tells of the turn's speaker."""
        return self._tag(turn) is not None

    def _tag(self, turn: Turn) -> Subject | None:
        """The turn's speech tag; behind a quotation it is surer than before one."""
        found = [subject for at in turn.pieces for subject in self._tags(at)]
        return min(found, key=lambda one: (not one.who, not one.noun), default=None)

    def _tags(self, at: int) -> tuple[Subject, ...]:
        """The speech tags beside a quotation; read once, for its neighbours ask for them too."""
        if at not in self._tagged:
            self._tagged[at] = tuple(self._read_tags(at))
        return self._tagged[at]

    def _read_tags(self, at: int) -> Iterator[Subject]:
        after, before = self._narration(at + 1, at), self._narration(at - 1, at)
        if after is not None:
            tied = last_sign(self._utterances[at].text) in ",-—–" or after[:1].islower() or after[:1] == ","
            led = not tied and before is not None and leads_in(before)
            subject = tag_after(after, self._reader.names, tied=tied) if not led else None
            yield from [subject] if subject else []
        if before is not None:
            subject = tag_before(before, self._reader.names)
            yield from [subject] if subject else []

    def differ(self, one: int, other: int) -> bool:
        """Whether the speech tags beside two quotations can mean nobody in common."""
        left, right = self._tags(one), self._tags(other)
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
        return any(self._reader.fits(who, other.pronoun) for who in one.who)

    def _narration(self, at: int, beside: int) -> str | None:
        """The narration at *at* if it stands in the paragraph of *beside*."""
        if not 0 <= at < len(self._utterances):
            return None
        one = self._utterances[at]
        same = one.place == self._utterances[beside].place
        return one.text if same and one.kind is Kind.NARRATION else None

    def _named(self, tag: Subject, moment: Moment) -> int | None:
        if tag.who:
            return self._reader.resolve(tag, moment)
        if tag.noun:
            return self._reader.unnamed(tag.noun)
        if tag.pronoun == "i":
            return self._reader.first_person()
        return None

    def _add_recent(self, scores: Scores, moment: Moment) -> None:
        for rank, number in enumerate(moment.recent):
            scores[number] += RECENCY[rank] if rank < len(RECENCY) else FAR
            scores[number] += PROMINENCE * math.log1p(self._named_often[number])

    def _add_pronoun(self, scores: Scores, tag: Subject, moment: Moment, described: int | None) -> None:
        meant = described is not None and self._reader.fits(described, tag.pronoun)
        focus = described if meant else self._reader.resolve(tag, moment)
        if focus is not None:
            scores[focus] += PRONOUN_FOCUS
        for number in scores:
            scores[number] += 0.0 if self._reader.fits(number, tag.pronoun) else PRONOUN_CLASH

    def _add_described(self, scores: Scores, turn: Turn) -> int | None:
        """Whoever the turn's own paragraph has just named by a noun only."""
        acted = self._acts_before(turn)
        subject = acted[-1][1].subject if acted else None
        if subject is None or not subject.noun:
            return None
        number = self._reader.unnamed(subject.noun)
        scores[number] += JUST_NAMED
        return number

    def _add_around(self, scores: Scores, turn: Turn, *, tagged: bool) -> None:
        """Beats in the turn's own paragraph, the lead of the one before, the reaction in the one after."""
        before = self._acts_before(turn)
        after = self._acts_after(turn)
        if before:
            _add(scores, before[-1], BEAT_BEFORE)
        elif turn.first and not self._speaks(turn.first - 1):
            self._add_lead(scores, self._paragraphs[turn.first - 1])
        if tagged:
            return
        if after:
            between = len(turn.pieces) > 1 and turn.pieces[0] + 1 < turn.pieces[1]
            _add(scores, after[0], BEAT_BETWEEN if between else REACTION if after[0][1].reacts else BEAT_AFTER)
        elif turn.last + 1 < len(self._paragraphs) and not self._speaks(turn.last + 1):
            for who, act in [act for at in self._paragraphs[turn.last + 1] for act in self.acts.get(at, ())][:1]:
                if who is not None and act.reacts:
                    scores[who] += LISTENER

    def _acts_before(self, turn: Turn) -> list[Acted]:
        """What is told in the turn's own paragraph since the quotation before it."""
        at = first = turn.pieces[0]
        while at > self._paragraphs[turn.first][0] and self._utterances[at - 1].kind in (Kind.NARRATION, Kind.THOUGHT):
            at -= 1
        return [act for number in range(at, first) for act in self.acts.get(number, ())]

    def _acts_after(self, turn: Turn) -> tuple[Acted, ...]:
        """What is told right behind its first quotation, or behind a later one."""
        behind = (self.acts.get(at + 1, ()) for at in turn.pieces if self._narration(at + 1, at) is not None)
        return next(filter(None, behind), ())

    def _add_lead(self, scores: Scores, paragraph: Sequence[int]) -> None:
        acted = [act for at in paragraph for act in self.acts.get(at, ())]
        if acted and acted[-1][1].appears:
            scores[acted[-1][1].appears[0]] += APPEARS
        elif acted:
            act = acted[-1][1]
            self._add_reached(scores, act)
            shared = SHARED_LEAD if len(set(act.mentioned)) > 1 else 1.0
            _add(scores, acted[-1], LEAD * shared + LEAD_SPEAKS * act.speaks)

    def _add_reached(self, scores: Scores, act: Act) -> None:
        named = {who for mentioned in act.mentioned for who in mentioned}
        fitting = [who for who in scores if act.reaches and who not in named and self._reader.fits(who, act.reaches)]
        if fitting:
            scores[max(fitting, key=lambda who: (self._named_often[who], -who))] += REACHED

    def _speaks(self, paragraph: int) -> bool:
        return any(self._utterances[at].kind is Kind.QUOTATION for at in self._paragraphs[paragraph])

    def _add_inside(self, scores: Scores, turn: Turn) -> None:
        """Nobody addresses themselves, and few speak of themselves by name."""
        for at in turn.pieces:
            text = self._utterances[at].text
            for start, end, who in self._reader.names.find(text):
                addressed = _ADDRESS_BEFORE.search(text[max(0, start - 12) : start]) and _ADDRESS_AFTER.match(text, end)
                for number in who:
                    if number in scores:
                        scores[number] += ADDRESSED if addressed else SPOKEN_OF


def _add(scores: Scores, acted: Acted, weight: float) -> None:
    if acted[0] is not None:
        scores[acted[0]] += weight
