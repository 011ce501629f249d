"""The same story as other programs would save it, and what must stay the same."""

import re
import textwrap
from pathlib import Path

from drafts import parse

from narrate.dialogue.attribution import Attribution
from narrate.dialogue.segment import segment
from narrate.manuscripts import read
from narrate.model import Script


def script_of(text: str, name: str = "story") -> Script:
    manuscript = parse(text, name)
    return Attribution(manuscript, segment(manuscript)).script()


def script_of_bytes(content: bytes) -> Script:
    manuscript = read(Path("story.txt"), content)
    return Attribution(manuscript, segment(manuscript)).script()


def plainly(text: str) -> str:
    """*text* with its marks and white space evened out."""
    return " ".join(re.sub("[“”]", '"', re.sub("[‘’]", "'", text)).split())


def essence(script: Script) -> list[tuple[str, str, str | None]]:
    """What is heard, and in whose voice."""
    return [(one.kind, plainly(one.text), one.speaker) for one in script.utterances]


def curly(text: str) -> str:
    """*text* with straight marks made typographic, as a word processor does it paragraph by paragraph."""
    return re.sub(r"(?:.+\n?)+", lambda match: _curly_paragraph(match[0]), text.replace("'", "’"))


def _curly_paragraph(paragraph: str) -> str:
    parts = paragraph.split('"')
    return parts[0] + "".join("“”"[number % 2] + part for number, part in enumerate(parts[1:]))


def wrapped(text: str, width: int = 72) -> str:
    """*text* with hard line ends, as mail programs sent it."""
    return "\n".join(
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) for line in text.split("\n")
    )
