"""A header of "Key: value" lines at the top of a marked-up manuscript, as in plain text."""

from collections.abc import Sequence
from dataclasses import replace

from narrate.manuscripts.draft import Block, Draft, Role
from narrate.manuscripts.marked.spacing import lines_of
from narrate.manuscripts.plain import header

_ANNOUNCEMENTS = 2
"""Title and byline."""
_BEFORE = (Role.SKIPPED, Role.PAUSE, Role.TITLE)


def headed(draft: Draft) -> Draft:
    """*draft* with the header it opens with, if it does, skipped and believed; its title and author are spoken."""
    text, blocks = draft.text, draft.blocks
    first = next((number for number, one in enumerate(blocks) if one.role not in _BEFORE), len(blocks))
    last, found = first, []
    rest: list[Block] = []
    while last < len(blocks) and blocks[last].role is Role.PROSE and not rest:
        lines = _lines(text, blocks[last])
        fields, taken = header.header_fields(text, lines)
        found += fields
        if not taken:
            break
        rest = [replace(blocks[last], start=lines[taken][0])] if taken < len(lines) else []
        last += 1
    if not header.is_header(found):
        return draft
    title, author, metadata = header.metadata_of(text, found)
    below = [*rest, *blocks[last:]]
    repeats = _announced(text, below, title, author)
    said = any(one.role is Role.TITLE for one in blocks[:first]) or repeats > 0
    titles = [replace(one, role=Role.TITLE) for one in below[:repeats]]
    return replace(
        draft,
        blocks=(*blocks[:first], *header.header_blocks(text, found, spoken=not said), *titles, *below[repeats:]),
        title=title or draft.title,
        author=author or draft.author,
        language=header.language_of(metadata) if "language" in metadata else draft.language,
        metadata={**metadata, **draft.metadata},
        characters=draft.characters or header.characters_of(metadata),
    )


def _lines(text: str, block: Block) -> list[tuple[int, int]]:
    found = lines_of(text[block.start : block.end])
    return [(block.start + start, block.start + end) for start, end in found if start < end]


def _announced(text: str, blocks: Sequence[Block], title: str, author: str) -> int:
    """How many of *blocks*, from the first, only say title and author again."""
    count = 0
    for block in blocks[:_ANNOUNCEMENTS]:
        lines = _lines(text, block)
        if block.role not in (Role.PROSE, Role.CHAPTER) or header.announced(text, lines, title, author) < len(lines):
            break
        count += 1
    return count
