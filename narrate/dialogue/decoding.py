"""Decides a chain of turns together: forward and backward over pairs of neighbouring speakers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SAME_NEXT = (-2.2, -0.8, -0.2)
"""Log-odds that one speaker has two turns in a row, by paragraphs of narration between them (0, 1, more)."""
BACK_AGAIN = (1.3, 0.8, 0.2)
"""Log-odds that a speaker answers after one turn of somebody else, by the paragraphs in between."""

Log = NDArray[np.float64]


def marginals(scores: Sequence[Log], speakers: Sequence[NDArray[np.int64]], gaps: Sequence[int]) -> list[Log]:
    """The probability of every candidate of every turn.

    *scores*: per turn, log-odds of its candidates, shape (n,); *speakers*: their numbers, same shape; *gaps*: per
    turn, the paragraphs between it and the turn before. The sum-product algorithm on a second-order chain.
    """
    if not scores:
        return []
    steps = [_pairs(speakers, gaps, index) for index in range(len(scores))]
    forward = [scores[0][None, :]]
    for index in range(1, len(scores)):
        ahead = _sum(forward[-1][:, :, None] + steps[index], axis=0)
        forward.append(ahead + scores[index][None, :])
    backward: list[Log] = [np.zeros_like(forward[-1])]
    for index in range(len(scores) - 1, 0, -1):
        behind = backward[-1] + scores[index][None, :]
        backward.append(_sum(steps[index] + behind[None, :, :], axis=2))
    return [_normalised(one + two) for one, two in zip(forward, reversed(backward), strict=True)]


def _pairs(speakers: Sequence[NDArray[np.int64]], gaps: Sequence[int], index: int) -> Log:
    """Log-odds of (speaker before last, last, this one), shape (k, m, n)."""
    here = speakers[index]
    last = speakers[index - 1] if index else np.array([-2])
    before = speakers[index - 2] if index > 1 else np.array([-3])
    gap, gap_before = min(gaps[index], 2), min(gaps[index - 1], 2) if index else 2
    same = (last[:, None] == here[None, :]) * SAME_NEXT[gap]
    back = (before[:, None, None] == here[None, None, :]) & (last[None, :, None] != here[None, None, :])
    pairs: Log = same[None, :, :] + back * BACK_AGAIN[max(gap, gap_before)]
    return pairs


def _sum(logs: Log, axis: int) -> Log:
    top = logs.max(axis=axis, keepdims=True)
    total: Log = np.log(np.exp(logs - top).sum(axis=axis)) + top.squeeze(axis)
    return total


def _normalised(pairs: Log) -> Log:
    odds = np.exp(pairs - pairs.max()).sum(axis=0)
    normalised: Log = odds / odds.sum()
    return normalised
