"""Finds the characters of a story: capitalised names that act, speak or are spoken to, joined with their aliases."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from narrate.dialogue.lexicon import (
    FEMALE_NAMES,
    FEMALE_TITLES,
    FUNCTION_WORDS,
    KIN,
    MALE_NAMES,
    MALE_TITLES,
    NAMES_TOO,
    NOT_NAMES,
    RANKS,
    SPEECH_VERBS,
    TITLES,
)
from narrate.dialogue.sentences import last_sign, sentences
from narrate.model import Character, Gender, Kind, Utterance

_WORD = r"[A-Z][\w’'-]*\w|[A-Z]"
_TITLE_WORDS = "|".join(sorted((title.capitalize() for title in TITLES), key=len, reverse=True))
_DOT = r"(?:(?<=Mr|Ms|Dr|Lt)\.|(?<=Mrs|Col|Rev|Sgt|Mme)\.|(?<=Prof|Capt|Mlle)\.)?"
"""A full stop after an abbreviated title only: in "Yes, Madam. I" it ends the sentence."""
_NAME = re.compile(
    rf"(?:(?:{_TITLE_WORDS})\b{_DOT}\s+)*(?:{_WORD})(?:\s+(?:(?:de|von|van|la|du|le)\s+)?(?:{_WORD}))*", re.UNICODE
)
_POSSESSIVE = re.compile(r"['’](?:s|d|ll|ve|re|m)$")
"""And the contractions that a name may carry in the same way."""
_FRESH = re.compile(r"(?:[.!?:…\"“”‘(*_]|(?<!\w)['’]|--|—)\s*$")
"""What stands before a word that would be capitalised anyway."""
_ACTS = re.compile(
    rf"\s+(?:{'|'.join(sorted(SPEECH_VERBS))}|was|had|looked|did|could|would|felt|came|sat|stood|took|knew|saw|gave|"
    r"left|made|got|let|[a-z]+ed)\b"
)
_TAG_VERBS = frozenset(
    "said says asked asks replied answered cried whispered shouted exclaimed muttered murmured yelled".split()
)
"""Verbs only people do: one use makes a person of a name."""
_TAG = rf"(?:{'|'.join(sorted(_TAG_VERBS))})"
_SAID = "|".join(sorted(SPEECH_VERBS))
_TAG_AFTER = re.compile(rf"\s+{_TAG}\b")
_SAID_AFTER = re.compile(rf"\s+(?:\w+ly\s+)?(?:{_SAID})\b")
_LEADS_IN = re.compile(rf"(?:\s+\w+ly)?(?:,[^,.!?]{{1,80}},)?\s+(?:{_SAID})(?:\s+\w+ly)?\s*[,:]\s*$")
"""Behind a name: "Zorblax, who lay on the couch, said,"."""
_NAMED_TOO = re.compile(
    rf"\b{_TAG}\s+(?P<said>{'|'.join(sorted(NAMES_TOO))})\b(?!\s+[A-Z])|\b(?P<says>{'|'.join(sorted(NAMES_TOO))})\s+{_TAG}\b"
    rf"|\b(?:{_TITLE_WORDS})\b{_DOT}\s+(?P<titled>{'|'.join(sorted(NAMES_TOO))})\b"
)
_PLACED = re.compile(r"\b(?:in|at|to|from|near|of|into|through|towards?|across|around)\s+(?:the\s+)?$")
_PRONOUN_AFTER = re.compile(r"[^.!?]{0,80}?\b(?:(he|himself)|she|herself)\b")
"""Not his, him and her: "Maya glared at him" says nothing of Maya."""
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
"""Behind a name in a list: "Angel (BtVS)"."""
_STREETS = frozenset("St Rd Ave Blvd".split())
"""Last words of what is no person's name: James St."""
_LOWER = re.compile(r"\b[a-z]{2,}\b")

_FIRST_NAMES = MALE_NAMES | FEMALE_NAMES | KIN
_TITLED, _KNOWN_NAME, _SPEAKS, _ACTS_WEIGHT, _ADDRESSED, _OWNS = 3.0, 1.5, 2.0, 1.0, 0.5, 0.3
"""How much each kind of evidence says that a name is a person's."""
_TELLS, _OVERRULES = 2, 8
"""Votes of pronouns that tell a gender, and that overrule a first name."""
_PERSON = 1.5
"""Evidence a name needs."""


