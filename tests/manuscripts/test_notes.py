"""What the author says to the readers is skipped, listed, and read if a person wants it; the story never is."""

import pytest
from drafts import parse

from narrate.manuscripts.compose import compose
from narrate.manuscripts.draft import Block, Draft, Role
from narrate.manuscripts.text import draft
from narrate.model import Kind, Manuscript

STORY = "She woke in the dark and listened to the rain.\n\n“Who is there?” she asked.\n\nNobody answered her."


def skipped(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(one.reason, one.text) for one in manuscript.skipped]


def spoken(manuscript: Manuscript) -> str:
    return "\n\n".join(manuscript.text[one.start : one.end] for one in manuscript.paragraphs)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("A/N: I wrote this at night.", "author's note"),
        ("A/N I wrote this at night.", "author's note"),
        ("AN: I wrote this at night.", "author's note"),
        ("**A/N:** I wrote this at night.", "author's note"),
        ("Author's Note: I wrote this at night.", "author's note"),
        ("AUTHOR’S NOTES - I wrote this at night.", "author's note"),
        ("author's note: i wrote this at night.", "author's note"),
        ("(A/N: I wrote this at night.)", "author's note"),
        ("[Author's note: I wrote this at night.]", "author's note"),
        ("Disclaimer: I own nothing.", "disclaimer"),
        ("DISCLAIMERS: Joss owns them.", "disclaimer"),
        ("TW: blood, loss", "content warning"),
        ("Trigger warnings: blood", "content warning"),
        ("CW – blood", "content warning"),
        ("Transcriber's Note: The spelling was kept.", "transcriber's note"),
    ],
)
def test_a_labelled_note_is_skipped_wherever_it_stands(words: str, reason: str) -> None:
    for text in (f"{words}\n\n{STORY}", f"{STORY}\n\n{words}\n\n{STORY}", f"{STORY}\n\n{words}", words):
        manuscript = parse(text, "file")

        assert skipped(manuscript) == [(reason, words)]
        assert spoken(manuscript) == text.replace(words, "").strip().replace("\n\n\n\n", "\n\n")


@pytest.mark.parametrize(
    "words",
    [
        "Author's End NoteThank you for all of it.",
        "Note: she was gone.",
        "Notes lay all over the floor.",
        "The author noted nothing of it.",
        "Author's notes lay all over the floor.",
        "An: it was a name like any other.",
        "Warning: do not enter.",
        "P.S. I love you, and all your lessons.",
        "Beta was a greek letter to him.",
        "Disclaimers were read out by a tired clerk.",
        "“A/N: that stands for nothing,” she said.",
        "Summary: he had lost.",
        "Reviewing the plans took all night.",
    ],
)
def test_a_story_that_only_sounds_like_a_note_is_read(words: str) -> None:
    for text in (
        f"{STORY}\n\n{words}\n\n{STORY}",
        f"Chapter 1\n\n{STORY}\n\n{words}\n\n{STORY}\n\nChapter 2\n\n{STORY}",
    ):
        manuscript = parse(text, "file")

        assert skipped(manuscript) == []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Notes: This is for Ann.", "author's note"),
        ("Beta: Ann, who is kind", "author's note"),
        ("Betaed by: Ann", "author's note"),
        ("Warnings: rain", "content warning"),
        ("Summary: They talk.", "summary"),
        ("Chapter Summary: They talk.", "summary"),
        ("See the end of the chapter for more notes.", "author's note"),
    ],
)
def test_a_plainer_label_counts_where_no_story_has_begun(words: str, reason: str) -> None:
    manuscript = parse(f"Chapter 1\n\n{STORY}\n\nChapter 2\n\n{words}\n\n{STORY}", "file")

    assert skipped(manuscript) == [(reason, words)]


@pytest.mark.parametrize(
    "words",
    [
        "TBC",
        "To be continued...",
        "(To Be Continued)",
        "Please review!",
        "Read and review please",
        "R&R",
        "Reviews are love!",
        "Please leave a comment and let me know what you think.",
        "End file.",
        "End of Chapter 3",
    ],
)
def test_who_takes_leave_at_a_chapters_end_is_not_heard(words: str) -> None:
    manuscript = parse(f"Chapter 1\n\n{STORY}\n\n{words}\n\nChapter 2\n\n{STORY}\n\n* * *\n\n{words}", "file")

    assert skipped(manuscript) == [("end matter", words), ("scene break", "* * *"), ("end matter", words)]


def test_the_same_words_in_the_middle_of_a_chapter_are_the_storys() -> None:
    assert skipped(parse(f"{STORY}\n\nTo be continued.\n\n{STORY}", "file")) == []


