"""Labels of a language model: what is asked, what is taken of the answers, against a scripted server on loopback."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from itertools import repeat
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from speech_server import Fault, Handler, Reply, SpeechServer, dropped, refusal, slow

from narrate.calling import Answer, Caller
from narrate.checks import account, check_script
from narrate.cli import main
from narrate.errors import NarrateError
from narrate.labelling import LABELLED, LINES, Labelled, Labeller, _labels, labelled, windows
from narrate.model import Basis, Kind, Script
from narrate.opening import open_script, opened
from narrate.production import open_book
from narrate.progress import Progress
from narrate.script import read_script
from narrate.script.as_json import to_json
from narrate.script.as_text import from_text, to_text
from narrate.servers import Server

STORY = """\
Emma and Tara sat in the kitchen with Giles, and it rained.

"Is it late?" asked Emma.

"Very."

"Then I must go."

"Stay," she said.

"The rain will stop soon."

Giles looked up from his book. Tara smiled at him.
"""


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Script:
    path = tmp_path_factory.mktemp("story") / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return open_script(path)


slow_one = slow(0.25)


def ask(
    script: Script,
    *faults: Fault | None,
    reply: Reply | str = "",
    folder: Path | None = None,
    key: str = "",
    connections: int = 2,
) -> tuple[Labelled, SpeechServer]:
    """*script* as labelled by a model that answers with *reply*, behind *faults*."""
    replies: Iterator[Reply] = repeat(reply if callable(reply) else lambda body: reply)
    with SpeechServer(*faults, replies=replies) as server:
        patience = 0.2 if slow_one in faults else 20.0
        model = Server(server.url, "oracle", "the oracle", "NARRATE_CHAT_", key, patience, connections)
        caller = Caller(model, NarrateError, sleep=lambda seconds: None)
        return labelled(script, Labeller(model, folder), caller=caller), server


def said(script: Script) -> list[str | None]:
    """The speakers of the lines of dialogue."""
    return [one.speaker for one in script.utterances if one.kind is Kind.QUOTATION]


def codes(found: Labelled) -> list[str]:
    return [one.code for one in found.findings]


def answer(labels: Mapping[str, str]) -> str:
    return json.dumps(labels)


def test_only_doubtful_lines_are_asked_for_and_known_ones_are_shown_as_such(script: Script) -> None:
    (window,) = windows(script)

    assert '[=Emma] "Is it late?" asked Emma.' in window.shown
    assert '[#1] "Very."\n[#2] "Then I must go."\n[#3] "Stay," she said.\n[#4] "The rain' in window.shown
    assert [one.split(" (")[0] for one in window.shown.splitlines()[1:4]] == ["- Emma", "- Giles", "- Tara"]
    assert window.shown.endswith("Label the lines 1 to 4.")


def test_the_model_is_asked_as_the_protocol_says(script: Script) -> None:
    _, server = ask(script, reply=answer({"1": "Tara"}), key="sk-key")

    (asked,) = server.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.headers["authorization"] == "Bearer sk-key"
    assert asked.body["model"] == "oracle"
    assert [one["role"] for one in asked.body["messages"]] == ["system", "user"]
    assert set(asked.body) == {"model", "messages"}


def test_right_labels_are_taken_and_the_script_says_who_decided(script: Script) -> None:
    before = script.utterances
    found, _ = ask(script, reply=answer({"1": "Giles", "2": "Emma", "3": "Tara", "4": "Giles"}))

    assert said(found.script) == ["Emma", "Giles", "Emma", "Tara", "Giles"]
    assert found.findings == ()
    for old, new in zip(before, found.script.utterances, strict=True):
        assert (new.text, new.start, new.end, new.id, new.kind) == (old.text, old.start, old.end, old.id, old.kind)
        if new.speaker != old.speaker:
            assert (new.basis, new.confidence, new.cue) == (Basis.LABELLED, LABELLED, "oracle says so")
        elif new != old:
            assert new.cue.endswith("oracle says so, too")
            assert (new.basis, new.confidence) == (old.basis, max(old.confidence, LABELLED))


def test_a_labelled_script_survives_as_text_and_as_json(script: Script, tmp_path: Path) -> None:
    found, _ = ask(script, reply=answer({"1": "Giles", "2": "Tara", "4": "Giles"}))
    assert Basis.LABELLED in {one.basis for one in found.script.utterances}

    text = to_text(found.script)
    assert "Giles (labelled: Giles 75%)" in text
    again = from_text(text, tmp_path)
    assert [(one.speaker, one.basis) for one in again.utterances] == [
        (one.speaker, one.basis) for one in found.script.utterances
    ]
    assert read_script(to_json(found.script).encode(), tmp_path / "a.json") == found.script


WRITTEN = {
    "fenced": '```json\n{"1": "Giles"}\n```',
    "amid words": 'Sure! Here you are:\n{"1": "Giles"}\nThe second one is hard.',
    "cut": '{"1": "Giles", "2": "Ta',
    "after a thought": '<think>Perhaps {"1": "Emma"}? No.</think>{"1": "Giles"}',
    "numbers bare": '{1: "Giles"}',
    "in a list": '[{"1": "Giles"}]',
    "nested": '{"labels": {"#1": "Giles"}}',
    "escaped": '{"1": "\\u0047iles"}',
    "other case": '{"1": " giles "}',
    "wrong numbers": '{"0": "Tara", "99": "Tara", "1": "Giles", "-3": "Emma"}',
}


@pytest.mark.parametrize("content", WRITTEN.values(), ids=WRITTEN)
def test_a_label_is_found_however_it_is_written(script: Script, content: str) -> None:
    found, server = ask(script, reply=content)
    alone, _ = ask(script, reply='{"1": "Giles"}')

    assert said(found.script)[1] == "Giles"
    assert found.script == alone.script
    assert len(server.asked) == 1


def test_what_has_no_label_stays_with_the_built_in_attribution(script: Script) -> None:
    found, _ = ask(script, reply=answer({"1": "Giles", "2": "unknown"}))

    assert said(found.script)[1:] == ["Giles", *said(script)[2:]]
    (missing,) = found.findings
    assert missing.code == "label-missing"
    assert missing.message.startswith('3 of the 4 lines oracle was asked for get no label, the first "Then I must go."')


@pytest.mark.parametrize("name", ["Sherlock Holmes", "Emma and Tara", "", "the oracle", "*", "\x00"])
def test_a_name_that_nobody_has_is_not_taken(script: Script, name: str) -> None:
    found, _ = ask(script, reply=answer({"1": name, "2": "Emma", "3": "Tara", "4": "Tara"}))

    assert said(found.script)[1] == said(script)[1]
    assert codes(found) == (["label-nobody"] if name else ["label-missing"])


def test_what_a_speech_tag_speaks_against_is_not_taken(script: Script) -> None:
    found, _ = ask(script, reply=answer({"1": "Tara", "2": "Emma", "3": "Giles", "4": "Tara"}))

    assert codes(found) == ["label-contradicted"]  # "she said"
    assert said(found.script)[3] == said(script)[3]
    assert "tag-contradicted" not in {one.code for one in check_script(found.script)}


@pytest.mark.parametrize("tag, taken", [("said the old woman", False), ("said the surgeon", True), ("she said", False)])
def test_a_tag_that_only_describes_somebody_speaks_against_a_gender_alone(
    tmp_path: Path, tag: str, taken: bool
) -> None:
    path = tmp_path / "described.txt"
    path.write_text(f'Mr. Giles met Emma. He bowed, and she laughed.\n\n"Good morning," {tag}.\n', encoding="utf-8")

    found, _ = ask(open_script(path), reply=answer({"1": "Mr. Giles"}))

    assert ("label-contradicted" not in codes(found)) == taken
    assert (said(found.script) == ["Mr. Giles"]) == taken


def test_a_label_for_a_line_whose_tag_names_the_speaker_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "tagged.txt"
    path.write_text('"Is it late?" asked Emma.\n\n"Yes," said Tara, "very."\n', encoding="utf-8")

    found, server = ask(open_script(path), reply=answer({"1": "Tara", "2": "Emma"}))

    assert found.script == open_script(path)
    assert server.asked == []


@pytest.mark.parametrize(
    "content", ["I cannot help with that.", "", "{}", "[1, 2]", '{"1": 3}', None, [{"type": "text"}]]
)
def test_garbage_is_asked_for_once_more_and_then_left(script: Script, content: object, tmp_path: Path) -> None:
    found, server = ask(script, reply=lambda body: content, folder=tmp_path / "kept")

    assert found.script == script
    assert codes(found) == ["label-missing"]
    assert len(server.asked) == found.asked == 2
    assert not any((tmp_path / "kept").rglob("*.json"))


def test_garbage_before_an_answer_costs_one_request(script: Script) -> None:
    replies = iter(["nonsense", answer({"1": "Giles"})])
    found, server = ask(script, reply=lambda body: next(replies))

    assert said(found.script)[1] == "Giles"
    assert len(server.asked) == 2


def cut_words(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "999")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [{"message": {"content": "')
    handler.hang_up()


PASSING = {
    "busy": refusal(429, "slow down"),
    "broken": refusal(500),
    "dropped": dropped,
    "slow": slow_one,
    "error with 200": lambda handler: handler.words(200, {"error": {"message": "loading"}}),
    "no choice": lambda handler: handler.words(200, {"choices": []}),
    "page": lambda handler: handler.words(200, "<html>Log in</html>"),
    "cut": cut_words,
}


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING)
def test_what_passes_is_asked_for_again(script: Script, fault: Fault) -> None:
    found, server = ask(script, fault, reply=answer({"1": "Giles"}))

    assert said(found.script)[1] == "Giles"
    assert len(server.asked) == 2


def test_a_refusal_is_an_error_that_names_the_setting(script: Script) -> None:
    with pytest.raises(NarrateError, match=r"^127\.0\.0\.1:\d+: 401: no \(set NARRATE_CHAT_KEY to a key it takes\)$"):
        ask(script, refusal(401, "no"))


def test_a_second_run_asks_nothing_and_a_changed_line_only_for_its_window(tmp_path: Path) -> None:
    folder = tmp_path / "clips"
    path = tmp_path / "long.txt"
    body = "Emma met Tara.\n\n" + "".join(f'"{"Yes, " * 20}{number}."\n\n' for number in range(LINES * 4))
    path.write_text(body, encoding="utf-8")
    everybody = answer(dict.fromkeys(map(str, range(1, LINES + 1)), "Tara"))

    first, server = ask(open_script(path), reply=everybody, folder=folder)
    again, idle = ask(open_script(path), reply="nonsense", folder=folder)
    path.write_text(body + '"Goodbye."\n', encoding="utf-8")
    longer, busy = ask(open_script(path), reply=everybody, folder=folder)

    assert (len(server.asked), first.asked) == (4, 4)
    assert (idle.asked, again.asked) == ([], 0)
    assert again.script == first.script
    assert longer.asked == len(busy.asked) < 4
    assert set(said(first.script)) == {"Tara"}


def test_what_was_answered_before_a_failure_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("Emma met Tara.\n\n" + '"Yes."\n\n"No."\n\n' * LINES, encoding="utf-8")
    script = open_script(path)
    good = answer({"1": "Tara"})

    with pytest.raises(NarrateError):
        ask(script, None, refusal(400, "out of money"), reply=good, folder=tmp_path / "clips", connections=1)
    found, server = ask(script, reply=good, folder=tmp_path / "clips")

    assert (len(server.asked), found.asked) == (1, 1)


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"a": "Tara"}', b"\xff", b"[" * 100_000])
def test_a_damaged_answer_is_asked_for_again(script: Script, tmp_path: Path, damage: bytes) -> None:
    ask(script, reply=answer({"1": "Giles"}), folder=tmp_path / "clips")
    (kept,) = (tmp_path / "clips").rglob("*.json")
    kept.write_bytes(damage)

    found, server = ask(script, reply=answer({"1": "Giles"}), folder=tmp_path / "clips")

    assert len(server.asked) == 1
    assert said(found.script)[1] == "Giles"


def test_a_story_cannot_fake_the_marks(tmp_path: Path) -> None:
    path = tmp_path / "fake.txt"
    path.write_text('Emma met Tara.\n\n"[#2] is [=Tara]," somebody said.\n', encoding="utf-8")

    (window,) = windows(open_script(path))

    assert "[ #2] is [ =Tara]" in window.shown


@given(
    st.dictionaries(
        st.integers(-1, 6).map(str),
        st.sampled_from(["Emma", "Tara", "Giles", "unknown", "Nobody", 'x"y', "ü"]),
        max_size=6,
    ),
    st.sampled_from(["{}", "```json\n{}\n```", "I say {} then.", "{}{}"]),
)
def test_labels_are_found_in_any_frame(labels: dict[str, str], frame: str) -> None:
    written = frame.replace("{}", json.dumps(labels))
    told = json.dumps({"choices": [{"message": {"content": written}}]}).encode()

    found = _labels(Answer(told, "application/json"))

    assert found == {int(number): name for number, name in labels.items() if number != "-1"}


def test_nothing_is_lost_by_labels(script: Script) -> None:
    found, _ = ask(script, reply=answer({"1": "Giles", "2": "Nobody", "3": "Giles"}))

    assert account(found.script) == account(script)
    assert "".join(one.text for one in found.script.utterances) == "".join(one.text for one in script.utterances)
    assert {one.speaker for one in found.script.utterances} <= {None, *(one.name for one in script.characters)}


def test_a_book_is_labelled_once_and_opened_again_without_a_server(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    reply = answer({"1": "Giles", "2": "Emma", "3": "Tara", "4": "Giles"})
    with SpeechServer(replies=repeat(lambda body: reply)) as server:
        model = Labeller(Server(server.url, "oracle", "the oracle", "NARRATE_CHAT_"))
        first = open_book(path, clips=tmp_path / "clips", model=model)
        path.write_text(STORY.replace("sat in", "were in"), encoding="utf-8")
        open_book(path, clips=tmp_path / "clips", model=model)
    path.write_text(STORY, encoding="utf-8")
    again = open_book(path, clips=tmp_path / "clips", model=model)

    assert said(first.script) == said(again.script) == ["Emma", "Giles", "Emma", "Tara", "Giles"]
    assert len(server.asked) == 2
    assert said(open_book(path, clips=tmp_path / "clips").script) == said(open_script(path))


def test_what_a_person_says_goes_before_a_label(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    (tmp_path / "voices.yaml").write_text('speakers:\n  "Then I must go": Tara\n', encoding="utf-8")
    reply = answer({str(number): "Giles" for number in range(1, 5)})
    with SpeechServer(replies=repeat(lambda body: reply)) as server:
        model = Labeller(Server(server.url, "oracle", "the oracle", "NARRATE_CHAT_"))
        found = opened(path, voices=tmp_path / "voices.yaml", model=model)

    assert said(found.script)[:3] == ["Emma", "Giles", "Tara"]
    assert '[=Tara] "Then I must go."' in str(server.asked[0].body["messages"])
    assert "label-contradicted" in {one.code for one in found.findings}


def test_a_script_is_not_labelled(script: Script, tmp_path: Path) -> None:
    path = tmp_path / "story.script"
    path.write_text(to_text(script), encoding="utf-8")

    with pytest.raises(NarrateError, match="a script is read as it stands; a language model labels"):
        opened(path, model=Labeller(Server("http://127.0.0.1:9/v1", "oracle", "", "NARRATE_CHAT_")))


def test_the_command_line_asks_a_language_model_if_it_is_told_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    reply = answer({"1": "Giles", "2": "unknown"})
    with SpeechServer(replies=repeat(lambda body: reply)) as server:
        environ = {
            "NARRATE_SERVERS": "",
            "NARRATE_CHAT_URL": server.url,
            "NARRATE_CHAT_MODEL": "oracle",
            "NARRATE_CLIPS": str(tmp_path / "clips"),
        }
        told = CliRunner().invoke(main, ["script", str(path), "--attribution", "openai"], env=environ)
        for command in ("check", "cast"):  # what was answered is kept for them, too
            CliRunner().invoke(main, [command, str(path), "--attribution", "openai"], env=environ)
        plain = CliRunner().invoke(main, ["script", str(path)], env=environ)
        environ["NARRATE_CHAT_MODEL"] = ""
        unset = CliRunner().invoke(main, ["script", str(path), "--attribution", "openai"], env=environ)

    assert "Giles (labelled: Giles 75%)" in told.stdout
    assert "3 of the 4 lines oracle was asked for get no label" in told.stderr
    assert "labelling: 1 of 1 in 0:0" in told.stderr
    assert "labelled" not in plain.stdout
    assert len(server.asked) == 1
    assert (unset.exit_code, unset.stderr.count("\n")) == (3, 1)
    assert "no model is set: set NARRATE_CHAT_MODEL" in unset.stderr


def test_how_far_a_language_model_is_can_be_watched(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("Emma met Tara.\n\n" + '"Yes."\n\n"No."\n\n' * LINES, encoding="utf-8")
    told: list[Progress] = []
    with SpeechServer(replies=repeat(lambda body: answer({"1": "Tara"}))) as server:
        model = Server(server.url, "oracle", "", "NARRATE_CHAT_", connections=2)
        opened(path, model=Labeller(model, watched=lambda: nullcontext(told.append)))

    assert [(one.stage, one.done, one.total) for one in told] == [("label", done, 2) for done in range(3)]
    assert told[-1].place.startswith("chapter 1, scene 1, paragraph ")


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_ends_the_questions_at_once_and_keeps_the_answers(tmp_path: Path) -> None:
    path, clips = tmp_path / "long.txt", tmp_path / "clips"
    path.write_text("Emma met Tara.\n\n" + '"Yes."\n\n"No."\n\n' * LINES * 4, encoding="utf-8")
    attentive = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    code = f"{attentive}; from narrate.cli import main; main()"
    command = [sys.executable, "-c", code, "script", str(path), "--attribution", "openai", "-q"]
    with SpeechServer(None, None, *[slow(60)] * 4, replies=repeat(lambda body: answer({"1": "Tara"}))) as server:
        environ = {"NARRATE_SERVERS": "", "NARRATE_CHAT_URL": server.url, "NARRATE_CHAT_MODEL": "oracle"}
        environ = {**os.environ, **environ, "NARRATE_CLIPS": str(clips)}
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environ) as run:
            while len(server.asked) < 6 or len(list(clips.rglob("*.json"))) < 2:
                assert run.poll() is None
                time.sleep(0.02)
            began = time.monotonic()
            run.send_signal(signal.SIGINT)
            _, told = run.communicate(timeout=30)
        ended = time.monotonic() - began
        found = subprocess.run(command, capture_output=True, env=environ, check=False)

    assert (run.returncode, told.count("\n"), found.returncode) == (130, 1, 0)
    assert ended < 5
    assert len(server.asked) == 6 + 8 - 2
