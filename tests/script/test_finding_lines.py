"""A line is known by its words, as a person quotes them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.model import Kind, Place, Utterance
from narrate.script.lines import Lines, folded

TOLD, SAID, THOUGHT = Kind.NARRATION, Kind.QUOTATION, Kind.THOUGHT


def utterances(*lines: tuple[str, Kind] | tuple[str, Kind, bool]) -> list[Utterance]:
    return [
        Utterance(at, at + 1, text, kind, Place(1, 1, at + 1), continues=bool(rest))
        for at, (text, kind, *rest) in enumerate(lines)
    ]


STORY = utterances(
    ("One", Kind.HEADING),
    ("“Goodbye,”", SAID),
    ("said Emma,", TOLD),
    ("“and don’t come back.”", SAID, True),
    ("Yes, she meant it.", TOLD),
    ("'Yes.'", SAID),
    ("“Yes, I do.”", SAID),
    ("Do I?", THOUGHT),
    ("“…”", SAID),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("goodbye", [(1, 3)]),
        ('"Goodbye, and DON\'T come   back!"', [(1, 3)]),
        ("don't come back", [(1, 3)]),
        ("yes", [(5,)]),
        ("yes, I", [(6,)]),
        ("I", [(6,), (7,)]),
        ("she meant it", [(4,)]),
        ("meant", [(4,)]),
        ("mean", []),
        ("one", []),
        ("…", [(8,)]),
        ("", []),
        (" ", []),
    ],
)
def test_words_find_the_line_they_are_of_then_those_they_begin_then_those_that_hold_them(
    words: str, found: list[tuple[int, ...]]
) -> None:
    assert [line.pieces for line in Lines(STORY).find(words)] == found


@pytest.mark.parametrize(
    ("words", "passage"),
    [
        ("goodbye, said Emma", [1, 2]),
        ("said Emma, “and don’t come back.” Yes,", [2, 3, 4]),
        ("One goodbye said", [0, 1, 2]),
        ("Do I? …", [7]),
        ("meant", [4]),
        ("mean", []),
        ("come back. Goodbye", []),
        ("", []),
    ],
)
def test_words_may_run_through_lines_and_what_is_told_between_them(words: str, passage: list[int]) -> None:
    assert list(Lines(STORY).passage(words)) == passage


@given(st.text(max_size=30))
def test_folding_is_done_once_for_all(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.lists(st.tuples(st.text(max_size=12), st.sampled_from(Kind), st.booleans()), max_size=12))
def test_every_line_is_found_by_its_own_words(lines: list[tuple[str, Kind, bool]]) -> None:
    story = utterances(*((text, kind, True) if go_on else (text, kind) for text, kind, go_on in lines))
    found = Lines(story)

    for line in found:
        if line.words and story[line.pieces[0]].kind is not TOLD:
            assert line in found.find(line.words)


def test_a_novel_of_one_word_is_searched_in_no_time() -> None:
    lines = Lines(utterances(*[("“Yes.”", SAID)] * 30_000))

    began = time.process_time()

    assert len(lines.find("yes")) == 30_000
    assert time.process_time() - began < 2
