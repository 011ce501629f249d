"""Joins a name that only speakers use with the name the teller has for the same person.

Whoever is called answers, and has often just spoken; nobody calls themselves. So "Quill" in speech is the Evander of
the narration if Evander acts behind the words that call Quill, and never says them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from narrate.dialogue.clusters import Cluster, alike
from narrate.dialogue.first_names import is_first
from narrate.dialogue.lexicon import KIN
from narrate.dialogue.sightings import Sightings, parts
from narrate.model import Gender, Kind, Utterance

_SPOKEN, _TOLD = 0.25, 0.4
"""Shares of a name that stand in narration: at most, for one that only speakers use; at least, for the teller's."""
_ANSWERS, _SPOKE, _CALLS, _TOGETHER = 1.0, 0.5, -3.0, -2.0
"""What it says of two names being one person's: the one acts behind the words that call the other, or before them,
or says them, or stands beside the other."""
_LIKE, _BEGINS = 2.0, 1.0
"""And that one sounds like a short form of the other, or that both begin alike."""
_LACKS, _REACH = 1.0, 3
"""And that the other, alone of all told of so many paragraphs around, has no first name yet, or no last name,
and the one is such; shared by several."""
_FAR = 25
"""Paragraphs away from which somebody is told of who may be meant at all."""
_ENOUGH = 1.5
_SHARE = 0.35
"""Of what a name could have at most, when it is called so often."""
_TELLER = re.compile(r"\b(?:I|[Yy]ou)\b")
_TELLER_ACTS = -1
"""Stands for a teller without a name."""


def linked(
    clusters: Sequence[Cluster], genders: Sequence[Gender], seen: Sightings, utterances: Sequence[Utterance]
) -> list[Cluster]:
    """*clusters*, of these *genders*, with the names that only speakers use joined to those of the teller."""
    acting = _Acting(clusters, seen, utterances)
    told = {number for number, one in enumerate(clusters) if seen.narrated(one.names) >= _TOLD}
    gone: dict[int, int] = {}
    named: set[int] = set()
    for number, one in enumerate(clusters):
        kin = any(parts(name)[1][0].lower() in KIN or name.split()[0].lower() in KIN for name in one.names)
        if one.given or kin or seen.narrated(one.names) > _SPOKEN or not (calls := sorted(seen.calls(one.names))):
            continue
        votes = acting.votes(number, calls)
        allowed = {
            other
            for other in acting.around(calls, _FAR) & told - {number}
            if not (_lasts(one) and _lasts(clusters[other]))
            and (
                Gender.UNKNOWN in (genders[number], genders[other])
                or genders[number] is genders[other]
                or _alike(one, clusters[other])
            )
        }
        for at in calls:
            near = acting.around([at], _REACH)
            lacking = (
                [] if _TELLER_ACTS in near else [who for who in sorted(near & allowed) if _lacks(clusters[who], one)]
            )
            for who in lacking:
                votes[who] = votes.get(who, 0.0) + _LACKS / len(lacking)
        home = _best(number, votes, allowed, clusters, len(calls))
        if home is not None and (_alike(one, clusters[home]) or home not in named):
            gone[number] = home
            named.add(home)
    for number, home in gone.items():
        clusters[home].merge(clusters[number])
    return [one for number, one in enumerate(clusters) if number not in gone]


def _best(
    number: int, votes: dict[int, float], allowed: set[int], clusters: Sequence[Cluster], calls: int
) -> int | None:
    """Who has enough of the *votes*, and far more than anybody else."""
    for other in sorted(allowed):
        if _alike(clusters[number], clusters[other]):
            votes[other] = votes.get(other, 0.0) + _LIKE
        elif votes.get(other, 0.0) > 0 and clusters[other].name[0] == clusters[number].name[0]:
            votes[other] += _BEGINS
    (best, most), *others = sorted(votes.items(), key=lambda one: -one[1]) or [(_TELLER_ACTS, 0.0)]
    second = max((count for _, count in others), default=0.0)
    enough = most >= max(_ENOUGH, _SHARE * calls) and most > 2 * second
    return best if enough and best in allowed else None


def _alike(one: Cluster, other: Cluster) -> bool:
    """Whether a first name of *one* sounds like a short form of one of the *other*."""
    return any(alike(short, first) for short in one.firsts for first in other.firsts)


def _lasts(one: Cluster) -> frozenset[str]:
    """Last names of *one* behind a title: who has one has no other."""
    return frozenset(own[-1] for titles, own in map(parts, one.names) if titles)


def _lacks(one: Cluster, other: Cluster) -> bool:
    """Whether *other* is a first name and *one* has none, or a last name behind a title and *one* has none."""
    (titles, own), *more = [parts(name) for name in other.names]
    if more or len(own) > 1 or KIN.intersection(titles):
        return False
    known = [parts(name) for name in one.names]
    if any(len(words) > 1 for _, words in known):
        return False
    if titles:
        return all(not before for before, _ in known) and all(is_first(words[0]) for _, words in known)
    return is_first(own[0]) and all(before or not is_first(words[0]) for before, words in known)


class _Acting:
    """Who acts in which paragraph."""

    def __init__(self, clusters: Sequence[Cluster], seen: Sightings, utterances: Sequence[Utterance]) -> None:
        self._clusters, self._seen = clusters, seen
        self._paragraph: list[int] = []
        self._told: defaultdict[int, set[int]] = defaultdict(set)
        place, paragraph = None, -1
        for one in utterances:
            if one.place != place:
                place, paragraph = one.place, paragraph + 1
            self._paragraph.append(paragraph)
            if one.kind is Kind.NARRATION and _TELLER.search(one.text):
                self._told[paragraph].add(_TELLER_ACTS)
        for number, cluster in enumerate(clusters):
            for at in seen.stretches(cluster.names):
                self._told[self._paragraph[at]].add(number)

    def around(self, calls: Iterable[int], reach: int) -> set[int]:
        """Who is told of at most *reach* paragraphs away from the quotations at *calls*."""
        near = {here + step for here in (self._paragraph[at] for at in calls) for step in range(-reach, reach + 1)}
        return {who for one in near if one in self._told for who in self._told[one]}

    def votes(self, number: int, calls: Sequence[int]) -> dict[int, float]:
        """For whom the quotations at *calls* speak, that call the cluster *number*."""
        votes: defaultdict[int, float] = defaultdict(float)
        for at in calls:
            here = self._paragraph[at]
            for step, weight in ((1, _ANSWERS), (-1, _SPOKE)):
                near = self._told.get(here + step, set()) - {number}
                if len(near) == 1:
                    votes[min(near)] += weight
            for who in self._told.get(here, ()):
                votes[who] += _CALLS / len(self._told[here])
        for at in self._seen.stretches(self._clusters[number].names):
            for who in self._told[self._paragraph[at]] - {number}:
                votes[who] += _TOGETHER
        for other in list(votes):
            both = (
                self._seen.calls(self._clusters[number].names) & self._seen.calls(self._clusters[other].names)
                if other >= 0
                else ()
            )
            votes[other] += _TOGETHER * len(both)
        return votes
