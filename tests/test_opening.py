"""What a person says of a story is heeded: names, lines, and what was corrected in an earlier script."""

import re
from pathlib import Path

import pytest

from narrate.checks import check_script
from narrate.errors import CastError, ManuscriptError, NarrateError
from narrate.model import Basis, Gender, Kind, Script, Utterance
from narrate.opening import Opened, explained, open_script, opened, script_at, written
from narrate.script.lines import BY_HAND

STORY = """\
Emma Hart sat by the fire with Tara. Neither of them had slept, and the rain had not stopped once since Sunday.

"Is it late?" asked Emma.

"Very," said Tara.

"Then I should go."

"You could stay until the morning."

The innkeeper came in with two candles. Tara thanked her.

"Not at all," said the innkeeper. "There is one more upstairs."

"Yes," said Emma.

"Yes," said Tara.
"""


@pytest.fixture
def tale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "tale.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def said(script: Script, words: str) -> Utterance:
    return next(one for one in script.utterances if words in one.text and one.kind is Kind.QUOTATION)


def hinted(tale: Path, hints: str) -> Opened:
    return opened(tale, voices=voices(tale, hints))


def voices(tale: Path, text: str) -> Path:
    path = tale.parent / "voices.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def corrected(tale: Path, words: str, name: str) -> Path:
    """The script of *tale*, in which the line with these *words* is given to *name*."""
    path = tale.with_name("tale.script")
    text, count = re.subn(rf"\] [^\n]*(\n    \"{words})", rf"] {name}\1", written(opened(tale), "text"))
    assert count == 1
    path.write_text(text, encoding="utf-8")
    return path


def test_a_line_under_speakers_is_theirs_for_certain_and_tells_of_its_neighbours(tale: Path) -> None:
    before = opened(tale).script
    book = hinted(tale, "speakers:\n  then I should GO: Tara\n  Not at all: Emma\n")

    line = said(book.script, "Then I should go")
    assert (line.speaker, line.basis, line.cue) == ("Tara", Basis.GIVEN, "given in voices.yaml")
    assert {said(book.script, one).speaker for one in ("Not at all", "There is one more")} == {"Emma Hart"}
    assert said(book.script, "You could stay").confidence != said(before, "You could stay").confidence
    assert book.findings == ()


def test_a_line_may_be_the_narrators(tale: Path) -> None:
    script = hinted(tale, "speakers:\n  Then I should go: narrator\n").script
    line = said(script, "Then I should go")

    assert (line.speaker, line.basis, line.cue) == (None, None, "given in voices.yaml")
    assert "no-speaker" not in [one.code for one in check_script(script)]


@pytest.mark.parametrize("who", ["Tara", "narrator"])
def test_the_file_that_gives_a_line_is_named(who: str, tale: Path) -> None:
    voices(tale, "speakers:\n  Very: Emma\n")
    mine = tale.with_name("mine.yaml")
    mine.write_text(f"speakers:\n  Then I should go: {who}\n", encoding="utf-8")
    book = opened(tale, voices=mine)
    path = tale.with_name("tale.json")
    path.write_text(written(book, "json"), encoding="utf-8")

    assert said(book.script, "Then I").cue == "given in mine.yaml"
    assert said(open_script(path), "Then I").cue == "given in mine.yaml"


@pytest.mark.parametrize(
    ("entry", "code", "message"),
    [
        ("Yes: Emma", "line-ambiguous", "2:3: 2 lines have the words 'Yes' (lines 12, 14); write more"),
        ("Very: Emma", "", ""),
        ("could: Emma", "line-ambiguous", "2:3: 'could' is too little to know a line by; write three words of it"),
        ("You could: Emma", "line-ambiguous", "2:3: 'You could' is too little"),
        ("could stay until: Emma", "", ""),
        ("You can stay until: Emma", "line-unknown", "no line has the words 'You can stay until' (did you mean line 7"),
        ("you can stay until: Emma", "line-unknown", '(did you mean line 7: "You could stay until the morning."?)'),
        (
            "The innkeeper came in: Emma",
            "line-unknown",
            "'The innkeeper came in': 'The innkeeper came in with two candles.",
        ),
        (
            "innkeeper came: Emma",
            "line-unknown",
            "Tara thanked her.' is narration, not a line; write words that somebody",
        ),
        ("until the morning. The innkeeper came: Emma", "line-unknown", "is narration, not a line"),
        ("should go. You could stay: Emma", "line-unknown", "they run through several lines: write those of one"),
        ("Rhubarb and custard: Emma", "line-unknown", "no line has the words 'Rhubarb and custard'"),
        (
            "Then I should go: Temma",
            "speaker-unlisted",
            "2:3: 'Temma' is given lines, but the manuscript never names them (did you mean Emma?)",
        ),
    ],
)
def test_an_entry_that_is_no_line_or_several_is_told_of(entry: str, code: str, message: str, tale: Path) -> None:
    findings = hinted(tale, f"speakers:\n  {entry}\n").findings

    assert [one.code for one in findings] == ([code] if code else [])
    assert all(message in one.message for one in findings)


