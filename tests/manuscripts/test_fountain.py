"""Fountain screenplays: who speaks is given, and what is only for those who make the film is skipped."""

from pathlib import Path

import pytest
from documents import outline, slanted
from growth import assert_linear, quarter
from hypothesis import example, given, settings
from hypothesis import strategies as st

from narrate.manuscripts import read
from narrate.model import Kind, Manuscript

PAGE = """\
Title:
    _**BRICK & STEEL**_
Credit: Written by
Author: Stu Maschwitz
Draft date: 1/20/2012
Contact:
    Next: Level

FADE IN:

EXT. BRICK'S PATIO - DAY #1A#

A gorgeous day. McCoy is *waiting*.

STEEL
(beer raised)
To retirement.

MCCOY (V.O.) (CONT'D)
Aye.

CUT TO:

.SNIPER SCOPE POV

> THE END <
"""


def parsed(text: str) -> Manuscript:
    return read(Path("my_play.fountain"), text.encode())


def parts(text: str) -> list[tuple[str, str]]:
    return outline(text.encode(), "play.fountain")


def speakers(text: str) -> list[str | None]:
    return [one.speaker for one in parsed(text).paragraphs]


def test_a_screenplay_is_read_part_by_part() -> None:
    assert parts(PAGE) == [
        ("(title page)", "Title:"),
        ("heading", "_**BRICK & STEEL**_"),
        ("(title page)", "Credit:"),
        ("heading", "Written by"),
        ("(title page)", "Author:"),
        ("heading", "Stu Maschwitz"),
        ("(title page)", "Draft date:"),
        ("(title page)", "1/20/2012"),
        ("(title page)", "Contact:"),
        ("(title page)", "Next: Level"),
        ("(stage direction)", "FADE IN:"),
        ("heading", "EXT. BRICK'S PATIO - DAY #1A#"),
        ("(stage direction)", "#1A#"),
        ("narration", "A gorgeous day. McCoy is *waiting*."),
        ("(speaker label)", "STEEL"),
        ("narration", "(beer raised)"),
        ("quotation", "To retirement."),
        ("(speaker label)", "MCCOY (V.O.) (CONT'D)"),
        ("quotation", "Aye."),
        ("(stage direction)", "CUT TO:"),
        ("heading", ".SNIPER SCOPE POV"),
        ("narration", "> THE END <"),
    ]


def test_what_the_title_page_says_is_known() -> None:
    manuscript = parsed(PAGE)

    assert (manuscript.title, manuscript.author) == ("BRICK & STEEL", "Stu Maschwitz")
    assert dict(manuscript.metadata) == {"draft date": "1/20/2012", "contact": "Next: Level"}
    assert parsed("INT. HOUSE\n\nRain.").title == "my play"


def test_the_text_is_the_file_as_it_stands_and_speech_is_given() -> None:
    manuscript = parsed(PAGE)

    assert manuscript.text == PAGE
    assert manuscript.characters == ("Steel", "McCoy")  # as the action writes it
    spoken = [(one.speaker, one.place.scene) for one in manuscript.paragraphs if one.kind is Kind.QUOTATION]
    assert [speaker for speaker, _ in spoken] == ["Steel", "McCoy"]
    assert slanted(manuscript)[-1] == "*waiting*"


def test_a_scene_heading_begins_a_scene() -> None:
    text = "INT. HOUSE\n\nRain.\n\next. garden - day\n\nSun.\n\nI/E CAR\n\nDust.\n\n.FORCED\n\nIce.\n\n... not forced"

    assert [one.place.scene for one in parsed(text).paragraphs if one.kind is Kind.NARRATION] == [1, 2, 3, 4, 4]


@pytest.mark.parametrize(
    ("cue", "name"),
    [
        ("EVE", "Eve"),
        ("EVE (O.S.)", "Eve"),
        ("EVE (cont'd)", "Eve"),
        ("EVE ^", "Eve"),
        ("  EVE", "Eve"),
        ("@McAvoy", "McAvoy"),
        ("R2D2", "R2D2"),
        ("MRS. O'BRIEN", "Mrs. O'Brien"),
        ("JEAN-LUC", "Jean-Luc"),
        ("THE OLD WOMAN (V.O.)", "The Old Woman"),
        ("EVE [[older]]", "Eve"),
        ("23 (O.S.)", None),
        ("BANG!", None),
        ("!EVE", None),
        ("Eve", None),
        ("THE LIGHTS FAIL", None),
    ],
)
def test_a_line_in_capitals_with_words_below_names_the_speaker(cue: str, name: str | None) -> None:
    assert speakers(f"{cue}\nNobody moves.\n")[-1] == name


