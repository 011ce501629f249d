"""Joins the names of one person: first and last name, title, short form."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from narrate.dialogue.given_names import SHORT_FORMS
from narrate.dialogue.lexicon import KIN, STYLED, TITLES
from narrate.dialogue.sightings import Sightings, parts
from narrate.model import Character, Gender

MISTRESS = frozenset("mrs miss ms lady madame mme mlle madam mademoiselle signora senora señora frau dona doña".split())
"""Titles of women that are not changed for one another."""
_SHORTEST = 2
"""Letters of a short form that is no known one."""
_ENDING = 3
"""Letters that a short form shares with the end of the whole name: "Selm", of Anselm."""
_DIMINUTIVES = (
    "usia",
    "enka",
    "oshka",
    "ushka",
    "ette",
    "ito",
    "ita",
    "ers",
    "sha",
    "ie",
    "ey",
    "ka",
    "y",
    "i",
    "o",
    "u",
    "s",
)
"""What is left out at the end of a short form."""
_TOGETHER = 0.2
"""Share of its sightings at which a short form may stand near the whole name; more, and they are two people."""
_NARRATED, _NEAR = 0.4, 0.02
"""A teller has one name for each: if so large a share of both names is the teller's, so little company parts them."""
_ALIKE = 40
"""Names that begin alike; of more, none can be told to be meant by a short form."""
_FAR_MORE = 3
"""Times as often named: who bears a title so much more often than anybody else may be called by it alone."""


class Cluster:
    """Names of one person, while they are being joined."""

    def __init__(self, own: list[str], gender: Gender = Gender.UNKNOWN, given: str = "") -> None:
        self.own = own
        """First and last name, titles left out."""
        self.names: Counter[str] = Counter()
        self.gender = gender
        self.given = given
        """The name that a person wants used."""

    @property
    def name(self) -> str:
        """The name to call the person by."""
        return self.given or max(self.names, key=lambda one: (self.names[one] + 2 * len(one.split()), one))

    @property
    def count(self) -> int:
        """How often the person is named."""
        return sum(self.names.values())

    @property
    def firsts(self) -> frozenset[str]:
        """What may be first names, in small letters."""
        return frozenset(
            own[0].lower() for name in self.names if (own := parts(name)[1]) and own[0].lower() not in TITLES
        )

    def join(self, name: str, count: int, gender: Gender) -> None:
        """Takes *name*, seen *count* times, for the same person's."""
        self.names[name] += count
        if self.gender is Gender.UNKNOWN:
            self.gender = gender

    def merge(self, other: "Cluster") -> None:
        """Takes all names of *other* for the same person's."""
        if len(other.own) > len(self.own):
            self.own = other.own
        for name, count in other.names.items():
            self.join(name, count, other.gender)

    def bears(self, title: str, last: str) -> bool:
        """Whether one of the names is the *title* with the *last* name."""
        return any(own[-1] == last and title in titles for titles, own in map(parts, self.names))

    def is_mistress(self, last: str) -> bool:
        """Whether the *last* name has Mrs or Miss before it."""
        return any(own == [last] and MISTRESS.intersection(titles) for titles, own in map(parts, self.names))

    def character(self) -> Character:
        """The person."""
        aliases = sorted(self.names, key=lambda one: (-self.names[one], one))
        return Character(self.name, tuple(aliases), self.gender)


def clustered(genders: Mapping[str, Gender], seen: Sightings, known: Sequence[Character] = ()) -> list[Cluster]:
    """'Elizabeth Bennet', 'Elizabeth' and 'Miss Bennet' as one where nothing forbids it; the most often named first.

    *genders* has all names of people, with what each tells by itself.
    Those who are *known* stay as they are, and the names that fit them are joined to them.
    """
    clusters = [_known(one) for one in known]
    taken = {alias.casefold() for one in known for alias in (one.name, *one.aliases)}
    for one in clusters:
        for alias in one.names:
            one.names[alias] = seen.count(alias)
    namesakes: defaultdict[str, dict[int, Cluster]] = defaultdict(dict)
    for one in clusters:
        _index(one, namesakes)
    free = (name for name in genders if name.casefold() not in taken)
    for name in sorted(free, key=lambda one: (-len(parts(one)[1]), -seen.count(one), one)):
        own = parts(name)[1]
        gender = genders[name]
        home = _home(name, gender, list(namesakes[own[0]].values()), seen)
        if home is None:
            home = Cluster(own)
            clusters.append(home)
        home.join(name, seen.count(name), gender)
        _index(home, namesakes, own)
    clusters = _styled(_shortened(clusters, seen))
    return sorted(clusters, key=lambda one: (not one.given, -one.count, one.name))


def lasts_of(names: Iterable[str]) -> frozenset[str]:
    """Of *names*, those that are somebody's last, and nobody's first: in "Miss Bennet", "Elizabeth Bennet"."""
    whole = [(titles, own) for titles, own in map(parts, names) if titles or len(own) > 1]
    firsts = {own[0] for _, own in whole if len(own) > 1}
    return frozenset(own[-1] for titles, own in whole if len(own) > 1 or not KIN.intersection(titles)) - firsts


def _known(character: Character) -> Cluster:
    longest = max((character.name, *character.aliases), key=lambda one: len(parts(one)[1]))
    one = Cluster(parts(longest)[1], character.gender, character.name)
    for alias in (character.name, *character.aliases):
        one.names[alias] = 0
    return one


def _index(one: Cluster, namesakes: defaultdict[str, dict[int, Cluster]], own: Sequence[str] = ()) -> None:
    own = own or one.own
    for word in (own[0], own[-1]):
        namesakes[word][id(one)] = one


