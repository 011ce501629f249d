"""What a person corrected stays with its line, whatever else becomes of the manuscript."""

import time
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.model import Basis, Kind, Place, Utterance
from narrate.script.corrections import Corrections, placed
from narrate.script.lines import BY_HAND

CHAPTER = [
    '"Who is there?"', "Emma asked the dark.", '"Yes."', "Tara came out of it.", '"Yes?"', "It rained on the roof.",
    '"You could have said so when you came in."', "Giles closed the door.", '"Yes."', "Nobody had asked him.",
]  # fmt: skip


def utterances(texts: Sequence[str], chapter: int = 1) -> tuple[Utterance, ...]:
    kinds = {'"': Kind.QUOTATION}
    return tuple(
        Utterance(at, at + 1, text, kinds.get(text[:1], Kind.NARRATION), Place(chapter, 1, at + 1))
        for at, text in enumerate(texts)
    )


def corrected(texts: Sequence[str], *numbers: int, chapter: int = 1) -> Corrections:
    """A script of *texts* in which the lines of these *numbers* were given to Dawn."""
    return Corrections(
        tuple(
            replace(one, speaker="Dawn", basis=Basis.GIVEN, cue=BY_HAND) if at in numbers else one
            for at, one in enumerate(utterances(texts, chapter))
        )
    )


def where(corrections: Corrections, texts: Sequence[str], chapter: int = 1) -> tuple[list[int], int]:
    """The numbers of the lines that are corrected in *texts*, and how many corrections found no place."""
    found, lost = placed(corrections, utterances(texts, chapter))
    return sorted(found), len(lost)


words = st.lists(st.sampled_from(['"Yes."', '"No."', '"Go on, then."', "He nodded.", "She did not.", "*"]), max_size=30)


@given(words, st.data())
def test_in_the_same_manuscript_every_correction_is_where_it_was(texts: list[str], data: st.DataObject) -> None:
    numbers = data.draw(st.sets(st.integers(0, max(0, len(texts) - 1)))) if texts else set()

    assert where(corrected(texts, *numbers), texts) == (sorted(numbers), 0)


@settings(max_examples=60)
@given(words, words, st.data())
def test_a_correction_never_goes_to_other_words_nor_two_to_one_line(
    texts: list[str], revised: list[str], data: st.DataObject
) -> None:
    numbers = data.draw(st.sets(st.integers(0, max(0, len(texts) - 1)))) if texts else set()

    found, lost = placed(corrected(texts, *numbers), utterances(revised))

    assert len(found) + len(lost) == len(numbers)
    assert all(revised[at] == one.text for at, one in found.items())


@given(st.integers(0, len(CHAPTER)), st.integers(0, len(CHAPTER) - 1))
def test_a_line_more_or_less_moves_the_corrections_with_their_lines(at: int, number: int) -> None:
    more = [*CHAPTER[:at], '"Nonsense, all of it."', *CHAPTER[at:]]

    assert where(corrected(CHAPTER, number), more) == ([number + (at <= number)], 0)
    assert where(corrected(more, number + (at <= number)), CHAPTER) == ([number], 0)


def test_of_lines_with_the_same_words_the_one_with_the_same_neighbours_is_meant() -> None:
    revised = ['"Yes."', "Somebody said.", *CHAPTER]

    assert where(corrected(CHAPTER, 2), revised) == ([4], 0)
    assert where(corrected(CHAPTER, 8), revised) == ([10], 0)
    assert where(corrected(CHAPTER, 8), CHAPTER[5:]) == ([3], 0)
    assert where(corrected(CHAPTER, 2), CHAPTER[5:]) == ([], 1)


def test_marks_and_capitals_do_not_matter() -> None:
    curly = [text.replace('"', "”").replace("”", "“", 1).upper() for text in CHAPTER]

    assert where(corrected(CHAPTER, 4, 6), curly) == ([4, 6], 0)


def test_a_line_may_move_to_another_chapter() -> None:
    assert where(corrected(CHAPTER, 2, 6), CHAPTER, chapter=7) == ([2, 6], 0)
    moved = ["Quite another beginning.", CHAPTER[6], "And another end."]
    assert where(corrected(CHAPTER, 6), moved, chapter=7) == ([1], 0)


def test_a_line_that_was_revised_a_little_is_still_the_line() -> None:
    revised = [*CHAPTER[:6], '"You could have said so when you got in."', *CHAPTER[7:]]

    assert where(corrected(CHAPTER, 6), revised) == ([6], 0)


def test_a_line_that_was_rewritten_or_taken_out_is_told_of() -> None:
    rewritten = [*CHAPTER[:6], '"Well, you might have knocked."', *CHAPTER[7:]]

    found, lost = placed(corrected(CHAPTER, 6), utterances(rewritten))

    assert not found
    assert [(one.speaker, one.text) for one in lost] == [("Dawn", CHAPTER[6])]
    assert where(corrected(CHAPTER, 6), CHAPTER[:6]) == ([], 1)


def test_a_line_that_found_no_place_once_finds_it_when_it_is_back() -> None:
    lost = placed(corrected(CHAPTER, 6), utterances(CHAPTER[:6]))[1]

    assert where(Corrections(utterances(CHAPTER[:6]), lost), CHAPTER[:6]) == ([], 1)
    assert where(Corrections(utterances(CHAPTER[:6]), lost), CHAPTER) == ([6], 0)


def test_a_novel_of_nothing_but_the_same_line_takes_no_time() -> None:
    texts = ['"Yes."'] * 20_000

    began = time.process_time()
    found, lost = placed(corrected(texts, *range(0, 20_000, 7)), utterances(texts[1:]))

    assert len(found) + len(lost) == 2858
    assert time.process_time() - began < 10
