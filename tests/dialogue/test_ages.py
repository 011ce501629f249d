"""Who is a child and who is old is told by what the story says of them, and of nobody else."""

import time
from collections.abc import Sequence

import pytest
from hearing import utterances

from narrate.dialogue.ages import aged
from narrate.model import Age, Character, Gender, Kind, Place, Utterance

CHILD, ADULT, ELDER = Age
BEA = Character("Bea", ("Bea",), Gender.FEMALE)
TIM = Character("Tim", ("Tim",), Gender.MALE)


def ages(text: str, *characters: Character) -> dict[str, Age]:
    return {one.name: one.age for one in aged(characters or (BEA, TIM), utterances(text))}


@pytest.mark.parametrize(
    "text",
    [
        "Bea was nine, and proud of it.",
        "Bea, who was seven, opened the door.",
        "Bea, seven, opened the door.",
        "Bea (7) opened the door.",
        "Bea, a girl of ten, opened the door.",
        "Bea was a small, serious girl of eleven.",
        "Seven-year-old Bea opened the door.",
        "He saw his 8-year-old daughter Bea.",
        "Bea had just turned twelve.",
        "Bea was six and a half years old.",
        "In came little Bea.",
        "A toddler named Bea sat on the mat.",
        "Bea, a first-grader, opened the door.",
        "Bea was in Year Four and hated it.",
        "Bea shut the door. She was nine.",
        "Bea is ten or so.",
    ],
)
def test_children_are_told_by_their_years_and_by_words_for_children(text: str) -> None:
    assert ages(text) == {"Bea": CHILD, "Tim": ADULT}


@pytest.mark.parametrize(
    "text",
    [
        "Bea was eighty.",
        "Bea is eighty-one and has buried two husbands.",
        "Bea was an old woman with a stick.",
        "The old woman, Bea, shut the door.",
        "His grandmother Bea shut the door.",
        "Bea, Tim's grandmother, shut the door.",
        "Bea was in her late seventies.",
        "Bea put down the spoon. She was seventy-four now.",
        "Bea was six-and-seventy.",
    ],
)
def test_elders_are_told_by_their_years_and_by_words_for_the_old(text: str) -> None:
    assert ages(text) == {"Bea": ELDER, "Tim": ADULT}


@pytest.mark.parametrize(
    "text",
    [
        "Bea was thirteen.",
        "Bea was sixty-four.",
        "Bea was seven minutes late.",
        "Bea was five foot two.",
        "Bea was two steps behind, three at most.",
        "When Bea was seven, the house burned down.",
        "Bea was ten when the house burned down.",
        "Bea drank like a child. Tim was as happy as a child.",
        "Bea was an only child.",
        "Bea is an old friend. Good old Tim was her old chap.",
        "Bea lived in the old house, and the girl looked at the boy.",
        "Bea gave Tim a little old vase.",
        "Bea was a girl of the city. Tim was a boy from the hills.",
        "Bea was three hundred years old.",
        "Bea met a boy in the hall. He was nine.",
        "Bea and Dora sat down. She was eighty.",
        "The other Bea was nine years old.",
        "So little Tim could do.",
        "It was nine. Bea went home.",
        '"Bea is such a child," said Tim. "You act like I\'m six."',
    ],
)
def test_what_tells_of_something_else_makes_nobody_young_or_old(text: str) -> None:
    dora = Character("Dora", ("Dora",), Gender.FEMALE)

    assert set(ages(text, BEA, TIM, dora).values()) == {ADULT}


def test_years_that_contradict_each_other_tell_nothing() -> None:
    assert ages("Bea was nine. Years went by. Bea was thirty.")["Bea"] is ADULT


def test_two_hints_do_what_one_cannot() -> None:
    assert ages("Old Tim sat down.")["Tim"] is ADULT
    assert ages("Old Tim sat down. Bea watched old Tim.")["Tim"] is ELDER


