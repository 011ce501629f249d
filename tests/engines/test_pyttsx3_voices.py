"""What systems tell of their voices, as their documentation and their users' reports have it."""

import pytest
from pyttsx3.voice import Voice as Told

from narrate.engines.pyttsx3_voices import by_name, found, told_by_sapi, voices
from narrate.model import Age, Gender

SAPI = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Speech\\Voices\\Tokens\\"
MAC = by_name(
    [
        Told("com.apple.speech.synthesis.voice.Albert", "Albert", ["en_US"], "VoiceGenderMale", 30),
        Told("com.apple.eloquence.en-US.Eddy", "Eddy", ["en_US"], "VoiceGenderMale", 0),
        Told("com.apple.eloquence.de-DE.Eddy", "Eddy", ["de_DE"], "VoiceGenderMale", 0),
        Told("com.apple.eloquence.en-US.Grandma", "Grandma", ["en_US"], "VoiceGenderFemale", 0),
        Told("com.apple.speech.synthesis.voice.BadNews", "Bad News", ["en_US"], "VoiceGenderNeuter", 50),
        Told("com.apple.speech.synthesis.voice.Junior", "Junior", ["en_US"], "VoiceGenderMale", 8),
        Told("com.apple.voice.compact.en-US.Samantha", "Samantha", ["en_US"], "VoiceGenderFemale", 35),
        Told("com.apple.voice.compact.en-GB.Daniel", "Daniel", ["en_GB"], "VoiceGenderMale", 35),
    ]
)
DAVID, ZIRA = (f"Microsoft {name} Desktop - English (United States)" for name in ("David", "Zira"))
HORTENSE = "Microsoft Hortense Desktop - French"
WINDOWS = by_name(
    [
        Told(SAPI + "TTS_MS_EN-US_DAVID_11.0", DAVID, ["en-US"], "Male", "Adult"),
        Told(SAPI + "TTS_MS_EN-US_ZIRA_11.0", ZIRA, ["en-US"], "Female", "Adult"),
        Told(SAPI + "TTS_MS_FR-FR_HORTENSE_11.0", HORTENSE, ["fr-FR"], "Female", "Senior"),
    ]
)


class ComFault(Exception):
    """In the place of comtypes.COMError, which only Windows has."""


class Token:
    """A voice as SAPI lists it, of which something is missing."""

    def __init__(self, description: str | None, **told: str) -> None:
        self.Id = SAPI + "TTS_ACME"
        self._description, self._told = description, told

    def GetDescription(self) -> str:  # noqa: N802  # SAPI's name
        if self._description is None:
            raise ComFault
        return self._description

    def GetAttribute(self, name: str) -> str:  # noqa: N802  # SAPI's name
        if name not in self._told:
            raise ComFault
        return self._told[name]


def test_a_whole_token_tells_what_pyttsx3_would() -> None:
    one = told_by_sapi(Token("Acme Ann - English", Language="409", Gender="Female", Age="Child"), ComFault)

    (voice,) = voices(by_name([one]), "pyttsx3")
    assert (voice.name, voice.language, voice.gender, voice.age) == (
        "Acme Ann - English", "en-US", Gender.FEMALE, Age.CHILD,
    )  # fmt: skip
    assert voice.settings == {"voice": SAPI + "TTS_ACME"}


@pytest.mark.parametrize(("told", "tag"), [("409;9", "en-US"), ("809;409", "en-GB"), ("FFFF", ""), ("", ""), ("x", "")])
def test_a_token_with_several_languages_or_a_strange_one_hides_no_voice(told: str, tag: str) -> None:
    (voice,) = voices(by_name([told_by_sapi(Token("Ann", Language=told), ComFault)]), "pyttsx3")

    assert (voice.name, voice.language, voice.gender, voice.age) == ("Ann", tag, Gender.UNKNOWN, Age.ADULT)


def test_a_token_that_tells_nothing_is_called_by_its_key() -> None:
    assert list(by_name([told_by_sapi(Token(None), ComFault)])) == ["TTS_ACME"]
    assert list(by_name([told_by_sapi(Token(None, Name="Acme Ann"), ComFault)])) == ["Acme Ann"]


def test_a_name_that_several_languages_have_tells_the_language() -> None:
    assert {"Eddy (en-US)", "Eddy (de-DE)", "Samantha"} <= set(MAC)
    assert found("Eddy (de-DE)", MAC) is MAC["Eddy (de-DE)"]
    assert found("Eddy", MAC) is None, "which of the two?"


def test_voices_that_agree_in_name_and_language_are_both_there() -> None:
    twice = by_name([Told("a", "Ann", ["en-US"]), Told("b", "Ann", ["en-US"]), Told("c", "Ann")])

    assert {name: one.id for name, one in twice.items()} == {"Ann (en-US)": "a", "b": "b", "c": "c"}


def test_novelties_can_be_named_and_are_never_cast_and_robots_come_last() -> None:
    cast = [one.name for one in voices(MAC, "pyttsx3")]

    assert cast == ["Junior", "Samantha", "Daniel", "Eddy (en-US)", "Eddy (de-DE)", "Grandma"]
    assert found("Bad News", MAC) is MAC["Bad News"]


def test_ages_and_genders_are_read_in_the_words_of_every_system() -> None:
    told = {one.name: (one.gender, one.age) for names in (MAC, WINDOWS) for one in voices(names, "pyttsx3")}

    assert told["Junior"] == (Gender.MALE, Age.CHILD)
    assert told["Grandma"] == (Gender.FEMALE, Age.ELDER)
    assert told["Samantha"] == (Gender.FEMALE, Age.ADULT)
    assert told[HORTENSE] == (Gender.FEMALE, Age.ELDER)
    (neuter,) = voices(by_name([Told("a", "Ann", [], "VoiceGenderNeuter", None)]), "pyttsx3")
    assert (neuter.gender, neuter.age) == (Gender.UNKNOWN, Age.ADULT)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        (ZIRA, ZIRA),
        (SAPI + "TTS_MS_EN-US_DAVID_11.0", DAVID),
        ("Zira", ZIRA),
        ("microsoft hortense", HORTENSE),
        ("fr", HORTENSE),
        ("fr_FR", HORTENSE),
        ("en", DAVID),
    ],
)
def test_a_voice_is_known_by_name_by_id_by_a_word_of_its_name_and_by_its_language(asked: str, name: str) -> None:
    assert found(asked, WINDOWS) is WINDOWS[name]


@pytest.mark.parametrize("asked", ["Microsoft", "Zir", "en-GB", "de", "", "-", "Nobody"])
def test_what_could_be_several_or_none_is_no_voice(asked: str) -> None:
    assert found(asked, WINDOWS) is None


def test_a_language_is_spoken_by_a_grown_human_voice_if_there_is_one() -> None:
    assert found("en-US", MAC) is MAC["Samantha"]
    assert found("de", MAC) is MAC["Eddy (de-DE)"]
