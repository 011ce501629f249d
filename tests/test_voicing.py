"""Voices on the command line: which are listed, and which are heard."""

import hashlib
import inspect
import json
import re
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from narrate.audio import Audio
from narrate.cli import main
from narrate.engines import ENGINES, load
from narrate.engines.tone import Synthesizer as Tone
from narrate.errors import EngineError
from narrate.model import Gender, Voice
from narrate.palettes import palette_of

Narrate = Callable[..., Result]


class Crew(Tone):
    """Beeps of both genders in two languages; Bert is mute, and one file would do for the names of two."""

    def voices(self) -> list[Voice]:
        anna = Voice("An na", "crew", {"pitch": 500}, Gender.FEMALE, language="de-DE")
        return [
            anna,
            replace(anna, name="an_na", settings={"pitch": 510}),
            Voice("Bert", "crew", {"pitch": 200}, Gender.MALE, language="de-AT"),
            Voice("Cleo", "crew", {"pitch": 300}, Gender.FEMALE, language="fr"),
            Voice("Anybody", "crew", {"pitch": 400}),
        ]

    def synthesize(self, text: str, voice: Voice) -> Audio:
        if voice.name == "Bert":
            raise EngineError("voice 'Bert': its model is broken")
        return super().synthesize(text, voice)


class Server(Tone):
    """Beeps as from another machine."""

    connections = 8

    def voices(self) -> list[Voice]:
        return [Voice("alloy", "server", {"pitch": 300})]


