"""Letters and diary entries in plain paragraphs: from the salutation, or the date above it, to the signature."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from narrate.manuscripts.draft import Block, Role
from narrate.model import Kind

_MARKS = "\"“”„‘’'"
_SIGNS = "*_~"
_SHORT = 60
"""Characters: a salutation, a date or a signature is no longer."""
_END = 200
"""Characters: the end of a paragraph in which its closing words are looked for."""
_WHOM = r"(?:[^.!?:;\"“”()\[\]\r\n—–]|(?<=\bm[rs])\.|(?<=\bmrs)\.|(?<=\bdr)\.){0,45}?"
_DEAR = (
    r"(?:(?:(?:to )?(?:my|our) |to )?(?:own |very |most )*(?:dear(?:est)?|darling|beloved)\b"
    rf"(?! (?:me|god|lord|no|oh|heavens)\b)|to (?:mrs?|miss|dr)\b){_WHOM}"
)
_HEY = rf"(?:my )?(?:hey|hi|hello|good (?:sir|madam)|sirs?|madam|gentlemen|friends?)\b{_WHOM}"
_ALONE = re.compile(
    rf"(?:{_DEAR}(?:[,:;!.]?[—–-]{{0,2}}|[\"”]?\s?[\[(][^\[\]()\r\n]{{1,30}}[\])],?)|{_HEY}[,:;—–-][—–-]{{0,2}})$",
    re.IGNORECASE,
)
"""Dear Mother, / Dear Anne (ran the letter)"""
_RUNNING = re.compile(rf"(?:{_DEAR}|{_HEY})[,.:;!]\s?(?:—|–|--)\s?(?=\S)", re.IGNORECASE)
"""My dear Anne,--I make no apology"""
_FAREWELL = (
    r"(?P<farewell>(?:and )?(?:believe me|i am|i remain|who ever am|(?:as )?ever|always|yours?|your's|sincerely|fondly"
    r"|(?:with )?(?:(?:all my|all our|lots of|much|so much) )?love|respectfully|faithfully|affectionately|lovingly"
    r"|gratefully|best(?: wishes| regards)?|(?:(?:with )?(?:kind|kindest|warm|warmest) )?regards|cheers|cordially"
    r"|xo(?:xo)*|hugs|take care)\b[^.!?\"“”\r\n]{0,45}?)"
)
_CLOSING = re.compile(rf"{_FAREWELL}(?P<more>(?:,? ?(?:&c|etc)\.?)+)?[.,]?$", re.IGNORECASE)
_CLOSED = re.compile(rf"(?:[.,;:!?]|--|[—–])\s*{_CLOSING.pattern}", re.IGNORECASE)
"""… will dine with the officers. Yours ever,"""
_YOURS = re.compile(r"(?:yours?|your's)\b", re.IGNORECASE)
_LOVE_TARA = re.compile(rf"{_FAREWELL},\s*(?:[—–~-]\s*)?(?P<name>\S.*)$", re.IGNORECASE)
_DASHED = re.compile(r"(?:—|–|--?|~)\s*(?P<name>[^\s—–~-].*)$")
_DIARY = re.compile(r"\b(?:diary|journal)\b", re.IGNORECASE)
_POSTSCRIPT = re.compile(r"P\.?\s?(?:P\.?\s?)?S\b")
_SPEECH = re.compile(r"[,.!?…—–-][\"”’'](?=\s|$)")
"""Where a quotation closes."""
_DATED = re.compile(
    r"\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?|\b(?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|\b1[5-9]\d\d\b|\b20\d\d\b",
    re.IGNORECASE,
)
_SMALL = frozenset("and at de in la le near o'clock of on or the to van von".split())
_NO_NAMES = frozenset(
    """afternoon chapter continued day enclosure end evening fin later midnight monday tuesday wednesday thursday friday
    saturday sunday morning next night noon note no nothing postscript still today tomorrow tonight yes""".split()
)
_BETWEEN = frozenset("and or of de du la von van the".split())
_NAME_WORDS, _CLOSING_WORDS = 5, 3


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph of what may be a letter, without the salutation."""

    block: int
    words: str
    opens: bool
    """Whether it begins with a quotation mark."""
    apart: bool
    """Whether a pause, or nothing more of the scene, follows."""


@dataclass(frozen=True, slots=True)
class _Signature:
    part: int
    name: str | None
    closed: bool
    """Whether closing words, a dash or capitals tell it from a name that only stands alone."""


