"""Sound as a value, its WAV file, and its loudness."""

import math
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.audio import CHECKSUM, Audio, WordTime, is_whole, loudness, read_head, read_wav, write_wav
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


def test_a_file_whose_end_was_blanked_by_a_crash_is_not_whole(tmp_path):
    path = tmp_path / "clip.wav"
    write_wav(sine(seconds=0.5), path)
    content = path.read_bytes()
    assert is_whole(path)

    for kept in (0, 4096, len(content) - 1):
        path.write_bytes(content[:kept].ljust(len(content), b"\0"))
        assert not is_whole(path)


def test_a_file_with_a_blank_page_in_the_middle_is_refused(tmp_path):
    path = tmp_path / "clip.wav"
    write_wav(sine(seconds=0.5), path)
    content = path.read_bytes()
    path.write_bytes(content[:8192] + bytes(4096) + content[12288:])

    assert is_whole(path)
    with pytest.raises(AudioError, match=r"clip\.wav: this sound is damaged"):
        read_wav(path)


def test_a_file_of_the_time_before_there_was_a_checksum_is_read(tmp_path):
    path = tmp_path / "clip.wav"
    write_wav(Audio(b"\1\0\2\0", 22050), path)
    content = path.read_bytes()
    at = content.index(CHECKSUM)
    older = content[12:at] + content[at + 12 :]
    path.write_bytes(b"RIFF" + struct.pack("<I", len(older) + 4) + b"WAVE" + older)

    assert is_whole(path)
    assert read_wav(path).samples == b"\1\0\2\0"


def test_a_clip_tells_its_length_words_and_energy_without_being_read(tmp_path: Path) -> None:
    sound = (8000 * np.sin(np.arange(22050) / 7)).astype("<i2")
    audio = Audio(sound.tobytes(), 22050, (WordTime(0, 3, 0.25),))
    write_wav(audio, tmp_path / "a.wav")

    head = read_head(tmp_path / "a.wav")

    assert (head.samples, head.rate, head.words) == (22050, 22050, audio.words)
    assert head.energy == pytest.approx(np.mean((sound / 32768.0) ** 2), rel=1e-5)
    content = (tmp_path / "a.wav").read_bytes()
    (tmp_path / "old.wav").write_bytes(content.replace(b"enrg", b"junk"))
    assert read_head(tmp_path / "old.wav").energy is None
