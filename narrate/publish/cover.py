"""A cover for a book that has none: its title and its author on a colour of its own."""

import hashlib
import io
import unicodedata
from collections.abc import Sequence
from colorsys import hls_to_rgb
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONT = Path(__file__).with_name("fonts") / "SourceSerifPro-Semibold.otf"
"""Adobe's Source Serif Pro, SIL Open Font License 1.1: Latin, Greek and Cyrillic letters."""
SIDE = 1400
"""Pixels of the square; stores take 1024 (Google Play) to 3000 and more."""
MARGIN = 130
TITLE_SIZES = range(170, 58, -8)
"""Pixels; the largest with which the title fits."""
TITLE_ROOM = 760
"""Pixels that a title may be high."""
AUTHOR_SIZES = range(72, 36, -4)
AUTHOR_ROOM = 180
LEADING = 1.18
"""Lines are apart by so much of their size."""
PAPER = (246, 241, 231)
QUALITY = 90
"""Of the JPEG, of 95: flat colours and letters show no blocks."""
LONGEST = 400
"""Characters of a title that are tried."""

Ink = tuple[int, int, int]


def drawn(title: str, author: str = "") -> bytes:
    """A square JPEG with *title* and *author*; the same ones give the same picture.

    What is in letters that the font lacks (Arabic, Chinese, …) is left out; the colour still is the book's own.
    """
    ground, band = _colours(title, author)
    picture = Image.new("RGB", (SIDE, SIDE), ground)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, SIDE, MARGIN // 2), fill=band)
    draw.rectangle((MARGIN, SIDE - 330, MARGIN + 160, SIDE - 322), fill=band)
    _write(draw, title, TITLE_SIZES, (MARGIN, 190), TITLE_ROOM)
    _write(draw, author, AUTHOR_SIZES, (MARGIN, SIDE - 290), AUTHOR_ROOM)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=QUALITY, subsampling=0)
    return file.getvalue()


def _colours(title: str, author: str) -> tuple[Ink, Ink]:
    """A dark ground and a brighter band, by what the book is called."""
    hue = hashlib.sha256(f"{title}\n{author}".encode(errors="surrogatepass")).digest()[0] / 256
    return _ink(hue, 0.2, 0.42), _ink((hue + 0.08) % 1, 0.55, 0.55)


def _ink(hue: float, lightness: float, saturation: float) -> Ink:
    red, green, blue = (round(255 * part) for part in hls_to_rgb(hue, lightness, saturation))
    return red, green, blue


def _write(draw: ImageDraw.ImageDraw, text: str, sizes: Sequence[int], at: tuple[int, int], room: int) -> None:
    """*text* from *at* on, in the largest of *sizes* that fits; cut with "…" if even the smallest does not."""
    words = " ".join(unicodedata.normalize("NFC", text[:LONGEST]).split())
    if not words or not _has_letters(words):
        return
    for size in sizes:
        font = ImageFont.truetype(FONT, size)
        lines = _lines(words, font)
        if len(lines) * size * LEADING <= room and _unbroken(words, font):
            break
    most = int(room / (size * LEADING))
    if len(lines) > most:
        last = lines[most - 1]
        while font.getlength(f"{last} …") > SIDE - 2 * MARGIN:
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip(' ,.;:')} …"]
    for number, line in enumerate(lines):
        draw.text((at[0], at[1] + round(number * size * LEADING)), line, font=font, fill=PAPER)


def _unbroken(words: str, font: ImageFont.FreeTypeFont) -> bool:
    return all(font.getlength(word) <= SIDE - 2 * MARGIN for word in words.split())


def _has_letters(text: str) -> bool:
    """Whether the font has all of *text*: what it lacks it draws as one and the same box."""
    font = ImageFont.truetype(FONT, 40)
    box = bytes(font.getmask("\uffff"))
    return all(one.isspace() or bytes(font.getmask(one)) != box for one in set(text))


def _lines(words: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """*words* broken between words, and within those that are wider than the picture, so that each line fits."""
    room = SIDE - 2 * MARGIN
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if font.getlength(longer) <= room:
            lines[-1] = longer
            continue
        lines.append(word)
        while font.getlength(lines[-1]) > room:
            fits = next(n for n in range(len(lines[-1]), 0, -1) if font.getlength(lines[-1][:n]) <= room)
            lines[-1:] = [lines[-1][:fits], lines[-1][fits:]]
    return [line for line in lines if line]
