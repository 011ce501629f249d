"""Clips: made once, named by what they depend on, and never without sound."""

import os
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import faulty_engine
import pytest

from narrate.audio import DAY, read_wav
from narrate.engines import load
from narrate.errors import AudioError, EngineError, NarrateError, VoiceNotFound
from narrate.model import Manner, Voice
from narrate.progress import unheard
from narrate.synthesize import BATCH, KEPT_DAYS, Recipes, Request, make, missing, synthesize, tidy
from narrate.workers import Here

EMMA = Voice("emma", "tone", {"pitch": 400.0, "rate": 2.5})


def files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def test_a_clip_that_is_there_is_not_made_again(clips: Path) -> None:
    wanted = [Recipes(clips).request(words, EMMA) for words in ("Hello.", "Goodbye.")]
    synthesize(missing(wanted), Here(), "stage", unheard)

    assert missing(wanted) == []
    assert missing([Recipes(clips).request("Hello.", EMMA)]) == []


def test_the_same_words_in_the_same_voice_are_spoken_once(clips: Path) -> None:
    recipes = Recipes(clips)
    wanted = [recipes.request("Yes.", EMMA, f"paragraph {number}") for number in range(5)]

    assert len(missing(wanted)) == 1


@pytest.mark.parametrize("engine", ["tone", "espeak"])
def test_a_clip_does_not_depend_on_what_its_voice_is_called(engine: str, clips: Path) -> None:
    voice = Voice("Emma's", engine, {"pitch": 60, "rate": 1.1}, origin="voices.yaml:3:1", description="bright")
    renamed = replace(voice, name="bright", origin="other.yaml:9:9", description="")
    recipes = Recipes(clips)

    assert recipes.request("Hi.", voice, "here").path == recipes.request("Hi.", renamed, "there").path


@pytest.mark.parametrize("engine", ["tone", "espeak"])
def test_a_clip_depends_on_words_engine_pitch_and_rate(engine: str, clips: Path) -> None:
    voice = Voice("one", engine, {"pitch": 60, "rate": 1.1})
    other = "espeak" if engine == "tone" else "tone"
    recipes = Recipes(clips)
    paths = {
        recipes.request("Hi.", voice).path,
        recipes.request("Hi!", voice).path,
        recipes.request("Hi.", replace(voice, settings={"pitch": 61, "rate": 1.1})).path,
        recipes.request("Hi.", replace(voice, settings={"pitch": 60, "rate": 1.2})).path,
        recipes.request("Hi.", replace(voice, engine=other)).path,
    }

    assert len(paths) == 5


def test_a_plain_line_is_the_clip_it_always_was(clips: Path) -> None:
    """A name of the time before there were manners: those clips must not be made again."""
    path = Recipes(clips).request("Hello.", EMMA).path

    assert path.relative_to(clips).as_posix() == "a0/d005fa8eba02401ee25d09e777d72a.wav"
    assert Recipes(clips).request("Hello.", EMMA, manner=Manner()).path == path
    assert Recipes(clips).request("Hello.", replace(EMMA, gain=3.0)).path == path


def test_a_manner_is_a_clip_of_its_own_and_its_gain_is_not(clips: Path) -> None:
    recipes = Recipes(clips)
    plain = recipes.request("Hello.", EMMA)
    slow = recipes.request("Hello.", EMMA, "", Manner(rate=0.8))
    make([plain, slow])

    assert slow.path != plain.path
    assert recipes.request("Hello.", EMMA, "", Manner(rate=0.8, gain=-5.0)).path == slow.path
    assert recipes.request("Hello.", EMMA, "", Manner(gain=-5.0)).path == plain.path
    assert read_wav(slow.path).seconds > 1.15 * read_wav(plain.path).seconds


