from collections.abc import Mapping

import numpy as np
import pytest

from narrate.dialogue import ranker
from narrate.dialogue.evidence import CUE, CUES, TRAITS, Evidence
from narrate.dialogue.ranker import NEAR, Ranker, near, shipped
from narrate.dialogue.turns import Turn

WIDTH, SHOWN, STEPS = 8, 4, len(NEAR)
SHAPES = {
    "cues": (WIDTH, len(CUES)),
    "traits": (WIDTH, len(TRAITS)),
    "mixed": (WIDTH, WIDTH),
    "layers.0.shown": (SHOWN, WIDTH),
    "layers.0.near": (WIDTH, STEPS * (SHOWN + 2)),
    "layers.0.gap": (WIDTH, STEPS * 2),
    "layers.0.pool": (SHOWN, WIDTH),
    "layers.0.around": (WIDTH, STEPS * SHOWN),
    "layers.0.rivals": (WIDTH, 2 * WIDTH + 2),
    "layers.0.out": (WIDTH, WIDTH),
    **{f"{judge}.{step}": (1, WIDTH) for judge in ("score", "nobody") for step in (0, 1)},
}


def weights(networks: int = 1) -> Mapping[str, np.ndarray]:
    chance = np.random.default_rng(7)
    out = {"networks": np.array(networks)}
    for net in range(networks):
        for name, shape in SHAPES.items():
            out[f"{net}/{name}.weight"] = chance.normal(0, 0.5, shape)
            out[f"{net}/{name}.bias"] = chance.normal(0, 0.5, shape[0])
        for name in ("norm", "layers.0.norm"):
            out[f"{net}/{name}.weight"], out[f"{net}/{name}.bias"] = np.ones(WIDTH), np.zeros(WIDTH)
    return out


def story(turns: int) -> tuple[list[Evidence], list[Turn]]:
    chance = np.random.default_rng(turns)
    evidence = []
    for _ in range(turns):
        who = tuple(int(one) for one in chance.permutation(5)[: chance.integers(1, 5)])
        evidence.append(
            Evidence(who, chance.random((len(who), len(CUES)), np.float32), chance.random(len(TRAITS), np.float32))
        )
    return evidence, [Turn((2 * number,), 2 * number, 2 * number) for number in range(turns)]


@pytest.mark.parametrize("networks", [1, 3])
def test_each_turn_has_a_chance_for_every_candidate_and_for_nobody(networks: int) -> None:
    evidence, turns = story(30)
    chances = list(Ranker(weights(networks)).rank(evidence, turns))

    assert [len(one) for one in chances] == [len(one.candidates) + 1 for one in evidence]
    assert np.allclose([one.sum() for one in chances], 1, atol=1e-5)


def test_what_is_given_is_certain_and_tells_of_the_turns_beside_it() -> None:
    evidence, turns = story(12)
    plain = list(Ranker(weights()).rank(evidence, turns))
    given = list(Ranker(weights()).rank(evidence, turns, {5: 0}))

    assert given[5][0] == 1
    assert any(not np.allclose(plain[at], given[at], atol=1e-4) for at in (4, 6))


def test_a_book_ranked_in_blocks_is_ranked_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    evidence, turns = story(200)
    whole = list(Ranker(weights()).rank(evidence, turns))
    monkeypatch.setattr(ranker, "_BLOCK", 30)
    parts = list(Ranker(weights()).rank(evidence, turns))

    assert all(np.allclose(one, other, atol=1e-4) for one, other in zip(whole, parts, strict=True))


def test_candidates_are_found_in_the_turns_beside_and_nowhere_else() -> None:
    turns = [Turn((0,), 0, 0), Turn((1,), 1, 1), Turn((2,), 5, 5)]
    places, gaps = near([(3, 4), (4,), (3,)], turns)
    nowhere = 3 * ranker.CANDIDATES
    behind, next_but_one = NEAR.index(1), NEAR.index(2)

    assert places[0, 0, behind] == nowhere and places[0, 1, behind] == ranker.CANDIDATES
    assert places[0, 0, next_but_one] == 2 * ranker.CANDIDATES
    assert gaps[1, behind].tolist() == [1.0, 3 / ranker.GAP] and gaps[2, behind].tolist() == [0.0, 0.0]


def test_the_shipped_ranker_heeds_a_speech_tag() -> None:
    turns = [Turn((0,), 0, 0)]
    cues = np.zeros((2, len(CUES)), np.float32)
    cues[0, CUE["tag_named"]] = cues[1, CUE["tag_other"]] = 1.0
    traits = np.zeros(len(TRAITS), np.float32)
    traits[[TRAITS.index("tagged"), TRAITS.index("tag_name")]] = 1.0
    (chances,) = shipped().rank([Evidence((0, 1), cues, traits)], turns)

    assert chances[0] > 10 * chances[1]
