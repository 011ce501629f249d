"""Stretches as MP3 frames, and the one file they are joined to."""

import io
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.mp3 import MP3, BitrateMode
from pydub import AudioSegment

from narrate.errors import AudioError
from narrate.publish import FORMS
from narrate.publish.mp3 import FRAME_SAMPLES, FRAME_SECONDS, RATE, encode, frame_count, info_frame, publish

PAUSE = 6615
"""Samples of the shortest pause, 0.15 s."""

needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="hearing an MP3 needs ffmpeg")


def segment(samples, rate=RATE):
    return AudioSegment(samples.astype("<i2").tobytes(), sample_width=2, frame_rate=rate, channels=1)


def spoken(size, *, pause=PAUSE, seed=1):
    """Something like speech of *size* samples, loud from a millisecond after its start to its end, and a pause."""
    rng = np.random.default_rng(seed)
    swell = 1 + 0.8 * np.sin(np.arange(size) / 900 + rng.uniform(0, 6))
    voice = sum(np.sin(2 * np.pi * hertz * np.arange(size) / RATE) for hertz in rng.uniform(100, 4000, 6))
    rise = np.minimum(1, np.arange(size) / 44)
    return np.concatenate([1500 * rise * swell * voice, np.zeros(pause)]).round()


def frame_sizes(content):
    """The size of each MPEG frame of *content*, told by the headers alone."""
    sizes, at = [], 0
    while at < len(content):
        assert content[at : at + 2] == b"\xff\xfb"  # MPEG-1 Layer III, no checksum
        assert content[at + 2] >> 2 == 0b101100  # 192 kbit/s, 44.1 kHz
        assert content[at + 3] >> 6 == 0b11  # mono
        sizes.append(626 + (content[at + 2] >> 1 & 1))
        at += sizes[-1]
    assert at == len(content)
    return sizes


def reservoir(frame):
    """How many bytes *frame* needs of those before it."""
    return frame[4] << 1 | frame[5] >> 7


def decoded(path):
    command = ["ffmpeg", "-v", "warning", "-i", path, "-f", "s16le", "-ac", "1", "-"]
    run = subprocess.run(command, capture_output=True, check=True)
    assert run.stderr == b""
    return np.frombuffer(run.stdout, "<i2").astype(float)


def written(folder, sounds):
    paths = [folder / f"{number}.part.mp3" for number in range(len(sounds))]
    for path, sound in zip(paths, sounds, strict=True):
        path.write_bytes(encode(segment(sound)))
    return paths


def test_mp3_is_a_form_a_book_can_be_published_in():
    assert FORMS["mp3"] == "narrate.publish.mp3"


@given(st.integers(0, 120_000))
@settings(deadline=None, max_examples=60)
def test_a_stretch_becomes_as_many_frames_as_come_nearest_to_its_length(size):
    sound = spoken(size)

    content = encode(segment(sound))

    assert len(frame_sizes(content)) == round(len(sound) / FRAME_SAMPLES) == frame_count(len(content))
    assert abs(len(frame_sizes(content)) * FRAME_SECONDS - len(sound) / RATE) <= FRAME_SECONDS / 2 + 1e-9


