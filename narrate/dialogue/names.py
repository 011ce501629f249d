"""Finds where a text names the characters."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from narrate.model import Character

_RUN = re.compile(r"\w+")


class Names:
    """Finds the characters' aliases in a text, by their first letters up to a blank or a sign."""

    def __init__(self, characters: Sequence[Character]) -> None:
        self._index: defaultdict[str, list[int]] = defaultdict(list)
        for number, character in enumerate(characters):
            for alias in {*character.aliases, character.name}:
                self._index[" ".join(alias.split())].append(number)
                if alias.startswith("the "):
                    self._index["The " + alias[4:]].append(number)
        begun: defaultdict[str, list[str]] = defaultdict(list)
        for alias in sorted(self._index, key=lambda alias: (-len(alias), alias)):
            match = _RUN.match(alias)
            begun[match[0] if match else ""].append(re.escape(alias).replace(r"\ ", r"\s+"))
        self._patterns = {
            start: re.compile(rf"(?:{'|'.join(aliases)})(?!\w)") for start, aliases in begun.items() if start
        }

    def find(self, text: str) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """Start, end and the characters that may be meant, for each mention in *text*, in order."""
        free = 0
        for run in _RUN.finditer(text):
            pattern = self._patterns.get(run[0])
            match = pattern.match(text, run.start()) if pattern and run.start() >= free else None
            if match:
                free = match.end()
                yield match.start(), free, tuple(self._index[" ".join(match[0].split())])
