"""The whole way: nothing spoken twice, nothing published half, and a run that was stopped goes on."""

import os
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from mutagen.id3 import ID3
from mutagen.mp3 import MP3

from narrate.audio import read_wav
from narrate.auditions import audition
from narrate.errors import AudioError, EngineError, ManuscriptError, NarrateError
from narrate.measure import judged, measured
from narrate.model import Cast, Kind, Utterance, Voice
from narrate.palettes import palette_of
from narrate.planning import select
from narrate.production import Book, Delivery, open_book, open_script, produce, request, write_cast
from narrate.progress import Progress
from narrate.publish.mp3 import FRAME_SECONDS
from narrate.script import to_text
from narrate.specs import SPECS
from narrate.synthesize import Recipes
from narrate.workers import Here

posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")
LEFTOVERS = (".*", "*.part", "*.probe")


def left_over(folder: Path) -> list[Path]:
    return [path for pattern in LEFTOVERS for path in folder.rglob(pattern)]


def recast(book: Book, **roles: Voice) -> Book:
    return replace(book, cast=replace(book.cast, roles={**book.cast.roles, **roles}))


def test_a_second_run_makes_no_clip_and_the_same_file(book: Book, clips: Path, tmp_path: Path) -> None:
    first = produce(book, tmp_path / "1.mp3", clips)
    second = produce(book, tmp_path / "2.mp3", clips)

    assert (first.made, first.reused) == (16, 0)
    assert (second.made, second.reused) == (0, 16)
    assert (tmp_path / "1.mp3").read_bytes() == (tmp_path / "2.mp3").read_bytes()


def test_another_folder_of_clips_gives_the_same_file(book: Book, tmp_path: Path) -> None:
    produce(book, tmp_path / "1.mp3", tmp_path / "clips1")
    produce(book, tmp_path / "2.mp3", tmp_path / "clips2", executor=Here())

    assert (tmp_path / "1.mp3").read_bytes() == (tmp_path / "2.mp3").read_bytes()


