"""Several books in one run."""

from pathlib import Path

import pytest

from narrate.errors import ManuscriptError, NarrateError, WorkersLost
from narrate.library import produce_all
from narrate.planning import slug
from narrate.production import Audiobook, Book, open_book, produce
from narrate.workers import Here


@pytest.fixture
def sources(story: Path) -> list[Path]:
    """A story, one that is empty, one with the title of the first, and another."""
    text = story.read_text(encoding="utf-8")
    for name, content in (("empty", ""), ("twin", text), ("other", text.replace("Two Voices", "Other Voices"))):
        story.with_stem(name).write_text(content, encoding="utf-8")
    return [story, *(story.with_stem(name) for name in ("empty", "twin", "other"))]


def opened(source: Path) -> Book:
    return open_book(source, engine="tone")


def named(book: Book) -> Path:
    return Path(f"{slug(book.script.title)}.mp3")


def test_what_is_wrong_with_one_book_stops_no_other(sources: list[Path], clips: Path) -> None:
    def make(book: Book, out: Path) -> Audiobook:
        return produce(book, out, clips, executor=Here())

    first, empty, twin, other = produce_all(sources, opened, named, make)

    assert first.made and first.made.path == Path("two-voices.mp3")
    assert isinstance(empty.error, ManuscriptError)
    assert "twin.txt: would be two-voices.mp3, as " in str(twin.error)
    assert other.made and other.made.path.exists()
    assert [one.source for one in (first, empty, twin, other)] == sources


def test_with_nobody_to_work_the_others_are_not_tried(sources: list[Path]) -> None:
    tried: list[Path] = []

    def make(book: Book, out: Path) -> Audiobook:
        tried.append(out)
        raise WorkersLost("tcp://127.0.0.1:1: the scheduler is lost")

    with pytest.raises(NarrateError, match="the scheduler is lost"):
        list(produce_all(sources, opened, named, make))

    assert tried == [Path("two-voices.mp3")]
