"""A book opened: a manuscript read, segmented, attributed with what a person says of it; or a script as it stands."""

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.casting import Hints, read_hints
from narrate.checks import account, joined, misnamed, verify
from narrate.dialogue.attribution import Attribution
from narrate.dialogue.languages import language_of, marked
from narrate.dialogue.segment import segment
from narrate.errors import ManuscriptError, NarrateError
from narrate.manner import with_manners
from narrate.manuscripts import contents, read, shown
from narrate.model import Age, Basis, Candidate, Character, Finding, Gender, Kind, Manuscript, Script, Utterance
from narrate.quoting import first_words
from narrate.script import is_script, read_corrections, read_script
from narrate.script.as_json import to_json
from narrate.script.as_text import to_text
from narrate.script.corrections import Corrections, placed
from narrate.script.lines import BY_HAND, GIVEN_IN, SAID, Line, Lines, folded
from narrate.script.reasons import reasons

if TYPE_CHECKING:
    from narrate.labelling import Labeller

LANGUAGE_SAMPLE, LANGUAGE_WORDS = 20_000, 12
"""Characters of a story that are about enough to tell its language, and words that are the fewest."""
FEW_WORDS = 3
"""Of a line; fewer must be all of it to name it."""
NARRATOR = "narrator"
"""Under ``speakers``: nobody says this line."""
MAX_SUGGESTIONS = 20
"""Entries that get a "did you mean"; looking through all the lines is slow."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A book as it was opened: its script, and what it was made from."""

    script: Script
    findings: tuple[Finding, ...] = ()
    """What a person said of the book that does not fit it."""
    unplaced: tuple[Utterance, ...] = ()
    """Corrected lines that the manuscript does not have."""
    cover: bytes | None = field(default=None, repr=False)
    """The manuscript's own."""
    manuscript: Manuscript | None = field(default=None, repr=False)
    """None for a script."""
    attribution: Attribution | None = field(default=None, repr=False, compare=False)
    """What found the speakers; None for a script."""
    known: tuple[Character, ...] = ()
    """Characters a person named."""


@dataclass(frozen=True, slots=True)
class _Given:
    """Who says a line, by a person's word; None is the narrator."""

    speaker: str | None
    cue: str


def voices_beside(path: Path) -> Path | None:
    """The voices.yaml beside the manuscript at *path*, else the one in the current folder."""
    return next(filter(Path.is_file, (path.parent / "voices.yaml", Path("voices.yaml"))), None)


def opened(
    path: Path,
    *,
    encoding: str | None = None,
    keep: Collection[str] = (),
    voices: Path | None = None,
    corrections: Path | None = None,
    over: Path | None = None,
    model: "Labeller | None" = None,
) -> Opened:
    """The manuscript or script at *path*, opened; "-" is standard input.

    What would be skipped for a reason in *keep* is spoken. The names and lines that the voices.yaml *voices* tells are
    used, and what was corrected by hand in the script *corrections*, and in the one that is to be written *over*.
    With a language *model*, its labels go before the built-in attribution.
    ManuscriptError, CastError, CheckFailed; NarrateError if what is asked for cannot be done.
    """
    content = contents(path)
    hints = read_hints(voices) if voices else Hints()
    if is_script(content, path):
        _refuse(path, keep, corrections, model)
        script = read_script(content, path)
        _refuse_loss(script, over)
        book = _as_it_stands(script, hints)
    else:
        manuscript = read(path, content, encoding=encoding, keep=keep)
        corrected = [read_corrections(contents(one), one) for one in (over, corrections) if one]
        book = _attributed(manuscript, hints, corrected, model)
    if not any(one.spoken for one in book.script.utterances):
        raise ManuscriptError(f"{shown(path)}: there is nothing to speak: {account(book.script)}")
    return book


def _refuse(path: Path, keep: Collection[str], corrections: Path | None, model: "Labeller | None") -> None:
    """NarrateError for what cannot be done with a script."""
    if model:
        message = "a script is read as it stands; a language model labels the lines of a manuscript"
        raise NarrateError(f"{shown(path)}: {message}")
    if keep:
        raise NarrateError(f"{shown(path)}: a script is read as it stands; keep more when making it of the manuscript")
    if corrections:
        message = "a script is read as it stands, with what is corrected in it; other corrections need the manuscript"
        raise NarrateError(f"{shown(path)}: {message}")


def _refuse_loss(script: Script, over: Path | None) -> None:
    """NarrateError if *script*, written *over* another, would lose what is corrected there."""
    said = {(folded(one.text), one.speaker) for one in script.utterances}
    lines = read_corrections(contents(over), over).lines if over else ()
    lost = [one for one in lines if (folded(one.text), one.speaker) not in said]
    if lost:
        message = f"{len(lost)} corrected there would be lost, the first {_line(lost[0])}"
        raise NarrateError(f"{over}: {message} (name another file, or remove this one)")


