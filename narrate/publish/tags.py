"""The ID3 tag of an audiobook: what players show of it, its cover, and its chapters."""

# mypy: disable-error-code=no-untyped-call
# mutagen says that it is typed, but only some of its functions are.

import io
import re
from collections.abc import Iterator, Sequence

from mutagen.id3 import (
    APIC,
    CHAP,
    COMM,
    CTOC,
    ID3,
    MVIN,
    MVNM,
    SYLT,
    TALB,
    TCOM,
    TCON,
    TCOP,
    TDRC,
    TIT2,
    TIT3,
    TLAN,
    TPE1,
    TPE2,
    TPUB,
    TRCK,
    TSSE,
    TXXX,
    USLT,
    CTOCFlags,
    Encoding,
    Frame,
    PictureType,
)

from narrate.model import Mark, primary
from narrate.publish.edition import Edition, media_type

PADDING = 4096
"""Bytes left free, so that a corrected title does not move a gigabyte of sound."""
MOST_CHILDREN = 255
"""Chapters in one table of contents; its count is a byte (ID3v2 Chapter Frame Addendum, 3.2)."""
NO_OFFSET = 0xFFFFFFFF
"""Where a chapter's place in bytes would stand; this value sends players to its time (the same, 3.1)."""
YOUNGER = ("TSOA", "TSOP", "TSOT", "TSO2", "TSOC", "TMOO", "RVA2", "TSST", "TPRO")
"""Frames of ID3v2.4 that other programs write into v2.3, too, and that mutagen would drop."""
UTF16 = Encoding.UTF16
"""The only encoding of ID3v2.3 for all letters."""

LANGUAGES = dict(
    word.split(":")
    for word in """
    af:afr ar:ara be:bel bg:bul bn:ben ca:cat cs:ces cy:cym da:dan de:deu el:ell en:eng eo:epo es:spa et:est eu:eus
    fa:fas fi:fin fr:fra ga:gle gl:glg he:heb hi:hin hr:hrv hu:hun hy:hye id:ind is:isl it:ita ja:jpn ka:kat ko:kor
    la:lat lt:lit lv:lav mk:mkd ms:msa nb:nob nl:nld nn:nno no:nor pl:pol pt:por ro:ron ru:rus sk:slk sl:slv sq:sqi
    sr:srp sv:swe sw:swa ta:tam te:tel th:tha tl:tgl tr:tur uk:ukr ur:urd vi:vie zh:zho
    """.split()
)
"""BCP 47 → ISO 639-2/T."""
UNKNOWN_LANGUAGE = "und"
MILLISECONDS, LYRICS = 2, 1
"""What a synced text counts in, and that it is what is heard (ID3v2.3, 4.10)."""


def tag(edition: Edition, *, chapter: int | None = None) -> bytes:
    """A whole ID3v2.3 tag for *edition* to begin a file with: the book's, or that of one *chapter*, counted from 1.

    AudioError if the cover is neither JPEG nor PNG.
    """
    tags = ID3()
    for frame in (*texts(edition), *pictures(edition.cover), *_words(edition)):
        tags.add(frame)
    if chapter is None:
        add_chapters(tags, edition.marks)
    else:
        tags.add(_text(TIT2, edition.titles[chapter - 1]))
        tags.add(_text(TRCK, f"{chapter}/{len(edition.marks)}"))
    return written(tags)


def texts(edition: Edition) -> Iterator[Frame]:
    """The frames of what *edition* says in words."""
    plain = {
        TIT2: edition.title,
        TALB: edition.title,
        TIT3: edition.subtitle,
        TPE1: edition.author,
        TPE2: edition.author,
        TCOM: edition.narrator,  # where Audiobookshelf looks for the narrator
        TCON: edition.genre,
        TPUB: edition.publisher,
        TCOP: edition.rights,
        TDRC: date_of(edition.date),
        TLAN: language_code(edition.language) if edition.language else "",
        TSSE: edition.encoder,
        MVNM: edition.series,  # where Apple looks
        MVIN: edition.part,
    }
    named = {
        "NARRATOR": edition.narrator,
        "series": edition.series,  # these two where Audiobookshelf looks
        "series-part": edition.part,
        "ISBN": edition.isbn,
    }
    yield from (_text(frame, text) for frame, text in plain.items() if text)
    yield from (_text(TXXX, text, desc=name) for name, text in named.items() if text)
    if edition.comment:
        yield _text(COMM, edition.comment, lang=language_code(edition.language), desc="")


