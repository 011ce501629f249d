"""What holds for every text: nothing is lost, and the same story in other marks is told apart the same."""

from dataclasses import replace

from drafts import parse
from hypothesis import example, given, settings
from hypothesis import strategies as st

from narrate.checks import verify
from narrate.dialogue.segment import segment
from narrate.model import Kind, Manuscript, Script, Skipped, Utterance

CONVENTIONS = {
    "straight": ('"', '"', "'"),
    "curly": ("“", "”", "’"),
    "british": ("‘", "’", "’"),
    "single": ("'", "'", "'"),
    "french": ("« ", " »", "’"),
    "inward": ("»", "«", "’"),
    "low": ("„", "“", "’"),
    "latex": ("``", "''", "'"),
}
"""Opening mark, closing mark, apostrophe."""

WORDS = (
    "rain coffee the window it^s don^t mother well-known o^clock Dawn Mrs. John^s ^tis ^em walkin^ dogs^ bowls no"
).split()

spoken = st.builds(
    lambda words, last, end: "{" + " ".join(words).capitalize() + " " + last + end + "}",
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=7),
    st.sampled_from(["rain", "home", "again"]),
    st.sampled_from(".?!"),
)
told = st.builds(
    lambda words: "He saw " + " ".join(words) + " at home.",
    st.lists(st.sampled_from([word for word in WORDS if word[0] != "^"]), min_size=1, max_size=7),
)
tagged = st.builds(
    lambda said, tag: said.replace(".}", ",}") + tag, spoken, st.sampled_from([" he said.", " asked Emma."])
)
interrupted = st.builds("{{Well,}} he said, {}".format, spoken.map(lambda said: said.replace("{", "{and ").lower()))
paragraph = st.one_of(spoken, tagged, interrupted, told, st.builds("{} {}".format, tagged, told))
story = st.lists(paragraph, min_size=2, max_size=8).map(lambda parts: "\n\n".join(["{No,} he said.", *parts]))

SIGNS = ("\"“”„‟'‘’«»‹›「」『』`*_~<>:/()[]—–-―…,.!? \n", "\n\n", "--", "``", "''", "::", "//")
PIECES = (
    *SIGNS[0],
    *SIGNS[1:],
    "Emma",
    "said",
    "he said",
    "she thought",
    "dit Emma",
    "Dear Meg,",
    "I am",
    "is",
    "sits",
    "5",
    "a",
)
anything = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=50).map("".join)


def typeset(text: str, name: str) -> str:
    opening, closing, apostrophe = CONVENTIONS[name]
    return text.replace("{", opening).replace("}", closing).replace("^", apostrophe)


def plan(text: str, name: str) -> list[tuple[Kind, str, bool]]:
    opening, closing, _ = CONVENTIONS[name]
    found = []
    for one in segment(parse(typeset(text, name), "story")):
        words = one.text
        if one.kind is Kind.QUOTATION:
            words = words.removeprefix(opening).removesuffix(closing)
        found.append((one.kind, words.replace("’", "'"), one.continues))
    return found


@settings(max_examples=150, deadline=None)
@given(story, st.sampled_from([name for name in CONVENTIONS if name != "straight"]))
def test_a_story_in_other_marks_is_told_apart_the_same(text: str, name: str) -> None:
    assert plan(text, name) == plan(text, "straight")


def assert_covered(manuscript: Manuscript) -> tuple[Utterance, ...]:
    found = segment(manuscript)
    verify(manuscript, Script("", "", "en", (), (), found, manuscript.skipped))
    assert all(one.text.strip() == one.text for one in found)
    return found


@settings(max_examples=150, deadline=None)
@given(anything)
@example("“Il\n\n— dit Emma, »")
@example("(with a sigh)" * 3)
@example('"" ()""')
def test_every_character_of_any_text_is_in_one_utterance(text: str) -> None:
    assert_covered(parse(text, "story"))


@settings(max_examples=200, deadline=None)
@given(anything, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=4), st.sampled_from(list(Kind)))
def test_whatever_is_skipped_or_slanted_nothing_else_is_lost(
    text: str, holes: list[tuple[int, int]], kind: Kind
) -> None:
    manuscript = parse(text, "story")
    paragraphs = tuple(replace(one, kind=kind) for one in manuscript.paragraphs)
    skipped: list[Skipped] = list(manuscript.skipped)
    taken = sorted((one.start, one.end) for one in skipped)
    for start, length in sorted(holes):
        end = min(start + length, len(text))
        if text[start:end].strip() and all(end <= a or b <= start for a, b in taken):
            skipped.append(Skipped(start, end, text[start:end], "note"))
            taken.append((start, end))
    skipped.sort(key=lambda one: one.start)
    slanted = tuple((one.start, one.end) for one in manuscript.paragraphs)

    found = assert_covered(replace(manuscript, paragraphs=paragraphs, skipped=tuple(skipped), emphasis=slanted))

    assert all(one.end <= a or b <= one.start for one in found for a, b in taken)


@settings(max_examples=100, deadline=None)
@given(story, story)
def test_a_scene_more_changes_nothing_before_it(one: str, other: str) -> None:
    alone, both = plan(one, "curly"), plan(f"{one}\n\n* * *\n\n{other}", "curly")

    assert both[: len(alone)] == alone
