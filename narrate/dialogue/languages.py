"""Which utterances, and which phrases set apart in them, are in another language than the manuscript."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from narrate.dialogue.foreign_words import COURTESIES, ENGLISH, LETTERS, WORDS
from narrate.model import LANGUAGE_TAG, Foreign, Kind, Manuscript, Utterance, primary

_WORD = re.compile(r"[^\W\d_]+['’]?")
_NOT_LATIN = re.compile(r"[^\W\d_\u0000-\u036f\u1e00-\u1eff]")
"""A letter that no English voice can say."""
_GUILLEMETS = re.compile(r"«[^«»]{1,600}»")
_OPENING, _CLOSING = "«„“\"‘'’(¿¡*_", "»”“\"’'‘).,;:!?…*_"
_UNKNOWN = frozenset({"und", "mul", "mis", "zxx"})
"""Language tags that tell none."""
_PHRASE = 3
"""Words of a phrase that is spoken by itself; fewer stay with their sentence, unless they are all there is."""
_TELLING, _SHARE, _VETO = 2, 0.4, 8
"""Different words that must tell a language, their share of all, and how many words outweigh an English one."""
_ONLY_ENGLISH = ENGLISH.difference(*WORDS.values())
_UNMARKED = 5
"""Words of narration that nothing sets apart."""


def marked(manuscript: Manuscript, utterances: Sequence[Utterance]) -> tuple[Utterance, ...]:
    """*utterances*, parted around phrases in another language than *manuscript*'s, which they are told.

    As its format tells. In English also by the words of what is set apart: quoted, emphasised, a paragraph alone.
    """
    own = primary(manuscript.language)
    told = _outermost(one for one in manuscript.foreign if _is_other(one.language, own))
    emphasis = [Foreign(start, end, "") for start, end in manuscript.emphasis]
    out: list[Utterance] = []
    for one, phrases, set_apart in zip(
        utterances, _inside(told, utterances), _inside(emphasis, utterances), strict=True
    ):
        guesses = own == "en" and not phrases and one.kind is not Kind.HEADING
        found = _guessed(one, set_apart) if guesses else phrases
        out += _parted(one, found) if found else [one]
    return tuple(out)


def language_of(text: str, least: int = 2) -> str:
    """The language that the words of *text*, *least* or more, tell in an English story; empty if none or English."""
    words = [word.replace("’", "'") for word in _WORD.findall(text)]
    if len(words) < least or sum(word.lower() in _ONLY_ENGLISH for word in words) * _VETO > len(words):
        return ""
    telling = {language: _telling(words, language) for language in WORDS}
    best, *others = sorted(telling, key=lambda language: -telling[language])
    return best if telling[best] > telling[others[0]] else ""


def _telling(words: Sequence[str], language: str) -> int:
    """How many of *words* tell *language*, none if it cannot be theirs. Names tell nothing, nor words of both."""
    own, lower = WORDS[language], [word.lower() for word in words]
    found = [word for word in lower if (word in own and word not in ENGLISH) or not LETTERS[language].isdisjoint(word)]
    shared = sum(word in own and word in ENGLISH for word in lower)
    english = sum(word in ENGLISH for word in lower) - shared
    names = sum(word[0].isupper() and word.lower() not in own for word in words[1:])
    sure, told = set(found) - COURTESIES, len(set(found))
    enough = len(sure) >= _TELLING or told > _TELLING or (told == _TELLING and len(found) == len(words))
    known = not own.isdisjoint(sure)  # by letters alone Elvish is Spanish
    fits = enough and known and english * _VETO <= len(words) and len(found) >= _SHARE * (len(words) - names - shared)
    return len(found) if fits else 0


def _outermost(spans: Iterable[Foreign]) -> list[Foreign]:
    """*spans* in order, without those that lie in another."""
    out: list[Foreign] = []
    for one in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not out or one.start >= out[-1].end:
            out.append(one)
    return out


def _inside(spans: Iterable[Foreign], utterances: Sequence[Utterance]) -> Iterator[list[Foreign]]:
    """For each of *utterances* what lies in it of *spans*, which are in order and disjoint."""
    waiting = iter(spans)
    span = next(waiting, None)
    for one in utterances:
        found = []
        while span is not None and span.start < one.end:
            start, end = max(span.start, one.start), min(span.end, one.end)
            if start < end:
                found.append(replace(span, start=start, end=end))
            if span.end > one.end:
                break
            span = next(waiting, None)
        yield found


def _guessed(one: Utterance, set_apart: Iterable[Foreign]) -> list[Foreign]:
    """*one*, or the phrases set apart in it, if their words are in another language."""
    language = language_of(one.text, _UNMARKED if one.kind is Kind.NARRATION else _TELLING)
    if language:
        return [Foreign(one.start, one.end, language)]
    quoted = {(one.start + match.start(), one.start + match.end()) for match in _GUILLEMETS.finditer(one.text)}
    spans = sorted(quoted | {(span.start, span.end) for span in set_apart})
    phrases: list[Foreign] = []
    for start, end in spans:
        language = language_of(one.text[start - one.start : end - one.start], _PHRASE)
        if language and (not phrases or phrases[-1].end <= start):
            phrases.append(Foreign(start, end, language))
    return phrases


def _parted(one: Utterance, phrases: Iterable[Foreign]) -> Iterator[Utterance]:
    """*one* in pieces, each in one language; signs and blanks between them belong to the piece before."""
    starts = [(one.start, "")]
    for phrase in _joined(one, phrases):
        if _is_all(one, phrase) or _is_phrase(one, phrase):
            start, end = _widened(one, phrase)
            starts += [(max(start, starts[-1][0]), phrase.language), (end, "")]
    ends = [start for start, _ in starts[1:]] + [one.end]
    said = [piece for piece, end in zip(starts, ends, strict=True) if _is_word(_words(one, piece[0], end))]
    said = said or starts[:1]
    bounds = [one.start, *(start for start, _ in said[1:]), one.end]
    for number, ((start, end), (_, language)) in enumerate(zip(pairwise(bounds), said, strict=True)):
        words = _words(one, start, end)
        begin = start + len(words) - len(words.lstrip())
        follows = one.kind not in (Kind.NARRATION, Kind.HEADING) if number else one.continues
        text = words.strip()
        yield replace(one, start=begin, end=begin + len(text), text=text, continues=follows, language=language)


def _joined(one: Utterance, phrases: Iterable[Foreign]) -> list[Foreign]:
    """*phrases*, those of one language joined that only signs and blanks part."""
    out: list[Foreign] = []
    for phrase in phrases:
        if out and out[-1].language == phrase.language and not _is_word(_words(one, out[-1].end, phrase.start)):
            out[-1] = replace(out[-1], end=phrase.end)
        else:
            out.append(phrase)
    return out


def _widened(one: Utterance, phrase: Foreign) -> tuple[int, int]:
    """*phrase* with the marks that touch it."""
    before, after = _words(one, one.start, phrase.start), _words(one, phrase.end, one.end)
    opening = len(before) - len(before.rstrip(_OPENING))
    closing = len(after) - len(after.lstrip(_CLOSING))
    return phrase.start - opening, phrase.end + closing


def _is_phrase(one: Utterance, phrase: Foreign) -> bool:
    """Whether *phrase* is to be spoken by itself: long enough, or in other letters. A heading is spoken in one go."""
    words = _words(one, phrase.start, phrase.end)
    return one.kind is not Kind.HEADING and (len(words.split()) >= _PHRASE or _NOT_LATIN.search(words) is not None)


def _is_all(one: Utterance, phrase: Foreign) -> bool:
    rest = _words(one, one.start, phrase.start) + _words(one, phrase.end, one.end)
    return not _is_word(rest)


def _is_word(text: str) -> bool:
    return any(map(str.isalnum, text))


def _words(one: Utterance, start: int, end: int) -> str:
    return one.text[start - one.start : end - one.start]


def _is_other(language: str, own: str) -> bool:
    """Whether the tag *language* tells another than *own*."""
    return re.fullmatch(LANGUAGE_TAG, language) is not None and primary(language) not in {own, *_UNKNOWN}
