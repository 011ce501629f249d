"""From a draft to the manuscript: what a block is for, chapters, scenes, paragraphs; the same for every format."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from narrate.manuscripts.draft import Block, Draft, Role
from narrate.manuscripts.settling import asides, contents_list, footnotes, gutenberg, imprint, notes
from narrate.manuscripts.settling.writings import marked
from narrate.manuscripts.structure import (
    NUMBERED,
    counted,
    is_bare_number,
    is_break,
    is_chapter,
    is_subtitle,
    is_told,
    is_view,
    unframed,
)
from narrate.manuscripts.words import bare, on_one_line
from narrate.model import Kind, Manuscript, Paragraph, Place, Skipped

_LONGEST = 400
"""Characters: no heading and no ornament is longer."""
_TITLE_PAGE = 100
"""Characters of a line of a title page."""
_QUOTES = ('"', "“", "‘", "'")
_SPOKEN = (Role.TITLE, Role.CHAPTER, Role.HEADING, Role.PROSE)


def compose(draft: Draft, keep: Collection[str] = ()) -> Manuscript:
    """The manuscript that *draft* comes to; what would be skipped for a reason in *keep* is read after all.

    ``reasons.REASONS`` lists the reasons there are.
    """
    blocks, inside = _settled(draft)
    kept = [replace(one, role=Role.PROSE) if one.role is Role.SKIPPED and one.reason in keep else one for one in blocks]
    chapters, paragraphs, skipped = _arrange(draft.text, kept, draft.title)
    inside = [one for one in inside if one.reason not in keep or not any(map(str.isalnum, one.text))]
    return Manuscript(
        on_one_line(draft.title),
        on_one_line(draft.author),
        draft.language,
        draft.text,
        chapters,
        paragraphs,
        tuple(_disjoint([*skipped, *inside])),
        draft.metadata,
        draft.emphasis,
        draft.foreign,
        draft.characters,
        draft.cover,
    )


def _settled(draft: Draft) -> tuple[list[Block], list[Skipped]]:
    """The blocks of *draft*, each given the role that its words tell, and what is skipped inside them."""
    text = draft.text
    blocks = contents_list.settled(text, gutenberg.settled(text, draft.blocks))
    blocks, bracketed = asides.settled(text, list(_headed(text, blocks, draft.title)))
    blocks, references = footnotes.settled(text, notes.settled(text, imprint.settled(text, blocks)))
    return marked(text, list(_apart(text, _title_page(text, blocks)))), [*draft.inside, *bracketed, *references]


def _disjoint(skipped: Iterable[Skipped]) -> Iterator[Skipped]:
    """*skipped* in order, without those inside others."""
    at = 0
    for one in sorted(skipped, key=lambda one: (one.start, -one.end)):
        if one.start >= at:
            yield one
            at = one.end


def _headed(text: str, blocks: Sequence[Block], title: str) -> Iterator[Block]:
    """*blocks*, the headings and the ornaments among them told by their words."""
    words = [_words(text, one) if _may_head(one) else "" for one in blocks]
    prose = [number for number, one in enumerate(blocks) if one.role is Role.PROSE and one.kind is Kind.NARRATION]
    numbers = {prose[index] for index in counted([words[number] for number in prose])}
    above = ""  # the heading right above, to which a subtitle may belong
    begun = False
    for number, block in enumerate(blocks):
        role = block.role
        if words[number]:
            role = Role.CHAPTER if number in numbers else _role(block, words[number], above)
        if role is Role.CHAPTER and not begun and bare(words[number]) == bare(title):
            role = Role.TITLE  # the book's title over its first page
        begun = begun or role is Role.PROSE
        if role is not Role.PAUSE:
            above = words[number] if role is Role.CHAPTER else ""
        yield block if role is block.role else Block(block.start, block.end, role, block.reason)


def _words(text: str, block: Block) -> str:
    """The words of *block*, its lines without the blanks around them; none if it is too long for a heading."""
    words = "\n".join(map(str.strip, text[block.start : block.end].splitlines()))
    return words if len(words) <= _LONGEST else ""


def _may_head(block: Block) -> bool:
    return (
        block.role in (Role.PROSE, Role.CHAPTER)
        and block.kind is Kind.NARRATION
        and block.end - block.start <= 2 * _LONGEST
    )


def _role(block: Block, words: str, above: str) -> Role:
    if is_break(words) and not (block.role is Role.CHAPTER and is_bare_number(words)):  # X is a number too
        return Role.BREAK
    if is_view(words):
        return Role.HEADING
    if block.role is Role.CHAPTER or is_chapter(words):
        return Role.CHAPTER
    own = above and (is_chapter(above) or is_bare_number(above))  # a subtitle has no subtitle, or prose might follow it
    return Role.CHAPTER if own and is_subtitle(words) else Role.PROSE


def _title_page(text: str, blocks: list[Block]) -> list[Block]:
    """*blocks*, the lines before the first chapter's heading made titles if there is no prose among them.

    A title that comes again, before a table of contents and after it, is announced once.
    """
    first = next((number for number, one in enumerate(blocks) if one.role is Role.CHAPTER), 0)
    page = [number for number in range(first) if blocks[number].role is Role.PROSE]
    words = {number: _words(text, blocks[number]) for number in page}
    begun = any(one.role is Role.HEADING or one.speaker or one.kind is not Kind.NARRATION for one in blocks[:first])
    if begun or any(
        not 0 < len(one) <= _TITLE_PAGE or one.startswith(_QUOTES) or is_told(one) for one in words.values()
    ):
        return blocks
    seen = {bare(text[one.start : one.end]) for one in blocks[:first] if one.role is Role.TITLE}
    for number in page:
        again = bare(words[number]) in seen
        blocks[number] = replace(
            blocks[number], role=Role.SKIPPED if again else Role.TITLE, reason="repeated title" if again else ""
        )
        seen.add(bare(words[number]))
    return blocks


def _apart(text: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """*blocks*, every line of a title page one of its own, so that title and byline are two breaths."""
    for block in blocks:
        if block.role is not Role.TITLE:
            yield block
            continue
        at = block.start
        for line in text[block.start : block.end].splitlines(keepends=True):
            start = at + len(line) - len(line.lstrip())
            if line.strip():
                yield replace(block, start=start, end=start + len(line.strip()))
            at += len(line)


def _arrange(
    text: str, blocks: Iterable[Block], title: str
) -> tuple[tuple[str, ...], tuple[Paragraph, ...], tuple[Skipped, ...]]:
    """Chapter titles, placed paragraphs and skipped spans of *text*; a first chapter without a heading gets *title*."""
    titles: list[list[str]] = [[]]
    paragraphs: list[Paragraph] = []
    skipped: list[Skipped] = []
    chapter, scene, paragraph, prose, pending = 1, 1, 0, False, False
    for block in blocks:
        words = text[block.start : block.end]
        if block.role not in _SPOKEN:
            pending = pending if block.role is Role.SKIPPED else prose
            if block.role is not Role.PAUSE:
                skipped.append(Skipped(block.start, block.end, words, block.reason or "scene break"))
            continue
        if block.role is Role.CHAPTER:
            if prose or _same_sort(titles[-1], block.title or words):
                chapter, scene, paragraph, prose = chapter + 1, 1, 0, False
                titles.append([])
            titles[-1] += [on_one_line(block.title)] if block.title else _title_lines(_words(text, block) or words)
            pending = False
            if block.title:
                continue
        scene, pending = scene + (pending or (prose and block.role is Role.HEADING)), False
        paragraph += 1
        prose = prose or block.role is Role.PROSE
        place = Place(chapter, scene, paragraph)
        kind = block.kind if block.role is Role.PROSE else Kind.HEADING
        paragraphs.append(Paragraph(block.start, block.end, place, kind, block.speaker))
    return tuple(_joined(parts) or on_one_line(title) for parts in titles), tuple(paragraphs), tuple(skipped)


def _title_lines(heading: str) -> list[str]:
    """A chapter's number and its title, if these are lines of one *heading*."""
    number, _, title = heading.partition("\n")
    match = NUMBERED.match(unframed(number))
    parts = [number, title] if match and not match["title"].strip() else [heading]
    return [on_one_line(part) for part in parts if part.strip()]


def _joined(parts: Sequence[str]) -> str:
    """A chapter's title from the lines of its heading, without what a line repeats of those before."""
    out: list[str] = []
    for part in dict.fromkeys(parts):
        if is_bare_number(part) or not any(f" {_plain(part)} " in f" {_plain(one)} " for one in out):
            out.append(unframed(part).rstrip(" .:"))
    return ": ".join(out)


def _plain(words: str) -> str:
    return " ".join(filter(None, map(bare, words.split())))


def _same_sort(above: list[str], heading: str) -> bool:
    """Whether a *heading* without prose above it is of a sort with those *above*: "Chapter 2" below "Chapter 1"."""
    sort = NUMBERED.match(unframed(heading))
    for one in above if sort else ():
        other = NUMBERED.match(unframed(one))
        if sort and other and sort["sort"].lower() == other["sort"].lower():
            return sort["number"].lower() != other["number"].lower()
    return is_bare_number(heading) and any(map(is_bare_number, above))
