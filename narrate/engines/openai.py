"""A server that speaks OpenAI's speech protocol: Kokoro-FastAPI, openedai-speech, LocalAI, speaches, OpenAI itself.

``POST /v1/audio/speech`` gives the sound, ``GET /v1/audio/voices`` the voices where there is one. Which server, its key
and its ways stand in the environment or in a file (``narrate.servers``, docs/servers.md). No times of words come with
the sound. Every answer is looked at before it is taken: an implausible one is asked for again, and then named.
"""

import json
import os
import random
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from narrate.audio import Audio
from narrate.calling import Again, Answer, Caller
from narrate.engines.openai_sounds import ANEW, FORMATS, implausible, joined, sound_of
from narrate.engines.settings import asked, moved, not_found, number, opening, refuse_unknown, where
from narrate.engines.words import sayable
from narrate.errors import EngineError, NarrateError
from narrate.manner.table import MANNERS
from narrate.model import Cost, Gender, Manner, Voice, primary
from narrate.servers import OPENAI, Server, Settings

ADAPTER = 1
"""Counted up when these files change what is heard."""
SLOWEST, FASTEST = 0.25, 2.5
"""Factors: the protocol goes from 0.25 to 4; from 2.5 on nobody follows."""
LIMIT = 4096
"""Characters of a text and of instructions, by OpenAI's documentation; other servers take as much or more."""
MODEL = "tts-1"
"""What OpenAI, Kokoro-FastAPI, openedai-speech and LocalAI all know."""
DEFAULT = "alloy"
"""The voice of who asks for none, where there is one such: all of these servers know it."""
SENTENCE_PAUSE = 0.2
"""Seconds between parts of a text that is too long for one request; judged, not measured."""
LISTED = "alloy ash ballad coral echo fable onyx nova sage shimmer verse marin cedar".split()
"""OpenAI's voices, by its documentation; it has no address that lists them."""
GENDERS = {"nova": Gender.FEMALE, "shimmer": Gender.FEMALE} | dict.fromkeys(("alloy", "echo", "onyx"), Gender.MALE)
"""Microsoft's, who offers the same voices, calls them so, and "fable" neutral; of the others nobody tells."""
DELIVERY = {
    "whispered": "Whisper.",
    "screamed": "Scream.",
    "shouted": "Shout.",
    "sobbed": "Speak through tears.",
    "growled": "Growl the words.",
    "snapped": "Speak sharply and impatiently.",
    "breathlessly": "Speak out of breath.",
    "laughed": "Speak with laughter in the voice.",
    "softly": "Speak softly.",
    "sighed": "Speak with a sigh.",
    "hesitantly": "Speak hesitantly.",
    "exclaimed": "Exclaim.",
    "thought": "Speak as if thinking to yourself.",
}
"""What a model that takes instructions is told, by the name of the manner; the pace goes by the speed."""

_SETTINGS = ("voice", "rate", "instructions")
_OWN = ("format", "limit", "voices", "delivery", "price", "currency")
_BY_VALUE = {manner: name for name, manner in MANNERS.items() if name in DELIVERY}
_KOKORO = re.compile(r"([abefhijpz])([fm])_\w+")
"""Kokoro's names tell language and gender: "bf_emma"."""
_KOKORO_LANGUAGES = dict(zip("abefhijpz", "en-US en-GB es fr hi it ja pt-BR zh".split(), strict=True))
_BLEND = re.compile(r"\s*[+-]\s*")
_SHARE = re.compile(r"\(\d+(?:\.\d+)?\)$")
"""Of a voice in a blend: "af_bella(2)+af_sky(1)"."""
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_ENDS = (
    re.compile(r"[.!?…][\"'”’»)\]]*\s+|[。！？][」』”]*"),  # Chinese and Japanese ends
    re.compile(r"[,;:]\s+|[—–]\s*|[、，；]"),
    re.compile(r"\s+"),
)
"""Where a text may be cut, the best first: behind a sentence, a phrase, a word."""


