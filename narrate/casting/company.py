"""Who is heard together in a cast, and how alike they sound."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, islice
from typing import NamedTuple

from narrate.casting.likeness import TWINS, likeness, sound_of
from narrate.casting.scenes import Meetings, meetings
from narrate.model import Cast, Finding, Kind, Script

COMPARED = 100
"""Speakers, those with most lines, whose voices are compared with one another."""
FEW = 8
"""Names listed in one finding."""


class Nearest(NamedTuple):
    """Whose voice is most like somebody's, and how much."""

    speaker: str | None
    """None is the narrator."""
    likeness: float
    """A cosine: over ``TWINS`` the two are hard to tell apart."""


def nearest(script: Script, cast: Cast) -> Mapping[str | None, Nearest]:
    """For each speaker of *cast*, of the narrator and those in their scenes, whose voice is most like theirs."""
    found: dict[str | None, Nearest] = {}
    for speaker, other in _together(meetings(heard(script, cast.narrated)), cast):
        close = round(likeness(cast.roles[speaker], cast.voice_of(other)), 2)
        for one, whom in ((speaker, other), (other, speaker)):
            if one is not None and (one not in found or close > found[one].likeness):
                found[one] = Nearest(whom, close)
    return found


def _together(meetings: Meetings, cast: Cast) -> Iterator[tuple[str, str | None]]:
    """Who is heard with whom: all with the narrator, unless they are the same, and those who share a scene."""
    for speaker, voice in cast.roles.items():
        if sound_of(voice) != sound_of(cast.narrator):
            yield speaker, None
    for one, other in combinations(islice(cast.roles, COMPARED), 2):
        if meetings.meet(one, [other]):
            yield one, other


def heard(script: Script, narrated: Collection[Kind]) -> Script:
    """*script* with the narrator for the speaker of what is *narrated*."""
    lines = (replace(one, speaker=None) if one.kind in narrated else one for one in script.utterances)
    return replace(script, utterances=tuple(lines)) if narrated else script


def alike(cast: Cast, together: Meetings) -> list[Finding]:
    """Who is heard together in voices that are hard to tell apart."""
    pairs = []
    for one, other in _together(together, cast):
        voice, second = cast.roles[one], cast.voice_of(other)
        if sound_of(voice) != sound_of(second) and (close := likeness(voice, second)) > TWINS:
            pairs.append(f"{one} ({voice.name}) and {other or 'the narrator'} ({second.name}), {close:.2f}")
    message = "voices that are hard to tell apart are heard together"
    return [Finding("voices-alike", f"{message}: {few(pairs)}")] if pairs else []


def few(names: Sequence[str]) -> str:
    """The first of *names*, and how many more there are."""
    more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
    return ", ".join(names[:FEW]) + more
