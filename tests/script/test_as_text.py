"""The script as text: whole after any editor, and corrected by a person."""

import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from script_values import lines, scripts

from narrate.errors import ManuscriptError
from narrate.model import Age, Basis, Character, Gender, Kind, Place, Script, Skipped, Utterance, identified
from narrate.script import read_script, to_text
from narrate.script.as_text import unplaced_in
from narrate.script.lines import BY_HAND

PATH = Path("story.script")
STORY = Script(
    "Never",
    "Ray",
    "en",
    ("One",),
    (Character("Tara", ("Tara", "the witch"), Gender.FEMALE), Character("Dawn", (), Gender.FEMALE)),
    identified(
        [
            Utterance(6, 16, "She waited.", Kind.NARRATION, Place(1, 1, 1)),
            Utterance(20, 40, '"Can I get you one?"', Kind.QUOTATION, Place(1, 1, 2), "Tara", 0.93, Basis.IMPLICIT),
            Utterance(42, 60, '"A verse,\n    of two."', Kind.QUOTATION, Place(1, 2, 3), "Dawn", 0.4, Basis.EXPLICIT),
            Utterance(70, 75, '"Who?"', Kind.QUOTATION, Place(1, 2, 4), None, 0.12, Basis.ANAPHORIC),
        ]
    ),
    (Skipped(0, 5, "Never", "header"),),
    {"summary": "A slayer leaves."},
)
TEXT = to_text(STORY)


def read(text: str) -> Script:
    return read_script(text.encode(), PATH)


def changed(old: str, new: str) -> Script:
    assert TEXT.count(old) == 1
    return read(TEXT.replace(old, new))


def line_of(words: str) -> int:
    return next(number for number, line in enumerate(TEXT.split("\n"), start=1) if words in line)


@settings(max_examples=100, deadline=None)
@given(scripts())
def test_reading_what_was_written_gives_the_same_script(script: Script) -> None:
    assert read(to_text(script)) == script


def stripped(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.split("\n"))


@pytest.mark.parametrize(
    "edited",
    [
        lambda text: text.replace("\n", "\r\n"),
        stripped,
        lambda text: stripped(text).rstrip(),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n    ", "\n\t"),
        lambda text: text.replace("\n\n", "\n\n\n"),
        lambda text: "\n" + text,
        lambda text: text.replace("\n[", "\n# what a person notes\n["),
        lambda text: ("\ufeff" + stripped(text).rstrip()).replace("\n", "\r\n"),
    ],
    ids=["crlf", "blanks", "end", "bom", "tabs", "blank lines", "line above", "remarks", "all of a windows editor"],
)
@settings(max_examples=15, deadline=None)
@given(script=scripts())
def test_what_an_editor_does_to_the_file_changes_nothing(edited: Callable[[str], str], script: Script) -> None:
    assert read(edited(to_text(script))) == script


def test_the_words_of_a_script_can_be_read_by_a_person() -> None:
    assert '[2 1.1.2 20-40 quotation] Tara (implicit: Tara 93%)\n    "Can I get you one?"\n' in TEXT
    assert "[1 1.1.1 6-16 narration]\n    She waited.\n" in TEXT
    assert "[4 1.2.4 70-75 quotation] ? (anaphoric: ? 12%)\n" in TEXT
    assert "[skipped 0-5 header]\n    Never\n" in TEXT
    assert "character: Tara | female | Tara | the witch\n" in TEXT


def test_an_age_stands_behind_the_gender_of_whoever_is_no_adult() -> None:
    script = changed("character: Tara | female |", "character: Tara | female child |")

    assert [(one.name, one.gender, one.age) for one in script.characters][:1] == [("Tara", Gender.FEMALE, Age.CHILD)]
    assert "character: Tara | female child | Tara | the witch\n" in to_text(script)
    assert changed("Tara | female |", "Tara | female adult |") == read(TEXT)


