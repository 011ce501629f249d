"""Speech tags: who the narration beside a quotation says has spoken."""

import re
from collections.abc import Sequence

from narrate.dialogue.acts import is_silent
from narrate.dialogue.grammar import OWNS, PRONOUNS
from narrate.dialogue.lexicon import (
    FUNCTION_WORDS,
    NOT_NAMES,
    TITLES,
    WRITTEN_NOUNS,
)
from narrate.dialogue.names import Names
from narrate.dialogue.sentences import sentences
from narrate.dialogue.subjects import Sentence, Subject, is_proud
from narrate.dialogue.verbs import (
    ANSWERS,
    AUXILIARIES,
    BARE,
    BARE_BEHIND,
    BARE_NEAR,
    GERUNDS,
    HEARS,
    HELPS,
    PAIRS,
    PARTICLES,
    PLAIN,
    RESUMES,
    STRONG,
    WEAK,
    is_finite,
)

_LAST_VERB = re.compile(r"(\w+)\s*[,:]?\s*$")
_LAST = 30
"""Characters that hold the last word."""
_ALL = frozenset("all also only as that simply".split())
"""May stand before the reply: was all her answer."""
_BEHIND = frozenset(
    """, ; : — – -- with in of at to as and who from on by after before behind over into through when while but for
    without""".split()
)
"""Follow the noun of an inverted tag."""
_MANNER = frozenset("in with again at once thus more after him her them me us".split())
"""Follow a verb that leads to speech behind a full stop."""
_REACH = 800
"""Characters of narration that are read for the sentence that leads to a quotation."""
_TRAILING = " \t\r\n\u00a0\"”’'*_"
"""Behind the last word or sign of narration."""
_ASIDE = 14
"""Words of an aside between a subject and its verb."""
_LEADS = ("thus", "here", "then", "so", "now", "at", "again")
"""May stand before the verb of an inverted tag: thus began Emma."""
_BE = frozenset("was is were are came comes".split())
_REPLIES = frozenset(
    """answer reply response rejoinder retort exclamation comment remark question cry words verdict address greeting
    explanation apology opening conclusion summary observation suggestion voice command inquiry enquiry reflection
    declaration demand protest objection contribution salutation""".split()
)
"""What somebody said, as a noun: was Emma's answer."""
_SHORT = 5
"""Words between the start of a speech tag and its verb: "the old man with the cap said" is as long as they get."""
_TAIL = 14
"""Words between the last verb of speech and the quotation it leads to: said, in a tone of the greatest kindness,"""
_WEAK_TAIL = 4
_NO_STRANGERS = FUNCTION_WORDS | WRITTEN_NOUNS | frozenset("question answer way truth reason matter".split())
_ADDRESSED = frozenset("accosted addressed greeted interrupted hailed stopped answered met arrested followed".split())
"""By whom somebody is, that one speaks: thus accosted by Miss Bingley,"""
_TURNS_UP = frozenset("when till until before".split())
"""Behind a main clause they bring somebody in who acts: she was about to go when Giles turned and said,"""


def tag_after(clause: str, names: Names, *, tied: bool) -> Subject | None:
    """The speaker told by *clause*, the narration right behind a quotation; *tied* if a comma joins them."""
    start, end = next(sentences(clause, 0, min(len(clause), _REACH)), (0, 0))
    clause = clause[start:end].lstrip(",-—– ")
    sentence = Sentence(clause, list(names.find(clause)))
    words = sentence.words
    if not words or is_silent(clause[: sentence.end(min(_SHORT + 1, len(words) - 1))]):
        return None
    leads = words[0] in _LEADS or sentence.is_adverb(0)
    at = 1 if leads and words[1:2] and words[1] in STRONG else 0
    return _inverted(sentence, at, tied=tied) or _direct(sentence, tied=tied)


