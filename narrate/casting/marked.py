"""YAML as it was written: every name by its own letters, every mistake with line and column."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, StreamMark
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode
from ruamel.yaml.reader import ReaderError

from narrate.errors import CastError

MAX_BYTES = 262_144
"""Of a voices.yaml; 500 roles with voices of their own take 50 kB, and the worst file of this size takes some 10 s."""

_KINDS: Mapping[str, str] = MappingProxyType(
    {"null": "null", "bool": "true or false", "int": "a number", "float": "a number", "str": "a text"}
)


class Entry(NamedTuple):
    """One key of a mapping: its *name* as written, and where key and value stand."""

    name: str
    key: Node
    value: Node


@dataclass(frozen=True, slots=True)
class Source:
    """The *text* of a YAML file, and the *path* to begin an error with."""

    path: Path
    text: str

    def place(self, mark: StreamMark | None) -> str:
        """Where *mark* stands, as "voices.yaml:7:3"."""
        return f"{self.path}:{mark.line + 1}:{mark.column + 1}" if mark else f"{self.path}:1:1"

    def error(self, node: Node, message: str) -> CastError:
        """The error that *message* is wrong where *node* begins."""
        return CastError(f"{self.place(node.start_mark)}: {message}")

    def root(self) -> Node | None:
        """The document as nodes that know their place; None if there is none. CastError if it is not YAML.

        Nodes, not values: so ``No``, ``1984`` and ``null`` stay the names they were written as, and an alias is
        a reference that is never expanded.
        """
        yaml = YAML(typ="safe", pure=True)
        yaml.composer.warn_double_anchors = False  # YAML 1.2 allows an anchor anew; the warning would go to stderr
        try:
            root: Node | None = yaml.compose(self.text)
        except MarkedYAMLError as error:
            raise self._syntax_error(error) from error
        except ReaderError as error:
            raise CastError(f"{self._place_of(error.position)}: a character YAML does not allow") from error
        except RecursionError as error:
            raise CastError(f"{self.path}: nested too deeply to be a voices.yaml") from error
        except (ValueError, OverflowError) as error:  # ruamel.yaml lets "\UFFFFFFFF" and a bad %YAML through as these
            raise CastError(f"{self.path}: not valid YAML: {error}") from error
        return root

    def entries(self, node: Node, what: str) -> tuple[Entry, ...]:
        """What the mapping *node* holds, in order. CastError if *what* is none, or a name is missing or twice there."""
        if not isinstance(node, MappingNode):
            raise self.error(node, f"{what} must be a mapping of names, found {described(node)}")
        found: dict[str, Entry] = {}
        for key, value in node.value:
            name = key.value.strip() if isinstance(key, ScalarNode) else ""
            if not name:
                raise self.error(key, f"{what}: a name must be a text, found {described(key)}")
            if name in found:
                first = found[name].key.start_mark.line + 1
                raise self.error(key, f"{what}: {name!r} is there already (line {first}); keep one of the two")
            # YAML puts a value that is not there at whatever comes next; for a person it is missing behind its key.
            nothing = ScalarNode(value.tag, "", key.end_mark, key.end_mark)
            found[name] = Entry(name, key, nothing if is_empty(value) else value)
        return tuple(found.values())

    def _syntax_error(self, error: MarkedYAMLError) -> CastError:
        mark = error.problem_mark or error.context_mark
        begun = error.context_mark
        since = f" (begun in line {begun.line + 1})" if begun and mark and begun.line != mark.line else ""
        words = ", ".join(part for part in (error.context, error.problem) if part)
        hint = "a name with : # * & ! @ or a quotation mark in it goes in quotes"
        return CastError(f"{self.place(mark)}: not valid YAML: {words}{since} ({hint})")

    def _place_of(self, position: int) -> str:
        before = self.text[:position]
        return f"{self.path}:{before.count(chr(10)) + 1}:{position - (before.rfind(chr(10)) + 1) + 1}"


def open_source(path: Path) -> Source:
    """The text of *path*. CastError if it cannot be read, is too large or not UTF-8."""
    if path.is_dir():
        raise CastError(f"{path}: a folder; expected a voices.yaml file")
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise CastError(f"{path}: no such file; narrate cast BOOK --write makes one") from error
    except (OSError, ValueError) as error:
        raise CastError(f"{path}: cannot read: {getattr(error, 'strerror', None) or error}") from error
    if len(content) > MAX_BYTES:
        raise CastError(f"{path}: larger than {MAX_BYTES // 1024} kB; is it a voices.yaml?")
    try:
        return Source(path, content.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line, column = before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1
        raise CastError(f"{path}:{line}:{column}: not UTF-8; save the file as UTF-8") from error


def is_empty(node: Node) -> bool:
    """Whether nothing is written where *node* stands."""
    return isinstance(node, ScalarNode) and kind_of(node) == "null" and not node.value


def kind_of(node: Node) -> str:
    """What YAML takes *node* for: "str", "int", "float", "bool", "null", "map", "seq" or another tag's end."""
    return str(node.tag).rpartition(":")[2]


def described(node: Node) -> str:
    """What stands at *node*, for a message."""
    if is_empty(node):
        return "nothing"
    if not isinstance(node, ScalarNode):
        return "a mapping" if isinstance(node, MappingNode) else "a list"
    return f"{_KINDS.get(kind_of(node), kind_of(node))}: {node.value!r}" if node.value.strip() else "an empty text"


def known_names(name: str, known: Collection[str]) -> str:
    """What is known where *name* is not, for a message: "did you mean alto? known: …"."""
    close = get_close_matches(name, known, n=1)
    hint = f"did you mean {close[0]}? " if close else ""
    return f"{hint}known: {', '.join(known)}"
