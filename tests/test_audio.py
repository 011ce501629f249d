"""Sound as a value, its WAV file, and its loudness."""

import math
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.audio import Audio, WordTime, loudness, read_wav, write_wav
from narrate.errors import AudioError

RATES = [8000, 11025, 16000, 22050, 24000, 44100, 48000, 96000]


def sine(*, hertz=997.0, level=0.0, seconds=2.0, rate=44100):
    """A sine whose peak is *level* dBFS."""
    wave = np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)
    return Audio(np.rint(wave * 32767 * 10 ** (level / 20)).astype("<i2").tobytes(), rate)


def joined(*sounds):
    return Audio(b"".join(sound.samples for sound in sounds), sounds[0].rate)


def test_sound_comes_back_from_its_file_with_its_words(tmp_path):
    audio = Audio(struct.pack("<5h", 0, 1, -1, 32767, -32768), 22050, (WordTime(0, 5, 0.0), WordTime(6, 11, 0.4321)))

    write_wav(audio, tmp_path / "clip.wav")

    assert read_wav(tmp_path / "clip.wav") == audio


def test_sound_without_a_sample_comes_back_too(tmp_path):
    write_wav(Audio(b"", 16000), tmp_path / "clip.wav")

    assert read_wav(tmp_path / "clip.wav") == Audio(b"", 16000)


def test_a_written_file_leaves_nothing_beside_it(tmp_path):
    write_wav(sine(seconds=0.1), tmp_path / "new" / "clip.wav")

    assert [path.name for path in (tmp_path / "new").iterdir()] == ["clip.wav"]


def test_chunks_that_other_programs_put_before_the_sound_are_passed_over(tmp_path):
    path = tmp_path / "clip.wav"
    write_wav(Audio(b"\1\0\2\0", 22050), path)
    content = path.read_bytes()
    path.write_bytes(content[:12] + b"LIST" + struct.pack("<I", 3) + b"abc\0" + content[12:])

    assert read_wav(path).samples == b"\1\0\2\0"


@pytest.mark.parametrize("content", [b"", b"RIFF", b"ID3\3" + bytes(200), b"RIFF\4\0\0\0WAVE", bytes(1000)])
def test_a_file_that_is_no_sound_is_refused_by_name(tmp_path, content):
    path = tmp_path / "odd.wav"
    path.write_bytes(content)

    with pytest.raises(AudioError, match=r"odd\.wav"):
        read_wav(path)


def test_a_half_written_file_is_refused(tmp_path):
    path = tmp_path / "clip.wav"
    write_wav(sine(seconds=0.1), path)
    whole = path.read_bytes()

    for size in (10, 30, 44, 100, len(whole) - 12):
        path.write_bytes(whole[:size])
        with pytest.raises(AudioError):
            read_wav(path)


def test_stereo_is_refused_with_what_was_found(tmp_path):
    path = tmp_path / "clip.wav"
    write_wav(sine(seconds=0.1), path)
    content = bytearray(path.read_bytes())
    content[22] = 2
    path.write_bytes(content)

    with pytest.raises(AudioError, match="2 channels"):
        read_wav(path)


def test_a_missing_file_and_a_folder_are_refused_by_name(tmp_path):
    with pytest.raises(AudioError, match=r"absent\.wav"):
        read_wav(tmp_path / "absent.wav")
    with pytest.raises(AudioError, match="cannot write"):
        write_wav(sine(seconds=0.1), tmp_path)


@pytest.mark.parametrize("rate", RATES)
def test_a_full_scale_sine_of_997_hz_is_as_loud_as_the_standard_says_at_any_rate(rate):
    assert loudness(sine(rate=rate)) == pytest.approx(-3.01, abs=0.02)


@pytest.mark.parametrize(("hertz", "expected"), [(100, -24.84), (3000, -19.90), (10000, -19.66)])
def test_low_sounds_are_less_loud_and_high_ones_more(hertz, expected):
    assert loudness(sine(hertz=hertz, level=-20)) == pytest.approx(expected, abs=0.05)


def test_pauses_do_not_make_a_sound_softer():
    speech, silence = sine(level=-20, seconds=5), Audio(bytes(2 * 44100 * 5), 44100)

    assert loudness(joined(speech, silence, speech)) == pytest.approx(loudness(speech), abs=0.3)


def test_an_aside_far_softer_than_the_rest_is_not_counted():
    speech, aside = sine(level=-20, seconds=10), sine(level=-45, seconds=10)

    assert loudness(joined(speech, aside)) == pytest.approx(loudness(speech), abs=0.2)


@given(st.integers(100, 20000), st.sampled_from(RATES))
@settings(deadline=None, max_examples=50)
def test_a_sound_shorter_than_a_block_is_still_as_loud_as_it_is(size, rate):
    noise = np.random.default_rng(size).normal(0, 3000, size).astype("<i2")

    level = loudness(Audio(noise.tobytes(), rate))

    assert -50 < level < 0


def test_a_short_sound_is_as_loud_as_the_long_one_it_is_cut_from():
    assert loudness(sine(level=-20, seconds=0.2)) == pytest.approx(loudness(sine(level=-20)), abs=0.1)


def test_silence_is_less_loud_than_anything():
    assert loudness(Audio(b"", 22050)) == -math.inf
    assert loudness(Audio(bytes(100_000), 22050)) == -math.inf