def _inverted(sentence: Sentence, at: int, *, tied: bool) -> Subject | None:
    """The speaker where the verb, the word number *at*, comes first: "said dear old Aunt Sally"."""
    words, count = sentence.words, len(sentence.words)
    verb = words[at]
    if verb in _BE:
        return _reply(sentence, at + 1)
    known = _reports(words, at, tied=tied)
    if not (known or (tied and is_finite(verb))) or verb in AUXILIARIES:
        return None
    at += 1
    while at < count and (words[at] in PARTICLES or sentence.is_adverb(at)):
        at += 1
    if at >= count:
        return None
    subject, after, person = sentence.phrase(_described(sentence, at))
    if subject is None:
        name = _unlisted(sentence, at)
        return Subject(name=name) if name and (known or after >= count or not words[after][0].isalpha()) else None
    if words[after - 1 : after + 1] == ["voice", "of"]:
        return sentence.object(_described(sentence, after + 1)) or subject
    if subject.pronoun and not subject.part:
        return subject if known and subject.pronoun != "it" else None
    if person:
        return subject if known or not subject.part else None
    ends = after >= count or words[after] in _BEHIND or words[after].endswith(("ly", "ing"))
    return subject if known and ends and subject.noun not in _NO_STRANGERS else None


def _described(sentence: Sentence, at: int) -> int:
    """The number of the name that the adjectives from the word number *at* on describe: "dear old Aunt Sally"."""
    for one in range(at, min(at + 4, len(sentence.words))):
        if sentence.is_named(one):
            return one
        if sentence.words[one] in FUNCTION_WORDS or not sentence.written(one).islower():
            break
    return at


def _reply(sentence: Sentence, at: int) -> Subject | None:
    """The speaker of what is told as a thing: was Lady Russell's kind answer; came the reply from Emma."""
    words, count = sentence.words, len(sentence.words)
    while at < count and words[at] in _ALL:
        at += 1
    if at >= count:
        return None
    subject, after, person = sentence.phrase(at)
    if subject is None or subject.part in _REPLIES:
        return subject
    if subject.noun in _REPLIES and not subject.whose:
        of = words[after : after + 1] in (["of"], ["from"])
        owner = sentence.object(after + 1) if of else None
        return owner or (subject if subject.noun == "voice" else Subject(pronoun="other"))
    return subject if person and words[at - 1] == "that" else None


def _direct(sentence: Sentence, *, tied: bool) -> Subject | None:
    """The speaker where the subject comes first: "Emma quietly said"."""
    words, count = sentence.words, len(sentence.words)
    subject, after, person = sentence.phrase(0)
    if subject is not None and subject.pronoun == "other":
        person = True
    if subject is None:
        name = _unlisted(sentence, 0)
        after = len(name.split())
        if not name or after >= count:
            return None
        reports = _reports(words, after, tied=tied) or (tied and sentence.verb_follows(after))
        return Subject(name=name) if reports else None
    if after < count and words[after] in HEARS and (heard := _heard(sentence, after + 1)):
        return heard
    verb = _verb_of(sentence, after, tied=tied)
    if person:
        return subject if verb or (tied and (subject.pronoun in PRONOUNS or sentence.verb_follows(after))) else None
    if not verb or subject.noun in _NO_STRANGERS:
        return None
    return subject if tied or verb in PLAIN or sentence.text.endswith((",", ":")) else None


def _verb_of(sentence: Sentence, at: int, *, tied: bool) -> str:
    """The verb of speech within reach of a subject that ends before the word number *at*; empty if there is none."""
    words = sentence.words
    if words[at : at + 1] == [","]:
        at = next((one + 1 for one in range(at + 1, min(at + _ASIDE, len(words))) if words[one] == ","), at)
    for one in range(at, min(at + _SHORT, len(words))):
        if not words[one][0].isalpha():
            return ""
        if _reports(words, one, tied=tied):
            return words[one]
    return ""


