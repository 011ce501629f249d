"""DOCX files: all that is on the page is read, and what is not part of the story is skipped with a reason."""

from collections.abc import Callable
from pathlib import Path

import mammoth
import pytest
from documents import STRICT, docx, outline, paragraph, slanted, words, zipped
from growth import assert_linear
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.errors import ManuscriptError
from narrate.manuscripts import read

STORY = "It rained, and it went on raining until the streets of the town were rivers."


def parts(body: str, **more: str) -> list[tuple[str, str]]:
    return outline(docx(body, more), "story.docx")


def test_title_headings_and_prose_are_told_by_the_names_of_styles_in_any_language() -> None:
    body = paragraph("The Storm", style="Titel") + paragraph("Dawn", style="berschrift1") + paragraph(STORY)
    body += paragraph("Dusk", style="Kapitel") + paragraph(STORY)

    manuscript = read(Path("story.docx"), docx(body))

    assert manuscript.title == "The Storm"
    assert manuscript.chapters == ("Dawn", "Dusk")
    assert [one.kind for one in manuscript.paragraphs] == ["heading", "heading", "narration", "heading", "narration"]


def test_a_chapter_may_be_told_by_its_words_alone() -> None:
    bold = "<w:b/>"
    body = paragraph(words("Chapter 1", bold), properties='<w:jc w:val="center"/>') + paragraph(STORY)
    body += paragraph(words("Chapter 2", bold), properties='<w:jc w:val="center"/>') + paragraph(STORY)

    assert read(Path("story.docx"), docx(body)).chapters == ("Chapter 1", "Chapter 2")


def test_an_outline_level_makes_a_heading_and_a_style_resting_on_itself_no_end() -> None:
    body = paragraph("Dawn", properties='<w:outlineLvl w:val="0"/>') + paragraph(STORY, style="Kreis")

    assert parts(body)[0] == ("heading", "Dawn")


NUMBERING = """
<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="Chapter %1"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="upperLetter"/>
<w:lvlText w:val="Part %2 of %1."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
"""


def test_words_and_numbers_that_the_word_processor_sets_before_headings_are_read() -> None:
    numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    plain = '<w:numPr><w:numId w:val="2"/></w:numPr>'
    body = paragraph("Dawn", style="berschrift1", properties=numbered) + paragraph(STORY)
    body += paragraph("East", properties='<w:outlineLvl w:val="1"/>' + numbered) + paragraph(STORY, properties=numbered)
    body += paragraph(style="berschrift1", properties=numbered) + paragraph(STORY)
    body += paragraph("Dusk", style="berschrift1", properties=plain) + paragraph(STORY)

    headings = [text for what, text in parts(body, numbering=NUMBERING) if what == "heading"]

    assert headings == ["Chapter 3: Dawn", "Part A of 3. East", "Chapter 4", "Dusk"]


def test_words_in_italics_are_marked_and_a_style_may_slant_them() -> None:
    body = paragraph("I ", words("must", "<w:i/>"), " go, ", words("must", '<w:i w:val="0"/>'), " go. ")
    body += paragraph("No ", words("way", '<w:rStyle w:val="Hervor"/>'), ". " + STORY)

    assert slanted(read(Path("story.docx"), docx(body))) == ["must", "way"]


def test_insertions_are_read_and_deletions_are_not() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>cats</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="3">{words("elsewhere ")}</w:moveFrom><w:moveTo w:id="4">{words("here ")}</w:moveTo>'
    body = paragraph("She kept ", deleted, f'<w:ins w:id="2">{words("dogs ")}</w:ins>', moved, "for years.")

    assert parts(body) == [("narration", "She kept dogs here for years.")]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    body = paragraph("She left ", properties='<w:rPr><w:del w:id="1"/></w:rPr>') + paragraph("at noon.")

    assert parts(body) == [("narration", "She left at noon.")]


def test_a_drop_capital_belongs_to_its_word() -> None:
    body = paragraph("T", properties='<w:framePr w:dropCap="drop" w:lines="3"/>') + paragraph("he rain fell.")

    assert parts(body) == [("narration", "The rain fell.")]


def test_notes_stand_below_their_paragraph_and_are_skipped() -> None:
    note = '<w:footnote w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    note += f'<w:footnote w:id="2">{paragraph("A small island.")}</w:footnote>'
    end = f'<w:endnote w:id="2">{paragraph("Of old.")}</w:endnote>'
    said = f'<w:comment w:id="0">{paragraph("Really?")}</w:comment>'
    refer = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = paragraph("They sailed to Nim.", refer, '<w:r><w:endnoteReference w:id="2"/></w:r>') + paragraph(
        "They stayed.", '<w:r><w:commentReference w:id="0"/></w:r>'
    )

    found = parts(body, footnotes=note, endnotes=end, comments=said)

    assert found == [
        ("narration", "They sailed to Nim."),
        ("(note)", "A small island."),
        ("(note)", "Of old."),
        ("narration", "They stayed."),
        ("(comment)", "Really?"),
    ]


