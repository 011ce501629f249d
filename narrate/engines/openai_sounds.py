"""What a speech server answers, as sound: any of the protocol's formats, its length known or not; is it speech?

Servers that stream write a WAV's head before they know its length: 0xFFFFFFFF (OpenAI, Kokoro-FastAPI, speaches),
0x7FFFFFFF, or 0. Models may answer with silence, noise, half of a text or much more than it; that is told here.
"""

import io
import struct
from collections.abc import Iterator, Sequence

import numpy as np
import soundfile
from numpy.typing import NDArray

from narrate.audio import FULL_SCALE, Audio
from narrate.calling import MOST_BYTES, Again, Answer, said_instead

PCM_RATE = 24000
"""Hz of the format "pcm", which has no head, unless the media type tells another: OpenAI's documentation."""
FORMATS = ("wav", "mp3", "pcm", "flac", "opus")
"""Of the protocol's, those that can be read; aac cannot."""
RATES = range(4000, 192001)
"""Hz of a sound that can be speech."""
_RAW = ("audio/pcm", "audio/x-pcm")
_CODED = ("audio/mpeg", "audio/mp3", "audio/flac", "audio/x-flac", "audio/ogg", "audio/opus")
"""Media types of what has no head, and of what has one, whatever was asked for."""
_HEADS = (b"ID3", b"fLaC", b"OggS")
MOST_SECONDS = 1800
"""A page read four times as slowly as usual takes less."""
ANEW = 3
"""Times that a sound which is no speech is asked for: a model that fails by chance seldom does so three times."""

FRAME = 0.02
"""Seconds that are measured at once."""
SILENT = 1e-3
"""Of full scale; as for every clip."""
FAINT = 0.01
"""Of the loudest frame: what is fainter is a pause."""
SHORTEST = 0.03
"""Seconds of sound, pauses left out, that a letter must have at the usual speed; measured 0.057 to 0.12 on 750 lines
spoken by eSpeak in all voices, 0.07 in the middle: half of what is usual."""
LONGEST, LEAST = 0.25, 4.0
"""Seconds that a letter may have at the usual speed, and that any text may have beside; those lines
have 0.07 and none: three times what is usual."""
WIDE = "\u2e80"
"""From here on stand characters that are a syllable or a word: as four letters."""
FLATTEST, STEADIEST = 0.8, 3.0
"""Of white noise: its spectrum's geometric mean over the arithmetic, and the dB between its soft and its loud frames.
Measured: white noise 0.98 and 0.9, through MP3 0.99 and 1.0; the lines above at most 0.37 and at least 12, a whisper
0.57; "Ssss" 0.12 and 14, "Aaah" next to 0 and 6."""
BAND = 4000
"""Hz up to which noise is told: codecs leave out what is high."""
_FEW = 25
"""Frames, half a second: of less nothing is judged but its length."""
_BLOCK = 1 << 16
_WAVE = 12
"""Bytes before a WAV's first chunk."""


def sound_of(answer: Answer, asked: str) -> Audio:
    """The sound of *answer* in mono, at its own rate; *asked* is the format that was asked for. ``Again`` if none."""
    content, kind = answer.content, answer.kind.partition(";")[0].strip()
    if kind.endswith(("json", "html", "xml")) or kind.startswith("text/") or content[:1] in (b"{", b"<"):
        raise Again(f"it answers with words instead of sound: {said_instead(answer)}", tries=ANEW)
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        content = _measured(content)
    elif (kind in _RAW or (asked == "pcm" and kind not in _CODED)) and not content.startswith(_HEADS):
        content = _headed(content, *_pcm(answer.kind))
    try:
        with soundfile.SoundFile(io.BytesIO(content)) as file:
            if file.samplerate not in RATES:
                raise Again(f"it answers with a sound of {file.samplerate} Hz", tries=ANEW)
            return Audio(b"".join(_mono(file)), file.samplerate)
    except (soundfile.LibsndfileError, TypeError, ValueError) as error:
        what = f"{len(answer.content)} bytes of {kind or 'an answer without a type'}"
        raise Again(f"it answers with {what} that are no whole sound", tries=ANEW) from error


def _mono(file: soundfile.SoundFile) -> Iterator[bytes]:
    exact = file.channels == 1 and file.subtype == "PCM_16"
    seconds = 0.0
    for block in file.blocks(_BLOCK, dtype="int16" if exact else "float32", always_2d=True):
        seconds += len(block) / file.samplerate
        if seconds > MOST_SECONDS:
            raise Again(f"it answers with more than {MOST_SECONDS} s of sound", tries=ANEW)
        if exact:
            yield block.astype("<i2").tobytes()
            continue
        mixed = np.nan_to_num(block).mean(axis=1, dtype=np.float64) * FULL_SCALE  # floats may be anything
        yield np.clip(np.rint(mixed), -FULL_SCALE, FULL_SCALE - 1).astype("<i2").tobytes()


