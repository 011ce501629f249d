"""Breath in a voice: a whisper that is one, in the same time, as loud, and the same every time."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_manners import SENTENCE, VOICES, palette, pitches

from narrate.audio import Audio, WordTime, loudness
from narrate.engines import load
from narrate.engines.breath import BLOCK, breathed


@pytest.mark.parametrize("name", VOICES)
def test_half_breath_is_a_whisper_as_loud_as_the_voice(name: str) -> None:
    voice = load("espeak").synthesize(SENTENCE, palette(name))
    whisper = breathed(voice, 0.5)

    assert len(pitches(whisper)) < 0.2 * len(pitches(voice))
    assert loudness(whisper) == pytest.approx(loudness(voice), abs=0.6)
    assert (whisper.seconds, whisper.words, whisper.rate) == (voice.seconds, voice.words, voice.rate)


@pytest.mark.parametrize("name", VOICES)
def test_a_whisper_rises_and_falls_as_the_words_do(name: str) -> None:
    voice = load("espeak").synthesize(SENTENCE, palette(name))

    assert np.corrcoef(envelope(voice), envelope(breathed(voice, 0.5)))[0, 1] > 0.9


def envelope(audio: Audio) -> np.ndarray:
    """The level of every fiftieth of a second."""
    step = audio.rate // 50
    sound = audio.floats()[: len(audio.samples) // 2 // step * step].astype(float)
    return np.sqrt((sound.reshape(-1, step) ** 2).mean(axis=1))


def test_no_breath_changes_nothing_and_the_same_breath_is_the_same_sound() -> None:
    voice = load("espeak").synthesize(SENTENCE, palette("mezzo-dry"))

    assert breathed(voice, 0.0) is voice
    assert breathed(voice, 0.5) == breathed(voice, 0.5)


def test_silence_stays_silent_and_a_long_clip_has_no_seam() -> None:
    rate = 22050
    sound = np.sin(np.arange(rate * 12) * 2 * np.pi * 200 / rate) * 8000
    sound[: rate // 2] = 0
    tone = Audio(sound.astype("<i2").tobytes(), rate)
    hardly = breathed(tone, 1e-12)

    assert len(tone.samples) // 2 // 132 > BLOCK  # blocks of frames are joined in it
    assert np.abs(breathed(tone, 0.5).floats()[: rate // 2 - 600]).max() == 0
    assert np.abs(hardly.floats() - tone.floats()).max() < 1e-3


@given(st.binary(max_size=4000), st.sampled_from([8000, 22050, 44100]), st.floats(0, 1))
@settings(deadline=None)
def test_any_sound_keeps_its_length(samples: bytes, rate: int, share: float) -> None:
    audio = Audio(samples[: len(samples) // 2 * 2], rate, (WordTime(0, 1, 0.0),))

    assert len(breathed(audio, share).samples) == len(audio.samples)
    assert breathed(audio, share).words == audio.words
