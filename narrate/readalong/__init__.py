"""A book to be read while it is heard: subtitles, lyrics, and reading copies with the sound in them.

Every time is counted in samples, as the stretches are put together; nothing is guessed from the sound.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from narrate.audio import aside
from narrate.errors import NarrateError
from narrate.imprint import with_cover
from narrate.model import Utterance
from narrate.publish.edition import Edition
from narrate.readalong.archive import Track, track_at
from narrate.readalong.cues import Cue, cues
from narrate.readalong.epub import epub
from narrate.readalong.lpf import lpf
from narrate.readalong.pages import Level
from narrate.readalong.subtitles import lrc, srt, vtt
from narrate.readalong.timeline import Spoken, from_second, timeline
from narrate.readalong.wording import one_line, runs

__all__ = [
    "COPIES", "KINDS", "LYRICS", "TEXTS", "Level", "Spoken", "Track",
    "copy_of", "lyrics", "read_along", "refuse_unfit", "timeline", "written_to",
]  # fmt: skip

TEXTS: Mapping[str, Callable[[Iterable[Spoken], Edition], Iterator[str]]] = {"srt": srt, "vtt": vtt, "lrc": lrc}
"""What stands beside a file of sound and is called as it is."""
COPIES = ("epub", "lpf")
"""What holds the sound itself."""
LYRICS = "lyrics"
"""The words inside an MP3's tag, to be read and in step with the sound."""
KINDS = (*TEXTS, *COPIES, LYRICS)
COPIED = ("mp3", "chapters", "m4b", "opus")
"""Forms of sound that reading systems play."""


def refuse_unfit(kinds: Collection[str], form: str) -> None:
    """NarrateError if one of *kinds* is unknown, or does not go with the sound's *form*."""
    for kind in kinds:
        if kind not in KINDS:
            raise NarrateError(f"no read-along {kind!r} (known: {', '.join(KINDS)})")
        if kind in COPIES and form not in COPIED:
            raise NarrateError(f"{kind}: reading systems do not play {form}; produce one of {', '.join(COPIED)}")
        if kind == LYRICS and form != "mp3":
            raise NarrateError(f"{kind} stand in the tag of an MP3; produce one instead of {form}, or ask for lrc")


def lyrics(spoken: Iterable[Spoken]) -> tuple[tuple[float, str], ...]:
    """*spoken* as an edition has it: the second of each cue, and its words."""
    return tuple((cue.start, one_line("".join(_words(cue)))) for cue in cues(spoken))


def _words(cue: Cue) -> Iterator[str]:
    (start, _), (_, end) = cue.lines[0], cue.lines[-1]
    return (words for words, _ in runs(cue.utterance.text, start, end))


def read_along(
    kinds: Collection[str],
    out: Path,
    spoken: Callable[[], Iterable[Spoken]],
    edition: Edition,
    tracks: Sequence[Track],
    *,
    silent: Iterable[Utterance] = (),
    level: Level = Level.SENTENCE,
) -> tuple[Path, ...]:
    """Writes of each of *kinds* what goes with *edition*: texts beside the *tracks*, copies called as *out*; the files.

    *spoken* gives the timeline, anew for each kind, so that none is held in memory; it and the edition's marks are
    timed from the book's first second, and *tracks* are its files of sound in order. *silent* are the utterances that
    no clip says, for the EPUB. Lyrics are the edition's. AudioError.
    """
    written: list[Path] = []
    if set(COPIES) & set(kinds):
        edition = with_cover(edition)
    for kind in dict.fromkeys(kind for kind in kinds if kind != LYRICS):
        if kind in TEXTS:
            written += _texts(kind, spoken(), edition, tracks)
            continue
        copy = copy_of(out, kind)
        if kind == "epub":
            epub(copy, spoken(), silent, edition, tracks, level=level)
        else:
            lpf(copy, edition, tracks)
        written.append(copy)
    return tuple(written)


def copy_of(out: Path, kind: str) -> Path:
    """Where the copy of *kind* goes that belongs to the file, or the folder of chapters, *out*."""
    return (
        out.with_suffix(f".{kind}")
        if out.suffix.lower().removeprefix(".") in COPIED
        else out.with_name(f"{out.name}.{kind}")
    )


def written_to(kinds: Collection[str], out: Path) -> tuple[Path, ...]:
    """The files beside *out* that these *kinds* are written to; texts of a folder's chapters go into the folder."""
    texts = [out.with_suffix(f".{kind}") for kind in kinds if kind in TEXTS]
    return (*texts, *(copy_of(out, kind) for kind in kinds if kind in COPIES))


def _texts(kind: str, spoken: Iterable[Spoken], edition: Edition, tracks: Sequence[Track]) -> Iterator[Path]:
    for number, inside in groupby(spoken, key=lambda one: track_at(one.start, tracks)):
        track = tracks[number]
        path = track.path.with_suffix(f".{kind}")
        with aside(path) as file:
            for piece in TEXTS[kind](from_second(inside, track.start), edition):
                file.write(piece.encode())
        yield path
