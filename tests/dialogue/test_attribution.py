"""Who says every line, how sure that is, and on what it rests."""

from dataclasses import replace

import pytest
from drafts import parse
from hearing import characters, lines, script_of, speakers

from narrate.dialogue.attribution import Attribution
from narrate.dialogue.segment import segment
from narrate.model import Basis, Gender, Kind

OPENING = "Emma and Giles sat by the fire, and Emma poured the tea. Giles took his cup."


@pytest.mark.parametrize(
    "line",
    [
        '"It is late," said Emma.',
        '"It is late," Emma said.',
        '"It is late," Emma said, looking at Giles.',
        '"Is it late?" asked Emma.',
        '"It is late!" Emma cried.',
        'Emma said, "It is late."',
        'Emma turned to Giles and said: "It is late."',
        '"It is," said Emma, "late."',
        '"It is late." Emma said. "Very late."',
        "“It is late,” whispered Emma to Giles.",
    ],
)
def test_a_line_goes_to_whom_the_tag_names(line: str) -> None:
    for one in lines(f"{OPENING}\n\n{line}"):
        assert (one.speaker, one.confidence, one.basis) == ("Emma", 0.97, Basis.EXPLICIT)


@pytest.mark.parametrize("line", ['"It is late," she said.', '"Is it late?" she asked him.', 'She said, "It is late."'])
def test_a_pronoun_goes_to_who_can_be_meant(line: str) -> None:
    (found,) = lines(f"{OPENING}\n\n{line}")

    assert (found.speaker, found.basis) == ("Emma", Basis.ANAPHORIC)
    assert found.confidence >= 0.5


def test_a_line_tagged_by_somebody_without_a_name_is_theirs() -> None:
    text = f'{OPENING}\n\n"More tea?" asked the waiter.\n\n"No," said Emma.\n\n"Or coffee?" said the waiter.'

    assert speakers(text) == ["the waiter", "Emma", "the waiter"]
    assert characters(text)["the waiter"].gender is Gender.MALE


def test_somebodys_mother_is_not_that_somebody_but_their_voice_is() -> None:
    text = f'{OPENING}\n\n"It is late," said Emma\'s mother.\n\n"Very late," said Emma\'s voice.'

    assert speakers(text) == ["Emma's mother", "Emma"]


def test_two_who_are_named_in_one_paragraph_are_two() -> None:
    assert speakers(f'{OPENING}\n\n"Is it late?" said Emma. Giles said, "Yes."') == ["Emma", "Giles"]


def test_who_is_heard_to_speak_speaks() -> None:
    assert speakers(f'{OPENING}\n\nEmma heard Giles say, "It is late."') == ["Giles"]


@pytest.mark.parametrize("silence", ["said nothing", "did not answer", "didn't reply", "would not say"])
def test_who_stays_silent_has_not_said_it(silence: str) -> None:
    (first, second) = lines(f'{OPENING}\n\n"It is late," said Giles.\n\n"Very late." Emma {silence}.')

    assert first.speaker == "Giles"
    assert second.basis is Basis.IMPLICIT


def test_a_name_that_only_one_tag_tells_is_enough() -> None:
    (found,) = lines('The door opened slowly.\n\n"It is late," said Zorblax.')

    assert (found.speaker, found.basis) == ("Zorblax", Basis.EXPLICIT)


def test_what_somebody_does_between_two_halves_of_a_line_tells_who_says_it() -> None:
    text = f'{OPENING}\n\n"It is late," said Emma.\n\n"Is it"—Giles looked at the clock—"really?"'

    assert speakers(text) == ["Emma", "Giles", "Giles"]


def test_who_acts_before_the_line_speaks_it() -> None:
    assert speakers(f'{OPENING}\n\nGiles put down his cup. "It is late."\n\nEmma got up. "Very late."') == [
        "Giles",
        "Emma",
    ]


def test_who_acts_in_the_paragraph_above_speaks_the_line() -> None:
    text = f'{OPENING}\n\nGiles put down his cup.\n\n"It is late."\n\nEmma got up.\n\n"Very late."'

    assert speakers(text) == ["Giles", "Emma"]
    assert {one.basis for one in lines(text)} == {Basis.IMPLICIT}


def test_two_who_talk_take_turns() -> None:
    text = f'{OPENING}\n\n"It is late," said Emma.\n\n"Very late."\n\n"Shall we go?"\n\n"We shall."'

    assert speakers(text) == ["Emma", "Giles", "Emma", "Giles"]


def test_nobody_addresses_themselves() -> None:
    assert speakers(f'{OPENING}\n\n"It is late, Giles."\n\n"I know, Emma."') == ["Emma", "Giles"]


def test_all_pieces_of_a_speech_have_one_speaker() -> None:
    text = f'{OPENING}\n\n"It is," said Emma, "late.\n\n"Very late.\n\n"Too late."\n\n"Is it?" said Giles.'

    assert speakers(text) == ["Emma"] * 4 + ["Giles"]


