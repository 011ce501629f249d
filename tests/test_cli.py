"""The command line, as a person and as a program use it."""

import hashlib
import inspect
import json
import os
import re
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from mutagen.mp3 import MP3

from narrate.cli import main

COMMANDS = ("produce", "preview", "cast", "script", "voices", "check", "why")
Narrate = Callable[..., Result]


@pytest.fixture
def narrate(clips: Path, story: Path) -> Narrate:
    """Runs a command in the folder of the story, with clips and beeps of its own."""
    options = {"mix_stderr": False} if "mix_stderr" in inspect.signature(CliRunner).parameters else {}

    def run(*words: object, given: bytes = b"") -> Result:
        said = [str(word) for word in words]
        return CliRunner(**options).invoke(main, said, input=given, env={"NARRATE_CLIPS": str(clips)})

    return run


def beeps(path: Path) -> None:
    """Cast everyone with beeps."""
    path.write_text("narrator: {engine: tone, rate: 2}\n", encoding="utf-8")


def test_help_shows_every_command_with_examples(narrate: Narrate) -> None:
    assert all(f"narrate {name}" in narrate("--help").stdout for name in COMMANDS[:4])
    for name in COMMANDS:
        shown = narrate(name, "-h")
        assert shown.exit_code == 0
        assert f"\n  narrate {name}" in shown.stdout
        assert "Usage: " in shown.stdout


def test_every_option_is_explained() -> None:
    for command in main.commands.values():  # type: ignore[attr-defined]
        assert all(one.help for one in command.params if one.param_type_name == "option" and one.name != "form")


def test_credits_are_said_unless_they_are_not_wanted(narrate: Narrate, story: Path) -> None:
    voices = story.with_name("voices.yaml")
    voices.write_text(voices.read_text(encoding="utf-8").replace("credits: off", ""), encoding="utf-8")

    def titles(*words: str) -> list[str]:
        return [one["title"] for one in json.loads(narrate("produce", story, *words, "--json").stdout)["chapters"]]

    book = ["Chapter 1", "Chapter 2"]
    assert titles() == ["Opening Credits", *book, "Closing Credits"]
    assert titles("--no-credits") == book
    assert titles("--chapters", "1") == book[:1]
    planned = json.loads(narrate("produce", story, "--dry-run", "--json").stdout)["parts"]
    assert (sum(part["clips"] for part in planned), sum(part["missing"] for part in planned)) == (16, 0)


def test_files_to_read_along_are_listed_after_the_sound(narrate: Narrate, story: Path) -> None:
    made = narrate("produce", story, "-o", "a.mp3", "--readalong", "vtt, epub", "--mark", "word")

    assert made.stdout.split() == ["a.mp3", "a.vtt", "a.epub"]
    told = json.loads(narrate("produce", story, "-o", "a.mp3", "--readalong", "srt", "--json").stdout)
    assert told["readalong"] == ["a.srt"]
    assert narrate("produce", story, "-o", "a.mp3", "--readalong", "txt").exit_code == 3


def test_with_json_progress_comes_as_events(narrate: Narrate, story: Path) -> None:
    made = narrate("produce", story, "-o", "a.mp3", "--json")

    events = [json.loads(line) for line in made.stderr.splitlines()]
    assert {event["event"] for event in events} == {"progress"}
    assert [(event["stage"], event["done"]) for event in events if event["done"] == event["total"]] == [
        ("level", 3),
        ("speak", 16),
        ("encode", 2),
    ]
    assert events[-1]["seconds"] == pytest.approx(json.loads(made.stdout)["seconds"], abs=0.1)
    assert {"place", "passed", "left", "times_real"} <= set(events[-1])
    assert narrate("produce", story, "-o", "a.mp3", "--json", "-q").stderr == ""


def test_the_beginning_can_be_previewed(narrate: Narrate, story: Path) -> None:
    made = json.loads(narrate("preview", story, "--minutes", "0.2", "--json").stdout)

    assert made["path"] == str(Path("audio") / "two-voices-minutes-0-2.mp3")
    assert 5 < made["seconds"] <= 12
    assert narrate("preview", story, "--minutes", "1", "--scene", "1").exit_code == 2


def test_tags_are_changed_and_the_sound_is_not(narrate: Narrate, story: Path, tmp_path: Path) -> None:
    narrate("produce", story, "-o", "a.mp3")
    before = MP3("a.mp3")
    (tmp_path / "titles.txt").write_text("\ufeffThe Rain\n\nFarewell\n", encoding="utf-8")
    (tmp_path / "c.png").write_bytes(b"\x89PNG\r\n\x1a\nrest")

    made = narrate("tag", "a.mp3", "--title", "Three", "--comment", "", "--chapters", "titles.txt", "--cover", "c.png")

    assert (made.exit_code, made.stderr) == (0, "1 file tagged anew\n")
    after = MP3("a.mp3")
    assert (str(after["TIT2"]), after["APIC:"].data[:4]) == ("Three", b"\x89PNG")
    assert [str(one.sub_frames["TIT2"]) for one in after.tags.getall("CHAP")] == ["The Rain", "Farewell"]
    assert after.info.length == before.info.length


@pytest.mark.parametrize(
    ("code", "words", "message"),
    [
        (2, ("a.mp3",), "say what is to be changed"),
        (2, ("a.mp3", "--date", "soon"), "'soon' is not a date"),
        (2, ("a.mp3", "--date", "2026-19-39"), "'2026-19-39' is not a date"),
        (7, ("none.mp3", "--title", "A"), "none.mp3: "),
        (7, ("story.txt", "--title", "A"), "story.txt: this is no MP3"),
        (7, ("a.mp3", "--chapters", "none.txt"), "none.txt: cannot read the titles"),
        (7, ("a.mp3", "--cover", "story.txt"), "story.txt: the cover is neither a JPEG nor a PNG"),
        (7, ("a.mp3", "--chapters", "voices.yaml"), "a.mp3: it has 2 chapters, and 5 titles are given"),
    ],
)
def test_a_tag_that_cannot_be_changed_is_one_line(
    narrate: Narrate, story: Path, code: int, words: tuple[str, ...], message: str
) -> None:
    narrate("produce", story, "-o", "a.mp3")

    made = narrate("tag", *words)

    assert (made.exit_code, message in made.stderr) == (code, True), made.stderr


def test_the_version_is_told(narrate: Narrate) -> None:
    assert re.fullmatch(r"narrate, version \d+\.\d+\.\d+\n", narrate("--version").stdout)


