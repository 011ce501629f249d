"""Letters, diaries, messages, chats and plays in plain paragraphs."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.manuscripts.draft import Block, Role
from narrate.manuscripts.settling.writings import marked
from narrate.model import Kind

Told = tuple[str, str | None, str]
"""What a block is, who speaks, its words."""


def blocks_of(text: str) -> list[Block]:
    """Paragraphs by blank lines; *** is a break, "Chapter" begins a heading."""
    out = []
    for match in re.finditer(r"\S(?:[^\n]|\n(?!\s*\n))*", text):
        words = match[0].rstrip()
        role = Role.BREAK if words == "***" else Role.CHAPTER if words.startswith("Chapter") else Role.PROSE
        out.append(Block(match.start(), match.start() + len(words), role))
    return out


def told(text: str) -> list[Told]:
    """The text's blocks after marking: prose by kind, the others by their reason or role."""
    return [
        (
            one.kind.value if one.role is Role.PROSE else one.reason or one.role.name,
            one.speaker,
            text[one.start : one.end],
        )
        for one in marked(text, blocks_of(text))
    ]


def messages(text: str) -> list[tuple[str | None, str]]:
    return [(speaker, words) for kind, speaker, words in told(text) if kind in ("message", "quotation")]


def letters(text: str) -> list[tuple[str | None, str]]:
    return [(speaker, words) for kind, speaker, words in told(text) if kind == "letter"]


def test_a_message_is_told_without_its_time() -> None:
    assert told("[Sent 21:14] where r u??") == [
        ("timestamp", None, "[Sent 21:14]"),
        ("message", None, "where r u??"),
    ]


def test_labels_in_bold_name_who_typed() -> None:
    assert told("**Ann:** u up?\n**Ben:** no") == [
        ("speaker label", None, "**Ann:**"),
        ("message", "Ann", "u up?"),
        ("speaker label", None, "**Ben:**"),
        ("message", "Ben", "no"),
    ]


@pytest.mark.parametrize(
    "chat",
    [
        "Ann: u up?\nBen: no",
        "Ann: u up?\n\nBen: no",
        "*Ann:* u up?\n*Ben:* no",
        "**Ann**: u up?\n**Ben**: no",
        "<Ann> u up?\n<Ben> no",
        "[21:14] Ann: u up?\n[21:15] Ben: no",
        "Ann (21:14): u up?\nBen (21:15): no",
        "12/03/2020, 21:14 - Ann: u up?\n12/03/2020, 21:15 - Ben: no",
        "9:14 pm Ann: u up?\n9:15 pm Ben: no",
    ],
)
def test_every_usual_sort_of_chat_is_known(chat: str) -> None:
    assert messages(chat) == [("Ann", "u up?"), ("Ben", "no")]


def test_handles_are_names() -> None:
    assert messages("<ann> brb\n<ben> k\n<ann> back") == [("ann", "brb"), ("ben", "k"), ("ann", "back")]
    assert messages("@xander_h: lol\n@will: rofl") == [("@xander_h", "lol"), ("@will", "rofl")]


def test_who_takes_turns_need_not_have_a_name() -> None:
    story = "Her mom was at home.\n\nMom: where are you\n\nMe: out\n\nMom: come home"

    assert messages(story) == [("Mom", "where are you"), ("Me", "out"), ("Mom", "come home")]


def test_prose_may_stand_between_lines_of_people_who_are_known() -> None:
    story = "She thought of Ann and Ben.\n\nAnn: u up?\n\nShe waited.\n\nBen: no"

    assert messages(story) == [("Ann", "u up?"), ("Ben", "no")]
    assert told(story)[3] == ("narration", None, "She waited.")


def test_a_message_goes_on_below_and_keeps_its_quotation_marks() -> None:
    assert messages('Ann: "u up?"\nor not\nBen: no') == [("Ann", '"u up?"\nor not'), ("Ben", "no")]


