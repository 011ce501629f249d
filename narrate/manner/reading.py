"""A script with the manner of every line: the narration beside it, then its own marks."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from narrate.manner.marks import told_by
from narrate.manner.table import strongest
from narrate.manner.tags import Who, told_after, told_before
from narrate.model import Kind, Script, Utterance

EXCLAIMED = "exclaimed"
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NOT_NAMES = frozenset("the a an of and mr mrs ms miss dr sir lady lord aunt uncle old young little".split())
_CLOSING = " \t\r\n\"'”’»›)*_"
_SENTENCE = re.compile(r"[.!?…]\W+\w")
_BEGINNERS = frozenset("he she they we you it the his her their my".split())
"""With a capital they begin a sentence; a name or "I" may go on with one."""


def with_manners(script: Script) -> Script:
    """*script* in which every quotation has the manner its author tells; one that has a manner keeps it."""
    whos = _whos(script)
    utterances = list(script.utterances)
    for turn in _turns(utterances):
        who = whos[utterances[turn[0]].speaker]
        for at, manner in zip(turn, _manners(utterances, turn, who), strict=True):
            if manner and not utterances[at].manner:
                utterances[at] = replace(utterances[at], manner=manner)
    return replace(script, utterances=tuple(utterances))


def _whos(script: Script) -> Mapping[str | None, Who]:
    """Everybody who says something, by name."""
    names = {one.name: _name_words(one.name, *one.aliases) for one in script.characters}
    names |= {name: _name_words(name) for name in script.speakers if name not in names}
    everybody = frozenset().union(*names.values())
    whos: defaultdict[str | None, Who] = defaultdict(Who)
    for name in script.speakers:
        tells = script.teller in ("", name)
        whos[name] = Who(names[name], everybody, script.gender_of(name), tells)
    return whos


def _name_words(*names: str) -> frozenset[str]:
    return frozenset(word.lower() for name in names for word in _NAME_WORD.findall(name)) - _NOT_NAMES


def _turns(utterances: Sequence[Utterance]) -> Iterator[list[int]]:
    """Numbers of the quotations of one speaker in one paragraph, and of those that continue them."""
    turn: list[int] = []
    for at, one in enumerate(utterances):
        if one.kind is not Kind.QUOTATION:
            continue
        last = utterances[turn[-1]] if turn else None
        together = last is not None and last.speaker == one.speaker and (one.continues or last.place == one.place)
        if turn and not together:
            yield turn
            turn = []
        turn.append(at)
    if turn:
        yield turn


def _manners(utterances: Sequence[Utterance], turn: Sequence[int], who: Who) -> list[str]:
    """The manner of each quotation of *turn*: told beside it, or beside the one it goes on from, or by its marks."""
    told = [strongest(_beside(utterances, at, who)) for at in turn]
    for number in range(1, len(turn)):
        if not told[number] and told[number - 1] != EXCLAIMED and _goes_on(utterances, turn[number - 1], turn[number]):
            told[number] = told[number - 1]
    for number in range(len(turn) - 1, 0, -1):
        if not told[number - 1] and _follows(utterances, turn[number - 1], turn[number]):
            told[number - 1] = told[number]
    return [_with_marks(manner, told_by(utterances[at].text)) for at, manner in zip(turn, told, strict=True)]


def _with_marks(told: str, marked: str) -> str:
    """The manner *told* by words before that told by marks: "cried" says no more than an exclamation mark."""
    return strongest([told, marked]) if told == EXCLAIMED else told or marked


def _beside(utterances: Sequence[Utterance], at: int, who: Who) -> list[str]:
    """What the narration in the paragraph of the quotation number *at* tells of it; its speech tag before all else."""
    one = utterances[at]
    after = _narration(utterances, at + 1, one)
    before = _narration(utterances, at - 1, one)
    told = told_after(after, who, tied=_is_tied(one.text, after)) if after else []
    return told or (told_before(before, who) if before else [])


def _narration(utterances: Sequence[Utterance], at: int, one: Utterance) -> str:
    """The narration number *at*, if it stands in the paragraph of *one*."""
    if not 0 <= at < len(utterances):
        return ""
    other = utterances[at]
    return other.text if other.kind is Kind.NARRATION and other.place == one.place else ""


def _is_tied(said: str, after: str) -> bool:
    """Whether *after* goes on with the sentence of what is *said*."""
    words = after.split()
    if not words or words[0][0].islower():
        return bool(words)
    end = said.rstrip(_CLOSING)
    ends = end.endswith(".") and not end.endswith("..")
    return not ends and words[0].strip(",.;").lower() not in _BEGINNERS


def _goes_on(utterances: Sequence[Utterance], at: int, following: int) -> bool:
    """Whether nothing but a speech tag, or a paragraph's end, stands between two quotations."""
    between = " ".join(one.text for one in utterances[at + 1 : following])
    return not _SENTENCE.search(between.strip())


def _follows(utterances: Sequence[Utterance], at: int, following: int) -> bool:
    """Whether the quotation number *following* goes on with the other's sentence."""
    return utterances[following].continues and following == at + 1
