"""Turns a manuscript into a full-cast audiobook.

    from pathlib import Path
    import narrate

    if __name__ == "__main__":  # speaking starts worker processes, which import this file again
        book = narrate.open_book(Path("seeds/never-say-goodbye.txt"))
        narrate.produce(book, Path("audio/never-say-goodbye.mp3"), clips=Path("clips"))

Nothing heavy is imported before it is used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from narrate.auditions import audition, audition_cast, beginning
    from narrate.casting.voices_file import voices_schema
    from narrate.checks import doubts
    from narrate.engines.offers import Offer, offers
    from narrate.engines.sources import get_model
    from narrate.errors import NarrateError
    from narrate.imprint import picture
    from narrate.library import Outcome, produce_all
    from narrate.manuscripts import shown
    from narrate.measure import judged, measured
    from narrate.model import Cast, Script, Voice
    from narrate.opening import Opened, explained, open_script, opened, script_at, voices_beside, written
    from narrate.palettes import listen_to, palette_of
    from narrate.planning import Part, changed, estimate, find_line, plan, select, slug
    from narrate.production import Audiobook, Book, Delivery, open_book, produce, recast, write_cast
    from narrate.progress import Progress
    from narrate.pronunciation import doubtful, pronounced
    from narrate.publish.retag import retag, titles_in
    from narrate.readalong import Level
    from narrate.script import FORMATS
    from narrate.sound_files import is_sound_file
    from narrate.specs import SPECS

_HOMES = {
    "Audiobook": "narrate.production",
    "Book": "narrate.production",
    "Cast": "narrate.model",
    "Delivery": "narrate.production",
    "FORMATS": "narrate.script",
    "Level": "narrate.readalong",
    "NarrateError": "narrate.errors",
    "Offer": "narrate.engines.offers",
    "Opened": "narrate.opening",
    "Outcome": "narrate.library",
    "Part": "narrate.planning",
    "Progress": "narrate.progress",
    "SPECS": "narrate.specs",
    "Script": "narrate.model",
    "Voice": "narrate.model",
    "audition": "narrate.auditions",
    "audition_cast": "narrate.auditions",
    "beginning": "narrate.auditions",
    "changed": "narrate.planning",
    "doubtful": "narrate.pronunciation",
    "doubts": "narrate.checks",
    "estimate": "narrate.planning",
    "explained": "narrate.opening",
    "find_line": "narrate.planning",
    "get_model": "narrate.engines.sources",
    "is_sound_file": "narrate.sound_files",
    "judged": "narrate.measure",
    "measured": "narrate.measure",
    "offers": "narrate.engines.offers",
    "open_book": "narrate.production",
    "open_script": "narrate.opening",
    "opened": "narrate.opening",
    "listen_to": "narrate.palettes",
    "palette_of": "narrate.palettes",
    "picture": "narrate.imprint",
    "plan": "narrate.planning",
    "produce": "narrate.production",
    "produce_all": "narrate.library",
    "pronounced": "narrate.pronunciation",
    "recast": "narrate.production",
    "retag": "narrate.publish.retag",
    "titles_in": "narrate.publish.retag",
    "script_at": "narrate.opening",
    "select": "narrate.planning",
    "shown": "narrate.manuscripts",
    "slug": "narrate.planning",
    "voices_beside": "narrate.opening",
    "voices_schema": "narrate.casting.voices_file",
    "write_cast": "narrate.production",
    "written": "narrate.opening",
}

__all__ = [
    "FORMATS",
    "SPECS",
    "Audiobook",
    "Book",
    "Cast",
    "Delivery",
    "Level",
    "NarrateError",
    "Offer",
    "Opened",
    "Outcome",
    "Part",
    "Progress",
    "Script",
    "Voice",
    "audition",
    "audition_cast",
    "beginning",
    "changed",
    "doubtful",
    "doubts",
    "estimate",
    "explained",
    "find_line",
    "get_model",
    "is_sound_file",
    "judged",
    "listen_to",
    "measured",
    "offers",
    "open_book",
    "open_script",
    "opened",
    "palette_of",
    "picture",
    "plan",
    "produce",
    "produce_all",
    "pronounced",
    "recast",
    "retag",
    "script_at",
    "select",
    "shown",
    "slug",
    "titles_in",
    "voices_beside",
    "voices_schema",
    "write_cast",
    "written",
]


def __getattr__(name: str) -> object:
    """The public *name*, its module imported when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'narrate' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
