"""What a production writes to be read along, in each form of its sound."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import srt
import webvtt
from mutagen.id3 import ID3

from narrate.auditions import beginning
from narrate.errors import NarrateError
from narrate.production import Book, Delivery, produce
from narrate.readalong import Level


def test_texts_stand_beside_the_sound_and_are_timed_by_its_marks(book: Book, clips: Path, tmp_path: Path) -> None:
    made = produce(book, tmp_path / "a.mp3", clips, Delivery(readalong=("srt", "vtt", "lrc")))

    assert [path.name for path in made.readalong] == ["a.srt", "a.vtt", "a.lrc"]
    cues = list(srt.parse(made.readalong[0].read_text(encoding="utf-8")))
    begins = [one.start.total_seconds() for one in cues]
    for mark in made.marks:
        first = min(start for start in begins if start > mark.start)
        assert first == pytest.approx(mark.start + 0.75, abs=0.001)  # after the pause at a chapter's head
    assert cues[0].content == "Two Voices"
    voices = {one.voice for one in webvtt.read(made.readalong[1])}
    assert {"Emma", "Tara"} <= voices
    assert "[ti:Two Voices]" in made.readalong[2].read_text(encoding="utf-8")


def test_a_folder_of_chapters_has_one_text_each_timed_from_its_start(book: Book, clips: Path, tmp_path: Path) -> None:
    made = produce(book, tmp_path / "book", clips, Delivery("chapters", readalong=("srt", "epub")))

    assert [path.name for path in made.readalong] == ["01 - Chapter 1.srt", "02 - Chapter 2.srt", "book.epub"]
    for path in made.readalong[:2]:
        assert path.with_suffix(".mp3").is_file()
        first = next(srt.parse(path.read_text(encoding="utf-8")))
        assert first.start.total_seconds() == pytest.approx(0.75, abs=0.001)


def test_chapters_made_anew_leave_no_text_of_the_old_ones(book: Book, clips: Path, tmp_path: Path) -> None:
    credited = replace(book, cast=replace(book.cast, credits={}))
    produce(credited, tmp_path / "book", clips, Delivery("chapters", credits=True, readalong=("srt",)))
    (tmp_path / "book" / "notes.txt").write_text("mine", encoding="utf-8")

    produce(book, tmp_path / "book", clips, Delivery("chapters"))

    left = {path.name for path in (tmp_path / "book").iterdir() if path.suffix in (".srt", ".txt")}
    assert left == {"notes.txt"}


@pytest.mark.parametrize("form", ["m4b", "opus"])
def test_a_copy_holds_the_sound_that_was_produced(form: str, book: Book, clips: Path, tmp_path: Path) -> None:
    pytest.importorskip("av")
    out = tmp_path / f"a.{form}"

    made = produce(book, out, clips, Delivery(readalong=("epub", "lpf"), level=Level.WORD))

    for path in made.readalong:
        with zipfile.ZipFile(path) as copy:
            sound = next(name for name in copy.namelist() if name.endswith(f".{form}"))
            assert copy.read(sound) == out.read_bytes()
            assert any("cover" in name for name in copy.namelist())


def test_lyrics_are_in_the_tag(book: Book, clips: Path, tmp_path: Path) -> None:
    tags = ID3(produce(book, tmp_path / "a.mp3", clips, Delivery(readalong=("lyrics",))).path)

    words = tags.getall("USLT")[0].text
    timed = tags.getall("SYLT")[0].text
    assert words.splitlines() == [line for line, _ in timed]
    assert timed[0] == ("Two Voices", 750)
    assert '"Who is there?"' in words


def test_an_unchanged_book_gets_its_texts_all_the_same(book: Book, clips: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.mp3"
    produce(book, out, clips)
    before = out.stat().st_mtime_ns

    made = produce(book, out, clips, Delivery(readalong=("srt",)))

    assert (out.stat().st_mtime_ns, made.made) == (before, 0)
    assert made.readalong[0].is_file()


@pytest.mark.parametrize(
    ("form", "kind", "message"),
    [
        ("mp3", "sub", "no read-along 'sub' .known: srt, vtt, lrc, epub, lpf, lyrics"),
        ("flac", "epub", "epub: reading systems do not play flac"),
        ("wav", "lyrics", "lyrics stand in the tag of an MP3"),
    ],
)
def test_what_cannot_be_made_is_refused_before_anything_is_spoken(
    form: str, kind: str, message: str, book: Book, tmp_path: Path
) -> None:
    with pytest.raises(NarrateError, match=message):
        produce(book, tmp_path / f"a.{form}", tmp_path / "clips", Delivery(readalong=(kind,)))
    assert not (tmp_path / "clips").exists()


def test_copies_of_folders_whose_names_have_dots_are_called_after_the_whole_name(
    book: Book, clips: Path, tmp_path: Path
) -> None:
    names = ["Saga vol.1", "Saga vol.2"]
    made = [produce(book, tmp_path / name, clips, Delivery("chapters", readalong=("lpf",))) for name in names]

    assert [one.readalong[0].name for one in made] == ["Saga vol.1.lpf", "Saga vol.2.lpf"]


def test_a_chapter_without_a_title_has_its_texts_too(book: Book, clips: Path, tmp_path: Path) -> None:
    bare = replace(book, script=replace(book.script, chapters=("One", "")))

    made = produce(bare, tmp_path / "book", clips, Delivery("chapters", readalong=("srt", "epub")))

    assert [path.name for path in made.readalong] == ["01 - One.srt", "02 - 2.srt", "book.epub"]
    assert all(path.with_suffix(".mp3").is_file() for path in made.readalong[:2])


def test_the_beginning_is_whole_paragraphs_and_not_too_long(book: Book, clips: Path, tmp_path: Path) -> None:
    whole = produce(book, tmp_path / "whole.mp3", clips).seconds
    for seconds in (whole + 1, 0.7 * whole, 0.4 * whole):
        made = beginning(book, seconds, tmp_path / "a.mp3", clips)
        assert made.seconds <= seconds
    assert made.seconds < 0.4 * whole
    assert beginning(book, whole + 1, tmp_path / "a.mp3", clips).seconds == whole
    assert beginning(book, 0.1, tmp_path / "a.mp3", clips).seconds > 0, "one paragraph at least"
