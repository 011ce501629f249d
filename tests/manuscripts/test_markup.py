"""From a tree of markup to text and blocks: nothing lost, nothing glued together, italics and languages kept."""

from collections import Counter
from pathlib import Path

from growth import assert_linear
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from narrate.errors import ManuscriptError
from narrate.manuscripts.draft import Draft, Role
from narrate.manuscripts.marked.markup import Setter, Treatment, name_of
from narrate.manuscripts.marked.sheets import styles
from narrate.manuscripts.marked.trees import html_tree
from narrate.model import Kind


def drafted(page: str, language: str = "en") -> Draft:
    setter = Setter(language)
    setter.set(html_tree(Path("page.html"), page))
    return setter.draft("Title")


def blocks(page: str) -> list[str]:
    """What is read of *page*, a scene break as "--"."""
    draft = drafted(page)
    return [
        "--" if one.role is Role.PAUSE else draft.text[one.start : one.end]
        for one in draft.blocks
        if one.role is not Role.SKIPPED
    ]


def skipped(page: str) -> list[tuple[str, str]]:
    draft = drafted(page)
    return [(one.reason, draft.text[one.start : one.end]) for one in draft.blocks if one.role is Role.SKIPPED]


def italics(page: str) -> list[str]:
    draft = drafted(page)
    return [draft.text[start:end] for start, end in draft.emphasis]


def test_elements_set_apart_are_not_glued_together() -> None:
    assert blocks("<p>Three</p><p>Four</p>five<div>six<h2>Seven</h2>eight</div>") == [
        "Three", "Four", "five", "six", "Seven", "eight",
    ]  # fmt: skip
    assert blocks("<ul><li>One<li>Two<ul><li>Three</ul></ul><dl><dt>A<dd>B</dl>") == ["One", "Two", "Three", "A", "B"]
    assert blocks("<table><tr><td>A<table><tr><td>B</td></tr></table>C</td><th>D</th></tr></table>") == list("ABCD")


def test_elements_in_a_line_part_no_word() -> None:
    assert blocks("<p><span class='cap'>T</span>HE e<wbr>nd, re\u00adally</p>") == ["THE end, re\u00adally"]
    assert blocks("<p>over\u2060—under <b> bold </b> <i>it</i>.</p>") == ["over\u2060—under bold it."]
    assert blocks("<p>One<!-- note --> two<?php x ?> three</p>") == ["One two three"]


def test_blanks_are_folded_but_not_no_break_spaces() -> None:
    assert blocks("<p>\n  One\n\ttwo\u00a0three   </p>") == ["One two\u00a0three"]


def test_two_line_breaks_part_paragraphs_one_does_not() -> None:
    assert blocks("<p>One<br>two<br><br>three<br>&nbsp;<br>four</p>") == ["One\ntwo", "three", "four"]


def test_lines_that_end_as_sentences_are_paragraphs() -> None:
    story = "“No.”<br/>She sat.<br/>It rained, and it rained.<br/>***<br/>“Still?”<br/>He left."

    assert blocks(story) == ["“No.”", "She sat.", "It rained, and it rained.", "***", "“Still?”", "He left."]


def test_lines_of_a_verse_stay_together() -> None:
    assert blocks("<p>Roses are red,<br>violets are blue,<br>sugar is sweet.</p>") == [
        "Roses are red,\nviolets are blue,\nsugar is sweet."
    ]


def test_an_ornament_or_a_chapter_in_a_line_of_its_own_stands_alone() -> None:
    assert blocks("<p><b>Chapter 1</b><br>It was so<br>long ago<br>***<br>that none<br>knew</p>") == [
        "Chapter 1", "It was so\nlong ago", "***", "that none\nknew",
    ]  # fmt: skip


def test_empty_lines_part_what_is_preformatted() -> None:
    assert blocks("<pre>One\ntwo\n\n  Three\r\n\r\nfour</pre>") == ["One\ntwo", "Three", "four"]


def test_empty_paragraphs_are_scene_breaks_if_they_are_rare() -> None:
    rare = "<p>a</p>" * 5 + "<p>&nbsp;</p>" + "<p>b</p>" * 5 + "<p><br></p>" + "<p>c</p>" * 3
    usual = "<p>a</p><p>&nbsp;</p>" * 8

    assert blocks(rare).count("--") == 2
    assert "--" not in blocks(usual)
    assert blocks("<p>* * *</p>" + rare).count("--") == 0
    assert blocks("<p>a</p>" * 9 + "<p></p><p>b</p>").count("--") == 0


def test_rules_and_pictures_that_come_again_are_scene_breaks() -> None:
    assert blocks("<p>a</p><hr/><p>b</p>") == ["a", "--", "b"]
    divider = "<p><img src='line.png' alt='a line'></p>"
    assert blocks(f"<p>a</p>{divider}<p>b</p>{divider}<p>c</p><p><img src='cat.png'></p><p>d</p>") == [
        "a", "--", "b", "--", "c", "d",
    ]  # fmt: skip


def test_a_picture_of_a_letter_is_that_letter() -> None:
    assert blocks("<p><img src='t.png' alt='T'>he end <img src='cat.png' alt='A'> of it.</p>") == ["The end of it."]


def test_the_reading_of_a_ruby_is_not_read() -> None:
    assert blocks("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rt>ji</rt></ruby>だ</p>") == ["漢字だ"]


def test_a_quotation_element_has_quotation_marks() -> None:
    assert blocks("<p>He said <q>come <q>now</q></q>.</p>") == ["He said “come ‘now’”."]


