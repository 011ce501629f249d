"""Kokoro: one small neural model with some fifty voices, which can be mixed, in six languages.

A voice is a style that the model is given beside the phonemes, which are eSpeak's. Styles of several voices average
to one that lies between them: "af_bella*2+af_sky".
"""

import json
import logging
import math
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from importlib import metadata

import numpy as np
from numpy.typing import NDArray

from narrate.errors import EngineError

try:
    from kokoro_onnx import Kokoro
except ImportError as error:
    raise EngineError(f'engine "kokoro" needs: pip install "narrate[kokoro]" ({error})') from error

from narrate.audio import Audio
from narrate.engines import models, neural
from narrate.engines.phonemes import word_times
from narrate.engines.settings import asked, not_found, number, opening, refuse_unknown, where
from narrate.engines.words import sayable, word_spans
from narrate.model import Age, Gender, Manner, Voice, primary

ADAPTER = 1
"""Counted up when this file changes what is heard."""
SLOWEST, FASTEST = 0.5, 2.0
"""The speeds that kokoro-onnx takes."""
DEFAULT = "af_heart"
"""The voice its author grades best; the first of those there are, where it is not."""
LANGUAGES = {
    "en-us": "en-us",
    "en": "en-us",
    "en-gb": "en-gb",
    "es": "es",
    "fr": "fr-fr",
    "hi": "hi",
    "it": "it",
    "pt": "pt-br",
}
"""BCP 47 in small letters → eSpeak's name. Japanese and Chinese need phonemes that eSpeak does not make (misaki's)."""
SPOKEN = {"a": "en-US", "b": "en-GB", "e": "es", "f": "fr", "h": "hi", "i": "it", "p": "pt-BR"}
"""First letter of a voice's name → its language; the second tells the gender."""

_GENDERS = {"f": Gender.FEMALE, "m": Gender.MALE}
_SETTINGS = ("voice", "rate", "pitch", "language")
_PART = re.compile(r"\s*([^\s*+]+)\s*(?:\*\s*(\d+(?:\.\d+)?|\.\d+)\s*)?")
_FLAG = re.compile(r"\((?:[a-z]{2,3}(?:-[a-z]+)*)\)")
"""Where eSpeak changes its language within a text, it says so: "lə (en)wiːkˈɛnd(fr)"; kokoro-onnx would speak it."""
_STYLE = (1, 256)


