"""The package of an EPUB: what the book says of itself, its files, and the order to read them in."""

import html
import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from narrate.errors import ManuscriptError
from narrate.manuscripts.marked.markup import Element, name_of
from narrate.manuscripts.marked.trees import xml_tree
from narrate.manuscripts.publication.zipped import Zipped
from narrate.manuscripts.words import on_one_line

CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONT_METHODS = frozenset(("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"))
"""Ways to obfuscate a font, which locks no text."""
_NO_TEXT = (".ttf", ".otf", ".woff", ".woff2", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".css", ".mp3", ".m4a", ".mp4")
_LOCKS = (
    ("META-INF/license.lcpl", b"", "Readium LCP"),
    ("META-INF/sinf.xml", b"", "Apple FairPlay"),
    ("META-INF/rights.xml", b"adept", "Adobe ADEPT"),
    ("META-INF/rights.xml", b"kobo", "Kobo"),
    ("META-INF/rights.xml", b"", "its seller"),
)
"""A file that tells what a book is locked by, if these bytes are in it."""
_PAGES = frozenset(("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document", ""))
"""Kinds of files with text; an empty one is not told."""
_PAGE_SUFFIXES = (".xhtml", ".html", ".htm", ".xml")
_TAG = re.compile(r"<[^<>]*>")
_NOBODY = frozenset(("unknown", "unknown author", "anonymous author"))
"""What programs write where no author is given."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a table of contents points to: a file of the archive, and the id of an element in it or nothing."""

    title: str
    name: str
    fragment: str
    type: str = ""
    """What landmarks and guides say it is: "cover", "copyright-page"."""


@dataclass(frozen=True, slots=True)
class Page:
    """A document of the spine."""

    name: str
    """Of its file in the archive."""
    linear: bool
    """Whether it is read in order; the others are only shown when a link to them is followed."""


@dataclass(frozen=True, slots=True)
class Package:
    """What a package says of the book. Names are of files in the archive, empty if there is none."""

    title: str
    author: str
    language: str
    metadata: dict[str, str]
    pages: tuple[Page, ...]
    missing: tuple[str, ...]
    """What the spine names, but is not there, or is no text."""
    navigation: str
    """The EPUB 3 navigation document."""
    ncx: str
    """The EPUB 2 table of contents."""
    guide: tuple[Entry, ...]
    """Of EPUB 2."""
    cover: str


