"""The package of an EPUB: metadata, reading order, odd links."""

from pathlib import Path

import pytest
from epubs import PNG, book, opf, read, zipped

from narrate.errors import ManuscriptError
from narrate.manuscripts import epub
from narrate.manuscripts.publication.package import Names

STORY = {"1.xhtml": "<p>It began.</p>"}
TITLE = "<dc:title>The Book</dc:title>"


def told(metadata: str, **others: str) -> str:
    return opf(STORY, metadata=metadata, **others)


@pytest.mark.parametrize(
    ("creators", "author"),
    [
        ("<dc:creator>Ann</dc:creator>", "Ann"),
        ("<dc:creator>Ann</dc:creator><dc:creator>Bob</dc:creator>", "Ann and Bob"),
        ("<dc:creator>A</dc:creator><dc:creator>B</dc:creator><dc:creator>C</dc:creator>", "A, B and C"),
        ('<dc:creator opf:role="ill">Pic</dc:creator><dc:creator opf:role="aut">Ann</dc:creator>', "Ann"),
        (
            '<dc:creator id="i">Pic</dc:creator><meta refines="#i" property="role">trl</meta>'
            "<dc:creator>Ann</dc:creator>",
            "Ann",
        ),
        ("<dc:creator>Unknown</dc:creator>", ""),
        ("<dc:creator>Tom &amp;#038; Ann</dc:creator>", "Tom & Ann"),
        ("", ""),
    ],
)
def test_authors_are_joined_and_others_left_out(creators: str, author: str) -> None:
    assert read(STORY, told(TITLE + creators)).author == author


def test_the_main_title_counts() -> None:
    titles = (
        '<dc:title id="a">A Source</dc:title><meta refines="#a" property="title-type">subtitle</meta>'
        '<dc:title id="b">The\n Book</dc:title><meta refines="#b" property="title-type">main</meta>'
    )
    draft = read(STORY, told(titles))

    assert draft.title == "The Book"
    assert draft.metadata["subtitle"] == "A Source"


def test_a_book_without_a_title_is_called_as_its_file() -> None:
    draft = epub.read(Path("my_first-book.epub"), book(STORY, told("")))

    assert draft.title == "my first book"
    assert draft.text == "It began.\n\n"


def test_the_rest_is_metadata() -> None:
    draft = read(
        STORY,
        told(
            f"{TITLE}<dc:date>2014-05-25T00:00:00Z</dc:date><dc:publisher>P</dc:publisher><dc:subject>A</dc:subject>"
            "<dc:subject>B</dc:subject><dc:description>&lt;p&gt;One &amp;amp; two.&lt;/p&gt;</dc:description>"
            '<meta name="calibre:series" content="Tales"/><meta name="calibre:series_index" content="2.0"/>'
        ),
    )

    assert draft.metadata == {
        "date": "2014-05-25",
        "publisher": "P",
        "tags": "A, B",
        "summary": "One & two.",
        "series": "Part 2 of Tales",
    }


def test_a_series_of_epub_3_is_known_and_a_set_is_none() -> None:
    kind, place = (
        '<meta refines="#{}" property="collection-type">{}</meta>',
        '<meta refines="#c" property="group-position">',
    )
    collection = (
        f'<meta id="s" property="belongs-to-collection">Best Novels</meta>{kind.format("s", "set")}'
        f'<meta id="c" property="belongs-to-collection">Tales</meta>{kind.format("c", "series")}{place}3</meta>'
    )

    assert read(STORY, told(TITLE + collection)).metadata["series"] == "Part 3 of Tales"


@pytest.mark.parametrize(("said", "language"), [("fr-CA", "fr-CA"), ("en_US", "en-US"), ("und", "en"), ("x y", "en")])
def test_the_language_is_a_code(said: str, language: str) -> None:
    assert read(STORY, told(f"{TITLE}<dc:language>{said}</dc:language>")).language == language


