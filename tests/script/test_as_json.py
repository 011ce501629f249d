"""The script as JSON: a contract that other programs score and edit."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from script_values import scripts

from narrate.errors import ManuscriptError
from narrate.model import Age, Basis, Character, Gender, Kind, Place, Script, Skipped, Utterance, identified
from narrate.production import open_script
from narrate.script import read_corrections, read_script, to_json
from narrate.script.lines import BY_HAND

PATH = Path("story.json")
MINIMAL = {
    "title": "Never",
    "author": "Ray",
    "language": "en",
    "characters": [{"name": "Tara", "aliases": ["Tara", "the witch"], "gender": "female"}],
    "utterances": [
        {
            "id": "anything", "kind": "quotation", "start": 6, "end": 10, "text": '"Hi"', "speaker": "Tara",
            "confidence": 0.93, "basis": "implicit", "chapter": 1, "scene": 1, "paragraph": 1,
        },
        {
            "id": "", "kind": "narration", "start": 11, "end": 20, "text": "she said.", "speaker": None,
            "confidence": 1, "basis": None, "chapter": 1, "scene": 1, "paragraph": 1,
        },
    ],
    "skipped": [{"start": 0, "end": 5, "reason": "header"}],
}  # fmt: skip


def read(record: object) -> Script:
    return read_script(json.dumps(record).encode(), PATH)


def edited(change: Callable[[Any], object]) -> Script:
    record = json.loads(json.dumps(MINIMAL))
    change(record)
    return read(record)


@settings(max_examples=80, deadline=None)
@given(scripts(cues=True))
def test_reading_what_was_written_gives_the_same_script(script: Script) -> None:
    assert read_script(to_json(script).encode(), PATH) == script


def test_the_keys_are_those_of_the_contract() -> None:
    said = Utterance(0, 4, '"Hé"', Kind.QUOTATION, Place(1, 2, 3), "Tara", 0.93, Basis.IMPLICIT)
    read_ = Utterance(5, 9, "she.", Kind.NARRATION, Place(1, 2, 3))
    tara = Character("Tara", ("Tara", "the witch"), Gender.FEMALE)
    utterances = identified([said, read_])
    script = Script(
        "T", "A", "en", ("One",), (tara,), utterances, (Skipped(9, 12, "***", "ornament"),), {"date": "1999"}, 2
    )

    assert json.loads(to_json(script)) == {
        "title": "T",
        "author": "A",
        "language": "en",
        "words": 2,
        "chapters": ["One"],
        "metadata": {"date": "1999"},
        "characters": [{"name": "Tara", "aliases": ["Tara", "the witch"], "gender": "female"}],
        "utterances": [
            {
                "id": utterances[0].id, "kind": "quotation", "start": 0, "end": 4, "text": '"Hé"', "speaker": "Tara",
                "confidence": 0.93, "basis": "implicit", "continues": False, "chapter": 1, "scene": 2, "paragraph": 3,
            },
            {
                "id": utterances[1].id, "kind": "narration", "start": 5, "end": 9, "text": "she.", "speaker": None,
                "confidence": 1.0, "basis": None, "continues": False, "chapter": 1, "scene": 2, "paragraph": 3,
            },
        ],
        "skipped": [{"start": 9, "end": 12, "reason": "ornament", "text": "***"}],
    }  # fmt: skip
    assert '"Hé' in to_json(script).replace("\\", "")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_offsets_count_the_letters_of_the_file_as_it_stands(tmp_path: Path, newline: str, mark: str) -> None:
    text = newline.join(["TITLE: Zoë 😀", "", "“Où?” said Emma 😀.", "", "“Here,” said Tara.", ""])
    (tmp_path / "story.txt").write_bytes((mark + text).encode())

    record = json.loads(to_json(open_script(tmp_path / "story.txt")))

    spans = record["utterances"] + record["skipped"]
    assert len(spans) > 4
    assert all(text[one["start"] : one["end"]] == one["text"] for one in spans)
    assert {one["speaker"] for one in record["utterances"]} == {"Emma", "Tara", None}
    narrated = [one for one in record["utterances"] if one["kind"] in ("narration", "heading")]
    assert all((one["speaker"], one["basis"], one["confidence"]) == (None, None, 1.0) for one in narrated)


def test_a_program_may_write_no_more_than_the_contract_asks() -> None:
    script = read(MINIMAL)

    assert script.chapters == ("Never",)
    assert script.utterances[0].speaker == "Tara"
    assert script.skipped == (Skipped(0, 5, "", "header"),)


def test_an_age_is_kept_and_left_out_of_adults() -> None:
    child = edited(lambda record: record["characters"][0].update(age="child"))

    assert json.loads(to_json(child))["characters"][0]["age"] == child.characters[0].age == Age.CHILD
    assert "age" not in json.loads(to_json(read(MINIMAL)))["characters"][0]


def test_a_manner_and_who_tells_the_story_are_kept_and_left_out_where_there_are_none() -> None:
    script = edited(lambda record: (record["utterances"][0].update(manner="softly"), record.update(teller="Tara")))
    record, plain = json.loads(to_json(script)), json.loads(to_json(read(MINIMAL)))

    assert (script.utterances[0].manner, script.teller) == ("softly", "Tara")
    assert [one.get("manner") for one in record["utterances"]] == ["softly", None]
    assert record["teller"] == "Tara"
    assert "teller" not in plain
    assert not any("manner" in one for one in plain["utterances"])


def test_chapters_without_titles_are_numbered() -> None:
    assert edited(lambda r: r["utterances"][1].update(chapter=2)).chapters == ("Chapter 1", "Chapter 2")


def test_ids_are_made_anew_and_a_speaker_without_basis_is_given() -> None:
    script = edited(lambda record: record["utterances"][0].update(basis=None))

    assert script.utterances == identified(script.utterances)
    assert script.utterances[0].basis is Basis.GIVEN


def test_a_cue_is_kept_and_left_out_where_there_is_none() -> None:
    script = edited(lambda record: record["utterances"][0].update(cue="speech tag “said Tara”"))
    records = json.loads(to_json(script))["utterances"]

    assert script.utterances[0].cue == "speech tag “said Tara”"
    assert [one.get("cue") for one in records] == ["speech tag “said Tara”", None]


@pytest.mark.parametrize("change", [{"basis": None}, {"basis": "given"}, {"basis": "given", "cue": "acts before"}])
def test_a_program_that_gives_a_line_to_someone_gives_it_by_hand(change: dict[str, object]) -> None:
    script = edited(lambda record: record["utterances"][0].update(change))

    assert script.utterances[0].cue == BY_HAND


def test_what_the_format_gives_is_not_given_by_hand() -> None:
    assert edited(lambda record: record["utterances"][0].update(basis="given", cue="")).utterances[0].cue == ""


def test_lines_that_found_no_place_are_kept_beside_the_others() -> None:
    lost = edited(lambda record: record["utterances"][0].update(basis=None)).utterances[0]

    text = to_json(read(MINIMAL), unplaced=[lost])

    assert read_script(text.encode(), PATH) == read(MINIMAL)
    assert read_corrections(text.encode(), PATH).unplaced == (replace(lost, id=""),)


def test_a_confidence_is_kept_in_hundredths() -> None:
    assert edited(lambda r: r["utterances"][0].update(confidence=0.98765)).utterances[0].confidence == 0.99


KEYS = [key for key in MINIMAL if key != "chapters"]


@pytest.mark.parametrize("key", KEYS)
def test_a_missing_key_is_named(key: str) -> None:
    with pytest.raises(ManuscriptError, match=rf"^story\.json: '{key}' is missing"):
        read_script(('{"x": "\\"utterances\\"", ' + json.dumps({**MINIMAL, "x": 1, key: 0})[1:]).replace(
            f'"{key}": 0', '"y": 0'
        ).encode(), PATH)  # fmt: skip


@pytest.mark.parametrize("key", sorted(MINIMAL["utterances"][0].keys() - {"id"}))  # type: ignore[union-attr]
def test_a_missing_key_of_an_utterance_is_named_with_its_number(key: str) -> None:
    with pytest.raises(ManuscriptError, match=rf"^story\.json: utterance 2: '{key}' is missing"):
        edited(lambda record: record["utterances"][1].pop(key))


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("start", "6", "a whole number from 0"),
        ("start", -1, "a whole number from 0"),
        ("end", 10.5, "a whole number from 0"),
        ("end", True, "a whole number from 0"),
        ("text", None, "a text"),
        ("kind", "dialogue", "one of heading, narration, quotation, thought, message"),
        ("kind", ["quotation"], "one of heading"),
        ("speaker", "", "a name or null"),
        ("speaker", 7, "a text"),
        ("confidence", "high", "a number from 0 to 1"),
        ("confidence", 1.5, "a number from 0 to 1"),
        ("confidence", float("nan"), "a number from 0 to 1"),
        ("confidence", True, "a number from 0 to 1"),
        ("basis", "guess", "one of explicit, anaphoric, implicit, labelled, given"),
        ("continues", "no", "true or false"),
        ("cue", 5, "a text"),
        ("chapter", 0, "a whole number from 1"),
        ("scene", "1", "a whole number from 1"),
        ("paragraph", None, "a whole number from 1"),
    ],
)
def test_a_wrong_value_is_named_with_its_utterance(key: str, value: object, expected: str) -> None:
    with pytest.raises(ManuscriptError, match=rf"^story\.json: utterance 1: {key}: expected {expected}.*, found "):
        edited(lambda record: record["utterances"][0].update({key: value}))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda r: r.update(title=5), "story.json: title: expected a text, found 5"),
        (lambda r: r.update(chapters="One"), "story.json: chapters: expected a list of texts"),
        (lambda r: r.update(chapters=[1]), "story.json: chapters: expected a list of texts"),
        (lambda r: r.update(chapters=[]), "there is a chapter 1, but the titles of 0"),
        (lambda r: r.update(metadata={"date": 1999}), "story.json: metadata: expected an object of texts"),
        (lambda r: r.update(metadata=["date"]), "story.json: metadata: expected an object of texts"),
        (lambda r: r.update(utterances={"1": {}}), "story.json: utterances: expected a list"),
        (lambda r: r.update(utterances=[]), "story.json: the script has no utterance"),
        (lambda r: r["utterances"].append("x"), 'story.json: utterance 3: expected an object, found "x"'),
        (lambda r: r.update(teller=None), "story.json: teller: expected a text, found null"),
        (lambda r: r["utterances"][0].update(manner=1), "story.json: utterance 1: manner: expected a text, found 1"),
        (
            lambda r: r["utterances"][0].update(manner="Softly"),
            "story.json: utterance 1: manner: no manner 'Softly' (did you mean softly? known: whispered, ",
        ),
        (lambda r: r.update(skipped=None), "story.json: skipped: expected a list, found null"),
        (lambda r: r["skipped"][0].pop("reason"), "story.json: skipped 1: 'reason' is missing"),
        (lambda r: r["skipped"][0].update(start="0"), "story.json: skipped 1: start: expected a whole number"),
        (lambda r: r["characters"][0].pop("gender"), "story.json: character 1: 'gender' is missing"),
        (lambda r: r["characters"][0].update(gender="f"), "story.json: character 1: gender: expected one of female"),
        (lambda r: r["characters"][0].update(age="old"), "story.json: character 1: age: expected one of child, adult"),
        (lambda r: r["characters"][0].update(aliases="Tara"), "character 1: aliases: expected a list of texts"),
        (lambda r: r["utterances"].reverse(), "story.json: utterance 2 is out of order"),
        (lambda r: r["utterances"][1].update(chapter=10**9), "there are more chapters than utterances"),
    ],
)
def test_a_wrong_part_is_named(change: Callable[[Any], object], message: str) -> None:
    with pytest.raises(ManuscriptError) as caught:
        edited(change)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"utterances": [}', r"story\.json:1:17: not JSON: "),
        ('{\n "utterances": [],\n}', r"story\.json:\d:\d+: not JSON: "),
        ('{"utterances": ' + "[" * 100_000, "story.json: not the JSON of a script"),
        ('{"utterances": ' + "9" * 10_000 + "}", "story.json: not the JSON of a script"),
    ],
)
def test_what_is_not_json_is_refused_in_one_line(content: str, message: str) -> None:
    with pytest.raises(ManuscriptError, match=f"^{message}"):
        read_script(content.encode(), PATH)


def test_half_a_character_is_written_so_that_it_can_be_read_again() -> None:
    script = edited(lambda record: record["utterances"][1].update(text="she \ud83d said."))

    assert read_script(to_json(script).encode(), PATH) == script
