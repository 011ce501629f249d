"""What stands before the sound in an M4B: where every frame lies, the chapters for two kinds of players, the tags."""

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from narrate.errors import AudioError
from narrate.publish.aac import FRAME_SAMPLES
from narrate.publish.edition import Edition, media_type
from narrate.publish.frames import RATE
from narrate.publish.tags import date_of, writable

LARGEST = 2**32 - 1
"""What a time of 32 bits holds: 27 hours, in samples."""
CHAPTER_RATE = RATE // 4
"""Ticks in a second of the chapter track: still 256 in a frame, and 32 bits hold a chapter of 108 hours."""
UNITY = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
"""The matrix that leaves a picture as it is."""
UNDETERMINED = 0x55C4
"""The language "und" (ISO/IEC 14496-12, 8.4.2)."""
AAC_LC_MONO = b"\x12\x08"
"""AudioSpecificConfig of AAC-LC at 44.1 kHz with one channel (ISO/IEC 14496-3, 1.6.2.1)."""
MOST_LISTED = 255
"""Chapters in Nero's list, whose count is a byte; with more it is left out, and the chapter track tells them all."""
AUDIOBOOK = 2
"""Apple's kind of media, `stik`."""
UTF8, WHOLE_NUMBER = 1, 21
"""What a tag holds (QuickTime File Format, well-known types)."""
PICTURES = {"image/jpeg": 13, "image/png": 14}
"""The same for covers, by media type."""
FREE = 4096
"""Bytes left free behind the tags, so that a corrected title does not move a gigabyte of sound."""
SOUND, CHAPTERS = 1, 2
"""The tracks' numbers."""
ENABLED, IN_FILM, SELF_CONTAINED = 1, 2, 1
"""Flags; a chapter track is not enabled: it is no subtitle."""
FREEFORM = "com.apple.iTunes"


@dataclass(frozen=True, slots=True)
class Later:
    """Content of *size* bytes that is made when it is written."""

    size: int
    made: Callable[[], Iterator[bytes]]


Content = tuple[bytes | Later, ...]


@dataclass(frozen=True, slots=True)
class Stretches:
    """The sound behind the head: how many frames and bytes each stretch has, and the size of every frame."""

    frames: tuple[int, ...]
    lengths: tuple[int, ...]
    sizes: Callable[[], Iterator[bytes]]
    """All frame sizes, each in four bytes."""


def size_of(content: Content) -> int:
    """How many bytes *content* has."""
    return sum(one.size if isinstance(one, Later) else len(one) for one in content)


def written(content: Content) -> Iterator[bytes]:
    """*content* piece by piece."""
    for one in content:
        if isinstance(one, Later):
            yield from one.made()
        else:
            yield one


def head(edition: Edition, sound: Stretches) -> Content:
    """All of the file that stands before the first frame. The marks of *edition* lie on frames."""
    kind = _box("ftyp", b"M4B \0\0\2\0" + b"M4B M4A mp42isom")
    titles = [_title_sample(title) for title in edition.titles]
    room = 16 + sum(map(len, titles))
    moov = _moov(edition, sound, titles, 0)
    start = size_of(kind) + size_of(moov) + 16
    moov = _moov(edition, sound, titles, start)
    media = struct.pack(">I4sQ", 1, b"mdat", room + sum(sound.lengths))
    return (*kind, *moov, media, *titles)


def _moov(edition: Edition, sound: Stretches, titles: Sequence[bytes], start: int) -> Content:
    """The film's head, if the titles begin at byte *start* and the sound follows them."""
    samples = (sum(sound.frames) - 1) * FRAME_SAMPLES
    places = list(accumulate(sound.lengths[:-1], initial=start + sum(map(len, titles))))
    tracks = [_sound_track(sound, samples, places)]
    if titles:
        tracks.append(_chapter_track(edition, titles, samples, start))
    speed, volume = b"\0\1\0\0", b"\1\0"
    film = _timed("mvhd", samples, speed + volume + bytes(10) + UNITY + bytes(24) + struct.pack(">I", CHAPTERS + 1))
    return _box("moov", *film, *(piece for track in tracks for piece in track), *_user(edition))


