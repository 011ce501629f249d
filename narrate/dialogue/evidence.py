"""The cues that speak for and against a candidate of a turn, and how they are written down."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from narrate.dialogue.surroundings import POSITIONS
from narrate.model import Gender

ROLES = (
    "acts", "meant", "fits", "clashes", "named", "acts_too", "named_too", "reacts", "speaks", "inside", "appears",
    "reached", "turned_to", "turned_fits",
)  # fmt: skip
"""What a candidate is there."""
_OWN_CUES = (
    "tag_named", "tag_shared", "tag_other", "tag_meant", "tag_fits", "tag_clashes", "tag_noun", "tag_noun_fits",
    "tag_noun_clashes", "tag_teller",
    "addressed", "spoken_of", "own_name", "addressed_1", "spoken_of_1", "addressed_2", "addressed_next",
    "spoken_of_next", "own_name_1", "called_fits_1", "called_clashes_1",
    "rank0", "rank1", "rank2", "rank3", "rank4", "rank5", "focus", "since_named", "since_acted", "until_named",
    "until_acted", "salience", "fit0", "fit1", "fit2", "only_fit", "gone",
    "scene_share", "scene_tags", "tag_since", "tag_until", "tags_near",
    "often", "tags_often", "teller", "unnamed", "male", "female", "words",
)  # fmt: skip
CUES = (*(f"{position}_{role}" for position in POSITIONS for role in ROLES), *_OWN_CUES)
"""Of one candidate."""
CUE = {name: number for number, name in enumerate(CUES)}
_OWN_TRAITS = (
    "tag_name", "tag_he_she", "tag_they", "tag_i", "tag_noun", "tag_we", "tag_it", "tag_other", "tag_several",
    "tag_definite", "tagged", "only_name",
    "question", "exclaims", "breaks_off", "trails_off", "short", "length", "pieces", "opens", "yes_no", "you", "i",
    "question_1", "breaks_off_1", "you_1", "yes_no_1", "addresses", "addresses_1", "gap", "gap_next", "scene_new",
    "scene_last", "told", "candidates", "in_scene",
)  # fmt: skip
TRAITS = (
    *(f"{position}_{trait}" for position in POSITIONS for trait in ("told", "pronoun", "named", "nobody", "colon")),
    *_OWN_TRAITS,
)
"""Of the turn, the same for all its candidates."""
TRAIT = {name: number for number, name in enumerate(TRAITS)}

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one turn."""

    candidates: tuple[int, ...]
    cues: Numbers
    """Shape (candidates, CUES)."""
    traits: Numbers
    """Shape (TRAITS,)."""


class Row:
    """The evidence of one turn while it is filled: cues in *cells*, by their numbers in the whole book."""

    def __init__(
        self, candidates: Sequence[int], begin: int, cells: dict[int, float], genders: Sequence[Gender]
    ) -> None:
        self.index = {who: row * len(CUES) for row, who in enumerate(candidates, begin)}
        self.traits = [0.0] * len(TRAITS)
        self._cells, self._genders = cells, genders

    def put(self, who: int | None, cue: str, value: float = 1.0) -> None:
        """Gives *who*, if they are a candidate, the *value*, or leaves them a greater one."""
        row = self.index.get(who) if who is not None else None
        if row is not None:
            cell = row + CUE[cue]
            if value > self._cells.get(cell, 0.0):
                self._cells[cell] = value

    def put_all(self, who: Collection[int], cue: str, but: int | None = None) -> None:
        """Shares 1 among all of *who*, one of whom is meant; nothing to the one who is out of question."""
        for one in who:
            if one != but:
                self.put(one, cue, 1.0 / len(who))

    def rest(self, cue: str, named: Collection[int]) -> None:
        """Gives it to all but those *named*."""
        for who, row in self.index.items():
            if who not in named:
                self._cells[row + CUE[cue]] = 1.0

    def only(self, cue: str, gender: Gender, but: Collection[int | None]) -> None:
        """Gives it to those of the *gender*."""
        for who, row in self.index.items():
            if who not in but and self._genders[who] is gender:
                self._cells[row + CUE[cue]] = 1.0

    def gendered(self, what: str, gender: Gender, suffix: str = "") -> None:
        """Tells whom the *gender* fits and whom it does not."""
        if gender is Gender.UNKNOWN:
            return
        fits, clashes = CUE[f"{what}_fits{suffix}"], CUE[f"{what}_clashes{suffix}"]
        for who, row in self.index.items():
            if self._genders[who] is not Gender.UNKNOWN:
                self._cells[row + (fits if self._genders[who] is gender else clashes)] = 1.0

    def trait(self, name: str, value: float = 1.0) -> None:
        """Sets a trait."""
        self.traits[TRAIT[name]] = value
