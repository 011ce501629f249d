"""The trained ranker: how likely each candidate has each turn, with all turns of a book weighed together.

A small network. Each candidate of each turn begins with its own evidence; then, layer by layer, it sees how likely it
and its rivals are here, and how likely it has the turns around: so it learns that people alternate, answer whom they
are addressed by, and stay in a scene. Trained by ``benchmarks/train.py``; here is only the way forward, in numpy.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from narrate.dialogue.candidates import CANDIDATES
from narrate.dialogue.evidence import CUES, Evidence, Numbers
from narrate.dialogue.turns import Turn

NEAR = (-4, -3, -2, -1, 1, 2, 3, 4)
"""The turns around that a layer looks at."""
GAP = 8
"""Paragraphs of narration between turns; more count as so many."""
_BLOCK, _MARGIN = 1500, 40
"""Turns ranked in one go, and turns around them that are looked at, so that memory does not grow with the book."""
_NEVER = -1e4
"""Log-odds of what cannot be."""
_LEAST = np.float32(-30)
"""Log-odds under which a chance is as good as none: numbers much smaller still slow multiplication a hundredfold."""

Weights = Mapping[str, Numbers]


def near(candidates: Sequence[tuple[int, ...]], turns: Sequence[Turn]) -> tuple[NDArray[np.int64], Numbers]:
    """Where each candidate is found in the turns around, and how far those are.

    Shapes (turns, CANDIDATES, NEAR), numbers of rows, and one behind the last where they are no candidate there; and
    (turns, NEAR, 2): whether there is such a turn, and the paragraphs of narration in between, as a share of GAP.
    """
    count, reach = len(turns), NEAR[-1]
    ids = np.full((count + 2 * reach, CANDIDATES), -1, np.int64)  # with rows of nobody around
    for number, who in enumerate(candidates, reach):
        ids[number, : len(who)] = who
    own = ids[reach : reach + count]
    told = np.cumsum([0, *(max(0, two.first - one.last - 1) for one, two in pairwise(turns))])
    places = np.zeros((count, CANDIDATES, len(NEAR)), np.int64)
    gaps = np.zeros((count, len(NEAR), 2), np.float32)
    rows = np.arange(count)
    for step, offset in enumerate(NEAR):
        same = (own[:, :, None] == ids[reach + offset : reach + offset + count, None, :]) & (own >= 0)[:, :, None]
        there = (rows + offset)[:, None] * CANDIDATES + same.argmax(2)
        places[:, :, step] = np.where(same.any(2), there, count * CANDIDATES)
        here = rows[(rows + offset >= 0) & (rows + offset < count)]
        gaps[here, step, 0] = 1.0
        gaps[here, step, 1] = np.minimum(abs(told[here + offset] - told[here]), GAP) / GAP
    return places, gaps


class Ranker:
    """Ranks with the given *weights*: those of one network, or of several whose judgements are averaged."""

    def __init__(self, weights: Weights) -> None:
        self._nets = [
            {
                key.split("/", 1)[1]: np.asarray(value, np.float32)
                for key, value in weights.items()
                if key.startswith(f"{n}/")
            }
            for n in range(int(weights["networks"]))
        ]
        self._sure = {key.removeprefix("sure/"): value for key, value in weights.items() if key.startswith("sure/")}

    def sure(self, basis: str, chance: float) -> float:
        """How often, of the lines of that *basis* that were ranked with such a *chance*, the speaker was right.

        Measured on stories that the networks had not seen; interpolated. The *chance* itself if nothing was measured.
        """
        if basis not in self._sure:
            return chance
        chances, shares = self._sure[basis]
        return float(np.interp(chance, chances, shares))

    def rank(
        self, evidence: Sequence[Evidence], turns: Sequence[Turn], fixed: Mapping[int, int] | None = None
    ) -> Iterator[Numbers]:
        """Per turn, the probability of each of its candidates and, last, that it is nobody of them.

        *fixed*: by number of a turn, the candidate (a position among its candidates) who is known to have it.
        """
        for start in range(0, len(turns), _BLOCK):
            first, last = max(0, start - _MARGIN), min(len(turns), start + _BLOCK + _MARGIN)
            known = {turn - first: at for turn, at in (fixed or {}).items() if first <= turn < last}
            chances = self._ranked(evidence[first:last], turns[first:last], known)
            for number in range(start - first, min(start + _BLOCK, len(turns)) - first):
                own = len(evidence[first + number].candidates)
                yield np.concatenate([chances[number, :own], chances[number, -1:]])

    def _ranked(self, evidence: Sequence[Evidence], turns: Sequence[Turn], fixed: Mapping[int, int]) -> Numbers:
        cues = np.zeros((len(turns), CANDIDATES, len(CUES)), np.float32)
        mask = np.zeros((len(turns), CANDIDATES), np.float32)
        for number, one in enumerate(evidence):
            cues[number, : len(one.candidates)] = one.cues
            mask[number, : len(one.candidates)] = 1.0
        known = np.zeros((len(turns), CANDIDATES + 1), np.float32)
        for number, at in fixed.items():
            known[number, at] = 1.0
        traits = np.stack([one.traits for one in evidence])
        block = _Block(cues, traits, mask, *near([one.candidates for one in evidence], turns), known)
        chances = [_forward(net, block) for net in self._nets]
        mean: Numbers = np.mean(chances, axis=0, dtype=np.float32)
        return mean


@dataclass(frozen=True, slots=True)
class _Block:
    """Some turns on end, as arrays."""

    cues: Numbers
    traits: Numbers
    mask: Numbers
    """Shape (turns, CANDIDATES): 1 where there is a candidate."""
    places: NDArray[np.int64]
    gaps: Numbers
    known: Numbers
    """Shape (turns, CANDIDATES + 1): 1 for who is known to have a turn."""


def _forward(net: Weights, block: _Block) -> Numbers:
    """The probabilities, shape (turns, CANDIDATES + 1)."""
    state = np.maximum(_linear(net, "cues", block.cues) + _linear(net, "traits", block.traits)[:, None], 0)
    state = _normal(net, "norm", _linear(net, "mixed", state))
    chances = _chances(net, 0, state, block)
    for layer in range(sum(key.startswith("score.") and key.endswith("weight") for key in net) - 1):
        state = _looked_around(net, f"layers.{layer}.", state, chances[:, :CANDIDATES, None], block)
        chances = _chances(net, layer + 1, state, block)
    return chances


def _looked_around(net: Weights, here: str, state: Numbers, own: Numbers, block: _Block) -> Numbers:
    """The state of each candidate when it has seen its rivals and the turns around, and how likely each is there."""
    count = len(state)
    seen = np.concatenate([_linear(net, f"{here}shown", state), own, np.ones_like(own)], axis=2)
    seen = (seen * block.mask[:, :, None]).reshape(count * CANDIDATES, -1)
    seen = np.concatenate([seen, np.zeros((1, seen.shape[1]), np.float32)])
    pooled = (state * own).sum(1)
    told = np.pad(_linear(net, f"{here}pool", pooled), ((-NEAR[0], NEAR[-1]), (0, 0)))
    around = np.concatenate([told[offset - NEAR[0] : offset - NEAR[0] + count] for offset in NEAR], axis=1)
    best = np.broadcast_to(own.max(1, keepdims=True), own.shape)
    rivals = np.concatenate([state, np.broadcast_to(pooled[:, None], state.shape), own, best], axis=2)
    turn = _linear(net, f"{here}gap", block.gaps.reshape(count, -1)) + _linear(net, f"{here}around", around)
    sums = _linear(net, f"{here}near", seen[block.places].reshape(count, CANDIDATES, -1))
    sums += _linear(net, f"{here}rivals", rivals)
    sums += turn[:, None]
    return _normal(net, f"{here}norm", state + _linear(net, f"{here}out", np.maximum(sums, 0)))


def _chances(net: Weights, layer: int, state: Numbers, block: _Block) -> Numbers:
    mask, known = block.mask, block.known
    scores = np.where(mask > 0, _linear(net, f"score.{layer}", state)[:, :, 0], np.float32(_NEVER))
    mean = (state * mask[:, :, None]).sum(1) / np.maximum(mask.sum(1, keepdims=True), 1)
    odds = np.concatenate([scores, _linear(net, f"nobody.{layer}", mean)], axis=1)
    odds = np.exp(np.maximum(odds - odds.max(1, keepdims=True), _LEAST))
    given = known.sum(1, keepdims=True)
    chances: Numbers = known + (1 - given) * odds / odds.sum(1, keepdims=True)
    return chances


def _linear(net: Weights, name: str, values: Numbers) -> Numbers:
    flat: Numbers = values.reshape(-1, values.shape[-1]) @ net[f"{name}.weight"].T + net[f"{name}.bias"]
    return flat.reshape(*values.shape[:-1], -1)


def _normal(net: Weights, name: str, values: Numbers) -> Numbers:
    """Layer normalisation (Ba, Kiros and Hinton 2016)."""
    values = values - values.mean(-1, keepdims=True)
    scaled: Numbers = values / np.sqrt((values * values).mean(-1, keepdims=True) + np.float32(1e-5))
    return scaled * net[f"{name}.weight"] + net[f"{name}.bias"]


@cache
def shipped() -> Ranker:
    """The ranker this package comes with; how it was trained stands in docs/attribution.md."""
    with np.load(BytesIO((files("narrate.dialogue") / "ranker.npz").read_bytes())) as arrays:
        return Ranker({key: arrays[key] for key in arrays.files})
