"""What is dialogue and what is narration."""

import pytest
from hearing import heard, utterances

from narrate.model import Kind


def test_a_quotation_keeps_its_marks_and_its_tag_is_narration() -> None:
    assert heard('"Go," he said.') == ['Q "Go,"', "N he said."]
    assert heard("He said, “Go.”") == ["N He said,", "Q “Go.”"]


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ('“It is," she said.', '“It is,"'),
        ("”Hello,” she said.", "”Hello,”"),
        ("“Hello,“ she said.", "“Hello,“"),
        ('"Hello,” she said.', '"Hello,”'),
        ("”Hello,“ she said.", "”Hello,“"),
        ('""Hello,"" she said.', '""Hello,""'),
        ('"""Hello,""" she said.', '"""Hello,"""'),
    ],
)
def test_marks_of_the_wrong_kind_or_the_wrong_way_round_still_enclose(text: str, quotation: str) -> None:
    assert heard(text)[0] == f"Q {quotation}"


def test_an_opening_mark_glued_to_the_comma_before_it_opens_all_the_same() -> None:
    assert heard('She paused before adding," She told me that." He left.') == [
        "N She paused before adding,",
        'Q " She told me that."',
        "N He left.",
    ]


def test_a_tag_in_the_middle_of_a_sentence_makes_the_second_half_a_continuation() -> None:
    assert heard('"I wonder," she said, "if it will rain."') == [
        'Q "I wonder,"',
        "N she said,",
        'Q+ "if it will rain."',
    ]
    assert heard("“I never”—he slammed the door—“said that.”")[2] == "Q+ “said that.”"
    assert heard("“I never—” he slammed the door— “said that.”")[2] == "Q+ “said that.”"


def test_two_sentences_around_a_tag_are_two_quotations() -> None:
    assert heard('"Go," she said. "I will follow."')[2] == 'Q "I will follow."'


def test_quotations_side_by_side_are_two() -> None:
    assert heard('"Run!" "Why?"') == ['Q "Run!"', 'Q "Why?"']


def test_a_speech_left_open_goes_on_in_the_next_paragraph() -> None:
    assert heard('"First part.\n\n"Second part,\n\n"third part," he said.') == [
        'Q "First part.',
        'Q+ "Second part,',
        'Q+ "third part,"',
        "N he said.",
    ]


def test_a_missing_closing_mark_does_not_reach_into_a_paragraph_that_begins_otherwise() -> None:
    assert heard('"First part.\n\nTara nodded. "Second part."') == [
        'Q "First part.',
        "N Tara nodded.",
        'Q "Second part."',
    ]


@pytest.mark.parametrize("parted", ["* * *", "Chapter Two"])
def test_a_missing_closing_mark_does_not_reach_into_the_next_scene(parted: str) -> None:
    assert heard(f'"First part.\n\n{parted}\n\n"Second part."')[-1] == 'Q "Second part."'


def test_a_missing_opening_mark_is_put_where_the_paragraph_begins() -> None:
    assert heard('He came in. "Wait.\n\nand then go," he said.')[-2:] == ['Q+ and then go,"', "N he said."]
    assert heard("go,” he said. “Go now.”") == ["Q go,”", "N he said.", "Q “Go now.”"]


def test_inches_and_feet_are_no_quotations() -> None:
    for text in ('He was 6\'2" tall, and the 12" record skipped.', "He was 6’2” tall.", 'A 12" one.'):
        assert heard(text) == [f"N {text}"]
    assert heard('"The 12" record skipped," he said.') == ['Q "The 12" record skipped,"', "N he said."]


def test_a_quotation_may_end_in_a_year() -> None:
    assert heard('"It was in 1945" he said. "Or 1946."') == ['Q "It was in 1945"', "N he said.", 'Q "Or 1946."']


@pytest.mark.parametrize(
    "text",
    [
        'He was so-called "helpful" about it.',
        'She was reading "The Waste Land" again.',
        'The word "ran" bothered her.',
        'She wanted to say "I love you" but did not.',
        'The note read: "Meet me at noon. —J."',
        'They called it the "grand hotel" then.',
        "A t-shirt with the legend 'Maggots United Can Never Be Divided'.",
        "Over the door hung a sign that read “KNOCK FIRST” in red.",
    ],
)
def test_words_that_are_only_quoted_are_narration(text: str) -> None:
    assert heard(text) == [f"N {text}"]


def test_an_empty_quotation_is_a_pause_of_its_speaker() -> None:
    for text in ('"" she said.', '"..." she said.', "“…!” she said."):
        found = utterances(text)

        assert found[0].kind is Kind.QUOTATION and not found[0].spoken


def test_headings_are_never_dialogue() -> None:
    assert heard('Chapter 1: "Run"\n\nHe ran.') == ['H Chapter 1: "Run"', "N He ran."]


def test_apostrophes_open_nothing_where_double_marks_are_used() -> None:
    text = "'Twas the dogs' turn in '69, and rock 'n' roll blared."

    assert heard(text) == [f"N {text}"]


def test_long_speeches_are_cut_into_pieces_that_continue_one_another() -> None:
    speech = '"' + "I have seen worse seas than this. " * 60 + '"'

    found = utterances(f"He sat down at last.\n\n{speech}")[1:]

    assert len(found) > 2
    assert [one.continues for one in found] == [False] + [True] * (len(found) - 1)
    assert "".join(one.text for one in found).replace(" ", "") == speech.replace(" ", "")


def test_long_narration_is_cut_but_continues_nothing() -> None:
    found = utterances("The rain had not stopped. " * 100)

    assert len(found) > 2 and not any(one.continues for one in found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('He asked "its late".', ['Q "its late"']),
        ('Ann said "don\'t go".', ['Q "don\'t go"']),
        ('"Wait" she said "don\'t go".', ['Q "Wait"', 'Q "don\'t go"']),
        ('They answered "it depends" and left.', ['Q "it depends"']),
        ('He said "no" to nobody.', []),
        ('He said "no".', []),
        ('She said "good morning" to him.', []),
    ],
)
def test_a_clause_behind_a_verb_of_speech_is_speech_without_a_comma(text: str, said: list[str]) -> None:
    assert [one for one in heard(text) if one[0] == "Q"] == said
