"""Markup read safely, and as it was meant."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import ManuscriptError
from narrate.manuscripts.marked.trees import html_tree, xml_tree

PATH = Path("story.html")


def words(content: str | bytes, encoding: str | None = None) -> str:
    return " ".join("".join(html_tree(PATH, content, encoding).itertext()).split())


def test_named_entities_are_characters_in_xhtml_too() -> None:
    page = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>One&nbsp;&mdash; two &amp; three &lt;3</p></body></html>'
    )

    assert words(page) == "One — two & three <3"
    assert words(page.replace("</p>", "")) == "One — two & three <3"


def test_an_empty_title_does_not_swallow_the_book() -> None:
    for broken in ("", "<br>"):
        page = f"<html><head><title/><script src='a.js'/></head><a id='x'/><p>All <i/>of it.{broken}</p></html>"

        assert words(page) == "All of it."


def test_what_xml_covers_is_text() -> None:
    for broken in ("", "<br>"):
        assert words(f"<html><p>One <![CDATA[<two> & three]]>.{broken}</p></html>") == "One <two> & three."


def test_numbers_of_windows_characters_are_those() -> None:
    for page in ("<p>It&#146;s &#151; &#x93;here&#x94;</p>", "<p>It&#146;s &#151; &#x93;here&#x94;<br></p>"):
        assert words(page) == "It’s — “here”"


def test_numbers_of_other_characters_stay() -> None:
    assert words("<p>&#130;a &#159;b &#140; &#8217; &#97; &#128512;</p>") == "‚a Ÿb Œ ’ a 😀"


def test_a_declared_encoding_is_used() -> None:
    page = '<html><head><meta charset="{}"></head><body><p>Dvořák’s naïve Žižka</p></body></html>'

    assert words(page.format("windows-1250").encode("cp1250", errors="replace")) == "Dvořák’s na?ve Žižka"
    russian = '<?xml version="1.0" encoding="koi8-r"?><p>Привет</p>'
    assert words(russian.encode("koi8-r")) == "Привет"


def test_latin_1_stands_for_windows_as_in_browsers() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>“It’s”</p>'

    assert words(page.encode("cp1252")) == "“It’s”"


def test_a_wrong_declaration_yields_to_the_rule_for_plain_text() -> None:
    page = '<meta charset="{}"><p>“It’s café”</p>'

    for name in ("utf-8", "no-such", "utf-16", "unicode_escape"):
        assert words(page.format(name).encode("cp1252")) == "“It’s café”"
        assert words(b"\xef\xbb\xbf" + page.format("latin1").encode()) == "“It’s café”"
    assert words(page.format("utf-8").encode("mac-roman"), "mac-roman") == "“It’s café”"


def test_entities_from_elsewhere_stand_for_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("do not read me")
    for outside in (f'<!ENTITY x SYSTEM "{secret.as_uri()}">', f"<!ENTITY % x PUBLIC 'a' '{secret.as_uri()}'>"):
        page = f"<!DOCTYPE html [{outside}]><html><body><p>One &x;two.</p></body></html>"

        assert words(page) == "One two."


def test_an_entity_defined_in_the_page_is_read() -> None:
    assert words('<!DOCTYPE html [<!ENTITY hero "Kennedy">]><html><p>&hero; rose.</p></html>') == "Kennedy rose."


@pytest.mark.parametrize("broken", ["", "<br>"])
def test_an_entity_bomb_is_refused(broken: str) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    page = f'<!DOCTYPE html [<!ENTITY l0 "ha ha ha">{laughs}]><html><p>&l11;{broken}</p></html>'
    start = time.process_time()

    with pytest.raises(ManuscriptError, match=r"story\.html"):
        html_tree(PATH, page)
    with pytest.raises(ManuscriptError, match=r"story\.html"):
        xml_tree(PATH, page.encode())

    assert time.process_time() - start < 2


@pytest.mark.parametrize("broken", ["", "<br>"])
def test_deep_nesting_is_read_or_refused_never_empty(broken: str) -> None:
    assert words("<div>" * 1000 + f"deep down{broken}" + "</div>" * 1000) == "deep down"

    with pytest.raises(ManuscriptError, match="nested too deep"):
        html_tree(PATH, "<div>" * 5000 + f"deep down{broken}" + "</div>" * 5000)


def test_elements_that_need_no_end_are_not_nested() -> None:
    assert words("<p>" + "one.<br>" * 3000 + "<p>two" * 3000).count("two") == 3000


@pytest.mark.parametrize("broken", ["", "<br>"])
def test_a_huge_stretch_of_text_is_read(broken: str) -> None:
    many = 2_000_000

    assert len(words(f"<html><p>{'a word. ' * many}{broken}</p></html>")) == 8 * many - 1


@pytest.mark.parametrize("unclosed", ["<!-- a note", "<script>var a;", "<style>", "<title>Story"])
def test_what_swallows_the_rest_is_an_error_not_a_short_book(unclosed: str) -> None:
    with pytest.raises(ManuscriptError, match="would be lost"):
        html_tree(PATH, f"<p>One.<br></p>{unclosed}<p>{'All the rest of it. ' * 50}")


def test_an_empty_page_has_an_empty_tree() -> None:
    for page in ("", "<!-- nothing -->", "<p></p>", "<img src='a.png'>"):
        assert words(page) == ""


def test_characters_that_xml_forbids_are_left_out() -> None:
    assert words("<p>wo\0rd\x0bmore\x1b</p>") == "word more"


def test_broken_xml_is_an_error() -> None:
    with pytest.raises(ManuscriptError, match="XML is broken or"):
        xml_tree(Path("content.opf"), b"<package><br></package>")


def test_xml_with_entities_of_html_is_read() -> None:
    assert xml_tree(PATH, "<t>Caf&eacute; “a”</t>".encode("utf-16")).text == "Café “a”"


TAGS = ["<p>", "<", ">", "<!--", "-->", "<a b='", "'", "&#x;", "&lt", "w", " ", "<![CDATA[", "]]>", "<?x", "<br/>"]


@given(st.text() | st.lists(st.sampled_from(TAGS)).map("".join))
def test_any_text_gives_a_tree_or_an_error(text: str) -> None:
    try:
        root = html_tree(PATH, text)
    except ManuscriptError:
        return
    assert root.tag
