"""The script as a file: text that a person corrects and feeds back, or JSON for other programs."""

import re
from itertools import pairwise
from pathlib import Path

from narrate.errors import ManuscriptError
from narrate.model import Script, Skipped, Utterance
from narrate.script import as_json, as_text
from narrate.script.as_json import from_json, to_json
from narrate.script.as_text import from_text, to_text
from narrate.script.corrections import Corrections

HEAD_LINE = re.compile(rb"(?:#[^\n]*\n\s*)*narrate script \d+\s*$", re.MULTILINE)
FORMATS = {"text": to_text, "json": to_json}
"""Format → how it is written."""


SUFFIXES = frozenset({".script", ".json"})
"""A file so named is a script, or wrong."""


def is_script(content: bytes, path: Path) -> bool:
    """Whether *content*, the file at *path*, is a script and not a manuscript."""
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    record = start.startswith(b"{") and b'"utterances"' in content
    return record or bool(HEAD_LINE.match(start)) or path.suffix.lower() in SUFFIXES


def read_script(content: bytes, path: Path) -> Script:
    """The script in *content*, text or JSON. ManuscriptError names the part of *path* that is wrong."""
    text = _decoded(content, path)
    return _checked(from_json(text, path) if _is_json(text) else from_text(text, path), path)


def read_corrections(content: bytes, path: Path) -> Corrections:
    """What a person corrected in the script in *content*. ManuscriptError as ``read_script``."""
    script = read_script(content, path)
    text = _decoded(content, path)
    unplaced = (as_json if _is_json(text) else as_text).unplaced_in(text, path)
    return Corrections(script.utterances, unplaced, script.characters)


def _decoded(content: bytes, path: Path) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ManuscriptError(f"{path}: a script is UTF-8 text; byte {error.start} is not") from error


def _is_json(text: str) -> bool:
    return text.lstrip().startswith("{")


def _checked(script: Script, path: Path) -> Script:
    """*script*, in which every utterance stands after the one before it and in a chapter with a title."""
    if not script.utterances:
        raise ManuscriptError(f"{path}: the script has no utterance")
    spans: list[Utterance | Skipped] = [*script.utterances, *script.skipped]
    for span in spans:
        if span.end < span.start:
            raise ManuscriptError(f"{path}: {span.start}-{span.end} ends before it starts: {span.text[:40]!r}")
    for number, (before, after) in enumerate(pairwise(script.utterances), start=2):
        if before.end > after.start or after.place < before.place:
            stands = f"{after.text[:40]!r} stands in {after.place}, at {after.start}"
            raise ManuscriptError(f"{path}: utterance {number} is out of order: {stands}")
    titles, last = len(script.chapters), script.utterances[-1].place.chapter
    if last > titles:
        raise ManuscriptError(f"{path}: there is a chapter {last}, but the titles of {titles}")
    return script
