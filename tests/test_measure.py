"""Finished sound measured, and judged by a delivery spec."""

import re
import shutil
import subprocess
from dataclasses import replace

import lameenc
import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.id3 import CHAP, ID3, TIT2
from pydub import AudioSegment

from narrate.audio import Audio, loudness
from narrate.errors import AudioError
from narrate.measure import judged, measured
from narrate.meter import block_of, sums
from narrate.production import produce
from narrate.publish.mp3 import encode, frame_count, info_frame
from narrate.sound_files import form_of, is_sound_file
from narrate.specs import SPECS, Span
from narrate.workers import Here

RATE = 44100
ACX = SPECS["acx"]

needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="the other witness is ffmpeg")


def hiss(level, seconds, *, rate=RATE, seed=1):
    """White noise of *level* dBFS RMS."""
    return np.random.default_rng(seed).normal(0, 10 ** (level / 20), round(seconds * rate))


def sine(level, seconds, *, hertz=997, rate=RATE):
    """One of *level* dBFS at its peaks."""
    return 10 ** (level / 20) * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)


def chapter(*, rms=-20.0, head=0.75, tail=2.5, floor=-75.0, seconds=8.0, seed=1):
    """Something as a chapter ACX takes: a swelling voice in the noise of a room."""
    voice = sine(0, seconds, hertz=220) + sine(0, seconds, hertz=1330)
    voice *= 1 + 0.5 * np.sin(np.arange(voice.size) / 9000)
    sound = np.concatenate([np.zeros(round(head * RATE)), voice, np.zeros(round(tail * RATE))])
    sound *= 10 ** (rms / 20) / np.sqrt(np.mean(sound**2))
    return sound + hiss(floor, sound.size / RATE, seed=seed)[: sound.size]


def wav(path, sound, *, rate=RATE, subtype="PCM_16"):
    soundfile.write(path, sound, rate, subtype=subtype)
    return path


def mp3(path, sound, *, bit_rate=192, variable=False, chapters=()):
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_quality(7)
    if variable:
        encoder.set_vbr(4)
        encoder.set_vbr_quality(4)
    else:
        encoder.set_bit_rate(bit_rate)
    samples = np.rint(np.clip(sound, -1, 1) * 32767).astype("<i2")
    path.write_bytes(bytes(encoder.encode(samples.tobytes()) + encoder.flush()))
    if chapters:
        tags = ID3()
        for number, (start, title) in enumerate(chapters):
            name = TIT2(encoding=3, text=[title])
            tags.add(CHAP(element_id=f"c{number}", start_time=start, end_time=start + 1, sub_frames=[name]))
        tags.save(path)
    return path


def failed(measures, spec=ACX):
    return [(row.title, row.what) for row in judged(measures, spec) if not row.passes]


def test_levels_are_those_of_a_sine_whose_levels_are_known(tmp_path):
    whole = measured(wav(tmp_path / "sine.wav", sine(-20, 10))).whole

    assert whole.peak == pytest.approx(-20, abs=0.01)
    assert whole.rms == pytest.approx(-23.01, abs=0.01)
    assert whole.floor == pytest.approx(-23.01, abs=0.01)
    assert whole.loudness == pytest.approx(-23.01, abs=0.02)
    assert (whole.dead, whole.head, whole.tail) == (0, 0, 0)
    assert whole.seconds == 10


def test_the_true_peak_is_that_between_the_samples(tmp_path):
    # A quarter of the rate, its crests halfway between samples, which are 3 dB lower.
    wave = 0.5 * np.hanning(5 * RATE) * np.sin(np.pi / 2 * np.arange(5 * RATE) + np.pi / 4)

    whole = measured(wav(tmp_path / "sine.wav", wave)).whole

    assert whole.peak == pytest.approx(-9.03, abs=0.01)
    assert whole.true_peak == pytest.approx(-6.02, abs=0.1)


@pytest.mark.parametrize("at", [block_of(RATE) - 1, block_of(RATE), block_of(RATE) + 1, 100])
def test_the_true_peak_is_found_where_blocks_meet(at, tmp_path):
    places = np.arange(3 * block_of(RATE)) - at - 0.5
    wave = 0.5 * np.sinc(0.8 * places) + sine(-60, places.size / RATE)[: places.size]

    assert measured(wav(tmp_path / "click.wav", wave)).whole.true_peak == pytest.approx(-6.02, abs=0.1)


