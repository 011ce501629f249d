"""What is shown of a book: who speaks it, with which voice, what it took."""

import operator
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

import click

from narrate.terminal.printing import clock, counted, dump, remark, table

if TYPE_CHECKING:
    from narrate import NarrateError, Offer
    from narrate.model import Cost, Finding, Voice
    from narrate.planning import Part
    from narrate.production import Audiobook, Book

_ALIKE = 5
"""Findings of one kind that are shown beside a result."""
_SAID = ("quotation", "thought", "message", "letter")
_LISTED = 12
"""Parts of the cast shown before a production."""


def introduce(book: "Book", *, quiet: bool) -> None:
    """What was read and who will speak it."""
    script = book.script
    kinds = Counter(one.kind.value for one in script.utterances if not one.continues)
    said = [counted(kinds[kind], kind) for kind in _SAID if kinds[kind] or kind == "quotation"]
    author = f" by {script.author}" if script.author else ""
    remark(f"{script.title}{author}: {book.account}", quiet=quiet)
    remark(
        f"{', '.join(said)}, {counted(len(script.speakers), 'speaker')}; cast by {book.voices or 'the palette'}",
        quiet=quiet,
    )
    parts = [("narrator", book.cast.narrator), *book.cast.roles.items()]
    for who, voice in parts[:_LISTED]:
        remark(f"  {who}: {voice.name}" + ("" if voice.origin else " (from the palette)"), quiet=quiet)
    if len(parts) > _LISTED:
        remark(f"  and {len(parts) - _LISTED} more: narrate cast {book.path}", quiet=quiet)
    remark_findings(book.findings, book.path, quiet=quiet)


def remark_findings(findings: Iterable["Finding"], book: Path, *, quiet: bool) -> None:
    """Each of *findings*, but of doubtful lines only how many there are: a novel has hundreds."""
    many = ("doubtful-speaker", "no-speaker", "cast-automatically")
    shown: Counter[str] = Counter()
    for finding in findings:
        shown[finding.code] += 1
        if finding.code not in many and shown[finding.code] <= _ALIKE:
            remark(f"{finding.code}: {finding.message}", quiet=quiet)
    for code, number in shown.items():
        if code not in many and number > _ALIKE:
            remark(f"{code}: {number - _ALIKE} more: narrate check {book}", quiet=quiet)
    doubtful = shown["doubtful-speaker"] + shown["no-speaker"]
    if doubtful:
        remark(f"{counted(doubtful, 'doubtful line')}: narrate check {book}", quiet=quiet)


def show_audiobook(made: "Audiobook", book: "Book", *, quiet: bool, as_json: bool, brief: bool = False) -> None:
    """The path of the finished file, and what it took; *brief* JSON is one line."""
    remark(
        f"{counted(made.made, 'clip')} made, {made.reused} reused; {clock(made.seconds)} with "
        f"{counted(len(made.marks), 'chapter mark')}, {made.path.stat().st_size / 1e6:.1f} MB",
        quiet=quiet or as_json,
    )
    if not as_json:
        for path in (made.path, *made.readalong):
            click.echo(os.fsencode(path))  # as the system has it, whatever its letters
        return
    marks = [{"title": one.title, "start": round(one.start, 3), "end": round(one.end, 3)} for one in made.marks]
    dump(
        {
            "path": str(made.path),
            "seconds": round(made.seconds, 3),
            "bytes": made.path.stat().st_size,
            "chapters": marks,
            "readalong": [str(path) for path in made.readalong],
            "clips": {"made": made.made, "reused": made.reused},
            **facts(book),
        },
        brief=brief,
    )


def show_failure(error: "NarrateError", source: Path, *, as_json: bool) -> None:
    """What went wrong with one book of several."""
    where = "" if str(error).startswith(str(source)) else f"{source}: "
    remark(f"narrate: {where}{error}", quiet=False)
    if as_json:
        dump({"book": str(source), "error": str(error), "exit_code": error.exit_code}, brief=True)


def show_plan(parts: Sequence["Part"], book: "Book", *, quiet: bool, as_json: bool, brief: bool = False) -> None:
    """Who says how much with which voice and why, and what is still to be spoken; *brief* JSON is one line."""
    if as_json:
        dump({"parts": list(map(_part_record, parts)), **facts(book)}, brief=brief)
        return
    remark(str(book.account), quiet=quiet)
    head = ("speaker", "lines", "words", "about", "voice", "to speak", "most like", "why")
    table(head, list(map(_part_row, parts)))
    remark(_cost(parts), quiet=quiet)
    remark_findings(book.findings, book.path, quiet=quiet)


