"""What the command line shows: progress and remarks on stderr, results on stdout, as tables or as JSON."""

import io
import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from narrate.errors import NarrateError

if TYPE_CHECKING:
    from narrate.model import Place, Skipped, Voice
    from narrate.planning import Part
    from narrate.production import Audiobook, Book, Report

_STAGES = {"level": "voices", "speak": "speaking", "encode": "encoding", "audition": "auditioning"}
_EVERY = 10.0
"""Seconds between lines of progress where there is no terminal to draw on."""
_ALIKE = 5
"""Findings of one kind that are shown beside a result."""
_SAID = ("quotation", "thought", "message", "letter")
_LISTED = 12
"""Parts of the cast shown before a production."""
_FIRST_WORDS = 60
"""Characters of what is skipped that are shown."""
_BRIEF, _BRIEF_LISTED = 3, 12
"""Words of a page number, a label or the like, and how many different ones are listed."""
_PLAYERS = (
    ("afplay",),
    ("mpv", "--really-quiet"),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
    ("mpg123", "-q"),
    ("cvlc", "--play-and-exit", "--quiet"),
    ("pw-play",),
)


def remark(words: str, *, quiet: bool) -> None:
    """Something worth knowing, beside the result."""
    if not quiet:
        click.echo(words, err=True)


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
        ahead = f", about {_clock(left)} left" if done < total else f" in {_clock(now - start)}"
        click.echo(f"{_STAGES.get(stage, stage)}: {done} of {total}{ahead}", err=True)

    return report


def introduce(book: "Book", *, quiet: bool) -> None:
    """What was read and who will speak it."""
    script = book.script
    kinds = Counter(one.kind.value for one in script.utterances if not one.continues)
    said = [_count(kinds[kind], kind) for kind in _SAID if kinds[kind] or kind == "quotation"]
    author = f" by {script.author}" if script.author else ""
    remark(f"{script.title}{author}: {book.account}", quiet=quiet)
    remark(
        f"{', '.join(said)}, {_count(len(script.speakers), 'speaker')}; cast by {book.voices or 'the palette'}",
        quiet=quiet,
    )
    parts = [("narrator", book.cast.narrator), *book.cast.roles.items()]
    for who, voice in parts[:_LISTED]:
        remark(f"  {who}: {voice.name}" + ("" if voice.origin else " (from the palette)"), quiet=quiet)
    if len(parts) > _LISTED:
        remark(f"  and {len(parts) - _LISTED} more: narrate cast {book.path}", quiet=quiet)
    _remark_findings(book, quiet=quiet)


def _remark_findings(book: "Book", *, quiet: bool) -> None:
    """Each finding, but of doubtful lines only how many there are: a novel has hundreds."""
    many = ("doubtful-speaker", "no-speaker", "cast-automatically")
    shown: Counter[str] = Counter()
    for finding in book.findings:
        shown[finding.code] += 1
        if finding.code not in many and shown[finding.code] <= _ALIKE:
            remark(f"{finding.code}: {finding.message}", quiet=quiet)
    for code, count in shown.items():
        if code not in many and count > _ALIKE:
            remark(f"{code}: {count - _ALIKE} more: narrate check {book.path}", quiet=quiet)
    doubtful = shown["doubtful-speaker"] + shown["no-speaker"]
    if doubtful:
        remark(f"{_count(doubtful, 'doubtful line')}: narrate check {book.path}", quiet=quiet)


def show_audiobook(made: "Audiobook", book: "Book", *, quiet: bool, as_json: bool) -> None:
    """The path of the finished file, and what it took."""
    remark(
        f"{_count(made.made, 'clip')} made, {made.reused} reused; {_clock(made.seconds)} in "
        f"{_count(len(made.marks), 'chapter')}, {made.path.stat().st_size / 1e6:.1f} MB",
        quiet=quiet,
    )
    if not as_json:
        click.echo(os.fsencode(made.path))  # as the system has it, whatever its letters
        return
    marks = [{"title": one.title, "start": round(one.start, 3), "end": round(one.end, 3)} for one in made.marks]
    _dump(
        {
            "path": str(made.path),
            "seconds": round(made.seconds, 3),
            "bytes": made.path.stat().st_size,
            "chapters": marks,
            "clips": {"made": made.made, "reused": made.reused},
            **_facts(book),
        }
    )


def show_plan(parts: Sequence["Part"], book: "Book", *, quiet: bool, as_json: bool) -> None:
    """Who says how much with which voice, and what is still to be spoken."""
    if as_json:
        records = [
            {
                "speaker": part.speaker,
                "voice": part.voice.name,
                "engine": part.voice.engine,
                "lines": part.lines,
                "words": part.words,
                "seconds": round(part.seconds, 1),
                "clips": part.clips,
                "missing": part.missing,
            }
            for part in parts
        ]
        _dump({"parts": records, **_facts(book)})
        return
    rows = [
        (
            part.speaker or "(narrator)",
            str(part.lines),
            str(part.words),
            _clock(part.seconds),
            part.voice.name,
            f"{part.missing} of {part.clips}" if part.missing else "nothing",
        )
        for part in parts
    ]
    remark(str(book.account), quiet=quiet)
    _table(("speaker", "lines", "words", "about", "voice", "to speak"), rows)
    _remark_findings(book, quiet=quiet)


