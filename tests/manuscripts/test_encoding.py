"""Bytes to text: what old and new programs wrote."""

from pathlib import Path

import pytest

from narrate.errors import ManuscriptError
from narrate.manuscripts.encoding import decode

STORY = "“It’s late,” said Zoë — and left…"
PLAIN = '"It\'s late," she said. It was very dark outside, and nobody answered.'
FILE = Path("story.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "mac-roman"])
def test_a_story_is_read_as_it_was_saved(encoding: str) -> None:
    assert decode(STORY.encode(encoding), FILE) == STORY


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_known_by_its_empty_bytes_where_the_mark_is_missing(encoding: str) -> None:
    assert decode(STORY.encode(encoding), FILE) == STORY
    assert decode(PLAIN.encode(encoding), FILE) == PLAIN


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
def test_the_byte_order_mark_is_no_part_of_the_text(mark: bytes) -> None:
    encoding = {3: "utf-8"}.get(len(mark)) or ("utf-16-le" if mark == b"\xff\xfe" else "utf-16-be")

    assert decode(mark + PLAIN.encode(encoding), FILE) == PLAIN


def test_line_ends_stay_as_they_are() -> None:
    assert decode(b"One.\r\nTwo.\rThree.\n", FILE) == "One.\r\nTwo.\rThree.\n"


def test_french_letters_of_windows_are_not_taken_for_marks_of_the_macintosh() -> None:
    text = "École, était, à, même, ça, très, Évidemment, Ôtez."

    assert decode(text.encode("cp1252"), FILE) == text


def test_macintosh_accents_without_any_mark_are_read_as_such() -> None:
    assert decode("Mon père, très âgé, a perdu son ângle.".encode("mac-roman"), FILE).startswith("Mon père, très")


def test_the_encoding_a_person_names_is_believed() -> None:
    assert decode("Œuvre".encode("iso8859-15"), FILE, "iso8859-15") == "Œuvre"


def test_a_byte_order_mark_is_believed_over_the_encoding_a_person_names() -> None:
    assert decode(STORY.encode("utf-16"), FILE, "cp1252") == STORY


@pytest.mark.parametrize("encoding", ["klingon", "", "utf\08"])
def test_an_encoding_nobody_knows_is_refused_by_name(encoding: str) -> None:
    with pytest.raises(ManuscriptError, match=r"story\.txt: no encoding is called"):
        decode(b"Hello", FILE, encoding)


@pytest.mark.parametrize("encoding", ["base64", "rot13", "hex", "undefined", "ascii", "punycode", "idna"])
def test_an_encoding_that_does_not_fit_is_refused(encoding: str) -> None:
    with pytest.raises(ManuscriptError, match=r"story\.txt: .*(?:not .* text|no encoding)"):
        decode(b"Hello \xe9\xff", FILE, encoding)


def test_utf8_with_one_broken_byte_is_not_read_as_gibberish() -> None:
    content = (STORY * 5).encode() + b"\xe2\x80" + b" The end."

    with pytest.raises(ManuscriptError, match=r"byte \d+ is not utf-8 text"):
        decode(content, FILE)


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x03" * 40, bytes(range(256)), b"Hello\0world", b"\x01" * 9 + b"a"])
def test_a_file_full_of_control_codes_is_not_text(content: bytes) -> None:
    with pytest.raises(ManuscriptError, match="not a text file"):
        decode(content, FILE)


@pytest.mark.parametrize("content", [b" \n\t\r\n ", b"\xef\xbb\xbf", b'"..."\n***', "\u200b\ufeff ".encode()])
def test_a_file_without_a_word_is_refused(content: bytes) -> None:
    with pytest.raises(ManuscriptError, match="no word in this file"):
        decode(content, FILE)


def twice(text: str, encoding: str = "cp1252") -> bytes:
    """*text* as programs leave it that take its UTF-8 for *encoding*; bytes that one lacks stay as they are."""
    lacking = b"\x81\x8d\x8f\x90\x9d" if encoding == "cp1252" else b""
    letters = (chr(one) if one in lacking else bytes([one]).decode(encoding) for one in text.encode())
    return "".join(letters).encode()


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
@pytest.mark.parametrize("text", [STORY, "“Go,” he said.", "Ça va? Évidemment, très bien.", "\U0001f642 she typed—“x”"])
def test_utf8_that_was_written_twice_is_read_as_it_was_meant(text: str, encoding: str) -> None:
    assert decode(twice(text, encoding), FILE) == text


def test_a_closing_mark_that_lost_its_last_byte_is_a_closing_mark_again() -> None:
    assert decode("â€œGo,â€ he said. â€œGo!â€".encode(), FILE) == "“Go,” he said. “Go!”"


@pytest.mark.parametrize(
    "text",
    [
        "Er hatte Spaß« sagte »Groß« und ging über die Brücke.",
        "« Voilà…» dit-il. « Très bien, à bientôt.»",
        "Spaß«",
        "The letter Â, the letter Ã.",
        "“Caf�” and â€œ in one: a text that quotes — and “quotes” — what went wrong",
    ],
)
def test_good_letters_that_look_like_it_stay(text: str) -> None:
    assert decode(text.encode(), FILE) == text