@pytest.fixture
def narrate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Narrate]:
    """Runs a command in an empty folder, with the two engines above and models that are not there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NARRATE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NARRATE_CLIPS", str(tmp_path / "clips"))
    for name in set(ENGINES) - {"kokoro"}:
        monkeypatch.delitem(ENGINES, name)
    for name, engine in (("crew", Crew), ("server", Server)):
        monkeypatch.setitem(ENGINES, name, name)
        monkeypatch.setitem(sys.modules, name, SimpleNamespace(Synthesizer=engine))
    load.cache_clear()
    options = {"mix_stderr": False} if "mix_stderr" in inspect.signature(CliRunner).parameters else {}
    yield lambda *words: CliRunner(**options).invoke(main, [str(word) for word in words])
    load.cache_clear()


def listed(narrate: Narrate, *words: object) -> list[str]:
    """The names of voices that are here."""
    return [one["name"] for one in json.loads(narrate("voices", "--json", *words).stdout) if not one["needs"]]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ((), ["An na", "an_na", "Bert", "Cleo", "Anybody", "alloy"]),
        (("--language", "de"), ["An na", "an_na", "Bert", "Anybody", "alloy"]),
        (("--language", "DE-at"), ["Bert", "Anybody", "alloy"]),
        (("--language", "fr-CA"), ["Cleo", "Anybody", "alloy"]),
        (("--gender", "female"), ["An na", "an_na", "Cleo"]),
        (("--gender", "male", "--language", "de", "--engine", "crew"), ["Bert"]),
    ],
)
def test_voices_are_listed_by_language_and_gender(narrate: Narrate, words: tuple[str, ...], names: list[str]) -> None:
    assert listed(narrate, *words) == names


def test_a_language_that_nobody_speaks_is_an_error_that_says_which_there_are(narrate: Narrate) -> None:
    none = narrate("voices", "--gender", "male", "--engine", "crew", "--language", "fr")
    assert none.exit_code == 3
    assert none.stderr == "narrate: no voice is fr and male (languages: de-AT, de-DE, fr)\n"


def test_the_table_has_language_gender_age_and_quality(narrate: Narrate) -> None:
    head, *rows = narrate("voices", "--engine", "kokoro").stdout.splitlines()
    assert re.split(r" {2,}", head.strip())[:6] == ["voice", "engine", "language", "gender", "age", "quality"]
    assert re.split(r" {2,}| (?=kokoro)", rows[0].strip())[:6] == [
        "af_heart",
        "kokoro",
        "en-US",
        "female",
        "adult",
        "A",
    ]


def test_everybody_who_is_here_is_heard_but_servers_only_when_asked_for(narrate: Narrate) -> None:
    heard = narrate("voices", "--audition", "samples", "--language", "fr")

    assert heard.exit_code == 0
    assert sorted(path.name for path in Path("samples").iterdir()) == ["crew-anybody.mp3", "crew-cleo.mp3"]
    assert "server: a server's voices are heard with --engine server\nsamples: 2 samples to make" in heard.stderr
    assert narrate("voices", "--audition", "other", "--engine", "server").exit_code == 0
    assert [path.name for path in Path("other").iterdir()] == ["server-alloy.mp3"]


def test_who_cannot_be_heard_is_named_and_keeps_nobody_else_from_it(narrate: Narrate) -> None:
    heard = narrate("voices", "--audition", "samples", "--engine", "crew")

    names = ["crew-an-na-2.mp3", "crew-an-na.mp3", "crew-anybody.mp3", "crew-cleo.mp3"]
    assert sorted(path.name for path in Path("samples").iterdir()) == names
    assert heard.exit_code == EngineError.exit_code
    assert re.search(r"^crew: Bert: .*its model is broken$", heard.stderr, re.MULTILINE)
    assert heard.stderr.endswith("samples: 4 samples\nnarrate: 1 of 5 voices could not be heard\n")


def test_voices_that_are_not_here_cannot_be_heard(narrate: Narrate) -> None:
    heard = narrate("voices", "--audition", "samples", "--engine", "kokoro")

    assert heard.exit_code == EngineError.exit_code
    assert "none of these voices is here" in heard.stderr
    assert not Path("samples").exists()


def test_voices_are_heard_once_and_casting_knows_their_gender(
    narrate: Narrate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Sound(Crew):
        """With a voice for Bert."""

        def synthesize(self, text: str, voice: Voice) -> Audio:
            return Tone.synthesize(self, text, replace(voice, engine="tone"))

    monkeypatch.setitem(sys.modules, "crew", SimpleNamespace(Synthesizer=Sound))

    first, second = (narrate("voices", "listen", "--engine", "crew") for _ in range(2))

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "5 voices heard" in first.stderr
    assert "0 voices heard" in second.stderr
    assert [one.gender for one in palette_of("crew") if one.name == "Anybody"] == [Gender.FEMALE], "at 400 Hz"


def test_a_voice_that_cannot_be_heard_keeps_no_other_from_it(narrate: Narrate, monkeypatch: pytest.MonkeyPatch) -> None:
    class Sound(Crew):
        """Bert's model is broken, and Cleo says nothing that can be measured."""

        def synthesize(self, text: str, voice: Voice) -> Audio:
            sound = super().synthesize(text, replace(voice, engine="tone"))
            return replace(sound, samples=sound.samples[:1500]) if voice.name == "Cleo" else sound

    monkeypatch.setitem(sys.modules, "crew", SimpleNamespace(Synthesizer=Sound))
    heard = narrate("voices", "listen", "--engine", "crew")

    assert heard.exit_code == EngineError.exit_code
    assert re.search(r"^narrate: 2 of 5 voices could not be heard: .*Bert.*its model is broken$", heard.stderr, re.M)
    assert {one.name for one in palette_of("crew") if one.timbre} == {"narrator", "an_na", "Anybody"}


def test_a_model_that_is_fetched_is_heard(narrate: Narrate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("piper")
    pytest.importorskip("onnx")
    from tiny_models import piper_model

    model = piper_model(tmp_path / "served" / "en_US-tiny-low.onnx", speakers=("1", "2", "3"))
    files = {
        path.name: {"size_bytes": path.stat().st_size, "md5_digest": hashlib.md5(path.read_bytes()).hexdigest()}
        for path in (model, model.with_name(f"{model.name}.json"))
    }
    (tmp_path / "served" / "voices.json").write_text(json.dumps({model.stem: {"files": files}}), encoding="utf-8")
    monkeypatch.setitem(ENGINES, "piper", "narrate.engines.piper")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=model.parent)) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        monkeypatch.setenv("NARRATE_PIPER_URL", f"http://127.0.0.1:{server.server_port}")
        got = narrate("voices", "get", model.stem)
        server.shutdown()

    assert got.exit_code == 0
    assert "3 voices heard" in got.stderr
    assert all(voice.timbre for voice in palette_of("piper"))
