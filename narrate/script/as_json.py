"""The script as JSON, a stable contract for other programs: see docs/script.md."""

import json
from dataclasses import replace
from pathlib import Path

from narrate.errors import ManuscriptError
from narrate.model import Basis, Character, Gender, Kind, Place, Script, Skipped, Utterance, identified


def to_json(script: Script) -> str:
    """*script* as JSON; the keys are a contract, see docs/script.md."""
    return json.dumps(
        {
            "title": script.title,
            "author": script.author,
            "language": script.language,
            "chapters": script.chapters,
            "metadata": dict(script.metadata),
            "characters": [
                {"name": one.name, "aliases": one.aliases, "gender": one.gender} for one in script.characters
            ],
            "utterances": [_utterance_record(one) for one in script.utterances],
            "skipped": [
                {"start": one.start, "end": one.end, "reason": one.reason, "text": one.text} for one in script.skipped
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


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
    }


def from_json(text: str, path: Path) -> Script:
    """The script that *text* holds as JSON. ManuscriptError says which part of *path* is wrong."""
    part = "the file"
    try:
        record = json.loads(text)
        utterances = []
        for number, one in enumerate(record["utterances"], start=1):
            part = f"utterance {number}"
            utterances.append(_utterance(one))
        part = "skipped"
        skipped = tuple(
            Skipped(one["start"], one["end"], one.get("text", ""), one["reason"]) for one in record["skipped"]
        )
        part = "characters"
        characters = tuple(
            Character(one["name"], tuple(one["aliases"]), Gender(one["gender"])) for one in record["characters"]
        )
        part = "the head"
        chapters = tuple(record.get("chapters") or [record["title"]])
        metadata = dict(record.get("metadata", {}))
        script = Script(
            record["title"], record["author"], record["language"], chapters, characters, (), skipped, metadata
        )
    except json.JSONDecodeError as error:
        raise ManuscriptError(f"{path}:{error.lineno}:{error.colno}: not JSON: {error.msg}") from error
    except KeyError as error:
        raise ManuscriptError(f"{path}: {part} has no {error}") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise ManuscriptError(f"{path}: {part}: {error}") from error
    return replace(script, utterances=identified(utterances))


def _utterance(record: dict[str, object]) -> Utterance:
    start, end, text, speaker, sure = (record[key] for key in ("start", "end", "text", "speaker", "confidence"))
    place = [record[key] for key in ("chapter", "scene", "paragraph")]
    if not isinstance(start, int) or not isinstance(end, int) or not isinstance(text, str):
        raise TypeError("start and end are whole numbers, text is text")
    if not all(isinstance(one, int) and one > 0 for one in place) or not isinstance(sure, int | float):
        raise TypeError("chapter, scene and paragraph count from 1, confidence is a number")
    if speaker is not None and not isinstance(speaker, str):
        raise TypeError("speaker is a name or null")
    basis = Basis(str(record["basis"])) if record["basis"] is not None else None
    continues = bool(record.get("continues", False))
    where = Place(*(int(str(one)) for one in place))
    return Utterance(start, end, text, Kind(str(record["kind"])), where, speaker, float(sure), basis, continues)
