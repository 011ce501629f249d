"""Stretches to encoded sound on disk: assemble → master → encode, in parallel, and none made twice."""

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, replace
from glob import escape
from pathlib import Path

from narrate.assemble import assemble
from narrate.audio import DAY, read_wav, used, write_file
from narrate.errors import AudioError, NarrateError
from narrate.master import in_room, mastered
from narrate.model import Stretch
from narrate.publish import FORMS, load
from narrate.publish.edition import Edition
from narrate.specs import DEFAULT, Spec
from narrate.workers import spread

SOUND = 2
"""Counted up when assembling, mastering or encoding changes what is heard."""


@dataclass(frozen=True, slots=True)
class Job:
    """A stretch to be encoded into *path*, whose name says what it depends on."""

    stretch: Stretch
    gains: tuple[float, ...]
    """In dB, one for each clip."""
    form: str
    path: Path
    spec: Spec = DEFAULT

    @classmethod
    def of(cls, stretch: Stretch, form: str, folder: Path, spec: Spec = DEFAULT) -> "Job":
        """The job for *stretch*, to be kept in *folder*."""
        gains = tuple(round(clip.gain, 2) for clip in stretch.clips)
        names = [clip.path.parent.name + clip.path.stem for clip in stretch.clips]
        made = [spec.rate, spec.bit_rate, spec.ceiling]
        recipe = [SOUND, form, load(form).RECIPE, made, stretch.lead, stretch.pauses, gains, names]
        digest = hashlib.sha256(json.dumps(recipe).encode()).hexdigest()[:32]
        return cls(stretch, gains, form, folder / digest[:2] / f"{digest[2:]}.{form}", spec)

    @property
    def seconds(self) -> float:
        """What the encoded stretch takes in the book, exactly."""
        return float(load(self.form).seconds(self.path))

    def is_whole(self) -> bool:
        """Whether the file that is there holds whole frames, and any."""
        try:
            return self.seconds > 0
        except AudioError:
            return False


def ready(out: Path, form: str = "") -> str:
    """The *form*, or the one that *out* asks for by its suffix, having made sure that it can be written.

    NarrateError for an unknown form; AudioError says what is in the way.
    """
    form = form or out.suffix.lower().removeprefix(".")
    if form not in FORMS:
        files = ", ".join(form for form in FORMS if form != "chapters")
        raise NarrateError(
            f"{out}: narrate makes {files} files; give this one such a suffix, or ask for --form chapters"
        )
    if form == "chapters":
        load(form).refuse(out)
    elif out.is_dir():
        raise AudioError(f"{out}: this is a folder; name a file in it")
    probe = out.with_name(f".{out.stem[:40]}.probe")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _remove_abandoned(out)
        probe.touch()
        probe.unlink(missing_ok=True)  # another run for the same file may have been faster
    except OSError as error:
        raise AudioError(f"{out.parent}: cannot write here: {error.strerror or error}") from error
    return form


def _remove_abandoned(out: Path) -> None:
    """What a run that was killed left of *out* stays no longer than a day; what is younger may be in the making."""
    for path in out.parent.glob(f".{escape(out.stem[:40])}-????????.part"):
        with suppress(OSError):  # it became a book this moment, or is not ours: nothing is lost by keeping it
            if time.time() - path.stat().st_mtime > DAY:
                path.unlink()


def refuse_full(folder: Path, needed: int) -> None:
    """AudioError if *folder*, which may still be made, has no room for so many bytes: better now than after an hour."""
    there = next((one for one in (folder.absolute(), *folder.absolute().parents) if one.exists()), None)
    if there is None:
        raise AudioError(f"{folder}: there is no such drive")
    free = shutil.disk_usage(there).free
    if free < needed:
        raise AudioError(f"{folder}: about {needed >> 20} MB are needed, {free >> 20} MB are free")


def unfinished(jobs: Sequence[Job]) -> list[Job]:
    """Those of *jobs* whose stretch is not there yet, or damaged, each once; the others are marked as used."""
    once = {job.path: job for job in jobs}
    return [job for path, job in once.items() if not (used(path) and job.is_whole())]


def encode(wanted: Sequence[Job], executor: Executor, report: Callable[[int, int], None]) -> None:
    """Makes the stretches of *wanted*. AudioError names a clip that cannot be read."""
    report(0, len(wanted))
    for done, _ in enumerate(spread(executor, make, wanted, AudioError), start=1):
        report(done, len(wanted))


def make(job: Job) -> None:
    """Encodes one stretch in this process."""
    sounds = (
        mastered(read_wav(clip.path), gain, job.spec) for clip, gain in zip(job.stretch.clips, job.gains, strict=True)
    )
    try:
        sound, _ = assemble(job.stretch, sounds)
    except AudioError as error:
        place = job.stretch.clips[0].utterance.place
        raise AudioError(f"{place}: {error} (remove that file and run again)") from error
    try:
        encoder = load(job.form)
        rate = (job.spec.bit_rate,) if job.form == "mp3" else ()  # the others know their own
        write_file(job.path, encoder.encode(in_room(sound), *rate))
    except AudioError:
        if not job.path.exists():  # on Windows a file cannot be replaced while another run reads it: it is as good
            raise


@dataclass(frozen=True, slots=True)
class Delivered:
    """What the file *out* was made of, noted in the *folder* of clips: a book of hours need not be written again."""

    out: Path
    folder: Path
    digest: str

    @classmethod
    def of(cls, out: Path, folder: Path, jobs: Sequence[Job], edition: Edition) -> "Delivered":
        """What *jobs* and an *edition* make."""
        told = repr(replace(edition, cover=None)), hashlib.sha256(edition.cover or b"").hexdigest(), edition.lines
        made = hashlib.sha256(repr(told).encode(errors="surrogatepass"))
        for job in jobs:
            made.update(job.path.name.encode())
        return cls(out, folder, made.hexdigest())

    @property
    def _note(self) -> Path:
        name = hashlib.sha256(str(self.out.resolve()).encode(errors="surrogatepass")).hexdigest()
        return self.folder / name[:2] / f"{name[2:32]}.edition"

    def stands(self) -> bool:
        """Whether *out* is this edition, untouched since it was written."""
        with suppress(OSError, ValueError):
            return used(self._note) and json.loads(self._note.read_text(encoding="utf-8")) == self._state()
        return False

    def note(self) -> None:
        """Notes that *out* is this edition now."""
        with suppress(AudioError, OSError):  # it is written again the next time
            write_file(self._note, json.dumps(self._state()).encode())

    def _state(self) -> list[str | int]:
        stat = self.out.stat()
        return [self.digest, stat.st_size, stat.st_mtime_ns]
