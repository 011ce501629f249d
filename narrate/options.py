"""What the commands share: options, errors with their exit codes, and the book they are about."""

import errno
import functools
import os
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from narrate import terminal
from narrate.errors import AudioError, NarrateError
from narrate.specs import DEFAULT, SPECS

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from narrate.labelling import Labeller
    from narrate.progress import Report

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it: 128 + SIGINT."""
_CLIPS = "NARRATE_CLIPS"
FILE = click.Path(path_type=Path)
FOLDER = click.Path(path_type=Path, file_okay=False)


class Commands(click.Group):
    """Turns an error a user can act on into one line and its exit code; bugs keep their traceback."""

    def invoke(self, ctx: click.Context) -> Any:  # click's signature
        try:
            return super().invoke(ctx)
        except NarrateError as error:
            click.echo(f"narrate: {error}", err=True)
            ctx.exit(error.exit_code)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            click.echo("narrate: no room is left where the result is printed to", err=True)
            ctx.exit(AudioError.exit_code)
        except KeyboardInterrupt:
            click.echo("narrate: interrupted; what is spoken so far is kept: run the same command to go on", err=True)
            ctx.exit(INTERRUPTED)


def options_of(*options: Callable[..., Any]) -> Callable[..., Any]:
    """One decorator of several, the first shown first."""
    return lambda command: functools.reduce(lambda inner, option: option(inner), reversed(options), command)


def model_of(ctx: click.Context, param: click.Parameter, value: str) -> "Labeller | None":
    """The language model that is to say who speaks; None where narrate itself does."""
    if value == "built-in":
        return None
    from narrate.labelling import Labeller
    from narrate.servers import Settings

    def watched() -> "AbstractContextManager[Report]":
        asked = ctx.params  # by now all of them
        return terminal.progress(quiet=asked.get("quiet", False), as_json=asked.get("as_json", False))

    return Labeller(Settings("chat", os.environ, ()).server(), clips_folder(), watched)


READING = options_of(
    click.option("--encoding", help="Of a text file, if narrate guesses wrong: cp1252, mac-roman, …"),
    click.option(
        "--keep", metavar="REASON", multiple=True, help="Speak what is skipped as this: see narrate check BOOK."
    ),
)
BOOK = click.argument("book", type=FILE)
_CASTING = options_of(
    click.option("--voices", type=FILE, help="Voice map; by default voices.yaml beside BOOK, else here."),
    click.option("--corrections", type=FILE, help="A script of BOOK, also of an earlier draft: use what is corrected."),
    click.option(
        "--attribution",
        "model",
        type=click.Choice(["built-in", "openai"]),
        default="built-in",
        callback=model_of,
        help="Who says who speaks; openai: a language model at a server of yours, docs/servers.md.",
    ),
)
SAID = options_of(BOOK, _CASTING)
_HOW = options_of(
    _CASTING,
    click.option(
        "--engine",
        default="",
        metavar="NAME[,NAME]",
        help="Whose voices the unnamed get, or all; by default as voices.yaml says, else espeak.",
    ),
    READING,
)
SOURCE = options_of(BOOK, _HOW)
CLIPS = click.option("--clips", type=FOLDER, envvar=_CLIPS, help="Where clips are kept for the next time.")
WORK = options_of(
    click.option("--workers", type=click.IntRange(1, 256), help="Processes; by default one for every core."), CLIPS
)
CLUSTER = options_of(
    click.option("--cluster", metavar="ADDRESS", help="A Dask cluster works: tcp://HOST:8786, docs/scaling.md."),
    click.option("--store", metavar="URL", help="How its workers share clips, if not in a folder that all see: s3://…"),
)
SHOW = options_of(
    click.option("-q", "--quiet", is_flag=True, help="No progress, no remarks; errors only."),
    click.option("--json", "as_json", is_flag=True, help="Print the result as JSON; progress, a line each, on stderr."),
)


def _is_date(text: str) -> bool:
    """Whether *text* is a day, a month or a year."""
    with suppress(ValueError):
        return bool(re.fullmatch(r"[12]\d{3}(-\d\d){0,2}", text) and date.fromisoformat(f"{text}-01-01"[:10]))
    return False


def date_of(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value and not _is_date(value):
        raise click.BadParameter(f"{value!r} is not a date as 2026, 2026-11 or 2026-11-22")
    return value


SPEC = click.option(
    "--spec", type=click.Choice(list(SPECS)), default=DEFAULT.name, show_default=True, help="Of delivery."
)
TAGS = options_of(
    click.option("--title", help="Of the book; a chapter in a file of its own keeps its title."),
    click.option("--author", help="Who wrote it."),
    click.option("--narrator", help="Who reads."),
    click.option("--subtitle", help="Of the book."),
    click.option("--series", help="That it belongs to."),
    click.option("--part", help="Its number in the series."),
    click.option("--publisher", help="Who published it."),
    click.option("--genre", help="Audiobook, by default."),
    click.option("--rights", help="Whose they are."),
    click.option("--date", metavar="YYYY[-MM[-DD]]", callback=date_of, help="Of publication."),
    click.option("--language", metavar="TAG", help="en, pt-BR, …"),
    click.option("--comment", help="What it is about."),
    click.option("--isbn", help="Its number in the book trade."),
)
READALONG = options_of(
    click.option(
        "--readalong", metavar="KIND[,KIND]", default="", help="Also to read along: srt, vtt, lrc, epub, lpf, lyrics."
    ),
    click.option(
        "--mark", type=click.Choice(["sentence", "word"]), default="sentence", show_default=True,
        help="What the EPUB marks while it is spoken.",
    ),
)  # fmt: skip


def opening(command: Callable[..., None]) -> Callable[..., None]:
    """Gives *command* what opens a book, and the folder of clips, instead of the options that tell how."""

    @functools.wraps(command)
    def opening(
        *, voices: Path | None, corrections: Path | None, engine: str, encoding: str | None, keep: tuple[str, ...],
        model: "Labeller | None", clips: Path | None, **options: Any,
    ) -> None:  # fmt: skip
        import narrate

        if corrections and len(options.get("books", ())) > 1:
            raise click.UsageError("--corrections is a script of one book: make one at a time")
        clips = clips or clips_folder()
        opener = functools.partial(
            narrate.open_book, voices=voices, engine=engine, encoding=encoding, keep=keep, corrections=corrections,
            clips=clips, model=model,
        )  # fmt: skip
        command(opener, clips=clips, **options)

    return _HOW(opening)  # type: ignore[no-any-return]  # click's decorators keep what they are given


def opened(command: Callable[..., None]) -> Callable[..., None]:
    """Gives *command* the open Book, and the folder of clips, instead of the options that tell which."""

    @functools.wraps(command)
    def opened(opener: Callable[[Path], Any], *, book: Path, **options: Any) -> None:
        command(opener(book), **options)

    return BOOK(opening(opened))


def clips_folder() -> Path:
    """Where clips are kept between runs: the system's place for what can be made again."""
    from platformdirs import user_cache_path

    given = os.environ.get(_CLIPS)  # for a command that makes no clips, but asks what is kept with them
    return Path(given) if given else user_cache_path("narrate", appauthor=False) / "clips"
