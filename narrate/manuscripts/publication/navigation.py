"""The table of contents of an EPUB: where chapters begin, and what they are called."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from narrate.manuscripts.draft import Block, Role
from narrate.manuscripts.marked.markup import Element, name_of
from narrate.manuscripts.publication.package import Entry, Names
from narrate.manuscripts.structure import is_chapter
from narrate.manuscripts.words import bare, on_one_line

_TYPE = "{http://www.idpf.org/2007/ops}type"
_NAMELESS = frozenset(("start", "text", "begin", "beginning", "begin reading", "start reading", "main text", "body"))
"""Names that tell nothing of a chapter."""
_HEADING_CHARACTERS = 150
_HEADING_BLOCKS = 12
"""A heading in more lines than that is none; notes and page numbers among them count."""


def types_of(element: Element) -> list[str]:
    """What *element* says it is for, by ``epub:type`` and by DPUB-ARIA ``role``, in lower case."""
    said = element.get(_TYPE) or element.get("epub:type") or ""  # the HTML parser keeps the prefix
    roles = (one.removeprefix("doc-") for one in (element.get("role") or "").split() if one.startswith("doc-"))
    return [*said.lower().split(), *roles]


def of_navigation(tree: Element, name: str, names: Names) -> tuple[list[Entry], list[Entry]]:
    """Entries and landmarks of the EPUB 3 navigation document *tree*, the file *name*."""
    navs = [(types_of(one), one) for one in tree.iter() if isinstance(one.tag, str) and name_of(one) == "nav"]
    contents = [one for types, one in navs if "toc" in types] or [one for types, one in navs if not types]
    landmarks = [one for types, one in navs if "landmarks" in types]
    return (
        [entry for one in contents[:1] for entry in _links(one, name, names)],
        [entry for one in landmarks for entry in _links(one, name, names)],
    )


def _links(nav: Element, base: str, names: Names) -> Iterator[Entry]:
    for one in nav.iter("{*}a"):
        name, fragment = names.find(base, one.get("href") or "")
        if name and (one.get("href") or ""):
            yield Entry(on_one_line("".join(one.itertext())), name, fragment, next(iter(types_of(one)), ""))


def of_ncx(tree: Element, name: str, names: Names) -> list[Entry]:
    """Entries of the EPUB 2 table of contents *tree*, the file *name*."""
    out = []
    for one in tree.iter("{*}navPoint"):
        label, content = one.find("{*}navLabel/{*}text"), one.find("{*}content")
        found, fragment = names.find(name, content.get("src") or "") if content is not None else ("", "")
        if found:
            out.append(Entry(on_one_line("".join(label.itertext()) if label is not None else ""), found, fragment))
    return out


def chaptered(text: str, blocks: Sequence[Block], titles: Mapping[int, Sequence[str]], book: str) -> list[Block]:
    """*blocks* of *text*, with a chapter where one begins: number of a block → *titles* of what begins there.

    What stands there and says so becomes its heading. If nothing does, an empty block carries the title; not that of
    the *book*, which is no chapter.
    """
    out: list[Block] = []
    headings = 0  # blocks from here on that are already known to be lines of a heading
    starts = sorted(titles)
    ends = dict(pairwise([*starts, len(blocks)]))
    begun = {one for one in starts if any(block.role is Role.PROSE for block in blocks[one : ends[one]])}
    for number, block in enumerate(blocks):
        for title in dict.fromkeys(titles.get(number, ())):
            lines = _heading(text, blocks[number : min(ends[number], number + _HEADING_BLOCKS)], title)
            headings = max(headings, number + lines)
            told = lines or _is_headed(text, out, title) or not _names(title, book)
            if not told and number in begun:
                out.append(Block(block.start, block.start, Role.CHAPTER, title=title))
        own = block.role is Role.PROSE and number < headings
        out.append(replace(block, role=Role.CHAPTER) if own else block)
    return out


def _heading(text: str, blocks: Sequence[Block], title: str) -> int:
    """How many of *blocks*, from the first, it takes to say *title*; 0 if they do not begin with a heading."""
    last, wanted = 0, bare(title)
    for number, block in enumerate(blocks):
        words = text[block.start : block.end]
        if block.role in (Role.SKIPPED, Role.PAUSE):
            continue
        if block.role is Role.PROSE:
            said = bare(words)
            if len(words) > _HEADING_CHARACTERS or not ((said and said in wanted) or is_chapter(words)):
                break
        elif block.role is not Role.CHAPTER:
            break
        last = number + 1
    return last


def _is_headed(text: str, before: Sequence[Block], title: str) -> bool:
    """Whether a heading with the words of *title* stands right before."""
    for block in reversed(before):
        if block.role is Role.CHAPTER:
            said, wanted = bare(text[block.start : block.end]), bare(title)
            return bool(said) and (said in wanted or wanted in said)
        if block.role not in (Role.SKIPPED, Role.PAUSE):
            break
    return False


def _names(title: str, book: str) -> bool:
    """Whether *title* is a chapter's name."""
    return bool(bare(title)) and bare(title) != bare(book) and title.lower().strip(" .") not in _NAMELESS
