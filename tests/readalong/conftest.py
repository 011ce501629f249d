"""Books put together by the real stages, with all that their read-along is made of."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest

from narrate.assemble import assemble, stretches
from narrate.audio import read_wav
from narrate.master import mastered
from narrate.model import Clip, Kind, Mark, Stretch, Utterance
from narrate.production import Book, open_book, request
from narrate.publish.edition import Edition
from narrate.publish.mp3 import FRAME_SECONDS, RATE, encode, frame_count, publish
from narrate.readalong import Spoken, Track, timeline
from narrate.spoken import Said, said
from narrate.synthesize import Recipes, make

SEED = Path(__file__).parents[2] / "seeds" / "never-say-goodbye.txt"


@dataclass(frozen=True, slots=True)
class Made:
    """A book as one MP3."""

    book: Book
    stretches: tuple[Stretch, ...]
    lengths: tuple[float, ...]
    texts: dict[str, str]
    """What is said, by the utterance's id."""
    said: Callable[[Utterance], tuple[Said, ...]]
    edition: Edition
    track: Track
    pcm: np.ndarray
    """The sound before it was encoded, each stretch as long as it is encoded."""

    def spoken(self) -> Iterator[Spoken]:
        return timeline(self.stretches, self.lengths, self.said, RATE)

    @property
    def silent(self) -> list[Utterance]:
        return [one for one in self.book.script.utterances if not one.spoken]


def made(book: Book, folder: Path) -> Made:
    """*book* spoken, put together and encoded in *folder*."""
    recipes = Recipes(folder / "clips")
    wanted = [(one, request(recipes, book, one)) for one in book.script.utterances if one.spoken]
    make([want for _, want in wanted])
    parts = tuple(stretches([Clip(one, want.path) for one, want in wanted], book.cast.pauses))
    lengths, files, sounds = [], [], []
    for number, stretch in enumerate(parts):
        sound, _ = assemble(stretch, (mastered(read_wav(clip.path), 0.0) for clip in stretch.clips))
        content = encode(sound)
        files.append(folder / f"{number}.part")
        files[-1].write_bytes(content)
        lengths.append(frame_count(len(content)) * FRAME_SECONDS)
        samples = np.frombuffer(sound.raw_data, "<i2")
        sounds.append(np.resize(np.append(samples, np.zeros(RATE, "<i2")), round(lengths[-1] * RATE)))
    out = folder / "book.mp3"
    publish(files, out, b"")
    script = book.script
    edition = Edition(
        script.title,
        author=script.author,
        narrator="Ann, Ben as Tara",
        language=script.language,
        date="2026-11",
        comment=script.metadata.get("summary", ""),
        marks=tuple(_marks(parts, lengths, script.chapters)),
    )
    texts = {one.id: want.text for one, want in wanted}
    track = Track(out, 0.0, sum(lengths))
    return Made(book, parts, tuple(lengths), texts, _said(book), edition, track, np.concatenate(sounds))


def _said(book: Book) -> Callable[[Utterance], tuple[Said, ...]]:
    def words(one: Utterance) -> tuple[Said, ...]:
        language = one.language or book.script.language
        return said(one.text, book.cast.say, heading=one.kind is Kind.HEADING, language=language)

    return words


def _marks(parts: tuple[Stretch, ...], lengths: list[float], titles: tuple[str, ...]) -> Iterator[Mark]:
    at = 0.0
    for chapter, own in groupby(zip(parts, lengths, strict=True), key=lambda pair: pair[0].chapter):
        seconds = sum(length for _, length in own)
        yield Mark(titles[chapter - 1], at, at + seconds)
        at += seconds


@pytest.fixture
def told(book: Book, tmp_path: Path) -> Made:
    """The small story of two chapters, in beeps."""
    return made(book, tmp_path)


@pytest.fixture(scope="session", params=["tone", "espeak"])
def seed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The first manuscript, by an engine whose times are known and by the one that books are made with."""
    folder = tmp_path_factory.mktemp(f"seed-{request.param}")
    copy = folder / SEED.name
    copy.write_bytes(SEED.read_bytes())
    voices = folder / "voices.yaml"
    voices.write_text(f"narrator: {{engine: {request.param}}}\n", encoding="utf-8")
    return made(open_book(copy, engine=request.param, voices=voices), folder)