@given(st.integers(1, 60_000))
@settings(deadline=None, max_examples=40)
def test_sound_up_to_the_last_sample_is_padded_rather_than_cut(size):
    content = encode(segment(np.full(size, 5000)))

    assert len(frame_sizes(content)) == -(-size // FRAME_SAMPLES) + 1 == frame_count(len(content))


def test_a_stretch_needs_nothing_of_the_one_before_it():
    assert reservoir(encode(segment(spoken(30_000)))) == 0


@pytest.mark.parametrize("size", [1, 625, 627, 1254, 10**6])
def test_a_size_that_is_no_whole_number_of_frames_is_refused(size):
    with pytest.raises(AudioError, match=str(size)):
        frame_count(size)


def test_frames_are_counted_exactly_in_a_stretch_of_many_minutes():
    content = encode(segment(np.zeros(20 * 60 * RATE)))

    assert frame_count(len(content)) == len(frame_sizes(content)) == round(20 * 60 * RATE / FRAME_SAMPLES)
    for odd in (-2, -1, 1, 2):
        with pytest.raises(AudioError):
            frame_count(len(content) + odd)


def test_sound_at_another_rate_is_refused_with_what_was_found():
    with pytest.raises(AudioError, match="22050 Hz"):
        encode(segment(spoken(1000), rate=22050))


def test_the_same_sound_is_encoded_the_same_way_twice():
    assert encode(segment(spoken(50_000))) == encode(segment(spoken(50_000)))


def test_a_published_book_tells_its_length_and_its_constant_bit_rate(tmp_path):
    parts = written(tmp_path, [spoken(40_000, seed=seed) for seed in range(5)])
    frames = sum(frame_count(part.stat().st_size) for part in parts)

    publish(parts, tmp_path / "book.mp3", b"")

    sound = MP3(tmp_path / "book.mp3").info
    assert sound.length == pytest.approx((frames - 1) * FRAME_SECONDS, abs=1e-6)
    assert sound.bitrate == pytest.approx(192_000, rel=1e-4)
    assert (sound.bitrate_mode, sound.channels) == (BitrateMode.CBR, 1)
    assert sound.encoder_info.startswith("LAME 3.100")


def test_a_published_book_is_its_tag_an_info_frame_and_its_parts(tmp_path):
    parts = written(tmp_path, [spoken(9000), spoken(20_000)])
    tag = b"ID3\3\0\0\0\0\0\0"

    publish(iter(parts), tmp_path / "out" / "book.mp3", tag)

    content = (tmp_path / "out" / "book.mp3").read_bytes()
    sound = b"".join(part.read_bytes() for part in parts)
    frames = len(frame_sizes(sound))
    assert content == tag + info_frame(frames, len(sound)) + sound
    assert len(frame_sizes(content[len(tag) :])) == frames + 1
    assert content[10 + 21 + 8 : 10 + 21 + 12] == frames.to_bytes(4, "big")
    assert content[10 + 21 + 12 : 10 + 21 + 16] == (len(sound) + 626).to_bytes(4, "big")


def test_a_book_of_more_than_four_gigabytes_keeps_its_length():
    frames = 10**7
    content = info_frame(frames, 6 * 2**30) + encode(segment(spoken(50_000)))

    sound = MP3(io.BytesIO(content)).info

    assert frame_sizes(content)[0] == 626
    assert sound.length == pytest.approx((frames - 1) * FRAME_SECONDS, abs=1e-3)
    assert sound.bitrate_mode is BitrateMode.CBR


def test_a_new_edition_takes_the_place_of_the_old(tmp_path):
    out = tmp_path / "book.mp3"
    publish(written(tmp_path, [spoken(9000)]), out, b"old")

    publish(written(tmp_path, [spoken(20_000)]), out, b"new")

    assert out.read_bytes().startswith(b"new")


def test_others_may_read_a_book_as_they_may_any_new_file(tmp_path):
    parts = written(tmp_path, [spoken(9000)])

    publish(parts, tmp_path / "book.mp3", b"")

    assert (tmp_path / "book.mp3").stat().st_mode == parts[0].stat().st_mode


def test_a_missing_or_broken_part_is_named_and_the_old_edition_stays(tmp_path):
    parts = written(tmp_path, [spoken(9000), spoken(9000)])
    out = tmp_path / "book.mp3"
    publish(parts, out, b"old")
    parts[0].write_bytes(parts[0].read_bytes()[:-10])

    with pytest.raises(AudioError, match=r"0\.part\.mp3: \d+ bytes are no whole MP3 frames"):
        publish(parts, out, b"new")
    with pytest.raises(AudioError, match=r"gone\.mp3: cannot read"):
        publish([tmp_path / "gone.mp3"], out, b"new")

    assert out.read_bytes().startswith(b"old")


class Unplugged(type(Path())):
    """A part that is there, and at which the listener loses patience."""

    def open(self, *_):
        raise KeyboardInterrupt


def test_an_interrupted_publication_leaves_the_old_edition_and_nothing_else(tmp_path):
    parts = written(tmp_path, [spoken(9000), spoken(9000)])
    out = tmp_path / "book.mp3"
    publish(parts, out, b"old")
    before = sorted(tmp_path.iterdir())

    with pytest.raises(KeyboardInterrupt):
        publish([parts[0], Unplugged(parts[1])], out, b"new")

    assert out.read_bytes().startswith(b"old")
    assert sorted(tmp_path.iterdir()) == before


def test_a_book_without_sound_is_refused(tmp_path):
    with pytest.raises(AudioError, match="no sound"):
        publish([], tmp_path / "book.mp3", b"")

    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    parts = written(tmp_path, [spoken(9000)])
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "folder.mp3").mkdir()

    with pytest.raises(AudioError, match=r"book\.mp3: cannot write"):
        publish(parts, tmp_path / "file" / "book.mp3", b"")
    with pytest.raises(AudioError, match=r"folder\.mp3: cannot write"):
        publish(parts, tmp_path / "folder.mp3", b"")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.part.mp3", "file", "folder.mp3"]