@pytest.mark.parametrize(
    "package",
    [
        opf({**STORY, "a.png": ""}, properties={"a.png": "cover-image"}),
        opf({**STORY, "a.png": ""}, metadata='<meta name="cover" content="a.png"/>'),
        opf({**STORY, "a.png": ""}, guide='<reference type="cover" href="a.png"/>'),
    ],
)
def test_the_cover_is_found(package: str) -> None:
    assert read({**STORY, "a.png": PNG}, package).cover == PNG
    assert read({**STORY, "a.png": b"GIF89a"}, package).cover is None
    assert read(STORY, package).cover is None


@pytest.mark.parametrize(
    ("name", "href"),
    [
        ("OEBPS/a b.xhtml", "a%20b.xhtml"),
        ("OEBPS/a%20b.xhtml", "a%20b.xhtml"),
        ("OEBPS/Text/A.xhtml", "text/a.xhtml"),
        ("a.xhtml", "../../../a.xhtml"),
        ("OEBPS/a.xhtml", "/OEBPS/a.xhtml"),
        ("OEBPS/a.xhtml", "./x/../a.xhtml"),
        ("OEBPS/t/a.xhtml", "t\\a.xhtml"),
        ("OEBPS/é.xhtml", "e\u0301.xhtml"),
    ],
)
def test_links_of_every_kind_are_followed(name: str, href: str) -> None:
    assert Names([name, "other"]).find("OEBPS/book.opf", f"{href}#x%20y") == (name, "x y")


def test_links_that_lead_nowhere_are_told() -> None:
    assert Names(["a"]).find("b", "http://example.org/a") == ("", "")
    assert Names(["a"]).find("b", "#x") == ("b", "x")


def test_the_first_package_that_is_there_counts() -> None:
    container = (
        '<container><rootfiles><rootfile full-path="gone.opf"/><rootfile full-path="b/x.opf"/></rootfiles></container>'
    )
    files = {"a/x.opf": told("<dc:title>A</dc:title>"), "b/x.opf": told("<dc:title>B</dc:title>")}
    content = zipped({"META-INF/container.xml": container, **files, "b/1.xhtml": "<p>It began.</p>"})

    assert epub.read(Path("a.epub"), content).title == "B"


def test_a_book_without_a_container_is_read_by_its_package() -> None:
    assert epub.read(Path("a.epub"), zipped({"x.opf": told(TITLE), "1.xhtml": "<p>It began.</p>"})).title == "The Book"


def test_a_fallback_stands_in_for_what_is_no_document() -> None:
    package = told(TITLE).replace(
        "</manifest>", '<item id="pdf" href="a.pdf" media-type="application/pdf" fallback="1.xhtml"/></manifest>'
    )
    draft = read({**STORY, "a.pdf": "%PDF"}, package.replace('idref="1.xhtml"', 'idref="pdf"'))

    assert "It began." in draft.text
    assert "missing" not in draft.metadata


def test_a_book_whose_documents_are_all_missing_is_refused() -> None:
    with pytest.raises(ManuscriptError, match=r"names no text that is there \(missing: gone\.xhtml\)"):
        read({}, opf({"gone.xhtml": ""}))


def test_fallbacks_that_go_round_in_circles_end() -> None:
    package = told(TITLE).replace(
        "</manifest>",
        '<item id="a" href="a.pdf" media-type="x/y" fallback="b"/>'
        '<item id="b" href="b.pdf" media-type="x/y" fallback="a"/></manifest>',
    )
    draft = read(STORY, package.replace("</spine>", '<itemref idref="a"/></spine>'))

    assert draft.metadata["missing"] == "a.pdf"


def test_more_text_than_a_book_has_is_refused() -> None:
    words = "<p>" + "She walked on. " * 65_000 + "</p>"

    with pytest.raises(ManuscriptError, match="more than 64 MB of text"):
        read({"1.xhtml": words}, opf({"1.xhtml": ""}, spine="1.xhtml " * 70))
