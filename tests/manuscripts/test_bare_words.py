"""Words as they are compared, shown in a list, and seen."""

from narrate.manuscripts.words import bare, on_one_line, title_of


def test_what_cannot_be_seen_is_not_in_a_list_of_chapters() -> None:
    assert on_one_line("Jour\u00adnal\u2060—con\u200btinued\n again ") == "Journal—continued again"


def test_words_are_the_same_whatever_signs_and_capitals_they_are_set_in() -> None:
    assert bare("*The* Rain!") == bare("THE RAIN") == "therain"


def test_a_file_names_its_story() -> None:
    assert title_of("never-say_goodbye.2") == "never say goodbye 2"
    assert title_of("--") == "Untitled"
