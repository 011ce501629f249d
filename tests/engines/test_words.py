"""What of a text an engine is handed, and where its words stand."""

import pytest

from narrate.engines.words import sayable, word_spans
from narrate.errors import EngineError


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Well,” said Emma.", ["Well", "said", "Emma"]),
        ("Wait—what… no–yes", ["Wait", "what", "no", "yes"]),
        ("It’s 1,999.50 o’clock", ["It’s", "1,999.50", "o’clock"]),
        ("well-known *stars* _lines_", ["well-known", "stars", "_lines_"]),
        ("e\u0301clair", ["e\u0301clair"]),
        ("… * 🙂 —", []),
    ],
)
def test_a_word_is_what_stands_between_spaces_and_dashes(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in word_spans(text)] == words


def test_control_characters_become_spaces_and_nothing_moves() -> None:
    assert sayable("a\0b\x01c\nd\te\x85f") == "a b c\nd e f"


def test_half_a_character_is_refused() -> None:
    with pytest.raises(EngineError, match=r"half a character \(U\+D800\)"):
        sayable("a\ud800b")
