"""Files that are no manuscript are refused in one line that tells what to do."""

import os
from pathlib import Path

import pytest

from narrate import manuscripts
from narrate.errors import ManuscriptError
from narrate.manuscripts import contents, read


def refusal(path: Path) -> str:
    with pytest.raises(ManuscriptError) as caught:
        read(path, contents(path))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_text_file_is_read(tmp_path: Path) -> None:
    story = tmp_path / "my_first-story.TXT"
    story.write_text("It was late.\n\nNobody came.")

    manuscript = read(story, contents(story))

    assert manuscript.title == "my first story"
    assert len(manuscript.paragraphs) == 2


def test_a_file_without_a_suffix_is_plain_text(tmp_path: Path) -> None:
    (tmp_path / "README").write_text("It was late.")

    assert read(tmp_path / "README", contents(tmp_path / "README")).text == "It was late."


def test_a_mistyped_name_is_answered_with_the_name_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "never-say-goodbye.txt").write_text("It was late.")

    message = refusal(tmp_path / "never-say-goodby.txt")

    assert "no such file (did you mean " in message and "never-say-goodbye.txt?)" in message


def test_a_missing_file_in_a_missing_folder_is_only_missing(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere" / "story.txt").endswith("story.txt: no such file")


def test_a_folder_is_no_manuscript(tmp_path: Path) -> None:
    assert "this is a folder" in refusal(tmp_path)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()

    assert refusal(tmp_path / "empty.txt").endswith("empty.txt: the file is empty")


def test_a_blank_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "blank.txt").write_bytes(b" \r\n\t\r\n")

    assert "there is no word in this file" in refusal(tmp_path / "blank.txt")


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"PK\x03\x04", "a zip file"),
        (b"%PDF-1.7", "a PDF"),
        (rb"{\rtf1\ansi Hello", "an RTF document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"ID3\x04", "an MP3"),
        (b"\x1f\x8b\x08", "a gzip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word document"),
    ],
)
def test_a_file_of_another_kind_is_told_by_its_first_bytes(tmp_path: Path, start: bytes, what: str) -> None:
    (tmp_path / "story.txt").write_bytes(start + b"rest of the file")

    assert f"this is {what}" in refusal(tmp_path / "story.txt")


def test_binary_garbage_is_refused(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_bytes(bytes(range(256)) * 20)

    assert "not a text file" in refusal(tmp_path / "story.txt")


def test_an_unknown_suffix_is_answered_with_those_that_are_known(tmp_path: Path) -> None:
    (tmp_path / "story.wpd").write_text("It was late.")

    message = refusal(tmp_path / "story.wpd")

    assert "does not read .wpd files" in message and ".txt" in message


def test_a_file_larger_than_any_book_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "story.txt").open("wb") as file:
        file.truncate(manuscripts.MAX_BYTES + 1)

    assert "larger than 64 MB" in refusal(tmp_path / "story.txt")


def test_a_name_no_system_allows_is_refused() -> None:
    assert "cannot read" in refusal(Path("a" * 5000 + ".txt"))
    assert "cannot read" in refusal(Path("a\0b.txt"))


def test_a_file_below_a_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("It was late.")

    assert "story.txt" in refusal(tmp_path / "story.txt" / "chapter.txt")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is unreadable to the superuser")
def test_a_file_one_may_not_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("It was late.")
    (tmp_path / "story.txt").chmod(0)

    assert "cannot read: Permission denied" in refusal(tmp_path / "story.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are Unix's")
def test_a_story_may_come_through_a_pipe(tmp_path: Path) -> None:
    import threading

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"It was late.",))
    writer.start()

    content = contents(pipe)
    writer.join()

    assert content == b"It was late."
