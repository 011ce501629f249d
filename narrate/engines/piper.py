"""Piper: neural voices that a small computer speaks faster than real time, one or up to hundreds of them in a model.

A model is a file NAME.onnx with its settings in NAME.onnx.json. Its sound differs from call to call (the noise that
shapes it runs on, and has no seed), so a clip is named by its recipe and never by its bytes. Sentences are not brought
to full scale one by one, as Piper does by itself: a voice has one level, which ``master`` sets.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import metadata
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from narrate.errors import EngineError

try:
    from piper import PiperConfig, PiperVoice, SynthesisConfig
    from piper.const import BOS, EOS, PAD
except ImportError as error:
    raise EngineError(f'engine "piper" needs: pip install "narrate[piper]" ({error})') from error

from narrate.audio import Audio
from narrate.engines import models, neural
from narrate.engines.phonemes import word_times
from narrate.engines.settings import asked, not_found, number, opening, refuse_unknown, where
from narrate.engines.words import sayable, word_spans
from narrate.model import Age, Manner, Voice, primary

ADAPTER = 1
"""Counted up when this file changes what is heard."""
SLOWEST, FASTEST = 0.4, 2.5
"""Factors: what voices.yaml takes."""
NOISIEST = 2.0
"""Of Piper's scales of noise; models come with 0.3 to 1."""
SUFFIX = ".onnx"
LOADED = 8
"""Models kept in memory, about 100 MB each."""

_Sentence = tuple[NDArray[np.float32], list[str], NDArray[np.float64] | NDArray[np.int64]]
"""A sentence's sound, its phonemes, and the samples they begin at."""
_SETTINGS = ("voice", "rate", "pitch", "noise", "noise_w")


@dataclass(frozen=True, slots=True)
class _Model:
    """A model on disk: who is in it, and what it is by content."""

    path: Path
    settings: PiperConfig
    language: str
    """BCP 47."""
    digest: str


class Synthesizer:
    """Piper as an engine; models are read when they are asked for, and loaded when they speak."""

    phonemes = False  # Piper takes IPA between brackets, not eSpeak's mnemonics

    @cached_property
    def version(self) -> str:
        """Of the library and this adapter; the models are in the recipes."""
        return f"{metadata.version('piper-tts')}, adapter {ADAPTER}"

    def voices(self) -> Sequence[Voice]:
        """Every speaker of every model in the folder ``models.folder("piper")``."""
        return [voice for path in _installed() for voice in _speakers(_model(path))]

    def recipe(self, voice: Voice) -> str:
        """The model's content, the speaker, and the scales it is run with. VoiceNotFound, EngineError."""
        model, scales = self._cast(voice)
        made = {"model": model.digest, "speaker": scales.speaker_id, "length": scales.length_scale}
        noise = {"noise": scales.noise_scale, "noise_w": scales.noise_w_scale, "pitch": neural.raised(voice)}
        return json.dumps(made | noise, sort_keys=True)

    def fellow(self, voice: Voice, language: str) -> Voice | None:
        """*voice* itself if its model speaks *language*: nobody else sounds like it."""
        model, _ = self._cast(voice)
        return voice if primary(model.language) == primary(language) else None

    def in_manner(self, voice: Voice, manner: Manner) -> Voice:
        """*voice* at the manner's rate, and part of its pitch. EngineError."""
        return neural.in_manner(voice, manner, slowest=SLOWEST, fastest=FASTEST)

    def synthesize(self, text: str, voice: Voice) -> Audio:
        """*text* spoken by *voice*. VoiceNotFound; EngineError if the model fails or there is nothing to say."""
        model, scales = self._cast(voice)
        text = sayable(text).replace("[[", "((")  # what is between them would be taken for phonemes
        if not word_spans(text):
            raise EngineError(f"piper: nothing to say in {opening(text)}")
        try:
            sentences = list(_sentences(_loaded(model.path, _stamp(model.path)), text, scales))
        except (*neural.FAULTS, ImportError, KeyError, RuntimeError, ValueError) as error:
            raise EngineError(f"{where(voice)}: {model.path} fails on {opening(text)}: {error}") from error
        if not sentences:
            raise EngineError(f"piper: nothing to say in {opening(text)}")
        sound, phonemes, begins = _joined(sentences)
        rate = model.settings.sample_rate
        words = word_times(text, phonemes, [begin / rate for begin in begins], sound.size / rate)
        return neural.higher(sound, rate, words, neural.raised(voice))

    def _cast(self, voice: Voice) -> tuple[_Model, SynthesisConfig]:
        """The model that *voice* asks for, and the scales to run it with. VoiceNotFound, EngineError."""
        refuse_unknown(voice, _SETTINGS)
        name, _, speaker = _split(asked(voice, default="") or _usual(voice))
        at_home = os.path.expanduser(name)  # noqa: PTH111  # Path's fails where there is no home
        path = Path(at_home) if name.endswith(SUFFIX) else models.folder("piper") / f"{name}{SUFFIX}"
        if not os.path.isfile(path):  # noqa: PTH113  # Path's fails for a name too long to be one
            raise models.absent(voice, name, [one.stem for one in _installed()])
        model = _model(path)
        usual, rate = model.settings, number(voice, "rate", default=1.0, low=SLOWEST, high=FASTEST)
        scales = SynthesisConfig(
            speaker_id=_speaker(voice, model, speaker),
            length_scale=usual.length_scale / rate * neural.raised(voice),
            noise_scale=number(voice, "noise", default=usual.noise_scale, low=0.0, high=NOISIEST),
            noise_w_scale=number(voice, "noise_w", default=usual.noise_w_scale, low=0.0, high=NOISIEST),
            normalize_audio=False,
        )
        return model, scales


