"""eSpeak NG: every system, no download, hundreds of times faster than real time, and it tells when each word begins.

The library is espeakng-loader's, or where that does not load the system's libespeak-ng. Its sound differs by inaudible
amounts from call to call (flutter and noise run on), so a clip is named by its recipe and never by its bytes.
"""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from narrate.audio import Audio, WordTime
from narrate.engines import dictionary, libespeak
from narrate.engines.libespeak import Library, Parameter
from narrate.engines.palette import PALETTE
from narrate.engines.settings import asked, moved, not_found, number, opening, refuse_unknown
from narrate.engines.words import sayable, word_spans
from narrate.errors import EngineError
from narrate.model import Manner, Voice, primary

ADAPTER = 1
"""Counted up when this file changes what is heard."""
READING_PACE = 150
"""eSpeak's RATE at rate 1: measured 165 words of narration a minute, the middle of what audiobooks keep to."""
SLOWEST, FASTEST = 0.54, 2.5
"""Factors: below RATE 80 eSpeak does not slow down further; 2.5 is 410 words a minute."""
SEMITONE = 6.0
"""Units of eSpeak's PITCH: measured 5.5 to 6.8 from 40 to 70 on five voices, from a bass to a child's."""
SINKING = 3.3 / 50
"""Semitones by which the median of the pitch sinks with every unit of RANGE that is taken away: measured 2.6 to 3.6 for
50 units on four voices."""
LOUDNESS = 50
"""eSpeak's VOLUME: at its usual 100 a third of the voices reach full scale; ``master`` sets the level in the end."""
DEFAULT = "en-us"
OWN_VOICES = Path(__file__).parent / "voices"
"""Voices designed for narrate, in eSpeak's own format: https://github.com/espeak-ng/espeak-ng/blob/master/docs/voices.md"""

_SETTINGS = ("voice", "rate", "pitch", "range")
_ACCENT = frozenset(b"name language phonemes dictrules stressLength stressAmp replace".split())
"""What an own voice has of American English; the rest is the timbre, which it keeps in every language."""
_SOUNDING_DATA = ("phondata", "phonindex", "phontab", "intonations", "en_dict")
"""What shapes English speech beside the voice, of the files eSpeak NG brings."""


@dataclass(frozen=True, slots=True)
class _Source:
    """What speaks: *voice* as ``Library.speak`` takes it, and the *files* that make it, by what they are."""

    voice: str | bytes
    files: Mapping[str, Path]