def test_a_story_told_by_i_has_a_narrator_who_speaks() -> None:
    text = '"It is late," I said.\n\nI looked at Giles.\n\n"It is," said Giles.\n\n"Then I will go," I said. I went.'

    assert speakers(text) == ["Narrator", "Giles", "Narrator"]
    assert "Narrator" in characters(text)


def test_a_narrator_whom_the_others_call_by_name_has_that_name() -> None:
    called = "\n\n".join(f'"{word}, Nick," said Daisy. I looked at her.' for word in ("Come", "Sit", "Wait", "Tell me"))

    assert speakers(f'{called}\n\n"No," I said.')[-1] == "Nick"


def test_a_voice_nobody_knows_is_nobodys() -> None:
    found = lines('"Ready?"\n\n"Ready."\n\n"Go," she said.')

    assert [(one.speaker, one.confidence, one.basis) for one in found] == [(None, 0.0, Basis.IMPLICIT)] * 3


def test_a_pronoun_that_fits_nobody_known_is_not_given_to_somebody_it_does_not_fit() -> None:
    text = 'Giles sat by the fire. Giles took his cup.\n\n"Who is there?" said Giles.\n\n"Go away," she said.'

    assert speakers(text) == ["Giles", None]


def test_an_answer_to_the_only_one_who_is_named_is_not_surely_theirs() -> None:
    found = lines('Giles sat by the fire. Giles took his cup.\n\n"Who is there?" said Giles.\n\n"Only the wind."')

    assert found[1].speaker != "Giles" or found[1].confidence < 0.9


def test_what_the_narrator_reads_has_no_speaker() -> None:
    script = script_of(f'{OPENING}\n\nThe sign said "QUIET PLEASE" in red.')

    assert {(one.speaker, one.confidence, one.basis) for one in script.utterances} == {(None, 1.0, None)}


def test_the_script_carries_what_the_manuscript_says_of_itself() -> None:
    script = script_of(f"TITLE: Tea\nAUTHOR: Ann\nRATING: G\nLANGUAGE: English\n\n{OPENING}")

    assert (script.title, script.author, script.language, script.chapters) == ("Tea", "Ann", "en", ("Tea",))
    assert script.metadata["rating"] == "G"
    assert [one.reason for one in script.skipped] == ["header"] * 4


def test_two_people_in_one_paragraph_are_as_near_as_can_be() -> None:
    text = 'Emma met Giles.\n\n"No." "Yes." "No."\n\n"So," said Emma.'

    found = speakers(text)

    assert found[0] != found[1] and found[1] != found[2]


def test_the_tag_before_a_quotation_wins_over_the_sentence_behind_it() -> None:
    text = 'Tom met Ann.\n\nTom said "No way." Ann yelled "Stop!"\n\nTom said, "No!" Ann whispered, "Yes."'

    assert speakers(text) == ["Tom", "Ann", "Tom", "Ann"]


@pytest.mark.parametrize(
    "line", ["*Please let it come*, thought Emma.", "::Always,:: Emma answered.", "*No*, Emma thought."]
)
def test_a_thought_goes_to_whom_its_tag_names(line: str) -> None:
    script = script_of(f"{OPENING}\n\nGiles smiled. It rained.\n\n{line}")

    assert [(one.speaker, one.basis) for one in script.utterances if one.kind is Kind.THOUGHT] == [
        ("Emma", Basis.EXPLICIT)
    ]


@pytest.mark.parametrize(
    "verb", "bleated cackled confided griped gulped howled pressed started supplied trailed yawned shrugged".split()
)
def test_verbs_that_a_comma_ties_report_speech(verb: str) -> None:
    for line in (f"“Well then,” {verb} Tom.", f"“Well then,” Tom {verb}."):
        assert speakers(f"Ann met Tom.\n\n“Come,” said Tom.\n\n“So,” said Ann.\n\n{line}")[-1] == "Tom"


def test_who_shoots_back_or_trails_off_speaks() -> None:
    found = lines("Ann met Tom.\n\n“No!” shot back Tom.\n\n“Well…” Ann trailed off.")

    assert [(one.speaker, one.basis) for one in found] == [("Tom", Basis.EXPLICIT), ("Ann", Basis.EXPLICIT)]


@pytest.mark.parametrize(("story", "speaker"), [("I ran home. I was late.", "Narrator"), ("He ran home.", "Me")])
def test_who_is_called_me_in_a_chat_tells_the_story(story: str, speaker: str) -> None:
    manuscript = parse(f"{story}\n\nSee you at nine\n\n{story}", "story")
    first, message, last = manuscript.paragraphs
    sent = replace(manuscript, paragraphs=(first, replace(message, kind=Kind.MESSAGE, speaker="Me"), last))

    script = Attribution(sent, segment(sent)).script()

    assert [(one.speaker, one.basis) for one in script.utterances if one.speaker] == [(speaker, Basis.GIVEN)]
    assert [one.name for one in script.characters] == [speaker]
