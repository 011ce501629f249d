"""Whose thoughts, messages and letters they are, and who the format says is speaking."""

from dataclasses import replace

import pytest
from drafts import parse

from narrate.dialogue.attribution import Attribution
from narrate.dialogue.segment import segment
from narrate.model import Basis, Gender, Kind, Paragraph, Place, Script, Utterance


def script_of(text: str, **facts: tuple[str, ...]) -> Script:
    manuscript = replace(parse(text, "story"), **facts)  # type: ignore[arg-type]  # names of characters
    return Attribution(manuscript, segment(manuscript)).script()


def thinkers(text: str) -> list[str | None]:
    return [one.speaker for one in script_of(text).utterances if one.kind is Kind.THOUGHT]


def given(*lines: tuple[Kind, str | None, str], characters: tuple[str, ...] = ()) -> Script:
    """The script of a format that tells kind and speaker of each paragraph."""
    text = "\n\n".join(words for *_, words in lines)
    at, paragraphs = 0, []
    for number, (kind, speaker, words) in enumerate(lines, start=1):
        paragraphs.append(Paragraph(at, at + len(words), Place(1, 1, number), kind, speaker))
        at += len(words) + 2
    manuscript = replace(parse("x y", "story"), text=text, paragraphs=tuple(paragraphs), characters=characters)
    return Attribution(manuscript, segment(manuscript)).script()


def said(script: Script) -> list[tuple[str | None, Basis | None]]:
    return [(one.speaker, one.basis) for one in script.utterances if one.kind is not Kind.NARRATION]


TOLD = "Emma and Giles sat by the fire. Giles read. Emma watched him.\n\n"


@pytest.mark.parametrize(
    ("text", "thinker"),
    [
        ('"This is bad," thought Emma.', "Emma"),
        ('"This is bad," Giles thought.', "Giles"),
        ('"This is bad," she thought.', "Emma"),
        ('"This is bad," he thought, "very bad."', "Giles"),
        ("Giles turned a page. *What is she looking at?*", "Giles"),
        ("*What is he reading?* Emma bent closer.", "Emma"),
    ],
)
def test_a_thought_is_whose_tag_or_paragraph_it_is(text: str, thinker: str) -> None:
    assert set(thinkers(TOLD + text)) == {thinker}


def test_the_pieces_of_a_thought_have_one_thinker() -> None:
    script = script_of(TOLD + '"This," he thought, "is bad."')
    pieces = [one for one in script.utterances if one.kind is Kind.THOUGHT]

    assert [one.continues for one in pieces] == [False, True]
    assert {(one.speaker, one.basis) for one in pieces} == {("Giles", Basis.ANAPHORIC)}


def test_an_untagged_thought_is_whose_point_of_view_the_scene_is() -> None:
    text = (
        "Emma and Giles sat by the fire. Emma felt cold. She wondered what he knew.\n\n"
        '"It is late," said Giles. He turned the page. *He will never tell me.*\n\n*I should go home.*'
    )

    assert thinkers(text) == ["Emma", "Emma"]


def test_a_thought_in_a_story_told_by_i_is_the_tellers() -> None:
    text = 'I sat by the fire. I felt cold, and I said so.\n\n"It is late," said Giles to me.\n\n*I should go home.*'

    assert thinkers(text) == ["Narrator"]


@pytest.mark.parametrize(
    ("before", "thinker"),
    [
        ("Emma stared at the door. She did not move.", "Emma"),
        ("Emma stared at the door. Giles shrugged.", None),
        ('Emma stared at the door. "Come in," said Giles.', None),
        ("Emma stared at the door.\n\n* * *", None),
        ("It rained on the roof.", None),
    ],
)
def test_a_thought_alone_is_of_the_only_one_who_acts_right_before_it(before: str, thinker: str | None) -> None:
    text = f'"Hello," said Emma.\n\n"Hello," said Giles.\n\n{before}\n\n*What am I doing here?*\n\nIt rained.'

    assert thinkers(text) == [thinker]


def test_nothing_tells_whose_a_thought_is() -> None:
    (thought,) = [
        one for one in script_of("It rained.\n\n*I should go home now.*").utterances if one.kind is Kind.THOUGHT
    ]

    assert (thought.speaker, thought.basis, thought.confidence) == (None, None, 1.0)


