"""The header of fan-fiction archives: known, not read aloud; title and byline are announced once."""

import pytest
from drafts import parse

from narrate.model import Kind, Manuscript

STORY = "Her mind full of Willow, Kennedy sat alone in the kitchen, nursing a mug of coffee.\n\nNobody came."


def announced(manuscript: Manuscript) -> list[str]:
    return [manuscript.text[one.start : one.end] for one in manuscript.paragraphs if one.kind is Kind.HEADING]


def prose(manuscript: Manuscript) -> list[str]:
    return [manuscript.text[one.start : one.end] for one in manuscript.paragraphs if one.kind is not Kind.HEADING]


def unspoken(manuscript: Manuscript) -> list[str]:
    return [one.text for one in manuscript.skipped]


def test_header_fields_become_metadata() -> None:
    manuscript = parse(f"TITLE: Goodbye\nAUTHOR: Ray Harley\nRATING: PG-13\nLanguage: Deutsch\n\n{STORY}", "file")

    assert (manuscript.title, manuscript.author, manuscript.language) == ("Goodbye", "Ray Harley", "de")
    assert manuscript.metadata == {"rating": "PG-13", "language": "Deutsch"}


def test_a_title_and_byline_the_story_repeats_are_announced_from_there() -> None:
    manuscript = parse(f"TITLE: Goodbye\nAUTHOR: Ray Harley\n\nGoodbye\nby Ray Harley\n\n{STORY}", "file")

    assert announced(manuscript) == ["Goodbye", "by Ray Harley"]
    assert unspoken(manuscript) == ["TITLE: Goodbye", "AUTHOR: Ray Harley"]


def test_a_title_and_byline_right_above_the_first_line_are_announced_once() -> None:
    manuscript = parse(f"TITLE: Goodbye\nAUTHOR: Ray Harley\n\nGoodbye\nby Ray Harley\n{STORY}", "file")

    assert announced(manuscript) == ["Goodbye", "by Ray Harley"]
    assert prose(manuscript)[0].startswith("Her mind")


def test_a_title_the_story_does_not_repeat_is_announced_without_its_label() -> None:
    manuscript = parse(f"TITLE: Goodbye\nAUTHOR: Ray Harley\nRATING: PG-13\n\n{STORY}", "file")

    assert announced(manuscript) == ["Goodbye", "Ray Harley"]
    assert unspoken(manuscript) == ["TITLE: ", "AUTHOR: ", "RATING: PG-13"]


def test_a_story_that_begins_with_its_title_said_twice_more_says_it_in_the_story() -> None:
    manuscript = parse("Title: Run\n\nRun\n\nRun!\n\nRun!\n\nNobody knew who had called out.", "file")

    assert announced(manuscript) == ["Run", "Run!"]
    assert prose(manuscript)[0] == "Run!"


@pytest.mark.parametrize(
    "head",
    [
        "Title: Goodbye\nAuthor: Ray Harley",
        "title: Goodbye\nby: Ray Harley",
        "Title:Goodbye\nAuthor:Ray Harley",
        "**Title:** Goodbye\n**Author:** Ray Harley",
        "Story Title: Goodbye\n\nWritten by: Ray Harley",
        "Fandom: Buffy\nTitle : Goodbye\nAuthor : Ray Harley",
        "Title: Goodbye\r\nAuthor: Ray Harley",
    ],
)
def test_headers_are_known_however_they_are_typed(head: str) -> None:
    manuscript = parse(f"{head}\n\n{STORY}", "file")

    assert (manuscript.title, manuscript.author) == ("Goodbye", "Ray Harley")
    assert announced(manuscript) == ["Goodbye", "Ray Harley"]
    assert len(prose(manuscript)) == 2


def test_a_wrapped_summary_is_one_field() -> None:
    summary = "The time has come for Kennedy to leave, and there is nobody she would\nrather not say goodbye to."

    manuscript = parse(f"TITLE: Goodbye\nSUMMARY: {summary}\nRATING: PG\n\n{STORY}", "file")

    assert manuscript.metadata["summary"] == " ".join(summary.split())
    assert prose(manuscript)[0].startswith("Her mind")


def test_a_story_right_below_its_header_is_not_swallowed_by_it() -> None:
    manuscript = parse(f"TITLE: Goodbye\nAUTHOR: Ray Harley\n{STORY}", "file")

    assert manuscript.author == "Ray Harley"
    assert prose(manuscript)[0].startswith("Her mind")


@pytest.mark.parametrize(
    "start", ["Remember: never run.", "He said: run.", "12:30: the train left.", "Dear Ann: come home.", '"Title: A"']
)
def test_a_story_that_begins_with_a_colon_has_no_header(start: str) -> None:
    manuscript = parse(f"{start}\n\n{STORY}", "file")

    assert manuscript.skipped == ()
    assert prose(manuscript)[0] == start


def test_a_story_without_a_header_may_open_with_title_and_byline() -> None:
    for page in (
        "Never Say Goodbye\nby Ray Harley",
        "Never Say Goodbye\n\nBy Ray Harley",
        "“Never Say Goodbye”\nBy: Ray Harley",
    ):
        manuscript = parse(f"{page}\n\n{STORY}", "file")

        assert (manuscript.title, manuscript.author) == ("Never Say Goodbye", "Ray Harley")
        assert len(announced(manuscript)) == 2


