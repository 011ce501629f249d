"""From a draft to the manuscript: what a block is for, chapters, scenes, paragraphs; the same for every format."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from narrate.manuscripts.draft import Block, Draft, Role
from narrate.manuscripts.structure import NUMBERED, bare_numbers, is_bare_number, is_break, is_chapter, is_titled
from narrate.model import Kind, Manuscript, Paragraph, Place, Skipped


def compose(draft: Draft, keep: Collection[str] = ()) -> Manuscript:
    """The manuscript that *draft* comes to; what would be skipped for a reason in *keep* is read after all."""
    blocks = list(_settled(draft.text, draft.blocks))
    kept = [replace(one, role=Role.PROSE) if one.role is Role.SKIPPED and one.reason in keep else one for one in blocks]
    chapters, paragraphs, skipped = _arrange(draft.text, kept, draft.title)
    inside = (one for one in draft.inside if one.reason not in keep)
    return Manuscript(
        draft.title,
        draft.author,
        draft.language,
        draft.text,
        chapters,
        paragraphs,
        tuple(sorted((*skipped, *inside), key=lambda one: one.start)),
        draft.metadata,
        draft.emphasis,
        draft.foreign,
        draft.characters,
        draft.cover,
    )


def _settled(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """*blocks*, those of prose given the role that their words tell."""
    prose = [number for number, one in enumerate(blocks) if one.role is Role.PROSE and one.kind is Kind.NARRATION]
    words = {number: text[blocks[number].start : blocks[number].end] for number in prose}
    numbers = {prose[index] for index in bare_numbers(list(words.values()))}
    above = ""  # the heading right above, to which a subtitle may belong
    for number, block in enumerate(blocks):
        role = block.role
        if number in words:
            role = _role(words[number], number in numbers, above)
        if role is not Role.PAUSE:
            above = text[block.start : block.end] if role is Role.CHAPTER else ""
        yield replace(block, role=role)


def _role(words: str, numbered: bool, above: str) -> Role:
    if numbered:
        return Role.CHAPTER
    if is_break(words):
        return Role.BREAK
    if is_chapter(words):
        return Role.CHAPTER
    own = is_chapter(above) or is_bare_number(above)  # a subtitle has no subtitle, or prose might follow it
    return Role.CHAPTER if own and is_titled(words.strip("*_")) else Role.PROSE


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
        if block.role in (Role.BREAK, Role.PAUSE):
            pending = prose
        if block.role in (Role.BREAK, Role.SKIPPED):
            skipped.append(Skipped(block.start, block.end, words, block.reason or "scene break"))
        if block.role in (Role.BREAK, Role.SKIPPED, Role.PAUSE):
            continue
        if block.role is Role.CHAPTER:
            if prose or _same_sort(titles[-1], words):
                chapter, scene, paragraph, prose = chapter + 1, 1, 0, False
                titles.append([])
            titles[-1].append(" ".join(words.split()))
            pending = False
        scene, pending = scene + pending, False
        paragraph += 1
        prose = prose or block.role is Role.PROSE
        place = Place(chapter, scene, paragraph)
        kind = block.kind if block.role is Role.PROSE else Kind.HEADING
        paragraphs.append(Paragraph(block.start, block.end, place, kind, block.speaker))
    names = tuple(": ".join(part.rstrip(" .:") for part in parts) or title for parts in titles)
    return names, tuple(paragraphs), tuple(skipped)


def _same_sort(above: list[str], heading: str) -> bool:
    """Whether a *heading* without prose above it is of a sort with those *above*: "Chapter 2" below "Chapter 1"."""
    sort = NUMBERED.match(heading)
    return sort is not None and any(one.lower().startswith(sort["sort"].lower()) for one in above)
