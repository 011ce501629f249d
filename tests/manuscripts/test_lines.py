"""Which lines are one paragraph."""

import textwrap

from drafts import parse

from narrate.manuscripts.plain.lines import grouped

PARAGRAPHS = [
    "The rain had not stopped since morning, and the road to the house lay under water from the bridge to the mill, "
    "so that nobody had come to see her in all that time.",
    "“Is it far?” she asked, and put her finger on the place where the road ends and the marsh begins.",
    "“Not far,” said Tom.",
    "He had walked it twice in the dry years and once in a wet one, when he lost a boot and did not go back for it.",
]


def paragraphs(text: str) -> list[str]:
    return [" ".join(text[group[0][0] : group[-1][1]].split()) for group in grouped(text)[0]]


def test_lines_with_a_blank_one_below_each_are_joined() -> None:
    wrapped = [textwrap.wrap(one, 60) for one in PARAGRAPHS]
    text = "\n\n\n".join("\n\n".join(lines) for lines in wrapped)

    assert paragraphs(text) == PARAGRAPHS


def test_short_paragraphs_with_a_blank_line_below_each_are_not_joined() -> None:
    for text in ("\n\n".join(PARAGRAPHS), "\n\n".join(["Ready?", "Yes.", "Go on,", "then.", "No.", "Why?", "Run!"])):
        assert len(paragraphs(text)) == len(text.split("\n\n"))


def test_a_verse_is_one_paragraph_and_keeps_its_lines() -> None:
    verse = "    How doth the little crocodile\n      Improve his shining tail,\n    And pour the waters of the Nile"

    assert paragraphs(verse) == [" ".join(verse.split())]
    manuscript = parse(f"{PARAGRAPHS[0]}\n\n{verse}\n\n{PARAGRAPHS[3]}", "file")
    assert "tail,\n    And" in manuscript.text[manuscript.paragraphs[1].start : manuscript.paragraphs[1].end]


def test_indented_answers_without_blank_lines_stay_apart() -> None:
    text = (
        "   The rain had not stopped since morning, and the road to\nthe house lay under water.\n"
        "   “Is it far?”\n   “Not far.”\n   He had walked it twice, and once in a year that was\nvery wet."
    )

    assert len(paragraphs(text)) == 4


def test_an_ornament_between_lines_parts_them() -> None:
    for ornament in ("* * *", "***", "~*~", "xXx", "#"):
        manuscript = parse(f"{PARAGRAPHS[0]}\n{ornament}\n{PARAGRAPHS[3]}\n\n{PARAGRAPHS[2]}", "file")

        assert [one.text for one in manuscript.skipped] == [ornament]
        assert [one.place.scene for one in manuscript.paragraphs] == [1, 2, 2]


def test_dots_between_lines_are_a_paragraphs_own() -> None:
    assert len(paragraphs(f"She waited\n...\nand waited.\n\n{PARAGRAPHS[0]}")) == 2


def test_a_heading_right_above_a_paragraph_is_parted_from_it() -> None:
    for heading in ("Chapter 1", "Kennedy's POV"):
        assert paragraphs(f"{heading}\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}")[0] == heading
