"""Commands that look at a book and make no sound."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from narrate import terminal
from narrate.errors import CheckFailed
from narrate.options import FILE, READING, SAID, SHOW, SOURCE, SPEC

if TYPE_CHECKING:
    from narrate.labelling import Labeller


_USUAL = ("cast-automatically", "manner-partly")
"""Findings that no check fails for, however strict: there is nothing to mend."""


@click.command()
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
    encoding: str | None, keep: tuple[str, ...], model: "Labeller | None", quiet: bool,
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
    opened = narrate.opened(
        book, encoding=encoding, keep=keep, voices=used, corrections=corrections, over=over, model=model
    )
    written = narrate.written(opened, form, why=why)
    terminal.remark_findings(opened.findings, book, quiet=quiet)
    if out is None:
        terminal.print_text(written)
        return
    terminal.write_text(out, written, source=book, keep_before=over is not None)
    terminal.remark(f"{out}: correct it, then: narrate produce {out}", quiet=quiet)


@click.command()
@SAID
@click.argument("line")
@READING
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def why(
    book: Path, line: str, *, voices: Path | None, corrections: Path | None, encoding: str | None,
    keep: tuple[str, ...], model: "Labeller | None", as_json: bool,
) -> None:  # fmt: skip
    """Show why a line of BOOK is whose, and who else may say it.

    LINE is its number in the script, or words of it.

    \b
    narrate why story.txt 12
    narrate why story.txt "can I get you another"
    """
    import narrate

    used = voices or narrate.voices_beside(book)
    opened = narrate.opened(book, encoding=encoding, keep=keep, voices=used, corrections=corrections, model=model)
    number = narrate.find_line(opened.script, line)
    candidates = narrate.explained(opened).get(opened.script.utterances[number - 1].id, ())
    terminal.show_why(opened.script, number, candidates, as_json=as_json)
    if opened.manuscript is None:
        terminal.remark("a script does not tell who else may say it: ask for the manuscript's line", quiet=as_json)


@click.command()
@SOURCE
@SPEC
@click.option("--strict", is_flag=True, help="Fail on every finding, not only on severe ones.")
@click.option("--all", "every", is_flag=True, help="List every doubtful line, not only the worst.")
@SHOW
def check(
    book: Path, *, voices: Path | None, corrections: Path | None, engine: str, encoding: str | None,
    keep: tuple[str, ...], model: "Labeller | None", spec: str, strict: bool, every: bool, quiet: bool, as_json: bool,
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
    found = narrate.open_book(
        book, voices=voices, engine=engine, encoding=encoding, keep=keep, corrections=corrections, model=model
    )
    doubts = narrate.doubts(found.script, narrate.explained(found.opened) if found.opened else {})
    words = narrate.doubtful(found.script, found.cast)
    terminal.show_findings(found, doubts, words, every=every, quiet=quiet, as_json=as_json)
    count = sum(finding.severe or (strict and finding.code not in _USUAL) for finding in found.findings)
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


@click.command()
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


COMMANDS = (script, why, check, say)
