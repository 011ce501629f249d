"""PDF files: rows become paragraphs again, and what is on every page is skipped."""

from pathlib import Path

import pytest
from documents import outline, pdf, slanted

from narrate.errors import ManuscriptError
from narrate.manuscripts import read

LEFT, TOP, LEADING, INDENT = 72.0, 700.0, 14.0, 18.0
ROW = "and it went on raining until the streets of the town were rivers"
FULL = "It rained that day, " + ROW

Row = tuple[float, float, str]


def page(*paragraphs: str, head: str = "", foot: str = "", indent: float = INDENT, gap: float = 0) -> list[Row]:
    """Rows of *paragraphs*, whose lines are parted by line feeds, below a head and above a foot."""
    rows: list[Row] = [(250, TOP + 60, head)] if head else []
    y = TOP
    for paragraph in paragraphs:
        for number, line in enumerate(paragraph.split("\n")):
            rows.append((LEFT + indent * (number == 0), y, line))
            y -= LEADING
        y -= gap
    return [*rows, (290, 40, foot)] if foot else rows


def texts(content: bytes) -> list[str]:
    return [" ".join(text.split()) for _, text in outline(content, "story.pdf")]


def test_indented_rows_begin_paragraphs() -> None:
    content = pdf([page(f"{FULL}\n{ROW}.", f"“Yes,” she said, {ROW}\nand no more.", "“No.”", "“No?”")])

    assert texts(content) == [f"{FULL} {ROW}.", f"“Yes,” she said, {ROW} and no more.", "“No.”", "“No?”"]


def test_wider_gaps_begin_paragraphs() -> None:
    content = pdf([page(f"{FULL}\n{ROW}.", f"{FULL}\n{ROW}.", f"{FULL}\n{ROW}\n{ROW}.", indent=0, gap=9)])

    assert texts(content) == [f"{FULL} {ROW}.", f"{FULL} {ROW}.", f"{FULL} {ROW} {ROW}."]


def test_short_rows_that_end_a_sentence_end_paragraphs() -> None:
    content = pdf([page(f"{FULL}\n{ROW}\nand ever.", f"{FULL}\n{ROW}.", indent=0)])

    assert texts(content) == [f"{FULL} {ROW} and ever.", f"{FULL} {ROW}."]


def test_heads_and_numbers_of_pages_are_skipped_and_tear_no_sentence() -> None:
    pages = [
        page(f"{FULL}\n{ROW}", head="THE STORM", foot="1"),
        [(250, TOP + 60, "THE STORM"), (LEFT, TOP, "to the sea."), (290, 40, "2")],
        page(f"{FULL}\n{ROW}.", head="THE STORM", foot="- 3 -"),
    ]

    found = outline(pdf(pages), "story.pdf")

    assert [text for what, text in found if what == "narration"] == [f"{FULL} {ROW} to the sea.", f"{FULL} {ROW}."]
    assert [text for what, text in found if what == "(running head)"] == ["THE STORM"] * 3
    assert [text for what, text in found if what == "(page number)"] == ["1", "2", "- 3 -"]


def test_numbers_that_count_chapters_are_no_pages() -> None:
    one, two, three, four = (f"{word} {FULL}\n{ROW}." for word in ("One", "Two", "Six", "Ten"))
    pages = [page("1", one), page(two), page("2", three), page("3", four)]

    assert read(Path("story.pdf"), pdf(pages)).chapters == ("1", "2", "3")


def test_words_divided_at_the_end_of_a_row_are_whole_if_the_book_has_them_whole() -> None:
    words = f"The weather was consid-\nered bad, {ROW}, the well-\nknown, ill-considered ship was considered lost."
    content = pdf([page(words)])

    assert "was considered bad" in texts(content)[0]
    assert "the well-known, ill-considered" in texts(content)[0]


def test_italics_are_told_by_the_font() -> None:
    manuscript = read(Path("story.pdf"), pdf([page(f"{FULL} _forever\nand ever_ and on.")]))

    assert slanted(manuscript) == ["forever and ever"]


def test_a_heading_and_an_ornament_stand_alone() -> None:
    rows = [(250, TOP, "Chapter 1"), *((x, y - 30, line) for x, y, line in page(f"{FULL}."))]
    rows += [(290, TOP - 60, "* * *"), (LEFT + INDENT, TOP - 80, f"{FULL}.")]

    assert [what for what, _ in outline(pdf([rows]), "story.pdf")] == [
        "heading",
        "narration",
        "(scene break)",
        "narration",
    ]


def test_title_and_author_that_the_file_tells_are_known_unless_a_program_said_them() -> None:
    told = pdf([page(f"{FULL}.")], information="/Title (The Storm) /Author (Ann Other)")
    program = pdf([page(f"{FULL}.")], information="/Title (Microsoft Word - Document1) /Author (Administrator)")

    assert (read(Path("a_b.pdf"), told).title, read(Path("a_b.pdf"), told).author) == ("The Storm", "Ann Other")
    assert (read(Path("a_b.pdf"), program).title, read(Path("a_b.pdf"), program).author) == ("a b", "")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (pdf([[], []]), "it needs OCR"),
        (pdf([page(FULL)], trailer="/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 "
             "/O (" + "o" * 32 + ") /U (" + "u" * 32 + ") >> /ID [(a) (b)]"), "encrypted"),
        (b"%PDF-1.4\n" + b"garbage " * 200, "damaged"),
        (pdf([page(FULL)])[:300], "damaged"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_reason(content: bytes, what: str) -> None:
    with pytest.raises(ManuscriptError, match=what) as caught:
        read(Path("story.pdf"), content)

    assert str(caught.value).startswith("story.pdf: ")


def test_warnings_of_the_library_are_not_printed(capfd: pytest.CaptureFixture[str]) -> None:
    content = pdf([page(f"{FULL}.")]).replace(b"startxref\n", b"startxref\n9")

    assert texts(content) == [f"{FULL}."]
    assert capfd.readouterr() == ("", "")
