"""Puts clips and pauses together: a chapter's stretches, and each stretch as one sound."""

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from narrate.audio import Audio
from narrate.errors import AudioError
from narrate.model import Clip, Kind, Stretch, Utterance, word_count

with warnings.catch_warnings():  # pydub looks for ffmpeg, which nothing here needs, and its old code has bad escapes
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

# Read speech pauses up to 0.2 s within a sentence and 0.2 to 1 s between sentences and paragraphs (Campione and
# Véronis, "A large-scale multilingual study of silent pause duration", 2002). People answer one another after about
# 0.2 s (Levinson and Torreira, "Timing in turn-taking", Frontiers in Psychology 6, 2015), sooner than a story goes on.
# The head and tail of a chapter are in the middle of what ACX asks for. None is under 0.15: a stretch is trimmed in its
# last pause.
PAUSES: Mapping[str, float] = {
    "breath": 0.15,  # within a sentence: between a quotation and its speech tag
    "interruption": 0.15,  # after a line that is cut off, by a dash: who cuts in does not wait
    "sentence": 0.35,  # between sentences of one paragraph
    "answer": 0.45,  # between the quotations of two speakers: an answer comes faster than a new paragraph
    "paragraph": 0.65,
    "trailing": 0.9,  # after a sentence that trails off, in dots
    "heading": 1.2,  # after one
    "scene": 1.8,  # between scenes, and before a heading inside a chapter
    "chapter-head": 0.75,  # before a chapter's first word
    "chapter-tail": 2.5,  # after its last
}
"""Seconds of silence, by the name they have in voices.yaml."""

STRETCH_WORDS = 150
"""Words after which a stretch ends with its paragraph: about a minute."""
LONGEST_STRETCH_WORDS = 400
"""Words after which a stretch ends even within a paragraph."""

SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？")
CUT_OFF = ("—", "–", "-", "―")
DOTS = ("…", "...", ". . .")
CLOSING_MARKS = "\"'”’»›)] \n*_~/:>"
"""What may stand behind a sentence's end, signs of emphasis and of thoughts among it."""


def pause(before: Utterance, after: Utterance, pauses: Mapping[str, float] = PAUSES) -> float:
    """Seconds of silence between two neighbours by the table *pauses*, told by where they stand and how one ends."""
    return pauses[_pause(before, after)]


def _pause(before: Utterance, after: Utterance) -> str:
    """The name of the pause between two neighbours."""
    if before.place.chapter != after.place.chapter:
        return "chapter-tail"
    if before.kind is Kind.HEADING:
        return "heading"
    if before.place.scene != after.place.scene or after.kind is Kind.HEADING:
        return "scene"
    answers = before.speaker and after.speaker and before.speaker != after.speaker
    apart = answers or before.place.paragraph != after.place.paragraph
    end = before.text.rstrip(CLOSING_MARKS)
    if apart and before.speaker and end.endswith(CUT_OFF):
        return "interruption"
    if not apart and _within_sentence(before.text, after.text):
        return "breath"
    if end.endswith(DOTS):
        return "trailing"
    if answers:
        return "answer"
    return "paragraph" if apart else "sentence"


def stretches(clips: Sequence[Clip], pauses: Mapping[str, float] = PAUSES) -> Iterator[Stretch]:
    """*clips* cut into stretches of about a minute, none across chapters; *pauses* go before the usual ones.

    The cuts depend on the text alone, so that another voice never moves one.
    """
    together: list[Clip] = []
    pauses = {**PAUSES, **pauses}
    words, lead = 0, pauses["chapter-head"]
    for clip, following in zip(clips, [*clips, None][1:], strict=True):
        together.append(clip)
        words += word_count(clip.utterance.text)
        if _ends_chapter(clip, following) or _ends_stretch(clip, following, words):
            yield Stretch(clip.utterance.place.chapter, tuple(together), _pauses([*together, following], pauses), lead)
            lead = pauses["chapter-head"] if _ends_chapter(clip, following) else 0.0
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


def _pauses(clips: Sequence[Clip | None], pauses: Mapping[str, float]) -> tuple[float, ...]:
    """The pause after each of *clips* but the last, which is only their neighbour; None where the book ends."""
    pairs = pairwise(clip.utterance if clip else None for clip in clips)
    tail = pauses["chapter-tail"]
    return tuple(pause(before, after, pauses) if before and after else tail for before, after in pairs)


def _silence(seconds: float, rate: int) -> bytes:
    return bytes(2 * round(seconds * rate))
