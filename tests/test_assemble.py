"""Pauses, stretches, and their sound."""

import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.assemble import PAUSES, assemble, pause, stretches
from narrate.audio import Audio
from narrate.errors import AudioError
from narrate.model import Clip, Kind, Place, Stretch, Utterance, word_count

LEAST_PAUSE = 0.15
"""Seconds that encoding may trim."""


def narration(text, *place, kind=Kind.NARRATION):
    return Utterance(0, 0, text, kind, Place(*(place or (1, 1, 1))))


def quotation(text, speaker, *place):
    return Utterance(0, 0, text, Kind.QUOTATION, Place(*(place or (1, 1, 1))), speaker)


def clip_of(utterance):
    return Clip(utterance, Path("never/opened.wav"))


def tones(*sizes, rate=44100):
    """Sounds of so many samples, each of one value: its number."""
    return [Audio(number.to_bytes(2, "little") * size, rate) for number, size in enumerate(sizes, start=1)]


utterances = st.builds(
    lambda words, kind, speaker: (" ".join(["word"] * words), kind, speaker if kind is Kind.QUOTATION else None),
    st.integers(0, 250),
    st.sampled_from([Kind.NARRATION, Kind.QUOTATION, Kind.HEADING]),
    st.sampled_from(["Tara", "Kennedy"]),
)
manuscripts = st.lists(st.lists(st.lists(utterances, min_size=1, max_size=5), min_size=1, max_size=6), max_size=4)


