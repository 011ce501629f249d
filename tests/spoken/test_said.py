"""The map of what is said: each word of it has its place in what is written, and nothing written is left out."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from narrate.spoken import Said, legible, said, spoken

UNSAID = set('*~#<>|\\^{}[]_"“”„«»‹›`\u00ad\u200b\u2060\ufeff')
SIGNS = "*~#<>|\\^{}[]_\"“”«»`´'’‘.…,;:!?-—–=/ \n\t\u00a0\u200b\ufeff\u00ad\u2028ﬁＨ𝓗½²éIVXLCaZ0"
PIECES = (
    *SIGNS, "Mr.", "Dr. ", "St.", "No. ", "5", "10", "1894", "in ", "$", "£", "10s. ", "6d.", " p.m.", "9:30", "%", "°",
    "Chapter ", "IV", "Henry ", "VIII", "II", ", ", " and ", "W-", "what", "Sooo", "...", ":)", "XD", "😀", "1/2", "½",
    "https://x.com/ab", "me@x.com", "@ann", "#tag", "STOP ", "IT ", "FBI ", "T ", "HE ", " h", " e", "e.g. ", "etc.",
    "U.S.A.", "'80s", "1980s", "1st", "6'2\"", "km", "-\n", "er ", "The ", " — ", "\u0336", "№", "™", "1,000", "3.14",
)  # fmt: skip
texts = st.one_of(
    st.text(st.one_of(st.sampled_from(SIGNS), st.characters(codec="utf-8")), max_size=40),
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
)
FACES = set("DPpOoXxTtUuv03")
"""Letters and digits emoticons are made of; they alone may be left out, and what is only a trade mark."""


@settings(max_examples=200, deadline=None)
@given(texts, st.booleans(), st.sampled_from(["en", "en-GB", "fr"]))
def test_the_map_covers_every_letter_and_digit_in_order(text: str, heading: bool, language: str) -> None:
    words = said(text, {}, heading=heading, language=language)

    covered = {at for one in words for at in range(one.start, one.end)}
    left = {text[at] for at in range(len(text)) if text[at].isalnum() and at not in covered}
    ends = [0, *(at for one in words for at in (one.start, one.end)), len(text)]
    assert left <= FACES
    assert ends == sorted(ends)
    assert all(one.start < one.end and any(map(str.isalnum, one.text)) for one in words)


@settings(max_examples=200, deadline=None)
@given(texts, st.booleans(), st.sampled_from(["en", "fr"]))
def test_the_map_joins_to_what_is_spoken(text: str, heading: bool, language: str) -> None:
    words = spoken(text, {}, heading=heading, language=language)

    assert " ".join(one.text for one in said(text, {}, heading=heading, language=language)) == words
    assert words == " ".join(words.split())
    assert not UNSAID & set(words)


@settings(max_examples=150, deadline=None)
@given(texts.filter(lambda text: not FACES & set(legible(text))))
@example("*&[")
@example("ʼ")
def test_nothing_is_said_only_for_a_text_without_letter_or_digit(text: str) -> None:
    letters = legible(text).replace("ʼ", "'")  # a letter to Unicode, and here an apostrophe

    assert (spoken(text, {}) == "") == (not any(map(str.isalnum, letters)))


@settings(max_examples=200, deadline=None)
@given(texts, st.dictionaries(texts, st.just("respelled"), max_size=4))
def test_no_word_of_a_lexicon_breaks_a_text(text: str, say: dict[str, str]) -> None:
    words = spoken(text, say)

    assert (words == "") == (spoken(text, {}) == "")
    assert " ".join(one.text for one in said(text, say)) == words


def test_each_word_knows_its_letters() -> None:
    text = "“*Mr.* Pike—  paid £5 10s. 6d., in 1894!”"

    assert [(text[one.start : one.end], one.text) for one in said(text, {"pike": "pyke"})] == [
        ("Mr.", "Mister"),
        ("Pike—", "pyke —"),
        ("paid", "paid"),
        ("£5 10s. 6d.,", "five pounds, ten shillings and sixpence,"),
        ("in", "in"),
        ("1894!", "eighteen ninety-four!"),
    ]
    assert said("* * *", {}) == ()
    assert said("a", {}) == (Said(0, 1, "a"),)


@pytest.mark.parametrize(
    "piece",
    ["1", ".", "I ", "A-", "$1", "A", "A'", "a.", "X", " - ", "-", "x—", "*a", "_", "#a", "a@", "://", "1/2 ", "12:30 ",
     "A\n", "-\n", ":)", "a\u0300\u0316", "½", "\u200b", "Elm St. ", "b-", "ooo", "in 1894 ", "a b ", "1s. 6d. ",
     "U.S.", "I, ", "Henry VIII "],
)  # fmt: skip
def test_a_hostile_text_takes_time_by_its_length(piece: str) -> None:
    # A pattern that tries anew from every letter takes minutes for this.
    begun = time.process_time()

    spoken("a " + piece * (60_000 // len(piece)) + "b", {})

    assert time.process_time() - begun < 4
