"""What on a saved web page is no story: menus, forms, footers, lists of links. When in doubt, it is story."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from narrate.manuscripts.draft import Role
from narrate.manuscripts.marked.markup import Element, Treatment, name_of

_NAVIGATION, _CONTENTS = Treatment(Role.SKIPPED, "navigation"), Treatment(Role.SKIPPED, "contents")
_MENUS = frozenset("nav footer form menu".split())
_MENU_ROLES = frozenset("navigation search contentinfo banner menu menubar toolbar".split())
_LISTS = frozenset("ul ol p div table header aside section".split())
_MAIN = frozenset("main article".split())
_MAIN_NAMES = frozenset(
    """storytext story-text storycontent story-content chapter-content chapter-body chapter-inner chaptercontent
    entry-content post-content post-body article-body""".split()
)
"""Ids and classes of what holds the text of a story, as archives and blogs name it."""
_FURNITURE = frozenset(
    """comments comment-list commentlist respond sidebar disqus_thread sharedaddy share-buttons social-share
    jp-relatedposts related-posts post-tags entry-tags tags-links cat-links entry-meta entry-footer post-meta
    post-footer breadcrumbs""".split()
)
"""Ids and classes of what stands around a text, as blogs name it."""
_CLOSING = re.compile(r"\s*(?:share (?:this|on)\b|(?:tags|tagged|filed under|posted in|categories)\s*:)", re.IGNORECASE)
"""How lines begin that blogs set below a text."""
_CLOSING_CHARACTERS = 300
_UNSEEN = frozenset("head script style template noscript select".split())
_MAIN_SHARE = 0.6
"""Of the page's characters: what holds less is only one of its articles."""
_MENU_SHARE = 0.25
"""What holds more is no menu; some pages are one form."""
_SIDE_SHARE = 0.4
"""What is beside a main text holds no more."""
_LINKS, _LINKED_SHARE = 3, 0.8
"""So many links, and so much of the characters in them, make a list of links."""
_HEADING_CHARACTERS = 300
"""What stands around a heading outside the text; more of it is a sidebar."""


@dataclass(frozen=True, slots=True)
class _Part:
    element: Element
    name: str
    characters: int
    linked: int
    """Characters in links."""
    links: int
    own: int
    """How many links lead to places of the page itself."""
    headings: int
    inside: bool
    """It stands in an article or the like."""


def treatments(body: Element) -> dict[Element, Treatment]:
    """The elements of *body* that are there to find one's way about, and what is around the text, if that is sure."""
    parts = list(_parts(body))
    total = parts[-1].characters
    out = {one.element: how for one in parts if (how := _menu(one, total)) is not None}
    mains = [one for one in parts if _is_main(one) and one.characters >= _MAIN_SHARE * total]
    if mains:
        main = min(mains, key=lambda one: one.characters)
        around = {one.element: one for one in parts if one.element is not main.element and _is_furniture(one, total)}
        headed = {one.element for one in parts if one.headings and one.characters <= _HEADING_CHARACTERS}
        out |= {one: _NAVIGATION for one in _around(main.element, body) if one not in headed - around.keys()}
        out |= dict.fromkeys((*around, *_closing(main.element)), _NAVIGATION)
    return out


def _menu(part: _Part, total: int) -> Treatment | None:
    """How *part* of a page of *total* characters is treated, if it is a menu or a list of links."""
    if part.characters > _MENU_SHARE * total:
        return None
    menu = part.name in _MENUS or (part.element.get("role") or "") in _MENU_ROLES
    listed = part.links >= _LINKS and part.linked >= _LINKED_SHARE * part.characters
    if part.inside and not listed:
        return None
    if not menu and not (listed and part.name in _LISTS and not part.headings):
        return None
    return _CONTENTS if listed and 2 * part.own > part.links else _NAVIGATION


def _is_main(part: _Part) -> bool:
    return part.name in _MAIN or part.element.get("role") == "main" or not _MAIN_NAMES.isdisjoint(_names(part.element))


def _is_furniture(part: _Part, total: int) -> bool:
    """Whether *part* of a page of *total* characters is none of its text, wherever it stands."""
    if part.characters > _SIDE_SHARE * total:
        return False
    return (part.name == "aside" and not part.inside) or not _FURNITURE.isdisjoint(_names(part.element))


def _names(element: Element) -> set[str]:
    """The id and the classes of *element*."""
    return {element.get("id") or "", *(element.get("class") or "").split()}


def _closing(main: Element) -> Iterator[Element]:
    """The last elements of *main* by whose words readers share and find the text."""
    for one in main.iterchildren("{*}*", reversed=True):
        words = "".join(one.itertext("{*}*"))
        if (one.tail or "").strip() or (words.strip() and not _names(one) & _FURNITURE and not _CLOSING.match(words)):
            return
        if len(words) > _CLOSING_CHARACTERS:
            return
        if words.strip():
            yield one


def _around(main: Element, body: Element) -> Iterator[Element]:
    """The elements beside *main*, and beside what it is in."""
    part = main
    while part is not body:
        beside = part.getparent().iterchildren("{*}*")
        yield from (one for one in beside if one is not part and not (part is main and _is_article(one)))
        part = part.getparent()


def _is_article(element: Element) -> bool:
    """Whether *element*, beside the main one, is one of several stories, or of several parts of one."""
    return name_of(element) == "article"


def _parts(body: Element) -> Iterator[_Part]:
    """The elements of *body* that may be menus or hold the text, those inside before those around, *body* last."""
    counts: list[list[int]] = []  # characters, linked ones, links, own links, headings of every open element
    links = articles = 0
    walk = etree.iterwalk(body, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        name = name_of(element) if event in ("start", "end") else ""
        if event == "start":
            counts.append([0] * 5)
            if name in _UNSEEN:
                walk.skip_subtree()
            else:
                links, articles = links + (name == "a"), articles + (name in _MAIN)
                _count(counts[-1], element.text, links)
        elif event == "end":
            inner = counts.pop()
            if name not in _UNSEEN:
                links, articles = links - (name == "a"), articles - (name in _MAIN)
            inner[2] += name == "a"
            inner[3] += name == "a" and (element.get("href") or "").startswith("#")
            inner[4] += name in ("h1", "h2", "h3")
            listed = name in _LISTS and (name != "p" or inner[2] >= _LINKS)
            if listed or name in _MENUS or name in _MAIN or element.get("role") or element is body:
                characters, linked, count, own, titles = inner
                yield _Part(element, name, characters, linked, count, own, titles, articles > 0)
            if counts:
                counts[-1] = [one + other for one, other in zip(counts[-1], inner, strict=True)]
        if event != "start" and element is not body:
            _count(counts[-1], element.tail, links)


def _count(counts: list[int], text: str | None, links: int) -> None:
    characters = len("".join(text.split())) if text else 0
    counts[0] += characters
    counts[1] += characters if links else 0
