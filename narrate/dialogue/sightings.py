"""Reads a story for names, and gathers what speaks for each being a person's."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import takewhile

from narrate.dialogue.given_names import FIRST_NAMES, WORDS_TOO
from narrate.dialogue.lexicon import (
    FUNCTION_WORDS,
    KIN,
    NAMES_TOO,
    NATIONS,
    NOT_NAMES,
    PERSON_NOUNS,
    PLACE_WORDS,
    SPEECH_VERBS,
    TITLES,
)
from narrate.dialogue.sentences import last_sign, sentences
from narrate.model import Kind, Utterance

_UPPER = "".join(
    character
    for character in map(chr, (*range(0xC0, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x1F00)))
    if character.isupper()
)
_WORD = rf"[A-Z{_UPPER}](?:[^\W_]|[’'-](?=[^\W_]))*+"
_TITLE_WORDS = "|".join(
    sorted(
        {*map(str.capitalize, TITLES), *(title.upper() for title in TITLES if len(title) == 2)}, key=len, reverse=True
    )
)
_DOT = r"(?:(?<=Mr|Ms|Dr|Lt)\.|(?<=Mrs|Col|Rev|Sgt|Mme)\.|(?<=Prof|Capt|Mlle)\.)?"
"""A full stop after an abbreviated title only: in "Yes, Madam. I" it ends the sentence."""
_TITLE = rf"(?:{_TITLE_WORDS})\b{_DOT}"
_PARTICLE = r"(?:de|von|van|der|den|la|du|le|di|da|del|bin|ibn|af|av)\s+"
_NAME = re.compile(
    rf"(?<![^\W_])(?:{_TITLE}\s+)*{_WORD}(?:\s+(?:{_PARTICLE}){{0,2}}(?!{_TITLE}\s)(?:al-|el-)?{_WORD})*+"
)
_POSSESSIVE = re.compile(r"['’](?:s|d|ll|ve|re|m|S)$")
"""And the contractions that a name may carry in the same way."""
_APOSTROPHE = re.compile("['’]")
_FRESH = frozenset('.!?:…"“”‘(*_—')
"""What stands before a word that would be capitalised anyway; and an apostrophe that ends no word, and two dashes."""
_SAID = "|".join(sorted(SPEECH_VERBS))
_DOES = (
    r"(?:felt|came|comes|sat|stood|took|knew|saw|gave|left|made|got|let|ran|went|"
    r"kept|held|put|shook|bent|leant|leaned|drew|threw|lay|rose|spoke|told|read|tells|ate|drank|slept|woke|rode|drove|wrote|bit|hid|fell|flew|blew|broke|chose|froze|"
    r"swung|hung|clung|sang|swam|began|won|lost|found|caught|thought|brought|bought|fought|paid|laid|slid|lit|met|"
    r"shot|stuck|struck|swept|wept|leapt|crept|spun|spat|sent|heard|grew|wore|tore|swore|shut|set|cut|hit|"
    r""
    r"[a-z]+ed|[a-z]{2,}[a-rt-z]s)"
)
_ACTS = re.compile(
    rf"\s+(?:(?:\w+ly|just|never|only|still|already|did|does|had|has|would|could|didn['’]t|doesn['’]t|who)\s+)?(?:{_SAID}|{_DOES})\b"
)
_TAG_VERBS = frozenset(
    """said says asked asks replied replies answered answers cried cries whispered whispers shouted shouts exclaimed
    muttered mutters murmured murmurs yelled yells""".split()
)
"""Verbs only people do: one use makes a person of a name."""
_TAG = rf"(?:{'|'.join(sorted(_TAG_VERBS))})"
_TAG_AFTER = re.compile(rf"\s+(?:\w+ly\s+)?{_TAG}\b")
_SAID_AFTER = re.compile(rf"\s+(?:\w+ly\s+)?(?:{_SAID})\b")
_LEADS_IN = re.compile(rf"(?:\s+\w+ly)?(?:,[^,.!?]{{1,80}},)?\s+(?:{_SAID})(?:\s+\w+ly)?\s*[,:]\s*$")
"""Behind a name: "Zorblax, who lay on the couch, said,"."""
_OTHERWISE = "|".join(sorted(NAMES_TOO))
_NAMED_TOO = re.compile(
    rf"\b{_TAG}\s+(?P<said>{_OTHERWISE})\b(?!\s+[A-Z])|\b(?P<says>{_OTHERWISE})\s+{_TAG}\b|\b{_TITLE}\s+(?P<titled>{_OTHERWISE})\b"
)
_ONE_NAMED_TOO = re.compile(_OTHERWISE)
"""Looked for first, for it is found fast and seldom."""
_INTO = frozenset("in into through across around throughout outside inside".split())
_AT = frozenset("at to from near of toward towards".split())
_ARTICLES = frozenset("The the A a An an This this That that Every every No no".split())
_BODY = re.compile(
    r"\s+(?:\w+\s+)?(?:face|eyes?|lips|mouth|brows?|eyebrows?|voice|expression|head|jaw|smile|frown|gaze|cheeks?|hands?|arms?|"
    r"shoulders?|fingers?|hair|knees?|mother|father|sister|brother|wife|husband|laugh|grin|elbow|chin|throat)\b"
)
_OWN_NAME = frozenset("I'm I’m name's name’s Named named called".split())
_OWN_NAMES = frozenset(
    {"I am", "name is"}
    | {f"{call} {whom}" for call in ("call", "calls", "called", "Call") for whom in ("me", "you", "him", "her")}
)
"""Before a name: "call me"."""
_OF_KIN = (PERSON_NOUNS | KIN) - {"count"}
"""Before a name: "my sister Ines"."""
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
"""Behind a name in a list: "Angel (BtVS)"."""
_STREETS = frozenset("St Rd Ave Blvd".split())
"""Last words of what is no person's name: James St."""
_LOWER = re.compile(r"[a-z](?<!\w.)[a-z]++(?!\w)")
_LETTERS = re.compile(r"^.\.?$")

