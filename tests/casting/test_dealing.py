"""Who meets whom, and that people who meet sound different."""

import math
from dataclasses import replace
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from small_palette import HE, SHE, SMALL, WHO, script_of

from narrate.casting import VoiceMap, cast_script
from narrate.casting.likeness import likeness, sound_of
from narrate.casting.scenes import meetings
from narrate.engines.palette import PALETTE
from narrate.model import FIRST_PERSON, Age, Basis, Cast, Character, Gender, Kind, Place, Script, Utterance, Voice


def told(lines: str, genders: dict[str, Gender] | None = None, teller: str = "") -> Script:
    """A script whose speakers are letters, and whose scenes are parted by blanks: "ABAB CACA"."""
    utterances, scene, at = [], 1, 0
    for letter in lines:
        scene += letter == " "
        if letter != " ":
            utterances.append(
                Utterance(at, at + 1, "x", Kind.QUOTATION, Place(1, scene, at + 1), letter, 1.0, Basis.EXPLICIT)
            )
            at += 1
    people = {**dict.fromkeys(sorted({one.speaker or "" for one in utterances}), WHO), **(genders or {})}
    characters = tuple(Character(name, gender=gender) for name, gender in people.items())
    return Script("Title", "", "en", ("One",), characters, tuple(utterances), teller=teller)


def voice(name: str, angle: float, gender: Gender = HE) -> Voice:
    """One whose likeness to another is the cosine of the angle between them, in degrees."""
    turned = math.radians(angle)
    return Voice(name, "tone", {"voice": name}, gender, timbre=(math.cos(turned), math.sin(turned)))


def cast_of(script: Script, palette: tuple[Voice, ...], chosen: VoiceMap | None = None) -> Cast:
    return cast_script(script, chosen, (Voice("narrator", "tone", {"voice": "n"}, HE), *palette))[0]


def test_who_answers_whom_counts_and_who_is_only_near_counts_less() -> None:
    found = meetings(told("ABAC BD"))

    assert found.talks["A"] == {"B": 2.0, "C": 1.0}
    assert found.talks["C"] == {"A": 1.0, "B": 0.5}
    assert (found.meet("A", ["C"]), found.meet("A", ["D"]), found.meet("D", ["A", "B"])) == (True, False, True)


def test_the_second_gets_the_voice_least_like_that_of_whom_they_talk_with() -> None:
    palette = (voice("first", 0), voice("near", 20), voice("far", 60))

    cast = cast_of(told("ABAABA", {"A": HE, "B": HE}), palette)

    assert {who: one.name for who, one in cast.roles.items()} == {"A": "first", "B": "far"}
    assert cast.reasons["B"] == "man; 0.50 like A"


def test_the_palettes_order_counts_where_all_are_different_enough() -> None:
    palette = (voice("first", 0), voice("second", 70), voice("third", 90))

    assert cast_of(told("ABAABA", {"A": HE, "B": HE}), palette).roles["B"].name == "second"


def test_people_who_never_meet_share_a_voice_only_when_the_palette_is_used_up() -> None:
    palette = (voice("one", 0), voice("two", 60))
    genders = dict.fromkeys("ABCD", HE)

    cast = cast_of(told("AAAABBBABC DDA", genders), palette)

    assert [cast.roles[who].name for who in "ABD"] == ["one", "two", "two"]
    assert cast.reasons["D"] == "shared with B, whom they never meet"
    assert cast.roles["C"].name not in ("one", "two"), "C meets both"


def test_a_child_is_no_last_resort_for_a_man_who_can_share() -> None:
    boy = replace(voice("boy", 90), age=Age.CHILD)

    cast = cast_of(told("AAA B", {"A": HE, "B": HE}), (voice("one", 0), boy))

    assert cast.roles["B"].name == "one"


def test_who_tells_the_story_speaks_with_the_narrators_voice_of_their_gender() -> None:
    palette = (Voice("narrator-female", "tone", {"voice": "nf"}, SHE), voice("alto", 0, SHE), voice("tenor", 50))
    script = told("ABAB", {"A": SHE, "B": HE}, teller="A")

    both, apart = cast_of(script, palette), cast_of(script, palette, VoiceMap(teller_apart=True))
    named = VoiceMap(roles={"A": palette[1]}, places={"A": "voices.yaml:2:3"})
    chosen = cast_of(script, palette, named)

    assert (both.narrator.name, both.roles["A"].name, both.reasons["A"]) == (
        "narrator-female",
        "narrator-female",
        "tells the story",
    )
    assert (apart.narrator.name, apart.roles["A"].name) == ("narrator", "alto")
    assert (chosen.narrator.name, chosen.roles["A"].name) == ("alto", "alto"), "her voice tells her story"


def test_a_teller_without_a_name_is_the_narrator_too() -> None:
    script = script_of((FIRST_PERSON, SHE), ("Bea", SHE))

    cast, _ = cast_script(script, None, SMALL)

    assert (cast.roles[FIRST_PERSON], cast.narrator.name) == (cast.narrator, "narrator-female")