def test_produce_prints_the_path_and_says_the_rest_aside(narrate: Narrate, story: Path) -> None:
    made = narrate("produce", story, "--engine", "tone")

    assert made.exit_code == 0
    assert made.stdout == f"{Path('audio') / 'two-voices.mp3'}\n"
    assert MP3("audio/two-voices.mp3").info.length > 10
    assert "words in = " in made.stderr
    assert "5 quotations, 2 speakers; cast by " in made.stderr
    assert "speaking: 16 of 16 in 0:0" in made.stderr
    assert "16 clips made, 0 reused; 0:22 with 2 chapter marks, " in made.stderr
    assert "\x1b" not in made.output


def test_quiet_says_nothing_but_the_result(narrate: Narrate, story: Path) -> None:
    for command, result in (("produce", "out.mp3\n"), ("preview", "out.mp3\n")):
        made = narrate(command, story, "-q", "-o", "out.mp3")
        assert (made.exit_code, made.stdout, made.stderr) == (0, result, "")
    for words in (("cast", story, "--write"), ("script", story, "-o", "s.script"), ("check", story), ("voices",)):
        assert narrate(*words, "--quiet").stderr == ""


def test_json_is_the_whole_result(narrate: Narrate, story: Path) -> None:
    made = json.loads(narrate("produce", story, "--json", "-o", "out.mp3").stdout)

    assert made["path"] == "out.mp3"
    assert made["bytes"] == Path("out.mp3").stat().st_size
    assert made["title"] == "Two Voices"
    assert made["clips"] == {"made": 16, "reused": 0}
    assert [one["title"] for one in made["chapters"]] == ["Chapter 1", "Chapter 2"]
    assert made["chapters"][-1]["end"] == made["seconds"]
    assert made["words"]["in"] == made["words"]["spoken"] + sum(made["words"]["skipped"].values())
    assert set(made["cast"]) == {"narrator", "Emma", "Tara"}
    assert made["findings"] == []


def test_json_of_the_other_commands_parses(narrate: Narrate, story: Path) -> None:
    parts = json.loads(narrate("cast", story, "--json").stdout)["parts"]
    voices = json.loads(narrate("voices", "--engine", "tone", "--json").stdout)
    checked = json.loads(narrate("check", story, "--json").stdout)
    script = json.loads(narrate("script", story, "--format", "json").stdout)
    planned = json.loads(narrate("produce", story, "--dry-run", "--json").stdout)

    assert [(one["speaker"], one["lines"], one["missing"]) for one in parts] == [
        (None, 11, 10),
        ("Emma", 3, 4),
        ("Tara", 2, 2),
    ]
    assert {one["engine"] for one in voices} == {"tone"}
    assert checked["words"]["spoken"] > 30
    assert [one["speaker"] for one in script["utterances"] if one["kind"] == "quotation"] == [
        "Emma", "Tara", "Emma", "Tara", "Emma", "Emma",
    ]  # fmt: skip
    assert planned["parts"] == parts


def test_a_dry_run_makes_nothing(narrate: Narrate, story: Path, clips: Path) -> None:
    before = set(story.parent.rglob("*"))

    planned = narrate("produce", story, "--dry-run")

    assert "2 of 2" in planned.stdout
    assert re.match(r"\d+ words in = \d+ spoken \+ \d+ skipped \(", planned.stderr)
    made = set(story.parent.rglob("*")) - before
    assert {path.suffix for path in made if path.is_file()} == {".json"}, "only the script is kept"


def test_some_chapters_get_a_name_of_their_own(narrate: Narrate, story: Path) -> None:
    made = narrate("produce", story, "--chapters", "2", "--json")

    assert json.loads(made.stdout)["path"] == str(Path("audio") / "two-voices-chapters-2.mp3")
    assert [one["title"] for one in json.loads(made.stdout)["chapters"]] == ["Chapter 2"]


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ((), "two-voices-scene-1.mp3"),
        (("--scene", "2.1"), "two-voices-scene-2-1.mp3"),
        (("--speaker", "tara"), "two-voices-speaker-tara.mp3"),
        (("--line", "5-8"), "two-voices-lines-5-8.mp3"),
    ],
)
def test_a_preview_is_a_file_of_its_own(asked: tuple[str, ...], name: str, narrate: Narrate, story: Path) -> None:
    made = narrate("preview", story, *asked, "-q")

    assert made.stdout == f"{Path('audio') / name}\n"
    assert 0 < MP3(Path("audio") / name).info.length < 15


def test_a_preview_is_not_spoken_again_for_the_book(narrate: Narrate, story: Path) -> None:
    narrate("preview", story, "--scene", "1")

    assert "reused" in (made := narrate("produce", story)).stderr
    assert int(re.search(r"(\d+) reused", made.stderr)[1]) >= 7  # type: ignore[index]


