"""Servers that speak OpenAI's protocol: where they are, their key, what they are asked for; docs/servers.md tells how.

What is set in the environment goes before what stands in the file ``servers.toml``. A key is in neither a message nor a
``repr``, and goes only where it belongs: ``OPENAI_API_KEY`` to OpenAI or ``OPENAI_BASE_URL``, and nowhere else.
"""

import difflib
import json
import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_config_path

from narrate.errors import NarrateError

PREFIXES = {"speech": "NARRATE_OPENAI_", "chat": "NARRATE_CHAT_"}
"""By what a server is for, which is a table of the file too: what the environment's settings of it begin with."""
FILE = "NARRATE_SERVERS"
"""In the environment: the file, if it is not in the usual place; nothing: no file."""
OPENAI = "https://api.openai.com/v1"
TIMEOUT, LONGEST_TIMEOUT = 120.0, 3600.0
"""Seconds without a byte; on a processor alone a server may think so long about a page."""
CONNECTIONS = {"speech": 8, "chat": 4}
"""By what a server is for, requests at the same time: over eight a server that takes its time gave seven times as many
clips as over one (docs/servers.md)."""
MOST_CONNECTIONS = 64
MOST_BYTES = 1 << 16
"""Of the file; more is no list of settings."""
_WHERE = re.compile(r"\(at line \d+, column \d+\)")
_TRUE, _FALSE = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")


@dataclass(frozen=True, slots=True)
class Server:
    """A server that speaks OpenAI's protocol, and the *model* it is asked for."""

    url: str
    """As "http://localhost:8880/v1", without a slash behind."""
    model: str
    name: str
    """What makes its answers its own: its URL, unless a person says that another address is the same server."""
    prefix: str
    """Of its settings in the environment, for errors."""
    key: str = field(default="", repr=False)
    timeout: float = TIMEOUT
    connections: int = 1
    """Requests at the same time, at most."""
    extra: Mapping[str, object] = field(default_factory=dict)
    """What else every request says, as it is sent: the server's own parameters."""

    @property
    def host(self) -> str:
        """To name it in a message: "localhost:8880"."""
        return urlsplit(self.url).netloc


