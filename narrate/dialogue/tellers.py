"""Who tells the story as "I", or whom it tells of as "you": somebody others address, and the narration hardly names."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from narrate.dialogue.lexicon import KIN, SPEECH_VERBS, WEAK_VERBS
from narrate.dialogue.names import Names
from narrate.dialogue.tagged import narration_beside
from narrate.model import Kind, Utterance

_PERSONS = {
    "i": re.compile(r"\b(?:I|me|my|myself)\b"),
    "you": re.compile(r"\b[Yy]ou(?:rs?|rself|['’](?:re|ve|d|ll))?\b"),
}
_ACTS = {"i": re.compile(r"\bI\b"), "you": re.compile(r"\b[Yy]ou\b")}
_SHARES = {"i": 0.15, "you": 0.3}
"""Of the stretches of narration: a story told so has the pronoun in nearly every second one, another hardly ever."""
_TOLD = -4.0
"""What it says of a name being the teller's that the narration of a paragraph has it."""
_CALLED, _SPOKEN_OF = 2.0, 0.25
"""That a paragraph's speech calls somebody by it; that it only has it."""
_OWN_CALLED, _OWN_SPOKEN_OF = -6.0, -2.0
"""That the teller says so: nobody calls themselves."""
_OTHER_CALLS = 1.0
"""That the paragraph where somebody is called tells of another one."""
_NEAR = ((1, 1.5, -1.5), (-1, 1.0, -0.5))
"""How far away a paragraph is from one where somebody is called; what it says that it tells of the teller alone, who
answers, or has just spoken; and that it tells of others alone."""
_KIN = -2.0
"""That it is a word for kin: a teller says "Mum", or is a parent."""
_LIKE_OTHER = -1.0
"""That it begins like the name of somebody told of: it may be short for that."""
_ENOUGH = 0.5
_OWN_TAG = {
    person: re.compile(rf"\b{person}\s+(?:\w+ly\s+)?(?:{'|'.join(sorted(SPEECH_VERBS - WEAK_VERBS))})\b", re.IGNORECASE)
    for person in _PERSONS
}
_CALLED_BEFORE = re.compile(r"(?:^[\"“”‘’'\s]*|[,.!?—-]\s*|\b(?:dear|hey|no|yes|oh|you)\s+)$", re.IGNORECASE)
_CALLED_AFTER = re.compile(r"\s*(?:[,.!?;…—-]|[\"”’]|$)")


def person_of(utterances: Sequence[Utterance]) -> str:
    """The pronoun of whoever the story is told by or told of: "i", "you", or "" if it is told of others."""
    narration = [one.text for one in utterances if one.kind is Kind.NARRATION]
    for pronoun, pattern in _PERSONS.items():
        if sum(bool(pattern.search(text)) for text in narration) > _SHARES[pronoun] * len(narration):
            return pronoun
    return ""


class _Paragraph:
    """Who is in a paragraph, as far as it tells of the teller."""

    __slots__ = ("called", "says", "spoken_of", "tells", "told")

    def __init__(self) -> None:
        self.told: set[int] = set()
        self.called: set[int] = set()
        self.spoken_of: set[int] = set()
        self.tells = False
        """Its narration has the teller's pronoun."""
        self.says = False
        """The teller speaks."""

    def only(self, *, teller: bool) -> bool:
        """Whether it tells of the *teller* and nobody else, or of others and not of the teller."""
        return self.says or (self.tells and not self.told) if teller else bool(self.told) and not self.tells


def teller_of(utterances: Sequence[Utterance], names: Names, person: str) -> int | None:
    """The number of the character who is "I" or "you" (*person*) in the narration, None if no name is theirs."""
    score: defaultdict[int, float] = defaultdict(float)
    called: set[int] = set()
    words: dict[int, str] = {}
    paragraphs = list(_paragraphs(utterances, names, person, words))
    for at, one in enumerate(paragraphs):
        for who in one.told:
            score[who] += _TOLD
        for who in one.spoken_of - one.called:
            score[who] += _SPOKEN_OF + _OWN_SPOKEN_OF * one.says
        near = sum(_near(paragraphs, at)) if one.called else 0.0
        for who in one.called:
            other = _OTHER_CALLS * (not one.says and bool(one.told - {who}))
            score[who] += _CALLED + _OWN_CALLED * one.says + other + near
        called |= one.called
    begins = Counter(words[who][0] for one in paragraphs for who in one.told)
    for who in called:
        own = sum(who in one.told for one in paragraphs)
        score[who] += _KIN * (words[who] in KIN) + _LIKE_OTHER * (begins[words[who][0]] > own)
    best = max(sorted(called), key=score.__getitem__, default=None)
    return best if best is not None and score[best] >= _ENOUGH else None


def _near(paragraphs: Sequence[_Paragraph], at: int) -> Iterator[float]:
    """What the paragraphs around that of number *at* say of whoever is called there being the teller."""
    for step, teller, others in _NEAR:
        if 0 <= at + step < len(paragraphs):
            one = paragraphs[at + step]
            yield teller if one.only(teller=True) else others if one.only(teller=False) else 0.0


def _paragraphs(
    utterances: Sequence[Utterance], names: Names, person: str, words: dict[int, str]
) -> Iterator[_Paragraph]:
    """The paragraphs; puts into *words* the first word, in small letters, of what everybody is called."""
    place, one = None, _Paragraph()
    for at, utterance in enumerate(utterances):
        if utterance.place != place:
            if place is not None:
                yield one
            place, one = utterance.place, _Paragraph()
        if utterance.kind is Kind.HEADING:
            continue
        found = list(names.find(utterance.text))
        for start, end, (who, *_) in found:
            words.setdefault(who, utterance.text[start:end].split()[0].lower())
        if utterance.kind is Kind.NARRATION:
            one.told.update(who for _, _, (who, *_) in found)
            one.tells = one.tells or _ACTS[person].search(utterance.text) is not None
        else:
            one.spoken_of.update(who for _, _, (who, *_) in found)
            one.called.update(who for start, end, (who, *_) in found if is_called(utterance.text, start, end))
            one.says = one.says or _is_own(utterances, at, person)
    yield one


def is_called(text: str, start: int, end: int) -> bool:
    """Whether the name from *start* to *end* calls somebody."""
    before = _CALLED_BEFORE.search(text[max(0, start - 12) : start])
    return before is not None and _CALLED_AFTER.match(text, end) is not None


def _is_own(utterances: Sequence[Utterance], at: int, person: str) -> bool:
    """Whether the narration beside the words at *at* has the teller say them."""
    return any(_OWN_TAG[person].search(narration_beside(utterances, other, at)) for other in (at - 1, at + 1))
