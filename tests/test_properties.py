"""What holds for every text and for every file, whatever stands in it."""

from itertools import pairwise
from pathlib import Path

import pytest
from drafts import parse
from growth import assert_linear, quarter
from hypothesis import example, given, settings
from hypothesis import strategies as st
from variants import curly, essence, script_of, script_of_bytes, wrapped

from narrate.checks import account, verify
from narrate.dialogue.attribution import Attribution
from narrate.dialogue.segment import segment
from narrate.errors import ManuscriptError
from narrate.manuscripts import read
from narrate.model import Basis, Kind, Manuscript, Script, word_count

NAMES = ("Tara", "Kennedy", "Giles", "Mr. Wood", "the waiter", "she", "he", "I")
WORDS = ("rain", "coffee", "the", "window", "it's", "told", "mother", "Dawn", "Mrs. Summers", "well-known", "12")
MARKS = ('"', "“", "”", "'", "’", "\n", "\n\n", "\r\n\r\n", " ", ". ", ",", "—", "…", "* * *", "Chapter 1", "TITLE: A")

anything = st.text(st.characters(codec="utf-8"), max_size=300)
marked = st.lists(st.sampled_from(MARKS + NAMES + WORDS) | st.text(max_size=4), max_size=60).map("".join)

sentence = st.builds(
    lambda words, end: " ".join(words).capitalize() + end,
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=9),
    st.sampled_from(".?!"),
)
tag = st.builds("{} {}".format, st.sampled_from(("said", "asked", "whispered")), st.sampled_from(NAMES[:5]))
speech = st.builds(lambda words, by: f'"{words.rstrip(".")}," {by}.', sentence, tag)
interrupted = st.builds(lambda one, by, two: f'"{one.rstrip(".?!")}," {by}, "{two}"', sentence, tag, sentence)
bare = st.builds('"{}"'.format, sentence)
acted = st.builds(lambda name, words: f"{name} looked up. {words}", st.sampled_from(NAMES[:4]), sentence)
left_open = st.builds('"{}\n\n"{}"'.format, sentence, sentence)
breaks = st.sampled_from(("* * *", "Chapter Three", "#"))
paragraphs = st.lists(st.one_of(acted, speech, interrupted, bare, left_open, sentence, breaks), min_size=1, max_size=12)
opening = "Kennedy and Tara sat in the kitchen of the old house, and neither of them had yet thought of going home."
story = paragraphs.map(lambda found: "\n\n".join((opening, *found)))


def assert_sound(manuscript: Manuscript, script: Script) -> None:
    """Everything a script promises to the stages after it."""
    verify(manuscript, script)
    assert account(script).words == word_count(manuscript.text)
    names = {character.name for character in script.characters}
    paragraphs = {one.place: (one.start, one.end) for one in manuscript.paragraphs}
    for before, after in pairwise(script.utterances):
        assert before.end <= after.start and before.place <= after.place
    last = None
    for one in script.utterances:
        start, end = paragraphs[one.place]
        assert start <= one.start < one.end <= end
        assert one.speaker is None or one.speaker in names
        assert 0 <= one.confidence <= 1 and round(one.confidence, 2) == one.confidence
        if one.kind is Kind.QUOTATION:
            assert one.basis is not None and (one.speaker or (one.confidence, one.basis) == (0, Basis.IMPLICIT))
            assert not one.continues or (last is not None and one.speaker == last.speaker)
            last = one
        elif one.kind in (Kind.NARRATION, Kind.HEADING):
            assert not one.continues and one.basis is None and one.speaker is None
        else:
            assert one.speaker is None or one.basis is not None
    assert script.utterances[-1].place.chapter <= len(script.chapters) if script.utterances else True


@settings(max_examples=300, deadline=None)
@given(anything | marked | story)
@example('"Ready?"\n\n"Ready."')
@example("“One.\n\nChapter 2\n\n“Two.”")
@example("TITLE: A\nOnce")
@example('"' * 7 + "a" + '"' * 4)
def test_nothing_of_any_text_is_lost_repeated_or_changed(text: str) -> None:
    manuscript = parse(text, "story")

    script = Attribution(manuscript, segment(manuscript)).script()

    assert_sound(manuscript, script)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300) | anything.map(lambda text: text.encode("utf-16-le")) | marked.map(str.encode))
@example(b"\x00")
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfeA")
@example("“Hello”".encode("cp1252") + b"\x81")
def test_any_file_gives_a_book_with_words_or_a_reason_why_not(content: bytes) -> None:
    try:
        manuscript = read(Path("story.txt"), content)
    except ManuscriptError as error:
        assert str(error).startswith("story.txt: ")
        return

    assert word_count(manuscript.text) > 0
    assert manuscript.paragraphs or manuscript.skipped
    assert_sound(manuscript, Attribution(manuscript, segment(manuscript)).script())


@settings(max_examples=60, deadline=None)
@given(story)
def test_curly_and_straight_marks_are_heard_alike(text: str) -> None:
    assert essence(script_of(curly(text))) == essence(script_of(text))


@settings(max_examples=60, deadline=None)
@given(story, st.sampled_from(["\r\n", "\r"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]))
def test_line_ends_and_encodings_are_not_heard(text: str, newline: str, encoding: str) -> None:
    content = text.replace("\n", newline).encode(encoding)

    assert essence(script_of_bytes(content)) == essence(script_of(text))


@settings(max_examples=60, deadline=None)
@given(story, st.integers(50, 100))
def test_a_hard_wrapped_story_is_heard_like_one_that_is_not(text: str, width: int) -> None:
    assert essence(script_of(wrapped(text, width))) == essence(script_of(text))


@settings(max_examples=60, deadline=None)
@given(story)
def test_trailing_blanks_are_not_heard(text: str) -> None:
    assert essence(script_of(text.replace("\n", "  \n") + " \n\n")) == essence(script_of(text))


@settings(max_examples=40, deadline=None)
@given(story)
def test_a_story_read_twice_gives_the_same_script(text: str) -> None:
    assert script_of(text) == script_of(text)


HOSTILE = {
    "one line of many words": "a b " * 60_000,
    "one word": "a" * 500_000,
    "quotation marks": 'a "' + '"' * 500_000,
    "full stops": "a " + "." * 500_000 + " a",
    "blanks": 'He said, "a' + " " * 500_000 + 'b."',
    "quotations without end": '"a," ' * 50_000,
    "quotations and narration by turns": '"Oh," she said. ' * 5_000,
    "inches without end": '1" ' * 50_000,
    "paragraphs of one letter": "a\n\n" * 60_000,
    "lines parted by unusual line ends": "a\u2028" * 60_000,
    "chapter headings alone": "".join(f"Chapter {number}\n\n" for number in range(1, 1_300)) * 3,
    "numbers alone": "".join(f"{number}\n\n" for number in range(1, 1_000)) * 8,
    "a header without end": "Title: a\n" * 6_000,
    "header after header": "Note: a\n\n" * 4_000,
    "capitalised words without end": "The The I Mr Tara " * 8_000,
    "names without end": "".join(f"Mr. A{number} said so. Mr. A{number} left. " for number in range(640)),
    "left open without end": '"Oh\n\n' * 5_000,
}


def heard(text: str) -> None:
    """Take *text* through all that a script is made by."""
    manuscript = read(Path("story.txt"), text.encode())
    verify(manuscript, Attribution(manuscript, segment(manuscript)).script())


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_text_made_to_take_for_ever_does_not(text: str) -> None:
    assert_linear(heard, quarter(text), text)