def _part_record(part: "Part") -> dict[str, object]:
    return {
        "speaker": part.speaker,
        "voice": part.voice.name,
        "engine": part.voice.engine,
        "lines": part.lines,
        "words": part.words,
        "seconds": round(part.seconds, 1),
        "clips": part.clips,
        "missing": part.missing,
        "seconds_missing": round(part.seconds_missing, 1),
        "cost": _cost_record(part.cost) if part.cost else None,
        "why": part.why,
        "nearest": part.nearest._asdict() if part.nearest else None,
    }


def _part_row(part: "Part") -> tuple[str, ...]:
    return (
        part.speaker or "(narrator)",
        str(part.lines),
        str(part.words),
        clock(part.seconds),
        part.voice.name,
        f"{part.missing} of {part.clips}" if part.missing else "nothing",
        f"{part.nearest.speaker or '(narrator)'} {part.nearest.likeness:.2f}" if part.nearest else "",
        part.why,
    )


def _cost(parts: Sequence["Part"]) -> str:
    """What a run would make: "Tara: 7 clips, 0:31 to speak; 133 clips kept"."""
    kept = counted(sum(part.clips - part.missing for part in parts), "clip")
    asked = [part for part in parts if part.missing]
    if not asked:
        return f"nothing to speak; {kept} kept"
    named = [
        f"{part.speaker or 'narrator'}: {counted(part.missing, 'clip')}, {clock(part.seconds_missing)}"
        for part in asked[:_LISTED]
    ]
    more = f"; {len(asked) - _LISTED} more speakers" if len(asked) > _LISTED else ""
    whole = clock(sum(part.seconds_missing for part in asked))
    costs = [part.cost for part in asked if part.cost]
    paid = f"; {reduce(operator.add, costs)}" if costs else ""
    return f"{'; '.join(named)}{more} – about {whole} to speak{paid}; {kept} kept"


def _cost_record(cost: "Cost") -> dict[str, object]:
    return {"characters": cost.characters, "money": round(cost.money or 0.0, 4), "currency": cost.currency}


def remark_changes(changes: Sequence[str], *, quiet: bool) -> None:
    """What one cast does otherwise than another."""
    more = f" and {len(changes) - _LISTED} more" if len(changes) > _LISTED else ""
    remark(f"other: {', '.join(changes[:_LISTED])}{more}" if changes else "nothing differs", quiet=quiet)


def show_voices(offers: Sequence["Offer"], *, quiet: bool, as_json: bool) -> None:
    """The voices on *offer* by name, and how to get those that are not here."""
    if as_json:
        dump([_voice_record(one) for one in offers])
        return
    head = ("voice", "engine", "language", "gender", "age", "quality", "what it is like", "to get it")
    table(head, [_voice_row(one.voice, one) for one in offers if one.voice])
    remarks = {f"{one.engine}: {one.needs[0]}" for one in offers if len(one.needs) > (one.voice is not None)}
    for words in sorted(remarks):
        remark(words, quiet=quiet)


def _voice_record(offer: "Offer") -> dict[str, object]:
    one = offer.voice
    if one is None:
        return {"name": None, "engine": offer.engine, "needs": offer.needs}
    return {
        "name": one.name,
        "engine": one.engine,
        "gender": one.gender,
        "age": one.age,
        "language": one.language,
        "quality": offer.quality,
        "description": one.description,
        "settings": dict(one.settings),
        "needs": offer.needs,
    }


def _voice_row(one: "Voice", offer: "Offer") -> tuple[str, ...]:
    get = offer.needs[-1] if offer.needs else ""
    who = (one.name, one.engine, one.language, one.gender.value, one.age.value)
    return (*who, offer.quality, one.description, get)


def facts(book: "Book") -> dict[str, object]:
    """What the JSON of every result tells of its book."""
    findings = [
        {"code": one.code, "message": one.message, "place": str(one.place) if one.place else None}
        for one in book.findings
    ]
    return {
        "book": str(book.path),
        "title": book.script.title,
        "words": {"in": book.account.words, "spoken": book.account.spoken, "skipped": dict(book.account.skipped)},
        "cast": {
            "narrator": book.cast.narrator.name,
            **{who: one.name for who, one in book.cast.roles.items()},
        },
        "findings": findings,
    }
