"""What is thought, what is written, what the format has told already, and what is skipped amid it."""

from dataclasses import replace

import pytest
from drafts import parse

from narrate.dialogue.segment import segment
from narrate.model import Basis, Foreign, Kind, Manuscript, Skipped, Utterance


def italic(text: str, *, foreign: str = "") -> Manuscript:
    """A manuscript in which what stands in braces is in italics."""
    plain, spans = "", []
    for index, part in enumerate(text.replace("}", "{").split("{")):
        if index % 2:
            spans.append((len(plain), len(plain) + len(part)))
        plain += part
    at = plain.find(foreign) if foreign else 0
    tongues = (Foreign(at, at + len(foreign), "fr"),) if foreign else ()
    return replace(parse(plain, "story"), emphasis=tuple(spans), foreign=tongues)


def thoughts(manuscript: Manuscript) -> list[str]:
    return [one.text for one in segment(manuscript) if one.kind is Kind.THOUGHT]


@pytest.mark.parametrize(
    "text",
    [
        "“This is bad,” she thought.",
        "She thought, “This is bad.”",
        "“This is bad?” wondered Emma.",
        "“This is bad,” Emma mused.",
    ],
)
def test_what_is_quoted_with_a_verb_of_thought_is_thought(text: str) -> None:
    assert [one.strip("“,.?”") for one in thoughts(parse(text, "story"))] == ["This is bad"]


def test_a_thought_goes_on_behind_its_tag_but_not_before_another() -> None:
    assert thoughts(parse("“This is bad,” she thought. “Very bad.” It rained. “Come in.”", "story")) == [
        "“This is bad,”", "“Very bad.”",
    ]  # fmt: skip
    assert thoughts(parse("“This is bad,” she thought. “Go,” she said.", "story")) == ["“This is bad,”"]


@pytest.mark.parametrize("text", ["“It is bad,” she thought aloud.", "“It is bad,” he said. She thought of him."])
def test_who_thinks_aloud_speaks(text: str) -> None:
    assert thoughts(parse(text, "story")) == []


@pytest.mark.parametrize(
    ("text", "thought"),
    [
        ("{I have to get out of here.} He ran.", "I have to get out of here."),
        ("{What was that?}", "What was that?"),
        ("{This is bad,} she thought.", "This is bad,"),
        ("He thought, {I can do this.}", "I can do this."),
        ("She stared. {You’re late again.}", "You’re late again."),
    ],
)
def test_whole_sentences_in_italics_are_thought(text: str, thought: str) -> None:
    assert thoughts(italic(text)) == [thought]


@pytest.mark.parametrize(
    "text",
    [
        "The {Queen Mary} sailed.",
        "He was reading {Great Expectations}.",
        "It was {her}. She {will} come.",
        "{Crash!} The window broke.",
        "{She had been young once. The sea was calm.}",
        "“{I have to get out of here.}”",
        "{I walked along the sea.}\n\n{You were there.}\n\n{We are old now.}",
    ],
)
def test_titles_ships_stress_noises_and_long_passages_in_italics_are_not(text: str) -> None:
    assert thoughts(italic(text)) == []


def test_foreign_words_in_italics_are_no_thought() -> None:
    assert thoughts(italic("{I do not say adieu.} He left.", foreign="adieu")) == []


@pytest.mark.parametrize(
    "thought", ["::Can you hear me?::", "//I can.//", "<You are late>", "~Yes, I know.~", "<Wait.>"]
)
def test_signs_of_telepathy_enclose_thoughts(thought: str) -> None:
    assert thoughts(parse(f"{thought} he sent. She shook her head.", "story")) == [thought]


@pytest.mark.parametrize(
    "text",
    ["See https://a.org//b//c for more.", "It was a < b and c > d.", "About ~5 or ~6 of us came.", "<ann> was here"],
)
def test_other_uses_of_those_signs_are_narration(text: str) -> None:
    assert [one.kind for one in segment(parse(text, "story"))] == [Kind.NARRATION]


def kinds(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(one.kind[0], one.text) for one in segment(manuscript)]


def test_in_role_play_actions_are_narration_and_the_rest_is_said() -> None:
    text = "{*She sits.*} Hello there.\n\nHi! {*waves slowly*} How are you?\n\n{*He smiles.*}"

    assert kinds(italic(text)) == [
        ("n", "*She sits.*"), ("q", "Hello there."), ("q", "Hi!"), ("n", "*waves slowly*"), ("q", "How are you?"),
        ("n", "*He smiles.*"),
    ]  # fmt: skip


def test_one_quotation_mark_and_it_is_no_role_play() -> None:
    assert kinds(italic("{*She sits.*} Hello there. “Go.”"))[0] == ("n", "*She sits.* Hello there.")


def test_stressed_words_are_no_role_play() -> None:
    text = "She knew {*everything*} about him.\n\nThe house was {*freezing*} then.\n\nHe was {*missing*} that night."

    assert {kind for kind, _ in kinds(italic(text))} == {"n"}


def test_a_quoted_letter_is_a_letter_from_salutation_to_signature() -> None:
    text = (
        "She wrote at once.\n\n“Dear Charlotte,\n\n“I am well.\n\n“Come soon.\n\n"
        "“Lucy Honeychurch.”\n\n“Go,” he said.\n\n“My dear Lucy,” she said, “no.”"
    )

    found = kinds(parse(text, "story"))

    assert [one[0] for one in found] == ["n", "l", "l", "l", "l", "q", "n", "q", "n", "q"]


