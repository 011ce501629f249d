"""The command line: parse, call, print. The only place with exit codes; what is shown, ``terminal`` knows."""

import datetime
import functools
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from narrate import terminal
from narrate.errors import CheckFailed
from narrate.options import (
    CLIPS,
    FILE,
    FOLDER,
    READING,
    SAID,
    SHOW,
    SOURCE,
    WORK,
    Commands,
    clips_folder,
    date_of,
    opened,
)
from narrate.specs import DEFAULT, SPECS

SPEC = click.option(
    "--spec", type=click.Choice(list(SPECS)), default=DEFAULT.name, show_default=True, help="Of delivery."
)

if TYPE_CHECKING:
    from narrate import Book

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# before numpy is loaded: our matrices are small, threads that wait for each other cost more than they bring


@click.group(
    name="narrate",
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="narrate", prog_name="narrate")
def main() -> None:
    """Turn a manuscript into a full-cast audiobook.

    \b
    narrate produce story.txt                    audio/<title>.mp3, every character with an own voice
    narrate preview story.txt --scene 1 --play   one scene, at once
    narrate cast story.txt --write               who speaks with which voice: voices.yaml, to change
    narrate script story.txt -o story.script     who says what, to correct: narrate produce story.script
    """


@main.command()
@opened
@click.option("-o", "--out", type=FILE, help="The MP3; by default audio/<title>.mp3.")
@click.option(
    "--form",
    type=click.Choice(["mp3", "chapters", "m4b", "opus", "flac", "wav"]),
    help="What to make; by default what OUT is called, or mp3.",
)
@SPEC
@click.option("--chapters", metavar="N[-M]", help="Only these.")
@click.option(
    "--date", metavar="YYYY[-MM[-DD]]", callback=date_of, help="For the tags, if the manuscript has none; else today."
)
@click.option("--dry-run", is_flag=True, help="Show what would be spoken, and speak nothing.")
@WORK
@SHOW
def produce(
    book: "Book", *, out: Path | None, form: str, spec: str, chapters: str | None, date: str | None, dry_run: bool,
    workers: int | None, clips: Path | None, quiet: bool, as_json: bool,
) -> None:  # fmt: skip
    """Make the audiobook of BOOK, a manuscript or a corrected script; "-" is standard input.

    \b
    narrate produce story.txt
    narrate produce story.txt -o books/story.mp3 --voices cast.yaml
    narrate produce story.txt --dry-run          what a changed voices.yaml would cost

    Nothing is spoken twice: change a voice and run it again, and only that voice's lines are made. A
    run that was stopped goes on where it was.
    """
    import narrate

    chosen = narrate.select(book.script, chapters=chapters)
    if dry_run:
        terminal.show_plan(narrate.plan(book, clips or clips_folder(), chosen), book, quiet=quiet, as_json=as_json)
        return
    part = f"-chapters-{chapters}" if chapters else ""
    suffix = "" if form == "chapters" else f".{form or 'mp3'}"
    out = out or Path("audio") / f"{narrate.slug(book.script.title)}{part}{suffix}"
    date = date or datetime.date.today().isoformat()
    terminal.introduce(book, quiet=quiet)
    with terminal.progress(quiet=quiet) as report:
        made = narrate.produce(
            book,
            out,
            clips or clips_folder(),
            chosen=chosen,
            date=date,
            count=workers,
            form=form or "",
            spec=SPECS[spec],
            report=report,
        )
    terminal.show_audiobook(made, book, quiet=quiet, as_json=as_json)


