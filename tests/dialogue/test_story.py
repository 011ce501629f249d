"""What a story tells around its turns: who is called, who acts, who is gone, whose tags agree."""

import pytest
from drafts import parse

from narrate.dialogue.attribution import Attribution
from narrate.dialogue.segment import segment
from narrate.dialogue.story import Story
from narrate.model import Kind

CAST = "Emma and Giles sat by the fire. Giles read. Emma watched him.\n\n"


def story_of(text: str) -> Story:
    manuscript = parse(text, "story")
    return Attribution(manuscript, segment(manuscript)).story


def names(story: Story, who: frozenset[int] | dict[int, int]) -> set[str]:
    return {story.reader.characters[one].name for one in who}


def quotations(story: Story) -> list[int]:
    return [at for at, one in enumerate(story.utterances) if one.kind is Kind.QUOTATION]


@pytest.mark.parametrize(
    ("words", "addressed", "spoken_of", "own"),
    [
        ("Come in, Giles.", {"Giles"}, set(), set()),
        ("Giles, come in!", {"Giles"}, set(), set()),
        ("Oh Giles, no.", {"Giles"}, set(), set()),
        ("I saw Giles there.", set(), {"Giles"}, set()),
        ("I’m Emma. Where is Giles now?", set(), {"Giles"}, {"Emma"}),
        ("Nobody came.", set(), set(), set()),
    ],
)
def test_whom_words_call_and_whom_they_only_speak_of(
    words: str, addressed: set[str], spoken_of: set[str], own: set[str]
) -> None:
    story = story_of(f"{CAST}“{words}”")
    said = story.said[quotations(story)[0]]

    assert [names(story, who) for who in (said.addressed, said.spoken_of, said.own)] == [addressed, spoken_of, own]


def test_who_leaves_is_gone_until_they_act_again() -> None:
    story = story_of(f"{CAST}Giles left the room.\n\nEmma sighed.\n\nGiles came back.\n\nIt rained.")

    assert [names(story, gone) for gone in story.gone] == [set(), set(), {"Giles"}, {"Giles"}, set()]


def test_the_narration_of_a_paragraph_names_and_lets_act() -> None:
    story = story_of(f"{CAST}Emma looked at Giles. Emma smiled.\n\nIt rained.")

    assert names(story, story.named[1]) == {"Emma", "Giles"}
    assert {story.reader.characters[who].name: count for who, count in story.acted[1].items()} == {"Emma": 2}
    assert not story.named[2]


def test_somebody_known_by_a_noun_alone_is_met_and_their_name_is_found_wherever_it_stands() -> None:
    story = story_of(f"{CAST}“Tea?” asked a waiter.\n\nThe waiter bowed to Emma. “Tea,” he said.")
    waiter = story.reader.unnamed("waiter")

    assert [tag.noun for tag in story.tags(quotations(story)[0])] == ["waiter"]
    assert waiter in story.named[2] and waiter in story.acted[2]


@pytest.mark.parametrize("line", ["“Tea,” said Emma's brother.", "Emma's brother said, “Tea.”"])
def test_a_tag_names_whoever_was_met_by_it(line: str) -> None:
    story = story_of(CAST + line)
    (at,) = quotations(story)

    assert [tag.who for tag in story.tags(at)] == [(story.reader.unnamed("Emma's brother"),)]


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ("Emma said", "Giles said", True),
        ("Emma said", "Emma said", False),
        ("Emma said", "she said", False),
        ("Emma said", "he said", True),
        ("she said", "he said", True),
        ("Emma said", "Rain fell", False),
    ],
)
def test_tags_differ_where_they_can_mean_nobody_in_common(first: str, second: str, differ: bool) -> None:
    story = story_of(f"{CAST}Emma took her tea. He took his.\n\n“Tea,” {first}.\n\n“No tea,” {second}.")

    assert story.differ(*quotations(story)) is differ