def test_who_is_called_dear_and_cut_short_gets_no_letter() -> None:
    text = "“My dear Lucia—”\n\n“Well, you know what I mean.”\n\n“I’m sure.”\n\n“Freddy.”"

    assert {one[0] for one in kinds(parse(text, "story"))} == {"q"}


def test_a_letter_may_be_announced() -> None:
    assert (
        kinds(parse("The note was short, and he wrote as follows:\n\n“I am gone.”\n\n“Oh,” she said.", "story"))[1][0]
        == "l"
    )
    assert kinds(parse("He read:\n\n“I am gone.”\n\nHe said:\n\n“Oh.”", "story"))[-1] == ("q", "“Oh.”")
    for told in ("He ran to the door and said:", "A murmur ran through the church:", "She wrote it down and asked:"):
        assert kinds(parse(f"{told} “The family!”", "story"))[-1] == ("q", "“The family!”")
    assert kinds(parse("It was from Holmes and ran in this way:\n\n“Come at once.”", "story"))[-1][0] == "l"


def test_a_letter_may_begin_inside_of_what_is_said_or_written() -> None:
    found = kinds(parse("“Hillingham, 6 May.\n\n“My dear Art,\n\n“He has come.\n\n“Jack.”\n\n“Oh.”", "story"))

    assert [one[0] for one in found] == ["q", "l", "l", "l", "q"]


@pytest.mark.parametrize("kind", [Kind.QUOTATION, Kind.MESSAGE, Kind.LETTER, Kind.THOUGHT])
def test_what_the_format_tells_goes_for_the_whole_paragraph(kind: Kind) -> None:
    manuscript = parse("“Go,” he said. " + "It rained all day. " * 80, "story")
    told = replace(manuscript, paragraphs=(replace(manuscript.paragraphs[0], kind=kind, speaker="Ann"),))

    found = segment(told)

    assert len(found) > 1 and {(one.kind, one.speaker, one.basis) for one in found} == {(kind, "Ann", Basis.GIVEN)}
    assert [one.continues for one in found] == [False] + [True] * (len(found) - 1)


def test_nobody_is_given_where_the_format_tells_nobody() -> None:
    manuscript = parse("See you at nine", "story")
    told = replace(manuscript, paragraphs=(replace(manuscript.paragraphs[0], kind=Kind.MESSAGE),))

    assert [(one.kind, one.speaker, one.basis) for one in segment(told)] == [(Kind.MESSAGE, None, None)]


def holed(text: str, *holes: str) -> tuple[Utterance, ...]:
    manuscript = parse(text, "story")
    spans = tuple(Skipped(text.index(one), text.index(one) + len(one), one, "note") for one in holes)
    return segment(replace(manuscript, skipped=spans))


def test_what_is_skipped_inside_a_quotation_parts_it_in_linked_pieces() -> None:
    found = holed("“He bowed[12] low,” she said.[3] “And (A/N: “lol”) left.”", "[12]", "[3]", "(A/N: “lol”)")

    assert [(one.kind[0], one.continues, one.text) for one in found] == [
        ("q", False, "“He bowed"), ("q", True, "low,”"), ("n", False, "she said."), ("q", False, "“And"),
        ("q", True, "left.”"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "thought"),
    [
        ("{Please let it come}, she thought.", "Please let it come"),
        ("He ran. {Don't you dare}, he thought", "Don't you dare"),
        ("{Please}, thought Mira.", "Please"),
        ("She thought, {please.}", "please."),
        ("She thought, {please}.", "please"),
    ],
)
def test_italics_with_a_tag_of_thought_are_thought_wherever_their_comma_stands(text: str, thought: str) -> None:
    assert thoughts(italic(text)) == [thought]


@pytest.mark.parametrize(
    "text", ["He read {War and Peace}, he thought.", "{I went}. He thought of her.", "She thought {that} odd."]
)
def test_italics_amid_a_sentence_or_before_another_are_no_thought(text: str) -> None:
    assert thoughts(italic(text)) == []


def test_single_marks_beside_double_ones_hold_thoughts() -> None:
    text = (
        "\"Go,\" he said.\n\n'Why is he so loud...'\n\n\"Yes,\" he said. 'Odd.' He left.\n\n'This is bad,' she thought."
        " 'Very bad.'\n\n'Tis late.\n\n\"Go.\""
    )

    assert [(one.kind[0], one.text) for one in segment(parse(text, "story")) if one.kind is not Kind.NARRATION] == [
        ("q", '"Go,"'), ("t", "'Why is he so loud...'"), ("q", '"Yes,"'), ("t", "'This is bad,'"),
        ("t", "'Very bad.'"), ("q", '"Go."'),
    ]  # fmt: skip


def test_single_marks_with_tags_of_speech_are_speech_beside_double_ones_too() -> None:
    assert thoughts(parse("“Go,” he said.\n\n‘Why?’ asked Ann.\n\n‘No reason.’", "story")) == []


@pytest.mark.parametrize(
    ("text", "thought"),
    [
        ("::Always,:: Mira answered.", ["::Always,::"]),
        ("<< What does he want? >>", ["<< What does he want? >>"]),
        ("It is ::Always:: Mira.", []),
        ("He wrote x << 3 and y >> 2.", []),
    ],
)
def test_telepathy_of_one_word_has_a_tag_and_may_stand_between_double_signs(text: str, thought: list[str]) -> None:
    assert thoughts(parse(text, "story")) == thought
