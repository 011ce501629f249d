"""How a line is said, by the author's words and marks: a table of what is told, and of what only seems to be."""

import re
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.manner import MANNERS, PLAIN, PLAINLY, manner_of, unknown, with_manners
from narrate.model import Character, Gender, Kind, Manner, Place, Script, Utterance, identified

TARA = Character("Tara Maclay", ("Tara Maclay", "Tara", "the witch"), Gender.FEMALE)
GILES = Character("Giles", ("Giles", "Rupert"), Gender.MALE)
_PIECE = re.compile(r"“[^”]*”?|[^“]+")


def script_of(text: str, speaker: str = TARA.name, *, teller: str = "", continues: bool = False) -> Script:
    """*text* as a script: what is in quotation marks is said by *speaker*; an empty line ends a paragraph."""
    utterances = []
    for number, paragraph in enumerate(text.split("\n\n"), start=1):
        for piece in _PIECE.finditer(paragraph):
            said = piece[0].startswith("“")
            kind, who = (Kind.QUOTATION, speaker) if said else (Kind.NARRATION, None)
            goes_on = continues and said and any(one.kind is kind for one in utterances)
            utterances.append(Utterance(0, 0, piece[0].strip(), kind, Place(1, 1, number), who, continues=goes_on))
    utterances = [one for one in utterances if one.text]
    return Script("", "", "en", ("",), (TARA, GILES), identified(utterances), teller=teller)


def manners(script: Script) -> list[str]:
    return [one.manner for one in with_manners(script).utterances if one.kind is Kind.QUOTATION]


