"""Kokoro: the real library with a model of two kilobytes."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("kokoro_onnx")
pytest.importorskip("onnx")

from tiny_models import STYLES, kokoro_model, pitch

from narrate.engines.kokoro import DEFAULT, LANGUAGES, SPOKEN, Synthesizer
from narrate.engines.models import known_voices
from narrate.errors import EngineError, VoiceNotFound
from narrate.manner import MANNERS
from narrate.model import Gender, Manner, Voice

SENTENCE = "The boy was there when the sun rose. A rod is used to catch pink salmon."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NARRATE_HOME", str(tmp_path))
    return tmp_path / "models" / "kokoro"


@pytest.fixture
def kokoro(folder: Path) -> Synthesizer:
    kokoro_model(folder)
    return Synthesizer()


def voice(**settings: str | float) -> Voice:
    return Voice("Tara", "kokoro", settings)


def test_voices_tell_gender_and_language_by_their_names(kokoro: Synthesizer) -> None:
    told = {one.name: (one.gender, one.language) for one in kokoro.voices()}
    assert told["af_bella"] == (Gender.FEMALE, "en-US")
    assert told["am_adam"] == (Gender.MALE, "en-US")
    assert told["bf_emma"] == (Gender.FEMALE, "en-GB")
    assert told["ff_siwis"] == (Gender.FEMALE, "fr")
    assert "jf_alpha" not in told  # Japanese needs phonemes that eSpeak does not make


def test_the_table_agrees_with_the_names() -> None:
    for one in known_voices():
        if one.engine == "kokoro":
            assert one.language == SPOKEN[one.name[0]]
            assert one.gender.value[0] == one.name[1]
    assert {tag.lower() for tag in SPOKEN.values()} <= {*LANGUAGES, "pt-br"}
    assert any(one.name == DEFAULT for one in known_voices())


def test_a_blend_lies_between_its_voices_by_weight(kokoro: Synthesizer) -> None:
    bella, sky, blend = (
        pitch(kokoro.synthesize("aaah", voice(voice=one))) for one in ("af_bella", "af_sky", "af_bella*3 + af_sky")
    )
    assert bella - sky == pytest.approx(STYLES["af_bella"] - STYLES["af_sky"], abs=3)
    assert blend - sky == pytest.approx(0.75 * (bella - sky), abs=3)


def test_one_blend_has_one_recipe_however_it_is_written(kokoro: Synthesizer) -> None:
    same = [
        kokoro.recipe(voice(voice=one)) for one in ("af_bella*2+af_sky", "af_sky + af_bella*2", "af_sky*.5+af_bella")
    ]
    assert len(set(same)) == 1
    assert kokoro.recipe(voice(voice="af_bella+af_bella")) == kokoro.recipe(voice(voice="af_bella"))
    assert kokoro.recipe(voice(voice="af_bella*2+bf_emma*0")) == kokoro.recipe(voice(voice="af_bella"))


@pytest.mark.parametrize("asks", ["af_bella*2+", "*2", "af_bella**2", "af_bella*-1", "af_bella af_sky", "af_bella*0"])
def test_a_blend_that_is_none_is_an_error(kokoro: Synthesizer, asks: str) -> None:
    with pytest.raises(EngineError, match=r"^voice 'Tara': voice is .*(expected names as|come to 0)"):
        kokoro.recipe(voice(voice=asks))


def test_every_name_of_a_blend_must_be_there(kokoro: Synthesizer) -> None:
    with pytest.raises(VoiceNotFound, match=r"no voice 'af_bela' \(did you mean af_bella"):
        kokoro.recipe(voice(voice="af_sky+af_bela"))


def test_without_its_model_it_says_how_to_get_it(folder: Path) -> None:
    kokoro = Synthesizer()
    assert kokoro.voices() == ()
    for name in ("af_bella", "nobody"):
        with pytest.raises(VoiceNotFound, match=rf"kokoro has no model for '{name}' yet: narrate voices get kokoro$"):
            kokoro.synthesize("Hello.", voice(voice=name))


def test_words_begin_where_the_model_says_or_are_spread(folder: Path, kokoro: Synthesizer) -> None:
    timed = kokoro.synthesize(SENTENCE, voice())
    kokoro_model(folder, timed=False)
    spread = Synthesizer().synthesize(SENTENCE, voice())
    for audio in (timed, spread):
        assert [SENTENCE[word.start : word.end] for word in audio.words] == SENTENCE.replace(".", "").split()
    sound = np.abs(timed.floats())
    for word in timed.words:
        here = sound[round(word.seconds * timed.rate) :][: round(0.08 * timed.rate)]
        assert here.max() > 0.1
    for one, other in zip(timed.words, spread.words, strict=True):
        assert one.seconds / timed.seconds == pytest.approx(other.seconds / spread.seconds, abs=0.06)


def test_the_language_is_the_voices_own_or_the_one_asked_for(kokoro: Synthesizer) -> None:
    text = "Jamais parole"
    own, english, fellow = voice(voice="ff_siwis"), voice(voice="af_bella"), None
    assert kokoro.fellow(own, "fr-FR") is own
    fellow = kokoro.fellow(english, "fr")
    assert fellow is not None
    assert fellow.settings == {"voice": "af_bella", "language": "fr"}
    assert kokoro.recipe(fellow) != kokoro.recipe(english)
    assert kokoro.synthesize(text, fellow).seconds != kokoro.synthesize(text, english).seconds
    assert kokoro.fellow(english, "ja") is None
    with pytest.raises(EngineError, match=r"expected language: one of en-GB, en-US, es, fr, hi, it, pt-BR$"):
        kokoro.recipe(voice(voice="jf_alpha"))
    assert kokoro.recipe(voice(voice="jf_alpha", language="en-US"))


def test_a_change_of_language_within_a_text_is_not_spoken(kokoro: Synthesizer) -> None:
    french = voice(voice="ff_siwis")
    with_english = kokoro.synthesize("le weekend", french)  # eSpeak: "lə (en)wiːkˈɛnd(fr)"
    same_length = kokoro.synthesize("le vicande", french)
    assert with_english.seconds == pytest.approx(same_length.seconds, abs=0.2)


def test_rate_and_pitch_together_stay_within_kokoros_speed(kokoro: Synthesizer) -> None:
    with pytest.raises(
        EngineError, match=r"^voice 'Tara': rate 0.6 at this pitch asks for speed 0.41, Kokoro has 0.5 to 2"
    ):
        kokoro.recipe(voice(rate=0.6, pitch=90))
    for manner in MANNERS.values():
        for rate, height in ((0.5, 50), (2.0, 50), (0.8, 90), (1.3, 10)):
            assert kokoro.recipe(kokoro.in_manner(voice(rate=rate, pitch=height), manner))
    plain = voice()
    assert kokoro.in_manner(plain, Manner()) is plain


def test_a_higher_pitch_is_higher_and_as_fast(kokoro: Synthesizer) -> None:
    plain, high = (kokoro.synthesize("aaah aaah", voice(pitch=one)) for one in (50, 86))
    assert pitch(high) / pitch(plain) == pytest.approx(2**0.5, rel=0.02)
    assert high.seconds == pytest.approx(plain.seconds, rel=0.15)


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 cut"])
def test_voices_that_are_none_are_an_error(folder: Path, kokoro: Synthesizer, content: bytes) -> None:
    (folder / "voices-v1.0.bin").write_bytes(content)
    with pytest.raises(EngineError, match=r"voices-v1\.0\.bin: not Kokoro's voices"):
        Synthesizer().recipe(voice())


def test_a_model_that_is_none_is_an_error(folder: Path, kokoro: Synthesizer) -> None:
    (folder / "kokoro-v1.0.onnx").write_bytes(b"no model")
    with pytest.raises(EngineError, match=r"^voice 'Tara': Kokoro fails on 'Hello\.'"):
        Synthesizer().synthesize("Hello.", voice())


def test_a_smaller_model_is_used_if_it_is_the_only_one(folder: Path) -> None:
    kokoro_model(folder)
    (folder / "kokoro-v1.0.onnx").rename(folder / "kokoro-v1.0.int8.onnx")

    assert Synthesizer().synthesize(SENTENCE, voice(voice="af_sky")).seconds > 1
    assert not any(one.needs for one in known_voices() if one.engine == "kokoro")
    (folder / "kokoro-v1.0.fp16.onnx").write_bytes(b"which of them?")
    with pytest.raises(VoiceNotFound, match="narrate voices get kokoro"):
        Synthesizer().synthesize(SENTENCE, voice(voice="af_sky"))
