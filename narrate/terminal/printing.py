"""What is printed, in any form: results on stdout, remarks on stderr, files, tables and JSON."""

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from narrate.errors import NarrateError

_PLAYERS = (
    ("afplay",),
    ("mpv", "--really-quiet"),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
    ("mpg123", "-q"),
    ("cvlc", "--play-and-exit", "--quiet"),
    ("pw-play",),
)
WIDTH = 200
"""Letters in a line of a table that is not printed on a terminal; one of voices, the system's too, has up to 191."""


def remark(words: str, *, quiet: bool) -> None:
    """Something worth knowing, beside the result."""
    if not quiet:
        click.echo(words, err=True)


def print_text(text: str) -> None:
    """*text* on stdout, in UTF-8 whatever the terminal's habit, so that a file made of it can be read again."""
    click.echo(text.encode(errors="backslashreplace"), nl=not text.endswith("\n"))


def write_text(path: Path, text: str, *, source: Path, keep_before: bool = False) -> None:
    """Write *text* to *path*, whole or not at all; never over its own *source*.

    *keep_before*: what is there and is not the same stays beside it, as story.script.before.
    """
    from narrate.audio import write_file

    if not path.name or path.is_dir():
        raise NarrateError(f"{path}: this is a folder; name a file in it")
    if path.exists() and not path.is_file():
        raise NarrateError(f"{path}: this is no file; without -o the script is printed")
    if path.exists() and source.exists() and path.samefile(source):
        raise NarrateError(f"{path}: this is the book itself; give the script another name")
    before = path.read_bytes() if keep_before else b""
    if before not in (b"", text.encode()):
        write_file(path.with_name(f"{path.name}.before").resolve(), before)
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


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """*rows* below their *head*, as wide as they need."""
    from rich.console import Console
    from rich.table import Table

    grid = Table(*head, box=None, pad_edge=False)
    for row in rows:
        grid.add_row(*row)
    if sys.stdout.isatty():
        Console(highlight=False, markup=False, emoji=False).print(grid)
        return
    drawn = io.StringIO()
    Console(file=drawn, width=WIDTH, highlight=False, markup=False, emoji=False, color_system=None).print(grid)
    print_text(drawn.getvalue())


def dump(record: object, *, brief: bool = False) -> None:
    """*record* as JSON; in one line, if *brief*."""
    print_text(json.dumps(record, ensure_ascii=False, indent=None if brief else 1))


def counted(number: int, what: str) -> str:
    """As "1 line" or "2 lines"."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def clock(seconds: float) -> str:
    """*seconds* as "1:02:03" or "2:03"."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
