"""Stories as archives and their downloaders save them: what is the story, what is said of it, who is in it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from narrate.manuscripts.draft import Role
from narrate.manuscripts.marked.markup import Element, Treatment, name_of

_TITLE, _CHAPTER = Treatment(Role.TITLE), Treatment(Role.CHAPTER)
_HEADER, _SUMMARY, _NOTE, _CONTENTS, _NAVIGATION, _HIDDEN, _END = (
    Treatment(Role.SKIPPED, reason)
    for reason in (
        "header", "summary", "author's note", "contents", "navigation", "hidden", "end matter",
    )
)  # fmt: skip
_DIGITS = "0123456789"
_SINGULAR = {
    "fandoms": "fandom",
    "relationships": "relationship",
    "character": "characters",
    "archive warnings": "archive warning",
    "categories": "category",
    "additional tag": "additional tags",
    "genres": "genre",
}
"""Keys by another name, as one or more are given."""
_STAT = re.compile(r"([A-Z][a-z]+): ([\d,./?-]+)")
_BYLINE = re.compile(r"\s*(?:(?:written )?by:?\s+)?", re.IGNORECASE)
_NO_CHARACTER = re.compile(
    r"\b(?:original|other|minor|background)\b.*\bcharacters?\b|\bcharacter tags\b", re.IGNORECASE
)
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Story:
    """What the page of an archive tells of the story in it."""

    marked: Mapping[Element, Treatment] = field(default_factory=dict)
    """Elements that are not simply text."""
    title: str = ""
    author: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    characters: tuple[str, ...] = ()


def story(tree: Element) -> Story | None:
    """The story in *tree*, a page or a part of one, as the archive it comes from saves it; None if it is of none."""
    return next((found for read in _ARCHIVES if (found := read(tree)) is not None), None)


def _ao3(tree: Element) -> Story | None:
    """A download of the Archive of Our Own, or a part of one as EPUBs made of it have."""
    parts = {one.get("id"): one for one in tree.iter("{*}div") if one.get("id") in ("preface", "chapters", "afterword")}
    marked: dict[Element, Treatment] = {}
    tags = None
    if preface := _element(parts.get("preface")):
        marked[preface[0]] = _HEADER
        marked |= _matter(preface[0], _HEADER)
        tags = next((one for one in preface[0].iter("{*}dl") if "tags" in _classes(one)), None)
        if tags is None and not any("message" in _classes(one) for one in preface[0].iter("{*}p")):
            return None
    if afterword := _element(parts.get("afterword")):
        marked[afterword[0]] = _END
        marked |= _matter(afterword[0], _END)
    if not marked:
        return None
    for part in _element(parts.get("chapters")) or []:
        for one in part.iterchildren("{*}*"):
            classes = _classes(one)
            if "toc-heading" in classes:
                marked[one] = _HIDDEN  # the title again
            elif "userstuff" not in classes and (
                "meta" in classes or "endnote-link" in classes or (one.get("id") or "").startswith("endnotes")
            ):
                marked[one] = _NOTE
                marked |= _matter(one, _NOTE)
    title = next((_words(one) for one, how in marked.items() if how is _TITLE and name_of(one) == "h1"), "")
    byline = next((_words(one) for one, how in marked.items() if how is _TITLE and "byline" in _classes(one)), "")
    metadata, characters = _tags(tags) if tags is not None else ({}, ())
    return Story(marked, title, _BYLINE.sub("", byline, count=1), metadata | _told(marked), characters)


def _matter(part: Element, around: Treatment) -> dict[Element, Treatment]:
    """What stands in *part*, which is around the text: a label tells what the block quotation below it is."""
    out: dict[Element, Treatment] = {}
    labelled = around
    walk = etree.iterwalk(part, events=("start",), tag="{*}*")
    for _, one in walk:
        name, classes = name_of(one), _classes(one)
        if name == "blockquote":
            out[one] = labelled
            walk.skip_subtree()
        elif "toc-heading" in classes:
            out[one] = _HIDDEN
        elif name in ("h2", "h3") and "heading" in classes:
            out[one] = _CHAPTER
        elif around is _HEADER and (name == "h1" or "byline" in classes):
            out[one] = _TITLE
        elif "byline" in classes or "message" in classes or name == "dl":
            out[one] = _END if around is _END else _HEADER
        elif name == "ul" or "endnote-link" in classes:
            out[one] = _END if around is _END else _NOTE
        elif name == "p":
            label = _words(one).lower()
            labelled = _SUMMARY if label.endswith("summary") else _NOTE if label.endswith("notes") else labelled
            out[one] = labelled
    return out


def _tags(tags: Element) -> tuple[dict[str, str], tuple[str, ...]]:
    """What the list of *tags* tells, and the names in its list of characters."""
    metadata: dict[str, str] = {}
    characters: tuple[str, ...] = ()
    key = ""
    for one in tags.iterchildren("{*}*"):
        words = _words(one)
        if name_of(one) == "dt":
            key = words.rstrip(": ").lower()
            key = _SINGULAR.get(key, key)
        elif key == "stats":
            found = {stat.lower(): value for stat, value in _STAT.findall(words)}
            metadata |= found | ({"date": found["published"]} if "published" in found else {})
        elif key:
            metadata[key] = words
        if name_of(one) == "dd" and key == "characters":
            links = [_words(link) for link in one.iter("{*}a")] or words.split(",")
            characters = tuple(dict.fromkeys(_names(links)))
    return metadata, characters


def _names(links: list[str]) -> Iterator[str]:
    """The characters that tags name: "Tara Maclay" of "Tara Maclay (Buffy)", "Sasuke" of "Uchiha Sasuke | Sasuke"."""
    for link in links:
        name = _ASIDE.sub("", link.partition("|")[0]).strip()
        if name and not _NO_CHARACTER.search(name):
            yield name


def _told(marked: Mapping[Element, Treatment]) -> dict[str, str]:
    """The summary of the whole story, as metadata."""
    words = (_words(one) for one, how in marked.items() if how is _SUMMARY and name_of(one) == "blockquote")
    return {"summary": found} if (found := next(words, "")) else {}


_AO3_PAGE = {
    "dl.meta": _HEADER,
    "h2.title": _TITLE,
    "h3.byline": _TITLE,
    "h3.landmark": _HIDDEN,
    "div.summary": _SUMMARY,
    "blockquote.summary": _SUMMARY,
    "div.notes": _NOTE,
    "div.end": _NOTE,
    "div.associations": _NOTE,
    "h3.title": _CHAPTER,
    "ul.actions": _NAVIGATION,
    "p.jump": _NAVIGATION,
}
"""What a saved page of AO3's site marks by class."""


