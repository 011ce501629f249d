"""Where sentences end, and where a long stretch may be cut."""

import pytest

from narrate.dialogue.sentences import LONG, cut, sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


def test_sentences_end_at_full_stops_questions_and_calls() -> None:
    assert split("He left. Did she? Run! They ran…  All of them.") == [
        "He left.", "Did she?", "Run!", "They ran…", "All of them.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Wood met Mrs. Summers and Dr. Who in St. Ives.",
        "J. R. Hartley came at 5 p.m. Tuesday.",
        "He left... and came back.",
        "It cost 3.50 in all.",
        "See No. 10, Messrs. Hill and Revd. Green, e.g. Tuesday.",
    ],
)
def test_abbreviations_and_initials_end_no_sentence(text: str) -> None:
    assert split(text) == [text]


def test_closing_marks_belong_to_the_sentence_they_close() -> None:
    assert split("(He left.) “She stayed.” *They waited.* End.") == [
        "(He left.)", "“She stayed.”", "*They waited.*", "End.",
    ]  # fmt: skip


def test_a_no_and_an_i_end_a_sentence() -> None:
    assert split("He said no. No. He did. So did I. The end.") == [
        "He said no.",
        "No.",
        "He did.",
        "So did I.",
        "The end.",
    ]


def test_sentences_end_in_other_languages() -> None:
    assert split("« Oui. » Élan. Öde. 行こう。彼は。「はい。」と") == [
        "« Oui. »", "Élan.", "Öde.", "行こう。", "彼は。", "「はい。」", "と",
    ]  # fmt: skip


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in cut(text, 0, len(text))]


def test_what_fits_one_clip_is_not_cut() -> None:
    text = " One sentence. And another. "

    assert pieces(text) == [text.strip()]
    assert pieces(" \n ") == []


def test_long_stretches_are_cut_between_sentences() -> None:
    text = "The rain had not stopped since the morning. " * 40

    found = pieces(text)

    assert all(one.endswith("morning.") for one in found)
    assert all(len("".join(one.split())) <= LONG + 60 for one in found)


def test_endless_sentences_are_cut_behind_a_clause_and_endless_words_anywhere() -> None:
    clauses = pieces("and the rain went on and on, " * 100)
    words = pieces("rain " * 1000)
    letters = pieces("a" * 5000)

    assert all(one.endswith(",") for one in clauses)
    assert all(set(one.split()) == {"rain"} for one in words)
    assert "".join(letters) == "a" * 5000
    assert max(map(len, clauses + words + letters)) <= 1500


def test_wrapping_does_not_move_a_cut() -> None:
    text = "The rain had not stopped since the morning. " * 40

    assert [one.split() for one in pieces(text.replace("not ", "not\r\n   "))] == [one.split() for one in pieces(text)]
