"""Encoded stretches: made once, whole or not at all, and only where they can be written."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from narrate.audio import Audio, write_wav
from narrate.delivery import Delivered, Job, encode, ready, refuse_full, refuse_sources, unfinished
from narrate.errors import AudioError, NarrateError
from narrate.model import Clip, Kind, Place, Stretch, Utterance
from narrate.progress import unheard
from narrate.publish.edition import Edition
from narrate.unfinished import begun
from narrate.workers import Here

RATE = 22050


@pytest.fixture
def stretch(clips: Path) -> Stretch:
    """A stretch of two clips of a second each."""
    paths = [clips / "ab" / f"{letter * 30}.wav" for letter in "cd"]
    for path in paths:
        write_wav(Audio(b"\x00\x10\x00\xf0" * (RATE // 2), RATE), path)
    said = Utterance(0, 4, "Said.", Kind.NARRATION, Place(2, 1, 7))
    return Stretch(2, tuple(Clip(said, path) for path in paths), (0.5, 1.0), 0.25)


def job_of(stretch: Stretch, folder: Path, level: float = 0.0) -> Job:
    clips = tuple(replace(clip, gain=level) for clip in stretch.clips)
    return Job.of(replace(stretch, clips=clips), "mp3", folder)


def test_a_stretch_is_as_long_as_its_clips_and_pauses(stretch: Stretch, clips: Path) -> None:
    job = job_of(stretch, clips)
    encode([job], Here(), "stage", unheard)

    assert job.seconds == pytest.approx(0.25 + 1 + 0.5 + 1 + 1.0, abs=0.05)


def test_a_stretch_is_named_by_its_clips_pauses_and_levels(stretch: Stretch, clips: Path) -> None:
    one, other = stretch.clips
    paths = {
        job_of(stretch, clips).path,
        job_of(stretch, clips, 1.5).path,
        job_of(replace(stretch, lead=0.5), clips).path,
        job_of(replace(stretch, pauses=(0.5, 1.5)), clips).path,
        job_of(replace(stretch, clips=(other, one)), clips).path,
    }

    assert len(paths) == 5
    assert job_of(replace(stretch, chapter=9), clips).path in paths


@pytest.mark.parametrize("damage", [b"", b"\xff\xfb", bytes(10_000)])
def test_a_damaged_stretch_is_made_again(damage: bytes, stretch: Stretch, clips: Path) -> None:
    job = job_of(stretch, clips)
    encode([job], Here(), "stage", unheard)
    whole = job.path.read_bytes()
    assert unfinished([job, job]) == []

    job.path.write_bytes(damage)
    assert unfinished([job, job]) == [job]
    encode(unfinished([job]), Here(), "stage", unheard)

    assert job.path.read_bytes() == whole


def test_a_clip_that_cannot_be_read_is_named_with_its_place(stretch: Stretch, clips: Path) -> None:
    stretch.clips[1].path.write_bytes(b"RIFF, perhaps")

    with pytest.raises(
        AudioError, match=r"chapter 2, scene 1, paragraph 7: .*d+\.wav: .*remove that file and run again"
    ):
        encode([job_of(stretch, clips)], Here(), "stage", unheard)


def test_the_executor_handed_in_encodes(stretch: Stretch, clips: Path) -> None:
    told: list[tuple[int, int]] = []
    with ThreadPoolExecutor(1) as executor:
        encode([job_of(stretch, clips)], executor, "stage", lambda at: told.append((at.done, at.total)))

    assert told == [(0, 1), (1, 1)]


@pytest.mark.parametrize("name", ["book.mp3", "Book.MP3", "a.b.mp3", "новый.mp3", "new/and/deep/book.mp3"])
def test_a_file_that_can_be_written_is_ready_and_nothing_is_left_beside_it(name: str, tmp_path: Path) -> None:
    assert ready(tmp_path / name) == "mp3"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("name", ["book", "book.ogg", "book.mp3.txt", ".mp3"])
def test_a_form_that_is_not_made_is_refused_with_those_that_are(name: str, tmp_path: Path) -> None:
    with pytest.raises(
        NarrateError, match=r"narrate makes mp3, m4b, .* files; give this one such a suffix, or ask"
    ) as caught:
        ready(tmp_path / name)
    assert caught.value.exit_code == 3


def test_a_folder_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "book.mp3").mkdir()

    with pytest.raises(AudioError, match=r"book\.mp3: this is a folder; name a file in it"):
        ready(tmp_path / "book.mp3")


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "audio").write_text("a file", encoding="utf-8")

    with pytest.raises(AudioError, match="audio: cannot write here: "):
        ready(tmp_path / "audio" / "book.mp3")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_one_may_not_write_to_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    with pytest.raises(AudioError, match="cannot write here: Permission denied"):
        ready(tmp_path / "book.mp3")


def test_two_runs_may_look_at_one_place_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as executor:
        forms = list(executor.map(ready, [tmp_path / "book.mp3"] * 400))

    assert set(forms) == {"mp3"}


def test_what_a_killed_run_left_is_removed_and_what_another_run_is_making_stays(tmp_path: Path) -> None:
    left, foreign = tmp_path / ".[a] book.mp3-0a1b2c3d.part", tmp_path / ".another.mp3-0a1b2c3d.part"
    for path in (left, foreign):
        path.touch()

    with begun(tmp_path / "[a] book.mp3", Path.touch) as making, making.open("rb"):
        ready(tmp_path / "[a] book.mp3")

        assert (left.exists(), foreign.exists(), making.exists()) == (False, True, True)


def test_a_full_disk_is_refused_before_an_hour_of_work(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match=r"about \d+ MB are needed, \d+ MB are free"):
        refuse_full(tmp_path, 1 << 60)
    refuse_full(tmp_path, 1)


def test_an_edition_stands_until_its_file_or_what_it_is_made_of_changes(stretch: Stretch, tmp_path: Path) -> None:
    out, folder = tmp_path / "book.mp3", tmp_path / "clips"
    parts = [[job_of(stretch, folder).path]]
    edition = Delivered.of(out, folder, parts, Edition("Title"))
    assert not edition.stands()

    out.write_bytes(b"sound")
    assert not edition.stands()
    edition.note()

    assert edition.stands()
    assert not Delivered.of(out, folder, parts, Edition("Another")).stands()
    assert not Delivered.of(out, folder, [[job_of(stretch, folder, 1.0).path]], Edition("Title")).stands()
    assert not Delivered.of(tmp_path / "other.mp3", folder, parts, Edition("Title")).stands()
    out.write_bytes(b"noise")
    os.utime(out, ns=(0, 0))
    assert not edition.stands()


def test_no_book_is_written_over_what_it_is_made_of(tmp_path: Path) -> None:
    story, other = tmp_path / "story.epub", tmp_path / "other.mp3"
    story.write_bytes(b"a book")
    (tmp_path / "link.epub").symlink_to(story)

    refuse_sources([other, tmp_path / "new.epub"], [story, None])
    for path in (story, tmp_path / "link.epub"):
        with pytest.raises(NarrateError, match="the book is made of this file"):
            refuse_sources([other, path], [None, story])


@pytest.mark.parametrize(("name", "form"), [("a.mp3", "m4b"), ("a.audio", "mp3"), ("a.txt", "flac"), ("a", "opus")])
def test_a_form_has_its_suffix(name: str, form: str, tmp_path: Path) -> None:
    with pytest.raises(NarrateError, match=rf"what is made is called \.{form}"):
        ready(tmp_path / name, form)
    assert ready((tmp_path / name).with_suffix(f".{form.upper()}"), form) == form


def test_a_place_that_cannot_be_is_one_line(tmp_path: Path) -> None:
    for out, form in ((tmp_path / f"{'a' * 300}.mp3", ""), (Path(), "chapters"), (tmp_path / ("a" * 300), "chapters")):
        with pytest.raises(AudioError):
            ready(out, form)
