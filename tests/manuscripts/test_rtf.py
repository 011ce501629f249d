"""RTF files: bytes of every code page are letters, groups tell what is text, and nothing takes time without bound."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from documents import outline, slanted
from growth import assert_linear
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.errors import ManuscriptError
from narrate.manuscripts import read
from narrate.model import Manuscript

STORY = "It rained, and it went on raining until the streets of the town were rivers."


def parsed(body: str, head: str = r"\ansi\ansicpg1252\deff0") -> Manuscript:
    return read(Path("story.rtf"), rf"{{\rtf1{head} {body}}}".encode("latin-1"))


def parts(body: str) -> list[tuple[str, str]]:
    return outline(rf"{{\rtf1\ansi\ansicpg1252 {body}}}".encode("latin-1"), "story.rtf")


def text(body: str, head: str = r"\ansi\ansicpg1252\deff0") -> str:
    return parsed(body, head).text.strip()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (r"\'93It\'92s late,\'94 she said\'85", "“It’s late,” she said…"),
        (r"\ldblquote It\rquote s late,\rdblquote\~she said\emdash no.", "“It’s late,”\u00a0she said—no."),
        (r"\uc1\u8220?Caf\u233\'e9.\u8221?", "“Café.”"),
        (r"\uc0\u8220 Caf\u233 .\u8221", "“Café.”"),
        (r"\uc2\u26580\'8f\'5f!", "柔!"),
        (r"So \u-10179?\u-8704?!", "So 😀!"),
        (r"A\u-10179?B", "AB"),
        (r"well\_kept ro\-ses\\\{\}", r"well-kept roses\{}"),
        ("one\r\n two\nthree", "one twothree"),
        (r"{\upr{\par Muller}{\*\ud{Müller}}}", "Müller"),
        (r"No{\*\unknown secret} more{\pict\pngblip 89504e47}.", "No more."),
        (r"A{\deleted gone }\deleted gone\deleted0 B", "AB"),
        (r"{\object\objemb{\*\objdata 0105}{\result\pard Seen.}}", "Seen."),
    ],
)
def test_words_are_what_the_word_processor_shows(body: str, said: str) -> None:
    assert text(body) == said


def test_letters_are_those_of_the_font_they_are_set_in() -> None:
    fonts = r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Arial;}{\f2\fcharset2 Wingdings;}{\f3\fcharset128 MS;}}"

    assert text(fonts + r"Caf\'e9 {\f1\'ef\'f0\'e8\'e2\'e5\'f2} Caf\'e9") == "Café привет Café"
    assert text(fonts + r"{\f3\'8f\'5f\'93\'b9}") == "柔道"
    assert [one.reason for one in parsed(fonts + rf"{STORY}\par{{\f2 abc}}\par {STORY}").skipped] == ["scene break"]


@pytest.mark.parametrize(("head", "letter"), [(r"\mac", r"\'8e"), (r"\pc", r"\'82"), (r"\ansi\ansicpg1250", r"\'e9")])
def test_letters_are_those_of_the_documents_code_page(head: str, letter: str) -> None:
    assert text(f"Caf{letter}", head) == "Café"


def test_textedit_ends_paragraphs_with_a_backslash_and_a_line_end() -> None:
    assert parts("One.\\\nTwo.\\\n") == [("narration", "One."), ("narration", "Two.")]


def test_italics_end_with_their_group_or_when_switched_off() -> None:
    assert slanted(parsed(r"I {\i must} go, \i really\i0 , I {\b\i do\plain  go}.")) == ["must", "really", "do"]


def test_headings_and_titles_are_told_by_the_style_sheet_or_the_outline() -> None:
    styles = r"{\stylesheet{Normal;}{\s1\b heading 1;}{\s2 Title;}{\s3 toc 1;}{\*\cs4\additive Default;}}"
    body = rf"\pard\s2 The Storm\par\pard\s3 Dawn 1\par\pard\s1 Dawn\par\pard {STORY}\par"
    body += rf"\pard\outlinelevel0 Dusk\par\pard {STORY}\par"

    manuscript = parsed(styles + body)

    assert manuscript.title == "The Storm"
    assert manuscript.chapters == ("Dawn", "Dusk")
    assert [(one.reason, one.text) for one in manuscript.skipped] == [("contents", "Dawn 1")]


def test_words_that_the_word_processor_sets_before_a_heading_are_read_and_bullets_are_not() -> None:
    body = rf"{{\listtext Chapter 3\tab}}\outlinelevel0 Dawn\par\pard {{\listtext\bullet\tab}}{STORY}\par"

    assert parts(body) == [("heading", "Chapter 3: Dawn"), ("narration", STORY)]


def test_what_is_not_of_the_story_is_skipped_with_a_reason_or_not_of_the_page() -> None:
    body = r"{\info{\title The Storm}{\author Ann Other}}{\header Ann Other / 7\par}"
    body += rf"They sailed.{{\super\chftn}}{{\footnote\pard {{\super\chftn}} To Nim.}} {STORY}\par"
    body += r"{\v Fix this!}\par{\field{\*\fldinst PAGE}{\fldrslt 7}}\par"
    body += r" See {\field{\*\fldinst{HYPERLINK http://a.example}}{\fldrslt{\ul here}}}."

    assert parts(body) == [
        ("narration", f"They sailed. {STORY}"),
        ("(note)", "To Nim."),
        ("(hidden)", "Fix this!"),
        ("(page number)", "7"),
        ("narration", "See here."),
    ]
    assert (parsed(body).title, parsed(body).author) == ("The Storm", "Ann Other")


def test_a_text_box_and_a_table_are_read_once() -> None:
    box = r"{\shp{\*\shpinst\shpleft0{\sp{\sn a}{\sv 1}}{\shptxt\pard NO ENTRY\par}}"
    box += r"{\shprslt{\*\do{\dptxbxtext NO ENTRY}}}}"
    body = rf"He read {box}the sign.\par\trowd\intbl ALGERNON\cell I am hungry.\cell\row\pard {STORY}\par"

    assert [words for _, words in parts(body)] == ["He read the sign.", "NO ENTRY", "ALGERNON", "I am hungry.", STORY]


def test_a_picture_of_raw_bytes_is_passed_over() -> None:
    assert text(r"No{\pict\bin7 }}}{{{\} more.") == "No more."


@pytest.mark.parametrize("sign", [r"\pard\qc #\par", r"\pard\brdrb\brdrs\par", r"* * *\par"])
def test_a_sign_or_a_line_divides_scenes(sign: str) -> None:
    assert [one.place.scene for one in parsed(rf"{STORY}\par{sign}\pard {STORY}\par").paragraphs] == [1, 2]


def test_the_language_is_that_of_most_words() -> None:
    assert parsed(r"\deflang1031 Es regnete, den ganzen Tag.\par{\lang1033 Stop.}").language == "de"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (rb"{\rtf1 It rained.", "cut off: 1 groups have no end"),
        (rb"{\rtf1 It rained. {\i So", "cut off: 2 groups have no end"),
        (rb"{\rtf1 It rained. \bin999999999 }", "cut off"),
        (b"{" + rb"\rtf1" + b"{" * 100_000 + b"}" * 100_001, "nested too deep"),
        (rb"{\rtf1{\pict 89504e47}}", "there is no word in it"),
        (rb"{\rtf1{\v Fix this!}}", "nothing in it to read but 2 words of hidden"),
    ],
)
def test_what_is_no_document_is_refused_with_a_reason(content: bytes, what: str) -> None:
    with pytest.raises(ManuscriptError, match=re.escape(what)) as caught:
        read(Path("story.rtf"), content)

    assert str(caught.value).startswith("story.rtf: ")


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs", "Cf")), min_size=1, max_size=40))
def test_any_letters_come_back_from_unicode(letters: str) -> None:
    units = letters.encode("utf-16-le")
    codes = [int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2)]
    typed = "".join(rf"\u{code - 0x10000 if code > 0x7FFF else code}?" for code in codes)

    found = parsed(rf"{STORY}\par {typed}\par {STORY}").text

    assert "".join(found.replace(STORY, "").split()) == letters.replace("\ufffe", "").replace("\uffff", "")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("count", "body"),
    [
        (120_000, lambda count: "a b " * count),
        (25_000, lambda count: r"\i a\i0 b" * count),
        (25_000, lambda count: r"{\i a}" * count),
        (75_000, lambda count: r"\par" * count + STORY),
        (8_000, lambda count: r"{\footnote a}" * count + STORY),
        (800, lambda count: r"{\field{\*\fldinst HYPERLINK a}{\fldrslt b" * count + STORY + "}}" * count),
        (50_000, lambda count: r"\brdrb" * count + STORY),
        (250_000, lambda count: r"{\stylesheet" + "a" * count + ";}" + STORY),
        (25_000, lambda count: r"\line a" * count),
        (25_000, lambda count: r"{\info{\title " + r"a\'41" * count + "}}" + STORY),
    ],
)
def test_a_hostile_document_takes_a_time_that_grows_with_it(count: int, body: Callable[[int], str]) -> None:
    assert_linear(parsed, body(count // 4), body(count))


def test_a_group_whose_end_was_forgotten_costs_nothing() -> None:
    text = read(Path("a.rtf"), rb"{\rtf1 {\i It rained.\par It poured.\par }").text

    assert text.split("\n\n")[:2] == ["It rained.", "It poured."]


def test_a_brace_too_many_does_not_end_the_story() -> None:
    text = read(Path("a.rtf"), rb"{\rtf1 It rained.\par}} It poured.\par }").text

    assert text.split("\n\n")[:2] == ["It rained.", "It poured."]
