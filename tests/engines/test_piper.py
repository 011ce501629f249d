"""Piper: the real library with models of two kilobytes."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("piper")
pytest.importorskip("onnx")

from tiny_models import PIPER_HOP, PIPER_PHONEMES, PIPER_RATE, piper_model, pitch

from narrate.audio import Audio
from narrate.engines import load
from narrate.engines.piper import Synthesizer
from narrate.engines.words import word_spans
from narrate.errors import EngineError, VoiceNotFound
from narrate.manner import MANNERS
from narrate.model import Gender, Manner, Voice
from narrate.production import open_book, produce

SENTENCE = "The boy was there when the sun rose. A rod is used to catch pink salmon."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NARRATE_HOME", str(tmp_path))
    return tmp_path / "models" / "piper"


@pytest.fixture
def piper(folder: Path) -> Synthesizer:
    piper_model(folder / "en_US-tiny-medium.onnx")
    return Synthesizer()


@pytest.fixture
def many(folder: Path) -> Synthesizer:
    piper_model(folder / "en_GB-semaine-medium.onnx", speakers=("prudence", "spike", "7"), language="en_GB")
    return Synthesizer()


def voice(**settings: str | float) -> Voice:
    return Voice("Tara", "piper", settings)


def calm(**settings: str | float) -> Voice:
    """A voice whose sound does not differ from call to call."""
    return voice(noise=0, noise_w=0, **settings)


def test_a_model_of_one_voice_is_called_by_its_file(piper: Synthesizer) -> None:
    (one,) = piper.voices()
    assert (one.name, one.language, one.description) == ("en_US-tiny-medium", "en-US", "")


def test_a_model_of_many_is_a_cast(many: Synthesizer) -> None:
    voices = many.voices()
    assert [one.name.partition("#")[2] for one in voices] == ["prudence", "spike", "2"]
    assert [one.gender for one in voices] == [Gender.FEMALE, Gender.MALE, Gender.UNKNOWN]
    assert {one.description for one in voices} == {"one of 3 in a model"}
    assert len({many.recipe(one) for one in voices}) == 3


def test_a_speaker_is_named_by_number_or_by_name_and_a_number_is_never_a_name(many: Synthesizer) -> None:
    by_name, by_number = (voice(voice=f"en_GB-semaine-medium#{one}") for one in ("spike", "1"))
    assert many.recipe(by_name) == many.recipe(by_number)
    with pytest.raises(VoiceNotFound, match=r"no voice 'en_GB-semaine-medium#7' \("):
        many.recipe(voice(voice="en_GB-semaine-medium#7"))
    with pytest.raises(VoiceNotFound, match=r"did you mean en_GB-semaine-medium#spike"):
        many.recipe(voice(voice="en_GB-semaine-medium#spyke"))


def test_the_speakers_of_a_model_of_one_person_have_that_ones_gender(folder: Path) -> None:
    piper_model(folder / "de_DE-thorsten_emotional-medium.onnx", speakers=("amused", "angry"), language="de_DE")
    assert [one.gender for one in Synthesizer().voices()] == [Gender.MALE, Gender.MALE]


@pytest.mark.parametrize(
    "name", ["x" * 300, "x" * 5000 + ".onnx", "~nobody/x.onnx", "a\0b", "en_GB-semaine-medium#" + "9" * 5000]
)
def test_a_name_that_cannot_be_one_is_not_found(many: Synthesizer, name: str) -> None:
    with pytest.raises(VoiceNotFound, match=r"^voice 'Tara': piper has no voice"):
        many.recipe(voice(voice=name))


def test_speakers_sound_different(many: Synthesizer) -> None:
    low, high = (pitch(many.synthesize("aaah", calm(voice=f"en_GB-semaine-medium#{one}"))) for one in (0, 2))
    assert high - low == pytest.approx(80, abs=8)  # 40 Hz a speaker


def test_a_model_may_lie_anywhere(folder: Path, tmp_path: Path, piper: Synthesizer) -> None:
    path = piper_model(tmp_path / "own voices" / "aunt#1.onnx", speakers=("a", "b"))
    one = voice(voice=str(path))
    assert piper.synthesize("Hello.", one).seconds > 0.2
    assert piper.recipe(voice(voice=f"{path}#1")) != piper.recipe(one)


@pytest.mark.parametrize("name", ["en_US-amy-medium", "xx_XX-nobody-low", "en_US-amy-medium#3"])
def test_a_model_that_is_not_here_is_offered(piper: Synthesizer, name: str) -> None:
    with pytest.raises(VoiceNotFound, match=rf"^voice 'Tara': .* narrate voices get {name.partition('#')[0]}$"):
        piper.synthesize("Hello.", voice(voice=name))


def test_without_any_model_one_is_offered(folder: Path) -> None:
    piper = Synthesizer()
    assert piper.voices() == []
    with pytest.raises(VoiceNotFound, match=r"narrate voices get en_US-ljspeech-high$"):
        piper.recipe(voice())


def test_the_recipe_follows_the_content_of_the_model_and_not_its_name(folder: Path, piper: Synthesizer) -> None:
    before = piper.recipe(voice(voice="en_US-tiny-medium"))
    for end in (".onnx", ".onnx.json"):
        (folder / f"en_US-copy-medium{end}").write_bytes((folder / f"en_US-tiny-medium{end}").read_bytes())
    assert piper.recipe(voice(voice="en_US-copy-medium")) == before
    settings = folder / "en_US-copy-medium.onnx.json"
    settings.write_text(settings.read_text().replace("0.667", "0.6675"))
    assert piper.recipe(voice(voice="en_US-copy-medium")) != before
    piper_model(folder / "en_US-tiny-medium.onnx", timed=False)
    assert piper.recipe(voice(voice="en_US-tiny-medium")) != before


def test_what_it_is_set_to_reaches_the_sound(piper: Synthesizer) -> None:
    plain = piper.synthesize(SENTENCE, calm())
    assert piper.synthesize(SENTENCE, calm()).samples == plain.samples
    assert piper.synthesize(SENTENCE, voice(noise=1, noise_w=0)).samples != plain.samples
    assert piper.synthesize(SENTENCE, voice(noise=0, noise_w=2)).samples != plain.samples
    with pytest.raises(EngineError, match=r"noise 3 is outside 0 to 2"):
        piper.recipe(voice(noise=3))


def test_a_higher_pitch_is_higher_and_as_fast(piper: Synthesizer) -> None:
    plain, high = (piper.synthesize("aaah aaah aaah", calm(pitch=one)) for one in (50, 86))  # six semitones
    assert pitch(high) / pitch(plain) == pytest.approx(2**0.5, rel=0.02)
    assert high.seconds == pytest.approx(plain.seconds, rel=0.15)  # a model counts in whole frames


def test_sentences_keep_their_level(piper: Synthesizer) -> None:
    peak = np.abs(piper.synthesize(SENTENCE, calm()).floats()).max()
    assert peak == pytest.approx(0.3, abs=0.02)  # as the model made it, not at full scale


def onset_after(audio: Audio, seconds: float) -> float:
    """Seconds until there is a tone."""
    sound = np.abs(audio.floats()[round(seconds * audio.rate) :])
    return float(np.argmax(sound > 0.01)) / audio.rate


def test_words_begin_where_their_sound_begins(piper: Synthesizer) -> None:
    audio = piper.synthesize(SENTENCE, calm())
    words = [SENTENCE[word.start : word.end] for word in audio.words]
    assert words == SENTENCE.replace(".", "").split()
    blanks = [word for word in audio.words[1:] if onset_after(audio, word.seconds - 0.5 * PIPER_HOP / PIPER_RATE) > 0]
    assert len(blanks) > 10  # all but small words that eSpeak joins to the word before
    for word in audio.words:
        assert onset_after(audio, word.seconds) < 3 * PIPER_HOP / PIPER_RATE


def test_without_frames_to_read_words_are_spread_over_their_sentence(folder: Path) -> None:
    piper_model(folder / "en_US-tiny-medium.onnx", timed=False)
    audio = Synthesizer().synthesize(SENTENCE, calm())
    assert [SENTENCE[word.start : word.end] for word in audio.words] == SENTENCE.replace(".", "").split()
    rod = next(word for word in audio.words if SENTENCE[word.start : word.end] == "rod")
    assert rod.seconds / audio.seconds == pytest.approx(SENTENCE.index("rod") / len(SENTENCE), abs=0.1)


def test_brackets_of_a_text_are_no_phonemes(piper: Synthesizer) -> None:
    odd = piper.synthesize("[[hello there]] you", calm())
    assert odd.seconds == pytest.approx(piper.synthesize("((hello there]] you", calm()).seconds)
    assert len(odd.words) == 3


def test_a_voice_speaks_the_language_of_its_model_only(folder: Path, piper: Synthesizer) -> None:
    piper_model(folder / "fr_FR-tiny-low.onnx", language="fr_FR")
    american = voice(voice="en_US-tiny-medium")
    assert piper.fellow(american, "en-GB") is american
    assert piper.fellow(american, "fr") is None


def test_a_language_is_another_than_one_whose_tag_begins_alike(folder: Path) -> None:
    piper_model(folder / "fi_FI-tiny-low.onnx", language="fi_FI")
    finnish = voice(voice="fi_FI-tiny-low")
    assert Synthesizer().fellow(finnish, "fi") is finnish
    assert Synthesizer().fellow(finnish, "fil") is None


@pytest.mark.parametrize(
    ("language", "text", "sound"),
    [("de_DE", "ü", "y"), ("fr_FR", "ou", "u")],
)
def test_a_text_is_said_in_the_language_of_the_model(folder: Path, language: str, text: str, sound: str) -> None:
    piper_model(folder / f"{language}-tiny-medium.onnx", language=language)
    heard = pitch(Synthesizer().synthesize(text, calm()))
    assert heard == pytest.approx(90 + 4 * PIPER_PHONEMES.index(sound), abs=2)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de_DE", "„Fünf Mäuse“, sagte er, „saßen auf dem Dach.“"),
        ("fr_FR", "L’été, c’était déjà fini\u202f; où aller\u202f?"),
    ],
)
def test_words_of_other_languages_are_timed_in_order(folder: Path, language: str, text: str) -> None:
    piper_model(folder / f"{language}-tiny-medium.onnx", language=language)
    audio = Synthesizer().synthesize(text, calm())
    assert [(one.start, one.end) for one in audio.words] == list(word_spans(text))
    assert audio.words[-1].seconds < audio.seconds


def test_a_manner_changes_rate_and_a_part_of_the_pitch(piper: Synthesizer) -> None:
    plain = calm(rate=1.1)
    assert piper.in_manner(plain, Manner()) is plain
    assert piper.recipe(piper.in_manner(plain, Manner(gain=-5))) == piper.recipe(plain)
    said = piper.in_manner(plain, MANNERS["screamed"])
    assert said.settings["rate"] == pytest.approx(1.1 * 0.96)
    assert said.settings["pitch"] == 62  # two semitones of four: more would be another person
    assert piper.synthesize(SENTENCE, said).seconds > 1


def broken(name: str, content: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / f"en_US-tiny-medium.onnx{name}").write_bytes(content) and None


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (broken("", b"not a model"), "fails on 'Hello.'"),
        (broken("", b""), "fails on 'Hello.'"),
        (broken(".json", b"{"), "no settings of a Piper model"),
        (broken(".json", b"[]"), "no settings of a Piper model"),
        (broken(".json", b"[" * 100_000), "no settings of a Piper model"),
        (broken(".json", b"\xff\xfe"), "no settings of a Piper model"),
        (
            broken(".json", json.dumps({"audio": {}, "espeak": {"voice": "en"}}).encode()),
            "no settings of a Piper model",
        ),
        (lambda folder: (folder / "en_US-tiny-medium.onnx.json").unlink(), "cannot read .*json: No such file"),
    ],
)
def test_a_broken_model_is_an_error_that_names_it(
    folder: Path, piper: Synthesizer, break_it: Callable[[Path], None], told: str
) -> None:
    break_it(folder)
    with pytest.raises(EngineError, match=rf"en_US-tiny-medium.*{told}|{told}"):
        Synthesizer().synthesize("Hello.", replace(voice(), origin="voices.yaml:7:3"))


def test_a_book_of_two_engines_is_spoken_once_and_a_remap_costs_its_own_lines(
    piper: Synthesizer, story: Path, clips: Path
) -> None:
    load.cache_clear()
    voices = story.with_name("voices.yaml")
    text = "narrator: {engine: piper}\ncast:\n  Emma: {engine: piper, pitch: 70}\n  Tara: {engine: tone}\n"
    voices.write_text(text, encoding="utf-8")

    first = produce(open_book(story), story.with_name("one.mp3"), clips)
    again = produce(open_book(story), story.with_name("two.mp3"), clips)
    voices.write_text(text.replace("tone}", "piper, rate: 1.2}"), encoding="utf-8")
    remapped = produce(open_book(story), story.with_name("three.mp3"), clips)

    assert first.made > 5
    assert again.made == 0
    assert remapped.made == 2  # Tara says "Only me," and "Yes,"
    load.cache_clear()


def test_a_voice_named_for_a_book_in_another_language_is_told(piper: Synthesizer, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("TITLE: Un\nLANGUAGE: French\nAUTHOR: A\n\n« Oui », dit Anne.\n", encoding="utf-8")
    (tmp_path / "voices.yaml").write_text("narrator: {engine: piper, voice: en_US-tiny-medium}\n", encoding="utf-8")

    told = [one.message for one in open_book(story).findings if one.code == "language-unvoiced"]

    assert len(told) == 1
    assert told[0].startswith("en_US-tiny-medium does not speak 'fr': ")


def test_people_who_share_the_only_voice_there_is_speak_at_other_pitches(
    piper: Synthesizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    story = tmp_path / "story.txt"
    story.write_text("“Hello,” said Tara. “Hello,” said Willow. “Goodbye,” said Tara.\n", encoding="utf-8")

    cast = open_book(story, engine="piper").cast

    assert [one.settings["pitch"] for one in (cast.narrator, *cast.roles.values())] == [50, 40, 60]
    assert len({piper.recipe(one) for one in (cast.narrator, *cast.roles.values())}) == 3
