"""The audiobook as one Opus file: as long as its frames, and joined as if it had been encoded in one."""

import base64
import tracemalloc

import numpy as np
import pytest

pytest.importorskip("av", reason="an extra: pip install 'narrate[m4b]'")

import soundfile
import soxr
from books import JPEG, TITLES, edition_of, needs_ffmpeg, probed, segment, spoken, stretches, three_chapters
from mutagen.flac import Picture
from mutagen.oggopus import OggOpus

from narrate.errors import AudioError
from narrate.publish import opus
from narrate.publish.frames import Frames
from narrate.publish.opus import FRAME_SAMPLES, FRAME_SECONDS, RATE


@pytest.fixture
def parts(tmp_path):
    return stretches(tmp_path / "clips", opus, three_chapters())


@pytest.fixture
def book(parts, tmp_path):
    opus.bind(parts, tmp_path / "book.opus", edition_of([1, 1, 1]))
    return tmp_path / "book.opus"


def frames_of(chapter):
    return sum(Frames.of(part).count for part in chapter)


def resampled(sound):
    return soxr.resample(sound / 32768, 44100, RATE)


@pytest.mark.parametrize("size", [1, 882, 20_000, 44_100])
def test_a_stretch_becomes_as_many_frames_as_come_nearest_to_its_length(size, tmp_path):
    sound = spoken(size)
    part = tmp_path / "part.opus"
    part.write_bytes(opus.encode(segment(sound)))

    assert abs(opus.seconds(part) - len(sound) / 44100) <= FRAME_SECONDS / 2 + 1e-9


def test_a_book_is_as_long_as_its_frames_and_each_stretch_begins_where_they_say(parts, book):
    heard, rate = soundfile.read(book)

    assert rate == RATE
    assert len(heard) == (sum(map(frames_of, parts)) - 1) * FRAME_SAMPLES
    at = 0
    sounds = [sound for chapter in three_chapters() for sound in chapter]
    for part, sound in zip([part for chapter in parts for part in chapter], sounds, strict=True):
        wanted = resampled(sound)[500:9000]
        near = {shift: wanted @ heard[at + 500 + shift :][:8500] for shift in range(-20, 21)}
        assert max(near, key=near.get) == 0
        at += Frames.of(part).count * FRAME_SAMPLES


def test_joined_stretches_sound_as_if_they_had_been_encoded_in_one(parts, book, tmp_path):
    sounds = [sound for chapter in three_chapters() for sound in chapter]
    flat = [part for chapter in parts for part in chapter]
    slots = [Frames.of(part).count * opus.FRAME_BEFORE for part in flat]
    whole = np.concatenate([np.pad(one, (0, 2000))[:slot] for one, slot in zip(sounds, slots, strict=True)])
    (tmp_path / "one.part").write_bytes(opus.encode(segment(whole)))
    opus.bind([[tmp_path / "one.part"]], tmp_path / "one.opus", edition_of([1], titles=("One",)))

    joined, reference = (soundfile.read(path)[0] for path in (book, tmp_path / "one.opus"))
    wanted = resampled(whole)
    for start in np.cumsum(slots[:-1]) * RATE // 44100:
        near = slice(start, start + 4800)
        errors = [np.sqrt(np.mean((one[near] - wanted[near]) ** 2)) for one in (joined, reference)]
        assert errors[0] < 1.3 * errors[1] + 1e-4


def test_chapters_begin_where_their_stretches_do(parts, tmp_path):
    marks = opus.bind(parts, tmp_path / "book.opus", edition_of([1, 1, 1]))

    frames = [frames_of(chapter) for chapter in parts]
    starts = [sum(frames[:number]) * FRAME_SECONDS for number in range(3)]
    assert [mark.start for mark in marks] == pytest.approx(starts, abs=1e-9)
    assert marks[-1].end == pytest.approx((sum(frames) - 1) * FRAME_SECONDS, abs=1e-9)
    assert [mark.title for mark in marks] == [*TITLES[:2], "3"]


def test_tags_cover_and_chapters_are_read_again_and_there_is_room_to_correct_them(book):
    before = book.stat().st_size
    tags = OggOpus(book)

    assert tags["title"] == ["Nie „Leb wohl“"]
    assert tags["narrator"] == ["Ann, Ben as Kay"]
    assert [tags[f"chapter00{number}name"][0] for number in (1, 2, 3)] == [*TITLES[:2], "3"]
    assert OggOpus(book).info.length == pytest.approx(len(soundfile.read(book)[0]) / RATE, abs=1e-6)
    (picture,) = tags["metadata_block_picture"]
    assert Picture(base64.b64decode(picture)).data == JPEG
    tags["title"] = "A rather longer title than before"
    tags.save()
    assert book.stat().st_size == before


@needs_ffmpeg
def test_players_find_the_chapters_and_nothing_to_complain_of(parts, book):
    seen = probed(book)

    starts = np.cumsum([0, *map(frames_of, parts)])[:3] * FRAME_SECONDS
    assert [one["tags"]["title"] for one in seen["chapters"]] == [*TITLES[:2], "3"]
    assert [float(one["start_time"]) for one in seen["chapters"]] == pytest.approx(starts, abs=6e-4)
    assert seen["streams"][0]["codec_name"] == "opus"


def test_a_damaged_stretch_is_named_and_no_book_is_left(parts, tmp_path):
    content = parts[1][0].read_bytes()
    for damaged in (content[:-1], content[:30], b"", content + b"\0", content[:20] + bytes(4) + content[24:]):
        parts[1][0].write_bytes(damaged)
        with pytest.raises(AudioError, match=r"1-0\.part: not a whole stretch"):
            opus.bind(parts, tmp_path / "book.opus", edition_of([1, 1, 1]))

    assert [path.name for path in tmp_path.iterdir()] == ["clips"]


def test_a_book_without_sound_is_refused(tmp_path):
    with pytest.raises(AudioError, match="no sound"):
        opus.bind([], tmp_path / "book.opus", edition_of([], titles=()))


def test_memory_does_not_grow_with_the_book(tmp_path):
    ((part,),) = stretches(tmp_path, opus, [[spoken(44100)]])

    most = []
    for count in (20, 200):
        tracemalloc.start()
        opus.bind([[part] * count], tmp_path / "book.opus", edition_of([1], titles=("One",)))
        most.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert most[1] < most[0] + 50_000
