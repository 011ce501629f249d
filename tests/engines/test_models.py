"""Models come whole or not at all, from a server with all the faults of a real one."""

import hashlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import pytest

from narrate.engines import models
from narrate.engines.download import Remote, fetch, read_json
from narrate.engines.sources import get_model
from narrate.errors import EngineError, VoiceNotFound
from narrate.model import Gender, Voice

CONTENT = bytes(range(256)) * 4000
"""About a megabyte: several pieces."""
NAME = "en_US-tiny-medium"


@dataclass
class Served:
    """What the server has, what is wrong with it, and what it was asked for."""

    files: dict[str, bytes] = field(default_factory=dict)
    cut: int = 0
    """Bytes after which a connection ends, if not 0."""
    ranges: bool = True
    stall: bool = False
    """Whether it falls silent after the first bytes."""
    status: int = 200
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Path and range of each request."""
    url: str = ""
    done: threading.Event = field(default_factory=threading.Event)

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        path, wanted = request.path.lstrip("/"), request.headers.get("Range", "")
        self.asked.append((path, wanted))
        if path not in self.files or self.status != 200:
            request.send_error(404 if self.status == 200 else self.status)
            return
        content, begin = self.files[path], 0
        if wanted and self.ranges:
            begin = int(wanted.removeprefix("bytes=").rstrip("-"))
            if begin >= len(content):
                request.send_error(416)
                return
        request.send_response(206 if begin else 200)
        request.send_header("Content-Length", str(len(content) - begin))
        if begin:
            request.send_header("Content-Range", f"bytes {begin}-{len(content) - 1}/{len(content)}")
        request.end_headers()
        sent = content[begin:][: self.cut or None]
        request.wfile.write(sent[:1000] if self.stall else sent)
        request.wfile.flush()
        if self.stall:
            self.done.wait(10)


@pytest.fixture
def server() -> Iterator[Served]:
    served = Served()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the standard library's name
            served.answer(self)

        def log_message(self, *what: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        served.url = f"http://127.0.0.1:{listening.server_port}"
        threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True).start()
        yield served
        served.done.set()
        listening.shutdown()


@pytest.fixture
def remote(server: Served) -> Remote:
    server.files["big.onnx"] = CONTENT
    return Remote(f"{server.url}/big.onnx", "big.onnx", len(CONTENT), "sha256", hashlib.sha256(CONTENT).hexdigest())


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NARRATE_HOME", str(tmp_path))
    return tmp_path


def quietly(name: str, done: int, total: int) -> None:
    pass


def test_a_file_comes_whole_and_tells_how_far_it_is(remote: Remote, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    path = fetch(remote, tmp_path / "new", lambda *one: told.append(one))
    assert path.read_bytes() == CONTENT
    assert [one.name for one in path.parent.iterdir()] == ["big.onnx"]
    assert told[-1] == ("big.onnx", len(CONTENT), len(CONTENT))
    assert [done for _, done, _ in told] == sorted({done for _, done, _ in told})


def test_what_is_here_is_not_fetched_again(remote: Remote, server: Served, tmp_path: Path) -> None:
    for _ in range(2):
        fetch(remote, tmp_path, quietly)
    assert len(server.asked) == 1


def test_a_damaged_file_is_fetched_again(remote: Remote, tmp_path: Path) -> None:
    (tmp_path / "big.onnx").write_bytes(CONTENT[:-1] + b"?")
    assert fetch(remote, tmp_path, quietly).read_bytes() == CONTENT


def test_a_connection_that_is_cut_goes_on_where_it_was(remote: Remote, server: Served, tmp_path: Path) -> None:
    server.cut = 300_000
    assert fetch(remote, tmp_path, quietly).read_bytes() == CONTENT
    assert [wanted for _, wanted in server.asked] == ["", "bytes=300000-", "bytes=600000-", "bytes=900000-"]


def test_the_next_run_goes_on_too(remote: Remote, server: Served, tmp_path: Path) -> None:
    (tmp_path / ".big.onnx.part").write_bytes(CONTENT[:1_000_000])
    assert fetch(remote, tmp_path, quietly).read_bytes() == CONTENT
    assert server.asked == [("big.onnx", "bytes=1000000-")]


def test_a_server_without_ranges_begins_anew(remote: Remote, server: Served, tmp_path: Path) -> None:
    server.ranges = False
    (tmp_path / ".big.onnx.part").write_bytes(b"x" * 1_000_000)
    assert fetch(remote, tmp_path, quietly).read_bytes() == CONTENT


def test_a_server_without_ranges_that_always_cuts_is_given_up(remote: Remote, server: Served, tmp_path: Path) -> None:
    server.ranges, server.cut = False, 5000
    with pytest.raises(EngineError, match=r"/big\.onnx: cut off; 0\.0 of 1\.0 MB are here: run it again to go on$"):
        fetch(remote, tmp_path, quietly)
    assert not (tmp_path / "big.onnx").exists()
    assert len(server.asked) == 4


def test_a_part_that_is_too_long_is_thrown_away(remote: Remote, tmp_path: Path) -> None:
    (tmp_path / ".big.onnx.part").write_bytes(CONTENT * 2)
    assert fetch(remote, tmp_path, quietly).read_bytes() == CONTENT


def test_another_file_than_promised_is_never_kept(remote: Remote, server: Served, tmp_path: Path) -> None:
    server.files["big.onnx"] = CONTENT[::-1]
    with pytest.raises(EngineError, match=r"/big\.onnx: not the file it should be \(its sha256 is another one\): try"):
        fetch(remote, tmp_path, quietly)
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_falls_silent_is_given_up_and_what_came_is_kept(
    remote: Remote, server: Served, tmp_path: Path
) -> None:
    server.stall = True
    server.files["big.onnx"] = CONTENT[:1500]
    small = replace(remote, size=1500, digest=hashlib.sha256(CONTENT[:1500]).hexdigest())
    server.files["big.onnx"] = CONTENT[:1500]
    assert fetch(small, tmp_path, quietly, patience=0.2).read_bytes() == CONTENT[:1500]  # the second time 500 are left
    server.files["big.onnx"] = CONTENT
    server.ranges = False
    with pytest.raises(EngineError, match=r"timed out; 0\.0 of 1\.0 MB are here: run it again"):
        fetch(replace(remote, name="two.onnx"), tmp_path, quietly, patience=0.1)


def test_a_server_that_refuses_is_quoted(remote: Remote, server: Served, tmp_path: Path) -> None:
    server.status = 503
    with pytest.raises(EngineError, match=r"/big\.onnx: the server says 503 Service Unavailable$"):
        fetch(remote, tmp_path, quietly)
    server.status = 200
    with pytest.raises(EngineError, match=r"/none: the server says 404 Not Found$"):
        fetch(replace(remote, url=f"{server.url}/none"), tmp_path, quietly)


def test_a_server_that_is_not_there_is_named(remote: Remote, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"http://127\.0\.0\.1:9/x: cannot be reached: .*; 0\.0 of 1\.0 MB are here"):
        fetch(replace(remote, url="http://127.0.0.1:9/x"), tmp_path, quietly)
    with pytest.raises(EngineError, match="expected an address"):
        fetch(replace(remote, url="file:///etc/passwd"), tmp_path, quietly)


def test_a_folder_that_cannot_be_written_is_named(remote: Remote, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(EngineError, match=r"file.*: cannot write: "):
        fetch(remote, tmp_path / "file", quietly)


@pytest.mark.parametrize("content", [b"<html>", b"\xff", b"[" * 100_000, b" " * 8_000_001])
def test_what_is_no_json_is_an_error(server: Served, content: bytes) -> None:
    server.files["list"] = content
    with pytest.raises(EngineError, match="/list: no JSON"):
        read_json(f"{server.url}/list")


def listing(*, folder: str = "en/en_US/tiny/medium", **changed: object) -> bytes:
    """Piper's list as its server gives it, with one voice."""
    files = {f"{folder}/{NAME}.onnx": CONTENT, f"{folder}/{NAME}.onnx.json": b"{}", f"{folder}/MODEL_CARD": b"a card"}
    described = {
        path: {"size_bytes": len(content), "md5_digest": hashlib.md5(content).hexdigest()}
        for path, content in files.items()
    }
    voice = {"key": NAME, "quality": "medium", "files": described, "aliases": ["en-us-tiny-medium"], **changed}
    return json.dumps({NAME: voice}).encode()


