"""The command line: parse, call, print. The only place with exit codes; what is shown, ``terminal`` knows."""

import functools
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from narrate import terminal
from narrate.inspection import COMMANDS
from narrate.options import (
    CLIPS,
    CLUSTER,
    FILE,
    FOLDER,
    READALONG,
    SHOW,
    SOURCE,
    SPEC,
    TAGS,
    WORK,
    Commands,
    clips_folder,
    date_of,
    opened,
    opening,
)
from narrate.orders import Order, crew
from narrate.voicing import voices

if TYPE_CHECKING:
    from collections.abc import Callable

    from narrate import Book
    from narrate.labelling import Labeller

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
@click.argument("books", metavar="BOOK...", type=FILE, nargs=-1, required=True)
@opening
@click.option(
    "-o", "--out", type=FILE, help="The file, or the folder of chapters or books; by default audio/<title>.mp3."
)
@click.option(
    "--form",
    type=click.Choice(["mp3", "chapters", "m4b", "opus", "flac", "wav"]),
    help="What to make; by default what OUT is called, or mp3.",
)
@SPEC
@READALONG
@click.option("--no-credits", is_flag=True, help="Do not say before and after who wrote it and who reads.")
@click.option("--chapters", metavar="N[-M]", help="Only these.")
@click.option(
    "--date", metavar="YYYY[-MM[-DD]]", callback=date_of, help="For the tags, if the manuscript has none; else today."
)
@click.option("--dry-run", is_flag=True, help="Show what would be spoken, and speak nothing.")
@CLUSTER
@WORK
@SHOW
def produce(
    opener: "Callable[[Path], Book]", *, dry_run: bool, cluster: str | None, store: str | None, workers: int | None,
    clips: Path, **wish: Any,
) -> None:  # fmt: skip
    """Make the audiobook of BOOK, a manuscript or a corrected script; "-" is standard input.

    \b
    narrate produce story.txt
    narrate produce story.txt -o books/story.mp3 --voices cast.yaml
    narrate produce story.txt --engine kokoro    neural voices: narrate voices
    narrate produce story.txt --form m4b --readalong vtt,epub
    narrate produce story.txt --dry-run          what a changed voices.yaml would cost
    narrate produce one.epub two.epub -o books --cluster tcp://host:8786

    Nothing is spoken twice: change a voice and run it again, and only that voice's lines are made, and
    the credits that name it. A run that was stopped goes on where it was. Of several books, one that
    fails stops no other.
    """
    order = Order(**wish)
    if dry_run:
        order.fulfil(opener, lambda book, out: order.plan(book, clips))
        return
    with crew(cluster, clips, store) as executor:
        order.fulfil(opener, lambda book, out: order.make(book, out, clips, workers, executor))


@main.command()
@opened
@click.option("--scene", metavar="N", help="The Nth scene of the book, or C.N: of chapter C. Default: 1.")
@click.option("--speaker", metavar="NAME", help="Every line of one character, or of the narrator.")
@click.option("--line", "lines", metavar="N[-M]", help="By number in the script (narrate script BOOK).")
@click.option("--minutes", type=click.FloatRange(min=0, min_open=True), help="The beginning, at most so long.")
@click.option("-o", "--out", type=FILE, help="The MP3; by default audio/<title>-<what>.mp3.")
@click.option("--versus", type=FILE, metavar="VOICES", help="Also with the cast of this other voices.yaml.")
@click.option("--play", is_flag=True, help="Play it with a player of this system.")
@WORK
@SHOW
def preview(
    book: "Book", *, scene: str | None, speaker: str | None, lines: str | None, minutes: float | None, out: Path | None,
    versus: Path | None, play: bool, workers: int | None, clips: Path, quiet: bool, as_json: bool,
) -> None:  # fmt: skip
    """Hear one scene, one character or some lines of BOOK as they will be in the book.

    \b
    narrate preview story.txt --scene 2 --play
    narrate preview story.txt --speaker Tara
    narrate preview story.txt --line 12-20 -o lines.mp3
    narrate preview story.txt --minutes 5        whole paragraphs: the sample that shops ask for
    narrate preview story.txt --versus old.yaml --play

    With --versus there are two files, the second beside the first and called after VOICES.
    """
    import narrate

    what, value = _asked(scene=scene, speaker=speaker, lines=lines, minutes=f"{minutes:g}" if minutes else None)
    if minutes:
        make = functools.partial(narrate.beginning, seconds=60 * minutes)
    else:
        make = functools.partial(narrate.produce, chosen=narrate.select(book.script, **{what: value}))
    out = out or Path("audio") / f"{narrate.slug(book.script.title)}-{what}-{narrate.slug(value)}.mp3"
    title = f"{book.script.title} ({what} {value})"
    if versus is not None and as_json:
        raise click.UsageError("--json tells of one file: leave out --versus, or --json")
    wanted = [(book, out)]
    if versus is not None:
        wanted.append((narrate.recast(book, versus), out.with_stem(f"{out.stem}-versus-{narrate.slug(versus.stem)}")))
        terminal.remark_changes(narrate.changed(book, wanted[1][0]), quiet=quiet)
    delivery = narrate.Delivery(title=title)
    for one, path in wanted:
        with terminal.progress(quiet=quiet, as_json=as_json) as report:
            made = make(one, out=path, clips=clips, delivery=delivery, count=workers, report=report)
        terminal.show_audiobook(made, one, quiet=quiet, as_json=as_json)
    for _, path in wanted if play else ():
        terminal.play(path)


