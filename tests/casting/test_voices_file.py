"""What may stand in voices.yaml, and what is said of a mistake."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_palette import SMALL

from narrate.casting import VoiceMap, read_voices
from narrate.casting.directions import READ
from narrate.casting.hints import parse_hints
from narrate.casting.marked import MAX_BYTES, Source
from narrate.casting.series import SECTIONS
from narrate.casting.voices_file import parse_voices
from narrate.engines import ENGINES, load
from narrate.engines.offers import every_voice
from narrate.engines.palette import PALETTE
from narrate.errors import CastError, EngineError
from narrate.model import Kind, Manner, Voice
from narrate.palettes import by_name

ROOT = Path(__file__).parents[2]
MANNERS = {"whispered": Manner(range=0.5), "shouted": Manner(pitch=2)}


def read(text: str) -> VoiceMap:
    source = Source(Path("voices.yaml"), text)
    return parse_voices(source, SMALL, engines=("tone", "espeak"), manners=MANNERS, pauses=("scene", "paragraph"))


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


def test_a_gain_on_top_adds_and_is_no_setting_of_the_engine() -> None:
    voice_map = read("voices:\n  far: {voice: alto, gain: -4}\ncast:\n  A: {voice: far, gain: 1.5}\n  B: far\n")
    own = read("narrator: {engine: tone, gain: 3}").narrator

    assert (voice_map.roles["A"].gain, voice_map.roles["B"].gain) == (-2.5, -4)
    assert voice_map.roles["A"].settings == SMALL[4].settings
    assert voice_map.roles["A"].name == "far (gain 1.5)"
    assert own is not None
    assert (own.gain, own.settings) == (3, {})


def test_one_voice_gives_every_kind_to_the_narrator_whatever_read_says() -> None:
    assert read("one-voice: true\nread: {thought: speaker}").narrated == set(READ)
    assert read("one-voice: false\nread: {thought: narrator}").narrated == {Kind.THOUGHT}


def test_a_teller_may_have_a_voice_of_their_own() -> None:
    assert [read(text).teller_apart for text in ("teller: own", "teller: narrator", "")] == [True, False, False]


def test_a_pool_holds_voices_in_its_order_and_they_know_where_they_were_asked_for() -> None:
    text = "voices:\n  redhead: {voice: mezzo, rate: 1.1}\npools:\n  female: [redhead, alto]\n  unnamed: bass\n"

    pools = read(text).pools

    assert {name: [voice.name for voice in voices] for name, voices in pools.items()} == {
        "female": ["redhead", "alto"],
        "unnamed": ["bass"],
    }
    assert pools["female"][0].settings["rate"] == 1.1
    assert [voice.origin for voice in pools["female"]] == ["voices.yaml:4:12", "voices.yaml:4:21"]


def test_a_manner_changes_the_usual_one_and_off_changes_nothing() -> None:
    manners = read("manners:\n  whispered: {rate: 0.9, gain: -6}\n  shouted: off\n").manners

    assert manners == {"whispered": Manner(rate=0.9, range=0.5, gain=-6.0), "shouted": Manner()}
    assert read("manners: off").manners == dict.fromkeys(MANNERS, Manner())
    assert read("manners:\n").manners == {}


def test_the_ends_of_every_range_may_be_chosen() -> None:
    manners = read("manners: {whispered: {rate: 0.5, pitch: -12, range: 0, gain: -12}, shouted: {rate: 2, range: 2}}")
    pauses = read("pauses: {scene: 10, paragraph: 0.15}").pauses
    assert read("credits: {opening: '{title}', closing: off}").credits == {"opening": "{title}", "closing": ""}
    assert read("credits: off").credits == {"opening": "", "closing": ""}

    assert manners.manners["whispered"] == Manner(0.5, -12, 0, -12)
    assert pauses == {"scene": 10, "paragraph": 0.15}


def test_names_are_not_checked_where_the_known_ones_are_not_given() -> None:
    voice_map = parse_voices(Source(Path("v"), "manners: {x: off}\npauses: {y: 1}\ncast: {A: {engine: z}}"), SMALL)

    assert (voice_map.manners, voice_map.pauses) == ({"x": Manner()}, {"y": 1})


def test_a_word_is_said_by_letters_by_phonemes_or_by_both() -> None:
    voice_map = read(
        "say:\n  Giles: jyles\n  Siobhán: {say: shi-vawn, phonemes: \"SI2v'O:n\"}\n  Dawn: {phonemes: d'O:n}\n"
        "  Hyperion Hotel: {say: high-peery-on hotel}\n"
    )

    assert voice_map.say == {"Giles": "jyles", "Siobhán": "shi-vawn", "Hyperion Hotel": "high-peery-on hotel"}
    assert voice_map.phonemes == {"Siobhán": "SI2v'O:n", "Dawn": "d'O:n"}


NAMES = "known: narrator, narrator-female, girl, mezzo, alto, tenor, bass"
QUOTES = "(a name with : # * & ! @ or a quotation mark in it goes in quotes)"
MISTAKES = {
    "cast:\n  A: b: c": f"2:7: not valid YAML: mapping values are not allowed here {QUOTES}",
    "cast:\n\t A: alto": (
        "2:1: not valid YAML: while scanning for the next token, "
        "found character '\\t' that cannot start any token (indent with blanks, not with tabs)"
    ),
    "cast:\n  *Tara : alto": f"2:3: not valid YAML: found undefined alias 'Tara' {QUOTES}",
    "cast:\n  A: 'alto\n": (
        "3:1: not valid YAML: while scanning a quoted scalar, "
        "found unexpected end of stream (begun in line 2) (close the quotation mark or bracket)"
    ),
    "say: {a: b}\n---\nsay: {}": (
        "2:1: not valid YAML: expected a single document in the stream, "
        "but found another document (begun in line 1) (only one document to a file, without --- inside)"
    ),
    "cast:\n  A: \x07": "2:6: a character YAML does not allow; remove it",
    "- alto": "1:1: the file must be a mapping of names, found a list",
    "alto": "1:1: the file must be a mapping of names, found a text: 'alto'",
    "casts:\n  A: alto": (
        f"1:1: unknown key 'casts' (did you mean cast? known: {', '.join(SECTIONS)}; a character belongs under cast)"
    ),
    "narrator: alto\nKennedy: alto": (
        "2:1: unknown key 'Kennedy' (did you mean engine? "
        f"known: {', '.join(SECTIONS)}; a character belongs under cast)"
    ),
    "cast: {}\ncast: {}": "2:1: the file: 'cast' is there already (line 1); keep one of the two",
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
    "cast:\n  A: null": f"2:6: no voice 'null' ({NAMES})",
    "cast:\n  A: true": f"2:6: no voice 'true' ({NAMES})",
    "cast:\n  A: [alto]": "2:6: A: expected the name of a voice, or a mapping with voice:, found a list",
    "cast:\n  A: ''": "2:6: A: expected the name of a voice, or a mapping with voice:, found an empty text",
    "cast:\n  A: {}": "2:6: A: the key voice: is missing (found nothing)",
    "cast:\n  A: {voise: alto}": "2:6: A: the key voice: is missing (found voise)",
    "cast:\n  A: {voice: [alto]}": "2:14: voice: expected the name of a voice, found a list",
    "cast:\n  A: {engine: null, voice: x}": "2:15: no engine 'null' (known: tone, espeak)",
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
    "voices: {a: b, b: c, c: d, d: e, e: f, f: a}": "1:13: voice 'a' is made from itself (a → b → c → d → … → a)",
    "cast:\n  A: {voice: alto, gain: 12.5}": "2:26: gain 12.5 is out of range (-12 to 12 dB; 0 is usual)",
    "cast:\n  A: {voice: alto, gain: loud}": "2:26: gain: expected a number, found a text: 'loud'",
    "voices: {a: {voice: alto, gain: 7}}\ncast:\n  A: {voice: a, gain: 7}": (
        "3:6: gain 14 is out of range (-12 to 12 dB; 0 is usual)"
    ),
    'cast: {"a\\nb": []}': "1:16: 'a\\nb': expected the name of a voice, or a mapping with voice:, found an empty list",
    'say: {A: "\\uD800x"}': "1:10: half a character in '\\ud800x'; write it as it is, or whole as \\U0001F600",
    'say: {A: "\\UFFFFFFFF"}': "1:7: not valid YAML behind this: no such character or directive",
    'say: {A: "\\q"}': (
        "1:12: not valid YAML: while scanning a double-quoted scalar, found unknown escape character 'q' "
        "(write \\\\ for \\ in double quotes)"
    ),
    "cast: {A: !<tag:x%0Ay> ''}": (
        "1:11: A: expected the name of a voice, or a mapping with voice:, found an empty text"
    ),
    "one-voice: yes": ("1:12: one-voice: expected true or false, found a text: 'yes' (known: true, false)"),
    "one-voice:": "1:10: one-voice: expected true or false, found nothing (known: true, false)",
    "teller: Xavier": (
        "1:9: teller: expected whose voice the teller has, found a text: 'Xavier' (known: narrator, own)"
    ),
    "pools:\n  females: [alto]": (
        "2:3: pools: no pool 'females' (did you mean female? known: female, male, unknown, child, elder, unnamed)"
    ),
    "pools:\n  female: [alto, altoo]": f"2:18: no voice 'altoo' (did you mean alto? {NAMES})",
    "pools:\n  female: [alto, mezzo, alto]": "2:25: female: 'alto' is there already; keep one of the two",
    "pools:\n  female: []": "2:11: female: expected names of voices, found an empty list; remove the line",
    "pools:\n  female:": "2:9: female: expected names of voices, as [alto-warm, tenor-dry], found nothing",
    "pools:\n  female: [{voice: alto}]": (
        "2:12: female: expected names of voices, as [alto-warm, tenor-dry], found a mapping"
    ),
    "pools: [alto]": "1:8: pools must be a mapping of names, found a list",
    "manners: none": "1:10: manners: expected off, or manners by name, found a text: 'none'",
    "manners: [off]": "1:10: manners must be a mapping of names, found a list",
    "manners:\n  wispered: off": "2:3: no manner 'wispered' (did you mean whispered? known: whispered, shouted)",
    "manners:\n  shouted: on": (
        "2:12: shouted: expected off, or a mapping with rate:, pitch:, range:, gain:, breath:, found a text: 'on'"
    ),
    "manners:\n  shouted:": (
        "2:10: shouted: expected off, or a mapping with rate:, pitch:, range:, gain:, breath:, found nothing"
    ),
    "manners:\n  shouted: {}": "2:12: shouted: expected one of rate:, pitch:, range:, gain:, breath:, found nothing",
    "manners:\n  shouted: {volume: 2}": "2:13: shouted: unknown key 'volume' (known: rate, pitch, range, gain, breath)",
    "manners:\n  shouted: {rate: 2.1}": "2:19: rate 2.1 is out of range (0.5 to 2; 1 changes nothing)",
    "manners:\n  shouted: {pitch: -13}": "2:20: pitch -13 is out of range (-12 to 12 semitones; 0 changes nothing)",
    "manners:\n  shouted: {range: -0.1}": "2:20: range -0.1 is out of range (0 to 2; 1 changes nothing)",
    "manners:\n  shouted: {gain: .nan}": "2:19: gain: expected a number, found a number: '.nan'",
    "manners:\n  shouted: {gain: 20}": "2:19: gain 20 is out of range (-12 to 12 dB; 0 changes nothing)",
    "pauses:\n  scenes: 2": "2:3: no pause 'scenes' (did you mean scene? known: scene, paragraph)",
    "pauses:\n  scene: 0.1": "2:10: scene 0.1 is out of range (0.15 to 10 seconds)",
    "pauses:\n  scene: 2 s": "2:10: scene: expected a number, found a text: '2 s'",
    "credits:\n  middle: A": "2:3: no credits 'middle' (known: opening, closing)",
    "credits:\n  opening: By {autor}": (
        "2:12: opening: nothing is called 'autor' (did you mean author? known: title, author, readers)"
    ),
    "credits: none": "1:10: credits: expected off, or texts by name, found a text: 'none'",
    "pauses: {scene: 1, scene: 2}": "1:20: pauses: 'scene' is there already (line 1); keep one of the two",
    "say:\n  A: {}": "2:6: say: 'A': expected say: or phonemes:, found nothing",
    "say:\n  A: {ipa: x}": "2:7: A: unknown key 'ipa' (known: say, phonemes)",
    "say:\n  A: {phonemes: ʃɪˈvɔːn}": (
        "2:17: phonemes: 'A': expected eSpeak's phonemes in plain letters without brackets, as dZ'aIlz, "
        "found a text: 'ʃɪˈvɔːn'"
    ),
    "say:\n  A: {phonemes: '[[a]]'}": (
        "2:17: phonemes: 'A': expected eSpeak's phonemes in plain letters without brackets, as dZ'aIlz, "
        "found a text: '[[a]]'"
    ),
    "say:\n  A: {say: '', phonemes: a}": "2:12: say: 'A': expected how it is said, found an empty text",
    "extends:": "1:8: extends: expected the name of a file, or a list of them, found nothing",
    "extends: {a: b}": "1:10: extends: expected the name of a file, or a list of them, found a mapping",
    "extends: no-such-folder/series.yaml": (
        "1:10: extends: no file 'no-such-folder/series.yaml'; it is looked for from the folder of this file"
    ),
    'extends: "a\\0b"': "1:10: extends: no file 'a\\x00b'; it is looked for from the folder of this file",
    f"extends: {'a' * 5000}": (f"1:10: extends: no file '{'a' * 60}…'; it is looked for from the folder of this file"),
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_one_line_with_its_place(text: str) -> None:
    assert mistake(text) == f"voices.yaml:{MISTAKES[text]}"


@pytest.mark.parametrize(("piece", "column"), [("[", 13), ("{a: ", 49), ("- ", 25)])
def test_deep_nesting_is_refused_where_it_becomes_too_deep(piece: str, column: int) -> None:
    assert mistake(piece * 50_000) == f"voices.yaml:1:{column}: nested too deeply to be a voices.yaml"


def test_aliases_of_aliases_are_not_expanded() -> None:
    layers = "".join(f"  v{n}: &v{n} {{a: *v{n - 1}, b: *v{n - 1}}}\n" for n in range(1, 200))
    start = time.process_time()

    message = mistake(f"voices:\n  v0: &v0 {{voice: alto}}\n{layers}")

    assert message.startswith("voices.yaml:3:7: v1: the key voice: is missing")
    assert time.process_time() - start < 5


BOMBS = {
    "settings handed on": "voices:\n  v0: alto\n"
    + "".join(f"  v{n}: {{voice: v{n - 1}, k{n}: 1}}\n" for n in range(1, 400)),
    "settings shared": "voices:\n  v: &v {voice: alto, "
    + ", ".join(f"k{n}: 1" for n in range(400))
    + "}\n"
    + "".join(f"  v{n}: *v\n" for n in range(400)),
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_settings_that_would_fill_the_memory_are_refused(text: str) -> None:
    assert "more than 40 settings; no engine has as many" in mistake(text)


def test_a_message_about_a_long_name_or_many_names_stays_one_that_can_be_read() -> None:
    many = "".join(f"  v{n}: alto\n" for n in range(3000))

    message = mistake(f"voices:\n{many}cast:\n  A: {'v' * 9000}")

    assert message.startswith("voices.yaml:3003:6: no voice 'vvv")
    assert message.endswith("v6, v7, v8 and 2991 more)")
    assert len(message) < 300


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
    "narrator cast voices say extends pools female manners whispered pauses scene teller one-voice aliases off true own"
    " phonemes gain : , { } [ ] alto rate voice engine 0.9 & * a ' \" \\ \\U FFFFFFFF ! !!int !!float"
    " %YAML 1. --- ... | > - ? # << ~ null true 0x _ 1e999 .inf 2001-01-01 é \\n \\0 \\ud800"
).split()
BREAKS = ["\n", "\n  ", "\n    ", ": ", " ", "\t", "\r\n", "\x85", "\ufeff", "\u2028", "\0", "\ud800"]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES + BREAKS) | st.text(max_size=3), max_size=30).map("".join))
def test_any_text_is_a_voice_map_or_one_line_with_its_place(text: str) -> None:
    for parse in (read, lambda text: parse_hints(Source(Path("voices.yaml"), text))):
        try:
            parse(text)
        except CastError as error:
            assert re.match(r"voices\.yaml:\d+:\d+: .", str(error))
            assert len(str(error).splitlines()) == 1


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["{a: b, c: d", "a: b\n", "a,"])
def test_the_largest_file_is_answered_in_bounded_time(piece: str) -> None:
    text = (piece * MAX_BYTES)[:MAX_BYTES]
    start = time.process_time()

    mistake(text)

    assert time.process_time() - start < 30


def test_the_voices_yaml_of_the_project_casts_its_story_with_four_clearly_different_voices() -> None:
    voice_map = read_voices(ROOT / "voices.yaml", PALETTE, engines=ENGINES)
    engine = load("espeak")
    voices = [voice_map.narrator, *(voice_map.roles[name] for name in ("Kennedy", "Tara", "Willow", "Dawn"))]

    assert len({engine.recipe(voice) for voice in voices if voice}) == 5
    assert len({voice.settings["voice"] for voice in voices if voice}) == 5


def test_the_examples_in_the_documentation_are_voices_files_and_show_every_key() -> None:
    page = (ROOT / "docs" / "voices.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```yaml\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    sources = [Source(Path("voices.yaml"), re.sub(r"(?m)^extends: .*", "", example)) for example in examples]

    every = by_name(every_voice(), [Voice("en_US-libritts_r-medium#412", "piper")], PALETTE)
    maps = [parse_voices(source, every, engines=ENGINES) for source in sources]

    assert list(maps[0].roles) == ["Kennedy", "Tara", "Willow"]
    assert [parse_hints(source).characters[0].name for source in sources[:1]] == ["Kennedy"]
    for voice in (one for voice_map in maps for one in (*voice_map.roles.values(), *voice_map.voices.values())):
        if voice.engine == "espeak":  # the others need not be here
            load(voice.engine).recipe(voice)
    assert [key for key in SECTIONS if not any(re.search(rf"(?m)^{key}:", one) for one in examples)] == []
    assert [key for key in SECTIONS if f"**`{key}" not in page and f"| [`{key}`]" not in page] == []
