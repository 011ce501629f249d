"""What a player reads of a book before its sound."""

import io
import json
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3, CTOCFlags
from pydub import AudioSegment

from narrate.errors import AudioError
from narrate.model import Mark
from narrate.publish.edition import Edition
from narrate.publish.mp3 import encode, publish
from narrate.publish.tags import PADDING, tag

JPEG = b"\xff\xd8\xff\xe0" + bytes(50)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(50)

needs_ffprobe = pytest.mark.skipif(shutil.which("ffprobe") is None, reason="a second opinion needs ffprobe")


def read(tag):
    return ID3(io.BytesIO(tag))


def marks_of(titles, seconds=0.3333):
    return tuple(Mark(title, number * seconds, (number + 1) * seconds) for number, title in enumerate(titles))


def chapters(tags):
    """Start, end and title of the chapters, as they stand in the file."""
    return [(chap.start_time, chap.end_time, str(chap.sub_frames["TIT2"])) for chap in tags.getall("CHAP")]


def contents(tags, name="toc"):
    """The chapters' names in the order of the table of contents, tables within tables included."""
    tables = {table.element_id: table for table in tags.getall("CTOC")}
    children = tables[name].child_element_ids
    return [leaf for child in children for leaf in (contents(tags, child) if child in tables else [child])]


def test_a_book_says_who_wrote_it_and_who_reads_it():
    tags = read(
        tag(
            Edition(
                title="Nie „Leb wohl“",
                author="Zoë 山田",
                narrator="Ann, Ben and Cora",
                language="en-GB",
                date="2004-05-06",
                comment="The time has come.\nKennedy leaves.",
                encoder="narrate 1.0",
            )
        )
    )

    texts = {name: str(tags[name]) for name in ("TIT2", "TALB", "TPE1", "TPE2", "TCOM", "TCON", "TDRC", "TLAN", "TSSE")}
    assert texts == {
        "TIT2": "Nie „Leb wohl“",
        "TALB": "Nie „Leb wohl“",
        "TPE1": "Zoë 山田",
        "TPE2": "Zoë 山田",
        "TCOM": "Ann, Ben and Cora",
        "TCON": "Audiobook",
        "TDRC": "2004-05-06",
        "TLAN": "eng",
        "TSSE": "narrate 1.0",
    }
    assert str(tags["COMM::eng"]) == "The time has come.\nKennedy leaves."
    assert tags.version == (2, 3, 0)


def test_what_is_not_known_is_left_out():
    tags = read(tag(Edition(title="Untold")))

    assert sorted(tags) == ["TALB", "TCON", "TIT2"]


@pytest.mark.parametrize(
    ("language", "code"), [("en", "eng"), ("de-AT", "deu"), ("PT-br", "por"), ("tlh", "und"), ("zh-Hant", "zho")]
)
def test_a_language_is_written_as_players_know_it(language, code):
    assert str(read(tag(Edition(title="T", language=language)))["TLAN"]) == code


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2004", "2004"),
        ("2004-05-06T10:00", "2004-05-06"),
        ("Spring", None),
        ("06/05/2004", "2004"),
        ("March 3, 2004", "2004"),
        ("20040506", None),
    ],
)
def test_a_date_is_written_as_far_as_it_is_one(date, shown):
    tags = read(tag(Edition(title="T", date=date)))

    assert (str(tags["TDRC"]) if "TDRC" in tags else None) == shown


@pytest.mark.parametrize(("cover", "media_type"), [(JPEG, "image/jpeg"), (PNG, "image/png")])
def test_a_cover_is_the_front_cover_whichever_picture_it_is(cover, media_type):
    (picture,) = read(tag(Edition(title="T", cover=cover))).getall("APIC")

    assert (picture.mime, picture.type, picture.data) == (media_type, 3, cover)


@pytest.mark.parametrize("cover", [b"GIF89a" + bytes(50), b"<svg/>", b"\xff"])
def test_a_cover_that_is_no_such_picture_is_refused(cover):
    with pytest.raises(AudioError, match="neither a JPEG nor a PNG"):
        tag(Edition(title="T", cover=cover))


