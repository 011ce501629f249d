"""YAML as it was written: every name by its own letters, every mistake with line and column."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from math import isfinite, nan
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, StreamMark
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from narrate.errors import CastError

MAX_BYTES = 262_144
"""Of a voices.yaml; 500 roles with voices of their own take 50 kB, and the worst file of this size takes some 10 s."""
MAX_DEPTH = 12
"""Collections in one another; no key of a voices.yaml needs more than four."""
SHOWN = 60
"""Characters of a name or text in a message."""
FEW = 16
"""Known names in a message."""

_KINDS: Mapping[str, str] = MappingProxyType(
    {"null": "null", "bool": "true or false", "int": "a number", "float": "a number", "str": "a text"}
)
_REMEDIES: Mapping[str, str] = MappingProxyType(
    {
        r"'\t'": "indent with blanks, not with tabs",
        "end of stream": "close the quotation mark or bracket",
        "another document": "only one document to a file, without --- inside",
        "escape": r"write \\ for \ in double quotes",
    }
)
"""Words of YAML's own message → what to do."""
_USUAL_REMEDY = "a name with : # * & ! @ or a quotation mark in it goes in quotes"


class Span(NamedTuple):
    """The numbers that may be chosen, both ends among them."""

    low: float
    high: float
    note: str
    """Behind the numbers in a message: " dB"."""

    def __str__(self) -> str:
        return f"{self.low:g} to {self.high:g}{self.note}"


class Entry(NamedTuple):
    """One key of a mapping: its *name* as written, and where key and value stand in which file."""

    name: str
    key: Node
    value: Node
    source: "Source"

    @property
    def place(self) -> str:
        """Where the key stands, as "voices.yaml:7:3"."""
        return self.source.place(self.key.start_mark)

    @property
    def origin(self) -> str:
        """Where the value stands."""
        return self.source.place(self.value.start_mark)

    def error(self, message: str) -> CastError:
        """The error that *message* is wrong with the value."""
        return self.source.error(self.value, message)

    def misnamed(self, message: str) -> CastError:
        """The error that *message* is wrong with the key."""
        return self.source.error(self.key, message)

    def fields(self, known: Collection[str] = ()) -> dict[str, "Entry"]:
        """What the mapping that is the value holds, by name. CastError if it is none, or a name is not *known*."""
        fields = {entry.name: entry for entry in self.source.entries(self.value, shown(self.name))}
        for name, entry in fields.items():
            if known and name not in known:
                raise entry.misnamed(f"{shown(self.name)}: unknown key {quoted(name)} ({known_names(name, known)})")
        return fields

    def items(self) -> tuple["Entry", ...]:
        """Each of a list, or one alone, as an entry of the same name."""
        nodes = self.value.value if isinstance(self.value, SequenceNode) else (self.value,)
        for node in nodes:
            self.source.refuse_halves(node)
        return tuple(Entry(self.name, node, node, self.source) for node in nodes)

    def text(self, expected: str) -> str:
        """The text there, without blanks around it. CastError says what is *expected* if there is none."""
        if not isinstance(self.value, ScalarNode) or not self.value.value.strip():
            raise self.error(f"{shown(self.name)}: expected {expected}, found {described(self.value)}")
        return str(self.value.value).strip()

    def word(self, known: Collection[str], expected: str) -> str:
        """The one of the *known* words that is there, in small letters. CastError says what is *expected* else."""
        word = self.value.value.lower() if isinstance(self.value, ScalarNode) else ""
        if word not in known:
            found = f"expected {expected}, found {described(self.value)}"
            raise self.error(f"{shown(self.name)}: {found} ({known_names(word, known)})")
        return str(word)

    def number(self, span: Span | None = None, expected: str = "a number") -> float:
        """The finite number there. CastError says what is *expected* if there is none, or that it is not in *span*."""
        number = _number(self.value.value) if kind_of(self.value) in ("int", "float") else nan
        if not isfinite(number):
            raise self.error(f"{shown(self.name)}: expected {expected}, found {described(self.value)}")
        if span:
            self.hold(number, span)
        return int(number) if kind_of(self.value) == "int" else number

    def hold(self, number: float, span: Span, what: str = "") -> None:
        """CastError unless *number* is in *span*; it is *what*, by default what the entry is called."""
        if not span.low <= number <= span.high:
            raise self.error(f"{what or shown(self.name)} {number:g} is out of range ({span})")


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
            what = "a character YAML does not allow; remove it"
            raise CastError(f"{self._place_of(error.position)}: {what}") from error
        except RecursionError as error:
            raise CastError(f"{self._trouble()}: nested too deeply to be a voices.yaml") from error
        except (ValueError, OverflowError) as error:  # ruamel.yaml lets "\UFFFFFFFF" and a bad %YAML through as these
            raise CastError(f"{self._trouble()}: not valid YAML behind this: no such character or directive") from error
        return root

    def entries(self, node: Node, what: str) -> tuple[Entry, ...]:
        """What the mapping *node* holds, in order. CastError if *what* is none, or a name is missing or twice there."""
        if not isinstance(node, MappingNode):
            raise self.error(node, f"{what} must be a mapping of names, found {described(node)}")
        found: dict[str, Entry] = {}
        for key, value in node.value:
            self.refuse_halves(key)
            self.refuse_halves(value)
            name = key.value.strip() if isinstance(key, ScalarNode) else ""
            if not name:
                raise self.error(key, f"{what}: a name must be a text, found {described(key)}")
            if name in found:
                first = found[name].key.start_mark.line + 1
                raise self.error(key, f"{what}: {quoted(name)} is there already (line {first}); keep one of the two")
            # YAML puts a value that is not there at whatever comes next; for a person it is missing behind its key.
            nothing = ScalarNode(value.tag, "", key.end_mark, key.end_mark)
            found[name] = Entry(name, key, nothing if is_empty(value) else value, self)
        return tuple(found.values())

    def refuse_halves(self, node: Node) -> None:
        """CastError if *node* is a text with half a character in it; an escape can write one."""
        if isinstance(node, ScalarNode) and any("\ud800" <= character <= "\udfff" for character in node.value):
            message = f"half a character in {quoted(node.value)}; write it as it is, or whole as \\U0001F600"
            raise self.error(node, message)

    def _syntax_error(self, error: MarkedYAMLError) -> CastError:
        mark = error.problem_mark or error.context_mark
        begun = error.context_mark
        since = f" (begun in line {begun.line + 1})" if begun and mark and begun.line != mark.line else ""
        words = " ".join(", ".join(part for part in (error.context, error.problem) if part).split())
        remedy = next((remedy for words_, remedy in _REMEDIES.items() if words_ in words), _USUAL_REMEDY)
        return CastError(f"{self.place(mark)}: not valid YAML: {words}{since} ({remedy})")

    def _place_of(self, position: int) -> str:
        before = self.text[:position]
        return f"{self.path}:{before.count(chr(10)) + 1}:{position - (before.rfind(chr(10)) + 1) + 1}"

    def _trouble(self) -> str:
        """Where more than MAX_DEPTH collections have begun in one another, or else the last that could be read is."""
        depth, mark = 0, None
        try:
            for event in YAML(typ="safe", pure=True).parse(self.text):
                depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
                mark = event.start_mark
                if depth > MAX_DEPTH:
                    break
        except (ValueError, OverflowError):
            pass
        return self.place(mark)


