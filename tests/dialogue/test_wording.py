"""What tells of a speaker, in words for people."""

import numpy as np
import pytest

from narrate.dialogue.evidence import CUE, CUES, TRAITS, Evidence
from narrate.dialogue.wording import evidence_of


def told(*cues: str, value: float = 1.0) -> tuple[str, ...]:
    """What is told of a candidate who has the *cues*."""
    row = np.zeros((1, len(CUES)), np.float32)
    row[0, [CUE[cue] for cue in cues]] = value
    return evidence_of(Evidence((0,), row, np.zeros(len(TRAITS), np.float32)), 0)


@pytest.mark.parametrize(
    ("cues", "words"),
    [
        (("before_acts", "before_acts_too"), ("acts right before the words",)),
        (("after_acts", "lead_acts", "head_after_acts_too"), ("acts right behind the words",)),
        (("lead_acts_too",), ("acts in the paragraph before, further off",)),
        (("before_meant", "after_meant"), ("may be who is meant right before the words",)),
        (("addressed_1", "addressed_2"), ("was addressed right before",)),
        (("addressed_2", "addressed"), ("against: is addressed in the words", "was addressed two turns before")),
        (("focus", "tag_named"), ("the speech tag names them", "was the last to act")),
    ],
)
def test_what_tells_of_a_speaker_is_said_once_of_a_kind(cues: tuple[str, ...], words: tuple[str, ...]) -> None:
    assert told(*cues) == words


def test_what_is_weak_or_the_sixth_is_not_said() -> None:
    assert told("salience", value=0.3) == ()
    assert len(told("tag_named", "focus", "rank0", "salience", "teller", "scene_share")) == 5