@needs_ffmpeg
def test_joined_stretches_sound_as_if_they_had_been_encoded_in_one(tmp_path):
    sounds = [spoken(size, seed=size) for size in (30_000, 1, 12_345, 70_001, 576, 44_100)]
    parts = written(tmp_path, sounds)
    frames = [frame_count(part.stat().st_size) for part in parts]
    whole = np.concatenate([_slot(sound, count) for sound, count in zip(sounds, frames, strict=True)])
    (tmp_path / "one.mp3").write_bytes(encode(segment(whole)))

    publish(parts, tmp_path / "book.mp3", b"")
    publish([tmp_path / "one.mp3"], tmp_path / "reference.mp3", b"")

    errors = [_error(decoded(tmp_path / name), whole) for name in ("book.mp3", "reference.mp3")]
    for start in np.cumsum(frames[:-1]) * FRAME_SAMPLES:
        near = slice(start - 2000, start + 2000)
        joined, reference = (np.sqrt(np.mean(error[near] ** 2)) for error in errors)
        assert joined < reference + 1  # of 32768
        before_the_next = slice(start - 3000, start - FRAME_SAMPLES)
        assert np.abs(errors[0][before_the_next]).max() < 33  # -60 dBFS, in the pause


@needs_ffmpeg
def test_a_book_is_as_long_as_its_frames_and_each_stretch_begins_where_they_say(tmp_path):
    sounds = [spoken(20_000 + 777 * seed, seed=seed) for seed in range(4)]
    parts = written(tmp_path, sounds)
    frames = [frame_count(part.stat().st_size) for part in parts]

    publish(parts, tmp_path / "book.mp3", b"")

    heard = decoded(tmp_path / "book.mp3")
    assert heard.size == (sum(frames) - 1) * FRAME_SAMPLES
    for start, sound in zip(np.cumsum([0, *frames]) * FRAME_SAMPLES, sounds, strict=False):
        likeness = {shift: sound[500:20_000] @ heard[start + 500 + shift :][:19_500] for shift in range(-20, 21)}
        assert max(likeness, key=likeness.get) == 0


@needs_ffmpeg
def test_a_book_that_ends_without_a_pause_is_heard_to_its_last_sample(tmp_path):
    sound = spoken(25_000, pause=0)

    publish(written(tmp_path, [sound]), tmp_path / "book.mp3", b"")

    heard = decoded(tmp_path / "book.mp3")
    assert heard.size >= sound.size
    assert np.corrcoef(heard[24_000:25_000], sound[24_000:])[0, 1] > 0.999


def _slot(sound, frames):
    """*sound* cut or padded to the length of its *frames*."""
    return np.pad(sound, (0, FRAME_SAMPLES))[: frames * FRAME_SAMPLES]


def _error(heard, whole):
    """What was *heard* beside the sound that was encoded, LAME's own -0.265 dB at this bit rate set aside."""
    whole = whole[: heard.size]
    heard = heard[: whole.size]
    scale = heard @ whole / (whole @ whole)
    assert 20 * np.log10(scale) == pytest.approx(-0.265, abs=0.02)
    return heard - scale * whole
