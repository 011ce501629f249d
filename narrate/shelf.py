"""Scripts kept beside the clips: to find the speakers of a novel takes seconds, to read them back a part of one."""

import base64
import hashlib
import json
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.audio import used, write_file
from narrate.casting import Hints, read_hints
from narrate.errors import AudioError, ManuscriptError
from narrate.manuscripts import STANDARD_INPUT, contents
from narrate.model import Finding, Place
from narrate.opening import Opened, opened
from narrate.script import is_script
from narrate.script.as_json import from_json, to_json, unplaced_in

if TYPE_CHECKING:
    from narrate.labelling import Labeller


def opened_once(
    path: Path,
    folder: Path,
    *,
    encoding: str | None = None,
    keep: Collection[str] = (),
    voices: Path | None = None,
    corrections: Path | None = None,
    model: "Labeller | None" = None,
) -> Opened:
    """As ``opening.opened``, but a manuscript that was opened so before comes from *folder*, as do a *model*'s answers.

    What comes from there does not know why its lines are whose. Errors as of ``opened``; a *folder* that cannot be
    used is none.
    """
    content = contents(path) if path != STANDARD_INPUT else b""
    if not content or is_script(content, path):
        return opened(path, encoding=encoding, keep=keep, voices=voices, corrections=corrections, model=model)
    hints = read_hints(voices) if voices else Hints()
    asked = (path.name, encoding, sorted(keep), hints, contents(corrections) if corrections else b"", model)
    digest = _digest(content, repr(asked).encode(errors="surrogatepass"), _program())
    kept = folder / digest[:2] / f"{digest[2:32]}.json"
    if (found := _recalled(kept)) is not None:
        return found
    asking = replace(model, answers=folder) if model else None
    book = opened(path, encoding=encoding, keep=keep, voices=voices, corrections=corrections, model=asking)
    book = replace(book, manuscript=None, attribution=None)  # a tenth of a gigabyte, for a novel
    with suppress(AudioError, OSError):  # it is made again the next time
        write_file(kept, _record(book).encode(errors="surrogatepass"))
    return book


def _record(book: Opened) -> str:
    findings = [
        {
            "code": one.code,
            "message": one.message,
            "place": (one.place.chapter, one.place.scene, one.place.paragraph) if one.place else None,
            "severe": one.severe,
        }
        for one in book.findings
    ]
    cover = base64.b64encode(book.cover).decode() if book.cover else ""
    return json.dumps({"script": to_json(book.script, unplaced=book.unplaced), "findings": findings, "cover": cover})


def _recalled(path: Path) -> Opened | None:
    """What was kept at *path*; None if nothing was, or it is damaged."""
    try:
        if not used(path):
            return None
        record = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
        findings = tuple(
            Finding(one["code"], one["message"], Place(*one["place"]) if one["place"] else None, one["severe"])
            for one in record["findings"]
        )
        script, unplaced = from_json(record["script"], path), unplaced_in(record["script"], path)
        return Opened(script, findings, unplaced, base64.b64decode(record["cover"]) or None)
    except (OSError, ValueError, KeyError, TypeError, ManuscriptError, AudioError):
        return None


def _digest(*parts: bytes) -> str:
    """Of *parts* with their lengths, so that nothing moves from one to the next."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8) + part)
    return whole.hexdigest()


@cache
def _program() -> bytes:
    """What tells one state of this program from another: its version, and its files by size and time."""
    house = Path(__file__).parent
    files: Iterable[Path] = sorted(one for one in house.rglob("*") if one.suffix in (".py", ".npz"))
    stats = ((one.relative_to(house).as_posix(), one.stat()) for one in files)
    told = [(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats]
    return json.dumps([metadata.version("narrate"), told]).encode()
