"""Books of any length for measuring: sentences of our own stories, dealt anew to speakers of our own.

The same *words*, *speakers* and *chapters* give the same book. Every second paragraph is a quotation with a
speech tag, at its end or in its middle. No names are left in the sentences, so the speakers are
those given. Whole stories would be better fiction; but they are 300,000 words, of 1,500 people.
"""

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from gold import books

STORIES = Path(__file__).parent / "stories" / "train"
NAMES = (
    "Martha Henry Clara Simon Edith Walter Judith Victor Helen Arthur Nancy Gordon Phoebe Leonard Beatrice Oliver Tara "
    "Kenneth Willa Desmond Anya Barnaby Cordelia Wesley Harriet Andrew Josephine Percy Marcia Laurence Amy Jonathan "
    "Drusilla Robin Faith Giles Joyce Edmund Olivia Rupert"
).split()
VERBS = "said asked whispered replied muttered answered called murmured".split()
TITLE = "A Book of {words:,} Words"
FEWEST, MOST = 5, 30
"""Words of a sentence that is taken."""
_SENTENCE = re.compile(r"[A-Z][^.!?:*_\"“”\n]+[.!?]")
_NAME = re.compile(r"(?<!^)\b(?!I\b)[A-Z]")
_QUOTED = re.compile(r"[\"“][^\"“”\n]+[\"”]")


def novel(words: int, *, speakers: int = 25, chapters: int = 40) -> str:
    """A story of about so many *words* in *chapters*, told by a narrator and so many *speakers*."""
    if not 0 < speakers <= len(NAMES):
        raise ValueError(f"there are names for 1 to {len(NAMES)} speakers")
    chance = random.Random(words)
    parts = [TITLE.format(words=words), "by Nobody"]
    for chapter in range(chapters):
        parts.append(f"Chapter {chapter + 1}")
        parts += _chapter(chance, words * (chapter + 1) // chapters - words * chapter // chapters, NAMES[:speakers])
    return "\n\n".join(parts) + "\n"


def _chapter(chance: random.Random, words: int, names: list[str]) -> Iterator[str]:
    told, said = _sentences()
    count = 0
    while count < words:
        if chance.random() < 0.5:
            paragraph = " ".join(chance.sample(told, chance.randint(1, 4)))
        else:
            paragraph = _line(chance, chance.sample(said, chance.randint(1, 3)), chance.choice(names))
        count += len(paragraph.split())
        yield paragraph


def _line(chance: random.Random, sentences: list[str], name: str) -> str:
    """A quotation of *sentences*, with a tag behind the first or at the end."""
    tag = f"{chance.choice(VERBS)} {name}."
    first = sentences[0][:-1] + "," if sentences[0].endswith(".") else sentences[0]
    rest = " ".join(sentences[1:])
    if rest and chance.random() < 0.5:
        return f'"{first}" {tag} "{rest}"'
    last = sentences[-1][:-1] + "," if sentences[-1].endswith(".") else sentences[-1]
    return f'"{" ".join([*sentences[:-1], last])}" {tag}'


@cache
def _sentences() -> tuple[list[str], list[str]]:
    """What is told and what is said in our stories, each sentence once, none with a name."""
    text = "\n".join(book.text for book in books(STORIES))
    told = _SENTENCE.findall(_QUOTED.sub("\n", text))
    said = [one for quoted in _QUOTED.findall(text) for one in _SENTENCE.findall(quoted[1:-1])]
    return _usable(told), _usable(said)


def _usable(sentences: list[str]) -> list[str]:
    usual = (one for one in sentences if FEWEST <= len(one.split()) <= MOST and not _NAME.search(one))
    return list(dict.fromkeys(usual))
