"""The audiobook as a folder of chapters: whole, in order, and read as it should be by players and shelves."""

import json
import os
import time
from pathlib import Path

import pytest
from books import PNG, TITLES, decoded, edition_of, needs_ffmpeg, probed, stretches, three_chapters
from hypothesis import given
from hypothesis import strategies as st
from mutagen.id3 import ID3
from mutagen.mp3 import MP3

from narrate.errors import AudioError
from narrate.publish import chapters, mp3
from narrate.publish.folder import file_name
from narrate.publish.mp3 import FRAME_SAMPLES, FRAME_SECONDS, frame_count
from narrate.unfinished import SURELY_OVER, begun

NAMES = ["01 - The Gate.mp3", "02 - “A Storm ” Böse Zeit.mp3", "03 - 3.mp3"]


@pytest.fixture
def parts(tmp_path):
    return stretches(tmp_path / "clips", mp3, three_chapters())


def frames_of(chapter):
    return sum(frame_count(part.stat().st_size) for part in chapter)


def bound(parts, out, **facts):
    return chapters.bind(parts, out, edition_of([frames_of(one) * FRAME_SECONDS for one in parts], **facts))


def test_every_chapter_is_a_file_of_its_own_as_long_as_its_frames(parts, tmp_path):
    bound(parts, tmp_path / "book")

    for name, chapter in zip(NAMES, parts, strict=True):
        info = MP3(tmp_path / "book" / name).info
        assert info.length == pytest.approx((frames_of(chapter) - 1) * FRAME_SECONDS, abs=1e-6)
        assert info.encoder_info.startswith("LAME")


def test_the_chapters_told_are_those_of_all_files_in_a_row(parts, tmp_path):
    marks = bound(parts, tmp_path / "book")

    lengths = [MP3(tmp_path / "book" / name).info.length for name in NAMES]
    assert [mark.end - mark.start for mark in marks] == pytest.approx(lengths, abs=1e-6)
    assert [mark.title for mark in marks] == [*TITLES[:2], "3"]


def test_a_chapters_tag_tells_its_number_its_title_and_its_book(parts, tmp_path):
    bound(parts, tmp_path / "book")

    tags = [ID3(tmp_path / "book" / name) for name in NAMES]
    assert [str(one["TRCK"]) for one in tags] == ["1/3", "2/3", "3/3"]
    assert [str(one["TIT2"]) for one in tags] == [*TITLES[:2], "3"]
    assert {str(one["TALB"]) for one in tags} == {"Nie „Leb wohl“"}
    assert {str(one["TCOM"]) for one in tags} == {"Ann, Ben as Kay"}
    assert all(one.getall("APIC") and not one.getall("CHAP") for one in tags)


def test_a_large_cover_lies_beside_the_chapters_only(parts, tmp_path):
    cover = PNG + bytes(chapters.LARGEST_REPEATED)
    bound(parts, tmp_path / "book", cover=cover)

    assert not ID3(tmp_path / "book" / NAMES[0]).getall("APIC")
    assert (tmp_path / "book" / "cover.png").read_bytes() == cover


def test_playlist_and_cue_sheet_name_every_file_in_order(parts, tmp_path):
    bound(parts, tmp_path / "book")

    playlist = (tmp_path / "book" / "playlist.m3u8").read_text(encoding="utf-8").splitlines()
    cue = (tmp_path / "book" / "book.cue").read_text(encoding="utf-8-sig").splitlines()
    assert [line for line in playlist if not line.startswith("#")] == NAMES
    assert [line[6:-5] for line in cue if line.startswith("FILE ")] == NAMES
    assert [line.strip() for line in cue if "INDEX" in line] == ["INDEX 01 00:00:00"] * 3
    assert playlist[3] == "#EXTINF:1,Zoë 山田 - The Gate"