def clips_of(manuscript):
    return [
        clip_of(Utterance(0, 0, text, kind, Place(chapter, 1 + paragraph // 3, paragraph), speaker))
        for chapter, paragraphs in enumerate(manuscript, start=1)
        for paragraph, pieces in enumerate(paragraphs, start=1)
        for text, kind, speaker in pieces
    ]


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        (quotation('"Come,"', "Tara"), narration("she said."), "breath"),
        (quotation('"Come!"', "Tara"), narration("she said."), "breath"),
        (narration("She said,"), quotation('"Come."', "Tara"), "breath"),
        (quotation('"Come."', "Tara"), narration("The door fell shut."), "sentence"),
        (narration("It rained."), narration("It poured."), "sentence"),
        (narration("*Is it he?*", kind=Kind.THOUGHT), narration("The door fell shut."), "sentence"),
        (narration("::Come home.::", kind=Kind.THOUGHT), narration("The door fell shut."), "sentence"),
        (narration("*Is it he?*", kind=Kind.THOUGHT), narration("she thought."), "breath"),
        (narration("She thought:"), narration("*Is it he?*", kind=Kind.THOUGHT), "breath"),
        (quotation('"Come."', "Tara"), quotation('"No."', "Kennedy", 1, 1, 2), "answer"),
        (quotation('"Come,', "Tara"), quotation('"and stay."', "Tara", 1, 1, 2), "paragraph"),
        (narration("It rained."), quotation('"No."', "Kennedy", 1, 1, 2), "paragraph"),
        (narration("One", kind=Kind.HEADING), narration("It rained.", 1, 1, 2), "heading"),
        (narration("It rained."), narration("Later", 1, 2, 2, kind=Kind.HEADING), "scene"),
        (quotation('"Come."', "Tara"), quotation('"No."', "Kennedy", 1, 2, 2), "scene"),
        (narration("The end."), narration("Two", 2, 1, 1, kind=Kind.HEADING), "chapter-tail"),
        (quotation('"I only wanted—"', "Tara"), quotation('"No."', "Kennedy", 1, 1, 2), "interruption"),
        (quotation('"I only wanted --"', "Tara"), narration("The door fell shut.", 1, 1, 2), "interruption"),
        (quotation('"I only wanted—"', "Tara"), quotation('"to help."', "Tara", 1, 1, 2), "interruption"),
        (quotation('"I only wanted—"', "Tara"), narration("she said."), "breath"),
        (quotation('"I only wanted—"', "Tara"), narration("She stopped."), "breath"),
        (quotation('"I only wanted—"', "Tara"), quotation('"No."', "Kennedy", 1, 2, 2), "scene"),
        (narration("It was the end—"), narration("Or was it?", 1, 1, 2), "paragraph"),
        (quotation('"I thought…"', "Tara"), quotation('"What?"', "Kennedy", 1, 1, 2), "trailing"),
        (quotation('"I thought. . ."', "Tara"), narration("It rained.", 1, 1, 2), "trailing"),
        (quotation('"I thought..."', "Tara"), narration("She looked away."), "trailing"),
        (quotation('"I thought..."', "Tara"), narration("she said."), "breath"),
        (narration("It was over..."), narration("Or was it?"), "trailing"),
    ],
)
def test_a_pause_follows_from_where_its_neighbours_stand_and_how_one_ends(before, after, name):
    pauses = {other: float(number) for number, other in enumerate(PAUSES)}

    assert pause(before, after) == PAUSES[name]
    assert pause(before, after, pauses) == pauses[name]


def test_the_wider_the_gap_in_the_text_the_longer_the_pause():
    names = "breath sentence answer paragraph trailing heading scene chapter-tail".split()
    pauses = [PAUSES[name] for name in names]

    assert pauses == sorted(pauses)
    assert PAUSES["interruption"] < PAUSES["answer"]


def test_a_persons_pauses_go_before_the_usual_ones_and_leave_the_others():
    clips = [
        clip_of(narration("One", kind=Kind.HEADING)),
        clip_of(narration("It rained.")),
        clip_of(narration("Then.")),
    ]

    (cut,) = stretches(clips, {"sentence": 0.5, "chapter-head": 2.0})

    assert cut.pauses == (PAUSES["heading"], 0.5, PAUSES["chapter-tail"])
    assert cut.lead == 2.0
    assert list(stretches(clips, {})) == list(stretches(clips))


@given(manuscripts)
@settings(deadline=None)
def test_every_clip_is_in_one_stretch_in_order_and_followed_by_a_pause(manuscript):
    clips = clips_of(manuscript)

    cut = list(stretches(clips))

    assert [clip for stretch in cut for clip in stretch.clips] == clips
    assert all(len(stretch.pauses) == len(stretch.clips) > 0 for stretch in cut)
    assert all(seconds >= LEAST_PAUSE for stretch in cut for seconds in stretch.pauses)


@given(manuscripts)
@settings(deadline=None)
def test_no_stretch_crosses_a_chapter_and_each_chapter_has_its_lead_and_tail(manuscript):
    cut = list(stretches(clips_of(manuscript)))

    assert all({clip.utterance.place.chapter for clip in stretch.clips} == {stretch.chapter} for stretch in cut)
    assert sum(stretch.lead == PAUSES["chapter-head"] for stretch in cut) == len(manuscript)
    assert sum(stretch.pauses[-1] == PAUSES["chapter-tail"] for stretch in cut) == len(manuscript)
    for before, after in pairwise(cut):
        assert (
            (after.lead == PAUSES["chapter-head"])
            == (before.pauses[-1] == PAUSES["chapter-tail"])
            == (before.chapter != after.chapter)
        )


@given(manuscripts)
@settings(deadline=None)
def test_stretches_end_with_a_paragraph_unless_it_is_very_long(manuscript):
    for before, after in pairwise(stretches(clips_of(manuscript))):
        words = [word_count(clip.utterance.text) for clip in before.clips]
        if before.clips[-1].utterance.place == after.clips[0].utterance.place:
            assert sum(words) >= 400
        elif before.chapter == after.chapter:
            assert sum(words) >= 150
        assert sum(words[:-1]) < 400


@given(manuscripts)
@settings(deadline=None)
def test_another_voice_moves_no_cut(manuscript):
    clips = clips_of(manuscript)
    recast = [replace(clip, path=Path("another.wav")) for clip in clips]

    def cuts(of):
        return [(len(stretch.clips), stretch.pauses, stretch.lead) for stretch in stretches(of)]

    assert cuts(recast) == cuts(clips)


def test_a_book_without_clips_has_no_stretches():
    assert list(stretches([])) == []


def test_a_stretch_is_its_clips_and_pauses_to_the_sample():
    clips = tuple(map(clip_of, [narration("It rained."), narration("It poured."), narration("It ended.")]))

    sound, starts = assemble(Stretch(1, clips, (0.2, 0.3, 2.5), lead=0.75), tones(1000, 1, 44100))

    silence = [bytes(2 * round(seconds * 44100)) for seconds in (0.75, 0.2, 0.3, 2.5)]
    first, second, third = (audio.samples for audio in tones(1000, 1, 44100))
    assert sound.raw_data == silence[0] + first + silence[1] + second + silence[2] + third + silence[3]
    assert (sound.frame_rate, sound.channels, sound.sample_width) == (44100, 1, 2)
    assert [round(start * 44100) for start in starts] == [33075, 33075 + 9820, 33075 + 9820 + 13231]


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=20), st.sampled_from([22050, 44100]))
@settings(deadline=None)
def test_each_clip_is_found_where_it_is_said_to_start(sizes, rate):
    clips = tuple(clip_of(narration("word")) for _ in sizes)

    sound, starts = assemble(Stretch(1, clips, (0.15,) * len(clips)), tones(*sizes, rate=rate))

    for audio, start in zip(tones(*sizes, rate=rate), starts, strict=True):
        at = 2 * round(start * rate)
        assert sound.raw_data[at : at + len(audio.samples)] == audio.samples


def test_sounds_of_two_rates_are_refused():
    stretch = Stretch(1, (clip_of(narration("a")), clip_of(narration("b"))), (0.2, 0.2))

    with pytest.raises(AudioError, match=r"22050.*44100"):
        assemble(stretch, [Audio(b"", 44100), Audio(b"", 22050)])


def test_nobody_is_told_that_ffmpeg_is_missing():
    command = [sys.executable, "-c", "import narrate.assemble"]

    run = subprocess.run(command, env={**os.environ, "PATH": ""}, capture_output=True, text=True, check=True)

    assert run.stderr == ""
