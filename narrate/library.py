"""Several books, one after the other: what is wrong with one stops no other."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from narrate.errors import NarrateError, WorkersLost
from narrate.production import Audiobook, Book


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the manuscript or script *source*; *made* is None for an *error* and a dry run."""

    source: Path
    made: Audiobook | None = None
    error: NarrateError | None = None


def produce_all(
    sources: Iterable[Path],
    opened: Callable[[Path], Book],
    named: Callable[[Book], Path],
    make: Callable[[Book, Path], Audiobook | None],
) -> Iterator[Outcome]:
    """The outcome for each of *sources*, as it comes: *opened*, and made by *make* as the file *named*.

    Two books are never made as one file. WorkersLost if there is nobody left to make any.
    """
    taken: dict[Path, Path] = {}
    for source in sources:
        try:
            book = opened(source)
            out = named(book)
            if taken.setdefault(out, source) != source:
                raise NarrateError(
                    f"{source}: would be {out}, as {taken[out]} is: give it another title, or make it alone"
                )
            outcome = Outcome(source, made=make(book, out))
        except WorkersLost:
            raise
        except NarrateError as error:
            outcome = Outcome(source, error=error)
        yield outcome
