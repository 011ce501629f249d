"""What tells of a speaker, in words for people."""

from collections.abc import Sequence

from narrate.dialogue.evidence import CUE, CUES, Evidence
from narrate.dialogue.subjects import Subject
from narrate.model import Character

_WHERE = {
    "before": "right before the words",
    "after": "right behind the words",
    "lead": "in the paragraph before",
    "lead2": "two paragraphs before",
    "follow": "in the paragraph behind",
    "tail": "behind the words before these",
    "head": "before the next words",
    "head_after": "behind the next words",
}
_WHAT = {
    "acts": "acts {}",
    "meant": "may be who is meant {}",
    "acts_too": "acts {}, further off",
    "reacts": "does what listeners do, {}",
    "speaks": "is about to speak {}",
    "appears": "comes into view {}",
}
_FOR = {
    "tag_named": "the speech tag names them",
    "tag_teller": "the speech tag says “I”",
    "tag_noun": "the speech tag describes them",
    "tag_shared": "the speech tag names them, or a namesake",
    "tag_meant": "the speech tag's pronoun follows them",
    "tag_fits": "the speech tag's pronoun fits",
    "own_name": "the words give their own name",
    "addressed_1": "was addressed right before",
    "addressed_2": "was addressed two turns before",
    "addressed_next": "is addressed in the answer",
    "spoken_of_1": "was named right before",
    "called_fits_1": "fits who was called sir, madam and the like",
    "focus": "was the last to act",
    "rank0": "was the last to be named",
    "rank1": "was named shortly before",
    "salience": "is much in view",
    "tag_since": "had a tagged line shortly before",
    "tag_until": "has a tagged line shortly after",
    "scene_share": "is in the scene",
    "teller": "tells the story",
}
_AGAINST = {
    "tag_other": "the speech tag names another",
    "tag_clashes": "the speech tag's pronoun does not fit",
    "tag_noun_clashes": "the speech tag's noun does not fit",
    "addressed": "is addressed in the words",
    "spoken_of": "is spoken of in the words",
    "before_clashes": "a pronoun before the words does not fit",
    "after_clashes": "a pronoun behind the words does not fit",
    "called_clashes_1": "does not fit who was called sir, madam and the like",
}
_ACTS = {
    f"{place}_{role}": (role.removesuffix("_too"), what.format(where))
    for role, what in _WHAT.items()
    for place, where in _WHERE.items()
}
_PHRASES = {
    **{cue: (cue.rstrip("12"), words) for cue, words in _FOR.items()},
    **{cue: (cue, f"against: {words}") for cue, words in _AGAINST.items()},
    **_ACTS,
}
_FIRST = "tag_named tag_teller tag_noun tag_shared tag_meant own_name before_acts addressed_1".split()
_ORDER = dict.fromkeys((*_FIRST, *_AGAINST, *(cue for cue in CUES if cue in _ACTS), *_FOR))
_COLUMNS = [(CUE[cue], *_PHRASES[cue]) for cue in _ORDER]
"""Of the cues, the strongest first: the column, what kind it is, and its words."""
_SHOWN = 5
_WEAK = 0.34
"""Cues that fade with distance are worth a word only near by."""


def evidence_of(evidence: Evidence, candidate: int) -> tuple[str, ...]:
    """What tells for and against the candidate at a position, the strongest first, one of a kind."""
    row = evidence.cues[candidate]
    found: dict[str, str] = {}
    for column, kind, words in _COLUMNS:
        if row[column] > _WEAK:
            found.setdefault(kind, words)
    return tuple(found.values())[:_SHOWN]


def tag_in_words(tag: Subject, characters: Sequence[Character]) -> str:
    """What a speech tag tells, without the verb."""
    if tag.who:
        names = " or ".join(dict.fromkeys(characters[who].name for who in tag.who))
        return f"a speech tag names {names}"
    return f"a speech tag with “{tag.pronoun or 'the ' + tag.noun}”"
