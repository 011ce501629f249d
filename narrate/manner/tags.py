"""What the narration beside a quotation says of how it is said."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from narrate.manner.words import ADVERBS, BASE, FINITE, NEGATIONS, PARTICIPLES, PHRASES, UNREAL
from narrate.model import Gender

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|--+|[,;:.!?…()—–]")
_SENTENCE_END = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)[.!?…]+[\"”’)]*\s+(?=[^\W\d_a-z])")
_REACH = 600
"""Characters of narration that are read on either side of a quotation."""
_SHORT = 6
"""Words between the start of a speech tag and its verb: "the old man with the cap said" is as long as they get."""
_TAIL = 14
"""Words between the last verb of speech and the quotation it leads to."""
_BEAT = 6
"""Words behind the verb of a sentence that is nothing but how something is said: "She whispered into the dark."."""
_CLAIMS = {"he": Gender.MALE, "his": Gender.MALE, "she": Gender.FEMALE, "her": Gender.FEMALE}
_TELLERS = frozenset({"i", "my", "we", "our"})
_PERSONS = frozenset("i you we they".split())
"""Before the form of the present that is the verb's own: "you whisper"."""
_PRONOUNS = _PERSONS | {"he", "she", "it"}
_POSSESSIVES = frozenset("his her their my your our its".split())
_DETERMINERS = _POSSESSIVES | frozenset("the a an this that these those some another each every".split())
_PREPOSITIONS = frozenset(
    "in into to at from with through against over across back down up out under after behind on for about".split()
)
_STOPS = frozenset(
    "as while when before after because until till since though although who which that if where".split()
)
"""Begin a clause of something else."""
_MORE = frozenset("very quite rather so too almost more a little bit just only barely".split())
"""Before an adverb."""
_HALF = frozenset({"half", "near", "stage", "mock"})
"""Before a hyphen: half-whispered."""
_OVERHEARD = frozenset({"whispered", "screamed", "shouted", "softly", "sobbed"})
"""Manners that a sentence of its own behind the quotation still tells of it; who laughs or sighs then, has spoken."""
_PASSING = frozenset("then just only also almost nearly practically all but half fairly now again still".split())
"""May stand between a subject and its verb."""
_OWN_VOICE = re.compile(r"\S+'s voice\b")
_POSSESSIVE = re.compile(r"\b(?:his|her|their|my|your|our)\b")


@dataclass(frozen=True, slots=True)
class Who:
    """Who says a line, as the narration may call them."""

    names: frozenset[str] = frozenset()
    """The words of all their names, in small letters."""
    others: frozenset[str] = field(default=frozenset(), repr=False)
    """The words of everybody's names."""
    gender: Gender = Gender.UNKNOWN
    tells: bool = True
    """Whether they may be the "I" of the story."""

    def may_be(self, words: Sequence[str]) -> bool:
        """Whether nothing in *words*, a subject as it is written, says that it is somebody else."""
        small = [_plain(word) for word in words]
        claims = {_CLAIMS[word] for word in small[:1] if word in _CLAIMS} - {self.gender}
        if claims and self.gender is not Gender.UNKNOWN:
            return False
        if small and small[0] in _TELLERS and not self.tells:
            return False
        named = {one for one, word in zip(small, words, strict=True) if word[0].isupper()} & self.others
        return not named or not named.isdisjoint(self.names)

    def is_called(self, words: Sequence[str]) -> bool:
        """Whether *words*, a subject as it is written, is one of their names or a pronoun for them."""
        small = [_plain(word) for word in words]
        pronoun = len(small) == 1 and small[0] in _PRONOUNS - {"it"}
        return self.may_be(words) and (pronoun or not self.names.isdisjoint(small))


def told_after(narration: str, who: Who, *, tied: bool) -> list[str]:
    """The manners told by *narration* right behind what *who* says; *tied* if no full stop parts them."""
    opening = narration.strip()[:_REACH]
    clause = _Clause(_SENTENCE_END.split(opening, maxsplit=1)[0], who)
    verb = clause.inverted() if tied else None
    verb = clause.direct(strict=not tied) if verb is None else verb
    if verb is None:
        return clause.voiced()
    if tied:
        return clause.manners(verb)
    leads = opening.rstrip().endswith((",", ":"))
    return [one for one in clause.manners(verb) if one in _OVERHEARD] if clause.is_beat(verb) and not leads else []


def told_before(narration: str, who: Who) -> list[str]:
    """The manners told by *narration* right in front of what *who* says."""
    ending = narration.strip()[-_REACH:]
    clause = _Clause(_SENTENCE_END.split(ending)[-1], who)
    if ending.endswith((",", ":")):
        verb = clause.last()
        return clause.manners(verb) if verb is not None else []
    if ending.startswith(("(", "[")):
        return clause.aside()
    verb = clause.direct(strict=True)
    if verb is not None and clause.is_beat(verb):
        return [one for one in clause.manners(verb) if one != "exclaimed"]
    return clause.voiced()