class Names:
    """Finds the files of an archive by what links say."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        self._found: dict[tuple[str, str], tuple[str, str]] = {}
        for name in names:
            self._names.setdefault(_folded(name), name)
            self._names[name] = name

    def find(self, base: str, href: str) -> tuple[str, str]:
        """The name of the file that *href* in the file *base* leads to, empty if there is none, and the fragment."""
        if href.startswith("#"):
            return base, unquote(href[1:])
        key = base, href
        if key not in self._found:
            self._found[key] = self._find(posixpath.dirname(base), href)
        return self._found[key]

    def _find(self, folder: str, href: str) -> tuple[str, str]:
        link, _, fragment = href.strip().replace("\\", "/").partition("#")
        folder = "" if link.startswith("/") else folder
        for one in (unquote(link), link):
            name = posixpath.normpath(posixpath.join("/", folder, one.lstrip("/"))).lstrip("/")
            found = self._names.get(name) or self._names.get(_folded(name))
            if found:
                return found, unquote(fragment)
        return "", unquote(fragment)


@dataclass(frozen=True, slots=True)
class _Item:
    href: str
    name: str
    media: str
    properties: frozenset[str]
    fallback: str

    @property
    def is_page(self) -> bool:
        return self.media in _PAGES or self.name.lower().endswith(_PAGE_SUFFIXES)


def refuse_locked(path: Path, archive: Zipped, names: Names) -> None:
    """ManuscriptError if the text in *archive*, the file at *path*, is encrypted; obfuscated fonts are no text."""
    if _ENCRYPTION not in archive:
        return
    tree = xml_tree(path, archive.read(_ENCRYPTION))
    for one in tree.iter("{*}EncryptedData"):
        methods = {method.get("Algorithm", "") for method in one.iterfind("{*}EncryptionMethod")}
        asked = [reference.get("URI", "") for reference in one.iter("{*}CipherReference")]
        files = [names.find("", file)[0] or file for file in asked]
        if not methods <= _FONT_METHODS and any(not file.lower().endswith(_NO_TEXT) for file in files):
            raise ManuscriptError(
                f"{path}: this book is locked by {_lock(archive)} (DRM): narrate cannot read it "
                "(ask who sold it for a copy without)"
            )


def _lock(archive: Zipped) -> str:
    for name, sign, lock in _LOCKS:
        if name in archive and sign in archive.read(name).lower():
            return lock
    return "its seller"


def package(path: Path, archive: Zipped, names: Names) -> Package:
    """The package in *archive*, the file at *path*; of several the first. ManuscriptError."""
    place = _place(path, archive, names)
    tree = xml_tree(path, archive.read(place))
    items = {
        one.get("id", ""): _Item(
            one.get("href", ""),
            names.find(place, one.get("href", ""))[0] if one.get("href", "").strip() else "",
            one.get("media-type", "").lower(),
            frozenset(one.get("properties", "").split()),
            one.get("fallback", ""),
        )
        for one in tree.iterfind("{*}manifest/{*}item")
    }
    pages, missing = _spine(tree, items)
    if not pages:
        raise ManuscriptError(f"{path}: its reading order names no text that is there{_listed(missing)}")
    about = _About(tree)
    guide = tuple(
        Entry("", *names.find(place, one.get("href", "")), type=one.get("type", "").lower())
        for one in tree.iter("{*}reference")
    )
    return Package(
        about.title,
        about.author,
        about.language,
        about.metadata,
        pages,
        missing,
        next((one.name for one in items.values() if "nav" in one.properties), ""),
        _ncx(tree, items),
        guide,
        _cover(tree, items, guide),
    )


def _place(path: Path, archive: Zipped, names: Names) -> str:
    """The name of the package's file."""
    if CONTAINER in archive:
        for one in xml_tree(path, archive.read(CONTAINER)).iter("{*}rootfile"):
            if name := names.find("", one.get("full-path", ""))[0]:
                return name
    found = next((name for name in archive.names if name.lower().endswith(".opf")), "")
    if not found:
        raise ManuscriptError(f"{path}: this is no EPUB: nothing in it tells what to read (no package file)")
    return found


def _spine(tree: Element, items: dict[str, _Item]) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """The documents to read, and what the spine names in vain. If none is linear, all are."""
    pages, missing = [], []
    for one in tree.iterfind("{*}spine/{*}itemref"):
        asked = items.get(one.get("idref", ""))
        item = next((each for each in _fallbacks(asked, items) if each.name and each.is_page), None)
        if item is None:
            missing.append((asked and asked.href) or one.get("idref", ""))
        else:
            pages.append(Page(item.name, one.get("linear", "").lower() != "no"))
    none = not any(page.linear for page in pages)
    return tuple(Page(page.name, page.linear or none) for page in pages), tuple(missing)


def _fallbacks(item: _Item | None, items: dict[str, _Item]) -> Iterator[_Item]:
    """*item*, what to read instead of it, and so on."""
    seen: set[int] = set()
    while item is not None and id(item) not in seen:
        seen.add(id(item))
        yield item
        item = items.get(item.fallback)


def _listed(missing: tuple[str, ...]) -> str:
    return f" (missing: {', '.join(missing[:5])})" if missing else ""


def _ncx(tree: Element, items: dict[str, _Item]) -> str:
    spine = tree.find("{*}spine")
    named = items.get(spine.get("toc", "")) if spine is not None else None
    others = (one for one in items.values() if one.media == "application/x-dtbncx+xml")
    return next((one.name for one in (named, *others) if one is not None and one.name), "")


