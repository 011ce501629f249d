"""A small story, its cast of beeps, and an engine that fails as it is told."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as narrate.cli has it: all cores have tests to run already

from narrate.engines import ENGINES, load
from narrate.production import Book, open_book

STORY = """\
TITLE: Two Voices
AUTHOR: Ann Other
SUMMARY: They talk.

Chapter 1

It rained on Sunnydale.

"Who is there?" asked Emma.

"Only me," said Tara.

* * *

"Yes," said Emma.

"Yes," said Tara.

Chapter 2

"Goodbye," said Emma, "and good luck."

It rained on.
"""
VOICES = """\
narrator: {engine: tone, pitch: 200, rate: 2}
cast:
  Emma: {engine: tone, pitch: 400, rate: 2}   # a remark
  Tara: {engine: tone, pitch: 600, rate: 2}
credits: off
"""


def pytest_configure(config: pytest.Config) -> None:
    """Where Python may not keep what it compiled beside the source, keep it in a folder of this run.

    Dozens of processes are started, and to compile the package takes most of the time a small command needs.
    """
    if os.environ.get("PYTHONDONTWRITEBYTECODE"):
        compiled = tempfile.mkdtemp(prefix="narrate-compiled-")
        config.add_cleanup(partial(shutil.rmtree, compiled, ignore_errors=True))
        del os.environ["PYTHONDONTWRITEBYTECODE"]
        os.environ["PYTHONPYCACHEPREFIX"] = compiled


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A story of two chapters and three scenes in the current folder, with a voices.yaml of beeps beside it."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    (tmp_path / "voices.yaml").write_text(VOICES, encoding="utf-8")
    return path


@pytest.fixture
def book(story: Path) -> Book:
    return open_book(story, engine="tone")


@pytest.fixture
def clips(tmp_path: Path) -> Path:
    return tmp_path / "clips"


@pytest.fixture
def faulty() -> Iterator[str]:
    """The name of an engine whose voices fail as their setting ``fault`` tells."""
    ENGINES["faulty"] = "faulty_engine"
    yield "faulty"
    del ENGINES["faulty"]
    load.cache_clear()
