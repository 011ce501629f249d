"""Who is in the story, by which names, and of which gender."""

import pytest
from hearing import characters, utterances

from narrate.dialogue.characters import discover
from narrate.dialogue.names import Names
from narrate.model import Character, Gender


def test_a_name_that_speaks_is_a_character() -> None:
    assert set(characters('"Go," said Zorblax.\n\n"No," Quill replied. Quill and Zorblax left.')) == {
        "Zorblax",
        "Quill",
    }


@pytest.mark.parametrize(
    "place", ["They drove to Exmouth and stayed in Exmouth.", "In Paris it was Monday. On Monday it rained."]
)
def test_places_and_days_are_nobody(place: str) -> None:
    assert characters(f"{place}\n\nNobody said a word.") == {}


def test_a_word_that_begins_a_sentence_is_no_name() -> None:
    assert characters("Nothing moved. Rain fell on the roof. The rain stopped. Rain fell again.") == {}


def test_full_name_first_name_and_title_are_one_person() -> None:
    text = (
        "Elizabeth Bennet came in. Elizabeth sat down. Miss Bennet was tired.\n\n"
        '"Good day," said Elizabeth Bennet. "Good day," said Elizabeth.'
    )

    (found,) = characters(text).values()

    assert set(found.aliases) == {"Elizabeth Bennet", "Elizabeth", "Miss Bennet"}
    assert found.gender is Gender.FEMALE


def test_husband_and_wife_of_one_name_are_two() -> None:
    text = '"Go," said Mr. Darling. "No," said Mrs. Darling. Mr. Darling went. Mrs. Darling stayed.'

    found = characters(text)

    assert {name: one.gender for name, one in found.items()} == {
        "Mr. Darling": Gender.MALE,
        "Mrs. Darling": Gender.FEMALE,
    }


def test_gender_is_told_by_pronouns_where_the_name_does_not_tell() -> None:
    text = "Zorblax lifted the cup. Zorblax drank, and then she sat down. Zorblax put the cup away before she left."

    assert characters(text)["Zorblax"].gender is Gender.FEMALE


def test_the_most_often_named_comes_first() -> None:
    found = discover(utterances("Tara laughed. Giles left. Tara sat. Tara said so. Giles said so. Tara slept."))

    assert [one.name for one in found] == ["Tara", "Giles"]


def test_names_are_found_whole_the_longest_first() -> None:
    names = Names((Character("Ann", ("Ann",)), Character("Ann Lee", ("Ann Lee",)), Character("O’Neil", ("O’Neil",))))
    text = "Ann Lee saw Anna, O’Neil and Ann's cat; Ann\nLee left."

    assert [(text[start:end], who) for start, end, who in names.find(text)] == [
        ("Ann Lee", (1,)),
        ("O’Neil", (2,)),
        ("Ann", (0,)),
        ("Ann\nLee", (1,)),
    ]


def test_a_name_of_two_people_may_mean_either() -> None:
    names = Names((Character("Mr. Lee", ("Lee",)), Character("Mrs. Lee", ("Lee",))))

    assert [who for _, _, who in names.find("Lee left.")] == [(0, 1)]


def test_a_story_without_people_has_none() -> None:
    assert list(Names(()).find("Nobody came.")) == []
    assert discover(()) == ()


def test_a_street_is_nobody() -> None:
    assert "James St" not in characters("He lived on St. James St. near the river. He left St. James St. at noon.")
