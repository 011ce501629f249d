"""One story in every format comes to the same script: the same kinds, words and places."""

import re
from pathlib import Path

import pytest
from documents import docx, paragraph, words
from epubs import book, opf

from narrate.dialogue.segment import segment
from narrate.manuscripts import read

ITALIC = "<w:i/>"
STORY = """t The Road Under Water
b by Mab Lee
c Chapter 1: The Rain
p It rained, and it went on raining. “I can’t go out,” said Tara, and *nobody* answered her.
p “You could,” Kennedy said at last. “If you *wanted* to. It’s only water.”
p *She knows,* Tara thought. *She has always known.*
s
p They left at noon. “*Bon voyage*,” said the old man at the gate, and he laughed.
p “What did he say?”
p “That we should hurry.”
c Chapter 2: The Letter
p There was a letter on the table. Tara read it twice.
p Dear Tara,
p I have gone to my sister’s house. Do not come after me. The key is where it was.
p Yours always,
p Kennedy
p She laid it down. “Well,” she said, “that is that.”
s
p In the morning the road was gone.
c Chapter 3
p “Tara?” somebody called.
p “Here!”
p And there they were, all of them, with lamps."""
LINES = [(line[0], line[2:]) for line in STORY.splitlines()]
_SLANT = re.compile(r"\*(.+?)\*")


def as_text() -> bytes:
    return "\n\n".join("* * *" if sort == "s" else text for sort, text in LINES).encode()


def as_markdown() -> bytes:
    signs = {"t": "# ", "c": "## "}
    return "\n\n".join("---" if sort == "s" else signs.get(sort, "") + text for sort, text in LINES).encode()


def as_html_body() -> str:
    names = {"t": "h1", "c": "h2"}
    slanted = ((names.get(sort, "p"), sort, _SLANT.sub(r"<em>\1</em>", text)) for sort, text in LINES)
    return "\n".join("<hr/>" if sort == "s" else f"<{name}>{text}</{name}>" for name, sort, text in slanted)


def as_html() -> bytes:
    head = "<head><title>The Road Under Water</title></head>"
    return f"<!DOCTYPE html><html>{head}<body>{as_html_body()}</body></html>".encode()


def as_epub() -> bytes:
    bodies = as_html_body().split("<h2>")
    files = {f"{number}.xhtml": f"<h2>{body}" if number else body for number, body in enumerate(bodies)}
    metadata = "<dc:title>The Road Under Water</dc:title><dc:creator>Mab Lee</dc:creator><dc:language>en</dc:language>"
    return book(files, opf(files, metadata=metadata))


def as_docx() -> bytes:
    styles = {"t": "Titel", "c": "berschrift1"}
    return docx(
        "".join(
            paragraph("* * *")
            if sort == "s"
            else paragraph(
                *(words(part, ITALIC if at % 2 else "") for at, part in enumerate(_SLANT.split(text)) if part),
                style=styles.get(sort, ""),
            )
            for sort, text in LINES
        )
    )


FORMATS = {".txt": as_text, ".md": as_markdown, ".html": as_html, ".epub": as_epub, ".docx": as_docx}


def script(suffix: str) -> list[tuple[str, str, int, int, int]]:
    manuscript = read(Path(f"story{suffix}"), FORMATS[suffix]())
    return [
        (
            str(one.kind),
            " ".join(one.text.replace("*", "").split()),
            one.place.chapter,
            one.place.scene,
            one.place.paragraph,
        )
        for one in segment(manuscript)
    ]


@pytest.mark.parametrize("suffix", [".md", ".html", ".epub", ".docx"])
def test_a_story_is_the_same_script_in_every_format(suffix: str) -> None:
    assert script(suffix) == script(".txt")


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_tells_title_author_and_chapters(suffix: str) -> None:
    manuscript = read(Path(f"story{suffix}"), FORMATS[suffix]())

    assert (manuscript.title, manuscript.author) == ("The Road Under Water", "Mab Lee")
    assert manuscript.chapters == ("Chapter 1: The Rain", "Chapter 2: The Letter", "Chapter 3")