def test_a_preview_without_a_player_says_where_the_sound_is(
    narrate: Narrate, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has a player")
    monkeypatch.setenv("PATH", "")

    played = narrate("preview", story, "--play", "-o", "a.mp3")

    assert played.exit_code == 3
    assert played.stderr.endswith("mpg123, cvlc, pw-play); the sound is in a.mp3\n")
    assert Path("a.mp3").exists()


@pytest.mark.skipif(os.name != "posix", reason="a player that is a shell script")
def test_a_preview_is_played_by_the_player_there_is(
    narrate: Narrate, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    player = tmp_path / "mpg123"
    player.write_text('#!/bin/sh\necho "$@" > played\n', encoding="utf-8")
    player.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert narrate("preview", story, "--play", "-o", "a.mp3").exit_code == 0
    assert Path("played").read_text(encoding="utf-8") == "-q a.mp3\n"


def test_a_changed_voice_speaks_only_its_lines_again_and_the_old_one_none(narrate: Narrate, story: Path) -> None:
    voices = story.parent / "voices.yaml"
    before = voices.read_text(encoding="utf-8")
    narrate("produce", story, "-o", "a.mp3")
    first = Path("a.mp3").read_bytes()

    voices.write_text(before.replace("pitch: 600", "pitch: 700"), encoding="utf-8")
    assert "Tara" in (planned := narrate("produce", story, "--dry-run").stdout)
    changed = json.loads(narrate("produce", story, "-o", "a.mp3", "--json").stdout)["clips"]
    voices.write_text(before, encoding="utf-8")
    back = json.loads(narrate("produce", story, "-o", "a.mp3", "--json").stdout)["clips"]

    assert planned.count("nothing") == 2
    assert changed == {"made": 2, "reused": 14}
    assert back == {"made": 0, "reused": 16}
    assert Path("a.mp3").read_bytes() == first


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_script_is_a_book_and_makes_the_same_sound(form: str, narrate: Narrate, story: Path) -> None:
    narrate("produce", story, "-o", "a.mp3")
    narrate("script", story, "--format", form, "-o", "story.script")

    made = narrate("produce", "story.script", "-o", "b.mp3", "--json")

    assert json.loads(made.stdout)["clips"] == {"made": 0, "reused": 16}
    assert Path("b.mp3").read_bytes() == Path("a.mp3").read_bytes()


def test_a_corrected_line_is_spoken_by_someone_else_and_no_other_is(narrate: Narrate, story: Path, clips: Path) -> None:
    narrate("produce", story, "-o", "a.mp3")
    before = set(clips.rglob("*.wav"))
    script = narrate("script", story).stdout
    corrected = re.sub(r'\] Tara (\(.*\)\n    "Only me,")', r"] Emma \1", script)
    assert corrected != script
    Path("story.script").write_text(corrected, encoding="utf-8")

    made = narrate("produce", "story.script", "-o", "b.mp3", "--json")

    assert json.loads(made.stdout)["clips"] == {"made": 1, "reused": 15}
    assert len(set(clips.rglob("*.wav")) - before) == 1


def test_a_script_is_not_written_over_its_own_book(narrate: Narrate, story: Path) -> None:
    before = story.read_bytes()

    refused = narrate("script", story, "-o", story)

    assert refused.exit_code == 3
    assert "this is the book itself" in refused.stderr
    assert story.read_bytes() == before


def test_a_script_goes_through_a_pipe_as_it_goes_into_a_file(narrate: Narrate, story: Path) -> None:
    narrate("script", story, "-o", "story.script")

    assert narrate("script", story).stdout == Path("story.script").read_text(encoding="utf-8")


def test_a_script_written_anew_keeps_what_is_corrected_and_the_file_as_it_was(narrate: Narrate, story: Path) -> None:
    narrate("script", story, "-o", "story.script")
    edited = re.sub(r"\] Tara [^\n]*(\n    \"Only me)", r"] Emma\1", Path("story.script").read_text(encoding="utf-8"))
    Path("story.script").write_text(edited, encoding="utf-8")
    story.write_text(story.read_text(encoding="utf-8").replace("It rained", "How it rained"), encoding="utf-8")

    again = narrate("script", story, "-o", "story.script")

    assert again.exit_code == 0
    assert Path("story.script.before").read_text(encoding="utf-8") == edited
    assert re.search(r'\] Emma \(given\)\n    "Only me', Path("story.script").read_text(encoding="utf-8"))
    assert "How it rained" in Path("story.script").read_text(encoding="utf-8")
    assert narrate("script", story, "-o", "story.script").exit_code == 0
    assert Path("story.script.before").read_text(encoding="utf-8") == edited  # nothing was new


def test_a_correction_without_a_place_is_a_warning_and_a_remark_in_the_file(narrate: Narrate, story: Path) -> None:
    script = narrate("script", story).stdout
    edited = re.sub(r"\] Tara [^\n]*(\n    \"Only me)", r"] Emma\1", script)
    Path("story.script").write_text(edited, encoding="utf-8")
    story.write_text(story.read_text(encoding="utf-8").replace('"Only me,"', '"Nobody,"'), encoding="utf-8")

    again = narrate("script", story, "-o", "story.script")

    assert "correction-unplaced: the manuscript does not have the line that is corrected to Emma" in again.stderr
    assert '] Emma (given)\n#    "Only me,"\n' in Path("story.script").read_text(encoding="utf-8")
    assert narrate("check", "story.script").exit_code == 0


@pytest.mark.parametrize("command", ["produce", "preview", "cast", "script", "check", "why"])
def test_corrections_of_an_earlier_script_are_used_by_every_command(
    command: str, narrate: Narrate, story: Path
) -> None:
    script = narrate("script", story).stdout
    edited = re.sub(r"\] Tara [^\n]*(\n    \"Only me)", r"] Giles\1", script)
    Path("old.script").write_text(edited, encoding="utf-8")
    words = {"script": ("--format", "json"), "why": ("only me", "--json")}.get(command, ("--json",))

    used = narrate(
        command, story, *words, "--corrections", "old.script", *(("-o", "a.mp3") if command[0] == "p" else ())
    )

    assert used.exit_code == 0, used.stderr
    assert "Giles" in used.stdout


def test_a_script_with_reasons_reads_as_without(narrate: Narrate, story: Path) -> None:
    narrate("script", story, "-o", "plain.script")
    narrate("script", story, "--why", "-o", "why.script")

    written = Path("why.script").read_text(encoding="utf-8")
    assert re.search(r'\n    "Only me,"\n# because: [^\n]+\n# \d+% Tara: ', written)
    assert narrate("script", "why.script").stdout == narrate("script", "plain.script").stdout
    assert narrate("script", story, "--why", "--format", "json").exit_code == 2


def test_why_tells_of_a_line_what_stands_around_it_and_who_may_say_it(narrate: Narrate, story: Path) -> None:
    shown = narrate("why", story, "only ME")
    told = json.loads(narrate("why", story, "7", "--json").stdout)

    assert shown.exit_code == 0
    assert shown.stdout.startswith('line 7, chapter 1, scene 1, paragraph 6: "Only me,"\n')
    assert '\n    "Who is there?" asked Emma.\n  > "Only me," said Tara.\n' in shown.stdout.replace("\n\n", "\n")
    assert re.search(r"\nTara says it, \d+ % sure: .*\n +\d+ %  Tara", shown.stdout)
    assert (told["line"], told["speaker"], told["text"]) == (7, "Tara", '"Only me,"')
    assert told["paragraph"] == '"Only me," said Tara.'
    assert told["candidates"][0]["name"] == "Tara"
    assert told["candidates"][0]["evidence"]


def test_why_tells_that_nobody_says_what_is_narration(narrate: Narrate, story: Path) -> None:
    assert (
        "The narrator reads it: nobody in the story says it." in narrate("why", story, "It rained on Sunnydale").stdout
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("99", "no line '99'"),
        ("-1", "no line '-1': lines are counted from 1"),
        ("", "no words given"),
        ("rhubarb", "no line has the words 'rhubarb'"),
        ("Yes", "2 lines have the words 'Yes'"),
    ],
)
def test_why_needs_one_line(line: str, message: str, narrate: Narrate, story: Path) -> None:
    asked = narrate("why", story, "--", line)

    assert (asked.exit_code, asked.stdout) == (3, "")
    assert message in asked.stderr


def test_why_of_a_script_says_where_to_ask(narrate: Narrate, story: Path) -> None:
    narrate("script", story, "-o", "story.script")

    asked = narrate("why", "story.script", "only me")

    assert re.search(r"\nTara says it, \d+ % sure: a speech tag names the speaker\.\n$", asked.stdout)
    assert "ask for the manuscript's line" in asked.stderr


DOUBTFUL = "".join(
    f'[{n} 1.1.{n} {9 * n}-{9 * n + 8} quotation] Emma (implicit: Emma {n}%)\n    "Line {n}."\n\n'
    for n in range(10, 71)
)


def test_check_lists_doubtful_lines_the_worst_first_and_all_if_asked(narrate: Narrate, story: Path) -> None:
    Path("story.script").write_text(
        f"narrate script 1\ntitle: T\nchapter: One\ncharacter: Emma | female\n\n{DOUBTFUL}", encoding="utf-8"
    )

    few = narrate("check", "story.script", "--engine", "tone").stdout.splitlines()
    every = narrate("check", "story.script", "--engine", "tone", "--all").stdout.splitlines()
    told = json.loads(narrate("check", "story.script", "--engine", "tone", "--json").stdout)["doubtful"]

    begin = few.index("of 61 lines, 40 are less than 50% sure, 60 less than 70%: the worst first")
    assert few[begin + 1] == '  line 1, chapter 1, scene 1, paragraph 10: Emma (10%): "Line 10."'
    assert few[begin + 20].endswith('Emma (29%): "Line 29."')
    assert few[begin + 21] == "  and 40 more: narrate check story.script --all"
    assert sum("  line " in line for line in every) == 60
    assert [one["confidence"] for one in told] == [n / 100 for n in range(10, 70)]
    assert told[0]["second"] is None


def test_check_tells_who_else_may_say_a_doubtful_line(narrate: Narrate, story: Path) -> None:
    story.write_text(
        'Emma met Tara in the yard, and Tara nodded to Emma.\n\n"Well?"\n\nIt rained.\n\n"Well what?"\n',
        encoding="utf-8",
    )

    told = json.loads(narrate("check", story, "--json").stdout)["doubtful"]

    assert all(one["second"]["name"] != one["speaker"] for one in told if one["second"])


def test_check_fails_where_a_label_contradicts_its_speech_tag_unless_a_person_gave_it(
    narrate: Narrate, story: Path
) -> None:
    script = narrate("script", story).stdout
    wrong = re.sub(r"\] Tara \((\w+): Tara (\d+)%\)(\n    \"Only me)", r"] Emma (\1: Emma \2%)\3", script)
    given = re.sub(r"\] Tara \((\w+): Tara (\d+)%\)(\n    \"Only me)", r"] Emma (given)\3", script)
    Path("wrong.script").write_text(wrong, encoding="utf-8")
    Path("given.script").write_text(given, encoding="utf-8")

    failed, passed = narrate("check", "wrong.script"), narrate("check", "given.script")

    assert (failed.exit_code, passed.exit_code) == (8, 0)
    for checked in (failed, passed):
        assert 'tag-contradicted: chapter 1, scene 1, paragraph 6: Emma has "Only me,", but the' in checked.stdout


def test_names_and_lines_in_voices_yaml_are_for_the_script_too(narrate: Narrate, story: Path) -> None:
    voices = story.parent / "voices.yaml"
    voices.write_text(f"{voices.read_text(encoding='utf-8')}speakers:\n  Only me: Emma\n  Nobody says: Tara\n", "utf-8")

    shown = narrate("script", story)
    voices.rename("other.yaml")

    assert re.search(r'\] Emma \(given: Emma 100%\)\n    "Only me', shown.stdout)
    assert re.search(r"line-unknown: .*voices\.yaml:8:3: no line has the words 'Nobody says'", shown.stderr)
    assert narrate("script", story, "--voices", "other.yaml").stdout == shown.stdout != narrate("script", story).stdout


def test_cast_write_adds_who_is_missing_and_keeps_what_a_person_wrote(narrate: Narrate, story: Path) -> None:
    voices = story.parent / "voices.yaml"
    text = voices.read_text(encoding="utf-8")
    voices.write_text("".join(line for line in text.splitlines(True) if "Tara" not in line), encoding="utf-8")

    written = narrate("cast", story, "--write", "--engine", "tone")
    again = narrate("cast", story, "--write", "--engine", "tone")

    assert "added Tara" in written.stderr
    assert "nobody to add" in again.stderr
    assert "# a remark" in voices.read_text(encoding="utf-8")
    assert "Tara: " in voices.read_text(encoding="utf-8")


def test_cast_write_begins_a_file_that_is_not_there(narrate: Narrate, story: Path) -> None:
    written = narrate("cast", story, "--write", "--voices", "new.yaml")

    assert written.exit_code == 0
    assert "added " in written.stderr
    assert narrate("cast", story, "--voices", "new.yaml").exit_code == 0


def test_cast_tells_why_and_who_is_most_like_whom(narrate: Narrate, story: Path) -> None:
    shown = narrate("cast", story, "--engine", "tone")
    parts = {one["speaker"]: one for one in json.loads(narrate("cast", story, "--json").stdout)["parts"]}

    assert re.search(r"most like +why", shown.stdout)
    assert parts["Tara"]["why"] == "voices.yaml"
    assert set(parts["Tara"]["nearest"]) == {"speaker", "likeness"}
    assert parts["Tara"]["seconds_missing"] > 0
    assert parts[None]["nearest"] is None


def test_what_a_changed_voice_costs_is_told_before_it_is_made(narrate: Narrate, story: Path) -> None:
    narrate("produce", story)
    voices = story.parent / "voices.yaml"
    text = voices.read_text(encoding="utf-8")
    voices.write_text(re.sub("Tara: .*", "Tara: {engine: tone, rate: 1.7}", text), encoding="utf-8")

    told = narrate("produce", story, "--dry-run").stderr

    assert re.search(r"^Tara: \d clips?, 0:0\d – about 0:0\d to speak; \d+ clips kept$", told, re.MULTILINE)
    voices.write_text(text, encoding="utf-8")
    assert re.search(r"^nothing to speak; \d+ clips kept$", narrate("produce", story, "--dry-run").stderr, re.MULTILINE)


def test_everybody_can_be_heard_with_a_line_of_theirs(narrate: Narrate, story: Path) -> None:
    heard = narrate("cast", story, "--audition", "samples")

    made = sorted(path.name for path in Path("samples").glob("*.mp3"))
    assert heard.exit_code == 0
    assert [re.match(r"\d\d-[a-z]+", name)[0] for name in made] == ["01-emma", "02-tara"]  # type: ignore[index]
    assert f"samples: {len(made)} sample" in heard.stderr


def test_a_preview_compares_two_casts(narrate: Narrate, story: Path) -> None:
    Path("old.yaml").write_text("cast:\n  Tara: {engine: tone, rate: 1.5}\n", encoding="utf-8")

    both = narrate("preview", story, "--scene", "1", "--versus", "old.yaml", "-o", "new.mp3")

    assert both.stdout == "new.mp3\nnew-versus-old.mp3\n"
    assert "other: " in both.stderr
    assert "Tara " in both.stderr
    assert Path("new.mp3").read_bytes() != Path("new-versus-old.mp3").read_bytes()


@pytest.mark.parametrize("form", ["chapters", "m4b", "flac", "opus", "wav"])
def test_a_book_is_made_in_any_form(form: str, narrate: Narrate, story: Path) -> None:
    made = narrate("produce", story, "--form", form, "--engine", "tone", "--json")

    told = json.loads(made.stdout)
    out = Path(told["path"])
    assert out == Path("audio") / ("two-voices" if form == "chapters" else f"two-voices.{form}")
    assert len(told["chapters"]) == 2
    assert out.is_dir() is (form == "chapters")
    again = json.loads(narrate("produce", story, "--form", form, "--engine", "tone", "--json").stdout)
    assert (again["clips"]["made"], again["chapters"]) == (0, told["chapters"])


def test_of_several_books_one_that_fails_stops_no_other(narrate: Narrate, story: Path) -> None:
    text = story.read_text(encoding="utf-8")
    Path("empty.txt").write_text("", encoding="utf-8")
    Path("other.txt").write_text(text.replace("Two Voices", "Other Voices"), encoding="utf-8")

    made = narrate("produce", story, "empty.txt", "other.txt", "--json", "--quiet")
    planned = narrate("produce", story, "empty.txt", "--dry-run", "--json", "--quiet")

    assert made.exit_code == planned.exit_code == 4
    first, empty, other = map(json.loads, made.stdout.splitlines())
    assert [Path(one["path"]).name for one in (first, other)] == ["two-voices.mp3", "other-voices.mp3"]
    assert (empty["book"], empty["exit_code"]) == ("empty.txt", 4)
    assert other["clips"]["reused"] > 0
    assert f"narrate: {empty['error']}\n" in made.stderr
    assert ["parts" in json.loads(line) for line in planned.stdout.splitlines()] == [True, False]


def test_several_books_go_into_the_folder_that_is_named(narrate: Narrate, story: Path) -> None:
    other = story.read_text(encoding="utf-8").replace("Two Voices", "Other Voices")
    Path("other.txt").write_text(other, encoding="utf-8")

    made = narrate("produce", story, "other.txt", "-o", "shelf/new", "--form", "flac", "--quiet")

    paths = [Path("shelf/new/two-voices.flac"), Path("shelf/new/other-voices.flac")]
    assert [Path(line) for line in made.stdout.splitlines()] == paths
    assert all(one.exists() for one in paths)


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent as POSIX has it")
@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("story.txt", "-o", "a.mp3"), "-o a.mp3 names one file"),
        (("story.txt", "--corrections", "a.script"), "--corrections is a script of one book"),
        (("--store", "s3://clips"), "--store is for a cluster"),
    ],
)
def test_what_makes_no_sense_for_several_books_or_no_cluster_is_refused(
    narrate: Narrate, story: Path, words: tuple[str, ...], problem: str
) -> None:
    refused = narrate("produce", story, *words)

    assert refused.exit_code == 2
    assert problem in refused.stderr