@pytest.mark.parametrize(
    "prose",
    [
        "Note: this is long.",
        "Time: noon\n\nPlace: the crypt",
        "She said: go\n\nShe said: stay",
        "Name: Ann\nAge: 16\n\nName: Ben\nAge: 17",
        "**Rating:** T\n**Pairing:** Ann/Ben",
        "Monday: eggs\nTuesday: ham\nMonday: eggs",
        "Buffy: Sarah\nWillow: Alyson\nXander: Nicholas",
        "Strength: 12\nAgility: 10\n\nStrength: 13\nAgility: 11",
        "London: fog.\n\nShe slept.\n\nParis: rain.",
        "From: Ann\nTo: Ben\nSubject: no",
        "Ann: she was the one.",
        "<Yes> she sent.\n\n<No> he sent.",
        "[10:32 PM] The room was dark.",
        "Step One: run\nStep Two: hide",
        "Dear Mother: I am well.\n\nDear Father: I am not.",
        "One thing was certain: he would go.\nAnother: he would not return.",
        "He told her what he\nwanted: her\nlove: nothing",
    ],
)
def test_other_colons_and_brackets_are_no_labels(prose: str) -> None:
    assert [kind for kind, _, _ in told(prose)] == ["narration"] * len(blocks_of(prose))


def test_names_in_capitals_are_those_of_a_play() -> None:
    assert told("MAURY: (Yawning) Who is it?\n\nANN O'HARA: Me.") == [
        ("speaker label", None, "MAURY:"),
        ("narration", None, "(Yawning)"),
        ("quotation", "Maury", "Who is it?"),
        ("speaker label", None, "ANN O'HARA:"),
        ("quotation", "Ann O'Hara", "Me."),
    ]


PLAY = """ALGERNON. Did you hear what I was playing?

LANE. [Coldly.] I didn't think it polite (to tell the truth), sir.

ALGERNON.
I'm sorry for that. Lane. Yes.

[Enter Jack.]

LANE. Mr. Worthing. [Exit.]

Jack. Oh!

Jack. Ah!"""


def test_a_play_is_known_by_its_cues() -> None:
    assert messages(PLAY) == [
        ("Algernon", "Did you hear what I was playing?"),
        ("Lane", "I didn't think it polite (to tell the truth), sir."),
        ("Algernon", "I'm sorry for that. Lane. Yes."),
        ("Lane", "Mr. Worthing."),
        ("Jack", "Oh!"),
        ("Jack", "Ah!"),
    ]
    assert [words for kind, _, words in told(PLAY) if kind == "narration"] == ["[Coldly.]", "[Enter Jack.]", "[Exit.]"]


def test_what_is_told_beside_a_name_is_narrated() -> None:
    assert told("Ann [on the phone]: hi\nBen: ho")[:4] == [
        ("speaker label", None, "Ann"),
        ("narration", None, "[on the phone]"),
        ("speaker label", None, ":"),
        ("message", "Ann", "hi"),
    ]


SIGNED = {
    "Dear Mom,\n\nI have to go.\n\nLove,\nTara": "Tara",
    "Dear Mom,\n\nI have to go.\n\nLove, Tara": "Tara",
    "My dearest Watson,\n\nCome at once.\n\nYours ever,\n\nSherlock Holmes": "Sherlock Holmes",
    "Sir,–\n\nI beg to decline.\n\nS. H.": "S. H.",
    "Dear Mrs. Summers,\nYour daughter is late.\nSincerely,\nR. SNYDER": "R. Snyder",
    "Hey Will,\n\nGone out.\n\n—B.": "B.",
    "Dear Diary,\n\nI like her.\n\n~Fluttershy": "Fluttershy",
    "London, 3 May 1890\n\nMy own darling Ann:--\n\nI am well.\n\nYours till death": None,
    "Dear Mom,\n\nI go.\n\nLove,\n\nTara\n\nP.S. Feed the cat.": "Tara",
    "“Tuesday.\n\n“Dearest Meg,\n\n“It is old, and ‘little’.\n\n“I am glad.\n\n“HELEN.”": "Helen",
    "“MY DEAR ANN,--\n\n“You will laugh. Yours ever,\n\n“LYDIA BENNET.”": "Lydia Bennet",
    "“My dearest Mina,\n\n“I am happy.\n\n“Lucy.\n\n“P.S. This is a secret.\n\n“L.”": "Lucy",
    "“My Friend.--Welcome.\n\n“Your friend,\n\n“DRACULA.”": "Dracula",
    '"Dear Sir,"\n\n"I congratulate you."\n\n"Yours, etc."': None,
}


