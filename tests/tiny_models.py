"""Models of a few kilobytes that the real libraries load: a tone for every phoneme, silence for marks and blanks."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from narrate.audio import Audio

PIPER_RATE, KOKORO_RATE = 22050, 24000
PIPER_HOP = 256
"""Samples a frame, as Piper counts them where a model's JSON does not say."""
PIPER_PHONEMES = (
    "_^$ !'(),-.:;?abcdefghijklmnopqrstuvwxyzæçðøħŋœɐɑɒɓɔɕɖɗɘəɚɛɜɞɟɡɢɣɤɥɦɧɨɪɫɬɭɮɯɰɱɲɳɴɵɶɸɹɺɻɽɾʀʁʂʃʄʈʉʊʋʌʍʎʏʐʑʒʔʕʘʙʛʜ"
    'ʝʟʡʢʲˈˌːˑ˞βθχᵻⱱ0123456789\u0327\u0303\u032a\u032f\u0329ʰˤε↓#"↑\u033a\u033bgʦX\u031d\u030aɝʷ'
)
PIPER_MARKS, KOKORO_MARKS = 13.5, 16.5
"""Ids below are marks, blanks and padding, in Piper's phonemes above and in kokoro-onnx's vocabulary."""
STYLES = {"af_bella": 200.0, "af_sky": 100.0, "am_adam": 20.0, "bf_emma": 150.0, "ff_siwis": 120.0, "jf_alpha": 90.0}


