"""Which voices there are to cast from and to name: of one engine, of several, of all that is installed."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest

from narrate.engines import ENGINES, load
from narrate.engines.offers import every_voice, installed
from narrate.engines.tone import Synthesizer as Tone
from narrate.errors import CastError, EngineError
from narrate.model import Voice
from narrate.palettes import engines_for, palette, palette_of, voices_for
from narrate.production import open_book, write_cast

STORY = "“Hello,” said Tara. “Hello,” said Xander. “Goodbye,” said Tara. “Goodbye,” said Xander.\n"


def named(names: tuple[str, ...], language: str = "") -> tuple[Voice, ...]:
    """What a voices.yaml may name without its engine."""
    return voices_for(names, language)[1]


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)  # where no other voices.yaml is
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


class Locals(Tone):
    """Beeps that read one language only, but for the last, who reads French too."""

    def voices(self) -> list[Voice]:
        names = ("Anna", "Bert", "tone-low", "Zoe")
        return [Voice(name, "locals", {"pitch": 200 + len(name)}, language="en") for name in names]

    def fellow(self, voice: Voice, language: str) -> Voice | None:
        if language in ("en", "fr") and voice.name == "Zoe":
            return replace(voice, settings={"pitch": {"en": 203, "fr": 300}[language]}, language=language)
        return voice if language == "en" else None


class Dumb(Locals):
    """Has nobody."""

    def voices(self) -> list[Voice]:
        return []


@pytest.fixture
def locals_engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, engine in (("locals", Locals), ("dumb", Dumb)):
        monkeypatch.setitem(ENGINES, name, name)
        monkeypatch.setitem(sys.modules, name, SimpleNamespace(Synthesizer=engine))
    load.cache_clear()
    yield
    load.cache_clear()


def engines_of(story: Path, **options: object) -> dict[str, str]:
    cast = open_book(story, **options).cast  # type: ignore[arg-type]  # paths and names
    return {"narrator": cast.narrator.engine} | {who: voice.engine for who, voice in cast.roles.items()}


def test_one_line_of_voices_yaml_changes_the_engine_of_everybody_it_does_not_name(story: Path) -> None:
    story.with_name("voices.yaml").write_text("engine: tone\ncast: {Xander: tenor-clear}\n")

    assert engines_of(story) == {"narrator": "tone", "Tara": "tone", "Xander": "espeak"}


def test_what_is_asked_for_goes_before_what_the_file_says(story: Path) -> None:
    story.with_name("voices.yaml").write_text("engine: tone\n")

    assert set(engines_of(story, engine="espeak").values()) == {"espeak"}


def test_without_a_word_it_is_the_usual_engine(story: Path) -> None:
    assert set(engines_of(story).values()) == {"espeak"}
    assert engines_for("", None) == ("espeak",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("engine: kokro\n", r"voices\.yaml:1:9: no engine 'kokro' \(did you mean kokoro\? "),
        ("engine: [espeak, 3]\n", r"voices\.yaml:1:18: no engine '3'"),
        ("engine: {espeak: tone}\n", r"voices\.yaml:1:9: engine: expected the name of an engine, or a list of them"),
        ("engine: []\n", ""),
    ],
)
def test_a_wrong_engine_is_one_line(story: Path, text: str, message: str) -> None:
    story.with_name("voices.yaml").write_text(text)

    if not message:
        assert set(engines_of(story).values()) == {"espeak"}
        return
    with pytest.raises(CastError, match=message):
        open_book(story)


def test_of_several_engines_the_first_narrates_and_casts_and_the_next_is_for_whom_it_has_nobody(story: Path) -> None:
    mixed = palette(("espeak", "tone"))

    assert [voice.name for voice in mixed if voice.name == "narrator"] == ["narrator"]
    assert [voice.engine for voice in mixed] == sorted(voice.engine for voice in mixed)
    assert len({voice.name for voice in mixed}) == len(mixed)
    assert engines_of(story, engine="tone, espeak") == {"narrator": "tone", "Tara": "espeak", "Xander": "espeak"}, (
        "tones tell no gender, so Tara and Xander get voices that do"
    )


def test_every_voice_of_the_engine_has_its_own_name_though_one_narrates() -> None:
    own = {voice.name for voice in named(("tone",))}

    assert {"tone-low", "narrator", "alto-warm"} <= own
    assert next(one for one in named(("tone",)) if one.name == "narrator").engine == "tone"


def test_a_voice_of_any_engine_is_known_by_its_name_alone(story: Path) -> None:
    story.with_name("voices.yaml").write_text("cast: {Tara: tenor-clear, Xander: English (America)}\n")

    assert engines_of(story) == {"narrator": "espeak", "Tara": "espeak", "Xander": "pyttsx3"}


def test_a_name_that_nobody_has_is_an_error_that_offers_those_of_all_engines(story: Path) -> None:
    story.with_name("voices.yaml").write_text("cast: {Tara: en_GB-alba-mediun}\n")

    with pytest.raises(CastError, match=r"voices\.yaml:1:14: no voice 'en_GB-alba-mediun' \(did you mean en_GB-alba-"):
        open_book(story)


def test_a_speaker_of_a_model_that_is_not_here_is_told_with_how_to_get_it(story: Path) -> None:
    story.with_name("voices.yaml").write_text("cast: {Tara: en_US-libritts_r-medium#412}\n")

    first_step = ": narrate voices get en_US-libritts_r-medium$" if find_spec("piper") else " needs: pip install "
    with pytest.raises(EngineError, match=rf"voices\.yaml:1:14: .*{first_step}"):
        open_book(story)


def test_who_is_named_to_step_in_speaks_for_a_speaker_of_a_model_that_is_not_here(story: Path) -> None:
    absent = ("en_US-libritts_r-medium#412", "en_US-libritts_r-medium#7")
    lines = (
        f"  {who}: {{voice: '{name}', else: alto-warm}}" for who, name in zip(("Tara", "Xander"), absent, strict=True)
    )
    story.with_name("voices.yaml").write_text("\n".join(("cast:", *lines)))
    book = open_book(story)

    assert {voice.name for voice in book.cast.roles.values()} == {"alto-warm"}
    assert sum(one.code == "voice-absent" for one in book.findings) == 2
    assert write_cast(book)[1] == ()


def test_all_is_what_is_installed_and_never_a_server_or_beeps() -> None:
    every = installed()

    assert every[-1] == "espeak"
    assert not {"openai", "tone"} & set(every)
    assert engines_for("all", None) == every
    assert not {"openai", "tone"} & {voice.engine for voice in every_voice()}


def test_an_engine_that_is_not_there_is_an_error_and_no_other_takes_its_place() -> None:
    with pytest.raises(EngineError, match="no engine 'kokro'"):
        palette(("kokro", "espeak"))


def test_a_new_file_tells_the_engines_that_were_asked_for_and_gives_the_same_cast(story: Path) -> None:
    book = open_book(story, engine="tone,espeak")
    path, _ = write_cast(book)

    assert "\nengine: [tone, espeak]\n" in path.read_text("utf-8")
    again = open_book(story)
    assert {who: voice.settings for who, voice in again.cast.roles.items()} == {
        who: voice.settings for who, voice in book.cast.roles.items()
    }
    assert again.cast.narrator.settings == book.cast.narrator.settings
    assert engines_of(story) == engines_of(story, engine="tone,espeak")


def test_a_new_file_without_an_engine_asked_for_tells_none(story: Path) -> None:
    path, _ = write_cast(open_book(story))

    assert "engine:" not in path.read_text("utf-8").replace("# the other keys: extends, engine,", "")


def test_the_accent_of_the_book_comes_first_where_an_engine_has_several() -> None:
    voices = palette_of("pyttsx3", "en-GB")

    accents = [voice.language.lower() == "en-gb" for voice in voices]
    assert any(accents)
    assert accents == sorted(accents, reverse=True)


def test_all_voices_of_the_next_engine_are_cast_its_first_too() -> None:
    assert {voice.name for voice in palette(("espeak", "tone"))} >= {voice.name for voice in load("tone").voices()}


@pytest.mark.usefixtures("locals_engine")
def test_a_name_that_several_engines_have_is_the_ones_that_comes_first() -> None:
    for order in (("tone", "locals"), ("locals", "tone"), ("espeak", "tone", "locals"), ("espeak", "locals", "tone")):
        assert next(one.engine for one in named(order) if one.name == "tone-low") == order[-2]
    assert [one.engine for one in palette(("espeak", "tone", "locals")) if one.name == "tone-low"] == ["tone"]


@pytest.mark.usefixtures("locals_engine")
def test_a_voice_known_by_its_name_reads_the_language_of_the_book() -> None:
    known = {one.name: one.settings for one in named(("locals",), "fr")}

    assert known["narrator"] == known["Zoe"] == {"pitch": 300}
    assert known["Anna"] == {"pitch": 204}, "reads it as English"
    assert known["tenor-clear"]["voice"] == "fr+tenor-clear", "eSpeak's, though another engine is asked for"


@pytest.mark.usefixtures("locals_engine")
@pytest.mark.parametrize("asked", ["locals, espeak", "espeak, locals"])
def test_an_engine_that_does_not_speak_the_language_of_the_book_is_passed_over_and_that_is_said(
    story: Path, asked: str
) -> None:
    story.write_text("TITLE: Tee\nAUTHOR: Ann\nLANGUAGE: de\n\n" + STORY, encoding="utf-8")
    book = open_book(story, engine=asked)

    assert book.script.language == "de"
    assert {voice.engine for voice in (book.cast.narrator, *book.cast.roles.values())} == {"espeak"}
    (finding,) = [one.message for one in book.findings if one.code == "engine-passed-over"]
    assert finding == "locals has no voice for 'de': nobody is cast from it"


@pytest.mark.usefixtures("locals_engine")
def test_none_of_the_engines_for_a_language_and_an_engine_without_voices_are_errors() -> None:
    with pytest.raises(EngineError, match=r"^engine 'locals' has no voice on this system for 'de': narrate voices"):
        palette(("locals",), "de")
    with pytest.raises(
        EngineError, match=r"^engines locals, pyttsx3 have no voice on this system for 'qq': narrate voi"
    ):
        palette(("locals", "pyttsx3"), "qq")
    with pytest.raises(EngineError, match=r"^engine 'dumb' has no voice on this system: narrate voices tells how"):
        palette(("espeak", "dumb"), "de")


@pytest.mark.usefixtures("locals_engine")
def test_a_file_made_elsewhere_tells_the_engines_of_the_file_that_was_cast_by(story: Path) -> None:
    usual = story.with_name("usual.yaml")
    usual.write_text("engine: [locals, espeak]\n")
    book = open_book(story, voices=usual)
    path, _ = write_cast(book, story.with_name("new.yaml"))

    again = open_book(story, voices=path)
    assert "\nengine: [locals, espeak]\n" in path.read_text("utf-8")
    assert again.cast.narrator.settings == book.cast.narrator.settings