def open_script(
    path: Path,
    *,
    encoding: str | None = None,
    keep: Collection[str] = (),
    voices: Path | None = None,
    corrections: Path | None = None,
) -> Script:
    """The script of the manuscript at *path*, or the script that *path* itself is; as ``opened``."""
    return opened(path, encoding=encoding, keep=keep, voices=voices, corrections=corrections).script


def explained(book: Opened) -> Mapping[str, tuple[Candidate, ...]]:
    """Who may have said each line of *book*, the likeliest first, by utterance's id; nothing of a script."""
    return book.attribution.candidates() if book.attribution else {}


def written(book: Opened, form: str, *, why: bool = False) -> str:
    """The script of *book* as "text" or "json", corrected lines that found no place with it; *why*: with reasons."""
    if form == "json":
        return to_json(book.script, unplaced=book.unplaced)
    remarks = reasons(book.script, explained(book)) if why else None
    return to_text(book.script, remarks=remarks, unplaced=book.unplaced)


def script_at(path: Path) -> Path | None:
    """*path* if there is a script."""
    there = path.is_file() and path.stat().st_size > 0
    return path if there and is_script(contents(path), path) else None


def _attributed(
    manuscript: Manuscript, hints: Hints, corrected: Sequence[Corrections], model: "Labeller | None"
) -> Opened:
    manuscript = _in_its_language(manuscript)
    utterances: Sequence[Utterance] = marked(manuscript, segment(manuscript))
    given, findings = _quoted(hints, utterances)
    unplaced: list[Utterance] = []
    for corrections in corrected:
        here, nowhere = placed(corrections, utterances)
        given |= {at: _Given(one.speaker, BY_HAND) for at, one in here.items()}
        unplaced += [one for one in nowhere if one not in unplaced]
    utterances = _with(utterances, given)
    known = hints.known(manuscript.text)
    attribution = Attribution(manuscript, utterances, known)
    script = attribution.script()
    script = replace(script, utterances=tuple(_settled(script.utterances, given)))
    unlabelled: tuple[Finding, ...] = ()
    if model:
        from narrate.labelling import labelled  # noqa: PLC0415  # HTTP, for those who ask a server

        told = labelled(script, model)
        script, unlabelled = told.script, told.findings
    verify(manuscript, script)
    script = with_manners(_gendered(replace(script, words=account(script).words), corrected))
    wrong_names = misnamed(hints, script, manuscript.text, {one.speaker for one in given.values()})
    lost = (Finding("correction-unplaced", f"the manuscript does not have {_line(one)}") for one in unplaced)
    return Opened(
        script,
        (*findings, *joined(hints, utterances), *wrong_names, *lost, *unlabelled),
        tuple(unplaced),
        manuscript.cover,
        manuscript,
        attribution,
        known,
    )


def _as_it_stands(script: Script, hints: Hints) -> Opened:
    """*script* with the speakers of *hints* where nobody corrected it, and one name for each character."""
    given, findings = _quoted(hints, script.utterances)
    free = {at: one for at, one in given.items() if script.utterances[at].cue != BY_HAND}
    utterances = _settled(_with(script.utterances, free), free)
    settled = replace(script, utterances=tuple(utterances))
    return Opened(_called(settled, hints.characters), (*findings, *joined(hints, script.utterances)))


def _in_its_language(manuscript: Manuscript) -> Manuscript:
    """*manuscript* in the language its words tell, if its format calls it English, as most do that know none."""
    if not manuscript.language.lower().startswith("en"):
        return manuscript
    every = len(manuscript.text) // LANGUAGE_SAMPLE + 1
    story = " ".join(manuscript.text[one.start : one.end] for one in manuscript.paragraphs[::every])
    language = language_of(story[: 2 * LANGUAGE_SAMPLE], LANGUAGE_WORDS)
    return replace(manuscript, language=language or manuscript.language)


def _quoted(hints: Hints, utterances: Sequence[Utterance]) -> tuple[dict[int, _Given], list[Finding]]:
    """Who says the lines that *hints* quote, by number of the utterance; and what is quoted wrong."""
    given: dict[int, _Given] = {}
    findings: list[Finding] = []
    lines = Lines(utterances) if hints.speakers else Lines(())
    for words, who in hints.speakers.items():
        found, place = lines.find(words), hints.lines[words]
        found = tuple(line for line in found if utterances[line.pieces[0]].kind in SAID)
        whole = any(line.words == folded(words) for line in found)
        if len(found) == 1 and (whole or len(folded(words).split()) >= FEW_WORDS):
            one = _Given(None if who == NARRATOR else who, GIVEN_IN + hints.file)
            if any(given.get(at, one) != one for at in found[0].pieces):
                message = f"the line with the words {words!r} is given to {given[found[0].pieces[0]].speaker} already"
                findings.append(Finding("line-twice", f"{place}: {message}; this entry is not used"))
                continue
            given |= dict.fromkeys(found[0].pieces, one)
        else:
            hint = _other_words(words, lines, utterances) if not found and len(findings) < MAX_SUGGESTIONS else ""
            findings.append(_misquoted(words, found, place, hint))
    return given, findings


