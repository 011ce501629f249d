"""Every convention of marking dialogue, and what breaks it."""

import pytest
from drafts import parse

from narrate.dialogue.segment import segment
from narrate.model import Kind

LETTERS = {Kind.HEADING: "H", Kind.NARRATION: "N", Kind.QUOTATION: "Q", Kind.THOUGHT: "T", Kind.LETTER: "L"}


def heard(text: str) -> list[str]:
    """Like "N words" for narration, "Q words" for a quotation, "Q+ words" for one that continues another."""
    found = segment(parse(text, "story"))
    return [f"{LETTERS[one.kind]}{'+' if one.continues else ''} {one.text}" for one in found]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("«", "»"), ("»", "«"), ("„", "“"), ("„", "”"), ("``", "''")],
)
def test_whatever_the_marks_speech_and_narration_are_told_apart(opening: str, closing: str) -> None:
    text = (
        "{Come in,} he said, {and shut the door.} It was late.\n\n{Why?}\n\nShe did not move. {It’s cold out there,"
        " and the dogs’ bowls are empty.}"
    ).replace("’", "'" if opening in "'\"``" else "’")

    found = heard(text.replace("{", opening).replace("}", closing))

    plain = [one.replace(opening, "{").replace(closing, "}") if one[0] == "Q" else one for one in found]
    assert [one[:2].strip() for one in found] == ["Q", "N", "Q+", "N", "Q", "N", "Q"]
    assert plain[0][2] in "{}" and found[1] == "N he said,"


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("'Go,' he said.", ["'Go,'"]),
        ("''Tis late,' said Ann.", ["''Tis late,'"]),
        ("'Cause I said so,' she said. 'That's why.'", ["'Cause I said so,'", "'That's why.'"]),
        ("'The dogs' bowls are empty,' he said.", ["'The dogs' bowls are empty,'"]),
        ("'I was walkin' home wi' 'im,' he said.", ["'I was walkin' home wi' 'im,'"]),
        ("'E's a good 'un,' said Bill, 'an' I likes 'em.'", ["'E's a good 'un,'", "'an' I likes 'em.'"]),
        ("'It was '69, and rock 'n' roll blared,' he said.", ["'It was '69, and rock 'n' roll blared,'"]),
        ("'He said \"no\" to me,' she cried.", ["'He said \"no\" to me,'"]),
        ("‘Twas ‘bout time,’ he said.", ["‘Twas ‘bout time,’"]),
        ("'Th' dogs' bowls, an' 'e ain't fed 'em.' He ran.", ["'Th' dogs' bowls, an' 'e ain't fed 'em.'"]),
        ("'Gi' us t' 'ammer, lad.' 'Aye.'", ["'Gi' us t' 'ammer, lad.'", "'Aye.'"]),
        ("‘He told me, “I won’t,” and left,’ she said.", ["‘He told me, “I won’t,” and left,’"]),
        ("The boys’ mother said, ‘Go.’ The girls’ did not.", ["‘Go.’"]),
        ("‘Go to the ‘grand hotel’ at once,’ she said.", ["‘Go to the ‘grand hotel’ at once,’"]),
        ("’Hello,’ she said. ‘Is it you?’", ["’Hello,’", "‘Is it you?’"]),
    ],
)
def test_apostrophes_are_no_single_quotation_marks(text: str, quotations: list[str]) -> None:
    found = [one.partition(" ")[2] for one in heard(text) if one[0] == "Q"]

    assert found == quotations


@pytest.mark.parametrize(
    "text",
    [
        "It was the summer of '69, and 'twas hot.",
        "Rock 'n' roll blared.",
        "The cats' cries rose. The boys' mother, dogs' bowls and all, left.",
        "A t-shirt with the legend 'Maggots United'. 'Twas the dogs' turn.",
        "He ran--fast--and fell.",
        "He came — slowly — and sat.",
    ],
)
def test_where_nothing_is_marked_nothing_is_said(text: str) -> None:
    assert heard(text) == [f"N {text}"]


def test_single_marks_in_a_story_of_double_ones_are_never_dialogue() -> None:
    text = "\"Go,\" he said.\n\nThe sign read 'Stop,' and he stopped.\n\n\"He said 'no' to me,\" she cried."

    assert [one[0] for one in heard(text)] == ["Q", "N", "N", "Q", "N"]


def test_an_anthology_may_change_its_marks_from_story_to_story() -> None:
    double = "Chapter One\n\n" + "“Go,” he said.\n\n" * 6
    single = "Chapter Two\n\n" + "‘Go,’ he said. It was the dogs’ turn.\n\n" * 6

    found = heard(double + single)

    assert found.count("Q “Go,”") == 6 and found.count("Q ‘Go,’") == 6


def test_paragraphs_may_be_marked_differently_side_by_side() -> None:
    found = heard("“Go,” he said.\n\n‘Why?’ she said.\n\n“Because of the dogs’ bowls.”\n\n‘I see.’")

    assert [one for one in found if one[0] == "Q"] == [
        "Q “Go,”",
        "Q ‘Why?’",
        "Q “Because of the dogs’ bowls.”",
        "Q ‘I see.’",
    ]


