"""The script as JSON, a stable contract for other programs: see docs/script.md."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from narrate.errors import ManuscriptError
from narrate.manner import MANNERS, unknown
from narrate.model import (
    LANGUAGE_TAG,
    Age,
    Basis,
    Character,
    Gender,
    Kind,
    Place,
    Script,
    Skipped,
    Utterance,
    identified,
)
from narrate.script.lines import BY_HAND, GIVEN_IN

Word = TypeVar("Word", bound=StrEnum)


def to_json(script: Script, *, unplaced: Sequence[Utterance] = ()) -> str:
    """*script* as JSON; the keys are a contract, see docs/script.md.

    Corrected lines that are *unplaced*, because the manuscript does not have them, have a key of their own.
    """
    text = json.dumps(
        {
            "title": script.title,
            "author": script.author,
            "language": script.language,
            "words": script.words,
            "chapters": script.chapters,
            "metadata": dict(script.metadata),
            **({"teller": script.teller} if script.teller else {}),
            "characters": [_character_record(one) for one in script.characters],
            "utterances": [_utterance_record(one) for one in script.utterances],
            "skipped": [
                {"start": one.start, "end": one.end, "reason": one.reason, "text": one.text} for one in script.skipped
            ],
            **({"unplaced": [_utterance_record(one) for one in unplaced]} if unplaced else {}),
        },
        ensure_ascii=False,
        indent=1,
    )
    return text.encode(errors="backslashreplace").decode()  # half a character, which no file can hold, as an escape


def _character_record(one: Character) -> dict[str, object]:
    age = {} if one.age is Age.ADULT else {"age": one.age}
    return {"name": one.name, "aliases": one.aliases, "gender": one.gender, **age}


def _utterance_record(one: Utterance) -> dict[str, object]:
    return {
        "id": one.id,
        "kind": one.kind,
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "speaker": one.speaker,
        "confidence": one.confidence,
        "basis": one.basis,
        "continues": one.continues,
        "chapter": one.place.chapter,
        "scene": one.place.scene,
        "paragraph": one.place.paragraph,
        **({"language": one.language} if one.language else {}),
        **({"manner": one.manner} if one.manner else {}),
        **({"cue": one.cue} if one.cue or one.basis is Basis.GIVEN else {}),
    }


def unplaced_in(text: str, path: Path) -> tuple[Utterance, ...]:
    """The corrected lines that ``to_json`` wrote into *text*, a script, as unplaced. ManuscriptError."""
    whole = _Part(str(path), json.loads(text))
    return tuple(_utterance(one) for one in whole.parts("unplaced", "unplaced")) if "unplaced" in whole.record else ()


def from_json(text: str, path: Path) -> Script:
    """The script that *text* holds as JSON. ManuscriptError says which part of *path* is wrong."""
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise ManuscriptError(f"{path}:{error.lineno}:{error.colno}: not JSON: {error.msg}") from error
    except (RecursionError, ValueError) as error:  # nested too deeply; a number of thousands of digits
        raise ManuscriptError(f"{path}: not the JSON of a script: {error}") from error
    whole = _Part(str(path), record)
    utterances = identified([_utterance(one) for one in whole.parts("utterances", "utterance")])
    return Script(
        whole.text("title"),
        whole.text("author"),
        whole.text("language"),
        _chapters(whole, utterances),
        tuple(_character(one) for one in whole.parts("characters", "character")),
        utterances,
        tuple(_skipped(one) for one in whole.parts("skipped", "skipped")),
        _metadata(whole),
        whole.count("words", least=0) if "words" in whole.record else 0,
        whole.text("teller") if "teller" in whole.record else "",
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the file, and the *place* to begin an error with."""

    place: str
    record: Mapping[str, object]

    def value(self, key: str) -> object:
        if key not in self.record:
            raise ManuscriptError(f"{self.place}: {key!r} is missing")
        return self.record[key]

    def error(self, key: str, expected: str) -> ManuscriptError:
        return ManuscriptError(f"{self.place}: {key}: expected {expected}, found {_shown(self.record[key])}")

    def text(self, key: str) -> str:
        value = self.value(key)
        if not isinstance(value, str):
            raise self.error(key, "a text")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.value(key)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.error(key, "a list of texts")
        return tuple(value)

    def count(self, key: str, *, least: int) -> int:
        value = self.value(key)
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise self.error(key, f"a whole number from {least}")
        return value

    def word(self, key: str, words: type[Word]) -> Word:
        value = self.value(key)
        if not isinstance(value, str) or value not in set(words):
            raise self.error(key, f"one of {', '.join(words)}")
        return words(value)

    def parts(self, key: str, name: str) -> Iterator["_Part"]:
        value = self.value(key)
        if not isinstance(value, list):
            raise self.error(key, "a list")
        for number, one in enumerate(value, start=1):
            if not isinstance(one, dict):
                raise ManuscriptError(f"{self.place}: {name} {number}: expected an object, found {_shown(one)}")
            yield _Part(f"{self.place}: {name} {number}", one)


