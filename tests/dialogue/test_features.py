"""What speaks for each candidate of a turn."""

import numpy as np
import pytest
from drafts import parse

from narrate.dialogue.attribution import Attribution
from narrate.dialogue.candidates import CANDIDATES
from narrate.dialogue.evidence import CUE, CUES, TRAIT, TRAITS
from narrate.dialogue.features import Features
from narrate.dialogue.segment import segment

CAST = "Emma and Giles sat by the fire. Giles read his book. Emma watched him. She smiled.\n\n"
TALK = "“Is it late?” asked Emma.\n\n“It is,” said Giles.\n\n"


class Told:
    """The evidence of one turn of a text, the last unless said otherwise."""

    def __init__(self, text: str, number: int = -1) -> None:
        manuscript = parse(text, "story")
        book = Attribution(manuscript, segment(manuscript))
        self.one = book.evidence[number]
        self.names = [book.reader.characters[who].name for who in self.one.candidates]

    def cue(self, name: str) -> dict[str, float]:
        """Who has the cue, and how much."""
        values = self.one.cues[:, CUE[name]]
        return {who: pytest.approx(float(value)) for who, value in zip(self.names, values, strict=True) if value}

    def trait(self, name: str) -> float:
        return float(self.one.traits[TRAIT[name]])


@pytest.mark.parametrize(
    ("text", "cue", "who"),
    [
        ("“Come, Giles.”", "addressed", {"Giles": 1}),
        ("“Where is Giles?”\n\n“I saw Giles there.”", "spoken_of_1", {"Giles": 1}),
        ("“I’m Emma.”", "own_name", {"Emma": 1}),
        ("Giles nodded. “So.”", "before_acts", {"Giles": 1}),
        ("Giles nodded. “So.”", "before_reacts", {"Giles": 1}),
        ("“So.” Giles nodded to Emma.", "after_named", {"Emma": 1}),
        ("Giles turned to Emma. “So.”", "before_turned_to", {"Emma": 1}),
        ("He nodded. “So.”", "before_fits", {"Giles": 1}),
        ("He nodded. “So.”", "before_clashes", {"Emma": 1}),
        ("She nodded. “So.”", "before_clashes", {"Giles": 1}),
        ("Giles nodded.\n\n“So.”", "lead_acts", {"Giles": 1}),
        ("“So.”\n\nGiles nodded.", "follow_acts", {"Giles": 1}),
        ("“So.” said Giles.", "tag_named", {"Giles": 1}),
        ("“So.” said Giles.", "tag_other", {"Emma": 1}),
        ("“So,” he said.", "tag_clashes", {"Emma": 1}),
        ("“So,” he said.", "only_fit", {"Giles": 1}),
        ("“No, sir.”\n\n“So.”", "called_fits_1", {"Giles": 1}),
        ("Giles left the room.\n\n“So.”", "gone", {"Giles": 1}),
        ("It rained.", "male", {"Giles": 1}),
        ("It rained.", "female", {"Emma": 1}),
    ],
)
def test_a_cue_is_told_of_whom_it_speaks_for_or_against(text: str, cue: str, who: dict[str, float]) -> None:
    assert Told(CAST + TALK + text).cue(cue) == who


def test_what_is_told_before_another_turn_in_the_paragraph_is_not_told_before_this_one() -> None:
    first, second = (Told(f"{CAST}Emma nodded. “Tea!” “No tea.”", number) for number in (0, 1))

    assert first.cue("before_acts") == {"Emma": 1}
    assert second.cue("before_acts") == {}


def test_a_tag_of_two_is_shared() -> None:
    told = Told(f"{CAST}“So,” said Emma and Giles.")

    assert told.cue("tag_shared") == {"Emma": 1 / 2, "Giles": 1 / 2}
    assert told.cue("tag_named") == {}