_TITLED, _KNOWN, _SPEAKS, _ACTS_WEIGHT, _CALLED, _GREETED, _OWNS, _IS = 3.0, 1.5, 2.0, 1.0, 1.5, 0.5, 0.3, 2.0
"""How much each kind of evidence says that a name is a person's; _CALLED is "…, Bea.", _GREETED "Bea, …"."""
_PERSON = 1.5
"""Evidence a name needs."""


class Sightings:
    """What is seen of each name while the story is read."""

    def __init__(self) -> None:
        self.inside: Counter[str] = Counter()
        """Times in the middle of a sentence, where only names are capitalised."""
        self.initial: Counter[str] = Counter()
        self.person: defaultdict[str, float] = defaultdict(float)
        self.tagged: Counter[str] = Counter()
        """Times a speech tag is made with it."""
        self.placed: defaultdict[str, float] = defaultdict(float)
        self.articled: Counter[str] = Counter()
        self.told: defaultdict[str, set[int]] = defaultdict(set)
        """By name, the stretches of narration that have it."""
        self.called: defaultdict[str, set[int]] = defaultdict(set)
        """The quotations that address somebody by it."""
        self.listed: set[str] = set()
        """Names that the format says are somebody's."""

    def count(self, name: str) -> int:
        """How often *name* is seen."""
        return self.inside[name] + self.initial[name]

    def stretches(self, names: Iterable[str]) -> set[int]:
        """The stretches of narration that have one of *names*."""
        return {at for name in names for at in self.told.get(name, ())}

    def narrated(self, names: Collection[str]) -> float:
        """The share of *names* that stands in narration."""
        return sum(len(self.told.get(name, ())) for name in names) / max(1, sum(map(self.count, names)))

    def calls(self, names: Iterable[str]) -> set[int]:
        """The quotations that address somebody by one of *names*."""
        return {at for name in names for at in self.called.get(name, ())}

    def names(self) -> set[str]:
        """All that was seen, people or not."""
        return {*self.inside, *self.initial}