def test_a_whisper_is_a_clip_of_its_own_with_breath_in_it(clips: Path) -> None:
    recipes = Recipes(clips)
    plain, whisper = recipes.request("Hello.", EMMA), recipes.request("Hello.", EMMA, "", Manner(breath=0.5))
    make([plain, whisper])

    tone, breath = read_wav(plain.path), read_wav(whisper.path)
    assert (breath.seconds, breath.words) == (tone.seconds, tone.words)
    assert breath.samples != tone.samples


def test_another_version_of_an_engine_speaks_all_anew(
    faulty: str, clips: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice = Voice("a", faulty)
    before = Recipes(clips).request("Hi.", voice).path

    monkeypatch.setattr(load(faulty), "version", "2")

    assert Recipes(clips).request("Hi.", voice).path != before


@pytest.mark.parametrize("damage", [b"", b"RIFF", bytes(4000), b"no sound at all"])
def test_a_damaged_clip_is_made_again(damage: bytes, clips: Path) -> None:
    wanted = Recipes(clips).request("Hello.", EMMA)
    make([wanted])
    whole = wanted.path.read_bytes()

    wanted.path.write_bytes(damage)
    assert missing([wanted]) == [wanted]
    synthesize(missing([wanted]), Here(), "stage", unheard)

    assert wanted.path.read_bytes() == whole


def test_a_clip_cut_by_a_crash_is_made_again(clips: Path) -> None:
    wanted = Recipes(clips).request("Hello.", EMMA)
    make([wanted])
    os.truncate(wanted.path, wanted.path.stat().st_size - 1)

    assert missing([wanted]) == [wanted]


def test_a_clip_that_cannot_be_read_is_named(clips: Path) -> None:
    wanted = Recipes(clips).request("Hello.", EMMA)
    wanted.path.mkdir(parents=True)

    with pytest.raises(AudioError, match=rf"{wanted.path.name}: cannot use this clip"):
        missing([wanted])


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        ("silence", "silence for 'I fail.'"),
        ("hiss", "silence for 'I fail.'"),
        ("nothing", "only 0.00 s of sound for 'I fail.'"),
        ("short", "only 0.01 s of sound for 'I fail.'"),
        ("engine", "it went wrong"),
    ],
)
def test_an_engine_that_loses_a_line_is_stopped_and_the_place_is_named(
    fault: str, problem: str, faulty: str, clips: Path
) -> None:
    voice = Voice("bad", faulty, {"fault": fault})
    recipes = Recipes(clips)
    good, bad = recipes.request("I speak.", voice, "chapter 1"), recipes.request("I fail.", voice, "chapter 2")

    with pytest.raises(EngineError, match=r"^chapter 2: ") as caught:
        synthesize([good, bad], Here(), "stage", unheard)

    assert problem in str(caught.value)
    assert files(clips) == {good.path}


@pytest.mark.parametrize(("fault", "error"), [("engine", EngineError), ("voice", VoiceNotFound), ("audio", AudioError)])
def test_an_error_of_an_engine_keeps_its_kind(fault: str, error: type[NarrateError], faulty: str, clips: Path) -> None:
    bad = Recipes(clips).request("I fail.", Voice("bad", faulty, {"fault": fault}), "chapter 2")

    with pytest.raises(error, match=r"^chapter 2: it went wrong$") as caught:
        make([bad])
    assert type(caught.value) is error


@pytest.mark.slow
def test_an_error_in_a_worker_process_arrives_as_what_it_is(faulty: str, clips: Path) -> None:
    recipes = Recipes(clips)
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=faulty_engine.register)
    with pool:
        for fault, error in faulty_engine.ERRORS.items():
            bad = recipes.request("I fail.", Voice("bad", faulty, {"fault": fault}), "chapter 2")
            with pytest.raises(error, match="it went wrong") as caught:
                synthesize([bad], pool, "stage", unheard)
            assert type(caught.value) is error


