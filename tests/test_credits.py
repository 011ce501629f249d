"""What is said before and after a book."""

from dataclasses import replace
from pathlib import Path

import pytest

from narrate.credits import LANGUAGES, chapter_titles, credited, untitled
from narrate.errors import NarrateError
from narrate.model import Cast, Kind, Place, Script, Utterance, Voice
from narrate.planning import select
from narrate.production import Book, Delivery, produce

NARRATOR = Voice("narrator-deep", "tone")


def script(language: str = "en", *, author: str = "Ann Other", chapters: int = 2) -> Script:
    said = Utterance(40, 44, "Yes.", Kind.NARRATION, Place(1, 1, 1))
    return Script("Two Voices", author, language, ("One", "Two")[:chapters], (), (said,))


def cast(**roles: str) -> Cast:
    return Cast(NARRATOR, {who: Voice(voice, "tone") for who, voice in roles.items()})


def texts(told: Script, voices: Cast) -> list[str]:
    return [one.text for part in credited(told, voices) for one in part]


def test_title_author_and_readers_are_said_before_and_after() -> None:
    assert texts(script(), cast(Emma="alto-warm", Tara="boy-clear")) == [
        "Two Voices. By Ann Other. Read by computer voices: alto-warm as Emma and boy-clear as Tara.",
        "The end of Two Voices. By Ann Other. Read by computer voices: alto-warm as Emma and boy-clear as Tara.",
    ]


def test_what_is_not_known_is_not_said() -> None:
    opening, closing = texts(script(author=""), cast())

    assert (opening, closing) == (
        "Two Voices. Read by computer voices.",
        "The end of Two Voices. Read by computer voices.",
    )


def test_a_narrator_with_a_name_is_named_and_who_shares_the_voice_is_not() -> None:
    voices = Cast(Voice("Bea", "tone"), {"Narrator": Voice("Bea", "tone"), "Tara": Voice("Zoë", "tone")})

    assert "computer voices: Bea and Zoë as Tara." in texts(script(), voices)[0]


def test_of_many_voices_the_first_five_are_named() -> None:
    many = cast(**{f"P{number}": f"v{number}" for number in range(6)})

    assert "v3 as P3, v4 as P4 and others." in texts(script(), many)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_its_words_whole(language: str) -> None:
    said = texts(script(f"{language}-XX"), cast(Emma="alto", Tara="tenor"))

    assert all("Two Voices" in one and "Ann Other" in one and "{" not in one for one in said)
    assert all(name in said[0] for name in ("alto", "tenor", "Emma", "Tara"))
    assert all(chapter_titles(script(language)).values())


def test_a_language_without_words_of_ours_has_its_title_and_author_said() -> None:
    assert texts(script("uk"), cast(Emma="alto")) == ["Two Voices. Ann Other."] * 2


def test_a_person_decides_what_is_said() -> None:
    voices = replace(cast(Emma="alto"), credits={"opening": "{title}! {author}, {nobody}. {readers}", "closing": ""})

    assert texts(script(author="{title}"), voices) == ["Two Voices! {title}, {nobody}. computer voices: alto as Emma"]


@pytest.mark.parametrize(
    ("headings", "stays"),
    [
        (("Two Voices", "by Ann Other"), ()),
        (("TWO VOICES!", "One"), ("One",)),
        (("Two Voices by Ann Other",), ()),
        (("One", "Two Voices"), ("One", "Two Voices")),
        (("Ann",), ("Ann",)),
    ],
)
def test_title_and_author_are_not_said_twice(headings: tuple[str, ...], stays: tuple[str, ...]) -> None:
    told = script()
    lines = (*(replace(told.utterances[0], text=text, kind=Kind.HEADING) for text in headings), *told.utterances)
    before, _ = credited(told, cast())

    left = [one.text for one in untitled(lines, told, before)]
    assert left == [*stays, "Yes."]
    assert list(untitled(lines, told, ())) == list(lines), "without credits nothing else would say them"


def test_a_title_that_ends_a_sentence_gets_no_stop() -> None:
    told = replace(script(author="B."), title="Who Goes There?")

    assert texts(told, cast())[0] == "Who Goes There? By B. Read by computer voices."


def test_credits_are_chapters_before_the_first_and_after_the_last() -> None:
    before, after = credited(script(), cast())

    assert [one.place.chapter for one in (*before, *after)] == [0, 3]
    assert chapter_titles(script()) == {0: "Opening Credits", 1: "One", 2: "Two", 3: "Closing Credits"}


@pytest.fixture
def told(book: Book) -> Book:
    """The small story, whose voices.yaml switches credits off, with the usual ones."""
    return replace(book, cast=replace(book.cast, credits={}))


def test_a_produced_book_has_them_as_marks_and_the_book_between_is_the_same(told: Book, tmp_path: Path) -> None:
    clips = tmp_path / "clips"
    bare = produce(told, tmp_path / "bare.mp3", clips)
    made = produce(told, tmp_path / "whole.mp3", clips, Delivery(credits=True))

    assert [one.title for one in made.marks] == ["Opening Credits", "Chapter 1", "Chapter 2", "Closing Credits"]
    # Title and author stand in the opening credits instead of before chapter 1.
    assert (made.made, made.reused) == (2, bare.made - 2)
    between = [one.end - one.start for one in made.marks[1:-1]]
    assert between[1] == pytest.approx(bare.marks[1].end - bare.marks[1].start, abs=0.027)
    assert between[0] < bare.marks[0].end


def test_credits_with_nothing_to_say_are_none(book: Book, tmp_path: Path) -> None:
    mute = replace(book, cast=replace(book.cast, credits={"opening": "…", "closing": ""}))

    made = produce(mute, tmp_path / "out.mp3", tmp_path / "clips", Delivery(credits=True))

    assert [one.title for one in made.marks] == ["Chapter 1", "Chapter 2"]


def test_one_chapter_may_have_them_too_but_nothing_else_is_spoken(told: Book, tmp_path: Path) -> None:
    chosen = select(told.script, chapters="2")

    made = produce(told, tmp_path / "out.mp3", tmp_path / "clips", Delivery(credits=True), chosen=chosen)

    assert [one.title for one in made.marks] == ["Opening Credits", "Chapter 2", "Closing Credits"]
    with pytest.raises(NarrateError):
        produce(told, tmp_path / "out.mp3", tmp_path / "clips", chosen=())
