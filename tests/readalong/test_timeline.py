"""When every word is spoken: counted, and true of the sound that is heard."""

import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soxr
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.audio import Audio, WordTime, write_wav
from narrate.errors import AudioError
from narrate.model import Clip, Kind, Mark, Place, Stretch, Utterance
from narrate.readalong.timeline import Spoken, Word, from_second, mark_at, resampled, timeline
from narrate.spoken import said

RATE = 44100
HEARD = 60
"""Of 32768: above the tone of a room, below any speech sound."""


def utterance(text: str) -> Utterance:
    return Utterance(0, len(text), text, Kind.NARRATION, Place(1, 1, 1))


def words_of(one: Spoken) -> list[tuple[str, float]]:
    return [(one.utterance.text[word.start : word.end], round(word.seconds, 3)) for word in one.words]


def one_clip(path: Path, text: str, times: list[tuple[int, int, float]], seconds: float = 2.0) -> Spoken:
    """*text* said in a clip whose engine tells *times*, after half a second of silence."""
    rate = 16000
    write_wav(Audio(b"\1\0" * round(seconds * rate), rate, tuple(WordTime(*one) for one in times)), path)
    stretch = Stretch(1, (Clip(utterance(text), path),), (0.25,), 0.5)
    (found,) = timeline([stretch], [3.0], lambda one: said(one.text, {}), RATE)
    return found


def test_words_keep_the_times_of_the_engine_and_all_that_stands_between_them(tmp_path):
    found = one_clip(
        tmp_path / "a.wav", "He said, “No—never!”", [(0, 2, 0.0), (3, 7, 0.4), (9, 11, 1.0), (14, 19, 1.5)]
    )

    assert words_of(found) == [("He ", 0.5), ("said, ", 0.9), ("“No—", 1.5), ("never!”", 2.0)]
    assert (found.start, found.end) == (0.5, 2.5)


def test_a_word_said_as_several_is_one(tmp_path):
    found = one_clip(tmp_path / "a.wav", "in 1984.", [(0, 2, 0.0), (3, 11, 0.3), (12, 18, 0.8)])

    assert words_of(found) == [("in ", 0.5), ("1984.", 0.8)]


def test_a_word_without_a_time_of_its_own_belongs_to_the_one_before(tmp_path):
    found = one_clip(tmp_path / "a.wav", "in the end", [(0, 2, 0.0), (7, 10, 0.6)])

    assert words_of(found) == [("in the ", 0.5), ("end", 1.1)]


def test_words_too_near_for_a_thousandth_are_one(tmp_path):
    found = one_clip(tmp_path / "a.wav", "a b c d", [(0, 1, 0.0), (2, 3, 0.004), (4, 5, 1.0), (6, 7, 1.9999)])

    assert words_of(found) == [("a b ", 0.5), ("c d", 1.5)]


def test_an_engine_without_word_times_has_them_shared_out_by_letters(tmp_path):
    found = one_clip(tmp_path / "a.wav", "one three", [], seconds=1.0)

    assert words_of(found) == [("one ", 0.5), ("three", 0.9)]
    assert found.end == 1.5


def test_a_damaged_clip_is_named(tmp_path):
    path = tmp_path / "a.wav"
    path.write_bytes(b"RIFF, perhaps")
    stretch = Stretch(1, (Clip(utterance("A."), path),), (0.25,))

    with pytest.raises(AudioError, match=r"a\.wav: not a whole clip \(remove that file and run again\)"):
        list(timeline([stretch], [1.0], lambda one: said(one.text, {}), RATE))

    path.unlink()
    with pytest.raises(AudioError, match=r"a\.wav: cannot read"):
        list(timeline([stretch], [1.0], lambda one: said(one.text, {}), RATE))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 60_000), st.sampled_from([8000, 11025, 16000, 22050, 22254, 24000, 32000, 44100, 48000]))
def test_a_clip_is_as_long_as_the_resampler_makes_it(samples, rate):
    made = soxr.resample(np.zeros(samples, np.float32), rate, RATE, quality="HQ")

    assert resampled(samples, rate, RATE) == len(made)


def test_a_time_is_found_in_its_chapter_though_sums_of_floats_differ():
    edge = sum([0.1] * 3)
    marks = [Mark("One", 0.0, edge), Mark("Two", edge, 1.0)]

    assert [mark_at(second, marks) for second in (0.0, 0.29, 0.3, edge, 0.9, 5.0)] == [0, 0, 1, 1, 1, 1]


def test_a_files_own_time_begins_with_it():
    one = Spoken(utterance("Yes."), 10.5, 11.0, (Word(0, 4, 10.5),))

    (found,) = from_second([one], 10.0)

    assert (found.start, found.end, found.words) == (0.5, 1.0, (Word(0, 4, 0.5),))


def test_all_that_is_spoken_is_there_in_order(seed):
    spoken = list(seed.spoken())

    assert [one.utterance for one in spoken] == [one for one in seed.book.script.utterances if one.spoken]
    for one in spoken:
        assert "".join(words for words, _ in words_of(one)) == one.utterance.text
        times = [one.start, *(word.seconds for word in one.words[1:]), one.end]
        assert one.words[0].seconds >= one.start
        assert all(later - earlier >= 0.0049 for earlier, later in pairwise(times))
    assert all(one.end <= other.start for one, other in pairwise(spoken))
    assert spoken[-1].end < seed.track.end - 0.1


def test_every_utterance_is_heard_where_it_is_said_to_be(seed):
    sound = np.abs(seed.pcm.astype(int))
    for one in seed.spoken():
        start, end = round(one.start * RATE), round(one.end * RATE)

        assert sound[max(0, start - 4000) : start].max(initial=0) < HEARD
        assert sound[start : start + round(0.06 * RATE)].max() > HEARD, one.utterance.text
        assert sound[end : end + 4000].max(initial=0) < HEARD


def test_every_beep_begins_with_its_word(told):
    sound = np.abs(told.pcm.astype(int))
    for one in told.spoken():
        for word in one.words:
            at = round(word.seconds * RATE)

            assert sound[at - 800 : at - 100].max() < HEARD  # the gap between two beeps, halved by their pace
            assert sound[at : at + 200].max() > HEARD


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="hearing an MP3 needs ffmpeg")
def test_a_player_hears_it_there_too(seed):
    command = ["ffmpeg", "-v", "error", "-i", seed.track.path, "-f", "s16le", "-ac", "1", "-"]
    heard = np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, "<i2").astype(int)

    spoken = list(seed.spoken())

    for one in spoken:
        start = round(one.start * RATE)
        assert np.abs(heard[start : start + round(0.06 * RATE)]).max() > HEARD
    assert spoken[-1].end < len(heard) / RATE
