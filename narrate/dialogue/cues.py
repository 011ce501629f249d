"""Cues in the narration around a quotation: speech tags, and who acts in a sentence."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from narrate.dialogue.lexicon import (
    FUNCTION_WORDS,
    KIN,
    PERSON_NOUNS,
    REACTION_NOUNS,
    REACTIONS,
    SPEAKING_CUES,
    SPEECH_VERBS,
    WEAK_VERBS,
    WRITTEN_NOUNS,
)
from narrate.dialogue.names import Names
from narrate.dialogue.sentences import sentences

PRONOUNS = frozenset({"he", "she", "i", "they", "we"})
_TOKEN = re.compile(r"[^\W\d_][\w’'-]*")
_PREPOSITIONS = frozenset(
    """of to at with for from in into by on about toward towards behind beside against near over past than and
    around after like without before""".split()
)
_OWNS = ("'s", "’s")
_BODY = re.compile(
    r"['’]s\s+(?:\w+\s+)?(?:face|eyes?|lips|mouth|brows?|eyebrows?|voice|expression|head|jaw|smile|frown|gaze|cheeks)\b"
)
_SEEN = re.compile(r"\b(?:saw|see|sees|found|finds|noticed|spotted|heard|met|recogni[sz]ed|faced)\s+$")
_REACHED = re.compile(
    r"\b(?:gave|handed|offered|passed|threw|shot|tossed|brought|kissed|hugged|poured|showed|eyed|nudged|poked|"
    r"(?:looked|smiled|grinned|glanced|stared|frowned|glared|nodded|waved) (?:back )?(?:at|to)|turned to|motioned for)"
    r"\s+(her|him)(?=[.,;]|$|\s+(?:a|an|the|another|to|and|with|in|on|for)\b)"
)
_CUT_SHORT = re.compile(r"\b(?:about|going) to\b[^.,;]*?\bwhen\s+|\bopened (?:his|her|their) mouth\b[^.,;]*?\bbut\s+")
"""Somebody was about to speak when another took the floor: the other is whom the sentence leads to."""
_SILENT = re.compile(
    r"\b(?:said|says|answered|replied|spoke)\s+(?:nothing|no\b|not a\b)|"
    r"(?:\b(?:did|would|could)\s+not|n['’]t|\bmade no|\bgave no)\s+(?:answer|reply|respond|response|speak|say)\b"
)
"""Who does this has not said the words beside it."""
_INSIDE = frozenset(
    """felt feels feel knew knows know thought thinks think wondered wonders realised realized realises realizes
    remembered remembers hoped hopes wished wishes wanted wants decided decides supposed believed noticed imagined
    feared guessed suspected dreaded doubted longed considered pondered recalled""".split()
)
"""Verbs of what nobody sees from outside."""
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "my", "one", "another", "their"})
_RELATION = re.compile(rf"['’]s\s+(?:[a-z-]+\s+)??(?P<noun>{'|'.join(sorted(PERSON_NOUNS | KIN))})\b")
_JOINED = re.compile(r"((?<!\w)[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)?)\s+and\s+$")
_REPORTED = rf"(?:{'|'.join(sorted(SPEECH_VERBS - WEAK_VERBS))})"
_STRANGER = re.compile(
    rf"(?:(?:the|a|an|another|one|some|this|that)\s+(?:[a-z’'-]+\s+){{0,2}}?(?P<noun>[a-z’-]+(?<!ly))"
    rf"|(?P<one>someone|somebody|everyone|everybody|one of the [a-z]+))\s+(?:\w+ly\s+)?(?P<verb>{_REPORTED})\b",
    re.IGNORECASE,
)
_PLAIN_VERBS = frozenset("said asked replied answered".split())
"""Verbs that report speech whatever the subject: the wind whispers too."""
_HEARD = re.compile(r"came\s+(?:(?P<whose>his|her)|a|an|the|another)\s+(?:[a-z’'-]+\s+){0,2}?voice\b", re.IGNORECASE)
_VOICE = re.compile(r"came\b[^.!?]*?['’]s\s+(?:\w+\s+)?(?:voice|reply|answer|response|shout|cry|call)\b", re.IGNORECASE)
_INVERTED = re.compile(
    rf"{_REPORTED}\s+(?:(?:the|a|an|another)\s+(?:[a-z’'-]+\s+){{0,2}}?"
    r"(?!other\b|first\b|second\b|latter\b|former\b)(?P<noun>[a-z’-]+(?<!ly))"
    r"|(?P<one>someone|somebody|everyone|everybody|one of the [a-z]+))"
    r"(?=\s*[,.;:!?—-]|\s+(?:\w+ly|with|in|of|at|to|as|and|who|from|on|by|after|before|behind|over|into|through)\b|\s*$)"
)
_DESCRIBED = re.compile(r"(?:The|A|An|His|Her|My|Their) [a-z]+ $")
"""A sentence's beginning: "The old man smiled"."""
_NO_STRANGERS = FUNCTION_WORDS | WRITTEN_NOUNS | {"other", "first", "second", "latter", "former", "one"}
_OWNER = {"his": "he", "her": "she"}
_LAST_VERB = re.compile(r"(\w+)\s*[,:]?\s*$")
_LAST = 30
"""Characters that hold the last word."""
_PHRASE = re.compile(r"\b(?:shot\s+back|trailed\s+off)\b")
"""Reports speech, though its verb does not."""
_TAG_WORDS = 5
"""Words between the start of a speech tag and its verb: "the old man with the cap said" is as long as they get."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a sentence or a speech tag is about: by name, by pronoun, or by a noun for a person."""

    who: tuple[int, ...] = ()
    """Characters the name may mean."""
    pronoun: str = ""
    noun: str = ""
    """Like "waiter", or "Emma's brother"."""
    several: bool = False
    """All of *who* together."""


