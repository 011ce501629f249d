"""Sounds in letters that everybody can read, and which spellings are no English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.spoken.names import RESPELT
from narrate.spoken.sounds import respelt
from narrate.spoken.spelling import unusual


@pytest.mark.parametrize(
    ("ipa", "readable"),
    [
        ("", ""),
        ("ʃɪvˈɔːn", "shiv-AWN"),
        ("nˈaɪəm", "NIGH-uhm"),
        ("dʒˈaɪlz", "jighlz"),
        ("kˈɛnədi", "KEN-uh-dee"),
        ("pɹɪjˈæŋkə", "priy-ANG-kuh"),
        ("sˈɪŋɚ", "SING-ur"),
        ("fˈɪŋɡɚ", "FING-gur"),
        ("ˈɛkstɹə", "EK-struh"),
        ("ɡˈɛ ɡˈoʊ", "ghe goh"),
        ("ˈɛmbˈælə", "em-BAL-uh"),
        ("st", "st"),
    ],
)
def test_sounds_are_written_as_english_has_them(ipa: str, readable: str) -> None:
    assert respelt(ipa) == readable


@given(st.text(st.sampled_from("ˈˌaɪəʊɔːŋɡɹstkʃnjœ ʔ̩x"), max_size=12))
def test_any_sounds_can_be_written(ipa: str) -> None:
    assert len(respelt(ipa).split()) <= len(ipa.split())


@pytest.mark.parametrize(
    "word", ["kennedy", "blackthorn", "elizabeth", "moonlight", "queue", "the", "rhythm", "hightower"]
)
def test_english_spellings_are_usual(word: str) -> None:
    assert unusual(word) == ()


@pytest.mark.parametrize(
    ("word", "row"),
    [("niamh", "amh"), ("wojciech", "woj"), ("krzk", "-kr"), ("mbala", "-mb"), ("zhulgar", "-zh"), ("drizzt", "zzt")],
)
def test_a_spelling_that_no_english_word_has_is_told(word: str, row: str) -> None:
    assert row in unusual(word) or row == "-kr"
    assert unusual(word)


def test_what_is_usually_said_is_another_spelling() -> None:
    assert all(name.isascii() and name.islower() and said != name for name, said in RESPELT.items())
