"""What the tests of all forms publish: chapters of something like speech, and an edition of them."""

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from pydub import AudioSegment

from narrate.model import Mark
from narrate.publish.cover import drawn
from narrate.publish.edition import Edition

RATE = 44100
JPEG = drawn("A Book", "Somebody")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(50)
TITLES = ("The Gate", "“A Storm?” / Böse: <Zeit>", "")

needs_ffmpeg = pytest.mark.skipif(
    shutil.which("ffmpeg") is None or shutil.which("ffprobe") is None, reason="a second opinion needs ffmpeg"
)


def segment(samples):
    return AudioSegment(samples.astype("<i2").tobytes(), sample_width=2, frame_rate=RATE, channels=1)


def spoken(size, *, pause=6615, seed=1):
    """Something like speech of *size* samples, and a pause."""
    rng = np.random.default_rng(seed)
    swell = 1 + 0.8 * np.sin(np.arange(size) / 900 + rng.uniform(0, 6))
    voice = sum(np.sin(2 * np.pi * hertz * np.arange(size) / RATE) for hertz in rng.uniform(100, 4000, 6))
    rise = np.minimum(1, np.arange(size) / 44)
    return np.concatenate([1500 * rise * swell * voice, np.zeros(pause)]).round()


def stretches(folder, form, sounds):
    """*sounds*, by chapter, as encoded stretches in *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    chapters = []
    for chapter, some in enumerate(sounds):
        paths = [folder / f"{chapter}-{number}.part" for number in range(len(some))]
        for path, sound in zip(paths, some, strict=True):
            path.write_bytes(form.encode(segment(sound)))
        chapters.append(paths)
    return chapters


def three_chapters():
    """The sounds of three chapters of two, one and three stretches."""
    sizes = ((20_000, 31_234), (44_100,), (12_345, 30_001, 9_999))
    return [[spoken(size, seed=size) for size in chapter] for chapter in sizes]


def edition_of(seconds, titles=TITLES, **facts):
    """An edition whose chapters take so many *seconds*."""
    starts = np.cumsum([0.0, *seconds]).tolist()
    marks = tuple(Mark(title, start, end) for title, start, end in zip(titles, starts[:-1], starts[1:], strict=True))
    given = {
        "title": "Nie „Leb wohl“",
        "author": "Zoë 山田",
        "narrator": "Ann, Ben as Kay",
        "language": "en-GB",
        "date": "2004-05-06",
        "comment": "The time has come.\nKay leaves.",
        "subtitle": "A Farewell",
        "series": "Slayers",
        "part": "2",
        "publisher": "Attic",
        "isbn": "9783161484100",
        "encoder": "narrate 1.0",
        "cover": JPEG,
    }
    return Edition(**{**given, "marks": marks, **facts})


def probed(path: Path):
    """What ffprobe tells of *path*: its chapters and its format."""
    command = ["ffprobe", "-v", "error", "-show_chapters", "-show_format", "-show_streams", "-of", "json", path]
    run = subprocess.run(command, capture_output=True, check=True)
    assert run.stderr == b""
    return json.loads(run.stdout)


def decoded(path, rate=RATE):
    command = ["ffmpeg", "-v", "warning", "-i", path, "-map", "0:a", "-f", "s16le", "-ac", "1", "-ar", str(rate), "-"]
    run = subprocess.run(command, capture_output=True, check=True)
    return np.frombuffer(run.stdout, "<i2").astype(float)