@dataclass(frozen=True, slots=True)
class Act:
    """One sentence of narration: who is its subject, and what it hints about speaking."""

    subject: Subject | None
    mentioned: tuple[tuple[int, ...], ...]
    """Whom it names, in order."""
    appears: tuple[int, ...]
    """Who comes into view at the sentence's end: "She glanced inside and saw Willow"."""
    reaches: str
    """The pronoun ("he", "she") of somebody unnamed whom the act is done to: "Dawn gave her a hug"."""
    reacts: bool
    """The subject does what listeners do."""
    speaks: bool
    """The subject is about to speak, or has just spoken."""
    inside: bool
    """The subject is seen from inside: felt, wondered."""


def acts(text: str, names: Names) -> Iterator[Act]:
    """The sentences of *text*, a stretch of narration."""
    for start, end in sentences(text, 0, len(text)):
        sentence = text[start:end]
        mentions = list(names.find(sentence))
        subject, at = _subject(sentence, _people(sentence, mentions))
        tokens = [(match.start(), match[0].lower()) for match in _TOKEN.finditer(sentence)]
        follows = [word for begin, word in tokens if begin > at]
        yield Act(
            subject,
            tuple(who for _, _, who in mentions),
            next((who for begin, _, who in mentions if _SEEN.search(sentence, 0, begin)), ()),
            {"her": "she", "him": "he", "": ""}[reached[1] if (reached := _REACHED.search(sentence)) else ""],
            bool(subject) and _reacts(sentence, follows),
            sentence.endswith(":") or any(word in SPEAKING_CUES for _, word in tokens),
            not _INSIDE.isdisjoint(follows[:3]),
        )


def _reacts(sentence: str, follows: list[str]) -> bool:
    """Whether a sentence, by the words that follow its subject, tells what a listener does."""
    reaction = REACTIONS.intersection(follows[:3]) or REACTION_NOUNS.intersection(follows[:6])
    return bool(reaction) or _SILENT.search(sentence) is not None