def _sound_track(sound: Stretches, samples: int, places: Sequence[int]) -> Content:
    count = sum(sound.frames)
    # What is heard begins with the second frame: the first only lays the ground for it.
    wide = samples > LARGEST
    edit = struct.pack(">IQqHH" if wide else ">IIiHH", 1, samples, FRAME_SAMPLES, 1, 0)
    runs = [(number, same[0]) for number, same in _runs(sound.frames)]
    table = _box(
        "stbl",
        *_full("stsd", struct.pack(">I", 1), *_aac_entry(sound)),
        *_full("stts", struct.pack(">3I", 1, count, FRAME_SAMPLES)),
        *_full("stsc", struct.pack(">I", len(runs)), *(struct.pack(">3I", first, frames, 1) for first, frames in runs)),
        *_full("co64", struct.pack(">I", len(places)), struct.pack(f">{len(places)}Q", *places)),
        *_full("stsz", struct.pack(">2I", 0, count), Later(4 * count, sound.sizes)),
    )
    media = _media("soun", b"Sound", samples + FRAME_SAMPLES, _full("smhd", bytes(4)), table)
    parts = (*_box("edts", *_full("elst", edit, version=int(wide))), *_box("tref", *_box("chap", _number(CHAPTERS))))
    return _box("trak", *_track_head(SOUND, samples, ENABLED | IN_FILM, volume=b"\1\0"), *parts, *media)


