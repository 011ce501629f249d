"""Finds where a text names the characters."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence

from narrate.model import Character

Mention = tuple[int, int, tuple[int, ...]]
"""Start and end of a name in a text, and the numbers of the characters it may mean."""


class Names:
    """Finds the characters' aliases in a text, whole words only and the longest first."""

    def __init__(self, characters: Sequence[Character]) -> None:
        numbers: defaultdict[str, list[int]] = defaultdict(list)
        for number, character in enumerate(characters):
            for alias in {" ".join(alias.split()) for alias in (*character.aliases, character.name)}:
                numbers[alias].append(number)
                if alias.startswith("the "):
                    numbers["The " + alias[4:]].append(number)
        self._numbers = {alias: tuple(who) for alias, who in numbers.items()}
        self._pattern = _any_of(self._numbers)

    def find(self, text: str) -> list[Mention]:
        """Each mention in *text*, in order."""
        return [
            (match.start(), match.end(), self._numbers.get(match[0]) or self._numbers[" ".join(match[0].split())])
            for match in self._pattern.finditer(text)
        ]


def _any_of(aliases: Collection[str]) -> re.Pattern[str]:
    """Matches each of *aliases* that begins with a word.

    They are sorted by their first letter, for a search leaps to the next of a few letters, and looks behind only there.
    """
    begun: defaultdict[str, list[str]] = defaultdict(list)
    for alias in sorted(aliases, key=lambda alias: (-len(alias), alias)):
        if re.match(r"\w", alias):
            begun[alias[0]].append(re.escape(alias[1:]).replace(r"\ ", r"\s+"))
    letters = (rf"{letter}(?<!\w.)(?:{'|'.join(rest)})(?!\w)" for letter, rest in begun.items())
    return re.compile("|".join(letters) or "(?!)")
