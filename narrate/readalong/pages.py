"""A chapter to be read while it is heard: its page, and when each piece of the page is spoken."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from lxml import etree

from narrate.dialogue.sentences import sentences
from narrate.model import Kind, Place, Utterance
from narrate.readalong.timeline import Spoken, Word
from narrate.readalong.wording import one_line, runs, writable
from narrate.spoken.letters import is_verse

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
XML = "http://www.w3.org/XML/1998/namespace"
_NO_BLANK_BEFORE = tuple(".,;:!?…)]”’»")
"""What follows a word at once, though something that is not spoken stood between."""


class Level(StrEnum):
    """What of a page is marked while it is spoken."""

    SENTENCE = "sentence"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page: an utterance, and when it is spoken; None if nothing of it is."""

    utterance: Utterance
    spoken: Spoken | None


@dataclass(frozen=True, slots=True)
class Piece:
    """The element *id* of a page, from whose first word on, *start* seconds into the sound, it is marked."""

    id: str
    start: float


def element(name: str, *children: etree._Element, text: str = "", **attributes: str) -> etree._Element:
    """An XHTML element; ``epub_type`` among its *attributes* is "epub:type", ``class_`` is "class"."""
    made = etree.Element(f"{{{XHTML}}}{name}", nsmap={None: XHTML, "epub": OPS} if name == "html" else None)
    for key, value in attributes.items():
        made.set({"epub_type": f"{{{OPS}}}type", "class_": "class"}.get(key, key), writable(value))
    made.text = writable(text) or None
    made.extend(children)
    return made


def document(title: str, language: str, *body: etree._Element, style: str = "") -> bytes:
    """An XHTML page with *body*."""
    links = [element("link", rel="stylesheet", type="text/css", href=style)] if style else []
    head = element("head", element("meta", charset="utf-8"), element("title", text=one_line(title)), *links)
    page = element("html", head, element("body", *body))
    _set_language(page, language)
    return serialized(page, "<!DOCTYPE html>")


def serialized(root: etree._Element, doctype: str | None = None) -> bytes:
    """*root* as a file."""
    content: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype=doctype)
    return content + b"\n"


def chapter(parts: Iterable[Part], level: Level) -> tuple[etree._Element, tuple[Piece, ...]]:
    """The chapter of *parts* as a section, and its pieces in order: sentences, or words."""
    section = element("section", epub_type="chapter", role="doc-chapter")
    pieces: list[Piece] = []
    before: Place | None = None
    for (place, heading), together in groupby(parts, key=lambda one: (one.utterance.place, _is_heading(one))):
        if before and not heading and (before.chapter, before.scene) != (place.chapter, place.scene):
            section.append(element("hr"))
        name = "p" if not heading else "h2" if len(section) else "h1"
        section.append(_paragraph(tuple(together), name, level, pieces))
        before = place
    return section, tuple(pieces)


def _is_heading(part: Part) -> bool:
    return part.utterance.kind is Kind.HEADING


def _paragraph(parts: Sequence[Part], name: str, level: Level, pieces: list[Piece]) -> etree._Element:
    """*parts* as an element; adds its *pieces*."""
    paragraph = element(name)
    if is_verse("\n".join(one.utterance.text for one in parts)):
        paragraph.set("class", "verse")
    for before, part in zip((None, *parts), parts, strict=False):
        if before and _are_apart(before.utterance, part.utterance):
            _write(paragraph, " ")
        if part.spoken is None:
            _fill(paragraph, part.utterance.text, 0, len(part.utterance.text))
        else:
            for words in _by_sentence(part.spoken):
                _add_sentence(paragraph, part.utterance, words, level, pieces)
    return paragraph


def _are_apart(before: Utterance, after: Utterance) -> bool:
    return after.start != before.end and not after.text.startswith(_NO_BLANK_BEFORE)


def _by_sentence(spoken: Spoken) -> Iterator[tuple[Word, ...]]:
    """The words of *spoken* in sentences."""
    text = spoken.utterance.text
    starts = [start for start, _ in sentences(text, 0, len(text))]
    for _, words in groupby(spoken.words, key=lambda word: bisect_right(starts, word.end - 1)):
        yield tuple(words)


def _add_sentence(
    paragraph: etree._Element, utterance: Utterance, words: Sequence[Word], level: Level, pieces: list[Piece]
) -> None:
    if level is Level.SENTENCE:
        _add_piece(paragraph, utterance, words, pieces)
        return
    sentence = etree.SubElement(paragraph, f"{{{XHTML}}}span")
    for word in words:
        _add_piece(sentence, utterance, (word,), pieces)


def _add_piece(parent: etree._Element, utterance: Utterance, words: Sequence[Word], pieces: list[Piece]) -> None:
    text, start, end = utterance.text, words[0].start, words[-1].end
    piece = Piece(f"s{len(pieces) + 1}", words[0].seconds)
    span = etree.SubElement(parent, f"{{{XHTML}}}span", id=piece.id)
    if utterance.language:
        _set_language(span, utterance.language)
    last = start + len(text[start:end].rstrip())
    _fill(span, text, start, last)
    _write(parent, text[last:end])
    pieces.append(piece)


def _fill(parent: etree._Element, text: str, start: int, end: int) -> None:
    """Writes the characters *start* to *end* of *text* behind what is in *parent*, italics as such."""
    for words, slanted in runs(text, start, end):
        if slanted:
            etree.SubElement(parent, f"{{{XHTML}}}em").text = words
        else:
            _write(parent, words)


def _write(parent: etree._Element, words: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + writable(words)
    else:
        parent.text = (parent.text or "") + writable(words)


def _set_language(one: etree._Element, language: str) -> None:
    one.set("lang", language)
    one.set(f"{{{XML}}}lang", language)