def test_a_long_cue_counts_if_its_words_come_again() -> None:
    assert "The Old Woman" in speakers("An old woman enters, the last.\n\nTHE OLD WOMAN\nHello.\n")


def test_a_line_in_capitals_alone_is_action() -> None:
    assert speakers("EVE\n\nNobody moves.\n") == [None, None]


def test_speech_goes_on_over_a_line_of_two_blanks_and_around_what_is_in_brackets() -> None:
    assert parts("EVE\nOne\n  \ntwo.\n(softly)\nThree. (Four.)\n\nAction.") == [
        ("(speaker label)", "EVE"),
        ("quotation", "One\n  \ntwo."),
        ("narration", "(softly)"),
        ("quotation", "Three. (Four.)"),
        ("narration", "Action."),
    ]


def test_what_is_not_printed_is_skipped_and_may_be_kept() -> None:
    text = "# Act One\n\n= They meet.\n\nRain. [[Check\nthis]] More /* no\n\nmore */ rain.\n\n===\n\n## Later\n\nSun."

    assert parts(text) == [
        ("heading", "# Act One"),
        ("(summary)", "= They meet."),
        ("narration", "Rain. [[Check\nthis]] More"),
        ("(author's note)", "[[Check\nthis]]"),
        ("(hidden)", "/* no\n\nmore */"),
        ("narration", "rain."),
        ("(scene break)", "==="),
        ("heading", "## Later"),
        ("narration", "Sun."),
    ]
    assert ("narration", "= They meet.") in outline(text.encode(), "play.fountain", keep=["summary"])


def test_a_transition_is_skipped_unless_blanks_follow_it() -> None:
    assert [what for what, _ in parts("Rain.\n\n> Burn to white.\n\nSun.\n\nCUT TO: \n\nIce.\n\nFADE OUT.")] == [
        "narration",
        "(stage direction)",
        "narration",
        "narration",
        "narration",
        "(stage direction)",
    ]


def test_a_first_line_with_a_colon_is_no_title_page() -> None:
    assert parts("NOTICE: wet paint.\n\nRain.")[0] == ("narration", "NOTICE: wet paint.")


LINES = (
    "EVE",
    "EVE (V.O.)",
    "INT. HOUSE",
    "Rain.",
    "(softly)",
    "",
    "\n",
    "  ",
    "[[",
    "]]",
    "/*",
    "*/",
    "# Act",
    "= so",
)
LINES += ("===", "CUT TO:", "> a <", "Title: A", "@x", "^", "~la")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(LINES).map("{}\n".format) | st.text("aB \n\t.é/*[]", max_size=5), max_size=30).map("".join)
)
@example("Rain.\n/*\n*/\nEVE\n# Act\n")
def test_nothing_of_any_screenplay_is_lost_or_read_twice(text: str) -> None:
    manuscript = parsed("Rain.\n\n" + text)

    covered = [0] * len(manuscript.text)
    for one in manuscript.paragraphs:
        for at in range(one.start, one.end):
            covered[at] += 1
    skipped = {at for one in manuscript.skipped for at in range(one.start, one.end)}
    for at in skipped:  # in a paragraph, beside them, or, what is hidden over several lines of headings, both
        covered[at] = covered[at] or 1
    for character, times in zip(manuscript.text, covered, strict=True):
        assert times == 1 or (character.isspace() and times == 0)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ["/*" * 120_000, "[[" * 120_000, "[[a\n" * 50_000, "EVE\n" * 50_000, "EVE\nOh.\n\n" * 15_000, "A" * 250_000],
)
def test_a_hostile_screenplay_takes_a_time_that_grows_with_it(text: str) -> None:
    text = "Rain.\n\n" + text

    assert_linear(parsed, quarter(text), text)