def test_voices_can_be_heard(narrate: Narrate, story: Path) -> None:
    heard = narrate("voices", "--engine", "tone", "--audition", "samples")

    assert heard.exit_code == 0
    assert len(list(Path("samples").glob("*.mp3"))) == 4
    assert heard.stdout.count("a beep of") == 4
    assert "samples: 4 samples" in heard.stderr


def test_voices_of_all_engines_are_in_one_table_with_how_to_get_them(
    narrate: Narrate, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NARRATE_HOME", str(tmp_path / "nothing"))
    monkeypatch.setenv("NARRATE_SERVERS", "")

    listed = narrate("voices", "--json")
    table = narrate("voices")

    voices = {(one["engine"], one["name"]): one for one in json.loads(listed.stdout)}
    assert voices["espeak", "mezzo-dry"]["needs"] == voices["tone", "tone-low"]["needs"] == []
    amy = voices["piper", "en_US-amy-medium"]
    assert (amy["language"], amy["gender"], amy["needs"][-1]) == (
        "en-US", "female", "narrate voices get en_US-amy-medium",
    )  # fmt: skip
    assert voices["kokoro", "af_heart"]["quality"] == "A"
    assert re.search(r"^mezzo-dry +espeak ", table.stdout, re.MULTILINE)
    assert re.search(r"^af_heart +kokoro +en-US .*narrate voices get kokoro", table.stdout, re.MULTILINE)


def test_models_are_fetched_by_name_and_a_name_that_nobody_has_is_an_error(
    narrate: Narrate, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = {"a.onnx": b"model" * 1000, "a.onnx.json": b"{}"}
    files = {
        f"en/{name}": {"size_bytes": len(one), "md5_digest": hashlib.md5(one).hexdigest()}
        for name, one in content.items()
    }
    (tmp_path / "served" / "en").mkdir(parents=True)
    (tmp_path / "served" / "voices.json").write_text(json.dumps({"a": {"files": files}}), encoding="utf-8")
    for name, one in content.items():
        (tmp_path / "served" / "en" / name).write_bytes(one)
    monkeypatch.setenv("NARRATE_HOME", str(tmp_path / "home"))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory="served")) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        monkeypatch.setenv("NARRATE_PIPER_URL", f"http://127.0.0.1:{server.server_port}")
        got = narrate("voices", "get", "a")
        missing = narrate("voices", "get", "b")
        server.shutdown()

    folder = tmp_path / "home" / "models" / "piper"
    assert got.stdout.split() == [str(folder / "a.onnx.json"), str(folder / "a.onnx")]
    assert {one.name: one.read_bytes() for one in folder.glob("a*")} == content
    assert got.exit_code == 0, "it came, though it is no model that could be heard"
    assert "then: narrate voices listen" in got.stderr
    assert missing.exit_code == 6
    assert "piper has no voice 'b' (" in missing.stderr


