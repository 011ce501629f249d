"""The story narrate was first written for, line by line."""

from pathlib import Path

import pytest
from variants import curly, essence, script_of, script_of_bytes, wrapped

from narrate.checks import account
from narrate.model import Kind, Script, word_count
from narrate.production import open_script

SEED = Path(__file__).parent.parent / "seeds" / "never-say-goodbye.txt"
TEXT = SEED.read_bytes().decode()

QUOTATIONS = (
    (497, 534, "Tara", '"Can I get you another one of those?"'),
    (963, 994, "Kennedy", '"Shouldn\'t you be with Willow?"'),
    (1533, 1590, "Tara", "\"There's no problem that can't be relieved by chocolate.\""),
    (1654, 1680, "Kennedy", '"What are you doing here?"'),
    (2025, 2089, "Tara", "\"It's harder than you expected isn't it? Saying goodbye I mean?\""),
    (2410, 2436, "Kennedy", '"Jamais parole au revoir."'),
    (2547, 2619, "Tara", "\"Oh, I understand what you said. It's what you meant that's the matter.\""),
    (2621, 2647, "Kennedy", '"My grandma told me that,"'),
    (2786, 2862, "Kennedy", '" She told me that my grandad said that to her before he left for Viet-Nam."'),
    (2864, 2879, "Tara", '"Does it work?"'),
    (4276, 4289, "Tara", '"Time to go?"'),
    (4448, 4462, "Kennedy", '"Look after-,"'),
    (4568, 4599, "Kennedy", '" I tried so hard to hate you."'),
    (4637, 4682, "Kennedy", '" I think I understand why Willow loves you."'),
    (4748, 4774, "Tara", '"Jamais parole au revoir."'),
    (5337, 5351, "Willow", '"Need a lift?"'),
    (5666, 5715, "Kennedy", '"You know I\'ll kill you if you make her unhappy."'),
)


@pytest.fixture(scope="module")
def script() -> Script:
    return open_script(SEED)


def test_the_seventeen_quotations_are_found_where_they_stand(script: Script) -> None:
    found = [(one.start, one.end, one.text) for one in script.utterances if one.kind is Kind.QUOTATION]

    assert found == [(start, end, text) for start, end, _, text in QUOTATIONS]


def test_everybody_says_their_own_lines(script: Script) -> None:
    found = [one.speaker for one in script.utterances if one.kind is Kind.QUOTATION]

    assert found == [speaker for _, _, speaker, _ in QUOTATIONS]


def test_the_legend_on_the_shirt_is_narration(script: Script) -> None:
    (legend,) = [one for one in script.utterances if "Maggots United" in one.text]

    assert legend.kind is Kind.NARRATION and legend.speaker is None


def test_the_header_is_not_spoken_and_title_and_byline_are_announced_once(script: Script) -> None:
    assert [one.text for one in script.utterances if one.kind is Kind.HEADING] == ["Never Say Goodbye", "by Ray Harley"]
    assert [one.text.split(":")[0] for one in script.skipped] == ["TITLE", "AUTHOR", "SUMMARY"]
    assert "".join(one.text for one in script.utterances).count("Ray Harley") == 1


def test_what_the_header_says_is_known(script: Script) -> None:
    assert (script.title, script.author) == ("Never Say Goodbye", "Ray Harley")
    assert script.metadata == {"summary": "The time has for Kennedy to leave."}
    assert script.chapters == ("Never Say Goodbye",)


def test_its_one_wide_gap_is_no_scene_break(script: Script) -> None:
    assert {(one.place.chapter, one.place.scene) for one in script.utterances} == {(1, 1)}


def test_every_word_is_accounted_for(script: Script) -> None:
    found = account(script)

    assert found.words == word_count(TEXT)
    assert found.skipped == {"header": 7, "summary": 8}


VARIANTS = {
    "curly marks": curly(TEXT).encode(),
    "curly marks in Windows' encoding": curly(TEXT).encode("cp1252"),
    "curly marks in the Macintosh's encoding": curly(TEXT).encode("mac-roman"),
    "CRLF": TEXT.replace("\n", "\r\n").encode(),
    "CR": TEXT.replace("\n", "\r").encode(),
    "byte order mark": TEXT.encode("utf-8-sig"),
    "UTF-16": TEXT.encode("utf-16"),
    "UTF-16 without its mark": TEXT.encode("utf-16-le"),
    "hard-wrapped": wrapped(TEXT).encode(),
    "hard-wrapped, CRLF, curly marks": wrapped(curly(TEXT)).replace("\n", "\r\n").encode("cp1252"),
    "trailing blanks": TEXT.replace("\n", "  \n").encode(),
    "indented": TEXT.replace("\n\n", "\n\n    ").encode(),
}


@pytest.mark.parametrize("content", VARIANTS.values(), ids=VARIANTS)
def test_it_is_heard_alike_however_it_was_saved(content: bytes, script: Script) -> None:
    assert essence(script_of_bytes(content)) == essence(script)


def test_it_is_heard_alike_with_every_paragraph_on_a_line_of_its_own(script: Script) -> None:
    lines = "\n".join(line for line in TEXT.splitlines() if line)

    assert essence(script_of(lines)) == essence(script)
