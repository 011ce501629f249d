"""Copies of gold in another typography, or with other names: what reads them must not depend on either."""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from gold import Book, Person, Quote

from narrate.dialogue.lexicon import TITLES

_CURLY = {'"': ("“", "”"), "'": ("‘", "’")}
_BRITISH = {'"': ("‘", "’"), "'": ("“", "”")}
_NESTED = re.compile(r"'[^'\n\"]{2,200}[.,!?]'")
_WORD = re.compile(r"[^\W\d_]+")
_ONSETS = "b br d dr f fl g gr h j k kr l m n p pr qu r s sk sl st t tr v w y z".split()
_VOWELS = "a e i o u ae ei ia oa".split()
_CODAS = "b d g k l lm m n nd r rk s sh t th v x z".split()

Change = tuple[int, int, str]
"""Start, end, and what stands there instead."""


def curly(book: Book) -> Book:
    """*book*, set with straight quotes, with curly ones."""
    return _changed(book, _quotes(book.text, _CURLY))


def british(book: Book) -> Book:
    """*book*, set with straight quotes, with single curly ones, and double ones inside."""
    return _changed(book, _quotes(book.text, _BRITISH))


def renamed(book: Book) -> Book:
    """*book* with all its people's names made up; what is also a word in small letters stays, and titles do."""
    small = {word for word in _WORD.findall(book.text) if word.islower()}
    words = {word for one in book.people for alias in one.aliases for word in _WORD.findall(alias)}
    names: dict[str, str] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        if len(word) > 1 and word.istitle() and word.lower() not in small | TITLES:
            whole = next((one for one in names if one.startswith(word)), None)  # a short form stays one
            names[word] = names[whole][: len(word)] if whole else _made(word, book.name)
    if not names:
        return book
    pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(names, key=len, reverse=True))})(?![^\W_])")
    changes = [(match.start(), match.end(), names[match[0]]) for match in pattern.finditer(book.text)]

    def called(alias: str) -> str:
        return pattern.sub(lambda match: names[match[0]], alias)

    people = tuple(Person(called(one.name), frozenset(map(called, one.aliases)), one.gender) for one in book.people)
    quotes = tuple(replace(one, speaker=one.speaker and called(one.speaker)) for one in book.quotes)
    return _changed(replace(book, people=people, quotes=quotes), changes)


def _made(word: str, seed: str) -> str:
    """A name that no list knows, the same for the same word of the same book."""
    number = zlib.crc32(f"{seed}\n{word}".encode())
    name = ""
    for _ in range(2):
        for sounds in (_ONSETS, _VOWELS, _CODAS):
            number, at = divmod(number * 31 + 7, len(sounds))
            name += sounds[at]
    return name.capitalize()


def _quotes(text: str, marks: dict[str, tuple[str, str]]) -> Iterator[Change]:
    """Straight marks as typeset ones, paragraph by paragraph: double marks alternate."""
    outer, inner = marks['"'], marks["'"]
    opened = nested = False
    for match in re.finditer(r"\n\s*\n|\"|'|--", text):
        at = match.start()
        if match[0][0] == "\n":
            opened = nested = False
        elif match[0] == "--":
            yield at, match.end(), "—"
        elif match[0] == '"':
            opened = not opened
            yield at, at + 1, outer[0] if opened else outer[1]
        elif opened and not nested and not text[at - 1 : at].isalnum() and _NESTED.match(text, at):
            nested = True
            yield at, at + 1, inner[0]
        elif nested and text[at - 1 : at] in ".,!?":
            nested = False
            yield at, at + 1, inner[1]
        else:
            yield at, at + 1, "’"


def _changed(book: Book, changes: Iterable[Change]) -> Book:
    parts: list[str] = []
    where: list[int] = []
    size = at = 0
    for start, end, new in changes:
        parts += [book.text[at:start], new]
        where += range(size, size + start - at)
        size += start - at
        where += [size] * (end - start)
        size += len(new)
        at = end
    parts.append(book.text[at:])
    where += range(size, size + len(book.text) - at + 1)

    def moved(quote: Quote) -> Quote:
        return replace(quote, spans=tuple((where[start], where[end]) for start, end in quote.spans))

    return replace(book, text="".join(parts), quotes=tuple(map(moved, book.quotes)))
