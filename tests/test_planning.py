"""Before anything is spoken: the part that is wanted, what it costs, and where it goes."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import NarrateError
from narrate.model import Basis, Character, Kind, Place, Script, Utterance
from narrate.planning import find_line, plan, select, slug
from narrate.production import Book, produce


def script_of(*lines: tuple[str, str | None, Place]) -> Script:
    utterances = tuple(
        Utterance(
            10 * at, 10 * at + 9, text, Kind.QUOTATION if who else Kind.NARRATION, place, who, 1.0,
            Basis.GIVEN if who else None,
        )
        for at, (text, who, place) in enumerate(lines)
    )  # fmt: skip
    characters = (Character("Tara", ("Tara", "the witch")), Character("Dawn"), Character("Giles", ("Rupert",)))
    return Script("Title", "", "en", ("One", "Two"), characters, utterances)


SCRIPT = script_of(
    ("n1", None, Place(1, 1, 1)),
    ("t2", "Tara", Place(1, 1, 2)),
    ("d3", "Dawn", Place(1, 2, 3)),
    ("—", None, Place(1, 2, 4)),
    ("t5", "Tara", Place(2, 1, 1)),
    ("n6", None, Place(2, 1, 1)),
)


def test_a_part_is_what_somebody_reads_whoever_says_it(book: Book, clips: Path) -> None:
    thought = replace(book.script.utterances[4], kind=Kind.THOUGHT)  # Emma's
    script = replace(
        book.script, utterances=tuple(thought if one.id == thought.id else one for one in book.script.utterances)
    )
    spoken = replace(book, script=script)
    narrated = replace(spoken, cast=replace(book.cast, narrated=frozenset({Kind.THOUGHT})))

    def lines(ruled: Book) -> dict[str | None, int]:
        return {part.speaker: part.lines for part in plan(ruled, clips)}

    assert lines(spoken) == lines(book)
    assert lines(narrated) == {None: lines(book)[None] + 1, "Emma": lines(book)["Emma"] - 1, "Tara": 2}


def texts(**asked: str) -> str:
    return " ".join(one.text for one in select(SCRIPT, **asked))


@pytest.mark.parametrize(
    ("asked", "chosen"),
    [
        ({}, "n1 t2 d3 — t5 n6"),
        ({"scene": "1"}, "n1 t2"),
        ({"scene": "2"}, "d3 —"),
        ({"scene": "3"}, "t5 n6"),
        ({"scene": "1.2"}, "d3 —"),
        ({"scene": " 2.1 "}, "t5 n6"),
        ({"speaker": "Tara"}, "t2 t5"),
        ({"speaker": "THE WITCH"}, "t2 t5"),
        ({"speaker": "narrator"}, "n1 — n6"),
        ({"lines": "2"}, "t2"),
        ({"lines": "2-3"}, "t2 d3"),
        ({"lines": "1-6"}, "n1 t2 d3 — t5 n6"),
        ({"chapters": "2"}, "t5 n6"),
        ({"chapters": "1-2"}, "n1 t2 d3 — t5 n6"),
        ({"chapters": "2", "speaker": "Tara"}, "t5"),
        ({"lines": "2-5", "chapters": "1"}, "t2 d3 —"),
    ],
)
def test_the_part_that_is_asked_for_is_selected(asked: dict[str, str], chosen: str) -> None:
    assert texts(**asked) == chosen


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"scene": "4"}, "no scene '4': the book has 3 (ask for 1, or 1-3)"),
        ({"scene": "0"}, "no scene '0': the book has 3"),
        ({"scene": "1-3"}, "no scene '1-3' (ask for 1, or for 2.1: the first of chapter 2)"),
        ({"scene": "one"}, "no scene 'one' (ask for 1"),
        ({"scene": ""}, "no scene '' (ask for 1"),
        ({"scene": "2.2"}, "no scene '2.2': chapter 2 has 1"),
        ({"scene": "3.1"}, "no scene '3.1': the book has 2 chapters"),
        ({"scene": "9" * 5000}, "no scene"),
        ({"lines": "0"}, "no line '0': the book has 6 (ask for 1, or 1-6)"),
        ({"lines": "3-2"}, "no line '3-2': the book has 6"),
        ({"lines": "2-7"}, "no line '2-7': the book has 6"),
        ({"lines": "-2"}, "no line '-2': the book has 6"),
        ({"lines": "9" * 5000}, "no line"),
        ({"chapters": "3"}, "no chapter '3': the book has 2 (ask for 1, or 1-2)"),
        ({"chapters": "x"}, "no chapter 'x': the book has 2"),
        ({"speaker": "Giles"}, "nobody called 'Giles' speaks (known: Tara, Dawn, narrator)"),
        ({"speaker": "Nobody"}, "nobody called 'Nobody' speaks (known: Tara, Dawn, narrator)"),
        ({"lines": "4"}, "nothing to speak is selected"),
        ({"lines": "2", "chapters": "2"}, "nothing to speak is selected"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(asked: dict[str, str], message: str) -> None:
    with pytest.raises(NarrateError, match=re.escape(message)) as caught:
        select(SCRIPT, **asked)
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(("wanted", "number"), [("3", 3), (" 6 ", 6), ("T2", 2), ("“d3!”", 3), ("n6", 6)])
def test_a_line_is_found_by_its_number_or_its_words(wanted: str, number: int) -> None:
    assert find_line(SCRIPT, wanted) == number


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("7", "no line '7': the book has 6 (ask for 1, or 1-6)"),
        ("t7", "no line has the words 't7' (narrate script BOOK shows them all"),
        ("", "no words given: ask for a line by its number, or by words of it"),
        (" ”", "no words given"),
        ("-1", "no line '-1': lines are counted from 1 to 6; ask for one"),
        ("1.5", "no line '1.5': lines are counted from 1 to 6"),
        ("2-3", "no line '2-3': lines are counted from 1 to 6"),
        ("yes", "2 lines have the words 'yes': ask for one by number (1, 3)"),
    ],
)
def test_what_is_no_line_or_several_is_refused(wanted: str, message: str) -> None:
    script = script_of(("Yes.", None, Place(1, 1, 1)), ("No", None, Place(1, 1, 2)), ("Yes!", None, Place(1, 1, 3)))

    with pytest.raises(NarrateError, match=re.escape(message)):
        find_line(script if wanted == "yes" else SCRIPT, wanted)


def test_who_tells_the_story_as_i_is_the_narrator_in_and_out_of_quotation_marks() -> None:
    script = script_of(("n1", None, Place(1, 1, 1)), ("x2", "Narrator", Place(1, 1, 2)))

    assert [one.text for one in select(script, speaker="narrator")] == ["n1", "x2"]


def test_a_preview_of_the_narrator_leaves_headings_out() -> None:
    heading = replace(SCRIPT.utterances[0], kind=Kind.HEADING)
    script = replace(SCRIPT, utterances=(heading, *SCRIPT.utterances[1:]))

    assert [one.text for one in select(script, speaker="narrator")] == ["—", "n6"]


def test_a_plan_counts_lines_words_and_clips_of_everyone(book: Book, clips: Path) -> None:
    parts = {part.speaker: part for part in plan(book, clips)}

    assert list(parts) == [None, "Emma", "Tara"]
    # "Goodbye," and "and good luck." are one line in two clips; both say "Yes," with voices of their own
    assert [(part.lines, part.words, part.clips) for who, part in parts.items() if who] == [(3, 8, 4), (2, 3, 2)]
    assert all(part.missing == part.clips for part in parts.values())
    assert parts["Emma"].seconds == pytest.approx(8 / 165 * 60 / 2)
    assert not clips.exists()


def test_a_plan_knows_what_is_spoken_already(book: Book, clips: Path, tmp_path: Path) -> None:
    produce(book, tmp_path / "part.mp3", clips, chosen=select(book.script, speaker="Emma"))

    assert {part.speaker: part.missing for part in plan(book, clips)}["Emma"] == 0
    assert {part.speaker: part.missing for part in plan(book, clips)}["Tara"] == 2


def test_a_plan_of_a_part_counts_that_part_only(book: Book, clips: Path) -> None:
    assert [part.speaker for part in plan(book, clips, select(book.script, speaker="Tara"))] == ["Tara"]
    assert plan(book, clips, ()) == ()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Never Say Goodbye", "never-say-goodbye"),
        ("Don’t, Don't!", "dont-dont"),
        ("Café ﬁn — Ångström", "cafe-fin-angstrom"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\0b\\c:d|e?f*g", "a-b-c-d-e-f-g"),
        ("Тайна", "тайна"),
        ("東京 物語", "東京-物語"),
        ("한글", "한글"),
        ("Straße", "strasse"),
        ("***", "audiobook"),
        ("", "audiobook"),
        ("CON", "con-book"),
        ("Lpt1", "lpt1-book"),
        ("Console", "console"),
        ("\ud83d", "audiobook"),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title: str, name: str) -> None:
    assert slug(title) == name


@given(st.text())
def test_every_title_becomes_a_name(title: str) -> None:
    name = slug(title)

    assert name
    assert len(name.encode()) <= 90
    assert re.fullmatch(r"[^\W_]+(-[^\W_]+)*", name)
    assert slug(name) in (name, f"{name}-book")