class Settings:
    """What is set for one kind of server: *environ* first, then its table of the file.

    NarrateError if the file is none, or has what is not *known*.
    """

    def __init__(self, purpose: str, environ: Mapping[str, str], known: Iterable[str]) -> None:
        self.prefix = PREFIXES[purpose]
        self._environ = environ
        self._purpose = purpose
        self._path = _path(environ)
        self._table = self._read()
        known = sorted({*known, "url", "key", "model", "name", "timeout", "connections", "extra"})
        told = (name.removeprefix(self.prefix).lower() for name in environ if name.startswith(self.prefix))
        for key in (*self._table, *told):
            if key not in known:
                close = difflib.get_close_matches(key, known, n=1)
                hint = f"did you mean {close[0]}? " if close else ""
                raise NarrateError(f"{self.where(key)}: there is no such setting ({hint}known: {', '.join(known)})")

    def _read(self) -> Mapping[str, object]:
        if self._path is None:
            return {}
        try:
            with self._path.open("rb") as file:
                content = file.read(MOST_BYTES + 1)
            if len(content) > MOST_BYTES:
                raise NarrateError(f"{self._path}: too long for a file of settings")
            table = tomllib.loads(content.decode("utf-8")).get(self._purpose, {})
        except FileNotFoundError:
            if self._environ.get(FILE):
                raise NarrateError(f"{self._path}: there is no such file ({FILE} names it)") from None
            return {}
        except OSError as error:
            raise NarrateError(f"{self._path}: cannot read: {error.strerror or error}") from error
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            # Not its own words: they may quote what stands there, and that may be a key.
            told = _WHERE.search(str(error))
            raise NarrateError(f"{self._path}: not TOML in UTF-8{f' {told[0]}' if told else ''}") from None
        if not isinstance(table, dict):
            raise NarrateError(f"{self._path}: {self._purpose} is no table: write [{self._purpose}] above its settings")
        return table

    def where(self, key: str) -> str:
        """What an error about *key* begins with."""
        variable = self.prefix + key.upper()
        return variable if self._environ.get(variable) else f"{self._path}: [{self._purpose}] {key}"

    def _value(self, key: str) -> object:
        return self._environ.get(self.prefix + key.upper()) or self._table.get(key)

    def text(self, key: str, default: str = "") -> str:
        """The setting *key*. NarrateError if it is no text."""
        value = self._value(key)
        if value is not None and not isinstance(value, str):
            raise NarrateError(f"{self.where(key)}: expected a text in quotes")
        return (value or default).strip()

    def number(self, key: str, default: float, *, low: float, high: float) -> float:
        """The setting *key*. NarrateError if it is no number from *low* to *high*."""
        value = self._value(key)
        try:
            number = float(value) if isinstance(value, (str, int, float)) else default if value is None else math.nan
        except ValueError:
            number = math.nan
        if not low <= number <= high:
            raise NarrateError(f"{self.where(key)}: expected a number from {low:g} to {high:g}")
        return number

    def flag(self, key: str) -> bool:
        """Whether the setting *key* is on. NarrateError if it is neither on nor off."""
        value = str(self._value(key) or "").lower()
        if value not in (*_TRUE, *_FALSE):
            raise NarrateError(f"{self.where(key)}: expected true or false")
        return value in _TRUE

    def table(self, key: str) -> Mapping[str, object]:
        """The table *key* of the file; of a list, or of names with commas between, each with nothing said of it."""
        value = self._value(key) or {}
        if isinstance(value, str):
            value = [name.strip() for name in value.split(",") if name.strip()]
        if isinstance(value, list) and all(isinstance(name, str) for name in value):
            return dict.fromkeys(value, "")
        if not isinstance(value, dict):
            raise NarrateError(f"{self.where(key)}: expected a table, or a list of names")
        return value

    def server(self, model: str = "") -> Server:
        """The server, asked for *model* unless another is set. NarrateError if none is set, or its URL is wrong."""
        url, key = self.text("url"), self.text("key")
        usual = _address(self._environ.get("OPENAI_BASE_URL") or OPENAI, "OPENAI_BASE_URL")
        where = self.where("url")
        address = _address(url, where) if url else usual
        if address in (usual, OPENAI) and not key:
            key = self._environ.get("OPENAI_API_KEY", "").strip()
        if address == OPENAI and not key:
            own = f"{self.prefix}URL=http://HOST:PORT/v1 for a server of your own"
            raise NarrateError(f"no server is set: set {own}, or OPENAI_API_KEY for OpenAI's (docs/servers.md)")
        if not key.isascii() or not key.isprintable() or " " in key:
            raise NarrateError(f"{self.where('key')}: a key has no blanks and no characters beyond ASCII")
        model = self.text("model", model)
        if not model:
            raise NarrateError(f"no model is set: set {self.prefix}MODEL to one that {urlsplit(address).netloc} has")
        timeout = self.number("timeout", TIMEOUT, low=0.01, high=LONGEST_TIMEOUT)
        connections = int(self.number("connections", CONNECTIONS[self._purpose], low=1, high=MOST_CONNECTIONS))
        name = self.text("name", address)
        return Server(address, model, name, self.prefix, key, timeout, connections, self._extra())

    def _extra(self) -> Mapping[str, object]:
        """The table "extra", which may be JSON. NarrateError if it is none, or cannot be sent."""
        value = self._value("extra") or {}
        try:
            told = json.loads(value) if isinstance(value, str) else value
            json.dumps(told)
        except (ValueError, TypeError, RecursionError):
            told = None
        if not isinstance(told, dict):
            raise NarrateError(f"{self.where('extra')}: expected a table that JSON can hold")
        return told


def _path(environ: Mapping[str, str]) -> Path | None:
    if FILE in environ:
        return Path(environ[FILE]) if environ[FILE] else None
    return user_config_path("narrate", appauthor=False) / "servers.toml"


def _address(url: str, where: str) -> str:
    """*url* as it is asked: "/v1" added where it names a host alone. NarrateError, without a password in it."""
    try:
        parts = urlsplit(url)
        named = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        named = False
    if not named or parts.query or parts.fragment or not url.isascii() or not url.isprintable() or " " in url:
        raise NarrateError(f"{where}: expected a URL as http://localhost:8880/v1")
    if parts.username is not None or parts.password is not None:
        raise NarrateError(f"{where}: a URL with a password would be shown: set the key apart")
    path = parts.path.rstrip("/")
    return f"{parts.scheme}://{parts.netloc.lower()}{path or '/v1'}"
