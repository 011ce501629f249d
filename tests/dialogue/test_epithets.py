"""Somebody with a name may be called the witch."""

from hearing import script_of, utterances

from narrate.dialogue.characters import discover
from narrate.dialogue.epithets import noun_gender, with_epithets
from narrate.model import Gender

STORY = (
    "Kennedy looked up into Tara's face. The witch smirked and nodded.\n\n"
    "Kennedy smiled and looked back at Tara. The witch sat down.\n\n"
)


def aliases(text: str) -> dict[str, tuple[str, ...]]:
    found = utterances(text)
    return {one.name: one.aliases for one in with_epithets(discover(found), found)}


def test_an_epithet_means_whom_the_sentence_before_led_to() -> None:
    assert aliases(STORY) == {"Tara": ("Tara", "the witch"), "Kennedy": ("Kennedy",)}


def test_an_epithet_does_not_mean_somebody_of_the_other_gender() -> None:
    assert all("the witch" not in names for names in aliases(STORY.replace("Tara", "Giles")).values())


def test_an_epithet_used_of_several_means_none_of_them() -> None:
    mixed = STORY + STORY.replace("Tara", "Dawn")

    assert all("the witch" not in names for names in aliases(mixed).values())


def test_a_line_tagged_with_an_epithet_is_its_bearers() -> None:
    script = script_of(STORY + '"Time to go," said the witch.')

    assert script.utterances[-2].speaker == "Tara"


def test_some_nouns_tell_a_gender() -> None:
    assert [noun_gender(noun) for noun in ("witch", "king", "doctor")] == [Gender.FEMALE, Gender.MALE, Gender.UNKNOWN]
