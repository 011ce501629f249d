"""What a manuscript has in italics, by paragraph."""

from collections.abc import Mapping, Sequence

from narrate.model import Kind, Manuscript, Paragraph

Span = tuple[int, int]
_PASSAGE = 3
"""Paragraphs in italics one after another: something remembered, dreamt, written or sung."""
_SIGNS = "*_ \t\r\n"


def italics(manuscript: Manuscript) -> dict[int, list[Span]]:
    """The spans of emphasis by the number of their paragraph; those that touch, or have but blanks between, are one."""
    out: dict[int, list[Span]] = {}
    number, paragraphs = 0, manuscript.paragraphs
    for start, end in manuscript.emphasis:
        while number < len(paragraphs) and paragraphs[number].end <= start:
            number += 1
        if number == len(paragraphs):
            break
        if end > paragraphs[number].end or start < paragraphs[number].start:
            continue
        spans = out.setdefault(number, [])
        if spans and not manuscript.text[spans[-1][1] : start].strip():
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return out


def passages(manuscript: Manuscript, spans: Mapping[int, Sequence[Span]]) -> frozenset[int]:
    """Numbers of the paragraphs that belong to a long passage in italics."""
    whole = [number for number, own in spans.items() if _is_whole(manuscript.text, manuscript.paragraphs[number], own)]
    out: set[int] = set()
    run: list[int] = []
    for number in whole:
        run = [*run, number] if run and run[-1] == number - 1 else [number]
        if len(run) >= _PASSAGE:
            out.update(run[-_PASSAGE:])
    return frozenset(out)


def _is_whole(text: str, paragraph: Paragraph, spans: Sequence[Span]) -> bool:
    inside = paragraph.kind is Kind.NARRATION and len(spans) == 1
    return inside and not (text[paragraph.start : spans[0][0]] + text[spans[0][1] : paragraph.end]).strip(_SIGNS)