def _misquoted(words: str, found: Sequence[Line], place: str, hint: str) -> Finding:
    if len(found) > 1:
        numbers = ", ".join(str(line.pieces[0] + 1) for line in found[:FEW_WORDS]) + ", …" * (len(found) > FEW_WORDS)
        message = f"{len(found)} lines have the words {words!r} (lines {numbers}); write more of the one you mean"
        return Finding("line-ambiguous", f"{place}: {message}")
    if found:
        message = f"{words!r} is too little to know a line by; write three words of it, or all of it"
        return Finding("line-ambiguous", f"{place}: {message}")
    return Finding("line-unknown", f"{place}: no line has the words {words!r}{hint}")


def _other_words(words: str, lines: Lines, utterances: Sequence[Utterance]) -> str:
    """What *words* are that are no line: narration, several lines; else the line most like them, as a question."""
    passage = [utterances[at] for at in lines.passage(words)]
    told = next((one for one in passage if one.kind not in SAID), None)
    if told:
        what = "a heading" if told.kind is Kind.HEADING else "narration"
        return f": {first_words(told.text)!r} is {what}, not a line; write words that somebody says"
    if passage:
        return "; they run through several lines: write those of one"
    wanted = folded(words)
    said = [line for line in lines if utterances[line.pieces[0]].kind in SAID]
    starts = {line.words[: len(wanted)]: line for line in reversed(said)}
    close = difflib.get_close_matches(wanted, starts, n=1)
    if not close:
        return ""
    line = starts[close[0]]
    text = " ".join(utterances[at].text for at in line.pieces)
    return f" (did you mean line {line.pieces[0] + 1}: {first_words(text)}?)"


def _with(utterances: Sequence[Utterance], given: Mapping[int, _Given]) -> list[Utterance]:
    """*utterances* with those as speakers who are *given*."""
    return [
        replace(one, speaker=given[at].speaker, confidence=1.0, basis=Basis.GIVEN, cue=given[at].cue)
        if at in given
        else one
        for at, one in enumerate(utterances)
    ]


def _settled(utterances: Sequence[Utterance], given: Mapping[int, _Given]) -> Iterator[Utterance]:
    """*utterances* with what is *given* as a person's word, and nobody where a person says so."""
    for at, one in enumerate(utterances):
        if at not in given:
            yield one
        elif given[at].speaker is None:
            yield replace(one, speaker=None, confidence=1.0, basis=None, cue=given[at].cue)
        else:
            yield replace(one, cue=given[at].cue)


def _gendered(script: Script, corrected: Sequence[Corrections]) -> Script:
    """*script* with genders and ages of *corrected* scripts for those whose own the manuscript does not tell."""
    told = {one.name: one for corrections in corrected for one in corrections.characters}
    characters = []
    for one in script.characters:
        known = told.get(one.name, one)
        gender = known.gender if one.gender is Gender.UNKNOWN else one.gender
        characters.append(replace(one, gender=gender, age=known.age if one.age is Age.ADULT else one.age))
    return replace(script, characters=tuple(characters))


def _called(script: Script, characters: Sequence[Character]) -> Script:
    """*script* with one name for each of *characters*, whatever name of theirs stands there."""
    there = {*script.speakers, *(one.name for one in script.characters)}
    characters = [one for one in characters if not there.isdisjoint((one.name, *one.aliases))]
    names = {alias: one.name for one in characters for alias in one.aliases}
    merged: dict[str, Character] = {}
    for one in (*characters, *script.characters):
        name = names.get(one.name, one.name)
        before = merged.get(name, Character(name))
        aliases = tuple(dict.fromkeys((*before.aliases, *one.aliases)))
        gender = one.gender if before.gender is Gender.UNKNOWN else before.gender
        merged[name] = Character(name, aliases, gender, one.age if before.age is Age.ADULT else before.age)
    utterances = (replace(one, speaker=names.get(one.speaker or "", one.speaker)) for one in script.utterances)
    return replace(script, characters=tuple(merged.values()), utterances=tuple(utterances))


def _line(one: Utterance) -> str:
    who = one.speaker or "the narrator"
    return f"the line that is corrected to {who} ({one.place}): {first_words(one.text)}"
