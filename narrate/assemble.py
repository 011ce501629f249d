"""Puts clips and pauses together: a chapter's stretches, and each stretch as one sound."""

import warnings
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from narrate.audio import Audio
from narrate.errors import AudioError
from narrate.model import Clip, Kind, Stretch, Utterance, word_count

with warnings.catch_warnings():  # pydub looks for ffmpeg, which nothing here needs, and its old code has bad escapes
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

# Seconds of silence. Read speech pauses up to 0.2 s within a sentence and 0.2 to 1 s between sentences and
# paragraphs (Campione and Véronis, "A large-scale multilingual study of silent pause duration", 2002); the head and
# tail of a chapter are in the middle of what ACX asks for. None is under 0.15: a stretch is trimmed in its last pause.
BREATH = 0.15
"""Within a sentence: between a quotation and its speech tag."""
SENTENCE = 0.35
"""Between sentences of one paragraph."""
TURN = 0.45
"""Between the quotations of two speakers: an answer comes faster than a new paragraph."""
PARAGRAPH = 0.65
"""Between paragraphs."""
AFTER_HEADING = 1.2
"""After a heading."""
SCENE = 1.8
"""Between scenes, and before a heading inside a chapter."""
CHAPTER_LEAD = 0.75
"""Before a chapter's first word."""
CHAPTER_TAIL = 2.5
"""After a chapter's last word."""

STRETCH_WORDS = 150
"""Words after which a stretch ends with its paragraph: about a minute."""
LONGEST_STRETCH_WORDS = 400
"""Words after which a stretch ends even within a paragraph."""

SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？")
CLOSING_MARKS = "\"'”’»›)] \n*_~/:>"
"""What may stand behind a sentence's end, signs of emphasis and of thoughts among it."""


def pause(before: Utterance, after: Utterance) -> float:
    """Seconds of silence between two neighbours, told by where they stand."""
    if before.place.chapter != after.place.chapter:
        return CHAPTER_TAIL
    if before.kind is Kind.HEADING:
        return AFTER_HEADING
    if before.place.scene != after.place.scene or after.kind is Kind.HEADING:
        return SCENE
    if before.speaker and after.speaker and before.speaker != after.speaker:
        return TURN
    if before.place.paragraph != after.place.paragraph:
        return PARAGRAPH
    return BREATH if _within_sentence(before.text, after.text) else SENTENCE


def stretches(clips: Sequence[Clip]) -> Iterator[Stretch]:
    """*clips* cut into stretches of about a minute, none across chapters.

    The cuts depend on the text alone, so that another voice never moves one.
    """
    together: list[Clip] = []
    words, lead = 0, CHAPTER_LEAD
    for clip, following in zip(clips, [*clips, None][1:], strict=True):
        together.append(clip)
        words += word_count(clip.utterance.text)
        if _ends_chapter(clip, following) or _ends_stretch(clip, following, words):
            yield Stretch(clip.utterance.place.chapter, tuple(together), _pauses([*together, following]), lead)
            lead = CHAPTER_LEAD if _ends_chapter(clip, following) else 0.0
            together, words = [], 0


def assemble(stretch: Stretch, sounds: Iterable[Audio]) -> tuple[AudioSegment, tuple[float, ...]]:
    """*stretch* as one sound of its clips' *sounds* and their pauses, and the second each clip starts at.

    AudioError if the sounds differ in rate.
    """
    sounds = tuple(sounds)
    rates = {sound.rate for sound in sounds}
    if len(rates) != 1:
        raise AudioError(f"the sounds of a stretch differ in rate: {sorted(rates)} Hz")
    rate = rates.pop()
    pieces = [_silence(stretch.lead, rate)]
    starts = []
    at = len(pieces[0])
    for sound, seconds in zip(sounds, stretch.pauses, strict=True):
        starts.append(at / 2 / rate)
        pieces += [sound.samples, _silence(seconds, rate)]
        at += len(pieces[-2]) + len(pieces[-1])
    # Joined at once: adding segments to each other copies all before, and takes minutes for a thousand clips.
    joined = AudioSegment(b"".join(pieces), sample_width=2, frame_rate=rate, channels=1)
    return joined, tuple(starts)


def _within_sentence(before: str, after: str) -> bool:
    first = next(filter(str.isalpha, after), "")
    return first.islower() or not before.rstrip(CLOSING_MARKS).endswith(SENTENCE_ENDS)


def _ends_chapter(clip: Clip, following: Clip | None) -> bool:
    return following is None or clip.utterance.place.chapter != following.utterance.place.chapter


def _ends_stretch(clip: Clip, following: Clip | None, words: int) -> bool:
    if words >= LONGEST_STRETCH_WORDS or following is None:
        return True
    return words >= STRETCH_WORDS and clip.utterance.place != following.utterance.place


def _pauses(clips: Sequence[Clip | None]) -> tuple[float, ...]:
    """The pause after each of *clips* but the last, which is only their neighbour; None where the book ends."""
    pairs = pairwise(clip.utterance if clip else None for clip in clips)
    return tuple(pause(before, after) if before and after else CHAPTER_TAIL for before, after in pairs)


def _silence(seconds: float, rate: int) -> bytes:
    return bytes(2 * round(seconds * rate))
