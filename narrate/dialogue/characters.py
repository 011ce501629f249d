"""Finds the characters of a story: capitalised names that act, speak or are spoken to, joined with their aliases."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from narrate.dialogue.clusters import clustered, lasts_of
from narrate.dialogue.first_names import told_by_first, told_by_title
from narrate.dialogue.genders import Genders
from narrate.dialogue.links import linked
from narrate.dialogue.sightings import parts, people
from narrate.model import Character, Gender, Utterance

_PARTS = 6
"""Pronouns that must speak of a name before its gender parts it from others: a bare last name may be two people's."""


def discover(
    utterances: Sequence[Utterance], listed: Iterable[str] = (), known: Sequence[Character] = ()
) -> tuple[Character, ...]:
    """The characters named in *utterances*, most often named first; names that are *listed* are people's.

    Those who are *known* come first, in their order, with their names and genders; other names of theirs that turn up
    are added to their aliases.
    """
    seen, names = people(utterances, listed)
    genders = Genders({*names, *(alias for one in known for alias in (one.name, *one.aliases))}, utterances)
    single, last = sorted(names), lasts_of(names)
    clusters = clustered(
        dict(zip(single, genders.of([{name} for name in single], last, heard_at_least=_PARTS), strict=True)),
        seen,
        known,
    )
    clusters = linked(clusters, genders.of([one.names for one in clusters], last), seen, utterances)
    told = genders.of([one.names for one in clusters], last)
    given = {one.name: one.gender for one in known if one.gender is not Gender.UNKNOWN}
    return tuple(
        replace(one.character(), gender=given.get(one.name, gender)) for one, gender in zip(clusters, told, strict=True)
    )


def gender_of(name: str) -> Gender:
    """The gender that *name* tells, by its title or its first name."""
    titles, own = parts(name)
    gender = told_by_title(titles, own[0].lower()) if own else Gender.UNKNOWN
    return gender if gender is not Gender.UNKNOWN or not own else told_by_first(own[0].lower())