@pytest.fixture
def mirror(server: Served, monkeypatch: pytest.MonkeyPatch) -> Served:
    folder = "mirror/en/en_US/tiny/medium"
    server.files = {
        "mirror/voices.json": listing(),
        f"{folder}/{NAME}.onnx": CONTENT,
        f"{folder}/{NAME}.onnx.json": b"{}",
    }
    monkeypatch.setenv("NARRATE_PIPER_URL", f"{server.url}/mirror/")
    monkeypatch.setenv("NARRATE_KOKORO_URL", f"{server.url}/kokoro")
    return server


@pytest.mark.parametrize("name", [NAME, "en-us-tiny-medium", f"{NAME}#412"])
def test_a_model_of_pipers_comes_with_its_settings(mirror: Served, home: Path, name: str) -> None:
    paths = get_model(name)
    assert [path.relative_to(home).as_posix() for path in paths] == [
        f"models/piper/{NAME}.onnx.json",
        f"models/piper/{NAME}.onnx",
    ]
    assert paths[1].read_bytes() == CONTENT


def test_a_name_may_have_letters_that_an_address_has_not(
    mirror: Served, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "pt_PT-tugão-medium"
    files = {f"pt/{name}.onnx": CONTENT, f"pt/{name}.onnx.json": b"{}"}
    told = {at: {"size_bytes": len(one), "md5_digest": hashlib.md5(one).hexdigest()} for at, one in files.items()}
    mirror.files = {f"mirror/{quote(at)}": one for at, one in files.items()}
    mirror.files["mirror/voices.json"] = json.dumps({name: {"files": told}}).encode()
    assert [path.name for path in get_model(name)] == [f"{name}.onnx.json", f"{name}.onnx"]


def test_what_piper_has_not_is_told_what_is_close(mirror: Served, home: Path) -> None:
    with pytest.raises(VoiceNotFound, match=rf"piper has no voice 'en_US-tinny-medium' \(did you mean {NAME}"):
        get_model("en_US-tinny-medium")


@pytest.mark.parametrize(
    "content",
    [
        b"[]",
        b'{"a": 3}',
        json.dumps({"older": {"aliases": 3}}).encode(),
        listing(files={}),
        listing(files=3),
        listing(folder="../../..", files={f"../../{NAME}.onnx": {"size_bytes": "1", "md5_digest": "0"}}),
        listing(files={f"x/.{NAME}.onnx": {"size_bytes": 1, "md5_digest": "0"}}),
    ],
)
def test_a_list_that_is_none_is_an_error_and_writes_nothing(mirror: Served, home: Path, content: bytes) -> None:
    mirror.files["mirror/voices.json"] = content
    with pytest.raises(EngineError, match=r"voices\.json: |no voice"):
        get_model(NAME)
    assert list(home.iterdir()) == []


def test_a_list_cannot_write_outside_of_the_folder(mirror: Served, home: Path) -> None:
    mirror.files["mirror/voices.json"] = listing(folder="../../../up")
    with pytest.raises(EngineError, match="404"):
        get_model(NAME)
    mirror.files |= {f"up/{NAME}.onnx": CONTENT, f"mirror/../../../up/{NAME}.onnx.json": b"{}"}
    with pytest.raises(EngineError, match="404"):
        get_model(NAME)
    assert {path.parent for path in home.rglob("*.*")} == {home / "models" / "piper"}


@pytest.mark.parametrize("name", ["kokoro", "af_bella"])
def test_any_voice_of_kokoros_asks_for_its_one_model(mirror: Served, home: Path, name: str) -> None:
    with pytest.raises(EngineError, match=r"/kokoro/voices-v1\.0\.bin: the server says 404"):
        get_model(name)
    assert mirror.asked == [("kokoro/voices-v1.0.bin", "")]


def test_known_voices_say_what_to_do_for_them(home: Path) -> None:
    amy = next(one for one in models.known_voices() if one.name == "en_US-amy-medium")
    assert (amy.engine, amy.language, amy.gender, amy.here) == ("piper", "en-US", Gender.FEMALE, False)
    assert amy.needs[-1] == "narrate voices get en_US-amy-medium"
    poppy = next(one for one in models.known_voices() if one.name == "en_GB-semaine-medium#poppy")
    assert poppy.needs[-1] == "narrate voices get en_GB-semaine-medium"
    heart = next(one for one in models.known_voices() if one.name == "af_heart")
    assert heart.needs[-1] == "narrate voices get kokoro"
    for name in ("en_US-amy-medium.onnx", "en_US-amy-medium.onnx.json"):
        path = home / "models" / "piper" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    assert amy.here
    assert not any("get" in one for one in amy.needs)


def test_known_names_are_those_of_piper_and_there_once() -> None:
    names = [one.name for one in models.known_voices()]
    assert len(set(names)) == len(names) > 180
    assert len({one.language for one in models.known_voices() if one.engine == "piper"}) > 40
    for one in models.known_voices():
        if one.engine == "piper":
            assert "did you mean" not in str(models.absent(Voice("a", "piper"), one.name.partition("#")[0], ()))
            assert one.name.startswith(one.language.replace("-", "_"))
            assert one.name.partition("#")[0].endswith(f"-{one.quality}")


def test_quality_is_that_of_the_table_or_of_a_models_name() -> None:
    told = [("kokoro", "af_heart"), ("piper", "en_GB-semaine-medium#poppy"), ("piper", "xx_XX-new-x_low#7"),
            ("piper", "mine"), ("espeak", "en_US-amy-low")]  # fmt: skip
    assert [models.quality_of(*one) for one in told] == ["A", "medium", "x_low", "", ""]


def test_the_digest_is_noted_and_made_again_for_another_content(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(b"one")
    assert models.digest(path) == hashlib.sha256(b"one").hexdigest()
    (note,) = (home / "digests").iterdir()
    note.write_text(note.read_text()[:-64] + "f" * 64)
    assert models.digest(path) == "f" * 64  # from the note
    path.write_bytes(b"three")
    assert models.digest(path) == hashlib.sha256(b"three").hexdigest()
    note.write_bytes(b"\xff")
    assert models.digest(path) == hashlib.sha256(b"three").hexdigest()


def test_without_narrate_home_models_are_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NARRATE_HOME", raising=False)
    assert models.home().is_absolute()
    assert models.folder("piper").relative_to(models.home()).as_posix() == "models/piper"
