"""What lies beside the sound for players that read no tags: playlist, cue sheet, chapter lists."""

import json
from collections.abc import Sequence

from narrate.model import Mark
from narrate.publish.edition import Edition

CUE_FRAMES = 75
"""In a second of a cue sheet: the sectors of a compact disc."""
CHAPTERS_VERSION = "1.2.0"
"""Of the JSON chapters format of Podcasting 2.0."""

Named = tuple[str, Sequence[Mark]]
"""A file's name, and the chapters in it, by the file's own time."""


def playlist(edition: Edition, files: Sequence[Named]) -> str:
    """*files* as an extended M3U playlist; a player that shows lengths shows whole seconds."""
    head = ["#EXTM3U", "#EXTENC:UTF-8", f"#PLAYLIST:{_line(edition.title)}"]
    by = f"{edition.author} - " if edition.author else ""
    entries = (f"#EXTINF:{round(marks[-1].end)},{_line(by + marks[0].title)}\n{name}" for name, marks in files)
    return "\n".join([*head, *entries, ""])


def cue_sheet(edition: Edition, files: Sequence[Named], *, kind: str = "MP3") -> str:
    """*files* as a cue sheet, a track for each chapter; its 75ths of a second are the nearest to a mark."""
    lines = [f'PERFORMER "{_quoted(edition.author)}"'] if edition.author else []
    lines.append(f'TITLE "{_quoted(edition.title)}"')
    number = 0
    for name, marks in files:
        lines.append(f'FILE "{_quoted(name)}" {kind}')
        for mark in marks:
            number += 1
            lines.append(f"  TRACK {number:02d} AUDIO")
            lines.append(f'    TITLE "{_quoted(mark.title)}"')
            lines.append(f"    INDEX 01 {_cue_time(mark.start)}")
    return "\n".join([*lines, ""])


def chapter_list(edition: Edition) -> str:
    """The chapters of *edition* as JSON of Podcasting 2.0, in seconds."""
    chapters = [
        {"startTime": round(mark.start, 3), "endTime": round(mark.end, 3), "title": title}
        for mark, title in zip(edition.marks, edition.titles, strict=True)
    ]
    facts = {"version": CHAPTERS_VERSION, "title": edition.title, "author": edition.author, "chapters": chapters}
    return _json({key: value for key, value in facts.items() if value})


def shelf_record(edition: Edition) -> str:
    """What Audiobookshelf reads of a book from the ``metadata.json`` in its folder, before all tags."""
    sequence = f" #{edition.part}" if edition.part else ""
    chapters = [
        {"id": number, "start": round(mark.start, 6), "end": round(mark.end, 6), "title": title}
        for number, (mark, title) in enumerate(zip(edition.marks, edition.titles, strict=True))
    ]
    return _json(
        {
            "tags": [],
            "chapters": chapters,
            "title": edition.title,
            "subtitle": edition.subtitle or None,
            "authors": [edition.author] if edition.author else [],
            "narrators": edition.narrator.split(", ") if edition.narrator else [],
            "series": [edition.series + sequence] if edition.series else [],
            "genres": [edition.genre] if edition.genre else [],
            "publishedYear": edition.date[:4] or None,
            "publishedDate": edition.date or None,
            "publisher": edition.publisher or None,
            "description": edition.comment or None,
            "isbn": edition.isbn or None,
            "asin": None,
            "language": edition.language or None,
            "explicit": False,
            "abridged": False,
        }
    )


def _json(record: object) -> str:
    text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "replace").decode("utf-8")


def _line(text: str) -> str:
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def _quoted(text: str) -> str:
    """*text* as it can stand between a cue sheet's quotation marks, which know no escape."""
    return _line(text).replace('"', "'")


def _cue_time(seconds: float) -> str:
    """Minutes, seconds and 75ths; a cue sheet has no hours, its minutes go on."""
    whole, frames = divmod(round(seconds * CUE_FRAMES), CUE_FRAMES)
    return f"{whole // 60:02d}:{whole % 60:02d}:{frames:02d}"
