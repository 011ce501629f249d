"""Plain text: every way of marking a paragraph."""

from drafts import parse

LONG = "The rain had not stopped since morning, and the road to the house lay under water from end to end."


def paragraphs(text: str) -> list[str]:
    manuscript = parse(text, "file")
    return [" ".join(text[one.start : one.end].split()) for one in manuscript.paragraphs]


def test_blank_lines_part_paragraphs() -> None:
    assert paragraphs("He woke.\n\nHe rose.\n \t\nHe left.") == ["He woke.", "He rose.", "He left."]


def test_line_ends_of_any_system_part_lines() -> None:
    for newline in ("\n", "\r\n", "\r", "\u2028", "\x0b"):
        assert paragraphs(f"He woke.{newline}{newline}He rose.") == ["He woke.", "He rose."]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = "The rain had not stopped since morning, and the road to the\nhouse lay under water.\n\nNobody came."

    assert paragraphs(text) == [" ".join(text.split("\n\n", maxsplit=1)[0].split()), "Nobody came."]


def test_lines_that_end_sentences_are_paragraphs_of_their_own() -> None:
    assert paragraphs('"Hello."\n"Who is there?"\nNobody answered.') == [
        '"Hello."',
        '"Who is there?"',
        "Nobody answered.",
    ]


def test_one_line_paragraphs_stay_apart_though_blank_lines_part_the_scenes() -> None:
    scene = f'{LONG}\n"Hello."\n"Who is there?"\nNobody answered.\nShe went in.\n'

    assert len(paragraphs("\n".join([scene] * 5))) == 25


def test_full_lines_that_happen_to_end_sentences_are_still_wrapped() -> None:
    wet = "The rain had not stopped since morning, and the road was gone."
    text = f"{wet}\nNobody had come to the house that day or the day before it.\nThe end."

    assert len(paragraphs(f"She wept.\n\n{text}\n\nHe laughed.")) == 3


def test_indented_lines_begin_paragraphs() -> None:
    first = "   The rain had not stopped since morning, and the\nroad to the house lay under water."
    second = "   Nobody had come to see\nher. Nobody would."

    assert len(paragraphs(f"{first}\n{second}")) == 2


def test_tabs_and_wide_blanks_indent_too() -> None:
    for indent in ("\t", "\u3000\u3000", "\u00a0\u00a0"):
        text = f"{indent}The rain had not\nstopped.\n{indent}Nobody had come to see\nher at all."

        assert len(paragraphs(text)) == 2


def test_a_word_divided_at_the_line_end_does_not_end_its_paragraph() -> None:
    assert paragraphs("the Badg-\ner laughed") == ["the Badg- er laughed"]


def test_lines_of_invisible_characters_are_blank_and_accounted_for() -> None:
    manuscript = parse("He woke.\n\u200b\nHe rose.\n\ufeff\n", "file")

    assert [one.text for one in manuscript.skipped] == ["\u200b", "\ufeff"]
    assert {one.reason for one in manuscript.skipped} == {"invisible characters"}
    assert len(manuscript.paragraphs) == 2


def test_the_text_is_the_file_as_it_stands() -> None:
    text = "  He woke.\r\n\r\nHe rose.  \r\n"

    assert parse(text, "file").text == text


def test_an_answer_on_a_line_of_its_own_is_a_paragraph_though_no_line_is_blank() -> None:
    text = (
        "Ann looked up from the long table where the maps had been lying since\n"
        "the morning, and nobody had said a word.\n"
        '"Is it far?" she asked, and put her finger on the place where the road\n'
        "ends and the marsh begins to be drawn.\n"
        '"Not far," said Tom, who had walked it twice in the dry years and once\n'
        "in a wet one, when he lost a boot.\n"
    )

    found = parse(text, "story")

    assert [text[one.start : one.start + 4] for one in found.paragraphs] == ["Ann ", '"Is ', '"Not']