def test_a_short_first_line_of_speech_is_no_title() -> None:
    for line in ('"Ready?"', "“Run”", "“Who Goes There?”", "'Ready?'"):
        manuscript = parse(f"{line}\n\n{STORY}", "file")

        assert announced(manuscript) == []
        assert manuscript.title == "file"


def test_a_story_without_any_title_is_called_like_its_file() -> None:
    assert parse(STORY, "never-say_goodbye (2)").title == "never say goodbye 2"
    assert parse(STORY, "---").title == "Untitled"


@pytest.mark.parametrize("first", ["Note: she was gone.", "Story: he had none.", "Date: unknown.", "By: nobody."])
def test_one_line_with_a_colon_that_a_story_may_begin_with_is_no_header(first: str) -> None:
    assert prose(parse(f"{first}\n\n{STORY}", "file"))[0] == first


def test_a_disclaimer_in_a_header_is_skipped_as_one() -> None:
    manuscript = parse(f"Title: Run\nDisclaimer: I own nothing.\nSummary: They run.\nWarnings: None\n\n{STORY}", "file")

    assert [one.reason for one in manuscript.skipped] == ["header", "disclaimer", "summary", "content warning"]


def test_an_export_with_its_title_above_the_header_is_known() -> None:
    head = "The Door\n\nby Lin Marsh\n\n\nCategory: Buffy\nGenre: Drama\nStatus: Completed\nRating: T\n"
    manuscript = parse(f"\n\n{head}\n\nTABLE OF CONTENTS\n\n1. Snow\n\n2. Rain\n\n\t1. Snow\n\n{STORY}\n\n\t2. Rain\n\n"
                       f"{STORY}\n\nEnd file.\n", "file")  # fmt: skip

    assert (manuscript.title, manuscript.author) == ("The Door", "Lin Marsh")
    assert announced(manuscript) == ["The Door", "by Lin Marsh", "1. Snow", "2. Rain"]
    assert [one.reason for one in manuscript.skipped] == ["header"] * 4 + ["contents"] * 3 + ["end matter"]


def test_an_export_that_calls_its_title_story_is_known() -> None:
    head = (
        "Story: The Door\nStorylink: http://a.b\nCategory: Buffy\nAuthor: Lin Marsh\nWords: 10\nSource: FanFiction.net"
    )
    manuscript = parse(
        f"{head}\n\nSummary: They talk.\n\n*Chapter 1*: Snow\n\n{STORY}\n\n*Chapter 2*: Rain\n\n{STORY}", "f"
    )

    assert (manuscript.title, manuscript.author) == ("The Door", "Lin Marsh")
    assert manuscript.chapters == ("Chapter 1: Snow", "Chapter 2: Rain")


def test_keys_alone_have_their_values_below_them() -> None:
    manuscript = parse(
        "Posted originally on the Archive of Our Own at http://a.b/works/1.\n\nRating:\nGeneral Audiences\nFandom:\n"
        "Buffy\nCharacters:\nTara Maclay, Kennedy (BtVS)\n\nThe Door\nby Lin Marsh\n\n"
        f"Summary\n\nThey talk.\n\n{STORY}",
        "file",
    )

    assert (manuscript.title, manuscript.author) == ("The Door", "Lin Marsh")
    assert manuscript.metadata["rating"] == "General Audiences"
    assert manuscript.characters == ("Tara Maclay", "Kennedy")
    assert prose(manuscript) == STORY.split("\n\n")


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("Characters: Tara, Willow, Oz", ("Tara", "Willow", "Oz")),
        ("Character(s): Tara/Willow & Oz", ("Tara", "Willow", "Oz")),
        ("CHARACTERS: Harry P., [Ron W., Hermione G.] OC", ("Harry P.", "Ron W.", "Hermione G.")),
        ("Characters: Rainbow Dash (My Little Pony); Andrew and Alexander", ("Rainbow Dash", "Andrew", "Alexander")),
        ("Characters: none", ()),
    ],
)
def test_the_characters_a_header_lists_are_known(field: str, names: tuple[str, ...]) -> None:
    assert parse(f"Title: Run\n{field}\n\n{STORY}", "file").characters == names


@pytest.mark.parametrize(
    "page",
    [
        "Never Say Goodbye\n\nby\n\nRay Harley",
        "NEVER SAY GOODBYE\n\nOR\n\nTHE LAST MUG\n\nby Ray Harley",
        "Never Say Goodbye\n\n(1811)\n\nBy Ray Harley",
    ],
)
def test_a_title_page_may_have_more_lines(page: str) -> None:
    manuscript = parse(f"{page}\n\n{STORY}", "file")

    assert (manuscript.title.title(), manuscript.author) == ("Never Say Goodbye", "Ray Harley")
    assert prose(manuscript)[0].startswith("Her mind")


@pytest.mark.parametrize("line", ["Contents", "Tara's POV", "Author's Note", "IV"])
def test_a_label_is_no_title(line: str) -> None:
    assert parse(f"{line}\n\n{STORY}", "file").title == "file"


def test_the_first_of_two_languages_is_the_storys() -> None:
    assert parse(f"Title: Run\nLanguage: French, English\n\n{STORY}", "file").language == "fr"
