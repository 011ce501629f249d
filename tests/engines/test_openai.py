"""The engine for servers of OpenAI's speech protocol, against one on loopback with every fault such servers have."""

import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import soundfile
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from speech_server import (
    VOICES,
    Fault,
    Handler,
    SpeechServer,
    beeps,
    cut,
    dropped,
    encoded,
    endless,
    noise,
    refusal,
    silence,
    slow,
    sounding,
    streamed,
    trickling,
    truncated,
)

from narrate import calling
from narrate.audio import Audio
from narrate.calling import TRIES
from narrate.cli import main
from narrate.engines import load
from narrate.engines.openai import LISTED, Synthesizer, pieces
from narrate.engines.openai_sounds import ANEW, implausible
from narrate.engines.palette import PALETTE
from narrate.errors import EngineError, VoiceNotFound
from narrate.manner import MANNERS
from narrate.model import Gender, Voice
from narrate.planning import estimate, plan
from narrate.production import Delivery, open_book, produce

SENTENCE = "It was a dark and stormy night, and nobody spoke."
VOICE = Voice("Tara", "openai", {"voice": "af_heart"}, origin="voices.yaml:3:5")
KEY = "sk-very-secret"


def engine(server: SpeechServer, **settings: str) -> Synthesizer:
    """The engine for *server*, which does not sleep between its tries."""
    return patient(server, [], **settings)


def patient(server: SpeechServer, pauses: list[float], **settings: str) -> Synthesizer:
    """The engine for *server*, with its key; how long it would have slept is added to *pauses*."""
    told = {f"NARRATE_OPENAI_{name.upper()}": value for name, value in settings.items()}
    environ = {"NARRATE_OPENAI_URL": server.url, "NARRATE_OPENAI_KEY": KEY, "NARRATE_SERVERS": "", **told}
    return Synthesizer(environ, sleep=pauses.append, chance=lambda: 1.0)


RIGHT = beeps({"input": SENTENCE, "voice": "af_heart"})


def test_the_server_is_asked_as_the_protocol_says() -> None:
    with SpeechServer() as server:
        audio = engine(server).synthesize(SENTENCE, Voice("a", "openai", {"voice": "bf_emma", "rate": 1.25}))

    (asked,) = server.spoken
    assert asked.headers["authorization"] == f"Bearer {KEY}"
    assert asked.headers["content-type"] == "application/json"
    assert asked.body == {
        "model": "tts-1", "input": SENTENCE, "voice": "bf_emma", "response_format": "wav", "speed": 1.25,
    }  # fmt: skip
    assert audio == beeps(asked.body)


def test_one_connection_serves_all_requests_of_a_thread() -> None:
    with SpeechServer() as server:
        speaking = engine(server)
        for _ in range(3):
            speaking.synthesize("Yes.", VOICE)

    assert len({one.client for one in server.asked}) == 1


def test_a_connection_that_the_server_closed_meanwhile_is_opened_again_without_a_pause() -> None:
    def last(handler: Handler) -> None:
        handler.sound(encoded(beeps(handler.body), "wav"))
        handler.hang_up()  # the head of the answer does not say so

    pauses: list[float] = []
    with SpeechServer(last) as server:
        speaking = patient(server, pauses)
        assert speaking.synthesize(SENTENCE, VOICE) == speaking.synthesize(SENTENCE, VOICE) == RIGHT

    assert pauses == []


@pytest.mark.parametrize("form", ["wav", "flac", "pcm", "mp3", "opus"])
def test_every_format_comes_out_as_the_same_words(form: str) -> None:
    with SpeechServer() as server:
        audio = engine(server, format=form).synthesize(SENTENCE, VOICE)

    assert audio.seconds == pytest.approx(RIGHT.seconds, abs=0.01)
    assert form in ("mp3", "opus") or audio == RIGHT


@pytest.mark.parametrize(
    "content",
    [
        streamed,
        partial(streamed, size=0x7FFFFFFF),
        partial(streamed, size=0),
        partial(streamed, float32=True),
    ],
)
@pytest.mark.parametrize("chunked", [True, False])
def test_a_wav_of_unknown_length_is_read_to_its_end(content: partial[bytes], chunked: bool) -> None:
    with SpeechServer(sounding(content, chunked=chunked)) as server:
        assert engine(server).synthesize(SENTENCE, VOICE) == RIGHT


