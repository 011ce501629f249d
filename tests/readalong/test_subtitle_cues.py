"""What is shown at once."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.model import Kind, Place, Utterance
from narrate.readalong.cues import LINE, LINES, LONGEST, SHORTEST, cues
from narrate.readalong.timeline import Spoken, Word


def spoken(text, *, start=0.0, pace=0.06):
    """*text* said at *pace* seconds a letter, its words parted at blanks."""
    words, at = [], 0
    for piece in text.split(" "):
        words.append(Word(at, min(len(text), at + len(piece) + 1), start + at * pace))
        at += len(piece) + 1
    utterance = Utterance(0, len(text), text, Kind.NARRATION, Place(1, 1, 1))
    return Spoken(utterance, start, start + len(text) * pace, tuple(words))


def shown(*spoken):
    return [[cue.utterance.text[start:end] for start, end in cue.lines] for cue in cues(spoken)]


def test_a_short_line_is_one_cue():
    assert shown(spoken("“Yes,” said Tara. “I know.”")) == [["“Yes,” said Tara. “I know.”"]]


def test_two_lines_are_even():
    text = "Little notice was taken either of a figure sitting down opposite."

    assert shown(spoken(text)) == [["Little notice was taken either of", "a figure sitting down opposite."]]


def test_a_long_line_is_cut_between_sentences():
    text = (
        "Kennedy looked at her watch, then frowned. She looked up at Tara as if registering "
        "the witch's presence for the first time."
    )

    assert shown(spoken(text)) == [
        ["Kennedy looked at her watch, then frowned."],
        ["She looked up at Tara as if registering", "the witch's presence for the first time."],
    ]


def test_a_long_sentence_is_cut_between_clauses():
    text = "Her mind full of Willow sat Kennedy alone in the kitchen of Slayer Central, nursing a mug of coffee."

    assert [" ".join(lines) for lines in shown(spoken(text))] == [
        "Her mind full of Willow sat Kennedy alone in the kitchen of Slayer Central,",
        "nursing a mug of coffee.",
    ]


def test_slow_words_are_shown_for_seven_seconds_at_most():
    found = list(cues([spoken("and so on and so on and so on and so on", pace=0.4)]))

    assert len(found) == 3
    assert all(cue.end - cue.start <= LONGEST for cue in found)


def test_a_word_that_is_too_long_stands_for_itself():
    word = "supercalifragilistic" * 6

    assert shown(spoken(f"It is {word} indeed")) == [["It is"], [word], ["indeed"]]


def test_a_short_word_is_shown_long_enough_to_be_seen():
    first, second, third = cues([spoken("No."), spoken("Why?", start=0.5), spoken("So.", start=9.0)])

    assert (first.start, first.end) == (0.0, 0.5)
    assert (second.start, second.end) == (0.5, 0.5 + SHORTEST)
    assert third.end == 9.0 + 3 * 0.06


PROSE = st.lists(st.text("abc,.!?—“”' ", min_size=1, max_size=60), min_size=1, max_size=12)


@settings(max_examples=150, deadline=None)
@given(PROSE, st.floats(0.02, 0.5))
def test_nothing_is_lost_and_nothing_overlaps(texts, pace):
    lines, at = [], 0.0
    for text in texts:
        words = " ".join(text.split()) or "a"
        lines.append(spoken(words, start=at, pace=pace))
        at = lines[-1].end + 0.2

    found = list(cues(lines))

    read = [cue.utterance.text[start:end] for cue in found for start, end in cue.lines]
    assert "".join("".join(read).split()) == "".join("".join(one.utterance.text for one in lines).split())
    assert all(cue.start < cue.end for cue in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_the_cues_of_a_story_keep_to_the_measure(seed):
    found = list(cues(seed.spoken()))

    assert max(len(cue.lines) for cue in found) == LINES
    assert max(end - start for cue in found for start, end in cue.lines) <= LINE
    assert max(cue.end - cue.start for cue in found) <= LONGEST
    assert {cue.start for cue in found} >= {one.words[0].seconds for one in seed.spoken()}
    assert found[-1].end < seed.track.end


def test_all_words_that_are_spoken_are_shown_in_order(seed):
    read = " ".join(cue.utterance.text[start:end] for cue in cues(seed.spoken()) for start, end in cue.lines)
    written = " ".join(one.text for one in seed.book.script.utterances if one.spoken)
    heard = " ".join(seed.texts[one.utterance.id] for one in seed.spoken())

    assert read.split() == written.split()
    # This story has no figures and no abbreviations: what is said is what is written, but for the marks.
    assert letters(read) == letters(heard)


def letters(text):
    return "".join(filter(str.isalpha, text)).casefold()
