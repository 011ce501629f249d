"""The system's voices through pyttsx3; on Linux through our own driver."""

import math
import struct
import sys
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

import pytest

from narrate.audio import Audio, write_wav
from narrate.engines.pyttsx3 import SAPI_PACE, SAPI_STEP, Synthesizer, _verified
from narrate.errors import EngineError, VoiceNotFound
from narrate.model import Voice

WORDS = ("It was the best of times, it was the worst of times, it was the age of wisdom, " * 20).split()
linux = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="speaks with the system's own voices")


@pytest.fixture(scope="module")
def system() -> Synthesizer:
    return Synthesizer()


def test_six_utterances_in_a_row_are_all_as_long_as_their_text(system: Synthesizer) -> None:
    counts = (150, 60, 150, 10, 150, 5)
    seconds = [system.synthesize(" ".join(WORDS[:count]), Voice("a", "pyttsx3")).seconds for count in counts]
    for count, length in zip(counts, seconds, strict=True):
        assert 0.15 < length / count < 0.5
    assert seconds[0] == pytest.approx(seconds[2], abs=0.05)


def test_nothing_but_the_result_goes_to_stdout(system: Synthesizer, capfd: pytest.CaptureFixture[str]) -> None:
    system.synthesize("Hello.", Voice("a", "pyttsx3"))
    assert capfd.readouterr().out == ""


def test_a_voice_is_found_by_its_name_and_by_its_id(system: Synthesizer) -> None:
    one = system.voices()[0]
    by_name = Voice("a", "pyttsx3", {"voice": one.name})
    assert system.recipe(by_name) == system.recipe(one)


def test_an_unknown_voice_does_not_speak_with_the_voice_before(system: Synthesizer) -> None:
    with pytest.raises(VoiceNotFound, match="has no voice 'Microsoft Nobody'"):
        system.synthesize("Hello.", Voice("a", "pyttsx3", {"voice": "Microsoft Nobody"}))


@linux
def test_volume_and_pitch_reach_the_sound(system: Synthesizer) -> None:
    loud = system.synthesize("Hello there.", Voice("a", "pyttsx3")).floats().max()
    soft = system.synthesize("Hello there.", Voice("a", "pyttsx3", {"volume": 0.25, "pitch": 50})).floats().max()
    assert soft == pytest.approx(loud / 4, rel=0.1)


@linux
def test_a_line_the_driver_fails_on_is_named(system: Synthesizer) -> None:
    with pytest.raises(EngineError, match="nothing to say in '\\.\\.\\.'"):
        system.synthesize("...", Voice("a", "pyttsx3"))
    assert system.synthesize("And then it works again.", Voice("a", "pyttsx3")).seconds > 0.5


@linux
def test_a_forked_process_speaks_after_its_parent_did(system: Synthesizer) -> None:
    here = system.synthesize("Can you hear me?", Voice("a", "pyttsx3")).seconds
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as processes:
        there = processes.submit(_seconds, "Can you hear me?").result(timeout=20)
    assert there == pytest.approx(here, abs=0.1)


def _seconds(text: str) -> float:
    return Synthesizer().synthesize(text, Voice("a", "pyttsx3")).seconds


def test_a_file_without_the_whole_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "spoken.wav"
    with pytest.raises(EngineError, match="wrote no sound for 'Hello there'"):
        _verified(path, "Hello there")
    write_wav(Audio(b"", 22050), path)
    with pytest.raises(EngineError, match=r"wrote only 0\.00 s for the 2 words of 'Hello there'"):
        _verified(path, "Hello there")
    path.write_bytes(b"\0" * 5000)
    with pytest.raises(EngineError, match="neither WAV nor AIFF"):
        _verified(path, "Hello there")


def test_a_file_of_macos_is_read_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "spoken.wav"
    sound = struct.pack(">22050h", *[1000] * 22050)
    common = struct.pack(">hIh", 1, 22050, 16) + bytes.fromhex("400dac44000000000000")
    path.write_bytes(
        struct.pack(">4sI4s4sI", b"FORM", 0, b"AIFF", b"COMM", 18)
        + common
        + struct.pack(">4sIII", b"SSND", len(sound) + 8, 0, 0)
        + sound
    )
    assert _verified(path, "Hello there").seconds == 1.0


@pytest.mark.parametrize("hundredth", range(54, 251, 7))
def test_a_rate_comes_to_the_nearest_step_of_sapi_by_the_formula_of_pyttsx3(hundredth: int) -> None:
    rate = hundredth / 100
    system = Synthesizer()
    system._driver = "sapi5"

    step = int(math.log(system._pace(rate) / SAPI_PACE, SAPI_STEP))

    assert -10 <= step <= 10
    assert abs(math.log(165 * rate / SAPI_PACE, SAPI_STEP) - step) <= 0.5


def test_pyttsx3_still_reckons_so() -> None:
    spec = find_spec("pyttsx3.drivers")
    assert spec and spec.submodule_search_locations
    source = Path(spec.submodule_search_locations[0], "sapi5.py").read_text("utf-8")

    assert f"MSMARY: ({SAPI_PACE}, {SAPI_STEP})" in source
    assert "a, b = E_REG.get(id_, E_REG[MSMARY])" in source
    assert "self._tts.Rate = int(math.log(value / a, b))" in source
    assert "self._tts = comtypes.client.CreateObject" in source, "whose voices are listed here"
