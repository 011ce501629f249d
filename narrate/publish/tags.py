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
    TALB,
    TCOM,
    TCON,
    TDRC,
    TIT2,
    TLAN,
    TPE1,
    TPE2,
    TSSE,
    CTOCFlags,
    Encoding,
    PictureType,
)

from narrate.errors import AudioError
from narrate.model import Mark

PADDING = 4096
"""Bytes left free, so that a corrected title does not move a gigabyte of sound."""
MOST_CHILDREN = 255
"""Chapters in one table of contents; its count is a byte (ID3v2 Chapter Frame Addendum, 3.2)."""
NO_OFFSET = 0xFFFFFFFF
"""Where a chapter's place in bytes would stand; this value sends players to its time (the same, 3.1)."""
UTF16 = Encoding.UTF16
"""The only encoding of ID3v2.3 for all letters."""

COVERS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
"""A picture's first bytes → its media type."""

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


def id3(
    *,
    title: str,
    author: str = "",
    narrator: str = "",
    language: str = "",
    date: str = "",
    comment: str = "",
    marks: Sequence[Mark] = (),
    cover: bytes | None = None,
    encoder: str = "",
) -> bytes:
    """A whole ID3v2.3 tag to begin a file with; what is empty is left out.

    *language* is BCP 47, *date* begins YYYY, YYYY-MM or YYYY-MM-DD, *cover* is a JPEG or PNG picture or None.
    AudioError if *cover* is anything else.
    """
    code = LANGUAGES.get(language.partition("-")[0].lower(), UNKNOWN_LANGUAGE)
    texts = {
        TIT2: title,
        TALB: title,
        TPE1: author,
        TPE2: author,
        TCOM: narrator,  # where Audiobookshelf looks for the narrator
        TCON: "Audiobook",
        TDRC: date_of(date),
        TLAN: code if language else "",
        TSSE: encoder,
    }
    tags = ID3()
    for frame, text in texts.items():
        if text:
            tags.add(frame(encoding=UTF16, text=_writable(text)))
    for chapter_frame in _chapters(marks):
        tags.add(chapter_frame)
    if comment:
        tags.add(COMM(encoding=UTF16, lang=code, desc="", text=_writable(comment)))
    if cover:
        tags.add(APIC(encoding=Encoding.LATIN1, mime=_media_type(cover), type=PictureType.COVER_FRONT, data=cover))
    return _written(tags)


def _written(tags: ID3) -> bytes:
    tags.update_to_v23()
    file = io.BytesIO()
    tags.save(file, v2_version=3, padding=lambda _: PADDING)
    return file.getvalue()


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
    titles = [_writable(mark.title) or str(number) for number, mark in enumerate(marks, start=1)]
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


def _media_type(cover: bytes) -> str:
    for magic, media_type in COVERS.items():
        if cover.startswith(magic):
            return media_type
    raise AudioError("the cover is neither a JPEG nor a PNG picture")


def _writable(text: str) -> str:
    """*text* without what ends a text in a tag or has no place in UTF-16."""
    return text.replace("\0", "").encode("utf-16", "replace").decode("utf-16")