@dataclass(slots=True)  # not frozen: it is filled while the story is read, and never leaves this module
class _Evidence:
    """What is seen of one name while the story is read."""

    inside: int = 0
    """Times in the middle of a sentence, where only names are capitalised."""
    initial: int = 0
    person: float = 0.0
    placed: int = 0
    tagged: int = 0
    """Times a speech tag is made with it."""
    listed: bool = False
    """The format says that it is somebody's."""
    pronouns: Counter[Gender] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        return self.inside + self.initial


def discover(utterances: Sequence[Utterance], listed: Iterable[str] = ()) -> tuple[Character, ...]:
    """The characters named in *utterances*, most often named first; names that are *listed* are people's."""
    common = Counter(word for one in utterances for word in _LOWER.findall(one.text))
    common.subtract({kin: common[kin] for kin in KIN})  # "Mother" is a name wherever it is capitalised
    not_names = NOT_NAMES - _named_too(utterances)
    seen: defaultdict[str, _Evidence] = defaultdict(_Evidence)
    for at, utterance in enumerate(utterances):
        if utterance.kind is not Kind.HEADING:
            _observe(utterance, common, not_names, seen)
        if utterance.kind is Kind.NARRATION:
            for name in filter(seen.__contains__, _tied(utterances, at, not_names)):
                seen[name].tagged += 1
                seen[name].person += _SPEAKS
    _trust(listed, seen)
    persons = {name: evidence for name, evidence in seen.items() if _is_person(name, evidence, common)}
    return _clustered(persons)


def _trust(listed: Iterable[str], seen: defaultdict[str, _Evidence]) -> None:
    """Takes names in *seen* for people's if they are *listed*, or the first or last of a whole name that is."""
    folded = {name.casefold(): name for name in seen}
    for written in listed:
        name, _ = _cleaned(_REMARK.sub("", written), NOT_NAMES)
        own = parts(name)[1] if name else []
        known = [folded[form] for form in map(str.casefold, (name, *own[:1], *own[-1:])) if form in folded]
        if known and name.casefold() not in folded:
            known.append(name)
        for one in known:
            seen[one].listed = True


def _named_too(utterances: Sequence[Utterance]) -> frozenset[str]:
    """The words, otherwise no names, that this story has as names of people."""
    found = (match for one in utterances if one.kind is Kind.NARRATION for match in _NAMED_TOO.finditer(one.text))
    return frozenset(match["said"] or match["says"] or match["titled"] for match in found)


def _tied(utterances: Sequence[Utterance], at: int, not_names: frozenset[str]) -> Iterator[str]:
    """The names that the narration at *at* ties by a speech verb to the quotation before or behind it."""
    text, place = utterances[at].text, utterances[at].place
    before, after = utterances[at - 1] if at else None, utterances[at + 1] if at + 1 < len(utterances) else None
    match = _NAME.search(text, 0, 120)
    if match and before and before.place == place and last_sign(before.text) in ",-—–!?…":
        behind = not text[: match.start()].strip(" ,-—–") and _SAID_AFTER.match(text, match.end())
        if behind or text.startswith(_verb_before(text[: match.start()]) or "\0"):
            yield _cleaned(match[0], not_names)[0]
            return
    if after and after.place == place and text.endswith((",", ":")):
        *_, (start, _) = sentences(text, 0, len(text))
        match = _NAME.match(text, start)
        if match and _LEADS_IN.match(text, match.end()):
            yield _cleaned(match[0], not_names)[0]


def _verb_before(before: str) -> str:
    """The verb of speech *before* a name ends with, adjectives left out: "said dear old"."""
    if not before[-1:].isspace():
        return ""
    for word in before.split()[:-4:-1]:
        if word in SPEECH_VERBS:
            return word
        if word in FUNCTION_WORDS or not word.isalpha() or not word.islower() or word.endswith(("ly", "ing")):
            return ""
    return ""