def test_a_name_the_book_lacks_is_a_warning_with_a_suggestion(narrate: Narrate, story: Path) -> None:
    voices = story.parent / "voices.yaml"
    voices.write_text(voices.read_text(encoding="utf-8").replace("Tara:", "Tarra:"), encoding="utf-8")

    checked = narrate("check", story)
    made = narrate("produce", story, "--engine", "tone", "-o", "a.mp3")

    assert (checked.exit_code, made.exit_code) == (0, 0)
    assert re.search(r"voices\.yaml:4:3: .*'Tarra'.*Tara", made.stderr)


def test_many_findings_of_one_kind_are_counted_beside_a_result_and_listed_by_check(
    narrate: Narrate, story: Path
) -> None:
    names = "".join(f"  Vampire{number}: {{engine: tone}}\n" for number in range(12))
    (story.parent / "voices.yaml").write_text(f"narrator: {{engine: tone}}\ncast:\n{names}", encoding="utf-8")

    beside = narrate("cast", story, "--engine", "tone").stderr

    assert beside.count("nobody in this manuscript") == 5
    assert "cast-name-unknown: 7 more: narrate check " in beside
    assert narrate("check", story, "--engine", "tone").stdout.count("nobody in this manuscript") == 12


@pytest.mark.parametrize(
    ("text", "remark"),
    [("It rained. Nobody spoke.\n", "no-dialogue"), ('"Hello."\n\n"Hello you."\n\n"Bye."\n', "no-narration")],
)
def test_a_text_without_dialogue_or_of_nothing_else_is_read_and_remarked(
    text: str, remark: str, narrate: Narrate, story: Path
) -> None:
    story.write_text(text, encoding="utf-8")
    beeps(story.parent / "voices.yaml")

    made = narrate("produce", story, "--engine", "tone", "-o", "a.mp3")

    assert made.exit_code == 0
    assert remark in made.stderr


