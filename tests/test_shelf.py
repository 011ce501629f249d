"""Scripts that are kept between runs."""

from pathlib import Path

import pytest

from narrate.model import Age
from narrate.opening import Opened, opened
from narrate.shelf import opened_once

STORY = 'Ann came in.\n\n"Hello," said Ann.\n\n"You came," Bea said. "At last."\n'


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def kept(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.json"))


def same(one: Opened, other: Opened) -> bool:
    """Whether both say the same, the reasons left out."""
    return (one.script, one.findings, one.unplaced, one.cover) == (
        other.script,
        other.findings,
        other.unplaced,
        other.cover,
    )


def test_a_book_opened_again_comes_from_the_shelf_and_is_the_same(story: Path, tmp_path: Path) -> None:
    first = opened_once(story, tmp_path / "clips")
    again = opened_once(story, tmp_path / "clips")

    assert len(kept(tmp_path / "clips")) == 1
    assert same(first, again)
    assert same(opened(story), again)


def test_what_is_on_the_shelf_is_what_is_given(story: Path, tmp_path: Path) -> None:
    opened_once(story, tmp_path / "clips")
    (path,) = kept(tmp_path / "clips")
    path.write_text(path.read_text(encoding="utf-8").replace("Ann came in.", "Bob came in."), encoding="utf-8")

    assert opened_once(story, tmp_path / "clips").script.utterances[0].text == "Bob came in."


def test_another_text_or_other_names_are_another_book(story: Path, tmp_path: Path) -> None:
    folder, voices = tmp_path / "clips", tmp_path / "v.yaml"
    opened_once(story, folder)
    voices.write_text("cast:\n  Ann: alto-warm\naliases:\n  Bea: {aliases: [Beatrice], age: child}\n", encoding="utf-8")
    named = opened_once(story, folder, voices=voices)
    voices.write_text(voices.read_text(encoding="utf-8").replace("alto-warm", "mezzo-dry"), encoding="utf-8")
    opened_once(story, folder, voices=voices)
    story.write_text(STORY.replace("Hello", "Hullo"), encoding="utf-8")
    opened_once(story, folder)

    assert next(one for one in named.script.characters if one.name == "Bea").age is Age.CHILD
    assert len(kept(folder)) == 3, "another voice is no other book"


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"script": 1, "findings": [], "cover": ""}'])
def test_what_is_damaged_is_made_again(damage: str, story: Path, tmp_path: Path) -> None:
    first = opened_once(story, tmp_path / "clips")
    (path,) = kept(tmp_path / "clips")
    whole = path.read_bytes()
    path.write_text(damage, encoding="utf-8")

    assert same(opened_once(story, tmp_path / "clips"), first)
    assert path.read_bytes() == whole


def test_a_shelf_that_cannot_be_used_is_none(story: Path, tmp_path: Path) -> None:
    (tmp_path / "clips").write_text("a file", encoding="utf-8")

    assert same(opened_once(story, tmp_path / "clips"), opened(story))