def _observe(
    utterance: Utterance, common: Counter[str], not_names: frozenset[str], seen: defaultdict[str, _Evidence]
) -> None:
    text, quoted = utterance.text, utterance.kind in (Kind.QUOTATION, Kind.THOUGHT, Kind.MESSAGE)
    for match in _NAME.finditer(text):
        before = text[max(0, match.start() - 36) : match.start()]
        fresh = not before.strip() or bool(_FRESH.search(before))
        name, clipped = _cleaned(match[0], not_names)
        if not name or (name.isupper() and len(name) > 3):
            continue
        fresh = fresh and not clipped
        evidence = seen[name]
        if fresh and " " not in name and common[name.lower()] > 2:
            continue
        evidence.initial += fresh
        evidence.inside += not fresh
        after = text[match.end() : match.end() + 24]
        if quoted:
            evidence.person += _ADDRESSED * _is_addressed(before, after)
        else:
            evidence.person += _ACTS_WEIGHT * bool(_ACTS.match(after))
            said, tagged = _verb_before(before), bool(_TAG_AFTER.match(after))
            evidence.tagged += tagged or said in _TAG_VERBS
            evidence.person += _SPEAKS * (tagged or bool(said))
            evidence.person += _OWNS * match[0].endswith(("'s", "’s"))
            _vote(text, match, evidence.pronouns)
        evidence.placed += bool(_PLACED.search(before))


def _cleaned(name: str, not_names: frozenset[str]) -> tuple[str, bool]:
    """*name* without its possessive and the sentence's first word; and whether a word was taken off its front."""
    words = _POSSESSIVE.sub("", " ".join(name.split())).split()
    front = len(list(takewhile(lambda word: word in not_names and not _is_title(word), words)))
    words, clipped = words[front:], front > 0
    if len(words) > 1 and words[-1] in _STREETS:
        return "", clipped
    while words and words[-1] in not_names:
        words.pop()
    if not words or len(words) > 4 or all(word.rstrip(".") in not_names for word in words):
        return "", clipped
    return " ".join(words), clipped


def _is_title(word: str) -> bool:
    return word.lower().rstrip(".") in TITLES


def _is_addressed(before: str, after: str) -> bool:
    ends = not after.strip('"” ') or after.lstrip()[:1] in ",.!?;—"
    return ends and (before.rstrip()[-1:] in ("", ",", '"', "“") and (before.strip() != "" or after[:1] == ","))


def _vote(text: str, name: re.Match[str], pronouns: Counter[Gender]) -> None:
    match = _PRONOUN_AFTER.match(text, name.end(), name.end() + 100)
    if match:
        pronouns[Gender.MALE if match[1] else Gender.FEMALE] += 1


def _is_person(name: str, evidence: _Evidence, common: Counter[str]) -> bool:
    words = name.split()
    titled = _is_title(words[0]) and len(words) > 1
    if evidence.listed:
        return True
    known = words[0].lower() in _FIRST_NAMES
    if evidence.inside == 0 and not titled and common[name.lower()] > 0:
        return False
    weight = evidence.person + _TITLED * titled + _KNOWN_NAME * known
    often = evidence.count >= 2 or evidence.tagged or titled or known
    return bool(often) and weight >= _PERSON and (titled or weight * 3 >= evidence.placed)


def _clustered(names: dict[str, _Evidence]) -> tuple[Character, ...]:
    """'Elizabeth Bennet', 'Elizabeth' and 'Miss Bennet' as one character where nothing forbids it."""
    clusters: list[_Cluster] = []
    namesakes: defaultdict[str, dict[int, _Cluster]] = defaultdict(dict)
    for name in sorted(names, key=lambda one: (-len(parts(one)[1]), -names[one].count, one)):
        titles, own = parts(name)
        ranked = bool(RANKS.intersection(titles[-1:]))
        last = len(own) == 1 and (ranked or _is_last(own[0], namesakes[own[0]].values()))
        gender = _gender(name, names[name].pronouns, first_is_last=last)
        home = _home(name, gender, namesakes[own[0]].values())
        if home is None:
            home = _Cluster(own)
            clusters.append(home)
        home.join(name, names[name].count, gender)
        for word in (own[0], own[-1]):
            namesakes[word][id(home)] = home
    clusters.sort(key=lambda one: (-sum(one.names.values()), one.name))
    return tuple(one.character() for one in clusters)