def test_stereo_becomes_mono_and_a_rate_stays() -> None:
    def stereo(audio: Audio) -> bytes:
        return b"".join(audio.samples[at : at + 2] * 2 for at in range(0, len(audio.samples), 2))

    fault = sounding(stereo, "audio/pcm; rate=22050; channels=2")
    with SpeechServer(fault) as server:
        audio = engine(server, format="pcm").synthesize(SENTENCE, VOICE)

    assert audio == Audio(RIGHT.samples, 22050)


@pytest.mark.parametrize("form", ["wav", "flac", "pcm", "mp3", "opus"])
@pytest.mark.parametrize("chunked", [True, False])
def test_an_answer_that_breaks_off_is_asked_for_again_in_any_format(form: str, chunked: bool) -> None:
    with SpeechServer(cut(0.8, chunked=chunked)) as server:
        audio = engine(server, format=form).synthesize(SENTENCE, VOICE)

    assert len(server.spoken) == 2
    assert audio.seconds == pytest.approx(RIGHT.seconds, abs=0.01)


def test_an_answer_that_comes_byte_by_byte_is_not_waited_for_for_ever() -> None:
    with SpeechServer(trickling) as server:
        assert engine(server, timeout="0.3").synthesize(SENTENCE, VOICE) == RIGHT

    assert len(server.spoken) == 2


def test_an_answer_that_is_far_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "MOST_BYTES", 5 << 20)
    with (
        SpeechServer(sounding(lambda audio: bytes(6 << 20), chunked=True)) as server,
        pytest.raises(EngineError, match=r"answers with more than 5 MB$"),
    ):
        engine(server).synthesize(SENTENCE, VOICE)

    assert len(server.spoken) == 1


TYPED = {"wav": "audio/wav", "mp3": "audio/mpeg", "flac": "audio/flac", "pcm": "audio/pcm"}


@pytest.mark.parametrize("asked", TYPED)
@pytest.mark.parametrize("sent", TYPED)
def test_another_format_than_was_asked_for_is_heard_as_what_it_is(asked: str, sent: str) -> None:
    with SpeechServer(sounding(partial(encoded, form=sent), TYPED[sent])) as server:
        audio = engine(server, format=asked).synthesize(SENTENCE, VOICE)

    assert len(server.spoken) == 1
    assert audio.seconds == pytest.approx(RIGHT.seconds, abs=0.01)


@pytest.mark.parametrize("rate", [1, 24, 500_000])
def test_a_rate_that_no_speech_has_is_a_fault(rate: int) -> None:
    def wrong(audio: Audio) -> bytes:
        return encoded(Audio(audio.samples, rate), "wav")

    with (
        SpeechServer(*[sounding(wrong)] * ANEW) as server,
        pytest.raises(EngineError, match=rf"a sound of {rate} Hz \({ANEW} times\)$"),
    ):
        engine(server).synthesize(SENTENCE, VOICE)


@pytest.mark.filterwarnings("error::RuntimeWarning")
def test_floats_that_are_no_numbers_are_silence_and_the_largest_are_full_scale() -> None:
    def wild(audio: Audio) -> bytes:
        floats = audio.floats().repeat(2).reshape(-1, 2)
        floats[:3] = [[np.nan, np.nan], [np.inf, -np.inf], [3e38, 3e38]]
        out = BytesIO()
        soundfile.write(out, floats, audio.rate, format="WAV", subtype="FLOAT")
        return out.getvalue()

    with SpeechServer(sounding(wild)) as server:
        audio = engine(server).synthesize(SENTENCE, VOICE)

    assert list(np.frombuffer(audio.samples[:6], "<i2")) == [0, 0, 32767]
    assert audio.samples[6:] == RIGHT.samples[6:]


@pytest.mark.parametrize("key", ["x", "0", "none", "RIFF"])
def test_a_key_that_is_any_word_leaves_the_sound_as_it_is(key: str) -> None:
    with SpeechServer() as server:
        assert engine(server, key=key).synthesize(SENTENCE, VOICE) == RIGHT


PASSING = {
    "busy": refusal(429, "slow down"),
    "broken": refusal(500),
    "overloaded": refusal(503),
    "cut": cut(0.5),
    "cut in a chunk": cut(0.5, chunked=True),
    "cut in the head": cut(0.0),
    "dropped": dropped,
    "slow": slow(0.25),
    "error with 200": lambda handler: handler.words(200, {"error": {"message": "no memory"}}),
    "page with 200": lambda handler: handler.words(200, "<html><title>Log in</title></html>"),
    "nothing": lambda handler: handler.sound(b"", "audio/wav"),
    "no sound": lambda handler: handler.sound(b"RIFF....WAVE", "audio/wav"),
    "short of its head": sounding(lambda audio: encoded(audio, "wav")[:-2000]),
    "silence": sounding(silence),
    "noise": sounding(noise),
    "truncated": sounding(truncated),
    "endless": sounding(endless),
}


