"""Chats, messages and plays in plain paragraphs: lines with a label that tells whose they are."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from narrate.manuscripts.draft import Block, Role
from narrate.model import Kind

_NEAR = 2
"""Paragraphs that may stand between two lines of one chat."""
_LEAST = 4
"""Lines: fewer make no play."""
_SAMPLE = 8
"""Characters of a line: if none of them is a letter, it tells a figure."""
_GAP = r"[^\S\r\n]{1,8}"
_SIGNS = r"[*_]{0,3}"
_NAME = r"(?P<name>(?:(?:Mrs?|Ms|Dr|St|MRS?|MS|DR|ST)\. )?@?\w[\w'’&-]{0,24}(?: \w[\w'’&-]{0,24}){0,2})"
_ASIDE = r"(?: ?(?P<aside>[\[(][^\[\]()\r\n]{1,60}[\])]))?"
_TIME = re.compile(
    r"(?:[\[(][^\[\]()\r\n]{0,24}\d[:.h]\d\d[^\[\]()\r\n]{0,16}[\])]"
    r"|(?:[\d/.-]{6,10},? )?\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?)(?: ?[-–:](?=\s))?",
    re.IGNORECASE,
)
"""[21:14]; 12/03/2020, 21:14 -"""
_SENT = re.compile(r"[\[(](?:sent|received|delivered|read|seen)\b", re.IGNORECASE)
_TAGGED = re.compile(rf"{_SIGNS}<{_NAME}>{_SIGNS}:?{_GAP}(?=\S)")
"""<ann> brb"""
_NAMED = re.compile(rf"{_SIGNS}[\[(]?{_NAME}[\])]?{_ASIDE}{_SIGNS}[^\S\r\n]?:{_SIGNS}{_GAP}(?=\S)")
"""Ann: hi; **Ann:** hi; Ann (21:14): hi"""
_CUE = re.compile(rf"{_SIGNS}{_NAME}{_ASIDE}{_SIGNS}[.:]{_SIGNS}\s{{1,8}}(?=\S)")
"""ALGERNON. Did you hear? What a play's lines begin with."""
_DIRECTION = re.compile(r"\[[^\[\]]{1,300}\]|(?<!\S)\([^()]{1,300}\)")
_ACTED = re.compile(r"\([A-Z][^()]*[.!?]\)")
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset("the of de du la le von van and".split())
_NO_NAMES = frozenset(
    """about act additional address age ah album also an and announcer answer appearance april artist as at august
    author bad banner beta book born bridge but by category cc chapter character characters chorus class
    classification completed con conclusion cons content contents continued copyright cover credits date day dear
    december dedication definition disclaimer distribution ebook edit editor email epilogue episode error eta
    example exit ext fandom favorite favourite february feedback fic final first for format friday from gender
    genre goal god good goodbye hair he headline health height hello help her here hey hi his home host how
    however i if illustration in ingredients int is isbn it item items january july june keywords kind language
    last lesson letter level line link list location march may maybe meanwhile message method mission monday month
    mood music my name next night no note notes notice november now number objective occupation october oh ok okay
    on one or pairing part password phase place please pm point posted pov previously pro prologue pros ps
    publisher quest question rank rated rating re reason recap relationship release result rule saturday scene
    second section september series set setting she ship sign so song sorry source spoiler spoilers stage stanza
    star starring status step stop story subject sum summary sunday synopsis tag tags tbc team tel thank thanks
    that the then there these they third this those three thursday tick time timeline title titles to today
    tomorrow tonight topic track translation translator trigger tuesday two type universe update updated verse
    version voice volume warning warnings we website wednesday week weight well what when where which who why word
    words work year yes yesterday you""".split()
)
"""What stands before a colon, in angle brackets or for a whole short sentence, and is nobody's name."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """One labelled line of a chat or a play."""

    label: tuple[Block, ...]
    words: int
    """Where what is said begins."""
    name: str
    """Empty if only the time is told."""
    timed: bool
    signed: bool
    """Whether bold type, slanted type or brackets set the name apart."""
    sent: bool = False


def marked_chats(text: str, blocks: Sequence[Block]) -> list[Block]:
    """*blocks*, labelled lines parted into their labels, skipped, and what is said, with its speaker."""
    cast = _cast(text, blocks)
    plain = {number: one for number, one in enumerate(blocks) if one.role is Role.PROSE and one.kind is Kind.NARRATION}
    turns = {number: found for number, one in plain.items() if (found := _turns(text, one, cast))}
    if cast:
        kinds = dict.fromkeys(turns, Kind.QUOTATION)
    else:
        prose = _Prose.of(text, turns.values())
        runs = [run for run in _runs(blocks, turns) if prose.talks(run, turns)]
        kinds = {number: _kind(run, turns) for run in runs for number in prose.without_lists(run, turns)}
    spelt = _spelt(turn.name for number in kinds for turn in turns[number])
    out: list[Block] = []
    for number, block in enumerate(blocks):
        out += _split(text, block, turns[number], kinds[number], spelt) if number in kinds else [block]
    return out


def _cast(text: str, blocks: Sequence[Block]) -> frozenset[str]:
    """The names in a play's labels; empty if less than half of the paragraphs begin with a label, or few come again."""
    prose = [one for one in blocks if one.role is Role.PROSE and one.kind is Kind.NARRATION]
    found = [cue["name"] for one in prose if (cue := _CUE.match(text, one.start, one.end)) and _is_cue(cue["name"])]
    names = Counter(map(str.lower, found))  # RON and Ron are one
    if len(found) < max(_LEAST, len(prose) / 2) or len(names) > len(found) / 2:
        return frozenset()
    return frozenset(name for name in found if names[name.lower()] > 1)


