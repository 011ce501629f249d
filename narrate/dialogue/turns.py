"""Turns: what somebody says, or thinks, before anybody else does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from narrate.model import Kind, Utterance


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says, or thinks, in one paragraph, and in the next ones while quotations are left open."""

    pieces: tuple[int, ...]
    """Numbers of its utterances."""
    first: int
    last: int
    """Numbers of its first and last paragraph."""


def turns_of(
    utterances: Sequence[Utterance],
    paragraphs: Sequence[Sequence[int]],
    differ: Callable[[int, int], bool],
    kind: Kind,
) -> list[Turn]:
    """Utterances of one *kind* and paragraph are a turn, unless side by side, or *differ* tells different people."""
    turns: list[list[int]] = []
    numbers: list[list[int]] = []
    for number, paragraph in enumerate(paragraphs):
        fresh = True
        for at in paragraph:
            utterance = utterances[at]
            if utterance.kind is not kind:
                continue
            neighbour = at > paragraph[0] and utterances[at - 1].kind is kind
            apart = fresh or neighbour or differ(turns[-1][-1], at)
            if turns and (utterance.continues or not apart):
                turns[-1].append(at)
                numbers[-1].append(number)
            else:
                turns.append([at])
                numbers.append([number])
            fresh = False
    return [Turn(tuple(turn), places[0], places[-1]) for turn, places in zip(turns, numbers, strict=True)]
