"""Forms without loss."""

import io
import struct
import tracemalloc
import wave

import numpy as np
import pytest
import soundfile
from books import RATE, TITLES, decoded, edition_of, needs_ffmpeg, probed, segment, spoken, stretches, three_chapters
from mutagen.flac import FLAC
from pydub import AudioSegment

from narrate.errors import AudioError
from narrate.publish import flac, wav

FORMS = {"flac": flac, "wav": wav}
WHOLE = np.concatenate([sound for chapter in three_chapters() for sound in chapter])
LENGTHS = [sum(map(len, chapter)) for chapter in three_chapters()]
STARTS = [sum(LENGTHS[:number]) for number in range(3)]


@pytest.fixture
def parts(tmp_path):
    return stretches(tmp_path / "clips", flac, three_chapters())


@pytest.mark.parametrize("form", FORMS)
def test_a_book_is_as_long_as_its_stretches_and_its_chapters_begin_where_they_do(form, parts, tmp_path):
    marks = FORMS[form].bind(parts, tmp_path / f"book.{form}", edition_of([1, 1, 1]))

    assert [mark.start * RATE for mark in marks] == pytest.approx(STARTS, abs=1e-6)
    assert marks[-1].end * RATE == pytest.approx(len(WHOLE), abs=1e-6)
    assert [mark.title for mark in marks] == [*TITLES[:2], "3"]
    assert soundfile.info(tmp_path / f"book.{form}").duration == pytest.approx(len(WHOLE) / RATE, abs=1 / RATE)


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_lost(form, parts, tmp_path):
    FORMS[form].bind(parts, tmp_path / f"book.{form}", edition_of([1, 1, 1]))

    samples, rate = soundfile.read(tmp_path / f"book.{form}", dtype="int16")
    assert rate == RATE
    assert np.array_equal(samples, WHOLE)


def test_tags_cover_and_chapters_are_read_again(parts, tmp_path):
    edition = edition_of([1, 1, 1])
    flac.bind(parts, tmp_path / "book.flac", edition)

    book = FLAC(tmp_path / "book.flac")
    read = {name: book[name] for name in ("title", "artist", "narrator", "series", "series-part", "date", "language")}
    assert read == {
        "title": ["Nie „Leb wohl“"],
        "artist": ["Zoë 山田"],
        "narrator": ["Ann, Ben as Kay"],
        "series": ["Slayers"],
        "series-part": ["2"],
        "date": ["2004-05-06"],
        "language": ["en-GB"],
    }
    assert [book[f"chapter00{number}name"][0] for number in (1, 2, 3)] == [*TITLES[:2], "3"]
    assert book["chapter002"] == ["00:00:01.462"]
    assert book.pictures[0].data == edition.cover


@needs_ffmpeg
@pytest.mark.parametrize("form", FORMS)
def test_players_find_the_chapters(form, parts, tmp_path):
    FORMS[form].bind(parts, tmp_path / f"book.{form}", edition_of([1, 1, 1]))

    seen = probed(tmp_path / f"book.{form}")["chapters"]
    assert [one["tags"]["title"] for one in seen] == [*TITLES[:2], "3"]
    assert [float(one["start_time"]) for one in seen] == pytest.approx([at / RATE for at in STARTS], abs=6e-4)


def test_a_wav_is_read_by_whatever_reads_wav(parts, tmp_path):
    wav.bind(parts, tmp_path / "book.wav", edition_of([1, 1, 1]))

    with wave.open(str(tmp_path / "book.wav")) as book:
        assert (book.getframerate(), book.getnchannels(), book.getnframes()) == (RATE, 1, len(WHOLE))


def test_a_wav_of_more_than_four_gigabytes_has_counts_that_hold_it():
    counts = [3 * 10**9, 10**9]

    head = wav.head(counts, edition_of([1, 1], titles=("One", "Two"), cover=None))

    assert (head[:4], head[12:16]) == (b"RF64", b"ds64")
    whole, size, samples = struct.unpack_from("<QQQ", head, 20)
    assert (size, samples) == (8 * 10**9, 4 * 10**9)
    assert whole == len(head) - 8 + size
    assert head.endswith(b"data" + b"\xff" * 4)
    assert head.count(b"labl") == 2


def test_a_stretch_knows_its_length_and_whether_it_is_whole(tmp_path):
    part = tmp_path / "part.flac"
    content = flac.encode(segment(spoken(44_100)))
    part.write_bytes(content)
    assert flac.seconds(part) == (44_100 + 6615) / RATE
    assert len(soundfile.read(part)[0]) == 44_100 + 6615

    for damaged in (content[:-1], content[:30], b"", b"fLaC" + bytes(100), content + b"\0"):
        part.write_bytes(damaged)
        with pytest.raises(AudioError, match=r"part\.flac: not a whole stretch"):
            flac.seconds(part)
    with pytest.raises(AudioError, match=r"gone\.flac: cannot read"):
        flac.seconds(tmp_path / "gone.flac")


@pytest.mark.parametrize("form", FORMS)
def test_a_stretch_damaged_inside_is_named_and_no_book_is_left(form, parts, tmp_path):
    content = parts[1][0].read_bytes()
    middle = len(content) // 2
    parts[1][0].write_bytes(content[:middle] + bytes(2000) + content[middle + 2000 :])

    with pytest.raises(AudioError, match=r"1-0\.part: "):
        FORMS[form].bind(parts, tmp_path / f"book.{form}", edition_of([1, 1, 1]))

    assert [path.name for path in tmp_path.iterdir()] == ["clips"]


def test_other_sound_and_no_sound_are_refused(tmp_path):
    other = AudioSegment(bytes(4000), sample_width=2, frame_rate=22050, channels=1)
    with pytest.raises(AudioError, match="22050 Hz"):
        flac.encode(other)
    for form in FORMS.values():
        with pytest.raises(AudioError, match="no sound"):
            form.bind([], tmp_path / "book", edition_of([], titles=()))


@pytest.mark.parametrize("form", FORMS)
def test_memory_does_not_grow_with_the_book(form, tmp_path):
    ((part,),) = stretches(tmp_path, flac, [[spoken(RATE * 2)]])

    most = []
    for count in (15, 60):
        tracemalloc.start()
        FORMS[form].bind([[part] * count], tmp_path / "book", edition_of([1], titles=("One",)))
        most.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert most[1] < most[0] + 3_000_000  # what mutagen moves at once; the sound is 8 MB more


@needs_ffmpeg
def test_another_decoder_hears_a_flac_to_its_last_sample(parts, tmp_path):
    flac.bind(parts, tmp_path / "book.flac", edition_of([1, 1, 1]))

    assert np.array_equal(decoded(tmp_path / "book.flac"), WHOLE)


def test_a_stretch_is_a_flac_any_player_plays():
    content = flac.encode(segment(spoken(10_000)))

    assert FLAC(io.BytesIO(content)).info.total_samples == 16_615
