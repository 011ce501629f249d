"""The voices narrate brings: found by name whatever the default engine, cast in this order.

Chosen by measurement, not by ear (docs/palette.md): on one list of sentences no two of a gender are closer than a
cosine of 0.85, by their timbre and by speaker embeddings; no sample clips, and pitch hardly jumps. What eSpeak NG
brings is left out where it is robotic, whispers, jumps an octave or doubles another voice.
"""

import csv
from collections.abc import Mapping
from importlib.resources import files

from narrate.model import Age, Gender, Voice

MEASURED = "timbres.csv"
"""Beside this file, written by ``benchmarks/palette.py --write``: of each voice the median pitch and the spectral
centroid in hertz, and its timbre. Measured once, so that nothing is spoken to learn how alike two voices are."""


def _timbres() -> dict[str, tuple[float, ...]]:
    rows = csv.DictReader((files("narrate.engines") / MEASURED).read_text(encoding="utf-8").splitlines())
    return {row["name"]: tuple(map(float, row["timbre"].split())) for row in rows}


_TIMBRES: Mapping[str, tuple[float, ...]] = _timbres()


def _male(name: str, description: str, age: Age = Age.ADULT, **settings: str | float) -> Voice:
    return Voice(name, "espeak", settings, Gender.MALE, age, description, timbre=_TIMBRES.get(name, ()))


def _female(name: str, description: str, age: Age = Age.ADULT, **settings: str | float) -> Voice:
    return Voice(name, "espeak", settings, Gender.FEMALE, age, description, timbre=_TIMBRES.get(name, ()))


NARRATORS = (
    _male("narrator", "even and plain, American; kept for narration", voice="en-us", pitch=45),
    _female("narrator-female", "calm and clear, American; kept for narration", voice="narrator-female"),
)
"""Not for casting: a reader must know at once that nobody in the story speaks."""

MEN = (
    _male("baritone-mellow", "soft and covered", voice="baritone-mellow"),
    _male("bass-deep", "very low and dark", voice="en-us+david", pitch=38),
    _male("tenor-bright", "bright and steady", voice="tenor-bright", pitch=65),
    _male("tenor-round", "full and resonant", voice="en-us+Marco", pitch=38, rate=1.3),
    _male("baritone-dark", "level and dark", voice="en-us+edward", pitch=38),
    _male("tenor-soft", "large and soft", voice="tenor-soft"),
    _male("bass-muffled", "low and dull, as behind a scarf", voice="en-us+Lee", pitch=42, rate=1.06),
    _male("tenor-full", "warm with some edge", voice="en-us+iven3", pitch=62),
    _male("baritone-northern", "full, from the north of England", voice="en-gb-x-gbclan+baritone-northern"),
    _male("tenor-thin", "narrow and nasal", voice="en-us+boris", pitch=62),
    _male("baritone-scots", "Scottish and firm", voice="en-gb-scotland+sandro", pitch=40),
    _male("tenor-british", "Received Pronunciation, light and airy", voice="en-gb-x-rp+tenor-british"),
    _male("tenor-clear", "light and open", voice="tenor-clear"),
    _male("tenor-easy", "high and lively", voice="en-us+Nguyen", pitch=60),
)

WOMEN = (
    _female("mezzo-dry", "matter-of-fact", voice="en-us+f1", pitch=45),
    _female("soprano-round", "high and full", voice="soprano-round"),
    _female("alto-warm", "low, dark and close", voice="en-us+steph", pitch=35),
    _female("soprano-soft", "light and gentle", voice="en-us+Andrea", pitch=35, rate=0.85),
    _female("mezzo-cool", "restrained", voice="mezzo-cool", pitch=65),
    _female("alto-clear", "low and open", voice="alto-clear"),
    _female("soprano-airy", "high, round and easy", voice="soprano-airy", pitch=65),
    _female("mezzo-mellow", "dark and covered", voice="mezzo-mellow"),
    _female("mezzo-lively", "bright and breathy", voice="mezzo-lively"),
    _female("soprano-bright", "bright and even", voice="en-us+belinda", pitch=50),
    _female("alto-velvet", "low and sharp of outline", voice="alto-velvet", pitch=35),
    _female("contralto-firm", "the lowest, dark and steady", voice="contralto-firm", pitch=35),
    _female("alto-husky", "low and even", voice="alto-husky", pitch=50),
)

CHILDREN = (
    _male("boy-clear", "a boy, clear", Age.CHILD, voice="boy-clear"),
    _female("girl-light", "a girl, breathy and small", Age.CHILD, voice="girl-light"),
    _male("boy-soft", "a boy, soft", Age.CHILD, voice="boy-soft"),
    _female("girl-bright", "a girl, bright", Age.CHILD, voice="girl-bright", pitch=65),
)

ELDERS = (
    _male("elder-man-deep", "an old man, low and hard", Age.ELDER, voice="elder-man-deep", pitch=65, rate=0.9),
    _female("elder-woman-frail", "an old woman, trembling", Age.ELDER, voice="elder-woman-frail", rate=0.88),
    _male("elder-man-thin", "an old man, dull and trembling", Age.ELDER, voice="elder-man-thin", pitch=50, rate=0.9),
    _female("elder-woman-firm", "an old woman, rough and firm", Age.ELDER, voice="en-us+grandma", pitch=35, rate=0.92),
)

PALETTE: tuple[Voice, ...] = NARRATORS + MEN + WOMEN + CHILDREN + ELDERS
"""Every designed voice; of a gender and age the plainest first, by hand, for the most frequent speakers."""
