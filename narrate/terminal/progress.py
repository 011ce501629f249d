"""How far a production is: a bar on a terminal, a line now and then in a pipe."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from narrate.terminal.printing import clock

if TYPE_CHECKING:
    from narrate.production import Report

_STAGES = {"level": "voices", "speak": "speaking", "encode": "encoding", "audition": "auditioning"}
_EVERY = 10.0
"""Seconds between lines of progress where there is no terminal to draw on."""


@contextmanager
def progress(*, quiet: bool) -> Iterator["Report"]:
    """A callable for progress: a bar with the time left on a terminal, a line now and then in a pipe."""
    if quiet:
        yield lambda stage, done, total: None
    elif sys.stderr.isatty():
        with _bars() as report:
            yield report
    else:
        yield _lines()


@contextmanager
def _bars() -> Iterator["Report"]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description:>10}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as shown:
        tasks = {}

        def report(stage: str, done: int, total: int) -> None:
            if total and stage not in tasks:
                tasks[stage] = shown.add_task(_STAGES.get(stage, stage), total=total)
            if total:
                shown.update(tasks[stage], completed=done)

        yield report


def _lines() -> "Report":
    began: dict[str, float] = {}
    last: dict[str, float] = {}

    def report(stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        start = began.setdefault(stage, now)
        if total == 0 or (done < total and now - last.setdefault(stage, start) < _EVERY):
            return
        last[stage] = now
        left = (now - start) / done * (total - done) if done else 0.0
        ahead = f", about {clock(left)} left" if done < total else f" in {clock(now - start)}"
        click.echo(f"{_STAGES.get(stage, stage)}: {done} of {total}{ahead}", err=True)

    return report