def test_italics_are_kept_as_spans() -> None:
    assert italics("<p>So <em>very</em> <i><b>wet</b></i><i> it</i> was</p>") == ["very", "wet", "it"]
    assert italics("<html><i><p>One.</p><p> Two </p></i><p>Three</p></html>") == ["One.", "Two"]
    assert italics("<p>a <span style='font-style: italic'>b</span> <em style='font-style:normal'>c</em></p>") == ["b"]


def test_what_is_hidden_is_skipped() -> None:
    assert skipped("<p>One<span hidden>two</span> three</p><div style='display:none'><p>Four</p></div>") == [
        ("hidden", "two"), ("hidden", "Four"),
    ]  # fmt: skip
    assert blocks("<p>One<span hidden>two</span> three</p>") == ["One three"]


def test_classes_of_a_style_sheet_hide_and_slant() -> None:
    sheet = "h2.toc{display:none}.it,p.x{font-style:italic}@media print{.no{display:none}}/*.c{display:none}*/"
    setter = Setter()
    setter.styles = styles(sheet)
    setter.set(html_tree(Path("page.html"), "<h2 class='toc'>a</h2><p class='no c'>b <b class='a it'>c</b></p>"))
    draft = setter.draft("Title")

    assert [(one.role, one.reason) for one in draft.blocks] == [(Role.SKIPPED, "hidden"), (Role.PROSE, "")]
    assert [draft.text[start:end] for start, end in draft.emphasis] == ["c"]


def test_what_is_there_to_be_seen_or_used_is_skipped() -> None:
    assert skipped("<p>a <button>Go</button> <svg><text>fig</text></svg> b</p>") == [
        ("navigation", "Go"), ("illustration", "fig"),
    ]  # fmt: skip
    assert blocks("<p>a</p><script>var b;</script><style>c</style><p>d</p>") == ["a", "d"]


def test_characters_without_width_alone_are_skipped() -> None:
    assert skipped("<p>\u200b</p><p>a</p>") == [("invisible characters", "\u200b")]


def test_another_language_is_marked() -> None:
    draft = drafted("<p>He said <i lang='fr-FR'>bonjour</i>. <b lang='en-GB'>Colour.</b> <b lang='und'>Ö</b></p>")

    assert [(draft.text[one.start : one.end], one.language) for one in draft.foreign] == [("bonjour", "fr-FR")]


def test_headings_are_chapters_and_know_their_level() -> None:
    setter = Setter()
    anchors = setter.set(html_tree(Path("page.html"), "<h1>A</h1><p>b<a id='x'></a></p><h3 id='y'>C</h3><a name='z'>"))

    assert [one.role for one in setter.blocks] == [Role.CHAPTER, Role.PROSE, Role.CHAPTER]
    assert setter.levels == {0: 1, 2: 3}
    assert anchors == {"x": 1, "y": 2, "z": 3}


def test_a_format_says_what_elements_are() -> None:
    setter = Setter()
    letter = Treatment(kind=Kind.LETTER, speaker="Ann")
    tree = html_tree(Path("page.html"), "<div><p>Dear B.<br>I left.<br>Ann</p></div><p>He read.</p>")
    setter.set(tree, lambda element, around: letter if name_of(element) == "div" else None)
    setter.put("by Ann", Treatment(Role.TITLE))
    draft = setter.draft("Title")

    assert [(one.kind, one.speaker, one.role) for one in draft.blocks] == [
        (Kind.LETTER, "Ann", Role.PROSE), (Kind.NARRATION, None, Role.PROSE), (Kind.NARRATION, None, Role.TITLE),
    ]  # fmt: skip
    assert draft.text[draft.blocks[0].start : draft.blocks[0].end] == "Dear B.\nI left.\nAnn"


SOUP = st.lists(
    st.sampled_from(
        """<p> </p> <div> </div> <em> </em> <i> <b> </b> <br> <br/> <hr> <span> </span> <td> <table> </table> <li> <ul>
        </ul> <h1> </h1> <blockquote> </blockquote> <pre> </pre> <sup> </sup> <svg> </svg> <center> <q> </q>""".split()
    )
    | st.sampled_from(
        ["<span hidden>", "<p style='display:none'>", "<i lang='fr'>", "<!-- x -->", " ", "&nbsp;", "\n\n", "\u200b"]
    )
    | st.text("abé“”.", min_size=1, max_size=4),
    max_size=40,
)


@given(SOUP)
def test_every_character_of_any_page_is_in_one_block(parts: list[str]) -> None:
    page = "<html><body>" + "".join(parts) + "</body></html>"
    try:
        draft = drafted(page.replace("<q>", "<u>").replace("</q>", "</u>"))
    except ManuscriptError:
        return

    there = "".join(lxml_html.document_fromstring(page).text_content().split())
    covered = "".join("".join(draft.text[one.start : one.end].split()) for one in draft.blocks)
    assert Counter(covered) == Counter(there)
    assert all(one.end <= two.start for one, two in zip(draft.blocks, draft.blocks[1:], strict=False))
    assert all(start < end for start, end in draft.emphasis)
    assert all(one[1] <= two[0] for one, two in zip(draft.emphasis, draft.emphasis[1:], strict=False))


def test_a_long_line_is_set_in_linear_time() -> None:
    for part in ("word ", "<i>a</i> ", "a<br>", "<p>a</p>", "&nbsp;"):
        short, long = (f"<html><body>{part * (size // len(part))}</body></html>" for size in (60_000, 240_000))
        assert drafted(short).text
        assert_linear(drafted, short, long)
