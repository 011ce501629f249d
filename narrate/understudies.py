"""Who speaks instead of a voice that is not here: only whom voices.yaml names with ``else:``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from narrate.casting import VoiceMap
from narrate.model import Cast, Finding, Voice
from narrate.synthesize import absence


@dataclass(frozen=True, slots=True)
class Understudies:
    """Who of the voices by name is here, and who had to step in."""

    known: Mapping[str, Voice]
    stepped_in: dict[str, Finding] = field(default_factory=dict)
    """By the place where the absent voice was asked for."""

    def present(self, voice: Voice) -> Voice:
        """*voice*, or the first that is here of those that it and they name. EngineError if a setting is wrong.

        If none is here, the last: its own error is told when it is to speak.
        """
        tried = {voice.name}
        asked = voice
        while voice.instead and (why := absence(voice)) and voice.instead not in tried:
            tried.add(voice.instead)
            origin = "" if why.startswith(asked.origin) else f"{asked.origin}: "
            voice = replace(self.known[voice.instead], origin=asked.origin)
            self.stepped_in[asked.origin] = Finding("voice-absent", f"{origin}{why}; {voice.name} speaks instead")
        return voice


def with_understudies(chosen: VoiceMap, palette: Sequence[Voice]) -> tuple[VoiceMap, Mapping[str, Finding]]:
    """*chosen* with those voices that are here, names looked up in *palette*; and who stepped in, by place."""
    understudies = Understudies({voice.name: voice for voice in palette} | dict(chosen.voices))
    present = replace(
        chosen,
        narrator=understudies.present(chosen.narrator) if chosen.narrator else None,
        roles={name: understudies.present(voice) for name, voice in chosen.roles.items()},
        pools={name: tuple(map(understudies.present, pool)) for name, pool in chosen.pools.items()},
    )
    return present, understudies.stepped_in


def told(stepped_in: Mapping[str, Finding], cast: Cast) -> tuple[Finding, ...]:
    """Of those who stepped in, who has something to say in this book."""
    asked = dict.fromkeys(voice.origin for voice in (cast.narrator, *cast.roles.values()))
    return tuple(stepped_in[origin] for origin in asked if origin in stepped_in)