class Drawing:
    """A graph being drawn, node by node; all its names begin with *prefix*."""

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, value: object, kind: type = np.float32) -> str:
        name = f"{self.prefix}constant{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(value, dtype=kind), name))
        return name

    def __call__(self, operation: str, *inputs: str, name: str = "", **options: object) -> str:
        name = name or f"{self.prefix}{operation}{len(self.nodes)}"
        self.nodes.append(helper.make_node(operation, list(inputs), [name], **options))
        return name

    def save(self, path: Path, inputs: Sequence[onnx.ValueInfoProto], outputs: Sequence[onnx.ValueInfoProto]) -> None:
        graph = helper.make_graph(self.nodes, "tiny", list(inputs), list(outputs), self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
        onnx.checker.check_model(model)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(model.SerializeToString())

    def tones(self, ids: str, frames: str, pitch: str, *, marks: float, hop: int, rate: int) -> tuple[str, str]:
        """The sound of *ids*, each as many *frames* long and *pitch* hertz high, and where in it there is a tone."""
        first = self.constant(0, np.int64)
        ends = self("Cast", self("CumSum", frames, first), to=TensorProto.INT64)
        total = self("ReduceSum", self("Cast", frames, to=TensorProto.INT64), keepdims=1)
        one = self.constant([1], np.int64)
        zeros = self(
            "ConstantOfShape", self("Add", total, one), value=helper.make_tensor("", TensorProto.INT64, [1], [0])
        )
        ones = self("Expand", one, self("Shape", ends))
        begun = self("CumSum", self("ScatterElements", zeros, ends, ones, axis=0), first)
        index = self("Slice", begun, self.constant([0], np.int64), total)
        shape = self("Concat", total, self.constant([hop], np.int64), axis=0)
        flat, column = self.constant([-1], np.int64), self.constant([1], np.int64)

        def by_sample(values: str) -> str:
            return self(
                "Reshape", self("Expand", self("Unsqueeze", self("Gather", values, index), column), shape), flat
            )

        sounding = self("Cast", self("Greater", ids, self.constant(marks)), to=TensorProto.FLOAT)
        turns = self("CumSum", self("Cast", by_sample(pitch), to=TensorProto.DOUBLE), first)
        angle = self("Mul", turns, self.constant(2 * np.pi / rate, np.float64))
        wave = self("Sin", self("Cast", angle, to=TensorProto.FLOAT))
        heard = by_sample(sounding)
        return self("Mul", self("Mul", wave, self.constant(0.3)), heard), heard


def piper_model(path: Path, *, speakers: Sequence[str] = (), language: str = "en_US", timed: bool = True) -> Path:
    """A Piper model at *path* with its JSON: one voice, or one of each of *speakers*, 40 Hz apart.

    Its frames can be read out, as those of real models, only if it is *timed*.
    """
    draw = Drawing()
    ids = draw("Cast", draw("Reshape", "input", draw.constant([-1], np.int64)), to=TensorProto.FLOAT)
    noise, length, width = (draw("Gather", "scales", draw.constant(at, np.int64)) for at in range(3))
    thirds = draw("Mod", ids, draw.constant(3.0), fmod=1)
    random = draw("Mul", draw("RandomNormalLike", ids), draw("Mul", width, draw.constant(0.15)))
    lasting = draw("Mul", draw("Add", draw("Add", thirds, draw.constant(1.5)), random), length)
    frames = draw("Max", draw("Ceil" if timed else "Round", lasting), draw.constant(1.0))
    pitch = draw("Add", draw("Mul", ids, draw.constant(4.0)), draw.constant(90.0))
    if speakers:
        above = draw("Mul", draw("Cast", "sid", to=TensorProto.FLOAT), draw.constant(40.0))
        pitch = draw("Add", pitch, above)
    sound, heard = draw.tones(ids, frames, pitch, marks=PIPER_MARKS, hop=PIPER_HOP, rate=PIPER_RATE)
    hiss = draw("Mul", draw("Mul", draw("RandomNormalLike", sound), heard), draw("Mul", noise, draw.constant(0.02)))
    draw("Reshape", draw("Add", sound, hiss), draw.constant([1, 1, -1], np.int64), name="output")
    inputs = [_value("input", TensorProto.INT64, 1, "n"), _value("input_lengths", TensorProto.INT64, 1)]
    inputs.append(_value("scales", TensorProto.FLOAT, 3))
    if speakers:
        inputs.append(_value("sid", TensorProto.INT64, 1))
    draw.save(path, inputs, [_value("output", TensorProto.FLOAT, 1, 1, "t")])
    settings = {
        "audio": {"sample_rate": PIPER_RATE, "quality": "low"},
        "espeak": {"voice": {"de": "de", "en": "en-us", "fi": "fi", "fr": "fr"}[language[:2]]},
        "language": {"code": language},
        "inference": {"noise_scale": 0.667, "length_scale": 1.0, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "num_symbols": 256,
        "num_speakers": max(len(speakers), 1),
        "speaker_id_map": {name: number for number, name in enumerate(speakers)},
        "phoneme_id_map": {phoneme: [number] for number, phoneme in enumerate(PIPER_PHONEMES)},
    }
    path.with_name(f"{path.name}.json").write_text(json.dumps(settings), encoding="utf-8")
    return path


def kokoro_model(folder: Path, *, timed: bool = True) -> Path:
    """A Kokoro model with its voices in *folder*, under the names narrate looks for."""
    draw = Drawing()
    ids = draw("Cast", draw("Reshape", "tokens", draw.constant([-1], np.int64)), to=TensorProto.FLOAT)
    odd = draw("Mod", ids, draw.constant(2.0), fmod=1)
    lasting = draw("Div", draw("Add", odd, draw.constant(6.0)), "speed")
    frames = draw("Max", draw("Round", lasting), draw.constant(1.0))
    style = draw("ReduceMean", "style", keepdims=0)
    pitch = draw("Add", draw("Add", draw("Mul", ids, draw.constant(3.0)), draw.constant(60.0)), style)
    sound, _ = draw.tones(ids, frames, pitch, marks=KOKORO_MARKS, hop=240, rate=KOKORO_RATE)
    draw("Identity", sound, name="audio")
    draw("Cast", frames, name="duration", to=TensorProto.INT64)
    inputs = [_value("tokens", TensorProto.INT64, 1, "n"), _value("style", TensorProto.FLOAT, 1, 256)]
    inputs.append(_value("speed", TensorProto.FLOAT, 1))
    outputs = [_value("audio", TensorProto.FLOAT, "t"), _value("duration", TensorProto.INT64, "n")]
    draw.save(folder / "kokoro-v1.0.onnx", inputs, outputs[: 1 + timed])
    with (folder / "voices-v1.0.bin").open("wb") as file:
        np.savez(file, **{name: np.full((510, 1, 256), value, np.float32) for name, value in STYLES.items()})
    return folder


def pitch(audio: Audio) -> float:
    """The strongest frequency, hertz."""
    sound = audio.floats()
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(sound.size)))
    return float(np.argmax(spectrum) * audio.rate / sound.size)


def _value(name: str, kind: int, *shape: int | str) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, shape)
