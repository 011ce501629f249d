"""Subjects: who a sentence of narration is about, clause by clause."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from narrate.dialogue.grammar import (
    ADJECTIVES,
    ALONE,
    ASIDES,
    CLAUSES,
    CLOSED,
    DETERMINERS,
    INDEFINITE,
    KINDS,
    NO_ADVERBS,
    OBJECTS,
    OTHERS,
    OWNERS,
    OWNS,
    PARTS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SHORTENED,
    SKIPPED,
    SOMEONE,
    STOPS,
    TIMES,
)
from narrate.dialogue.lexicon import KIN, PERSON_NOUNS
from narrate.dialogue.verbs import is_finite

_TOKEN = re.compile(r"[^\W\d_]\w*(?:[’'-]\w+)*|--+|[,;:—–()]")
"""A word or a sign."""

Mentions = Sequence[tuple[int, int, tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a sentence or a speech tag is about: by name, by pronoun, or by a noun for a person."""

    who: tuple[int, ...] = ()
    """Characters the name may mean."""
    pronoun: str = ""
    """"he", "she", "i", "you", "they", "we", "it"; "other" is the other, the latter, the second."""
    noun: str = ""
    """Like "waiter", or "Emma's brother"."""
    several: bool = False
    """All of *who* together."""
    name: str = field(default="", compare=False)
    """A name that none of the characters is known by."""
    described: str = field(default="", compare=False)
    """Words before the noun or the name: "older", in "the older man"."""
    definite: bool = field(default=False, compare=False)
    """Somebody already told of: "the man", not "a man"."""
    whose: str = field(default="", compare=False)
    """The pronoun of the noun's owner: "she", in "her brother"."""
    part: str = field(default="", compare=False)
    """What of them acts: "hand", in "Dov's hand stopped"."""


Phrase = tuple[Subject | None, int, bool]
"""Whom some words mean, the number of the word behind them, and whether that is a person for sure."""
Found = tuple[Subject | None, int, int, bool, bool]
"""A subject, the numbers of its first word and of the one behind it, whether its clause is a main one, and whether it
is a person for sure."""


_BY_PRONOUN = {word: Subject(pronoun=word) for word in (*sorted(PRONOUNS), "you", "it")}


_STOPPERS = frozenset({"bound", "pronoun"})
"""Kinds of words that count even where no clause may begin."""