def test_a_pool_goes_before_the_palette_and_the_unnamed_have_their_own() -> None:
    small = {one.name: one for one in SMALL}
    pools = {"male": (small["bass"],), "unnamed": (small["alto"], small["tenor"])}
    script = script_of(("Giles", HE), ("the waiter", HE), ("Xander", HE))

    cast, _ = cast_script(script, VoiceMap(pools=pools), SMALL)

    assert [cast.roles[who].name for who in ("Giles", "the waiter", "Xander")] == ["bass", "alto", "tenor"]


def test_near_twins_who_talk_are_told() -> None:
    palette = (voice("one", 0), voice("two", 20))
    script = told("ABAB", {"A": HE, "B": HE})

    _, findings = cast_script(script, None, (SMALL[0], *palette))

    (found,) = [one.message for one in findings if one.code == "voices-alike"]
    assert found == "voices that are hard to tell apart are heard together: A (one) and B (two), 0.94"


@settings(max_examples=80, deadline=None)
@given(lines=st.text("ABCDEFGHIJ ", max_size=60), data=st.data())
def test_nobody_ever_sounds_exactly_as_somebody_they_meet(lines: str, data: st.DataObject) -> None:
    genders = {who: data.draw(st.sampled_from(Gender)) for who in sorted(set(lines) - {" "})}
    script = told(lines, genders)

    cast = cast_of(script, SMALL[1:])

    found = meetings(script)
    for one, other in combinations(cast.roles, 2):
        if found.meet(one, [other]):
            assert sound_of(cast.roles[one]) != sound_of(cast.roles[other])
    assert cast == cast_of(script, SMALL[1:])
    assert all(cast.reasons[who] for who in cast.roles)


def test_in_a_crowd_of_thirty_of_our_palette_no_two_that_talk_are_near_twins() -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWX"
    script = told("".join(a + b for a, b in pairwise(letters)) * 3, {
        who: (SHE, HE)[at % 2] for at, who in enumerate(letters)
    })  # fmt: skip

    cast, _ = cast_script(script, None, PALETTE)

    talks = meetings(script).talks
    alike = [likeness(cast.roles[one], cast.roles[other]) for one in talks for other in talks[one]]
    assert max(alike) <= 0.85


def test_the_next_engine_is_for_whom_the_first_has_nobody_or_only_a_twin_of_the_other() -> None:
    first = (voice("one", 0), voice("two", 40), voice("twin", 20))
    second = tuple(replace(one, engine="other") for one in (voice("farther", 90), voice("farthest", 180)))
    people = dict.fromkeys("ABCD", HE)

    pair = cast_of(told("ABABAB", people), first + second).roles
    assert [pair[who].name for who in "AB"] == ["one", "two"], "farther would be less alike, but comes next"
    trio = cast_of(told("ABAABA ACACA", people), first + second).roles
    assert trio["C"].name == "farther", "twin is like one, whom they talk with"
    four = cast_of(told("ABCDABCDABCD", people), first + second).roles
    assert {four[who].engine for who in "AB"} == {"tone"}
    assert {four[who].engine for who in "CD"} == {"other"}


def test_the_last_engine_comes_before_a_twin_of_the_first() -> None:
    first = (voice("one", 0), voice("twin", 20))
    hers = (replace(voice(f"hers-{name}", 90, SHE), engine=name) for name in ("second", "third"))
    last = replace(voice("farther", 200), engine="fourth")

    cast = cast_of(told("ABAB", {"A": HE, "B": HE}), (*first, *hers, last))

    assert {who: one.name for who, one in cast.roles.items()} == {"A": "one", "B": "farther"}


def test_who_is_of_no_known_gender_is_cast_from_the_first_engine_though_the_next_has_more() -> None:
    first = (voice("one", 0), voice("two", 90))
    second = tuple(replace(voice(f"untold-{angle}", angle, WHO), engine="other") for angle in (100, 130, 160))

    cast = cast_of(told("AABB", {"A": WHO, "B": WHO}), first + second)

    assert [cast.roles[who].name for who in "AB"] == ["one", "two"]


def test_a_voice_that_tells_its_gender_goes_before_one_of_the_first_engine_that_does_not() -> None:
    untold, hers = voice("untold", 0, WHO), replace(voice("hers", 90, SHE), engine="other")

    assert cast_of(told("AA", {"A": SHE}), (untold, hers)).roles["A"].name == "hers"
    assert cast_of(told("AA", {"A": HE}), (untold, hers)).roles["A"].name == "untold"


def test_a_teller_is_narrated_by_a_voice_of_their_gender_though_the_engine_names_no_such_narrator() -> None:
    cast = cast_of(told("AABB", {"A": SHE, "B": HE}, teller="A"), (voice("his", 0), voice("hers", 90, SHE)))

    assert (cast.narrator.name, cast.roles["A"].name, cast.roles["B"].name) == ("hers", "hers", "his")
