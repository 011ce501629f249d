"""A book's words as files that players show in step with the sound: SubRip, WebVTT, LRC."""

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape

from narrate.publish.edition import Edition, clock
from narrate.readalong.cues import Cue, cues
from narrate.readalong.timeline import Spoken
from narrate.readalong.wording import in_one_line, one_line, runs

WORD_JOINER = "\u2060"
"""Invisible, and between two signs enough that players take them for no command."""
_COMMAND = re.compile(r"([<{])(?=[\\/A-Za-z])|(--)(?=>)")
"""What would be a tag or an arrow in SubRip, which knows no escape."""
_LYRICS_COMMAND = re.compile(r"([\[<])(?=[^\s\]>]*[\]>:])")
"""What would be a time or a field in LRC, which knows none either."""


def srt(spoken: Iterable[Spoken], edition: Edition) -> Iterator[str]:  # one of a table
    """*spoken* as SubRip, cue by cue."""
    for number, cue in enumerate(cues(spoken), start=1):
        lines = _lines(cue, lambda words: _COMMAND.sub(rf"\g<0>{WORD_JOINER}", words), "<i>", "</i>")
        yield f"{number}\n{_times(cue).replace('.', ',')}\n{lines}\n\n"


def vtt(spoken: Iterable[Spoken], edition: Edition) -> Iterator[str]:
    """*spoken* as WebVTT, cue by cue: who speaks is the voice, ``<v Tara>``; the narrator's words have none."""
    yield "WEBVTT\n\n"
    for number, cue in enumerate(cues(spoken), start=1):
        lines = _lines(cue, lambda words: escape(words, quote=False), "<i>", "</i>")
        if cue.utterance.language:
            lines = f"<lang {cue.utterance.language}>{lines}</lang>"
        if cue.utterance.speaker:
            lines = f"<v {escape(one_line(cue.utterance.speaker), quote=False)}>{lines}</v>"
        yield f"{number}\n{_times(cue)}\n{lines}\n\n"


def lrc(spoken: Iterable[Spoken], edition: Edition) -> Iterator[str]:
    """*spoken* as lyrics of *edition*, a line for each cue."""
    for field, value in (("ti", edition.title), ("ar", edition.author), ("re", edition.encoder)):
        if value:
            yield f"[{field}:{_lyrics(value)}]\n"
    for cue in cues(spoken):
        hundredths = round(100 * cue.start)
        words = _lyrics(_lines(cue, str, "", ""))
        yield f"[{hundredths // 6000:02d}:{hundredths // 100 % 60:02d}.{hundredths % 100:02d}]{words}\n"


def _lines(cue: Cue, escaped: Callable[[str], str], opens: str, closes: str) -> str:
    """The lines of *cue*, what is in italics between *opens* and *closes*."""
    lines = []
    for start, end in cue.lines:
        found = ((escaped(in_one_line(words)), slanted) for words, slanted in runs(cue.utterance.text, start, end))
        lines.append("".join(f"{opens}{words}{closes}" if slanted else words for words, slanted in found))
    return "\n".join(line for line in lines if line)  # an empty line would end the cue


def _times(cue: Cue) -> str:
    return f"{clock(cue.start)} --> {clock(cue.end)}"


def _lyrics(words: str) -> str:
    return _LYRICS_COMMAND.sub(rf"\1{WORD_JOINER}", one_line(words))