class Sentence:
    """A sentence of narration as words and signs."""

    __slots__ = ("_count", "_ending", "_found", "_starts", "_tokens", "_whole", "mentions", "named", "text", "words")

    def __init__(self, text: str, mentions: Mentions) -> None:
        self.text, self.mentions = text, mentions
        lower = text.lower()
        self._whole = lower if len(lower) == len(text) else text
        self._tokens: list[str] = _TOKEN.findall(self._whole)
        self._starts: list[int] = []
        self._found: list[Found] | None = None
        self._count = len(self._tokens)
        shortened = "'" in text or "’" in text
        self.words = [SHORTENED.get(word, word) for word in self._tokens] if shortened else self._tokens
        at = {start: number for number, start in enumerate(self.starts)} if mentions else {}
        self._ending = {stop: who for _, stop, who in mentions}
        self.named = {at[mention[0]]: mention for mention in mentions if mention[0] in at}

    @property
    def starts(self) -> list[int]:
        """Where each word begins; looked up when first asked for, since most sentences can be read without."""
        if not self._starts:
            whole, at = self._whole, 0
            for token in self._tokens:  # what stands between two begins no token, so the next is the first found
                at = whole.find(token, at)
                self._starts.append(at)
                at += len(token)
        return self._starts

    def written(self, at: int) -> str:
        """The word number *at* as it is written."""
        match = _TOKEN.match(self.text, self.starts[at])
        return match[0] if match else ""

    def end(self, at: int) -> int:
        """Where the word number *at* ends."""
        return self.starts[at] + len(self.written(at))

    def is_named(self, at: int) -> bool:
        """Whether the name of a character begins at the word number *at*."""
        return at in self.named

    def is_adverb(self, at: int) -> bool:
        """Whether the word number *at* looks like one: "softly", but not "Sally"."""
        word = self.words[at]
        return word.endswith("ly") and word not in NO_ADVERBS and self.text[self.starts[at]].islower()

    def phrase(self, at: int) -> Phrase:
        """Whom the words from number *at* on mean."""
        if at in self.named:
            return self._named(at, "")
        word = self.words[at]
        if word in _BY_PRONOUN:
            return _BY_PRONOUN[word], at + 1, word != "it"
        if word in OWNERS:
            return self._noun(at + 1, Subject(pronoun=OWNERS[word]), "", definite=True)
        if word in DETERMINERS:
            if self.words[at + 1 : at + 3] in (["of", "the"], ["of", "them"]):
                return self._one_of(at)
            subject, after, person = self._noun(at + 1, None, "", definite=word not in INDEFINITE)
            if subject is None and word in ALONE:
                return Subject(pronoun=ALONE[word]), at + 1, word == "both"
            return subject, after, person
        if word in SOMEONE:
            return Subject(noun=word), at + 1, True
        return None, at + 1, False

    def _one_of(self, at: int) -> Phrase:
        if self.words[at + 2] == "them" or at + 3 >= self._count:
            return Subject(pronoun="they"), at + 3, True
        noun = self.words[at + 3]
        return Subject(noun=f"{self.words[at]} of the {noun}"), at + 4, noun.removesuffix("s") in PERSON_NOUNS

    def _named(self, at: int, described: str) -> Phrase:
        start, end, who = self.named[at]
        after = at + 1
        while after < self._count and self.starts[after] < end:
            after += 1
        if self.text.startswith(OWNS, end) and not self._is_verb(after):
            return self._noun(after, Subject(who=who), " ".join(self.text[start:end].split()), definite=True)
        if after + 1 < self._count and self.words[after] == "and" and after + 1 in self.named:
            _, other_end, other = self.named[after + 1]
            if not self.text.startswith(OWNS, other_end):
                after += 2
                while after < self._count and self.starts[after] < other_end:
                    after += 1
                return Subject(who=(*who, *other), several=True), after, True
        return Subject(who=who, described=described, definite=True), after, True

    def _is_verb(self, at: int) -> bool:
        """Whether what looks like an owner's mark before the word number *at* is a verb: "Rocio's sitting"."""
        return at < self._count and (self.words[at] in CLOSED or self.words[at].endswith(("ing", "ed")))

    def _noun(self, at: int, owner: Subject | None, label: str, *, definite: bool) -> Phrase:
        """Whom a noun from the word number *at* on means, with what describes it; *label* is its *owner*'s name."""
        kept: list[int] = []
        words = self.words
        stop = min(at + 5, self._count)
        while at < stop:
            word = words[at]
            if at in self.named and not label:
                return self._named(at, " ".join(words[one] for one in kept))
            if word in CLOSED or (kept and _ends(word, words[kept[-1]])):
                break
            if word.endswith(OWNS) and label:
                break
            if word.endswith(OWNS):
                inner = Subject(noun=word[:-2], definite=definite)
                return self._noun(at + 1, inner, word[:-2], definite=True)
            at += 1
            if not kept and self.is_adverb(at - 1) and word not in PERSON_NOUNS:
                continue
            kept.append(at - 1)
            if word in PERSON_NOUNS or word in PARTS or word in KIN:
                if at < stop and at in self.named and not self.text.startswith(OWNS, self.named[at][1]):
                    return self._named(at, " ".join(words[one] for one in kept))
                if not (at < stop and words[at] in PERSON_NOUNS):
                    break
        return self._head(kept, at, owner, label, definite=definite)

    def _head(self, kept: Sequence[int], after: int, owner: Subject | None, label: str, *, definite: bool) -> Phrase:
        if not kept:
            return None, after, False
        *others, last = kept
        word, written = self.words[last], self.written(last)
        person = word in PERSON_NOUNS or word in KIN
        described = " ".join(self.words[one] for one in others)
        if word in PARTS and not person and owner is not None:
            return replace(owner, part=word), after, True
        if (word in OTHERS or word == "one") and owner is None:
            return Subject(pronoun="other", definite=definite), after, definite
        noun = word
        if written[0].isupper() and not person:
            proud = [self.written(one) for one in others if self.written(one)[0].isupper()]
            noun = " ".join((*proud, written))
        if label:
            noun = f"{label}'s {word}"
        whose = owner.pronoun if owner else ""
        return Subject(noun=noun, described=described, definite=definite, whose=whose), after, person

    def object(self, at: int) -> Subject | None:
        """Whom the words from number *at* on mean, behind a verb or a preposition: "to her", "to her sister"."""
        if at >= self._count:
            return None
        word = self.words[at]
        if word in OBJECTS and not (word == "her" and self.phrase(at)[2]):
            return Subject(pronoun=OBJECTS[word])
        subject, _, person = self.phrase(at)
        return subject if person else None

    def verb_follows(self, at: int) -> bool:
        """Whether a verb stands at the word number *at*, or behind the adverbs or the aside there."""
        words, count = self.words, self._count
        while at < count and (words[at] in SKIPPED or self.is_adverb(at)):
            at += 1
        if at >= count:
            return False
        if words[at] == "," and at + 1 < count:
            word = words[at + 1]
            return word in ASIDES or word.endswith(("ing", "ed", "ly"))
        return is_finite(words[at])

    def subjects(self) -> list[Found]:
        """The subjects of its clauses, in order."""
        if self._found is None:
            self._found = self._find()
        return self._found

    def _find(self) -> list[Found]:
        found: list[Found] = []
        words, named, count = self.words, self.named, self._count
        kinds = list(map(KINDS.get, words))
        had = main_had = aside = False
        fresh = True  # a clause may begin here
        at = behind = 0
        while at < count:
            word, kind = words[at], kinds[at]
            if not fresh and kind not in _STOPPERS:
                at += 1
                continue
            if kind == "bound":
                fresh = True
                if word == ",":
                    had, aside = main_had, False
                elif word in STOPS:
                    had = main_had = aside = False
                elif word in CLAUSES and not (word == "that" and (not at or kinds[at - 1] == "bound")):
                    had, aside = word in RELATIVES, True
                    if word == "who":
                        found.extend(self._relative(at))
            elif kind == "pronoun" or (fresh and (kind == "starter" or at in named)):
                one = self._opens(at, words[at - 1] if at > behind else "", had=had, aside=aside)
                if one is not None:
                    found.append(one)
                    had, main_had, fresh = True, main_had or not aside, False
                    at = behind = one[2]
                    continue
            elif fresh and kind is None and at and self._goes_on(at):
                had, main_had, fresh = True, main_had or not aside, False
            at += 1
        return found

    def _goes_on(self, at: int) -> bool:
        """Whether the word number *at* is the verb of a clause that has begun with something else than a person."""
        return self.words[at - 1] not in CLOSED and is_finite(self.words[at]) and not self.is_adverb(at - 1)

    def _opens(self, at: int, before: str, *, had: bool, aside: bool) -> Found | None:
        """The subject that begins a clause at the word number *at*; None if what stands there is none."""
        word = self.words[at]
        if word in PRONOUNS:
            return _BY_PRONOUN[word], at, at + 1, not aside, True
        if before in PREPOSITIONS:
            return None
        subject, after, person = self.phrase(at)
        follows = self.verb_follows(after) or (word == "you" and not had)
        timed = before in TIMES and not person and not is_proud(subject)
        alone = person and not had and not aside and before[-3:] != "ing"
        return (subject, at, after, not aside, person) if (follows and not timed) or alone else None

    def _relative(self, at: int) -> list[Found]:
        """The subject of "who" at the word number *at*: whoever is told of just before."""
        back = at - 2 if at and self.words[at - 1] == "," else at - 1
        if back < 0:
            return []
        who = self._ending.get(self.end(back), ())
        if who:
            return [(Subject(who=who), at, at + 1, False, True)]
        if self.words[back] in PRONOUNS:
            return [(Subject(pronoun=self.words[back]), at, at + 1, False, True)]
        return []


def _ends(word: str, before: str) -> bool:
    """Whether *word* no longer belongs to the noun that *before* may be."""
    return before not in ADJECTIVES and word not in PERSON_NOUNS and (is_finite(word) or word.endswith(("ly", "ing")))


def is_proud(subject: Subject | None) -> bool:
    """Whether a noun is written like a name: the Mock Turtle."""
    return subject is not None and subject.definite and subject.noun[:1].isupper()
