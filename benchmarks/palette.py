"""How far the palette's voices lie apart, and whether each can be understood: all of them speak, and are measured.

    python benchmarks/palette.py [--write] [--pictures FOLDER]

Prints a line for each voice, and the pairs of a gender that are most alike, by ``narrate.timbre`` and, where
Resemblyzer is installed (``pip install resemblyzer 'setuptools<81'``), by its speaker embeddings too. ``--write``
writes the features that the package ships; ``--pictures`` draws pitch against brightness, and how alike all voices are.
"""

import argparse
import csv
import importlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import soxr
from pictures import matrix, scatter

import narrate.engines
from narrate import engines
from narrate.audio import Audio, loudness
from narrate.engines.palette import MEASURED, NARRATORS, PALETTE
from narrate.master import gain, mastered
from narrate.model import Gender, Voice
from narrate.production import SAMPLE
from narrate.timbre import centroid, cosine, pitch, timbre, tracked

SENTENCES = (
    "The birch canoe slid on the smooth planks.",
    "Glue the sheet to the dark blue background.",
    "It's easy to tell the depth of a well.",
    "These days a chicken leg is a rare dish.",
    "Rice is often served in round bowls.",
    "The juice of lemons makes fine punch.",
    "The box was thrown beside the parked truck.",
    "The hogs were fed chopped corn and garbage.",
    "Four hours of steady work faced us.",
    "A large size in stockings is hard to sell.",
)
"""Harvard sentences, list 1 (IEEE, 1969): each list has every sound of English about as often as speech has."""
OTHER_WORDS = (
    "The small pup gnawed a hole in the sock.",
    "The fish twisted and turned on the bent hook.",
    "Press the pants and sew a button on the vest.",
    "The swan dive was far short of perfect.",
    "The beauty of the view stunned the young boy.",
)
"""List 3, 1 to 5: how like itself a voice stays."""
JUMP = 0.5
"""Octaves from one voiced frame to the next, 12 ms later: no throat does that."""
EMBEDDING_RATE = 16000
"""Hz; what Resemblyzer takes."""
CLOSEST = 0.85
"""The cosine that no two voices of a gender may pass."""

Timbres = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Heard:
    """What was measured of a voice."""

    voice: Voice
    audio: Audio
    other: Audio
    pitch: float
    centroid: float
    """Both in hertz."""
    level: float
    """dB about the target, of the sentences after they were levelled by the sample that production levels by."""
    clipped: int
    """Samples at full scale."""
    jumps: float
    """Share of the steps between voiced frames that are longer than JUMP."""
    timbre: tuple[float, ...]
    constancy: float
    """Cosine with its own timbre in other words."""


def heard(voice: Voice) -> Heard:
    """*voice* as it speaks the sentences."""
    audio, other, sample = spoken(voice, SENTENCES), spoken(voice, OTHER_WORDS), spoken(voice, [SAMPLE])
    full = np.abs(np.frombuffer(audio.samples, "<i2").astype(int))
    own = timbre(audio)
    return Heard(
        voice,
        audio,
        other,
        pitch(audio),
        centroid(audio),
        loudness(mastered(audio, gain(sample))),
        int((full >= 32767).sum()),
        jumps(audio),
        own,
        cosine(own, timbre(other)),
    )


def spoken(voice: Voice, sentences: Sequence[str]) -> Audio:
    """*sentences* by *voice*, one after the other."""
    engine = engines.load(voice.engine)
    sounds = [engine.synthesize(sentence, voice) for sentence in sentences]
    return Audio(b"".join(sound.samples for sound in sounds), sounds[0].rate)


def jumps(audio: Audio) -> float:
    """The share of steps from one voiced frame of *audio* to the next that are longer than JUMP."""
    return float((np.abs(np.diff(np.log2(tracked(audio)))) > JUMP).mean())


def embedder() -> Callable[[Audio], tuple[float, ...]] | None:
    """Resemblyzer's embedding of a voice; None where it is not installed."""
    try:
        resemblyzer = importlib.import_module("resemblyzer")
    except ImportError:
        return None
    encoder = resemblyzer.VoiceEncoder("cpu", verbose=False)

    def embed(audio: Audio) -> tuple[float, ...]:
        sound = soxr.resample(audio.floats(), audio.rate, EMBEDDING_RATE)
        return tuple(encoder.embed_utterance(resemblyzer.preprocess_wav(sound)).tolist())

    return embed


