"""The voices narrate brings."""

import csv
import json
from collections.abc import Mapping
from importlib.resources import files
from itertools import combinations

import numpy as np
import pytest

from narrate.audio import Audio, loudness
from narrate.engines.espeak import OWN_VOICES, Synthesizer
from narrate.engines.palette import CHILDREN, ELDERS, MEASURED, MEN, NARRATORS, PALETTE, WOMEN
from narrate.master import gain, mastered
from narrate.model import Gender, Voice
from narrate.production import SAMPLE
from narrate.timbre import centroid, cosine, pitch, timbre, tracked

SENTENCES = (
    "The birch canoe slid on the smooth planks. Glue the sheet to the dark blue background. It's easy to tell the "
    "depth of a well. These days a chicken leg is a rare dish. Rice is often served in round bowls. The juice of "
    "lemons makes fine punch. The box was thrown beside the parked truck. The hogs were fed chopped corn and "
    "garbage. Four hours of steady work faced us. A large size in stockings is hard to sell."
)
"""Harvard sentences, list 1 (IEEE, 1969): balanced in sounds as a whole, so that levels and pitches can be compared."""
CLOSEST = 0.85
"""The cosine that two voices of a gender may have: Resemblyzer gives different people 0.52 to 0.75."""
BROKEN = """whisper whisperf Demonic croak grandpa announcer Storm UniRobot anikaRobot robosoft robosoft2 robosoft3
    robosoft4 robosoft5 robosoft6 robosoft7 robosoft8 klatt klatt2 klatt4 klatt5 Jacky iven antonio ed Alicia quincy rob
    robert caleb Mario Michael Andy gustave RicishayMax2 RicishayMax3""".split()
"""Variants of eSpeak NG that measurement left out: no voicing, robots, clipping, jumping pitch, far too soft."""


@pytest.fixture(scope="module")
def heard() -> dict[str, Audio]:
    engine = Synthesizer()
    return {voice.name: engine.synthesize(SENTENCES, voice) for voice in PALETTE}


@pytest.fixture(scope="module")
def shipped() -> Mapping[str, Mapping[str, str]]:
    rows = csv.DictReader((files("narrate.engines") / MEASURED).read_text(encoding="utf-8").splitlines())
    return {row["name"]: row for row in rows}


def test_there_is_a_voice_for_a_large_cast() -> None:
    men, women = ([voice for voice in PALETTE if voice.gender is gender] for gender in (Gender.MALE, Gender.FEMALE))
    for voices, adults in ((men, MEN), (women, WOMEN)):
        assert len(set(map(id, voices)) & set(map(id, adults))) == len(adults) >= 12
        assert sum(voice in CHILDREN for voice in voices) >= 2
        assert sum(voice in ELDERS for voice in voices) >= 2
    assert {"narrator", "narrator-female"} == {voice.name for voice in NARRATORS}


def test_every_voice_is_told_apart_by_its_name_and_its_settings() -> None:
    assert len({voice.name for voice in PALETTE}) == len(PALETTE)
    assert len({json.dumps(dict(voice.settings), sort_keys=True) for voice in PALETTE}) == len(PALETTE)
    assert all(voice.description and voice.gender is not Gender.UNKNOWN for voice in PALETTE)


def test_every_voice_file_is_in_the_palette() -> None:
    asked = {str(voice.settings["voice"]).rpartition("+")[2] for voice in PALETTE}
    assert {path.name for path in OWN_VOICES.iterdir()} <= asked


def test_no_voice_is_a_broken_variant() -> None:
    assert [voice for voice in PALETTE if str(voice.settings["voice"]).rpartition("+")[2] in BROKEN] == []


@pytest.mark.parametrize("gender", [Gender.MALE, Gender.FEMALE])
def test_no_two_voices_of_a_gender_can_be_confused(gender: Gender) -> None:
    voices = [voice for voice in PALETTE if voice.gender is gender]
    alike = {(one.name, other.name): cosine(one.timbre, other.timbre) for one, other in combinations(voices, 2)}
    assert {names: value for names, value in alike.items() if not 0 < value <= CLOSEST} == {}


def test_every_voice_has_its_own_line_of_measures_and_there_are_no_others(
    shipped: Mapping[str, Mapping[str, str]],
) -> None:
    assert list(shipped) == [voice.name for voice in PALETTE]


@pytest.mark.parametrize("name", ["narrator", "soprano-soft", "tenor-bright", "girl-bright", "elder-man-thin"])
def test_the_shipped_measures_are_those_of_the_voice(
    name: str, heard: dict[str, Audio], shipped: Mapping[str, Mapping[str, str]]
) -> None:
    voice = next(voice for voice in PALETTE if voice.name == name)

    assert cosine(voice.timbre, timbre(heard[name])) > 0.97
    assert pitch(heard[name]) == pytest.approx(float(shipped[name]["pitch_hz"]), rel=0.1)
    assert centroid(heard[name]) == pytest.approx(float(shipped[name]["centroid_hz"]), rel=0.3)


def test_no_voice_clips_or_is_silent(heard: dict[str, Audio]) -> None:
    for name, audio in heard.items():
        sound = np.abs(audio.floats())
        assert sound.max() < 0.97, name
        assert (sound**2).mean() ** 0.5 > 0.02, name


def test_the_pitch_of_no_voice_jumps(heard: dict[str, Audio]) -> None:
    for name, audio in heard.items():
        steps = np.abs(np.diff(np.log2(tracked(audio))))
        assert (steps > 0.5).mean() < 0.05, name


def test_all_voices_are_equally_loud_after_levelling(heard: dict[str, Audio]) -> None:
    engine = Synthesizer()
    levels = {
        voice.name: loudness(mastered(heard[voice.name], gain(engine.synthesize(SAMPLE, voice)))) for voice in PALETTE
    }
    middle = np.median(list(levels.values()))
    assert {name: level for name, level in levels.items() if abs(level - middle) > 1.0} == {}


def test_all_voices_speak_at_about_one_pace(heard: dict[str, Audio]) -> None:
    usual = heard["narrator"].seconds
    for name, audio in heard.items():
        assert 0.85 < audio.seconds / usual < 1.2, name


def test_men_are_lower_than_women_and_women_than_children(heard: dict[str, Audio]) -> None:
    def middle(group: tuple[Voice, ...]) -> float:
        return float(np.median([pitch(heard[voice.name]) for voice in group]))

    assert middle(MEN) < 130 < middle(WOMEN) < 260 < middle(CHILDREN)
