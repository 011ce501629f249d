"""What voices sound like: each is heard once, and known from then on.

The voices of eSpeak's palette come measured; of a neural model's hundred speakers often not even the gender is told. So
each says the sample sentence, and its timbre and pitch are kept by the name of that clip, which is its recipe: another
model, another library or another setting is another voice.
"""

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import lru_cache
from io import StringIO
from pathlib import Path

from narrate.audio import read_wav, write_file
from narrate.errors import AudioError, EngineError, NarrateError
from narrate.model import Gender, Voice
from narrate.progress import Progress, Report, unheard
from narrate.synthesize import Recipes, Request, synthesize
from narrate.timbre import pitch, timbre
from narrate.workers import Workers

SAMPLE = "The boy was there when the sun rose. A rod is used to catch pink salmon."
"""Every voice says it once, to find its level and its timbre: Harvard sentences, list 2, 1 and 2 (IEEE, 1969), balanced
in sounds. Of four recorded speakers (flite's) its timbre came to 0.94 and more with their own in other words, to 0.80
and less with each other's."""
HEARD = "heard-1.csv"
"""What was heard, no more than a megabyte for four thousand voices; the number goes up with timbre.npz."""
MEASURES = 24
"""Numbers of a timbre."""
DEEPEST_WOMAN, HIGHEST_MAN = 160.0, 150.0
"""Hz, the median of a voice's fundamental: men speak at 120 on the average, women at 210 (Traunmüller and Eriksson,
1995); between the two nothing is said."""
_NUMBER = re.compile(r"-?\d{1,6}(?:\.\d{1,9})?")
AT_ONCE = 32
"""Voices after which what was heard is kept: so much is lost at most, and so much is told of at once."""


@dataclass(frozen=True, slots=True)
class Impression:
    """What a voice sounds like."""

    pitch: float
    """Hz, the median."""
    timbre: tuple[float, ...]

    @property
    def gender(self) -> Gender:
        """What most who speak at that pitch are; UNKNOWN in between."""
        if self.pitch < HIGHEST_MAN:
            return Gender.MALE
        return Gender.FEMALE if self.pitch > DEEPEST_WOMAN else Gender.UNKNOWN


def acquainted(voices: Iterable[Voice], home: Path) -> Iterator[Voice]:
    """*voices* with timbre, and gender if they tell none, as far as they were heard and it is kept in *home*."""
    voices = tuple(voices)
    heard = {} if all(voice.timbre for voice in voices) else _kept(home)
    for voice in voices:
        known = heard.get(_key(voice)) if heard and not voice.timbre else None
        if known is None:
            yield voice
        else:
            gender = known.gender if voice.gender is Gender.UNKNOWN else voice.gender
            yield replace(voice, timbre=known.timbre, gender=gender)


def listen(voices: Iterable[Voice], home: Path, workers: Workers, report: Report) -> int:
    """Lets those of *voices* speak that were not heard yet, and keeps in *home* what they sound like; how many.

    What was heard until Ctrl-C is kept. EngineError, at the end, if somebody could not be heard; AudioError if what
    was heard cannot be kept.
    """
    heard = _kept(home)
    unmeasured = {_key(one): one for one in voices if not one.timbre}
    waiting = [(key, voice) for key, voice in unmeasured.items() if key not in heard]
    mute: list[NarrateError] = []
    report(Progress("listen", 0, len(waiting)))
    for at in range(0, len(waiting), AT_ONCE):
        some = dict(waiting[at : at + AT_ONCE])
        told = _impressions(some, workers.executor(len(waiting)), mute)
        # Read anew: another run may have heard others meanwhile.
        write_file(home / HEARD, _table({**_kept(home), **told}).encode())
        report(Progress("listen", at + len(some), len(waiting)))
    if mute:
        raise EngineError(f"{len(mute)} of {len(waiting)} voices could not be heard: {mute[0]}") from mute[0]
    return len(waiting)


def _impressions(voices: Mapping[str, Voice], executor: Executor, mute: list[NarrateError]) -> dict[str, Impression]:
    """What *voices*, by key, sound like; why one could not be heard is added to *mute*."""
    try:
        with tempfile.TemporaryDirectory(prefix="narrate-", ignore_cleanup_errors=True) as folder:
            recipes = Recipes(Path(folder))
            asked = {key: recipes.request(SAMPLE, voice, f"voice {voice.name}") for key, voice in voices.items()}
            synthesize([*asked.values()], executor, "listen", unheard)
            return {key: _impression(one) for key, one in asked.items()}
    except (EngineError, AudioError) as error:
        if len(voices) == 1:
            mute.append(error)
            return {}
    alone = (_impressions({key: voice}, executor, mute) for key, voice in voices.items())
    return {key: told for one in alone for key, told in one.items()}


def _impression(clip: Request) -> Impression:
    sound = read_wav(clip.path)
    try:
        return Impression(round(pitch(sound), 1), timbre(sound))
    except AudioError as error:
        raise AudioError(f"{clip.place}: {error}") from error


def _key(voice: Voice) -> str:
    """What *voice* is by content. EngineError if its engine has no such voice."""
    clip = Recipes(Path()).request(SAMPLE, voice).path
    return clip.parent.name + clip.stem


def _table(heard: Mapping[str, Impression]) -> str:
    text = StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerows((key, one.pitch, *one.timbre) for key, one in heard.items())
    return text.getvalue()


def _kept(home: Path) -> Mapping[str, Impression]:
    """What is kept in *home*, by key."""
    path = home / HEARD
    try:
        stat = path.stat()
        return _read(path, stat.st_mtime_ns, stat.st_size)
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise AudioError(f"{path}: cannot read what voices sound like: {error}; remove it to hear them anew") from error


@lru_cache(1)
def _read(path: Path, changed: int, size: int) -> Mapping[str, Impression]:
    """The table at *path*; rows that are none are left out, as those cut short, or written by a later version."""
    heard = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            numbers = [float(one) for one in row[1:] if _NUMBER.fullmatch(one)]
            if len(numbers) == len(row) - 1 == 1 + MEASURES:
                heard[row[0]] = Impression(numbers[0], tuple(numbers[1:]))
    return heard
