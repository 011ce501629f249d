"""Attribution: who says every line, how sure that is, and what tells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain, groupby

from narrate.dialogue.ages import aged
from narrate.dialogue.characters import discover
from narrate.dialogue.epithets import with_epithets
from narrate.dialogue.evidence import Evidence, Numbers
from narrate.dialogue.features import Features
from narrate.dialogue.ranker import Ranker, shipped
from narrate.dialogue.reading import Reader
from narrate.dialogue.story import Story
from narrate.dialogue.subjects import Subject
from narrate.dialogue.thinkers import Thinkers
from narrate.dialogue.turns import Turn, turns_of
from narrate.dialogue.wording import evidence_of, tag_in_words
from narrate.model import Basis, Candidate, Character, Gender, Kind, Manuscript, Script, Utterance, identified

OWN_THOUGHT = 0.8
"""A thought in a story told by "I" is the teller's, unless a tag says otherwise; judged, not measured."""
_TAGGED = 0.97
"""Of the lines whose tag names somebody, so many are theirs (own stories and 16 novels of PDNC)."""
_TOGETHER = 0.45
"""How sure a line can be one person's that several say together; judged."""
_NOBODY = 0.8
"""How likely it must be that nobody known has a turn for nobody to get it."""
_SHOWN = 4
"""Candidates that are worth showing."""