def _is_cue(name: str) -> bool:
    return _is_name(name) and name[0].isupper()


def _is_name(name: str) -> bool:
    words = name.strip("_@").split()
    named = [word for word in words if word.lower() not in _SMALL]
    if not named or any(word.lower().rstrip(".s'’") in _NO_NAMES or word.lower() in _NO_NAMES for word in named):
        return False
    handle = len(words) == 1 and any(map(str.isalpha, name))
    return handle or (named[0][0].isupper() and all(word[0].isupper() or word[0].isdigit() for word in named))


def _turns(text: str, block: Block, cast: frozenset[str]) -> list[_Turn]:
    """The labelled lines of *block*, none if it does not begin with one; lines without a label continue one."""
    out: list[_Turn] = []
    at = block.start
    for line in text[block.start : block.end].splitlines(keepends=True):
        start = at + len(line) - len(line.lstrip())
        at += len(line)
        if out and start < out[-1].words:  # the line below a label
            continue
        turn = _cued(text, start, block.end, cast) if cast else _turn(text, start, block.start + at - block.start)
        if turn:
            out.append(turn)
        elif not out:
            return []
    return out


def _cued(text: str, start: int, end: int, cast: frozenset[str]) -> _Turn | None:
    cue = _CUE.match(text, start, end)
    if cue is None or cue["name"] not in cast:
        return None
    return _Turn(tuple(_label(text, start, cue)), cue.end(), cue["name"], timed=False, signed=False)


def _turn(text: str, start: int, end: int) -> _Turn | None:
    """The labelled line at *start*; None if it is not labelled, or only with what is nobody's name."""
    time = _TIME.match(text, start, end)
    stamp = (Block(start, time.end(), Role.SKIPPED, "timestamp"),) if time else ()
    begin = time.end() if time else start
    words = text[begin:end]
    begin += len(words) - len(words.lstrip())
    match = _TAGGED.match(text, begin, end) or _NAMED.match(text, begin, end)
    sent = bool(time and _SENT.match(time[0]))
    if match and _is_name(match["name"]):
        signed = not text[begin].isalnum()
        name = match["name"].strip("_")
        return _Turn((*stamp, *_label(text, begin, match)), match.end(), name, bool(time), signed, sent)
    bare = time and begin < end and not text[start].isdigit()
    return _Turn(stamp, begin, "", timed=True, signed=False, sent=sent) if bare else None


def _label(text: str, start: int, match: re.Match[str]) -> Iterator[Block]:
    """A label as blocks: the name, what is told in brackets, the colon."""
    aside = match.span("aside") if "aside" in match.re.groupindex else (-1, -1)
    cuts = [start, *aside, match.end()] if aside[0] >= 0 else [start, match.end()]
    for number, (begin, end) in enumerate(pairwise(cuts)):
        stamp = number == 1 and _TIME.fullmatch(text, begin, end)
        reason = "timestamp" if stamp else "speaker label"
        block = Block(begin, end, Role.SKIPPED, reason) if stamp or number != 1 else Block(begin, end)
        yield from _trimmed(text, block)


def _runs(blocks: Sequence[Block], turns: dict[int, list[_Turn]]) -> Iterator[list[int]]:
    """Numbers of the blocks that make up one chat: no more than a little prose stands between them, and no break."""
    run: list[int] = []
    apart = 0
    for number, block in enumerate(blocks):
        if number in turns:
            run.append(number)
            apart = 0
        elif block.role is not Role.PAUSE:
            apart += 1 if block.role is Role.PROSE else _NEAR + 1
        if apart > _NEAR and run:
            yield run
            run = []
    if run:
        yield run


def _kind(run: list[int], turns: dict[int, list[_Turn]]) -> Kind:
    """Names in capitals are how a play is set; all else was typed and sent."""
    names = {turn.name for number in run for turn in turns[number]}
    return Kind.QUOTATION if all(len(name) > 2 and name.upper() in names for name in names) else Kind.MESSAGE


