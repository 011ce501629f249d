"""What a person orders of ``narrate produce``: what is to be made, of which books, and by whom."""

import datetime
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from narrate import terminal

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from narrate import Audiobook, Book, Delivery

SUFFIXES = (".mp3", ".m4b", ".opus", ".flac", ".wav")
"""Of files that ``narrate produce`` makes."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made of each of *books*, as the options of the command say."""

    books: Sequence[Path]
    out: Path | None
    form: str | None
    spec: str
    readalong: str
    mark: str
    no_credits: bool
    chapters: str | None
    date: str | None
    quiet: bool
    as_json: bool

    def __post_init__(self) -> None:
        if self.several and self.out is not None and self.out.suffix.lower() in SUFFIXES:
            raise click.UsageError(f"-o {self.out} names one file: name a folder for several books, or make one")

    @property
    def several(self) -> bool:
        """Whether it is a shelf of books."""
        return len(self.books) > 1

    @property
    def credits(self) -> bool:
        """Whether there are to be some: a part of a book has none."""
        return not (self.no_credits or self.chapters)

    @property
    def delivery(self) -> "Delivery":
        """As ``produce`` takes it."""
        import narrate

        return narrate.Delivery(
            self.form or "",
            narrate.SPECS[self.spec],
            date=self.date or datetime.date.today().isoformat(),
            credits=self.credits,
            readalong=tuple(kind.strip() for kind in self.readalong.split(",") if kind.strip()),
            level=narrate.Level(self.mark),
        )

    def path_of(self, book: "Book") -> Path:
        """The file, or the folder, that *book* becomes."""
        import narrate

        if self.out and not self.several:
            return self.out
        part = f"-chapters-{self.chapters}" if self.chapters else ""
        suffix = "" if self.form == "chapters" else f".{self.form or 'mp3'}"
        return (self.out or Path("audio")) / f"{narrate.slug(book.script.title)}{part}{suffix}"

    def plan(self, book: "Book", clips: Path) -> None:
        """Show what would be spoken of *book*."""
        import narrate

        parts = narrate.plan(book, clips, narrate.select(book.script, chapters=self.chapters), credits=self.credits)
        terminal.show_plan(parts, book, quiet=self.quiet, as_json=self.as_json, brief=self.several)

    def make(
        self, book: "Book", out: Path, clips: Path, workers: int | None, executor: "Executor | None"
    ) -> "Audiobook":
        """Make *book* as *out*, and show how that goes."""
        import narrate

        chosen = narrate.select(book.script, chapters=self.chapters)
        terminal.introduce(book, quiet=self.quiet or self.as_json)
        cost = narrate.estimate(book, clips, chosen, credits=self.credits)
        if cost:
            terminal.remark(f"to speak: {cost}", quiet=self.quiet or self.as_json)
        with terminal.progress(quiet=self.quiet, as_json=self.as_json) as report:
            made = narrate.produce(
                book, out, clips, self.delivery, chosen=chosen, count=workers, executor=executor, report=report
            )
        terminal.show_audiobook(made, book, quiet=self.quiet, as_json=self.as_json, brief=self.several)
        return made

    def fulfil(self, opener: "Callable[[Path], Book]", make: "Callable[[Book, Path], Audiobook | None]") -> None:
        """Open each book and *make* it. NarrateError; of several books the first, when all have been tried."""
        import narrate

        failed = []
        for outcome in narrate.produce_all(self.books, opener, self.path_of, make):
            if outcome.error and self.several:
                terminal.show_failure(outcome.error, outcome.source, as_json=self.as_json)
            failed += [outcome.error] if outcome.error else []
        if failed and self.several:
            raise click.exceptions.Exit(failed[0].exit_code)
        if failed:
            raise failed[0]


def crew(address: str | None, clips: Path, store: str | None) -> "AbstractContextManager[Executor | None]":
    """The workers of the cluster at *address*; nobody, if there is none. NarrateError."""
    if address is None:
        if store is not None:
            raise click.UsageError("--store is for a cluster: name one with --cluster")
        return nullcontext()
    from narrate.cluster import cluster

    return cluster(address, clips, store or "")