def pictures(cover: bytes | None) -> Iterator[APIC]:
    """The frame of *cover*, if there is one. AudioError if it is neither JPEG nor PNG."""
    if cover:
        yield APIC(encoding=Encoding.LATIN1, mime=media_type(cover), type=PictureType.COVER_FRONT, data=cover)


def written(tags: ID3) -> bytes:
    """*tags* as ID3v2.3, with room to grow."""
    younger = [frame for frame in tags.values() if frame.FrameID in YOUNGER]
    tags.update_to_v23()
    for frame in younger:
        tags.add(frame)
    file = io.BytesIO()
    tags.save(file, v2_version=3, padding=lambda _: PADDING)
    return file.getvalue()


def add_chapters(tags: ID3, marks: Sequence[Mark]) -> None:
    """Gives *tags* the chapters *marks* instead of those it has."""
    tags.delall("CHAP")
    tags.delall("CTOC")
    for frame in _chapters(marks):
        tags.add(frame)


def language_code(language: str) -> str:
    """*language*, BCP 47, as ISO 639-2 has it."""
    return LANGUAGES.get(primary(language), UNKNOWN_LANGUAGE)


def writable(text: str) -> str:
    """*text* without what ends a text in a tag or has no place in UTF-16."""
    return text.replace("\0", "").encode("utf-16", "replace").decode("utf-16")


def _text(frame: type[Frame], text: str, **fields: str) -> Frame:
    return frame(encoding=UTF16, text=writable(text), **fields)


def _words(edition: Edition) -> Iterator[USLT | SYLT]:
    """What is said, to be read at once and in step with the sound."""
    if not edition.lines:
        return
    lines = [(writable(words), round(1000 * second)) for second, words in edition.lines]
    language = language_code(edition.language)
    yield USLT(encoding=UTF16, lang=language, desc="", text="\n".join(words for words, _ in lines))
    yield SYLT(encoding=UTF16, lang=language, format=MILLISECONDS, type=LYRICS, desc="", text=lines)


def date_of(written: str) -> str:
    """YYYY, YYYY-MM or YYYY-MM-DD as it stands in *written*: "March 3, 2004" is 2004. Nothing if there is no year."""
    match = re.search(r"(?<!\d)[12]\d{3}(?:-[01]\d(?:-[0-3]\d)?)?(?!\d)", written)
    return match[0] if match else ""


def _chapters(marks: Sequence[Mark]) -> Iterator[CHAP | CTOC]:
    """A frame for each of *marks*, and the table of contents without which players ignore them."""
    if not marks:
        return
    starts = [round(1000 * mark.start) for mark in marks]
    ends = [*starts[1:], round(1000 * marks[-1].end)]
    # mutagen drops an empty title, which would leave the chapter's frame shorter than the others.
    titles = [writable(mark.title) or str(number) for number, mark in enumerate(marks, start=1)]
    names = _names(titles)
    for name, start, end, title in zip(names, starts, ends, titles, strict=True):
        heading = TIT2(encoding=UTF16, text=title)
        yield CHAP(
            element_id=name,
            start_time=start,
            end_time=end,
            start_offset=NO_OFFSET,
            end_offset=NO_OFFSET,
            sub_frames=[heading],
        )
    yield from _contents(names)


def _names(titles: Sequence[str]) -> list[str]:
    """Names for chapters of these *titles*, of such lengths that all their frames are equally long.

    mutagen writes frames by length, then by name, and players list chapters as they stand in the file.
    """
    sizes = [len(title.encode("utf-16")) for title in titles]
    return [f"ch{number:05d}" + "_" * (max(sizes) - size) for number, size in enumerate(sizes, start=1)]


def _contents(names: Sequence[str]) -> Iterator[CTOC]:
    """The table of contents of the chapters *names*: of tables, if they are too many for one."""
    if len(names) <= MOST_CHILDREN:
        yield _table("toc", CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED, names)
        return
    groups = [names[at : at + MOST_CHILDREN] for at in range(0, len(names), MOST_CHILDREN)]
    tables = [f"toc{number}" for number in range(1, len(groups) + 1)]
    for table, group in zip(tables, groups, strict=True):
        yield _table(table, CTOCFlags.ORDERED, group)
    yield _table("toc", CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED, tables)


def _table(name: str, flags: int, children: Sequence[str]) -> CTOC:
    return CTOC(element_id=name, flags=flags, child_element_ids=list(children), sub_frames=[])