def test_a_dash_begins_a_speech_and_grammar_ends_it() -> None:
    found = heard(
        "—What is your name?\n\nStephen had answered: Stephen Dedalus.\n\n—I forgive you, he said.\n\n"
        "—Come here, Mr Dedalus said, and sit down.\n\n—Yes, said Stephen quietly, turning round. He went out."
    )

    assert found == [
        "Q —What is your name?", "N Stephen had answered: Stephen Dedalus.", "Q —I forgive you,", "N he said.",
        "Q —Come here,", "N Mr Dedalus said,", "Q+ and sit down.",
        "Q —Yes,", "N said Stephen quietly, turning round. He went out.",
    ]  # fmt: skip


def test_a_dash_before_a_name_signs_what_stands_above() -> None:
    assert heard("All the world is a stage.\n\n—William Shakespeare")[-1] == "N —William Shakespeare"


def test_french_tags_stand_inside_the_marks() -> None:
    found = heard(
        "« Jamais, dit Emma, je ne partirai. »\n\n— Vous partez ? demanda-t-il.\n\nElle dit : « Adieu. »\n\n"
        "« Non ! s’écria-t-elle. »"
    )

    assert found == [
        "Q « Jamais,", "N dit Emma,", "Q+ je ne partirai. »", "Q — Vous partez ?", "N demanda-t-il.",
        "N Elle dit :", "Q « Adieu. »", "Q « Non !", "N s’écria-t-elle. »",
    ]  # fmt: skip


def test_a_dash_among_quotations_is_narration() -> None:
    text = "“Stop!” he cried.\n\n—and then he was gone.\n\n“Who was it?”\n\n“Tom.”"

    assert [one[0] for one in heard(text)] == ["Q", "N", "N", "Q", "Q"]


def test_a_dash_answers_where_french_marks_have_opened() -> None:
    text = "« Bonjour, dit Emma. Ça va ?\n\n— Très bien, répondit Paul. Et toi ?\n\n— Pas mal. »\n\nElle sourit."

    assert heard(text) == [
        "Q « Bonjour,", "N dit Emma.", "Q Ça va ?", "Q — Très bien,", "N répondit Paul.", "Q Et toi ?",
        "Q — Pas mal. »", "N Elle sourit.",
    ]  # fmt: skip


def test_a_dash_answers_inside_french_marks_that_stay_open() -> None:
    assert heard("« Vous partez ?\n\n— Oui. » Il sortit.") == ["Q « Vous partez ?", "Q — Oui. »", "N Il sortit."]


def test_spanish_dashes_enclose_the_tag() -> None:
    found = heard("—No lo sé —dijo Ana—. Mañana veremos.\n\n—Pero... —empezó Luis, y calló.\n\n—Nunca —dijo—, jamás.")

    assert found == [
        "Q —No lo sé", "N —dijo Ana—.", "Q Mañana veremos.", "Q —Pero...", "N —empezó Luis, y calló.",
        "Q —Nunca", "N —dijo—,", "Q+ jamás.",
    ]  # fmt: skip


def test_corner_brackets_may_hold_others() -> None:
    assert heard("「行こう」と彼は言った。「『罪と罰』を読んだ」") == [
        "Q 「行こう」", "N と彼は言った。", "Q 「『罪と罰』を読んだ」",
    ]  # fmt: skip


def test_a_mark_inside_a_quotation_like_the_outer_one_does_not_end_it() -> None:
    text = '"You read nothing but the "Spectator," and snuff the candles. Have they all gone?" he asked.'

    assert heard(text) == [f"Q {text[:-10]}", "N he asked."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "“I know, he said. Then he went out.\n\nIt rained.",
            ["Q “I know,", "N he said. Then he went out.", "N It rained."],
        ),
        ('"I know, he said. "Come on." She left.', ['Q "I know,', "N he said.", 'Q "Come on."', "N She left."]),
        ("“Where? asked the old man. It rained.\n\nNo.", ["Q “Where?", "N asked the old man. It rained.", "N No."]),
    ],
)
def test_a_missing_closing_mark_stands_where_the_tag_begins(text: str, found: list[str]) -> None:
    assert heard(text) == found


def test_directions_inside_a_speech_are_narration() -> None:
    assert heard('"For (with a sigh) I am poor (being old), you know."') == [
        'Q "For', "N (with a sigh)", 'Q+ I am poor (being old), you know."',
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "He looked as if to say “Go away.”",
        "“What we made it,” he felt like saying.",
        "His eyes said, “Come.”",
        "She was, unlike himself, “met,” and gone.",
        "She opened the “History of England.”",
        "“Here” was the museum.",
        "It was lettered “Buddhist Cave.” It was dark.",
    ],
)
def test_what_nobody_says_is_narration(text: str) -> None:
    text = text.replace("lettered", "marked")

    assert heard(text) == [f"N {text}"]


def test_a_call_of_one_word_and_a_tag_without_a_comma_are_speech() -> None:
    assert heard("Her mother’s shout of “Harris!” rang out.")[1] == "Q “Harris!”"
    assert heard("“But what,” after a moment “is that to you?”")[2] == "Q “is that to you?”"
