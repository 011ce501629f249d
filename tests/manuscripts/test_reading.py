"""Files that are no manuscript are refused in one line that tells what to do."""

import os
import re
from io import BytesIO
from pathlib import Path

import pytest
from documents import docx, paragraph, pdf, words, zipped
from variants import essence

from narrate import manuscripts
from narrate.dialogue.attribution import Attribution
from narrate.dialogue.segment import segment
from narrate.errors import ManuscriptError
from narrate.manuscripts import contents, read
from narrate.model import Manuscript


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


HTML = "<!DOCTYPE html><html><head><title>The Storm</title></head><body><p>It rained all day.</p></body></html>"
XHTML = f'\n<?xml version="1.0"?>\n<!-- <p> -->\n<html xmlns="http://www.w3.org/1999/xhtml">{HTML[21:]}'
RTF = rb"{\rtf1\ansi It rained all day.}"
EPUB = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    "a.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/><manifest>'
    '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
    '<spine><itemref idref="a"/></spine></package>',
    "a.xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml">{HTML[21:]}',
}
BOOKS = {
    "text": b"It rained all day.",
    "html": HTML.encode(),
    "html with a mark": HTML.encode("utf-8-sig"),
    "html in utf-16": HTML.encode("utf-16"),
    "xhtml": XHTML.encode(),
    "epub": zipped(EPUB),
    "docx": docx(paragraph("It rained all day.")),
    "rtf": RTF,
    "pdf": pdf([[(72, 700, "It rained all day.")]]),
}


@pytest.mark.parametrize("suffix", ["", ".txt", ".html", ".epub", ".docx", ".rtf", ".pdf", ".md", ".fountain"])
@pytest.mark.parametrize("content", BOOKS.values(), ids=BOOKS)
def test_the_content_decides_what_a_file_is_and_not_its_name(content: bytes, suffix: str) -> None:
    manuscript = read(Path(f"story{suffix}"), content)

    assert [manuscript.text[one.start : one.end] for one in manuscript.paragraphs][-1] == "It rained all day."


LINES = (
    *("TITLE: Two Voices", "AUTHOR: Ann Other", "SUMMARY: They talk.", "Two Voices", "by Ann Other", "Chapter 1"),
    *("Kennedy and Tara sat in the kitchen of the old house.", '"Who is there?" asked Kennedy, who had heard a noise.'),
    *('"Only me," said Tara, "and I wonder whether it *really* rained."', "* * *", '"It rained," said Kennedy.'),
    *("Chapter 2", '"Goodbye," said Tara, and she left before the rain began again.', '"Goodbye," said Kennedy.'),
)
"""A story, paragraph by paragraph; italics between asterisks."""


SLANT, RTF_SLANT, PAR = re.compile(r"\*(\w+)\*"), r"{\\i \1}", "\\par "


def typed(line: str) -> str:
    before, italic, after = line.split("*") if line.count("*") == 2 else (line, "", "")
    return paragraph(*(words(part, "<w:i/>" * (part == italic)) for part in (before, italic, after) if part))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", docx("".join(map(typed, LINES)))),
        ("a.rtf", f"{{\\rtf1\\ansi {SLANT.sub(RTF_SLANT, PAR.join(LINES))}}}".encode()),
        ("a.html", SLANT.sub(r"<i>\1</i>", "".join(f"<p>{one}</p>" for one in LINES)).encode()),
    ],
)
def test_a_story_is_heard_alike_whatever_it_is_saved_as(name: str, content: bytes) -> None:
    text = "\n\n".join(LINES).encode()

    assert heard(read(Path(name), content)) == heard(read(Path("a.txt"), text))


def heard(manuscript: Manuscript) -> list[tuple[str, str, str | None]]:
    script = Attribution(manuscript, segment(manuscript)).script()
    return [(kind, text.replace("*", ""), speaker) for kind, text, speaker in essence(script)]


