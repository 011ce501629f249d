"""Subtitles and lyrics as other programs read them."""

import re

import pytest

from narrate.model import Kind, Place, Utterance
from narrate.publish.edition import Edition
from narrate.readalong.cues import cues
from narrate.readalong.subtitles import lrc, srt, vtt
from narrate.readalong.timeline import Spoken, Word

EDITION = Edition("Nie „Leb wohl“", author="Zoë", encoder="narrate 1")
TIME = r"(\d\d+):(\d\d):(\d\d)[,.](\d\d\d)"


def spoken(text, start=1.5, *, speaker=None, language=""):
    one = Utterance(0, len(text), text, Kind.QUOTATION, Place(1, 1, 1), speaker, language=language)
    return Spoken(one, start, start + 2, (Word(0, len(text), start),))


def written(form, *spoken):
    return "".join(form(spoken, EDITION))


def read_blocks(content):
    """Start, end and lines of every cue of SubRip or WebVTT, by a reader that takes an empty line for a cue's end."""
    for block in content.split("\n\n"):
        if match := re.match(rf"\d+\n{TIME} --> {TIME}\n(.+)", block, re.DOTALL):
            hours, minutes, seconds, thousandths = (int(one) for one in match.groups()[:4])
            yield 3600 * hours + 60 * minutes + seconds + thousandths / 1000, match[9].split("\n")


def plain(text):
    return re.sub(r"<[^>]*>", "", text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def test_subrip_is_numbered_and_timed():
    content = written(srt, spoken("It rained."), spoken("“Yes.”", 3723.0625, speaker="Tara"))

    assert content == ("1\n00:00:01,500 --> 00:00:03,500\nIt rained.\n\n2\n01:02:03,062 --> 01:02:05,062\n“Yes.”\n\n")


def test_after_a_hundred_hours_time_goes_on():
    assert "\n100:00:00,000 --> 100:00:02,000\n" in written(srt, spoken("Still.", 360_000))


@pytest.mark.parametrize("text", ["a <i>b</i> c", r"{\an8}up", "a --> b", "x < y <3 {no}"])
def test_subrip_takes_nothing_for_a_command(text):
    ((_, lines),) = read_blocks(written(srt, spoken(text)))

    assert "".join(lines).replace("\u2060", "") == text
    assert not re.search(r"<[a-z/]|\{\\|-->", "".join(lines))


def test_webvtt_names_who_speaks_and_what_language_it_is():
    content = written(vtt, spoken("It rained."), spoken("« Oui & non »", 4.0, speaker="Tara <T>", language="fr"))

    assert content == (
        "WEBVTT\n\n1\n00:00:01.500 --> 00:00:03.500\nIt rained.\n\n"
        "2\n00:00:04.000 --> 00:00:06.000\n<v Tara &lt;T&gt;><lang fr>« Oui &amp; non »</lang></v>\n\n"
    )


def test_signs_of_emphasis_are_italics():
    text = "So _very_ un*believ*able, 2*3*4 a_b_c"

    assert "So <i>very</i> un<i>believ</i>able, 2*3*4 a_b_c" in written(vtt, spoken(text))
    assert "[00:01.50]So very unbelievable, 2*3*4 a_b_c\n" in written(lrc, spoken(text))


def test_no_control_and_no_line_end_breaks_a_cue():
    ((_, lines),) = read_blocks(written(srt, spoken("one\n\n\x00\x0b\ud800two\u2028three")))

    assert lines == ["one two three"]


def test_lyrics_tell_title_author_and_every_line():
    assert written(lrc, spoken("[Coughs] Yes.", 6125.678)) == (
        "[ti:Nie „Leb wohl“]\n[ar:Zoë]\n[re:narrate 1]\n[102:05.68][\u2060Coughs] Yes.\n"
    )


@pytest.mark.parametrize("form", [srt, vtt])
def test_a_story_reads_back_as_it_was_told(form, seed):
    found = list(read_blocks("".join(form(seed.spoken(), seed.edition))))

    expected = list(cues(seed.spoken()))
    assert [start for start, _ in found] == [pytest.approx(cue.start, abs=0.00051) for cue in expected]
    words = " ".join(plain(line) for _, lines in found for line in lines)
    assert words.split() == " ".join(one.utterance.text for one in seed.spoken()).split()


def test_the_srt_library_reads_it(seed):
    library = pytest.importorskip("srt")

    found = list(library.parse("".join(srt(seed.spoken(), seed.edition)), ignore_errors=False))

    starts = [pytest.approx(cue.start, abs=0.00051) for cue in cues(seed.spoken())]
    assert [one.start.total_seconds() for one in found] == starts


def test_the_webvtt_library_reads_it(seed, tmp_path):
    library = pytest.importorskip("webvtt")
    path = tmp_path / "book.vtt"
    path.write_text("".join(vtt(seed.spoken(), seed.edition)), encoding="utf-8")

    found = library.read(path)

    assert [one.start_in_seconds for one in found] == [round(1000 * cue.start) // 1000 for cue in cues(seed.spoken())]
    assert {one.voice for one in found if one.voice} == set(seed.book.script.speakers)


def test_lyrics_of_a_story_are_in_order(seed):
    found = re.findall(r"^\[(\d\d):(\d\d\.\d\d)\](.+)$", "".join(lrc(seed.spoken(), seed.edition)), re.MULTILINE)

    times = [60 * int(minutes) + float(seconds) for minutes, seconds, _ in found]
    assert times == sorted(times)
    words = " ".join(words for *_, words in found)
    assert words.split() == " ".join(one.utterance.text for one in seed.spoken()).split()