def test_a_new_voice_makes_only_that_roles_clips_and_the_old_one_none(book: Book, clips: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.mp3"
    produce(book, out, clips)
    before = out.read_bytes()

    other = produce(recast(book, Tara=Voice("new", "tone", {"pitch": 700, "rate": 2})), out, clips)
    changed = out.read_bytes()
    again = produce(book, out, clips)

    assert (other.made, other.reused) == (2, 14)
    assert (again.made, again.reused) == (0, 16)
    assert changed != before
    assert out.read_bytes() == before


def test_two_roles_that_swap_their_voices_need_clips_only_for_other_words(
    book: Book, clips: Path, tmp_path: Path
) -> None:
    roles = book.cast.roles
    produce(book, tmp_path / "out.mp3", clips)

    swapped = produce(recast(book, Tara=roles["Emma"], Emma=roles["Tara"]), tmp_path / "out.mp3", clips)

    assert swapped.made == 4  # "Yes," is there in both voices


def test_chapter_marks_are_where_the_chapters_are(book: Book, clips: Path, tmp_path: Path) -> None:
    made = produce(book, tmp_path / "out.mp3", clips)
    alone = [
        produce(book, tmp_path / f"{number}.mp3", clips, chosen=select(book.script, chapters=number)).seconds
        for number in "12"
    ]

    assert [mark.title for mark in made.marks] == ["Chapter 1", "Chapter 2"]
    assert made.marks[0].start == 0
    assert made.marks[0].end == made.marks[1].start == pytest.approx(alone[0] + FRAME_SECONDS)  # it ends with silence
    assert made.marks[1].end == made.seconds == pytest.approx(sum(alone) + FRAME_SECONDS)
    assert MP3(made.path).info.length == pytest.approx(made.seconds, abs=1e-3)
    frames = ID3(made.path).getall("CHAP")
    assert [(one.start_time, one.end_time) for one in frames] == [
        (round(1000 * mark.start), round(1000 * mark.end)) for mark in made.marks
    ]


def test_the_tags_name_title_author_language_date_and_cast(book: Book, clips: Path, tmp_path: Path) -> None:
    tags = ID3(produce(book, tmp_path / "out.mp3", clips, Delivery(date="2004-05-06")).path)

    assert [str(tags[key]) for key in ("TIT2", "TPE1", "TLAN", "TDRC")] == [
        "Two Voices",
        "Ann Other",
        "eng",
        "2004-05-06",
    ]
    assert "as Emma" in str(tags["TCOM"])
    assert tags.getall("COMM")[0].text == ["They talk."]


@pytest.mark.parametrize("fault", ["silence", "hiss", "short", "nothing", "engine"])
def test_an_engine_that_loses_a_line_publishes_nothing_and_the_older_book_stays(
    fault: str, faulty: str, book: Book, clips: Path, tmp_path: Path
) -> None:
    out = tmp_path / "audio" / "out.mp3"
    bad = recast(book, Tara=Voice("bad", faulty, {"fault": fault}))
    bad = replace(bad, cast=replace(bad.cast, say={"Only": "fail"}))
    with pytest.raises(EngineError, match=r"^chapter 1, scene 1, paragraph 6: "):
        produce(bad, out, clips)
    assert not out.exists()

    produce(book, out, clips)
    good = out.read_bytes()
    with pytest.raises(EngineError):
        produce(bad, out, clips)

    assert out.read_bytes() == good
    assert left_over(tmp_path) == []


def test_the_executor_handed_in_speaks_and_encodes(book: Book, clips: Path, tmp_path: Path) -> None:
    done: list[str] = []

    class Watched(ThreadPoolExecutor):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            done.append(fn.__module__)
            return super().submit(fn, *args, **kwargs)

    with Watched(1) as executor:
        produce(book, tmp_path / "out.mp3", clips, executor=executor)

    assert set(done) == {"narrate.synthesize", "narrate.delivery"}


def test_progress_is_told_by_stage(book: Book, clips: Path, tmp_path: Path) -> None:
    told: list[Progress] = []
    made = produce(book, tmp_path / "out.mp3", clips, report=told.append)

    last = {at.stage: at for at in told}
    assert list(last) == ["level", "speak", "encode"]
    assert {stage: (at.done, at.total) for stage, at in last.items()} == {
        "level": (3, 3),  # a sample of each voice tells its level
        "speak": (16, 16),
        "encode": (2, 2),
    }
    assert last["speak"].place == "chapter 2, scene 1, paragraph 3"
    spoken = sum(read_wav(path).seconds for path in clips.rglob("*.wav"))
    assert last["level"].seconds + last["speak"].seconds == pytest.approx(spoken)
    assert last["encode"].seconds == pytest.approx(made.seconds + FRAME_SECONDS)


def test_a_damaged_clip_is_made_again(book: Book, clips: Path, tmp_path: Path) -> None:
    produce(book, tmp_path / "1.mp3", clips)
    for path in [*clips.rglob("*.wav"), *clips.rglob("*.mp3")]:
        path.write_bytes(b"")

    assert produce(book, tmp_path / "2.mp3", clips).made == 16
    assert (tmp_path / "1.mp3").read_bytes() == (tmp_path / "2.mp3").read_bytes()


def test_a_word_respelled_as_nothing_is_a_pause(book: Book, clips: Path, tmp_path: Path) -> None:
    mute = replace(book, cast=Cast(book.cast.narrator, book.cast.roles, {"Yes": "..."}))

    assert produce(mute, tmp_path / "out.mp3", clips).made == 14


def test_letters_that_are_none_when_unfolded_are_a_pause(story: Path, clips: Path, tmp_path: Path) -> None:
    story.write_text("One line.\n\n\u037a\n\nAnother line.\n", encoding="utf-8")

    assert produce(open_book(story, engine="tone"), tmp_path / "out.mp3", clips).seconds > 1


def test_a_part_with_nothing_to_speak_is_refused(book: Book, clips: Path, tmp_path: Path) -> None:
    with pytest.raises(NarrateError, match="nothing to speak in what is asked for"):
        produce(book, tmp_path / "out.mp3", clips, chosen=())
    assert list(tmp_path.glob("*.mp3")) == []


@pytest.mark.parametrize("text", ["* * *\n\n---\n", "...", "—\n"])
def test_a_manuscript_or_script_without_a_word_to_speak_is_refused(text: str, story: Path) -> None:
    story.write_text(text, encoding="utf-8")

    with pytest.raises(ManuscriptError, match=r"nothing to speak|no word"):
        open_script(story)


def test_a_script_of_ornaments_is_refused(story: Path, tmp_path: Path) -> None:
    script = open_script(story)
    mute = replace(script, utterances=tuple(replace(one, text="—") for one in script.utterances))
    (tmp_path / "mute.script").write_text(to_text(mute), encoding="utf-8")

    with pytest.raises(ManuscriptError, match="nothing to speak"):
        open_script(tmp_path / "mute.script")


def test_a_cover_beside_the_manuscript_goes_into_the_book(book: Book, clips: Path, tmp_path: Path) -> None:
    (tmp_path / "cover.png").write_bytes(b"\x89PNG\r\n\x1a\n picture")

    tags = ID3(produce(book, tmp_path / "out.mp3", clips).path)

    assert tags.getall("APIC")[0].mime == "image/png"


def test_a_cover_that_is_no_picture_is_refused_before_anything_is_spoken(
    book: Book, clips: Path, tmp_path: Path
) -> None:
    (tmp_path / "cover.jpg").write_bytes(b"GIF89a")

    with pytest.raises(AudioError, match=r"cover\.jpg: the cover is neither a JPEG nor a PNG"):
        produce(book, tmp_path / "out.mp3", clips)
    assert not clips.exists()


def test_an_audition_is_a_short_sample(clips: Path, tmp_path: Path) -> None:
    voice = palette_of("tone")[0]

    assert 2 < audition(voice, tmp_path / "samples" / "a.mp3", clips).seconds < 15


def test_one_voice_of_every_engine_is_the_narrators() -> None:
    for engine in ("tone", "espeak"):
        assert [voice.name for voice in palette_of(engine)].count("narrator") == 1


def test_a_cast_that_is_written_is_read_again_the_same(story: Path, tmp_path: Path) -> None:
    (tmp_path / "voices.yaml").unlink()
    book = open_book(story, voices=None)
    path, added = write_cast(book)

    again = open_book(story)
    assert (path, set(added)) == (tmp_path / "voices.yaml", {"Emma", "Tara"})
    assert again.voices == path
    assert {who: voice.settings for who, voice in again.cast.roles.items()} == {
        who: voice.settings for who, voice in book.cast.roles.items()
    }


@pytest.mark.slow
def test_memory_does_not_grow_with_the_book(story: Path, clips: Path, tmp_path: Path) -> None:
    peaks = []
    for paragraphs in (120, 360):  # a full stretch, and three times as many
        story.write_text("\n\n".join(f"Go {number}." for number in range(paragraphs)), encoding="utf-8")
        book = open_book(story, engine="tone")
        tracemalloc.start()
        produce(book, tmp_path / "out.mp3", clips, executor=Here())
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < peaks[0] + 2 * 2**20


# What can happen to a run, seen from outside: the command in a process of its own.

Run = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def run(story: Path, clips: Path) -> Iterator[Run]:
    """Starts ``narrate produce`` with a process group of its own; what still lives at the end is killed."""
    started: list[subprocess.Popen[str]] = []

    def start(out: Path, *options: str, begin: str = "", where: Path = clips) -> "subprocess.Popen[str]":
        # A shell's background has Ctrl-C ignored, and the tests may run in one.
        attentive = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
        code = f"{attentive}\n{begin}\nfrom narrate.cli import main\nif __name__ == '__main__': main()"
        command = [
            sys.executable,
            "-c",
            code,
            "produce",
            story,
            "-o",
            out,
            "--clips",
            where,
            "--engine",
            "tone",
            *options,
        ]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        process.communicate()


@pytest.fixture
def long_story(story: Path) -> Path:
    """A hundred clips, nearly all different: about a second of speaking."""
    lines = (f'"Go {number}," said Emma.\n\n"No {number}," said Tara.' for number in range(30))
    story.write_text("\n\n".join(lines), encoding="utf-8")
    return story


def wait_for(count: int, clips: Path, process: "subprocess.Popen[str]", what: str = "*.wav") -> None:
    while process.poll() is None and sum(1 for _ in clips.glob(f"*/{what}")) < count:
        time.sleep(0.002)
    assert process.poll() is None, "the run was over before it could be stopped"


def group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return any(f" {group} " in stat and ") Z " not in stat for stat in map(_stat, Path("/proc").glob("[0-9]*/stat")))


def _stat(path: Path) -> str:
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):  # it ended between being listed and being read
        return ""


