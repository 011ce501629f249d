"""Zip archives in memory: bounds, lies, and names of every kind."""

import struct
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.errors import ManuscriptError
from narrate.manuscripts.publication.zipped import MAX_MEMBERS, MAX_READ_BYTES, Zipped

PATH = Path("a.zip")


def archive(*members: tuple[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", method) as file:
        for name, content in members:
            file.writestr(ZipInfo(name), content, method)
    return out.getvalue()


def test_files_are_read_by_name() -> None:
    one = Zipped(PATH, archive(("a/b.txt", b"words"), ("folder/", b"")))

    assert one.names == ("a/b.txt",)
    assert one.read("a/b.txt") == b"words"
    assert "a/b.txt" in one
    assert "b.txt" not in one


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(ManuscriptError, match=r"a\.zip: there is no file 'b' in it"):
        Zipped(PATH, archive(("a", b"x"))).read("b")


@pytest.mark.parametrize("content", [b"", b"words", b"\xff\xd8\xff\xe0"])
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    with pytest.raises(ManuscriptError, match="not a zip archive"):
        Zipped(PATH, content)


def test_a_cut_off_archive_is_refused() -> None:
    with pytest.raises(ManuscriptError, match="damaged or cut-off"):
        Zipped(PATH, archive(("a", b"words" * 50))[:-30])


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    content = archive(("a", b"\0" * (50 * 2**20)))

    assert len(content) < 60_000
    with pytest.raises(ManuscriptError, match="unpacks to 52428800 bytes"):
        Zipped(PATH, content).read("a")


def test_a_size_that_lies_is_found_out() -> None:
    content = bytearray(archive(("a", b"abc" * 3000)))
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 100)

    with pytest.raises(ManuscriptError, match=r"'a' in it is (damaged|cut off)"):
        Zipped(PATH, bytes(content)).read("a")


def test_all_that_is_read_together_has_a_bound() -> None:
    one = Zipped(PATH, archive(("a", b"\0" * 2**20)))
    for _ in range(MAX_READ_BYTES // 2**20):
        one.read("a")

    with pytest.raises(ManuscriptError, match="'a' in it is too large"):
        one.read("a")


def test_too_many_files_are_refused() -> None:
    with pytest.raises(ManuscriptError, match="20001 files in one archive"):
        Zipped(PATH, archive(*((str(number), b"") for number in range(MAX_MEMBERS + 1))))


def test_an_encrypted_file_is_refused() -> None:
    content = bytearray(archive(("a", b"words")))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.rfind(sign) + flags] |= 1

    with pytest.raises(ManuscriptError, match="'a' in it is encrypted"):
        Zipped(PATH, bytes(content)).read("a")


def test_a_method_that_no_manuscript_uses_is_refused() -> None:
    with pytest.raises(ManuscriptError, match="packed by a method"):
        Zipped(PATH, archive(("a", b"words"), method=ZIP_BZIP2)).read("a")


def test_names_that_climb_are_only_names() -> None:
    assert Zipped(PATH, archive(("../../etc/passwd", b"x"), ("/abs", b"y"))).read("../../etc/passwd") == b"x"


def test_names_in_utf_8_that_do_not_say_so_are_known() -> None:
    content = archive(("sp\u00e9cial.txt", b"x"))
    for sign, flags in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        at = content.rfind(sign)
        content = content[: at + flags] + bytes([content[at + flags] & ~0x08]) + content[at + flags + 1 :]

    assert Zipped(PATH, content).names == ("sp\u00e9cial.txt",)


def test_of_several_files_with_one_name_the_last_counts_and_it_is_told() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        same, other = archive(("a", b"x"), ("a", b"x")), archive(("a", b"x"), ("a", b"y"))

    assert Zipped(PATH, same).doubled == ()
    assert Zipped(PATH, other).doubled == ("a",)
    assert Zipped(PATH, other).read("a") == b"y"


def test_junk_before_an_archive_does_not_matter() -> None:
    assert Zipped(PATH, b"junk" * 9 + archive(("a", b"x"))).read("a") == b"x"


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_archive_reads_right_or_is_refused(data: st.DataObject) -> None:
    words = b"It was a dark and stormy night. " * 20
    content = bytearray(archive(("a.txt", words), ("b.txt", b"short")))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.one_of(st.just(len(content)), st.integers(0, len(content))))

    try:
        one = Zipped(PATH, bytes(content[:cut]))
        read = {name: one.read(name) for name in one.names}
    except ManuscriptError:
        return
    assert set(read.values()) <= {words, b"short"}
