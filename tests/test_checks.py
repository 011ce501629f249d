"""Nothing lost, nothing said twice, nothing invented; and what a person should look at."""

from dataclasses import replace

import pytest
from drafts import parse
from variants import script_of

from narrate.checks import account, check_script, doubts, skips, verify
from narrate.dialogue.attribution import Attribution
from narrate.dialogue.segment import segment
from narrate.errors import CheckFailed
from narrate.model import (
    Basis,
    Candidate,
    Character,
    Finding,
    Gender,
    Kind,
    Place,
    Script,
    Skipped,
    Utterance,
    word_count,
)
from narrate.script.lines import BY_HAND

STORY = 'Emma and Giles sat by the fire. Emma poured the tea.\n\n"It is late," said Emma.\n\n* * *\n\n"Is it?"\n'
TEXT = f"TITLE: Tea\n\n{STORY}"
MANUSCRIPT = parse(TEXT, "tea")
SCRIPT = Attribution(MANUSCRIPT, segment(MANUSCRIPT)).script()


def with_utterance(number: int, **changes: object) -> Script:
    found = list(SCRIPT.utterances)
    found[number] = replace(found[number], **changes)  # type: ignore[arg-type]  # a test's own changes
    return replace(SCRIPT, utterances=tuple(found))


def said(text: str, speaker: str | None, confidence: float, *, at: int = 0) -> Utterance:
    basis = Basis.IMPLICIT
    return Utterance(at, at + len(text), text, Kind.QUOTATION, Place(1, 1, 1), speaker, confidence, basis)


def codes(*utterances: Utterance, characters: tuple[Character, ...] = ()) -> list[str]:
    return [finding.code for finding in check_script(Script("", "", "en", ("",), characters, utterances))]


def test_a_whole_script_passes() -> None:
    verify(MANUSCRIPT, SCRIPT)


def test_a_lost_utterance_is_refused_wherever_it_stood() -> None:
    for number in range(len(SCRIPT.utterances)):
        rest = SCRIPT.utterances[:number] + SCRIPT.utterances[number + 1 :]

        with pytest.raises(CheckFailed, match="would be lost"):
            verify(MANUSCRIPT, replace(SCRIPT, utterances=rest))


def test_a_skipped_span_that_is_not_listed_is_lost() -> None:
    with pytest.raises(CheckFailed, match=r"the text at 0 would be lost: 'TITLE:'"):
        verify(MANUSCRIPT, replace(SCRIPT, skipped=SCRIPT.skipped[1:]))


def test_an_utterance_said_twice_is_refused() -> None:
    with pytest.raises(CheckFailed, match=r"would be spoken twice: '\"It is late,\"'"):
        verify(MANUSCRIPT, replace(SCRIPT, utterances=(*SCRIPT.utterances, SCRIPT.utterances[2])))


def test_overlapping_utterances_are_refused() -> None:
    before = SCRIPT.utterances[1]

    with pytest.raises(CheckFailed, match="spoken twice"):
        verify(
            MANUSCRIPT, with_utterance(2, start=before.end - 1, text=TEXT[before.end - 1 : SCRIPT.utterances[2].end])
        )


def test_a_changed_word_is_refused() -> None:
    with pytest.raises(CheckFailed, match=r"would be changed: '\"It is soon,\"'"):
        verify(MANUSCRIPT, with_utterance(2, text='"It is soon,"'))


def test_words_that_are_not_in_the_manuscript_are_refused() -> None:
    end = len(TEXT)
    extra = Utterance(end, end + 4, "more", Kind.NARRATION, Place(1, 2, 9))

    with pytest.raises(CheckFailed):
        verify(MANUSCRIPT, replace(SCRIPT, utterances=(*SCRIPT.utterances, extra)))


def test_the_word_account_adds_up() -> None:
    found = account(SCRIPT)

    assert found.words == word_count(TEXT)
    assert found.skipped == {"header": 1, "scene break": 0}
    assert str(found) == "20 words in = 19 spoken + 1 skipped (1 header)"


@pytest.mark.parametrize("word", ["a" * 5000, "a-" * 2500, "it's" * 900, "x’" * 2000])
def test_an_endless_word_counts_once_though_no_clip_holds_it(word: str) -> None:
    script = script_of(f"It was {word} of her.")

    assert len(script.utterances) > 1
    assert account(script).words == word_count(f"It was {word} of her.")


