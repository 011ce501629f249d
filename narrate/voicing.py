"""Commands about voices: which there are, how they sound, and how more are fetched."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from narrate import terminal
from narrate.errors import EngineError, NarrateError
from narrate.options import CLIPS, FOLDER, SHOW, clips_folder

if TYPE_CHECKING:
    from narrate import Offer
    from narrate.model import Voice

_MEGABYTE = 1_000_000


@click.group(invoke_without_command=True)
@click.option("--engine", help="Whose voices; by default all that there are.")
@click.option("--language", metavar="TAG", help="Those of it, and of none: en, pt-BR, …")
@click.option("--gender", type=click.Choice(("female", "male", "unknown")), help="Those of it only.")
@click.option("--audition", type=FOLDER, metavar="DIR", help="Write a sample of every voice that is here.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of voices.yaml, for an editor.")
@CLIPS
@SHOW
@click.pass_context
def voices(
    ctx: click.Context, *, engine: str | None, language: str | None, gender: str | None, audition: Path | None,
    schema: bool, clips: Path | None, quiet: bool, as_json: bool,
) -> None:  # fmt: skip
    """List the voices that can be cast and those that can be had, let them be heard, or get more.

    \b
    narrate voices                               of all engines
    narrate voices --engine pyttsx3              the voices of this system
    narrate voices --language de --gender female
    narrate voices --audition samples            of a server's only with --engine
    narrate voices get en_US-ljspeech-high
    """
    import narrate

    if ctx.invoked_subcommand is not None:
        return
    if schema:
        terminal.print_text(narrate.voices_schema())
        return
    there = list(narrate.offers(engine or ""))
    if engine and all(one.voice is None for one in there):
        narrate.palette_of(engine)  # its error says what is missing
    listed = [one for one in there if one.voice is None or _suits(one.voice, language or "", gender)]
    if not any(one.voice for one in listed):
        tags = sorted({one.voice.language for one in there if one.voice and one.voice.language})
        raise NarrateError(
            f"no voice is {' and '.join(filter(None, (language, gender)))} (languages: {', '.join(tags)})"
        )
    terminal.show_voices(listed, quiet=quiet, as_json=as_json)
    if audition is not None:
        _let_hear(_heard(listed, engine, quiet=quiet), audition, clips or clips_folder(), quiet=quiet)


def _suits(voice: "Voice", language: str, gender: str | None) -> bool:
    """Whether *voice* is of *gender* and for *language*, as far as both tell: "en" is for "en-GB", and for it."""
    own, asked = (tag.lower().split("-") for tag in (voice.language, language))
    speaks = own == [""] or asked == [""] or all(one == other for one, other in zip(own, asked, strict=False))
    return speaks and gender in (None, voice.gender.value)


def _heard(listed: Sequence["Offer"], engine: str | None, *, quiet: bool) -> "Sequence[Voice]":
    """The voices that are here; those of servers, which may cost money, only if their *engine* is asked for."""
    here = [one for one in listed if one.voice and not one.needs]
    for server in sorted({one.engine for one in here if one.remote and not engine}):
        terminal.remark(f"{server}: a server's voices are heard with --engine {server}", quiet=quiet)
    cast = [one.voice for one in here if one.voice and (engine or not one.remote)]
    if not cast:
        raise EngineError("none of these voices is here: narrate voices tells how to get them")
    return cast


def _let_hear(cast: "Sequence[Voice]", folder: Path, clips: Path, *, quiet: bool) -> None:
    """A sample of everybody in *cast*. EngineError, at the end, if somebody could not be heard; AudioError."""
    import narrate

    terminal.remark(f"{folder}: {len(cast)} samples to make; --engine, --language, --gender: fewer", quiet=quiet)
    mute = 0
    with terminal.progress(quiet=quiet) as report:
        for done, (voice, path) in enumerate(_files(cast, folder), start=1):
            try:
                narrate.audition(voice, path, clips)
            except EngineError as error:
                mute += 1
                terminal.remark(f"{voice.engine}: {voice.name}: {error}", quiet=False)
            report(narrate.Progress("audition", done, len(cast)))
    terminal.remark(f"{folder}: {len(cast) - mute} samples", quiet=quiet)
    if mute:
        raise EngineError(f"{mute} of {len(cast)} voices could not be heard")


def _files(cast: "Sequence[Voice]", folder: Path) -> "Iterator[tuple[Voice, Path]]":
    """Everybody in *cast*, with a file of their own in *folder*."""
    import narrate

    taken: set[str] = set()
    for voice in cast:
        name = narrate.slug(f"{voice.engine} {voice.name}")
        free = next(one for one in chain((name,), (f"{name}-{number}" for number in count(2))) if one not in taken)
        taken.add(free)
        yield voice, folder / f"{free}.mp3"


@voices.command()
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.option("-q", "--quiet", is_flag=True, help="No progress; errors only.")
def get(names: tuple[str, ...], *, quiet: bool) -> None:
    """Fetch models of Piper's by their names, or Kokoro's with all its voices; what was broken off goes on.

    Each voice says a sentence then, so that casting knows what it sounds like.

    \b
    narrate voices get en_GB-alba-medium en_US-libritts_r-medium
    narrate voices get kokoro
    """
    import narrate

    for name in names:
        with _fetching(quiet=quiet) as told:
            paths = narrate.get_model(name, told)
        for path in paths:
            terminal.print_text(str(path))
        try:
            _listen(paths[0].parent.name, quiet=quiet)
        except EngineError as error:  # the model is here; what is to run it may not be
            terminal.remark(f"{error}; then: narrate voices listen", quiet=quiet)


@voices.command()
@click.option("--engine", default="all", show_default=True, help="Whose voices; of several, names with commas.")
@click.option("-q", "--quiet", is_flag=True, help="No progress; errors only.")
def listen(engine: str, *, quiet: bool) -> None:
    """Let voices speak that were not heard yet, so that casting knows who sounds like whom, and of which gender.

    \b
    narrate voices listen
    narrate voices listen --engine piper

    What "get" fetches is heard at once; this is for models that came otherwise, and the system's voices.
    """
    _listen(engine, quiet=quiet)


def _listen(engines: str, *, quiet: bool) -> None:
    import narrate

    with terminal.progress(quiet=quiet) as report:
        heard = narrate.listen_to(engines, report=report)
    terminal.remark(f"{heard} voice{'s' * (heard != 1)} heard", quiet=quiet)


@contextmanager
def _fetching(*, quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A report for a download, of which whole megabytes are told."""
    import narrate

    with terminal.progress(quiet=quiet) as report:

        def told(name: str, done: int, total: int) -> None:
            size = -(-total // _MEGABYTE)
            made = size if done >= total else min(done // _MEGABYTE, size - 1)
            if total >= _MEGABYTE:
                report(narrate.Progress("fetch", made, size, place=name))

        yield told
