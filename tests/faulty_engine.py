"""An engine as bad as they come: each voice fails as its setting ``fault`` tells, at the word "fail"."""

import json
import os
from collections.abc import Sequence

from narrate.audio import Audio
from narrate.engines import ENGINES
from narrate.engines.tone import Synthesizer as Tone
from narrate.errors import AudioError, EngineError, VoiceNotFound
from narrate.model import Manner, Voice

RATE = 22050


def register() -> None:
    """Let a worker process find this engine."""
    ENGINES["faulty"] = __name__


class Synthesizer:
    """Beeps, until the text has the word "fail" in it."""

    version = "1"
    phonemes = False

    def voices(self) -> Sequence[Voice]:
        return [Voice("faulty", "faulty")]

    def recipe(self, voice: Voice) -> str:
        return json.dumps(dict(voice.settings), sort_keys=True)

    def fellow(self, voice: Voice, language: str) -> Voice | None:
        return None

    def in_manner(self, voice: Voice, manner: Manner) -> Voice:
        return voice

    def synthesize(self, text: str, voice: Voice) -> Audio:
        if "fail" not in text:
            return Tone().synthesize(text, Voice(voice.name, "tone", {"rate": 2.5}))
        fault = voice.settings["fault"]
        if fault == "die":
            os._exit(3)
        if fault == "stop":
            raise KeyboardInterrupt
        if fault in ERRORS:
            raise ERRORS[fault]("it went wrong")
        return SOUNDS[fault]


ERRORS = {"engine": EngineError, "voice": VoiceNotFound, "audio": AudioError, "bug": ZeroDivisionError}
SOUNDS = {
    "silence": Audio(bytes(2 * RATE * 60), RATE),
    "hiss": Audio(b"\x10\x00" * RATE * 60, RATE),
    "nothing": Audio(b"", RATE),
    "short": Audio(b"\x00\x40" * (RATE // 100), RATE),
}
