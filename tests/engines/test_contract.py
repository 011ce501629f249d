"""What every engine promises, held against all of them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

import pytest
from speech_server import SpeechServer

from narrate.audio import Audio
from narrate.engines import ENGINES, Engine, load
from narrate.errors import EngineError, VoiceNotFound
from narrate.model import Voice

SENTENCE = "“Well,” said Emma, “it was 1999 – wasn’t it?”"
STRANGERS = {
    "espeak": "en-uss",
    "pyttsx3": "en-uss",
    "piper": "en_US-nobody-medium",
    "kokoro": "af_nobody",
    "openai": "xyzzy",
}
"""Voices that an engine has not; tone has every voice."""
EXTRAS = {"piper": "piper", "kokoro": "kokoro_onnx"}
LOCAL = [
    pytest.param(
        name,
        marks=pytest.mark.skipif(
            name in EXTRAS and not (find_spec(EXTRAS[name]) and find_spec("onnx")), reason="an extra, not here"
        ),
    )
    for name in ENGINES
]


@pytest.fixture(scope="module", autouse=True)
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tiny models for the engines that need some, and a server for the one that asks."""
    home = tmp_path_factory.mktemp("home")
    if find_spec("onnx"):
        from tiny_models import kokoro_model, piper_model

        piper_model(home / "models" / "piper" / "en_US-tiny-medium.onnx")
        kokoro_model(home / "models" / "kokoro")
    with SpeechServer() as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("NARRATE_HOME", str(home))
        patch.setenv("NARRATE_SERVERS", "")
        patch.setenv("NARRATE_OPENAI_URL", server.url)
        load.cache_clear()
        yield
    load.cache_clear()


@pytest.fixture(params=LOCAL)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def engine(name: str) -> Engine:
    return load(name)


def test_an_engine_says_its_version(engine: Engine) -> None:
    assert engine.version


def test_every_listed_voice_has_a_recipe_and_a_name_of_its_own(engine: Engine) -> None:
    voices = engine.voices()
    assert voices
    assert len({voice.name for voice in voices}) == len(voices)
    assert all(json.loads(engine.recipe(voice)) for voice in voices)


def test_the_same_voice_has_the_same_recipe_whoever_speaks_with_it(engine: Engine, name: str) -> None:
    voice = engine.voices()[0]
    renamed = Voice("Tara", name, dict(voice.settings), origin="voices.yaml:3:1")
    assert engine.recipe(renamed) == engine.recipe(voice)


def test_a_new_rate_makes_a_new_recipe(engine: Engine, name: str) -> None:
    assert engine.recipe(Voice("a", name, {"rate": 0.9})) != engine.recipe(Voice("a", name, {"rate": 1.0}))


def test_a_faster_rate_makes_a_shorter_sound(engine: Engine, name: str) -> None:
    slow = engine.synthesize(SENTENCE, Voice("a", name, {"rate": 0.8}))
    fast = engine.synthesize(SENTENCE, Voice("a", name, {"rate": 1.6}))
    assert 1.5 < slow.seconds / fast.seconds < 2.5


@pytest.mark.parametrize(
    "settings", [{"rate": 9}, {"rate": "fast"}, {"rate": float("nan")}, {"speed": 1}, {"voice": 3}]
)
def test_a_wrong_setting_is_an_error_that_says_where(
    engine: Engine, name: str, settings: dict[str, str | float]
) -> None:
    if name == "tone" and "voice" in settings:
        pytest.skip("tone takes any voice")
    with pytest.raises(EngineError, match=r"^voices\.yaml:7:3: "):
        engine.recipe(Voice("a", name, settings, origin="voices.yaml:7:3"))


def test_a_range_is_named_to_whom_left_it(engine: Engine, name: str) -> None:
    with pytest.raises(EngineError, match=r"^voice 'Tara': rate 9 is outside 0\.\d+ to 2(\.5)?$"):
        engine.recipe(Voice("Tara", name, {"rate": 9}))


def test_a_misspelt_setting_is_told_the_right_one(engine: Engine, name: str) -> None:
    with pytest.raises(EngineError, match="did you mean rate"):
        engine.recipe(Voice("a", name, {"ratte": 1}))


def test_an_unknown_voice_is_refused_by_recipe_speech_and_fellow(engine: Engine, name: str) -> None:
    if name not in STRANGERS:
        pytest.skip("has every voice")
    voice = Voice("Tara", name, {"voice": STRANGERS[name]})
    for ask in (engine.recipe, lambda one: engine.synthesize("Hello.", one), lambda one: engine.fellow(one, "en")):
        with pytest.raises(
            VoiceNotFound, match=r"^voice 'Tara': .*(did you mean en-us\b|narrate voices get|others are)"
        ):
            ask(voice)


def test_words_are_timed_in_order_inside_the_sound_and_where_they_stand(engine: Engine, name: str) -> None:
    audio = engine.synthesize(SENTENCE, Voice("a", name))
    if name == "openai":
        assert audio.words == ()  # the protocol has no times
        return
    assert "Well said Emma it was 1999 wasn’t it".split() == [SENTENCE[word.start : word.end] for word in audio.words]
    seconds = [word.seconds for word in audio.words]
    assert seconds == sorted(set(seconds))
    assert seconds[0] >= 0
    assert seconds[-1] < audio.seconds


