"""Why a line was given to whom, as remarks for a person who corrects the script."""

from collections.abc import Iterator, Mapping, Sequence

from narrate.model import Candidate, Script, Utterance

SHOWN = 3
"""Candidates below a line."""
PHRASES = 3
"""Of evidence for each."""
LEAST = 0.01
"""Probability that is worth a remark."""


def reasons(script: Script, candidates: Mapping[str, Sequence[Candidate]]) -> dict[str, tuple[str, ...]]:
    """For each line of *script* that somebody says, by utterance's id, its cue and who may say it.

    *candidates* by utterance's id, the likeliest first. What continues a line has the reasons of the line.
    """
    return {
        one.id: tuple(_reasons(one, candidates.get(one.id, ())))
        for one in script.utterances
        if one.basis is not None and not one.continues
    }


def _reasons(one: Utterance, candidates: Sequence[Candidate]) -> Iterator[str]:
    if one.cue:
        yield f"because: {one.cue}"
    for candidate in [other for other in candidates if other.probability >= LEAST][:SHOWN]:
        evidence = "; ".join(candidate.evidence[:PHRASES]) or "nothing tells of them"
        yield f"{round(candidate.probability * 100)}% {candidate.name}: {evidence}"