def pairs(timbres: Timbres) -> Iterator[tuple[float, str, str]]:
    """How alike any two voices of one gender are, children, elders and narrators with them."""
    for gender in (Gender.MALE, Gender.FEMALE):
        names = [voice.name for voice in PALETTE if voice.gender is gender]
        yield from ((cosine(timbres[one], timbres[other]), one, other) for one, other in combinations(names, 2))


def report(method: str, timbres: Timbres, constancy: Sequence[float]) -> None:
    """Print how far apart the voices lie by *method*."""
    found = sorted(pairs(timbres), reverse=True)
    values = [value for value, _, _ in found]
    print(f"\n{method}: {len(found)} pairs of one gender, at most {values[0]:.3f}, median {np.median(values):.3f}")
    print(f"  above {CLOSEST}: {sum(value > CLOSEST for value in values)}")
    print(f"  a voice and itself in other words: at least {min(constancy):.3f}, median {np.median(constancy):.3f}")
    for value, one, other in found[:8]:
        print(f"  {value:.3f}  {one}, {other}")


def write(measured: Sequence[Heard]) -> None:
    """Write the features that the palette ships."""
    path = Path(narrate.engines.__file__).with_name(MEASURED)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["name", "pitch_hz", "centroid_hz", "timbre"])
        for one in measured:
            numbers = " ".join(f"{number:.3f}" for number in one.timbre)
            rows.writerow([one.voice.name, f"{one.pitch:.0f}", f"{one.centroid:.0f}", numbers])
    print(f"written: {path}")


def draw(folder: Path, measured: Sequence[Heard], by_method: Mapping[str, Timbres]) -> None:
    """The pictures of the palette's page, into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    dots = [(one.voice.name, one.pitch, one.centroid, kind(one.voice)) for one in measured]
    (folder / "palette-pitch.svg").write_text(scatter(dots), encoding="utf-8")
    names = [voice.name for voice in sorted(PALETTE, key=lambda voice: voice.gender is Gender.MALE)]
    for method, timbres in by_method.items():
        cells = [[cosine(timbres[one], timbres[other]) for other in names] for one in names]
        (folder / f"palette-{method}.svg").write_text(matrix(names, cells, limit=CLOSEST), encoding="utf-8")


def kind(voice: Voice) -> str:
    """What group *voice* belongs to, for the legend."""
    if voice in NARRATORS:
        return "narrator"
    return voice.age.value if voice.age.value != "adult" else {"male": "man", "female": "woman"}[voice.gender.value]


def main() -> None:
    """Measure, print, and write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="write the features that the package ships")
    parser.add_argument("--pictures", type=Path, metavar="FOLDER", help="draw the pictures of docs/palette.md")
    asked = parser.parse_args()
    measured = [heard(voice) for voice in PALETTE]
    middle = float(np.median([one.level for one in measured]))
    pace = measured[0].audio.seconds
    print("| voice | | age | pitch Hz | centroid Hz | level dB | clipped | jumps | pace | like itself |")
    print("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for one in measured:
        voice = one.voice
        print(
            f"| {voice.name} | {voice.gender.value} | {voice.age.value} | {one.pitch:.0f} | {one.centroid:.0f} |"
            f" {one.level - middle:+.1f} | {one.clipped} | {one.jumps:.1%} | {pace / one.audio.seconds:.2f} |"
            f" {one.constancy:.2f} |"
        )
    by_method: dict[str, Timbres] = {"timbre": {one.voice.name: one.timbre for one in measured}}
    report("timbre", by_method["timbre"], [one.constancy for one in measured])
    if embed := embedder():
        embedded = {one.voice.name: embed(one.audio) for one in measured}
        by_method["embedding"] = embedded
        report("embedding", embedded, [cosine(embedded[one.voice.name], embed(one.other)) for one in measured])
        both = np.corrcoef(*([value for value, _, _ in pairs(timbres)] for timbres in by_method.values()))
        print(f"\ncorrelation of the two over all pairs: {both[0, 1]:.2f}")
    if asked.write:
        write(measured)
    if asked.pictures:
        draw(asked.pictures, measured, by_method)


if __name__ == "__main__":
    main()