SKIPPING = """\
narrate script 1
title: Two Voices
chapter: One

[skipped 0-17 header]
    TITLE: Two Voices
[1 1.1.1 18-28 narration]
    It rained.
[skipped 30-35 scene break]
    * * *
[2 1.2.2 36-49 narration]
    It rained on.
[skipped 50-110 note]
    This is the translator's remark on rain in Sunnydale, at length.
"""


def test_check_lists_what_is_skipped_by_reason_and_where(narrate: Narrate, story: Path) -> None:
    Path("story.script").write_text(SKIPPING, encoding="utf-8")

    shown = narrate("check", "story.script", "--engine", "tone").stdout
    listed = json.loads(narrate("check", "story.script", "--engine", "tone", "--json").stdout)["skipped"]

    assert shown.splitlines()[1:6] == [
        "skipped as header: 3 words in 1 place",
        "  at the beginning: TITLE: Two Voices",
        "skipped as scene break: 0 words in 1 place",
        "skipped as note: 11 words in 1 place",
        "  after chapter 1, scene 2, paragraph 2: This is the translator's remark on rain in Sunnydale, at le…",
    ]
    assert [(one["reason"], one["after"], one["start"]) for one in listed] == [
        ("header", None, 0),
        ("scene break", "chapter 1, scene 1, paragraph 1", 30),
        ("note", "chapter 1, scene 2, paragraph 2", 50),
    ]
    assert listed[0]["text"] == "TITLE: Two Voices"


def test_check_lists_what_is_skipped_again_once_and_of_page_numbers_the_first(narrate: Narrate, story: Path) -> None:
    at = len(SKIPPING)
    skipped = [f"[skipped {at + 9 * n}-{at + 9 * n + 3} page number]\n    {n % 90 + 10}\n" for n in range(100)]
    Path("story.script").write_text(SKIPPING + "".join(skipped), encoding="utf-8")

    shown = narrate("check", "story.script", "--engine", "tone").stdout.splitlines()

    begin = shown.index("skipped as page number: 100 words in 100 places")
    assert shown[begin + 1] == "  after chapter 1, scene 2, paragraph 2 and 1 time more: 10"
    assert shown[begin + 12 : begin + 14] == [
        "  after chapter 1, scene 2, paragraph 2: 21",
        "  and 78 more as short: --json lists them",
    ]


@pytest.mark.parametrize("command", ["produce", "preview", "cast", "script", "check"])
def test_what_is_skipped_is_kept_when_asked(command: str, narrate: Narrate, story: Path) -> None:
    done = narrate(command, story, "--keep", "header")
    refused = narrate(command, story, "--keep", "headers")

    assert done.exit_code == 0, done.stderr
    assert refused.exit_code == 3
    assert re.search(r"nothing to speak is skipped as 'headers' \(skipped here: .*header.*\)\n", refused.stderr)


def test_what_is_kept_may_be_written_in_capitals(narrate: Narrate, story: Path) -> None:
    assert narrate("check", story, "--keep", "HEADER", "--json").stdout == (
        narrate("check", story, "--keep", "header", "--json").stdout
    )


def test_a_kept_header_is_spoken(narrate: Narrate, story: Path) -> None:
    words = json.loads(narrate("check", story, "--json").stdout)["words"]
    kept = json.loads(narrate("check", story, "--keep", "header", "--json").stdout)["words"]

    assert (kept["in"], kept["skipped"].get("header")) == (words["in"], None)
    assert kept["spoken"] == words["spoken"] + words["skipped"]["header"] > words["spoken"]


def test_check_is_strict_when_asked(narrate: Narrate, story: Path) -> None:
    assert narrate("check", story, "--strict").exit_code == 0
    story.write_text("It rained.\n", encoding="utf-8")

    assert narrate("check", story).exit_code == 0
    strict = narrate("check", story, "--strict")
    assert strict.exit_code == 8
    assert re.search(r"story\.txt: \d+ findings?\n$", strict.stderr)


