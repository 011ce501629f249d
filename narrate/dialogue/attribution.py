"""Attribution by rules: what a turn's surroundings say of its speaker, weighed together along the dialogue."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, pairwise

import numpy as np

from narrate.dialogue.characters import discover
from narrate.dialogue.decoding import marginals
from narrate.dialogue.epithets import with_epithets
from narrate.dialogue.reading import Reader
from narrate.dialogue.scoring import NOBODY, Scoring
from narrate.dialogue.thinkers import Thinkers
from narrate.dialogue.turns import Turn, turns_of
from narrate.model import Basis, Character, Kind, Manuscript, Script, Utterance, identified

OWN_THOUGHT = 0.8
"""A thought in a story told by "I" is the teller's, unless a tag says otherwise; judged, not measured."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found of a turn: who has it, None if nobody known."""

    who: int | None
    sure: float
    basis: Basis


def attribute(manuscript: Manuscript, utterances: Sequence[Utterance]) -> Script:
    """The script of *manuscript*: its *utterances* with speaker, confidence and basis, and its characters.

    A speaker who is there already is given by the format, and stays. Letters without one stay the narrator's.
    """
    given = dict.fromkeys(one.speaker for one in utterances if one.speaker)
    reader = Reader(with_epithets(discover(utterances, (*manuscript.characters, *given)), utterances))
    paragraphs = [list(group) for _, group in groupby(range(len(utterances)), key=lambda at: utterances[at].place)]
    scoring = Scoring(reader, utterances, paragraphs)
    turns = turns_of(utterances, paragraphs, scoring.differ, Kind.QUOTATION)
    out = list(utterances)
    for turn, found in chain(_decided(scoring, turns), _alone(scoring, utterances, paragraphs)):
        for at in turn.pieces:
            name = reader.characters[found.who].name if found.who is not None else None
            out[at] = replace(out[at], speaker=name, confidence=found.sure, basis=found.basis)
    for at, one in enumerate(utterances):
        if one.speaker:
            name = reader.characters[reader.given(one.speaker)].name
            out[at] = replace(one, speaker=name, confidence=1.0, basis=Basis.GIVEN)
    return _script(manuscript, reader.characters, out)


def _decided(scoring: Scoring, turns: Sequence[Turn]) -> Iterator[tuple[Turn, _Found]]:
    """Who has each of *turns*, all of them weighed together."""
    rated = [scoring.rate(turn) for turn in turns]
    chances = marginals(
        [np.array(list(rating.scores.values())) for rating in rated],
        [np.array(list(rating.scores)) for rating in rated],
        [9, *(max(0, turn.first - before.last - 1) for before, turn in pairwise(turns))],
    )
    for turn, rating, chance in zip(turns, rated, chances, strict=True):
        best = int(chance.argmax())
        who = list(rating.scores)[best]
        if who == NOBODY:
            yield turn, _Found(None, 0.0, Basis.IMPLICIT)
        else:
            yield turn, _Found(who, round(rating.sure * float(chance[best]), 2), rating.basis)


def _alone(
    scoring: Scoring, utterances: Sequence[Utterance], paragraphs: Sequence[Sequence[int]]
) -> Iterator[tuple[Turn, _Found]]:
    """Who has what nobody hears, so that nobody answers it: by its tag, and a thought else by the point of view."""
    thinkers = Thinkers(utterances, paragraphs, scoring.acts)
    for kind in (Kind.THOUGHT, Kind.MESSAGE):
        for turn in turns_of(utterances, paragraphs, scoring.differ, kind):
            if scoring.is_tagged(turn):
                yield from _decided(scoring, [turn])
            elif kind is Kind.THOUGHT and scoring.teller is not None:
                yield turn, _Found(scoring.teller, OWN_THOUGHT, Basis.IMPLICIT)
            elif kind is Kind.THOUGHT:
                who, sure = thinkers.of(turn.pieces[0], turn.first)
                if who is not None:
                    yield turn, _Found(who, sure, Basis.IMPLICIT)


def _script(manuscript: Manuscript, characters: Sequence[Character], utterances: Sequence[Utterance]) -> Script:
    return Script(
        manuscript.title,
        manuscript.author,
        manuscript.language,
        manuscript.chapters,
        tuple(characters),
        identified(utterances),
        manuscript.skipped,
        manuscript.metadata,
    )