def _cover(tree: Element, items: dict[str, _Item], guide: tuple[Entry, ...]) -> str:
    """The name of the cover's picture: by EPUB 3, by EPUB 2, by the guide, by the item's own id."""
    pictures = {key: one for key, one in items.items() if one.media.startswith("image/") and one.name}
    named = [one.name for one in pictures.values() if "cover-image" in one.properties]
    named += [
        pictures[key].name
        for one in tree.iter("{*}meta")
        if one.get("name") == "cover" and (key := one.get("content", "")) in pictures
    ]
    guided = {one.name for one in guide if one.type == "cover"}
    named += [one.name for one in pictures.values() if one.name in guided]
    named += [one.name for key, one in pictures.items() if key.lower() in ("cover", "cover-image", "coverimage")]
    return next(iter(named), "")


@dataclass(frozen=True, slots=True)
class _Meta:
    """A piece of metadata, with what others say of it."""

    words: str
    attributes: dict[str, str]
    refined: dict[str, str] = field(default_factory=dict)

    def of(self, key: str) -> str:
        return self.refined.get(key) or self.attributes.get(key, "")


class _About:
    """What the metadata says."""

    def __init__(self, tree: Element) -> None:
        self._found: dict[str, list[_Meta]] = {}
        self._named: dict[str, str] = {}
        by_id: dict[str, _Meta] = {}
        metadata = tree.find("{*}metadata")
        elements = [one for one in metadata.iter("{*}*") if len(one) == 0] if metadata is not None else []
        for one in elements:
            if one.get("refines"):
                continue
            attributes = {name.rpartition("}")[2]: value for name, value in one.attrib.items()}
            meta = _Meta(_words(one.text or ""), {str(key): str(value) for key, value in attributes.items()})
            self._found.setdefault(attributes.get("property") or name_of(one), []).append(meta)
            by_id.setdefault(str(one.get("id", "")), meta)
            self._named.setdefault(str(one.get("name", "")).lower(), str(one.get("content", "")))
        for one in elements:
            refined = by_id.get(str(one.get("refines", "")).removeprefix("#")) if one.get("refines") else None
            if refined:
                refined.refined.setdefault(str(one.get("property", "")), _words(one.text or ""))

    @property
    def title(self) -> str:
        """The main title, else the first."""
        titles = self._all("title")
        return next((one.words for one in titles if one.of("title-type") == "main"), titles[0].words if titles else "")

    @property
    def author(self) -> str:
        """Who wrote it: "A", "A and B", "A, B and C"; illustrators and translators did not."""
        names = [one.words for one in self._all("creator") if one.of("role").lower() in ("", "aut")]
        *others, last = dict.fromkeys(name for name in names if name.lower() not in _NOBODY) or [""]
        return f"{', '.join(others)} and {last}" if others else last

    @property
    def language(self) -> str:
        """BCP 47; English if none is told."""
        told = next((one.words for one in self._all("language")), "").replace("_", "-")
        return told if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", told) and told.lower() != "und" else "en"

    @property
    def metadata(self) -> dict[str, str]:
        """The rest, by lower-case key."""
        subtitle = next((one.words for one in self._all("title") if one.of("title-type") == "subtitle"), "")
        date = next((one for one in self._all("date") if one.of("event") in ("", "publication")), None)
        found = {
            "subtitle": subtitle,
            "date": date.words[:10] if date else "",
            "publisher": next((one.words for one in self._all("publisher")), ""),
            "summary": _words(_TAG.sub(" ", next((one.words for one in self._all("description")), ""))),
            "tags": ", ".join(dict.fromkeys(one.words for one in self._all("subject"))),
            "series": self._series(),
        }
        return {key: words for key, words in found.items() if words}

    def _series(self) -> str:
        one = next(
            (one for one in self._all("belongs-to-collection") if one.of("collection-type") in ("", "series")), None
        )
        name = one.words if one else _words(self._named.get("calibre:series", ""))
        number = one.of("group-position") if one else self._named.get("calibre:series_index", "")
        return f"Part {number.removesuffix('.0')} of {name}" if name and number else name

    def _all(self, key: str) -> list[_Meta]:
        return [one for one in self._found.get(key, ()) if one.words]


def _words(text: str) -> str:
    """*text* on one line, without characters that cannot be seen; some programs escape it twice."""
    return on_one_line(html.unescape(text))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