@pytest.mark.slow
def test_a_worker_that_is_killed_is_an_error_a_person_understands(faulty: str, clips: Path) -> None:
    recipes = Recipes(clips)
    good = [recipes.request(f"Line {number}.", EMMA) for number in range(3 * BATCH)]
    bad = recipes.request("I fail.", Voice("bad", faulty, {"fault": "die"}), "chapter 2")
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=faulty_engine.register)

    with pool, pytest.raises(EngineError, match="a worker process ended before its work was done"):
        synthesize([*good, bad, *good[:48]], pool, "stage", unheard)
    with pytest.raises(EngineError, match="a worker process ended before its work was done"):
        synthesize([bad], _broken(), "stage", unheard)

    assert len(missing(good)) < len(good)


def _broken() -> ProcessPoolExecutor:
    """A pool whose worker has died already."""
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    with pool:
        assert pool.submit(os._exit, 1).exception() is not None
    return pool


def test_the_executor_handed_in_does_the_work(clips: Path) -> None:
    threads = set()

    class Watched(ThreadPoolExecutor):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            threads.add(fn.__name__)
            return super().submit(fn, *args, **kwargs)

    wanted = [Recipes(clips).request(f"Line {number}.", EMMA) for number in range(40)]
    with Watched(2) as executor:
        synthesize(wanted, executor, "stage", unheard)

    assert threads == {"make"}
    assert missing(wanted) == []


def test_progress_is_told_from_nothing_to_all(clips: Path) -> None:
    wanted = [Recipes(clips).request(f"Line {number}.", EMMA) for number in range(40)]
    told: list[tuple[int, int]] = []

    synthesize(wanted, Here(), "stage", lambda at: told.append((at.done, at.total)))

    assert told[0] == (0, 40)
    assert told[-1] == (40, 40)
    assert told == sorted(told)


def test_a_clip_is_the_sound_of_its_words(clips: Path) -> None:
    wanted = Recipes(clips).request("Hello there.", EMMA)
    make([wanted])

    audio = read_wav(wanted.path)
    assert 0.2 < audio.seconds < 0.6
    assert [(word.start, word.end) for word in audio.words] == [(0, 5), (6, 11)]


def test_an_unknown_engine_is_named_with_where_it_was_asked_for(clips: Path) -> None:
    with pytest.raises(EngineError, match=r"^voices.yaml:3:1: no engine 'tones' \(did you mean tone\?"):
        Recipes(clips).request("Hi.", Voice("a", "tones", origin="voices.yaml:3:1"))


def aged(path: Path, days: float) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    os.utime(path, (time.time() - days * DAY,) * 2)
    return path


def test_clips_of_long_ago_are_tidied_away_and_nobodys_else_files(clips: Path) -> None:
    name = "0123456789abcdef0123456789abcd"
    gone = [
        aged(clips / "a0" / f"{name}.wav", KEPT_DAYS + 1),
        aged(clips / "a0" / f"{name}.mp3", KEPT_DAYS + 1),
        aged(clips / "a0" / f".{name}-0a1b2c3d.part", 2),
    ]
    kept = [
        aged(clips / "b0" / f"{name}.wav", KEPT_DAYS - 1),
        aged(clips / "b0" / f".{name}-0a1b2c3d.part", 0.5),
        aged(clips / "documents" / "thesis.docx", 4000),
        aged(clips / "ab" / "photo.jpg", 4000),
        aged(clips / "novel.part", 4000),
        aged(clips / "music" / "song.part", 4000),
    ]

    tidy(clips)

    assert not any(path.exists() for path in gone)
    assert all(path.exists() for path in kept)


def test_a_clip_in_use_is_never_tidied_away(clips: Path) -> None:
    wanted = Recipes(clips).request("Hello.", EMMA)
    make([wanted])
    aged(wanted.path, KEPT_DAYS + 1)

    assert missing([wanted]) == []
    tidy(clips)

    assert wanted.path.exists()


def test_a_request_says_where_its_words_stand(clips: Path) -> None:
    assert Recipes(clips).request("Hi.", EMMA, "chapter 1") == Request(
        "Hi.", EMMA, Recipes(clips).request("Hi.", EMMA).path, "chapter 1"
    )