def _ao3_page(tree: Element) -> Story | None:
    """A page of AO3's site, as a browser saves it."""
    skin = next((one for one in tree.iter("{*}div") if one.get("id") == "workskin"), None)
    if skin is None:
        return None
    marked: dict[Element, Treatment] = {}
    walk = etree.iterwalk(skin, events=("start",), tag="{*}*")
    for _, one in walk:
        keys = (f"{name_of(one)}.{each}" for each in _classes(one))
        if found := next((_AO3_PAGE[key] for key in keys if key in _AO3_PAGE), None):
            marked[one] = found
            walk.skip_subtree()
        elif "userstuff" in _classes(one):
            marked |= {one[0]: _HIDDEN} if len(one) and "landmark" in _classes(one[0]) else {}
            walk.skip_subtree()
    listed = next((one for one in tree.iter("{*}dl") if "meta" in _classes(one)), None)
    metadata, characters = _tags(listed) if listed is not None else ({}, ())
    title, author = [*(_words(one) for one, how in marked.items() if how is _TITLE), "", ""][:2]
    return Story(_only(tree, skin) | marked, title, author, metadata | _told(marked), characters)


def _only(tree: Element, part: Element) -> dict[Element, Treatment]:
    """What is around *part* in *tree*, which is all of the story: menus, lists of links, comments."""
    out: dict[Element, Treatment] = {}
    while part is not tree and part.getparent() is not None:
        out |= {one: _NAVIGATION for one in part.getparent().iterchildren("{*}*") if one is not part}
        part = part.getparent()
    return out