def _asked(**options: str | None) -> tuple[str, str]:
    """The one of *options* that is given, and what it asks for; the first scene if none is."""
    asked = [(what, value) for what, value in options.items() if value is not None] or [("scene", "1")]
    if len(asked) > 1:
        raise click.UsageError("ask for one of --scene, --speaker, --line and --minutes")
    return asked[0]


@main.command()
@SOURCE
@click.option("--write", is_flag=True, help="Add to voices.yaml the speakers it does not name yet.")
@click.option("--audition", type=FOLDER, metavar="DIR", help="Write there a line of everybody, in their voice.")
@CLIPS
@SHOW
def cast(
    book: Path, *, voices: Path | None, corrections: Path | None, engine: str, encoding: str | None,
    keep: tuple[str, ...], model: "Labeller | None", write: bool, audition: Path | None, clips: Path | None,
    quiet: bool, as_json: bool,
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
        clips=clips or clips_folder(), model=model,
    )  # fmt: skip
    terminal.show_plan(narrate.plan(opened, clips or clips_folder()), opened, quiet=quiet, as_json=as_json)
    if write:
        path, added = narrate.write_cast(opened, voices)
        terminal.remark(f"{path}: " + (f"added {', '.join(added)}" if added else "nobody to add"), quiet=quiet)
    if audition is not None:
        with terminal.progress(quiet=quiet) as report:
            count = narrate.audition_cast(opened, audition, clips or clips_folder(), report=report)
        terminal.remark(f"{audition}: {count} samples", quiet=quiet)


@main.command()
@click.argument("files", type=FILE, nargs=-1, required=True)
@TAGS
@click.option("--cover", type=FILE, help="A JPEG or PNG picture.")
@click.option("--chapters", type=FILE, metavar="LIST", help="A text file with a title for each chapter, one a line.")
@click.option("-q", "--quiet", is_flag=True, help="No remarks; errors only.")
def tag(
    files: tuple[Path, ...], *, cover: Path | None, chapters: Path | None, quiet: bool, **texts: str | None
) -> None:
    """Change what MP3 FILES say of themselves; their sound is not encoded again.

    \b
    narrate tag audio/story.mp3 --title "Never Say Goodbye" --series "Sunnydale" --part 2
    narrate tag audio/story.mp3 --cover cover.png --chapters titles.txt
    narrate tag audio/story/*.mp3 --author "Ray Harley"

    An empty text removes what is there: --comment "".
    """
    import narrate

    changes = {name: text for name, text in texts.items() if text is not None}
    if not (changes or cover or chapters):
        raise click.UsageError("say what is to be changed: --title, --author, --cover, …")
    picture, titles = narrate.picture(cover) if cover else None, narrate.titles_in(chapters) if chapters else ()
    for path in files:
        narrate.retag(path, changes, cover=picture, chapters=titles)
    terminal.remark(f"{len(files)} file{'s' * (len(files) > 1)} tagged anew", quiet=quiet)


for command in (*COMMANDS, voices):
    main.add_command(command)
