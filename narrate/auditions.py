"""Auditions: a voice, or everybody of a book, to be judged by ear before anything long is made."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate, chain, groupby
from pathlib import Path

from narrate.checks import account
from narrate.errors import NarrateError
from narrate.model import Cast, Kind, Place, Script, Utterance, Voice, word_count
from narrate.planning import sample, slug
from narrate.production import AS_USUAL, Audiobook, Book, Delivery, is_said, produce, request
from narrate.progress import Progress, Report, unheard
from narrate.synthesize import Recipes

AUDITION = "“You came,” she said. The rain had stopped an hour ago, and still nobody had thought to open a window."
"""What a voice says to be judged by ear: speech and narration in one breath."""
MOST_WORDS = 200 / 60
"""In a second of a book: more than voices say at their usual rate, pauses included."""


def audition(voice: Voice, out: Path, clips: Path) -> Audiobook:
    """A sample of *voice*, written to *out*. EngineError, AudioError."""
    said = Utterance(0, len(AUDITION), AUDITION, Kind.NARRATION, Place(1, 1, 1))
    script = Script(voice.name, "", "en", (voice.name,), (), (said,))
    return produce(Book(out, script, Cast(voice, {}), account(script), (), None), out, clips)


def beginning(
    book: Book, seconds: float, out: Path, clips: Path, delivery: Delivery = AS_USUAL, *, count: int | None = None,
    report: Report = unheard,
) -> Audiobook:  # fmt: skip
    """The first paragraphs of *book* that take no more than *seconds*, one at least: what a shop lets people hear.

    NarrateError, EngineError, AudioError.
    """
    if not seconds > 0:
        raise NarrateError(f"nothing can be heard in {seconds:g} seconds")
    paragraphs = [tuple(own) for _, own in groupby(book.script.utterances, key=lambda one: one.place)]
    words = list(accumulate(sum(word_count(one.text) for one in own) for own in paragraphs))
    number = bisect_right(words, seconds * MOST_WORDS)
    while True:
        chosen = tuple(chain.from_iterable(paragraphs[: max(number, 1)]))
        made = produce(book, out, clips, delivery, chosen=chosen, count=count, report=report)
        if made.seconds <= seconds or number <= 1:
            return made
        number = min(number - 1, bisect_right(words, words[number - 1] * seconds / made.seconds))


def is_heard(book: Book, lines: Iterable[Utterance]) -> bool:
    """Whether any of *lines* leaves something to say."""
    recipes = Recipes(Path())
    return any(is_said(request(recipes, book, one)) for one in lines if one.spoken)


def audition_cast(book: Book, folder: Path, clips: Path, *, report: Report = unheard) -> int:
    """A long line of everybody in *book*, each a file in *folder*, who says most first; returns how many.

    Who has nothing to say aloud but "…" has none. EngineError, AudioError.
    """
    lines = {speaker: sample(book, speaker) for speaker in book.cast.roles}
    lines = {speaker: own for speaker, own in lines.items() if is_heard(book, own)}
    for number, (speaker, own) in enumerate(lines.items(), start=1):
        voice = book.cast.roles[speaker]
        out = folder / f"{number:02}-{slug(speaker)}-{slug(voice.name)}.mp3"
        produce(book, out, clips, Delivery(title=f"{speaker}: {voice.name}"), chosen=own, count=1)
        report(Progress("audition", number, len(lines)))
    return len(lines)
