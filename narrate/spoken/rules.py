"""Rules that rewrite a text, and the map of what they made of it: which of its words says which written letters."""

import re
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]
"""What is rewritten, and the words for it: both as re.sub takes them."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules in their order, for texts that may need them: *when* is quick, for most texts need few rules."""

    when: Callable[[str], object]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said, *text*, for the characters *start* to *end* of what is written."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Traced:
    """A text on its way, and for each character where in the written text what it says begins and ends."""

    text: str
    starts: "array[int]"
    ends: "array[int]"


def has(*pieces: str) -> Callable[[str], bool]:
    """Whether a text has one of *pieces* in it."""

    def found(text: str) -> bool:
        for piece in pieces:  # noqa: SIM110  # any() takes twice the time
            if piece in text:
                return True
        return False

    return found


def always(_: str) -> bool:
    """Whatever the text."""
    return True


def rewritten(text: str, steps: Iterable[Rules]) -> str:
    """*text* after all *steps*."""
    for step in steps:
        if step.when(text):
            for pattern, said in step.rules:
                text = pattern.sub(said, text)
    return text


def traced(text: str, steps: Iterable[Rules]) -> Traced:
    """The same as rewritten, with where it came from."""
    trace = Traced(text, array("q", range(len(text))), array("q", range(1, len(text) + 1)))
    for step in steps:
        if step.when(trace.text):
            for rule in step.rules:
                trace = _traced(trace, *rule)
    return trace


def _traced(trace: Traced, pattern: re.Pattern[str], said: str | Callable[[re.Match[str]], str]) -> Traced:
    pieces: list[str] = []
    starts, ends = array("q"), array("q")
    done = 0
    for match in pattern.finditer(trace.text):
        words = match.expand(said) if isinstance(said, str) else said(match)
        begin, end, words = _changed(match, words)
        pieces += (trace.text[done:begin], words)
        starts += trace.starts[done:begin]
        ends += trace.ends[done:begin]
        first, last = _span(trace, begin, end)
        starts += array("q", [first]) * len(words)
        ends += array("q", [last]) * len(words)
        done = end
    if not done and not pieces:
        return trace
    pieces.append(trace.text[done:])
    return Traced("".join(pieces), starts + trace.starts[done:], ends + trace.ends[done:])


def _changed(match: re.Match[str], words: str) -> tuple[int, int, str]:
    """Where *words* differ from what *match* found, and how; all of it if only letters fell away."""
    old = match[0]
    most = min(len(old), len(words))
    same = next((at for at in range(most) if old[at] != words[at]), most)
    most -= same
    tail = next((at for at in range(most) if old[-1 - at] != words[-1 - at]), most)
    rest = words[same : len(words) - tail]
    if not rest and any(map(str.isalnum, old[same : len(old) - tail])):
        return match.start(), match.end(), words
    return match.start() + same, match.end() - tail, rest


def _span(trace: Traced, begin: int, end: int) -> tuple[int, int]:
    """What the characters *begin* to *end* come from; a place without width for none."""
    if begin < end:
        return trace.starts[begin], trace.ends[end - 1]
    at = trace.ends[begin - 1] if begin else 0
    return at, at


_EDGES = "— "
"""A dash before which nothing is said, or after which nothing is."""
_WORD = re.compile(r"\S+")


def tidy(text: str) -> str:
    """*text* with one blank between words, and its edges clean."""
    return " ".join(text.strip(_EDGES).split())


def by_word(trace: Traced) -> tuple[Said, ...]:
    """The words of *trace* when tidied; those of one origin together, and a sign alone with the word before it."""
    found: list[Said] = []
    before = ""
    begin = len(trace.text) - len(trace.text.lstrip(_EDGES))
    for match in _WORD.finditer(trace.text, begin, max(begin, len(trace.text.rstrip(_EDGES)))):
        start, end = trace.starts[match.start()], trace.ends[match.end() - 1]
        last = found[-1] if found else None
        if last and (start < last.end or start == end or not _is_heard(match[0])):
            found[-1] = Said(last.start, max(end, last.end), f"{last.text} {match[0]}")
        elif not _is_heard(match[0]):
            before += match[0] + " "
        else:
            found.append(Said(start, end, before + match[0]))
            before = ""
    return tuple(found)


def _is_heard(word: str) -> bool:
    return any(map(str.isalnum, word))


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of *words*, the longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


def after_one_of(words: Iterable[str], gap: str) -> str:
    """A pattern that looks back, past *gap*, at any of *words* in either case: quick after a rare sign."""
    by_length = groupby(sorted(words, key=len), key=len)
    return "(?:" + "|".join(rf"(?<=\b(?i:{one_of(some)}){gap})" for _, some in by_length) + ")"
