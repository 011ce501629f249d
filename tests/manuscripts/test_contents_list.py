"""A table of contents is not read, but what it names are chapters."""

import pytest
from drafts import parse

from narrate.manuscripts.compose import compose
from narrate.manuscripts.draft import Block, Draft, Role
from narrate.model import Manuscript

PROSE = "It rained all day, and nobody had come to the house since the winter before that one."


def listed(manuscript: Manuscript) -> list[str]:
    return [" ".join(one.text.split()) for one in manuscript.skipped if one.reason == "contents"]


def story(*headings: str) -> str:
    return "".join(f"{heading}\n\n{PROSE}\n\n" for heading in headings)


@pytest.mark.parametrize(
    "table",
    [
        "CONTENTS\n\nThe Sisters\n\nAn Encounter\n\nClay\n\n",
        "Table of Contents\n\n     The Sisters\n     An Encounter\n     Clay\n\n",
        "CONTENTS\n\nThe Sisters . . . . . . 1\nAn Encounter ...... 12\nClay          30\n\n",
        "CONTENTS\n\n1. The Sisters\n2. An Encounter\n3. Clay\n\n",
        "Contents:\n\nI.    The Sisters\nII.   An Encounter\nIII.  Clay\n\n",
        "CONTENTS\n\nThe Sisters\n\nAn Enconter\n\nClay\n\n",
    ],
)
def test_what_a_table_names_are_chapters(table: str) -> None:
    manuscript = parse(f"{table}\n\nDUBLIN\n\n\n{story('THE SISTERS', 'AN ENCOUNTER', 'CLAY')}", "file")

    assert manuscript.chapters == ("THE SISTERS", "AN ENCOUNTER", "CLAY")
    assert " ".join(table.split()) == " ".join(listed(manuscript))


def test_a_typing_error_in_the_table_does_not_cost_a_chapter() -> None:
    manuscript = parse(
        f"Contents\n\nClay\n\nCouterparts\n\nThe Dead\n\n{story('CLAY', 'COUNTERPARTS', 'THE DEAD')}", "file"
    )

    assert manuscript.chapters == ("CLAY", "COUNTERPARTS", "THE DEAD")


def test_numbers_come_again_in_every_part_of_a_table() -> None:
    table = "CONTENTS\n\nPART ONE\nI\nII\nPART TWO\nI\nII\n\n"
    manuscript = parse(table + story("PART ONE\n\nI", "II", "PART TWO\n\nI", "II"), "file")

    assert manuscript.chapters == ("PART ONE: I", "II", "PART TWO: I", "II")
    assert listed(manuscript) == ["CONTENTS", "PART ONE I II PART TWO I II"]


def test_the_number_ten_is_no_ornament() -> None:
    numbers = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI"]

    assert parse("Contents\n\n" + "\n".join(numbers) + "\n\n" + story(*numbers), "file").chapters == tuple(numbers)


def test_headings_in_a_row_that_come_again_are_a_table_without_a_label() -> None:
    headings = ("Chapter 1: Snow", "Chapter 2: Rain", "Chapter 3: Hail")
    for table in ("\n\n".join(headings), "\n".join(headings)):
        manuscript = parse(f"{table}\n\n{story(*headings)}", "file")

        assert manuscript.chapters == headings
        assert len(manuscript.paragraphs) == 6


def test_chapters_nobody_has_written_are_no_table() -> None:
    manuscript = parse(f"Chapter 1\n\nChapter 2\n\nChapter 3\n\n{PROSE}", "file")

    assert manuscript.chapters == ("Chapter 1", "Chapter 2", "Chapter 3")


@pytest.mark.parametrize(
    "text",
    [
        f"Contents\n\nThe box held a hat.\n\n{PROSE}",
        f"“Contents,” he read.\n\nClay\n\n{PROSE}\n\nClay\n\nClay\n\n{PROSE}",
        f"Snow\n\nRain\n\nHail\n\n{PROSE}\n\nSnow\n\nRain\n\nHail",
    ],
)
def test_a_story_that_looks_like_a_table_is_read(text: str) -> None:
    assert parse(text, "file").skipped == ()


def test_a_word_that_a_chapter_is_called_by_may_be_said_before() -> None:
    table = "CONTENTS\n\nGrace\n\nThe Dead\n\nSnow\n\n"
    manuscript = parse(f"{table}GRACE\n\n{PROSE}\n\nSnow\n\n{PROSE}\n\nTHE DEAD\n\n{PROSE}\n\nSNOW\n\n{PROSE}", "file")

    assert manuscript.chapters == ("GRACE", "THE DEAD", "SNOW")


def test_a_table_in_markup_is_skipped_with_its_heading() -> None:
    parts = [(Role.CHAPTER, "Contents"), *((Role.PROSE, one) for one in ("Snow", "Rain", "Hail"))]
    for one in ("Snow", "Rain", "Hail"):
        parts += [(Role.CHAPTER, one), (Role.PROSE, PROSE)]
    text, blocks = "", []
    for role, words in parts:
        blocks.append(Block(len(text), len(text) + len(words), role))
        text += words + "\n\n"

    manuscript = compose(Draft(text, tuple(blocks), "Weather"))

    assert manuscript.chapters == ("Snow", "Rain", "Hail")
    assert listed(manuscript) == ["Contents", "Snow", "Rain", "Hail"]
