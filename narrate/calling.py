"""Calls to a server over HTTP: an open connection a thread, patience with what passes, plain words for the rest.

http.client and not urllib, which opens a connection for every request and sends the key on to where it is redirected.
"""

import email.utils
import json
import random
import re
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import TypeVar
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from narrate.errors import NarrateError
from narrate.servers import Server

Result = TypeVar("Result")

TRIES = 6
"""Of a request; the pauses between them add up to half a minute, of which a limit a minute has some left."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds; each pause is twice the one before."""
LONGEST_WAIT = 120.0
"""Seconds that a server may ask to be left alone; for longer, a person should know."""
CONNECTING = 10.0
"""Seconds until a server has to take a connection."""
MOST_BYTES = 1 << 27
"""Of an answer: ten minutes of sound at 48 kHz in 32 bits are less."""
WHOLE = 4
"""Times the time-out: how long a whole answer may take, so that one that trickles does not last for ever."""
_BLOCK = 1 << 16
SECRET = 8
"""Characters; what is shorter is no secret: a server of one's own is given any word as a key."""
_SHOWN = 300
"""Characters of a server's own words."""
_RETRIED = frozenset((408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529))
"""Statuses that pass; OpenAI's own client tries these again, too."""
_SPENT = "insufficient_quota"
"""OpenAI's word, with status 429, for an account without money, which does not come back by waiting."""
_HINTS = {
    401: "set {}KEY to a key it takes",
    403: "set {}KEY to a key that may do this",
    404: "{}URL or {}MODEL may be wrong",
    413: "it takes less at once: set {}LIMIT lower",
}
_TAG = re.compile(r"<[^<>]{0,400}>")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered."""

    content: bytes
    kind: str
    """Its media type, in small letters, with parameters: "audio/pcm;rate=24000"."""


class Again(Exception):
    """An answer that is of no use, though another may be: *after* seconds at the soonest, *tries* times at most."""

    def __init__(self, problem: str, *, after: float = 0.0, tries: int = TRIES) -> None:
        super().__init__(problem)
        self.after, self.tries = after, tries


class Caller:
    """Asks *server*; any number of threads may. What cannot be had is a *failure*.

    *sleep* takes seconds, *chance* gives a number from 0 to 1.
    """

    def __init__(
        self,
        server: Server,
        failure: type[NarrateError],
        *,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._server, self._failure, self._sleep, self._chance = server, failure, sleep, chance
        self._thread = threading.local()
        self._met = False
        self._headers = {"Accept": "*/*", "User-Agent": "narrate"}
        if server.key:
            self._headers["Authorization"] = f"Bearer {server.key}"

    def get(self, path: str, accept: Callable[[Answer], Result]) -> Result:
        """What *accept* makes of the answer at *path*, asked for once. The failure if there is none."""
        return self._persist("GET", path, None, accept, tries=1)

    def post(self, path: str, body: Mapping[str, object], accept: Callable[[Answer], Result]) -> Result:
        """What *accept* makes of the answer to *body*; as long as it raises ``Again``, it is asked for again.

        The failure if the server refuses, or goes on failing.
        """
        return self._persist("POST", path, json.dumps(body).encode(), accept, tries=TRIES)

    def _persist(
        self, method: str, path: str, content: bytes | None, accept: Callable[[Answer], Result], *, tries: int
    ) -> Result:
        tried = 0
        while True:
            tried += 1
            try:
                return accept(self._answer(method, path, content))
            except Again as again:
                if tried >= min(tries, again.tries) or again.after > LONGEST_WAIT:
                    wait = f"; it asks to wait {again.after:.0f} s" if again.after > LONGEST_WAIT else ""
                    times = f" ({tried} times)" if tried > 1 else ""
                    problem = f"{self._server.host}: {self._clean(str(again))}{wait}{times}"
                    raise self._failure(problem) from None  # its cause has the server's words as they came
                pause = min(FIRST_PAUSE * 2 ** (tried - 1), LONGEST_PAUSE)
                # Not all at the same moment again: workers are refused together.
                self._sleep(max(pause * (0.5 + self._chance() / 2), again.after))

    def _answer(self, method: str, path: str, content: bytes | None) -> Answer:
        """The answer, if it is one of success. The failure; ``Again`` if it may pass."""
        try:
            status, answer, headers = self._exchange(method, path, content)
        except OSError as error:
            if not self._met:  # there is no server yet, and waiting does not start it
                raise self._failure(f"{self._server.host}: cannot be reached: {self._clean(_words(error))}") from error
            if isinstance(error, TimeoutError):
                raise Again(f"no answer in {self._server.timeout:g} s") from error
            raise Again(f"the connection broke: {self._clean(_words(error))}") from error
        except HTTPException as error:
            raise Again(f"the answer was cut or is no HTTP ({type(error).__name__})") from error
        if 200 <= status < 300:
            return answer
        said = self._clean(_message(answer))
        problem = f"{status}{f': {said}' if said else ''}"
        if status in _RETRIED and _SPENT not in answer.content[:_BLOCK].decode("utf-8", "replace"):
            raise Again(problem, after=_after(headers))
        hint = _HINTS.get(status, "").format(*[self._server.prefix] * 2)
        if 300 <= status < 400:
            hint = f"set {self._server.prefix}URL to where it sends: {self._clean(headers.get('location', 'nowhere'))}"
        raise self._failure(f"{self._server.host}: {problem}{f' ({hint})' if hint else ''}")

    def _exchange(self, method: str, path: str, body: bytes | None) -> tuple[int, Answer, Mapping[str, str]]:
        """Status, answer and headers, names in small letters; the connection stays open if all went well."""
        whole = False
        try:
            response = self._sent(method, path, body)
            with response:
                headers = {name.lower(): value for name, value in response.getheaders()}
                answer = Answer(self._read(response), headers.get("content-type", "").lower())
                whole = True
                return response.status, answer, headers
        finally:
            if not whole:
                self._close()

    def _sent(self, method: str, path: str, content: bytes | None) -> HTTPResponse:
        """The response to a request; where a connection that was kept is closed by now, over a new one."""
        connection: HTTPConnection | None = getattr(self._thread, "connection", None)
        if connection is not None:
            try:
                return self._request(connection, method, path, content)
            except (ConnectionError, HTTPException):
                self._close()
        connection = self._thread.connection = _connection(self._server)
        connection.connect()
        self._met = True
        if connection.sock is not None:  # always; a type checker does not know
            connection.sock.settimeout(self._server.timeout)
        return self._request(connection, method, path, content)

    def _request(self, connection: HTTPConnection, method: str, path: str, content: bytes | None) -> HTTPResponse:
        headers = self._headers | ({"Content-Type": "application/json"} if content is not None else {})
        connection.request(method, f"{urlsplit(self._server.url).path}/{path}", content, headers)
        return connection.getresponse()

    def _read(self, response: HTTPResponse) -> bytes:
        content = bytearray()
        latest = time.monotonic() + WHOLE * self._server.timeout
        while block := response.read1(_BLOCK):
            content += block
            if len(content) > MOST_BYTES:
                raise self._failure(f"{self._server.host}: answers with more than {MOST_BYTES >> 20} MB")
            if time.monotonic() > latest:
                raise Again(f"no whole answer in {WHOLE * self._server.timeout:g} s")
        if response.length:  # read1 does not tell that bytes are missing
            raise ConnectionResetError("the answer was cut")
        return bytes(content)

    def _close(self) -> None:
        connection: HTTPConnection | None = getattr(self._thread, "connection", None)
        if connection is not None:
            connection.close()
            self._thread.connection = None

    def _clean(self, said: str) -> str:
        """A server's words as a part of one line, without the key: servers quote what they refuse."""
        if len(self._server.key) >= SECRET:
            said = said.replace(self._server.key, "…")
        said = "".join(one if one.isprintable() else " " for one in said)
        said = " ".join(said.split())
        return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"