def test_a_story_without_a_heading_keeps_its_last_word() -> None:
    for words in ("R", "The end.", "He reviewed it.", "A chapter ended."):
        assert spoken(parse(f"{STORY}\n\n{words}", "file")).endswith(words)


def test_notes_before_the_first_heading_are_no_chapter() -> None:
    notes = "Author's Notes:\n\nThis is set in spring.\n\nIt is long.\n\nEnjoy!"
    manuscript = parse(
        f"Title: Run\n\nSummary: Two run.\n\n{notes}\n\nChapter 1\n\n{STORY}\n\nChapter 2\n\n{STORY}", "f"
    )

    assert manuscript.chapters == ("Chapter 1", "Chapter 2")
    assert [reason for reason, _ in skipped(manuscript)] == ["header", "summary", *["author's note"] * 4]


def test_a_label_alone_takes_the_notes_at_a_chapters_end() -> None:
    notes = "Author's Note:\n\nThe song is by Queen.\n\nThe poem is mine.\n\nSee you."
    manuscript = parse(f"Chapter 1\n\n{STORY}\n\n***\n\n{notes}\n\nChapter 2\n\n{STORY}\n\nEnd Notes:\n\nBye.", "file")

    assert len(skipped(manuscript)) == 7
    assert spoken(manuscript) == f"Chapter 1\n\n{STORY}\n\nChapter 2\n\n{STORY}"


def test_a_label_alone_above_a_story_takes_no_more_than_speaks_of_the_writing() -> None:
    text = f"Author's Note:\n\nHi all.\n\nThank you for the reviews of my last chapter.\n\n{STORY}"

    assert spoken(parse(text, "file")) == STORY
    assert spoken(parse(f"{text}\n\n* * *\n\n{STORY}", "file")) == f"{STORY}\n\n{STORY}"
    assert spoken(parse(f"Chapter 1\n\n{text}\n\nChapter 2\n\n{STORY}", "file")).count("Nobody answered") == 2


def test_a_long_preface_below_a_label_is_not_torn() -> None:
    preface = "\n\n".join(["It was in the spring of that year that we found the papers in a box. " * 8] * 9)
    text = f"AUTHOR’S NOTE\n\n{preface}\n\nChapter 1\n\n{STORY}"

    assert spoken(parse(text, "file")).startswith("AUTHOR’S NOTE\n\nIt was in the spring")


def test_a_note_in_brackets_ends_with_its_bracket() -> None:
    inline = parse("She left. (A/N: lol :) really) He stayed.", "file")
    first = parse(f"(A/N: lol) {STORY}", "file")
    long = parse(f"{STORY}\n\n(A/N: this is\n\na long (very long) one)\n\n{STORY}", "file")

    assert skipped(inline) == [("author's note", "(A/N: lol :) really)")]
    assert skipped(first) == [("author's note", "(A/N: lol)")]
    assert spoken(first) == STORY
    assert spoken(long) == f"{STORY}\n\n{STORY}"


def test_a_bracket_that_is_never_closed_takes_no_story() -> None:
    manuscript = parse(f"{STORY}\n\n(A/N: lol\n\n{STORY}\n\nChapter 2\n\n{STORY} :)", "file")

    assert skipped(manuscript) == [("author's note", "(A/N: lol")]


def test_what_is_skipped_is_read_when_it_is_asked_for() -> None:
    text = f"A/N: Hi.\n\nDisclaimer: none.\n\n{STORY} (A/N: lol) And so on."

    manuscript = compose(draft(text, "file"), keep=("author's note",))

    assert skipped(manuscript) == [("disclaimer", "Disclaimer: none.")]
    assert spoken(manuscript).startswith("A/N: Hi.\n\nShe woke")


def blocks(*parts: tuple[Role, str]) -> Draft:
    """A draft as a reader of markup gives it: headings known, paragraphs plain."""
    text, out = "", []
    for role, words in parts:
        out.append(Block(len(text), len(text) + len(words), role))
        text += words + "\n\n"
    return Draft(text, tuple(out), "The Door")


def test_notes_below_a_heading_of_their_own_are_skipped_in_markup_too() -> None:
    heading, prose = Role.CHAPTER, Role.PROSE
    manuscript = compose(
        blocks(
            (heading, "The Door"),
            (heading, "Notes"),
            (prose, "Hello."),
            (prose, "This is for Ann."),
            (heading, "Chapter 1"),
            (prose, "She woke."),
            (heading, "Author’s Notes:"),
            (prose, "Thank you."),
            (heading, "Chapter 2"),
            (prose, "He woke."),
            (heading, "End Notes"),
            (prose, "Bye."),
        )
    )

    assert manuscript.chapters == ("Chapter 1", "Chapter 2")
    assert [words for _, words in skipped(manuscript)] == [
        "Notes",
        "Hello.",
        "This is for Ann.",
        "Author’s Notes:",
        "Thank you.",
        "End Notes",
        "Bye.",
    ]


