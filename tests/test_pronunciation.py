"""Names and rare words that an engine is likely to get wrong."""

import random
import time

import pytest

from narrate.engines.dictionary import listed
from narrate.engines.libespeak import library
from narrate.model import Kind, Place, Script, Utterance
from narrate.pronunciation import MOST, Doubtful, doubtful_words

IRISH = "Niamh Caoimhe Tadhg Róisín Ciarán Oisín Gráinne Aodhán Cillian Sadhbh Meadhbh Diarmuid Cathal Dearbhla Ruairí"
POLISH = "Wojciech Szczepan Łukasz Grzegorz Małgorzata Zbigniew Agnieszka Przemysław Jadwiga Andrzej Jerzy Dąbrowski"
INVENTED = "Xyth'ra Q'uen Gwrth Krzk Drizzt Vhaerun Zaknafein Rhaegal Qarth Nynaeve Ysildur Mydriaël Zhul'gar Ixchel"
ENGLISH = (
    "Harper Kennedy Willow Giles Buffy Tara Dawn Xander Anya Spike Cordelia Harry Weasley Elizabeth Darcy Bennet"
    " Hightower Blackthorn Margaret Eleanor Imogen Philippa Lydia Theodore Bartholomew Montgomery Edinburgh Chicago"
    " O'Brien McKenzie D'Angelo Siobhán Zoë Chloe Wednesday Massachusetts"
)


def script_of(*texts: str, kind: Kind = Kind.NARRATION, language: str = "") -> Script:
    spoken = [
        Utterance(at, at + 1, text, kind, Place(1, 1, at + 1), language=language) for at, text in enumerate(texts)
    ]
    return Script("", "", "en", ("",), (), tuple(spoken))


def doubts(script: Script, *settled: str) -> tuple[Doubtful, ...]:
    espeak = library()
    words = listed(espeak.data / "en_dict")
    return doubtful_words(script, settled, lambda text: espeak.pronounced(text, "gmw/en-US"), words)


def words(text: str, *settled: str) -> list[str]:
    return [one.word for one in doubts(script_of(text), *settled)]


def met(names: str) -> str:
    return " ".join(f"Then I met {name} again." for name in names.split())


@pytest.mark.parametrize("names", [IRISH, POLISH, INVENTED], ids=["Irish", "Polish", "invented"])
def test_names_that_no_english_rule_can_say_are_found(names: str) -> None:
    assert sorted(words(met(names))) == sorted(names.split())


def test_english_names_are_not_listed() -> None:
    assert words(met(ENGLISH)) == []


def test_the_most_frequent_comes_first_with_all_that_is_to_be_known() -> None:
    first, second = doubts(script_of("I saw Niamh.", "Now Kohaku’s cat, and KOHAKU, and Kohaku."))

    assert (first.word, first.times, first.place) == ("Kohaku", 3, Place(1, 1, 2))
    assert (first.ipa, first.readable, first.entry) == ("koʊhˈɑːkuː", "koh-HAH-koo", "Kohaku: koh-hah-koo")
    assert first.why == "no English word has “koh”"
    assert (second.word, second.ipa, second.why) == ("Niamh", "nˈaɪəm", "usually said “neeve”")
    assert second.entry == "Niamh: neeve"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Wojcieh", "no English word has “woj”"),
        ("Brzec", "no English word has “brz”"),
        ("Mballa", "no English word begins with “mb”"),
        ("Tromsø", "letters that English does not have"),
        ("Ωmega", "letters that English does not have"),
        ("Ren'a", "an apostrophe inside"),
        ("Vered", "2 syllables are written, 1 said"),
        ("Asma", "no English word ends in such a syllable"),
    ],
)
def test_it_says_why(name: str, why: str) -> None:
    assert [(one.word, one.why) for one in doubts(script_of(f"We met {name} there."))] == [(name, why)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "At xii they met, chapter XIV and CCCXC, on 5th.",
        "The FBI, the NCIS and the MGMT of it.",
        "Hmm, shh, he said: nooooo, Aaargh!",
        "Ma'am, y'all, o'er, don't, it's, she'd've.",
        "Kobe.",
        "A café, a cliché, naïve.",
    ],
)
def test_what_is_no_name_or_may_be_a_sentence_alone_is_not_listed(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize("settled", ["Niamh", "niamh", "Queen Niamh of Connacht", "Niamh’s"])
def test_what_a_person_settled_is_not_listed(settled: str) -> None:
    assert words("I saw Niamh.", settled) == []


def test_a_family_is_listed_once() -> None:
    assert words("The Kohakus saw Kohaku.") == ["Kohaku"]


def test_a_word_in_small_letters_must_be_stranger_than_a_name() -> None:
    assert words("the szczepan, the kobe") == ["szczepan"]


def test_other_languages_are_not_judged() -> None:
    assert doubts(script_of("je vois Wojciech là", language="fr")) == ()
    french = script_of("je vois Wojciech là")
    assert doubtful_words(Script("", "", "fr", ("",), (), french.utterances), (), str, ()) == ()


def test_a_line_for_the_map_is_quoted_where_it_must_be() -> None:
    (found,) = doubts(script_of("I saw Q'uen there."))

    assert found.entry.startswith('"Q\'uen": ')


def test_a_long_book_takes_seconds() -> None:
    letters = random.Random(5)
    text = " ".join("".join(letters.choices("abcdefghiklmnoprstuvwyz", k=7)) for _ in range(1200))
    said = " ".join(f"met {word.capitalize()} then" for word in text.split())
    script = script_of(*([said] * 40), "We saw him. " * 30_000)
    library()

    began = time.process_time()
    found = doubts(script)

    assert len(found) == MOST
    assert time.process_time() - began < 6


def test_an_endless_word_takes_no_time() -> None:
    began = time.process_time()

    assert words("I saw " + "Kohakuz" * 30_000) == []
    assert time.process_time() - began < 2