def test_two_channels_are_one_sound(tmp_path):
    left, right = sine(-20, 5), sine(-40, 5)
    whole = measured(wav(tmp_path / "two.wav", np.stack([left, right], axis=1))).whole

    assert whole.peak == pytest.approx(-20, abs=0.01)
    assert whole.rms == pytest.approx(-23.01 + 10 * np.log10(0.505), abs=0.01)
    assert whole.loudness == pytest.approx(-23.01 + 10 * np.log10(1.01), abs=0.02)


@pytest.mark.parametrize("rate", [8000, 16000, 22050, 44100, 48000, 96000])
def test_loudness_is_that_of_the_standard_at_any_rate(rate, tmp_path):
    sound = np.concatenate([hiss(-30, 6, rate=rate), np.zeros(3 * rate), hiss(-24, 5.55, rate=rate)])

    whole = measured(wav(tmp_path / "noise.wav", sound, rate=rate)).whole

    samples = np.rint(sound * 32768).astype("<i2").tobytes()
    assert whole.loudness == pytest.approx(loudness(Audio(samples, rate)), abs=0.05)


def test_head_tail_floor_and_digital_silence_are_told(tmp_path):
    sound = np.concatenate([hiss(-75, 0.6), hiss(-20, 6), hiss(-64, 1), hiss(-20, 2), np.zeros(RATE), hiss(-75, 1.2)])

    whole = measured(wav(tmp_path / "book.wav", sound, subtype="PCM_24")).whole

    assert whole.head == pytest.approx(0.6, abs=0.011)
    assert whole.tail == pytest.approx(2.2, abs=0.011)
    assert whole.dead == pytest.approx(100 * 1 / 11.8, abs=0.1)
    assert whole.floor == float("-inf")


def test_the_floor_is_the_quietest_moment_as_the_trades_checker_has_it(tmp_path):
    sound = np.concatenate([hiss(-20, 4.2), hiss(-64, 0.8), hiss(-20, 5)])

    assert measured(wav(tmp_path / "book.wav", sound)).whole.floor == pytest.approx(-64, abs=0.15)


def test_silence_and_less_than_a_moment_of_sound_have_levels_too(tmp_path):
    silence = measured(wav(tmp_path / "silence.wav", np.zeros(RATE))).whole
    click = measured(wav(tmp_path / "click.wav", np.array([0.5]))).whole

    assert (silence.rms, silence.peak, silence.loudness) == (float("-inf"),) * 3
    assert (silence.dead, silence.head, silence.tail) == (100, 1, 1)
    assert click.peak == click.rms == click.floor == pytest.approx(-6.02, abs=0.01)


@given(st.lists(st.integers(1, 200_000), max_size=4), st.integers(0, 100))
@settings(deadline=None, max_examples=20)
def test_what_is_measured_in_pieces_adds_up(cuts, seed):
    sound = hiss(-20, 8, seed=seed)[:, np.newaxis].astype(np.float32)
    tenth = RATE // 100 * 10
    starts = sorted({0, *(cut // tenth * tenth for cut in cuts)})
    ends = [*starts[1:], len(sound)]

    whole = sums(sound, 0, RATE)
    total = sums(sound[:0], 0, RATE)
    for start, end in zip(starts, ends, strict=True):
        context = min(start, 4 * tenth)
        total += sums(sound[start - context : end], context, RATE)

    assert (total.samples, total.dead, total.first, total.last) == (whole.samples, whole.dead, whole.first, whole.last)
    assert total.energy == pytest.approx(whole.energy)
    assert (total.peak, total.true_peak) == pytest.approx((whole.peak, whole.true_peak), abs=1e-4)
    assert total.floor == pytest.approx(whole.floor)
    assert total.loudness == pytest.approx(whole.loudness, abs=0.01)


def test_a_chapter_by_the_book_passes(tmp_path):
    measures = measured(mp3(tmp_path / "one.mp3", chapter()))

    assert failed(measures) == []
    assert (measures.form, measures.rate, measures.channels) == ("MP3", 44100, 1)
    assert (measures.bit_rate, measures.constant) == (192_000, True)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"rms": -25}, ["rms"]),
        ({"rms": -12}, ["rms", "peak"]),
        ({"floor": -55}, ["floor"]),
        ({"floor": -300}, ["floor", "dead"]),
        ({"head": 0.2}, ["head"]),
        ({"head": 1.5}, ["head"]),
        ({"tail": 0.5}, ["tail"]),
        ({"tail": 6}, ["tail"]),
    ],
)
def test_what_a_publisher_would_send_back_fails(change, what, tmp_path):
    assert failed(measured(mp3(tmp_path / "one.mp3", chapter(**change)))) == [("", one) for one in what]


