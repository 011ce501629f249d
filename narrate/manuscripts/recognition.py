"""What a file is, by its content: names are often wrong, and a reader of another format would read markup aloud."""

import re
from pathlib import Path

from narrate.errors import ManuscriptError
from narrate.manuscripts.publication.zipped import Zipped

_EXPORT = "export the story as .docx, .epub or .txt"
_FOREIGN = (
    (0, b"\x89PNG", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF8", "a GIF picture"),
    (0, b"ID3", "an MP3"),
    (0, b"RIFF", "a sound, film or picture (RIFF)"),
    (0, b"OggS", "a sound (Ogg)"),
    (4, b"ftyp", "a sound or film (MP4)"),
    (0, b"\x1f\x8b", "a gzip file"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"Rar!\x1a", "a RAR archive"),
    (0, b"\xd0\xcf\x11\xe0", "an old Word document (.doc) or another of the old Office"),
    (0, b"\xffWPC", "a WordPerfect document"),
    (60, b"BOOKMOBI", "a Kindle book (.mobi or .azw3)"),
    (60, b"TEXtREAd", "a Palm book"),
    (0, b"ITOLITLS", "a Microsoft Reader book"),
    (0, b"bplist00", "a web archive of Safari's"),
    (0, b"MIME-Version:", "a saved web page with its pictures (MHTML) or an e-mail"),
    (0, b"From: <Saved by", "a saved web page with its pictures (MHTML)"),
    (0, b"%!PS", "a PostScript file"),
)
"""Where the first bytes stand that tell a file narrate does not read, and what it is."""
_ZIPS = {
    "content.xml": "an OpenDocument file (.odt)",
    "Index/Document.iwa": "an Apple Pages document",
    "index.apxl": "an Apple Keynote document",
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint presentation",
}
"""A file in a zip archive that tells what the archive is."""
_HEAD = 4096
"""Bytes: a declaration or a comment may stand before a page's first element."""
_MARKS = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n\f"
"""Byte order marks and blanks."""
_BEFORE = rb"(?:\s|<\?xml[^>]*>|<!--(?:[^-]|-(?!->))*-->)*+"
_PAGE = re.compile(_BEFORE + rb"<(?:!doctype\s+)?(?:\w+:)?(?:html|head|body)\b", re.IGNORECASE)
_XML = re.compile(rb"<\?xml\s|<FictionBook\b")
_TAG = re.compile(rb"<[!/a-z][^<>]*>|&#?\w+;", re.IGNORECASE)


def recognised(path: Path, content: bytes, named: str) -> str:
    """The format of *content*, the file at *path*, whose name tells the format *named*.

    ManuscriptError if it is nothing narrate reads.
    """
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _of_zip(path, Zipped(path, content), named)
    head = content[:_HEAD].lstrip(_MARKS)
    if head.startswith(b"%PDF-") or (named == "pdf" and b"%PDF-" in head):
        return "pdf"
    if head.startswith(rb"{\rtf"):
        return "rtf"
    for start, bytes_, what in _FOREIGN:
        if content.startswith(bytes_, start):
            raise ManuscriptError(f"{path}: this is {what}, no manuscript ({_EXPORT})")
    return _of_text(path, content, named)


def _of_zip(path: Path, archive: Zipped, named: str) -> str:
    names = set(archive.names)
    if "META-INF/container.xml" in names or any(name.endswith(".opf") for name in names):
        return "epub"
    if "word/document.xml" in names or _is_word(archive):
        return "docx"
    if named in ("epub", "docx"):
        return named  # its reader tells what is missing
    what = next((what for name, what in _ZIPS.items() if name in names), f"a zip archive of {len(names)} files")
    raise ManuscriptError(f"{path}: this is {what}, no manuscript (unpack it, or {_EXPORT})")


def _is_word(archive: Zipped) -> bool:
    types = "[Content_Types].xml"
    return types in archive and b"wordprocessingml.document.main" in archive.read(types)


def _of_text(path: Path, content: bytes, named: str) -> str:
    """The format of a file that is text, if it is anything."""
    head = content[:_HEAD].replace(b"\0", b"").lstrip(_MARKS)  # UTF-16 has a NUL beside every letter
    if _PAGE.match(head):
        return "html"
    if named in ("markdown", "fountain"):
        return named
    if named == "html" and _TAG.search(content.replace(b"\0", b"")):
        return named
    if _XML.match(head):
        raise ManuscriptError(f"{path}: this is XML, but not of a kind narrate reads ({_EXPORT})")
    return "text"