@posix
@pytest.mark.slow
def test_a_killed_run_goes_on_where_it_was_and_makes_the_same_book(
    long_story: Path, clips: Path, tmp_path: Path, run: Run
) -> None:
    out, whole = tmp_path / "audio" / "out.mp3", tmp_path / "whole.mp3"
    killed = run(out, "--workers", "2")
    wait_for(25, clips, killed)  # three of them are samples of the voices
    killed.kill()
    killed.wait()
    assert not out.exists()
    until = time.monotonic() + 10
    while Path("/proc").is_dir() and group_lives(killed.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not (Path("/proc").is_dir() and group_lives(killed.pid))

    book = open_book(long_story, engine="tone")
    resumed = produce(book, out, clips)
    produce(book, whole, tmp_path / "other-clips")

    assert resumed.reused >= 20
    assert out.read_bytes() == whole.read_bytes()
    assert left_over(out.parent) == []


@posix
@pytest.mark.slow
@pytest.mark.parametrize("moment", [0.15, 0.4, "speaking", "encoding"])
def test_ctrl_c_ends_a_run_with_one_line_and_keeps_the_clips(
    moment: float | str, long_story: Path, clips: Path, tmp_path: Path, run: Run
) -> None:
    out = tmp_path / "audio" / "out.mp3"
    stopped = run(out, "--workers", "2", "--quiet")
    if moment == "speaking":
        wait_for(20, clips, stopped)
    elif moment == "encoding":
        wait_for(1, clips, stopped, "*.mp3")
    else:
        wait_for(1, clips, stopped, "*.json")  # the script is kept: now workers are started
        time.sleep(float(moment))
    os.killpg(stopped.pid, signal.SIGINT)
    stdout, stderr = stopped.communicate(timeout=30)

    assert stopped.returncode == 130
    assert stderr == "narrate: interrupted; what is spoken so far is kept: run the same command to go on\n"
    assert stdout == ""
    assert not out.exists()
    assert left_over(tmp_path) == []


@posix
@pytest.mark.slow
def test_a_full_disk_leaves_no_half_written_file_and_the_older_one(
    book: Book, clips: Path, tmp_path: Path, run: Run
) -> None:
    out = tmp_path / "audio" / "out.mp3"
    size = produce(book, out, clips).path.stat().st_size
    good = out.read_bytes()
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))"

    for most in (size - 1000, 5000):  # the book does not fit; not even a clip does
        process = run(out, begin=limit.format(most), where=clips if most > 5000 else tmp_path / "new-clips")
        _, stderr = process.communicate(timeout=60)
        assert process.returncode == 7
        assert "cannot write: File too large" in stderr
        assert "Traceback" not in stderr

    assert out.read_bytes() == good
    assert left_over(tmp_path) == []