def test_thoughts_do_not_disturb_who_speaks_in_turn() -> None:
    lines = ['"Is it late?" asked Emma.', '"It is," said Giles.', '"How late?"', '"Very late."', '"Is it?"']
    plain = script_of(TOLD + "\n\n".join(lines))
    thought = script_of(TOLD + "\n\n".join(lines[:3]) + " *He is tired of me.*\n\n" + "\n\n".join(lines[3:]))

    def speakers(script: Script) -> list[str | None]:
        return [one.speaker for one in script.utterances if one.kind is Kind.QUOTATION]

    assert speakers(thought) == speakers(plain) == ["Emma", "Giles", "Emma", "Giles", "Emma"]


def test_a_speaker_the_format_gives_stays_and_is_a_character() -> None:
    script = given(
        (Kind.QUOTATION, "MRS. ALVING", "Come in."),
        (Kind.QUOTATION, "Oswald", "Good morning, Mrs. Alving."),
        (Kind.MESSAGE, "@tara_m", "u up?"),
        (Kind.LETTER, "Jonathan Harker", "I write this by the window."),
        (Kind.THOUGHT, "Oswald", "She is pale."),
        (Kind.LETTER, None, "Left Munich at 8:35."),
    )

    assert said(script) == [
        ("Mrs. Alving", Basis.GIVEN),
        ("Oswald", Basis.GIVEN),
        ("@tara_m", Basis.GIVEN),
        ("Jonathan Harker", Basis.GIVEN),
        ("Oswald", Basis.GIVEN),
        (None, None),
    ]
    assert {one.confidence for one in script.utterances} == {1.0}
    assert {one.name for one in script.characters} >= set(script.speakers)
    assert script.gender_of("Mrs. Alving") is Gender.FEMALE


def test_a_given_speaker_is_the_character_the_text_knows_by_an_alias() -> None:
    script = given(
        (Kind.NARRATION, None, "Tara came in. Tara sat down, and Willow looked at Tara. Willow said nothing to her."),
        (Kind.MESSAGE, "Tara Maclay", "Are you there?"),
        (Kind.MESSAGE, "willow", "Here."),
        (Kind.NARRATION, None, '"At last," said Tara.'),
    )

    assert [who for who, _ in said(script)] == ["Tara", "Willow", "Tara"]


def test_an_answer_to_a_given_line_is_somebody_elses() -> None:
    script = given(
        (Kind.NARRATION, None, "Emma met Giles at the gate. Emma waved at Giles."),
        (Kind.QUOTATION, "Giles", "You are late."),
        (Kind.NARRATION, None, '"I am."'),
    )

    assert [who for who, _ in said(script)] == ["Giles", "Emma"]


def test_a_written_line_without_a_tag_is_nobodys_and_one_with_a_tag_somebodys() -> None:
    script = given(
        (Kind.NARRATION, None, "Emma met Giles at the gate. Emma waved at Giles."),
        (Kind.MESSAGE, None, "u up?"),
    )

    assert said(script) == [(None, None)]


def test_a_listed_character_is_one_with_the_name_in_the_text_and_needs_no_other_evidence() -> None:
    text = "It was dark where Zorn lay.\n\n" + '"Who is there?"'
    listed = ("Zorn Blackwood", "Original Female Character(s)", "Tara Maclay", "The Doctor (Doctor Who)")

    script = script_of(text, characters=listed)

    assert not script_of(text).characters
    assert [(one.name, set(one.aliases)) for one in script.characters] == [
        ("Zorn Blackwood", {"Zorn", "Zorn Blackwood"})
    ]
    assert script.speakers in ((), ("Zorn Blackwood",))


def test_listed_names_change_nothing_for_those_the_text_knows() -> None:
    text = 'Tara and Willow came in. Tara sat down.\n\n"Hello," said Willow.\n\n"Hello," said Tara.'
    plain, listed = script_of(text), script_of(text, characters=("Willow Rosenberg", "Tara Maclay", "Buffy Summers"))

    assert [one.speaker.split()[0] for one in listed.utterances if one.speaker] == ["Willow", "Tara"]
    assert len(listed.characters) == len(plain.characters) == 2


def test_given_and_guessed_lines_are_utterances_as_they_were() -> None:
    manuscript = parse(TOLD + "*What is he reading?* Emma bent closer.", "story")
    before = segment(manuscript)

    after = Attribution(manuscript, before).script().utterances

    assert [(one.start, one.end, one.text, one.kind) for one in after] == [
        (one.start, one.end, one.text, one.kind) for one in before
    ]
    assert isinstance(after[0], Utterance)