def _spelt(names: Iterable[str]) -> dict[str, str]:
    """Name in small letters → the one of *names* it is, one in large and small letters first, then in capitals."""
    return {
        name.lower(): name for name in sorted(set(names), key=lambda one: (not one.islower(), not one.isupper(), one))
    }


@dataclass(frozen=True, slots=True)
class _Prose:
    """How often the words of labels stand in the rest of the text."""

    text: str
    lower: Counter[str]
    """In small letters."""
    capital: Counter[str]
    """With a capital, by the word in small letters."""
    times: Counter[str]
    """How many lines a label begins, in small letters."""

    @classmethod
    def of(cls, text: str, turns: Collection[list[_Turn]]) -> "_Prose":
        """Counted in *text*, its labels left out."""
        labels = Counter(word for found in turns for turn in found for word in _WORD.findall(turn.name))
        wanted = {word.lower() for word in labels}
        lower: Counter[str] = Counter()
        capital: Counter[str] = Counter()
        for match in _WORD.finditer(text) if wanted else ():
            word = match[0]
            if word in wanted:
                lower[word] += 1
            elif word.lower() in wanted:
                capital[word.lower()] += 1
        for word, times in labels.items():
            (lower if word.islower() else capital)[word.lower()] -= times
        return cls(text, lower, capital, Counter(turn.name.lower() for found in turns for turn in found))

    def talks(self, run: list[int], turns: dict[int, list[_Turn]]) -> bool:
        """Whether the labels in *run* are people's: they take turns, or their names are nothing but names."""
        lines = [turn for number in run for turn in turns[number]]
        names = [line.name.lower() for line in lines]
        if 2 * sum(map(self._speaks, lines)) < len(lines):
            return False
        if any(line.sent or (line.timed and line.name) for line in lines) or not any(names):
            return len(lines) > 1 or bool(names[0]) or lines[0].sent
        proper = all(self.lower[word] <= 0 for name in names for word in _WORD.findall(name) if word not in _SMALL)
        known = all(self.capital[word] > 0 for name in names for word in _WORD.findall(name) if word not in _SMALL)
        if len(lines) == 1:
            return lines[0].signed and proper and known
        if any(name in names[max(0, at - 2) : at] for at, name in enumerate(names) if name):
            return True
        near = len(names) == 2 and all(names) and (known or run[-1] - run[0] <= 1)
        return proper and (near or len(set(names)) < len(names))

    def without_lists(self, run: list[int], turns: dict[int, list[_Turn]]) -> list[int]:
        """*run* without two lines or more at its end that nobody says: what they name is named nowhere else."""
        last, lines = len(run), 0
        while last and all(self._is_item(turn) for turn in turns[run[last - 1]]):
            last -= 1
            lines += len(turns[run[last]])
        return run[:last] if last and lines > 1 else run

    def _is_item(self, line: _Turn) -> bool:
        words = _WORD.findall(line.name.lower())
        strange = not any(self.capital[word] > 0 for word in words)
        return bool(line.name) and not line.timed and not line.signed and self.times[line.name.lower()] == 1 and strange

    def _speaks(self, line: _Turn) -> bool:
        """Whether *line* has words, and not just a figure."""
        words = self.text[line.words : line.words + _SAMPLE].splitlines()[0]
        return any(map(str.isalpha, words))


def _split(text: str, block: Block, turns: list[_Turn], kind: Kind, spelt: Mapping[str, str]) -> Iterator[Block]:
    ends = [turn.label[0].start for turn in turns[1:]] + [block.end]
    for turn, end in zip(turns, ends, strict=True):
        yield from turn.label
        speaker = _spoken(spelt[turn.name.lower()]) if turn.name else None
        at = turn.words
        for direction in _DIRECTION.finditer(text, at, end) if kind is Kind.QUOTATION else ():
            said = text[direction.start()] == "(" and text[turn.words : direction.start()].strip()
            if said and not _ACTED.fullmatch(direction[0]):
                continue  # in the middle of a line, somebody says it, unless it is a sentence
            yield from _trimmed(text, replace(block, start=at, end=direction.start(), kind=kind, speaker=speaker))
            yield replace(block, start=direction.start(), end=direction.end())
            at = direction.end()
        yield from _trimmed(text, replace(block, start=at, end=end, kind=kind, speaker=speaker))


def _trimmed(text: str, block: Block) -> Iterator[Block]:
    """*block* without the blanks at its ends; nothing if it is blank."""
    words = text[block.start : block.end]
    if words.strip():
        start = block.start + len(words) - len(words.lstrip())
        yield replace(block, start=start, end=start + len(words.strip()))


def _spoken(name: str) -> str:
    """A name in capitals as it is usually written; initials stay."""
    return re.sub(r"(['’])S\b", r"\1s", name.title()) if name.isupper() and len(name) > 2 else name