@posix
@pytest.mark.slow
def test_a_disk_that_is_full_is_said(book: Book, clips: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("only root may mount a small disk")
    try:
        (disk / "much").write_bytes(bytes(900_000))
        with pytest.raises(AudioError, match=r"cannot write: No space left on device|MB are needed"):
            produce(book, disk / "out.mp3", clips)
        assert [path.name for path in disk.iterdir()] == ["much"]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.slow
def test_two_runs_at_once_on_one_book_both_succeed(book: Book, tmp_path: Path, clips: Path, run: Run) -> None:
    both = [run(tmp_path / "audio" / "out.mp3", "--workers", "1") for _ in range(2)]
    for process in both:
        _, stderr = process.communicate(timeout=60)
        assert process.returncode == 0, stderr

    produce(book, tmp_path / "alone.mp3", tmp_path / "other-clips")
    assert MP3(tmp_path / "audio" / "out.mp3").info.length == MP3(tmp_path / "alone.mp3").info.length
    assert left_over(tmp_path) == []


@pytest.mark.parametrize("mapped", [False, True])
def test_the_voices_of_the_system_read_an_english_book_in_english(story: Path, tmp_path: Path, *, mapped: bool) -> None:
    (tmp_path / "voices.yaml").write_text("narrator: narrator\n" if mapped else "", encoding="utf-8")

    book = open_book(story, engine="pyttsx3")

    voices = [book.cast.narrator, *book.cast.roles.values()]
    assert {voice.engine for voice in voices} == {"pyttsx3"}
    assert {voice.language[:2] for voice in voices} <= {"en", ""}


def test_a_book_in_a_language_no_voice_reads_is_refused(story: Path) -> None:
    text = story.read_text(encoding="utf-8").replace("AUTHOR:", "LANGUAGE: qq\nAUTHOR:")
    story.write_text(text, encoding="utf-8")

    with pytest.raises(EngineError, match="engine 'pyttsx3' has no voice on this system for 'qq'"):
        open_book(story, engine="pyttsx3")


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Er lag auf dem Rücken und sah, wenn er den Kopf ein wenig hob, seinen Bauch. »Was ist mit mir?«", "de"),
        ("Elle haussa les épaules et sortit. L'hiver était long, cette année-là.\n\n— Tu viens ? dit-il.", "fr"),
        ("“Où est-il?” she asked. “Je ne sais pas,” he said, “mais il est parti avec ma mère.”", "en"),
        ("Was ist das?", "en"),
    ],
)
def test_a_story_is_in_the_language_of_its_words(words: str, language: str, story: Path) -> None:
    story.write_text(words, encoding="utf-8")

    assert open_script(story).language == language


