"""A server on loopback that speaks OpenAI's protocol, with beeps for a voice, and every fault on demand."""

import json
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from itertools import chain, repeat

import numpy as np
import soundfile

from narrate.audio import Audio
from narrate.engines.tone import Synthesizer as Tone
from narrate.model import Voice

VOICES = ("af_heart", "af_bella", "am_adam", "bf_emma", "ff_siwis", "alloy")
TYPES = {"wav": "audio/wav", "mp3": "audio/mpeg", "flac": "audio/flac", "pcm": "audio/pcm", "opus": "audio/ogg"}
RATE = 24000


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: Mapping[str, object]
    client: int
    """The port it came from: one a connection."""


def beeps(body: Mapping[str, object]) -> Audio:
    """The text of a request as beeps of its voice, at its speed, as the protocol's "pcm" is: 24 kHz."""
    rate = min(max(float(str(body.get("speed", 1.0))), 0.4), 2.5)
    spoken = Tone().synthesize(str(body["input"]), Voice(str(body["voice"]), "tone", {"rate": rate}))
    samples = np.frombuffer(spoken.samples, "<i2")
    there = np.arange(round(spoken.seconds * RATE)) / RATE * spoken.rate
    return Audio(np.interp(there, np.arange(len(samples)), samples).astype("<i2").tobytes(), RATE)


def encoded(audio: Audio, form: str) -> bytes:
    """*audio* in one of the protocol's formats."""
    if form == "pcm":
        return audio.samples
    out = BytesIO()
    kinds = {"wav": ("WAV", "PCM_16"), "mp3": ("MP3", None), "flac": ("FLAC", "PCM_16"), "opus": ("OGG", "OPUS")}
    container, subtype = kinds[form]
    soundfile.write(out, np.frombuffer(audio.samples, "<i2"), audio.rate, format=container, subtype=subtype)
    return out.getvalue()


def streamed(audio: Audio, size: int = 0xFFFFFFFF, *, float32: bool = False) -> bytes:
    """*audio* as a WAV whose head knows no length, with a chunk before the sound, as ffmpeg writes it."""
    samples = audio.floats().astype("<f4").tobytes() if float32 else audio.samples
    width = 4 if float32 else 2
    form = struct.pack("<HHIIHH", 3 if float32 else 1, 1, audio.rate, audio.rate * width, width, 8 * width)
    head = b"RIFF" + struct.pack("<I", size) + b"WAVEfmt " + struct.pack("<I", len(form)) + form
    return head + b"LIST" + struct.pack("<I", 4) + b"abcd" + b"data" + struct.pack("<I", size) + samples


class Handler(BaseHTTPRequestHandler):
    """One request: the next fault in line, or what was asked for."""

    protocol_version = "HTTP/1.1"
    server: "SpeechServer"

    def log_message(self, format: str, *args: object) -> None:  # as it is called there
        pass

    def do_GET(self) -> None:
        self.heard({})
        if self.path != "/v1/audio/voices" or self.server.voices is None:
            self.words(404, {"detail": "Not Found"})
        elif callable(self.server.voices):
            self.server.voices(self)
        else:
            self.words(200, self.server.voices)

    def do_CONNECT(self) -> None:
        self.heard({})
        self.words(403, {})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.heard(body)
        fault = next(self.server.faults)
        if fault is not None:
            fault(self)
        elif self.path == "/v1/chat/completions":
            self.completion(next(self.server.replies)(body))
        elif self.path == "/v1/audio/speech":
            form = str(body["response_format"])
            self.sound(encoded(beeps(body), form), TYPES[form])
        else:
            self.words(404, {"error": {"message": "no such address"}})

    def heard(self, body: Mapping[str, object]) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.body = body
        self.server.asked.append(Asked(self.command, self.path, headers, body, self.client_address[1]))

    def sound(self, content: bytes, kind: str = "audio/wav", *, chunked: bool = False, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if not chunked:
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
            return
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for at in range(0, len(content), 1000):
            block = content[at : at + 1000]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(block), block))
        self.wfile.write(b"0\r\n\r\n")

    def words(self, status: int, told: object, **headers: str) -> None:
        content = told.encode() if isinstance(told, str) else json.dumps(told).encode()
        self.send_response(status)
        kind = "text/html" if isinstance(told, str) else "application/json"
        for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def completion(self, content: object) -> None:
        """An answer of a language model."""
        self.words(200, {"choices": [{"message": {"role": "assistant", "content": content}, "finish_reason": "stop"}]})

    def hang_up(self) -> None:
        self.close_connection = True


