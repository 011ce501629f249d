"""What people in a story write, in plain paragraphs: letters, diary entries, messages, chats, a play's lines."""

from collections.abc import Sequence

from narrate.manuscripts.draft import Block
from narrate.manuscripts.settling.chats import marked_chats
from narrate.manuscripts.settling.letters import marked_letters


def marked(text: str, blocks: Sequence[Block]) -> list[Block]:
    """*blocks* of *text*, settled and in order, those of prose that are written given their kind and speaker.

    Labels and times before what is said or typed become skipped blocks. The words covered stay the same.
    """
    return marked_chats(text, marked_letters(text, blocks))