class Synthesizer:
    """A speech server as an engine; any number of threads may speak, each over a connection of its own."""

    version = f"adapter {ADAPTER}"
    phonemes = False

    def __init__(
        self,
        environ: Mapping[str, str] = os.environ,
        *,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        try:
            settings = Settings("speech", environ, _OWN)
            self._server: Server = settings.server(MODEL)
            self.connections = self._server.connections
            self._format = settings.text("format", "wav")
            self._limit = int(settings.number("limit", LIMIT, low=40, high=100_000))
            self._delivery = settings.flag("delivery")
            self._price = settings.number("price", -1, low=-1, high=1e6)
            self._currency = settings.text("currency", "USD")
            self._told = {name: str(gender).lower() for name, gender in settings.table("voices").items()}
            if wrong := set(self._told.values()) - {"", *Gender}:
                raise NarrateError(f"{settings.where('voices')}: {min(wrong)!r} is none of {', '.join(Gender)}")
        except NarrateError as error:
            raise EngineError(f"openai: {error}") from error
        if self._format not in FORMATS:
            raise EngineError(f"openai: {settings.where('format')}: expected one of {', '.join(FORMATS)}")
        self._caller = Caller(self._server, EngineError, sleep=sleep, chance=chance)

    def voices(self) -> Sequence[Voice]:
        """The voices that are set, else those the server lists. EngineError if it lists none."""
        try:
            voices = self._known or self._caller.get("audio/voices", _listed)
        except EngineError as error:
            name = f"{self._server.prefix}VOICES=name,name tells them"
            raise EngineError(f"openai: no list of voices: {error} ({name})") from error
        return tuple(voices.values())

    def recipe(self, voice: Voice) -> str:
        """The server and what it is asked for but the text. VoiceNotFound, EngineError.

        The server by its URL: "tts-1" with "alloy" is another sound on every one of them. A person who moves a
        server keeps its clips by giving it a ``name``. The longest text at once is left out: it hardly shapes a clip.
        """
        return json.dumps({"server": self._server.name, **self._asked(voice)}, sort_keys=True)

    def fellow(self, voice: Voice, language: str) -> Voice | None:
        """*voice* itself, unless its name or the server tells that it is for another language."""
        name = self._name(voice)
        told = _language(name) or (self._known or {}).get(name, voice).language
        return voice if not told or primary(told) == primary(language) else None

    def in_manner(self, voice: Voice, manner: Manner) -> Voice:
        """*voice* at the manner's rate, and told to speak so if that is asked for; pitch and range stay. EngineError.

        Told are only the usual manners, not those a person has changed: there are no words for numbers.
        """
        if manner == Manner():
            return voice
        rate = moved(voice, "rate", default=1.0, low=SLOWEST, high=FASTEST, factor=manner.rate)
        settings = {**voice.settings, "rate": rate}
        if self._delivery and manner in _BY_VALUE:
            own = str(voice.settings.get("instructions", ""))
            settings["instructions"] = f"{own} {DELIVERY[_BY_VALUE[manner]]}".strip()
        return replace(voice, settings=settings)

    def synthesize(self, text: str, voice: Voice) -> Audio:
        """*text* spoken by *voice*. VoiceNotFound; EngineError if the server refuses, or what it sends is no speech."""
        body = self._asked(voice)
        parts = [one for one in pieces(sayable(text), self._limit) if any(map(str.isalnum, one))]
        if not parts:
            raise EngineError(f"openai: nothing to say in {opening(text)}")
        try:
            return joined([self._spoken(one, body) for one in parts], SENTENCE_PAUSE)
        except Again as again:
            raise EngineError(f"openai: {self._server.host}: {again}") from again

    def cost(self, texts: Iterable[str]) -> Cost:
        """What it will cost to speak *texts*, each once: characters, and money if a price of a million is set."""
        characters = sum(map(len, texts))
        money = None if self._price < 0 else characters * self._price / 1e6
        return Cost(characters, money, self._currency)

    def _spoken(self, text: str, body: Mapping[str, object]) -> Audio:
        def heard(answer: Answer) -> Audio:
            audio = sound_of(answer, self._format)
            if problem := implausible(audio, text, float(str(body["speed"]))):
                raise Again(f"voice {body['voice']} gives {problem} for {opening(text)}", tries=ANEW)
            return audio

        try:
            return self._caller.post("audio/speech", {**body, "input": text}, heard)
        except EngineError as error:
            raise EngineError(f"openai: {error}") from error

    def _asked(self, voice: Voice) -> dict[str, object]:
        """What the server is asked for in the name of *voice*, without a text. VoiceNotFound, EngineError."""
        refuse_unknown(voice, _SETTINGS)
        body: dict[str, object] = {
            **self._server.extra,
            "model": self._server.model,
            "voice": self._name(voice),
            "response_format": self._format,
            "speed": round(number(voice, "rate", default=1.0, low=SLOWEST, high=FASTEST), 3),
        }
        instructions = _text(voice, "instructions")
        if len(instructions) > LIMIT:
            raise EngineError(f"{where(voice)}: instructions are longer than {LIMIT} characters")
        return body | ({"instructions": instructions} if instructions else {})

    def _name(self, voice: Voice) -> str:
        """The server's name for *voice*. VoiceNotFound if the server tells its voices, and this is none of them."""
        known = self._known
        name = asked(voice, default=DEFAULT if not known or DEFAULT in known else next(iter(known)))
        parts = [_SHARE.sub("", part) for part in _BLEND.split(name)]
        if known and name not in known and not all(part in known for part in parts):
            raise not_found(voice, name, known)
        return name

    @cached_property
    def _known(self) -> Mapping[str, Voice] | None:
        """The voices by name; None if nobody tells them, or the server does not answer: its clips may all be there."""
        if self._told:
            return {name: _voice(name, gender, "") for name, gender in self._told.items()}
        if self._server.url == OPENAI:
            return {name: _voice(name, "", "") for name in LISTED}
        try:
            return self._caller.get("audio/voices", _listed)
        except EngineError:
            return None


def pieces(text: str, limit: int) -> Iterator[str]:
    """*text* in parts of at most *limit* characters, cut behind a sentence, else a phrase, else a word."""
    at = 0
    while len(text) - at > limit:
        found = (max((end.end() for end in ends.finditer(text, at, at + limit)), default=0) for ends in _ENDS)
        end = next(filter(None, found), at + limit)
        yield text[at:end]
        at = end
    yield text[at:]


def _listed(answer: Answer) -> Mapping[str, Voice]:
    """The voices in an answer, by name. ``Again`` if there are none."""
    try:
        told = json.loads(answer.content)
    except (ValueError, RecursionError) as error:
        raise Again("its list of voices is no JSON") from error
    voices = {}
    for record in _records(told):
        named = (record.get(key) for key in ("id", "voice_id", "name"))
        name = next((one for one in named if isinstance(one, str)), "")
        if name and name.isprintable():
            voices[name] = _voice(name, str(record.get("gender", "")).lower(), str(record.get("language", "")))
    if not voices:
        raise Again("its list of voices is empty")
    return voices


def _records(told: object) -> Iterator[Mapping[str, object]]:
    """What is told of each voice: by name or in a list, under "voices" or "data", or of one model after the other."""
    if isinstance(told, dict):
        told = told.get("voices", told.get("data"))
    if isinstance(told, dict):
        told = list(told)
    for one in told if isinstance(told, list) else ():
        if isinstance(one, dict) and "voices" in one:
            yield from _records(one)
        else:
            yield one if isinstance(one, dict) else {"id": one}


def _voice(name: str, gender: str, language: str) -> Voice:
    """A voice by its *name*, and what the server or a person tells of it."""
    kokoro = _KOKORO.fullmatch(name)
    usual = {"f": Gender.FEMALE, "m": Gender.MALE}[kokoro[2]] if kokoro else GENDERS.get(name, Gender.UNKNOWN)
    told = Gender(gender) if gender in tuple(Gender) else usual
    tag = language.replace("_", "-")
    return Voice(name, "openai", {"voice": name}, told, language=tag if _TAG.fullmatch(tag) else _language(name))


def _language(name: str) -> str:
    """The language of a voice of Kokoro by its *name*; empty for any other."""
    kokoro = _KOKORO.match(name)
    return _KOKORO_LANGUAGES[kokoro[1]] if kokoro else ""


def _text(voice: Voice, key: str) -> str:
    value = voice.settings.get(key, "")
    if not isinstance(value, str):
        raise EngineError(f"{where(voice)}: {key} is {value!r}, expected a text")
    return value.strip()