def open_source(path: Path) -> Source:
    """The text of *path*. CastError if it cannot be read, is too large or not UTF-8."""
    try:
        if path.is_dir():
            raise CastError(f"{path}: a folder; expected a voices.yaml file")
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
        kind = "a mapping" if isinstance(node, MappingNode) else "a list"
        return kind if node.value else kind.replace("a ", "an empty ")
    kind = _KINDS.get(kind_of(node)) or shown(kind_of(node))
    return f"{kind}: {quoted(node.value)}" if node.value.strip() else "an empty text"


def known_names(name: str, known: Collection[str]) -> str:
    """What is known where *name* is not, for a message: "did you mean alto? known: …"."""
    close = get_close_matches(name, known, n=1) if len(name) <= SHOWN else []
    hint = f"did you mean {shown(close[0])}? " if close else ""
    more = f" and {len(known) - FEW} more" if len(known) > FEW else ""
    return f"{hint}known: {', '.join(map(shown, islice(known, FEW)))}{more}"


def shown(text: str) -> str:
    """*text* in a message: cut if it is long, quoted if not all of it can be seen."""
    cut = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return cut if cut.isprintable() else repr(cut)


def quoted(text: str) -> str:
    """*text* in a message, quoted, and cut if it is long."""
    return repr(text if len(text) <= SHOWN else f"{text[:SHOWN]}…")


def _number(text: str) -> float:
    """*text* as YAML's number: 35, 1e1, 0x23, 1_000; NaN if it is none that can be used."""
    try:
        return float(text)
    except ValueError:
        pass
    try:
        return float(int(text, 0))
    except (ValueError, OverflowError):
        return nan
