"""Before anything is spoken: who has how much to say, what of it is there, which part is wanted, where it goes."""

import operator
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path

from narrate.casting import Nearest, nearest
from narrate.errors import NarrateError
from narrate.model import FIRST_PERSON, Cost, Kind, Script, Utterance, Voice, word_count
from narrate.production import Book, is_said, lines_of, request, samples_of, voices_of
from narrate.script.lines import Lines, folded
from narrate.synthesize import Recipes, Request, missing, price

WORDS_PER_MINUTE = 165
"""Of the engines at rate 1."""
_BREATHS = 45
"""Words: about a quarter of a minute, enough to know a voice by."""
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
    words_missing: int = 0
    """Words in them."""
    why: str = ""
    """Why that voice, in a few words."""
    nearest: Nearest | None = None
    """Whose voice, of those they talk with, is most like theirs."""

    cost: Cost | None = None
    """Of the clips to be made, where an engine has a price; of samples, too, for who comes first with a voice."""

    @property
    def seconds(self) -> float:
        """Estimated from the words and the voice's rate."""
        return self._seconds(self.words)

    @property
    def seconds_missing(self) -> float:
        """Of the clips to be made, estimated likewise."""
        return self._seconds(self.words_missing)

    def _seconds(self, words: int) -> float:
        rate = float(self.voice.settings.get("rate", 1.0)) or 1.0
        return words / WORDS_PER_MINUTE * 60 / rate


def plan(
    book: Book, clips: Path, chosen: Sequence[Utterance] | None = None, *, credits: bool = False
) -> tuple[Part, ...]:
    """The parts of *book*, or of its *chosen* utterances: the narrator's, with *credits* or without, then by lines.

    *clips* has what is spoken.
    """
    lines: defaultdict[str | None, list[Utterance]] = defaultdict(list)
    for one in lines_of(book, chosen, credits=credits):
        if one.spoken:
            lines[book.cast.reader(one)].append(one)
    recipes, near = Recipes(clips), nearest(book.script, book.cast)
    sampled: set[Path] = set()
    parts = (
        replace(_part(book, speaker, lines[speaker], recipes, sampled), nearest=near.get(speaker))
        for speaker in (None, *book.cast.roles)
    )
    return tuple(part for part in parts if part.lines)


def estimate(
    book: Book, clips: Path, chosen: Sequence[Utterance] | None = None, *, credits: bool = False
) -> Cost | None:
    """What it will cost to speak what ``plan`` finds missing; None if nothing is, or no engine has a price."""
    voices = (book.cast.narrator, *book.cast.roles.values())
    if price(Request("", one, clips) for one in voices) is None:
        return None
    costs = [part.cost for part in plan(book, clips, chosen, credits=credits) if part.cost]
    return reduce(operator.add, costs) if costs else None


def _part(book: Book, speaker: str | None, own: Sequence[Utterance], recipes: Recipes, sampled: set[Path]) -> Part:
    """What *speaker* reads; the samples of their voices are added to those that are *sampled*."""
    words: defaultdict[Path, int] = defaultdict(int)
    requests = []
    for one in own:
        want = request(recipes, book, one)
        if is_said(want):
            requests.append(want)
            words[want.path] = max(words[want.path], word_count(one.text))
    wanted = missing(requests)
    samples = [one for one in samples_of(voices_of(requests), recipes) if one.path not in sampled]
    sampled.update(one.path for one in samples)
    return Part(
        speaker,
        book.cast.voice_of(speaker),
        sum(not one.continues for one in own),
        sum(word_count(one.text) for one in own),
        len(words),
        len(wanted),
        sum(words[one.path] for one in wanted),
        book.cast.reasons.get(speaker, "") if speaker else "",
        cost=price([*missing(samples), *wanted]),
    )


def sample(book: Book, speaker: str) -> tuple[Utterance, ...]:
    """What *speaker* is to be judged by: the longest line of a breath or two, with all its pieces; nothing if none."""
    turns: list[list[Utterance]] = []
    for one in book.script.utterances:
        if book.cast.reader(one) == speaker and one.spoken:
            if one.continues and turns:
                turns[-1].append(one)
            else:
                turns.append([one])
    sizes = [sum(word_count(one.text) for one in turn) for turn in turns]
    if not turns:
        return ()
    best = max(range(len(turns)), key=lambda at: (sizes[at] <= _BREATHS, min(sizes[at], _BREATHS), -sizes[at]))
    return tuple(turns[best])


def changed(one: Book, other: Book) -> tuple[str, ...]:
    """What the cast of *other* does otherwise than that of *one*, which has the same script, in a few words each."""
    voices: dict[str, str] = {}
    for said in one.script.utterances:
        left, right = one.cast.voice_for(said), other.cast.voice_for(said)
        if said.spoken and left != right:
            voices.setdefault(said.speaker or "narrator", f"{said.speaker or 'narrator'} {left.name} → {right.name}")
    rest = ("manners", "pauses", "say", "phonemes")
    return (
        *voices.values(),
        *(f"other {what}" for what in rest if getattr(one.cast, what) != getattr(other.cast, what)),
    )


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
