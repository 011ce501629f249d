"""Levels: every voice equally loud, no peak above the ceiling."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydub import AudioSegment

from narrate.audio import Audio, WordTime, loudness
from narrate.errors import AudioError
from narrate.master import gain, in_room, lift, mastered
from narrate.specs import DEFAULT, SPECS

DELIVERY_RATE = DEFAULT.rate
LOUDEST = int(32768 * 10 ** (DEFAULT.ceiling / 20))
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

    assert loudness(mastered(voice, gain(voice))) == pytest.approx(DEFAULT.target, abs=0.3)


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


def segment(samples, rate=DELIVERY_RATE):
    return AudioSegment(np.asarray(samples, "<i2").tobytes(), sample_width=2, frame_rate=rate, channels=1)


def heard(samples, rate=DELIVERY_RATE):
    return np.frombuffer(in_room(segment(samples, rate)).raw_data, "<i2").astype(np.int64)


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)
def test_each_spec_has_its_own_loudness_and_ceiling(spec):
    voice = noise(level=-30)

    plain = mastered(voice, gain(voice, spec), spec)
    loud = values(mastered(voice, 40.0, spec))

    assert loudness(plain) == pytest.approx(spec.target, abs=0.3)
    assert 20 * np.log10(np.abs(loud).max() / 32768) == pytest.approx(spec.ceiling, abs=0.02)
    assert plain.rate == spec.rate


@pytest.mark.parametrize("rate", [22050, 44100])
def test_a_pause_is_the_tone_of_a_quiet_room_and_never_digital_silence(rate):
    room = heard(np.zeros(20 * rate), rate)

    tenths = room.reshape(-1, rate // 10).astype(float)
    levels = 10 * np.log10(np.mean(tenths**2, axis=1) / 32768**2)
    assert levels.mean() == pytest.approx(-74, abs=0.3)
    assert levels.min() > -80
    assert levels.max() < -70


def test_the_tone_of_the_room_is_so_soft_that_a_pause_is_still_known_as_one():
    assert np.abs(heard(np.zeros(30 * DELIVERY_RATE))).max() < 32768 * 10 ** (-60 / 20)  # ACX's noise floor, by peaks


def test_the_tone_of_the_room_falls_as_that_of_rooms_does_and_neither_rumbles_nor_hisses():
    room = heard(np.zeros(10 * DELIVERY_RATE))

    powers = np.abs(np.fft.rfft(room)) ** 2  # ten bins a hertz
    octaves = {low: powers[10 * low : 20 * low].sum() for low in (20, 125, 250, 500, 1000, 2000, 10000)}
    assert max(octaves[low] for low in (125, 250, 500, 1000, 2000)) < 1.5 * octaves[500]
    assert min(octaves[low] for low in (125, 250, 500, 1000, 2000)) > octaves[500] / 1.5
    assert octaves[20] < octaves[500] / 5
    assert octaves[10000] < octaves[500] / 5


@given(st.integers(0, 700_000), st.integers(0, 700_000))
@settings(deadline=None, max_examples=20)
def test_the_tone_of_the_room_is_the_same_at_the_same_place_of_any_stretch(size, other):
    size, other = sorted((size, other))

    assert np.array_equal(heard(np.zeros(other))[:size], heard(np.zeros(size)))


def test_the_tone_of_the_room_is_under_speech_as_under_pauses():
    said = values(noise(level=-25, rate=DELIVERY_RATE))

    assert np.array_equal(heard(said) - said, heard(np.zeros(said.size)))


def test_a_peak_and_the_tone_of_the_room_together_are_under_the_ceiling():
    loud = mastered(noise(level=-10, seconds=10), 20.0)

    assert np.abs(values(loud)).max() > LOUDEST - 40
    assert np.abs(heard(values(loud))).max() <= LOUDEST


def test_the_loudest_sample_there_is_does_not_turn_over():
    assert heard(np.full(DELIVERY_RATE, 32767)).min() > 32700
    assert heard(np.full(DELIVERY_RATE, -32768)).max() < -32700


@pytest.mark.parametrize(
    ("level", "louder"),
    [(-20.5, 0), (-22.4, 0), (-18.1, 0), (-24.8, 2.5), (-22.5, 0.5), (-16.0, -2.5), (-17.9, -0.5)],
)
def test_a_chapter_is_lifted_in_steps_and_only_into_what_is_allowed(level: float, louder: float) -> None:
    assert lift(60 * 10 ** (level / 10), 60.0, SPECS["acx"]) == louder


def test_a_spec_without_a_level_for_chapters_lifts_none_and_silence_is_no_error() -> None:
    assert lift(1e-6, 60.0, SPECS["r128"]) == 0
    assert lift(0.0, 60.0, SPECS["acx"]) > 0