def test_a_note_that_is_kept_is_heard_where_it_belongs() -> None:
    note = f'<w:footnote w:id="2">{paragraph("A small island.")}</w:footnote>'
    body = paragraph("They sailed to Nim.", '<w:r><w:footnoteReference w:id="2"/></w:r>') + paragraph("They stayed.")

    found = outline(docx(body, {"footnotes": note}), "story.docx", keep=["note"])

    assert [text for _, text in found] == ["They sailed to Nim.", "A small island.", "They stayed."]


def test_text_boxes_and_tables_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('NO ENTRY')}</w:txbxContent>"
    choice = f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    drawn = f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"
    cell = f"<w:tc>{paragraph('ALGERNON')}</w:tc><w:tc>{paragraph('I am hungry.')}</w:tc>"
    body = paragraph("He read ", drawn, "the sign.") + f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>" + paragraph(STORY)

    assert [text for _, text in parts(body)] == ["He read the sign.", "NO ENTRY", "ALGERNON", "I am hungry.", STORY]


def test_signs_that_are_elements_are_characters() -> None:
    run = (
        "<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>kept</w:t><w:tab/><w:t>ro</w:t><w:softHyphen/><w:t>ses</w:t></w:r>"
    )
    tabs = '<w:tabs><w:tab w:val="left" w:pos="100"/></w:tabs>'

    assert parts(paragraph(run, properties=tabs)) == [("narration", "well-kept roses")]


def test_a_line_break_begins_a_line_and_two_a_paragraph() -> None:
    two = '<w:r><w:t>One.</w:t><w:br/><w:br w:type="page"/><w:t>Two.</w:t></w:r>'

    assert [text for _, text in parts(paragraph(two))] == ["One.", "Two."]


def test_hidden_words_contents_and_page_numbers_are_skipped() -> None:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    page = (field("begin"), "<w:r><w:instrText> PAGE </w:instrText></w:r>", field("separate"), "7", field("end"))
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = f"<w:sdt>{gallery}<w:sdtContent>{paragraph('Dawn 1')}</w:sdtContent></w:sdt>"
    body += paragraph("Dusk 2", style="Verz1") + paragraph(STORY, words("Fix this!", "<w:vanish/>")) + paragraph(*page)
    body += paragraph('<w:fldSimple w:instr="NUMPAGES">' + words("9") + "</w:fldSimple>")

    assert parts(body) == [
        ("(contents)", "Dawn 1"),
        ("(contents)", "Dusk 2"),
        ("narration", STORY),
        ("(hidden)", "Fix this!"),
        ("(page number)", "7"),
        ("(page number)", "9"),
    ]


def test_a_link_that_is_a_field_is_read() -> None:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = "<w:r><w:instrText>HYPERLINK https://a.example</w:instrText></w:r>"

    assert parts(paragraph("See ", field("begin"), code, field("separate"), "here", field("end"), ".")) == [
        ("narration", "See here.")
    ]


@pytest.mark.parametrize(
    "sign",
    [
        paragraph("#", properties='<w:jc w:val="center"/>'),
        paragraph("* * *"),
        paragraph(properties='<w:pBdr><w:bottom w:val="single"/></w:pBdr>'),
        paragraph('<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>'),
        paragraph('<w:r><w:sym w:font="Wingdings" w:char="F09A"/></w:r>'),
    ],
)
def test_a_sign_or_a_line_divides_scenes(sign: str) -> None:
    manuscript = read(Path("story.docx"), docx(paragraph(STORY) + sign + paragraph(STORY)))

    assert [one.place.scene for one in manuscript.paragraphs] == [1, 2]


def test_empty_paragraphs_divide_scenes_if_they_are_rare() -> None:
    scene = paragraph(STORY) * 5
    rare = read(Path("story.docx"), docx((scene + paragraph()) * 3))
    usual = read(Path("story.docx"), docx((paragraph(STORY) + paragraph()) * 9))

    assert rare.paragraphs[-1].place.scene == 3
    assert usual.paragraphs[-1].place.scene == 1


def test_strict_files_are_read_too() -> None:
    assert outline(docx(paragraph(STORY), namespace=STRICT), "story.docx") == [("narration", STORY)]


def test_the_language_is_that_of_most_words() -> None:
    body = paragraph(words("Es regnete, und es hörte nicht auf.", '<w:lang w:val="de-DE"/>')) + paragraph(
        words("Stop.")
    )

    assert read(Path("story.docx"), docx(body)).language == "de-DE"