def _split(asks: str) -> tuple[str, str, str]:
    """Model and speaker of a name as "en_GB-vctk-medium#p239"."""
    return asks.rpartition("#") if "#" in asks and not asks.endswith(SUFFIX) else (asks, "", "")


def _installed() -> list[Path]:
    return sorted(models.folder("piper").glob(f"*{SUFFIX}"))


def _usual(voice: Voice) -> str:
    """The model of a voice that asks for none. VoiceNotFound."""
    if not (paths := _installed()):
        raise models.absent(voice, models.FIRST, ())
    return paths[0].stem


def _speakers(model: _Model) -> Iterator[Voice]:
    """Everybody in *model*; who has a name of their own there is called by it, else by number."""
    names = {number: name for name, number in model.settings.speaker_id_map.items() if not name.isdecimal()}
    count = model.settings.num_speakers
    for speaker in range(count):
        name = model.path.stem + (f"#{names.get(speaker, speaker)}" if count > 1 else "")
        about = f"one of {count} in a model" if count > 1 else ""
        yield Voice(
            name,
            "piper",
            {"voice": name, "pitch": 50},
            models.gender_of("piper", name),
            Age.ADULT,
            about,
            model.language,
        )


def _speaker(voice: Voice, model: _Model, asks: str) -> int:
    """The number of the speaker called *asks*, who is a number or a name. VoiceNotFound."""
    count: int = model.settings.num_speakers
    named: dict[str, int] = {"": model.settings.default_speaker_id, **model.settings.speaker_id_map}
    if asks in named and not asks.isdecimal():
        return named[asks]
    if asks in (numbers := {str(one): one for one in range(count)}):
        return numbers[asks]
    names = [name for name in named if name and not name.isdecimal()] or numbers
    raise not_found(voice, f"{model.path.stem}#{asks}", (f"{model.path.stem}#{one}" for one in names))


def _stamp(path: Path) -> tuple[int, int]:
    """What changes with the file at *path*."""
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_size


def _model(path: Path) -> _Model:
    settings = path.with_name(f"{path.name}.json")
    try:
        return _read(path, settings, (*_stamp(path), *_stamp(settings)))
    except OSError as error:
        raise EngineError(f"piper: cannot read {error.filename}: {error.strerror or error}") from error
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise EngineError(f"piper: {settings}: no settings of a Piper model: {error}") from error


@cache
def _read(path: Path, settings: Path, stamp: tuple[int, ...]) -> _Model:
    content = settings.read_bytes()
    told = json.loads(content)
    language = told.get("language", {}).get("code") or told["espeak"]["voice"]
    digest = f"{models.digest(path)} {hashlib.sha256(content).hexdigest()}"
    return _Model(path, PiperConfig.from_dict(told), language.replace("_", "-"), digest)


@lru_cache(LOADED)
def _loaded(path: Path, stamp: tuple[int, ...]) -> PiperVoice:
    return PiperVoice(neural.session(_timing(path)), _model(path).settings)


def _timing(path: Path) -> str | bytes:
    """The model at *path* made to tell how long its phonemes are, if it can, and if there is what can change it."""
    try:
        import onnx  # noqa: PLC0415  # an extra of Piper's: without it words are timed by an estimate
        from google.protobuf.message import DecodeError  # noqa: PLC0415
        from piper.patch_voice_with_alignment import add_alignment_output  # noqa: PLC0415
    except ImportError:
        return str(path)
    try:
        model = onnx.load(str(path))
        add_alignment_output(model)
    except (DecodeError, ValueError):  # no model, which ONNX Runtime will say; or a model that tells already or never
        return str(path)
    changed: bytes = model.SerializeToString()
    return changed


def _sentences(voice: PiperVoice, text: str, scales: SynthesisConfig) -> Iterator[_Sentence]:
    """*text* sentence by sentence, as ``PiperVoice.synthesize`` says it, but for what it spends on each phoneme."""
    for phonemes in voice.phonemize(text):
        if phonemes:
            ids = voice.phonemes_to_ids(phonemes)
            sound, lengths = voice.phoneme_ids_to_audio(ids, scales, include_alignments=True)
            sound = np.atleast_1d(sound)
            told = lengths is not None and np.size(lengths) == len(ids)
            begins = _begins(voice.config.phoneme_id_map, phonemes, lengths) if told else None
            alike = np.linspace(0, sound.size, len(phonemes), endpoint=False)
            yield sound, phonemes, alike if begins is None else begins


def _begins(
    ids: Mapping[str, Sequence[int]], phonemes: Sequence[str], lengths: NDArray[np.int64]
) -> NDArray[np.int64] | None:
    """The sample that each of *phonemes* begins at, if *lengths* are those of their *ids* with padding after each."""
    pads = len(ids.get(PAD, ()))
    widths = [len(ids[phoneme]) + pads if phoneme in ids else 0 for phoneme in phonemes]  # Piper leaves out the rest
    places = np.cumsum([len(ids.get(BOS, ())) + pads, *widths])
    if places[-1] + len(ids.get(EOS, ())) != lengths.size:
        return None
    begins: NDArray[np.int64] = np.concatenate([[0], np.cumsum(lengths)])[places[:-1]]
    return begins


def _joined(sentences: Sequence[_Sentence]) -> tuple[NDArray[np.float32], list[str], list[float]]:
    """Sound, phonemes and the samples they begin at of all *sentences*, with a blank between two of them."""
    phonemes: list[str] = []
    begins: list[float] = []
    at = 0
    for sound, said, places in sentences:
        phonemes += [*said, " "]
        begins += [*(places + at).tolist(), at + sound.size]
        at += sound.size
    sounds = [sound for sound, _, _ in sentences]
    return np.concatenate(sounds) if len(sounds) > 1 else sounds[0], phonemes, begins
