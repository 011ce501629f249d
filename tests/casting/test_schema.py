"""What voices.schema.json tells an editor is what the reader takes."""

import json
import re
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from small_palette import SMALL

from narrate.casting.directions import MANNER, PAUSE, READ, READERS, SAID, TELLERS
from narrate.casting.marked import Source
from narrate.casting.series import SECTIONS
from narrate.casting.voices_file import POOLS, parse_voices
from narrate.casting.wishes import ELSE, GAIN, MAX_SETTINGS, RATE
from narrate.errors import CastError
from narrate.model import Age, Gender

ROOT = Path(__file__).parents[2]
SCHEMA: dict[str, Any] = json.loads(
    resources.files("narrate.casting").joinpath("voices.schema.json").read_text(encoding="utf-8")
)
PROPERTIES, DEFINITIONS = SCHEMA["properties"], SCHEMA["$defs"]

GOOD = [
    "",
    "cast:\nvoices:\nsay:\n",
    "narrator: alto",
    "narrator: {engine: tone, pitch: 200, rate: 2, tone: soft}",
    "narrator: {engine: tone, voice: a, else: alto}\nvoices: {v: {engine: tone, else: mezzo}, w: {voice: v, else: v}}",
    "one-voice: true\nteller: own",
    "cast: {A: alto, B: {voice: mezzo, rate: 0.4, gain: -12, pitch: 30}}",
    "aliases: {A: [B, C], D: E, F: {gender: female, age: child, aliases: G}}",
    "speakers: {Yes I do: A, 'No: no': narrator}",
    "read: {quotation: speaker, thought: narrator, message: narrator, letter: speaker}",
    "pools: {female: [alto, mezzo], male: bass, unknown: alto, child: girl, elder: bass, unnamed: [tenor]}",
    "voices: {v: alto, w: {voice: v, rate: 2.5}}\ncast: {A: w}",
    "manners: off",
    "manners: {whispered: {rate: 0.5, pitch: -12, range: 0, gain: -12}, shouted: off, other: {gain: 12}}",
    "pauses: {scene: 10, paragraph: 0.15}",
    "credits: off",
    "credits: {opening: '{title}, by {author}', closing: off}",
    'say: {Giles: jyles, Level: 42, Siobhán: {say: shi-vawn, phonemes: "SI2v\'O:n"}, 1984: nineteen}',
]
BAD = [
    "casts: {}",
    "narrator: ''",
    "narrator: {}",
    "narrator: {pitch: 200}",
    "narrator: {else: alto}",
    "narrator: {engine: tone, else: ''}",
    "narrator: {engine: tone, else: [alto]}",
    "narrator: {engine: tone, else: {voice: alto}}",
    "narrator: {voice: alto, rate: 2.6}",
    "narrator: {voice: alto, rate: fast}",
    "narrator: {voice: alto, gain: 12.1}",
    "narrator: {voice: alto, pitch: [1]}",
    "one-voice: yes",
    "teller: Owen",
    "cast: [alto]",
    "cast: {A: [alto]}",
    "cast: {' ': alto}",
    "read: {heading: narrator}",
    "read: {letter: nobody}",
    "pools: {females: [alto]}",
    "pools: {female: []}",
    "pools: {female: [alto, alto]}",
    "pools: {female: [{voice: alto}]}",
    "manners: none",
    "manners: {shouted: on}",
    "manners: {shouted: {}}",
    "manners: {shouted: {volume: 2}}",
    "manners: {shouted: {rate: 0.4}}",
    "manners: {shouted: {pitch: 13}}",
    "manners: {shouted: {range: 2.1}}",
    "manners: {shouted: {gain: -13}}",
    "pauses: {scene: 0.1}",
    "pauses: {scene: long}",
    "credits: {middle: A}",
    "credits: [A]",
    "say: {A: [b]}",
    "say: {A: {}}",
    "say: {A: {ipa: x}}",
    "say: {A: {phonemes: ʃɪˈvɔːn}}",
    "extends: {a: b}",
]


def is_valid(text: str) -> bool:
    value = YAML(typ="safe", pure=True).load(text)
    names_as_text = json.loads(json.dumps(value))  # JSON has no other names, and neither has the reader
    return bool(Draft202012Validator(SCHEMA).is_valid(names_as_text))


def is_read(text: str) -> bool:
    try:
        parse_voices(Source(Path("voices.yaml"), text), SMALL)
    except CastError:
        return False
    return True


@pytest.mark.parametrize("text", GOOD)
def test_what_the_reader_takes_an_editor_does_not_mark(text: str) -> None:
    assert (is_valid(text), is_read(text)) == (True, True)


@pytest.mark.parametrize("text", BAD)
def test_what_the_reader_refuses_an_editor_marks(text: str) -> None:
    assert (is_valid(text), is_read(text)) == (False, False)


@pytest.mark.parametrize("path", ["voices.yaml", "docs/voices.md"])
def test_the_files_of_the_project_are_valid(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    examples = re.findall(r"^```yaml\n(.*?)^```", text, re.DOTALL | re.MULTILINE) if path.endswith(".md") else [text]

    assert examples
    assert [example for example in examples if not is_valid(example)] == []


def test_the_schema_is_one_and_names_no_place_on_a_machine() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["$id"].startswith("urn:")


def test_every_key_of_the_reader_is_in_the_schema_and_none_besides() -> None:
    assert tuple(PROPERTIES) == SECTIONS
    assert set(PROPERTIES["read"]["properties"]) == set(READ)
    assert tuple(PROPERTIES["pools"]["properties"]) == POOLS
    assert tuple(PROPERTIES["say"]["additionalProperties"]["oneOf"][1]["properties"]) == SAID
    assert (tuple(PROPERTIES["teller"]["enum"]), tuple(DEFINITIONS["reader"]["enum"])) == (TELLERS, READERS)
    assert set(DEFINITIONS["character"]["oneOf"][2]["properties"]["gender"]["enum"]) == set(Gender)
    assert set(DEFINITIONS["character"]["oneOf"][2]["properties"]["age"]["enum"]) == set(Age)


def test_every_range_of_the_reader_is_in_the_schema() -> None:
    told = {name: DEFINITIONS["manner"]["oneOf"][1]["properties"][name] for name in MANNER}
    told |= {"pause": PROPERTIES["pauses"]["additionalProperties"]}
    told |= {"voice's rate": DEFINITIONS["rate"], "voice's gain": DEFINITIONS["gain"]}
    spans = {**MANNER, "pause": PAUSE, "voice's rate": RATE, "voice's gain": GAIN}

    assert {name: (one["minimum"], one["maximum"]) for name, one in told.items()} == {
        name: (span.low, span.high) for name, span in spans.items()
    }
    assert DEFINITIONS["voice"]["oneOf"][1]["maxProperties"] == MAX_SETTINGS
    assert set(DEFINITIONS["voice"]["oneOf"][1]["properties"]) == {
        "voice", "engine", ELSE, "rate", "gain", "pitch", "range",
    }  # fmt: skip


def test_every_key_is_explained() -> None:
    def unexplained(schema: dict[str, Any], way: str = "") -> list[str]:
        return [
            f"{way}{name}"
            for name, one in schema.get("properties", {}).items()
            if "description" not in one or unexplained(one, f"{way}{name}.")
        ]

    assert unexplained(SCHEMA) == []
