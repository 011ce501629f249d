"""Archives of a book's sound and what belongs to it: the same bytes for the same content, whatever the day."""

import shutil
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from narrate.audio import aside
from narrate.errors import AudioError
from narrate.readalong.timeline import MOMENT

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The oldest time a ZIP archive knows; every file in it has that."""
MEDIA_TYPES = {
    ".mp3": "audio/mpeg",
    ".m4b": "audio/mp4",
    ".m4a": "audio/mp4",
    ".opus": "audio/ogg; codecs=opus",
}
"""Of the sound that every reading system plays (EPUB 3.3, 3.2: Core Media Types)."""


@dataclass(frozen=True, slots=True)
class Track:
    """A file of finished sound, and the seconds of the book from *start* to *end* that are in it."""

    path: Path
    start: float
    end: float

    @property
    def media_type(self) -> str:
        """AudioError if reading systems do not play such files."""
        suffix = self.path.suffix.lower()
        if suffix not in MEDIA_TYPES:
            raise AudioError(f"{self.path}: a reading copy holds {', '.join(MEDIA_TYPES)} files; produce one of these")
        return MEDIA_TYPES[suffix]


def track_at(second: float, tracks: Sequence[Track]) -> int:
    """The number of the track, from 0, that holds *second*."""
    return max(0, bisect_right(tracks, second + MOMENT, key=lambda track: track.start) - 1)


class Archive:
    """A ZIP archive in the making."""

    def __init__(self, file: ZipFile) -> None:
        self._file = file

    def put(self, name: str, content: bytes, *, packed: bool = True) -> None:
        """Adds *content* as *name*."""
        self._file.writestr(_entry(name, packed=packed), content)

    def put_sound(self, name: str, track: Track) -> None:
        """Adds the sound of *track*, which no packing makes smaller. AudioError if it cannot be read."""
        try:
            source = track.path.open("rb")
        except OSError as error:
            raise AudioError(f"{track.path}: cannot read: {error.strerror or error}") from error
        with source:
            entry = _entry(name, packed=False)
            entry.file_size = track.path.stat().st_size  # tells beforehand whether it needs the form for 4 GB
            with self._file.open(entry, "w") as target:
                shutil.copyfileobj(source, target, 1 << 20)


@contextmanager
def archive(path: Path) -> Iterator[Archive]:
    """A new archive, whole at *path* in the end or not there at all. AudioError says what the system said."""
    with aside(path) as file, ZipFile(file, "w") as zipped:
        yield Archive(zipped)


def _entry(name: str, *, packed: bool) -> ZipInfo:
    entry = ZipInfo(name, FIRST_DAY)
    entry.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
    entry.create_system = 3  # whatever the system; and files that everybody may read
    entry.external_attr = 0o100644 << 16
    return entry
