"""eSpeak NG in process."""

import ctypes.util
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest

from narrate.audio import Audio
from narrate.engines import libespeak
from narrate.engines.espeak import Synthesizer
from narrate.engines.palette import PALETTE
from narrate.engines.words import word_spans
from narrate.errors import EngineError, VoiceNotFound
from narrate.model import Voice


@pytest.fixture(scope="module")
def espeak() -> Synthesizer:
    return Synthesizer()


def asking(name: str, **settings: str | float) -> Voice:
    return Voice("Tara", "espeak", {"voice": name, **settings})


@pytest.mark.parametrize(
    ("written", "meant"),
    [("en-gb", "en"), ("en-GB", "en"), ("", "en-us"), ("EN-US", "en-us"), ("en-GB+f3", "en+f3"), ("fr-fr", "fr")],
)
def test_a_language_is_found_as_a_person_writes_it(espeak: Synthesizer, written: str, meant: str) -> None:
    assert espeak.recipe(asking(written)) == espeak.recipe(asking(meant))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("en-us+andrea", "en-us+Andrea"),
        ("en-gb+grandmaa", "en-gb+grandma"),
        ("Andrea", "en-us+Andrea"),
        ("Soprano-Round", "soprano-round"),
        ("en-ux", "en-us"),
    ],
)
def test_a_misspelt_voice_is_told_the_right_one(espeak: Synthesizer, written: str, meant: str) -> None:
    with pytest.raises(VoiceNotFound, match=rf"^voice 'Tara': espeak has no voice .*did you mean .*{re.escape(meant)}"):
        espeak.recipe(asking(written))


@pytest.mark.parametrize(
    "name", ["en-us+../../../etc/passwd", "../voices/boy-clear", "en-us+", "+f3", "a" * 5000, "%s"]
)
def test_a_name_that_is_none_is_refused(espeak: Synthesizer, name: str) -> None:
    with pytest.raises(VoiceNotFound):
        espeak.synthesize("Hello.", asking(name))


def test_after_an_unknown_voice_nobody_speaks_with_the_one_before(espeak: Synthesizer) -> None:
    plain = espeak.synthesize("Hello there.", asking("en-us")).seconds
    with pytest.raises(VoiceNotFound):
        espeak.synthesize("Hello there.", asking("en-us+Nobody"))
    assert espeak.synthesize("Hello there.", asking("en-us")).seconds == pytest.approx(plain, abs=0.05)


def test_a_recipe_follows_the_content_of_the_voice_and_not_its_name(espeak: Synthesizer) -> None:
    made = json.loads(espeak.recipe(asking("en-us+Andrea", pitch=35, rate=0.8)))
    assert (made["rate"], made["pitch"], made["range"]) == (120, 35, 50)
    assert made["variant"] != json.loads(espeak.recipe(asking("en-us+steph")))["variant"]
    assert made["base"] == json.loads(espeak.recipe(asking("en-us+steph")))["base"]
    assert "file" in json.loads(espeak.recipe(asking("boy-clear")))


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"pitch": 100}, "pitch 100 is outside 0 to 99"),
        ({"range": -1}, "range -1 is outside 0 to 100"),
        ({"rate": 0.4}, r"rate 0\.4 is outside 0\.54 to 2\.5"),
        ({"pitch": "low"}, "pitch is 'low', expected a number from 0 to 99"),
    ],
)
def test_a_setting_out_of_range_names_the_range(
    espeak: Synthesizer, settings: dict[str, str | float], reason: str
) -> None:
    with pytest.raises(EngineError, match=reason):
        espeak.recipe(asking("en-us", **settings))


def test_the_slowest_rate_is_still_heard_as_slower(espeak: Synthesizer) -> None:
    text = "The quick brown fox jumps over the lazy dog."
    slowest, slower = (espeak.synthesize(text, asking("en-us", rate=rate)).seconds for rate in (0.54, 0.6))
    assert slowest > slower * 1.05


@pytest.fixture(scope="module")
def novel() -> str:
    return (Path(__file__).parents[2] / "seeds" / "never-say-goodbye.txt").read_text("utf-8")[:6000]


def test_rate_one_is_a_reading_pace(espeak: Synthesizer, novel: str) -> None:
    minutes = espeak.synthesize(novel, asking("en-us")).seconds / 60
    assert 150 < len(novel.split()) / minutes < 180


def test_almost_every_word_of_a_novel_has_its_time(espeak: Synthesizer, novel: str) -> None:
    words = [novel[word.start : word.end] for word in espeak.synthesize(novel, asking("en-us")).words]
    assert len(words) > 0.95 * len(word_spans(novel))  # "of the" and a few others are spoken, and timed, as one
    assert not any(character.isspace() for word in words for character in word)


