"""What speaks for and against each candidate of a turn, as numbers a trained ranker weighs."""

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np

from narrate.dialogue.acts import Act
from narrate.dialogue.candidates import CANDIDATES, Candidates
from narrate.dialogue.diction import Diction, Words, words_of
from narrate.dialogue.epithets import noun_gender
from narrate.dialogue.evidence import CUE, CUES, Evidence, Numbers, Row
from narrate.dialogue.presence import Presence
from narrate.dialogue.reading import PRONOUN_GENDER, Acted
from narrate.dialogue.story import Story
from narrate.dialogue.subjects import Subject
from narrate.dialogue.surroundings import BEHIND, Told, told_around
from narrate.dialogue.turns import Turn
from narrate.model import Gender

_TOO = 4
"""Acts beside the nearest that count, at each position."""
_FAR = 12
"""Paragraphs: turns further apart tell nothing of each other."""
_GAP, _SCENE = 8, 12
"""Paragraphs between turns, and people in a scene; more count as so many."""
_YES_NO = frozenset("yes no yeah yep nope nah sure okay ok right oh well fine maybe".split())
_YOU, _I = frozenset({"you", "your", "you're", "you’re"}), frozenset({"i", "my", "me", "i'm", "i’m"})
_MALE_CALL = frozenset("sir mister dad daddy father papa boy son lad man bro dude".split())
_FEMALE_CALL = frozenset("madam ma'am ma’am miss mum mom mother mama mommy mummy girl lady".split())


