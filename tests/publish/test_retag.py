"""New tags for a finished book; its sound stays byte for byte."""

import sys

import pytest
from books import JPEG, PNG, TITLES, edition_of, needs_ffmpeg, probed, stretches, three_chapters
from mutagen.id3 import COMM, ID3, RVA2, TSOP, TSOT, TXXX

from narrate.errors import AudioError
from narrate.publish import chapters, mp3
from narrate.publish.retag import TEXTS, retag
from narrate.publish.tags import PADDING


@pytest.fixture
def book(tmp_path):
    parts = stretches(tmp_path / "clips", mp3, three_chapters())
    mp3.bind(parts, tmp_path / "book.mp3", edition_of([1.25, 1, 2]))
    return tmp_path / "book.mp3"


def sound(path):
    return path.read_bytes()[ID3(path).size :]


def titles(path):
    return [str(one.sub_frames["TIT2"]) for one in ID3(path).getall("CHAP")]


@pytest.mark.parametrize("name", TEXTS)
def test_one_thing_is_changed_and_all_else_stays(book, name):
    before, heard = ID3(book), sound(book)

    retag(book, {name: "2031"})

    after = ID3(book)
    changed = {key for key in {*before, *after} if str(before.get(key)) != str(after.get(key))}
    known = {frame.partition(":")[0] for frame in TEXTS[name]}
    assert changed and {key.partition(":")[0] for key in changed} <= known
    assert sound(book) == heard


def test_what_is_emptied_is_removed(book):
    retag(book, {"series": "", "part": "", "comment": ""})

    assert not {"MVNM", "MVIN", "TXXX:series", "TXXX:series-part"} & set(ID3(book))
    assert not ID3(book).getall("COMM")


def test_new_titles_stand_in_the_order_and_at_the_times_of_the_old(book):
    before, heard = ID3(book).getall("CHAP"), sound(book)

    retag(book, {}, chapters=["A much longer title than before " * 4, "B", ""])

    after = ID3(book).getall("CHAP")
    assert titles(book) == ["A much longer title than before " * 4, "B", "3"]
    assert [(one.start_time, one.end_time) for one in after] == [(one.start_time, one.end_time) for one in before]
    assert sound(book) == heard


def test_a_cover_is_exchanged(book):
    retag(book, {}, cover=PNG)

    assert [one.data for one in ID3(book).getall("APIC")] == [PNG]
    assert titles(book) == [*TITLES[:2], "3"]


def test_what_other_programs_wrote_stays(book):
    tags = ID3(book)
    tags.add(TXXX(encoding=3, desc="rating", text="5"))
    tags.add(COMM(encoding=3, lang="deu", desc="mine", text="gut"))
    tags.save(v2_version=4)

    retag(book, {"title": "New"})

    assert str(ID3(book)["TXXX:rating"]) == "5"
    assert str(ID3(book)["COMM:mine:deu"]) == "gut"


def test_a_file_without_a_tag_gets_one(book):
    heard = sound(book)
    book.write_bytes(heard)

    retag(book, {"title": "New"}, cover=JPEG)

    assert (str(ID3(book)["TIT2"]), sound(book)) == ("New", heard)


def test_a_chapter_in_a_file_of_its_own_keeps_its_title(tmp_path):
    parts = stretches(tmp_path / "clips", mp3, three_chapters())
    chapters.bind(parts, tmp_path / "book", edition_of([1, 1, 1]))
    path = tmp_path / "book" / "01 - The Gate.mp3"

    retag(path, {"title": "New"})

    assert (str(ID3(path)["TIT2"]), str(ID3(path)["TALB"])) == ("The Gate", "New")


def test_mistakes_are_named_and_change_nothing(book, tmp_path):
    before = book.read_bytes()
    (tmp_path / "no.mp3").write_bytes(b"not a sound " * 99)

    with pytest.raises(AudioError, match="no 'auhtor' in a tag"):
        retag(book, {"auhtor": "X"})
    with pytest.raises(AudioError, match="has 3 chapters, and 2 titles are given"):
        retag(book, {"title": "X"}, chapters=["One", "Two"])
    with pytest.raises(AudioError, match="neither a JPEG nor a PNG"):
        retag(book, {}, cover=b"GIF89a")
    for name in ("no.mp3", "gone.mp3"):
        with pytest.raises(AudioError, match=f"{name}: this is no MP3 whose tags can be changed"):
            retag(tmp_path / name, {"title": "X"})

    assert book.read_bytes() == before


def test_there_still_is_room_for_the_next_change(book):
    retag(book, {"title": "New"})

    assert book.read_bytes()[: ID3(book).size].endswith(bytes(PADDING))


@needs_ffmpeg
def test_players_see_the_new_titles(book):
    retag(book, {"author": "Ann"}, chapters=["C", "BB", "A"])

    seen = probed(book)
    assert [one["tags"]["title"] for one in seen["chapters"]] == ["C", "BB", "A"]
    assert seen["format"]["tags"]["artist"] == "Ann"


@pytest.mark.parametrize("version", [3, 4])
def test_sort_orders_and_levels_of_other_programs_stay(book, version):
    tags = ID3(book)
    tags.add(TSOP(encoding=1, text="Other, Ann"))
    tags.add(TSOT(encoding=1, text="Sorted"))
    tags.add(RVA2(desc="track", channel=1, gain=-2.0, peak=0.5))
    tags.save(v2_version=version)

    retag(book, {"publisher": "Us"})

    after = ID3(book)
    assert [str(after[key]) for key in ("TSOP", "TSOT", "TPUB")] == ["Other, Ann", "Sorted", "Us"]
    assert after["RVA2:track"].gain == -2.0


@pytest.mark.skipif(sys.platform == "win32", reason="links and modes are POSIX's")
def test_a_link_stays_a_link_and_a_private_file_private(book, tmp_path):
    book.chmod(0o600)
    (tmp_path / "link.mp3").symlink_to(book)

    retag(tmp_path / "link.mp3", {"title": "New"})

    assert (tmp_path / "link.mp3").is_symlink()
    assert (str(ID3(book)["TIT2"]), book.stat().st_mode & 0o777) == ("New", 0o600)
