"""Models of neural engines: the folder they are kept in, and which are known.

The folder is ``NARRATE_HOME``, else the system's place for a program's data. It is read here, and no argument, because
an engine is made without arguments, in worker processes too.
"""

import csv
import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from narrate.audio import write_file
from narrate.engines.settings import not_found, where
from narrate.errors import AudioError, VoiceNotFound
from narrate.model import Gender, Voice

FIRST = "en_US-ljspeech-high"
"""Offered to who has no model yet: public domain, one clear voice."""
KOKORO = "kokoro"
"""The name of Kokoro's one model, which has all its voices."""
KOKORO_FILES = (
    ("voices-v1.0.bin", 28_214_398, "bca610b8308e8d99f32e6fe4197e7ec01679264efed0cac9140fe9c29f1fbf7d"),
    ("kokoro-v1.0.onnx", 325_505_369, "beb0d1848dee9a49da392cc3df26958d46cfa35d321edf434f52949153f0df3a"),
)
"""Name, bytes and SHA-256, as many who pin the release model-files-v1.1 have them. Its model tells how long each
phoneme is, which that of model-files-v1.0 does not."""
PACKAGES = {"piper": "piper", "kokoro": "kokoro_onnx"}
"""What is imported for an engine; its extra is called as the engine is."""

_TABLE = Path(__file__).parent / "models.csv"
"""Names, languages and qualities of Piper's voices from the VOICES.md of rhasspy/piper, but for four that came later,
of es-AR, hi-IN and te-IN; of Kokoro's from its own, with its author's grades; genders by names and cards of the models,
empty where they do not tell or a model has both."""
_PIPER_NAME = re.compile(r"[a-z]{2,3}_[A-Z]{2}-\w+-(x_low|low|medium|high)")


@dataclass(frozen=True, slots=True)
class Known:
    """A voice that can be fetched: what is known of it, and whether it is here."""

    engine: str
    name: str
    language: str
    """BCP 47."""
    gender: Gender
    quality: str
    """Piper's x_low, low, medium or high; Kokoro's grades from A to F."""

    @property
    def here(self) -> bool:
        """Whether its model is in the folder."""
        return all(path.is_file() for path in _paths(self.engine, self.name))

    @property
    def needs(self) -> tuple[str, ...]:
        """What to type to have it, in order; nothing if it can be used."""
        install = () if find_spec(PACKAGES[self.engine]) else (f'pip install "narrate[{self.engine}]"',)
        get = () if self.here else (f"narrate voices get {KOKORO if self.engine == KOKORO else stem(self.name)}",)
        return install + get


def home() -> Path:
    """The folder of what narrate has fetched and what it knows of it."""
    if named := os.environ.get("NARRATE_HOME"):
        return Path(named).expanduser()
    from platformdirs import user_data_path  # noqa: PLC0415  # not where a person names the folder

    return user_data_path("narrate", appauthor=False)


def folder(engine: str) -> Path:
    """Where the models of *engine* are."""
    return home() / "models" / engine


def has_models(engine: str) -> bool:
    """Whether *engine* is installed and has any model, known here or not."""
    return bool(find_spec(PACKAGES[engine])) and any(folder(engine).glob("*.onnx"))


def known_voices() -> tuple[Known, ...]:
    """The voices this version knows of; Piper's own list may have newer ones, which can be fetched as well."""
    return tuple(_known().values())


def gender_of(engine: str, name: str) -> Gender:
    """The gender of the voice called *name*, or of its whole model; UNKNOWN if the table does not tell."""
    known = _known().get((engine, name)) or _known().get((engine, stem(name)))
    return known.gender if known else Gender.UNKNOWN


def quality_of(engine: str, name: str) -> str:
    """What the maker of the voice called *name* says of its quality, in the table or in its name; else empty."""
    if known := _known().get((engine, name)):
        return known.quality
    told = _PIPER_NAME.fullmatch(stem(name)) if engine == "piper" else None
    return told[1] if told else ""


def is_known(engine: str, name: str) -> bool:
    """Whether the voice of *engine* called *name* is in the table."""
    return (engine, name) in _known()


@cache
def _known() -> Mapping[tuple[str, str], Known]:
    """Engine and name → what is known."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = (
        Known(row["engine"], row["name"], row["language"], Gender(row["gender"] or Gender.UNKNOWN), row["quality"])
        for row in rows
    )
    return {(one.engine, one.name): one for one in known}


def elsewhere(name: str) -> Voice | None:
    """The voice called *name* of a model of Piper's that is not here, as it is told by its name; None if it is not."""
    if not _PIPER_NAME.fullmatch(stem(name)) or any(path.is_file() for path in _paths("piper", name)):
        return None
    return Voice(name, "piper", {"voice": name})


def absent(voice: Voice, name: str, installed: Iterable[str]) -> VoiceNotFound:
    """The error for *voice*, which asks for a model called *name* where only those *installed* are."""
    there = [stem(one.name) for one in known_voices() if one.engine == voice.engine]
    if voice.engine == KOKORO or name in there or _PIPER_NAME.fullmatch(stem(name)):
        get = KOKORO if voice.engine == KOKORO else stem(name)
        return VoiceNotFound(f"{where(voice)}: {voice.engine} has no model for {name!r} yet: narrate voices get {get}")
    return not_found(voice, name, (*installed, *there))


def digest(path: Path) -> str:
    """The SHA-256 of the file at *path*; noted, so that a large file is read once and again if it changes. OSError."""
    stat = path.stat()
    stamp = f"{stat.st_mtime_ns} {stat.st_size} "
    note = home() / "digests" / hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:32]
    with suppress(OSError, UnicodeDecodeError):
        noted = note.read_text("utf-8")
        if noted.startswith(stamp) and len(noted) == len(stamp) + 64:
            return noted[len(stamp) :]
    with path.open("rb") as file:
        made = hashlib.file_digest(file, "sha256").hexdigest()
    with suppress(AudioError):  # a folder that is not ours to write costs time, no more
        write_file(note, (stamp + made).encode())
    return made


def kokoro_files() -> tuple[Path, ...]:
    """Kokoro's voices and model: those that are fetched, else the only ones there, as of a smaller model."""
    fetched = (folder(KOKORO) / name for name, _, _ in KOKORO_FILES)
    return tuple(_only(path) for path in fetched)


def _only(path: Path) -> Path:
    """*path*, or the only file of that kind beside it."""
    others = [] if path.is_file() else list(path.parent.glob(f"*{path.suffix}"))
    return others[0] if len(others) == 1 else path


def _paths(engine: str, name: str) -> tuple[Path, ...]:
    """What must be there for a voice to speak."""
    if engine == KOKORO:
        return kokoro_files()
    return tuple(folder(engine) / f"{stem(name)}{end}" for end in (".onnx", ".onnx.json"))


def stem(name: str) -> str:
    """The model of a voice called *name*: as "en_GB-vctk-medium" of "en_GB-vctk-medium#p239"."""
    return name.partition("#")[0]
