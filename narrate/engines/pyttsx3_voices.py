"""What a system tells of its voices, in its own words, as voices that can be cast.

From pyttsx3's source, Apple's and Microsoft's documentation and reports of users: no such system was at hand.
"""

import locale
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Protocol

from pyttsx3.voice import Voice as Told

from narrate.model import Age, Gender, Voice

APPLE = "com.apple.speech.synthesis.voice."
NOVELTIES = frozenset(
    "Albert BadNews Bahh Bells Boing Bubbles Cellos Deranged GoodNews Hysterical Organ Princess Trinoids Whisper "
    "Zarvox".split()
)
"""Of macOS: they sing, laugh or ring. Who names one gets it; nobody is cast with one."""
ROBOTS = "com.apple.eloquence."
"""Formant voices of macOS, eight in each language: cast after its others."""
OLDEST_CHILD, YOUNGEST_ELDER = 14, 60
"""Years, where a system tells an age in years."""

_TAG = re.compile(r"[a-z]{2,8}(?:[-_]\w+)*$", re.IGNORECASE)
_AGES = {"child": Age.CHILD, "senior": Age.ELDER}
"""SAPI's words; it calls an adult Teen or Adult."""
_ELDERS = ("grandma", "grandpa")


class Token(Protocol):
    """A voice as SAPI 5 lists it."""

    Id: str

    def GetDescription(self) -> str: ...  # noqa: N802  # SAPI's names

    def GetAttribute(self, name: str) -> str: ...  # noqa: N802


def told_by_sapi(token: Token, fault: type[Exception]) -> Told:
    """What *token* tells, as far as it does; *fault* is what COM raises for an attribute that is not there.

    pyttsx3 gives up on all voices if one has no age, or two languages ("409;9"; its issues 315 and 429).
    """
    told = {"Language": "", "Gender": "", "Age": "", "Name": ""}
    for name in told:
        with suppress(fault):
            told[name] = token.GetAttribute(name) or ""
    name = told["Name"]
    with suppress(fault):
        name = token.GetDescription() or name
    languages = []
    with suppress(ValueError, KeyError):
        languages.append(locale.windows_locale[int(told["Language"].partition(";")[0], 16)])
    return Told(token.Id, name or token.Id.rpartition("\\")[2], languages, told["Gender"], told["Age"])


def by_name(listed: Iterable[Told]) -> Mapping[str, Told]:
    """The voices *listed*, by the names that a person can know them by.

    Where several have one name, as macOS has an Eddy in each language, the language is told: "Eddy (en-GB)".
    """
    listed = list(listed)
    often = Counter(one.name for one in listed)
    names: dict[str, Told] = {}
    for one in listed:
        name = one.name or one.id
        if often[one.name] > 1:
            name = f"{name} ({language(one)})" if language(one) else one.id
        names[name if name not in names else one.id] = one
    return names


def found(asked: str, names: Mapping[str, Told]) -> Told | None:
    """The one of *names* that is called *asked* or has that id, the first in the language *asked*, or the only one with
    these words in its name, as "Zira" is in "Microsoft Zira Desktop - English (United States)". None if nobody is.
    """
    of_that_id = (one for one in names.values() if one.id == asked)
    if exactly := names.get(asked) or next(of_that_id, None):
        return exactly
    speaking = (one for one in _castable(names.values()) if speaks(one, asked))
    if grown_first := sorted(speaking, key=lambda one: _age(one) is not Age.ADULT):
        return grown_first[0]
    words = set(_words(asked))
    called = [one for name, one in names.items() if words and words <= set(_words(name))]
    return called[0] if len(called) == 1 else None


def voices(names: Mapping[str, Told], engine: str) -> Sequence[Voice]:
    """Those of *names* that can be cast, as voices of *engine*."""
    called = {id(one): name for name, one in names.items()}
    return [
        Voice(called[id(one)], engine, {"voice": one.id}, _gender(one.gender), _age(one), _about(one), language(one))
        for one in _castable(names.values())
    ]


def language(one: Told) -> str:
    """BCP 47 of the first language that *one* tells, as "en-US" or "en_US"; empty if it tells none, or no tag."""
    match = _TAG.match(str(one.languages[0])) if one.languages else None
    return match[0].replace("_", "-") if match else ""


def speaks(one: Told, tag: str) -> bool:
    """Whether *one* reads texts in the language *tag*; in that country, if it names one."""
    own, asked = language(one).lower(), tag.replace("_", "-").lower()
    return bool(own) and asked in (own, own.partition("-")[0])


def _castable(listed: Iterable[Told]) -> list[Told]:
    """Those of *listed* that speak, human ones first."""
    speaking = (one for one in listed if not (one.id.startswith(APPLE) and one.id.removeprefix(APPLE) in NOVELTIES))
    return sorted(speaking, key=lambda one: one.id.startswith(ROBOTS))


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", name.casefold())


def _about(one: Told) -> str:
    return ", ".join(map(str, one.languages))


def _gender(told: object) -> Gender:
    """The gender in what a driver tells: "Female", "VoiceGenderMale", a number, or nothing."""
    words = str(told).lower()
    return Gender.FEMALE if "female" in words else Gender.MALE if "male" in words else Gender.UNKNOWN


def _age(one: Told) -> Age:
    """The age in what a driver tells, in a word or in years."""
    if any(word in _ELDERS for word in _words(one.name or "")):
        return Age.ELDER
    told = str(one.age).lower()
    if not told.isdecimal() or told == "0":
        return _AGES.get(told, Age.ADULT)
    years = int(told)
    return Age.CHILD if years <= OLDEST_CHILD else Age.ELDER if years >= YOUNGEST_ELDER else Age.ADULT
