"""The voices narrate brings."""

import json
from collections import Counter
from itertools import combinations, pairwise

import numpy as np
import pytest

from narrate.audio import Audio
from narrate.engines.espeak import OWN_VOICES, Synthesizer
from narrate.engines.palette import CHILDREN, ELDERS, MEN, NARRATORS, PALETTE, WOMEN
from narrate.model import Age, Gender, Voice

SENTENCE = "She had walked the whole length of the harbour before the rain began, and nobody asked her why."


@pytest.fixture(scope="module")
def heard() -> dict[str, Audio]:
    engine = Synthesizer()
    return {voice.name: engine.synthesize(SENTENCE, voice) for voice in PALETTE}


def pitch(audio: Audio) -> float:
    """The median fundamental frequency of *audio* in hertz, by autocorrelation."""
    size, found = 1024, []
    window = np.hanning(size)
    sound = audio.floats()
    bias = np.fft.irfft(np.abs(np.fft.rfft(window, 2 * size)) ** 2)[:size]
    for start in range(0, len(sound) - size, size // 2):
        lags = np.fft.irfft(np.abs(np.fft.rfft(sound[start : start + size] * window, 2 * size)) ** 2)[:size]
        lags = lags / bias
        likely = lags[audio.rate // 450 : audio.rate // 55]
        if lags[0] > 1e-4 and likely.max() > 0.6 * lags[0]:
            found.append(audio.rate / (audio.rate // 450 + int((likely > 0.92 * likely.max()).argmax())))
    return float(np.median(found))


def spectrum(audio: Audio) -> np.ndarray:
    """The mean level of *audio* in 24 bands as wide as the ear's, decibels about their own mean."""
    sound = audio.floats()
    power = (np.abs(np.fft.rfft(sound[: len(sound) // 1024 * 1024].reshape(-1, 1024) * np.hanning(1024))) ** 2).mean(0)
    edges = (700 * (10 ** (np.linspace(150, 2900, 25) / 2595) - 1) / audio.rate * 1024).astype(int)
    levels = [10 * np.log10(power[low : max(high, low + 1)].mean()) for low, high in pairwise(edges)]
    return np.array(levels) - np.mean(levels)


def test_there_is_a_voice_for_a_large_cast() -> None:
    count = Counter((voice.gender, voice.age) for voice in PALETTE if voice not in NARRATORS)
    assert count[Gender.MALE, Age.ADULT] >= 12
    assert count[Gender.FEMALE, Age.ADULT] >= 12
    assert len(CHILDREN) >= 3
    assert len(ELDERS) >= 3
    assert {"narrator", "narrator-female"} <= {voice.name for voice in NARRATORS}


def test_every_voice_is_told_apart_by_its_name_and_its_settings() -> None:
    assert len({voice.name for voice in PALETTE}) == len(PALETTE)
    assert len({json.dumps(dict(voice.settings), sort_keys=True) for voice in PALETTE}) == len(PALETTE)
    assert all(voice.description and voice.gender is not Gender.UNKNOWN for voice in PALETTE)


def test_every_voice_file_is_in_the_palette() -> None:
    asked = {voice.settings["voice"] for voice in PALETTE}
    assert {path.name for path in OWN_VOICES.iterdir()} <= asked


def test_no_voice_clips_or_is_silent(heard: dict[str, Audio]) -> None:
    for name, audio in heard.items():
        sound = np.abs(audio.floats())
        assert sound.max() < 0.97, name
        assert (sound**2).mean() ** 0.5 > 0.02, name


def test_all_voices_speak_at_about_one_pace(heard: dict[str, Audio]) -> None:
    usual = heard["narrator"].seconds
    for name, audio in heard.items():
        assert 0.85 < audio.seconds / usual < 1.2, name


@pytest.fixture(scope="module")
def pitches(heard: dict[str, Audio]) -> dict[str, float]:
    return {name: pitch(audio) for name, audio in heard.items()}


@pytest.mark.parametrize("group", [MEN, WOMEN, CHILDREN, ELDERS], ids=["men", "women", "children", "elders"])
def test_any_two_voices_of_a_kind_differ_in_pitch_or_colour(
    group: tuple[Voice, ...], heard: dict[str, Audio], pitches: dict[str, float]
) -> None:
    colours = {voice.name: spectrum(heard[voice.name]) for voice in group}
    for one, other in combinations(colours, 2):
        octaves = abs(np.log2(pitches[one] / pitches[other]))
        colour = np.abs(colours[one] - colours[other]).mean()
        assert octaves > 0.2 or colour > 2.5, f"{one} and {other}: {octaves:.2f} octaves, {colour:.1f} dB"


def test_men_are_lower_than_women_and_women_than_children(pitches: dict[str, float]) -> None:
    men, women, children = ([pitches[voice.name] for voice in group] for group in (MEN, WOMEN, CHILDREN))
    assert np.median(men) < 130 < np.median(women) < 260 < np.median(children)