class Synthesizer:
    """Kokoro as an engine; its model is loaded when it speaks."""

    phonemes = False

    def __init__(self) -> None:
        # It counts words as blanks divide them, and would warn of every dash.
        logging.getLogger("phonemizer").setLevel(logging.ERROR)
        self._files = models.kokoro_files()
        self._mixed: dict[tuple[tuple[str, float], ...], NDArray[np.float32]] = {}

    @cached_property
    def version(self) -> str:
        """Of the library and this adapter; the model is in the recipes."""
        return f"{metadata.version('kokoro-onnx')}, adapter {ADAPTER}"

    def voices(self) -> Sequence[Voice]:
        """The voices in the folder ``models.folder("kokoro")``, in whose languages it speaks; the best first."""
        if not self._there:
            return ()
        names = [name for name in self._styles if name[:1] in SPOKEN]
        return [_voice(name) for name in sorted(names, key=lambda name: name != DEFAULT)]

    def recipe(self, voice: Voice) -> str:
        """The model's content, the style's, and how fast it speaks which language. VoiceNotFound, EngineError."""
        style, speed, language = self._cast(voice)
        made = {"model": self._digest, "style": sha256(style.tobytes()).hexdigest(), "language": language}
        return json.dumps(made | {"speed": speed, "pitch": neural.raised(voice)}, sort_keys=True)

    def fellow(self, voice: Voice, language: str) -> Voice | None:
        """*voice* itself, made to speak *language* if it does not yet and Kokoro can."""
        self._cast(voice)
        own = _language(voice, _parts(voice, asked(voice, default=self._usual)))
        if primary(own) == primary(language):
            return voice
        tag = next((one for one in (language, language.partition("-")[0]) if one.lower() in LANGUAGES), None)
        if tag is None:
            return None
        settings = {**voice.settings, "language": tag}
        return replace(voice, name=f"{voice.name} ({tag})", settings=settings, language=tag)

    def in_manner(self, voice: Voice, manner: Manner) -> Voice:
        """*voice* at the manner's rate, and part of its pitch, as far as Kokoro's speed reaches. EngineError."""
        said = neural.in_manner(voice, manner, slowest=SLOWEST, fastest=FASTEST)
        if said is voice:
            return voice
        higher = neural.raised(said)
        low, high = max(SLOWEST, SLOWEST * higher), min(FASTEST, FASTEST * higher)
        rate = min(max(number(said, "rate", default=1.0, low=SLOWEST, high=FASTEST), low), high)
        return replace(said, settings={**said.settings, "rate": rate})

    def synthesize(self, text: str, voice: Voice) -> Audio:
        """*text* spoken by *voice*. VoiceNotFound; EngineError if the model fails or there is nothing to say."""
        style, speed, language = self._cast(voice)
        text = sayable(text)
        if not word_spans(text):
            raise EngineError(f"kokoro: nothing to say in {opening(text)}")
        try:
            phonemes = _FLAG.sub("", self._kokoro.tokenizer.phonemize(text, language))
            if not any(map(str.isalnum, phonemes)):
                raise EngineError(f"kokoro: nothing to say in {opening(text)}")
            sound, rate, timings = self._kokoro.create_timed(phonemes, style, speed, language, is_phonemes=True)
        except (*neural.FAULTS, OSError, RuntimeError, ValueError) as error:
            raise EngineError(f"{where(voice)}: Kokoro fails on {opening(text)}: {error}") from error
        end = sound.size / rate
        if timings:
            words = word_times(text, [one.phoneme for one in timings], [one.start for one in timings], end)
        else:
            words = word_times(text, phonemes, np.linspace(0, end, len(phonemes), endpoint=False).tolist(), end)
        return neural.higher(sound, rate, words, neural.raised(voice))

    def _cast(self, voice: Voice) -> tuple[NDArray[np.float32], float, str]:
        """Style, speed and eSpeak's name of the language that *voice* asks for. VoiceNotFound, EngineError."""
        refuse_unknown(voice, _SETTINGS)
        if not self._there:
            raise models.absent(voice, asked(voice, default=DEFAULT), ())
        parts = _parts(voice, asked(voice, default=self._usual))
        language = _language(voice, parts)
        rate = number(voice, "rate", default=1.0, low=SLOWEST, high=FASTEST)
        speed = round(rate / neural.raised(voice), 6)
        if not SLOWEST <= speed <= FASTEST:
            limits = f"Kokoro has {SLOWEST:g} to {FASTEST:g}"
            raise EngineError(f"{where(voice)}: rate {rate:g} at this pitch asks for speed {speed:.2f}, {limits}")
        return self._style(voice, parts), speed, LANGUAGES[language.lower()]

    def _style(self, voice: Voice, parts: Mapping[str, float]) -> NDArray[np.float32]:
        """The mean of the styles of *parts* by their weights."""
        key = tuple(parts.items())
        if key not in self._mixed:
            for name in parts:
                if name not in self._styles:
                    raise not_found(voice, name, self._styles)
            try:
                styles = [np.asarray(self._styles[name], np.float32) for name in parts]
                mixed = np.average(styles, axis=0, weights=list(parts.values())).astype(np.float32)
            except (ValueError, zipfile.BadZipFile, zlib.error) as error:
                raise EngineError(f"{where(voice)}: {self._files[0]}: not Kokoro's voices: {error}") from error
            if mixed.ndim != 3 or mixed.shape[1:] != _STYLE:
                raise EngineError(f"{where(voice)}: {self._files[0]}: not Kokoro's voices: shape {mixed.shape}")
            self._mixed[key] = mixed
        return self._mixed[key]

    @property
    def _there(self) -> bool:
        return all(path.is_file() for path in self._files)

    @cached_property
    def _styles(self) -> Mapping[str, NDArray[np.float32]]:
        try:
            styles: Mapping[str, NDArray[np.float32]] = np.load(self._files[0])
            if not isinstance(styles, Mapping):
                raise ValueError("one array")
        except (OSError, EOFError, ValueError, zipfile.BadZipFile) as error:
            raise EngineError(f"kokoro: {self._files[0]}: not Kokoro's voices: {error}") from error
        return styles

    @property
    def _usual(self) -> str:
        """The voice of one that asks for none."""
        return DEFAULT if DEFAULT in self._styles else min(self._styles)

    @cached_property
    def _digest(self) -> str:
        return models.digest(self._files[1])

    @cached_property
    def _kokoro(self) -> Kokoro:
        return Kokoro.from_session(neural.session(str(self._files[1])), str(self._files[0]))


def _voice(name: str) -> Voice:
    gender = _GENDERS.get(name[1:2], Gender.UNKNOWN)
    return Voice(name, "kokoro", {"voice": name, "pitch": 50}, gender, Age.ADULT, language=SPOKEN[name[:1]])


def _parts(voice: Voice, asks: str) -> Mapping[str, float]:
    """Names and weights of a mixture as "af_bella*2+af_sky", one in all. EngineError if it is written otherwise."""
    parts: dict[str, float] = {}
    for piece in asks.split("+"):
        match = _PART.fullmatch(piece)
        if match is None:
            raise EngineError(f"{where(voice)}: voice is {asks!r}, expected names as af_bella*2+af_sky")
        parts[match[1]] = parts.get(match[1], 0.0) + float(match[2] or 1)
    whole = sum(parts.values())
    if not 0 < whole < math.inf:
        raise EngineError(f"{where(voice)}: voice is {asks!r}, whose weights come to {whole:g}")
    return {name: weight / whole for name, weight in sorted(parts.items()) if weight}


def _language(voice: Voice, parts: Iterable[str]) -> str:
    """What *voice* speaks, BCP 47: as it is set, else as its first part does. EngineError if Kokoro cannot."""
    told = voice.settings.get("language", SPOKEN.get(next(iter(parts))[:1], ""))
    for tag in (str(told), str(told).partition("-")[0]):
        if tag.lower() in LANGUAGES:
            return tag
    spoken = ", ".join(sorted(set(SPOKEN.values())))
    asks = f"language is {told!r}" if told else "this voice's own language is none that Kokoro speaks here"
    raise EngineError(f"{where(voice)}: {asks}, expected language: one of {spoken}")
