"""Auditions: a voice, or everybody of a book, to be judged by ear before anything long is made."""

from collections.abc import Callable
from pathlib import Path

from narrate.checks import account
from narrate.model import Cast, Kind, Place, Script, Utterance, Voice
from narrate.planning import sample, slug
from narrate.production import Audiobook, Book, is_heard, produce

AUDITION = "“You came,” she said. The rain had stopped an hour ago, and still nobody had thought to open a window."
"""What a voice says to be judged by ear: speech and narration in one breath."""


def audition(voice: Voice, out: Path, clips: Path) -> Audiobook:
    """A sample of *voice*, written to *out*. EngineError, AudioError."""
    said = Utterance(0, len(AUDITION), AUDITION, Kind.NARRATION, Place(1, 1, 1))
    script = Script(voice.name, "", "en", (voice.name,), (), (said,))
    return produce(Book(out, script, Cast(voice, {}), account(script), (), None), out, clips)


def audition_cast(
    book: Book, folder: Path, clips: Path, *, report: Callable[[str, int, int], None] = lambda stage, done, total: None
) -> int:
    """A long line of everybody in *book*, each a file in *folder*, who says most first; returns how many.

    Who has nothing to say aloud but "…" has none. EngineError, AudioError.
    """
    lines = {speaker: sample(book, speaker) for speaker in book.cast.roles}
    lines = {speaker: own for speaker, own in lines.items() if is_heard(book, own)}
    for number, (speaker, own) in enumerate(lines.items(), start=1):
        voice = book.cast.roles[speaker]
        out = folder / f"{number:02}-{slug(speaker)}-{slug(voice.name)}.mp3"
        produce(book, out, clips, chosen=own, title=f"{speaker}: {voice.name}", count=1)
        report("audition", number, len(lines))
    return len(lines)