def _connection(server: Server) -> HTTPConnection:
    """A connection to be opened, through the system's proxy if it has one for https."""
    parts = urlsplit(server.url)
    host = parts.hostname or ""
    if parts.scheme == "http":
        return HTTPConnection(host, parts.port, timeout=min(CONNECTING, server.timeout))
    connection, port = HTTPSConnection, parts.port or 443
    proxy = getproxies().get("https")
    if not proxy or proxy_bypass(host):
        return connection(host, port, timeout=min(CONNECTING, server.timeout))
    way = urlsplit(proxy if "//" in proxy else f"//{proxy}")
    tunnel = connection(way.hostname or "", way.port or 80, timeout=min(CONNECTING, server.timeout))
    given = f"{unquote(way.username)}:{unquote(way.password or '')}".encode() if way.username else b""
    tunnel.set_tunnel(host, port, {"Proxy-Authorization": f"Basic {b64encode(given).decode()}"} if given else {})
    return tunnel


def _after(headers: Mapping[str, str]) -> float:
    """Seconds that a server asks to wait: a number or a date; 0 if it asks for nothing."""
    told = headers.get("retry-after", "").strip()
    try:
        return max(0.0, float(told))
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(told).timestamp() - time.time())
    except (ValueError, OverflowError, OSError):  # Windows knows no time before 1970
        return 0.0


def _message(answer: Answer) -> str:
    """What an answer says of an error: OpenAI's form, FastAPI's, or its text."""
    text = answer.content[:_BLOCK].decode("utf-8", "replace")
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return _TAG.sub(" ", text)
    for key in ("error", "detail", "message", "msg"):
        if isinstance(said, list) and said:
            said = said[0]
        if isinstance(said, dict) and said.get(key):
            said = said[key]
    return said if isinstance(said, str) else json.dumps(said)


def said_instead(answer: Answer) -> str:
    """What *answer*, which is not what was asked for, says."""
    return " ".join(_message(answer).split())


def _words(error: OSError) -> str:
    return error.strerror or str(error) or type(error).__name__
