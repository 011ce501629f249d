"""Speech tags, and who acts in a sentence."""

import pytest

from narrate.dialogue.cues import Subject, acts, tag_after, tag_before
from narrate.dialogue.names import Names
from narrate.model import Character, Gender

EMMA, GILES = Subject(who=(0,)), Subject(who=(1,))
SHE = Subject(pronoun="she")
NAMES = Names((Character("Emma", ("Emma",), Gender.FEMALE), Character("Giles", ("Giles",), Gender.MALE)))


@pytest.mark.parametrize(
    ("clause", "speaker"),
    [
        ("said Emma.", EMMA),
        ("Emma said.", EMMA),
        ("Emma said softly, looking at Giles.", EMMA),
        ("said Emma to Giles.", EMMA),
        ("she said.", SHE),
        ("she said to Giles.", SHE),
        ("asked the waiter.", Subject(noun="waiter")),
        ("the old waiter with the cap said.", Subject(noun="waiter")),
        ("I said.", Subject(pronoun="i")),
        (", Emma replied.", EMMA),
        ("Emma quietly added.", EMMA),
    ],
)
def test_the_tag_behind_a_quotation_tells_its_speaker(clause: str, speaker: Subject) -> None:
    assert tag_after(clause, NAMES, tied=True) == speaker


@pytest.mark.parametrize(
    "clause", ["The door opened.", "Emma left the room.", "Emma said nothing.", "...", "Nobody answered.", "Rain fell."]
)
def test_a_sentence_that_reports_no_speech_is_no_tag(clause: str) -> None:
    assert tag_after(clause, NAMES, tied=False) is None


def test_laughing_is_speaking_only_where_a_comma_ties_it() -> None:
    assert tag_after("Emma laughed.", NAMES, tied=True) == EMMA
    assert tag_after("Emma laughed.", NAMES, tied=False) is None


@pytest.mark.parametrize(
    ("narration", "speaker"),
    [
        ("Emma said,", EMMA),
        ("Giles nodded. Then Emma asked:", EMMA),
        ("She started to turn away, then added,", SHE),
        ("He left. As Giles slept, Emma whispered,", EMMA),
        ("Emma:", EMMA),
    ],
)
def test_the_tag_before_a_quotation_tells_its_speaker(narration: str, speaker: Subject) -> None:
    assert tag_before(narration, NAMES) == speaker


@pytest.mark.parametrize("narration", ["Emma sat down.", "Emma said so.", "", "and the cold,", "Emma left,"])
def test_narration_that_leads_into_nothing_is_no_tag(narration: str) -> None:
    assert tag_before(narration, NAMES) is None


def test_the_main_clause_tells_who_acts() -> None:
    (act,) = acts("As Emma shrugged, Giles wondered.", NAMES)

    assert act.subject == GILES


def test_a_person_behind_a_preposition_does_not_act() -> None:
    (act,) = acts("Behind Emma, Giles sat down.", NAMES)

    assert act.subject == GILES


def test_a_face_acts_for_its_owner_but_a_dog_does_not() -> None:
    assert [act.subject for act in acts("Emma's face fell. Emma's dog barked.", NAMES)] == [EMMA, None]


def test_who_comes_into_view_and_who_is_reached_is_noted() -> None:
    seen, reached = acts("Emma turned and saw Giles. Emma gave him a cup.", NAMES)

    assert seen.appears == (1,)
    assert reached.reaches == "he"


def test_nodding_is_a_listeners_act_and_clearing_the_throat_a_speakers() -> None:
    nods, coughs = acts("Emma nodded. Giles cleared his throat.", NAMES)

    assert (nods.reacts, nods.speaks) == (True, False)
    assert (coughs.reacts, coughs.speaks) == (False, True)
