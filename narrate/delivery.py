"""Stretches to encoded sound on disk: assemble → master → encode, in parallel, and none made twice."""

import hashlib
import json
import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate, chain, groupby, pairwise
from pathlib import Path

from narrate.assemble import assemble
from narrate.audio import energy, read_head, read_wav, used, write_file
from narrate.errors import AudioError, NarrateError
from narrate.imprint import with_cover
from narrate.master import in_room, lift, mastered
from narrate.model import Mark, Stretch
from narrate.progress import Progress, Report
from narrate.publish import FORMS, load
from narrate.publish.edition import Edition
from narrate.readalong import Track
from narrate.specs import DEFAULT, Spec
from narrate.unfinished import remove_abandoned
from narrate.workers import spread

WORD_BYTES = {"mp3": 8_700, "chapters": 8_700, "m4b": 4_400, "opus": 2_200, "flac": 16_000, "wav": 32_000}
"""A word takes in each form: 60/165 of a second."""
CLIP_BYTES = 24_700
"""A word takes in a clip at 44,100 bytes a second, with its share encoded."""
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
    def of(cls, stretch: Stretch, form: str, folder: Path, spec: Spec = DEFAULT, louder: float = 0.0) -> "Job":
        """The job for *stretch*, all of it *louder* by so many dB, to be kept in *folder*."""
        gains = tuple(round(clip.gain + louder, 2) for clip in stretch.clips)
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
    if not out.name:
        raise AudioError(f"{out}: this is a folder that is there; name a new one, or a file")
    if form != "chapters" and out.suffix.lower() != f".{form}":
        raise NarrateError(
            f"{out}: what is made is called .{form}; give the file that suffix, or ask for another --form"
        )
    probe = out.with_name(f".{out.stem[:40]}.probe")
    try:
        if form == "chapters":
            load(form).refuse(out)
        elif out.is_dir():
            raise AudioError(f"{out}: this is a folder; name a file in it")
        out.parent.mkdir(parents=True, exist_ok=True)
        remove_abandoned(out)
        probe.touch()
        probe.unlink(missing_ok=True)  # another run for the same file may have been faster
    except OSError as error:
        raise AudioError(f"{out.parent}: cannot write here: {error.strerror or error}") from error
    return form


def refuse_sources(written: Iterable[Path], sources: Iterable[Path | None]) -> None:
    """NarrateError if one of the files to be *written* is one of the *sources* that a book is made of."""
    there = [path for path in sources if path and path.exists()]
    for one in written:
        if any(one.exists() and one.samefile(source) for source in there):
            raise NarrateError(f"{one}: the book is made of this file; give what is made another name")


def refuse_full(folder: Path, needed: int) -> None:
    """AudioError if *folder*, which may still be made, has no room for so many bytes: better now than after an hour."""
    there = next((one for one in (folder.absolute(), *folder.absolute().parents) if one.exists()), None)
    if there is None:
        raise AudioError(f"{folder}: there is no such drive")
    free = shutil.disk_usage(there).free
    if free < needed:
        raise AudioError(f"{folder}: about {needed >> 20} MB are needed, {free >> 20} MB are free")


def lifts(cut: Sequence[Stretch], spec: Spec) -> dict[int, float]:
    """By its number, the dB by which each chapter of the stretches *cut* is louder than its voices ask for.

    Told by what the clips note of their energy: no sound is read but that of clips that do not.
    """
    energies: defaultdict[int, float] = defaultdict(float)
    lengths: defaultdict[int, float] = defaultdict(float)
    for stretch in cut:
        lengths[stretch.chapter] += stretch.lead + sum(stretch.pauses)
        for clip in stretch.clips:
            head = read_head(clip.path)
            noted = energy(read_wav(clip.path)) if head.energy is None else head.energy
            energies[stretch.chapter] += noted * 10 ** (clip.gain / 10)
            lengths[stretch.chapter] += head.samples / head.rate
    return {number: lift(energies[number], lengths[number], spec) for number in energies}