def test_a_number_is_one_word_in_time(espeak: Synthesizer) -> None:
    text = "In 1999 it cost £5.50 – well-known."
    words = espeak.synthesize(text, asking("en-us")).words
    assert [text[word.start : word.end] for word in words] == ["In", "1999", "it", "cost", "5.50", "well-known"]


def test_a_clip_ends_soon_after_its_last_word(espeak: Synthesizer) -> None:
    sound = espeak.synthesize("Stop.", asking("en-us"))
    assert sound.seconds < 0.7


def test_own_voices_speak_where_the_library_could_not_read_their_path(espeak: Synthesizer) -> None:
    # Its path is over 59 bytes or has capitals on most machines; what it cannot find it says with status 0x1000_08ff.
    assert espeak.synthesize("Hello.", asking("boy-clear")).seconds > 0.2
    assert not [path for path in Path(tempfile.gettempdir()).iterdir() if path.is_file() and "boy-clear" in path.name]


@pytest.mark.parametrize("voice", PALETTE[::4], ids=lambda voice: voice.name)
def test_a_voices_fellow_has_its_timbre_and_another_language(espeak: Synthesizer, voice: Voice) -> None:
    fellow = espeak.fellow(voice, "fr-CA")

    assert fellow is not None
    made, before = json.loads(espeak.recipe(fellow)), json.loads(espeak.recipe(voice))
    assert made["base"] == json.loads(espeak.recipe(asking("fr")))["base"]
    assert (made.get("variant"), made.get("file")) == (before.get("variant"), before.get("file"))
    assert "dictionary" in made and "dictionary" not in before
    text = "Il faut que tu partes maintenant, ma petite."
    assert espeak.synthesize(text, fellow).seconds < 0.9 * espeak.synthesize(text, voice).seconds  # not spelled out
    assert _pitch(espeak.synthesize(text, fellow)) == pytest.approx(_pitch(espeak.synthesize(text, voice)), rel=0.1)


def _pitch(audio: Audio) -> float:
    """The median fundamental frequency, by autocorrelation."""
    pitches, sound, size = [], audio.floats(), 1024
    for at in range(0, len(sound) - size, size):
        frame = sound[at : at + size] * np.hanning(size)
        alike = np.correlate(frame, frame, "full")[size - 1 :]
        low, high = audio.rate // 400, audio.rate // 55
        best = low + int(alike[low:high].argmax())
        if alike[0] > 0.01 and alike[best] > 0.4 * alike[0]:
            pitches.append(audio.rate / best)
    return float(np.median(pitches))


def test_a_voice_has_no_fellow_in_a_language_espeak_lacks(espeak: Synthesizer) -> None:
    assert espeak.fellow(PALETTE[0], "xx") is None


def test_an_own_voice_can_be_asked_for_in_any_language(espeak: Synthesizer) -> None:
    own = [voice for voice in PALETTE if "+" not in str(voice.settings["voice"])][1]
    name = f"de+{own.settings['voice']}"

    assert espeak.synthesize("Guten Morgen.", asking(name)).seconds > 0.3
    assert espeak.fellow(asking(name), "de") == asking(name)


def test_a_status_that_is_not_zero_is_an_error() -> None:
    with pytest.raises(EngineError, match="voice 'nosuch' failed, status 0x2"):
        libespeak.library().speak("Hello.", "nosuch", {})


def test_a_data_folder_that_is_none_is_an_error_and_ends_nothing(tmp_path: Path) -> None:
    code = (
        "import ctypes, pathlib, sys, espeakng_loader\n"
        "from narrate.engines.libespeak import Library\n"
        "from narrate.errors import EngineError\n"
        "try: Library(ctypes.CDLL(espeakng_loader.get_library_path()), pathlib.Path(sys.argv[1]))\n"
        "except EngineError as error: print(error)\n"
    )
    said = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True).stdout
    assert said.startswith("espeak: eSpeak NG cannot read its data in ")


@pytest.mark.skipif(not ctypes.util.find_library("espeak-ng"), reason="this system has no eSpeak NG of its own")
def test_the_system_library_speaks_all_own_voices_too() -> None:
    code = (
        "import sys\n"
        "sys.modules['espeakng_loader'] = None\n"
        "from narrate.engines.espeak import Synthesizer\n"
        "engine = Synthesizer()\n"
        "print(engine.version, min(engine.synthesize('Hello there.', voice).seconds for voice in engine.voices()))\n"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert float(said.split()[-1]) > 0.3


def test_two_engines_share_one_library(espeak: Synthesizer) -> None:
    other = Synthesizer()
    other.synthesize("High.", asking("boy-clear", pitch=90))
    assert espeak.recipe(asking("en-us")) == other.recipe(asking("en-us"))
    assert other.version == espeak.version
    assert espeak.version[0].isdigit()
