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
    found = aliases(STORY.replace("Tara", "Giles"))

    assert all("the witch" not in found[name] for name in ("Giles", "Kennedy"))


def test_an_epithet_used_of_several_means_none_of_them() -> None:
    mixed = STORY + STORY.replace("Tara", "Dawn")

    assert all("the witch" not in aliases(mixed)[name] for name in ("Tara", "Dawn", "Kennedy"))


def test_a_line_tagged_with_an_epithet_is_its_bearers() -> None:
    script = script_of(STORY + '"Time to go," said the witch.')

    assert script.utterances[-2].speaker == "Tara"


def test_some_nouns_tell_a_gender() -> None:
    assert [noun_gender(noun) for noun in ("witch", "king", "doctor")] == [Gender.FEMALE, Gender.MALE, Gender.UNKNOWN]


def test_whoever_speaks_and_is_called_by_a_noun_only_is_a_character() -> None:
    found = utterances('Tara waited. "Next," said the old gargoyle. Tara looked up. The gargoyle yawned.')

    assert {one.name: set(one.aliases) for one in with_epithets(discover(found), found)} == {
        "Tara": {"Tara"},
        "the old gargoyle": {"the old gargoyle", "the gargoyle"},
    }


def test_two_extras_of_one_trade_are_two() -> None:
    found = utterances('"Halt," said the tall guard. "Why?" asked the short guard. Nobody knew.')

    assert {one.name for one in with_epithets((), found)} == {"the tall guard", "the short guard"}


def test_an_epithet_beside_a_name_is_its_bearers() -> None:
    assert "the barista" in aliases('Quill, the barista, nodded. "No," said Quill. The barista left.')["Quill"]


def test_who_is_told_to_have_a_trade_is_called_by_it() -> None:
    text = '"Yes," said Osei. Osei was the mechanic. Tara came in. "No," said the mechanic. Tara left.'

    assert "the mechanic" in aliases(text)["Osei"]


def test_whoever_a_child_calls_mum_is_the_mother() -> None:
    assert "the mother" in aliases('"Mum, look," said Tara. Mum looked. My mother laughed. "Good," said Mum.')["Mum"]


def test_the_only_one_with_a_title_may_be_the_old_man() -> None:
    text = 'Mr Pike sat down. Tara waited.\n\n"Well?" said Tara.\n\nThe old man sighed. "Not now," said the old man.'

    assert "the old man" in aliases(text)["Mr Pike"]
