"""Markdown: all that is written is read, and what CommonMark would take for something else stays text."""

import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from narrate.errors import ManuscriptError
from narrate.manuscripts import markdown
from narrate.manuscripts.compose import compose
from narrate.manuscripts.draft import Draft, Role
from narrate.model import Manuscript


def drafted(text: str) -> Draft:
    return markdown.read(Path("story.md"), text.encode(errors="replace"), None)


def read(text: str) -> Manuscript:
    return compose(drafted(text))


def blocks(text: str) -> list[str]:
    """What is read of *text*, a scene break as "--"."""
    draft = drafted(text)
    return [
        "--" if one.role is Role.PAUSE else draft.text[one.start : one.end]
        for one in draft.blocks
        if one.role is not Role.SKIPPED
    ]


def skipped(text: str) -> list[tuple[str, str]]:
    draft = drafted(text)
    return [(one.reason, draft.text[one.start : one.end]) for one in draft.blocks if one.role is Role.SKIPPED]


def test_emphasis_is_kept_as_spans_and_no_sign_is_left() -> None:
    draft = drafted("So *very* **wet**, _it_ ~~was~~ ***all***. 2\\*3 snake_case")

    assert draft.text.strip() == "So very wet, it was all. 2*3 snake_case"
    assert [draft.text[start:end] for start, end in draft.emphasis] == ["very", "it", "all"]


def test_headings_of_every_make_are_chapters() -> None:
    text = (
        "# Rain\n\n## The Drops ##\n\nIt rained.\n\nThe Floods\n----------\n\nIt poured.\n\nChapter 3\n---\nIt froze."
    )

    assert read(text).chapters == ("The Drops", "The Floods", "Chapter 3")
    assert read(text).title == "Rain"


def test_a_line_of_prose_above_dashes_is_prose_and_a_break() -> None:
    assert blocks("She left.\n---\nHe stayed\nfor long.\n***\nShe came.\n\n* * *\n\nHe left.") == [
        "She left.", "--", "He stayed\nfor long.", "--", "She came.", "--", "He left.",
    ]  # fmt: skip


@pytest.mark.parametrize("ornament", ["*", "#", "# # #", "-", "~~~", "***", "⁂", "\\*\\*\\*", "o0o", "* * *", "####"])
def test_an_ornament_is_a_scene_break(ornament: str) -> None:
    manuscript = read(f"She left.\n\n{ornament}\n\nHe stayed.\n\n{ornament}\n\nShe came.")

    assert [(one.place.scene, manuscript.text[one.start : one.end]) for one in manuscript.paragraphs] == [
        (1, "She left."), (2, "He stayed."), (3, "She came."),
    ]  # fmt: skip


def test_numbers_and_dashes_that_begin_lines_are_kept() -> None:
    assert blocks("> 1.\n\n1. - a\n\n2. ***")[:4] == ["1.", "1. - a", "2.", "--"]
    assert blocks("1986. It was a good year.\n\n1.\n\n2) Two\n\n- Hello, he said.\n- Go.\n\n* milk\n* eggs") == [
        "1986. It was a good year.", "1.", "2) Two", "- Hello, he said.", "- Go.", "milk", "eggs",
    ]  # fmt: skip


def test_an_indented_paragraph_is_prose() -> None:
    assert blocks("One.\n\n    It was *so*\n    long ago.\n\n\tTwo.") == ["One.", "It was so long ago.", "Two."]


def test_lines_are_broken_where_the_author_ended_them() -> None:
    wrapped = (
        "It rained and it rained and the road to the house lay under water from\n"
        "end to end, and nobody came to see her, so she stayed where she was and\n"
        "waited, for the night was long and wet, and there was no light anywhere\n"
        "but hers."
    )
    letter = "> Dear Ann,\n> it rained, and it went on raining.\n> Love,\n> Tara"

    assert blocks(wrapped) == [wrapped.replace("\n", " ")]
    assert blocks(letter) == ["Dear Ann,\nit rained, and it went on raining.\nLove,\nTara"]
    assert blocks("Roses are red,  \nviolets blue\\\nand so on") == ["Roses are red,\nviolets blue\nand so on"]


def test_lines_that_end_sentences_are_paragraphs() -> None:
    lines = ["It rained.", "“Still?”", "She went in.", "“Come!” he said.", "Nobody came.", "The end."]

    assert blocks("\n".join(lines)) == lines


def test_what_is_in_angle_or_square_brackets_is_text_unless_it_is_markup() -> None:
    assert blocks("<ann> brb\n\n<hello there>\n\n[Ann]: hi\n\n[hr] [x]\n\n<p or not\n\n<!-- what") == [
        "<ann> brb", "<hello there>", "[Ann]: hi", "[hr] [x]", "<p or not", "<!-- what",
    ]  # fmt: skip
    assert blocks("a<br>b <b>bold</b> <em>c</em> <!-- d --> [e](http://f.g) [h][1] [k\nl](m)\n\n[1]: http://i.j") == [
        "a\nb bold c e h k l"
    ]
    assert blocks('<div align="center">\n\nText *in* it\n\n</div>') == ["Text in it"]