@pytest.mark.parametrize(
    ("code", "words", "message"),
    [
        (4, ("produce", "absent.txt"), "absent.txt: no such file"),
        (4, ("produce", "stori.txt"), "did you mean story.txt?"),
        (4, ("script", "."), "this is a folder"),
        (4, ("check", "empty.txt"), "empty.txt: the file is empty"),
        (4, ("cast", "binary.txt"), "binary.txt"),
        (4, ("produce", "picture.txt"), "a PNG picture"),
        (4, ("produce", "bad.script"), "bad.script:3: expected '[number place"),
        (4, ("script", "bad.json"), "bad.json:1:"),
        (5, ("produce", "story.txt", "--voices", "absent.yaml"), "absent.yaml: no such file"),
        (5, ("produce", "story.txt", "--voices", "malformed.yaml"), "malformed.yaml:3:1: not valid YAML"),
        (5, ("produce", "story.txt", "--voices", "unknown.yaml"), "unknown.yaml:2:9: no voice 'sopran' (did you mean"),
        (5, ("produce", "story.txt", "--voices", "engine.yaml"), "engine.yaml:1:20: no engine 'tona' (did you mean t"),
        (6, ("produce", "story.txt", "--voices", "setting.yaml"), "setting.yaml:1:11: tone has no setting 'pich'"),
        (6, ("produce", "story.txt", "--voices", "missing.yaml"), "espeak has no voice 'en-klingon'"),
        (6, ("produce", "story.txt", "--engine", "espeek"), "no engine 'espeek' (did you mean espeak?"),
        (6, ("voices", "--engine", "none"), "no engine 'none'"),
        (7, ("produce", "story.txt", "-o", "empty.txt/a.mp3"), "empty.txt: cannot write here"),
        (7, ("produce", "story.txt", "-o", "folder.mp3"), "folder.mp3: this is a folder"),
        (7, ("script", "story.txt", "-o", "empty.txt/a"), "cannot write"),
        (3, ("produce", "story.txt", "-o", "a.ogg"), "narrate makes mp3, m4b, opus, flac, wav files"),
        (3, ("produce", "story.txt", "--chapters", "3"), "no chapter '3': the book has 2"),
        (3, ("preview", "story.txt", "--scene", "9"), "no scene '9': the book has 3"),
        (3, ("preview", "story.txt", "--scene", "1-2"), "no scene '1-2'"),
        (3, ("preview", "story.txt", "--speaker", "Xander"), "nobody called 'Xander' speaks (known: Emma, Tara, n"),
        (3, ("preview", "story.txt", "--line", "99"), "no line '99': the book has 17"),
        (2, ("preview", "story.txt", "--line", "1", "--scene", "1"), "ask for one of --scene, --speaker, --line and"),
        (2, ("produce",), "Missing argument 'BOOK...'"),
        (2, ("produce", "story.txt", "--workers", "0"), "0 is not in the range"),
        (2, ("produce", "story.txt", "--form", "ogg"), "'ogg' is not one of"),
        (2, ("prodduce",), "No such command 'prodduce'"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line_and_an_exit_code(
    code: int, words: tuple[str, ...], message: str, narrate: Narrate, story: Path
) -> None:
    files = {
        "empty.txt": b"",
        "binary.txt": bytes(range(256)) * 40,
        "picture.txt": b"\x89PNG\r\n\x1a\n",
        "bad.script": b"narrate script 1\ntitle: x\n[1 what]\n",
        "bad.json": b'{"utterances": ]',
        "malformed.yaml": b"narrator: narrator\ncast: {Emma: \n",
        "unknown.yaml": b"cast:\n  Emma: sopran\n",
        "engine.yaml": b"narrator: {engine: tona}\n",
        "setting.yaml": b"narrator: {engine: tone, pich: 3}\n",
        "missing.yaml": b"narrator: {engine: espeak, voice: en-klingon}\n",
    }
    for name, content in files.items():
        Path(name).write_bytes(content)
    Path("folder.mp3").mkdir()

    failed = narrate(*words)

    assert failed.exit_code == code
    assert failed.exception is None or isinstance(failed.exception, SystemExit)
    assert message in failed.stderr
    assert failed.stdout == ""
    if code != 2:  # click shows the usage, too
        assert re.fullmatch(r"narrate: [^\n]+", failed.stderr.splitlines()[-1])
        assert message in failed.stderr.splitlines()[-1]


def test_clips_are_kept_where_one_says(narrate: Narrate, story: Path, clips: Path) -> None:
    narrate("preview", story, "--line", "5", "-o", "a.mp3")
    assert list(clips.rglob("*.wav"))

    narrate("preview", story, "--line", "5", "-o", "a.mp3", "--clips", "elsewhere")
    assert list(Path("elsewhere").rglob("*.wav"))


# As a process of its own: what a pipe, a terminal and an odd encoding get.


def process(
    *words: object, clips: Path, given: bytes = b"", **environment: str
) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "narrate", *map(str, words)]
    env = {**os.environ, "NARRATE_CLIPS": str(clips), **environment}
    return subprocess.run(command, input=given, capture_output=True, env=env, check=False, timeout=60)


def test_a_manuscript_comes_through_a_pipe(story: Path, clips: Path, narrate: Narrate) -> None:
    Path("cover.png").write_bytes(b"no picture at all")  # beside nothing: it is not looked for

    made = process("produce", "-", clips=clips, given=story.read_bytes())
    named = narrate("produce", story, "-o", "named.mp3")

    assert (made.returncode, made.stdout) == (0, f"{Path('audio') / 'two-voices.mp3'}{os.linesep}".encode())
    assert b"cast by voices.yaml" in made.stderr
    assert named.exit_code == 7
    for words in (("script", "-"), ("cast", "-", "--write"), ("check", "-"), ("preview", "-", "-q")):
        assert narrate(*words, given=story.read_bytes()).exit_code == 0


@pytest.mark.parametrize(
    ("words", "given", "message"),
    [
        (("check", "-"), b"", "narrate: standard input: "),
        (("script", "-"), b"* * *\n\n---\n", "narrate: standard input: there is "),
        (("produce", "-", "--keep", "x"), b"Go.", "narrate: standard input: nothing to speak is skipped as 'x'"),
        (("script", "-", "--keep", "x"), b"narrate script 1\n", "narrate: standard input: a script is read as it"),
        (("check", "-", "--strict"), b"It rained.", "narrate: standard input: 1 finding"),
    ],
)
def test_a_mistake_in_a_pipe_is_one_of_standard_input(
    words: tuple[str, ...], given: bytes, message: str, story: Path, narrate: Narrate
) -> None:
    beeps(story.parent / "voices.yaml")

    failed = narrate(*words, given=given)

    assert failed.exit_code in (3, 4, 8)
    assert failed.stderr.splitlines()[-1].startswith(message)


def test_python_can_run_the_module(story: Path, clips: Path) -> None:
    shown = process("script", story, clips=clips)

    assert shown.returncode == 0
    assert shown.stdout.startswith(b"narrate script 1\n")
    assert shown.stderr == b""


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_names_of_any_script_go_through_any_pipe(encoding: str, story: Path, clips: Path, narrate: Narrate) -> None:
    script = narrate("script", story).stdout.replace("Tara", "Тара :dog: [red]x").replace("Two Voices", "Тайна")
    Path("story.script").write_text(script, encoding="utf-8")

    for words in (("cast",), ("check",), ("script",), ("produce", "-o", "тайна.mp3"), ("cast", "--json")):
        shown = process(words[0], "story.script", *words[1:], clips=clips, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert shown.returncode == 0, shown.stderr
        if words[0] != "check":
            assert "Тара :dog: [red]x" in shown.stdout.decode() or "тайна.mp3" in shown.stdout.decode()
        assert b"\x1b" not in shown.stdout + shown.stderr


@pytest.mark.skipif(os.name != "posix" or sys.platform == "darwin", reason="file names of any bytes")
def test_a_file_name_that_is_no_text_is_printed_as_it_is(story: Path, clips: Path) -> None:
    name = os.fsdecode(b"caf\xe9.mp3")

    assert process("produce", story, "-q", "-o", name, clips=clips).stdout == b"caf\xe9.mp3\n"
    assert json.loads(process("produce", story, "-q", "-o", name, "--json", clips=clips).stdout)["path"] == name


@pytest.mark.skipif(sys.platform != "linux", reason="speaks with the system's own voices")
def test_no_engine_says_anything_when_python_ends(story: Path, clips: Path) -> None:
    (story.parent / "voices.yaml").write_text("narrator: {engine: pyttsx3}\n", encoding="utf-8")

    made = process("preview", story, "-q", "--line", "4", "-o", "a.mp3", clips=clips)

    assert (made.returncode, made.stdout, made.stderr) == (0, b"a.mp3\n", b"")


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_reader_that_leaves_early_gets_no_traceback(story: Path, clips: Path) -> None:
    story.write_text("\n\n".join(f'"Go {number}," said Emma.' for number in range(1000)), encoding="utf-8")
    command = [sys.executable, "-m", "narrate", "script", str(story)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as left:
        assert left.stdout is not None and left.stderr is not None
        left.stdout.readline()
        left.stdout.close()
        assert b"Traceback" not in left.stderr.read()


def test_a_terminal_gets_a_bar_with_the_time_left(story: Path, clips: Path) -> None:
    pty = pytest.importorskip("pty", reason="terminals of POSIX")
    story.write_text("\n\n".join(f'"Go {number}," said Emma.' for number in range(30)), encoding="utf-8")
    beeps(story.parent / "voices.yaml")
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "narrate", "produce", str(story), "-o", "a.mp3", "--engine", "tone"]
    env = {**os.environ, "NARRATE_CLIPS": str(clips), "TERM": "xterm", "COLUMNS": "100"}

    with subprocess.Popen(command, stdin=slave, stdout=subprocess.PIPE, stderr=slave, env=env) as shown:
        os.close(slave)
        seen = _all_of(master, shown)
        assert shown.stdout is not None
        assert shown.stdout.read() == b"a.mp3\n"
    os.close(master)

    assert shown.returncode == 0
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", seen.decode())
    assert re.search(r"speaking .*━.* 0/\d+ .*left", text)
    assert re.search(r"encoding .*━.* (\d+)/\1 .*left 0:00:00", text)
    assert "clips made" in text


def _all_of(master: int, shown: "subprocess.Popen[bytes]") -> bytes:
    seen, until = b"", time.monotonic() + 60
    while time.monotonic() < until:
        if not select.select([master], [], [], 0.1)[0]:
            if shown.poll() is not None:
                break
            continue
        try:
            piece = os.read(master, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        seen += piece
    return seen


def test_a_date_that_is_none_is_refused(narrate: Narrate, story: Path) -> None:
    made = narrate("produce", story, "--date", "foo")

    assert made.exit_code == 2
    assert "'foo' is not a date as 2026, 2026-11 or 2026-11-22" in made.stderr


@pytest.mark.parametrize("out", [".", ""])
def test_a_script_is_not_written_over_a_folder(narrate: Narrate, story: Path, out: str) -> None:
    made = narrate("script", story, "-o", out)

    assert made.exit_code == 3
    assert "this is a folder; name a file in it" in made.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_behind_stdout_is_one_line(story: Path, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "narrate",
        "produce",
        str(story),
        "-o",
        "x.mp3",
        "--clips",
        str(tmp_path / "clips"),
    ]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=tmp_path)

    assert done.returncode == 7
    assert done.stderr.splitlines()[-1] == "narrate: no room is left where the result is printed to"


@pytest.mark.skipif(os.name == "nt", reason="a shell script as player")
def test_a_player_that_fails_is_no_success(
    narrate: Narrate, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    player = tmp_path / "bin" / "mpv"
    player.parent.mkdir()
    player.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    player.chmod(0o755)
    monkeypatch.setenv("PATH", str(player.parent))

    made = narrate("preview", story, "--play", "-o", "x.mp3")

    assert made.exit_code == 3
    assert "no player could play it" in made.stderr


def test_strict_does_not_fail_for_a_cast_from_the_palette(
    narrate: Narrate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "without a map"
    folder.mkdir()
    monkeypatch.chdir(folder)
    Path("sure.txt").write_text('Ann came in.\n\n"Hello," said Ann.\n', encoding="utf-8")

    assert narrate("check", "sure.txt", "--strict").exit_code == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
def test_a_script_does_not_take_the_place_of_what_is_no_file(narrate: Narrate, story: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    made = narrate("script", story, "-o", pipe)

    assert made.exit_code == 3
    assert pipe.is_fifo()
