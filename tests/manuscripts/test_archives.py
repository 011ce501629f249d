"""Stories as archives save them: what is spoken, what is skipped and why, what is known of them."""

from pathlib import Path

from narrate.manuscripts import html
from narrate.manuscripts.compose import compose
from narrate.model import Kind, Manuscript

AO3 = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en"><head><title>Rain - Mab - Buffy</title>
<style type="text/css">p.message {{ text-align: center; }} .toc-heading {{ display: none; }}</style></head><body>
<div id="preface"><h2 class="toc-heading">Preface</h2>
<p class="message"><b>Rain</b><br />Posted originally on the <a href="http://archiveofourown.org/">Archive of Our
Own</a> at <a href="http://archiveofourown.org/works/1">http://archiveofourown.org/works/1</a>.</p>
<div class="meta"><dl class="tags"><dt>Rating:</dt><dd><a href="x">Teen And Up Audiences</a></dd>
<dt>Fandoms:</dt><dd><a href="x">Buffy the Vampire Slayer</a>, <a href="x">Angel (TV)</a></dd>
<dt>Character:</dt><dd><a href="x">Tara Maclay</a>, <a href="x">Kennedy (Buffy)</a>,
<a href="x">Uchiha Sasuke | Sasuke</a>, <a href="x">Original Female Character(s)</a></dd>
<dt>Language:</dt><dd>{language}</dd>
<dt>Stats:</dt><dd>Published: 2024-01-15 Completed: 2024-02-20 Words: 1,234 Chapters: 2/2</dd></dl>
<h1>Rain</h1><div class="byline">by <a rel="author" href="x">Mab</a></div>
<p>Summary</p><blockquote class="userstuff"><p>It rains. "Does it?"</p></blockquote>
<p>Notes</p><blockquote class="userstuff"><p>For Ann.</p></blockquote>
<div class="endnote-link">See the end of the work for <a href="#endnotes">more notes</a></div></div></div>
<div id="chapters" class="userstuff">{chapters}</div>
<div id="afterword"><h2 class="toc-heading">Afterword</h2><div class="meta"><div id="endnotes"><p>End Notes</p>
<blockquote class="userstuff"><p>Kudos keep me warm.</p></blockquote></div></div>
<p class="message">Please <a href="x">drop by the Archive and comment</a> to let the creator know if you enjoyed
their work!</p></div></body></html>"""
CHAPTERS = """<div class="meta group"><h2 class="heading">Chapter 1: Drops</h2><p class="byline">Chapter by Ann</p>
<p>Chapter Summary</p><blockquote class="userstuff"><p>Tara waits.</p></blockquote>
<p>Chapter Notes</p><blockquote class="userstuff"><p>TW: water.</p></blockquote></div>
<!--chapter content--><div class="userstuff"><p>Tara waited.</p><div class="notes"><p class="message">hi</p>
<p class="byline meta">u there?</p></div><blockquote class="userstuff"><p>Notes of the play.</p></blockquote><hr />
<p>It rained.</p></div><!--/chapter content-->
<div class="meta" id="endnotes1"><p>Chapter End Notes</p><blockquote class="userstuff"><p>Ha.</p></blockquote></div>
<div class="meta group"><h2 class="heading">Chapter 2</h2></div>
<!--chapter content--><div class="userstuff"><h3>Later</h3><p>“Still raining,” Kennedy said.</p></div>"""


def read(page: str) -> Manuscript:
    return compose(html.read(Path("story.html"), page.encode(), None))


def ao3(chapters: str = CHAPTERS, language: str = "English") -> Manuscript:
    return read(AO3.format(chapters=chapters, language=language))


def spoken(manuscript: Manuscript) -> list[str]:
    return [manuscript.text[one.start : one.end] for one in manuscript.paragraphs]


def skipped(manuscript: Manuscript, reason: str) -> list[str]:
    return [one.text for one in manuscript.skipped if one.reason == reason]


def test_of_an_ao3_download_title_and_story_are_spoken() -> None:
    manuscript = ao3()

    assert spoken(manuscript) == [
        "Rain", "by Mab", "Chapter 1: Drops", "Tara waited.", "hi", "u there?", "Notes of the play.", "It rained.",
        "Chapter 2", "Later", "“Still raining,” Kennedy said.",
    ]  # fmt: skip
    assert manuscript.chapters == ("Chapter 1: Drops", "Chapter 2: Later")
    assert manuscript.paragraphs[7].place.scene == 2


def test_what_an_ao3_download_says_of_the_story_is_skipped_by_reason() -> None:
    manuscript = ao3()

    assert skipped(manuscript, "summary") == ["Summary", 'It rains. "Does it?"', "Chapter Summary", "Tara waits."]
    notes = skipped(manuscript, "author's note")
    assert notes[:2] == ["Notes", "For Ann."]
    assert {"TW: water.", "Ha.", "Kudos keep me warm.", "See the end of the work for more notes"} <= set(notes)
    assert len(skipped(manuscript, "end matter")) == 1
    assert "Chapter by Ann" in skipped(manuscript, "header")
    assert skipped(manuscript, "hidden") == ["Preface", "Afterword"]


def test_an_ao3_download_tells_who_is_in_it_and_when_it_was_published() -> None:
    manuscript = ao3()

    assert (manuscript.title, manuscript.author, manuscript.language) == ("Rain", "Mab", "en")
    assert manuscript.characters == ("Tara Maclay", "Kennedy", "Uchiha Sasuke")
    assert manuscript.metadata["rating"] == "Teen And Up Audiences"
    assert manuscript.metadata["fandom"] == "Buffy the Vampire Slayer, Angel (TV)"
    assert manuscript.metadata["date"] == "2024-01-15"
    assert manuscript.metadata["words"] == "1,234"
    assert manuscript.metadata["summary"] == 'It rains. "Does it?"'
    assert ao3(language="Français").language == "fr"


def test_the_title_above_a_single_chapter_is_not_said_again() -> None:
    chapter = '<h2 class="toc-heading">Rain</h2><div class="userstuff"><p>It rained.</p></div>'

    manuscript = ao3(chapter)

    assert spoken(manuscript) == ["Rain", "by Mab", "It rained."]
    assert manuscript.chapters == ("Rain",)


def test_chapters_that_an_author_sets_in_a_single_one_are_chapters() -> None:
    chapter = (
        '<h2 class="toc-heading">Rain</h2><div class="userstuff"><h3>Chapter 1</h3><p>One.</p>'
        "<h3>Chapter 2</h3><p>Two.</p></div>"
    )

    assert ao3(chapter).chapters == ("Chapter 1", "Chapter 2")


def test_an_old_download_without_inner_parts_is_read() -> None:
    chapter = '<h2 class="heading">Chapter 1</h2><p>It rained.</p>'

    assert "It rained." in spoken(ao3(chapter))


def test_a_saved_page_of_ao3_is_the_work_without_the_site() -> None:
    page = """<html lang="en"><head><title>Rain - Mab - Buffy [Archive of Our Own]</title></head><body>
    <div id="outer"><ul id="skiplinks"><li><a href="#main">Main Content</a></li></ul><div id="header">Log In</div>
    <div id="main"><dl class="work meta group"><dt class="character tags">Character:</dt>
    <dd class="character tags"><ul><li><a>Tara Maclay</a></li></ul></dd></dl>
    <div id="workskin"><div class="preface group"><h2 class="title heading">Rain</h2>
    <h3 class="byline heading"><a rel="author">Mab</a></h3><div class="summary module"><h3>Summary:</h3>
    <blockquote class="userstuff"><p>It rains.</p></blockquote></div>
    <div class="notes module"><h3>Notes:</h3><blockquote class="userstuff"><p>Hi.</p></blockquote></div></div>
    <div id="chapters"><div class="chapter"><div class="chapter preface group"><h3 class="title">Chapter 1: Drops</h3>
    </div><div class="userstuff module"><h3 class="landmark heading">Chapter Text</h3><p class="summary">It rained.</p>
    </div></div></div></div><div id="feedback"><h3>Comments</h3><p>Love it!</p></div></div></div></body></html>"""

    manuscript = read(page)

    assert spoken(manuscript) == ["Rain", "Mab", "Chapter 1: Drops", "It rained."]
    assert skipped(manuscript, "author's note") == ["Notes:", "Hi."]
    assert "Love it!" in skipped(manuscript, "navigation")
    assert manuscript.characters == ("Tara Maclay",)


def test_what_fanficfare_saves_is_title_and_chapters() -> None:
    page = """<!DOCTYPE html><html><head><meta charset="UTF-8"><title>Rain by Mab</title></head><body>
    <h1><a href="https://www.fanfiction.net/s/1/1/">Rain</a> by <a href="https://www.fanfiction.net/u/1/">Mab</a></h1>
    <table class="full"><tr><td><b>Category:</b></td><td>Buffy</td></tr>
    <tr><td><b>Characters:</b></td><td>Tara M., Kennedy</td></tr>
    <tr><td><b>Language:</b></td><td>English</td></tr></table>
    <a name="TOCTOP"><h2>Table of Contents</h2></a><p><a href="#section0001">1. Drops</a><br />
    <a href="#section0002">2. Floods</a><br /></p>
    <a name="section0001"><h2>1. Drops</h2></a><p>It rained.</p>
    <div class="fff_chapter_notes fff_foot_notes"><b>Chapter End Notes:</b><blockquote>Review!</blockquote></div>
    <a name="section0002"><h2>2. Floods</h2></a><p>It poured.</p></body></html>"""

    manuscript = read(page)

    assert spoken(manuscript) == ["Rain by Mab", "1. Drops", "It rained.", "2. Floods", "It poured."]
    assert (manuscript.title, manuscript.author) == ("Rain", "Mab")
    assert manuscript.chapters == ("1. Drops", "2. Floods")
    assert manuscript.characters == ("Tara M.", "Kennedy")
    assert skipped(manuscript, "contents") == ["Table of Contents", "1. Drops\n2. Floods"]
    assert skipped(manuscript, "author's note") == ["Chapter End Notes:", "Review!"]


def test_what_fimfiction_exports_is_read_without_its_notes() -> None:
    page = """<html><head><title>Rain &amp;#038; Snow</title></head><body><h1>Drops</h1><b>Chapter 1</b><br/><br/>
    “No.”<br/>She sat.<img alt=":ajsmug:" src="a.png"/><br/>It <i>rained</i>.<hr/>It snowed.
    <blockquote class="afterward"><h2>Author's Notes: </h2><p>Hi!</p></blockquote><h1>Floods</h1>It poured.</body>"""

    manuscript = read(page)

    assert manuscript.title == "Rain & Snow"
    assert spoken(manuscript) == [
        "Drops", "Chapter 1", "“No.”", "She sat.", "It rained.", "It snowed.", "Floods", "It poured.",
    ]  # fmt: skip
    assert manuscript.chapters == ("Drops: Chapter 1", "Floods")
    assert skipped(manuscript, "author's note") == ["Author's Notes:", "Hi!"]