TOLD = [
    # verbs of speech, in every order
    ("“Come,” whispered Tara.", "whispered"),
    ("“Come,” Tara whispered.", "whispered"),
    ("“Come,” she whispers.", "whispered"),
    ("“Come,” the witch breathed in his ear.", "whispered"),
    ("“Don't look,” hissed Tara.", "whispered"),
    ("“Come here!” she shouted.", "shouted"),
    ("“Come here,” Tara yelled.", "shouted"),
    ("“Dinner,” called Tara from the kitchen.", "shouted"),
    ("“Out!” bellowed the witch.", "shouted"),
    ("“Out!” shrieked Tara.", "screamed"),
    ("“No,” she sobbed.", "sobbed"),
    ("“No,” Tara wept.", "sobbed"),
    ("“Mine,” growled Tara.", "growled"),
    ("“What now?” she snapped.", "snapped"),
    ("“Water,” she gasped.", "breathlessly"),
    ("“You fool,” Tara laughed.", "laughed"),
    ("“I know,” she murmured.", "softly"),
    ("“I know,” muttered Tara.", "softly"),
    ("“I know.” sighed Tara.", "sighed"),
    ("“I am,” she stammered.", "hesitantly"),
    ("“I suppose,” drawled Tara.", "slowly"),
    ("“I did it,” she blurted.", "quickly"),
    ("“A whale!” cried Tara.", "exclaimed"),
    ("“A whale,” Tara exclaimed.", "exclaimed"),
    ("“Come,” she half-whispered.", "whispered"),
    ("“Come,” she almost shouted.", "shouted"),
    # adverbs and phrases beside a verb that tells nothing
    ("“Come,” said Tara softly.", "softly"),
    ("“Come,” she softly said.", "softly"),
    ("“Come,” Tara said, very quietly.", "softly"),
    ("“Come,” she said, slowly and softly.", "softly"),
    ("“Come,” she said in a low voice.", "softly"),
    ("“Come,” she said, lowering her voice.", "softly"),
    ("“Come,” she said, her voice low.", "softly"),
    ("“Come,” she said under her breath.", "whispered"),
    ("“Come,” she said in a hoarse whisper.", "whispered"),
    ("“Come,” she said, her voice barely above a whisper.", "whispered"),
    ("“Come,” she said, no louder than a whisper.", "whispered"),
    ("“Come,” she said at the top of her lungs.", "screamed"),
    ("“Come,” she said, raising her voice.", "shouted"),
    ("“Come,” she said angrily.", "snapped"),
    ("“Come,” she said in a rush.", "quickly"),
    ("“Come,” she said slowly.", "slowly"),
    ("“Come,” she said through her tears.", "sobbed"),
    ("“Come,” she said, sobbing.", "sobbed"),
    ("“Come,” she said, laughing.", "laughed"),
    ("“Come,” she said with a laugh.", "laughed"),
    ("“Come,” she said with a weary sigh.", "sighed"),
    ("“Come,” she said, out of breath.", "breathlessly"),
    ("“Come,” she said between clenched teeth.", "growled"),
    ("“Come,” she said, her voice shaking.", "hesitantly"),
    ("“Come,” she said hesitantly.", "hesitantly"),
    # in front of what is said, and as a sentence of its own
    ("She whispered, “Come.”", "whispered"),
    ("Tara leaned closer and whispered, “Come.”", "whispered"),
    ("Then she said, in a low voice, “Come.”", "softly"),
    ("She screamed: “Come.”", "screamed"),
    ("She lowered her voice. “Come.”", "softly"),
    ("Her voice shook. “Come.”", "hesitantly"),
    ("Tara sighed. “Come.”", "sighed"),
    ("“Come.” Her voice was barely a whisper.", "whispered"),
    ("“Come.” It was barely more than a whisper.", "whispered"),
    ("“Come.” She whispered.", "whispered"),
    ("(whispering) “Come.”", "whispered"),
    # marks and letters
    ("“Come here!!” said Tara.", "shouted"),
    ("“COME HERE,” said Tara.", "shouted"),
    ("“TARA!”", "shouted"),
    ("“Come here!”", "exclaimed"),
    ("“You did what?!”", "exclaimed"),
    ("“I … I don't know.”", "hesitantly"),
    ("“W-what is it?”", "hesitantly"),
    ("“I--I can't.”", "hesitantly"),
    ("“I thought... maybe you could...”", "hesitantly"),
    # the author's words before the marks, and the strongest of several
    ("“Come here!” she whispered.", "whispered"),
    ("“GO!” she screamed.", "screamed"),
    ("“GO!” she cried.", "shouted"),
    ("“Come,” she whispered, laughing softly.", "whispered"),
]
TRAPS = [
    # negated, not real, not now
    "“Come,” she said. She did not shout.",
    "“Come,” Tara said without raising her voice.",
    "“Come,” she said, not softly.",
    "“Come,” she said. He never whispered.",
    "“Come,” she said, not quite under her breath.",
    "“Come,” she said after he had shouted.",
    "“Come,” she said as he whispered to the dog.",
    "“Come,” she wanted to shout.",
    "“Come,” she could have screamed.",
    "“Come.” She stopped shouting.",
    "“Come,” she said, and her voice did not shake.",
    "“Come,” she said in a voice like any other.",
    # somebody or something else
    "“Come,” said Tara, and Giles whispered.",
    "“Come.” Giles sighed.",
    "“Come.” He whispered.",
    "Giles laughed. “Come.”",
    "His voice was low. “Come.”",
    "“Come,” she told the sobbing child.",
    "“Come,” she said to the softly spoken man.",
    "“Come,” she said, closing the door softly.",
    "“Come,” she said, quietly closing the door.",
    "“Come,” said Tara, who had laughed all day.",
    "The dog growled. “Come.”",
    "Her whispered words were lost. “Come.”",
    "“Come.” She called the police.",
    "She laughed, and then she was sorry and put down the cup. “Come.”",
    "“Come.” She laughed and went away.",
    "“Come,” she said, breathing hard.",
    "“Come,” she said, snapping her fingers.",
    "“Come,” said the voice from the floor.",
    "A scream rang out in the street. “Come.”",
    "“Come,” she said. In the next room somebody was shouting.",
    "They shouted for an hour, and slept.\n\n“Come.”",
    # marks that say nothing
    "“Come to the FBI.”",
    "“I did NOT say that, and you know it.”",
    "“The USA.”",
    "“I.”",
    "“Oh, no! It is gone. Who took it? I had it here.”",
    "“I thought so...”",
    "“Hello? … Yes, this is Tara. … No.”",
    "“Nan—”",
    "“A re-run.”",
    "“…”",
]


@pytest.mark.parametrize(("text", "manner"), TOLD)
def test_a_line_is_said_as_its_author_tells(text: str, manner: str) -> None:
    assert manners(script_of(text)) == [manner]


@pytest.mark.parametrize("text", TRAPS)
def test_what_only_seems_to_tell_of_a_line_changes_nothing(text: str) -> None:
    assert manners(script_of(text)) == [""]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("“Come,” she whispered, “and stay.”", ["whispered", "whispered"]),
        ("“Come,” she whispered. “Stay with me.”", ["whispered", "whispered"]),
        ("“Come,” she said, then whispered, “and stay.”", ["", "whispered"]),
        ("“Come,” she whispered. She got up, and it rained. Nobody saw. “Stay.”", ["whispered", ""]),
        ("“Come,” she said. “Stay!” she shouted.", ["", "shouted"]),
        ("“Come!” she cried. “I have waited.”", ["exclaimed", ""]),
    ],
)
def test_what_goes_on_behind_a_speech_tag_goes_on_in_its_manner(text: str, told: list[str]) -> None:
    assert manners(script_of(text)) == told


def test_a_turn_of_several_paragraphs_is_said_in_one_manner() -> None:
    assert manners(script_of("“Come,” she whispered. “Stay.\n\n“And sleep.”", continues=True)) == ["whispered"] * 3