Fault = Callable[[Handler], None]
Reply = Callable[[Mapping[str, object]], object]
"""What a language model writes for a request."""


def refusal(status: int, message: str = "it went wrong", **headers: str) -> Fault:
    """An error as OpenAI tells it."""
    return lambda handler: handler.words(status, {"error": {"message": message, "type": "t", "code": "c"}}, **headers)


def cut(share: float, *, chunked: bool = False) -> Fault:
    """The sound breaks off after a *share* of it, and so does the connection."""

    def fault(handler: Handler) -> None:
        form = str(handler.body["response_format"])
        content = encoded(beeps(handler.body), form)
        handler.send_response(200)
        handler.send_header("Content-Type", TYPES[form])
        handler.send_header(*(("Transfer-Encoding", "chunked") if chunked else ("Content-Length", str(len(content)))))
        handler.end_headers()
        part = content[: int(len(content) * share)]
        handler.wfile.write(b"%x\r\n%s\r\n" % (len(part), part) if chunked else part)
        handler.hang_up()

    return fault


def sounding(make: Callable[[Audio], bytes], kind: str = "audio/wav", *, chunked: bool = False) -> Fault:
    """What *make* makes of the right sound."""
    return lambda handler: handler.sound(make(beeps(handler.body)), kind, chunked=chunked)


def slow(seconds: float) -> Fault:
    """Nothing for so long, then an end."""

    def fault(handler: Handler) -> None:
        time.sleep(seconds)
        handler.hang_up()

    return fault


def trickling(handler: Handler) -> None:
    """A byte now and then, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    with suppress(OSError):
        while True:
            handler.wfile.write(b"R")
            time.sleep(0.05)


def dropped(handler: Handler) -> None:
    """The connection ends without a word."""
    handler.hang_up()


def silence(audio: Audio) -> bytes:
    return encoded(Audio(bytes(len(audio.samples)), audio.rate), "wav")


def noise(audio: Audio) -> bytes:
    hiss = np.random.default_rng(0).standard_normal(len(audio.samples) // 2) * 3000
    return encoded(Audio(hiss.astype("<i2").tobytes(), audio.rate), "wav")


def truncated(audio: Audio) -> bytes:
    """A whole file with the first third of the sound, and silence."""
    third = len(audio.samples) // 6 * 2
    return encoded(Audio(audio.samples[:third] + bytes(len(audio.samples) - third), audio.rate), "wav")


def endless(audio: Audio) -> bytes:
    """The words again and again."""
    return encoded(Audio(audio.samples * 10, audio.rate), "wav")


class SpeechServer(ThreadingHTTPServer):
    """Runs while it is entered. Its first answers are *faults*, None being a right one; then all are right."""

    daemon_threads = True

    def __init__(self, *faults: Fault | None, voices: object = None, replies: Iterable[Reply] = ()) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.voices = {"voices": [{"id": one, "name": one} for one in VOICES]} if voices is None else voices or None
        self.faults = chain(deque(faults), repeat(None))
        self.replies = iter(replies)
        self.asked: list[Asked] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}/v1"

    def __enter__(self) -> "SpeechServer":
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *problem: object) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hung up is no news."""

    @property
    def spoken(self) -> list[Asked]:
        """The requests for speech."""
        return [one for one in self.asked if one.path == "/v1/audio/speech"]