def test_an_entry_that_is_a_heading_is_told_of(tale: Path) -> None:
    tale.write_text(f"Chapter One\n\n{STORY}", encoding="utf-8")

    (finding,) = hinted(tale, "speakers:\n  Chapter One: Emma\n").findings

    assert "'Chapter One' is a heading, not a line" in finding.message


def test_two_entries_for_one_line_are_told_of(tale: Path) -> None:
    book = hinted(tale, "speakers:\n  Then I should go: Tara\n  then i should: Emma\n")

    assert said(book.script, "Then I should go").speaker == "Tara"
    assert [one.code for one in book.findings] == ["line-twice"]
    assert book.findings[0].message.startswith(f"{tale.parent / 'voices.yaml'}:3:3: ")


def test_another_name_under_aliases_is_the_same_person(tale: Path) -> None:
    apart = opened(tale).script
    book = hinted(tale, "aliases:\n  Tara: {aliases: [the innkeeper], gender: female}\n")

    assert said(apart, "Not at all").speaker == "the innkeeper"
    assert said(book.script, "Not at all").speaker == "Tara"
    assert book.script.gender_of("Tara") is Gender.FEMALE
    assert [one.name for one in book.known] == ["Tara"]


@pytest.mark.parametrize(
    ("aliases", "joined"),
    [
        ("Tara: [Emma]", "this makes one of Emma and Tara, but 'Emma Hart sat by the fire with Tara.' names both"),
        ("Emma Hart: {aliases: [Miss Hart, Tara]}", "this makes one of Emma Hart and Tara"),
        ("Tara: [the innkeeper]", ""),
        ("Emma Hart: [Emma]", ""),
        ("Emma: [Hart]", ""),
        ("Tara: [Tare]\n  Emma: [Em]", ""),
    ],
)
def test_names_of_two_people_that_are_given_to_one_are_told_of(aliases: str, joined: str, tale: Path) -> None:
    script = tale.with_name("tale.script")
    script.write_text(written(opened(tale), "text"), encoding="utf-8")
    hints = voices(tale, f"aliases:\n  {aliases}\n")

    for path in (tale, script):
        findings = [one for one in opened(path, voices=hints).findings if one.code == "alias-joins"]
        assert len(findings) == bool(joined)
        assert all(f"voices.yaml:2:3: {joined}" in one.message for one in findings)
        assert all(one.place and one.place.paragraph == 1 for one in findings)


def test_an_alias_nobody_has_is_told_of_with_a_suggestion(tale: Path) -> None:
    findings = hinted(tale, "aliases:\n  Tarra: [the wich]\n").findings

    assert [one.code for one in findings] == ["alias-unknown"]
    assert "voices.yaml:2:3: nobody in this manuscript is called 'Tarra' (did you mean Tara?)" in findings[0].message


def test_a_mistake_in_the_hints_ends_the_reading(tale: Path) -> None:
    with pytest.raises(
        CastError, match=r"voices\.yaml:1:11: speakers must be a mapping of names, found a text: 'Tara'"
    ):
        hinted(tale, "speakers: Tara\n")


def test_hints_are_for_scripts_too_but_do_not_undo_what_is_corrected_there(tale: Path) -> None:
    path = corrected(tale, "Then I", "Dawn")
    hints = "aliases:\n  Tara: [the innkeeper]\nspeakers:\n  Then I should go: Tara\n  Is it late: Tara\n"

    script = open_script(path, voices=voices(tale, hints))

    assert said(script, "Then I").speaker == "Dawn"
    assert said(script, "Is it late").speaker == "Tara"
    assert said(script, "Not at all").speaker == "Tara"
    assert "the innkeeper" not in [one.name for one in script.characters]


def test_a_correction_is_used_with_the_manuscript_and_tells_of_its_neighbours(tale: Path) -> None:
    script = open_script(tale, corrections=corrected(tale, "Then I", "Tara"))

    line = said(script, "Then I should go")
    assert (line.speaker, line.basis, line.confidence, line.cue) == ("Tara", Basis.GIVEN, 1.0, BY_HAND)
    before = said(open_script(tale), "You could stay")
    assert said(script, "You could stay").confidence != before.confidence


def test_a_correction_goes_before_an_entry_under_speakers(tale: Path) -> None:
    path = corrected(tale, "Then I", "Tara")
    hints = voices(tale, "speakers:\n  Then I should go: Emma\n")

    assert said(open_script(tale, voices=hints, corrections=path), "Then I should go").speaker == "Tara"


def test_a_line_taken_from_everybody_stays_the_narrators(tale: Path) -> None:
    script = open_script(tale, corrections=corrected(tale, "Then I", "?"))

    assert (said(script, "Then I").speaker, said(script, "Then I").cue) == (None, BY_HAND)