def test_another_form_rate_or_bit_rate_fails_where_it_is_asked_for(tmp_path):
    sound = chapter()
    thin = measured(mp3(tmp_path / "thin.mp3", sound, bit_rate=128))
    variable = measured(mp3(tmp_path / "variable.mp3", sound, variable=True))
    other = measured(wav(tmp_path / "other.flac", sound, rate=48000))

    assert failed(thin) == [("", "bit rate")]
    assert ("", "kept") in failed(variable)
    assert {what for _, what in failed(other)} >= {"form", "rate"}
    assert failed(thin, SPECS["draft"]) == []


def test_a_programme_is_judged_by_its_loudness_alone(tmp_path):
    level = measured(wav(tmp_path / "one.wav", chapter())).whole.loudness
    right = measured(wav(tmp_path / "right.flac", chapter(rms=-20 - 23 - level)))
    wrong = measured(wav(tmp_path / "wrong.flac", chapter(rms=-20 - 20 - level)))

    assert failed(right, SPECS["r128"]) == []
    assert failed(wrong, SPECS["r128"]) == [("", "loudness")]


def test_each_chapter_of_a_book_is_judged_as_the_file_it_would_be(tmp_path):
    sound = np.concatenate([chapter(), chapter(rms=-30, head=2.0), chapter(seed=2)])
    second, third = round(1000 * 11.25), round(1000 * (11.25 + 12.5))
    marks = ((second, "Two"), (third, "Three"), (0, "One"))

    measures = measured(mp3(tmp_path / "book.mp3", sound, chapters=marks))

    assert [one.title for one in measures.chapters] == ["One", "Two", "Three"]
    assert [one.seconds for one in measures.chapters] == pytest.approx([11.25, 12.5, 11.25], abs=0.06)
    assert measures.chapters[1].head == pytest.approx(2, abs=0.04)
    assert failed(measures) == [("Two", "rms"), ("Two", "head")]


def test_chapters_add_up_to_the_book(tmp_path):
    sound = np.concatenate([chapter(seed=seed, rms=-20 - seed) for seed in range(3)])
    plain = measured(mp3(tmp_path / "plain.mp3", sound)).whole
    marked = measured(mp3(tmp_path / "marked.mp3", sound, chapters=((0, "One"), (11_257, "Two"), (22_513, "Three"))))

    assert marked.whole.rms == pytest.approx(plain.rms, abs=0.001)
    assert marked.whole.loudness == pytest.approx(plain.loudness, abs=0.02)
    assert marked.whole.floor == pytest.approx(plain.floor, abs=0.3)  # windows lie elsewhere
    assert (marked.whole.peak, marked.whole.seconds) == (plain.peak, plain.seconds)
    assert min(one.rms for one in marked.chapters) < plain.rms - 1


def test_how_long_a_file_may_be_is_asked_of_the_chapters_of_a_book(tmp_path):
    sound = np.concatenate([chapter(), chapter()])
    one = measured(mp3(tmp_path / "one.mp3", sound))
    book = measured(mp3(tmp_path / "book.mp3", sound, chapters=((0, "One"), (11_250, "Two"))))
    spec = replace(ACX, levels={"minutes": Span(high=0.3)})

    assert failed(one, spec) == [("", "minutes")]
    assert failed(book, spec) == []


def test_chapters_that_begin_behind_the_end_are_none(tmp_path):
    book = measured(mp3(tmp_path / "book.mp3", chapter(), chapters=((0, "One"), (2_000_000_000, "Never"), (5000, "B"))))

    assert [one.title for one in book.chapters] == ["One", "B"]


def test_a_file_that_was_cut_short_is_not_whole(tmp_path):
    path = wav(tmp_path / "one.flac", chapter())
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(AudioError, match=r"one\.flac: not a whole FLAC file"):
        measured(path)


def test_a_book_that_ends_before_or_behind_where_its_head_says_fails(tmp_path):
    samples = np.rint(chapter() * 32767).astype("<i2").tobytes()
    content = encode(AudioSegment(samples, sample_width=2, frame_rate=RATE, channels=1))
    whole = info_frame(frame_count(len(content)), len(content)) + content
    (tmp_path / "whole.mp3").write_bytes(whole)
    (tmp_path / "cut.mp3").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "two.mp3").write_bytes(whole + whole)

    assert failed(measured(tmp_path / "whole.mp3")) == []
    assert measured(tmp_path / "cut.mp3").astray == pytest.approx(11.25 / 2, abs=0.1)
    assert measured(tmp_path / "two.mp3").astray == pytest.approx(11.25, abs=0.1)
    assert ("", "astray") in failed(measured(tmp_path / "cut.mp3"))
    assert ("", "astray") in failed(measured(tmp_path / "two.mp3"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"Once upon a time", "this is no sound file; what can be measured is MP3, WAV"),
        (b"", "this is no sound file"),
        (b"\0\0\0\x20ftypM4A ", "narrate cannot decode AAC"),
        (b"ID3\x04\0\0\0\0\0\0" + b"Once upon a time" * 10, "not a whole MP3 file"),
        (b"fLaC" + bytes(100), "not a whole FLAC file"),
        (b"RIFF\x24\0\0\0WAVE", "not a whole WAV file"),
    ],
)
@pytest.mark.parametrize("suffix", [".mp3", ".raw"])
def test_what_cannot_be_measured_is_said_with_what_can(content, message, suffix, tmp_path):
    path = tmp_path / f"book{suffix}"
    path.write_bytes(content)

    with pytest.raises(AudioError, match=rf"book\{suffix}: {re.escape(message)}"):
        measured(path)


