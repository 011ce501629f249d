"""The cover of a book that has none."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from narrate.publish.cover import MARGIN, PAPER, SIDE, drawn
from narrate.publish.edition import media_type


def picture(content):
    image = Image.open(io.BytesIO(content))
    assert (image.format, image.size, image.mode) == ("JPEG", (SIDE, SIDE), "RGB")
    return np.asarray(image).astype(int)


def inked(content):
    """Where the picture is as bright as its letters."""
    return np.abs(picture(content) - PAPER).max(axis=2) < 40


def test_the_same_book_has_the_same_cover_and_another_a_different_one():
    assert drawn("Emma", "Jane Austen") == drawn("Emma", "Jane Austen")
    assert drawn("Emma", "Jane Austen") != drawn("Emma", "Somebody")
    assert media_type(drawn("Emma")) == "image/jpeg"


@pytest.mark.parametrize(
    "title",
    [
        "Emma",
        "Преступление и наказание",
        "Η Οδύσσεια",
        "Nie „Leb wohl“ – Ärger im Café Čapek",
        "W" * 200,
        "on and " * 90,
    ],
)
def test_a_title_stands_above_the_author_inside_the_margins(title):
    ink = inked(drawn(title, "Jane Austen"))

    rows, columns = np.nonzero(ink.any(axis=1))[0], np.nonzero(ink.any(axis=0))[0]
    assert columns.min() >= MARGIN - 12 and columns.max() <= SIDE - MARGIN + 12
    assert ink[190:1000].any() and ink[1100:1300].any()
    assert rows.max() < SIDE - 60


def test_letters_that_the_font_lacks_are_left_out_and_never_boxes():
    ink = inked(drawn("紅樓夢", "Jane Austen"))

    assert not ink[:1060].any()
    assert ink[1100:].any()


def test_decomposed_letters_are_drawn_as_whole_ones():
    assert drawn("Cafe\u0301") != drawn("Café")  # their colours are by the letters as given
    assert inked(drawn("Cafe\u0301")).sum() == pytest.approx(inked(drawn("Café")).sum(), rel=0.05)


@given(st.text(max_size=60), st.text(max_size=60))
@settings(deadline=None, max_examples=15)
def test_whatever_a_book_is_called_it_gets_a_cover(title, author):
    picture(drawn(title, author))
