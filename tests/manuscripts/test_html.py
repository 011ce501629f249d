"""Saved web pages and exports: the story without what is around it, its title, its notes, its chapters."""

import re
import tracemalloc
from collections import Counter
from pathlib import Path

import pytest
from growth import assert_linear
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from narrate.errors import ManuscriptError
from narrate.manuscripts import html
from narrate.manuscripts.compose import compose
from narrate.manuscripts.draft import Draft
from narrate.model import Kind, Manuscript

PROSE = "<p>It rained, and it went on raining, and the road to the house lay under water from end to end.</p>"


def drafted(page: str) -> Draft:
    return html.read(Path("the-rain_2.html"), page.encode(errors="replace"), None)


def read(page: str) -> Manuscript:
    return compose(drafted(page))


def spoken(page: str) -> list[str]:
    manuscript = read(page)
    return [manuscript.text[one.start : one.end] for one in manuscript.paragraphs]


def skipped(page: str) -> list[tuple[str, str]]:
    return [(one.reason, one.text) for one in read(page).skipped]


def test_title_and_author_are_told_by_a_title_page() -> None:
    manuscript = read(
        f"<title>untitled</title><h1>The Rain</h1><p>by Mab Lee</p><h2>Drops</h2>{PROSE}<h2>Mud</h2>{PROSE}"
    )

    assert (manuscript.title, manuscript.author) == ("The Rain", "Mab Lee")
    assert manuscript.chapters == ("Drops", "Mud")
    assert [one.kind for one in manuscript.paragraphs[:3]] == [Kind.HEADING] * 3


def test_title_and_author_are_told_by_the_head() -> None:
    head = '<title>The Rain | Mab’s Site</title><meta name="author" content="Mab"><meta name="DC.date" content="1999">'
    manuscript = read(f"<html lang='fr-CA'><head>{head}</head><body><p>The Rain</p>{PROSE}</body></html>")

    assert (manuscript.title, manuscript.author, manuscript.language) == ("The Rain", "Mab", "fr-CA")
    assert manuscript.metadata["date"] == "1999"
    assert manuscript.paragraphs[0].kind is Kind.HEADING


def test_without_any_title_the_file_is_named() -> None:
    assert read(PROSE).title == "the rain 2"
    assert read(f"<h2>Chapter 1</h2>{PROSE}").title == "the rain 2"


def test_a_title_said_twice_is_heard_once() -> None:
    page = f"<title>The Rain</title><h1>The Rain</h1><h2>The Rain</h2><h3>One</h3>{PROSE}<h3>Two</h3>{PROSE}"

    assert spoken(page)[0] == "The Rain"
    assert ("repeated title", "The Rain") in skipped(page)
    assert read(page).chapters == ("One", "Two")


@pytest.mark.parametrize(
    ("page", "chapters"),
    [
        (
            "<h2>Part One</h2><h3>Mud</h3>p<h3>Dust</h3>p<h2>Part Two</h2><h3>Ash</h3>p",
            "Part One: Mud|Dust|Part Two: Ash",
        ),
        ("<h2>Mud</h2>p<h3>Noon</h3>p<h3>Night</h3>p<h2>Dust</h2>p", "Mud|Dust"),
        ("<h1>Chapter 1</h1><h2>Mud</h2>p<h2>Noon</h2>p<h1>Chapter 2</h1>p", "Chapter 1: Mud|Chapter 2"),
        ("<h3>Prologue</h3>p<h3>Chapter 1</h3>p<h4>Later</h4>p", "Prologue|Chapter 1"),
        ("<h1>My Stories</h1><h2>Mud</h2>p<h2>Dust</h2>p", "Mud|Dust"),
    ],
)
def test_headings_of_the_level_that_carries_chapters_begin_them(page: str, chapters: str) -> None:
    assert "|".join(read(re.sub("p(?=<h|$)", PROSE, page)).chapters) == chapters


