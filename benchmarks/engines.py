"""What narrate adds to a neural engine's own library: CPU per line, against the library alone on the same lines.

python benchmarks/engines.py [LINES]                  models so small that little else is left
python benchmarks/engines.py [LINES] --weighty        those, and beside them the arithmetic of a medium voice of Piper's
python benchmarks/engines.py [LINES] --home FOLDER    the models in a NARRATE_HOME, those of a user
"""

import argparse
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

import numpy as np
import onnx
from kokoro_onnx import Kokoro
from onnx import TensorProto, helper
from piper import PiperVoice, SynthesisConfig

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from tiny_models import Drawing, kokoro_model, piper_model  # noqa: E402  # it lies beside the tests

from narrate.engines import load  # noqa: E402
from narrate.engines.models import KOKORO_FILES  # noqa: E402
from narrate.engines.neural import session  # noqa: E402
from narrate.engines.phonemes import word_times  # noqa: E402
from narrate.model import Voice  # noqa: E402

MOST = 2.0
"""Milliseconds of CPU that narrate may add to a line of a tiny model."""
MOST_SHARE = 0.05
"""Of the library's CPU that it may add to a line of any other."""
HOP = 256
"""Samples a frame of a medium voice."""
HIDDEN, FLOWS, FLOW_KERNEL = 192, 16, 5
"""Channels between Piper's parts, and the layers of its flow (four times four), all at the rate of frames."""
STAGES = ((256, 16, 8), (128, 16, 8), (64, 8, 4))
"""Channels, kernel and factor of each stage on the way from frames to samples; the next has half as many channels."""
KERNELS = (3, 5, 7)
"""Of the two layers each that follow a stage."""

Speak = Callable[[str], object]


def lines(count: int) -> list[str]:
    """Sentences of our seed story, as often as it takes."""
    text = (ROOT / "seeds" / "never-say-goodbye.txt").read_text(encoding="utf-8")
    sentences = [" ".join(one.split()) for one in re.split(r"(?<=[.!?”\"])\s+", text)]
    return list(islice(cycle(one for one in sentences if 3 <= len(one.split()) <= 40), count))


def cpu(speak: Speak, text: str) -> float:
    """Milliseconds of CPU, of all threads."""
    begin = time.process_time()
    speak(text)
    return (time.process_time() - begin) * 1000


def costs(alone: Speak, ours: Speak, texts: list[str]) -> tuple[float, float]:
    """Milliseconds of CPU a line of either, line by line in turns, so that both have the same weather."""
    pairs = [(cpu(alone, text), cpu(ours, text)) for text in texts]
    return tuple(sum(one) / len(texts) for one in zip(*pairs, strict=True))