def test_a_wrong_setting_is_an_error_before_anything_is_spoken(story: Path, tmp_path: Path) -> None:
    (tmp_path / "voices.yaml").write_text("cast:\n  Emma: {engine: tone, pich: 3}\n", encoding="utf-8")

    with pytest.raises(EngineError, match=r"voices\.yaml:2:\d+: tone has no setting 'pich'"):
        open_book(story, engine="tone")


def test_words_taken_out_of_a_script_are_noticed(story: Path, tmp_path: Path) -> None:
    script = open_script(story)
    shorter = replace(script, utterances=script.utterances[:3] + script.utterances[4:])
    (tmp_path / "my.script").write_text(to_text(shorter), encoding="utf-8")

    findings = open_book(tmp_path / "my.script", engine="tone").findings

    assert script.utterances[3].text == "It rained on Sunnydale."
    assert [one.message for one in findings if one.code == "words-changed"] == [
        "the script has 4 words fewer than the manuscript it was made from"
    ]


def test_who_tells_the_story_as_i_has_the_narrators_voice(story: Path) -> None:
    story.write_text('I came home. I was late.\n\n"Hello," I said.\n\nI sat down. I ate.\n', encoding="utf-8")

    book = open_book(story, engine="tone")

    assert book.script.speakers == ("Narrator",)
    assert book.cast.roles["Narrator"] == book.cast.narrator


@pytest.mark.parametrize(("header", "year"), [("March 3, 2004", "2004"), ("last spring", "2026-01-02")])
def test_the_date_of_the_header_counts_if_it_is_one(
    header: str, year: str, story: Path, clips: Path, tmp_path: Path
) -> None:
    text = story.read_text(encoding="utf-8").replace("AUTHOR:", f"DATE: {header}\nAUTHOR:")
    story.write_text(text, encoding="utf-8")

    made = produce(open_book(story, engine="tone"), tmp_path / "out.mp3", clips, Delivery(date="2026-01-02"))

    assert str(ID3(made.path)["TDRC"]) == year


def test_what_is_skipped_is_read_for_a_reason_that_is_kept(story: Path) -> None:
    whole, kept = open_script(story), open_script(story, keep=["header"])

    assert {one.reason for one in whole.skipped} - {one.reason for one in kept.skipped} == {"header"}
    assert not any("AUTHOR" in one.text for one in whole.utterances)
    assert any("AUTHOR" in one.text for one in kept.utterances)


@pytest.mark.parametrize("reason", ["headers", "", "scene break", "author's note"])
def test_a_reason_that_nothing_is_skipped_for_is_an_error_that_names_those_to_keep(reason: str, story: Path) -> None:
    with pytest.raises(NarrateError) as caught:
        open_book(story, engine="tone", keep=["header", reason])

    assert f"nothing to speak is skipped as {reason!r} (skipped here: header, summary)" in str(caught.value)