@main.command()
@opened
@click.option("--scene", metavar="N", help="The Nth scene of the book, or C.N: of chapter C. Default: 1.")
@click.option("--speaker", metavar="NAME", help="Every line of one character, or of the narrator.")
@click.option("--line", "lines", metavar="N[-M]", help="By number in the script (narrate script BOOK).")
@click.option("-o", "--out", type=FILE, help="The MP3; by default audio/<title>-<what>.mp3.")
@click.option("--versus", type=FILE, metavar="VOICES", help="Also with the cast of this other voices.yaml.")
@click.option("--play", is_flag=True, help="Play it with a player of this system.")
@WORK
@SHOW
def preview(
    book: "Book", *, scene: str | None, speaker: str | None, lines: str | None, out: Path | None,
    versus: Path | None, play: bool, workers: int | None, clips: Path | None, quiet: bool, as_json: bool,
) -> None:  # fmt: skip
    """Hear one scene, one character or some lines of BOOK as they will be in the book.

    \b
    narrate preview story.txt --scene 2 --play
    narrate preview story.txt --speaker Tara
    narrate preview story.txt --line 12-20 -o lines.mp3
    narrate preview story.txt --versus old.yaml --play

    With --versus there are two files, the second beside the first and called after VOICES.
    """
    import narrate

    given = {"scene": scene, "speaker": speaker, "lines": lines}
    asked = {what: value for what, value in given.items() if value is not None} or {"scene": "1"}
    if len(asked) > 1:
        raise click.UsageError("ask for one of --scene, --speaker and --line")
    ((what, value),) = asked.items()
    chosen = narrate.select(book.script, **asked)
    out = out or Path("audio") / f"{narrate.slug(book.script.title)}-{what}-{narrate.slug(value)}.mp3"
    title = f"{book.script.title} ({what} {value})"
    if versus is not None and as_json:
        raise click.UsageError("--json tells of one file: leave out --versus, or --json")
    wanted = [(book, out)]
    if versus is not None:
        wanted.append((narrate.recast(book, versus), out.with_stem(f"{out.stem}-versus-{narrate.slug(versus.stem)}")))
        terminal.remark_changes(narrate.changed(book, wanted[1][0]), quiet=quiet)
    make = functools.partial(narrate.produce, clips=clips or clips_folder(), chosen=chosen, title=title, count=workers)
    for one, path in wanted:
        with terminal.progress(quiet=quiet) as report:
            made = make(one, path, report=report)
        terminal.show_audiobook(made, one, quiet=quiet, as_json=as_json)
    for _, path in wanted if play else ():
        terminal.play(path)


@main.command()
@SOURCE
@click.option("--write", is_flag=True, help="Add to voices.yaml the speakers it does not name yet.")
@click.option("--audition", type=FOLDER, metavar="DIR", help="Write there a line of everybody, in their voice.")
@CLIPS
@SHOW
def cast(
    book: Path, *, voices: Path | None, corrections: Path | None, engine: str, encoding: str | None,
    keep: tuple[str, ...], write: bool, audition: Path | None, clips: Path | None, quiet: bool, as_json: bool,
) -> None:  # fmt: skip
    """Show who speaks in BOOK, how much, with which voice, and what of it is still to be spoken.

    \b
    narrate cast story.txt
    narrate cast story.txt --write               then change voices.yaml as you like
    narrate cast story.txt --audition samples    a long line of everybody, to hear them

    "Most like" is whose voice, of those in their scenes, is most like theirs: over 0.85 the two are hard
    to tell apart. "Why" ends with whom they talk with most.
    """
    import narrate

    absent = write and voices is not None and not voices.exists()
    opened = narrate.open_book(
        book, voices=None if absent else voices, engine=engine, encoding=encoding, keep=keep, corrections=corrections,
        clips=clips or clips_folder(),
    )  # fmt: skip
    terminal.show_plan(narrate.plan(opened, clips or clips_folder()), opened, quiet=quiet, as_json=as_json)
    if write:
        path, added = narrate.write_cast(opened, voices, engine=engine)
        terminal.remark(f"{path}: " + (f"added {', '.join(added)}" if added else "nobody to add"), quiet=quiet)
    if audition is not None:
        with terminal.progress(quiet=quiet) as report:
            count = narrate.audition_cast(opened, audition, clips or clips_folder(), report=report)
        terminal.remark(f"{audition}: {count} samples", quiet=quiet)


@main.command()
@SAID
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "-o", "--out", type=FILE, help="Write it to this file; if that is a script, keep what is corrected there."
)
@click.option("--why", is_flag=True, help="Below each line, as a remark: who else may say it, and what tells.")
@READING
@click.option("-q", "--quiet", is_flag=True, help="No remarks; errors only.")
def script(
    book: Path, *, voices: Path | None, corrections: Path | None, form: str, out: Path | None, why: bool,
    encoding: str | None, keep: tuple[str, ...], quiet: bool,
) -> None:  # fmt: skip
    """Show who says what in BOOK, and how sure that is.

    The text form is to be corrected and passed back in as BOOK; the JSON form is for other programs.

    \b
    narrate script story.txt -o story.script
    narrate produce story.script
    narrate script story.txt --why               with reasons
    narrate script draft2.txt -o story.script    the new draft, with what was corrected in the old

    A script that is written anew keeps what was corrected in it; the file as it was stays beside it,
    as story.script.before.
    """
    import narrate

    if why and form != "text":
        raise click.UsageError("--why is for the text form; narrate why --json tells of one line")
    over = narrate.script_at(out) if out else None
    used = voices or narrate.voices_beside(book)
    opened = narrate.opened(book, encoding=encoding, keep=keep, voices=used, corrections=corrections, over=over)
    written = narrate.written(opened, form, why=why)
    terminal.remark_findings(opened.findings, book, quiet=quiet)
    if out is None:
        terminal.print_text(written)
        return
    terminal.write_text(out, written, source=book, keep_before=over is not None)
    terminal.remark(f"{out}: correct it, then: narrate produce {out}", quiet=quiet)


