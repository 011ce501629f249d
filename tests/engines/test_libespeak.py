"""eSpeak NG's phonemes, in and out."""

from pathlib import Path

import pytest

from narrate.engines.dictionary import listed
from narrate.engines.espeak import OWN_VOICES, Synthesizer
from narrate.engines.libespeak import Library, Parameter, library
from narrate.errors import EngineError
from narrate.model import Voice

PLAIN = {Parameter.RATE: 150, Parameter.VOLUME: 50, Parameter.PITCH: 50, Parameter.RANGE: 50, Parameter.WORD_GAP: 0}
OWN = (OWN_VOICES / "boy-clear").read_bytes()
VOICES = pytest.mark.parametrize("voice", ["gmw/en-US", "gmw/en-US+Andrea", OWN], ids=["language", "variant", "own"])


@pytest.fixture(scope="module")
def espeak() -> Library:
    return library()


def samples(espeak: Library, text: str, voice: str | bytes) -> int:
    return len(espeak.speak(text, voice, PLAIN).samples)


@VOICES
def test_phonemes_are_said_in_place_of_letters(espeak: Library, voice: str | bytes) -> None:
    written, meant, as_meant = (samples(espeak, f"{one} ran.", voice) for one in ("Niamh", "[[n'i:v]]", "Neeve"))

    assert meant == pytest.approx(as_meant, abs=400)  # flutter: some samples more or less
    assert written > meant + 1000
    assert espeak.pronounced("Niamh", voice) == "nˈaɪəm"
    assert espeak.pronounced("[[n'i:v]]", voice) == espeak.pronounced("neeve", voice) == "nˈiːv"


@VOICES
def test_a_word_of_phonemes_has_one_time_inside_its_brackets(espeak: Library, voice: str | bytes) -> None:
    text = "Well, [[n'i:vz]], she ran."

    words = espeak.speak(text, voice, PLAIN).words

    assert [text[at:].partition(" ")[0] for at, _ in words] == ["Well,", "n'i:vz]],", "she", "ran."]
    assert [sample for _, sample in words] == sorted(sample for _, sample in words)


@pytest.mark.parametrize(
    ("text", "voice", "ipa"),
    [
        ("", "gmw/en-US", ""),
        ("...", "gmw/en-US", ""),
        ("Colonel", "gmw/en-US", "kˈɜːnəl"),
        ("Go. Stop! Now?", "gmw/en-US", "ɡˈoʊ stˈɑːp nˈaʊ"),
        ("merci", "roa/fr", "mɛʁsˈi"),
        ("merci", "gmw/en-US", "mɛɹsˈiː"),
        ("dwa słowa", "zlw/pl", "dvˈa swˈɔva"),
        ("a [[b'i:||s'i:]] d", "gmw/en-US", "ɐ bˈiː sˈiː dˈiː"),
    ],
)
def test_it_tells_how_a_voice_says_a_text(espeak: Library, text: str, voice: str, ipa: str) -> None:
    assert espeak.pronounced(text, voice) == ipa


@VOICES
def test_after_many_questions_no_word_loses_its_time(espeak: Library, voice: str | bytes) -> None:
    # eSpeak queues each change of voice for the next sound; with the queue full the first word had no time.
    for _ in range(100):
        espeak.pronounced("Niamh", voice)

    assert [at for at, _ in espeak.speak("Niamh ran.", voice, PLAIN).words] == [0, 6]


@pytest.mark.parametrize(
    ("phonemes", "english", "french"),
    [
        ("n'i:v", True, True),
        ("n'i: m@k'O:l", True, True),
        ("s'3:S@", True, False),
        ("n'i:vX9", False, False),
        ("hm9", False, False),
        ("ʃɪv", False, False),
        ("n'i:v]] x", False, False),
        ("'%", False, False),
        ("", False, False),
    ],
)
def test_it_tells_whether_a_language_has_the_phonemes(
    espeak: Library, phonemes: str, english: bool, french: bool
) -> None:
    assert espeak.understands(phonemes, "gmw/en-US") == espeak.understands(phonemes, OWN) == english
    assert espeak.understands(phonemes, "roa/fr") == french


def test_an_unknown_voice_is_not_asked(espeak: Library) -> None:
    with pytest.raises(EngineError, match="voice 'nosuch' failed"):
        espeak.pronounced("Hello", "nosuch")


def test_the_dictionary_lists_what_is_no_guess(espeak: Library) -> None:
    words = listed(espeak.data / "en_dict")

    assert {"colonel", "siobhan", "chloe", "celebrity"} <= words
    assert not {"niamh", "kennedy", "wojciech"} & words
    assert 3000 < len(words) < 20000
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words)


@pytest.mark.parametrize("content", [b"", b"\0\4\0\0\0\0\0\0", b"\0\4\0\0\0\0\0\0\xff\xff", b"\1" * 5000, b"\0" * 20])
def test_what_is_no_dictionary_lists_nothing(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "en_dict"
    path.write_bytes(content)

    assert listed(path) <= {""}


def test_a_dictionary_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"espeak: cannot read .*en_dict: No such file"):
        listed(tmp_path / "en_dict")


def test_the_times_of_words_are_right_among_phonemes() -> None:
    text = "[[n'i:vz]] cat, [['aIz||s@d'aI]] – and [[@b'aUt]]-like Giles."

    words = Synthesizer().synthesize(text, Voice("Tara", "espeak", {"voice": "en-us"})).words

    assert [text[one.start : one.end] for one in words] == [
        "n'i:vz",
        "cat",
        "aIz||s@d'aI",
        "and",
        "b'aUt]]-like",
        "Giles",
    ]