@pytest.mark.parametrize("text", ["", " \n\t", "\0", "\x01", "\u200b", "…"])
def test_a_text_without_a_word_is_an_error_and_never_silence(engine: Engine, name: str, text: str) -> None:
    with pytest.raises(EngineError, match="nothing to say"):
        engine.synthesize(text, Voice("a", name))


@pytest.mark.parametrize(
    "text",
    [
        "A smile 🙂 and a family 👨‍👩‍👧.",
        "東京は夜の七時",
        "e\u0301clair nai\u0308ve",
        "שלום עולם means hello",
        "zero\0width",
        "bell\x07 \x0199P command",
        "[[h@l'oU]] %s %n {0} <b>bold</b> &amp; $(x)",
        "private \ue000 use",
        "half \ud800 a character",
        "𝔊𝔬𝔱𝔥𝔦𝔠",
        "x" * 400,
        "word " * 1000,
    ],
)
def test_an_odd_text_gives_sound_or_a_typed_error(engine: Engine, name: str, text: str) -> None:
    try:
        audio = engine.synthesize(text, Voice("a", name))
    except EngineError:
        return
    assert audio.seconds > 0.1
    assert any(audio.samples)
    assert len(audio.samples) % 2 == 0


def test_a_zero_in_a_text_does_not_cut_off_the_rest(engine: Engine, name: str) -> None:
    voice = Voice("a", name)
    cut = engine.synthesize("one", voice)
    whole = engine.synthesize("one\0two three four five", voice)
    assert whole.seconds > 2 * cut.seconds


def test_five_thousand_characters_come_out_whole(engine: Engine, name: str) -> None:
    text = "The night was long and quiet. " * 167
    audio = engine.synthesize(text, Voice("a", name))
    assert len(text) >= 5000
    assert audio.seconds > 1000 * 0.2  # a thousand words at 300 a minute


def test_two_threads_at_once_both_get_all_of_their_own_text(engine: Engine, name: str) -> None:
    texts = ["Yes.", "It was a long way home through the rain, and nobody spoke."] * 10
    voice = Voice("a", name)
    alone = [engine.synthesize(text, voice).seconds for text in texts[:2]] * 10
    with ThreadPoolExecutor(2) as threads:
        together = [audio.seconds for audio in threads.map(lambda text: engine.synthesize(text, voice), texts)]
    assert together == pytest.approx(alone, abs=0.1)


def test_what_one_voice_sets_does_not_reach_the_next(engine: Engine, name: str) -> None:
    plain = Voice("plain", name)
    before = engine.synthesize(SENTENCE, plain)
    engine.synthesize("Slow, high.", Voice("other", name, {"rate": 0.8} | ({} if name == "openai" else {"pitch": 80})))
    after = engine.synthesize(SENTENCE, plain)
    assert after.seconds == pytest.approx(before.seconds, abs=0.1)
    assert _level(after) == pytest.approx(_level(before), rel=0.05)


def _level(audio: Audio) -> float:
    return float((audio.floats() ** 2).mean() ** 0.5)


def test_a_voices_fellow_speaks_another_language_in_the_same_settings_or_there_is_none(engine: Engine) -> None:
    voice = engine.voices()[0]
    for language in ("fr", "de", "la", "xx"):
        fellow = engine.fellow(voice, language)
        if fellow is None:
            continue
        assert engine.recipe(fellow)
        same = {key: value for key, value in fellow.settings.items() if key not in ("voice", "language")}
        assert same == {key: value for key, value in voice.settings.items() if key != "voice"}
        assert engine.synthesize("Jamais parole au revoir.", fellow).seconds > 0.5


def test_a_voice_for_the_language_is_its_own_fellow(engine: Engine) -> None:
    voice = engine.voices()[0]
    fellow = engine.fellow(voice, voice.language or "en-GB")

    assert fellow == voice


def test_a_process_that_has_spoken_ends_by_itself_and_leaves_nothing(name: str, tmp_path: Path) -> None:
    code = (
        "import threading\nfrom narrate.engines import load\nfrom narrate.model import Voice\n"
        f"load({name!r}).synthesize('Good night.', Voice('a', {name!r}))\n"
        "print(threading.active_count())\n"
    )
    # ONNX Runtime keeps the mark of its telemetry there, but on a build server or where it is switched off.
    environment = {key: value for key, value in os.environ.items() if key not in ("CI", "ORT_DISABLE_TELEMETRY")}
    environment |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(tmp_path))
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "1\n", "")
    assert list(tmp_path.iterdir()) == []


def test_processes_beside_each_other_agree_on_recipe_and_sound() -> None:
    names = [one.values[0] for one in LOCAL if not any(mark.args[0] for mark in one.marks)]
    here = [_spoken(name) for name in names]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        for there in (list(processes.map(_spoken, names)), list(processes.map(_spoken, names[::-1]))[::-1]):
            assert [made[:2] for made in there] == [made[:2] for made in here]
            assert [made[2] for made in there] == pytest.approx([made[2] for made in here], rel=0.05)


def _spoken(name: str) -> tuple[str, str, float]:
    engine, voice = load(name), Voice("a", name)
    return engine.version, engine.recipe(voice), engine.synthesize(SENTENCE, voice).seconds
