"""The tone engine: the double that other tests stand on."""

import numpy as np
import pytest

from narrate.engines.tone import Synthesizer
from narrate.errors import EngineError
from narrate.model import Voice


@pytest.fixture
def tone() -> Synthesizer:
    return Synthesizer()


def test_the_same_text_sounds_the_same_to_the_byte(tone: Synthesizer) -> None:
    voice = Voice("Tara", "tone")
    assert tone.synthesize("One, two.", voice) == Synthesizer().synthesize("One, two.", voice)


def test_every_name_sounds_different(tone: Synthesizer) -> None:
    heard = {tone.synthesize("Hello.", Voice(name, "tone")).samples for name in ("Tara", "Kennedy", "Willow", "Giles")}
    assert len(heard) == 4


def test_a_longer_word_beeps_longer(tone: Synthesizer) -> None:
    voice = Voice("Tara", "tone")
    assert tone.synthesize("Extraordinary", voice).seconds > 2 * tone.synthesize("Word", voice).seconds


def test_the_beep_has_the_pitch_and_level_asked_for(tone: Synthesizer) -> None:
    audio = tone.synthesize("m" * 40, Voice("Tara", "tone", {"pitch": 440, "level": -12}))
    sound = audio.floats()
    loudest = np.abs(np.fft.rfft(sound)).argmax() * audio.rate / len(sound)
    assert loudest == pytest.approx(440, abs=1)
    assert 20 * np.log10(np.abs(sound).max()) == pytest.approx(-12, abs=0.1)


def test_word_times_are_where_the_beeps_begin(tone: Synthesizer) -> None:
    audio = tone.synthesize("One two three", Voice("Tara", "tone", {"pitch": 500}))
    sound = np.abs(audio.floats())
    for word in audio.words:
        begin = round(word.seconds * audio.rate)
        assert sound[max(begin - 200, 0) : begin].sum() == 0
        assert sound[begin : begin + 200].sum() > 0


def test_any_voice_can_be_asked_for(tone: Synthesizer) -> None:
    assert tone.synthesize("Hello.", Voice("Tara", "tone", {"voice": "en-us+Andrea"})).seconds > 0


def test_a_recipe_tells_what_is_heard_and_not_who_speaks(tone: Synthesizer) -> None:
    assert tone.recipe(Voice("a", "tone", {"pitch": 300})) == tone.recipe(Voice("b", "tone", {"pitch": 300}))
    assert tone.recipe(Voice("a", "tone")) != tone.recipe(Voice("b", "tone"))


def test_text_without_a_word_is_refused(tone: Synthesizer) -> None:
    with pytest.raises(EngineError, match="nothing to say"):
        tone.synthesize("* * *", Voice("Tara", "tone"))
