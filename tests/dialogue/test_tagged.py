"""The narration beside a quotation, and the speech tags in it."""

import pytest
from drafts import parse

from narrate.dialogue.names import Names
from narrate.dialogue.segment import segment
from narrate.dialogue.tagged import narration_beside, tags_beside
from narrate.model import Character, Kind

NAMES = Names([Character("Emma"), Character("Giles")])


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“Tea,” said Emma.", [0]),
        ("Giles said, “Tea.”", [1]),
        ("Giles said, “Tea,” said Emma.", [0, 1]),
        ("Giles said, “Tea.” Emma said nothing.", [1]),
        ("“Tea.”", []),
        ("Giles said,\n\n“Tea.”\n\nsaid Emma.", []),
    ],
)
def test_tags_stand_behind_and_before_a_quotation_in_its_paragraph(text: str, who: list[int]) -> None:
    utterances = segment(parse(text, "story"))
    at = next(at for at, one in enumerate(utterances) if one.kind is Kind.QUOTATION)

    assert [one for tag in tags_beside(utterances, at, NAMES) for one in tag.who] == who


def test_only_narration_of_the_paragraph_stands_beside() -> None:
    utterances = segment(parse("It rained.\n\n“Tea.” Emma sighed. “Tea!”", "story"))

    assert [narration_beside(utterances, at, 1) for at in range(-1, 5)] == ["", "", "", "Emma sighed.", "", ""]