def patience(fault: Fault) -> str:
    """The time-out in which *fault* shows; a right answer is given as long as it needs."""
    return "0.2" if fault in (PASSING["slow"], LASTING["slow"][0]) else "20"


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING)
def test_what_passes_is_asked_for_again(fault: Fault) -> None:
    with SpeechServer(None, fault) as server:
        speaking = engine(server, timeout=patience(fault))
        speaking.synthesize("Yes.", VOICE)
        assert speaking.synthesize(SENTENCE, VOICE) == RIGHT

    assert len(server.spoken) in (3, 4)  # one more where a kept connection broke: that is no try


LASTING = {
    "silence": (sounding(silence), ANEW, r"voice af_heart gives 2\.88 s of silence for 'It was a dark"),
    "noise": (sounding(noise), ANEW, "voice af_heart gives noise for 'It was a dark"),
    "truncated": (sounding(truncated), ANEW, r"voice af_heart gives only 0\.7\d s of speech for 'It was"),
    "endless": (sounding(endless), ANEW, "voice af_heart gives 29 s of sound for 'It was a dark"),
    "error with 200": (PASSING["error with 200"], ANEW, "words instead of sound: no memory"),
    "page with 200": (PASSING["page with 200"], ANEW, "words instead of sound: Log in"),
    "not decodable": (lambda handler: handler.sound(b"\0" * 99, "audio/x"), ANEW, "99 bytes of audio/x that are no"),
    "busy": (refusal(429, "slow down"), TRIES, "429: slow down"),
    "broken": (refusal(500), TRIES, "500: it went wrong"),
    "slow": (slow(0.21), TRIES, r"no answer in 0\.2 s"),
}


@pytest.mark.parametrize("fault, times, message", LASTING.values(), ids=LASTING)
def test_what_does_not_pass_is_named(fault: Fault, times: int, message: str) -> None:
    with (
        SpeechServer(*[fault] * times) as server,
        pytest.raises(EngineError, match=rf"^openai: 127\.0\.0\.1:\d+: .*{message}.* \({times} times\)$"),
    ):
        engine(server, timeout=patience(fault)).synthesize(SENTENCE, VOICE)

    assert len(server.spoken) == times


@pytest.mark.parametrize(
    "fault, message",
    [
        (
            refusal(400, "Voice 'x' not found. Available voices: a, b"),
            "400: Voice 'x' not found. Available voices: a, b",
        ),
        (refusal(401, "wrong key"), r"401: wrong key \(set NARRATE_OPENAI_KEY to a key it takes\)"),
        (
            refusal(404, "no such model"),
            r"404: no such model \(NARRATE_OPENAI_URL or NARRATE_OPENAI_MODEL may be wrong\)",
        ),
        (refusal(429, "You exceeded your current quota: insufficient_quota"), "429: You exceeded"),
        (
            refusal(301, "moved", Location="https://elsewhere/v1"),
            r"\(set NARRATE_OPENAI_URL to .*: https://elsewhere/v1\)",
        ),
        (refusal(503, Retry_After="9999"), "503: it went wrong; it asks to wait 9999 s"),
        (
            lambda handler: handler.words(422, {"detail": [{"loc": ["body", "speed"], "msg": "too fast"}]}),
            "422: too fast",
        ),
        (
            lambda handler: handler.words(400, {"detail": {"error": "invalid_model", "message": "no such"}}),
            "400: no such",
        ),
        (lambda handler: handler.words(418, "<h1>tea</h1>\n\x1b[1mpot"), r"418: tea \[1mpot"),
    ],
)
def test_a_refusal_is_an_error_at_once(fault: Fault, message: str) -> None:
    with SpeechServer(fault) as server, pytest.raises(EngineError, match=message) as error:
        engine(server).synthesize(SENTENCE, VOICE)

    assert len(server.spoken) == 1
    assert "\n" not in str(error.value)


def test_pauses_grow_and_are_as_long_as_the_server_asks() -> None:
    faults = [refusal(500), refusal(429, "busy", Retry_After="7"), refusal(500), cut(0.5)]
    pauses: list[float] = []
    with SpeechServer(*faults) as server:
        patient(server, pauses).synthesize(SENTENCE, VOICE)

    assert pauses == [1.0, 7.0, 4.0, 8.0]


