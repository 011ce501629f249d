"""What tells voices apart."""

import numpy as np
import pytest

from narrate.audio import Audio
from narrate.engines.espeak import Synthesizer
from narrate.errors import AudioError
from narrate.model import Voice
from narrate.timbre import centroid, cosine, pitch, timbre

SAID = (
    "The small pup gnawed a hole in the sock. The fish twisted and turned on the bent hook. Press the pants and sew a "
    "button on the vest. The swan dive was far short of perfect. The beauty of the view stunned the young boy."
)
OTHERWISE = (
    "Two blue fish swam in the tank. Her purse was full of useless trash. The colt reared and threw the tall rider. "
    "It snowed, rained, and hailed the same morning. Read verse out loud for pleasure."
)
RATE = 22050


def spoken(words: str, asked: str, **settings: float) -> Audio:
    return Synthesizer().synthesize(words, Voice("some", "espeak", {"voice": asked, **settings}))


def hum(hertz: float, *, overtones: int = 20, rate: int = RATE) -> Audio:
    """One second with a fundamental of *hertz* and its overtones, each half the level of the one before."""
    seconds = np.arange(rate) / rate
    sound = sum(0.5**number * np.sin(2 * np.pi * hertz * number * seconds) for number in range(1, overtones))
    return Audio((np.asarray(sound) * 8000).astype("<i2").tobytes(), rate)


@pytest.mark.parametrize("hertz", [62, 98, 140, 210, 300, 400])
def test_the_pitch_of_a_hum_is_its_fundamental(hertz: float) -> None:
    assert pitch(hum(hertz)) == pytest.approx(hertz, rel=0.02)


def test_the_centroid_is_the_mean_frequency_of_the_power() -> None:
    assert centroid(hum(400, overtones=2)) == pytest.approx(400, rel=0.02)
    assert centroid(hum(200)) < centroid(hum(400))


@pytest.mark.parametrize("asked", ["en-us", "en-us+f1", "en-us+david", "soprano-round", "boy-clear"])
def test_a_voice_stays_like_itself_in_other_words(asked: str) -> None:
    assert cosine(timbre(spoken(SAID, asked)), timbre(spoken(OTHERWISE, asked))) > 0.91


def test_another_voice_is_another_in_the_same_words() -> None:
    assert cosine(timbre(spoken(SAID, "en-us+david")), timbre(spoken(SAID, "en-us+f1"))) < 0.75


def test_how_loud_and_at_what_rate_does_not_matter() -> None:
    import soxr

    sound = spoken(SAID, "en-us")
    louder = np.rint(soxr.resample(sound.floats(), sound.rate, 44100) * 1.5 * 32767).astype("<i2")

    assert cosine(timbre(sound), timbre(Audio(louder.tobytes(), 44100))) > 0.97


@pytest.mark.parametrize("samples", [b"", bytes(2000), bytes(100_000)])
def test_silence_has_no_timbre(samples: bytes) -> None:
    with pytest.raises(AudioError, match="silent"):
        timbre(Audio(samples, RATE))


def test_what_was_not_measured_is_like_nothing() -> None:
    assert cosine((), ()) == cosine((), (1.0, 0.0)) == 0.0
    assert cosine((1.0, 0.0), (2.0, 0.0)) == pytest.approx(1.0)
