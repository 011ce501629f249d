"""Who speaks where a voice is not here, and what is said of what an engine cannot do."""

from pathlib import Path

import pytest

from narrate.errors import CastError, EngineError, VoiceNotFound
from narrate.production import Book, open_book, produce
from narrate.workers import Here


@pytest.fixture(autouse=True)
def nothing_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NARRATE_HOME", str(tmp_path / "home"))


def cast_with(story: Path, tara: str, more: str = "") -> Book:
    lines = f"narrator: {{engine: tone}}\ncast:\n  Emma: {{engine: tone}}\n  Tara: {tara}\n{more}"
    (story.parent / "voices.yaml").write_text(lines, encoding="utf-8")
    return open_book(story)


def absences(book: Book) -> list[str]:
    return [one.message for one in book.findings if one.code == "voice-absent"]


def test_a_voice_that_is_not_here_is_an_error_unless_the_map_names_another(story: Path, clips: Path) -> None:
    with pytest.raises(VoiceNotFound, match=r"voices\.yaml:4:9: espeak has no voice 'klingon'"):
        cast_with(story, "{engine: espeak, voice: klingon}")

    book = cast_with(story, "{engine: espeak, voice: klingon, rate: 2, else: alto-warm}")
    made = produce(book, story.parent / "book.mp3", clips, executor=Here())

    assert (book.cast.roles["Tara"].name, dict(book.cast.roles["Tara"].settings)) == (
        "alto-warm", {"voice": "en-us+steph", "pitch": 35},
    )  # fmt: skip
    (message,) = absences(book)
    assert "voices.yaml:4:9: espeak has no voice 'klingon'" in message
    assert message.endswith("; alto-warm speaks instead")
    assert made.made > 0


def test_an_understudy_may_have_one_too_and_voices_hand_theirs_on(story: Path) -> None:
    own = "voices:\n  a: {engine: piper, voice: b, else: c}\n  c: {engine: kokoro, else: d}\n  d: {engine: tone}\n"

    book = cast_with(story, "{voice: a, rate: 0.9}", own)

    assert book.cast.roles["Tara"].engine == "tone"
    assert absences(book)[0].endswith("; d speaks instead")


def test_voices_that_name_each_other_are_an_error_if_none_is_here(story: Path) -> None:
    with pytest.raises(EngineError, match=r"voices\.yaml:\d+:\d+: espeak has no voice"):
        cast_with(
            story, "a", "voices:\n  a: {engine: espeak, voice: x, else: b}\n  b: {engine: espeak, voice: y, else: a}\n"
        )


def test_a_voice_that_is_here_and_one_without_a_line_in_the_book_are_not_told(story: Path) -> None:
    book = cast_with(
        story, "{engine: tone, else: alto-warm}", "  Nobody: {engine: espeak, voice: x, else: bass-deep}\n"
    )

    assert book.cast.roles["Tara"].engine == "tone"
    assert absences(book) == []


def test_a_mistake_stays_one(story: Path) -> None:
    with pytest.raises(CastError, match=r"voices\.yaml:4:42: no voice 'nobody'"):
        cast_with(story, "{engine: espeak, voice: x, else: nobody}")
    with pytest.raises(CastError, match=r"no engine 'pipper' \(did you mean piper"):
        cast_with(story, "{engine: pipper, else: alto-warm}")
    with pytest.raises(EngineError, match=r"voices\.yaml:4:9: rate 0\.4 is outside"):
        cast_with(story, "{engine: espeak, rate: 0.4, else: alto-warm}")


def test_what_an_engine_does_not_do_of_a_manner_is_said_once(story: Path) -> None:
    text = story.read_text(encoding="utf-8")
    text = text.replace('"Only me," said Tara.', '"Only me," whispered Tara.').replace(
        '"Yes," said Tara', '"Yes," Tara shouted'
    )
    story.write_text(text, encoding="utf-8")

    def partly(book: Book) -> list[str]:
        return [one.message for one in book.findings if one.code == "manner-partly"]

    beeps, spoken = cast_with(story, "{engine: tone}"), cast_with(story, "alto-warm")

    assert partly(beeps) == ["tone does not change a voice's range: 2 lines in a manner will be said without that"]
    assert partly(spoken) == []
