"""Speech tags, and who acts in a sentence."""

import pytest

from narrate.dialogue.acts import acts
from narrate.dialogue.bearers import settled
from narrate.dialogue.names import Names
from narrate.dialogue.speech_tags import tag_after, tag_before
from narrate.dialogue.subjects import Subject
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


ALL = Names(
    (
        Character("Emma", ("Emma",), Gender.FEMALE),
        Character("Giles", ("Giles",), Gender.MALE),
        Character("Sally", ("Sally",), Gender.FEMALE),
    )
)
SALLY, HE, ME, YOU, OTHER = Subject(who=(2,)), *(Subject(pronoun=one) for one in ("he", "i", "you", "other"))


@pytest.mark.parametrize(
    ("clause", "speaker"),
    [
        ("flashed Emma, turning round.", EMMA),
        ("said poor dear Emma.", EMMA),
        ("cried Sally.", SALLY),
        ("suddenly cried Giles aloud.", GILES),
        ("was Emma’s kind answer.", EMMA),
        ("was her reply.", SHE),
        ("came the answer.", OTHER),
        ("said the other.", OTHER),
        ("you say.", YOU),
        ("I tell her.", ME),
        ("he’s saying.", HE),
        ("it informed him.", Subject(pronoun="it")),
        ("said the Jew.", Subject(noun="Jew")),
        ("the Mock Turtle went on.", Subject(noun="Mock Turtle")),
        ("the mechanic's voice crackled back.", Subject(noun="mechanic")),
        ("asked his sister, wiping her nose.", Subject(noun="sister")),
        ("she heard Giles saying.", GILES),
        ("exclaimed the voice of old Giles.", GILES),
        ("retorted Bounderby.", Subject(name="Bounderby")),
    ],
)
def test_a_tag_may_have_any_form(clause: str, speaker: Subject) -> None:
    found = tag_after(clause, ALL, tied=True)

    assert found == speaker
    assert found is not None
    assert found.name == speaker.name


@pytest.mark.parametrize(
    ("narration", "speaker"),
    [
        ("He seemed determined; and Emma, averting her face, said, with a firmer tone than usual,", EMMA),
        ("Emma looked up when Giles came in and said,", GILES),
        ("Emma laughed as Giles fell, and said:", EMMA),
        ("Giles, who had been asleep all the while, said:", GILES),
        ("She told Giles that Emma was here, and that afterwards Sally exclaimed:", SALLY),
        ("Emma heard Giles say,", GILES),
        ("He was greeted by Emma:", EMMA),
        ("Emma went on.", EMMA),
        ("Emma here burst forth with indignation", EMMA),
    ],
)
def test_the_verb_next_to_the_quotation_tells_whose_it_is(narration: str, speaker: Subject) -> None:
    assert tag_before(narration, ALL) == speaker


@pytest.mark.parametrize("narration", ["Emma asked.", "Her enquiries began.", "She left before Emma began."])
def test_a_full_stop_parts_narration_from_what_follows(narration: str) -> None:
    assert tag_before(narration, ALL) is None


def test_somebody_may_be_called_by_part_of_a_name_or_by_a_noun_of_the_list() -> None:
    people = (
        Character("Josiah Bounderby", ("Josiah Bounderby",), Gender.MALE),
        Character("Louisa Bounderby", ("Louisa Bounderby",), Gender.FEMALE),
        Character("The Mock Turtle", ("The Mock Turtle",)),
    )

    assert settled(Subject(name="Bounderby"), people) == Subject(who=(0,))
    assert settled(Subject(name="Mrs Bounderby"), people) == Subject(who=(1,))
    assert settled(Subject(noun="Mock Turtle", definite=True), people) == Subject(who=(2,))
    assert settled(Subject(name="Nobody"), people) is None
    assert settled(Subject(noun="waiter"), people) == Subject(noun="waiter")


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        ("Emma laughed and Giles looked away.", [EMMA, GILES]),
        ("Emma hugged Giles, Sally, and the waiter.", [EMMA]),
        ("The wind lifted Emma's hair.", [None]),
        ("You look at Giles.", [YOU]),
        ("Her smile faded.", [SHE]),
        ("Giles's hand stopped.", [GILES]),
        ("Giles’s sitting up.", [GILES]),
        ("She'd been there; I'm sure.", [SHE, ME]),
        ("At last the old waiter smiled.", [Subject(noun="waiter")]),
        ("Emma and Giles waited.", [Subject(who=(0, 1), several=True)]),
    ],
)
def test_each_clause_has_its_subject(sentence: str, subjects: list[Subject | None]) -> None:
    assert [act.subject for act in acts(sentence, ALL)] == subjects


def test_the_words_around_a_noun_are_kept() -> None:
    (old,), (his,), (a,) = (
        list(acts(text, ALL)) for text in ("The older man sat.", "His sister sat.", "A waiter sat.")
    )

    assert old.subject is not None and (old.subject.described, old.subject.definite) == ("older", True)
    assert his.subject is not None and (his.subject.noun, his.subject.whose) == ("sister", "he")
    assert a.subject is not None and not a.subject.definite


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Emma turned to Giles.", GILES),
        ("Emma told her sister.", Subject(noun="sister")),
        ("Emma asked her what it was.", SHE),
        ("said Emma to Giles.", GILES),
        ("She looked up at him.", HE),
        ("Emma looked at Giles's face.", GILES),
        ("Emma looked at the door.", None),
    ],
)
def test_whom_somebody_turns_to_is_told(sentence: str, told: Subject | None) -> None:
    (act,) = acts(sentence, ALL)

    assert act.told == told


@pytest.mark.parametrize("unit", ["Emma's ", "the waiter's ", "his her ", "Emma who ", "one of the ", "and "])
def test_endless_narration_is_read_all_the_same(unit: str) -> None:
    text = unit * 20_000

    assert len(list(acts(text, ALL))) >= 1
    tag_after(text, ALL, tied=True)
    tag_before(text, ALL)