def unfinished(jobs: Sequence[Job]) -> list[Job]:
    """Those of *jobs* whose stretch is not there yet, or damaged, each once; the others are marked as used."""
    once = {job.path: job for job in jobs}
    return [job for path, job in once.items() if not (used(path) and job.is_whole())]


def encode(wanted: Sequence[Job], executor: Executor, stage: str, report: Report) -> None:
    """Makes the stretches *wanted*, and tells *report* how far this *stage* is. AudioError."""
    report(Progress(stage, 0, len(wanted)))
    seconds = 0.0
    for done, (job, _) in enumerate(spread(executor, make, wanted, AudioError), start=1):
        seconds += job.seconds
        report(Progress(stage, done, len(wanted), seconds, str(job.stretch.clips[0].utterance.place)))


@dataclass(frozen=True, slots=True)
class Chapter:
    """The encoded stretches of one chapter, in order."""

    number: int
    jobs: tuple[Job, ...]
    lengths: tuple[float, ...]
    """Seconds that each stretch takes in the book, exactly."""

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files of the stretches."""
        return tuple(job.path for job in self.jobs)


def by_chapter(jobs: Iterable[Job]) -> list[Chapter]:
    """*jobs*, all made, as chapters. AudioError names a file that is none of ours."""
    grouped = ((number, tuple(own)) for number, own in groupby(jobs, key=lambda job: job.stretch.chapter))
    return [Chapter(number, own, tuple(job.seconds for job in own)) for number, own in grouped]


def marks(chapters: Sequence[Chapter], titles: Mapping[int, str]) -> tuple[Mark, ...]:
    """Where each of *chapters* begins and ends, exact to the sample: stretches are joined frame by frame."""
    edges = pairwise(accumulate((sum(one.lengths) for one in chapters), initial=0.0))
    return tuple(Mark(titles[one.number], start, end) for one, (start, end) in zip(chapters, edges, strict=True))


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
        write_file(job.path, encoder.encode(in_room(sound), job.spec.bit_rate))
    except AudioError:
        if not job.path.exists():  # on Windows a file cannot be replaced while another run reads it: it is as good
            raise


def deliver(chapters: Sequence[Chapter], out: Path, form: str, folder: Path, edition: Edition) -> tuple[Mark, ...]:
    """Writes *edition*, *chapters* its sound, to *out*, unless it stands there; the chapters as they are in it.

    What was written is noted in *folder*. AudioError if a stretch cannot be read or *out* not be written.
    """
    parts, made_as = [one.paths for one in chapters], load(form)
    delivered = Delivered.of(out, folder, parts, edition)
    if form == "mp3" and delivered.stands():  # of the others only the file itself knows its marks
        edition = made_as.heard_in(parts, edition)
        return edition.marks
    written: tuple[Mark, ...] = made_as.bind(parts, out, with_cover(edition))
    if form == "mp3":
        delivered.note()
    return written


def tracks(out: Path, form: str, edition: Edition) -> list[Track]:
    """The files of sound in which *edition* was delivered, by the time of its marks."""
    if form != "chapters":
        return [Track(out, 0.0, edition.marks[-1].end)]
    paths = load(form).files(out, edition)
    return [Track(path, mark.start, mark.end) for path, mark in zip(paths, edition.marks, strict=True)]


@dataclass(frozen=True, slots=True)
class Delivered:
    """What the file *out* was made of, noted in the *folder* of clips: a book of hours need not be written again."""

    out: Path
    folder: Path
    digest: str

    @classmethod
    def of(cls, out: Path, folder: Path, parts: Sequence[Sequence[Path]], edition: Edition) -> "Delivered":
        """What *parts* and an *edition* make; a cover that is still to be drawn depends on its title and author."""
        told = repr(edition), hashlib.sha256(edition.cover or b"").hexdigest(), edition.lines
        made = hashlib.sha256(repr(told).encode(errors="surrogatepass"))
        for path in chain.from_iterable(parts):
            made.update(path.name.encode())
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