def test_a_story_without_skipped_words_says_so_briefly() -> None:
    assert str(account(script_of("Emma sat by the fire."))) == "5 words in = 5 spoken + 0 skipped"


def test_a_book_without_dialogue_is_worth_a_look() -> None:
    assert codes(Utterance(0, 3, "He.", Kind.NARRATION, Place(1, 1, 1))) == ["no-dialogue"]


def test_a_book_of_nothing_but_dialogue_is_worth_a_look() -> None:
    assert "no-narration" in codes(said('"Hello."', "Emma", 0.9), characters=(Character("Emma"),))


def test_lines_of_nobody_known_are_listed_unless_there_is_nothing_to_say() -> None:
    found = codes(said('"Hello."', None, 0.0), said('"…"', None, 0.0, at=9))

    assert found.count("no-speaker") == 1


def test_doubtful_lines_are_listed_the_most_doubtful_first() -> None:
    emma = (Character("Emma"),)
    lines = [said('"One."', "Emma", 0.4), said('"Two."', "Emma", 0.2, at=9), said('"Three."', "Emma", 0.5, at=19)]

    found = [one.message for one in check_script(Script("", "", "en", ("",), emma, tuple(lines))) if "%" in one.message]

    assert found == ['Emma (20 %) says "Two."', 'Emma (40 %) says "One."']


def test_a_speaker_a_person_mistyped_is_asked_about() -> None:
    narration = Utterance(9, 12, "He.", Kind.NARRATION, Place(1, 1, 2))
    script = Script("", "", "en", ("",), (Character("Kennedy"),), (said('"Hello."', "Kenedy", 1.0), narration))

    (finding,) = check_script(script)

    assert finding.code == "speaker-unlisted"
    assert finding.message == "'Kenedy' speaks but is not among the characters (did you mean Kennedy?)"


def test_long_lines_are_shortened_in_findings() -> None:
    (message,) = [one.message for one in check_script(script_of('"' + "very " * 90 + '"')) if one.code == "no-speaker"]

    assert len(message) < 110 and "…" in message


def test_a_language_nobody_here_reads_fails_the_check() -> None:
    found = [one for one in check_script(replace(SCRIPT, language="fr")) if one.code == "language-unread"]

    assert [one.severe for one in found] == [True]
    assert "'fr'" in found[0].message
    assert not any(one.code == "language-unread" for one in check_script(replace(SCRIPT, language="en-GB")))


def skipping(*reasons: str, at: int = 50) -> Script:
    """A story of two lines of ten words each, and what is skipped of five words at *at*."""
    line = Utterance(10, 40, "word " * 10, Kind.NARRATION, Place(1, 1, 1))
    skipped = tuple(
        Skipped(at + number, at + number, "five words that nobody hears", why) for number, why in enumerate(reasons)
    )
    return Script("", "", "en", ("",), (), (line, replace(line, start=90, end=99, place=Place(1, 1, 2))), skipped)


@pytest.mark.parametrize(("reasons", "much"), [(("note",), False), (("note", "note", "picture"), True)])
def test_much_skipped_inside_the_story_is_worth_a_look(reasons: tuple[str, ...], *, much: bool) -> None:
    found = [one.message for one in check_script(skipping(*reasons)) if one.code == "much-skipped"]

    expected = "43% of the words inside the story are skipped: 10 note, 5 picture (to speak some of it: --keep 'note')"
    assert found == ([expected] if much else [])


@pytest.mark.parametrize("at", [0, 200])
def test_what_frames_the_story_is_not_much(at: int) -> None:
    assert not [
        one for one in check_script(skipping("header", "header", "header", at=at)) if one.code == "much-skipped"
    ]


def test_what_is_skipped_stands_behind_an_utterance_or_at_the_beginning() -> None:
    assert [place for _, place in skips(skipping("note"))] == [Place(1, 1, 1)]
    assert [place for _, place in skips(skipping("note", at=0))] == [None]
    assert [place for _, place in skips(skipping("note", at=200))] == [Place(1, 1, 2)]