class Attribution:
    """A manuscript's turns and what is known of each.

    A speaker whom *utterances* have already is given, by the format or a person: it stays, and tells of its neighbours.
    *known* characters, by a person, keep their names, aliases and gender; *alone*: nobody else is looked for.
    """

    def __init__(
        self,
        manuscript: Manuscript,
        utterances: Sequence[Utterance],
        known: Sequence[Character] = (),
        *,
        alone: bool = False,
        ranker: Ranker | None = None,
    ) -> None:
        self._manuscript, self.utterances, self._known = manuscript, utterances, known
        given = dict.fromkeys(one.speaker for one in utterances if one.speaker)
        found = known if alone else discover(utterances, (*manuscript.characters, *given), known)
        self.reader = Reader(with_epithets(found, utterances))
        self.reader.meet_teller(utterances)
        for name in given:
            self.reader.given(name)
        numbers = range(len(utterances))
        self._paragraphs = [list(group) for _, group in groupby(numbers, key=lambda at: utterances[at].place)]
        self.story = Story(self.reader, utterances, self._paragraphs)
        self.turns = turns_of(utterances, self._paragraphs, self.story.differ, Kind.QUOTATION)
        self._using = ranker or shipped()

    @cached_property
    def evidence(self) -> list[Evidence]:
        """Of each turn."""
        return Features(self.story, self.turns).evidence()

    @cached_property
    def _chances(self) -> list[Numbers]:
        return self._ranked(self.turns, self.evidence)

    def _ranked(self, turns: Sequence[Turn], evidence: Sequence[Evidence]) -> list[Numbers]:
        fixed = {}
        for number, turn in enumerate(turns):
            told = self.told(turn)
            if told is not None:
                fixed[number] = evidence[number].candidates.index(told)
        ranked = self._using.rank(evidence, turns, fixed)
        return [self._introduced(*one) for one in zip(turns, evidence, ranked, strict=True)]

    def _introduced(self, turn: Turn, evidence: Evidence, chances: Numbers) -> Numbers:
        """*chances* where a tag has "said the nun": if it is nobody known, it is she, and not nobody."""
        tag = self.story.tag(turn.pieces)
        if tag is not None and len(tag.who) == 1 and self.reader.is_unnamed(tag.who[0]):
            chances[evidence.candidates.index(tag.who[0])] += chances[-1]
            chances[-1] = 0.0
        return chances

    def told(self, turn: Turn) -> int | None:
        """Who has a turn beyond doubt: who is given for it, named by its tag, or a stranger whom the tag brings in."""
        given, tag = self.story.given(turn.pieces), self.story.tag(turn.pieces)
        if given is not None or tag is None:
            return given
        if len(tag.who) == 1 and not self.reader.is_unnamed(tag.who[0]):
            return tag.who[0]
        if tag.pronoun and tag.pronoun == self.reader.person:
            return self.reader.first_person()
        return self.reader.unnamed(tag.noun) if tag.noun and not (tag.definite or tag.whose) else None

    def script(self) -> Script:
        """The script: every utterance that somebody says with speaker, confidence, basis and cue; and the characters.

        Letters without a speaker stay the narrator's.
        """
        out = list(self.utterances)
        spoken = self._decided(self.turns, self.evidence, self._chances)
        for turn, one in chain(spoken, self._alone()):
            for at in turn.pieces:
                out[at] = replace(out[at], speaker=one.speaker, confidence=one.confidence, basis=one.basis, cue=one.cue)
        for at, utterance in enumerate(self.utterances):
            if utterance.speaker:
                name = self.reader.characters[self.reader.given(utterance.speaker)].name
                out[at] = replace(out[at], speaker=name, confidence=1.0, basis=Basis.GIVEN, cue="")
        said = identified(out)
        return Script(
            self._manuscript.title,
            self._manuscript.author,
            self._manuscript.language,
            self._manuscript.chapters,
            aged(self.reader.characters, said, self._known),
            said,
            self._manuscript.skipped,
            self._manuscript.metadata,
            teller=self._name(self.reader.first_person()) if self.reader.person == "i" else "",
        )

    def candidates(self) -> Mapping[str, tuple[Candidate, ...]]:
        """By an utterance's id, who may say it, likeliest first, and what tells."""
        ids = [one.id for one in identified(self.utterances)]
        found: dict[str, tuple[Candidate, ...]] = {}
        for turn, evidence, chances in zip(self.turns, self.evidence, self._chances, strict=True):
            ranked = sorted(range(len(evidence.candidates)), key=lambda at: -float(chances[at]))[:_SHOWN]
            given = self.story.given(turn.pieces)
            best = float(chances[ranked[0]]) if ranked else 0.0
            sure = self._sure(turn, evidence.candidates[ranked[0]], best) if ranked else 0.0
            rest = (1 - sure) / max(1 - best, 1e-6)  # the others share what the likeliest leaves
            shown = tuple(
                Candidate(
                    self._name(evidence.candidates[at]),
                    round(sure if at == ranked[0] else rest * float(chances[at]), 2),
                    evidence_of(evidence, at) if given is None else (),
                )
                for at in ranked
            )
            found |= {ids[at]: shown for at in turn.pieces}
        return found

    def _name(self, number: int) -> str:
        return self.reader.characters[number].name

    def _decided(
        self, turns: Sequence[Turn], evidence: Sequence[Evidence], chances: Sequence[Numbers]
    ) -> Iterator[tuple[Turn, Utterance]]:
        """Who has each of *turns*, as its first utterance."""
        for turn, one, odds in zip(turns, evidence, chances, strict=True):
            first = self.utterances[turn.pieces[0]]
            if not one.candidates or odds[-1] > _NOBODY:
                yield turn, replace(first, speaker=None, confidence=0.0, basis=Basis.IMPLICIT)
                continue
            at = int(odds[:-1].argmax())
            who = one.candidates[at]
            sure = round(self._sure(turn, who, float(odds[at])), 2)
            tag = self.story.tag(turn.pieces)
            if self.story.given(turn.pieces) is not None:
                basis, cue = Basis.IMPLICIT, "goes on with words that are given"
            else:
                basis = self._basis(tag)
                cue = tag_in_words(tag, self.reader.characters) if tag else next(iter(evidence_of(one, at)), "")
            yield turn, replace(first, speaker=self._name(who), confidence=sure, basis=basis, cue=cue)

    def _sure(self, turn: Turn, who: int, chance: float) -> float:
        """How sure it is that *who*, the likeliest, has the turn."""
        tag = self.story.tag(turn.pieces)
        sure = _TAGGED if self.told(turn) == who else self._using.sure(self._basis(tag).value, chance)
        if tag and (tag.several or (tag.pronoun in ("they", "we") and self._is_one(who))):
            return min(sure, _TOGETHER)
        return sure

    def _is_one(self, who: int) -> bool:
        """Whether "they" can hardly mean that character alone."""
        return self.reader.characters[who].gender is not Gender.UNKNOWN

    def _basis(self, tag: Subject | None) -> Basis:
        if tag is None:
            return Basis.IMPLICIT
        named = [who for who in tag.who if not self.reader.is_unnamed(who)]
        return Basis.EXPLICIT if named else Basis.ANAPHORIC

    def _alone(self) -> Iterator[tuple[Turn, Utterance]]:
        """Who has what nobody hears, so that nobody answers it: by its tag, and a thought else by the point of view."""
        thinkers = Thinkers(self.utterances, self._paragraphs, self.story.acts)
        teller = self.reader.teller
        for kind in (Kind.THOUGHT, Kind.MESSAGE):
            turns = turns_of(self.utterances, self._paragraphs, self.story.differ, kind)
            tagged = [turn for turn in turns if self.story.tag(turn.pieces) is not None]
            evidence = Features(self.story, tagged).evidence() if tagged else []
            yield from self._decided(tagged, evidence, self._ranked(tagged, evidence))
            for turn in turns if kind is Kind.THOUGHT else ():
                who, sure = (teller, OWN_THOUGHT) if teller is not None else thinkers.of(turn.pieces[0], turn.first)
                if who is not None and self.story.tag(turn.pieces) is None:
                    first = self.utterances[turn.pieces[0]]
                    cue = "the point of view" if teller is None else "the teller's own thought"
                    yield turn, replace(first, speaker=self._name(who), confidence=sure, basis=Basis.IMPLICIT, cue=cue)