@pytest.mark.parametrize(
    ("text", "trait", "value"),
    [
        ("“Giles!”", "only_name", 1),
        ("“Giles is late today.”", "only_name", 0),
        ("“Giles!”", "exclaims", 1),
        ("“Is it you?”", "question", 1),
        ("“Is it you?”", "you", 1),
        ("“Who?”\n\n“I am.”", "question_1", 1),
        ("“I—”", "breaks_off", 1),
        ("“Well, no.”", "yes_no", 1),
        ("“So.”", "gap", 0),
        ("It rained.\n\nIt snowed.\n\n“So.”", "gap", 2 / 8),
        ("***\n\n“So.”", "scene_new", 1),
        ("“So,” said Giles.", "tagged", 1),
        ("“So.”", "tagged", 0),
        ("“So.” It rained.", "after_told", 1),
        ("“So.” It rained.", "after_nobody", 1),
    ],
)
def test_a_trait_tells_of_the_turn(text: str, trait: str, value: float) -> None:
    assert Told(CAST + TALK + text).trait(trait) == pytest.approx(value)


def test_the_lately_named_and_the_soon_named_are_told_by_paragraphs() -> None:
    told = Told(f"{CAST}It rained.\n\n“So.”\n\nIt rained.\n\nGiles sneezed.", 0)

    assert told.cue("since_named") == {"Emma": 1 / 3, "Giles": 1 / 3}
    assert told.cue("until_named") == {"Emma": 1 / 100, "Giles": 1 / 3}


def test_tags_around_are_counted_in_turns() -> None:
    told = Told(f"{CAST}{TALK}“So.”\n\n“No,” said Giles.", 2)

    assert told.cue("tag_since") == {"Emma": 1 / 2, "Giles": 1}
    assert told.cue("tag_until") == {"Giles": 1}
    assert told.cue("tags_near") == {"Emma": 1 / 6, "Giles": 2 / 6}
    assert told.cue("scene_tags") == {"Emma": 1 / 3, "Giles": 2 / 3}


def test_whoever_a_tag_names_is_a_candidate_however_many_are_around() -> None:
    crowd = "Ann Bob Carl Dora Eve Fay Gus Hal Ida Jack Kate Liam Mary Ned Olga Paul".split()
    text = "".join(f"{name} came in. {name} sat down.\n\n" for name in crowd)
    told = Told(f"{text}“So,” said Ann.")

    assert len(told.names) == CANDIDATES
    assert told.names[0] == "Ann"


def test_whoever_is_given_a_noun_alone_is_a_candidate() -> None:
    told = Told(f"{CAST}“Tea?” asked a waiter.")

    assert told.names[0] == "the waiter"
    assert told.cue("tag_noun") == {"the waiter": 1}


def test_words_speak_for_whom_they_are_like() -> None:
    sailor = "“Aye, the anchor, the mast, the deck, the sail and the harbour,” said Giles."
    cook = "“Yes, the butter, the flour, the sugar, the oven and the kettle,” said Emma."
    talk = "\n\n".join([sailor, cook] * 9)
    told = Told(f"{CAST}{talk}\n\n“The anchor! The sail! The mast!”")
    few = Told(f"{CAST}{sailor}\n\n{cook}\n\n“The anchor! The sail! The mast!”")

    words = dict(zip(told.names, told.one.cues[:, CUE["words"]], strict=True))
    assert words["Giles"] > 0 > words["Emma"]
    assert few.cue("words") == {}


def test_a_tagged_turn_is_no_witness_for_itself() -> None:
    same = "“Aye, the anchor, the mast, the deck, the sail and the harbour,” said Giles.\n\n" * 9
    told = Told(f"{CAST}{same}“Zinc zodiac zebra,” said Giles.")

    assert dict(zip(told.names, told.one.cues[:, CUE["words"]], strict=True))["Giles"] < 0


def test_evidence_is_one_row_a_candidate_and_no_turns_have_none() -> None:
    told = Told(CAST + TALK)

    assert told.one.cues.shape == (len(told.names), len(CUES)) and told.one.cues.dtype == np.float32
    assert told.one.traits.shape == (len(TRAITS),)
    manuscript = parse("It rained.", "story")
    assert Features(Attribution(manuscript, segment(manuscript)).story, []).evidence() == []
