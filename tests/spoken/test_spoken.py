"""Marks, headings and a person's respellings: what is said for them."""

import pytest

from narrate.spoken import spoken


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“Well,” she said.", "Well, she said."),
        ("«Jamais parole au revoir.»", "Jamais parole au revoir."),
        ("*hugs* her", "hugs her"),
        ("_Never_ say **goodbye**", "Never say goodbye"),
        ("~Where am I?~", "Where am I?"),
        ("[A/N: hello]", "A/N: hello"),
        ("snake_case", "snake case"),
        ("::whispers::", "whispers"),
        ("Wait. . . what?", "Wait... what?"),
        ("but..?", "but...?"),
        ("Wait… what?", "Wait... what?"),
        ("I........ don't know", "I... don't know"),
        ("What?!?!", "What?!"),
        ("No!!!!", "No!"),
        ("He—the fool—ran", "He — the fool — ran"),
        ("He -- the fool -- ran", "He — the fool — ran"),
        ("He - the fool - ran", "He — the fool — ran"),
        ("“Well—”", "Well"),
        ("“Well-”", "Well"),
        ("“But I—,” she said", "But I, she said"),
        ("“—No!”", "No!"),
        ("re-read, co-op", "re-read, co-op"),
        ("naïve café", "naïve café"),
        ("ﬁne ﬂow", "fine flow"),
        ("Ｈｅｌｌｏ", "Hello"),
        ("𝓗𝓮𝓵𝓵𝓸", "Hello"),
        ("Slay\u00ader\u200b Cen\u2060tral", "Slayer Central"),
        ("two\u00a0words\u2028more", "two words more"),
        ("don’t, don´t, don`t", "don't, don't, don't"),
        ("2½ hours", "two and a half hours"),
        ("10²", "10 2"),
        ("Hello\n    there", "Hello there"),
    ],
)
def test_marks_become_what_a_reader_would_say(text: str, said: str) -> None:
    assert spoken(text, {}) == said


@pytest.mark.parametrize(
    "ornament", ["", " \n", "* * *", "~~~", "—", "...", "“”", "\u200b\ufeff", "~*~*~", "?!", "***"]
)
def test_an_ornament_is_only_a_pause(ornament: str) -> None:
    assert spoken(ornament, {"a": "b"}, heading=True) == ""


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Chapter IV", "Chapter Four"),
        ("CHAPTER XLII.", "Chapter Forty-Two."),
        ("CHAPTER I. A GREAT DAY", "Chapter One. A great day"),
        ("Part I", "Part One"),
        ("Act I, Scene ii", "Act One, Scene Two"),
        ("Book CCCXCIX", "Book Three Hundred Ninety-Nine"),
        ("Letter I", "Letter One"),
        ("XIV", "Fourteen"),
        ("— IV. —", "Four."),
        ("*I*", "One"),
        ("I. The Road", "One. The Road"),
        ("Chapter 4", "Chapter 4"),
        ("Part 2/3", "Part 2 of 3"),
        ("Chapter 3/10: The Fox", "Chapter 3 of 10: The Fox"),
        ("Week 9/5", "Week 9/5"),
        ("CIVIL", "Civil"),
        ("Book Civil War", "Book Civil War"),
        ("Part C", "Part C"),
        ("C", "C"),
        ("Letter ill-written", "Letter ill-written"),
        ("I Was There", "I Was There"),
    ],
)
def test_roman_numerals_of_headings_are_numbers_and_words_stay_words(heading: str, said: str) -> None:
    assert spoken(heading, {}, heading=True) == said


def test_a_respelling_is_not_respelled() -> None:
    assert spoken("Tara and Dawn", {"Tara": "Dawn", "Dawn": "Tara"}) == "Dawn and Tara"


def test_a_respelling_is_said_as_it_is_written() -> None:
    assert spoken("Giles", {"Giles": r"jyles_x \1"}) == r"jyles_x \1"


def test_a_word_of_the_lexicon_may_be_written_with_its_marks() -> None:
    assert spoken("*sigh* he said", {"*sigh*": "haah", "“”": "never", "\u200b": "never"}) == "haah he said"


def test_a_sea_of_blanks_costs_no_time() -> None:
    assert spoken("Hello" + " " * 100_000 + "world.", {}) == "Hello world."  # quadratic, this took minutes


def test_a_respelling_stands_above_every_rule() -> None:
    say = {"Dr.": "doc", "Henry VIII": "Harry", "1894": "the year", "FBI": "the bureau", "5 pm": "tea", "gone": ""}

    text = "Dr. Who met Henry VIII gone in 1894, FBI! 5 PM."

    assert spoken(text, say) == "doc Who met Harry in the year, the bureau! tea."
    assert spoken("Dr. Who", {"who": "Dr. No. 5"}) == "Doctor Dr. No. 5"