def people(utterances: Sequence[Utterance], listed: Iterable[str] = ()) -> tuple[Sightings, frozenset[str]]:
    """What is seen of names in *utterances*, and those that are people's; names that are *listed* are."""
    common = Counter(word for one in utterances for word in _LOWER.findall(one.text))
    common.subtract({kin: common[kin] for kin in KIN})  # "Mother" is a name wherever it is capitalised
    not_names = NOT_NAMES - _named_too(utterances)
    seen = Sightings()
    for at, utterance in enumerate(utterances):
        if utterance.kind is not Kind.HEADING:
            _observe(at, utterance, common, not_names, seen)
        if utterance.kind is Kind.NARRATION:
            for name in _tied(utterances, at, not_names):
                if seen.count(name):
                    seen.tagged[name] += 1
                    seen.person[name] += _SPEAKS
    _trust(listed, seen)
    names = seen.names()
    persons = {name for name in names if _is_person(name, seen, common) and not _is_family(name, names, seen)}
    whole = {
        name for name in names if " " in name and parts(name)[1][0] in persons and name.split()[-1] not in PLACE_WORDS
    }
    return seen, frozenset(persons | whole | seen.listed)


def parts(name: str) -> tuple[list[str], list[str]]:
    """The titles in *name*, and the name proper."""
    words = name.split()
    titles = []
    while len(words) > 1 and words[0].lower().rstrip(".") in TITLES:
        titles.append(words.pop(0).lower().rstrip("."))
    return titles, words


def _trust(listed: Iterable[str], seen: Sightings) -> None:
    """Takes names for people's if they are *listed*, or the first or last of a whole name that is."""
    folded = {name.casefold(): name for name in seen.names()}
    for written in listed:
        name, _ = _cleaned(_REMARK.sub("", written), NOT_NAMES)
        own = parts(name)[1] if name else []
        known = [folded[form] for form in map(str.casefold, (name, *own[:1], *own[-1:])) if form in folded]
        if known and name.casefold() not in folded:
            known.append(name)
        seen.listed.update(known)


def _named_too(utterances: Sequence[Utterance]) -> frozenset[str]:
    """The words, otherwise no names, that this story has as names of people."""
    narration = (one.text for one in utterances if one.kind is Kind.NARRATION and _ONE_NAMED_TOO.search(one.text))
    found = (match for text in narration for match in _NAMED_TOO.finditer(text))
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


def _observe(at: int, utterance: Utterance, common: Counter[str], not_names: frozenset[str], seen: Sightings) -> None:
    text, quoted = utterance.text, utterance.kind in (Kind.QUOTATION, Kind.THOUGHT, Kind.MESSAGE)
    for match in _NAME.finditer(text):
        before = text[max(0, match.start() - 36) : match.start()]
        fresh = _is_fresh(before.rstrip())
        name, clipped = _cleaned(match[0], not_names)
        if name and fresh and not clipped:
            name, clipped = _unadorned(name, common)
        if not name or _shouts(name):
            continue
        fresh = fresh and not clipped
        if fresh and " " not in name and common[name.lower()] > 2 and not (quoted and name in seen.inside):
            continue
        (seen.initial if fresh else seen.inside)[name] += 1
        after = text[match.end() : match.end() + 32]
        if quoted:
            _hear(at, name, before, after, seen)
        else:
            seen.told[name].add(at)
            _watch(match[0], name, before, after, seen)
        _place(name, (before + match[0].partition(name)[0] if clipped else before), seen)


def _is_fresh(before: str) -> bool:
    """Whether a word behind *before* is capitalised because of what stands there."""
    last = before[-1:]
    return last in _FRESH or not last or (last in "'’" and not before[-2:-1].isalnum()) or before.endswith("--")


def _place(name: str, before: str, seen: Sightings) -> None:
    """What the words right *before* a name say of it."""
    words = before.split()[-2:] if before[-1:].isspace() else []
    if not words:
        return
    last, led = words[-1], words[0] if words[-1] == "the" else words[-1]
    seen.placed[name] += 1.0 * (led in _INTO) + 0.5 * (led in _AT)
    seen.articled[name] += last in _ARTICLES
    seen.person[name] += _IS * (last.rstrip(",") in _OF_KIN or last in _OWN_NAME or " ".join(words) in _OWN_NAMES)


