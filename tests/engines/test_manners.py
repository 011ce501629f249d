"""How a voice speaks in a manner: what is heard of it, on every engine."""

import numpy as np
import pytest

from narrate.audio import Audio
from narrate.engines import Engine, load
from narrate.engines.palette import PALETTE
from narrate.errors import EngineError
from narrate.manner import MANNERS, PLAIN
from narrate.model import Manner, Voice

SENTENCE = "The boy was there when the sun rose. A rod is used to catch pink salmon."
ENGINES = ("espeak", "pyttsx3", "tone")
VOICES = ("narrator", "bass-deep", "mezzo-dry", "soprano-round")
SEMITONES = 1.0
"""How exact a manner's pitch is met."""


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    return load(request.param)


@pytest.fixture
def voice(engine: Engine, request: pytest.FixtureRequest) -> Voice:
    name = request.node.callspec.params["engine"]
    return Voice("Tara", name, {"pitch": 400.0 if name == "tone" else 50.0, "rate": 1.1})


def palette(name: str) -> Voice:
    return next(voice for voice in PALETTE if voice.name == name)


def pitches(audio: Audio) -> np.ndarray:
    """The fundamental frequency in hertz, for every fiftieth of a second that has one: first peak of likeness."""
    sound, size = audio.floats().astype(float), audio.rate // 25
    shortest, longest = audio.rate // 600, audio.rate // 55
    found = []
    for at in range(0, sound.size - size, audio.rate // 50):
        frame = sound[at : at + size] - sound[at : at + size].mean()
        likeness = np.correlate(frame, frame, "full")[size - 1 :] / np.arange(size, 0, -1)
        lags = likeness[shortest:longest]
        if likeness[0] < 1e-5 or lags.max() < 0.7 * likeness[0]:
            continue
        near = np.flatnonzero(lags > 0.93 * lags.max())[0]  # twice a period is as alike as once
        best = near + int(np.argmax(lags[near : near + 12]))
        found.append(audio.rate / (shortest + best))
    return np.array(found)


def spread(audio: Audio) -> float:
    """Semitones between the fifteenth and the eighty-fifth percentile of the pitch."""
    low, high = np.percentile(pitches(audio), [15, 85])
    return float(12 * np.log2(high / low))


def spoken(voice: Voice, manner: Manner) -> Audio:
    engine = load(voice.engine)
    return engine.synthesize(SENTENCE, engine.in_manner(voice, manner))


def test_a_voice_without_a_manner_is_what_it_was(engine: Engine, voice: Voice) -> None:
    assert engine.in_manner(voice, PLAIN) is voice


def test_a_gain_alone_asks_for_the_same_clip(engine: Engine, voice: Voice) -> None:
    for one in (voice, Voice("Tara", voice.engine)):
        assert engine.recipe(engine.in_manner(one, Manner(gain=-5.0))) == engine.recipe(one)


def test_a_manner_is_another_clip(engine: Engine, voice: Voice) -> None:
    assert engine.recipe(engine.in_manner(voice, MANNERS["shouted"])) != engine.recipe(voice)


def test_a_slower_manner_takes_longer(engine: Engine, voice: Voice) -> None:
    plain, slow, quick = (spoken(voice, Manner(rate=rate)).seconds for rate in (1.0, 0.8, 1.25))

    assert slow / plain == pytest.approx(1.25, rel=0.08)
    assert plain / quick == pytest.approx(1.25, rel=0.08)


def test_a_higher_manner_is_higher(engine: Engine, voice: Voice) -> None:
    plain, high, low = (np.median(pitches(spoken(voice, Manner(pitch=pitch)))) for pitch in (0.0, 3.0, -2.0))

    assert 12 * np.log2(high / plain) == pytest.approx(3, abs=SEMITONES)
    assert 12 * np.log2(low / plain) == pytest.approx(-2, abs=SEMITONES)


@pytest.mark.parametrize("name", VOICES)
def test_espeak_meets_the_pitch_of_a_manner_in_every_kind_of_voice(name: str) -> None:
    plain, high = (np.median(pitches(spoken(palette(name), Manner(pitch=pitch)))) for pitch in (0.0, 3.0))

    assert 12 * np.log2(high / plain) == pytest.approx(3, abs=SEMITONES)


@pytest.mark.parametrize("name", VOICES)
def test_espeak_speaks_livelier_and_flatter(name: str) -> None:
    flat, plain, lively = (spread(spoken(palette(name), Manner(range=width))) for width in (0.5, 1.0, 1.4))

    assert flat < 0.8 * plain
    assert lively > 1.1 * plain


@pytest.mark.parametrize("name", ["whispered", "shouted", "sobbed", "thought"])
def test_the_manners_are_heard_on_the_usual_voice(name: str) -> None:
    manner, voice = MANNERS[name], palette("mezzo-dry")
    plain, said = spoken(voice, PLAIN), spoken(voice, manner)

    assert plain.seconds / said.seconds == pytest.approx(manner.rate, rel=0.05)
    higher = 12 * np.log2(np.median(pitches(said)) / np.median(pitches(plain)))
    assert higher == pytest.approx(manner.pitch, abs=0.8 * SEMITONES)


def test_a_manner_stops_at_what_the_engine_can(engine: Engine, voice: Voice) -> None:
    far = engine.in_manner(voice, Manner(rate=9.0, pitch=90.0, range=9.0))
    low = engine.in_manner(voice, Manner(rate=0.01, pitch=-90.0, range=0.0))

    assert engine.recipe(far) != engine.recipe(low)


def test_what_is_out_of_range_without_a_manner_stays_an_error(engine: Engine, voice: Voice) -> None:
    wrong = Voice("Tara", voice.engine, {"rate": 9}, origin="voices.yaml:7:3")

    with pytest.raises(EngineError, match=r"^voices\.yaml:7:3: rate 9 is outside"):
        engine.in_manner(wrong, MANNERS["softly"])


def test_every_voice_of_the_palette_speaks_in_every_manner_within_its_range() -> None:
    espeak = load("espeak")
    for voice in PALETTE:
        for manner in MANNERS.values():
            assert espeak.recipe(espeak.in_manner(voice, manner))
