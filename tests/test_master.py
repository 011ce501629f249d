"""Levels: every voice equally loud, no peak above the ceiling."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.audio import Audio, WordTime, loudness
from narrate.errors import AudioError
from narrate.master import CEILING, DELIVERY_RATE, TARGET, gain, mastered

LOUDEST = int(32768 * 10 ** (CEILING / 20))
"""The largest sample that may be delivered."""


def noise(*, level, seconds=2.0, rate=22050, seed=1):
    """White noise of *level* dBFS RMS."""
    wave = np.random.default_rng(seed).normal(0, 32768 * 10 ** (level / 20), round(seconds * rate))
    return sound(wave, rate)


def sound(wave, rate=DELIVERY_RATE):
    return Audio(np.clip(np.rint(wave), -32768, 32767).astype("<i2").tobytes(), rate)


def values(audio):
    return np.frombuffer(audio.samples, "<i2").astype(np.int64)


@pytest.mark.parametrize("level", [-45, -30, -20])
def test_voices_of_any_level_end_equally_loud(level):
    voice = noise(level=level)

    assert loudness(mastered(voice, gain(voice))) == pytest.approx(TARGET, abs=0.3)


def test_a_voice_keeps_its_whispers_and_shouts():
    whisper, shout = noise(level=-50), noise(level=-35)

    softer, louder = (loudness(mastered(line, 10.0)) for line in (whisper, shout))

    assert louder - softer == pytest.approx(15, abs=0.1)


def test_a_silent_sample_cannot_level_a_voice():
    with pytest.raises(AudioError, match="silent"):
        gain(Audio(bytes(20_000), 22050))


@given(
    st.integers(0, 6000),
    st.sampled_from([8000, 16000, 22050, 24000, 44100, 48000]),
    st.floats(-20, 40),
    st.lists(st.tuples(st.integers(0, 6000), st.integers(0, 32767)), max_size=8),
)
@settings(deadline=None, max_examples=150)
def test_no_sample_is_ever_above_the_ceiling_and_no_time_is_lost(size, rate, louder, clicks):
    wave = np.random.default_rng(size).normal(0, 2000, size)
    for at, height in clicks:
        wave[at : at + 5] = height

    delivered = mastered(sound(wave, rate), louder)

    assert np.abs(values(delivered)).max(initial=0) <= LOUDEST
    assert delivered.rate == DELIVERY_RATE
    assert len(delivered.samples) / 2 == pytest.approx(size * DELIVERY_RATE / rate, abs=0.51)


def test_a_clip_that_needs_nothing_comes_back_as_it_is():
    clip = noise(level=-25, rate=DELIVERY_RATE)

    assert mastered(clip, 0.0) == clip


def test_a_clip_below_the_ceiling_is_only_multiplied():
    clip = noise(level=-30, rate=DELIVERY_RATE)

    doubled = mastered(clip, 20 * np.log10(2))

    assert np.array_equal(values(doubled), 2 * values(clip))


def test_a_loud_peak_turns_down_only_what_is_near_it():
    wave = values(noise(level=-30, rate=DELIVERY_RATE)).astype(float)
    wave[44100] = 32000

    limited = values(mastered(sound(wave), 0.0))

    near = round(0.055 * DELIVERY_RATE)
    far = np.abs(np.arange(wave.size) - 44100) > near
    assert limited[44100] == pytest.approx(LOUDEST, abs=100)
    assert np.array_equal(limited[far], wave[far])


def test_a_deep_loud_voice_is_turned_down_without_distortion():
    deep = 60000 * np.sin(2 * np.pi * 90 * np.arange(DELIVERY_RATE) / DELIVERY_RATE)

    limited = values(mastered(sound(deep / 2), 20 * np.log10(2)))

    spectrum = np.abs(np.fft.rfft(limited[4410:-4410] * np.hanning(DELIVERY_RATE - 8820)))
    tone = spectrum[65:80].max()  # 90 Hz lies at bin 72
    assert spectrum[100:].max() < tone / 1000


def test_a_tone_keeps_its_pitch_and_gains_no_image_at_the_delivery_rate():
    rate = 22050
    tone = 8000 * np.sin(2 * np.pi * 8000 * np.arange(rate) / rate)

    delivered = values(mastered(sound(tone, rate), 0.0))

    spectrum = np.abs(np.fft.rfft(delivered * np.hanning(delivered.size)))
    assert np.argmax(spectrum) == 8000
    assert spectrum[10000:].max() < spectrum[8000] / 10**4


def test_words_keep_their_times():
    words = (WordTime(0, 3, 0.1), WordTime(4, 8, 0.5))

    assert mastered(Audio(bytes(22050), 22050, words), 3.0).words == words


def test_the_same_clip_is_mastered_the_same_way_twice():
    clip = noise(level=-12)

    assert mastered(clip, 9.0) == mastered(clip, 9.0)
