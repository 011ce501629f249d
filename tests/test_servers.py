"""Where servers are set, and that a key goes only where it belongs."""

from pathlib import Path

import pytest
from speech_server import SpeechServer

from narrate.calling import Caller
from narrate.errors import NarrateError
from narrate.servers import OPENAI, Server, Settings

NO_FILE = {"NARRATE_SERVERS": ""}


def server(**environ: str) -> Server:
    return Settings("speech", NO_FILE | environ, ()).server("tts-1")


@pytest.mark.parametrize(
    "environ, url, key",
    [
        ({"OPENAI_API_KEY": "paid"}, OPENAI, "paid"),
        ({"OPENAI_API_KEY": "paid", "OPENAI_BASE_URL": "http://nas:8880/v1"}, "http://nas:8880/v1", "paid"),
        ({"OPENAI_API_KEY": "paid", "NARRATE_OPENAI_URL": "http://nas:8880"}, "http://nas:8880/v1", ""),
        ({"OPENAI_API_KEY": "paid", "NARRATE_OPENAI_URL": OPENAI + "/"}, OPENAI, "paid"),
        ({"OPENAI_API_KEY": "paid", "NARRATE_OPENAI_KEY": "mine"}, OPENAI, "mine"),
        (
            {"NARRATE_OPENAI_URL": "https://Host/openai/v1/", "NARRATE_OPENAI_KEY": "mine"},
            "https://host/openai/v1",
            "mine",
        ),
    ],
)
def test_a_key_goes_only_where_it_belongs(environ: dict[str, str], url: str, key: str) -> None:
    found = server(**environ)

    assert (found.url, found.key) == (url, key)
    assert not key or key not in repr(found)


@pytest.mark.parametrize(
    "url",
    ["localhost:8880", "ftp://host/", "http://", "http://ho st/", "http://host/?a=1", "http://host:x/", "http://hö/"],
)
def test_what_is_no_url_is_refused(url: str) -> None:
    with pytest.raises(NarrateError, match=r"^NARRATE_OPENAI_URL: expected a URL as http://localhost:8880/v1$"):
        server(NARRATE_OPENAI_URL=url)


def test_a_password_in_a_url_is_refused_and_not_shown() -> None:
    with pytest.raises(NarrateError, match=r"^NARRATE_OPENAI_URL: a URL with a password") as error:
        server(NARRATE_OPENAI_URL="http://me:hidden@host/v1")

    assert "hidden" not in str(error.value)


@pytest.mark.parametrize("key", ["two words", "new\nline", "schlüssel"])
def test_a_key_that_no_header_can_hold_is_refused_and_not_shown(key: str) -> None:
    with pytest.raises(NarrateError, match=r"^NARRATE_OPENAI_KEY: a key has no blanks") as error:
        server(NARRATE_OPENAI_URL="http://host", NARRATE_OPENAI_KEY=key)

    assert key not in str(error.value)


def test_nothing_set_is_an_error_that_says_what_to_set() -> None:
    with pytest.raises(NarrateError, match=r"no server is set: set NARRATE_OPENAI_URL=http.*OPENAI_API_KEY"):
        server()
    with pytest.raises(NarrateError, match=r"no model is set: set NARRATE_CHAT_MODEL to one that api\.openai\.com has"):
        Settings("chat", NO_FILE | {"OPENAI_API_KEY": "x"}, ()).server()


def test_a_file_tells_both_servers_and_the_environment_goes_before_it(tmp_path: Path) -> None:
    file = tmp_path / "servers.toml"
    speech = '[speech]\nurl = "http://a:1"\nkey = "one"\nmodel = "kokoro"\ntimeout = 7\n'
    file.write_text(
        speech + '[speech.extra]\nstream = false\n[chat]\nurl = "http://b:2/v1"\nmodel = "qwen3"\n', encoding="utf-8"
    )
    environ = {"NARRATE_SERVERS": str(file), "NARRATE_CHAT_MODEL": "llama"}

    speaking, writing = (Settings(purpose, environ, ()).server("tts-1") for purpose in ("speech", "chat"))

    assert (speaking.url, speaking.key, speaking.model, speaking.timeout) == ("http://a:1/v1", "one", "kokoro", 7.0)
    assert speaking.extra == {"stream": False}
    assert (speaking.connections, writing.connections) == (8, 4)
    assert Settings("speech", environ | {"NARRATE_OPENAI_EXTRA": '{"a": [1]}'}, ()).server("m").extra == {"a": [1]}
    assert (writing.url, writing.key, writing.model, writing.name) == ("http://b:2/v1", "", "llama", "http://b:2/v1")


@pytest.mark.parametrize(
    "content, message",
    [
        ('[speech]\nkey = "sk-secret\n', r"not TOML in UTF-8 \(at line 2, column 17\)$"),
        ("[speech]\nsecret secret", r"not TOML in UTF-8 \(at line 2, column \d+\)$"),
        ("[speech]\nurl = 'http://a'\n[speech.extra]\nday = 2026-01-01", r"extra: expected a table that JSON can hold"),
        ("[speech]\nurl = 'http://a'\nextra = ['lang']", r"extra: expected a table that JSON can hold"),
        ("[speech]\nurl = 'http://a'\nconnections = 0", r"connections: expected a number from 1 to 64"),
        ("speech = 3", r"speech is no table: write \[speech\]"),
        ("[speech]\nurll = 'http://a'", r"\[speech\] urll: there is no such setting \(did you mean url\?"),
        ("[speech]\nurl = 3", r"\[speech\] url: expected a text in quotes"),
        ("[speech]\ntimeout = 'long'\nurl = 'http://a'", r"\[speech\] timeout: expected a number from 0.01 to 3600"),
        ("[speech]\nextra = 3\nurl = 'http://a'", r"\[speech\] extra: expected a table"),
        ("\xff" * 70_000, "too long for a file of settings"),
    ],
)
def test_a_mistake_in_the_file_is_named_without_what_stands_there(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "servers.toml"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(NarrateError, match=message) as error:
        Settings("speech", {"NARRATE_SERVERS": str(file)}, ()).server("tts-1")

    assert str(error.value).startswith(str(file))
    assert "secret" not in str(error.value)


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(NarrateError, match=r"there is no such file \(NARRATE_SERVERS names it\)"):
        Settings("speech", {"NARRATE_SERVERS": str(tmp_path / "none.toml")}, ())


def test_an_https_server_is_reached_through_the_systems_proxy_and_the_proxy_gets_no_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with SpeechServer() as proxy:
        monkeypatch.setenv("https_proxy", f"http://me:secret@127.0.0.1:{proxy.server_address[1]}")
        monkeypatch.delenv("no_proxy", raising=False)
        caller = Caller(Server("https://far.example/v1", "m", "", "NARRATE_OPENAI_", "sk-key"), NarrateError)
        with pytest.raises(NarrateError, match=r"^far\.example: cannot be reached: Tunnel connection failed: 403"):
            caller.get("audio/voices", bool)

    (asked,) = proxy.asked
    assert (asked.method, asked.path) == ("CONNECT", "far.example:443")
    assert asked.headers["proxy-authorization"] == "Basic bWU6c2VjcmV0"
    assert "authorization" not in asked.headers
