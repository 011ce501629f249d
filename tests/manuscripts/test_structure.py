"""Chapters, scenes and what stands between them."""

import pytest
from drafts import parse

from narrate.manuscripts.structure import counted, is_break, is_chapter, is_titled, is_view
from narrate.model import Kind, Manuscript


def places(manuscript: Manuscript) -> list[tuple[int, int, int]]:
    return [(one.place.chapter, one.place.scene, one.place.paragraph) for one in manuscript.paragraphs]


ORNAMENTS = (
    "* * *|***|---|- - -|#|# # #|⁂|❦|•|oOo|xXx|o0o|-o0o-|~*~|<><><>|.|…|(break)|[hr]|TIME SKIP|-----------|+++|x|♥ ♥ ♥"
)


@pytest.mark.parametrize("ornament", ORNAMENTS.split("|"))
def test_ornaments_between_scenes_are_silent(ornament: str) -> None:
    manuscript = parse(f"He left the house.\n\n{ornament}\n\nMorning came.", "file")

    assert [one.text for one in manuscript.skipped] == [ornament]
    assert places(manuscript) == [(1, 1, 1), (1, 2, 2)]


@pytest.mark.parametrize("words", ["No.", "Oh!", "“…!”", '"..."', "xylophone", "12", "Time", "(sighs)", "a" * 200])
def test_short_paragraphs_are_no_ornaments(words: str) -> None:
    assert not is_break(words)


@pytest.mark.parametrize(
    "heading",
    [
        "Chapter 1",
        "CHAPTER IV.",
        "1. Kapitel",
        "Erstes Kapitel: Die Reise",
        "Kapitel Zwei",
        "Chapitre I",
        "Chapitre deux",
        "Capítulo 1",
        "Capítulo primero",
        "Chapter Twenty-One",
        "chapter the first",
        "Chapter One: In which a bear goes visiting.",
        "CHAPTER I. Down the Rabbit-Hole",
        "Chapter 3 - The Slayer",
        "Chapter 3 The Slayer",
        "Chapter 1/?",
        "Part 2 of 3",
        "Part Two: The Return",
        "Chap. 7",
        "The First Chapter",
        "**Chapter 2**",
        "Prologue",
        "EPILOGUE: Home",
        "ACT II",
        "Chapter 2\nThe Hellmouth Opens",
        "*Chapter 1*: The Start",
        "[Chapter 1]",
        "~ Chapter 1 ~",
        "Chapter 3b",
        "Chapter 1.5",
        "CHAPTER I (1)",
        "Chapter 2 (The Key)",
        "Ch. 4: Home",
        "Kapitel 3",
        "Chapitre premier",
        "CHAPTER I.\nTREATS OF THE PLACE WHERE OLIVER TWIST WAS BORN AND OF THE\nCIRCUMSTANCES ATTENDING HIS BIRTH",
    ],
)
def test_usual_chapter_headings_are_known(heading: str) -> None:
    assert is_chapter(heading)


@pytest.mark.parametrize(
    "prose",
    [
        "Part one of the plan was simple.",
        "Part of the roof had gone.",
        "Erstes Kapitel war lang.",
        "Chapter 3 was the worst of the whole book.",
        "Letter I wrote, letter I burned.",
        "Book two seats on the train.",
        "Section eight applied to him.",
        "Scene one went well, and scene two did not.",
        "Part ivory, part gold.",
        "Introductions were made.",
        "Chapter one-off things",
        "Act two: he fell asleep.",
    ],
)
def test_sentences_that_begin_like_headings_are_none(prose: str) -> None:
    assert not is_chapter(prose)


def test_titles_have_capitals_and_no_full_stop() -> None:
    assert is_titled("The Rabbit Sends in a Little Bill")
    for words in ("The rabbit left", "He Left.", "“Run”", "'Run'", "", "The Very " * 9):
        assert not is_titled(words)


def test_numbers_alone_are_headings_if_they_count() -> None:
    assert counted(["1", "Prose.", "2", "Prose."]) == {0, 2}
    assert counted(["I", "Prose.", "II", "Prose.", "III."]) == {0, 2, 4}
    assert counted(["Prose.", "7", "Prose."]) == frozenset()
    assert counted(["Prose.", "I", "Prose."]) == frozenset()


def test_numbers_alone_may_start_again_in_the_second_part() -> None:
    assert counted(["1", "a", "2", "a", "Part Two", "1", "a", "2", "a"]) == {0, 2, 5, 7}


def test_an_excerpt_may_open_with_a_later_number() -> None:
    assert counted(["4", "He woke."]) == {0}
    assert counted(["12", "He woke.", "13", "He slept."]) == {0, 2}


def test_numbers_around_which_signs_are_set_count_too() -> None:
    assert counted(["- 1 -", "Prose.", "~ 2 ~", "Prose.", "[3]", "Prose."]) == {0, 2, 4}


def test_numbers_with_titles_are_headings_if_there_is_something_to_read_between_them() -> None:
    titled = ["1. Snow", "Prose.", "II. THE OPEN ROAD", "Prose.", "3) The Key", "Prose."]

    assert counted(titled) == {0, 2, 4}
    assert counted(titled[:4]) == frozenset()
    assert counted(["1. Eggs", "2. Milk", "3. Flour", "Prose."]) == frozenset()
    assert counted(["1. He went.", "Prose.", "2. He came.", "Prose.", "3. He saw.", "Prose."]) == frozenset()


