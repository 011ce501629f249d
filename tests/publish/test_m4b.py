"""The audiobook as one M4B: as long as its frames, with the chapters for every kind of player."""

import io
import struct
import tracemalloc

import numpy as np
import pytest

pytest.importorskip("av", reason="an extra: pip install 'narrate[m4b]'")

from books import (
    JPEG,
    PNG,
    RATE,
    TITLES,
    decoded,
    edition_of,
    needs_ffmpeg,
    probed,
    segment,
    spoken,
    stretches,
    three_chapters,
)
from mutagen.mp4 import MP4, MP4Cover

from narrate.errors import AudioError
from narrate.publish import aac, m4b, mp4
from narrate.publish.aac import FRAME_SAMPLES, FRAME_SECONDS
from narrate.publish.frames import Frames, whole_frames


@pytest.fixture
def parts(tmp_path):
    return stretches(tmp_path / "clips", aac, three_chapters())


def frames_of(chapter):
    return sum(Frames.of(part).count for part in chapter)


def flat(chapters):
    return [one for chapter in chapters for one in chapter]


@pytest.fixture
def book(parts, tmp_path):
    m4b.bind(parts, tmp_path / "book.m4b", edition_of([1, 1, 1]))
    return tmp_path / "book.m4b"


@pytest.mark.parametrize("size", [1, 500, 1024, 20_000, 44_100])
def test_a_stretch_becomes_as_many_frames_as_come_nearest_to_its_length(size, tmp_path):
    sound = spoken(size)
    part = tmp_path / "part.aac"
    part.write_bytes(aac.encode(segment(sound)))

    assert abs(aac.seconds(part) - len(sound) / RATE) <= FRAME_SECONDS / 2 + 1e-9


def test_a_damaged_stretch_is_named(tmp_path):
    part = tmp_path / "part.aac"
    content = aac.encode(segment(spoken(9000)))
    for damaged in (content[:-1], content[:3], content[5:], b"\0" * 100, content + b"\xff"):
        part.write_bytes(damaged)
        with pytest.raises(AudioError, match=r"part\.aac: not a whole stretch of sound"):
            aac.seconds(part)
    with pytest.raises(AudioError, match=r"gone\.aac: cannot read"):
        aac.seconds(tmp_path / "gone.aac")


def test_chapters_begin_where_their_stretches_do(parts, book, tmp_path):
    marks = m4b.bind(parts, tmp_path / "again.m4b", edition_of([1, 1, 1]))

    frames = [frames_of(chapter) for chapter in parts]
    starts = [sum(frames[:number]) * FRAME_SECONDS for number in range(3)]
    assert [mark.start for mark in marks] == pytest.approx(starts, abs=1e-9)
    assert marks[-1].end == pytest.approx((sum(frames) - 1) * FRAME_SECONDS, abs=1e-9)
    assert [(one.title, one.start) for one in MP4(book).chapters] == [
        (title, pytest.approx(start, abs=1e-6)) for title, start in zip([*TITLES[:2], "3"], starts, strict=True)
    ]
    assert book.read_bytes() == (tmp_path / "again.m4b").read_bytes()


def test_tags_and_cover_are_read_again(book):
    tags = MP4(book).tags

    texts = {name: tags[name][0] for name in ("©nam", "©alb", "©ART", "aART", "©wrt", "©day", "©gen", "©mvn", "stik")}
    assert texts == {
        "©nam": "Nie „Leb wohl“",
        "©alb": "Nie „Leb wohl“",
        "©ART": "Zoë 山田",
        "aART": "Zoë 山田",
        "©wrt": "Ann, Ben as Kay",
        "©day": "2004-05-06",
        "©gen": "Audiobook",
        "©mvn": "Slayers",
        "stik": 2,
    }
    assert bytes(tags["----:com.apple.iTunes:SERIES-PART"][0]) == b"2"
    assert bytes(tags["covr"][0]) == JPEG
    assert tags["covr"][0].imageformat == MP4Cover.FORMAT_JPEG


def test_a_cover_may_be_a_png(parts, tmp_path):
    m4b.bind(parts, tmp_path / "book.m4b", edition_of([1, 1, 1], cover=PNG))

    assert MP4(tmp_path / "book.m4b").tags["covr"][0].imageformat == MP4Cover.FORMAT_PNG