def marked_letters(text: str, blocks: Sequence[Block]) -> list[Block]:
    """*blocks*, those of letters of kind LETTER, with the name below as speaker.

    A letter goes from its salutation, or the date above it, to its signature; without a signature, from break to break.
    With paragraphs of dialogue in between it stays as it is, so that no dialogue is lost.
    """
    out = list(blocks)
    greetings = {number: end for number, one in enumerate(blocks) if (end := _greeting(text, one)) is not None}
    number = 0
    while number < len(blocks):
        found = _letter(text, out, greetings, number) if number in greetings else None
        if found is None:
            number += 1
            continue
        last, writer = found
        for index in range(_dated(text, out, number), last + 1):
            if _is_open(out[index]):
                out[index] = replace(out[index], kind=Kind.LETTER, speaker=writer)
        number = last + 1
    return out


def _letter(
    text: str, blocks: Sequence[Block], greetings: Mapping[int, int], first: int
) -> tuple[int, str | None] | None:
    """Number of the last block and the writer of the letter that the salutation in block *first* begins, if it does."""
    greeting = greetings[first]
    parts = _parts(text, blocks, greetings, first)
    running = text[greeting - 1] not in "\r\n" and greeting < blocks[first].end
    signature = _signature(parts)
    if signature is None:
        return None if running else _unsigned(text, blocks, greetings, first, parts)
    whole = signature.part == 0 or len(parts[signature.part].words) > 2 * _SHORT
    body = parts[: signature.part + whole]
    if not _is_letter(body, signature.closed) or (running and not signature.closed):
        return None
    last = signature.part
    while _is_postscript(parts[last + 1 : last + 2]):
        last += 1
    initial = (signature.name or "?")[0]
    again = last > signature.part and last + 1 < len(parts) and _is_lone_name(parts[last + 1])
    if again and (_name(_end(parts[last + 1].words)[0]) or " ").startswith(initial):
        last += 1
    return parts[last].block, signature.name


def _is_open(block: Block) -> bool:
    return block.role is Role.PROSE and block.kind is Kind.NARRATION and block.speaker is None


def _greeting(text: str, block: Block) -> int | None:
    """Where the salutation in *block* ends: that of a line by itself, or of one that runs on."""
    if not _is_open(block):
        return None
    at = block.start
    for line in _words(text, block).splitlines(keepends=True)[:3]:
        words = line.strip().strip(_MARKS + _SIGNS)
        at += len(line)
        if len(words) <= _SHORT and _ALONE.match(words):
            return at
        if not _is_place(line):
            break
    running = _RUNNING.match(text, _opened(text, block), block.end)
    return running.end() if running else None


def _words(text: str, block: Block) -> str:
    """The words of *block*, of a long one only the first."""
    return text[block.start : min(block.start + _END, block.end)]


def _opened(text: str, block: Block) -> int:
    """Where the words of *block* begin, behind marks and signs."""
    head = text[block.start : min(block.start + _SHORT, block.end)]
    return block.start + len(head) - len(head.lstrip(_MARKS + _SIGNS))


def _parts(text: str, blocks: Sequence[Block], greetings: Mapping[int, int], first: int) -> list[_Part]:
    """The paragraphs from block *first* to the end of the scene or the next salutation."""
    out: list[_Part] = []
    for number in range(first, len(blocks)):
        block = blocks[number]
        if block.role is Role.PAUSE:
            continue
        if not _is_open(block) or (number > first and number in greetings):
            break
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        start = greetings[first] if number == first else block.start
        apart = following is None or not _is_open(following)
        words = text[start : block.end].strip()
        out.append(_Part(number, words, text[block.start] in _MARKS or words.startswith(tuple(_MARKS)), apart))
    return out


def _signature(parts: Sequence[_Part]) -> _Signature | None:
    """The first signature below a letter: a name, or closing words that no name follows."""
    below = False
    for number, part in enumerate(parts):
        lines = _end(part.words)
        following = parts[number + 1 : number + 2]
        name, closed = _signed(part, lines, below)
        closed = closed or _is_postscript(following)
        if name and (closed or (number and part.apart)):
            return _Signature(number, name, closed)
        closing = _CLOSING.match(lines[-1]) or _CLOSED.search(lines[-1])
        if closing and _is_last(closing, part) and not _goes_on(following):
            return _Signature(number, None, closed=True)
        below = closing is not None
    return None


def _is_last(closing: re.Match[str], part: _Part) -> bool:
    """Whether nobody need sign below *closing*: "Yours, &c.", "Yours until death us do part"."""
    whole = len(part.words) <= _SHORT and closing.start() == 0 and _YOURS.match(closing[0])
    return bool(closing["more"] or (whole and (closing[0][-1] != "." or len(closing[0].split()) <= _CLOSING_WORDS)))


def _goes_on(following: Sequence[_Part]) -> bool:
    """Whether the *following* paragraph, if there is one, is a name or has more closing words."""
    lines = _end(following[0].words) if following else [""]
    return bool(_name(lines[-1]) or _CLOSING.match(lines[0]))


