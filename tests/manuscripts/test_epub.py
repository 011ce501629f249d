"""EPUB: the spine's order, what elements say they are for, nothing lost, hostile files."""

import re
from pathlib import Path
from time import process_time

import pytest
from epubs import PNG, book, nav, ncx, opf, page, read, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.errors import ManuscriptError
from narrate.manuscripts import epub
from narrate.manuscripts.compose import compose
from narrate.manuscripts.draft import Draft, Role
from narrate.model import Kind, Manuscript


def blocks(draft: Draft) -> list[tuple[str, str]]:
    """What each block is for, and its words; announced title and byline left out."""
    return [
        (one.reason or one.role.name.lower(), one.title or draft.text[one.start : one.end])
        for one in draft.blocks
        if one.role not in (Role.TITLE, Role.PAUSE)
    ]


def spoken(manuscript: Manuscript) -> list[str]:
    return [manuscript.text[one.start : one.end] for one in manuscript.paragraphs]


def said(draft: Draft) -> list[tuple[str, str | None, str]]:
    """Kind, speaker and words of what is not narration."""
    return [
        (one.kind.value, one.speaker, draft.text[one.start : one.end])
        for one in draft.blocks
        if one.kind is not Kind.NARRATION
    ]


STORY = {"1.xhtml": "<h2>Chapter 1</h2><p>She left.</p>", "2.xhtml": "<h2>Chapter 2</h2><p>He came.</p>"}


TOLD = ("Chapter 1", "She left.", "Chapter 2", "He came.")


def test_a_book_is_announced_and_read_chapter_by_chapter() -> None:
    manuscript = compose(read(STORY))

    assert spoken(manuscript) == ["The Book", "by Ann Author", "Chapter 1", "She left.", "Chapter 2", "He came."]
    assert manuscript.chapters == ("Chapter 1", "Chapter 2")
    assert (manuscript.title, manuscript.author, manuscript.language) == ("The Book", "Ann Author", "en")


def test_a_book_in_another_language_is_announced_without_a_word_of_english() -> None:
    metadata = "<dc:title>Bovary</dc:title><dc:creator>Flaubert</dc:creator><dc:language>fr</dc:language>"

    assert spoken(compose(read(STORY, opf(STORY, metadata=metadata))))[:2] == ["Bovary", "Flaubert"]


def test_the_spine_is_the_order_of_reading() -> None:
    draft = read(STORY, opf(STORY, spine="2.xhtml 1.xhtml"))

    assert [words for _, words in blocks(draft)] == ["Chapter 2", "He came.", "Chapter 1", "She left."]


def test_a_document_twice_in_the_spine_is_read_twice() -> None:
    draft = read(STORY, opf(STORY, spine="1.xhtml 1.xhtml"))

    assert [words for _, words in blocks(draft)].count("She left.") == 2


def test_what_is_not_in_the_order_of_reading_is_skipped() -> None:
    draft = read(STORY, opf(STORY, spine="1.xhtml 2.xhtml-"))

    assert ("supplement", "He came.") in blocks(draft)


def test_a_book_that_calls_all_its_documents_supplements_is_read() -> None:
    draft = read(STORY, opf(STORY, spine="1.xhtml- 2.xhtml-"))

    assert {what for what, _ in blocks(draft)} == {"chapter", "prose"}


def test_a_missing_document_is_survived_and_told() -> None:
    draft = read(STORY, opf({"gone.xhtml": "", **STORY}))

    assert draft.metadata["missing"] == "gone.xhtml"
    assert ("prose", "He came.") in blocks(draft)