def _reports(words: Sequence[str], at: int, *, tied: bool) -> bool:
    """Whether the word number *at* is a verb of speech."""
    word = words[at]
    if word in STRONG or (tied and word in WEAK):
        return True
    if word in BARE and at > 0 and words[at - 1] in BARE_BEHIND:
        return True
    return " ".join(words[at : at + 2]) in PAIRS or words[at + 1 : at + 3] == ["to", "know"]


def _heard(sentence: Sentence, at: int) -> Subject | None:
    """Whom somebody hears speak, from the word number *at*: "she heard Ralph saying"."""
    told = sentence.object(at)
    if told is None:
        return None
    after = at + 1 if told.pronoun else sentence.phrase(at)[1]
    follows = sentence.words[after : after + 2]
    return told if any(word in BARE or word in GERUNDS for word in follows) else None


def _unlisted(sentence: Sentence, at: int) -> str:
    """The name at the word number *at* that is none of the characters'; empty if there is none."""
    name = []
    for one in range(at, min(at + 3, len(sentence.words))):
        written = sentence.written(one)
        if not written[0].isupper() or (written in NOT_NAMES and sentence.words[one] not in TITLES):
            break
        name.append(written)
    return " ".join(name) if name and name[-1].lower() not in TITLES and not name[-1].endswith(OWNS) else ""


def tag_before(narration: str, names: Names, *, apart: bool = False) -> Subject | None:
    """The speaker told by *narration* that leads into a quotation: "She started to turn away, then added,".

    *apart*: the quotation begins a paragraph of its own.
    """
    narration = narration.rstrip(_TRAILING)[-_REACH:]
    if not narration:
        return None
    *_, (start, end) = sentences(narration, 0, len(narration))
    text = narration[start:end]
    sentence = Sentence(text, list(names.find(text)))
    if not sentence.words or is_silent(text[-_LAST:]):
        return None
    if text[-1] in ".!?…":
        verb = _resumes(sentence, apart=apart)
    else:
        passive = _passive(sentence)
        verb = _last_verb(sentence)
        if passive is not None or verb is None:
            return passive or (_latest(sentence, len(sentence.words)) if text[-1] == ":" else None)
    subject = _subject_of(sentence, verb) if verb is not None else None
    if text[-1] in ".!?…" and subject is not None and not _acts_by_itself(sentence, subject):
        return None
    return None if subject is None or subject.noun in _NO_STRANGERS else subject


def _acts_by_itself(sentence: Sentence, subject: Subject) -> bool:
    """Whether *subject* is a person in a main clause, or a name that nobody is known by."""
    people = (one[0] for one in sentence.subjects() if one[3] and (one[4] or is_proud(one[0])))
    return bool(subject.name) or any(one is not None and one == subject for one in people)


def _passive(sentence: Sentence) -> Subject | None:
    """Whoever is told of at the very end, as speaking or like the speakers of a transcript: "LUPE:"."""
    words = sentence.words
    if len(words) < _SHORT and words[-1] == ":" and not sentence.mentions and (name := _unlisted(sentence, 0)):
        return Subject(name=name)
    for at in range(max(1, len(words) - _SHORT), len(words)):
        if words[at] == "by" and words[at - 1] in _ADDRESSED:
            return sentence.object(at + 1)
    return None


def _last_verb(sentence: Sentence) -> int | None:
    """The number of the last verb of speech, if it is near enough to the end."""
    words, count = sentence.words, len(sentence.words)
    for at in range(count - 1, max(-1, count - 1 - _TAIL), -1):
        word = words[at]
        if _reports(words, at, tied=at >= count - _WEAK_TAIL) or word in GERUNDS:
            return at
        if word in BARE and not BARE_NEAR.isdisjoint(words[max(0, at - 3) : at]):
            return at
    return None


