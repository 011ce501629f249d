"""Signs for italics in plain text."""

import pytest
from drafts import parse


def slanted(text: str) -> list[str]:
    return [text[start:end] for start, end in parse(text, "file").emphasis]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("This is *lamination.* Really.", ["*lamination.*"]),
        ("She *shouldn't* go, and _he_ went.", ["*shouldn't*", "_he_"]),
        ("_Oh God_, he thought.", ["_Oh God_"]),
        ("“_Never_—do you hear?—_never_.”", ["_Never_", "_never_"]),
        ("*It was dark\nand it rained.*", ["*It was dark\nand it rained.*"]),
        ("(*so*)", ["(*so*)"[1:-1]]),
        ("*a _b_ c*", ["*a _b_ c*"]),
    ],
)
def test_words_between_signs_are_in_italics_with_the_signs(text: str, found: list[str]) -> None:
    assert slanted(f"It rained.\n\n{text}\n\nIt stopped.") == found


@pytest.mark.parametrize(
    "text",
    [
        "Open the file my_story_final_v2.txt now.",
        "**Stop!** he yelled. __No!__",
        "* one * two *",
        "2*3*4 is 24.",
        "f*ck and sh*t",
        "*He never\n\ncame back.*",
        "_____ street",
        "He wrote * and *.",
    ],
)
def test_signs_for_something_else_are_none(text: str) -> None:
    assert slanted(f"It rained.\n\n{text}\n\nIt stopped.") == []


def test_an_ornament_is_not_in_italics() -> None:
    assert slanted("He left.\n\n*~*~*\n\n* * *\n\nHe came.") == []
