"""What a word processor sets before headings by itself: "Chapter 1" stands on the page, but not in the text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from narrate.manuscripts.marked.trees import Element
from narrate.manuscripts.office.styles import short_name, value

_PLACE = re.compile(r"%([1-9])")
"""Where the number of a level stands in a label."""
_LETTERS = ("upperLetter", "lowerLetter")


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered."""

    label: str = ""
    start: int = 1
    lettered: bool = False


class Numbers:
    """Counts headings, list by list."""

    def __init__(self, root: Iterable[Element] = ()) -> None:
        """The lists in *root*, the part of a document that tells them."""
        self._lists: dict[str, str] = {}  # number of a list → what it is made after
        self._levels: dict[tuple[str, int], _Level] = {}
        self._counts: dict[str, list[int]] = {}
        for one in root:
            if short_name(one.tag) == "w:abstractNum":
                self._learn(value(one, "abstractNumId"), one)
            elif short_name(one.tag) == "w:num":
                after = (value(each, "val") for each in one if short_name(each.tag) == "w:abstractNumId")
                self._lists[value(one, "numId")] = next(after, "")

    def label(self, number: str, level: int) -> str:
        """What stands before the next heading of *level*, from 0, in the list *number*; empty if that is no word."""
        made_after = self._lists.get(number, "")
        how = self._levels.get((made_after, level))
        if how is None:
            return ""
        counts = self._counts.setdefault(made_after, [])
        counts += [0] * (level + 1 - len(counts))
        counts[level] = counts[level] + 1 if counts[level] else how.start
        del counts[level + 1 :]
        if not any(map(str.isalpha, _PLACE.sub("", how.label))):
            return ""
        return _PLACE.sub(lambda place: self._said(made_after, counts, int(place[1]) - 1), how.label).strip()

    def _learn(self, name: str, element: Element) -> None:
        for one in element:
            if short_name(one.tag) == "w:lvl" and value(one, "ilvl") in tuple("012345678"):
                said = {short_name(each.tag): value(each, "val") for each in one}
                start = said.get("w:start", "")
                self._levels[name, int(value(one, "ilvl"))] = _Level(
                    said.get("w:lvlText", ""),
                    int(start) if re.fullmatch(r"\d{1,6}", start) else 1,
                    said.get("w:numFmt") in _LETTERS,
                )

    def _said(self, name: str, counts: list[int], level: int) -> str:
        count = counts[level] if level < len(counts) else 0
        lettered = self._levels.get((name, level), _Level()).lettered
        return chr(ord("A") + (count - 1) % 26) if lettered and count else str(count)
