"""A voices.yaml that extends others: what counts, where it stands, and what is said of a mistake there."""

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from small_palette import HE, SHE, SMALL, script_of

from narrate.casting import VoiceMap, cast_script, read_voices, write_voices
from narrate.casting.marked import MAX_BYTES
from narrate.casting.series import MAX_FILES
from narrate.errors import CastError
from narrate.model import Kind, Manner

SERIES = """\
narrator: narrator-female   # the same in every book
teller: own
cast:
  Kennedy: mezzo
  Giles: watcher
voices:
  watcher: {voice: bass, rate: 0.9}
say:
  Giles: jyles
read: {thought: narrator}
pools: {female: [alto]}
pauses: {scene: 2}
manners: off
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that messages begin with "voices.yaml:"."""
    monkeypatch.chdir(tmp_path)


def wrote(**files: str) -> None:
    for name, text in files.items():
        Path(f"{name}.yaml").write_text(text, encoding="utf-8")


def read(text: str = "extends: series.yaml\n", *, manners: Mapping[str, Manner] = MappingProxyType({})) -> VoiceMap:
    wrote(voices=text)
    return read_voices(Path("voices.yaml"), SMALL, manners=manners)


def mistake(text: str) -> str:
    with pytest.raises(CastError) as caught:
        read(text)
    return str(caught.value)


def test_what_a_series_says_counts_in_a_book_that_extends_it() -> None:
    wrote(series=SERIES)

    voice_map = read()

    assert (voice_map.narrator, voice_map.teller_apart) == (SMALL[1], True)
    assert {name: voice.name for name, voice in voice_map.roles.items()} == {"Kennedy": "mezzo", "Giles": "watcher"}
    assert (voice_map.say, voice_map.narrated) == ({"Giles": "jyles"}, {Kind.THOUGHT})
    assert (voice_map.pools, voice_map.pauses) == ({"female": (SMALL[4],)}, {"scene": 2})
    assert voice_map.path == Path("voices.yaml")


def test_what_the_book_says_goes_before_name_by_name() -> None:
    wrote(series=SERIES)

    voice_map = read(
        "extends: series.yaml\nnarrator: tenor\ncast: {Kennedy: alto, Dawn: girl}\nsay: {Tara: tah-ra}\n"
        "voices: {watcher: tenor}\nread: {thought: speaker, letter: narrator}\nteller: narrator\n"
    )

    assert voice_map.narrator == SMALL[5]
    assert {name: voice.settings["voice"] for name, voice in voice_map.roles.items()} == {
        "Kennedy": "a",
        "Giles": "t",
        "Dawn": "g",
    }
    assert voice_map.say == {"Giles": "jyles", "Tara": "tah-ra"}
    assert (voice_map.narrated, voice_map.teller_apart) == ({Kind.LETTER}, False)


def test_manners_switched_off_in_a_series_can_be_switched_on_one_by_one() -> None:
    wrote(series=SERIES, other="manners: {shouted: {gain: 3}}")
    names = {"whispered": Manner(gain=-5), "shouted": Manner(pitch=2)}

    on = read("extends: series.yaml\nmanners: {shouted: {gain: 3}}", manners=names).manners
    off = read("extends: other.yaml\nmanners: off", manners=names).manners

    assert on == {"whispered": Manner(), "shouted": Manner(pitch=2, gain=3)}
    assert off == dict.fromkeys(names, Manner())


def test_every_place_names_the_file_it_is_in() -> None:
    Path("more").mkdir()
    Path("more/people.yaml").write_text("cast:\n  Tara: alto\n  Dawn: {voice: girl, rate: 1.1}\n", encoding="utf-8")
    wrote(series="extends: more/people.yaml\ncast:\n  Kennedy: mezzo\n")

    voice_map = read("extends: series.yaml\ncast:\n  Dawn: girl\n")

    assert {name: Path(place).as_posix() for name, place in voice_map.places.items()} == {
        "Tara": "more/people.yaml:2:3",
        "Dawn": "voices.yaml:3:3",
        "Kennedy": "series.yaml:3:3",
    }
    assert voice_map.roles["Kennedy"].origin == "series.yaml:3:12"


def test_of_several_files_the_later_goes_before_the_earlier_and_a_shared_one_before_none() -> None:
    wrote(
        world="cast: {A: alto, B: alto, C: alto}",
        one="extends: world.yaml\ncast: {A: mezzo, B: mezzo}",
        two="extends: world.yaml\ncast: {B: bass}",
    )

    roles = read("extends: [one.yaml, two.yaml]").roles

    assert {name: voice.name for name, voice in roles.items()} == {"A": "mezzo", "B": "bass", "C": "alto"}


def test_a_voice_may_be_made_from_one_of_the_series_and_a_role_there_from_one_of_the_book() -> None:
    wrote(series="voices: {base: alto}\ncast: {A: hero}")

    voice_map = read("extends: series.yaml\nvoices: {hero: {voice: base, rate: 1.1}}")

    assert voice_map.roles["A"].settings["rate"] == 0.99