def test_a_chat_of_a_work_skin_is_story() -> None:
    chat = '<div class="userstuff"><dl class="tags"><dt>Tara</dt><dd>u there?</dd></dl><p class="message">yes</p></div>'

    manuscript = ao3(chat)

    assert spoken(manuscript)[2:] == ["Tara", "u there?", "yes"]
    assert all(one.kind is not Kind.HEADING for one in manuscript.paragraphs[2:])


def test_a_saved_page_of_fanfiction_net_is_title_author_and_story() -> None:
    page = (
        "<html><head><title>Broken Chapter 1: Rain, a naruto fanfic | FanFiction</title></head><body>"
        "<div id='top'>Browse</div><div id='profile_top'><b class='xcontrast_txt'>Broken</b> "
        "<span class='xcontrast_txt'>By:</span> <a class='xcontrast_txt' href='/u/12/Ann'>Ann</a>"
        "<div class='xcontrast_txt'>It rains.</div><span class='xgray xcontrast_txt'>"
        "Rated: <a href='x'>Fiction T</a> - Deutsch - Angst - Words: 30,000</span></div>"
        "<div id='storytextp'><div id='storytext'><p>She woke.</p><p>It rained.</p></div></div>"
        "<div>Review this</div></body></html>"
    )

    manuscript = read(page)

    assert (manuscript.title, manuscript.author, manuscript.language) == ("Broken", "Ann", "de")
    assert [manuscript.text[one.start : one.end] for one in manuscript.paragraphs] == [
        "Broken",
        "Ann",
        "She woke.",
        "It rained.",
    ]
    assert [one.reason for one in manuscript.skipped] == ["navigation", *["header"] * 3, "navigation"]
    assert manuscript.metadata["summary"] == "It rains."
