"""Epithets: which of the characters "the witch" is."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from narrate.dialogue.characters import parts
from narrate.dialogue.lexicon import FEMALE_NOUNS, MALE_NOUNS, PERSON_NOUNS, STYLED
from narrate.dialogue.names import Names
from narrate.dialogue.sentences import sentences
from narrate.model import Character, Gender, Kind, Utterance

_EPITHET = re.compile(rf"\b[Tt]he (?:{'|'.join(sorted(PERSON_NOUNS))})\b")
_STYLE = re.compile(rf"\b[Tt]he (?:{'|'.join(sorted({*STYLED.values(), *map(str.title, STYLED.values())}))})\b")
_SUBJECT_WORDS = 3
"""A mention among a sentence's first words is its subject: not whom an epithet further on means."""
_AGREEING = 4
"""One use in so many must vote, or the epithet is a noun like any other."""


def noun_gender(noun: str) -> Gender:
    """The gender *noun* tells of a person: "waiter", or "Emma's brother"."""
    *_, noun = noun.split()
    return Gender.MALE if noun in MALE_NOUNS else Gender.FEMALE if noun in FEMALE_NOUNS else Gender.UNKNOWN


def _by_title(characters: Sequence[Character], utterances: Sequence[Utterance]) -> dict[str, int]:
    """The epithets that titles give and the story uses: "the queen" is the only one of that title."""
    used = {f"the {match[4:]}" for one in utterances for match in _STYLE.findall(one.text)}
    bearers: defaultdict[str, set[int]] = defaultdict(set)
    for number, character in enumerate(characters):
        for title in {title for alias in character.aliases for title in parts(alias)[0]}:
            bearers[STYLED.get(title, "")].add(number)
    alone = {noun: min(who) for noun, who in bearers.items() if noun and len(who) == 1}
    return {epithet: alone[noun] for epithet in sorted(used) if (noun := epithet[4:].lower()) in alone}


def with_epithets(characters: Sequence[Character], utterances: Sequence[Utterance]) -> tuple[Character, ...]:
    """*characters* with "the NOUN" among their aliases, where the text around each use agrees on one of them.

    An epithet stands for somebody just mentioned, but not for the subject of its own or the last sentence, whom
    writers call by pronoun. A title in somebody's name is their epithet where nobody else bears it.
    """
    votes: defaultdict[str, Counter[int]] = defaultdict(Counter)
    names = Names(characters)
    for utterance in utterances:
        if utterance.kind is Kind.NARRATION and _EPITHET.search(utterance.text):
            _vote(utterance.text, names, characters, votes)
    given: defaultdict[int, list[str]] = defaultdict(list)
    uses = Counter("the " + match[4:] for one in utterances for match in _EPITHET.findall(one.text))
    titled = _by_title(characters, utterances)
    for epithet, number in titled.items():
        given[number].append(epithet)
    for epithet, counts in sorted((one, counts) for one, counts in votes.items() if one not in titled):
        (best, most), *others = counts.most_common()
        if most > 2 * sum(count for _, count in others) and most * _AGREEING >= uses[epithet]:
            given[best].append(epithet)
    return tuple(
        replace(character, aliases=(*character.aliases, *given[number])) for number, character in enumerate(characters)
    )


def _vote(text: str, names: Names, characters: Sequence[Character], votes: defaultdict[str, Counter[int]]) -> None:
    earlier: list[int] = []
    for start, end in sentences(text, 0, len(text)):
        sentence = text[start:end]
        objects = [
            (at, who[0])
            for at, _, who in names.find(sentence)
            if len(who) == 1 and len(sentence[:at].split()) >= _SUBJECT_WORDS and not _leads_clause(sentence, at)
        ]
        for match in _EPITHET.finditer(sentence):
            noun = match[0].split()[1]
            meant = [who for at, who in objects if at < match.start()] or earlier
            if meant and _fits(noun_gender(noun), characters[meant[-1]].gender):
                votes["the " + noun][meant[-1]] += 1
        earlier = [who for _, who in objects]


def _leads_clause(sentence: str, at: int) -> bool:
    return sentence[:at].rstrip().endswith((",", ";", ":", "—"))


def _fits(one: Gender, other: Gender) -> bool:
    return Gender.UNKNOWN in (one, other) or one is other