@pytest.mark.parametrize(
    ("reason", "body"),
    [
        ("title page", '<section epub:type="titlepage"><h1>Unlike</h1><p>By Nobody</p></section>'),
        ("title page", '<section epub:type="halftitlepage"><h2>Unlike</h2></section>'),
        ("copyright", '<section epub:type="copyright-page"><p>All mine.</p></section>'),
        ("copyright", '<section epub:type="imprint"><h2>Imprint</h2><p>By volunteers.</p></section>'),
        ("copyright", '<section epub:type="colophon"><p>Set in Goudy.</p></section>'),
        ("contents", '<nav epub:type="toc"><p>Chapter One</p></nav>'),
        ("contents", '<section role="doc-toc"><p>Chapter One</p></section>'),
        ("contents", '<section epub:type="loi"><p>A map</p></section>'),
        ("note", '<section epub:type="endnotes"><h2>Notes</h2><p>1. So he says.</p></section>'),
        ("note", '<aside epub:type="footnote"><p>So he says.</p></aside>'),
        ("note", '<aside role="doc-footnote"><p>So he says.</p></aside>'),
        ("end matter", '<section epub:type="bibliography"><p>A book.</p></section>'),
        ("end matter", '<section epub:type="index"><p>Cats, 7</p></section>'),
        ("page number", '<div><span epub:type="pagebreak">12</span></div>'),
        (
            "Project Gutenberg",
            '<section class="pg-boilerplate pgheader" id="pg-header"><p>This ebook is.</p></section>',
        ),
        ("author's note", '<blockquote class="afterward"><h2>Author\'s Notes:</h2><p>Hi.</p></blockquote>'),
        ("transcriber's note", '<div class="transnote"><p>Misprints.</p></div>'),
        ("hidden", '<p hidden="">Unseen.</p>'),
        ("header", '<div class="fff_titlepage"><p>Category: Buffy</p></div>'),
    ],
)
def test_what_says_that_it_is_no_story_is_skipped(reason: str, body: str) -> None:
    found = blocks(read({"0.xhtml": body, **STORY}))

    assert {what for what, words in found if words not in TOLD} == {reason}


@pytest.mark.parametrize(
    "type_", "dedication epigraph foreword preface prologue epilogue acknowledgments glossary afterword".split()
)
def test_what_belongs_to_the_story_is_read(type_: str) -> None:
    found = blocks(read({"0.xhtml": f'<section epub:type="{type_}"><p>For my mother.</p></section>', **STORY}))

    assert ("prose", "For my mother.") in found


def test_a_dedication_on_the_title_page_is_read() -> None:
    body = '<section epub:type="titlepage"><h1>Unlike</h1><p epub:type="dedication">For Ezra.</p></section>'

    assert blocks(read({"0.xhtml": body, **STORY}))[:2] == [("title page", "Unlike"), ("prose", "For Ezra.")]


def test_a_title_that_is_repeated_is_announced_once() -> None:
    manuscript = compose(read({"0.xhtml": "<h1>The<br/>Book</h1><h2>By Ann Author</h2>", **STORY}))

    assert spoken(manuscript)[:3] == ["The Book", "by Ann Author", "Chapter 1"]
    assert [one.text for one in manuscript.skipped] == ["The\nBook", "By Ann Author"]


def test_credits_below_the_title_are_not_read_but_the_story_is() -> None:
    front = "<h1>The Book</h1><p>With Illustrations by H. M. Brock</p><p>London<br/>Seeley &amp; Co. Limited</p>"
    body = f"{front}<p>The illustrated press lay on the table.</p><p>It was printed in London</p>"

    assert blocks(read({"0.xhtml": body})) == [
        ("title page", "The Book"),
        ("title page", "With Illustrations by H. M. Brock"),
        ("title page", "London\nSeeley & Co. Limited"),
        ("prose", "The illustrated press lay on the table."),
        ("prose", "It was printed in London"),
    ]


def test_note_references_and_page_numbers_do_not_tear_words() -> None:
    body = (
        '<p>It hap<span class="pagenum">[Pg 7]</span>pened.<a epub:type="noteref" href="n.xhtml#1">1</a> Then '
        '<a href="n.xhtml#2"><sup>2</sup></a>more.</p>'
    )
    found = blocks(read({"1.xhtml": body, "n.xhtml": '<p id="1">x</p><p id="2">y</p>'}))

    assert found[0] == ("prose", "It happened. Then more.")
    assert {("page number", "[Pg 7]"), ("note reference", "1"), ("note reference", "2")} <= set(found)


def test_a_word_of_the_story_that_links_to_a_note_is_read() -> None:
    found = blocks(read({"1.xhtml": '<p>The <a href="#a" epub:type="annoref">Dryad</a> stepped out.</p>'}))

    assert found == [("prose", "The Dryad stepped out.")]


def test_notes_without_types_are_known_by_what_links_to_them() -> None:
    files = {
        "1.xhtml": '<p>So.<a id="r1" href="n.xhtml#f1">[1]</a> And so.<a href="n.xhtml#f2" class="fnanchor">2</a></p>',
        "n.xhtml": '<h2>Chapter 9</h2><p id="f1"><a href="1.xhtml#r1">[1]</a> A note.</p><div>'
        '<p><a id="f2"/>2. More.</p></div><p>Story.</p>',
    }

    assert blocks(read(files))[-4:] == [
        ("chapter", "Chapter 9"),
        ("note", "[1] A note."),
        ("note", "2. More."),
        ("prose", "Story."),
    ]