@pytest.mark.parametrize("letter", SIGNED)
def test_a_letter_is_its_writers_from_date_to_signature(letter: str) -> None:
    around = f"She took it out and read it.\n\n{letter}\n\nShe put it down."

    assert letters(around) == [(SIGNED[letter], words) for words in letter.split("\n\n")]


@pytest.mark.parametrize(
    "prose",
    [
        "“Dear me,” said Ann.\n\n“My dear Watson,”\n\n“What?”\n\n“Holmes.”",
        "Dear Mom,\n\nI go.\n\nShe stopped.\n\n“Are you coming?” asked Ben.\n\nYours,\nTara",
        "Dear Mom,\n\nI go.\n\nShe put down the pen and slept.",
        "Dear Mom, she thought, was late.\n\nLove,\nTara",
        "“Sir,”\n\n“Your daughter is late.”\n\n“Yours truly,” he said.",
        "Hello.\n\nHe waved.\n\nXander",
        "Tara\n\nLove,\nTara",
        "To\nMy Dear Friend\nHommy-Beg",
    ],
)
def test_a_salutation_alone_makes_no_letter(prose: str) -> None:
    assert letters(prose) == []


def test_a_letter_without_a_signature_stands_between_breaks() -> None:
    assert letters("He left.\n\n***\n\nDear Mom,\n\nI go.\n\n***\n\nHe slept.") == [
        (None, "Dear Mom,"),
        (None, "I go."),
    ]


def test_a_diarys_entry_goes_to_the_next() -> None:
    diary = "Chapter 1\n\nDear Diary,\n\nI like her.\n\nDear Diary,\n\nI love her.\n\nChapter 2\n\nHe slept."

    assert [words for _, words in letters(diary)] == ["Dear Diary,", "I like her.", "Dear Diary,", "I love her."]


def test_a_diary_with_dialogue_stays_a_story() -> None:
    assert letters("Chapter 1\n\nDear Diary,\n\nShe came.\n\n“Hello,” she said.\n\nChapter 2") == []


def test_a_heading_below_a_postscript_is_no_signature() -> None:
    told_on = "Dear Ann,\n\nI go.\n\nLove,\nLucy\n\nP.S. Come.\n\nDr. Seward’s Diary.\n\nHe slept."

    assert [words for _, words in letters(told_on)][-1] == "P.S. Come."


def test_letters_do_not_reach_over_a_break() -> None:
    assert letters("Dear Mom,\n\nI go.\n\nChapter 2\n\nHe woke.\n\nLove,\nTara") == []


def test_what_a_format_has_told_stays() -> None:
    text = "Ann: hi\nBen: ho"

    for block in (Block(0, len(text), kind=Kind.THOUGHT), Block(0, len(text), Role.CHAPTER)):
        assert marked(text, [block]) == [block]


LINES = st.sampled_from(
    """Dear Mom,|Dear Diary,|“Dear Meg,|Love,|Love, Tara|Yours ever,|Tara|HELEN.|“HELEN.”|S. H.|~Ann|—J.|P.S. More.
Ann: hi|Ben: no|ANN: Me.|BEN. You.|ANN.|<ann> brb|[21:14] Ann: hi|[21:14] what|[Sent 9:05] ok|**Ann:** hi|_Ben_: ho
Ann (21:14): hi|ANN: (low) No [Exit] yes|:|Ann:|<>|[]|“Hello,” she said.|She went out.|***|Chapter 1|Note: a|3 May.
\u2003Ann: hi|ANN: (low)|ANN: [Exit]|[1:11] -|Love, |"Dear Sir,"|"Yours, etc."|12/03/2020, 21:14 - Ann: hi""".replace(
        "\n", "|"
    ).split("|")
)
TEXTS = st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n\n", "\r\n", " "])), max_size=25).map(
    lambda lines: "".join(line + end for line, end in lines)
)


