"""How far a production is: a bar on a terminal, a line now and then in a pipe, events for another program."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import NamedTuple

import click

from narrate.progress import Progress, Report, unheard
from narrate.terminal.printing import clock

_STAGES = {
    "label": "labelling",
    "level": "voices",
    "speak": "speaking",
    "encode": "encoding",
    "audition": "auditioning",
    "fetch": "MB fetched",
    "listen": "listening",
}
_BOOK = ("speak", "encode")
"""Stages whose sound is the book's."""
_EVERY = 10.0
"""Seconds between lines of progress where there is no terminal to draw on."""
_EVENTS_EVERY = 1.0
"""Seconds between events."""


class _Pace(NamedTuple):
    """How fast a stage goes."""

    passed: float
    """Seconds since it began."""
    left: float
    """Seconds, if it goes on like this."""
    times_real: float
    """Seconds of sound made in a second."""


@contextmanager
def progress(*, quiet: bool, as_json: bool = False) -> Iterator[Report]:
    """A report of progress: a bar with the time left on a terminal, a line now and then in a pipe, or JSON events."""
    if quiet:
        yield unheard
    elif as_json:
        yield _now_and_then(_EVENTS_EVERY, _event)
    elif sys.stderr.isatty():
        with _bars() as report:
            yield report
    else:
        yield _now_and_then(_EVERY, _line)


def _now_and_then(every: float, shown: Callable[[Progress, _Pace], str]) -> Report:
    """Prints what is *shown* of each stage *every* so many seconds, and when it is done."""
    began: dict[str, float] = {}
    last: dict[str, float] = {}

    def report(at: Progress) -> None:
        pace = _pace(began, at)
        if at.total == 0 or (at.done < at.total and pace.passed - last.setdefault(at.stage, 0.0) < every):
            return
        last[at.stage] = pace.passed
        click.echo(shown(at, pace), err=True)

    return report


def _pace(began: dict[str, float], at: Progress) -> _Pace:
    now = time.monotonic()
    passed = now - began.setdefault(at.stage, now)
    left = passed / at.done * (at.total - at.done) if at.done else 0.0
    return _Pace(passed, left, at.seconds / passed if passed else 0.0)


def _line(at: Progress, pace: _Pace) -> str:
    made = _made(at, pace)
    if at.done == at.total:
        return f"{_STAGES[at.stage]}: {at.done} of {at.total} in {clock(pace.passed)}{made and f'; {made}'}"
    told = (_chapter(at), made, f"about {clock(pace.left)} left")
    return f"{_STAGES[at.stage]}: {at.done} of {at.total}; {', '.join(filter(None, told))}"


def _event(at: Progress, pace: _Pace) -> str:
    timed = {name: round(value, 1) for name, value in pace._asdict().items()}
    return json.dumps({"event": "progress", **asdict(at), "seconds": round(at.seconds, 1), **timed}, ensure_ascii=False)


def _chapter(at: Progress) -> str:
    """Where the work is, as far as it interests a person."""
    return at.place.partition(",")[0]


def _made(at: Progress, pace: _Pace) -> str:
    """What came of a stage: "12:30 of sound, 410 × real time"."""
    if not (at.seconds and pace.passed) or at.stage not in _BOOK:
        return ""
    return f"{clock(at.seconds)} of sound, {pace.times_real:.0f} × real time"


@contextmanager
def _bars() -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description:>10}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[made]}"),
    )
    began: dict[str, float] = {}
    with Bars(*columns, console=Console(stderr=True)) as shown:
        tasks = {}

        def report(at: Progress) -> None:
            if not at.total:
                return
            if at.stage not in tasks:
                tasks[at.stage] = shown.add_task(_STAGES[at.stage], total=at.total, made="")
            told = filter(None, (_chapter(at), _made(at, _pace(began, at))))
            shown.update(tasks[at.stage], completed=at.done, total=at.total, made=", ".join(told))

        yield report