def _end(words: str) -> list[str]:
    """The last lines of a paragraph, without marks."""
    lines = [line.replace('"', "").strip(_MARKS + "*_ \t") for line in words[-_END:].splitlines()]
    return [line for line in lines if line] or [""]


def _signed(part: _Part, lines: Sequence[str], below: bool) -> tuple[str | None, bool]:
    """The name that may sign a paragraph, and whether it surely does: *below* closing words, a dash, initials."""
    match = _DASHED.match(lines[-1]) or _LOVE_TARA.match(lines[-1])
    name = _name(match["name"]) if match else None
    if name:
        return name, True
    name = _name(lines[-1])
    above = lines[:-1] if len(part.words) <= 2 * _SHORT else lines[-2:-1]
    if name and any(map(_CLOSING.match, above)):
        return name, True
    if name is None or not _is_lone_name(part):
        return None, False
    initials = all(len(word.rstrip(".")) == 1 for word in lines[-1].split())
    return name, below or (lines[-1].isupper() and (part.apart or initials))


def _is_lone_name(part: _Part) -> bool:
    lines = _end(part.words)
    return len(lines) == 1 and len(part.words) <= _SHORT and _name(lines[0]) is not None


def _is_postscript(following: Sequence[_Part]) -> bool:
    return bool(following and _POSTSCRIPT.match(following[0].words.lstrip(_MARKS + _SIGNS)))


def _name(line: str) -> str | None:
    """The name that *line* is, as it is usually written: "Caroline Bingley" for "CAROLINE BINGLEY."."""
    words = line.rstrip(",. ").split()
    if not words or len(words) > _NAME_WORDS or line[-1] in "?!:;" or len(line) > _SHORT:
        return None
    if not all(word[0].isupper() or word in _BETWEEN for word in words) or not words[0][0].isupper():
        return None
    if any(word.lower().strip(".,") in _NO_NAMES for word in words) or any("," in word for word in words):
        return None
    if "or" in words:
        words = words[: words.index("or")]
    written = [word.title() if word.isupper() and len(word) > 2 and "." not in word[:2] else word for word in words]
    return " ".join(written) + ("." if len(words[-1]) == 1 and line.rstrip().endswith(".") else "")


def _is_letter(body: Sequence[_Part], closed: bool) -> bool:
    """Whether *body* is written rather than told: every paragraph of it opens with a mark, or none does."""
    written = [part for part in body if part.words]
    if not written:
        return False
    if written[0].opens and (len(written) == 1 or written[1].opens):
        return closed and all(part.opens and not _SPEECH.search(part.words.rstrip(_MARKS)) for part in written)
    quotes = any(_SPEECH.search(part.words) for part in written)
    return not any(part.words[0] in _MARKS for part in written) and (closed or not quotes)


def _unsigned(
    text: str, blocks: Sequence[Block], greetings: Mapping[int, int], first: int, parts: Sequence[_Part]
) -> tuple[int, str | None] | None:
    """As ``_letter``, for one that breaks set apart; for a diary, chapters and the next entry do so, too."""
    diary = bool(_DIARY.search(text, blocks[first].start, min(blocks[first].start + _SHORT, blocks[first].end)))
    length = next((number + 1 for number, part in enumerate(parts) if part.apart and part.words), len(parts))
    last = parts[length - 1].block
    above = _dated(text, blocks, first) - 1
    bounds = (above, last + 1)
    parted = all(0 <= at < len(blocks) and blocks[at].role in (Role.BREAK, Role.PAUSE) for at in bounds)
    entered = diary and all(at in greetings or not 0 <= at < len(blocks) or not _is_open(blocks[at]) for at in bounds)
    return (last, None) if (parted or entered) and _is_letter(parts[:length], closed=False) else None


def _dated(text: str, blocks: Sequence[Block], first: int) -> int:
    """The first of the blocks right above block *first* that only tell where and when it was written."""
    at = first
    while at > 0 and first - at < 3 and _is_open(blocks[at - 1]) and _is_place(_words(text, blocks[at - 1])):
        at -= 1
    dated = any(_DATED.search(text, one.start, one.end) for one in blocks[at:first])
    return at if dated or at == 0 or not _is_open(blocks[at - 1]) else first


def _is_place(line: str) -> bool:
    """Whether *line* may only tell where and when something was written: short, its main words capitalised."""
    words = line.strip(_MARKS + _SIGNS + " \t\r\n").split()
    capital = all(not word[0].islower() or word.lower() in _SMALL for word in words)
    return bool(words) and len(line) <= _SHORT and capital and words[-1][-1] not in "?!"
