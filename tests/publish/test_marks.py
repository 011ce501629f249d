"""Chapter marks: where they say, to the sample, in every form and for books of any number of chapters."""

import io
import re
import shutil
import subprocess
from itertools import cycle, islice

import numpy as np
import pytest

pytest.importorskip("av", reason="an extra: pip install 'narrate[m4b]'")

import soundfile
import soxr
from books import RATE, decoded, edition_of, needs_ffmpeg, probed, spoken, stretches
from mutagen.flac import FLAC
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus

from narrate.publish import aac, chapters, flac, m4b, mp3, opus, wav
from narrate.publish.mp3 import FRAME_SAMPLES, FRAME_SECONDS
from narrate.publish.tags import tag

FORMS = {"mp3": (mp3, mp3), "m4b": (m4b, aac), "opus": (opus, opus), "flac": (flac, flac), "wav": (wav, flac)}
"""A form's module, and that of its stretches."""
COUNTS = (3, 40, 300)
SOUNDS = [spoken(size, seed=size) for size in (9_000, 12_345, 10_001)]
"""Each loud from its first millisecond on, and no two alike."""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The book of so many chapters in a form, its marks as told, and the sound of each chapter."""
    books = {}

    def book(form, count):
        if (form, count) not in books:
            folder = tmp_path_factory.mktemp(f"{form}-{count}")
            module, encoder = FORMS[form]
            parts = stretches(folder, encoder, [[sound] for sound in SOUNDS])
            lengths = [encoder.seconds(part) for (part,) in islice(cycle(parts), count)]
            titles = [f"Chapter {number} " + "é" * (number % 7) for number in range(count)]
            out = folder / f"book.{form}"
            marks = module.bind(list(islice(cycle(parts), count)), out, edition_of(lengths, titles=titles))
            books[form, count] = out, marks, list(islice(cycle(SOUNDS), count))
        return books[form, count]

    return book


def errors(heard, rate, marks, sounds):
    """By how many samples each of *sounds* is heard beside its mark."""
    padded = np.pad(heard, (30, 1000))
    for mark, sound in zip(marks, sounds, strict=True):
        start = mark.start * rate
        assert start == pytest.approx(round(start), abs=1e-3)
        wanted = sound[: 8000 * RATE // rate] if rate == RATE else soxr.resample(sound, RATE, rate)[:8000]
        near = np.correlate(padded[round(start) :][: wanted.size + 60], wanted)
        yield int(np.argmax(near)) - 30


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("form", ["mp3", "opus", "flac", "wav"])
def test_libsndfile_hears_every_chapter_at_its_mark(form, count, made):
    out, marks, sounds = made(form, count)

    heard, rate = soundfile.read(out)

    assert len(heard) / rate == pytest.approx(marks[-1].end, abs=1e-9)
    assert set(errors(heard, rate, marks, sounds)) == {0}


@needs_ffmpeg
@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("form", ["mp3", "m4b", "opus"])
def test_ffmpeg_hears_every_chapter_at_its_mark(form, count, made):
    out, marks, sounds = made(form, count)
    rate = 48000 if form == "opus" else RATE

    assert set(errors(decoded(out, rate), rate, marks, sounds)) == {0}


@needs_ffmpeg
@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("form", FORMS)
def test_ffprobe_lists_the_marks_in_order(form, count, made):
    out, marks, _ = made(form, count)

    seen = probed(out)["chapters"]

    assert [one["tags"]["title"].strip() for one in seen] == [mark.title.strip() for mark in marks]
    assert [float(one["start_time"]) for one in seen] == pytest.approx([mark.start for mark in marks], abs=6e-4)


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("form", ["mp3", "m4b", "opus", "flac"])
def test_mutagen_reads_the_marks(form, count, made):
    out, marks, _ = made(form, count)
    starts = [mark.start for mark in marks]

    if form == "mp3":
        read = [chapter.start_time / 1000 for chapter in ID3(out).getall("CHAP")]
    elif form == "m4b":
        read = [chapter.start for chapter in MP4(out).chapters or ()]
        starts = starts if count <= 255 else []
    else:
        book = (OggOpus if form == "opus" else FLAC)(out)
        clocks = [book[f"chapter{number:03d}"][0].split(":") for number in range(1, count + 1)]
        read = [3600 * int(hours) + 60 * int(minutes) + float(seconds) for hours, minutes, seconds in clocks]

    assert read == pytest.approx(starts, abs=5.1e-4)


@pytest.mark.parametrize("count", COUNTS)
def test_a_millisecond_is_enough_to_find_the_frame_a_chapter_begins_with(count, made):
    out, marks, _ = made("mp3", count)

    told = [chapter.start_time / 1000 for chapter in ID3(out).getall("CHAP")]

    assert [round(second / FRAME_SECONDS) for second in told] == [round(mark.start / FRAME_SECONDS) for mark in marks]


@pytest.mark.parametrize("count", COUNTS)
def test_the_byte_of_a_second_lies_within_one_frame_of_its_sound(count, made):
    out, marks, _ = made("mp3", count)
    content, info = out.read_bytes(), MP3(out).info
    at = ID3(out).size
    places = []
    while at < len(content):
        places.append(at)
        at += 144 * 192_000 // RATE + (content[at + 2] >> 1 & 1)

    sound = places[1]  # behind the Info frame
    assert info.length == pytest.approx((len(places) - 2) * FRAME_SECONDS, abs=1e-6)
    for mark in marks:
        frame = round(mark.start * RATE / FRAME_SAMPLES)
        guess = sound + mark.start * info.bitrate / 8
        assert abs(guess - places[1 + frame]) <= 627


@pytest.mark.skipif(shutil.which("mp3val") is None, reason="a third opinion needs mp3val")
@pytest.mark.parametrize("count", COUNTS)
def test_mp3val_finds_nothing_to_mend(count, made):
    out, marks, _ = made("mp3", count)

    said = subprocess.run(["mp3val", out], capture_output=True, text=True, check=True).stdout

    assert "WARNING" not in said and "ERROR" not in said
    assert (
        int(re.findall(r"(\d+) MPEG frames", said)[0]) == round(marks[-1].end / FRAME_SECONDS) + 2
    )  # the Info frame, and one not heard


@pytest.mark.parametrize("count", COUNTS)
def test_the_files_of_a_folder_are_as_long_as_their_chapters(count, tmp_path):
    parts = list(islice(cycle(stretches(tmp_path / "clips", mp3, [[sound] for sound in SOUNDS])), count))
    titles = [f"{number}" for number in range(count)]

    marks = chapters.bind(parts, tmp_path / "book", edition_of([1] * count, titles=titles, cover=None))

    files = sorted((tmp_path / "book").glob("*.mp3"))
    assert len(files) == count
    for path, mark, sound in zip(files, marks, cycle(SOUNDS), strict=False):
        heard, rate = soundfile.read(path)
        assert len(heard) >= round((mark.end - mark.start) * rate)
        assert list(errors(heard, rate, [type(mark)("", 0.0, 1.0)], [sound])) == [0]


def test_the_marks_of_a_hundred_hours_are_as_exact():
    frames = 100 * 3600 * RATE // FRAME_SAMPLES
    each = frames // 300
    edition = edition_of([each * FRAME_SECONDS] * 300, titles=[f"{number}" for number in range(300)], cover=None)
    size = mp3._frame_bytes(frames, 192_000)

    content = tag(edition) + mp3.info_frame(frames, size)

    told = [chapter.start_time / 1000 for chapter in ID3(io.BytesIO(content)).getall("CHAP")]
    assert size > 2 * 2**32
    assert [round(second / FRAME_SECONDS) for second in told] == [number * each for number in range(300)]
    assert MP3(io.BytesIO(content + bytes(1000))).info.length == pytest.approx((frames - 1) * FRAME_SECONDS, abs=1e-3)