def test_the_lists_of_chapters_have_their_times_in_the_whole_book(parts, tmp_path):
    marks = bound(parts, tmp_path / "book")

    listed = json.loads((tmp_path / "book" / "chapters.json").read_text(encoding="utf-8"))
    shelf = json.loads((tmp_path / "book" / "metadata.json").read_text(encoding="utf-8"))
    assert [one["startTime"] for one in listed["chapters"]] == pytest.approx([mark.start for mark in marks], abs=5e-4)
    assert [one["start"] for one in shelf["chapters"]] == pytest.approx([mark.start for mark in marks], abs=1e-6)
    assert [one["title"] for one in shelf["chapters"]] == [*TITLES[:2], "3"]
    assert (shelf["authors"], shelf["narrators"]) == (["Zoë 山田"], ["Ann", "Ben as Kay"])
    assert (shelf["series"], shelf["publishedYear"]) == (["Slayers #2"], "2004")


@needs_ffmpeg
def test_a_chapter_is_heard_as_long_as_told_and_silence_is_all_that_is_left_out(parts, tmp_path):
    marks = bound(parts, tmp_path / "book")

    for name, mark, chapter in zip(NAMES, marks, parts, strict=True):
        heard = decoded(tmp_path / "book" / name)
        assert heard.size == round((mark.end - mark.start) * 44100) == (frames_of(chapter) - 1) * FRAME_SAMPLES
        assert probed(tmp_path / "book" / name)["format"]["tags"]["track"].endswith("/3")


def test_a_new_edition_takes_the_place_of_the_old_and_leaves_what_a_person_put_there(parts, tmp_path):
    out = tmp_path / "book"
    bound(parts, out)
    (out / "notes.txt").write_text("mine", encoding="utf-8")

    bound(parts[:2], out, titles=("One", "Two"))

    found = sorted(path.name for path in out.iterdir())
    assert found == sorted(["01 - One.mp3", "02 - Two.mp3", "notes.txt", *chapters.SIDECARS[:5]])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book", "clips"]


def test_what_a_run_killed_between_two_names_had_put_aside_comes_back(parts, tmp_path):
    out = tmp_path / "book"
    bound(parts, out)
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    out.rename(tmp_path / ".book-0a1b2c3d.old")

    bound(parts, out)

    assert (out / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book", "clips"]


def test_somebody_elses_folder_is_left_alone(parts, tmp_path):
    (tmp_path / "music").mkdir()
    (tmp_path / "music" / "01 - The Gate.mp3").write_bytes(b"a song")
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    for name in ("music", "file"):
        with pytest.raises(AudioError, match="something else of that name"):
            bound(parts, tmp_path / name)

    assert [path.name for path in (tmp_path / "music").iterdir()] == ["01 - The Gate.mp3"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clips", "file", "music"]


def test_a_broken_part_leaves_the_old_edition_and_nothing_else(parts, tmp_path):
    out = tmp_path / "book"
    bound(parts, out)
    before = sorted(path.name for path in out.iterdir())
    edition = edition_of([1, 1, 1])
    parts[2][1].write_bytes(b"short")

    with pytest.raises(AudioError, match=r"2-1\.part: this is no MP3 frame of narrate"):
        chapters.bind(parts, out, edition)

    assert sorted(path.name for path in out.iterdir()) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book", "clips"]


def test_what_a_killed_run_left_goes_and_what_another_run_is_making_stays(parts, tmp_path):
    (tmp_path / ".book-0a1b2c3d.part").mkdir()
    (tmp_path / ".book-0a1b2c3d.part" / "01.mp3").write_bytes(b"half")
    os.utime(tmp_path / ".book-0a1b2c3d.part", (time.time() - 2 * SURELY_OVER,) * 2)  # Windows holds no folder

    with begun(tmp_path / "book", Path.mkdir) as other:
        bound(parts, tmp_path / "book")

        assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["book", "clips", other.name])


@given(st.integers(1, 1200), st.text(max_size=300))
def test_a_files_name_is_allowed_on_every_system(number, title):
    name = file_name(number, 1200, title, ".mp3")

    assert not set(name) & set('<>:"/\\|?*') and name.isprintable()
    assert name.startswith(f"{number:04d}") and name.endswith(".mp3")
    assert not name.removesuffix(".mp3").endswith((" ", ".")) and len(name.encode()) <= 170


def test_files_sort_as_their_chapters_follow():
    names = [file_name(number, 300, title, ".mp3") for number, title in enumerate("zyx" * 100, start=1)]

    assert sorted(names) == names