def _is_last(name: str, namesakes: Iterable["_Cluster"]) -> bool:
    """Whether *name* is known as a last name, and as nobody's first name."""
    firsts = [one.own[0] == name for one in namesakes if len(one.own) > 1]
    return bool(firsts) and not any(firsts)


@dataclass(slots=True)  # not frozen: names are joined to it one by one, and it never leaves this module
class _Cluster:
    """Names of one person, while they are being joined."""

    own: list[str]
    """First and last name, titles left out."""
    names: Counter[str] = field(default_factory=Counter)
    gender: Gender = Gender.UNKNOWN

    @property
    def name(self) -> str:
        return max(self.names, key=lambda one: (self.names[one] + 2 * len(one.split()), one))

    def join(self, name: str, count: int, gender: Gender) -> None:
        self.names[name] += count
        if self.gender is Gender.UNKNOWN:
            self.gender = gender

    def is_wife(self, last: str) -> bool:
        """Whether one of the names is a Mrs with the *last* name."""
        return any(name.startswith("Mrs") and parts(name)[1][-1] == last for name in self.names)

    def character(self) -> Character:
        return Character(self.name, tuple(sorted(self.names, key=lambda one: (-self.names[one], one))), self.gender)


def _home(name: str, gender: Gender, clusters: Iterable[_Cluster]) -> _Cluster | None:
    """The cluster *name* belongs to: same first and last name, else same first, else same last name."""
    titles, own = parts(name)
    fitting = [one for one in clusters if Gender.UNKNOWN in (gender, one.gender) or gender is one.gender]
    if len(own) > 1:
        tests = [[one for one in fitting if len(one.own) > 1 and one.own[0] == own[0] and one.own[-1] == own[-1]]]
    elif titles[:1] == ["mrs"]:  # the wife, not a daughter who bears the same last name
        tests = [[one for one in fitting if one.is_wife(own[0])]]
    else:
        firsts = [one for one in fitting if one.own[0] == own[0] and len(one.own) > 1]
        lasts = [one for one in fitting if one.own[-1] == own[0]]
        bare = [one for one in fitting if one.own == own]
        tests = [lasts, firsts, bare] if titles else [firsts, lasts, bare]
    for found in tests:
        if found:
            return max(found, key=lambda one: sum(one.names.values()))
    return None


def parts(name: str) -> tuple[list[str], list[str]]:
    """The titles in *name*, and the name proper."""
    words = name.split()
    titles = []
    while len(words) > 1 and words[0].lower().rstrip(".") in TITLES:
        titles.append(words.pop(0).lower().rstrip("."))
    return titles, words


def _gender(name: str, pronouns: Counter[Gender], *, first_is_last: bool) -> Gender:
    """By title, else by the pronouns that follow the name, else by the first name unless *first_is_last*."""
    titles, own = parts(name)
    first = own[0].lower()
    for title in (*titles, first) if first in KIN else titles:
        if title in MALE_TITLES:
            return Gender.MALE
        if title in FEMALE_TITLES:
            return Gender.FEMALE
    known = Gender.UNKNOWN if first_is_last else _gender_of_first(first)
    male, female = pronouns[Gender.MALE], pronouns[Gender.FEMALE]
    most, least = max(male, female), min(male, female)
    enough = _OVERRULES if known is not Gender.UNKNOWN else _TELLS
    if most >= enough and most >= 2 * least + 1:
        return Gender.MALE if male > female else Gender.FEMALE
    return known


def gender_of(name: str) -> Gender:
    """The gender that *name* tells, by its title or its first name."""
    return _gender(name, Counter(), first_is_last=False)


def _gender_of_first(name: str) -> Gender:
    return Gender.MALE if name in MALE_NAMES else Gender.FEMALE if name in FEMALE_NAMES else Gender.UNKNOWN