@pytest.mark.parametrize("name", ["Dawn", "Dawn Summers", "Voice (on the phone)", "Mrs. O’Brien", "Ἑλένη"])
def test_a_changed_name_gives_that_line_to_someone_else_for_certain(name: str) -> None:
    script = changed("] Tara (", f"] {name} (")

    one = script.utterances[1]
    assert (one.speaker, one.basis, one.confidence) == (name, Basis.GIVEN, 1.0)
    assert script.utterances[0] == STORY.utterances[0]
    assert script.utterances[2:] == STORY.utterances[2:]


def test_a_name_is_given_to_whom_nobody_knew_and_taken_from_whom_it_was_guessed() -> None:
    given_ = changed("] ? (", "] Dawn (").utterances[3]
    taken = changed("] Tara (", "] ? (").utterances[1]
    read_on = changed("] Tara (implicit: Tara 93%)", "]").utterances[1]
    narrated = changed("6-16 narration]", "6-16 narration] Dawn").utterances[0]

    assert (given_.speaker, given_.basis) == ("Dawn", Basis.GIVEN)
    assert (taken.speaker, taken.basis) == (None, None)
    assert (read_on.speaker, read_on.basis) == (None, None)
    assert (narrated.speaker, narrated.basis) == ("Dawn", Basis.GIVEN)


@pytest.mark.parametrize("behind", [" (given)", "", " (implicit: Tara 93%)"])
def test_a_given_line_stays_given_however_often_it_is_written(behind: str) -> None:
    once = changed("] Tara (implicit: Tara 93%)", f"] Dawn{behind}")
    again = read(to_text(read(to_text(once))))

    assert "[2 1.1.2 20-40 quotation] Dawn (given)\n" in to_text(once)
    assert again == once
    assert (again.utterances[1].basis, again.utterances[1].cue) == (Basis.GIVEN, BY_HAND)


def test_a_line_taken_from_whom_it_was_guessed_stays_nobodys() -> None:
    once = changed("] Tara (", "] ? (")

    assert "[2 1.1.2 20-40 quotation] ? (given)\n" in to_text(once)
    assert read(to_text(once)) == once
    assert (once.utterances[1].speaker, once.utterances[1].cue) == (None, BY_HAND)


@pytest.mark.parametrize("written", [", whispered", ",whispered", ",   whispered "])
def test_a_manner_stands_behind_the_kind_and_can_be_given(written: str) -> None:
    script = changed("20-40 quotation]", f"20-40 quotation{written}]")

    assert script.utterances[1] == replace(STORY.utterances[1], manner="whispered")
    assert "[2 1.1.2 20-40 quotation, whispered] Tara (implicit: Tara 93%)\n" in to_text(script)


def test_a_manner_stands_behind_the_language() -> None:
    one = changed("20-40 quotation]", "20-40 quotation+ fr, plainly]").utterances[1]

    assert (one.language, one.manner, one.continues) == ("fr", "plainly", True)


def test_who_tells_the_story_is_kept() -> None:
    script = changed("language: en", "language: en\nteller: Tara")

    assert script.teller == "Tara"
    assert "\nteller: Tara\n" in to_text(script)
    assert "teller" not in TEXT


def test_what_narrate_thought_can_be_confirmed() -> None:
    assert changed("(implicit: Tara 93%)", "(given)").utterances[1].cue == BY_HAND


@settings(max_examples=40, deadline=None)
@given(scripts(), st.lists(lines, max_size=3))
def test_reasons_are_remarks_below_their_lines(script: Script, remarks: list[str]) -> None:
    ids = {one.id for one in script.utterances}

    assert read(to_text(script, remarks=dict.fromkeys(ids, remarks))) == script


@settings(max_examples=60, deadline=None)
@given(scripts(), scripts())
def test_lines_that_found_no_place_are_remarks_that_can_be_read_again(script: Script, other: Script) -> None:
    lost = tuple(replace(one, id="") for one in other.utterances if one.cue == BY_HAND)

    text = to_text(script, unplaced=lost)

    assert read(text) == script
    kept = [(one.speaker, one.place, one.kind, one.basis, one.cue) for one in unplaced_in(text, PATH)]
    assert kept == [(one.speaker, one.place, one.kind, one.basis, one.cue) for one in lost]
    if all(newline not in one.text for one in (*lost, *script.utterances, *script.skipped) for newline in "\r"):
        assert [one.text for one in unplaced_in(text, PATH)] == [one.text for one in lost]