def test_a_date_to_come_back_at_is_understood() -> None:
    dates = ["Fri, 01 Jan 2021 00:00:00 GMT", format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)]
    pauses: list[float] = []
    with SpeechServer(*[refusal(429, "busy", Retry_After=one) for one in dates]) as server:
        patient(server, pauses).synthesize(SENTENCE, VOICE)

    assert pauses == [1.0, pytest.approx(90, abs=20)]


@pytest.mark.parametrize("told", ["soon", "", "-5", "nan", "Thu, 01 Jan 0001 00:00:00 -0000", "Mon, 99 Foo 9999"])
def test_a_wait_that_makes_no_sense_is_none(told: str) -> None:
    pauses: list[float] = []
    with SpeechServer(refusal(503, Retry_After=told)) as server:
        patient(server, pauses).synthesize(SENTENCE, VOICE)

    assert pauses == [1.0]


def test_nobody_waits_for_a_server_that_is_not_there() -> None:
    with SpeechServer() as server:
        pass
    pauses: list[float] = []

    with pytest.raises(EngineError, match=r"^openai: 127\.0\.0\.1:\d+: cannot be reached: .*[Rr]efused"):
        patient(server, pauses).synthesize(SENTENCE, VOICE)

    assert pauses == []


def test_the_key_is_in_no_error_and_nothing_else_that_is_kept(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    faults: list[Fault] = [
        refusal(401, f"Incorrect API key provided: {KEY}"),
        refusal(500, f"{KEY} " * 50),
        lambda handler: handler.words(200, {"error": KEY}),
        lambda handler: handler.words(200, {"error": "." * 295 + KEY}),  # cut where it is too long
        lambda handler: handler.wfile.write(f"no HTTP: {KEY}\r\n\r\n".encode()) and handler.hang_up(),
        refusal(302, Location=f"https://elsewhere/?key={KEY}"),
    ]
    for fault in faults:
        with SpeechServer(*[fault] * (TRIES + 1)) as server:
            speaking = engine(server)
            with pytest.raises(EngineError) as error:
                speaking.synthesize(SENTENCE, VOICE)
            shown = "".join(traceback.format_exception(error.value))
            assert KEY not in shown and KEY[:5] not in shown
            assert KEY not in repr(speaking) + repr(speaking._server) + speaking.recipe(VOICE) + speaking.version
    assert KEY not in caplog.text


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_neither_the_key_nor_the_text_follows_to_where_a_server_sends(status: int) -> None:
    with (
        SpeechServer() as other,
        SpeechServer(refusal(status, "moved", Location=f"{other.url}/audio/speech")) as server,
        pytest.raises(EngineError, match="set NARRATE_OPENAI_URL to where it sends"),
    ):
        engine(server).synthesize(SENTENCE, VOICE)

    assert other.asked == []


def test_a_long_text_is_cut_between_sentences_and_joined() -> None:
    text = "The night was long and quiet. " * 40
    with SpeechServer() as server:
        audio = engine(server, limit="100").synthesize(text, VOICE)

    inputs = [str(one.body["input"]) for one in server.spoken]
    assert "".join(inputs) == text
    assert max(map(len, inputs)) <= 100
    assert all(one.endswith(". ") for one in inputs)
    spoken = sum(beeps(one.body).seconds for one in server.spoken)
    assert audio.seconds == pytest.approx(spoken + 0.2 * (len(inputs) - 1), abs=0.01)


@given(st.text(alphabet="ab.,! “”。1", max_size=400), st.integers(1, 50))
def test_cut_texts_are_whole_and_short_enough(text: str, limit: int) -> None:
    parts = list(pieces(text, limit))

    assert "".join(parts) == text
    assert all(0 < len(one) <= limit for one in parts[:-1])
    assert len(parts[-1]) <= limit


def test_a_number_is_not_cut_at_its_point() -> None:
    assert list(pieces("it is 3.14159 and 1,000,000 miles", 20)) == ["it is 3.14159 and ", "1,000,000 miles"]


@pytest.mark.parametrize("text", ["", " \n", "…", "\u200b"])
def test_nothing_to_say_is_an_error_and_no_request(text: str) -> None:
    with SpeechServer() as server, pytest.raises(EngineError, match="nothing to say"):
        engine(server).synthesize(text, VOICE)

    assert server.spoken == []


def test_half_a_character_is_an_error_and_no_request() -> None:
    with SpeechServer() as server, pytest.raises(EngineError, match="half a character"):
        engine(server).synthesize("half \ud800", VOICE)


def test_several_threads_each_get_their_own_words_over_their_own_connection() -> None:
    texts = ["Yes.", SENTENCE] * 8
    meet = threading.Barrier(4)
    with SpeechServer() as server, ThreadPoolExecutor(4, initializer=meet.wait) as pool:
        speaking = engine(server)
        seconds = [one.seconds for one in pool.map(lambda text: speaking.synthesize(text, VOICE), texts)]

    assert seconds == [beeps({"input": text, "voice": "af_heart"}).seconds for text in texts]
    assert 1 < len({one.client for one in server.spoken}) <= 4


def test_the_servers_voices_tell_gender_and_language() -> None:
    with SpeechServer() as server:
        voices = {one.name: one for one in engine(server).voices()}

    assert tuple(voices) == VOICES
    assert (voices["af_heart"].gender, voices["af_heart"].language) == (Gender.FEMALE, "en-US")
    assert (voices["am_adam"].gender, voices["bf_emma"].language) == (Gender.MALE, "en-GB")
    assert voices["ff_siwis"].language == "fr"


@pytest.mark.parametrize(
    "told",
    [
        ["nova", "echo"],
        {"voices": ["nova", "echo"]},
        {"data": [{"voice_id": "nova"}, {"name": "echo"}]},
        {"voices": {"nova": {"preview": "nova.mp3"}, "echo": None}},
        [{"model": "a", "voices": [{"name": "nova"}, {"id": ["x"]}]}, {"id": "b", "voices": ["echo", 3]}],
    ],
)
def test_lists_of_voices_come_in_several_shapes(told: object) -> None:
    with SpeechServer(voices=told) as server:
        voices = engine(server).voices()

    assert [(one.name, one.gender) for one in voices] == [("nova", Gender.FEMALE), ("echo", Gender.MALE)]


def test_a_voice_is_of_the_language_and_gender_that_the_server_tells() -> None:
    told = [
        {"name": "narrator", "language": "en_GB", "gender": "Female"},
        {"id": "x", "language": "multi", "gender": None},
        {"id": "y", "language": ["de"], "gender": 3},
    ]
    with SpeechServer(voices={"voices": told}) as server:
        voices = engine(server).voices()

    assert [(one.language, one.gender) for one in voices] == [
        ("en-GB", Gender.FEMALE), ("", Gender.UNKNOWN), ("", Gender.UNKNOWN),
    ]  # fmt: skip


@pytest.mark.parametrize("told", [[], {}, {"voices": []}, {"voices": None}, {"voices": {}}, [[["a"]]], 3, "alloy"])
def test_a_list_without_a_voice_is_told(told: object) -> None:
    with SpeechServer(voices=lambda handler: handler.words(200, json.dumps(told))) as server:
        with pytest.raises(EngineError, match=r"no list of voices: .* is empty \(NARRATE_OPENAI_VOICES="):
            engine(server).voices()
        assert "whoever" in engine(server).recipe(Voice("a", "openai", {"voice": "whoever"}))


def test_a_server_without_a_list_takes_any_voice_and_a_person_can_name_them() -> None:
    with SpeechServer(voices=False) as server:
        assert json.loads(engine(server).recipe(Voice("a", "openai", {"voice": "whoever"})))["voice"] == "whoever"
        with pytest.raises(EngineError, match=r"no list of voices: .*404.*NARRATE_OPENAI_VOICES=name,name"):
            engine(server).voices()
        assert [one.name for one in engine(server, voices="ann, bea").voices()] == ["ann", "bea"]


def test_openais_own_voices_are_known_without_asking() -> None:
    voices = Synthesizer({"OPENAI_API_KEY": "x"}).voices()

    assert [one.name for one in voices] == LISTED


def test_an_unknown_voice_is_refused_before_anything_is_spoken() -> None:
    with SpeechServer() as server:
        with pytest.raises(VoiceNotFound, match=r"^voices\.yaml:3:5: openai has no .*did you mean af_heart"):
            engine(server).recipe(Voice("a", "openai", {"voice": "af_hart"}, origin="voices.yaml:3:5"))
        with pytest.raises(VoiceNotFound):
            engine(server).synthesize("Hello.", Voice("a", "openai", {"voice": "af_hart"}))
        assert server.spoken == []


@pytest.mark.parametrize("blend", ["af_bella+af_heart", "af_bella(2)+af_heart(1)", "af_bella(0.5) + am_adam"])
def test_a_blend_of_known_voices_is_a_voice(blend: str) -> None:
    with SpeechServer() as server:
        engine(server).synthesize("Hello.", Voice("a", "openai", {"voice": blend}))
        assert server.spoken[0].body["voice"] == blend
        with pytest.raises(VoiceNotFound):
            engine(server).recipe(Voice("a", "openai", {"voice": "af_bella+nobody"}))


def test_a_recipe_holds_what_is_heard_and_not_who_speaks() -> None:
    with SpeechServer() as server:
        speaking = engine(server)
        recipe = speaking.recipe(VOICE)

        assert speaking.recipe(Voice("Kennedy", "openai", {"voice": "af_heart"})) == recipe
        assert engine(server, key="another", timeout="5", limit="99", price="3").recipe(VOICE) == recipe
        for other in ({"voice": "am_adam"}, {"rate": 0.9}, {"instructions": "Sing."}):
            assert speaking.recipe(Voice("a", "openai", {"voice": "af_heart", **other})) != recipe
        for setting in ({"model": "tts-1-hd"}, {"format": "mp3"}, {"name": "my kokoro"}):
            assert engine(server, **setting).recipe(VOICE) != recipe


def test_a_server_with_a_name_may_move() -> None:
    with SpeechServer() as one, SpeechServer() as other:
        assert engine(one, name="mine").recipe(VOICE) == engine(other, name="mine").recipe(VOICE)
        assert engine(one).recipe(VOICE) != engine(other).recipe(VOICE)


def test_clips_that_are_there_need_no_server() -> None:
    with SpeechServer(voices=["af_heart"]) as server:
        recipe = engine(server).recipe(VOICE)
    assert engine(server).recipe(VOICE) == recipe


@pytest.mark.parametrize(
    "settings, message",
    [
        ({"rate": 9}, r"rate 9 is outside 0\.25 to 2\.5"),
        ({"rate": "fast"}, "rate is 'fast', expected a number"),
        ({"ratte": 1}, "did you mean rate"),
        ({"voice": 3}, "voice is 3, expected a name"),
        ({"instructions": 3}, "instructions is 3, expected a text"),
        ({"model": "tts-1-hd"}, r"openai has no setting 'model' \(known: "),
        ({"instructions": "x" * 5000}, "instructions are longer than 4096 characters"),
    ],
)
def test_a_wrong_setting_is_an_error_that_says_where(settings: dict[str, str | float], message: str) -> None:
    with SpeechServer() as server, pytest.raises(EngineError, match=rf"^voices\.yaml:7:3: .*{message}"):
        engine(server).recipe(Voice("a", "openai", settings, origin="voices.yaml:7:3"))


def test_a_manner_changes_the_pace_and_where_asked_for_the_delivery() -> None:
    voice = Voice("a", "openai", {"voice": "alloy", "rate": 2.0, "instructions": "An old sailor."})
    with SpeechServer() as server:
        plain, told = engine(server), engine(server, delivery="true")

        assert plain.in_manner(voice, MANNERS["plainly"]) is voice
        whispered = plain.in_manner(voice, MANNERS["whispered"])
        assert whispered.settings == {**voice.settings, "rate": pytest.approx(1.84)}
        assert told.in_manner(voice, MANNERS["whispered"]).settings["instructions"] == "An old sailor. Whisper."
        assert told.in_manner(voice, MANNERS["quickly"]).settings["instructions"] == "An old sailor."
        told.synthesize("Hush.", told.in_manner(voice, MANNERS["whispered"]))
    assert server.spoken[0].body["instructions"] == "An old sailor. Whisper."


@pytest.mark.parametrize("voice, language, reads", [
    ("af_heart", "en-GB", True), ("af_heart", "fr", False), ("ff_siwis", "fr-CA", True), ("alloy", "fr", True),
    ("af_heart+af_bella", "fr", False),
])  # fmt: skip
def test_a_voice_for_one_language_has_no_fellow_for_another(voice: str, language: str, reads: bool) -> None:
    with SpeechServer() as server:
        one = Voice("a", "openai", {"voice": voice})
        assert engine(server).fellow(one, language) == (one if reads else None)


def test_the_cost_is_told_in_characters_and_in_money_where_a_price_is_set() -> None:
    with SpeechServer() as server:
        free, paid = (
            engine(server).cost(["abc", "de"]),
            engine(server, price="15", currency="EUR").cost(["a" * 500_000]),
        )

    assert (free.characters, free.money, str(free)) == (5, None, "5 characters")
    assert (paid.money, str(paid)) == (7.5, "500,000 characters, about 7.50 EUR")
    assert server.asked == []


def test_what_a_person_adds_is_sent_and_cannot_replace_the_text(tmp_path: Path) -> None:
    file = tmp_path / "servers.toml"
    with SpeechServer() as server:
        own = '[speech.voices]\naf_heart = "male"\n[speech.extra]\nstream = false\ninput = "no"'
        file.write_text(f'[speech]\nurl = "{server.url}"\n{own}', encoding="utf-8")
        speaking = Synthesizer({"NARRATE_SERVERS": str(file)})
        speaking.synthesize("Hello.", VOICE)

        assert [(one.name, one.gender) for one in speaking.voices()] == [("af_heart", Gender.MALE)]
        assert '"stream": false' in speaking.recipe(VOICE)
    assert (server.spoken[0].body["stream"], server.spoken[0].body["input"]) == (False, "Hello.")


@pytest.mark.parametrize(
    "settings, message",
    [
        ({"NARRATE_OPENAI_FORMAT": "aac"}, "NARRATE_OPENAI_FORMAT: expected one of wav, mp3, pcm, flac, opus"),
        ({"NARRATE_OPENAI_LIMIT": "many"}, "NARRATE_OPENAI_LIMIT: expected a number from 40 to 100000"),
        ({"NARRATE_OPENAI_DELIVERY": "perhaps"}, "NARRATE_OPENAI_DELIVERY: expected true or false"),
        ({"NARRATE_OPENAI_MODLE": "x"}, r"NARRATE_OPENAI_MODLE: there is no such setting \(did you mean model\?"),
    ],
)
def test_a_wrong_setting_of_the_server_is_named(settings: dict[str, str], message: str) -> None:
    with pytest.raises(EngineError, match=f"^openai: {message}"):
        Synthesizer({"OPENAI_API_KEY": "x", **settings})


@pytest.mark.parametrize("text", ["Shhhhhhhh!", "Ssssssss.", "Aaaaaaah!", "Mmmm.", "No… no…", "A!", SENTENCE * 3])
@pytest.mark.parametrize("rate", [0.6, 1.0, 2.5])
def test_no_speech_is_taken_for_a_fault(text: str, rate: float) -> None:
    for voice in PALETTE[::5]:
        audio = load("espeak").synthesize(text, Voice("a", "espeak", {**voice.settings, "rate": rate}))

        assert implausible(audio, text, rate) == ""
        assert implausible(audio, text, 1.0) == "" or rate > 1  # a server may take no notice of the rate


VOICES_YAML = """\
narrator: {engine: openai, voice: am_adam, rate: 2}
cast:
  Emma: {engine: openai, voice: af_heart, rate: 2}
  Tara: {engine: openai, voice: bf_emma, rate: 2}
"""


@pytest.fixture
def set_up(story: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[SpeechServer], None]]:
    """Lets the engine that everybody loads speak through a server, and the story's cast be of its voices."""

    def use(server: SpeechServer) -> None:
        load.cache_clear()
        monkeypatch.setenv("NARRATE_SERVERS", "")
        monkeypatch.setenv("NARRATE_OPENAI_URL", server.url)
        (story.parent / "voices.yaml").write_text(VOICES_YAML, encoding="utf-8")

    yield use
    load.cache_clear()