def test_menus_forms_and_footers_are_skipped() -> None:
    menu = (
        "<nav><a href='/'>Home</a></nav><ul><li><a href='a'>One</a><li><a href='b'>Two</a><li><a href='c'>Six</a></ul>"
    )
    page = f"<body>{menu}<h1>Mud</h1>{PROSE * 3}<form>Search</form><footer>© Mab</footer></body>"

    assert spoken(page)[0] == "Mud"
    assert len(spoken(page)) == 4
    assert skipped(page) == [
        ("navigation", "Home"), ("navigation", "One"), ("navigation", "Two"), ("navigation", "Six"),
        ("navigation", "Search"), ("navigation", "© Mab"),
    ]  # fmt: skip


def test_links_to_places_of_the_page_are_its_contents() -> None:
    links = "".join(f"<a href='#c{number}'>Chapter {number}</a><br>" for number in (1, 2, 3))
    chapters = "".join(f"<h2 id='c{number}'>Chapter {number}</h2>{PROSE}" for number in (1, 2, 3))

    assert ("contents", "Chapter 1\nChapter 2\nChapter 3") in skipped(f"<p>{links}</p>{chapters}")
    assert read(f"<p>{links}</p>{chapters}").chapters == ("Chapter 1", "Chapter 2", "Chapter 3")


def test_what_is_around_the_main_text_is_skipped_if_it_is_most_of_the_page() -> None:
    around = "<div>Mab’s blog</div><div>{}</div><div>Ann: I loved it!</div>"

    assert spoken(around.format(f"<article><h1>Mud</h1>{PROSE * 3}</article>")) == ["Mud", *spoken(PROSE * 3)]
    assert "Mab’s blog" in spoken(around.format(f"<article>{PROSE}</article><article>{PROSE}</article>"))


def test_a_page_that_is_one_form_is_read() -> None:
    assert len(spoken(f"<form>{PROSE * 2}</form>")) == 2
    assert len(spoken(f"<nav>{PROSE * 2}</nav>")) == 2


def test_notes_are_skipped_with_what_refers_to_them() -> None:
    page = (
        "<p>It rained.<sup><a href='#fn1' id='r1'>1</a></sup> She left.<a href='#n2' id='r2'>[2]</a></p><hr>"
        "<ol><li id='fn1'><p>In May. <a href='#r1'>↩</a></p></li></ol><p><a id='n2' href='#r2'>[2]</a> By car.</p>"
    )

    assert spoken(page) == ["It rained. She left."]
    assert skipped(page) == [
        ("note reference", "1"), ("note reference", "[2]"), ("note", "In May. ↩"), ("note", "[2] By car."),
    ]  # fmt: skip


def test_raised_numbers_are_notes_but_powers_and_chapters_are_not() -> None:
    assert spoken("<p>It rained.<sup>12</sup> On 10 m<sup>2</sup> of the 19<sup>th</sup></p>") == [
        "It rained. On 10 m2 of the 19th"
    ]
    assert (
        len(spoken(f"<p><a href='#a'>1</a> <a href='#b'>2</a></p><div id='a'>{PROSE}</div><div id='b'>{PROSE}</div>"))
        == 3
    )


def test_spoiler_folds_are_read() -> None:
    assert spoken("<details><summary>Spoiler</summary><p>He dies.</p></details>") == ["Spoiler", "He dies."]


def test_a_header_of_an_old_archive_is_believed() -> None:
    page = "<pre>TITLE: The Rain\nAUTHOR: Mab\nRATING: PG\nFANDOM: Buffy\n\n\nIt rained.</pre>"
    manuscript = read(page)

    assert (manuscript.title, manuscript.author, manuscript.metadata["rating"]) == ("The Rain", "Mab", "PG")
    assert spoken(page) == ["The Rain", "Mab", "It rained."]


def test_a_page_of_nothing_is_an_empty_draft() -> None:
    assert drafted("<html><body><img src='a.png'></body></html>").blocks == ()


@pytest.mark.parametrize("page", ["<a href='#x'>1</a>", "<p>1</p>", "<sup>1</sup>", "<h1>1</h1>", "<nav>1</nav>", "1"])
def test_a_page_of_one_element_is_read(page: str) -> None:
    assert drafted(page).text.strip() == "1"


def test_deep_nesting_is_read_or_refused() -> None:
    assert "deep" in drafted("<div>" * 1500 + "deep" + "</div>" * 1500).text
    with pytest.raises(ManuscriptError, match="nested"):
        drafted("<div>" * 5000 + "deep" + "</div>" * 5000)