def test_a_script_is_read_as_it_stands(story: Path, tmp_path: Path) -> None:
    (tmp_path / "my.script").write_text(to_text(open_script(story)), encoding="utf-8")

    with pytest.raises(NarrateError, match=r"my\.script: a script is read as it stands"):
        open_script(tmp_path / "my.script", keep=["header"])


def test_the_manuscripts_own_cover_is_used_unless_one_is_beside_it(book: Book, clips: Path, tmp_path: Path) -> None:
    own, beside = b"\x89PNG\r\n\x1a\n own", b"\x89PNG\r\n\x1a\n beside"
    covered = replace(book, cover=own)

    assert ID3(produce(covered, tmp_path / "out.mp3", clips).path).getall("APIC")[0].data == own
    (tmp_path / "cover.png").write_bytes(beside)
    assert ID3(produce(covered, tmp_path / "out.mp3", clips).path).getall("APIC")[0].data == beside


THOUGHTS = """\
Emma came in. Emma sat down.

"It is cold," said Emma.

"I am late," thought Emma.

"Je ne sais pas," said Emma.
"""


def test_a_thought_is_read_by_whom_the_file_says(story: Path, tmp_path: Path) -> None:
    story.write_text(THOUGHTS, encoding="utf-8")
    rules = tmp_path / "voices.yaml"
    plain = rules.read_text(encoding="utf-8")
    thoughts = [one for one in open_script(story).utterances if one.kind is Kind.THOUGHT]
    assert [one.speaker for one in thoughts] == ["Emma"]

    for rule, reader in (("", "Emma"), ("read: {thought: speaker}\n", "Emma"), ("read: {thought: narrator}\n", None)):
        rules.write_text(plain + rule, encoding="utf-8")
        book = open_book(story, engine="tone")
        assert request(Recipes(tmp_path), book, thoughts[0]).voice == book.cast.voice_of(reader)


def test_another_language_is_spoken_by_the_voices_fellow(story: Path, tmp_path: Path) -> None:
    story.write_text(THOUGHTS, encoding="utf-8")
    (tmp_path / "voices.yaml").write_text("cast: {Emma: soprano-soft}\n", encoding="utf-8")
    book = open_book(story)
    (french,) = [one for one in book.script.utterances if one.language]
    recipes = Recipes(tmp_path)

    wanted = request(recipes, book, french)

    assert (french.language, wanted.voice.settings["voice"]) == ("fr", "fr+Andrea")
    assert wanted.voice is request(recipes, book, replace(french, text='"Oui."')).voice  # one voice, one level
    assert wanted.path != recipes.request(wanted.text, book.cast.voice_for(french)).path
    assert not [one for one in book.findings if one.code == "language-unvoiced"]


def test_figures_are_read_in_the_language_of_their_utterance(book: Book, tmp_path: Path) -> None:
    line = replace(book.script.utterances[4], text="In 1894, 21 came.")
    french = replace(book, script=replace(book.script, language="fr"))

    def said(one: Utterance, of: Book = book) -> str:
        return request(Recipes(tmp_path), of, one).text

    assert "1894" not in said(line)
    assert "1894" in said(replace(line, language="fr"))
    assert "1894" in said(line, french)
    assert "1894" not in said(replace(line, language="en"), french)


def test_a_voice_without_a_fellow_speaks_all_the_same_and_the_run_says_so(
    story: Path, tmp_path: Path, faulty: str
) -> None:
    story.write_text(THOUGHTS, encoding="utf-8")
    (tmp_path / "voices.yaml").write_text(f"cast: {{Emma: {{engine: {faulty}}}}}\n", encoding="utf-8")

    book = open_book(story, engine="tone")

    own, finding = [one for one in book.findings if one.code == "language-unvoiced"]
    assert own.message.startswith(f"{faulty} does not speak 'en': ")
    assert finding.message == f"{faulty} does not speak 'fr': 1 passage will sound as if in its own language"
    (french,) = [one for one in book.script.utterances if one.language]
    assert finding.place == french.place
    assert request(Recipes(tmp_path), book, french).voice == book.cast.roles["Emma"]


