"""Small EPUBs, built in memory."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from narrate.manuscripts import epub
from narrate.manuscripts.draft import Draft

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 16
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="{}" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
LINEAR = ("no", "yes")
MEDIA = {"css": "text/css", "ncx": "application/x-dtbncx+xml", "png": "image/png", "svg": "image/svg+xml"}


def page(body: str, *, head: str = "", attributes: str = "") -> str:
    """An XHTML document with *body*."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        'xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en"><head><title>Unseen</title>'
        f"{head}</head><body{' ' + attributes if attributes else ''}>{body}</body></html>"
    )


def nav(*entries: tuple[str, str], landmarks: str = "") -> str:
    """An EPUB 3 navigation document: links and titles; *landmarks* as list items."""
    items = "".join(f'<li><a href="{href}">{title}</a></li>' for href, title in entries)
    return page(f'<nav epub:type="toc"><ol>{items}</ol></nav><nav epub:type="landmarks"><ol>{landmarks}</ol></nav>')


def ncx(*entries: tuple[str, str]) -> str:
    """An EPUB 2 table of contents."""
    points = "".join(
        f'<navPoint id="n{number}" playOrder="{number}"><navLabel><text>{title}</text></navLabel>'
        f'<content src="{href}"/></navPoint>'
        for number, (href, title) in enumerate(entries, start=1)
    )
    return f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><navMap>{points}</navMap></ncx>'


def opf(
    files: Mapping[str, str | bytes],
    *,
    metadata: str = "<dc:title>The Book</dc:title><dc:creator>Ann Author</dc:creator><dc:language>en</dc:language>",
    spine: str = "",
    guide: str = "",
    properties: Mapping[str, str] | None = None,
) -> str:
    """A package of *files*; their names are their ids. *spine* is "a.xhtml b.xhtml-", by default all documents.

    A hyphen marks what is not linear.
    """
    told = {"nav.xhtml": "nav"} | dict(properties or {})
    items = "".join(
        f'<item id="{name}" href="{name}" media-type="{MEDIA.get(name.rpartition(".")[2], "application/xhtml+xml")}"'
        f' properties="{told.get(name, "")}"/>'
        for name in files
    )
    order = spine.split() or [name for name in files if name.endswith("html") and name != "nav.xhtml"]
    refs = "".join(f'<itemref idref="{name.rstrip("-")}" linear="{LINEAR[name[-1] != "-"]}"/>' for name in order)
    toc = ' toc="toc.ncx"' * ("toc.ncx" in files)
    return (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">'
        f"{metadata}</metadata><manifest>{items}</manifest><spine{toc}>{refs}</spine><guide>{guide}</guide></package>"
    )


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of *files*, by name."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def book(files: Mapping[str, str | bytes], package: str = "", **others: str | bytes) -> bytes:
    """An EPUB of *files* beside its *package*; bodies of documents may stand without a frame."""
    framed = {
        name: page(one) if isinstance(one, str) and name.endswith("html") and "<html" not in one else one
        for name, one in files.items()
    }
    return zipped(
        {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER.format("OEBPS/book.opf")}
        | {"OEBPS/book.opf": package or opf(files)}
        | {f"OEBPS/{name}": one for name, one in framed.items()}
        | {f"META-INF/{name}.xml": one for name, one in others.items()}
    )


def read(files: Mapping[str, str | bytes], package: str = "", **others: str | bytes) -> Draft:
    """The draft of such an EPUB."""
    return epub.read(Path("book.epub"), book(files, package, **others))