def _fanfiction_net(tree: Element) -> Story | None:
    """A page of FanFiction.net, as a browser saves it: the profile above, the text below."""
    parts = {one.get("id"): one for one in tree.iter("{*}div") if one.get("id") in ("profile_top", "storytext")}
    if len(parts) < 2:
        return None
    profile, text = parts["profile_top"], parts["storytext"]
    title = next((one for one in profile.iter("{*}b") if "xcontrast_txt" in _classes(one)), None)
    author = next((one for one in profile.iter("{*}a") if "/u/" in (one.get("href") or "")), None)
    summary = next((one for one in profile.iter("{*}div") if "xcontrast_txt" in _classes(one)), None)
    stats = next((_words(one) for one in profile.iter("{*}span") if "xgray" in _classes(one)), "").split(" - ")
    told = (one.partition(":") for one in stats if ":" in one)
    metadata = {key.strip().lower(): value.strip() for key, _, value in told}
    metadata |= {"language": stats[1].strip()} if len(stats) > 1 and ":" not in stats[1] else {}
    metadata |= {"summary": _words(summary)} if summary is not None else {}
    spoken = {one: _TITLE for one in (title, author) if one is not None}
    marked = _only(tree, text) | {profile: _HEADER} | spoken
    named = ["" if one is None else _words(one) for one in (title, author)]
    return Story(marked, named[0], named[1], metadata)


def _fanficfare(tree: Element) -> Story | None:
    """What FanFicFare saves as HTML: "Title by Author", a table of labels, a list of chapters."""
    title = next(tree.iter("{*}h1"), None)
    table = next((one for one in tree.iter("{*}table") if "full" in _classes(one)), None)
    link = None if title is None else next(title.iter("{*}a"), None)
    if table is None or link is None:
        return None
    metadata = {}
    for row in table.iter("{*}tr"):
        cells = [_words(one) for one in row.iter("{*}td", "{*}th")]
        for label, value in zip(cells[::2], cells[1::2], strict=False):
            key = label.rstrip(": ").lower()
            metadata[_SINGULAR.get(key, key)] = value
    marked = {title: _TITLE, table: _HEADER}
    for one in tree.iter("{*}a"):
        if one.get("name") == "TOCTOP":
            below = one.getnext()
            marked |= {one: _CONTENTS} | ({} if below is None else {below: _CONTENTS})
    author = metadata.pop("author", "") or _words(title)[len(_words(link)) :].strip().removeprefix("by ").strip()
    names = [one.strip() for one in metadata.get("characters", "").split(",")]
    return Story(marked, _words(link), author, metadata, tuple(dict.fromkeys(_names(names))))


_ARCHIVES: tuple[Callable[[Element], Story | None], ...] = (_ao3, _ao3_page, _fanfiction_net, _fanficfare)

_NOTES = frozenset(
    """afterward authors-note author-note author_note authornote authors_note fff_chapter_notes fff_head_notes
    fff_foot_notes""".split()
)
"""Classes of notes to the readers: FimFiction's, Royal Road's, FanFicFare's."""


def note_classes(tree: Element) -> dict[Element, Treatment]:
    """The elements of *tree* whose class says that they are notes to the readers."""
    return {one: _NOTE for one in tree.iter("{*}*") if not _NOTES.isdisjoint((one.get("class") or "").lower().split())}


def _element(one: Element | None) -> list[Element]:
    return [] if one is None else [one]


def _classes(element: Element) -> list[str]:
    """The classes of *element*; calibre counts those it meets again: userstuff, userstuff2."""
    return [one.rstrip(_DIGITS) for one in (element.get("class") or "").split()]


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext("{*}*")).split())
