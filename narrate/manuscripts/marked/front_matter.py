"""What stands above a Markdown story about it: YAML between lines of ---, or Pandoc's lines that begin with %."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

_FENCED = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_PERCENT = re.compile(r"%[ \t]*(?P<title>[^\n]*)\n(?:%[ \t]*(?P<author>[^\n]*)\n)?(?:%[ \t]*(?P<date>[^\n]*)\n)?")
_FIELD = re.compile(r"(?P<key>[A-Za-z][\w -]{0,30}?)[ \t]*:[ \t]+(?P<value>\S.*)")
_LONGEST = 20_000
"""Characters; more is no front matter."""
_DEEPEST = 100
"""Brackets; lists in lists so many are no front matter."""
_AUTHORS = ("author", "authors", "by", "creator")
_LANGUAGES = ("language", "lang")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a story's front matter says."""

    words: str = ""
    """As it stands."""
    title: str = ""
    author: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    characters: tuple[str, ...] = ()


def parted(text: str) -> tuple[FrontMatter, str]:
    """The front matter of *text*, and the rest."""
    head = text[:_LONGEST]
    if match := _FENCED.match(head):
        said = _yaml(match["yaml"]) or _lines(match["yaml"])
        if said:
            return _told(match["yaml"].strip(), said), text[match.end() :]
    elif match := _PERCENT.match(head):
        return _told(match[0], {key: [words.strip()] for key, words in match.groupdict("").items()}), text[
            match.end() :
        ]
    return FrontMatter(), text


def _yaml(words: str) -> dict[str, list[str]]:
    """Key → values of the mapping that *words* are in YAML; empty if they are none."""
    if words.count("[") + words.count("{") + words.count("- ") > _DEEPEST or "\n- - " in words:
        return {}
    try:
        said = YAML(typ="safe", pure=True).load(words)
    except (YAMLError, ValueError):  # ValueError: 2024-13-45 is no date
        return {}
    return {str(key).lower(): _values(value) for key, value in said.items()} if isinstance(said, dict) else {}


def _values(value: object) -> list[str]:
    if isinstance(value, dict):
        value = list(value.values())
    several = value if isinstance(value, list) else [value]
    return [" ".join(str(one).split()) for one in several if not isinstance(one, (list, dict)) and one is not None]


def _lines(words: str) -> dict[str, list[str]]:
    """The same for what is nearly YAML, as "title: Buffy: The Return"; every line must be a field."""
    lines = [line for line in words.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    found = [_FIELD.fullmatch(line.rstrip()) for line in lines]
    return {match["key"].lower(): [match["value"].strip("\"' ")] for match in found if match} if all(found) else {}


def _told(words: str, said: dict[str, list[str]]) -> FrontMatter:
    title = " ".join(said.pop("title", []))
    author = next((", ".join(said.pop(key)) for key in _AUTHORS if said.get(key)), "")
    metadata = {key: ", ".join(values) for key, values in said.items() if values and any(values)}
    language = next((metadata.pop(key) for key in _LANGUAGES if key in metadata), "")
    characters = tuple(said.get("characters", ()))
    if len(characters) == 1:
        characters = tuple(one.strip() for one in characters[0].split(",") if one.strip())
    return FrontMatter(words, title, author, metadata | ({"language": language} if language else {}), characters)