class Synthesizer:
    """eSpeak NG as an engine; any number of them share the one library of the process."""

    phonemes = True

    def __init__(self) -> None:
        self._library: Library = libespeak.library()

    @cached_property
    def version(self) -> str:
        """The library's version, its data by content, and this adapter's."""
        data = b"".join(_digest(self._library.data / name).encode() for name in _SOUNDING_DATA)
        return f"{self._library.version}, data {hashlib.sha256(data).hexdigest()[:12]}, adapter {ADAPTER}"

    def voices(self) -> Sequence[Voice]:
        """The designed palette."""
        return PALETTE

    def recipe(self, voice: Voice) -> str:
        """The content of the files that make *voice*, and its parameters. VoiceNotFound, EngineError."""
        made: dict[str, str | int] = {kind: _digest(path) for kind, path in self._source(voice).files.items()}
        made |= {parameter.name.lower(): value for parameter, value in _parameters(voice).items()}
        return json.dumps(made, sort_keys=True)

    def fellow(self, voice: Voice, language: str) -> Voice | None:
        """*voice* with its variant on *language*; eSpeak's variants and our own voices are timbres for any of them."""
        self._source(voice)
        name = asked(voice, default=DEFAULT)
        tag, _, variant = (DEFAULT, "+", name) if name in self._own else name.partition("+")
        if primary(tag) == primary(language):
            return voice
        base = next((one for one in (language, primary(language)) if one.lower() in self._bases), None)
        if base is None:
            return None
        asks = f"{base}+{variant}" if variant else base
        fellow = f"{voice.name} ({language})"
        return replace(voice, name=fellow, settings={**voice.settings, "voice": asks}, language=language)

    def in_manner(self, voice: Voice, manner: Manner) -> Voice:
        """*voice* at the manner's rate, pitch and range, as near as eSpeak comes to them. EngineError."""
        if manner == Manner():
            return voice
        rate = moved(voice, "rate", default=1.0, low=SLOWEST, high=FASTEST, factor=manner.rate)
        width = moved(voice, "range", default=50, low=0, high=100, factor=manner.range)
        sinks = (number(voice, "range", default=50, low=0, high=100) - width) * SINKING
        pitch = moved(voice, "pitch", default=50, low=0, high=99, by=(manner.pitch + sinks) * SEMITONE)
        return replace(voice, settings={**voice.settings, "rate": rate, "pitch": pitch, "range": width})

    def pronounced(self, text: str, voice: Voice) -> str:
        """How *voice* says *text*, in IPA. VoiceNotFound, EngineError."""
        return self._library.pronounced(sayable(text), self._source(voice).voice)

    def listed(self, voice: Voice) -> Container[str]:
        """The words, in small letters, that eSpeak has in its dictionary for the language of *voice*."""
        tag = self._language(voice)
        path = self._library.data / f"{primary(tag)}_dict"
        return dictionary.listed(path) if path.is_file() else frozenset()

    def understands(self, phonemes: str, voice: Voice) -> bool:
        """Whether the language of *voice* has all of *phonemes*; eSpeak would leave out the rest without a word."""
        return self._library.understands(sayable(phonemes), self._source(voice).voice)

    def _language(self, voice: Voice) -> str:
        name = asked(voice, default=DEFAULT)
        return DEFAULT if name in self._own else name.partition("+")[0]

    def synthesize(self, text: str, voice: Voice) -> Audio:
        """*text* spoken by *voice*. VoiceNotFound; EngineError if there is nothing in it that eSpeak can say."""
        source, parameters = self._source(voice), _parameters(voice)
        sound = self._library.speak(sayable(text), source.voice, parameters)
        if not sound.samples or not sound.words:
            raise EngineError(f"espeak: nothing to say in {opening(text)}")
        rate = self._library.rate
        return Audio(sound.samples, rate, _word_times(text, sound, rate))

    def _source(self, voice: Voice) -> _Source:
        refuse_unknown(voice, _SETTINGS)
        name = asked(voice, default=DEFAULT)
        if name in self._own:
            return _Source(_content(OWN_VOICES / name), {"file": OWN_VOICES / name})
        tag, plus, variant = name.partition("+")
        base = self._bases.get(tag.lower())
        if base is None:
            raise not_found(voice, name, (*self._own, *self._bases, *(f"{DEFAULT}+{one}" for one in self._variants)))
        files = {"base": self._library.data / "lang" / base, **self._dictionary(tag)}
        if not plus:
            return _Source(base, files)
        if variant in self._own:
            return _Source(_on(files["base"], OWN_VOICES / variant), files | {"file": OWN_VOICES / variant})
        if variant not in self._variants:
            raise not_found(voice, name, (f"{tag}+{one}" for one in self._variants))
        return _Source(f"{base}+{variant}", files | {"variant": self._library.data / "voices" / "!v" / variant})

    def _dictionary(self, tag: str) -> Mapping[str, Path]:
        """How words of another language than English are said; English is in the version."""
        path = self._library.data / f"{primary(tag)}_dict"
        return {"dictionary": path} if primary(tag) != "en" and path.is_file() else {}

    @cached_property
    def _own(self) -> tuple[str, ...]:
        return tuple(sorted(path.name for path in OWN_VOICES.iterdir() if not path.name.startswith(".")))

    @cached_property
    def _variants(self) -> tuple[str, ...]:
        """A list of ours, because eSpeak takes an unknown variant without a word and speaks as if none were named."""
        return tuple(sorted(path.name for path in (self._library.data / "voices" / "!v").iterdir()))

    @cached_property
    def _bases(self) -> Mapping[str, str]:
        """Tag → file: eSpeak finds "en" by name but not "en-gb", a tag of the same voice."""
        bases: dict[str, tuple[int, str]] = {}
        for language in self._library.languages:
            if (self._library.data / "lang" / language.file).is_file():
                for priority, tag in language.tags:
                    bases[tag.lower()] = min(
                        bases.get(tag.lower(), (priority, language.file)), (priority, language.file)
                    )
        return {tag: file for tag, (_, file) in bases.items()}


def _parameters(voice: Voice) -> dict[Parameter, int]:
    rate = number(voice, "rate", default=1.0, low=SLOWEST, high=FASTEST)
    return {
        Parameter.RATE: round(READING_PACE * rate),
        Parameter.VOLUME: LOUDNESS,
        Parameter.PITCH: round(number(voice, "pitch", default=50, low=0, high=99)),
        Parameter.RANGE: round(number(voice, "range", default=50, low=0, high=100)),
        Parameter.WORD_GAP: 0,
    }


def _word_times(text: str, sound: libespeak.Sound, rate: int) -> tuple[WordTime, ...]:
    """The first event of every word: a number has several, and a mark before a word may stand for it."""
    spans = word_spans(text)
    ends = [end for _, end in spans]
    times: list[WordTime] = []
    for at, sample in sound.words:
        here = bisect_right(ends, at)
        if here == len(spans) or any(map(str.isspace, text[at : spans[here][0]])):
            continue
        start, end = spans[here]
        if not times or (start > times[-1].start and sample / rate > times[-1].seconds):
            times.append(WordTime(start, end, sample / rate))
    return tuple(times)


def _on(base: Path, own: Path) -> bytes:
    """The voice file of *own*'s timbre on the language of *base*."""
    timbre = (line for line in _content(own).splitlines() if line.split()[:1] and line.split()[0] not in _ACCENT)
    return b"\n".join((_content(base), *timbre, b""))


def _digest(path: Path) -> str:
    return hashlib.sha256(_content(path)).hexdigest()[:16]


@cache
def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EngineError(f"espeak: cannot read {path}: {error.strerror or error}") from error
