"""Who gets which voice."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_palette import HE, PALETTES, SHE, SMALL, WHO, script_of

from narrate.casting import VoiceMap, cast_script
from narrate.casting.likeness import sound_of
from narrate.engines import load
from narrate.engines.palette import PALETTE
from narrate.model import Age, Basis, Character, Finding, Gender, Kind, Place, Script, Utterance, Voice

VOICES = {voice.name: voice for voice in SMALL}

people = st.lists(
    st.tuples(st.text("abcdé ", min_size=1, max_size=4), st.sampled_from(Gender)), unique_by=lambda one: one[0]
)


def chosen(**roles: str) -> VoiceMap:
    return VoiceMap(
        roles={name: VOICES[voice] for name, voice in roles.items()},
        places={name: f"voices.yaml:{line}:3" for line, name in enumerate(roles, start=2)},
    )


def names(script: Script, voice_map: VoiceMap | None = None) -> dict[str, str]:
    return {speaker: voice.name for speaker, voice in cast_script(script, voice_map, SMALL)[0].roles.items()}


def found(script: Script, voice_map: VoiceMap | None, code: str) -> list[str]:
    return [finding.message for finding in cast_script(script, voice_map, SMALL)[1] if finding.code == code]


def test_everyone_gets_a_voice_of_their_gender_and_those_with_most_lines_come_first() -> None:
    script = script_of(("Kennedy", SHE), ("Giles", HE), ("Tara", SHE))

    assert names(script) == {"Kennedy": "mezzo", "Giles": "tenor", "Tara": "alto"}


def test_adults_are_cast_before_children() -> None:
    assert names(script_of(("A", SHE), ("B", SHE), ("C", SHE)))["C"] == "girl"


def test_children_and_the_old_get_a_voice_of_their_age_while_there_is_one() -> None:
    script = script_of(("A", SHE), ("B", SHE), ("Bea", SHE), ("Eve", SHE), ("Max", HE), ("Tom", HE))
    ages = {"Bea": Age.CHILD, "Eve": Age.CHILD, "Max": Age.ELDER}
    script = replace(
        script, characters=tuple(replace(one, age=ages.get(one.name, one.age)) for one in script.characters)
    )

    assert {who: name for who, name in names(script).items() if who in ages} == {
        "Bea": "girl",
        "Eve": "mezzo-2",
        "Max": "tenor",
    }
    cast, _ = cast_script(script, None, PALETTE)
    assert {who: (cast.roles[who].age, cast.roles[who].gender) for who in ages} == {
        "Bea": (Age.CHILD, SHE),
        "Eve": (Age.CHILD, SHE),
        "Max": (Age.ELDER, HE),
    }


def test_a_child_of_unknown_gender_gets_a_childs_voice() -> None:
    script = script_of(("Kit", WHO), ("Ash", WHO))
    script = replace(script, characters=(Character("Kit", age=Age.CHILD), script.characters[1]))

    assert names(script) == {"Kit": "girl", "Ash": "mezzo"}


def test_whose_gender_is_unknown_gets_a_voice_of_which_more_are_left() -> None:
    script = script_of(("Kennedy", SHE), ("Tara", SHE), ("Voice", WHO), ("Shadow", WHO))

    assert names(script) == {"Kennedy": "mezzo", "Tara": "alto", "Voice": "tenor", "Shadow": "girl"}


def test_a_palette_without_a_gender_still_casts_everyone_plainly() -> None:
    cast, _ = cast_script(
        script_of(("Giles", HE)), None, [voice for voice in SMALL if voice.gender is SHE] + [SMALL[0]]
    )

    assert cast.roles["Giles"].name == "mezzo"


def test_a_palette_of_only_the_narrator_casts_everyone_by_changing_that_voice() -> None:
    cast, _ = cast_script(script_of(("Giles", HE), ("Tara", SHE)), None, SMALL[:1])

    assert [voice.name for voice in cast.roles.values()] == ["narrator-2", "narrator-3"]


def test_a_system_voice_of_unknown_gender_suits_everyone() -> None:
    palette = [SMALL[0], Voice("system", "tone", {"voice": "s"})]

    assert cast_script(script_of(("Giles", HE)), None, palette)[0].roles["Giles"].name == "system"


def test_voices_made_for_narration_are_kept_for_it() -> None:
    script = script_of(*((f"P{number}", SHE) for number in range(9)))

    assert not {"narrator", "narrator-female"} & set(names(script).values())


def test_the_voice_a_person_chose_for_the_narrator_goes_to_nobody_else() -> None:
    script = script_of(("Kennedy", SHE), ("Tara", SHE))

    cast, _ = cast_script(script, VoiceMap(narrator=VOICES["mezzo"]), SMALL)

    assert cast.narrator.name == "mezzo"
    assert cast.roles["Kennedy"].name != "mezzo"


def test_a_chosen_voice_goes_to_nobody_else_even_under_another_name() -> None:
    own = replace(VOICES["mezzo"], name="mine", settings={"voice": "m", "pitch": 50, "rate": 1.0})

    cast, _ = cast_script(script_of(("Kennedy", SHE), ("Tara", SHE)), VoiceMap(roles={"Tara": own}), SMALL)

    assert cast.roles["Kennedy"].name == "alto"


def test_the_voice_of_a_character_without_lines_is_kept_for_them() -> None:
    script = script_of(("Kennedy", SHE), silent=[Character("Dawn", gender=SHE)])

    assert names(script, chosen(Dawn="mezzo")) == {"Kennedy": "alto"}
    assert not found(script, chosen(Dawn="mezzo"), "cast-name-unknown")


def test_naming_one_speaker_leaves_the_others_as_they_are() -> None:
    script = script_of(("Kennedy", SHE), ("Giles", HE), ("Tara", SHE), ("Dawn", SHE))
    own = VoiceMap(roles={"Kennedy": Voice("own", "tone", {"pitch": 99})})

    assert names(script) | {"Kennedy": "own"} == names(script, own)


def test_who_loses_a_voice_to_a_named_speaker_gets_the_one_that_became_free() -> None:
    script = script_of(("Kennedy", SHE), ("Tara", SHE), ("Dawn", SHE))

    assert names(script, chosen(Dawn="mezzo")) == {"Kennedy": "girl", "Tara": "alto", "Dawn": "mezzo"}


def test_a_new_minor_character_changes_no_other_voice() -> None:
    some = [("Kennedy", SHE), ("It", WHO), ("Giles", HE), ("Tara", SHE), ("Dawn", SHE), ("Willow", SHE)]

    before, after = names(script_of(*some)), names(script_of(*some, ("Waiter", WHO)))

    assert before.items() <= after.items()


def test_an_alias_in_the_file_stands_for_the_character() -> None:
    script = replace(script_of(("Kennedy", SHE)), characters=(Character("Kennedy", ("the slayer",), SHE),))

    assert names(script, VoiceMap(roles={"the slayer": VOICES["alto"]})) == {"Kennedy": "alto"}


def test_a_name_belongs_to_its_bearer_before_it_is_an_alias_of_another() -> None:
    script = script_of(("Kennedy", SHE), ("Ken", HE))
    script = replace(script, characters=(Character("Kennedy", ("Ken",), SHE), Character("Ken", (), HE)))

    assert names(script, chosen(Ken="bass")) == {"Kennedy": "mezzo", "Ken": "bass"}


@pytest.mark.parametrize("written", ["d'arcy", "D'ARCY", " D’Arcy ", "D’ARCY"])
def test_case_and_the_form_of_the_apostrophe_do_not_matter(written: str) -> None:
    assert names(script_of(("D’Arcy", HE)), VoiceMap(roles={written: VOICES["bass"]})) == {"D’Arcy": "bass"}


def test_a_name_nobody_bears_is_a_warning_that_suggests_one() -> None:
    script = script_of(("Kennedy", SHE))

    assert found(script, chosen(Kenedy="alto"), "cast-name-unknown") == [
        "voices.yaml:2:3: nobody in this manuscript is called 'Kenedy' (did you mean Kennedy?)"
    ]


def test_the_narrator_under_cast_is_told_where_it_belongs() -> None:
    assert "at the top of the file" in found(script_of(("A", SHE)), chosen(Narrator="alto"), "cast-name-unknown")[0]


def test_a_second_name_of_somebody_already_cast_is_a_warning() -> None:
    script = replace(script_of(("Kennedy", SHE)), characters=(Character("Kennedy", ("Ken",), SHE),))

    assert found(script, chosen(Kennedy="alto", Ken="mezzo"), "cast-name-unused") == [
        "voices.yaml:3:3: 'Ken' is another name of Kennedy, already cast as 'Kennedy'; this line is not used"
    ]


def test_two_speakers_given_one_voice_are_a_warning() -> None:
    script = script_of(("Kennedy", SHE), ("Tara", SHE), ("Dawn", SHE))

    assert found(script, chosen(Kennedy="alto", Tara="alto", Dawn="alto"), "voice-shared") == [
        "Kennedy, Tara and Dawn sound alike: all have alto"
    ]


def test_a_speaker_given_the_narrators_voice_is_a_warning() -> None:
    assert found(script_of(("Kennedy", SHE)), chosen(Kennedy="narrator"), "voice-shared") == [
        "the narrator and Kennedy sound alike: all have narrator"
    ]


def test_the_run_lists_who_was_cast_from_the_palette() -> None:
    script = script_of(("Kennedy", SHE), ("Giles", HE))

    assert found(script, chosen(Kennedy="alto"), "cast-automatically") == ["cast from the palette: Giles → tenor"]
    assert cast_script(script, chosen(Kennedy="alto", Giles="bass"), SMALL)[1] == ()


def test_a_palette_used_up_is_said_and_goes_on_with_changed_voices() -> None:
    script = script_of(("A", HE), ("B", HE), ("C", HE), ("D", HE))

    assert names(script) == {"A": "tenor", "B": "bass", "C": "tenor-2", "D": "bass-2"}
    assert found(script, None, "voices-derived") == [
        "the palette has too few voices, so these are other voices at another pitch and pace: C → tenor-2, D → bass-2"
    ]


def test_a_changed_voice_never_bears_the_name_of_a_persons_own() -> None:
    script = script_of(("A", HE), ("B", HE), ("C", HE))

    assert names(script, VoiceMap(voices={"tenor-2": VOICES["alto"]}))["C"] == "tenor-3"


def test_pronunciations_go_with_the_cast() -> None:
    assert cast_script(script_of(), VoiceMap(say={"Giles": "jyles"}), SMALL)[0].say == {"Giles": "jyles"}


def test_a_book_without_dialogue_has_a_narrator() -> None:
    cast, findings = cast_script(script_of(), None, SMALL)

    assert (cast.narrator.name, dict(cast.roles), findings) == ("narrator", {}, ())


@pytest.mark.parametrize("palette", PALETTES)
@settings(max_examples=60, deadline=None)
@given(people=people)
def test_casting_is_deterministic_and_all_voices_differ(
    palette: tuple[Voice, ...], people: list[tuple[str, Gender]]
) -> None:
    script = script_of(*people)

    cast, findings = cast_script(script, None, palette)

    assert (cast, findings) == cast_script(script, None, palette)
    assert set(cast.roles) == set(script.speakers)
    assert len({sound_of(voice) for voice in (cast.narrator, *cast.roles.values())}) == len(cast.roles) + 1


@settings(max_examples=60, deadline=None)
@given(people=people, data=st.data())
def test_whoever_is_named_all_other_voices_differ_from_theirs(
    people: list[tuple[str, Gender]], data: st.DataObject
) -> None:
    named = data.draw(
        st.dictionaries(st.sampled_from([name for name, _ in people]), st.sampled_from(SMALL))
        if people
        else st.just({})
    )
    script = script_of(*people)

    cast, _ = cast_script(script, VoiceMap(roles=named, places=dict.fromkeys(named, "")), SMALL)

    unnamed = [voice for speaker, voice in cast.roles.items() if speaker not in named]
    theirs = {sound_of(voice) for voice in (cast.narrator, *named.values())}
    assert not theirs & {sound_of(voice) for voice in unnamed}
    assert len({sound_of(voice) for voice in unnamed}) == len(unnamed)
    assert named.items() <= cast.roles.items()


@settings(max_examples=60, deadline=None)
@given(people=people, gender=st.sampled_from(Gender))
def test_whoever_comes_last_changes_nobodys_voice(people: list[tuple[str, Gender]], gender: Gender) -> None:
    before, after = names(script_of(*people)), names(script_of(*people, ("Waiter", gender)))

    assert before.items() <= after.items()


@pytest.mark.parametrize("palette", PALETTES)
def test_five_hundred_speakers_have_five_hundred_voices_within_seconds(palette: tuple[Voice, ...]) -> None:
    script = script_of(*((f"P{number:03}", list(Gender)[number % 3]) for number in range(500)))
    start = time.process_time()

    cast, _ = cast_script(script, None, palette)

    assert time.process_time() - start < 10
    assert len({sound_of(voice) for voice in (cast.narrator, *cast.roles.values())}) == 501


def test_even_five_hundred_voices_sound_different_to_the_engine() -> None:
    engine = load("espeak")
    script = script_of(*((f"P{number:03}", list(Gender)[number % 3]) for number in range(500)))

    cast, _ = cast_script(script, None, PALETTE)

    assert len({engine.recipe(voice) for voice in (cast.narrator, *cast.roles.values())}) == 501


def test_a_file_for_a_whole_fandom_is_answered_in_time() -> None:
    roles = {f"Name {number}": VOICES["alto"] for number in range(10_000)}
    script = script_of(*((f"P{number:03}", SHE) for number in range(200)))
    start = time.process_time()

    _, findings = cast_script(script, VoiceMap(roles=roles, places=dict.fromkeys(roles, "voices.yaml:1:1")), SMALL)

    assert time.process_time() - start < 10
    assert sum(isinstance(one, Finding) and one.code == "cast-name-unknown" for one in findings) == 10_000


def test_whom_the_narrator_reads_for_in_all_they_say_needs_no_voice() -> None:
    thought = Utterance(9, 10, "x", Kind.THOUGHT, Place(1, 1, 10), "Tara", 0.8, Basis.IMPLICIT)
    script = script_of(("Kennedy", SHE))
    script = replace(
        script, utterances=(*script.utterances, thought), characters=(*script.characters, Character("Tara"))
    )
    given = VoiceMap(narrated=frozenset({Kind.THOUGHT}), roles={"Tara": SMALL[3]}, places={"Tara": "voices.yaml:2:3"})

    cast, findings = cast_script(script, given, SMALL)
    both, _ = cast_script(script, None, SMALL)

    assert list(cast.roles) == ["Kennedy"]
    assert cast.voice_for(thought) is cast.narrator
    assert not [one for one in findings if one.code.startswith("cast-name")]
    assert set(both.roles) == {"Kennedy", "Tara"}
    assert both.voice_for(thought) is both.roles["Tara"]
