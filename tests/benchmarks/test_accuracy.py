"""How often the speakers are right on the development stories: the project's public test of accuracy."""

from dataclasses import replace
from pathlib import Path

import pytest
from attribution import attributed
from copies import british, curly, renamed
from gold import Book, Person, Quote, books
from scores import Judged, judge, scores

from narrate.model import Character, Kind, Place, Script, Utterance

STORIES = Path(__file__).parent.parent.parent / "benchmarks" / "stories" / "dev"
NEAR = 0.04
"""A copy may differ by so much: a few lines of a story."""


@pytest.fixture(scope="module")
def stories() -> list[Book]:
    return list(books(STORIES))


def share(stories: list[Book], *, given: bool = False) -> dict[str, float]:
    return scores([one for book in stories for one in judge(book, attributed(book, given=given).script())])


@pytest.fixture(scope="module")
def plain(stories: list[Book]) -> dict[str, float]:
    return share(stories)


def test_most_lines_of_unseen_stories_have_the_right_speaker(plain: dict[str, float]) -> None:
    assert plain["acc"] > 0.6 and plain["explicit"] > 0.9 and plain["implicit"] > 0.55


def test_who_is_told_the_characters_is_right_more_often(stories: list[Book], plain: dict[str, float]) -> None:
    assert share(stories, given=True)["acc"] > plain["acc"] + 0.02


@pytest.mark.slow
@pytest.mark.parametrize("copy", [curly, british, renamed])
def test_neither_typography_nor_names_decide(copy, stories: list[Book], plain: dict[str, float]) -> None:  # type: ignore[no-untyped-def]
    assert share([copy(book) for book in stories])["acc"] == pytest.approx(plain["acc"], abs=NEAR)


BOOK = Book(
    "b",
    '"Yes," said Ana. "No."',
    (Quote(((1, 5),), "explicit", "Ana"), Quote(((18, 21),), "implicit", "Bo")),
    (Person("Ana", frozenset({"Ana", "Annie"}), "F"), Person("Bo", frozenset({"Bo"}), "M")),
)


def script(*speakers: str | None) -> Script:
    place = Place(1, 1, 1)
    said = [
        Utterance(0, 6, '"Yes,"', Kind.QUOTATION, place, speakers[0], 0.9),
        Utterance(6, 17, "said Ana.", Kind.NARRATION, place),
        Utterance(17, 22, '"No."', Kind.QUOTATION, place, speakers[1], 0.4),
    ]
    people = (Character("Annie", ("Annie",)), Character("Bo"), Character("Cy"))
    return Script("b", "", "en", (), people, tuple(said))


@pytest.mark.parametrize(
    ("speakers", "right", "voice"),
    [
        (("Annie", "Bo"), [True, True], 1.0),
        (("Annie", "Annie"), [True, False], 0.5),
        (("Cy", "Bo"), [False, True], 1.0),
        (("Annie", None), [True, False], 0.5),
    ],
)
def test_a_line_is_right_if_its_speakers_name_means_the_true_one(
    speakers: tuple[str | None, str | None], right: list[bool], voice: float
) -> None:
    judged = list(judge(BOOK, script(*speakers)))

    assert [one.right for one in judged] == right
    assert scores(judged)["voice"] == voice and scores(judged)["acc"] == sum(right) / 2


@pytest.mark.parametrize(
    ("spans", "given"),
    [(((1, 5), (18, 21)), "Annie"), (((3, 21),), "Cy"), (((6, 17),), None), (((4, 6),), "Annie"), (((40, 50),), None)],
)
def test_whoever_has_most_of_a_quotation_has_it(spans: tuple[tuple[int, int], ...], given: str | None) -> None:
    book = replace(BOOK, quotes=(Quote(spans, "explicit", "Ana"),))
    parted = script("Annie", "Cy")

    (judged,) = judge(book, parted)

    assert (parted.characters[judged.voice].name if judged.voice is not None else None) == given


def test_two_people_in_one_voice_and_one_in_two_lose() -> None:
    def one(gold: str, voice: int) -> Judged:
        return Judged("implicit", gold, voice, gold, 10, 1.0)

    merged = scores([one("Ana", 1), one("Ana", 1), one("Bo", 1)])
    parted = scores([one("Ana", 1), one("Ana", 1), one("Ana", 2)])

    assert merged["acc"] == parted["acc"] == 1.0
    assert merged["voice"] == merged["acc1"] == parted["voice"] == parted["acc1"] == pytest.approx(2 / 3)
    assert merged["b3"] == pytest.approx(2 * (5 / 9) / (1 + 5 / 9))