def test_what_a_format_knows_to_be_a_letter_is_no_note() -> None:
    text = "Notes: buy milk.\n\nShe woke."
    letter = Block(0, 16, kind=Kind.LETTER)

    manuscript = compose(Draft(text, (letter, Block(18, len(text))), "x"))

    assert skipped(manuscript) == []


TOLD = "She walked to the window. “Well,” she said, “it rains.”\n\nNobody answered her for long."
QUIET = "\n\n".join(["She walked to the window and looked out at the rain that would not stop."] * 12)


@pytest.mark.parametrize("title", ["Notes", "Note", "Warning", "Summary", "Beta", "End Notes"])
@pytest.mark.parametrize("story", [TOLD, QUIET])
def test_a_chapter_that_is_called_like_a_note_is_read(title: str, story: str) -> None:
    parts = ("Alpha", title, "Gamma")
    text = "\n\n".join(f"{part}\n\n{story}" for part in parts)
    blocks, at = [], 0
    for one in text.split("\n\n"):
        blocks.append(Block(at, at + len(one), Role.CHAPTER if one in parts else Role.PROSE))
        at += len(one) + 2

    manuscript = compose(Draft(text, tuple(blocks), "Rain"))

    assert skipped(manuscript) == []
    assert manuscript.chapters == parts


def test_a_word_that_begins_a_list_or_a_sign_takes_no_dialogue_with_it() -> None:
    assert skipped(parse(f"{STORY}\n\nNotes:\n\n{TOLD}", "file")) == []


def test_an_entire_work_pasted_from_an_archive_is_read_without_its_landmarks() -> None:
    above = "Summary:\n\nIt rains.\n\nNotes:\n\nThanks to Bo.\n\n(See the end of the chapter for notes.)"
    chapter = f"{above}\n\nChapter Text\n\n{STORY}"

    manuscript = parse(f"Chapter 1: Rain\n\n{chapter}\n\nChapter 2\n\nChapter Text\n\n{STORY}", "file")

    assert manuscript.chapters == ("Chapter 1: Rain", "Chapter 2")
    assert spoken(manuscript) == f"Chapter 1: Rain\n\n{STORY}\n\nChapter 2\n\n{STORY}"
    assert skipped(manuscript)[-1] == ("header", "Chapter Text")


@pytest.mark.parametrize(
    "leave",
    ["Thanks for reading! Please review!", "Feedback, anyone?", "Thank you all for reading. Hope you liked it."],
)
def test_leave_taken_of_the_readers_ends_a_chapter(leave: str) -> None:
    for text in (f"Chapter 1\n\n{STORY}\n\n{leave}\n\nChapter 2\n\n{STORY}", f"{STORY}\n\nTHE END\n\n* * *\n\n{leave}"):
        assert ("end matter", leave) in skipped(parse(text, "file"))


@pytest.mark.parametrize(
    "words",
    ["“Thanks for reading!”", "Let me know what you think.", "He had no comments.", "She had nothing but feedback."],
)
def test_a_last_sentence_to_somebody_in_the_story_is_read(words: str) -> None:
    assert skipped(parse(f"Chapter 1\n\n{STORY}\n\n{words}\n\nChapter 2\n\n{STORY}", "file")) == []


def test_a_note_between_ornaments_ends_with_the_third() -> None:
    manuscript = parse(f"{STORY}\n\n***\n\nAuthor's Note\n\n***\n\nThis took long.\n\n***\n\n{STORY}", "file")

    assert spoken(manuscript) == f"{STORY}\n\n{STORY}"
    assert [one for one in skipped(manuscript) if one[0] == "author's note"] == [
        ("author's note", "Author's Note"),
        ("author's note", "This took long."),
    ]


@pytest.mark.parametrize("words", ["Disclaimer: this is not a date, she told herself.", "Summary: nothing happened."])
def test_a_label_in_a_sentence_of_the_story_is_read(words: str) -> None:
    middle = f"{STORY}\n\n{words}\n\n{STORY}"
    last = f"{STORY}\n\n{words}" if words.startswith("Summary") else middle

    assert skipped(parse(middle, "file")) == skipped(parse(last, "file")) == []