def test_a_book_is_made_once_and_made_again_without_a_server(
    story: Path, clips: Path, set_up: Callable[[SpeechServer], None]
) -> None:
    out = story.parent / "book.mp3"
    with SpeechServer() as server:
        set_up(server)
        first = produce(open_book(story), out, clips, Delivery(date="2026"))
        spoken = len(server.spoken)
        assert (first.made, spoken) == (first.made, first.made + 3)  # a sample of each voice

    load.cache_clear()
    again = produce(open_book(story), out, clips, Delivery(date="2026"))

    assert (again.made, again.reused, again.seconds) == (0, first.made, first.seconds)


def test_a_book_is_spoken_over_several_connections_and_the_plan_tells_its_price(
    story: Path, clips: Path, set_up: Callable[[SpeechServer], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NARRATE_OPENAI_PRICE", "15")
    with SpeechServer() as server:
        set_up(server)
        book = open_book(story)
        told = estimate(book, clips)
        planned = [part.cost for part in plan(book, clips)]
        produce(book, story.parent / "book.mp3", clips)
        characters = sum(len(str(one.body["input"])) for one in server.spoken)

    assert len({one.client for one in server.spoken}) > 1
    assert told is not None
    assert told.characters == sum(cost.characters for cost in planned if cost) == characters
    assert told.money == pytest.approx(characters * 15e-6)
    assert [part.cost for part in plan(book, clips)] == [None] * len(planned)
    assert estimate(book, clips) is None


@pytest.mark.parametrize("most", [1, 3])
def test_a_server_is_asked_for_as_much_at_once_as_it_takes(
    story: Path, clips: Path, set_up: Callable[[SpeechServer], None], monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setenv("NARRATE_OPENAI_CONNECTIONS", str(most))
    lock = threading.Lock()
    begun, at_once = [0], []

    def counted(handler: Handler) -> None:
        with lock:
            begun[0] += 1
            at_once.append(begun[0])
        time.sleep(0.1)
        with lock:
            begun[0] -= 1
        handler.sound(encoded(beeps(handler.body), "wav"))

    with SpeechServer(*[counted] * 20) as server:
        set_up(server)
        produce(open_book(story), story.parent / "book.mp3", clips)

    assert max(at_once) == most


@pytest.mark.parametrize("price", ["15", "0"])
def test_a_run_that_costs_money_says_so_before_it(
    story: Path, clips: Path, set_up: Callable[[SpeechServer], None], monkeypatch: pytest.MonkeyPatch, price: str
) -> None:
    monkeypatch.setenv("NARRATE_OPENAI_PRICE", price)
    command = ["produce", str(story), "-o", "book.mp3", "--clips", str(clips)]
    with SpeechServer() as server:
        set_up(server)
        first, again = (CliRunner().invoke(main, command) for _ in range(2))
        characters = sum(len(str(one.body["input"])) for one in server.spoken)
        monkeypatch.delenv("NARRATE_OPENAI_PRICE")
        load.cache_clear()
        free = CliRunner().invoke(main, [*command, "--chapters", "1"])

    money = characters * int(price) / 1e6
    assert f"\nto speak: {characters:,} characters, about {money:.2f} USD\nvoices: " in first.stderr
    assert "to speak" not in again.stderr + free.stderr
    assert (first.exit_code, again.exit_code, free.exit_code) == (0, 0, 0)


def test_another_voice_for_one_character_asks_for_that_characters_lines_alone(
    story: Path, clips: Path, set_up: Callable[[SpeechServer], None]
) -> None:
    out = story.parent / "book.mp3"
    with SpeechServer() as server:
        set_up(server)
        produce(open_book(story), out, clips, Delivery(date="2026"))
        server.asked.clear()
        recast = VOICES_YAML.replace("bf_emma", "alloy")
        (story.parent / "voices.yaml").write_text(recast, encoding="utf-8")
        produce(open_book(story), out, clips, Delivery(date="2026"))

    assert {one.body["voice"] for one in server.spoken} == {"alloy"}
    assert len(server.spoken) == 1 + 2  # her sample and her two lines


def test_a_fault_names_the_place_of_the_line(story: Path, clips: Path, set_up: Callable[[SpeechServer], None]) -> None:
    with SpeechServer(*[None] * 4, refusal(400, "cannot say this")) as server:
        set_up(server)
        with pytest.raises(EngineError, match=r"^chapter 1, scene 1, paragraph \d+: openai: .*: 400: cannot say this$"):
            produce(open_book(story), story.parent / "book.mp3", clips, Delivery(date="2026"))


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("fault", [slow(60), refusal(429, "busy", Retry_After="60")], ids=["waiting", "told to wait"])
def test_ctrl_c_ends_a_run_at_once_whatever_a_server_takes_and_keeps_what_is_spoken(
    story: Path, clips: Path, fault: Fault
) -> None:
    attentive = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    code = f"{attentive}; from narrate.cli import main; main()"
    command = [sys.executable, "-c", code, "produce", story, "-q", "--clips", clips, "-o", story.parent / "book.mp3"]
    (story.parent / "voices.yaml").write_text(VOICES_YAML, encoding="utf-8")
    with SpeechServer(*[None] * 5, *[fault] * 9) as server:  # three samples, two lines
        environ = {**os.environ, "NARRATE_SERVERS": "", "NARRATE_OPENAI_URL": server.url}
        run = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environ)
        with run:
            while len(server.spoken) < 9 or len(list(clips.rglob("*.wav"))) < 5:
                assert run.poll() is None
                time.sleep(0.02)
            began = time.monotonic()
            run.send_signal(signal.SIGINT)
            _, told = run.communicate(timeout=30)

    assert time.monotonic() - began < 15, "a server takes sixty seconds"
    assert (run.returncode, told.count("\n")) == (130, 1)
    assert "what is spoken so far is kept" in told
    assert len(list(clips.rglob("*.wav"))) == 5
    assert not list(clips.rglob("*.part"))