def _chapter_track(edition: Edition, titles: Sequence[bytes], samples: int, start: int) -> Content:
    """The chapters as a track of QuickTime text, each title shown for as long as its chapter lasts."""
    edges = [round(mark.start * CHAPTER_RATE) for mark in edition.marks] + [samples // 4]
    lengths = [after - before for before, after in pairwise(edges)]
    if max(lengths) > LARGEST:
        raise AudioError(f"{edition.title}: a chapter of an M4B cannot be longer than 108 hours")
    table = _box(
        "stbl",
        *_full("stsd", struct.pack(">I", 1), *_box("text", bytes(6) + struct.pack(">HI", 1, 1) + bytes(40))),
        *_full("stts", _number(len(lengths)), *(struct.pack(">2I", 1, length) for length in lengths)),
        *_full("stsc", struct.pack(">4I", 1, 1, len(titles), 1)),
        *_full("stsz", struct.pack(">2I", 0, len(titles)), *(_number(len(title)) for title in titles)),
        *_full("co64", struct.pack(">IQ", 1, start)),
    )
    generic = (*_full("gmin", struct.pack(">6H", 0x40, 0x8000, 0x8000, 0x8000, 0, 0)), *_box("text", UNITY))
    media = _media("text", b"Chapters", samples // 4, _box("gmhd", *generic), table, rate=CHAPTER_RATE)
    return _box("trak", *_track_head(CHAPTERS, samples, IN_FILM, volume=bytes(2)), *media)


def _runs(counts: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Runs of equal *counts*, each with the number of its first, from 1."""
    number = 1
    for _, same in groupby(counts):
        run = list(same)
        yield number, run
        number += len(run)


def _aac_entry(sound: Stretches) -> Content:
    """How the sound is encoded (ISO/IEC 14496-14, 5.6; the descriptors are of 14496-1, 7.2.6)."""
    seconds = max(1, sum(sound.frames) * FRAME_SAMPLES / RATE)
    rate = round(8 * sum(sound.lengths) / seconds)
    config = _descriptor(5, AAC_LC_MONO)
    decoder = _descriptor(4, struct.pack(">BBxHII", 0x40, 0x15, 0x1800, 2 * rate, rate) + config)
    stream = _descriptor(3, struct.pack(">HB", SOUND, 0) + decoder + _descriptor(6, b"\2"))
    channels, bits = 1, 16
    entry = bytes(6) + struct.pack(">H8xHH4xI", 1, channels, bits, RATE << 16)
    return _box("mp4a", entry, *_full("esds", stream))


def _descriptor(number: int, content: bytes) -> bytes:
    return bytes((number, 0x80, 0x80, 0x80, len(content))) + content


def _track_head(number: int, samples: int, flags: int, *, volume: bytes) -> Content:
    wide = samples > LARGEST
    times = struct.pack(">QQI4xQ" if wide else ">III4xI", 0, 0, number, samples)
    rest = bytes(8) + bytes(4) + volume + bytes(2) + UNITY + bytes(8)
    return _full("tkhd", times + rest, version=int(wide), flags=flags)


def _media(kind: str, name: bytes, length: int, header: Content, table: Content, *, rate: int = RATE) -> Content:
    here = _box("dinf", *_full("dref", _number(1), *_full("url ", flags=SELF_CONTAINED)))
    handler = _full("hdlr", bytes(4) + kind.encode() + bytes(12) + name + b"\0")
    clock = _timed("mdhd", length, struct.pack(">HH", UNDETERMINED, 0), rate=rate)
    return _box("mdia", *clock, *handler, *_box("minf", *header, *here, *table))


def _timed(name: str, length: int, rest: bytes, *, rate: int = RATE) -> Content:
    """A box with a clock of *rate* ticks in a second, and a *length* that may need more than 32 bits."""
    wide = length > LARGEST
    times = struct.pack(">QQIQ" if wide else ">IIII", 0, 0, rate, length)
    return _full(name, times + rest, version=int(wide))


def _title_sample(title: str) -> bytes:
    """A title as QuickTime text, in UTF-8 and saying so."""
    text = writable(title).encode()[: 2**16 - 1].decode(errors="ignore").encode()
    return struct.pack(">H", len(text)) + text + struct.pack(">I4sI", 12, b"encd", 0x100)


def _user(edition: Edition) -> Content:
    """Nero's list of the chapters, and the tags."""
    listed: list[bytes] = []
    if 0 < len(edition.marks) <= MOST_LISTED:
        for mark, title in zip(edition.marks, edition.titles, strict=True):
            text = writable(title).encode()[:255].decode(errors="ignore").encode()
            listed.append(struct.pack(">QB", round(mark.start * 10**7), len(text)) + text)
    count = struct.pack(">IB", 0, len(listed))
    chapters = _full("chpl", count, *listed, version=1) if listed else ()
    handler = _full("hdlr", bytes(4) + b"mdirappl" + bytes(9))
    return _box("udta", *_full("meta", *handler, *_box("ilst", *_tags(edition)), *_box("free", bytes(FREE))), *chapters)


def _tags(edition: Edition) -> Iterator[bytes | Later]:
    texts = {
        "©nam": edition.title,
        "©alb": edition.title,
        "©ART": edition.author,
        "aART": edition.author,
        "©wrt": edition.narrator,  # where Audiobookshelf looks for the narrator
        "©nrt": edition.narrator,
        "©gen": edition.genre,
        "©day": date_of(edition.date),
        "©pub": edition.publisher,
        "cprt": edition.rights,
        "desc": edition.comment,
        "©cmt": edition.comment,
        "©too": edition.encoder,
        "©mvn": edition.series,
    }
    named = {
        "SUBTITLE": edition.subtitle,
        "SERIES": edition.series,
        "SERIES-PART": edition.part,
        "NARRATOR": edition.narrator,
        "LANGUAGE": edition.language,
        "ISBN": edition.isbn,
    }
    for name, text in texts.items():
        if text:
            yield from _box(name, *_value(UTF8, writable(text).encode()))
    yield from _box("stik", *_value(WHOLE_NUMBER, bytes((AUDIOBOOK,))))
    for name, text in named.items():
        if text:
            labels = (*_full("mean", FREEFORM.encode()), *_full("name", name.encode()))
            yield from _box("----", *labels, *_value(UTF8, writable(text).encode()))
    if edition.cover:
        yield from _box("covr", *_value(PICTURES[media_type(edition.cover)], edition.cover))


def _value(kind: int, content: bytes) -> Content:
    return _box("data", struct.pack(">II", kind, 0), content)


def _number(number: int) -> bytes:
    return struct.pack(">I", number)


def _box(name: str, *content: bytes | Later) -> Content:
    return (struct.pack(">I4s", 8 + size_of(content), name.encode("latin-1")), *content)


def _full(name: str, *content: bytes | Later, version: int = 0, flags: int = 0) -> Content:
    return _box(name, _number(version << 24 | flags), *content)