@pytest.mark.parametrize("name", ["epub", "docx", "rtf", "pdf", "html"])
def test_a_manuscript_under_a_name_of_no_kind_is_read(name: str) -> None:
    assert read(Path("story.bin"), BOOKS[name]).paragraphs


def test_what_follows_a_full_stop_in_a_name_need_not_be_a_suffix() -> None:
    assert read(Path("Mr. Smith goes home"), b"It rained.").paragraphs
    assert read(Path("story v1.2"), b"It rained.").paragraphs


@pytest.mark.parametrize("suffix", [".txt", ".epub", ".docx", ".pdf", ".html", ".md"])
@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"ID3\x04", "an MP3"),
        (b"\x1f\x8b\x08", "a gzip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word document"),
        (b"A Story\0".ljust(60, b"\0") + b"BOOKMOBI", "a Kindle book"),
        (b"\0\0\0\x20ftypM4B ", "a sound or film"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0", "a saved web page"),
    ],
)
def test_a_file_of_another_kind_is_told_by_its_first_bytes(content: bytes, what: str, suffix: str) -> None:
    with pytest.raises(
        ManuscriptError, match=f"^story{suffix}: this is {what}.*export the story as .docx, .epub or .txt"
    ):
        read(Path(f"story{suffix}"), content + b"rest of the file")


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}, "an OpenDocument file"),
        ({"Index/Document.iwa": ""}, "an Apple Pages document"),
        ({"one.txt": "It rained.", "two.txt": "It rained."}, "a zip archive of 2 files, no manuscript .unpack it"),
    ],
)
def test_an_archive_of_another_kind_is_told_by_what_is_in_it(files: dict[str, str], what: str) -> None:
    with pytest.raises(ManuscriptError, match=f"^story.txt: this is {what}"):
        read(Path("story.txt"), zipped(files))


@pytest.mark.parametrize("name", ["epub", "docx"])
def test_an_archive_that_is_cut_off_is_refused_under_any_name(name: str) -> None:
    for suffix in ("", ".txt", ".epub", ".docx", ".bin"):
        with pytest.raises(ManuscriptError, match="cut-off zip archive"):
            read(Path(f"story{suffix}"), BOOKS[name][:-30])


def test_xml_that_is_no_page_is_refused() -> None:
    with pytest.raises(ManuscriptError, match="this is XML, but not of a kind narrate reads"):
        read(Path("story.txt"), b'<?xml version="1.0"?><FictionBook><p>It rained.</p></FictionBook>')


def test_a_page_by_name_that_holds_no_markup_is_plain_text() -> None:
    text = b"It rained.\n\nIt went on raining, all day long & all night."

    assert len(read(Path("story.html"), text).paragraphs) == 2


def test_a_file_of_nothing_but_what_is_skipped_is_refused_with_what_there_is() -> None:
    with pytest.raises(
        ManuscriptError, match=r"^a.fountain: there is nothing in it to read but 2 words of summary \(--keep"
    ):
        read(Path("a.fountain"), b"= They meet.")


def test_a_file_of_nothing_but_what_is_skipped_is_read_if_that_is_kept() -> None:
    manuscript = read(Path("a.fountain"), b"= They meet.", keep=["summary"])

    assert [manuscript.text[one.start : one.end] for one in manuscript.paragraphs] == ["= They meet."]


class Input:
    """What standard input is to a program."""

    def __init__(self, content: bytes) -> None:
        self.buffer = BytesIO(content)


def test_a_manuscript_may_come_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Input(BOOKS["docx"]))

    manuscript = read(Path("-"), contents(Path("-")))

    assert manuscript.title == "Untitled"
    assert manuscript.text.strip() == "It rained all day."


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "standard input: it is empty"),
        (b"\xff\xd8\xff", "standard input: this is a JPEG picture"),
        (b" \n", "standard input: there is no word in"),
        (b"a" * (manuscripts.MAX_BYTES + 1), "standard input: larger than 64 MB"),
    ],
)
def test_what_is_wrong_with_standard_input_is_said_of_it(
    content: bytes, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Input(content))

    assert refusal(Path("-")).startswith(what)


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