class Features:
    """The evidence of each of the *turns* of a *story*."""

    def __init__(self, story: Story, turns: Sequence[Turn]) -> None:
        self._story, self._turns = story, turns
        self._reader = story.reader
        self._tags = [story.tag(turn.pieces) for turn in turns]
        strangers = {tag.noun: self._reader.unnamed(tag.noun) for tag in self._tags if tag is not None and tag.noun}
        self._teller = self._reader.teller
        self._genders = [one.gender for one in self._reader.characters]
        self._words = [words_of(" ".join(story.utterances[at].text for at in turn.pieces)) for turn in turns]
        told = list(map(self._tellers, self._tags))
        self._presence = Presence(story, turns, told)
        self._candidates = Candidates(self._presence, self._tags, strangers, self._teller)
        self._diction = Diction(self._words, told)

    def _tellers(self, tag: Subject | None) -> tuple[int, ...]:
        """Whom a tag names beyond doubt."""
        if tag is None:
            return ()
        if tag.who:
            return tag.who if len(tag.who) == 1 else ()
        own = tag.pronoun and tag.pronoun == self._reader.person
        return (self._teller,) if own and self._teller is not None else ()

    def evidence(self) -> list[Evidence]:
        """Of every turn, in order."""
        told = [told_around(self._story, self._turns, number) for number in range(len(self._turns))]
        candidates = [self._candidates.of(number, places) for number, places in enumerate(told)]
        begins = np.cumsum([0, *map(len, candidates)])
        cells: dict[int, float] = {}
        traits = []
        for number, places in enumerate(told):
            row = Row(candidates[number], int(begins[number]), cells, self._genders)
            self._fill(row, number, places)
            traits.append(row.traits)
        cues = self._columns(candidates, int(begins[-1]))
        cues.flat[np.fromiter(cells, np.int64)] = np.fromiter(cells.values(), np.float32)
        parts, rows = np.split(cues, begins[1:])[:-1], np.array(traits, np.float32)
        return [Evidence(*one) for one in zip(candidates, parts, rows, strict=True)]

    def _columns(self, candidates: Sequence[tuple[int, ...]], count: int) -> Numbers:
        """The cues that everybody has, shape (*count*, CUES)."""
        cues = np.zeros((count, len(CUES)), np.float32)
        for name, values in self._presence.columns(candidates):
            cues[:, CUE[name]] = values
        likely = (self._diction.likely(number, own) for number, own in enumerate(candidates))
        cues[:, CUE["words"]] = np.fromiter(chain.from_iterable(likely), np.float32)
        who = np.fromiter(chain.from_iterable(candidates), np.int64)
        cues[:, CUE["teller"]] = who == (-1 if self._teller is None else self._teller)
        cues[:, CUE["unnamed"]] = np.array([self._reader.is_unnamed(one) for one in range(len(self._genders))])[who]
        for name, gender in (("male", Gender.MALE), ("female", Gender.FEMALE)):
            cues[:, CUE[name]] = np.array([one is gender for one in self._genders])[who]
        return cues

    def _fill(self, row: Row, number: int, told: Told) -> None:
        for position, acted in told.items():
            if acted:
                near, *others = acted if position in BEHIND else acted[::-1]
                _put_act(row, position, *near)
                _put_others(row, position, others[:_TOO])
        tag = self._tags[number]
        wanted = self._put_tag(row, number, tag) if tag is not None else None
        self._put_said(row, number)
        self._put_mind(row, number, wanted or _wanted(told))
        self._put_words(row, number)
        self._put_gaps(row, number)

    def _put_tag(self, row: Row, number: int, tag: Subject) -> Gender | None:
        """What the turn's *tag* tells; the gender of its pronoun."""
        moment = self._story.moments[self._turns[number].pieces[0]]
        row.trait("tagged")
        row.trait("tag_several", tag.several)
        row.trait("tag_definite", tag.definite)
        if tag.who:
            row.trait("tag_name")
            row.put_all(tag.who, "tag_shared" if len(tag.who) > 1 else "tag_named")
            row.rest("tag_other", tag.who)
            if len(tag.who) > 1:
                row.put(self._reader.likely(tag.who, moment), "tag_meant")
        stranger = self._stranger(tag)
        if stranger is not None:
            row.trait("tag_noun")
            row.put(stranger, "tag_noun")
            row.gendered("tag_noun", noun_gender(tag.noun or self._reader.characters[stranger].name))
        if tag.pronoun in ("i", "you"):
            row.trait("tag_i")
            row.put(self._teller, "tag_teller")
        elif tag.pronoun in ("they", "we", "it", "other"):
            row.trait(f"tag_{tag.pronoun}")
        elif tag.pronoun in PRONOUN_GENDER:
            row.trait("tag_he_she")
            row.gendered("tag", PRONOUN_GENDER[tag.pronoun])
            row.put(self._reader.resolve(tag, moment), "tag_meant")
            return PRONOUN_GENDER[tag.pronoun]
        return None

    def _stranger(self, tag: Subject) -> int | None:
        """Whom a tag describes by a noun, or names who has no other name."""
        if tag.noun:
            return self._reader.unnamed(tag.noun)
        return tag.who[0] if len(tag.who) == 1 and self._reader.is_unnamed(tag.who[0]) else None

    def _put_said(self, row: Row, number: int) -> None:
        """Who is called and spoken of in the turn and in those beside it."""
        for other, suffix in ((number, ""), (number - 1, "_1"), (number - 2, "_2"), (number + 1, "_next")):
            if not 0 <= other < len(self._turns) or abs(self._turns[other].first - self._turns[number].first) > _FAR:
                continue
            said = [self._story.said[at] for at in self._turns[other].pieces]
            for one in said:
                for who in one.addressed:
                    row.put(who, f"addressed{suffix}")
                for who in one.own if suffix in ("", "_1") else ():
                    row.put(who, f"own_name{suffix}")
                for who in one.spoken_of if suffix != "_2" else ():
                    row.put(who, f"spoken_of{suffix}")
            if suffix in ("", "_1"):
                row.trait(f"addresses{suffix}", any(one.addressed for one in said))
            if suffix == "_1":
                tokens = self._words[other].tokens
                male, female = not _MALE_CALL.isdisjoint(tokens), not _FEMALE_CALL.isdisjoint(tokens)
                if male != female:
                    row.gendered("called", Gender.MALE if male else Gender.FEMALE, suffix)

    def _put_mind(self, row: Row, number: int, wanted: Gender | None) -> None:
        """Whom a reader has in mind; *wanted* is the gender that a pronoun beside the words tells."""
        turn = self._turns[number]
        moment = self._story.moments[turn.pieces[0]]
        for rank, who in enumerate(moment.recent[:6]):
            row.put(who, f"rank{rank}")
        row.put(moment.focus, "focus")
        fitting = [who for who in moment.recent if wanted is None or self._genders[who] is wanted]
        for rank, who in enumerate(fitting[:3]):
            row.put(who, f"fit{rank}")
        for who in self._story.gone[turn.first]:
            row.put(who, "gone")
        if wanted is not None:
            present, fits = self._presence.company(number), (wanted, Gender.UNKNOWN)
            around = [who for who in row.index if who in present and self._genders[who] in fits]
            if len(around) == 1:
                row.put(around[0], "only_fit")

    def _put_words(self, row: Row, number: int) -> None:
        """What kind of words they are, and those before them."""
        turn, words = self._turns[number], self._words[number]
        said = self._story.said[turn.pieces[0]]
        _put_kind(row, words, "")
        if number:
            _put_kind(row, self._words[number - 1], "_1")
        row.trait("exclaims", words.sign == "!")
        row.trait("trails_off", words.sign == "…")
        row.trait("short", words.size <= 3)
        row.trait("length", float(np.log1p(words.size)) / 4)
        row.trait("pieces", len(turn.pieces) > 1)
        row.trait("opens", self._story.paragraphs[turn.first][0] == turn.pieces[0])
        row.trait("only_name", words.size <= 3 and bool(said.addressed or said.spoken_of or said.own))
        row.trait("i", not words.tokens.isdisjoint(_I))

    def _put_gaps(self, row: Row, number: int) -> None:
        """How far the turns around are, and how full the scene is."""
        turn, scenes = self._turns[number], self._presence.scenes
        scene = scenes[turn.first]
        row.trait("gap")
        row.trait("gap_next")
        if number:
            before = self._turns[number - 1]
            row.trait("gap", min(max(turn.first - before.last - 1, 0), _GAP) / _GAP)
            row.trait("scene_new", scenes[before.first] != scene)
        if number + 1 < len(self._turns):
            behind = self._turns[number + 1]
            row.trait("gap_next", min(max(behind.first - turn.last - 1, 0), _GAP) / _GAP)
            row.trait("scene_last", scenes[behind.first] != scene)
        row.trait("told", self._reader.tells_of_itself)
        row.trait("candidates", len(row.index) / CANDIDATES)
        row.trait("in_scene", min(len(self._presence.company(number)), _SCENE) / _SCENE)


