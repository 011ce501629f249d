"""What a voices.yaml tells of the story: other names, and who says which line."""

from pathlib import Path

import pytest
from small_palette import SMALL

from narrate.casting import Hints, read_hints
from narrate.casting.hints import parse_hints, stands
from narrate.casting.marked import Source
from narrate.casting.voices_file import parse_voices
from narrate.errors import CastError
from narrate.model import Age, Character, Gender

HINTS = """\
cast:
  Ken: alto
  Willow: mezzo
  the waiter: bass
aliases:
  Kennedy: [Ken, the  slayer]
  Tara: {aliases: [the witch], gender: female}
  No: {gender: male, age: child}
  Dawn: Dawnie
speakers:
  Can I get you another: Tara
  "Yes: no": the waiter
"""


def read(text: str) -> Hints:
    return parse_hints(Source(Path("voices.yaml"), text))


def test_names_and_lines_are_taken_as_they_are_written_with_their_places() -> None:
    hints = read(HINTS)

    assert hints.characters == (
        Character("Kennedy", ("Ken", "the slayer")),
        Character("Tara", ("the witch",), Gender.FEMALE),
        Character("No", (), Gender.MALE, Age.CHILD),
        Character("Dawn", ("Dawnie",)),
    )
    assert dict(hints.speakers) == {"Can I get you another": "Tara", "Yes: no": "the waiter"}
    assert (hints.places["Tara"], hints.lines["Yes: no"]) == ("voices.yaml:7:3", "voices.yaml:12:3")


def test_a_file_with_hints_is_a_voice_map_as_well() -> None:
    assert list(parse_voices(Source(Path("voices.yaml"), HINTS), SMALL).roles) == ["Ken", "Willow", "the waiter"]


def test_hints_of_a_series_count_in_every_book_of_it_and_know_their_file(tmp_path: Path) -> None:
    (tmp_path / "series.yaml").write_text(HINTS, encoding="utf-8")
    path = tmp_path / "voices.yaml"
    path.write_text("extends: series.yaml\naliases:\n  Tara: Tee\n", encoding="utf-8")

    hints = read_hints(path)

    assert [one.name for one in hints.characters] == ["Kennedy", "Tara", "No", "Dawn"]
    assert hints.characters[1] == Character("Tara", ("Tee",))
    assert hints.places["Tara"] == f"{path}:3:3"
    assert hints.places["Kennedy"] == f"{tmp_path / 'series.yaml'}:6:3"
    assert hints.cast == ("Ken", "Willow", "the waiter")


@pytest.mark.parametrize("text", ["", "narrator: alto\n", "aliases:\nspeakers:\n", "aliases: {}\n"])
def test_a_file_without_hints_gives_none(text: str) -> None:
    assert read(text) == Hints(file="voices.yaml")


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Ken came. The\nslayer sat.", ["Kennedy"]),
        ("the witch", ["Tara"]),
        ("Willow", ["Willow"]),
        ("willow trees, and Kenneth", []),
        ("the waiter", []),
    ],
)
def test_known_is_who_is_named_in_the_story_and_a_cast_name_must_look_like_one(text: str, known: list[str]) -> None:
    assert [one.name for one in read(HINTS).known(text)] == known


def test_a_name_stands_only_where_its_words_stand_alone() -> None:
    assert stands("Aunt May", "with aunt\n may.")
    assert not stands("Aunt May", "with aunt\n may.", exactly=True)
    assert not stands("Ann", "Anna and Joann")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("aliases: [Ken]\n", "1:10: aliases must be a mapping of names, found a list"),
        ("aliases:\n  Ken:\n", "2:6: Ken: expected other names, as [the slayer, Ken], found nothing"),
        ("aliases:\n  Ken: [a, [b]]\n", "2:12: Ken: expected other names, as [the slayer, Ken], found a list"),
        ("aliases:\n  Ken: {}\n", "2:8: Ken: expected aliases:, gender: or age:, found nothing"),
        ("aliases:\n  Ken: {gander: male}\n", "2:9: Ken: unknown key 'gander' (did you mean gender? known: aliases, g"),
        (
            "aliases:\n  Ken: {age: old}\n",
            "2:14: age: expected one of these words, found a text: 'old' (kno",
        ),
        (
            "aliases:\n  Ken: {gender: mail}\n",
            "2:17: gender: expected one of these words, found a text: 'mail' (did",
        ),
        ("aliases:\n  Ken: [K]\n  Kay: [K]\n", "3:8: Kay: 'K' is a name of Ken already; keep one of the two"),
        ("aliases:\n  Ken: [Kay]\n  Kay: [Kit]\n", "2:8: Ken: 'Kay' is a name of Kay already; keep one of the two"),
        ("speakers:\n  Yes I do:\n", "2:11: speakers: expected who says 'Yes I do', found nothing"),
        ("speakers:\n  Yes I do: [Ken]\n", "2:13: speakers: expected who says 'Yes I do', found a list"),
        ("speakers:\n  '…': Ken\n", "2:3: speakers: expected the words of a line, found '…'"),
        ("speakers:\n  Yes: A\n  Yes: B\n", "3:3: speakers: 'Yes' is there already (line 2); keep one of the two"),
        ("aliasses:\n  Ken: [K]\n", "1:1: unknown key 'aliasses' (did you mean aliases?"),
    ],
)
def test_a_mistake_is_one_line_with_its_place(text: str, message: str) -> None:
    with pytest.raises(CastError) as caught:
        read(text)
    assert str(caught.value).startswith(f"voices.yaml:{message}")
    assert "\n" not in str(caught.value)
