"""Zip archives (EPUB, DOCX) read in memory, with bounds: nothing is unpacked to disk, nothing grows without limit."""

import struct
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from narrate.errors import ManuscriptError

MAX_MEMBERS = 20_000
"""Files in an archive; the largest illustrated books have a few thousand."""
MAX_MEMBER_BYTES = 64 * 2**20
"""Of one file unpacked; as ``MAX_BYTES`` of a manuscript."""
MAX_READ_BYTES = 256 * 2**20
"""Of all files read from one archive, together."""
MAX_RATIO = 200
"""Bytes unpacked to a byte packed: markup packs 5 to 20 times, a bomb 1,000 times."""
SMALL_BYTES = 2**20
"""A file no larger than this unpacked may have any ratio: a blank picture packs very well."""
_ENCRYPTED = 0x1
_UTF8 = 0x800
"""Bits of a member's flags."""
_DAMAGED = (BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OverflowError, ValueError, OSError)
"""What zipfile raises on archives that are cut off, lie or are of no known kind."""


class Zipped:
    """A zip archive in memory."""

    def __init__(self, path: Path, content: bytes) -> None:
        """The archive in *content*, the file at *path*. ManuscriptError if it cannot be opened."""
        self._path = path
        self._left = MAX_READ_BYTES
        try:
            self._archive = ZipFile(BytesIO(content))
        except _DAMAGED as error:
            what = "a damaged or cut-off zip archive" if b"PK\x03\x04" in content else "not a zip archive"
            raise ManuscriptError(f"{path}: this is {what} (get the file again): {error}") from error
        members = [one for one in self._archive.infolist() if not one.is_dir()]
        if len(members) > MAX_MEMBERS:
            raise ManuscriptError(
                f"{path}: {len(members)} files in one archive, no manuscript has more than {MAX_MEMBERS}"
            )
        named = [(_name(one), one) for one in members]
        self._members = dict(named)
        self.names = tuple(self._members)
        """Names of the files in it, in its order, parted by "/"; none was ever a path of this computer."""
        self.doubled = tuple(dict.fromkeys(name for name, one in named if one.CRC != self._members[name].CRC))
        """Names that stand for several different files, of which the last is read."""

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def size(self, name: str) -> int:
        """Bytes of the file called *name*, as the archive says; 0 if it is absent."""
        return self._members[name].file_size if name in self._members else 0

    def read(self, name: str) -> bytes:
        """The bytes of the file called *name*. ManuscriptError if it is absent, encrypted, damaged or too large."""
        member = self._members.get(name)
        if member is None:
            raise ManuscriptError(f"{self._path}: there is no file {name!r} in it")
        self._refuse(name, member)
        try:
            with self._archive.open(member) as file:
                content = file.read(member.file_size + 1)
        except _DAMAGED as error:
            raise ManuscriptError(f"{self._path}: {name!r} in it is damaged (get the file again): {error}") from error
        if len(content) != member.file_size:
            raise ManuscriptError(f"{self._path}: {name!r} in it is cut off (get the file again)")
        self._left -= len(content)
        return content

    def _refuse(self, name: str, member: ZipInfo) -> None:
        """ManuscriptError if *member* should not even be opened."""
        what = ""
        if member.flag_bits & _ENCRYPTED:
            what = "is encrypted (unlock the file first)"
        elif member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            what = f"is packed by a method narrate does not know, {member.compress_type}"
        elif member.file_size > min(MAX_MEMBER_BYTES, self._left):
            what = f"is too large: {member.file_size} bytes"
        elif member.file_size > max(SMALL_BYTES, MAX_RATIO * member.compress_size):
            what = f"unpacks to {member.file_size} bytes from {member.compress_size}; no text does"
        if what:
            raise ManuscriptError(f"{self._path}: {name!r} in it {what}")


def _name(member: ZipInfo) -> str:
    """The name of *member*; many programs write UTF-8 without saying so, or the separator of Windows."""
    name = member.filename
    if not member.flag_bits & _UTF8:
        with suppress(UnicodeError):  # it was cp437 then, as zipfile took it
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")
