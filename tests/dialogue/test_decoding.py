"""A dialogue is decided as a whole."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.dialogue.decoding import BACK_AGAIN, SAME_NEXT, marginals

turn = st.dictionaries(st.integers(-1, 3), st.floats(-6, 6), min_size=1, max_size=3)
dialogue = st.lists(st.tuples(turn, st.integers(0, 3)), min_size=1, max_size=5)


def decided(turns: list[tuple[dict[int, float], int]]) -> list[dict[int, float]]:
    chances = marginals(
        [np.array(list(scores.values())) for scores, _ in turns],
        [np.array(list(scores)) for scores, _ in turns],
        [gap for _, gap in turns],
    )
    return [
        dict(zip(scores, map(float, chance), strict=True)) for (scores, _), chance in zip(turns, chances, strict=True)
    ]


def weight(turns: list[tuple[dict[int, float], int]], speakers: tuple[int, ...]) -> float:
    """What the model says of one whole sequence, term by term."""
    total = 0.0
    for at, (scores, gap) in enumerate(turns):
        total += scores[speakers[at]]
        if at and speakers[at] == speakers[at - 1]:
            total += SAME_NEXT[min(gap, 2)]
        if at > 1 and speakers[at] == speakers[at - 2] != speakers[at - 1]:
            total += BACK_AGAIN[max(min(gap, 2), min(turns[at - 1][1], 2))]
    return float(np.exp(total))


@settings(max_examples=150, deadline=None)
@given(dialogue)
def test_chances_are_those_of_all_sequences_added_up(turns: list[tuple[dict[int, float], int]]) -> None:
    chances = decided(turns)

    sequences = list(product(*(scores for scores, _ in turns)))
    weights = [weight(turns, one) for one in sequences]
    for at, chance in enumerate(chances):
        for speaker, found in chance.items():
            wanted = sum(w for one, w in zip(sequences, weights, strict=True) if one[at] == speaker) / sum(weights)
            assert found == pytest.approx(wanted, abs=1e-6)


def test_two_who_talk_take_turns() -> None:
    unsure = {0: 0.0, 1: 0.0}

    chances = decided([({0: 9.0, 1: 0.0}, 9), (unsure, 0), (unsure, 0), (unsure, 0)])

    assert [max(one, key=lambda who: one[who]) for one in chances] == [0, 1, 0, 1]


def test_a_name_further_on_settles_the_lines_before_it() -> None:
    unsure = {0: 0.0, 1: 0.0}

    chances = decided([(unsure, 9), (unsure, 0), ({0: 0.0, 1: 9.0}, 0)])

    assert [max(one, key=lambda who: one[who]) for one in chances] == [1, 0, 1]


def test_a_story_without_dialogue_has_nothing_to_decide() -> None:
    assert marginals([], [], []) == []


def test_a_dialogue_as_long_as_a_book_is_still_certain_of_its_numbers() -> None:
    chances = decided([({0: 30.0, 1: -30.0}, 0), ({0: -30.0, 1: 30.0}, 0)] * 3000)

    assert all(sum(one.values()) == pytest.approx(1) for one in chances)
