"""What is added to voices.yaml, and what is left alone."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_palette import HE, PALETTES, SHE, SMALL, script_of

from narrate.casting import cast_script, read_voices, write_voices
from narrate.casting.likeness import sound_of
from narrate.casting.marked import Source
from narrate.casting.voices_file import parse_voices
from narrate.casting.writing import _scalar
from narrate.errors import CastError
from narrate.model import Cast, Gender, Voice

VOICES = {voice.name: voice for voice in SMALL}


def cast_of(**roles: str) -> Cast:
    return Cast(VOICES["narrator"], {name: VOICES[voice] for name, voice in roles.items()})


def written(folder: Path, before: str, cast: Cast) -> str:
    path = folder / "voices.yaml"
    path.write_bytes(before.encode())
    write_voices(path, cast, SMALL)
    return path.read_bytes().decode()


def test_a_new_file_explains_itself_and_names_everyone(tmp_path: Path) -> None:
    path = tmp_path / "voices.yaml"

    assert write_voices(path, cast_of(Kennedy="alto", Giles="bass"), SMALL) == ("Kennedy", "Giles")
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Who speaks with which voice.")
    assert text.endswith("\nnarrator: narrator\n\ncast:\n  Kennedy: alto\n  Giles: bass\n")


def test_in_a_new_file_those_with_few_lines_stand_apart(tmp_path: Path) -> None:
    path = tmp_path / "voices.yaml"
    other = replace(VOICES["bass"], name="bass-2", settings={"voice": "b", "pitch": 24}, gain=-3)
    cast = Cast(SMALL[0], {"Kennedy": VOICES["alto"], "Giles": VOICES["bass"], "the waiter": other})

    write_voices(path, cast, SMALL, minor=("Giles", "the waiter"))

    assert path.read_text(encoding="utf-8").partition("\n\n")[2] == (
        "narrator: narrator\n\ncast:\n  Kennedy: alto\n\n  # with few lines\n  Giles: bass\n  the waiter: bass-2\n\n"
        "voices:   # made from others\n  bass-2: {engine: tone, voice: b, pitch: 24, gain: -3}\n"
    )
    waiter = read_voices(path, SMALL).roles["the waiter"]
    assert (waiter.settings, waiter.gain) == (other.settings, other.gain)


@pytest.mark.parametrize("minor", [(), ("Kennedy", "Giles"), ("nobody",)])
def test_without_two_groups_there_is_no_remark(tmp_path: Path, minor: tuple[str, ...]) -> None:
    path = tmp_path / "voices.yaml"

    write_voices(path, cast_of(Kennedy="alto", Giles="bass"), SMALL, minor=minor)

    assert path.read_text(encoding="utf-8").endswith("\n\ncast:\n  Kennedy: alto\n  Giles: bass\n")


def test_who_got_a_louder_voice_from_a_pool_keeps_it(tmp_path: Path) -> None:
    text = "voices:\n  far: {voice: alto, gain: -6}\npools:\n  female: [far]\n"
    path = tmp_path / "voices.yaml"
    path.write_text(text, encoding="utf-8")
    far = read_voices(path, SMALL).pools["female"][0]

    assert written(tmp_path, text, Cast(SMALL[0], {"Kennedy": far})) == f"{text}\ncast:\n  Kennedy: far\n"


ADDED = {
    "cast:\n  Tara: alto\n": "cast:\n  Tara: alto\n  Kennedy: mezzo\n",
    "cast:\n    'Tara':   alto  # soft\n": "cast:\n    'Tara':   alto  # soft\n    Kennedy: mezzo\n",
    "cast:\n  Tara: alto": "cast:\n  Tara: alto\n  Kennedy: mezzo\n",
    "cast:\r\n  Tara: alto\r\nsay:\r\n": "cast:\r\n  Tara: alto\r\n  Kennedy: mezzo\r\nsay:\r\n",
    "\ufeffcast:\n  Tara: alto\n": "\ufeffcast:\n  Tara: alto\n  Kennedy: mezzo\n",
    "cast:\n  Tara:\n    voice: alto\n    rate: 0.9 # slow\n\nsay:\n  a: b\n": (
        "cast:\n  Tara:\n    voice: alto\n    rate: 0.9 # slow\n  Kennedy: mezzo\n\nsay:\n  a: b\n"
    ),
    "cast:\n  Tara: alto\n  # Dawn: girl\n\n# words\nsay:\n": (
        "cast:\n  Tara: alto\n  # Dawn: girl\n  Kennedy: mezzo\n\n# words\nsay:\n"
    ),
    "cast:  # nobody yet\n\nsay:\n  a: b\n": "cast:  # nobody yet\n  Kennedy: mezzo\n\nsay:\n  a: b\n",
    "cast: {Tara: alto}  # all\n": "cast: {Tara: alto, Kennedy: mezzo}  # all\n",
    "cast: {Tara: alto ,}\n": "cast: {Tara: alto, Kennedy: mezzo ,}\n",
    "read:\n  thought: narrator # mine\ncast:\n  Tara: alto\n": (
        "read:\n  thought: narrator # mine\ncast:\n  Tara: alto\n  Kennedy: mezzo\n"
    ),
    "cast: {}\n": "cast: {Kennedy: mezzo}\n",
    "cast:\n  A: &a {voice: alto}\n  B: *a # b\n": "cast:\n  A: &a {voice: alto}\n  B: *a # b\n  Kennedy: mezzo\n",
    "{narrator: alto}": "{narrator: alto, cast: {Kennedy: mezzo}}",
    "narrator: alto # me\n\n# the end\n": "narrator: alto # me\n\n# the end\n\ncast:\n  Kennedy: mezzo\n",
    "": "cast:\n  Kennedy: mezzo\n",
    "# mine": "# mine\n\ncast:\n  Kennedy: mezzo\n",
    "say:\n...\n": "say:\n\ncast:\n  Kennedy: mezzo\n...\n",
    "---\nnarrator: alto\n...\n": "---\nnarrator: alto\n\ncast:\n  Kennedy: mezzo\n...\n",
}


@pytest.mark.parametrize("before", ADDED)
def test_a_role_is_added_where_it_belongs_and_nothing_else_changes(tmp_path: Path, before: str) -> None:
    assert written(tmp_path, before, cast_of(Kennedy="mezzo")) == ADDED[before]


def test_a_file_that_names_everyone_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "voices.yaml"
    path.write_text("cast: {Kennedy: bass}", encoding="utf-8")
    before = path.stat()

    assert write_voices(path, cast_of(Kennedy="alto"), SMALL) == ()
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_who_is_cast_by_an_alias_is_not_added_again(tmp_path: Path) -> None:
    path = tmp_path / "voices.yaml"
    path.write_text("cast: {the slayer: bass}", encoding="utf-8")
    script = script_of(("Kennedy", SHE))
    script = replace(script, characters=(replace(script.characters[0], aliases=("the slayer",)),))

    assert write_voices(path, cast_script(script, read_voices(path, SMALL), SMALL)[0], SMALL) == ()


def test_a_voice_that_nobody_knows_is_written_as_an_own_voice(tmp_path: Path) -> None:
    derived = replace(VOICES["alto"], name="alto-2", settings={"voice": "en+a", "pitch": 36, "rate": 1.05})

    assert written(tmp_path, "voices:\n  x: bass\n", Cast(VOICES["narrator"], {"A": derived, "B": derived})) == (
        "voices:\n  x: bass\n  alto-2: {engine: tone, voice: en+a, pitch: 36, rate: 1.05}\n"
        "\ncast:\n  A: alto-2\n  B: alto-2\n"
    )


def test_a_voice_whose_name_is_taken_gets_the_next_number(tmp_path: Path) -> None:
    other = Voice("x", "tone", {"pitch": 300})

    assert "x-2: {engine: tone, pitch: 300}" in written(tmp_path, "voices: {x: bass}\n", Cast(SMALL[0], {"A": other}))


@pytest.mark.parametrize(
    "name", ["No", "Y", "null", "~", "1984", "*Tara", "A: B", "#1", "-", "a,b", "Zoë", "😀", "'", '"\\']
)
def test_a_name_yaml_would_misread_is_quoted_and_comes_back(tmp_path: Path, name: str) -> None:
    path = tmp_path / "voices.yaml"

    write_voices(path, Cast(VOICES["narrator"], {name: VOICES["alto"]}), SMALL)

    assert list(read_voices(path, SMALL).roles) == [name]


def test_what_cannot_be_added_is_refused_and_the_file_untouched(tmp_path: Path) -> None:
    longer_than_a_yaml_key = "A" * 1025

    with pytest.raises(CastError, match="cannot add roles to a file written in this way; add them by hand under cast"):
        written(tmp_path, "cast: {Tara: alto}", cast_of(**{longer_than_a_yaml_key: "mezzo"}))

    assert (tmp_path / "voices.yaml").read_text(encoding="utf-8") == "cast: {Tara: alto}"


def test_a_wrong_file_is_refused_untouched(tmp_path: Path) -> None:
    with pytest.raises(CastError, match=":1:1: unknown key 'casts'"):
        written(tmp_path, "casts:\n", cast_of(Kennedy="mezzo"))

    assert (tmp_path / "voices.yaml").read_text(encoding="utf-8") == "casts:\n"


def test_a_linked_file_stays_a_link_and_keeps_its_permissions(tmp_path: Path) -> None:
    path, target = tmp_path / "voices.yaml", tmp_path / "shared.yaml"
    target.write_text("cast: {}", encoding="utf-8")
    target.chmod(0o644)
    path.symlink_to(target)

    write_voices(path, cast_of(Kennedy="mezzo"), SMALL)

    assert path.is_symlink()
    assert target.read_text(encoding="utf-8") == "cast: {Kennedy: mezzo}"
    assert target.stat().st_mode & 0o777 == 0o644


def test_a_place_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(CastError, match="cannot write"):
        write_voices(tmp_path / "file" / "voices.yaml", cast_of(Kennedy="mezzo"), SMALL)


names = st.text(min_size=1, max_size=12).map(str.strip).filter(bool)


@settings(max_examples=300, deadline=None)
@given(name=names)
def test_any_name_comes_back_as_it_was(name: str) -> None:
    text = f"cast:\n  {_scalar(name)}: alto\n"

    assert list(parse_voices(Source(Path("voices.yaml"), text), SMALL).roles) == [name]


@pytest.mark.parametrize("palette", PALETTES)
@settings(max_examples=40, deadline=None)
@given(people=st.lists(st.tuples(names, st.sampled_from(Gender)), unique_by=lambda one: one[0], max_size=60))
def test_what_is_written_is_read_as_the_same_cast(
    tmp_path_factory: pytest.TempPathFactory, palette: tuple[Voice, ...], people: list[tuple[str, Gender]]
) -> None:
    path = tmp_path_factory.mktemp("cast") / "voices.yaml"
    script = script_of(*people)
    cast, _ = cast_script(script, None, palette)

    write_voices(path, cast, palette)
    again, findings = cast_script(script, read_voices(path, palette), palette)

    assert {name: sound_of(voice) for name, voice in again.roles.items()} == {
        name: sound_of(voice) for name, voice in cast.roles.items()
    }
    assert again.narrator == cast.narrator
    assert {one.code for one in findings} <= {"voices-alike", "voice-shared"}


LINES = [
    "# about people",
    "",
    "  # Dawn: girl",
    "  Tara: alto   # soft",
    "  'Willow':  {voice: mezzo,rate: 0.9}",
    "  Xander: &x tenor",
]
BEFORE = [
    "",
    "# mine",
    "narrator:   'narrator'",
    "say: {a: b}  # words",
    "voices:\n    own:\n        voice: bass   # deep\n\n    # more",
    "pools:   {female: [ alto,mezzo ] }",
    "manners: off # plain",
    "pauses:\n\n  scene:  2.50   # longer",
    'read:\n  "thought": narrator',
    "one-voice: false\nteller:    own",
    "aliases:\n  Kennedy:\n  - Ken\n  -  the slayer   # of vampires",
]


@st.composite
def files(draw: st.DrawFn) -> str:
    before = draw(st.lists(st.sampled_from(BEFORE), unique=True))
    cast = draw(st.just([]) | st.lists(st.sampled_from(LINES), unique=True).map(lambda lines: ["cast:", *lines]))
    after = draw(st.lists(st.sampled_from(["# end", "", "  # far"])))
    text = "\n".join([*before, *cast, *after]) + draw(st.sampled_from(["", "\n"]))
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@settings(max_examples=200, deadline=None)
@given(text=files())
def test_every_line_a_person_wrote_survives_to_the_byte_and_in_order(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    after = written(tmp_path_factory.mktemp("cast"), text, cast_of(Kennedy="mezzo", Giles="bass"))

    newline = "\r\n" if "\r\n" in text else "\n"
    rest = iter(after.split(newline))
    assert all(line in rest for line in text.removesuffix(newline).split(newline))
    assert ("\r\n" in text) == ("\r\n" in after)


def test_what_is_written_for_a_real_story_needs_no_second_run(tmp_path: Path) -> None:
    path = tmp_path / "voices.yaml"
    path.write_text("cast:\n  Tara: mezzo\n", encoding="utf-8")
    script = script_of(("Kennedy", SHE), ("Tara", SHE), ("Giles", HE))
    cast, _ = cast_script(script, read_voices(path, SMALL), SMALL)

    write_voices(path, cast, SMALL)

    again, _ = cast_script(script, read_voices(path, SMALL), SMALL)
    assert (again.narrator, again.roles) == (cast.narrator, cast.roles)
    assert write_voices(path, again, SMALL) == ()