def test_the_next_speaker_speaks_plainly_again() -> None:
    script = script_of("“Come,” she whispered. “Why?”")
    *others, answer = script.utterances

    assert manners(replace(script, utterances=(*others, replace(answer, speaker=GILES.name)))) == ["whispered", ""]


@pytest.mark.parametrize(("teller", "manner"), [(TARA.name, "whispered"), ("", "whispered"), (GILES.name, "")])
def test_i_is_whoever_tells_the_story(teller: str, manner: str) -> None:
    assert manners(script_of("“Come.” I whispered.", teller=teller)) == [manner]


def test_a_tag_that_names_somebody_else_is_not_believed() -> None:
    assert manners(script_of("“Come,” Giles whispered.")) == [""]
    assert manners(script_of("“Come,” whispered Giles.", GILES.name)) == ["whispered"]
    assert manners(script_of("“Come,” she whispered.", GILES.name)) == [""]


@pytest.mark.parametrize("given_", ["shouted", PLAINLY])
def test_what_a_person_gave_stays(given_: str) -> None:
    script = script_of("“Come,” she whispered.")
    line, tag = script.utterances

    assert manners(replace(script, utterances=(replace(line, manner=given_), tag))) == [given_]


def test_only_what_is_said_aloud_is_given_a_manner_and_what_is_thought_has_its_kinds() -> None:
    script = script_of("“Come!” she whispered.")
    for kind in (Kind.THOUGHT, Kind.MESSAGE, Kind.LETTER):
        line = replace(script.utterances[0], kind=kind)
        changed = with_manners(replace(script, utterances=(line, *script.utterances[1:])))

        assert changed.utterances[0].manner == ""
        assert manner_of(line) == MANNERS.get(kind, PLAIN)
    assert manner_of(script.utterances[1]) == PLAIN


def test_a_persons_table_goes_before_ours_and_what_it_lacks_is_as_usual() -> None:
    line = replace(script_of("“Come.”").utterances[0], manner="whispered")

    assert manner_of(line, {"whispered": Manner(rate=0.5)}) == Manner(rate=0.5)
    assert manner_of(line, {"shouted": PLAIN}) == MANNERS["whispered"]
    assert manner_of(line, {"whispered": PLAIN}) == manner_of(replace(line, manner=PLAINLY)) == PLAIN


def test_every_manner_is_a_small_change_to_a_voice() -> None:
    for name, manner in MANNERS.items():
        assert 0.8 <= manner.rate <= 1.2, name
        assert abs(manner.pitch) <= 4, name
        assert 0.4 <= manner.range <= 1.4, name
        assert -5 <= manner.gain <= 3, name
        assert 0 <= manner.breath <= 0.5, name
        assert (manner == PLAIN) == (name == PLAINLY)


def test_loud_is_higher_and_louder_and_soft_lower_and_softer() -> None:
    plain, soft, whisper = PLAIN, MANNERS["softly"], MANNERS["whispered"]
    cry, shout, scream = MANNERS["exclaimed"], MANNERS["shouted"], MANNERS["screamed"]
    order = [whisper, soft, plain, cry, shout, scream]

    assert [one.pitch for one in order] == sorted(one.pitch for one in order)
    assert [one.gain for one in order] == sorted(one.gain for one in order)


def test_an_unknown_manner_is_told_the_nearest() -> None:
    assert unknown("wispered").startswith("no manner 'wispered' (did you mean whispered? known: whispered, ")
    assert unknown("xyzzy").startswith("no manner 'xyzzy' (known: ")


words = st.sampled_from(
    "“Come,” “No!” “I…” she he Tara Giles whispered shouted softly said in a low voice , . — and not her tears".split()
)
texts = st.lists(st.one_of(words, st.text(max_size=8)), max_size=30).map(" ".join)


@given(texts, st.booleans())
@settings(deadline=None)
def test_nothing_but_manners_changes_and_a_second_time_nothing(text: str, continues: bool) -> None:
    script = script_of(text, continues=continues)
    once = with_manners(script)

    plain = [replace(one, manner="") for one in once.utterances]
    assert replace(once, utterances=tuple(plain)) == script
    assert {one.manner for one in once.utterances} <= {"", *MANNERS}
    assert with_manners(once) == once


def test_hostile_narration_is_read_in_linear_time() -> None:
    seconds = []
    for size in (4_000, 32_000):
        one = script_of("“Come,” " + "in a low " * size + "said, “I… I-I!” " + "voice ' " * size)
        many = script_of("“I… a,” she said softly. " * (size // 4))
        start = time.process_time()
        with_manners(one)
        with_manners(many)
        seconds.append(time.process_time() - start)

    assert seconds[1] < 20 * seconds[0] + 0.3  # eight times as much; a step that is quadratic takes 64 times as long