def _measured(content: bytes) -> bytes:
    """A WAV with the lengths it really has. ``Again`` if less came than its head says."""
    form, at = b"", _WAVE
    while at + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, at)
        at += 8
        if name == b"data":
            there = len(content) - at
            if there < size <= MOST_BYTES:
                raise Again(f"the sound is cut: {there} of {size} bytes")
            samples = content[at : at + size] if 0 < size <= MOST_BYTES else content[at:]
            return _wave(form, samples)
        if name == b"fmt ":
            form = content[at : at + size]
        at += size + size % 2
    raise Again("the sound is cut in its head")


def _headed(samples: bytes, rate: int, channels: int) -> bytes:
    """A WAV of 16-bit *samples*."""
    return _wave(struct.pack("<HHIIHH", 1, channels, rate, rate * 2 * channels, 2 * channels, 16), samples)


def _wave(form: bytes, samples: bytes) -> bytes:
    body = b"WAVE" + struct.pack("<4sI", b"fmt ", len(form)) + form + struct.pack("<4sI", b"data", len(samples))
    return struct.pack("<4sI", b"RIFF", len(body) + len(samples)) + body + samples


def _pcm(kind: str) -> tuple[int, int]:
    """Rate and channels by a media type as "audio/pcm;rate=22050"."""
    told = dict(part.strip().partition("=")[::2] for part in kind.split(";")[1:])
    rate, channels = (
        int(told[key]) if told.get(key, "").isdecimal() else usual
        for key, usual in (("rate", PCM_RATE), ("channels", 1))
    )
    return (rate, channels) if rate in RATES and channels in (1, 2) else (PCM_RATE, 1)


def joined(sounds: Sequence[Audio], pause: float) -> Audio:
    """*sounds* as one, with *pause* seconds between. ``Again`` if their rates differ."""
    rates = {one.rate for one in sounds}
    if len(rates) > 1:
        raise Again(f"parts of one text come at different rates: {', '.join(map(str, sorted(rates)))} Hz")
    (rate,) = rates
    return Audio(bytes(2 * round(pause * rate)).join(one.samples for one in sounds), rate)


def implausible(audio: Audio, text: str, speed: float) -> str:
    """What tells that *audio* is not *text* spoken at *speed*, in a few words; empty if nothing does."""
    letters = sum(4 if one >= WIDE else 1 for one in text if one.isalnum())
    sound = audio.floats()
    if not sound.size or max(float(sound.max()), -float(sound.min())) < SILENT:
        return f"{audio.seconds:.2f} s of silence"
    levels = _levels(sound, audio.rate)
    heard = float((levels > levels.max() * FAINT).sum()) * FRAME
    # A server may take no notice of the speed: that is no fault of the sound.
    if heard < letters * SHORTEST / max(speed, 1.0):
        return f"only {heard:.2f} s of speech"
    if audio.seconds > LEAST + letters * LONGEST / min(speed, 1.0):
        return f"{audio.seconds:.0f} s of sound"
    if len(levels) >= _FEW and _is_noise(sound, levels, audio.rate):
        return "noise"
    return ""


def _levels(sound: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    """The root mean square of each frame of *sound*."""
    size = round(FRAME * rate)
    frames = (np.pad(sound, (0, -sound.size % size)) if sound.size % size else sound).reshape(-1, size)
    return np.asarray(np.sqrt(np.einsum("ij,ij->i", frames, frames) / size), dtype=np.float32)


def _is_noise(sound: NDArray[np.float32], levels: NDArray[np.float32], rate: int) -> bool:
    """Whether *sound* is white noise: as loud all the time, in all its frequencies."""
    soft, loud = np.percentile(20 * np.log10(np.maximum(levels, 1e-9)), (10, 90))
    if loud - soft > STEADIEST:
        return False
    return flatness(sound, rate) > FLATTEST


def flatness(sound: NDArray[np.float32], rate: int) -> float:
    """How even the spectrum of *sound* is: 0 for a tone, 1 for white noise."""
    size = round(FRAME * rate)
    frames = sound[: sound.size // size * size].reshape(-1, size)
    power = np.zeros(size // 2 + 1)
    for at in range(0, len(frames), 1024):
        power += (np.abs(np.fft.rfft(frames[at : at + 1024] * np.hanning(size), axis=1)) ** 2).sum(axis=0)
    power = power[1 : round(BAND * FRAME) + 1] + 1e-12
    return float(np.exp(np.log(power).mean()) / power.mean())