@pytest.mark.parametrize(
    ("name", "age"),
    [
        ("Granny", ELDER), ("Grandfather Yadollah", ELDER), ("the old woman", ELDER), ("the elderly priest", ELDER),
        ("the child", CHILD), ("the toddler", CHILD), ("the little girl", CHILD), ("the boy", CHILD),
        ("the girl", ADULT), ("the paper boy", ADULT), ("the older man", ADULT), ("Old", ADULT), ("Nan", ADULT),
    ],
)  # fmt: skip
def test_some_are_told_by_what_they_are_called(name: str, age: Age) -> None:
    assert ages("Nothing.", Character(name, (name,))) == {name: age}


def test_who_has_no_name_is_as_old_as_is_said_when_they_come_in() -> None:
    boy = Character("the boy", ("the boy",), Gender.MALE)

    assert ages("It was a boy of about twenty. The boy sat down.", boy) == {"the boy": ADULT}
    assert ages("It was a boy of nine. The boy sat down.", boy) == {"the boy": CHILD}


@pytest.mark.parametrize("epithet", ["the boy", "the child", "the old man"])
def test_an_epithet_alone_does_not_tell_the_age_of_somebody_with_a_name(epithet: str) -> None:
    assert ages("Nothing.", Character("Tim", ("Tim", epithet), Gender.MALE)) == {"Tim": ADULT}


def test_who_bears_a_title_is_no_child() -> None:
    assert ages("Captain Bea was a child.", Character("Captain Bea", ("Captain Bea",)))["Captain Bea"] is ADULT


def test_a_name_that_two_bear_tells_of_neither() -> None:
    kims = (Character("Kim Ito", ("Kim Ito", "Kim")), Character("Kim Abe", ("Kim Abe", "Kim")))

    assert set(ages("Kim was nine.", *kims).values()) == {ADULT}


def said(text: str, speaker: str, confidence: float) -> Sequence[Utterance]:
    return [Utterance(0, len(text), text, Kind.QUOTATION, Place(1, 1, 1), speaker, confidence)]


@pytest.mark.parametrize(
    ("words", "confidence", "age"),
    [
        ("“I'm nine.”", 0.9, CHILD),
        ("“My dear, I am eighty-one years old.”", 0.9, ELDER),
        ("“I'm nine.”", 0.5, ADULT),
        ("“I'm ten minutes away.”", 0.9, ADULT),
        ("“You think I'm six?”", 0.9, ADULT),
    ],
)
def test_speakers_tell_their_own_age_if_it_is_sure_who_speaks(words: str, confidence: float, age: Age) -> None:
    assert [one.age for one in aged((BEA, TIM), said(words, "Bea", confidence))] == [age, ADULT]


def test_what_a_person_said_stays() -> None:
    found = utterances("Bea was nine. Tim was nine.")

    assert aged([Character("Bea", ("Bea",), age=ELDER)], found)[0].age is ELDER
    assert aged([BEA], found, [Character("Bea", age=ELDER)])[0].age is ELDER
    assert aged([TIM], found, [Character("Bea", age=ELDER)])[0].age is CHILD


@pytest.mark.parametrize(
    "text",
    ["She was nine. ", "little ", "seven or ", "great-grand", "(1", "Bea was ", "Bea, a ", "an old ", "\x02", "9"],
)
def test_a_paragraph_without_end_is_read_in_time(text: str) -> None:
    long = "Bea. " + text * (400_000 // len(text))
    began = time.process_time()
    aged((BEA, TIM), [Utterance(0, len(long), long, Kind.NARRATION, Place(1, 1, 1))])

    assert time.process_time() - began < 3


def test_signs_that_stand_for_names_inside_do_no_harm_in_a_text() -> None:
    text = "\x027\x03 was nine. \x02\x03 was nine. \x020\x03 was eighty."

    assert {one.age for one in aged((BEA, TIM), [Utterance(0, 50, text, Kind.NARRATION, Place(1, 1, 1))])} == {ADULT}