def _wanted(told: Told) -> Gender | None:
    """The gender a pronoun beside the words tells."""
    beside = [acted[at][1].subject for acted, at in ((told["before"], -1), (told["after"], 0)) if acted]
    pronouns = (subject.pronoun for subject in beside if subject)
    return next((PRONOUN_GENDER[pronoun] for pronoun in pronouns if pronoun in PRONOUN_GENDER), None)


def _put_act(row: Row, position: str, who: int | None, act: Act) -> None:
    """What the act nearest to the words tells of *who* does it, and of others."""
    subject = act.subject
    named = bool(subject and subject.who)
    row.trait(f"{position}_told")
    row.trait(f"{position}_named", named)
    row.trait(f"{position}_nobody", subject is None)
    row.trait(f"{position}_colon", act.speaks)
    row.put(who, f"{position}_acts" if named else f"{position}_meant")
    for role, true in (("reacts", act.reacts), ("speaks", act.speaks), ("inside", act.inside)):
        if true:
            row.put(who, f"{position}_{role}")
    if subject and subject.pronoun in PRONOUN_GENDER:
        row.trait(f"{position}_pronoun")
        row.gendered(position, PRONOUN_GENDER[subject.pronoun])
    for mentioned in act.mentioned:
        row.put_all(mentioned, f"{position}_named", but=who)
    for one in act.appears:
        row.put(one, f"{position}_appears")
    if act.told is not None:
        row.put_all(act.told.who, f"{position}_turned_to")
        if act.told.pronoun in PRONOUN_GENDER:
            row.only(f"{position}_turned_fits", PRONOUN_GENDER[act.told.pronoun], {who})
    if act.reaches:
        row.only(f"{position}_reached", PRONOUN_GENDER[act.reaches], set(chain.from_iterable(act.mentioned)))


def _put_others(row: Row, position: str, acted: Iterable[Acted]) -> None:
    """What the acts behind the nearest tell."""
    for who, act in acted:
        row.put(who, f"{position}_acts_too")
        for mentioned in act.mentioned:
            row.put_all(mentioned, f"{position}_named_too", but=who)


def _put_kind(row: Row, words: Words, suffix: str) -> None:
    """What kind of *words* they are."""
    row.trait(f"question{suffix}", words.sign == "?")
    row.trait(f"breaks_off{suffix}", words.sign in "—–-" and bool(words.sign))
    row.trait(f"yes_no{suffix}", words.first in _YES_NO)
    row.trait(f"you{suffix}", not words.tokens.isdisjoint(_YOU))
