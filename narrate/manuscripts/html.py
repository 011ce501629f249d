"""HTML: saved web pages, downloads of AO3 and its like, what word processors and downloaders export."""

import re
from collections.abc import Mapping
from pathlib import Path

from narrate.manuscripts.draft import Draft, Role
from narrate.manuscripts.marked import archives, headings, pages, references
from narrate.manuscripts.marked.archives import Story
from narrate.manuscripts.marked.fields import headed
from narrate.manuscripts.marked.markup import Element, Setter, Treat, Treatment
from narrate.manuscripts.marked.sheets import styles
from narrate.manuscripts.marked.spacing import lines_of
from narrate.manuscripts.marked.trees import html_tree
from narrate.manuscripts.plain import header
from narrate.manuscripts.structure import is_chapter
from narrate.manuscripts.words import title_of

_TITLES = ("dc.title", "dcterms.title", "og:title", "twitter:title")
_AUTHORS = ("author", "dc.creator", "dcterms.creator", "article:author", "book:author")
_DATES = ("dc.date", "dcterms.date", "date", "article:published_time")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_SITES = re.compile(r"\s+(?:[|–—:»-]|::)\s+")
"""What stands between a page's title and the name of its site."""
_FRONT = 8
"""Blocks among which a title page is looked for."""


def read(path: Path, content: bytes, encoding: str | None = None) -> Draft:
    """The draft of the manuscript in *content*, an HTML file; *encoding* as in ``html_tree``. ManuscriptError."""
    return draft(html_tree(path, content, encoding), path.stem)


def draft(tree: Element, name: str, told: Story | None = None, front: str = "") -> Draft:
    """The draft of the manuscript in *tree*; *name* becomes the title if nothing in it tells one.

    *told* is what is known of the story from elsewhere, *front* where it says so; then it is no page of the web.
    """
    body = next(tree.iter("{*}body"), tree)
    story = told or archives.story(tree) or Story(pages.treatments(body), metadata=_metadata(tree))
    setter = Setter(_language(tree, story.metadata))
    setter.styles = styles(*(one.text or "" for one in tree.iter("{*}style")))
    if told:
        setter.put(front, Treatment(Role.SKIPPED, "header"))
        for words in filter(None, (told.title, told.author and f"by {told.author}")):
            setter.put(words, Treatment(Role.TITLE))
    setter.set(body, _treat({**references.treatments(body), **archives.note_classes(body), **story.marked}))
    title, author = _named(setter, tree, story)
    setter.blocks = headings.settled(setter.text, setter.blocks, setter.levels, title, author)
    made = setter.draft(title or title_of(name), author, metadata=story.metadata, characters=story.characters)
    return made if story.title and not told else headed(made)


def _treat(marked: Mapping[Element, Treatment]) -> Treat:
    def treat(element: Element, around: Treatment) -> Treatment | None:
        how = marked.get(element)
        within = how is not None and around.role is Role.SKIPPED and how.reason == "note reference"
        return None if within else how  # a note's own link back is part of it

    return treat


def _metadata(tree: Element) -> dict[str, str]:
    """What the page says of itself: title, author and date; the rest is for machines."""
    said: dict[str, str] = {}
    for one in tree.iter("{*}meta"):
        key = (one.get("name") or one.get("property") or "").lower()
        said.setdefault(key, " ".join((one.get("content") or "").split()))
    found = {
        key: next((said[name] for name in names if said.get(name)), "")
        for key, names in (("title", _TITLES), ("author", _AUTHORS), ("date", _DATES))
    }
    return {key: words for key, words in found.items() if words}


def _language(tree: Element, metadata: Mapping[str, str]) -> str:
    if metadata.get("language"):
        return header.language_of(dict(metadata))
    said = (tree.get(key) for key in ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang"))
    return next((one for one in said if one and _LANGUAGE.fullmatch(one)), "en")


def _named(setter: Setter, tree: Element, story: Story) -> tuple[str, str]:
    """Title and author: those told, else those of a title page, a heading above all others, the page's own title."""
    text, author = setter.text, story.author or story.metadata.get("author", "")
    if story.title and author:
        return story.title, author
    front = [one for one in setter.blocks if one.role not in (Role.SKIPPED, Role.PAUSE)][:_FRONT]
    lines = [[(one.start + at, one.start + to) for at, to in lines_of(text[one.start : one.end])] for one in front]
    _, title, byline = header.title_page(text, lines)
    if byline or story.title:
        return story.title or title, author or byline.rstrip(". ")
    page = story.metadata.get("title") or _words(next(tree.iter("{*}title"), None))
    starts = [text[one.start : one.end] for one in front if one.end - one.start <= len(page)]
    announced = next((one for one in (page, *_SITES.split(page)) if one and one in starts), "")
    return announced or _sole_heading(setter) or page, author


def _sole_heading(setter: Setter) -> str:
    """The words of the first heading, if no other is of its level, and it is no chapter's."""
    levels = {number: level for number, level in setter.levels.items() if setter.blocks[number].role is Role.CHAPTER}
    first = min(levels, default=None)
    if first is None or any(level <= levels[first] for number, level in levels.items() if number != first):
        return ""
    words = setter.text[setter.blocks[first].start : setter.blocks[first].end]
    return "" if is_chapter(words) else " ".join(words.split())


def _words(element: Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())