@main.command()
@SAID
@click.argument("line")
@READING
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def why(
    book: Path, line: str, *, voices: Path | None, corrections: Path | None, encoding: str | None,
    keep: tuple[str, ...], as_json: bool,
) -> None:  # fmt: skip
    """Show why a line of BOOK is whose, and who else may say it.

    LINE is its number in the script, or words of it.

    \b
    narrate why story.txt 12
    narrate why story.txt "can I get you another"
    """
    import narrate

    used = voices or narrate.voices_beside(book)
    opened = narrate.opened(book, encoding=encoding, keep=keep, voices=used, corrections=corrections)
    number = narrate.find_line(opened.script, line)
    candidates = narrate.explained(opened).get(opened.script.utterances[number - 1].id, ())
    terminal.show_why(opened.script, number, candidates, as_json=as_json)
    if opened.manuscript is None:
        terminal.remark("a script does not tell who else may say it: ask for the manuscript's line", quiet=as_json)


@main.command()
@click.option("--engine", default="espeak", show_default=True, help="Whose voices.")
@click.option("--audition", type=FOLDER, metavar="DIR", help="Write a sample of every voice there.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of voices.yaml, for an editor.")
@CLIPS
@SHOW
def voices(*, engine: str, audition: Path | None, schema: bool, clips: Path | None, quiet: bool, as_json: bool) -> None:
    """List the voices that can be cast, or let them all be heard.

    \b
    narrate voices
    narrate voices --engine pyttsx3              the voices of this system
    narrate voices --audition samples
    """
    import narrate

    if schema:
        terminal.print_text(narrate.voices_schema())
        return
    listed = narrate.palette_of(engine)
    terminal.show_voices(listed, as_json=as_json)
    if audition is None:
        return
    with terminal.progress(quiet=quiet) as report:
        for done, voice in enumerate(listed, start=1):
            narrate.audition(voice, audition / f"{narrate.slug(voice.name)}.mp3", clips or clips_folder())
            report("audition", done, len(listed))
    terminal.remark(f"{audition}: {len(listed)} samples", quiet=quiet)


@main.command()
@SOURCE
@SPEC
@click.option("--strict", is_flag=True, help="Fail on every finding, not only on severe ones.")
@click.option("--all", "every", is_flag=True, help="List every doubtful line, not only the worst.")
@SHOW
def check(
    book: Path, *, voices: Path | None, corrections: Path | None, engine: str, encoding: str | None,
    keep: tuple[str, ...], spec: str, strict: bool, every: bool, quiet: bool, as_json: bool,
) -> None:  # fmt: skip
    """Show what a person should look at before BOOK is produced: the word account, what is skipped, doubtful lines,
    names that may be said wrong. If BOOK is a sound file, measure it, and show what of the spec it fails.

    \b
    narrate check story.txt
    narrate check story.txt --all                every doubtful line
    narrate check story.txt --keep "author's note"
    narrate check story.script --strict
    narrate check audio/story.mp3                as a publisher would
    """
    import narrate

    if narrate.is_sound_file(book):
        _check_sound(book, spec, quiet=quiet, as_json=as_json)
        return
    found = narrate.open_book(book, voices=voices, engine=engine, encoding=encoding, keep=keep, corrections=corrections)
    doubts = narrate.doubts(found.script, narrate.explained(found.opened) if found.opened else {})
    words = narrate.doubtful(found.script, found.cast)
    terminal.show_findings(found, doubts, words, every=every, quiet=quiet, as_json=as_json)
    count = sum(finding.severe or (strict and finding.code != "cast-automatically") for finding in found.findings)
    if count:
        raise CheckFailed(f"{narrate.shown(book)}: {count} finding{'s' * (count > 1)}")


def _check_sound(path: Path, spec: str, *, quiet: bool, as_json: bool) -> None:
    import narrate

    measures, asked = narrate.measured(path), narrate.SPECS[spec]
    rows = narrate.judged(measures, asked)
    terminal.show_levels(measures, rows, asked, quiet=quiet, as_json=as_json)
    count = sum(not row.passes for row in rows)
    if count:
        raise CheckFailed(f"{path}: {count} of {len(rows)} measures fail the spec {spec!r}")


@main.command()
@click.argument("words")
@click.option("--engine", default="espeak", show_default=True, help="Whose voice.")
def say(words: str, *, engine: str) -> None:
    """Show how WORDS are said, in letters and in IPA.

    \b
    narrate say Niamh
    narrate say "Aes Sedai"

    If it is wrong, give them another spelling under say: in voices.yaml.
    """
    import narrate

    terminal.print_text("  ".join(narrate.pronounced(words, engine)))