def test_a_title_can_be_corrected_without_moving_the_sound(book):
    before = book.read_bytes()
    tags = MP4(book)
    tags["©nam"] = "A rather longer title than before"
    tags.save()

    after = book.read_bytes()
    assert len(after) == len(before)
    assert after[after.index(b"mdat") :] == before[before.index(b"mdat") :]
    assert len(MP4(book).chapters) == 3


@needs_ffmpeg
def test_players_that_know_only_the_chapter_track_find_the_chapters(parts, tmp_path):
    titles = [f"Kapitel {number} – ü" for number in range(300)]
    m4b.bind([parts[0]] * 300, tmp_path / "book.m4b", edition_of([1] * 300, titles=titles))

    seen = probed(tmp_path / "book.m4b")["chapters"]
    seconds = frames_of(parts[0]) * FRAME_SECONDS
    assert not MP4(tmp_path / "book.m4b").chapters
    assert [one["tags"]["title"] for one in seen] == titles
    assert [float(one["start_time"]) for one in seen] == pytest.approx([n * seconds for n in range(300)], abs=1e-5)


@needs_ffmpeg
def test_a_book_is_as_long_as_its_frames_and_each_stretch_begins_where_they_say(parts, book):
    heard = decoded(book)

    assert heard.size == (sum(map(frames_of, parts)) - 1) * FRAME_SAMPLES
    at = 0
    for part, sound in zip(flat(parts), flat(three_chapters()), strict=True):
        near = {shift: sound[500:9000] @ heard[at + 500 + shift :][:8500] for shift in range(-20, 21)}
        assert max(near, key=near.get) == 0
        at += Frames.of(part).count * FRAME_SAMPLES


@needs_ffmpeg
def test_joined_stretches_sound_as_if_each_were_alone(parts, book, tmp_path):
    heard, at = decoded(book), 0
    for number, part in enumerate(flat(parts)):
        m4b.bind([[part]], tmp_path / f"{number}.m4b", edition_of([1], titles=("One",)))
        alone = decoded(tmp_path / f"{number}.m4b")

        assert np.abs(heard[at : at + alone.size] - alone).max() <= 1  # rounding
        at += alone.size + FRAME_SAMPLES
        assert np.abs(heard[at - FRAME_SAMPLES : at]).max(initial=0) < 200  # before a sound from nothing


@needs_ffmpeg
def test_the_sound_is_near_the_original(tmp_path):
    sound = spoken(88_200)
    parts = stretches(tmp_path, aac, [[sound]])
    m4b.bind(parts, tmp_path / "book.m4b", edition_of([1], titles=("One",)))

    heard = decoded(tmp_path / "book.m4b")
    kept = np.frombuffer(whole_frames(segment(sound).raw_data, FRAME_SAMPLES), "<i2").astype(float)
    error = heard[: kept.size] - kept[: heard.size]
    assert heard.size == kept.size
    assert 10 * np.log10((kept @ kept) / (error @ error)) > 30


def test_a_book_of_a_hundred_hours_keeps_its_length():
    frames = 100 * 3600 * RATE // FRAME_SAMPLES
    sizes = struct.pack(">I", 200) * 1000
    sound = mp4.Stretches((frames,), (200 * frames,), lambda: (sizes[: 4 * n] for n in _blocks(frames)))
    edition = edition_of([1800 * 100, 1800 * 100 - 1], titles=("One", "Two"), cover=None)

    content = b"".join(mp4.written(mp4.head(edition, sound)))

    read = MP4(io.BytesIO(content))
    assert read.info.length == pytest.approx(frames * FRAME_SECONDS, abs=1e-3)
    assert [one.start for one in read.chapters] == [0, 180_000]
    assert len(content) == mp4.size_of(mp4.head(edition, sound))


def _blocks(count):
    return [*[1000] * (count // 1000), count % 1000]


def test_memory_does_not_grow_with_the_book(tmp_path):
    ((part,),) = stretches(tmp_path, aac, [[spoken(RATE * 3)]])

    most = []
    for count in (20, 200):
        tracemalloc.start()
        m4b.bind([[part] * count], tmp_path / "book.m4b", edition_of([1], titles=("One",)))
        most.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert most[1] < most[0] + 50_000


def test_a_book_without_sound_is_refused(tmp_path):
    with pytest.raises(AudioError, match="no sound"):
        m4b.bind([], tmp_path / "book.m4b", edition_of([], titles=()))

    assert list(tmp_path.iterdir()) == []