@pytest.mark.parametrize(
    "words",
    [
        "Kennedy POV",
        "Kennedy's POV",
        "**Tara’s Point of View**",
        "(Third Person POV)",
        "POV: Kennedy",
        "~No One's POV~",
    ],
)
def test_a_line_that_says_whose_view_it_is_is_known(words: str) -> None:
    assert is_view(words)


@pytest.mark.parametrize(
    "words",
    ["POV", "She had no POV", "It was his point of view.", "From my point of view", "Point of View", "No, Pov!"],
)
def test_a_line_that_speaks_of_a_point_of_view_is_no_heading(words: str) -> None:
    assert not is_view(words)


@pytest.mark.parametrize(
    "words",
    ["In which a bear goes visiting", "THE PLACE WHERE HE WAS BORN, AND OF THE CIRCUMSTANCES OF HIS BIRTH", "The Key"],
)
def test_a_subtitle_may_be_a_sentence_or_in_capitals(words: str) -> None:
    manuscript = parse(f"Chapter 1\n\n{words}\n\nHe woke.", "file")

    assert manuscript.chapters == (f"Chapter 1: {words}",)


@pytest.mark.parametrize("words", ["HE WAS GONE!", "“WHERE IS HE?”", "He woke", "STOP!", "It rained."])
def test_what_is_called_out_below_a_heading_is_no_subtitle(words: str) -> None:
    assert parse(f"Chapter 1\n\n{words}\n\nHe woke.", "file").chapters == ("Chapter 1",)


def test_number_and_title_on_two_lines_are_parted_in_the_chapters_name() -> None:
    manuscript = parse("CHAPTER I.\nDown the Rabbit-Hole\n\nShe fell.\n\nCHAPTER II.\nTears\n\nShe wept.", "file")

    assert manuscript.chapters == ("CHAPTER I: Down the Rabbit-Hole", "CHAPTER II: Tears")


def test_a_chapter_begins_at_its_heading_and_counts_its_own_paragraphs() -> None:
    manuscript = parse("Chapter 1\n\nHe woke.\n\nHe rose.\n\nChapter 2\n\nHe slept.", "file")

    assert manuscript.chapters == ("Chapter 1", "Chapter 2")
    assert places(manuscript) == [(1, 1, 1), (1, 1, 2), (1, 1, 3), (2, 1, 1), (2, 1, 2)]


def test_a_subtitle_belongs_to_the_heading_above_it() -> None:
    for gap in ("\n", "\n\n"):
        manuscript = parse(f"CHAPTER IV.{gap}The Rabbit Sends in a Little Bill\n\nIt was the White Rabbit.", "file")

        assert manuscript.chapters == ("CHAPTER IV: The Rabbit Sends in a Little Bill",)
        assert [one.kind is Kind.HEADING for one in manuscript.paragraphs][-1] is False


def test_prose_right_below_a_heading_is_no_part_of_it() -> None:
    manuscript = parse("Chapter 1\nHe woke and did not know where he was.\n\nHe rose.\n\nHe left.", "file")

    assert manuscript.chapters == ("Chapter 1",)
    assert [one.kind is Kind.HEADING for one in manuscript.paragraphs] == [True, False, False, False]


def test_a_part_and_its_first_chapter_are_announced_together() -> None:
    manuscript = parse("PART ONE\n\nChapter 1\n\nHe woke.\n\nChapter 2\n\nHe slept.", "file")

    assert manuscript.chapters == ("PART ONE: Chapter 1", "Chapter 2")


def test_a_chapter_nobody_has_written_yet_is_a_chapter() -> None:
    manuscript = parse("Chapter 1\n\nChapter 2\n\nHe slept.", "file")

    assert manuscript.chapters == ("Chapter 1", "Chapter 2")


def test_title_and_prologue_share_the_first_chapter() -> None:
    manuscript = parse("TITLE: Goodbye\nAUTHOR: Ray\n\nPrologue\n\nHe woke.\n\nChapter 1\n\nHe rose.", "file")

    assert manuscript.chapters == ("Prologue", "Chapter 1")
    assert places(manuscript)[0] == (1, 1, 1)


def test_wide_gaps_part_scenes_if_they_come_often_and_no_ornament_does() -> None:
    scene = "One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nSix."

    wide = parse(f"He woke here.\n\n{scene}\n\n\n\n{scene}\n\n\n\n{scene}", "file")
    once = parse(f"He woke here.\n\n{scene}\n\n\n\n{scene}", "file")
    adorned = parse(f"He woke here.\n\n{scene}\n\n\n\n{scene}\n\n\n\n{scene}\n\n* * *\n\nEnd.", "file")

    assert wide.paragraphs[-1].place.scene == 3
    assert once.paragraphs[-1].place.scene == 1
    assert adorned.paragraphs[-1].place.scene == 2


def test_an_ornament_before_the_story_parts_nothing() -> None:
    assert places(parse("* * *\n\nHe woke.\n\n* * *\n\nHe slept.", "file")) == [(1, 1, 1), (1, 2, 2)]