def _people(sentence: str, mentions: Sequence[tuple[int, int, tuple[int, ...]]]) -> dict[int, Subject]:
    """By where they are named. "Emma's voice" is Emma, "Emma's brother" is not, and her dog is nobody."""
    found = {}
    for start, end, who in mentions:
        relation = _RELATION.match(sentence, end)
        if sentence[end : end + 2] not in _OWNS or _BODY.match(sentence, end):
            found[start] = Subject(who=who)
        elif relation is not None:
            found[start] = Subject(noun=f"{' '.join(sentence[start:end].split())}'s {relation['noun']}")
    return found


def _together(sentence: str, mentions: Sequence[tuple[int, int, tuple[int, ...]]]) -> dict[int, Subject]:
    """Who is named side by side with somebody, by where the first is named: "Emma and Giles"."""
    found = {}
    for start, end, who in mentions:
        joined = _JOINED.search(sentence, 0, start)
        if joined and sentence[end : end + 2] not in _OWNS:
            others = [one for at, _, one in mentions if at == joined.start(1)]
            found[joined.start(1)] = Subject(who=(*(others[0] if others else ()), *who), several=True)
    return found


def _subject(sentence: str, people: Mapping[int, Subject]) -> tuple[Subject | None, int]:
    """The subject of *sentence* and where it stands: the first name or pronoun that no preposition governs.

    In "As Tara shrugged, Kennedy wondered …" the main clause counts.
    """
    found: tuple[Subject | None, int] = (None, 0)
    before = ""
    floor = _CUT_SHORT.search(sentence)
    for match in _TOKEN.finditer(sentence, floor.end() if floor else 0):
        word, at = match[0].lower(), match.start()
        here: Subject | None = None
        if at in people:
            here = people[at] if before not in _PREPOSITIONS else None
        elif word in PRONOUNS:
            here = Subject(pronoun=word)
        elif word in PERSON_NOUNS and at < 30 and (before in _DETERMINERS or _DESCRIBED.match(sentence[:at])):
            here = Subject(noun=word)
        if here is not None:
            clause = sentence.find(",", at)
            if found[0] is not None or not _subordinate(sentence) or clause < 0:
                return here, at
            found = (here, at)
        before = word
    return found


def _subordinate(sentence: str) -> bool:
    first = sentence.split(None, 1)[0].lower()
    return first in ("as", "when", "while", "whilst", "after", "before", "once", "if", "though", "although", "because")


def tag_after(clause: str, names: Names, *, tied: bool) -> Subject | None:
    """The speaker told by *clause*, the narration right behind a quotation; *tied* if a comma joins them."""
    first = next(sentences(clause, 0, len(clause)), (0, 0))
    clause = clause[first[0] : first[1]]
    if clause.startswith((",", "-", "—", "–")):
        clause = clause.lstrip(",-—– ")
    clause = _PHRASE.sub("retorted", clause)
    tokens = list(_TOKEN.finditer(clause))[: _TAG_WORDS + 3]
    if not tokens or _SILENT.search(clause):
        return None
    mentions = list(names.find(clause))
    people = _people(clause, mentions) | _together(clause, mentions)
    if (_is_verb(tokens[0][0], tied) or _VOICE.match(clause)) and len(tokens) > 1:
        inverted = _person(tokens, 1, people) or _described(tokens, people) or _inverted(clause)
        if inverted is not None:
            return inverted
    return _direct(clause, tokens, people, tied=tied) or _stranger(clause, tied=tied) or _heard(clause)