def test_what_a_person_takes_out_by_a_remark_is_no_correction() -> None:
    text = TEXT.replace("[2 1.1.2", "#[2 1.1.2").replace('    "Can I', '#    "Can I')

    assert unplaced_in(text, PATH) == ()
    assert len(read(text).utterances) == 3


def test_changed_words_are_what_is_spoken() -> None:
    script = changed("Can I get you one?", "May I bring you another?")

    assert script.utterances[1].text == '"May I bring you another?"'
    assert script.utterances[1].speaker == "Tara"


def test_a_line_taken_out_is_gone_and_a_line_wrapped_is_one_utterance() -> None:
    shorter = read(re.sub(r"\[1 [^\[]*", "", TEXT))
    wrapped = changed("    She waited.", "    She\n    waited.")

    assert [one.text for one in shorter.utterances] == [one.text for one in STORY.utterances[1:]]
    assert wrapped.utterances[0].text == "She\nwaited."


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("[1 1.1.1", "[one 1.1.1", "narration]", "expected '.number place start-end kind. speaker', found '.one"),
        ("[1 1.1.1", "[1 1.1", "narration]", "expected '.number"),
        ("[1 1.1.1", "[1 0.1.1", "narration]", "expected '.number"),
        ("6-16", "6", "narration]", "expected '.number"),
        ("6-16", f"6-{'9' * 5000}", "narration]", "expected '.number"),
        ("narration]", "narratio]", "narration]", "expected '.number"),
        ("narration]", "narration", "narration]", "expected '.number"),
        ("[skipped 0-5 header]", "[skipped header]", "[skipped", "expected '.number"),
        ("Tara 93%", "Tara 930%", "Tara 93%", "930% is more than 100%"),
        ("    She waited.", "She waited.", "She waited.", "cannot read 'She waited.' .words stand indented"),
        ("    She waited.", "\n    She waited.", "She waited.", "cannot read 'She waited.' .words stand indented"),
        ("title: Never", "titel: Never", "title: Never", "cannot read 'titel: Never'"),
        ("language: en", "language en", "language: en", "cannot read 'language en'"),
        ("| female | Tara", "| lady | Tara", "character: Tara", "character: expected 'name | female, male or unknown"),
        ("character: Dawn | female", "character: Dawn", "character: Dawn", "character: expected 'name"),
        ("| female | Tara", "| female old | Tara", "character: Tara", "character: expected 'name"),
        ("| female | Tara", "| female child child | Tara", "character: Tara", "character: expected 'name"),
        ("character: Dawn | female", "character: | female", "character: Dawn", "character: expected 'name"),
        (
            "20-40 quotation]",
            "20-40 quotation, wispered]",
            "20-40",
            r"no manner 'wispered' \(did you mean whispered\? known",
        ),
        ("20-40 quotation]", "20-40 quotation, ]", "20-40", "no manner ''"),
        (
            "20-40 quotation]",
            "20-40 quotation softly]",
            "20-40",
            "'softly' is no language; a manner stands behind a comma",
        ),
        ("language: en", "newline: crlfx", "language: en", "newline: expected crlf, cr, lf, found 'crlfx'"),
    ],
)
def test_a_mistake_is_reported_with_its_line(old: str, new: str, place: str, message: str) -> None:
    number = line_of(place) + new.startswith("\n")

    with pytest.raises(ManuscriptError, match=rf"^story\.script:{number}: {message.replace('|', '[|]')}"):
        changed(old, new)


@pytest.mark.parametrize("line", ["x" * 100_000, " " * 50_000 + "x", "[" * 50_000, "(given: " * 10_000, "|" * 50_000])
def test_a_line_without_end_is_read_or_refused_at_once(line: str) -> None:
    began = time.process_time()
    for place in ("] Tara (", "    She waited.", "title: Never", "character: Dawn | female"):
        try:
            changed(place, f"{place}{line}")
        except ManuscriptError as error:
            assert len(str(error)) < 300

    assert time.process_time() - began < 5