@pytest.mark.parametrize(
    ("said", "title", "author"),
    [
        ("<dc:title>The Storm</dc:title><dc:creator>Ann Other</dc:creator>", "The Storm", "Ann Other"),
        (
            "<dc:title>Microsoft Word - Document1</dc:title><dc:creator>Microsoft Office User</dc:creator>",
            "my story",
            "",
        ),
        ("<dc:title>chapter3.doc</dc:title><dc:creator>python-docx</dc:creator>", "my story", ""),
        ("<dc:title>Word Document</dc:title>", "my story", ""),
    ],
)
def test_what_the_file_says_of_itself_counts_unless_a_program_said_it(said: str, title: str, author: str) -> None:
    manuscript = read(Path("my_story.docx"), docx(paragraph(STORY), core=said))

    assert (manuscript.title, manuscript.author) == (title, author)


def test_a_byline_on_the_page_goes_before_what_the_file_says() -> None:
    core = "<dc:title>Old draft</dc:title><dc:creator>J. Smith</dc:creator>"
    body = paragraph("The Storm", style="Titel") + paragraph("by Ann Other") + paragraph(STORY)

    manuscript = read(Path("story.docx"), docx(body, core=core))

    assert (manuscript.title, manuscript.author) == ("The Storm", "Ann Other")
    assert [one.kind for one in manuscript.paragraphs] == ["heading", "heading", "narration"]


BOMB = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (zipped({"word/document.xml": f"{BOMB}<a>&b;</a>"}), "document type"),
        (zipped({"word/document.xml": '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'}), "document type"),
        (zipped({"word/document.xml": "<w:document"}), "XML is broken"),
        (zipped({"word/document.xml": "<a>" * 5000 + "</a>" * 5000}), "nested too deep"),
        (zipped({"[Content_Types].xml": "wordprocessingml.document.main"}), "no file 'word/document.xml'"),
        (docx(paragraph(STORY) + '<w:altChunk r:id="a" xmlns:r="r"/>'), "a part of it is another file"),
        (docx(paragraph("")), "there is no word in it"),
        (docx(paragraph(STORY))[:-30], "cut-off zip"),
        (zipped({"word/document.xml": "<a>" + " " * 30_000_000 + "</a>"}), "no text does"),
    ],
)
def test_what_is_no_document_is_refused_with_a_reason(content: bytes, what: str) -> None:
    with pytest.raises(ManuscriptError, match=what) as caught:
        read(Path("story.docx"), content)

    assert str(caught.value).startswith("story.docx: ")


def test_text_boxes_nested_without_end_take_no_stack() -> None:
    deep = paragraph("In.")
    for _ in range(60):  # the parser allows 256 elements
        deep = f"<w:p><w:r><w:txbxContent>{deep}</w:txbxContent></w:r></w:p>"

    assert parts(deep + paragraph(STORY)) == [("narration", "In."), ("narration", STORY)]


said = st.text("ab é’—.", min_size=1, max_size=8)
run = st.builds(words, said, st.sampled_from(("", "<w:b/>", "<w:i/>", '<w:rStyle w:val="Hervor"/>')))
line = st.builds(
    lambda runs, style: paragraph(*runs, style=style), st.lists(run, max_size=4), st.sampled_from(("", "Titel"))
)
table = st.lists(line, min_size=1, max_size=3).map(
    lambda cells: f"<w:tbl><w:tr><w:tc>{''.join(cells)}</w:tc></w:tr></w:tbl>"
)


@settings(max_examples=100, deadline=None)
@given(st.lists(line | table, max_size=6).map("".join))
def test_every_letter_that_mammoth_finds_is_there_and_no_other(body: str) -> None:
    from io import BytesIO

    content = docx(paragraph(STORY) + body)

    theirs = mammoth.extract_raw_text(BytesIO(content)).value
    ours = read(Path("story.docx"), content).text

    assert "".join(ours.split()) == "".join(theirs.split())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("count", "body"),
    [
        (500_000, lambda count: paragraph("a b " * count)),
        (5_000, lambda count: paragraph(words("a ", "<w:i/>") + words("b "), properties="") * count),
        (15_000, lambda count: paragraph("".join(words("a ", "<w:i/>" * (number % 2)) for number in range(count)))),
        (15_000, lambda count: paragraph("<w:r><w:t>a</w:t><w:br/></w:r>" * count)),
        (25_000, lambda count: paragraph() * count + paragraph(STORY)),
        (30_000, lambda count: paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * count, STORY)),
    ],
)
def test_a_hostile_document_takes_a_time_that_grows_with_it(count: int, body: Callable[[int], str]) -> None:
    short, long = docx(body(count // 4)), docx(body(count))

    assert_linear(lambda content: read(Path("story.docx"), content), short, long)