def test_a_correction_stays_when_the_manuscript_is_revised_and_however_often_it_is_written(tale: Path) -> None:
    path = corrected(tale, "Then I", "Tara")
    revised = f"Chapter One\n\nIt was a long night.\n\n{STORY}".replace("Then I should go.", "Then I should go, Tara.")
    tale.write_text(revised, encoding="utf-8")
    for _ in range(3):
        book = opened(tale, over=path)
        path.write_text(written(book, "text"), encoding="utf-8")

    assert (said(book.script, "Then I").speaker, said(book.script, "Then I").cue) == ("Tara", BY_HAND)
    assert book.findings == ()
    assert len([one for one in book.script.utterances if one.cue == BY_HAND]) == 1


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_correction_without_a_place_is_told_of_and_kept_until_it_has_one_again(form: str, tale: Path) -> None:
    path = corrected(tale, "Then I", "Dawn")
    tale.write_text(STORY.replace('"Then I should go."', '"What a pity."'), encoding="utf-8")
    for _ in range(2):
        book = opened(tale, over=path)
        path.write_text(written(book, form), encoding="utf-8")
    tale.write_text(STORY, encoding="utf-8")

    assert [one.code for one in book.findings] == ["correction-unplaced"]
    assert "corrected to Dawn" in book.findings[0].message
    assert '"Then I should go."' in book.findings[0].message
    assert open_script(path) == book.script if form == "json" else open_script(path).speakers == book.script.speakers
    assert said(open_script(tale, corrections=path), "Then I").speaker == "Dawn"


def test_any_line_can_be_corrected_told_ones_too(tale: Path) -> None:
    path = tale.with_name("tale.script")
    text = written(opened(tale), "text")
    path.write_text(re.sub(r"\](\n    The innkeeper came)", r"] Tara\1", text), encoding="utf-8")

    script = open_script(tale, corrections=path)

    line = next(one for one in script.utterances if one.text.startswith("The innkeeper came"))
    assert (line.speaker, line.basis, line.kind) == ("Tara", Basis.GIVEN, Kind.NARRATION)


def test_a_file_is_used_once_though_it_is_asked_for_twice(tale: Path) -> None:
    path = corrected(tale, "Then I", "Dawn")
    tale.write_text(STORY.replace('"Then I should go."', '"What a pity."'), encoding="utf-8")

    assert len(opened(tale, corrections=path, over=path).unplaced) == 1


def test_a_gender_in_the_script_is_that_of_whom_the_manuscript_does_not_know(tale: Path) -> None:
    path = corrected(tale, "Then I", "Quill")
    path.write_text(path.read_text(encoding="utf-8").replace("\n\n", "\ncharacter: Quill | male\n\n", 1), "utf-8")

    assert open_script(tale, corrections=path).gender_of("Quill") is Gender.MALE


def test_a_script_takes_no_corrections_but_its_own(tale: Path) -> None:
    path = corrected(tale, "Then I", "Dawn")
    other = tale.with_name("other.script")
    other.write_text(written(opened(tale), "text"), encoding="utf-8")

    with pytest.raises(NarrateError, match=r"tale\.script: a script is read as it stands, with what is corrected"):
        opened(path, corrections=other)
    with pytest.raises(NarrateError, match=r"tale\.script: 1 corrected there would be lost, the first .*Dawn"):
        opened(other, over=path)
    assert opened(path, over=other).script == open_script(path)


def test_what_is_to_be_corrected_from_must_be_a_script(tale: Path) -> None:
    with pytest.raises(ManuscriptError, match=r"tale\.txt:1: expected 'narrate script 1'"):
        opened(tale, corrections=tale)
    with pytest.raises(ManuscriptError, match=r"absent\.script: no such file"):
        opened(tale, corrections=Path("absent.script"))


def test_a_script_is_told_from_other_files(tale: Path) -> None:
    path = corrected(tale, "Then I", "Dawn")
    Path("empty.script").touch()

    assert script_at(path) == path
    assert [script_at(one) for one in (tale, tale.parent, Path("absent"), Path("empty.script"))] == [None] * 4


def test_each_line_is_explained_by_who_may_say_it_the_likeliest_first(tale: Path) -> None:
    book = opened(tale)
    candidates = explained(book)

    line = said(book.script, "Then I")
    assert [one.probability for one in candidates[line.id]] == sorted(
        (one.probability for one in candidates[line.id]), reverse=True
    )
    assert candidates[line.id][0].name == line.speaker
    assert "Tara" in {one.name for one in candidates[line.id]}
    assert explained(opened(corrected(tale, "Then I", "Dawn"))) == {}


def test_with_reasons_a_script_reads_as_without(tale: Path) -> None:
    book = opened(tale)
    plain, path = tale.with_name("plain.script"), tale.with_name("why.script")
    plain.write_text(written(book, "text"), encoding="utf-8")
    path.write_text(written(book, "text", why=True), encoding="utf-8")

    assert open_script(path) == open_script(plain)
    assert re.search(
        r'\n    "Then I should go\."\n# because: [^\n]+\n# \d+% \w[^\n]*: \w', path.read_text(encoding="utf-8")
    )