@given(TEXTS)
def test_blocks_stay_in_order_and_cover_the_same_words(text: str) -> None:
    before = blocks_of(text)

    after = marked(text, before)

    covered = [at for one in after for at in range(one.start, one.end)]
    assert covered == sorted(set(covered))
    wanted = {at for one in before for at in range(one.start, one.end)}
    assert set(covered) <= wanted
    assert not any(text[at].strip() for at in wanted - set(covered))
    assert all(text[one.start : one.end].strip() == text[one.start : one.end] != "" for one in after)


@given(TEXTS)
def test_only_narration_is_marked_and_only_labels_are_skipped(text: str) -> None:
    before = blocks_of(text)

    after = marked(text, before)

    assert [one for one in before if one.role is not Role.PROSE] == [
        one for one in after if one.role not in (Role.PROSE, Role.SKIPPED)
    ]
    assert {one.reason for one in after if one.role is Role.SKIPPED} <= {"speaker label", "timestamp"}


@pytest.mark.parametrize(
    "piece",
    [
        "Ann: ",
        "<a",
        "[1:11] ",
        "[",
        "(",
        "Dear ",
        "Dear x,\n\n",
        "“Dear x,\n\n“y\n\n",
        "Yours, ",
        "MAURY: [\n\n",
        " ",
        "a:\n",
    ],
)
def test_time_grows_with_the_text_alone(piece: str) -> None:
    text = "Ann: hi\nAnn: " + piece * (100_000 // len(piece)) + "x"
    blocks = blocks_of(text)

    started = time.process_time()
    marked(text, blocks)

    assert time.process_time() - started < 2


def test_a_direction_that_is_a_sentence_is_narrated_within_a_plays_line() -> None:
    play = "ANNA. That is not true. (She sits.) Your daughter (the elder) called.\n\nTOM. No.\n\nANNA. Yes.\n\nTOM. Oh."

    assert [one for one in told(play) if one[0] != "speaker label"][:3] == [
        ("quotation", "Anna", "That is not true."),
        ("narration", None, "(She sits.)"),
        ("quotation", "Anna", "Your daughter (the elder) called."),
    ]


def test_a_list_below_a_chat_is_said_by_nobody() -> None:
    chat = "Ann: hi\n\nBob: hey\n\nAnn: shop?\n\nBob: yes"

    for items in ("Eggs: two\n\nMilk: one", "Eggs: two\nMilk: one"):
        assert [name for name, _ in messages(f"{chat}\n\nThe list said:\n\n{items}")] == ["Ann", "Bob", "Ann", "Bob"]


def test_who_joins_a_chat_late_is_heard() -> None:
    for text in (
        "Ann: hi\n\nBob: hey\n\nAnn: so?\n\nCleo: yes",
        "Ann: hi\n\nBob: hey\n\nAnn: so?\n\nCleo: yes\n\nDave: no\n\nCleo and Dave laughed.",
    ):
        assert "Cleo" in [name for name, _ in messages(text)]


def test_a_name_in_capitals_and_without_is_one_speaker() -> None:
    assert {name for name, _ in messages("MCGEE: Well?\nABBY: No.\nMcGee: And now?\nABBY: Yes.")} == {"McGee", "Abby"}
    assert {kind for kind, name, _ in told("RON: Well?\nABBY: No.\nRon: So?\nABBY: Yes.") if name} == {"quotation"}
    play = "RON. Well?\n\nABBY. No.\n\nRon. And now?\n\nABBY. Yes.\n\nRON. Good."
    assert [name for name, _ in messages(play)] == ["Ron", "Abby", "Ron", "Abby", "Ron"]