def test_a_book_in_another_language_is_cast_from_fellows(story: Path, tmp_path: Path) -> None:
    (tmp_path / "voices.yaml").write_text("cast: {Emma: soprano-soft}\n", encoding="utf-8")
    story.write_text(
        story.read_text(encoding="utf-8").replace("AUTHOR:", "LANGUAGE: French\nAUTHOR:"), encoding="utf-8"
    )

    book = open_book(story)

    assert (book.cast.narrator.name, book.cast.narrator.settings["voice"]) == ("narrator", "fr")
    assert (book.cast.roles["Emma"].name, book.cast.roles["Emma"].settings["voice"]) == ("soprano-soft", "fr+Andrea")
    assert [one.severe for one in book.findings if one.code == "language-unread"] == [True]


def test_a_chapter_of_whispers_is_lifted_into_the_spec_and_the_others_are_left(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    lines = ("Come here.", "The rain has stopped.", "I can hear them in the garden.", "Then we have to go now.")
    whispers = "\n\n".join(f'"{line * 4}" she whispered.' for line in lines)
    plain = "\n\n".join(f'"{line * 4}" she said.' for line in lines)
    story.write_text(f"Chapter 1\n\n{plain}\n\nChapter 2\n\n{whispers}\n", encoding="utf-8")
    (tmp_path / "voices.yaml").write_text("manners: {whispered: {gain: -12}}", encoding="utf-8")
    book = open_book(story)
    quoted = [one for one in book.script.utterances if one.kind is Kind.QUOTATION]
    soft = replace(book, script=replace(book.script, utterances=tuple(quoted)))

    lifted = produce(soft, tmp_path / "book", tmp_path / "clips", Delivery("chapters"))
    part = produce(soft, tmp_path / "part.flac", tmp_path / "clips", chosen=quoted[-2:])
    whole = produce(soft, tmp_path / "whole.flac", tmp_path / "clips")

    first, second = (_rms(path) for path in sorted((tmp_path / "book").glob("*.mp3")))
    assert -23 <= second <= -22
    assert -21.5 <= first <= -18
    assert whole.made == part.made == 0 and lifted.made == len(quoted)
    assert _rms(part.path) < second - 1, "a few lines sound as the voices do"


def _rms(path: Path) -> float:
    sound = soundfile.read(path)[0]
    return float(10 * np.log10(np.mean(sound**2)))


@pytest.mark.parametrize("spec", ["acx", "draft"])
@pytest.mark.parametrize("gain", [-3.0, -4.5, -6.0, -12.0])
def test_a_chapter_of_whispers_passes_the_check_however_soft(spec: str, gain: float, story: Path, clips: Path) -> None:
    said = "\n\n".join(f'"{words} I can hear them." she whispered.' for words in ("Come here.", "Not now.", "Then go."))
    story.write_text(f"Chapter 1\n\n{said * 3}\n", encoding="utf-8")
    story.with_name("voices.yaml").write_text(
        f"credits: off\nmanners: {{whispered: {{gain: {gain}}}}}", encoding="utf-8"
    )
    book = open_book(story)
    quoted = tuple(one for one in book.script.utterances if one.kind is Kind.QUOTATION)

    made = produce(
        replace(book, script=replace(book.script, utterances=quoted)),
        story.with_suffix(".mp3"),
        clips,
        Delivery(spec=SPECS[spec]),
    )

    failed = [row for row in judged(measured(made.path), SPECS[spec]) if not row.passes]
    assert failed == []


def test_a_series_and_its_part_are_told_apart(book: Book, clips: Path, tmp_path: Path) -> None:
    about = {"series": "Part 2 of The Saga", "subtitle": "A Tale", "publisher": "Us"}
    told = replace(book, script=replace(book.script, metadata=about))

    tags = ID3(produce(told, tmp_path / "a.mp3", clips).path)

    assert [str(tags[key]) for key in ("TXXX:series", "TXXX:series-part", "TIT3", "TPUB")] == [
        "The Saga",
        "2",
        "A Tale",
        "Us",
    ]


def test_a_book_is_not_written_over_its_manuscript(book: Book, clips: Path) -> None:
    before = book.path.read_bytes()
    book.path.with_suffix(".mp3").hardlink_to(book.path)

    with pytest.raises(NarrateError, match="the book is made of this file"):
        produce(book, book.path.with_suffix(".mp3"), clips)
    assert book.path.read_bytes() == before
