"""Trains the small network behind ``narrate.timbre``: from statistics of speech to numbers that tell voices apart.

    python benchmarks/timbre.py OUT.npz [VOICES]

Needs ``pip install resemblyzer 'setuptools<81' torch``. So many random eSpeak voices each say two choices of Harvard
sentences, a quarter of them at another sample rate. The network learns that the cosine of two of its outputs is the
cosine of Resemblyzer's embeddings of the same two sounds (GE2E, Wan and others, 2018), the more exactly the more alike
they are. A fifth of the voices is kept out, and judged by a network that has not heard them.
"""

import random
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import soxr
import torch
from numpy.typing import NDArray
from palette import OTHER_WORDS, SENTENCES, embedder

from narrate.audio import Audio
from narrate.engines import libespeak
from narrate.engines.libespeak import Parameter
from narrate.timbre import FARTHEST, statistics

VOICES = 800
BASES = {"male": (62, 150), "female": (130, 245), "child": (215, 330)}
"""Hz: where the lower end of a voice's pitch lies, evenly in octaves."""
THROATS = {"male": (82, 108), "female": (98, 122), "child": (110, 134)}
"""Per cent of eSpeak's usual formants: the shorter the throat, the higher."""
TONES = ("", "100 255 600 70 1200 22 2000 66 3000 12", "600 170 1200 135 2000 110", "250 100 700 250 2200 200 3500 255")
RATES = (16000, 24000, 44100)
"""Hz, of other engines."""
HIDDEN, OUT, STEPS, BATCH = 96, 24, 3000, 256
AMERICAN = "name x\nlanguage en-us\nphonemes en-us\ndictrules 3 6\nstressLength 140 120 190 170 0 0 255 300\n"

_Floats = NDArray[np.float64]
Weights = Mapping[str, NDArray[np.float64]]


def voice(chance: random.Random) -> str:
    """A random voice file: a throat of some length, each formant a little off, and sometimes breath or an edge."""
    kind = chance.choice(tuple(BASES))
    low, high = BASES[kind]
    pitch = low * (high / low) ** chance.random()
    throat, spread = chance.uniform(*THROATS[kind]), chance.choice([3, 6, 10])
    lines = [f"pitch {pitch:.0f} {pitch * chance.uniform(1.2, 1.45):.0f}"]
    for formant in range(1, 6):
        place = min(140, max(78, round(chance.gauss(throat, spread))))
        lines.append(f"formant {formant} {place} {chance.randint(60, 130)} {chance.choice([70, 80, 100, 125, 150])}")
    lines.append(f"flutter {chance.choice([0, 1, 2, 3, 4, 10, 16])}")
    lines.append(f"roughness {chance.choice([0, 0, 1, 2, 3])}\nintonation {chance.randint(1, 4)}")
    lines += [f"klatt {chance.choice([1, 2, 3, 6])}"] * (chance.random() < 0.5)
    lines += ["breath 0 2 3 3 3 3 3 2"] * (chance.random() < 0.25)
    lines += [f"consonants {chance.randint(75, 110)} {chance.randint(70, 110)}"] * (chance.random() < 0.35)
    lines += [f"tone {tone}" for tone in [chance.choice(TONES)] if tone]
    return AMERICAN + "\n".join(lines) + "\n"


def sounds(chance: random.Random, count: int) -> Iterator[tuple[Audio, Audio]]:
    """Of each of *count* voices two sounds with other words."""
    library = libespeak.library()
    for _ in range(count):
        content, parameters = voice(chance).encode(), {Parameter.PITCH: chance.choice([35, 50, 65])}
        pair = []
        for _ in range(2):
            words = " ".join(chance.sample(SENTENCES + OTHER_WORDS, chance.choice([2, 3, 4])))
            sound = Audio(library.speak(words, content, parameters).samples, library.rate)
            pair.append(_at_rate(sound, chance.choice(RATES)) if chance.random() < 0.25 else sound)
        yield pair[0], pair[1]


def _at_rate(sound: Audio, rate: int) -> Audio:
    samples = soxr.resample(sound.floats(), sound.rate, rate)
    return Audio(np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes(), rate)


