"""Who bears a name in part, or is called by a noun."""

from collections.abc import Sequence
from functools import lru_cache

from narrate.dialogue.lexicon import FEMALE_TITLES, MALE_TITLES, TITLES
from narrate.dialogue.subjects import Subject
from narrate.model import Character, Gender

_REMEMBERED = 4096
"""Characters whose aliases are kept taken apart."""


def settled(subject: Subject, characters: Sequence[Character]) -> Subject | None:
    """*subject* as the character who bears its name in part, or is called by its noun; None if nobody bears the name.

    "Bounderby" is Josiah Bounderby, and "the second housemaid" may be in the list.
    """
    name = subject.name
    if subject.noun and subject.definite:
        for called in {f"the {subject.described} {subject.noun}": 0, f"the {subject.noun}": 0}:
            who = _called(called.casefold(), characters)
            if who:
                return Subject(who=who, described=subject.described, definite=True)
        name = subject.noun if subject.noun[0].isupper() and not subject.whose and "'" not in subject.noun else ""
    if not name:
        return subject
    *titles, last = [word.strip(".").casefold() for word in name.split()]
    firsts = [word for word in titles if word not in TITLES]
    who = _bearers((*firsts, last), titles, characters) or _bearers((last,), titles, characters)
    men = tuple(one for one in who if characters[one].gender is Gender.MALE)
    if len(who) > 1 and len(men) == 1 and not titles:
        who = men
    return Subject(who=who) if who else None if subject.name else subject


def _called(called: str, characters: Sequence[Character]) -> tuple[int, ...]:
    """Those of the *characters* who have *called*, in small letters, for an alias."""
    size = len(called)
    return tuple(
        at
        for at, one in enumerate(characters)
        for alias in one.aliases
        if len(alias) == size and alias.casefold() == called
    )


def _bearers(words: Sequence[str], titles: Sequence[str], characters: Sequence[Character]) -> tuple[int, ...]:
    """Those of the *characters* who have all the *words* in an alias, and whom the *titles* suit."""
    wanted = frozenset(words)
    return tuple(
        at
        for at, one in enumerate(characters)
        if any(wanted <= parts for parts in _parts((one.name, *one.aliases))) and _may_be_called(one.gender, titles)
    )


@lru_cache(maxsize=_REMEMBERED)
def _parts(aliases: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(alias.casefold().split()) for alias in aliases)


def _may_be_called(gender: Gender, titles: Sequence[str]) -> bool:
    """Whether the *titles* suit somebody of that *gender*."""
    if gender is Gender.MALE:
        return FEMALE_TITLES.isdisjoint(titles)
    return gender is not Gender.FEMALE or MALE_TITLES.isdisjoint(titles)
