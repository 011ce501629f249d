"""Plain text: fan-fiction archives, exports, transcripts, Project Gutenberg; every way of marking a paragraph."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from narrate.manuscripts.draft import Block, Draft, Role
from narrate.manuscripts.encoding import decode
from narrate.manuscripts.plain import header
from narrate.manuscripts.plain.emphasis import slanted
from narrate.manuscripts.plain.header import Field
from narrate.manuscripts.plain.lines import Line, grouped, hidden
from narrate.manuscripts.settling import gutenberg, notes
from narrate.manuscripts.structure import is_bare_number, is_break
from narrate.manuscripts.words import title_of
from narrate.model import Skipped

_ANNOUNCEMENTS = 2
"""Title and byline; who says the title again after that says it in the story."""
_BREAK_CHARACTERS = 100


@dataclass(frozen=True, slots=True)
class Front:
    """What precedes a story: its blocks, how many groups of lines they take, and what they say of it."""

    blocks: tuple[Block, ...] = ()
    count: int = 0
    title: str = ""
    author: str = ""
    metadata: dict[str, str] = field(default_factory=dict)


def read(path: Path, content: bytes, encoding: str | None = None) -> Draft:
    """The draft of the manuscript in *content*, a plain-text file. ManuscriptError if it is not text."""
    return draft(decode(content, path, encoding), path.stem)


def draft(text: str, name: str) -> Draft:
    """The draft of the manuscript in *text*; *name* becomes the title if nothing in the text tells one."""
    groups, gaps = grouped(text)
    front = _front(text, groups)
    title = front.title or title_of(name)
    blocks = (*front.blocks, *_body(text, groups[front.count :], gaps[front.count :]))
    return Draft(
        text,
        blocks,
        title,
        front.author,
        header.language_of(front.metadata),
        front.metadata,
        tuple(_hidden(text)),
        emphasis=tuple(slanted(text, blocks)),
        characters=header.characters_of(front.metadata),
    )


def _hidden(text: str) -> Iterator[Skipped]:
    """Lines of nothing but invisible characters: blank to the eye, yet not lost."""
    for start, end in hidden(text):
        yield Skipped(start, end, text[start:end], "invisible characters")


def _front(text: str, groups: list[list[Line]]) -> Front:
    """What precedes the story in *groups*; the first group of the story loses the lines that do."""
    begin, _ = gutenberg.frame(text)
    framed = next((number for number, group in enumerate(groups) if group[0][0] >= begin), len(groups))
    if framed:
        return _gutenberg(text, groups, framed)
    first = int(bool(groups) and notes.is_origin(_words(text, groups[0])))
    fields, count = _fields(text, groups, first)
    if not header.is_header(fields):
        return _titled(text, groups)
    title, author, metadata = header.metadata_of(text, fields)
    origin = [_block(group) for group in groups[:first]]
    if title:
        return _headed(text, groups, fields, Front(tuple(origin), count, title, author, metadata))
    taken, title, by = header.title_page(text, groups[count:])
    page = [block for group in groups[count : count + taken] for block in header.title_blocks(group)]
    skipped = header.header_blocks(text, fields, spoken=not taken)
    return Front((*origin, *skipped, *page), count + taken, title, author or by, metadata)


def _titled(text: str, groups: list[list[Line]]) -> Front:
    """The same for a story that opens with its title, perhaps with a header below."""
    count, title, author = header.title_page(text, groups)
    if not count:
        return Front()
    page = [block for group in groups[:count] for block in header.title_blocks(group)]
    fields, taken = _fields(text, groups, count)
    if not header.is_header(fields):
        return Front(tuple(page), count, title, author)
    named, by, metadata = header.metadata_of(text, fields)
    skipped = header.header_blocks(text, fields, spoken=False)
    return Front((*page, *skipped), taken, named or title, by or author, metadata)


def _block(group: Sequence[Line]) -> Block:
    return Block(group[0][0], group[-1][1])


def _words(text: str, group: Sequence[Line]) -> str:
    return text[group[0][0] : group[-1][1]]


def _fields(text: str, groups: list[list[Line]], count: int) -> tuple[list[Field], int]:
    """The fields of a header that begins with group *count*, and the group they end before.

    A last key with its value in a paragraph of its own is no part of it: it is a note's label.
    """
    fields: list[Field] = []
    while count < len(groups):
        found, taken = header.header_fields(text, groups[count])
        if found and found[-1][2] == found[-1][3] and taken == len(groups[count]) == 1:
            break
        fields += found
        if taken < len(groups[count]):
            if header.is_header(fields):
                groups[count] = groups[count][taken:]
            break
        count += 1
    return fields, count


def _gutenberg(text: str, groups: list[list[Line]], framed: int) -> Front:
    """The same for a book of Project Gutenberg, whose header takes *framed* groups."""
    fields = [one for group in groups[:framed] for one in header.header_fields(text, group)[0]]
    title, author, metadata = header.metadata_of(text, fields)
    first = gutenberg.named(text)
    count = framed
    while count < len(groups) and gutenberg.is_credit(_words(text, groups[count])):
        count += 1
    blocks = [_block(group) for group in groups[:count]]
    return _headed(text, groups, [], Front(tuple(blocks), count, title or first[0], author or first[1], metadata))


def _headed(text: str, groups: list[list[Line]], fields: Sequence[Field], front: Front) -> Front:
    """*front* with a header of *fields* below it, then title and byline if they come again there."""
    repeats: list[Block] = []
    count = front.count
    while count < len(groups) and len(repeats) < _ANNOUNCEMENTS:
        taken = header.announced(text, groups[count], front.title, front.author)
        repeats += header.title_blocks(groups[count][:taken])
        if taken < len(groups[count]):
            groups[count] = groups[count][taken:]
            break
        count += 1
    skipped = header.header_blocks(text, fields, spoken=not repeats)
    return replace(front, blocks=(*front.blocks, *skipped, *repeats), count=count)


def _body(text: str, groups: Sequence[Sequence[Line]], gaps: Sequence[int]) -> Iterator[Block]:
    wide = _wide_gap(gaps)
    if wide and any(_is_ornament(text, group) for group in groups):
        wide = 0
    for number, (group, gap) in enumerate(zip(groups, gaps, strict=True)):
        if number and wide and gap >= wide:
            yield Block(group[0][0], group[0][0], Role.PAUSE)
        yield _block(group)


def _is_ornament(text: str, group: Sequence[Line]) -> bool:
    start, end = group[0][0], group[-1][1]
    words = text[start:end] if end - start <= _BREAK_CHARACTERS else ""
    return bool(words) and is_break(words) and not is_bare_number(words)


def _wide_gap(gaps: Sequence[int]) -> int:
    """Blank lines that mark a scene break, 0 if none do: wider than usual, and more than once."""
    if len(gaps) < 3:
        return 0
    usual = Counter(gaps[1:]).most_common(1)[0][0]
    wide = [gap for gap in gaps[1:] if gap > usual]
    return usual + 1 if usual and 2 <= len(wide) <= len(gaps) / 4 else 0
