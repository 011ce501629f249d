"""Who is in the story, by which names, and of which gender."""

import pytest
from hearing import characters, utterances

from narrate.dialogue.characters import discover, gender_of
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


def found_in(text: str, **given: object) -> dict[str, Character]:
    return {one.name: one for one in discover(utterances(text), **given)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Dov rubbed his eyes. Then he sat down, and Dov drank his tea. He was tired.", Gender.MALE),
        ("My sister Ines laughed. Ines sat down.", Gender.FEMALE),
        (
            "Quist looked up from their tablet. They smiled. Quist put their cup down. They had seen it themself.",
            Gender.UNKNOWN,
        ),
    ],
)
def test_pronouns_and_kin_tell_a_gender_even_in_a_short_text(text: str, gender: Gender) -> None:
    (found,) = found_in(text).values()

    assert found.gender is gender


def test_the_pronouns_of_one_do_not_tell_of_another() -> None:
    text = "Mrs Orr looked at Quill. She smiled at Quill. She gave Quill her hand. She laughed at Quill."

    assert found_in(text)["Quill"].gender is not Gender.FEMALE


@pytest.mark.parametrize("name", ["Þórdís", "O’Brien", "Samir al-Rashid", "Inés de la Cruz", "Mballa"])
def test_names_of_all_languages_are_found_whole(name: str) -> None:
    assert name in found_in(f'"Go," said {name}. Then {name} left.')


def test_who_is_only_called_is_a_character() -> None:
    assert "Biscuit" in found_in('"Good boy, Biscuit." I inked it in. "What do you want, Biscuit?"')


def test_a_short_form_is_the_whole_name_unless_both_are_there() -> None:
    text = "Rebecca sat down. Rebecca laughed.\n\n" + '"Becca, no," said Tom. Tom sighed.'

    assert set(found_in(text)["Rebecca"].aliases) == {"Rebecca", "Becca"}
    assert {"Rebecca", "Becca"} <= set(
        found_in(text + " Rebecca and Becca left. Becca ran. Rebecca saw Becca. Becca and Rebecca met.\n\n" * 3)
    )


def test_who_is_known_stays_as_given_and_takes_other_names_that_fit() -> None:
    known = Character("Tara", ("Tara", "Tara Maclay"), Gender.UNKNOWN)
    text = (
        '"Hello," said Miss Maclay. Willow smiled. "Hello," said Willow. "Hello," said Tara. Willow left. Willow ran.'
    )

    first, *others = discover(utterances(text), known=(known,))

    assert first.name == "Tara" and {"Tara", "Tara Maclay", "Miss Maclay"} == set(first.aliases)
    assert [one.name for one in others] == ["Willow"]


def test_a_family_is_nobody() -> None:
    assert "Darlings" not in found_in(
        'Mr. Darling came. The Darlings slept. "No," said Mr. Darling. The Darlings had left.'
    )


def test_a_short_form_may_end_like_the_name_or_begin_like_it() -> None:
    text = 'Anselm sat down. Anselm laughed.\n\n"Wake up, {short}," said Tom.\n\nAnselm sighed. "No."\n\nTom left.'

    for short in ("Selm", "Ansie"):
        assert set(found_in(text.format(short=short))["Anselm"].aliases) == {"Anselm", short}


def test_a_title_alone_is_its_only_bearers() -> None:
    text = 'Aunt Salwa came in. "Sit, Auntie," said Tom. Uncle Vito sat. "Uncle," said Tom, and Aunt Salwa laughed.'

    assert set(found_in(text)["Uncle Vito"].aliases) == {"Uncle Vito", "Uncle"}


def test_two_with_a_title_and_a_last_name_are_two() -> None:
    text = 'Mrs. Orr sat down.\n\n"Well, Mrs. Powell?" said Tom.\n\nMrs. Orr rose. "No."\n\nTom laughed. Mrs. Orr left.'

    assert {"Mrs. Orr", "Mrs. Powell"} <= set(found_in(text))


@pytest.mark.parametrize(
    ("name", "gender"), [("Szymon", Gender.MALE), ("Þórdís", Gender.FEMALE), ("Sam", Gender.UNKNOWN)]
)
def test_a_first_name_tells_a_gender(name: str, gender: Gender) -> None:
    assert gender_of(name) is gender