def test_a_list_of_links_is_contents_wherever_it_stands() -> None:
    links = (
        '<h2>Contents</h2><p><a href="1.xhtml">One</a></p><p>PART</p><ul><li>2 <a href="2.xhtml">Twenty</a></li></ul>'
    )
    table = '<table><tr><td>III.</td><td><a href="2.xhtml#x">The Way of All</a></td><td>7</td></tr></table>'
    found = blocks(read({"0.xhtml": f"<p>For you.</p>{links}{table}<p>It began.</p>", **STORY}))

    assert found[0] == ("prose", "For you.")
    assert {what for what, _ in found[1 : found.index(("prose", "It began."))]} == {"contents"}


@pytest.mark.parametrize(
    "body",
    [
        '<p><a href="1.xhtml">Go left</a></p><p><a href="2.xhtml">Go right</a></p><p><a href="2.xhtml">Stay</a></p>',
        '<h2><a href="1.xhtml">I</a></h2><p>Whose woods are these</p><p>I think I know</p>' * 9,
        '<p><a id="a">It was dark.</a></p><p><a id="b">It was late.</a></p>' * 5,
        '<p>She followed <a href="1.xhtml">the road</a> as it wound on and on.</p>' * 9,
    ],
)
def test_links_in_the_story_are_read(body: str) -> None:
    assert {what for what, _ in blocks(read({"0.xhtml": body, **STORY}))} <= {"prose", "chapter", "heading"}


def test_links_to_neighbours_are_not_read() -> None:
    body = '<p>She left.</p><p><a href="1.xhtml">« Previous Chapter</a> | <a href="2.xhtml">Next</a></p>'

    assert blocks(read({"0.xhtml": body, **STORY}))[:2] == [
        ("prose", "She left."),
        ("navigation", "« Previous Chapter | Next"),
    ]


RIGHTS = "<p>Copyright © 2020 Ann Author. All rights reserved.</p><p>ISBN 978-0.</p><p>Published by Press.</p>"


def test_a_page_of_copyright_is_known_by_its_words_and_by_its_name() -> None:
    named = {"c.xhtml": "<p>By us.</p>", "nav.xhtml": nav(("c.xhtml", "Copyright"), ("1.xhtml", "One"))}

    assert blocks(read({"c.xhtml": RIGHTS, **STORY}))[0][0] == "copyright"
    assert blocks(read({**named, **STORY}))[0] == ("copyright", "By us.")
    guide = '<reference type="copyright-page" href="c.xhtml"/>'
    files = {"c.xhtml": "<p>By us.</p>", **STORY}
    assert blocks(read(files, opf(files, guide=guide)))[0] == ("copyright", "By us.")


def test_a_story_is_not_skipped_for_a_name_or_a_word() -> None:
    story = "<p>The copyright, she said, was hers. All rights reserved, she laughed.</p>"
    long = "<p>" + "She walked on and on. " * 100 + "</p>"
    files = {"a.xhtml": story, "t.xhtml": long, "nav.xhtml": nav(("t.xhtml", "Title Page"), ("a.xhtml", "Her Rights"))}

    assert {what for what, _ in blocks(read(files))} == {"prose", "chapter"}


def test_a_chapter_without_a_heading_is_called_as_in_the_contents() -> None:
    files = {"1.xhtml": "<p>It began.</p>", "2.xhtml": "<p>It went on.</p>", "3.xhtml": "<p>It ended.</p>"}
    table = {"toc.ncx": ncx(("1.xhtml", "Dawn"), ("3.xhtml", "Dusk"))}

    assert blocks(read({**files, **table})) == [
        ("chapter", "Dawn"),
        ("prose", "It began."),
        ("prose", "It went on."),
        ("chapter", "Dusk"),
        ("prose", "It ended."),
    ]


def test_one_document_is_split_where_the_contents_point() -> None:
    body = '<div id="a"><p>It began.</p></div><p id="b">Dusk</p><p>It ended.</p><p>Late.</p>'
    table = nav(("1.xhtml#a", "Dawn"), ("1.xhtml#b", "Part II: Dusk"))

    assert blocks(read({"1.xhtml": body, "nav.xhtml": table})) == [
        ("chapter", "Dawn"),
        ("prose", "It began."),
        ("chapter", "Dusk"),
        ("prose", "It ended."),
        ("prose", "Late."),
    ]


