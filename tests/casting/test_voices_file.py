"""What may stand in voices.yaml, and what is said of a mistake."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_palette import SMALL

from narrate.casting import VoiceMap, read_voices
from narrate.casting.marked import MAX_BYTES, Source
from narrate.casting.voices_file import parse_voices
from narrate.engines import ENGINES, load
from narrate.engines.palette import PALETTE
from narrate.errors import CastError, EngineError
from narrate.model import Kind

ROOT = Path(__file__).parents[2]


def read(text: str) -> VoiceMap:
    return parse_voices(Source(Path("voices.yaml"), text), SMALL, engines=("tone", "espeak"))


def mistake(text: str) -> str:
    with pytest.raises(CastError) as caught:
        read(text)
    return str(caught.value)


def test_a_role_by_a_voices_name_is_that_voice_and_knows_where_it_stands() -> None:
    voice = read("cast:\n  Kennedy: mezzo\n").roles["Kennedy"]

    assert voice == SMALL[3]
    assert voice.origin == "voices.yaml:2:12"


def test_a_rate_on_top_multiplies_and_other_settings_replace() -> None:
    voice = read("cast:\n  Tara: {voice: alto, rate: 1.1, pitch: 45, tone: soft}").roles["Tara"]

    assert voice.settings == {"voice": "a", "pitch": 45, "rate": 0.99, "tone": "soft"}
    assert voice.name == "alto (rate 1.1, pitch 45, tone soft)"


def test_with_an_engine_the_voice_is_that_engines_own() -> None:
    voice = read("cast:\n  Tara: {engine: espeak, voice: en-us+Andrea, pitch: 35}").roles["Tara"]

    assert (voice.engine, voice.settings) == ("espeak", {"voice": "en-us+Andrea", "pitch": 35})


def test_an_engine_without_a_voice_means_its_usual_one() -> None:
    assert read("narrator: {engine: tone, pitch: 440}").narrator.settings == {"pitch": 440}  # type: ignore[union-attr]


def test_own_voices_can_be_made_from_each_other_in_any_order() -> None:
    voice_map = read("voices:\n  c: {voice: b, rate: 2}\n  b: {voice: a, rate: 0.5}\n  a: alto\ncast: {X: c}")

    assert voice_map.roles["X"].settings["rate"] == 0.9
    assert (voice_map.roles["X"].name, voice_map.roles["X"].origin) == ("c", "voices.yaml:2:6")
    assert list(voice_map.voices) == ["c", "b", "a"]


def test_a_thousand_voices_each_made_from_the_next_are_read() -> None:
    chain = "".join(f"  v{number}: v{number + 1}\n" for number in range(1000))

    assert read(f"voices:\n{chain}  v1000: alto").voices["v0"].settings == SMALL[4].settings


@pytest.mark.parametrize(
    "name", ["No", "yes", "Null", "~", "true", "1984", "0x10", "1e3", "2001-01-01", "12:30", ".inf", "Ma'ma", "<<", "="]
)
def test_a_name_is_the_text_that_was_written(name: str) -> None:
    voice_map = read(f"cast:\n  {name}: alto\nsay:\n  {name}: x\n")

    assert (list(voice_map.roles), dict(voice_map.say)) == ([name], {name: "x"})


@pytest.mark.parametrize("name", ["*Tara", "A: B", "# 1", "Łucja", "  Tara  ", "Zoë “Zo” O’Neill", "😀", "@home"])
def test_a_name_in_quotes_may_hold_anything(name: str) -> None:
    assert list(read(f'cast:\n  "{name}": alto\n').roles) == [name.strip()]


def test_respellings_may_look_like_numbers_and_keys_are_stripped() -> None:
    assert read("say:\n  ' Level ': 42\n  Viet-Nam: ' Vietnam '").say == {"Level": "42", "Viet-Nam": "Vietnam"}


@pytest.mark.parametrize(
    "text", ["", "\n", "# nothing yet\n", "---\n", "cast:\nread:\nvoices:\nsay:\n", "\ufeff", "cast: {}"]
)
def test_a_file_in_which_nothing_is_chosen_is_no_mistake(text: str) -> None:
    assert read(text) == VoiceMap()


def test_an_anchor_may_be_used_again() -> None:
    voice_map = read("cast:\n  A: &slow {voice: alto, rate: 0.8}\n  B: *slow\n")

    assert voice_map.roles["A"] == voice_map.roles["B"]


def test_a_kind_is_read_by_its_speaker_unless_the_file_gives_it_to_the_narrator() -> None:
    assert read("read: {thought: narrator, letter: speaker, message: narrator}").narrated == {
        Kind.THOUGHT,
        Kind.MESSAGE,
    }
    assert read("cast: {A: alto}").narrated == frozenset()


NAMES = "known: narrator, narrator-female, girl, mezzo, alto, tenor, bass"
QUOTES = "(a name with : # * & ! @ or a quotation mark in it goes in quotes)"
MISTAKES = {
    "cast:\n  A: b: c": f"2:7: not valid YAML: mapping values are not allowed here {QUOTES}",
    "cast:\n\t A: alto": (
        "2:1: not valid YAML: while scanning for the next token, "
        f"found character '\\t' that cannot start any token {QUOTES}"
    ),
    "cast:\n  *Tara : alto": f"2:3: not valid YAML: found undefined alias 'Tara' {QUOTES}",
    "cast:\n  A: 'alto\n": (
        "3:1: not valid YAML: while scanning a quoted scalar, "
        f"found unexpected end of stream (begun in line 2) {QUOTES}"
    ),
    "say: {a: b}\n---\nsay: {}": (
        "2:1: not valid YAML: expected a single document in the stream, "
        f"but found another document (begun in line 1) {QUOTES}"
    ),
    "cast:\n  A: \x07": "2:6: a character YAML does not allow",
    "- alto": "1:1: voices.yaml must be a mapping of names, found a list",
    "alto": "1:1: voices.yaml must be a mapping of names, found a text: 'alto'",
    "casts:\n  A: alto": (
        "1:1: unknown key 'casts' "
        "(did you mean cast? known: narrator, cast, aliases, speakers, read, voices, say; a character belongs under "
        "cast)"
    ),
    "narrator: alto\nKennedy: alto": (
        "2:1: unknown key 'Kennedy' (known: narrator, cast, aliases, speakers, read, voices, say; a character belongs "
        "under cast)"
    ),
    "cast: {}\ncast: {}": "2:1: voices.yaml: 'cast' is there already (line 1); keep one of the two",
    "cast:\n  A: alto\n  B: bass\n  A: bass": "4:3: cast: 'A' is there already (line 2); keep one of the two",
    "cast:\n  A: {voice: alto, rate: 1, rate: 2}": "2:29: A: 'rate' is there already (line 2); keep one of the two",
    "say:\n  A: b\n  ' A': c": "3:3: say: 'A' is there already (line 2); keep one of the two",
    "read:\n  thoughts: narrator": (
        "2:3: read: no kind 'thoughts' (did you mean thought? known: quotation, thought, message, letter)"
    ),
    "read:\n  heading: narrator": "2:3: read: no kind 'heading' (known: quotation, thought, message, letter)",
    "read:\n  letter: narator": (
        "2:11: letter: expected who reads it, found a text: 'narator' (did you mean narrator? known: speaker, narrator)"
    ),
    "read:\n  letter:": "2:9: letter: expected who reads it, found nothing (known: speaker, narrator)",
    "read: narrator": "1:7: read must be a mapping of names, found a text: 'narrator'",
    "read: {letter: narrator, letter: speaker}": "1:26: read: 'letter' is there already (line 1); keep one of the two",
    "cast:\n  A: alt": f"2:6: no voice 'alt' (did you mean alto? {NAMES})",
    "cast:\n  A: {voice: xyz}": f"2:14: no voice 'xyz' ({NAMES})",
    "narrator: altoo": f"1:11: no voice 'altoo' (did you mean alto? {NAMES})",
    "voices:\n  mine: altos\ncast:\n  A: mine": f"2:9: no voice 'altos' (did you mean alto? {NAMES}, mine)",
    "cast:\n  A: {engine: espaek, voice: x}": "2:15: no engine 'espaek' (did you mean espeak? known: tone, espeak)",
    "narrator:": "1:9: narrator: expected the name of a voice, or a mapping with voice:, found nothing",
    "cast:\n  A: null": "2:6: A: expected the name of a voice, or a mapping with voice:, found null: 'null'",
    "cast:\n  A: true": "2:6: A: expected the name of a voice, or a mapping with voice:, found true or false: 'true'",
    "cast:\n  A: [alto]": "2:6: A: expected the name of a voice, or a mapping with voice:, found a list",
    "cast:\n  A: ''": "2:6: A: expected the name of a voice, or a mapping with voice:, found an empty text",
    "cast:\n  A: {}": "2:6: A: the key voice: is missing (found nothing)",
    "cast:\n  A: {voise: alto}": "2:6: A: the key voice: is missing (found voise)",
    "cast:\n  A: {voice: [alto]}": "2:14: voice: expected the name of a voice, found a list",
    "cast:\n  A: {engine: null, voice: x}": "2:15: engine: expected the name of an engine, found null: 'null'",
    "cast:\n  A: {voice: alto, pitch: {a: b}}": "2:27: pitch: expected a number or a text, found a mapping",
    "cast:\n  A: {voice: alto, pitch: true}": "2:27: pitch: expected a number or a text, found true or false: 'true'",
    "cast:\n  A: {voice: alto, pitch: .inf}": "2:27: pitch: expected a number or a text, found a number: '.inf'",
    "cast:\n  A:\n    voice: alto\n    rate:\n": "4:9: rate: expected a number, found nothing",
    "cast:\n  A: {voice: alto, rate: fast}": "2:26: rate: expected a number, found a text: 'fast'",
    "cast:\n  A: {voice: alto, rate: 2.6}": "2:26: rate 2.6 is out of range (0.4 to 2.5; 1 is usual)",
    "cast:\n  A: {voice: alto, rate: 0.3}": "2:26: rate 0.3 is out of range (0.4 to 2.5; 1 is usual)",
    "cast:\n  A: {voice: alto, rate: 0.42}": "2:6: rate 0.378 is out of range (0.4 to 2.5; 1 is usual)",
    "cast: alto": "1:7: cast must be a mapping of names, found a text: 'alto'",
    "cast: ~": "1:7: cast must be a mapping of names, found null: '~'",
    "cast:\n  - A: alto": "2:3: cast must be a mapping of names, found a list",
    "cast:\n  ? [a]\n  : alto": "2:5: cast: a name must be a text, found a list",
    "cast:\n  '': alto": "2:3: cast: a name must be a text, found an empty text",
    "say:\n  ' ': x": "2:3: say: a name must be a text, found an empty text",
    "say:\n  A:": "2:4: say: 'A': expected how it is said, found nothing",
    "say:\n  A: [b]": "2:6: say: 'A': expected how it is said, found a list",
    "say:\n  A: '...'": "2:6: say: 'A': expected how it is said, found a text: '...'",
    "voices:\n  alto: bass": "2:3: 'alto' is a voice of the palette; give your own another name",
    "voices:\n  a: a": "2:6: voice 'a' is made from itself (a → a)",
    "voices:\n  a: b\n  b: {voice: c}\n  c: a": "2:6: voice 'a' is made from itself (a → b → c → a)",
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_one_line_with_its_place(text: str) -> None:
    assert mistake(text) == f"voices.yaml:{MISTAKES[text]}"


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 50_000, "- " * 100_000])
def test_deep_nesting_is_refused(text: str) -> None:
    assert mistake(text) == "voices.yaml: nested too deeply to be a voices.yaml"


def test_aliases_of_aliases_are_not_expanded() -> None:
    layers = "".join(f"  v{n}: &v{n} {{a: *v{n - 1}, b: *v{n - 1}}}\n" for n in range(1, 500))
    start = time.monotonic()

    message = mistake(f"voices:\n  v0: &v0 {{voice: alto}}\n{layers}")

    assert message.startswith("voices.yaml:3:7: v1: the key voice: is missing")
    assert time.monotonic() - start < 5


def test_an_alias_of_the_mapping_it_stands_in_is_refused() -> None:
    assert mistake("cast: &a\n  A: *a") == "voices.yaml:1:7: A: the key voice: is missing (found A)"


def test_the_engine_says_where_a_setting_it_does_not_know_was_asked_for() -> None:
    voice = read("cast:\n  A: {engine: tone, pich: 300}").roles["A"]

    with pytest.raises(EngineError, match=r"^voices.yaml:2:6: tone has no setting 'pich' \(did you mean pitch"):
        load("tone").recipe(voice)


def test_a_file_is_read_as_utf_8_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "voices.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + "cast:\r\n  Zoë: alto\r\n".encode())

    assert list(read_voices(path, SMALL).roles) == ["Zoë"]


def test_the_place_of_a_mistake_begins_with_the_path_as_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "mine.yml"
    path.write_text("cast:\n  A: alt", encoding="utf-8")

    with pytest.raises(CastError) as caught:
        read_voices(path, SMALL)

    assert str(caught.value).startswith(f"{path}:2:6: no voice 'alt'")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"cast:\n  Zo\xeb: alto", ":2:5: not UTF-8; save the file as UTF-8"),
        ("cast: {}".encode("utf-16"), ":1:1: not UTF-8; save the file as UTF-8"),
        (b"#" * (MAX_BYTES + 1), ": larger than 256 kB; is it a voices.yaml?"),
    ],
)
def test_a_file_that_is_no_text_or_too_large_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "voices.yaml"
    path.write_bytes(content)

    with pytest.raises(CastError) as caught:
        read_voices(path, SMALL)

    assert str(caught.value) == f"{path}{message}"


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CastError, match="no such file; narrate cast BOOK --write makes one"):
        read_voices(tmp_path / "voices.yaml", SMALL)
    with pytest.raises(CastError, match=r"a folder; expected a voices\.yaml file"):
        read_voices(tmp_path, SMALL)
    with pytest.raises(CastError, match="cannot read"):
        read_voices(Path("a\0b"), SMALL)


PIECES = (
    "narrator cast voices say : , { } [ ] alto rate voice engine 0.9 & * a ' \" \\ \\U FFFFFFFF ! !!int !!float"
    " %YAML 1. --- ... | > - ? # << ~ null true 0x _ 1e999 .inf 2001-01-01 é"
).split()
BREAKS = ["\n", "\n  ", "\n    ", ": ", " ", "\t", "\r\n", "\x85", "\ufeff", "\u2028", "\0", "\ud800"]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES + BREAKS) | st.text(max_size=3), max_size=30).map("".join))
def test_any_text_is_a_voice_map_or_one_line_with_the_path(text: str) -> None:
    try:
        read(text)
    except CastError as error:
        assert str(error).startswith("voices.yaml:")
        assert len(str(error).splitlines()) == 1


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["{a: b, c: d", "a: b\n", "a,"])
def test_the_largest_file_is_answered_in_bounded_time(piece: str) -> None:
    text = (piece * MAX_BYTES)[:MAX_BYTES]
    start = time.monotonic()

    mistake(text)

    assert time.monotonic() - start < 30


def test_the_voices_yaml_of_the_project_casts_its_story_with_four_clearly_different_voices() -> None:
    voice_map = read_voices(ROOT / "voices.yaml", PALETTE, engines=ENGINES)
    engine = load("espeak")
    voices = [voice_map.narrator, *(voice_map.roles[name] for name in ("Kennedy", "Tara", "Willow", "Dawn"))]

    assert len({engine.recipe(voice) for voice in voices if voice}) == 5
    assert len({voice.settings["voice"] for voice in voices if voice}) == 5


def test_the_example_in_the_documentation_is_a_voices_yaml() -> None:
    example = (ROOT / "docs" / "voices.md").read_text(encoding="utf-8").partition("```yaml\n")[2].partition("```")[0]

    voice_map = parse_voices(Source(Path("voices.yaml"), example), PALETTE, engines=ENGINES)

    assert list(voice_map.roles) == ["Kennedy", "Tara", "Willow"]
    for voice in (*voice_map.roles.values(), *voice_map.voices.values()):
        load(voice.engine).recipe(voice)