def test_letters_that_their_writers_read_are_not_the_narrators() -> None:
    letter = Utterance(0, 5, "Dear,", Kind.LETTER, Place(1, 1, 1), "Emma", 1.0, Basis.GIVEN)

    assert codes(letter, characters=(Character("Emma"),)) == []
    assert codes(replace(letter, speaker=None, basis=None)) == ["no-dialogue"]


def test_a_play_whose_speakers_are_given_is_no_dialogue_without_narration() -> None:
    given = [replace(said('"Hello."', "Emma", 1.0), basis=Basis.GIVEN)]

    assert codes(*given, characters=(Character("Emma"),)) == []
    assert codes(replace(given[0], kind=Kind.MESSAGE), characters=(Character("Emma"),)) == []


def test_parts_that_a_file_lacks_fail_the_check() -> None:
    found = [one for one in check_script(replace(SCRIPT, metadata={"missing": "gone.xhtml"})) if one.severe]

    assert [one.code for one in found] == ["parts-missing"] and "gone.xhtml" in found[0].message


def test_a_line_a_person_took_from_everybody_is_no_finding() -> None:
    assert "no-speaker" not in codes(replace(said('"Hello."', None, 1.0), basis=None, cue=BY_HAND))


def test_doubts_are_the_lines_below_seventy_percent_the_worst_first_with_who_else_may_say_them() -> None:
    lines = [
        replace(said(f'"{number}"', "Emma", sure, at=9 * number), id=str(number))
        for number, sure in enumerate((0.7, 0.6, 0.2, 0.69, 0.2))
    ]
    lines[3] = replace(lines[3], continues=True)
    candidates = {
        "2": (Candidate("Emma", 0.2, ()), Candidate("Tara", 0.15, ())),
        "4": (Candidate("Tara", 0.3, ()), Candidate("Emma", 0.2, ())),
    }

    found = doubts(Script("", "", "en", ("",), (), tuple(lines)), candidates)

    assert [(one.number, one.second and one.second.name) for one in found] == [(3, "Tara"), (5, "Tara"), (2, None)]


PEOPLE = (
    Character("Emma", ("Emma", "Miss Hart"), Gender.FEMALE),
    Character("Giles", ("Giles",), Gender.MALE),
    Character("Quill", ("Quill",)),
)


def contradicted(speaker: str, before: str, after: str, **changes: object) -> list[Finding]:
    """Findings where *speaker* has a line between the narration *before* and *after* in one paragraph."""
    pieces = [
        replace(said(before or " ", None, 1.0), kind=Kind.NARRATION, basis=None),
        replace(said('"It is late,"', speaker, 0.9, at=100), **changes),  # type: ignore[arg-type]  # a test's own
        replace(said(after or " ", None, 1.0, at=200), kind=Kind.NARRATION, basis=None),
    ]
    script = Script("", "", "en", ("",), PEOPLE, tuple(pieces))
    return [one for one in check_script(script) if one.code == "tag-contradicted"]


@pytest.mark.parametrize(
    ("speaker", "before", "after", "told"),
    [
        ("Giles", "", "said Emma.", 'Giles has "It is late,", but the speech tag beside it names Emma'),
        ("Giles", "", "Miss Hart said.", "names Emma"),
        ("Giles", "Emma said,", "", "names Emma"),
        ("Giles", "", "she said.", "says 'she'"),
        ("Emma", "", "he whispered.", "says 'he'"),
        ("Emma", "", "said Emma.", ""),
        ("Emma", "", "she said.", ""),
        ("Quill", "", "she said.", ""),
        ("Giles", "Emma laughed.", "", ""),
        ("Giles", "", "", ""),
    ],
)
def test_a_line_whose_speech_tag_tells_of_somebody_else_is_found(
    speaker: str, before: str, after: str, told: str
) -> None:
    found = contradicted(speaker, before, after)

    assert len(found) == bool(told)
    assert all(told in one.message and one.place == Place(1, 1, 1) for one in found)


def test_a_contradiction_is_severe_unless_somebody_said_so_or_only_a_pronoun_tells_it() -> None:
    assert [one.severe for one in contradicted("Giles", "", "said Emma.")] == [True]
    assert [one.severe for one in contradicted("Giles", "", "said Emma.", basis=Basis.GIVEN)] == [False]
    assert [one.severe for one in contradicted("Giles", "", "she said.")] == [False]