def test_a_picture_is_listed_but_not_read() -> None:
    assert skipped("She left. ![a cat](cat.png)") == [("illustration", "a cat")]
    assert blocks("She left. ![a cat](cat.png)") == ["She left."]


def test_footnotes_are_skipped_with_their_numbers() -> None:
    text = "It rained.[^1] It *poured*.[^b]\n\n[^1]: In May.\n    And June.\n\n[^b]: Wet.\n\nShe left.[^c]"

    assert blocks(text) == ["It rained. It poured.", "She left.[^c]"]
    assert skipped(text) == [
        ("note reference", "1"), ("note reference", "2"), ("note", "In May.\nAnd June."), ("note", "Wet."),
    ]  # fmt: skip


def test_front_matter_tells_of_the_story() -> None:
    front = "title: Rain\nauthor: [Mab, Ann]\nlang: fr\ndate: 2024-01-02\ncharacters:\n  - Tara"

    manuscript = read(f"---\n{front}\n---\n\n# Rain\n\nIl pleut.")

    assert (manuscript.title, manuscript.author, manuscript.language) == ("Rain", "Mab, Ann", "fr")
    assert (manuscript.metadata["date"], manuscript.characters) == ("2024-01-02", ("Tara",))
    assert [manuscript.text[one.start : one.end] for one in manuscript.paragraphs] == [
        "Rain", "by Mab, Ann", "Il pleut.",
    ]  # fmt: skip


def test_front_matter_that_is_not_quite_yaml_is_believed() -> None:
    manuscript = read("---\ntitle: Rain: A Story\nauthor: Mab\n---\nIt rained.")

    assert (manuscript.title, manuscript.author) == ("Rain: A Story", "Mab")


def test_dashes_around_prose_are_scene_breaks_and_no_front_matter() -> None:
    for text in ("---\nIt rained.\n---\nShe left.", "---\n\nIt rained: hard.\nShe\n\n---\nleft."):
        assert "rained" in " ".join(blocks(text))


def test_a_bomb_of_front_matter_is_harmless() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{two}: &{two} [*{one}, *{one}]\n" for one, two in zip("abcdef", "bcdefg"))  # noqa: B905
    for front in (bomb, "a: " + "[" * 5000 + "]" * 5000):
        assert "It rained." in blocks(f"---\n{front}\n---\n\nIt rained.")


def test_a_header_as_archives_had_it_is_believed() -> None:
    manuscript = read("**TITLE:** Rain\n**AUTHOR:** Mab\n**RATING:** PG\n**FANDOM:** Buffy\n\nIt rained.")

    assert (manuscript.title, manuscript.author, manuscript.metadata["rating"]) == ("Rain", "Mab", "PG")
    assert [manuscript.text[one.start : one.end] for one in manuscript.paragraphs] == ["Rain", "Mab", "It rained."]


def test_lists_in_lists_without_end_are_refused() -> None:
    for deep in ("- " * 500, "> " * 500, "1. " * 500):
        with pytest.raises(ManuscriptError, match="in one another"):
            drafted(f"{deep}text")


@pytest.mark.parametrize(
    "part",
    ["word ", "*a ", "[", "<a ", "`", "a\n", "**a** ", "- a\n", "![", "<!-- ", "_a__", "[a](", "&amp;", "|a|b\n"],
)
def test_any_text_is_read_in_linear_time(part: str) -> None:
    start = time.process_time()
    drafted("x" + part * (40_000 // len(part)))

    assert time.process_time() - start < 3


def test_words_between_rows_of_tildes_are_read_and_hide_nothing_below() -> None:
    draft = drafted("He left.\n\n~~~Flashback~~~\n\nMorning *came*.\n\nBye.")
    words = [draft.text[one.start : one.end] for one in draft.blocks]

    assert "Flashback" in words[1] and words[2:] == ["Morning came.", "Bye."]


MARKUP = ("](", "]:", "][", "[^", "```", "<!--", "&#", "<a", "<b", "</")
"""What begins a link, a note, code, a comment, a character's number, an element of HTML."""


@given(st.text(st.sampled_from("ab1. \n-*#>_[]()<>`~|\\&;:!=+^\t"), max_size=80))
@example("~~~1")
def test_every_letter_of_any_text_is_kept(text: str) -> None:
    try:
        draft = drafted(f"x\n\n{text}")
    except ManuscriptError:
        return

    kept = "".join(draft.text[one.start : one.end] for one in draft.blocks)
    hidden = any(sign in text for sign in MARKUP)
    assert hidden or all(kept.count(letter) >= text.count(letter) for letter in "ab1")


def test_a_paragraph_of_nothing_but_signs_is_read_in_time() -> None:
    words = "_a_ " * 100_000
    begun = time.process_time()

    assert drafted(words).text.count("a") == 100_000
    assert time.process_time() - begun < 5
