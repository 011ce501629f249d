"""Before anything is spoken: who has how much to say, what of it is there, which part is wanted, where it goes."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from narrate.errors import NarrateError
from narrate.model import FIRST_PERSON, Kind, Script, Utterance, Voice, word_count
from narrate.production import Book, is_said, request
from narrate.script.lines import Lines, folded
from narrate.synthesize import Recipes, missing

WORDS_PER_MINUTE = 165
"""Of the engines at rate 1."""
_SHOWN = 9
"""Numbers of lines listed."""
_NUMBER = re.compile(r"[-+]?\d+([.,-]\d+)*")
"""No line has such a one alone for its words."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)$")
"""Names that Windows keeps for devices, whatever their suffix."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one speaker reads, and what of it is still to be spoken."""

    speaker: str | None
    """None is the narrator."""
    voice: Voice
    lines: int
    words: int
    clips: int
    missing: int
    """Clips to be made."""

    @property
    def seconds(self) -> float:
        """Estimated from the words and the voice's rate."""
        rate = float(self.voice.settings.get("rate", 1.0)) or 1.0
        return self.words / WORDS_PER_MINUTE * 60 / rate


def plan(book: Book, clips: Path, chosen: Sequence[Utterance] | None = None) -> tuple[Part, ...]:
    """The parts of *book*, or of its *chosen* utterances: the narrator's, then by lines; *clips* has what is spoken."""
    lines: defaultdict[str | None, list[Utterance]] = defaultdict(list)
    for one in book.script.utterances if chosen is None else chosen:
        if one.spoken:
            lines[book.cast.reader(one)].append(one)
    recipes = Recipes(clips)
    parts = []
    for speaker in (None, *book.cast.roles):
        own = lines[speaker]
        requests = list(filter(is_said, (request(recipes, book, one) for one in own)))
        paths = {one.path for one in requests}
        count = sum(not one.continues for one in own)
        voice = book.cast.voice_of(speaker)
        parts.append(
            Part(speaker, voice, count, sum(word_count(one.text) for one in own), len(paths), len(missing(requests)))
        )
    return tuple(part for part in parts if part.lines)


def select(
    script: Script,
    *,
    chapters: str | None = None,
    scene: str | None = None,
    speaker: str | None = None,
    lines: str | None = None,
) -> tuple[Utterance, ...]:
    """The utterances of *script* that are wanted; NarrateError if there are none such.

    *chapters* are "2" or "1-3"; *scene* is "4", counted through the book, or "2.1", the first of chapter 2; *speaker*
    is a name or an alias, or "narrator"; *lines* are numbers of utterances in the script, "12" or "12-20".
    """
    wanted = script.utterances
    if lines is not None:
        first, last = _range(lines, len(wanted), "line")
        wanted = wanted[first - 1 : last]
    if chapters is not None:
        first, last = _range(chapters, len(script.chapters), "chapter")
        wanted = tuple(one for one in wanted if first <= one.place.chapter <= last)
    if scene is not None:
        where = _scene(script, scene.strip())
        wanted = tuple(one for one in wanted if (one.place.chapter, one.place.scene) == where)
    if speaker is not None:
        names = _speakers(script, speaker)
        wanted = tuple(one for one in wanted if one.speaker in names and one.kind is not Kind.HEADING)
    if not any(one.spoken for one in wanted):
        raise NarrateError("nothing to speak is selected")
    return wanted


def find_line(script: Script, wanted: str) -> int:
    """The number, from 1, of the utterance *wanted*: its number, or words of it; NarrateError if that is not one."""
    if wanted.strip().isdecimal():
        return _range(wanted, len(script.utterances), "line")[0]
    if _NUMBER.fullmatch(wanted.strip()):
        raise NarrateError(f"no line {wanted!r}: lines are counted from 1 to {len(script.utterances)}; ask for one")
    if not folded(wanted):
        raise NarrateError("no words given: ask for a line by its number, or by words of it")
    found = Lines(script.utterances).find(wanted)
    if not found:
        raise NarrateError(f"no line has the words {wanted!r} (narrate script BOOK shows them all, with their numbers)")
    if len(found) > 1:
        numbers = ", ".join(str(line.pieces[0] + 1) for line in found[:_SHOWN]) + ", …" * (len(found) > _SHOWN)
        raise NarrateError(f"{len(found)} lines have the words {wanted!r}: ask for one by number ({numbers})")
    return found[0].pieces[0] + 1


def _scene(script: Script, wanted: str) -> tuple[int, int]:
    """Chapter and number of the scene *wanted*."""
    scenes = list(dict.fromkeys((one.place.chapter, one.place.scene) for one in script.utterances))
    match = re.fullmatch(r"(?:(\d{1,9})\.)?(\d{1,9})", wanted)
    if match is None:
        raise NarrateError(f"no scene {wanted!r} (ask for 1, or for 2.1: the first of chapter 2)")
    if match[1] is None:
        return scenes[_range(wanted, len(scenes), "scene")[0] - 1]
    chapter, number = int(match[1]), int(match[2])
    if (chapter, number) not in scenes:
        count = sum(chapter == one for one, _ in scenes)
        has = f"chapter {chapter} has {count}" if count else f"the book has {len(script.chapters)} chapters"
        raise NarrateError(f"no scene {wanted!r}: {has}")
    return chapter, number


def _speakers(script: Script, wanted: str) -> tuple[str | None, ...]:
    """The speaker called *wanted*; the narrator is None, and who says "I" if the story tells no other name."""
    if wanted.casefold() == "narrator":
        return (None, FIRST_PERSON)
    known = {alias.casefold(): one.name for one in script.characters for alias in one.aliases}
    known |= {name.casefold(): name for name in script.speakers}
    name = known.get(wanted.casefold())
    if name not in script.speakers:
        raise NarrateError(
            f"nobody called {wanted!r} speaks (known: {', '.join(script.speakers) or 'nobody'}, narrator)"
        )
    return (name,)


def _range(wanted: str, count: int, what: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{1,9})(?:-(\d{1,9}))?", wanted.strip())
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not 1 <= first <= last <= count:
        raise NarrateError(f"no {what} {wanted!r}: the book has {count} (ask for 1, or 1-{count})")
    return first, last


def slug(title: str) -> str:
    """*title* as a file name that every system takes: in plain letters, where it has such."""
    plain = re.sub(r"(?<=[a-z])[\u0300-\u036f]+|['’]", "", unicodedata.normalize("NFKD", title).casefold())
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", plain))
    name = "-".join(words).encode(errors="ignore")[:80].decode(errors="ignore").strip("-") or "audiobook"
    return f"{name}-book" if _RESERVED.match(name) else name