def test_names_that_are_no_chapters_begin_none() -> None:
    table = nav(("0.xhtml", "Cover"), ("1.xhtml", "Start"), ("2.xhtml", "The Book"))
    files = {"0.xhtml": "<p/>", "1.xhtml": "<p>It began.</p>", "2.xhtml": "<p>It ended.</p>", "nav.xhtml": table}

    assert {what for what, _ in blocks(read(files))} == {"prose"}


def test_headings_deeper_than_the_contents_are_inside_chapters() -> None:
    files = {
        "1.xhtml": "<h2>Dawn</h2><h3>Ann</h3><p>It began.</p><h3>Chapter 1b</h3><p>On.</p>",
        "2.xhtml": "<h2>Dusk</h2><h3>Bob</h3><p>It ended.</p>",
        "nav.xhtml": nav(("1.xhtml", "Dawn"), ("2.xhtml", "Dusk")),
    }
    found = {words: what for what, words in blocks(read(files))}

    assert (found["Dawn"], found["Ann"], found["Dusk"], found["Bob"]) == ("chapter", "heading", "chapter", "heading")


def test_a_heading_in_two_elements_is_one() -> None:
    body = '<hgroup><h2 epub:type="ordinal">I</h2><p epub:type="title">The River Bank</p></hgroup><p>The Mole.</p>'

    assert compose(read({"1.xhtml": body})).chapters == ("I: The River Bank",)


def test_the_navigation_document_in_the_spine_is_skipped() -> None:
    files = {"nav.xhtml": nav(("1.xhtml", "One")).replace("<nav", "<h1>Where</h1><nav", 1), **STORY}
    found = blocks(read(files, opf(files, spine="nav.xhtml 1.xhtml 2.xhtml")))

    assert found[:2] == [("contents", "Where"), ("contents", "One")]


def test_a_play_gives_its_speakers() -> None:
    body = (
        '<table><tr><td epub:type="z3998:persona">Lane.</td><td>I didn’t think it polite, sir. '
        '<i epub:type="z3998:stage-direction">Goes out.</i></td></tr>'
        '<tr><td/><td><i epub:type="z3998:stage-direction">Enter Algernon.</i></td></tr>'
        '<tr><td epub:type="z3998:persona">Algernon</td><td>I’m sorry.</td></tr></table>'
    )
    draft = read({"1.xhtml": body})

    assert said(draft) == [
        ("quotation", "Lane", "I didn’t think it polite, sir."),
        ("quotation", "Algernon", "I’m sorry."),
    ]
    assert blocks(draft)[0] == ("speaker label", "Lane.")
    assert ("prose", "Enter Algernon.") in blocks(draft)
    assert draft.characters == ("Lane", "Algernon")


LETTER = (
    '<blockquote epub:type="z3998:letter"><header><p>Lucy to Mina</p></header><p>{}</p>'
    '<p epub:type="z3998:valediction">Yours, <span epub:type="z3998:signature">Lucy Westenra.</span></p></blockquote>'
)


def test_a_letter_is_its_writers() -> None:
    draft = read({"1.xhtml": LETTER.format("My dearest Mina, I love him. The “Hispaniola” sails.")})

    assert [(kind, who) for kind, who, _ in said(draft)] == [("letter", "Lucy Westenra")] * 2
    assert blocks(draft)[0] == ("prose", "Lucy to Mina")


@pytest.mark.parametrize(
    "words",
    [
        "He came.</p><p>“Lucy,” he said.",
        "He said, “I am here,” and sat down.",
        "“Come,” he said.",
        "x</p><h2>II</h2><p>y",
    ],
)
def test_a_letter_in_which_somebody_speaks_is_narration(words: str) -> None:
    assert said(read({"1.xhtml": LETTER.format(words)})) == []


def test_a_chapter_that_is_a_letter_is_narration() -> None:
    assert (
        said(read({"1.xhtml": '<section epub:type="chapter z3998:letter"><p>Dear Mrs. Saville.</p></section>'})) == []
    )


def test_a_letter_all_in_quotation_marks_is_a_letter() -> None:
    body = '<blockquote epub:type="z3998:letter"><p>“My dear Art⁠—</p><p>“We told yarns.”</p></blockquote>'

    assert len(said(read({"1.xhtml": body}))) == 2