def show_voices(voices: Sequence["Voice"], *, as_json: bool) -> None:
    """The voices by name."""
    if as_json:
        _dump(
            [
                {
                    "name": one.name,
                    "engine": one.engine,
                    "gender": one.gender,
                    "age": one.age,
                    "language": one.language,
                    "description": one.description,
                    "settings": dict(one.settings),
                }
                for one in voices
            ]
        )
        return
    rows = [(one.name, one.engine, one.gender.value, one.age.value, one.description) for one in voices]
    _table(("voice", "engine", "gender", "age", "what it is like"), rows)


def show_findings(book: "Book", *, quiet: bool, as_json: bool) -> None:
    """The word account, what is skipped, and the findings."""
    from narrate.checks import skips

    if as_json:
        _dump({**_facts(book), "skipped": [_skip_record(*skip) for skip in skips(book.script)]})
        return
    print_text(str(book.account))
    if not quiet:
        _list_skipped(skips(book.script), book)
    for finding in book.findings:
        place = f"{finding.place}: " if finding.place else ""
        print_text(f"{finding.code}: {place}{finding.message}")


def _skip_record(skipped: "Skipped", after: "Place | None") -> dict[str, object]:
    place = str(after) if after else None
    return {"reason": skipped.reason, "after": place, "start": skipped.start, "end": skipped.end, "text": skipped.text}


def _list_skipped(skips: Sequence[tuple["Skipped", "Place | None"]], book: "Book") -> None:
    """What is skipped by reason, each with the utterance before it and its first words; ornaments are only counted.

    What is skipped again and again is listed once, and of page numbers and the like only the first.
    """
    reasons: dict[str, dict[str, list[str]]] = {}
    for skipped, after in skips:
        place = f"after {after}" if after else "at the beginning"
        reasons.setdefault(skipped.reason, {}).setdefault(" ".join(skipped.text.split()), []).append(place)
    for reason, found in reasons.items():
        count = book.account.skipped[reason]
        times = sum(map(len, found.values()))
        print_text(f"skipped as {reason}: {_count(count, 'word')} in {_count(times, 'place')}")
        brief = [words for words in found if len(words.split()) <= _BRIEF][_BRIEF_LISTED:]
        if count:
            _list_places(found, frozenset(brief))


def _list_places(found: Mapping[str, Sequence[str]], left_out: Collection[str]) -> None:
    for words, (first, *again) in found.items():
        if words not in left_out:
            shown = words if len(words) <= _FIRST_WORDS else words[: _FIRST_WORDS - 1] + "…"
            more = f" and {_count(len(again), 'time')} more" if again else ""
            print_text(f"  {first}{more}: {shown}")
    if left_out:
        print_text(f"  and {len(left_out)} more as short: --json lists them")


def _facts(book: "Book") -> dict[str, object]:
    findings = [
        {"code": one.code, "message": one.message, "place": str(one.place) if one.place else None}
        for one in book.findings
    ]
    return {
        "title": book.script.title,
        "words": {"in": book.account.words, "spoken": book.account.spoken, "skipped": dict(book.account.skipped)},
        "cast": {
            "narrator": book.cast.narrator.name,
            **{who: one.name for who, one in book.cast.roles.items()},
        },
        "findings": findings,
    }


def print_text(text: str) -> None:
    """*text* on stdout, in UTF-8 whatever the terminal's habit, so that a file made of it can be read again."""
    click.echo(text.encode(errors="backslashreplace"), nl=not text.endswith("\n"))


def write_text(path: Path, text: str, *, source: Path) -> None:
    """Write *text* to *path*, whole or not at all; never over its own *source*."""
    from narrate.audio import write_file

    if not path.name or path.is_dir():
        raise NarrateError(f"{path}: this is a folder; name a file in it")
    if path.exists() and not path.is_file():
        raise NarrateError(f"{path}: this is no file; without -o the script is printed")
    if path.exists() and source.exists() and path.samefile(source):
        raise NarrateError(f"{path}: this is the book itself; give the script another name")
    write_file(path.resolve(), text.encode())  # resolved, so that a link stays a link


def play(path: Path) -> None:
    """Play *path* with the first player of this system that can. NarrateError if none does."""
    for player, *options in _PLAYERS:
        program = shutil.which(player)
        if program is not None:
            done = subprocess.run([program, *options, str(path)], check=False)
            if done.returncode == 0:
                return
    if sys.platform == "win32" and click.launch(str(path)) == 0:
        return
    known = ", ".join(player for player, *_ in _PLAYERS)
    raise NarrateError(f"no player could play it (tried {known}); the sound is in {path}")


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(*head, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    if sys.stdout.isatty():
        Console(highlight=False, markup=False, emoji=False).print(table)
        return
    drawn = io.StringIO()
    Console(file=drawn, width=120, highlight=False, markup=False, emoji=False, color_system=None).print(table)
    print_text(drawn.getvalue())


def _dump(record: object) -> None:
    print_text(json.dumps(record, ensure_ascii=False, indent=1))


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
