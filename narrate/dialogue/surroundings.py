"""Where narration stands around a turn, and what is told there."""

from collections.abc import Sequence

from narrate.dialogue.reading import Acted
from narrate.dialogue.story import Story
from narrate.dialogue.turns import Turn

POSITIONS = ("before", "after", "lead", "lead2", "follow", "tail", "head", "head_after")
"""Where narration stands: before and behind the words in their paragraph; the paragraph of narration before, the one
before that, and the one after; what ends the paragraph of the turn before, begins and follows the words of the next."""
BEHIND = frozenset({"after", "follow", "head", "head_after"})
"""Of those, the ones behind the words, where the first act is the nearest."""

Told = dict[str, list[Acted]]
"""What is told, by position."""


def told_around(story: Story, turns: Sequence[Turn], number: int) -> Told:
    """What is told around the turn *number* of *turns*, up to those beside it."""
    turn, paragraphs = turns[number], story.paragraphs
    before = turns[number - 1] if number else None
    behind = turns[number + 1] if number + 1 < len(turns) else None
    told = _beside(story, turn, before, behind)
    if turn.first and not story.speaks(turn.first - 1):
        told["lead"] = _paragraph(story, turn.first - 1)
        if turn.first > 1 and not story.speaks(turn.first - 2):
            told["lead2"] = _paragraph(story, turn.first - 2)
    elif before and before.last == turn.first - 1:
        told["tail"] = story.acts_in(before.pieces[-1] + 1, paragraphs[turn.first - 1][-1] + 1)
    if turn.last + 1 < len(paragraphs) and not story.speaks(turn.last + 1):
        told["follow"] = _paragraph(story, turn.last + 1)
    elif behind and behind.first == turn.last + 1:
        told["head"] = story.acts_in(paragraphs[turn.last + 1][0], behind.pieces[0])
        told["head_after"] = story.acts_in(behind.pieces[0] + 1, paragraphs[turn.last + 1][-1] + 1)
    return told


def _beside(story: Story, turn: Turn, before: Turn | None, behind: Turn | None) -> Told:
    """What is told in the turn's own paragraphs, before its words, and between or behind them."""
    start, end = turn.pieces[0], turn.pieces[-1]
    begins, ends = story.paragraphs[turn.first][0], story.paragraphs[turn.last][-1] + 1
    if before and before.last == turn.first:
        begins = before.pieces[-1] + 1
    if behind and behind.first == turn.last:
        ends = behind.pieces[0]
    after = story.acts_in(start + 1, end) or story.acts_in(end + 1, ends)
    return {"before": story.acts_in(begins, start), "after": after}


def _paragraph(story: Story, number: int) -> list[Acted]:
    there = story.paragraphs[number]
    return story.acts_in(there[0], there[-1] + 1)
