"""Why a line is whose: its paragraph and those around it, what decided, and who else may say it."""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from narrate.terminal.printing import dump, print_text

if TYPE_CHECKING:
    from narrate.model import Candidate, Script, Utterance

_WIDTH = 100
_BASES = {
    "explicit": "a speech tag names the speaker",
    "anaphoric": "a speech tag points to the speaker, without the name",
    "implicit": "no speech tag",
    "labelled": "a language model says so",
    "given": "somebody says so",
}
"""In words, on what a speaker rests."""


def show_why(script: "Script", number: int, candidates: Sequence["Candidate"], *, as_json: bool) -> None:
    """Why line *number* of *script* is whose; *candidates* are those who may say it, the likeliest first."""
    line = script.utterances[number - 1]
    before, own, after = _paragraphs(script, number - 1)
    if as_json:
        others = [{"name": one.name, "probability": one.probability, "evidence": one.evidence} for one in candidates]
        dump(
            {
                "line": number,
                "id": line.id,
                "place": str(line.place),
                "kind": line.kind,
                "text": line.text,
                "before": before,
                "paragraph": own,
                "after": after,
                "speaker": line.speaker,
                "confidence": line.confidence,
                "basis": line.basis,
                "cue": line.cue,
                "candidates": others,
            }
        )
        return
    print_text(f"line {number}, {line.place}: {' '.join(line.text.split())}\n\n")
    for words, margin in ((before, "    "), (own, "  > "), (after, "    ")):
        if words:
            print_text(textwrap.fill(words, _WIDTH, initial_indent=margin, subsequent_indent="    ") + "\n\n")
    print_text(textwrap.fill(_judged(line), _WIDTH))
    for shown in _ranked(candidates):
        print_text(shown)


def _paragraphs(script: "Script", at: int) -> list[str]:
    """The words of the paragraph before utterance *at*, of its own, and of the one after; empty where there is none."""
    paragraphs = [
        list(group) for _, group in groupby(range(len(script.utterances)), key=lambda one: _place(script, one))
    ]
    own = next(number for number, paragraph in enumerate(paragraphs) if at in paragraph)
    around = (paragraphs[one] if 0 <= one < len(paragraphs) else [] for one in (own - 1, own, own + 1))
    return [" ".join(" ".join(script.utterances[one].text for one in paragraph).split()) for paragraph in around]


def _place(script: "Script", at: int) -> object:
    return script.utterances[at].place


def _judged(line: "Utterance") -> str:
    """Who says *line*, how sure that is, and by what."""
    if line.kind in ("narration", "heading") and line.speaker is None:
        return "The narrator reads it: nobody in the story says it."
    untagged = line.basis == "implicit" and bool(line.cue)
    because = f"{_BASES['implicit']}; {line.cue}" if untagged else line.cue or _BASES.get(line.basis or "", "")
    if line.speaker is None:
        return f"The narrator reads it: nobody known says it{f' ({because})' if because else ''}."
    sure = "" if line.basis == "given" else f", {line.confidence * 100:.0f} % sure"
    return f"{line.speaker} says it{sure}: {because}."


def _ranked(candidates: Sequence["Candidate"]) -> Iterator[str]:
    width = max((len(one.name) for one in candidates), default=0)
    for one in candidates:
        first = f"{one.probability * 100:4.0f} %  {one.name:{width}}  "
        evidence = "; ".join(one.evidence) or "nothing tells of them"
        yield textwrap.fill(evidence, _WIDTH, initial_indent=first, subsequent_indent=" " * len(first))