def _direct(clause: str, tokens: list[re.Match[str]], people: Mapping[int, Subject], *, tied: bool) -> Subject | None:
    """The speaker where the subject comes first: "Emma quietly said"."""
    for index, token in enumerate(tokens[: _TAG_WORDS + 1]):
        subject = _person(tokens, index, people)
        if subject is None:
            continue
        reach = _TAG_WORDS + 1 if subject.noun else _TAG_WORDS - 1
        follows = [one[0] for one in tokens[index + 1 : index + 1 + reach]]
        reports = any(_is_verb(word, tied) for word in follows) and "," not in clause[: token.start()]
        if reports or (tied and index == 0 and token[0] in PRONOUNS):
            return subject
        break
    return None


def tag_before(narration: str, names: Names) -> Subject | None:
    """The speaker told by *narration* that leads into a quotation: "She started to turn away, then added,"."""
    narration = narration.rstrip()
    if not narration or narration[-1] in ".!?…":
        return None
    *_, (start, end) = sentences(narration, 0, len(narration))
    sentence = narration[start:end]
    last = list(_TOKEN.finditer(sentence))[-8:]
    if not (SPEECH_VERBS.intersection(token[0].lower() for token in last) or sentence[-1] == ":"):
        return None
    stranger = _stranger(sentence, tied=False)
    if stranger is not None:
        return stranger
    mentions = list(names.find(sentence))
    if len(last) > 1 and last[-1][0].lower() in SPEECH_VERBS:  # "Emma heard Giles say,"
        for _, end, who in mentions:
            if end == last[-2].end():
                return Subject(who=who)
    subject, _ = _subject(sentence, _people(sentence, mentions) | _together(sentence, mentions))
    return subject


def leads_in(narration: str) -> bool:
    """Whether *narration* ends with the verb of a tag that belongs to the quotation behind it: "Tom said"."""
    match = _LAST_VERB.search(narration[-_LAST:])
    return match is not None and match[1].lower() in SPEECH_VERBS - WEAK_VERBS


def _described(tokens: list[re.Match[str]], people: Mapping[int, Subject]) -> Subject | None:
    """Whom a verb names behind adjectives: "said dear old Aunt Sally"."""
    for token in tokens[1:4]:
        if token.start() in people:
            return people[token.start()]
        word = token[0]
        if word in FUNCTION_WORDS or not word.islower() or word.endswith(("ly", "ing")):
            return None
    return None


def _inverted(clause: str) -> Subject | None:
    """Whoever *clause* has speak by a noun that is no usual word for a person: "chorused the class"."""
    match = _INVERTED.match(clause)
    return Subject(noun=match["noun"] or match["one"]) if match else None


def _stranger(clause: str, *, tied: bool) -> Subject | None:
    """The same where the noun comes first: "a gruff voice answered"."""
    match = _STRANGER.match(clause)
    if match is None or not (tied or match["verb"].lower() in _PLAIN_VERBS or clause.endswith((",", ":"))):
        return None
    noun = (match["noun"] or match["one"]).lower()
    return None if noun in _NO_STRANGERS else Subject(noun=noun)


def _heard(clause: str) -> Subject | None:
    """Whose voice comes from elsewhere: "came a voice from the kitchen"."""
    match = _HEARD.match(clause)
    if match is None:
        return None
    return Subject(pronoun=_OWNER[match["whose"].lower()]) if match["whose"] else Subject(noun="voice")


def _is_verb(word: str, tied: bool) -> bool:
    word = word.lower()
    return word in SPEECH_VERBS and (tied or word not in WEAK_VERBS)


def _person(tokens: list[re.Match[str]], index: int, people: Mapping[int, Subject]) -> Subject | None:
    token = tokens[index]
    word = token[0].lower()
    if token.start() in people:
        return people[token.start()]
    if word in PRONOUNS:
        return Subject(pronoun=word)
    if word in ("both", "all") and index < 2:
        return Subject(pronoun="they")
    if word in _DETERMINERS or word.endswith(_OWNS):
        for follower in tokens[index + 1 : index + 4]:
            if follower.start() in people:
                return people[follower.start()]
            if follower[0].lower() in PERSON_NOUNS:
                return Subject(noun=follower[0].lower())
    return None
