"""The audiobook as the W3C has it: one archive of sound, cover, contents, and a manifest of them."""

import json
from collections.abc import Sequence
from pathlib import Path

from narrate.publish.edition import Edition, media_type
from narrate.readalong.archive import Track, archive, track_at
from narrate.readalong.package import day, identifier, language_of, title_of, titles_of
from narrate.readalong.pages import document, element
from narrate.readalong.timeline import MOMENT
from narrate.readalong.wording import one_line

CONTENTS = "toc.html"


def lpf(out: Path, edition: Edition, tracks: Sequence[Track]) -> None:
    """Writes *edition* with the sound of *tracks* to *out* (W3C Audiobooks, Lightweight Packaging Format).

    AudioError if a track cannot be read, players of such books do not know it, or *out* cannot be written.
    """
    sounds = [f"audio/{number:03d}{track.path.suffix.lower()}" for number, track in enumerate(tracks, start=1)]
    cover = f"cover.{media_type(edition.cover).removeprefix('image/')}" if edition.cover else ""
    manifest = _manifest(edition, tracks, sounds, cover)
    with archive(out) as book:
        book.put("publication.json", json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n")
        book.put(CONTENTS, _contents(edition, tracks, sounds))
        if edition.cover:
            book.put(cover, edition.cover, packed=False)
        for name, track in zip(sounds, tracks, strict=True):
            book.put_sound(name, track)


def _manifest(edition: Edition, tracks: Sequence[Track], sounds: Sequence[str], cover: str) -> dict[str, object]:
    resources = [{"type": "LinkedResource", "url": CONTENTS, "encodingFormat": "text/html", "rel": "contents"}]
    if edition.cover:
        kind = media_type(edition.cover)
        resources.append({"type": "LinkedResource", "url": cover, "encodingFormat": kind, "rel": "cover"})
    told = {
        "author": edition.author,
        "readBy": edition.narrator,
        "publisher": edition.publisher,
        "datePublished": day(edition.date) if edition.date else "",
        "dateModified": day(edition.date) if edition.date else "",
    }
    return {
        "@context": ["https://schema.org", "https://www.w3.org/ns/pub-context", {"language": language_of(edition)}],
        "conformsTo": "https://www.w3.org/TR/audiobooks/",
        "type": "Audiobook",
        "id": identifier(edition),
        "name": title_of(edition),
        **{name: one_line(words) for name, words in told.items() if one_line(words)},
        "inLanguage": [language_of(edition)],
        "accessMode": ["auditory"],
        "accessibilityFeature": ["tableOfContents"],
        "accessibilityHazard": ["none"],
        "abridged": False,
        "duration": _duration(sum(track.end - track.start for track in tracks)),
        "readingOrder": [
            {
                "type": "LinkedResource",
                "url": sound,
                "encodingFormat": track.media_type,
                "name": _name(edition, track),
                "duration": _duration(track.end - track.start),
            }
            for track, sound in zip(tracks, sounds, strict=True)
        ],
        "resources": resources,
    }


def _contents(edition: Edition, tracks: Sequence[Track], sounds: Sequence[str]) -> bytes:
    """The chapters, each with its place in its file (Media Fragments URI 1.0)."""
    entries = []
    for title, mark in zip(titles_of(edition), edition.marks, strict=True):
        at = track_at(mark.start, tracks)
        place = f"{sounds[at]}#t={max(0.0, mark.start - tracks[at].start):.3f}"
        entries.append(element("li", element("a", text=title, href=place)))
    contents = element("nav", element("h1", text=title_of(edition)), element("ol", *entries), role="doc-toc")
    return document(title_of(edition), language_of(edition), contents)


def _name(edition: Edition, track: Track) -> str:
    """The chapter's title, if *track* is one; else the book's."""
    inside = [
        title
        for title, mark in zip(titles_of(edition), edition.marks, strict=True)
        if track.start <= mark.start + MOMENT < track.end
    ]
    return inside[0] if len(inside) == 1 else title_of(edition)


def _duration(seconds: float) -> str:
    return f"PT{seconds:.3f}S"