def test_classes_of_style_sheets_are_heard_and_hidden() -> None:
    head = '<link rel="stylesheet" href="a%20b.css"/>'
    body = '<p>It <span class="calibre3">was</span> so.</p><p class="toc-heading">Unseen</p>'
    css = "@media print{.none{x:y}} /* .calibre3{} */ span.calibre3 { font-style: italic } .toc-heading{display:none}"
    draft = read({"1.xhtml": page(body, head=head), "a b.css": css}, opf({"1.xhtml": ""}))

    assert [draft.text[start:end] for start, end in draft.emphasis] == ["was"]
    assert blocks(draft)[1] == ("hidden", "Unseen")


def test_foreign_words_and_hidden_characters_stay() -> None:
    draft = read({"1.xhtml": "<p>A <i xml:lang='fr'>mot</i>\u2060—\u200aso.</p>"})

    assert blocks(draft) == [("prose", "A mot\u2060—\u200aso.")]
    assert [(draft.text[one.start : one.end], one.language) for one in draft.foreign] == [("mot", "fr")]


def test_text_of_every_kind_of_element_is_kept() -> None:
    body = (
        "Bare <figure><img alt='x'/><figcaption>caption</figcaption></figure> tail "
        "<table><tr><td>cell</td></tr></table>"
        "<ul><li>item</li></ul><dl><dt>term</dt><dd>what</dd></dl><div>div<p>deep</p>after</div><pre>pre</pre>"
        "<details><summary>fold</summary>inside</details><p><ruby>base<rt>r</rt></ruby></p>"
    )
    words = " ".join(words for _, words in blocks(read({"1.xhtml": body})))

    assert words.split() == "Bare caption tail cell item term what div deep after pre fold inside base".split()


AO3 = {
    "a_split_000.xhtml": (
        '<div id="preface"><h2 class="toc-heading">Preface</h2><p class="message"><b>Posted originally on the '
        '<a href="http://archiveofourown.org/">Archive of Our Own</a> at <a href="u">u</a>.</b></p><div class="meta">'
        '<dl class="tags"><dt>Rating:</dt><dd><a href="g">General</a></dd><dt>Characters:</dt><dd><a href="t">Tara '
        'Maclay</a>, <a href="k">Kennedy (Buffy)</a></dd></dl><h1>The Book</h1><div class="byline">by Ann Author</div>'
        '<p>Summary</p><blockquote class="userstuff"><p>“Hello,” she said.</p></blockquote><p>Notes</p>'
        '<blockquote class="userstuff"><p>Thanks!</p></blockquote></div></div>'
    ),
    "a_split_001.xhtml": (
        '<div id="chapters" class="userstuff1"><div class="meta group"><h2 class="heading">Chapter 1: Dawn</h2>'
        '<p>Chapter Notes</p><blockquote class="userstuff"><p>Hi.</p></blockquote></div>'
        '<div class="userstuff2"><p>It began.</p></div></div>'
    ),
    "a_split_002.xhtml": '<div class="userstuff2"><p>It went on.</p></div>',
    "a_split_003.xhtml": (
        '<div id="afterword"><h2 class="toc-heading">Afterword</h2><p class="message">Please drop by.</p></div>'
    ),
}


def test_a_download_of_ao3_is_its_story() -> None:
    table = {"toc.ncx": ncx(("a_split_000.xhtml", "Preface"), ("a_split_001.xhtml", "Chapter 1: Dawn"))}
    draft = read({**AO3, **table})
    manuscript = compose(draft)

    assert spoken(manuscript) == ["The Book", "by Ann Author", "Chapter 1: Dawn", "It began.", "It went on."]
    assert manuscript.characters == ("Tara Maclay", "Kennedy")
    assert manuscript.metadata["rating"] == "General"
    reasons = {one.text: one.reason for one in manuscript.skipped}
    assert reasons["“Hello,” she said."] == "summary"
    assert reasons["Thanks!"] == reasons["Hi."] == "author's note"


def test_obfuscated_fonts_lock_no_text() -> None:
    locked = (
        '<encryption xmlns="urn:x" xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:EncryptionMethod '
        'Algorithm="{}"/><e:CipherData><e:CipherReference URI="{}"/></e:CipherData></e:EncryptedData></encryption>'
    )
    fonts = locked.format("http://www.idpf.org/2008/embedding", "OEBPS/a.otf")
    text = locked.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OEBPS/1.xhtml")

    assert read(STORY, encryption=fonts).title == "The Book"
    with pytest.raises(ManuscriptError, match=r"locked by Adobe ADEPT \(DRM\)"):
        read(STORY, encryption=text, rights='<rights xmlns="http://ns.adobe.com/adept"/>')