@pytest.mark.parametrize("count", [1, 3, 40, 255, 256, 300, 600])
def test_chapters_stand_in_the_file_in_their_order_however_long_their_titles(count):
    titles = [f"{number} " + "Ünglück 🎧 "[: number * 7 % 11] * (number * 5 % 13) for number in range(count)]

    tags = read(tag(Edition(title="T", marks=marks_of(titles))))

    assert [title for _, _, title in chapters(tags)] == titles
    assert contents(tags) == [chap.element_id for chap in tags.getall("CHAP")]
    assert [table.element_id for table in tags.getall("CTOC") if table.flags & CTOCFlags.TOP_LEVEL] == ["toc"]


@given(st.lists(st.floats(0.001, 5000), min_size=1, max_size=20))
@settings(deadline=None, max_examples=50)
def test_a_chapter_ends_in_the_millisecond_in_which_the_next_begins(lengths):
    marks, at = [], 0.0
    for length in lengths:
        marks.append(Mark("A chapter", at, at + length))
        at += length

    listed = chapters(read(tag(Edition(title="T", marks=tuple(marks)))))

    assert [end for _, end, _ in listed[:-1]] == [start for start, _, _ in listed[1:]]
    assert all(start == round(1000 * mark.start) for mark, (start, _, _) in zip(marks, listed, strict=True))
    assert listed[-1][1] == round(1000 * marks[-1].end)


@given(st.text(st.characters(), max_size=40), st.text(st.characters(), max_size=40))
@settings(deadline=None, max_examples=100)
def test_whatever_a_title_holds_the_book_can_be_tagged(title, other):
    tags = read(tag(Edition(title=title, comment=other, marks=marks_of([title, other, "Three"]))))

    assert len(chapters(tags)) == 3
    assert chapters(tags)[2][2] == "Three"


def test_a_chapter_without_a_title_is_listed_by_its_number():
    listed = chapters(read(tag(Edition(title="T", marks=marks_of(["One", "", "Three"])))))

    assert [title for _, _, title in listed] == ["One", "2", "Three"]


def test_a_book_in_a_series_says_so_to_every_player():
    tags = read(tag(Edition("T", series="Slayers", part="2.5", subtitle="A Farewell", publisher="Attic", isbn="978")))

    names = ("TXXX:series", "TXXX:series-part", "MVNM", "MVIN", "TIT3", "TPUB", "TXXX:ISBN")
    assert [str(tags[name]) for name in names] == ["Slayers", "2.5", "Slayers", "2.5", "A Farewell", "Attic", "978"]


def test_the_words_are_there_to_be_read_at_once_and_in_step():
    lines = ((0.75, "It rained."), (2.0014, "“Who’s there?”"))

    tags = read(tag(Edition("T", language="en", lines=lines)))

    (synced,), (plain,) = tags.getall("SYLT"), tags.getall("USLT")
    assert (synced.format, synced.type, synced.lang) == (2, 1, "eng")
    assert synced.text == [("It rained.", 750), ("“Who’s there?”", 2001)]
    assert (plain.text, plain.lang) == ("It rained.\n“Who’s there?”", "eng")


def test_a_chapters_own_tag_has_its_number_and_no_list():
    tags = read(tag(Edition("T", marks=marks_of(["One", ""])), chapter=2))

    assert (str(tags["TIT2"]), str(tags["TALB"]), str(tags["TRCK"])) == ("2", "T", "2/2")
    assert not tags.getall("CHAP")


def test_there_is_room_to_correct_a_title_later():
    assert tag(Edition(title="T")).endswith(bytes(PADDING))


@needs_ffprobe
@pytest.mark.parametrize("count", [3, 40, 300])
def test_players_list_the_chapters_in_their_order(tmp_path, count):
    titles = [f"Chapter {number}" + "!" * (number * 7 % 19) for number in range(count, 0, -1)]
    sound = AudioSegment(bytes(2 * 44100 * count // 3), sample_width=2, frame_rate=44100, channels=1)
    (tmp_path / "part.mp3").write_bytes(encode(sound))
    told = Edition("T", author="Ann", narrator="Ben", date="2004-05-06", marks=marks_of(titles))

    publish([tmp_path / "part.mp3"], tmp_path / "book.mp3", tag(told))

    command = ["ffprobe", "-v", "error", "-show_chapters", "-show_format", "-of", "json", tmp_path / "book.mp3"]
    seen = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert [chapter["tags"]["title"] for chapter in seen["chapters"]] == titles
    assert seen["format"]["tags"]["composer"] == "Ben"
    assert seen["format"]["tags"]["date"] == "2004-05-06"
