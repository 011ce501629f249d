"""What an EPUB says of itself: its package document and its table of contents."""

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from narrate.publish import edition as published
from narrate.publish.edition import Edition
from narrate.readalong.pages import document, element, serialized
from narrate.readalong.wording import one_line

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
NAVIGATION = "nav.xhtml"
STYLE_NAME = "style.css"
ACTIVE = "-epub-media-overlay-active"
"""The class of what is spoken just now, named as reading systems do by themselves."""
FIRST_DATE = "1980"
"""Of a book without a date."""
UNTITLED = "Untitled"
UNTOLD = "und"
"""The language of a book that tells none (BCP 47)."""
ACCESS = (
    ("schema:accessMode", "textual"),
    ("schema:accessMode", "auditory"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessModeSufficient", "auditory"),
    ("schema:accessibilityFeature", "synchronizedAudioText"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityHazard", "none"),
    ("schema:accessibilitySummary", "All of the text is also spoken, and marked while it is."),
)
"""What it offers to whom (EPUB Accessibility 1.1)."""


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the publication."""

    href: str
    media_type: str
    properties: str = ""
    overlay: str = ""
    """The file that tells when its elements are spoken."""


@dataclass(frozen=True, slots=True)
class Page:
    """A chapter's page and overlay, called *name*, and how long it is heard, in thousandths of a second."""

    name: str
    title: str
    duration: int

    @property
    def text(self) -> str:
        return f"{self.name}.xhtml"

    @property
    def overlay(self) -> str:
        return f"{self.name}.smil"


def package(edition: Edition, items: Iterable[Item], pages: Sequence[Page]) -> bytes:
    """The package document of *edition*: *items*, and *pages* in the order of reading."""
    root = etree.Element(f"{{{OPF}}}package", nsmap={None: OPF}, version="3.0")
    root.set("unique-identifier", "book")
    root.append(_metadata(edition, pages))
    manifest = etree.SubElement(root, f"{{{OPF}}}manifest")
    own = (Item(NAVIGATION, "application/xhtml+xml", "nav"), Item(STYLE_NAME, "text/css"))
    texts = (Item(one.text, "application/xhtml+xml", overlay=one.overlay) for one in pages)
    overlays = (Item(one.overlay, "application/smil+xml") for one in pages)
    for item in (*own, *items, *texts, *overlays):
        entry = etree.SubElement(manifest, f"{{{OPF}}}item", id=_name(item.href), href=item.href)
        entry.set("media-type", item.media_type)
        if item.properties:
            entry.set("properties", item.properties)
        if item.overlay:
            entry.set("media-overlay", _name(item.overlay))
    spine = etree.SubElement(root, f"{{{OPF}}}spine")
    for page in pages:
        etree.SubElement(spine, f"{{{OPF}}}itemref", idref=_name(page.text))
    return serialized(root)


def navigation(edition: Edition, pages: Iterable[Page]) -> bytes:
    """The table of contents."""
    entries = (element("li", element("a", text=one.title, href=one.text)) for one in pages)
    toc = element("nav", element("h1", text=title_of(edition)), element("ol", *entries), epub_type="toc", id="toc")
    return document(title_of(edition), language_of(edition), toc, style=STYLE_NAME)


def language_of(edition: Edition) -> str:
    """The language of *edition* as BCP 47 has it."""
    return edition.language or UNTOLD


def title_of(edition: Edition) -> str:
    """The title of *edition*, which no publication may lack."""
    return one_line(edition.title) or UNTITLED


def titles_of(edition: Edition) -> tuple[str, ...]:
    """The titles of its chapters, or their numbers."""
    return tuple(one_line(title) or str(number) for number, title in enumerate(edition.titles, start=1))


def identifier(edition: Edition) -> str:
    """A name for the book by its title, author and language, the same whenever it is produced."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "\n".join((edition.title, edition.author, language_of(edition)))).urn


def clock(thousandths: int) -> str:
    """A time as SMIL has it: 1:02:03.456."""
    return published.clock(thousandths / 1000).removeprefix("0")


def day(date: str) -> str:
    """*date* as a whole day; its first, if it is a year or a month."""
    return date + "-01" * (2 - date.count("-"))


def _metadata(edition: Edition, pages: Sequence[Page]) -> etree._Element:
    root = etree.Element(f"{{{OPF}}}metadata", nsmap={None: OPF, "dc": DC})
    _tell(root, "identifier", identifier(edition), id="book")
    _tell(root, "title", title_of(edition))
    _tell(root, "language", language_of(edition))
    for name, role, people in (("creator", "aut", edition.author), ("contributor", "nrt", edition.narrator)):
        if one_line(people):
            _tell(root, name, people, id=role)
            _meta(root, "role", role, refines=role, scheme="marc:relators")
    for name, told in (("date", edition.date), ("description", edition.comment), ("publisher", edition.publisher)):
        if one_line(told):
            _tell(root, name, told)
    _meta(root, "dcterms:modified", f"{day(edition.date or FIRST_DATE)}T00:00:00Z")
    for page in pages:
        _meta(root, "media:duration", clock(page.duration), refines=_name(page.overlay))
    _meta(root, "media:duration", clock(sum(page.duration for page in pages)))
    if one_line(edition.narrator):
        _meta(root, "media:narrator", edition.narrator)
    _meta(root, "media:active-class", ACTIVE)
    for name, told in ACCESS:
        _meta(root, name, told)
    return root


def _tell(metadata: etree._Element, name: str, words: str, **attributes: str) -> None:
    etree.SubElement(metadata, f"{{{DC}}}{name}", **attributes).text = one_line(words)


def _meta(metadata: etree._Element, name: str, words: str, *, refines: str = "", **attributes: str) -> None:
    if refines:
        attributes["refines"] = f"#{refines}"
    etree.SubElement(metadata, f"{{{OPF}}}meta", property=name, **attributes).text = one_line(words)


def _name(href: str) -> str:
    """An id for the file *href*."""
    return "f-" + re.sub(r"[^\w.-]", "-", href)
