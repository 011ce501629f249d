"""What Piper and Kokoro share: how a model is run, pitch by playing faster or slower, and sound in 16 bits."""

from collections.abc import Sequence
from dataclasses import replace
from multiprocessing import parent_process

import numpy as np
import onnxruntime
import soxr
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as faults

from narrate.audio import FULL_SCALE, Audio, WordTime
from narrate.engines.settings import moved, number
from narrate.model import Manner, Voice

onnxruntime.disable_telemetry_events()  # on Windows, where ORT_DISABLE_TELEMETRY is not heeded

SEMITONE = 6.0
"""Units of the setting ``pitch``, as eSpeak's are: 50 is the voice's own, 0 and 99 are eight semitones away."""
MOST_SHIFT = 2.0
"""Semitones by which a manner moves a voice at most. Playing faster moves the formants too, and 15 to 20 % is what lies
between men and women (Peterson and Barney, JASA 24, 1952): beyond, a person who shouts would become another one."""
FAULTS = (
    faults.EPFail, faults.Fail, faults.InvalidArgument, faults.InvalidGraph, faults.InvalidProtobuf, faults.NoModel,
    faults.NoSuchFile, faults.NotImplemented, faults.RuntimeException,
)  # fmt: skip
"""What ONNX Runtime raises for a model that is none, or that does not take what it is given."""
_ERRORS_ONLY = 3
"""Of ONNX Runtime's levels of logging."""


def session(model: str | bytes) -> onnxruntime.InferenceSession:
    """The *model*, a path or its content, ready to run; one of FAULTS if it is none."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = _ERRORS_ONLY
    # Threads that have done their share sleep: by default they go round in circles, while Python works, for the next.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    if parent_process() is not None:  # a worker, one of as many as there are cores
        options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def raised(voice: Voice) -> float:
    """By what factor *voice* is higher than it is by itself. EngineError if its pitch is out of range."""
    return float(2 ** ((number(voice, "pitch", default=50, low=0, high=99) - 50) / SEMITONE / 12))


def in_manner(voice: Voice, manner: Manner, *, slowest: float, fastest: float) -> Voice:
    """*voice* at the manner's rate, and up to ``MOST_SHIFT`` of its pitch; a model has no range to set. EngineError."""
    if manner == Manner():
        return voice
    shift = min(max(manner.pitch, -MOST_SHIFT), MOST_SHIFT)
    settings = {
        **voice.settings,
        "rate": moved(voice, "rate", default=1.0, low=slowest, high=fastest, factor=manner.rate),
        "pitch": moved(voice, "pitch", default=50, low=0, high=99, by=shift * SEMITONE),
    }
    return replace(voice, settings=settings)


def higher(sound: NDArray[np.float32], rate: int, words: Sequence[WordTime], factor: float) -> Audio:
    """*sound*, of *rate* samples a second, played *factor* times as fast: as much higher, and as much shorter."""
    if factor != 1.0:
        sound = soxr.resample(sound, rate * factor, rate)
        words = [WordTime(word.start, word.end, word.seconds / factor) for word in words]
    scaled = sound * np.float32(FULL_SCALE - 1)
    np.clip(np.rint(scaled, out=scaled), 1 - FULL_SCALE, FULL_SCALE - 1, out=scaled)
    return Audio(scaled.astype("<i2").tobytes(), rate, tuple(words))