def _home(name: str, gender: Gender, clusters: Sequence[Cluster], seen: Sightings) -> Cluster | None:
    """The cluster *name* belongs to: same first and last name, else same first, else same last name."""
    titles, own = parts(name)
    fitting = [one for one in clusters if Gender.UNKNOWN in (gender, one.gender) or gender is one.gender]
    if len(own) > 1:
        tests = [[one for one in fitting if len(one.own) > 1 and one.own[0] == own[0] and one.own[-1] == own[-1]]]
    else:
        fitting = [one for one in fitting if _agree(titles, one)]
        firsts = [one for one in fitting if one.own[0] == own[0] and len(one.own) > 1]
        lasts = [one for one in fitting if one.own[-1] == own[0]]
        bare = [one for one in fitting if one.own == own]
        if titles:
            lasts = [one for one in lasts if not _together({name}, {*one.names, one.own[0]}, seen, strict=False)]
            tests = [[one for one in lasts if one.bears(titles[-1], own[0])], lasts, firsts, bare]
        else:
            tests = [firsts, lasts, bare]
    for found in tests:
        if found:
            return max(found, key=lambda one: (not one.is_mistress(own[-1]) or bool(titles), one.count))
    return None


def _agree(titles: Sequence[str], one: Cluster) -> bool:
    """Whether somebody with *titles* may be who *one* is: not Miss and Mrs, Dr and Mrs."""
    mistress = MISTRESS.intersection(titles)
    others = {title for name in one.names for title in parts(name)[0]}
    if mistress:
        return mistress <= others or not others
    return not titles or not MISTRESS & others


def _shortened(clusters: list[Cluster], seen: Sightings) -> list[Cluster]:
    """*clusters* with short forms joined: "Bill" is William, where only one may be meant and both are never near."""
    begun: defaultdict[str, list[Cluster]] = defaultdict(list)
    for one in clusters:
        for first in one.firsts:
            begun[first].append(one)
            begun[f"{first[:_SHORTEST]}-"].append(one)
    gone: set[int] = set()
    for one in sorted(clusters, key=lambda one: (len(one.own[0]), one.name)):
        if len(one.own) > 1 or one.given or id(one) in gone:
            continue
        homes = {id(home): home for home in _homes(one, begun, seen) if id(home) not in gone}
        if len(homes) == 1:
            homes.popitem()[1].merge(one)
            gone.add(id(one))
    return [one for one in clusters if id(one) not in gone]


def _homes(short: Cluster, begun: Mapping[str, list[Cluster]], seen: Sightings) -> Iterator[Cluster]:
    """Of whom *short* may be the short form."""
    for form in short.firsts - KIN:
        longer = SHORT_FORMS.get(form, frozenset())
        starts = begun.get(f"{form[:_SHORTEST]}-", [])
        likely = [home for whole in sorted(longer) for home in begun.get(whole, ())]
        likely += starts if len(starts) <= _ALIKE else []
        for home in likely:
            if home is short or (Gender.UNKNOWN not in (home.gender, short.gender) and home.gender is not short.gender):
                continue
            known = not longer.isdisjoint(home.firsts)
            begins = any(_begins(form, first) for first in home.firsts)
            if (known or begins) and not _together(short.names, home.names, seen, strict=not known):
                yield home


def _begins(form: str, first: str) -> bool:
    """Whether *form* is the beginning of the *first* name, an ending like that of "Katie" left out."""
    stem = form.removesuffix("ie").removesuffix("y") if len(form) > _SHORTEST + 1 else form
    return (
        len(stem) >= _SHORTEST
        and len(first) > len(form)
        and first.startswith(stem)
        and form not in (first, f"{first}s")
    )


def alike(form: str, first: str) -> bool:
    """Whether *form* sounds like short for the *first* name, both in small letters: Solly, Solveig; Selm, Anselm."""
    if form == first or len(form) > len(first) + _ENDING:
        return False
    if len(form) >= _ENDING and first.endswith(form):
        return True
    stem = next(
        (form.removesuffix(one) for one in _DIMINUTIVES if form.endswith(one) and len(form) > len(one) + 1), form
    )
    stem = stem[:-1] if len(stem) > _SHORTEST and stem[-1] == stem[-2] else stem
    return len(stem) >= _SHORTEST and first.startswith(stem)


def _together(one: Collection[str], other: Collection[str], seen: Sightings, *, strict: bool) -> bool:
    """Whether both are named too often in one stretch of narration, or called in one speech, to be one person."""
    near, far = seen.stretches(one), seen.stretches(other)
    both, fewer = len(near & far), min(len(near), len(far))
    if strict:
        return bool(both or seen.calls(one) & seen.calls(other))
    if both > 2 + _TOGETHER * fewer:
        return True
    narrated = min(seen.narrated(one), seen.narrated(other)) > _NARRATED
    return narrated and both >= 2 + _NEAR * fewer


def _styled(clusters: list[Cluster]) -> list[Cluster]:
    """*clusters* with titles that stand alone joined to their only bearer: "Captain", "Sergeant"."""
    bearers: defaultdict[str, list[Cluster]] = defaultdict(list)
    for one in clusters:
        for title in {STYLED.get(title, title) for name in one.names for title in parts(name)[0]}:
            bearers[title].append(one)
    kept = []
    for one in clusters:
        title = one.own[0].lower()
        alone = len(one.own) == 1 and not one.given and (title in STYLED or title in TITLES)
        found = bearers.get(STYLED.get(title, title), []) if alone else []
        found = sorted((home for home in found if home is not one), key=lambda home: -home.count)
        if found and (len(found) == 1 or found[0].count > _FAR_MORE * found[1].count):
            found[0].merge(one)
        elif not found:
            kept.append(one)
    return kept