def burden(path: Path, output: str) -> None:
    """Gives the model at *path* the arithmetic of a medium voice, on random weights: heard as nothing.

    A flow of convolutions at the rate of frames, and Piper's way from frames to samples: about 2.6 milliards of
    multiplications for a second of sound.
    """
    random, draw = np.random.default_rng(1), Drawing("burden-")

    def layer(values: str, channels: int, to: int, kernel: int, factor: int = 0) -> str:
        shape = (channels, to, kernel) if factor else (to, channels, kernel)
        weights = draw.constant(random.normal(0, (channels * kernel) ** -0.5, shape))
        pads = [(kernel - (factor or 1)) // 2] * 2
        way = {"strides": [factor]} if factor else {}
        return draw("LeakyRelu", draw("ConvTranspose" if factor else "Conv", values, weights, pads=pads, **way))

    samples = draw("Cast", draw("Size", "plain"), to=TensorProto.INT64)
    frames = draw("Reshape", draw("Div", samples, draw.constant(HOP, np.int64)), draw.constant([1], np.int64))
    shape = draw("Concat", draw.constant([1, HIDDEN], np.int64), frames, axis=0)
    values = draw("ConstantOfShape", shape, value=helper.make_tensor("", TensorProto.FLOAT, [1], [0.5]))
    for _ in range(FLOWS):
        wide = layer(values, HIDDEN, 2 * HIDDEN, FLOW_KERNEL)
        values = layer(wide, 2 * HIDDEN, HIDDEN, 1)
    values = layer(values, HIDDEN, STAGES[0][0], 7)
    for channels, kernel, factor in STAGES:
        half = channels // 2
        values = layer(values, channels, half, kernel, factor)
        for width in KERNELS:
            values = draw("Add", values, layer(layer(values, half, half, width), half, half, width))
    mean = draw("Mul", draw("ReduceMean", values, keepdims=0), draw.constant(1e-9))
    draw("Add", "plain", mean, name=output)
    model = onnx.load(str(path))
    for node in model.graph.node:
        node.output[:] = ["plain" if one == output else one for one in node.output]
    model.graph.node.extend(draw.nodes)
    model.graph.initializer.extend(draw.constants)
    path.write_bytes(model.SerializeToString())


def made(home: Path, *, weighty: bool) -> None:
    """Models of our own in *home*."""
    path = piper_model(home / "models" / "piper" / "en_US-tiny-medium.onnx")
    folder = kokoro_model(home / "models" / "kokoro")
    if weighty:
        burden(path, "output")
        burden(folder / KOKORO_FILES[1][0], "audio")


def piper(path: Path) -> tuple[Speak, Speak]:
    """The library alone, and ours on it; the model at *path* is loaded, and run with the same options."""
    voice = PiperVoice(session(str(path)), PiperVoice.load(path).config)
    plain = SynthesisConfig(normalize_audio=False, noise_w_scale=0.0)  # so that both say a line in the same time
    ours, tara = load("piper"), Voice("Tara", "piper", {"voice": str(path), "noise_w": 0})
    return (
        lambda text: b"".join(one.audio_int16_bytes for one in voice.synthesize(text, plain)),
        lambda text: ours.synthesize(text, tara),
    )


def kokoro(styles: Path, model: Path) -> tuple[Speak, Speak]:
    """The same of Kokoro."""
    alone = Kokoro.from_session(session(str(model)), str(styles))
    ours, tara = load("kokoro"), Voice("Tara", "kokoro", {"voice": "af_bella"})
    return (
        lambda text: (alone.create(text, "af_bella")[0] * 32767).astype("<i2").tobytes(),
        lambda text: ours.synthesize(text, tara),
    )


def engines(home: Path) -> Iterator[tuple[str, tuple[Speak, Speak]]]:
    """What there is in *home*: the first model of Piper's, and Kokoro's."""
    for path in sorted((home / "models" / "piper").glob("*.onnx"))[:1]:
        yield path.stem, piper(path)
    files = [home / "models" / "kokoro" / name for name, _, _ in KOKORO_FILES]
    if all(file.is_file() for file in files):
        yield "kokoro", kokoro(*files)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("lines", nargs="?", type=int, default=500)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--weighty", action="store_true")
    options.add_argument("--home", type=Path)
    asked = options.parse_args()
    texts = lines(asked.lines)
    words = sum(len(text.split()) for text in texts) / len(texts)
    print(f"{len(texts)} lines of {words:.1f} words; ms of CPU a line, the least of {asked.rounds} rounds")
    with tempfile.TemporaryDirectory() as folder:
        home = asked.home or Path(folder)
        if not asked.home:
            made(home, weighty=asked.weighty)
        os.environ["NARRATE_HOME"] = str(home)
        for name, (alone, ours) in engines(home):
            costs(alone, ours, texts[:5])
            bare, whole = min(costs(alone, ours, texts) for _ in range(asked.rounds))
            most = MOST_SHARE * bare if asked.weighty or asked.home else MOST
            added = (
                f"added {whole - bare:5.2f} ({whole / bare - 1:+.1%}), {'' if whole - bare <= most else 'NOT '}within"
            )
            print(f"{name:20} library {bare:7.2f}  narrate {whole:7.2f}  {added} {most:.1f} ms", flush=True)
    sounds = list("ðə bˈɔɪ wʌz ðˈɛɹ wɛnðə sˈʌn ɹˈoʊz. ɐ ɹˈɑːd ɪz jˈuːzd tə kˈætʃ pˈɪŋk sˈæmən.")
    text = "The boy was there when the sun rose. A rod is used to catch pink salmon."
    times = range(len(sounds))
    each = sum(cpu(lambda one: word_times(one, sounds, times, len(sounds)), text) for _ in texts) / len(texts)
    print(f"of it, finding 16 words among phonemes: {each:.2f} ms")


if __name__ == "__main__":
    main()