def _resumes(sentence: Sentence, *, apart: bool) -> int | None:
    """The number of the verb that leads to speech though a full stop ends its sentence: "Lucy went on."."""
    words, count = sentence.words, len(sentence.words)
    for at in range(count - 1, max(-1, count - 1 - _WEAK_TAIL * 2), -1):
        goes = " ".join(words[at : at + 2]) in PAIRS
        if goes or words[at] in RESUMES or (apart and words[at] in ANSWERS):
            rest = words[at + 1 + goes :]
            fits = not rest or ((rest[0] in _MANNER or rest[0].endswith("ly")) and "of" not in rest)
            return at if fits else None
    return None


def _subject_of(sentence: Sentence, verb: int) -> Subject | None:
    """Whose the *verb*, a word's number, is."""
    words = sentence.words
    if words[verb - 1 : verb] and (words[verb] in GERUNDS or words[verb] in BARE):
        owner = _owner(sentence, verb)
        if owner is not None:
            return owner
    found = [one for one in sentence.subjects() if one[2] <= verb and one[0] is not None]
    if not any(one[3] for one in found) and (not verb or words[verb - 1] not in ("to", "not")):
        inverted = _inverted(sentence, verb, tied=False)
        if inverted is not None:
            return inverted
    if found and not _parted(words[found[-1][2] : verb]):
        return found[-1][0]
    at = verb - 1
    while at > 0 and sentence.is_adverb(at):
        at -= 1
    while at > 0 and sentence.written(at - 1)[0].isupper() and words[at - 1] in TITLES:
        at -= 1
    name = _unlisted(sentence, at) if at >= 0 and not sentence.is_named(at) else ""
    if name and not words[at].endswith(OWNS):
        return Subject(name=name)
    return _latest(sentence, verb)


def _owner(sentence: Sentence, verb: int) -> Subject | None:
    """Who stands as an object right before the *verb* and is its subject: heard Giles say, Sir Thomas's saying."""
    words, before = sentence.words, sentence.end(verb - 1)
    for start, end, who in sentence.mentions:
        if end == before or (sentence.text.startswith(OWNS, end) and end + 2 == before):
            first = next((at for at, one in sentence.named.items() if one[0] == start), 0)
            leads = first and (words[first - 1] in HEARS or words[first - 1] in HELPS)
            return Subject(who=who) if end != before or leads else None
    heard = verb > 1 and words[verb - 2] in HEARS
    return sentence.object(verb - 1) if heard else None


def _parted(between: Sequence[str]) -> bool:
    """Whether the words *between* a subject and a verb show that it is not the verb's own."""
    return any(not word[0].isalpha() or word in ("and", "but", "or", "to") for word in between)


def _latest(sentence: Sentence, verb: int) -> Subject | None:
    """The last subject before the *verb*, of a main clause if there is one, unless an aside parts it from the verb."""
    words = sentence.words
    found = [one for one in sentence.subjects() if one[2] <= verb and one[0] and (one[4] or is_proud(one[0]))]
    if not found:
        return None
    last = found[-1]
    main = next((one for one in reversed(found) if one[3]), last)
    begins = words[max(0, last[1] - 2) : last[1]]
    turns_up = main[1] < last[1] and not _TURNS_UP.isdisjoint(begins)
    comma = words.index(",", last[2]) - last[2] if "," in words[last[2] : last[2] + 2] else -1
    aside = comma == 0 or (comma == 1 and not is_finite(words[last[2]]))
    return last[0] if aside or turns_up else main[0]


def leads_in(narration: str) -> bool:
    """Whether *narration* ends with the verb of a tag that belongs to the quotation behind it: "Tom said"."""
    match = _LAST_VERB.search(narration[-_LAST:])
    return match is not None and match[1].lower() in STRONG


def behind_tag(narration: str) -> str:
    """*narration* that follows a quotation, without its first sentence if that may be the quotation's own tag."""
    if narration.rstrip()[-1:] in (",", ":"):
        return narration
    _, end = next(sentences(narration, 0, len(narration)), (0, 0))
    return narration[end:]