def _hear(at: int, name: str, before: str, after: str, seen: Sightings) -> None:
    """What speech that has *name* says of it."""
    ends = not after.strip("\"”’' ") or after.lstrip()[:1] in ",.!?;—…"
    led = before.rstrip()[-1:]
    if ends and led == ",":
        seen.person[name] += _CALLED
        seen.called[name].add(at)
    elif ends and led in ("", '"', "“", "‘", "'", ".", "!", "?", "…"):
        seen.person[name] += _GREETED * (after[:1] in (",", "!", "?", "."))
        seen.called[name].add(at)


def _watch(written: str, name: str, before: str, after: str, seen: Sightings) -> None:
    """What narration that has *name* says of it."""
    said, tagged = _verb_before(before), bool(_TAG_AFTER.match(after))
    seen.tagged[name] += tagged or said in _TAG_VERBS
    seen.person[name] += _SPEAKS * (tagged or bool(said))
    seen.person[name] += _ACTS_WEIGHT * bool(_ACTS.match(after))
    if written.endswith(("'s", "’s")):
        seen.person[name] += _ACTS_WEIGHT if _BODY.match(after) else _OWNS


def _cleaned(name: str, not_names: frozenset[str]) -> tuple[str, bool]:
    """*name* without its possessive and the sentence's first word; and whether a word was taken off its front."""
    words = _POSSESSIVE.sub("", " ".join(name.split())).split()
    front = len(list(takewhile(lambda word: _APOSTROPHE.split(word)[0] in not_names and not _is_title(word), words)))
    words, clipped = words[front:], front > 0
    if len(words) > 1 and words[-1] in _STREETS:
        return "", clipped
    while words and words[-1] in not_names:
        words.pop()
    if not words or len(words) > 5 or all(word.rstrip(".") in not_names for word in words) or _LETTERS.match(words[-1]):
        return "", clipped
    return " ".join(words), clipped


def _unadorned(name: str, common: Counter[str]) -> tuple[str, bool]:
    """*name* without a first word that only begins the sentence: "Presently Adela"."""
    first, _, rest = name.partition(" ")
    lower = first.lower()
    if rest and common[lower] and not _is_title(first) and (lower not in FIRST_NAMES or lower in WORDS_TOO):
        return rest, True
    return name, False


def _shouts(name: str) -> bool:
    return name.isupper() and len(name) > 2


def _is_title(word: str) -> bool:
    return word.lower().rstrip(".") in TITLES


def _is_family(name: str, names: set[str], seen: Sightings) -> bool:
    """Whether *name* is a whole family's, or a people's: "the Thistlewoods"."""
    last = name.rsplit(maxsplit=1)[-1]
    if not last.endswith("s") or seen.tagged[name] or name in seen.listed:
        return False
    single = {last[:-1], last[:-2]}
    known = any(other.split()[-1] in single for other in names if other != name)
    return known and (seen.articled[name] > 0 or " " in name or last[:-1] in names)


def _is_person(name: str, seen: Sightings, common: Counter[str]) -> bool:
    words = name.split()
    lower = words[0].lower()
    titled = _is_title(words[0]) and len(words) > 1
    if name in seen.listed:
        return True
    known = lower in FIRST_NAMES or lower in KIN
    inside, count, tagged, person = seen.inside[name], seen.count(name), seen.tagged[name], seen.person[name]
    if inside == 0 and not titled and common[name.lower()] > 0:
        return False
    if (words[-1] in PLACE_WORDS and not (known and tagged)) or (words[-1] in NATIONS and not tagged):
        return False
    if known and lower in WORDS_TOO and len(words) == 1 and inside == 0 and person < _PERSON:
        return False
    if seen.articled[name] * 2 > count and not tagged and not titled:
        return False
    weight = person + _TITLED * titled + _KNOWN * known
    often = count >= 2 or tagged or titled or known or name in seen.called
    return bool(often) and weight >= _PERSON and (titled or weight * 3 >= seen.placed[name])