def test_a_book_of_pictures_is_refused() -> None:
    with pytest.raises(ManuscriptError, match="no text in it, only pictures"):
        read({"1.xhtml": '<p><img src="a.png" alt="Page 1"/></p>', "a.png": PNG})


def test_an_archive_that_is_no_epub_is_refused() -> None:
    with pytest.raises(ManuscriptError, match="no EPUB"):
        epub.read(Path("a.epub"), zipped({"word/document.xml": "<x/>"}))


def test_entities_from_outside_are_not_read_and_bombs_refused() -> None:
    declared = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    assert "root" not in read({"1.xhtml": page("<p>It was &x; so.</p>").replace("<html", declared + "<html")}).text

    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(ManuscriptError):
        read({"1.xhtml": page("<p>&i;</p>").replace("<html", bomb + "]><html")})


def test_broken_xhtml_is_read_as_html() -> None:
    found = blocks(
        read({"1.xhtml": "<html><head><title/></head><body><p>One<br>&nbsp;two & three<p>Four</body></html>"})
    )

    assert [words for _, words in found] == ["One\n\u00a0two & three", "Four"]


def test_every_word_of_the_documents_is_accounted_for() -> None:
    bodies = {**STORY, "0.xhtml": RIGHTS, "x.xhtml": LETTER.format("Mina.")}
    manuscript = compose(read(bodies))
    there = sorted(re.findall(r"\w+", re.sub("<[^<>]*>", " ", " ".join(bodies.values()))))
    read_ = [*spoken(manuscript)[2:], *(one.text for one in manuscript.skipped)]

    assert sorted(re.findall(r"\w+", " ".join(read_))) == there


def test_many_documents_and_long_ones_are_read_in_time() -> None:
    files = {f"{number}.xhtml": "<p>" + "She walked on. " * 3000 + "</p>" for number in range(20)}
    content = book(files)
    start = process_time()
    draft = epub.read(Path("a.epub"), content)

    assert len(draft.text) > 800_000
    assert process_time() - start < 2


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 200 + "x" + "</div>" * 200,
        '<a href="#x"><b id="x">' * 100 + "1" + "</b></a>" * 100,
        "<p>" + '<a href="1.xhtml">x</a>' * 20_000 + "</p>",
        '<p><a href="1.xhtml">x</a></p>' * 10_000,
        '<blockquote epub:type="z3998:letter">' * 100 + "<p>“x</p>" * 5000 + "</blockquote>" * 100,
    ],
)
def test_adversarial_documents_take_no_longer(body: str) -> None:
    content = book({"1.xhtml": body})
    start = process_time()
    epub.read(Path("a.epub"), content)

    assert process_time() - start < 3


SMALL = book({**AO3, **STORY, "toc.ncx": ncx(("1.xhtml", "One"))})


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_damaged_book_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(SMALL)
    for _ in range(data.draw(st.integers(0, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.one_of(st.just(len(content)), st.integers(0, len(content))))

    try:
        draft = epub.read(Path("a.epub"), bytes(content[:cut]))
    except ManuscriptError:
        return
    assert draft.text.strip()


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_book_of_damaged_documents_is_read_or_refused(data: st.DataObject) -> None:
    files = {
        **AO3,
        "1.xhtml": page(LETTER.format("x"), head="<style>.a{b:c}</style>"),
        "toc.ncx": ncx(("1.xhtml", "A")),
    }
    files["book.opf"] = opf(dict.fromkeys(files, ""))
    name = data.draw(st.sampled_from(sorted(files)))
    words = files[name]
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(words)))
        words = (
            words[:at]
            + data.draw(st.sampled_from(["<", ">", "&", '"', "</div>", "<p>", "\0", "&#0;", "]]>", ""]))
            + (words[at + data.draw(st.integers(0, 3)) :])
        )
    files[name] = words
    package = files.pop("book.opf")

    try:
        draft = read(files, package)
    except ManuscriptError:
        return
    assert draft.text.strip()
    assert all(one.start <= other.start for one, other in zip(draft.blocks, draft.blocks[1:], strict=False))


@pytest.mark.parametrize("title", ["Index", "Cover", "Copyright", "Newsletter", "Legal"])
def test_a_chapter_in_which_somebody_speaks_is_not_skipped_for_its_name(title: str) -> None:
    body = f"<h1>{title}</h1><p>“Well,” she said, “it rains.”</p>"
    draft = read({"a.xhtml": body, "toc.ncx": ncx(("a.xhtml", title))})

    assert "“Well,” she said, “it rains.”" in spoken(compose(draft))