def fit(measures: _Floats, embeddings: _Floats) -> Weights:
    """The weights learnt from both, of shape (2, voices, numbers)."""
    torch.manual_seed(0)
    flat = measures.reshape(-1, measures.shape[-1])
    mean, deviation = flat.mean(0), flat.std(0) + 1e-9
    given = torch.tensor(np.clip((flat - mean) / deviation, -FARTHEST, FARTHEST), dtype=torch.float32)
    wanted = torch.tensor(embeddings.reshape(len(flat), -1), dtype=torch.float32)
    net = torch.nn.Sequential(
        torch.nn.Linear(given.shape[1], HIDDEN), torch.nn.Tanh(), torch.nn.Linear(HIDDEN, OUT)
    )  # fmt: skip
    optimizer = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 1e-2, total_steps=STEPS)
    others = ~torch.eye(2 * BATCH, dtype=torch.bool)
    for _ in range(STEPS):
        first = torch.randint(0, len(flat) // 2, (BATCH,))
        chosen = torch.cat([first, first + len(flat) // 2])
        noisy = given[chosen] + 0.2 * torch.randn(2 * BATCH, given.shape[1])
        out = torch.nn.functional.normalize(net(noisy), dim=1)
        target = wanted[chosen] @ wanted[chosen].T
        weight = (1 + 4 * torch.sigmoid((target - 0.8) / 0.03)) * others
        loss = (weight * (out @ out.T - target) ** 2).sum() / weight.sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    hidden, hidden_bias, last, last_bias = (one.detach().numpy().astype(np.float64) for one in net.parameters())
    parts = (mean, deviation, hidden.T, hidden_bias, last.T, last_bias)
    return dict(zip(("mean", "deviation", "hidden", "hidden_bias", "out", "out_bias"), parts, strict=True))


def judge(weights: Weights, measures: _Floats, embeddings: _Floats) -> None:
    """Print how well the cosines agree on voices that *weights* were not learnt from."""
    scaled = np.clip((measures - weights["mean"]) / weights["deviation"], -FARTHEST, FARTHEST)
    out = np.tanh(scaled @ weights["hidden"] + weights["hidden_bias"]) @ weights["out"] + weights["out_bias"]
    ours, theirs = _cosines(out), _cosines(embeddings)
    different = ~np.eye(len(ours), dtype=bool)
    error = np.sqrt(((ours - theirs)[different] ** 2).mean())
    print(f"other voices: r {np.corrcoef(ours[different], theirs[different])[0, 1]:.3f}, error {error:.3f}")
    for name, found in (("timbre", ours), ("embedding", theirs)):
        same = np.percentile(np.diag(found), [0, 5, 50])
        print(f"{name}: a voice and itself at least {same[0]:.3f}, 5 % {same[1]:.3f}, median {same[2]:.3f};", end=" ")
        print(f"two voices median {np.median(found[different]):.3f}, 95 % {np.percentile(found[different], 95):.3f}")


def _cosines(pairs: _Floats) -> _Floats:
    one, other = pairs / np.linalg.norm(pairs, axis=-1, keepdims=True)
    return np.asarray(one @ other.T)


def main() -> None:
    """Train, judge on voices kept out, train on all, write."""
    if len(sys.argv) < 2 or (embed := embedder()) is None:
        raise SystemExit(__doc__)
    count = int(sys.argv[2]) if len(sys.argv) > 2 else VOICES
    measures, embeddings = [], []
    for pair in sounds(random.Random(1), count):
        measures.append([statistics(sound) for sound in pair])
        embeddings.append([embed(sound) for sound in pair])
    known, heard = np.swapaxes(measures, 0, 1), np.swapaxes(embeddings, 0, 1)
    kept = count // 5
    judge(fit(known[:, kept:], heard[:, kept:]), known[:, :kept], heard[:, :kept])
    np.savez(Path(sys.argv[1]), **{name: part.astype(np.float32) for name, part in fit(known, heard).items()})


if __name__ == "__main__":
    main()