class _Clause:
    """A sentence of narration in words and marks."""

    def __init__(self, text: str, who: Who) -> None:
        self._who = who
        self._written = [_whole(token) for token in _TOKEN.findall(text)]
        while self._written and not self._written[0][0].isalnum():
            del self._written[0]
        while self._written and not self._written[-1][0].isalnum():
            del self._written[-1]
        self._words = [_plain(word) for word in self._written]

    def inverted(self) -> int | None:
        """The number of the verb where it comes first: "whispered Tara"."""
        first = next((at for at, word in enumerate(self._words) if word not in ADVERBS), 0)
        if first >= len(self._words) or not self._written[first][0].islower() or self._words[first] not in FINITE:
            return None
        subject = self._up_to_mark(first + 1)[:_SHORT]
        return first if self._who.may_be(subject) else None

    def direct(self, *, strict: bool) -> int | None:
        """The number of the verb behind its subject: "Tara whispered"; *strict*: whose it is must be certain."""
        words = self._words
        if not words or not (self._written[0][0].isupper() or words[0] in _PRONOUNS | _DETERMINERS):
            return None
        for at in range(1, min(_SHORT + 1, len(words))):
            if not words[at][0].isalnum() or words[at] in UNREAL:
                return None
            if words[at] in FINITE or (words[at] in BASE and words[at - 1] in _PERSONS):
                if words[at - 1] in _DETERMINERS:
                    return None
                subject = [
                    one for one in self._written[:at] if _plain(one) not in ADVERBS and _plain(one) not in _PASSING
                ]
                fits = self._who.is_called(subject) if strict else self._who.may_be(subject)
                return at if fits else None
        return None

    def last(self) -> int | None:
        """The number of the last verb of speech, if it leads to what follows: "He leaned in and whispered,"."""
        words = self._words
        for at in range(len(words) - 1, max(-1, len(words) - 1 - _TAIL), -1):
            if words[at] in FINITE and words[at - 1 if at else 0] not in _DETERMINERS | {"to"}:
                parted = "," in words[at:] or not NEGATIONS.isdisjoint(words[max(0, at - 3) : at])
                return None if parted and FINITE[words[at]] else at
        return None

    def is_beat(self, verb: int) -> bool:
        """Whether the sentence is nothing but the *verb* and how it is done."""
        behind = self._words[verb + 1 :]
        if not behind:
            return True
        goes = behind[0] in _PREPOSITIONS or behind[0] in ADVERBS or behind[0].endswith("ly")
        return goes and len(behind) <= _BEAT and not {",", "and", "but", ";"} & set(behind)

    def manners(self, verb: int) -> list[str]:
        """What the *verb*, a word's number, and what stands beside it tell."""
        words = self._words
        told = [FINITE.get(words[verb], "") or BASE.get(words[verb], "")]
        if verb and words[verb - 1] in ADVERBS:
            told.append(ADVERBS[words[verb - 1]])
        end = self._end(verb + 1)
        told += self._beside(verb + 1, end)
        told += self._phrases(verb + 1, end)
        if verb:
            told += self._phrases(0, verb)
        return [one for one in told if one]

    def voiced(self) -> list[str]:
        """What a sentence about the voice tells: "Her voice shook.", "It was barely a whisper."."""
        words = self._words
        if words[:1] == ["it"] or words[:2] == ["the", "words"]:
            return list(self._phrases(0, self._end(1)))
        owner = [self._written[0].removesuffix("'s").removesuffix("’s")] if words else []
        speaks = words[1:2] == ["voice"] and self._who.may_be(owner) and owner != ["The"]
        acts = "voice" in words and self._who.is_called(self._written[:1])
        return list(self._phrases(0, self._end(1))) if speaks or acts else []

    def aside(self) -> list[str]:
        """What a stage direction tells: "(whispering, through tears)"."""
        told = [PARTICIPLES.get(word) or ADVERBS.get(word) or "" for word in self._words]
        return [*filter(None, told), *self._phrases(0, len(self._words))]

    def _end(self, start: int) -> int:
        """The number of the word where a clause about something else begins."""
        words = self._words
        for at in range(start, len(words)):
            following = words[at + 1] if at + 1 < len(words) else ""
            joins = words[at] in ("and", "but") and not (following in ADVERBS or PARTICIPLES.get(following))
            if words[at] in (";", "—", "–", "--") or words[at] in _STOPS or joins:
                return at
        return len(words)

    def _beside(self, start: int, end: int) -> Iterator[str]:
        """Adverbs and participles of the verb that ends before *start*."""
        words, near = self._words, True
        for at in range(start, end):
            before, following = words[at - 1], words[at + 1] if at + 1 < len(words) else ","
            free = before not in _DETERMINERS | _PREPOSITIONS | NEGATIONS
            if words[at] in ADVERBS and free and (near or self._begins(at)):
                ends = not following[0].isalnum() or following in _PREPOSITIONS | {"and", "but", "as", "enough"}
                if ends or (near and not following.endswith(("ed", "ing"))):
                    yield ADVERBS[words[at]]
            elif PARTICIPLES.get(words[at]) and free:
                yield PARTICIPLES[words[at]]
            near = near and words[at][0].isalnum() and not words[at].endswith("ing")

    def _begins(self, at: int) -> bool:
        """Whether the word number *at* is the first behind a comma, or behind an adverb there."""
        while at > 1 and (
            self._words[at - 1] in _MORE or self._words[at - 1] in ADVERBS or self._words[at - 1] == "and"
        ):
            at -= 1
        return self._words[at - 1] == ","

    def _phrases(self, start: int, end: int) -> Iterator[str]:
        text = _OWN_VOICE.sub("their voice", " ".join(self._words[start:end]))
        for manner, pattern in PHRASES:
            for found in pattern.finditer(text):
                before = text[: found.start()].split()[-3:]
                if NEGATIONS.isdisjoint(before) and self._who.may_be(_POSSESSIVE.findall(found[0])[:1]):
                    yield manner

    def _up_to_mark(self, start: int) -> list[str]:
        end = next((at for at in range(start, len(self._words)) if not self._words[at][0].isalnum()), len(self._words))
        return self._written[start:end]


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


def _whole(token: str) -> str:
    """*token* without what is set before a verb with a hyphen."""
    first, hyphen, rest = token.partition("-")
    return rest if hyphen and rest and first.lower() in _HALF else token
