"""A finished audiobook measured as the trade does it, and judged by a delivery spec."""

# mypy: disable-error-code="no-untyped-call, attr-defined"
# mutagen says that it is typed, but only some of its functions are.

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from pathlib import Path

import mutagen
import numpy as np
import soundfile
from mutagen.id3 import CHAP, ID3
from mutagen.mp3 import MP3, BitrateMode, MPEGInfo
from numpy.typing import NDArray

from narrate.errors import AudioError
from narrate.meter import CONTEXT, TENTH, Sums, block_of, decibels, step_of, sums
from narrate.sound_files import form_of
from narrate.specs import Spec

MEASURED_FORMS = "MP3, WAV, AIFF, FLAC and Ogg"
MOST_CHANNELS = 2
ASTRAY = 1.0
"""Seconds that a whole file may be off what its head says: a decoder's delay, a frame, and other tags at its end."""
ENDLESS = 64
"""How much longer a file is said to be whose head does not tell: more than 320 kbit/s are of 8."""
STEADY = 0.005
"""By which the bit rate of all of a file may differ from that of its first frame, if all are alike."""


@dataclass(frozen=True, slots=True)
class Levels:
    """What is measured of a chapter, or of a whole book."""

    title: str
    """Of the chapter; "" for the whole."""
    seconds: float
    rms: float
    """dBFS, as all levels."""
    peak: float
    true_peak: float
    """dBTP."""
    floor: float
    """RMS of the quietest 0.4 seconds, as Audacity's ACX Check has it."""
    dead: float
    """Percent of the time that is digital silence."""
    head: float
    """Seconds before the first sound."""
    tail: float
    """Seconds after the last."""
    loudness: float
    """LUFS, gated; ITU-R BS.1770-4."""

    @property
    def minutes(self) -> float:
        return self.seconds / 60


@dataclass(frozen=True, slots=True)
class Measures:
    """What is measured of a file of sound."""

    path: Path
    form: str
    rate: int
    channels: int
    bit_rate: int
    constant: bool
    """Whether the bit rate is."""
    astray: float
    """Seconds by which the file is shorter, or longer, than its head says; players believe the head."""
    whole: Levels
    chapters: tuple[Levels, ...]
    """Empty if the file names none."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing a spec asks for, and what there is."""

    title: str
    """Of the chapter it is about; "" for the whole file."""
    what: str
    value: float | str
    limit: str
    passes: bool


def measured(path: Path) -> Measures:
    """What is measured of the sound at *path*, in memory that does not grow with it.

    AudioError if it cannot be read, or only by ffmpeg.
    """
    form = form_of(path)
    if form in ("", "MP4"):
        why = "narrate cannot decode AAC" if form else "this is no sound file"
        raise AudioError(f"{path}: {why}; what can be measured is {MEASURED_FORMS}")
    try:
        marks = _marks(path)
        head = MP3(path).info if form == "MP3" else None
        with _Source(path, 1 if _tells_length(head) else ENDLESS) as source, soundfile.SoundFile(source) as file:
            if file.channels > MOST_CHANNELS:
                raise AudioError(f"{path}: {file.channels} channels; what can be measured is mono and stereo")
            whole, chapters = _measured(path, file, marks)
            if not whole.samples:
                raise AudioError(f"{path}: there is no sound in it")
            levels = _levels("", whole, file.samplerate)
            bit_rate, constant = _bit_rate(path, form, head, levels.seconds)
            astray = _astray(path, file, levels.seconds, head)
            return Measures(path, form, file.samplerate, file.channels, bit_rate, constant, astray, levels, chapters)
    except OSError as error:
        raise AudioError(f"{path}: cannot read: {error.strerror or error}") from error
    except (soundfile.SoundFileError, mutagen.MutagenError) as error:
        raise AudioError(f"{path}: not a whole {form} file: {error}") from error


def judged(measures: Measures, spec: Spec) -> tuple[Row, ...]:
    """What *spec* asks for, one by one: of the file, of the whole sound, and of each chapter if it asks for that."""
    rows = [Row("", "astray", measures.astray, f"at most {ASTRAY:g}", measures.astray <= ASTRAY)]
    if spec.form:
        rows.append(Row("", "form", measures.form, spec.form, measures.form == spec.form))
    if measures.form == "MP3":
        least = measures.bit_rate >= spec.bit_rate
        rows.append(Row("", "bit rate", measures.bit_rate, f"at least {spec.bit_rate}", least))
        kind = "constant" if measures.constant else "variable"
        rows.append(Row("", "kept", kind, "constant", measures.constant))
    rows.append(Row("", "rate", measures.rate, str(spec.rates), spec.rates.holds(measures.rate)))
    several = spec.each and len(measures.chapters) > 1
    for levels in (measures.whole, *(measures.chapters if several else ())):
        rows += _rows(levels, spec, files=measures.chapters if several else (measures.whole,))
    return tuple(rows)