TAGS = [
    tag.replace("+", " ")
    for tag in """<nav> </nav> <ul><li> </ul> <a+href='#x'> </a> <sup> </sup> <p> </p> <div+id='x'> </div> <article>
</article> <h1> </h1> <h2> <h3>
<form> </form> <blockquote+class='afterward'> </blockquote> <br> <hr> <table> <td> </table>
<div+id='preface'> <div+id='chapters'> <dl+class='tags'> <dt> <dd> </dl>""".split()
]
WORDS = ["Chapter 1", "by Mab", "Title: Mud", "Author: Mab", "It rained.", "1", " "]
PAGE = st.lists(st.sampled_from([*TAGS, *WORDS]), max_size=30)


@given(PAGE)
def test_every_word_of_any_page_is_spoken_or_skipped(parts: list[str]) -> None:
    page = "<html><body>" + "".join(parts) + "</body></html>"
    try:
        manuscript = read(page)
    except ManuscriptError:
        return

    there = "".join(lxml_html.document_fromstring(page).text_content().split())
    text = manuscript.text
    inside = {at for one in manuscript.skipped for at in range(one.start, one.end)}
    told = {at for one in manuscript.paragraphs for at in range(one.start, one.end)} | inside
    assert Counter("".join(text.split())) == Counter(there)
    assert Counter("".join("".join(text[at] for at in sorted(told)).split())) == Counter(there)


@pytest.mark.parametrize(
    "part", ["word ", "<p>It rained, and it went on raining.</p>", "&nbsp;", "<", "It rained.<br>"]
)
def test_a_long_page_is_read_in_linear_time_and_memory(part: str) -> None:
    long, middle, short = (
        f"<html><body>{part * (size // len(part))}</body></html>" for size in (200_000, 100_000, 50_000)
    )
    assert_linear(drafted, short, long)

    tracemalloc.start()
    drafted(middle)
    assert tracemalloc.get_traced_memory()[1] < 30 * len(middle)
    tracemalloc.stop()


def test_paragraphs_that_only_end_do_not_run_into_each_other() -> None:
    assert spoken("<body>It rained.</p>It poured.</p>It froze.</p></body>") == ["It rained.", "It poured.", "It froze."]


def test_several_articles_are_all_of_the_story() -> None:
    page = f"<body><article><p>It rained.</p></article><article><p>{'It poured. ' * 20}</p></article></body>"

    assert skipped(page) == []


@pytest.mark.parametrize("page", ["<p>The Door<br>by Ann Lee</p>", "<h1>The Door<br>by Ann Lee</h1>"])
def test_title_and_byline_may_be_parted_by_a_line_break(page: str) -> None:
    manuscript = read(f"<body>{page}<h2>Chapter 1</h2><p>It rained.</p></body>")

    assert (manuscript.title, manuscript.author) == ("The Door", "Ann Lee")
    words = [manuscript.text[one.start : one.end] for one in manuscript.paragraphs]
    assert words == ["The Door", "by Ann Lee", "Chapter 1", "It rained."]


def test_what_a_blog_sets_beside_and_below_the_text_is_navigation() -> None:
    story = "<p>She woke in the dark and listened to the rain.</p>" * 20
    page = (
        f"<main><article><h2>A Day</h2>{story}<p>Share this: Twitter</p><div>Tags: rain, dark</div></article></main>"
        "<aside><h3>About me</h3><p>I write.</p></aside>"
        "<section id='comments'><h3>2 comments</h3><p>Bob: I love it.</p></section>"
    )

    manuscript = read(page)

    assert {one.reason for one in manuscript.skipped} == {"navigation"}
    assert [one.text for one in manuscript.skipped] == [
        "Share this: Twitter", "Tags: rain, dark", "About me", "I write.", "2 comments", "Bob: I love it.",
    ]  # fmt: skip


def test_an_aside_within_the_story_is_read() -> None:
    story = "<p>She woke in the dark and listened to the rain.</p>" * 20

    assert skipped(f"<article>{story}<aside>It rained.</aside>{story}<p>Share this bread.</p>{story}</article>") == []