FILES = {
    "series": "cast: {A: alto}\n",
    "itself": "extends: itself.yaml\n",
    "round": "cast: {A: alto}\nextends:\n  - back.yaml\n",
    "back": "extends: round.yaml\n",
    "home": "extends: voices.yaml\n",
    "wrong": "cast:\n  A: altoo\n",
    "casts": "say: {}\ncasts: {}\n",
    "torn": "cast: {A: 'alto}\n",
    "deep": "cast: " + "[" * 2000,
    "large": "#" * (MAX_BYTES + 1),
    "half": "#" * (MAX_BYTES // 2 + 1),
    "other_half": "#" * (MAX_BYTES // 2),
}
MISTAKES = {
    "extends: serie.yaml": "voices.yaml:1:10: extends: no file 'serie.yaml' (did you mean series.yaml?)",
    "extends: [series.yaml, 7]": "voices.yaml:1:24: extends: no file '7'; it is looked for from the folder of",
    "extends: .": "voices.yaml:1:10: extends: no file '.'; it is looked for from the folder of this file",
    "extends: voices.yaml": (
        "voices.yaml:1:10: extends: 'voices.yaml' extends itself (voices.yaml → voices.yaml); remove one of these lines"
    ),
    "extends: itself.yaml": (
        "itself.yaml:1:10: extends: 'itself.yaml' extends itself (voices.yaml → itself.yaml → itself.yaml); "
        "remove one of these lines"
    ),
    "extends: round.yaml": (
        "back.yaml:1:10: extends: 'round.yaml' extends itself (voices.yaml → round.yaml → back.yaml → round.yaml); "
        "remove one of these lines"
    ),
    "extends: home.yaml": (
        "home.yaml:1:10: extends: 'voices.yaml' extends itself (voices.yaml → home.yaml → voices.yaml); "
        "remove one of these lines"
    ),
    "extends: wrong.yaml": (
        "wrong.yaml:2:6: no voice 'altoo' (did you mean alto? "
        "known: narrator, narrator-female, girl, mezzo, alto, tenor, bass)"
    ),
    "extends: torn.yaml": (
        "torn.yaml:2:1: not valid YAML: while scanning a quoted scalar, found unexpected end of stream "
        "(begun in line 1) (close the quotation mark or bracket)"
    ),
    "extends: deep.yaml": "deep.yaml:1:18: nested too deeply to be a voices.yaml",
    "extends: large.yaml": "voices.yaml:1:10: extends: large.yaml: larger than 256 kB; is it a voices.yaml?",
    "extends: [half.yaml, other_half.yaml]": (
        "voices.yaml:1:22: extends: with 'other_half.yaml' more than 256 kB; is it a voices.yaml?"
    ),
    "extends: latin.yaml": "voices.yaml:1:10: extends: latin.yaml:2:5: not UTF-8; save the file as UTF-8",
    "extends: series.yaml\nvoices: {v: w}": "voices.yaml:2:13: no voice 'w' (known: narrator, narrator-female, girl,",
    "extends: casts.yaml": "casts.yaml:2:1: unknown key 'casts' (did you mean cast? known: extends, engine, narrator,",
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_one_line_with_the_file_it_is_in(text: str) -> None:
    wrote(**FILES)
    Path("latin.yaml").write_bytes(b"cast:\n  Zo\xeb: alto\n")

    message = mistake(text)

    assert message.startswith(MISTAKES[text])
    assert "\n" not in message


def test_a_voice_made_from_itself_by_way_of_two_files_is_refused() -> None:
    wrote(series="voices: {a: b}")

    assert mistake("extends: series.yaml\nvoices: {b: a}") == (
        "series.yaml:1:13: voice 'a' is made from itself (a → b → a)"
    )


def test_a_chain_of_files_has_an_end() -> None:
    wrote(**{f"v{number}": f"extends: v{number + 1}.yaml\n" for number in range(MAX_FILES)}, **{f"v{MAX_FILES}": ""})

    assert read("extends: v2.yaml").roles == {}
    assert mistake("extends: v1.yaml") == (
        f"v{MAX_FILES - 1}.yaml:1:10: extends: more than {MAX_FILES} files for one book; join some of them"
    )


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_one_file_under_two_names_is_no_way_around_a_circle() -> None:
    wrote(series="extends: linked.yaml\n")
    Path("linked.yaml").symlink_to("series.yaml")

    assert mistake("extends: series.yaml").startswith("series.yaml:1:10: extends: 'linked.yaml' extends itself")


def test_nothing_of_a_series_is_written_into_a_book_and_nothing_into_the_series() -> None:
    wrote(series=SERIES, voices="extends: series.yaml  # the same people\n")
    script = script_of(("Kennedy", SHE), ("Giles", HE), ("Tara", SHE))
    cast, _ = cast_script(script, read_voices(Path("voices.yaml"), SMALL), SMALL)

    assert write_voices(Path("voices.yaml"), cast, SMALL) == ("Tara",)

    assert Path("series.yaml").read_text(encoding="utf-8") == SERIES
    written = Path("voices.yaml").read_text(encoding="utf-8")
    assert written == f"extends: series.yaml  # the same people\n\ncast:\n  Tara: {cast.roles['Tara'].name}\n"
    again, _ = cast_script(script, read_voices(Path("voices.yaml"), SMALL), SMALL)
    assert again.roles == cast.roles


def test_a_book_whose_people_all_stand_in_the_series_is_not_written() -> None:
    wrote(series=SERIES, voices="extends: series.yaml")
    cast, _ = cast_script(script_of(("Kennedy", SHE), ("Giles", HE)), read_voices(Path("voices.yaml"), SMALL), SMALL)

    assert write_voices(Path("voices.yaml"), cast, SMALL) == ()
    assert Path("voices.yaml").read_text(encoding="utf-8") == "extends: series.yaml"
