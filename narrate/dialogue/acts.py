"""Acts: what each clause of the narration tells of its subject."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from narrate.dialogue.lexicon import REACTION_NOUNS, REACTIONS, SPEAKING_CUES
from narrate.dialogue.names import Names
from narrate.dialogue.sentences import sentences
from narrate.dialogue.subjects import Found, Sentence, Subject

_SEEN = frozenset("saw see sees found finds noticed spotted heard met recognised recognized faced".split())
_REACHED = re.compile(
    r"\b(?:gave|handed|offered|passed|threw|shot|tossed|brought|kissed|hugged|poured|showed|eyed|nudged|poked|"
    r"(?:looked|smiled|grinned|glanced|stared|frowned|glared|nodded|waved) (?:back )?(?:at|to)|turned to|motioned for)"
    r"\s+(her|him)(?=[.,;]|$|\s+(?:a|an|the|another|to|and|with|in|on|for)\b)"
)
_CUT_SHORT = re.compile(
    r"\b(?:about|going) to\b[^.,;]{0,200}?\bwhen\s+|\bopened (?:his|her|their) mouth\b[^.,;]{0,200}?\bbut\s+"
)
"""Somebody was about to speak when another took the floor: the other is whom the sentence leads to."""
SILENT = re.compile(
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
_ADDRESSES = frozenset(
    """told tell tells telling asked ask asks asking informed informs reminded reminds assured assures warned warns
    begged begs thanked thanks greeted greets addressed addresses interrupted interrupts corrected scolded urged
    faced faces eyed eyes answered answers hugged kissed nudged poked elbowed hushed shushed teased reassured advised
    ordered commanded cautioned consoled comforted admonished chided accused questioned quizzed""".split()
)
"""Verbs whose object is whom the subject turns to."""
_TURNS = frozenset(
    """said say says saying spoke speak speaks talked whispered whispers called calls shouted shouts muttered mutters
    murmured murmurs turned turns turning looked looks looking glanced glances glancing smiled smiles smiling nodded
    nods nodding waved waves grinned grins grinning stared stares staring glared glares glaring frowned frowns bowed
    pointed points leaned leans leant gestured gestures winked winks beamed beams blinked squinted peered peers gazed
    gazes scowled smirked shook gave gives handed hands offered cried explained remarked replied observed repeated
    added yelled returned rounded""".split()
)
_LEAVES = frozenset("left leaves departed departs exited exits vanished disappeared withdrew fled gone".split())
_MOVES = frozenset(
    """went goes go walked walks drove drives ran runs strode strides stalked stormed marched hurried slipped wandered
    headed hung hangs rode swept flounced stomped crept sidled strolled trotted limped scurried shuffled""".split()
)
_OFF = frozenset("out away off up outside downstairs upstairs home".split())
"""Where one goes who is there no more."""
_TOWARDS = frozenset("to at towards toward upon on round".split())
_NEAR = 5
"""Words in which the one turned to follows."""


@dataclass(frozen=True, slots=True)
class Act:
    """One clause of narration: who is its subject, and what it hints about speaking."""

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
    leaves: bool = False
    """The subject goes away, or hangs up."""
    told: Subject | None = None
    """Whom the subject speaks to, turns to or looks at: the listener of what it says."""


def acts(text: str, names: Names) -> Iterator[Act]:
    """The clauses of *text*, a stretch of narration, that have subjects of their own."""
    mentions = list(names.find(text))
    at = 0
    for start, end in sentences(text, 0, len(text)):
        own = []
        while at < len(mentions) and mentions[at][0] < end:
            begin, stop, who = mentions[at]
            own.append((begin - start, stop - start, who))
            at += 1
        yield from _acts(Sentence(text[start:end], own))


def _acts(sentence: Sentence) -> Iterator[Act]:
    acting = _acting(sentence)
    if len(acting) < 2:
        yield _act(sentence, acting[0] if acting else None, 0, len(sentence.words))
        return
    begins = [0, *(one[1] for one in acting[1:])]
    ends = [*begins[1:], len(sentence.words)]
    for one, begin, end in zip(acting, begins, ends, strict=True):
        yield _act(sentence, one, begin, end)


def _acting(sentence: Sentence) -> list[Found]:
    """The people who are subjects of main clauses; if there is none, the first of another clause."""
    found = [one for one in sentence.subjects() if one[4]]
    text = sentence.text
    if "about to" in text or "going to" in text or "opened" in text:
        floor = _CUT_SHORT.search(text)
        taken = [one for one in found if floor and sentence.starts[one[1]] >= floor.end()]
        if taken:
            return taken[:1]
    return [one for one in found if one[3]] or found[:1]


def _act(sentence: Sentence, found: Found | None, begin: int, end: int) -> Act:
    subject, after = (found[0], found[2]) if found else (None, begin)
    words, text, whole = sentence.words, sentence.text, end == len(sentence.words)
    start = sentence.starts[begin] if begin else 0
    stop = len(text) if whole else sentence.starts[end]
    first = 0 if not begin else bisect_left(sentence.mentions, (start,))
    last = len(sentence.mentions) if whole else bisect_left(sentence.mentions, (stop,))
    mentions = sentence.mentions[first:last]
    own = words[begin:end]
    reached = _REACHED.search(text, start, stop) if "her" in own or "him" in own else None
    told = _told(sentence, begin, end)
    follows = [word for word in words[after : min(after + 8, end)] if word[0].isalpha()]
    return Act(
        subject,
        tuple([one[2] for one in mentions]),
        _appears(sentence, begin, end),
        {"her": "she", "him": "he"}[reached[1]] if reached else "",
        subject is not None and _reacts(text[start:stop], follows),
        (whole and text.endswith(":")) or not SPEAKING_CUES.isdisjoint(own),
        not _INSIDE.isdisjoint(follows[:3]),
        not _LEAVES.isdisjoint(follows[:3]) or not (_MOVES.isdisjoint(follows[:3]) or _OFF.isdisjoint(follows[1:5])),
        told if told != subject else None,
    )


def _appears(sentence: Sentence, begin: int, end: int) -> tuple[int, ...]:
    if _SEEN.isdisjoint(sentence.words[begin:end]):
        return ()
    seen = (at + 1 for at in range(begin, end) if sentence.words[at] in _SEEN)
    return next((sentence.named[at][2] for at in seen if at in sentence.named), ())


def _reacts(clause: str, follows: list[str]) -> bool:
    """Whether a clause, by the words that follow its subject, tells what a listener does."""
    if not REACTIONS.isdisjoint(follows[:3]) or not REACTION_NOUNS.isdisjoint(follows[:6]):
        return True
    return is_silent(clause)


def is_silent(clause: str) -> bool:
    """Whether *clause* tells that somebody says nothing."""
    return ("no" in clause or "n't" in clause or "n’t" in clause) and SILENT.search(clause) is not None


def _told(sentence: Sentence, begin: int, end: int) -> Subject | None:
    """Whom the words from *begin* to *end* tell to be spoken to or looked at."""
    words = sentence.words
    own = words[begin:end]
    if _ADDRESSES.isdisjoint(own) and _TURNS.isdisjoint(own):
        return None
    for at in range(begin, end):
        word = words[at]
        told = None
        if word in _ADDRESSES:
            told = sentence.object(at + 1)
        elif word in _TURNS:
            near = range(at + 1, min(at + 1 + _NEAR, end))
            told = next((sentence.object(one + 1) for one in near if words[one] in _TOWARDS), None)
        if told is not None:
            return told
    return None
