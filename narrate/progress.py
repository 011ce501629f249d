"""How far a production is, as its stages tell it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """Of *total* pieces of work in a *stage*, *done* are done."""

    stage: str
    done: int
    total: int
    seconds: float = 0.0
    """Of sound that this stage has made so far."""
    place: str = ""
    """Where in the manuscript it is: "chapter 3, scene 1, paragraph 2"."""


Report = Callable[[Progress], None]
"""Is told of progress."""


def unheard(progress: Progress) -> None:
    """A report to nobody."""
