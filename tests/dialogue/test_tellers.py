"""Who tells the story."""

import pytest
from drafts import parse
from hearing import utterances

from narrate.dialogue.attribution import Attribution
from narrate.dialogue.characters import discover
from narrate.dialogue.names import Names
from narrate.dialogue.tellers import person_of, teller_of
from narrate.model import Character

STORY = (
    'Tom came in. "You look tired, Jo," he said.\n\n"I am," I said.\n\nTom laughed. "Go to bed, Jo."\n\n'
    '"I will, Tom," I said, and I went. I left Tom in the kitchen.'
)


def teller(text: str) -> str | None:
    found = utterances(text)
    characters = discover(found)
    who = teller_of(found, Names(characters), person_of(found))
    return None if who is None else characters[who].name


def test_whom_others_call_and_the_narration_never_names_tells_the_story() -> None:
    assert teller(STORY) == "Jo"


def test_whom_only_the_teller_calls_does_not() -> None:
    assert teller(STORY.replace(", Jo", "")) is None


@pytest.mark.parametrize(
    ("text", "person"),
    [(STORY, "i"), ("You sat down. Your tea was cold. You drank it.", "you"), ("Tom sat down. Ann left.", "")],
)
def test_the_pronoun_of_the_teller(text: str, person: str) -> None:
    assert person_of(utterances(text)) == person


def test_a_person_may_say_who_the_narrator_is() -> None:
    text = 'I ran home. My feet hurt.\n\n"Stop," I said. I meant it.\n\nI fell.'
    script = Attribution(parse(text, "story"), utterances(text), (Character("Anna", ("Anna", "Narrator")),)).script()

    assert [one.speaker for one in script.utterances if one.speaker] == ["Anna"]
    assert [one.name for one in script.characters] == ["Anna"]
