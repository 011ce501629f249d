"""Cases in which no reader would hesitate."""

import pytest
from hearing import characters, heard, lines, speakers

from narrate.model import Gender

OPENING = "Emma and Giles sat by the fire, and Emma poured the tea. Giles took his cup."


def test_whom_somebody_looks_at_does_not_tell_their_gender() -> None:
    text = 'Zorblax glared at him. Zorblax took his hand.\n\n"Go," said Zorblax. Zorblax saw him leave.'

    assert characters(text)["Zorblax"].gender is Gender.UNKNOWN


@pytest.mark.parametrize("rank", ["Captain", "Sergeant", "Inspector", "Lieutenant", "Colonel", "General", "Officer"])
def test_a_woman_may_bear_a_rank(rank: str) -> None:
    (found,) = characters(f'{rank} Sarah Reed walked in. "At ease," she said.').values()

    assert found.gender is Gender.FEMALE


@pytest.mark.parametrize(
    ("name", "gender"), [("Mom", Gender.FEMALE), ("Grandpa", Gender.MALE), ("Mother", Gender.FEMALE)]
)
def test_a_parent_called_only_that_is_somebody(name: str, gender: Gender) -> None:
    pronoun = "she" if gender is Gender.FEMALE else "he"
    text = f'{name} came in. My {name.lower()} was never late. "Dinner!" {pronoun} called.'

    assert speakers(text) == [name]
    assert characters(text)[name].gender is gender


@pytest.mark.parametrize(
    ("tag", "speaker"),
    [
        ("said old Bob", "Bob"),
        ("said poor Emily", "Emily"),
        ("said dear old Aunt Sally", "Aunt Sally"),
        ("cried little Lucy", "Lucy"),
        ("whispered poor little Zorblax", "Zorblax"),
    ],
)
def test_an_adjective_before_the_name_hides_nobody(tag: str, speaker: str) -> None:
    assert speakers(f'The door opened.\n\n"Come in," {tag}.') == [speaker]


@pytest.mark.parametrize(
    ("tag", "speaker"),
    [("said June", "June"), ("April said", "April"), ("Aunt May said", "Aunt May"), ("asked Paris", "Paris")],
)
def test_a_month_or_a_city_may_be_somebodys_name(tag: str, speaker: str) -> None:
    assert speakers(f'The door opened.\n\n"Come in," {tag}.') == [speaker]


@pytest.mark.parametrize(
    ("tag", "speaker"),
    [
        ("the computer replied", "the computer"),
        ("a gruff voice answered", "the voice"),
        ("the nun said", "the nun"),
        ("said the nun", "the nun"),
    ],
)
def test_whoever_a_noun_names_speaks(tag: str, speaker: str) -> None:
    assert speakers(f'{OPENING}\n\n"Come in," {tag}.') == [speaker]


def test_a_voice_that_leads_into_the_line_speaks() -> None:
    assert speakers(f'{OPENING}\n\nA third voice said, "Come in."') == ["the voice"]


@pytest.mark.parametrize(
    "text",
    [
        'The email said, "Come home at once."',
        'The sign said "No Entry."',
        'He had a tattoo that said "Forever."',
        'The headline screamed "War!"',
        'His mug said "World\'s Best Boss."',
        'The note on the door said, "Back soon."',
    ],
)
def test_what_is_written_is_not_spoken(text: str) -> None:
    assert heard(text) == [f"N {text}"]


@pytest.mark.parametrize(
    "text",
    [
        'The man with the paper said, "Come in."',
        'The card dealer said, "Come in."',
        'Emma put the card down and said, "Come in."',
    ],
)
def test_who_holds_something_written_speaks(text: str) -> None:
    assert heard(text)[-1] == 'Q "Come in."'


@pytest.mark.parametrize(
    "tag", ["they shouted", "they both said", "Emma and Giles said together", "said Emma and Giles"]
)
def test_a_line_that_several_say_is_surely_nobodys_own(tag: str) -> None:
    (found,) = lines(f'{OPENING}\n\n"Come in!" {tag}.')

    assert found.confidence < 0.5


@pytest.mark.parametrize(
    ("tag", "speaker"),
    [("the children cried", "the children"), ("everyone asked", "everyone"), ("cried the boys", "the boys")],
)
def test_a_group_with_a_noun_speaks_as_that_group(tag: str, speaker: str) -> None:
    assert speakers(f'{OPENING}\n\n"Come in!" {tag}.') == [speaker]


def test_she_and_he_in_one_paragraph_are_two() -> None:
    assert speakers('Tom met Ann. "No," she said. "Yes," he said.') == ["Ann", "Tom"]


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ('Emma\'s brother said, "So am I."', "Emma's brother"),
        ('Mrs. Smith\'s husband said, "So am I."', "Mrs. Smith's husband"),
        ('"So am I," said Emma\'s brother.', "Emma's brother"),
        ('"So am I," Emma\'s brother said.', "Emma's brother"),
    ],
)
def test_somebodys_relation_is_known_by_that(line: str, speaker: str) -> None:
    assert speakers(f"{OPENING} Mrs. Smith slept.\n\n{line}") == [speaker]


@pytest.mark.parametrize(
    "line",
    [
        '"Tell her," Zorblax demanded.',
        '"Tell her," Zorblax quietly insisted.',
        'Zorblax, who was lounging on the couch, said, "Tell her."',
        '"Tell her!" yelped Zorblax.',
    ],
)
def test_whoever_a_speech_tag_names_is_somebody(line: str) -> None:
    assert speakers(f"The door opened.\n\n{line}") == ["Zorblax"]


@pytest.mark.parametrize(
    ("tag", "speaker"),
    [("came Emma's voice from the kitchen", "Emma"), ("came a voice from the kitchen", "the voice")],
)
def test_who_is_heard_from_elsewhere_speaks(tag: str, speaker: str) -> None:
    assert speakers(f'{OPENING}\n\n"I am home," {tag}.') == [speaker]


@pytest.mark.parametrize(
    "line",
    ['Emma smiled. "Come with me."', 'Emma laughed. "Thanks."', '"Enough!" Emma glared at both of them. "Giles, go."'],
)
def test_what_somebody_does_right_before_a_line_outweighs_whose_turn_it_is(line: str) -> None:
    text = f'{OPENING}\n\n"Yes," said Giles.\n\n"No," said Emma.\n\n{line}\n\n"Fine," said Giles.'

    assert set(speakers(text)[2:-1]) == {"Emma"}


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Officer Dan Kelly", "Kelly"),
        ("Queen Margaret", "the queen"),
        ("Queen Margaret", "the Queen"),
        ("Lord Blackwood", "the lord"),
        ("Sergeant Lopez", "the sergeant"),
    ],
)
def test_a_title_or_a_last_name_is_the_same_person(full: str, short: str) -> None:
    text = f'{full} came in. {OPENING}\n\n"Good day," said {full}.\n\n"Good day," said Emma.\n\n"Sit," said {short}.'

    assert speakers(text) == [full, "Emma", full]


def test_a_title_that_two_bear_is_nobodys_epithet() -> None:
    text = 'Dr. Reed came in. Dr. Lee sat.\n\n"Sit," said the doctor. "No," said Dr. Lee. "Yes," said Dr. Reed.'

    assert speakers(text) == ["the doctor", "Dr. Lee", "Dr. Reed"]
