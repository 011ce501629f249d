"""What a person wants to be said otherwise: which written words are meant, and what becomes of them."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.spoken import said, spoken

SAY = {
    "Giles": "jyles", "Slayer": "killer", "Slayer Central": "HQ", "Viet-Nam": "Vietnam", "Don": "dahn", "Will": "wil",
    "Mr.": "Mister", "O'Brien": "oh bryan", "Brien": "bryne", "AT&T": "telephone", "istanbul": "city", "Straße": "road",
    "Siobhán": "shivawn", "goin'": "going", "Rose": "Rosay", "rose": "went up", "niamh": "neev", "IKEA": "eekayah",
    "Xyth": "zith", "ra": "rah", "s": "ess", "can": "kan", "Ma": "mah", "McKay": "mackeye", "Jean-Luc": "john luke",
    "Aes Sedai": "eye suh-die", "'tis": "it is", "St. John": "sinjin", "Óengus": "angus", "Polish": "poh-lish",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # whole words
        ("Giles ran.", "jyles ran."),
        ("“Giles”", "jyles"),
        ("*Giles*", "jyles"),
        ("(Giles), Giles; Giles!", "(jyles), jyles; jyles!"),
        ("Gilesian Agiles Giles2", "Gilesian Agiles Giles2"),
        ("Giles_Giles", "jyles jyles"),
        ("Giles-like", "jyles-like"),
        ("Giles—Giles", "jyles — jyles"),
        ("The Gileses", "The Gileses"),
        ("Wills, the Wills", "Wills, the Wills"),
        ("AT&T", "telephone"),
        ("Straße", "road"),
        # capitals
        ("GILES!", "jyles!"),
        ("giles", "giles"),
        ("I will go, Will, I WILL", "I will go, wil, I wil"),
        ("Rose rose.", "Rosay went up."),
        ("He Polished the Polish polish", "He Polished the poh-lish polish"),
        ("Niamh NIAMH niamh", "neev neev neev"),
        ("İstanbul", "city"),
        ("IKEA Ikea ikea", "eekayah Ikea ikea"),
        ("McKay MCKAY Mckay", "mackeye mackeye Mckay"),
        # possessives and contractions
        ("Giles’s books, Giles' tea", "jyles's books, jyles' tea"),
        ("Giles'S, GILES'S", "jyles'S, jyles'S"),
        ("Siobhán’s, Siobhán'll, Siobhán'd", "shivawn's, shivawn'll, shivawn'd"),
        ("Will've, Will're", "wil've, wil're"),
        ("Don don’t Don’s Don't", "dahn don't dahn's Don't"),
        ("can can't can'", "kan can't kan'"),
        ("‘Giles’ said", "'jyles' said"),
        ("Ma, ma'am, Ma'am", "mah, ma'am, Ma'am"),
        ("goin’ home", "going home"),
        ("’tis", "it is"),
        ("it's Tara's", "it's Tara's"),
        # apostrophes inside a word
        ("O’Brien", "oh bryan"),
        ("O‘Brien O'Brien O´Brien", "oh bryan oh bryan oh bryan"),
        ("D'Brien and Brien", "D'bryne and bryne"),
        ("Xyth'ra", "Xyth'ra"),
        ("Xyth, ra", "zith, rah"),
        # phrases
        ("Slayer Central", "HQ"),
        ("Slayer\n  Central", "HQ"),
        ("Slayer\u00a0Central", "HQ"),
        ("*Slayer* Central", "HQ"),
        ("Central Slayer", "Central killer"),
        ("SLAYER CENTRAL", "HQ"),
        ("Slayer Central's", "HQ's"),
        ("The Aes\r\nSedai’s", "The eye suh-die's"),
        ("aes sedai", "aes sedai"),
        ("Mr. Pike", "Mister Pike"),
        ("St. John", "sinjin"),
        # hyphens
        ("Viet-Nam", "Vietnam"),
        ("Viet‐Nam Viet‑Nam", "Vietnam Vietnam"),
        ("Viet-\nNam", "Vietnam"),
        ("Viet\u00ad-Nam", "Vietnam"),
        ("Jean-Luc, Jean", "john luke, Jean"),
        # accents, composed or not
        ("Siobhán", "shivawn"),
        ("Siobha\u0301n SIOBHA\u0301N", "shivawn shivawn"),
        ("O\u0301engus", "angus"),
        ("Siobhan", "Siobhan"),
        ("Ｇｉｌｅｓ", "jyles"),
    ],
)
def test_the_words_that_are_meant_are_respelled(text: str, expected: str) -> None:
    assert spoken(text, SAY) == expected
    assert " ".join(one.text for one in said(text, SAY)) == expected


@pytest.mark.parametrize("word", ["Siobhán", "Siobha\u0301n", "*Siobhán*", "“Siobhán”", " Siobhán\n"])
def test_the_map_may_write_a_word_as_a_manuscript_does(word: str) -> None:
    assert spoken("Siobhán and Siobha\u0301n", {word: "shivawn"}) == "shivawn and shivawn"


PHONEMES = {"Niamh": "n'i:v", "Bess": "b'Es", "Pete": "p'i:t", "Aes Sedai": "'aIz s@d'aI", "don": "d'0n", "ted": "t'Ed"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Niamh ran.", "[[n'i:v]] ran."),
        ("“NIAMH!”", "[[n'i:v]]!"),
        ("bess", "bess"),
        ("Niamh’s cat", "[[n'i:vz]] cat"),
        ("Bess's, Pete's", "[[b'EsI#z]], [[p'i:ts]]"),
        ("Bess' cat", "[[b'Es]] cat"),
        ("‘Niamh’", "'[[n'i:v]]"),
        ("Niamh'll, Niamh'd, Ted'd, Niamh've", "[[n'i:v@L]], [[n'i:vd]], [[t'EdI#d]], [[n'i:v@v]]"),
        ("Niamh're, Niamh'm", "[[n'i:v3]], [[n'i:vm]]"),
        ("don't", "don't"),
        ("Aes\nSedai’s", "[['aIz||s@d'aIz]]"),
        ("Niamh-like, half-Niamh", "[[n'i:v]]-like, half-[[n'i:v]]"),
        ("Niamhs", "Niamhs"),
        ("Giles and Niamh", "jyles and [[n'i:v]]"),
    ],
)
def test_phonemes_are_put_in_brackets_with_their_ending(text: str, expected: str) -> None:
    words = said(text, SAY, phonemes=PHONEMES)

    assert spoken(text, SAY, phonemes=PHONEMES) == expected
    assert " ".join(one.text for one in words) == expected


def test_phonemes_go_before_a_respelling_and_without_them_it_is_used() -> None:
    say, phonemes = {"Niamh": "neev"}, {"Niamh": "n'i:v"}

    assert spoken("Niamh", say, phonemes=phonemes) == "[[n'i:v]]"
    assert spoken("Niamh", say) == "neev"


def test_an_ending_is_english_in_english_only() -> None:
    assert spoken("Niamh's", {}, phonemes=PHONEMES, language="fr") == "[[n'i:v]]'s"


def test_each_word_said_knows_what_is_written() -> None:
    text = "“Niamh’s *Slayer*\nCentral, O’Brien!”"

    words = said(text, SAY, phonemes=PHONEMES)

    assert [(text[one.start : one.end], one.text) for one in words] == [
        ("Niamh’s", "[[n'i:vz]]"),
        ("Slayer*\nCentral,", "HQ,"),
        ("O’Brien!", "oh bryan!"),
    ]


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("[] aN*_［］｛\\n'‘’.-\u301a"), max_size=30), st.booleans())
def test_brackets_of_a_manuscript_are_never_phonemes(text: str, heading: bool) -> None:
    words = spoken(text, {"a": "[[", "N": "]["}, phonemes={"aN": "n'i:v"}, heading=heading)

    assert not set("[]") & set(words.replace("[[n'i:v]]", ""))


_LETTERS = st.text(st.sampled_from("aBbéö"), min_size=1, max_size=4)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(_LETTERS, st.sampled_from([" ", ", ", ". ", "\n", "'s ", " “", "” "])), max_size=8),
    st.dictionaries(_LETTERS, st.just("qqq"), max_size=3),
    st.dictionaries(_LETTERS, st.just("z'Q:"), max_size=2),
)
def test_nothing_but_the_words_of_the_map_changes(
    pieces: list[tuple[str, str]], say: dict[str, str], phonemes: dict[str, str]
) -> None:
    text = "".join(word + gap for word, gap in pieces)
    plain, changed = said(text, {}, language="de"), said(text, say, phonemes=phonemes, language="de")

    assert [(one.start, one.end) for one in changed] == [(one.start, one.end) for one in plain]
    for before, after in zip(plain, changed, strict=True):
        word = text[before.start : before.end].strip("“”,. \n").removesuffix("'s")
        is_meant = any(_means(one, word) for one in (*say, *phonemes))
        assert (after.text != before.text) == is_meant


def _means(entry: str, word: str) -> bool:
    same = entry.lower() == word.lower()
    return same and all(letter.isupper() for letter, asked in zip(word, entry, strict=True) if asked.isupper())


def test_a_long_map_costs_little() -> None:
    say = {f"{first}{second}arrow": "x" for first in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for second in "abcdefghijklmnopqrst"}
    text = "The Barrow and the Sparrow sat on Aaarrow, then Scarrow said nothing at all to them. " * 2000
    spoken("Aaarrow", say)

    began = time.process_time()
    words = spoken(text, say)

    assert words.count(" x") == 6000
    assert time.process_time() - began < 4


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_a_phrase_in_another_language_is_respelled_too(language: str) -> None:
    assert spoken("Niamh, où es-tu, Siobhán ?", SAY, language=language).startswith("neev, où es-tu, shivawn")


def test_only_what_has_the_word_is_said_otherwise() -> None:
    paragraphs = ["“Go,” said Niamh.", "She went in 1894 with Mr. Pike.", "NIAMH!", "Nia. mh Niamhs"]

    plain = [spoken(one, {}) for one in paragraphs]
    changed = [spoken(one, {}, phonemes=PHONEMES) for one in paragraphs]

    assert [one != other for one, other in zip(plain, changed, strict=True)] == [True, False, True, False]
