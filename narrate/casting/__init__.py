"""voices.yaml and the palette become a cast: who speaks with which voice."""

from narrate.casting.company import Nearest, nearest
from narrate.casting.hints import Hints, read_hints
from narrate.casting.roles import cast_script
from narrate.casting.voices_file import VoiceMap, read_engines, read_voices
from narrate.casting.writing import write_voices

__all__ = [
    "Hints",
    "Nearest",
    "VoiceMap",
    "cast_script",
    "nearest",
    "read_engines",
    "read_hints",
    "read_voices",
    "write_voices",
]