def _rows(levels: Levels, spec: Spec, files: Sequence[Levels]) -> Iterator[Row]:
    """What *spec* asks of *levels*; how long a file may be, only of those that are *files* where they are delivered."""
    for what, span in spec.levels.items():
        if what != "minutes" or levels in files:
            value = getattr(levels, what)
            yield Row(levels.title, what, value, str(span), span.holds(value))


def _measured(
    path: Path, file: soundfile.SoundFile, marks: Sequence[tuple[float, str]]
) -> tuple[Sums, tuple[Levels, ...]]:
    """The sums of the whole *file*, and the levels of each chapter that *marks* say begins in it."""
    rate = file.samplerate
    starts = [0, *(round(seconds * rate) for seconds, _ in marks[1:])]
    sizes = [*(end - start for start, end in pairwise(starts)), file.frames + rate]  # the last has all that is left
    context = np.zeros((0, file.channels), np.float32)
    whole = sums(context, 0, rate)
    chapters = []
    for (_, title), size in zip(marks or [(0.0, "")], sizes, strict=True):
        chapter = sums(context[:0], 0, rate)
        for block in _blocks(path, file, size):
            chapter += sums(np.concatenate([context, block]), len(context), rate)
            context = np.concatenate([context, block])[-CONTEXT * TENTH * step_of(rate) :]
        whole += chapter
        if marks and chapter.samples:
            chapters.append(_levels(title, chapter, rate))
    return whole, tuple(chapters)


def _blocks(path: Path, file: soundfile.SoundFile, size: int) -> Iterator[NDArray[np.float32]]:
    """The next *size* samples of *file*, or what is left of it, a few seconds at a time."""
    while size > 0:
        block = file.read(min(size, block_of(file.samplerate)), dtype="float32", always_2d=True)
        if not len(block):
            return
        if not np.isfinite(block).all():
            raise AudioError(f"{path}: holds samples that are no numbers")
        yield block
        size -= len(block)


def _levels(title: str, of: Sums, rate: int) -> Levels:
    seconds = of.samples / rate
    rms = decibels(of.mean_square)
    return Levels(
        title=title,
        seconds=seconds,
        rms=rms,
        peak=2 * decibels(of.peak),
        true_peak=2 * decibels(of.true_peak),
        floor=decibels(of.floor) if isfinite(of.floor) else rms,
        dead=100 * of.dead / of.samples,
        head=seconds if of.first is None else of.first / rate,
        tail=(of.samples - of.last) / rate,
        loudness=of.loudness,
    )


def _marks(path: Path) -> list[tuple[float, str]]:
    """The second each chapter begins at and its title, in order; none if the tags of *path* name none."""
    tags = getattr(mutagen.File(path), "tags", None)
    chapters = tags.getall("CHAP") if isinstance(tags, ID3) else []
    return sorted((one.start_time / 1000, _title(one)) for one in chapters)


def _title(chapter: CHAP) -> str:
    titles = chapter.sub_frames.getall("TIT2")
    return str(titles[0]) if titles else chapter.element_id


class _Source(io.FileIO):
    """The file at *path*, said to be so many *times* as long as it is, for a decoder who guesses by that and stops."""

    name = ""  # by which the decoder would choose what to read it as

    def __init__(self, path: Path, times: int) -> None:
        super().__init__(path)
        self._times, self._asked = times, False

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._asked = (offset, whence) == (0, io.SEEK_END)
        return super().seek(offset, whence)

    def tell(self) -> int:
        return super().tell() * (self._times if self._asked else 1)


def _tells_length(head: MPEGInfo | None) -> bool:
    """Whether a file tells how long it is; an MP3 need not."""
    return head is None or head.bitrate_mode is not BitrateMode.UNKNOWN


def _bit_rate(path: Path, form: str, head: MPEGInfo | None, seconds: float) -> tuple[int, bool]:
    """The bit rate of the file at *path*, and whether it is constant."""
    size = path.stat().st_size
    if head is None:
        return round(8 * size / seconds), form in ("WAV", "AIFF")
    if _tells_length(head):
        return round(head.bitrate), head.bitrate_mode is BitrateMode.CBR
    # The frames are all alike if the sound is as long as it would then be.
    average = 8 * (size - head.frame_offset) / seconds
    steady = abs(average / head.bitrate - 1) < STEADY
    return round(head.bitrate if steady else average), steady


def _astray(path: Path, file: soundfile.SoundFile, seconds: float, head: MPEGInfo | None) -> float:
    """By how much a *file* that tells its length is off it, having had sound for so many *seconds*."""
    if not _tells_length(head):
        return 0.0
    told = float(file.frames / file.samplerate)
    if head is None or head.bitrate_mode is not BitrateMode.CBR:
        return abs(told - seconds)
    # A decoder stops where the head says, whatever comes behind it.
    held = float(8 * (path.stat().st_size - head.frame_offset) / head.bitrate)
    return max(abs(told - seconds), held - told)