def test_more_than_two_channels_and_no_numbers_are_refused(tmp_path):
    many = wav(tmp_path / "many.wav", np.zeros((1000, 6)))
    odd = wav(tmp_path / "odd.wav", np.array([0.0, np.nan]), subtype="FLOAT")

    with pytest.raises(AudioError, match=r"many\.wav: 6 channels"):
        measured(many)
    with pytest.raises(AudioError, match=r"odd\.wav: holds samples that are no numbers"):
        measured(odd)


def test_a_sound_file_is_told_by_how_it_begins_and_not_by_its_name(tmp_path):
    sound = chapter(seconds=1)
    forms = {"a": "WAV", "b": "FLAC", "c": "OGG", "d": "AIFF"}
    for name, form in forms.items():
        soundfile.write(tmp_path / name, sound, RATE, format=form)
    mp3(tmp_path / "e", sound)
    mp3(tmp_path / "f", sound, chapters=((0, "One"),))

    assert [form_of(tmp_path / name) for name in "abcdef"] == ["WAV", "FLAC", "Ogg", "AIFF", "MP3", "MP3"]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"Chapter 1", b"\xff\xfeC\0h\0", b"\xfe\xff\0C\0h", b"\xef\xbb\xbfOnce", b"ID3 was a spaceship.", b"RIFF",
        b"PK\3\4", b"%PDF-1.7", b"OggSaid: no.", b"FORM 27 B", b"{\\rtf1", b"\xff\xfb\0\0", b"\xff\xfb\xff\xff",
    ],
)  # fmt: skip
def test_a_manuscript_is_no_sound_file(content, tmp_path):
    (tmp_path / "book").write_bytes(content)

    assert not is_sound_file(tmp_path / "book")
    assert not is_sound_file(tmp_path / "absent")
    assert not is_sound_file(tmp_path)


@given(
    st.binary(max_size=2000), st.sampled_from([b"", b"ID3\x03\0\0\0\0\0\0", b"fLaC", b"\xff\xfb\xb0\xc4", b"OggS\0"])
)
@settings(deadline=None, max_examples=100)
def test_any_bytes_are_measured_or_refused(tmp_path_factory, content, head):
    path = tmp_path_factory.mktemp("any") / "book.mp3"
    path.write_bytes(head + content)
    try:
        assert measured(path).whole.seconds > 0
    except AudioError as error:
        assert "book.mp3: " in str(error)


@needs_ffmpeg
@pytest.mark.parametrize("variable", [False, True])
def test_ffmpeg_measures_the_same(variable, tmp_path):
    path = mp3(tmp_path / "book.mp3", np.concatenate([chapter(), chapter(rms=-35)]), variable=variable)
    command = ["ffmpeg", "-hide_banner", "-nostats", "-i", path, "-af", "astats,ebur128=peak=true", "-f", "null", "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr

    def last(pattern):
        return float(re.findall(pattern, said)[-1])

    whole = measured(path).whole
    assert whole.rms == pytest.approx(last(r"RMS level dB: (\S+)"), abs=0.01)
    assert whole.peak == pytest.approx(last(r"Peak level dB: (\S+)"), abs=0.01)
    assert whole.loudness == pytest.approx(last(r"I: +(\S+) LUFS"), abs=0.1)
    assert whole.true_peak == pytest.approx(last(r"Peak: +(\S+) dBFS"), abs=0.15)


def test_a_produced_book_passes_its_spec(book, clips, tmp_path):
    produce(book, tmp_path / "book.mp3", clips, executor=Here())

    measures = measured(tmp_path / "book.mp3")
    assert [what for what in failed(measures) if what[1] not in ("rms", "peak")] == []  # beeps are no speech
    assert measures.whole.dead < 0.2
