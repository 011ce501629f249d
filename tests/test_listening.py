"""What voices sound like: heard once, kept, and used when a book is cast."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from narrate.casting.likeness import likeness
from narrate.engines import load
from narrate.errors import AudioError, VoiceNotFound
from narrate.listening import HEARD, Impression, acquainted, listen
from narrate.model import Gender, Voice
from narrate.palettes import palette_of
from narrate.progress import Progress, unheard
from narrate.workers import Workers

MAN, WOMAN = (Voice(name, "espeak", {"voice": f"en-us+{name}"}) for name in ("m3", "f4"))
LOW, HIGH = (Voice(f"at {pitch}", "tone", {"pitch": pitch}) for pitch in (120.0, 220.0))


def heard(voices: Sequence[Voice], home: Path) -> tuple[Voice, ...]:
    with Workers(1) as workers:
        listen(voices, home, workers, unheard)
    return tuple(acquainted(voices, home))


def test_a_voice_tells_its_gender_by_its_pitch_and_is_like_itself_only(tmp_path: Path) -> None:
    man, woman = heard([MAN, WOMAN], tmp_path)

    assert (man.gender, woman.gender) == (Gender.MALE, Gender.FEMALE)
    assert likeness(man, woman) < 0.85
    assert likeness(man, replace(man, settings={**man.settings, "wordgap": 1})) > 0.9


def test_between_a_man_and_a_woman_nothing_is_said_of_the_gender() -> None:
    genders = [Impression(pitch, ()).gender for pitch in (149.0, 155.0, 161.0)]

    assert genders == [Gender.MALE, Gender.UNKNOWN, Gender.FEMALE]


def test_what_the_engine_tells_of_the_gender_stays(tmp_path: Path) -> None:
    (voice,) = heard([replace(LOW, gender=Gender.FEMALE)], tmp_path)

    assert voice.gender is Gender.FEMALE


def test_nothing_is_heard_twice_and_only_what_changed_is_heard_anew(tmp_path: Path) -> None:
    renamed, higher = replace(LOW, name="by another name"), replace(LOW, settings={"pitch": 121.0})

    with Workers(1) as workers:
        counts = [
            listen(voices, tmp_path, workers, unheard) for voices in ([LOW], [LOW, HIGH], [renamed, HIGH], [higher])
        ]

    assert counts == [1, 1, 0, 1]


def test_a_voice_that_comes_measured_is_not_heard(tmp_path: Path) -> None:
    with Workers(1) as workers:
        assert listen(load("espeak").voices(), tmp_path, workers, unheard) == 0
    assert not (tmp_path / HEARD).exists()


AT_ONCE = 4


@pytest.fixture
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is heard is kept after every few voices, not only after dozens."""
    monkeypatch.setattr("narrate.listening.AT_ONCE", AT_ONCE)


def test_many_are_told_of_as_they_are_kept(tmp_path: Path, few_at_once: None) -> None:
    told: list[Progress] = []
    voices = [Voice(f"at {pitch}", "tone", {"pitch": float(pitch)}) for pitch in range(100, 100 + AT_ONCE + 3)]

    with Workers(1) as workers:
        assert listen(voices, tmp_path, workers, told.append) == AT_ONCE + 3

    assert [(one.stage, one.done, one.total) for one in told] == [
        ("listen", done, AT_ONCE + 3) for done in (0, AT_ONCE, AT_ONCE + 3)
    ]
    assert all(voice.timbre for voice in acquainted(voices, tmp_path))


def test_what_was_heard_until_ctrl_c_is_kept(tmp_path: Path, few_at_once: None) -> None:
    voices = [Voice(f"at {pitch}", "tone", {"pitch": float(pitch)}) for pitch in range(300, 300 + AT_ONCE)]

    def report(at: Progress) -> None:
        if at.done:
            raise KeyboardInterrupt

    with Workers(1) as workers, pytest.raises(KeyboardInterrupt):
        listen([*voices, LOW, HIGH], tmp_path, workers, report)
    with Workers(1) as workers:
        assert listen([*voices, LOW, HIGH], tmp_path, workers, unheard) == 2


def test_what_another_run_heard_meanwhile_is_kept(tmp_path: Path) -> None:
    def report(at: Progress) -> None:
        if not at.done:
            heard([HIGH], tmp_path)

    with Workers(1) as workers:
        listen([LOW], tmp_path, workers, report)

    assert all(voice.timbre for voice in acquainted([LOW, HIGH], tmp_path))


def test_a_voice_that_is_not_there_is_named(tmp_path: Path) -> None:
    with Workers(1) as workers, pytest.raises(VoiceNotFound, match="voice 'nobody'"):
        listen([Voice("nobody", "espeak", {"voice": "no-such"})], tmp_path, workers, unheard)


def test_rows_of_a_later_version_are_left_out_and_a_file_of_another_kind_is_one_line(tmp_path: Path) -> None:
    heard([LOW], tmp_path)
    path = tmp_path / HEARD
    row = path.read_text("utf-8")
    path.write_text("abc,not a number,1\n\nabc\n" + row, encoding="utf-8")

    assert next(acquainted([LOW], tmp_path)).timbre
    path.write_text(row[: len(row) // 2], encoding="utf-8")
    assert not next(acquainted([LOW], tmp_path)).timbre, "cut short"
    path.write_bytes(b"\xff\xfe\0")
    with pytest.raises(
        AudioError, match=rf"{HEARD}: cannot read what voices sound like: .*; remove it to hear them anew"
    ):
        tuple(acquainted([LOW], tmp_path))
    measured = load("espeak").voices()
    assert tuple(acquainted(measured, tmp_path)) == tuple(measured), "which needs no such file"


def test_casting_knows_what_was_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NARRATE_HOME", str(tmp_path))
    assert {voice.gender for voice in palette_of("tone")} == {Gender.UNKNOWN}

    heard(load("tone").voices(), tmp_path)

    assert Counter(voice.gender for voice in palette_of("tone")) == {Gender.FEMALE: 4}
    assert all(voice.timbre for voice in palette_of("tone"))
