"""A text as it would be heard."""

from drafts import parse

from narrate.dialogue.attribution import Attribution
from narrate.dialogue.segment import segment
from narrate.model import Character, Kind, Script, Utterance

LETTERS = {
    Kind.HEADING: "H", Kind.NARRATION: "N", Kind.QUOTATION: "Q",
    Kind.THOUGHT: "T", Kind.MESSAGE: "M", Kind.LETTER: "L",
}  # fmt: skip


def utterances(text: str) -> tuple[Utterance, ...]:
    return segment(parse(text, "story"))


def heard(text: str) -> list[str]:
    """Like "N words" for narration, "Q words" for a quotation, "Q+ words" for one that continues another."""
    return [f"{LETTERS[one.kind]}{'+' if one.continues else ''} {one.text}" for one in utterances(text)]


def script_of(text: str) -> Script:
    manuscript = parse(text, "story")
    return Attribution(manuscript, segment(manuscript)).script()


def lines(text: str) -> list[Utterance]:
    """The quotations of *text*, attributed."""
    return [one for one in script_of(text).utterances if one.kind is Kind.QUOTATION]


def speakers(text: str) -> list[str | None]:
    return [one.speaker for one in lines(text)]


def characters(text: str) -> dict[str, Character]:
    return {one.name: one for one in script_of(text).characters}