def _utterance(part: _Part) -> Utterance:
    speaker = None if part.value("speaker") is None else part.text("speaker")
    if speaker == "":
        raise part.error("speaker", "a name or null")
    unsaid = Basis.GIVEN if speaker else None
    basis = unsaid if part.value("basis") is None else part.word("basis", Basis)
    return Utterance(
        part.count("start", least=0),
        part.count("end", least=0),
        part.text("text"),
        part.word("kind", Kind),
        Place(*(part.count(key, least=1) for key in ("chapter", "scene", "paragraph"))),
        speaker,
        _confidence(part),
        basis,
        _continues(part),
        language=_language(part),
        cue=_cue(part, basis),
        manner=_manner(part),
    )


def _cue(part: _Part, basis: Basis | None) -> str:
    """The cue; of what is given, but neither by the manuscript nor in a voices.yaml, that a person did it."""
    cue = part.text("cue") if "cue" in part.record else BY_HAND
    if basis is Basis.GIVEN:
        return cue if not cue or cue.startswith(GIVEN_IN) else BY_HAND
    return cue if "cue" in part.record else ""


def _confidence(part: _Part) -> float:
    value = part.value("confidence")
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise part.error("confidence", "a number from 0 to 1")
    return round(float(value), 2)


def _continues(part: _Part) -> bool:
    value = part.record.get("continues", False)
    if not isinstance(value, bool):
        raise part.error("continues", "true or false")
    return value


def _language(part: _Part) -> str:
    language = part.text("language") if "language" in part.record else ""
    if language and not re.fullmatch(LANGUAGE_TAG, language):
        raise part.error("language", "a tag as fr or pt-BR")
    return language


def _manner(part: _Part) -> str:
    manner = part.text("manner") if "manner" in part.record else ""
    if manner and manner not in MANNERS:
        raise ManuscriptError(f"{part.place}: manner: {unknown(manner)}")
    return manner


def _character(part: _Part) -> Character:
    age = part.word("age", Age) if "age" in part.record else Age.ADULT
    return Character(part.text("name"), part.texts("aliases"), part.word("gender", Gender), age)


def _skipped(part: _Part) -> Skipped:
    words = part.text("text") if "text" in part.record else ""
    return Skipped(part.count("start", least=0), part.count("end", least=0), words, part.text("reason"))


def _chapters(whole: _Part, utterances: tuple[Utterance, ...]) -> tuple[str, ...]:
    """The chapters' titles; if the file has none, the book's for its only one, else their numbers."""
    if "chapters" in whole.record:
        return whole.texts("chapters")
    count = max((one.place.chapter for one in utterances), default=1)
    if count > max(1, len(utterances)):
        raise ManuscriptError(f"{whole.place}: there are more chapters than utterances")
    return tuple(f"Chapter {number}" for number in range(1, count + 1)) if count > 1 else (whole.text("title"),)


def _metadata(whole: _Part) -> dict[str, str]:
    value = whole.record.get("metadata", {})
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise whole.error("metadata", "an object of texts")
    return dict(value)


def _shown(value: object) -> str:
    shown = json.dumps(value)
    return shown if len(shown) <= 50 else shown[:49] + "…"
