"""Trains the ranker that says who speaks, and writes its weights.

    pip install torch
    python benchmarks/train.py OUT.npz benchmarks/stories/train CORPUS.jsonl…
        --first benchmarks/stories/seed --without litbank_209_the_turn_of_the_screw litbank_432_the_ambassadors

The shipped weights (narrate/dialogue/ranker.npz) were trained on ``benchmarks/stories/train``, on 43 excerpts of
LitBank and on 16 novels of the Project Dialogism Novel Corpus (Vishnubhotla, Hammond and Hirst 2022,
https://github.com/Priya22/project-dialogism-novel-corpus), brought into the form that gold.py reads. Every book is seen
three times: as it stands with the characters that are found in it, with those of the gold, and in another typography
with made-up names, so that cues are learnt and neither names nor quote marks. PyTorch is needed for training only.
No author of a novel that judges the result is trained on, so two excerpts by Henry James stay out.
"""

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from attribution import attributed
from copies import british, curly, renamed
from gold import Book, Quote, books
from scores import names_of, owners
from torch import nn
from torch.nn import functional

from narrate.dialogue.attribution import Attribution
from narrate.dialogue.candidates import CANDIDATES
from narrate.dialogue.evidence import CUES, TRAITS
from narrate.dialogue.ranker import NEAR, near

STORY_WEIGHT, NOVEL_WEIGHT = 3.0, 0.5
"""How often a turn is drawn: stories are the domain of use, and few."""
WIDTH, SHOWN, LAYERS, DROPOUT, RATE, DECAY = 64, 16, 5, 0.15, 2e-3, 0.02
PARTS, PART = 8, 100
"""A step sees so many stretches of so many turns."""
FINISH = 300
"""Small steps at the end, in which the stories that must come out right are seen every time."""
HELD_OUT = 8
"""Each network leaves out every so many books, which then tell what its chances are worth."""
TAG_DROPOUT = 0.15
"""Share of the tagged turns whose tag is hidden, so that what is around them is learnt from, too."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A book's turns as arrays: turns first, candidates second."""

    name: str
    weight: float
    cues: torch.Tensor
    traits: torch.Tensor
    mask: torch.Tensor
    places: torch.Tensor
    gaps: torch.Tensor
    known: torch.Tensor
    """Shape (turns, CANDIDATES + 1): 1 for whom a tag names beyond doubt."""
    right: torch.Tensor
    """Shape (turns, CANDIDATES + 1): the true speaker, the last for nobody among the candidates."""
    worth: torch.Tensor
    """Quotations in each turn; 0 where gold names nobody."""
    kinds: tuple[str, ...]


def sample(book: Book, *, given: bool, weight: float = 1.0) -> Sample | None:
    """The *book*'s turns with their true speakers; *given*: its characters are those of the gold."""
    one = attributed(book, given=given)
    if not one.turns:
        return None
    count = len(one.turns)
    cues = np.zeros((count, CANDIDATES, len(CUES)), np.float32)
    mask = np.zeros((count, CANDIDATES), np.float32)
    right = np.zeros((count, CANDIDATES + 1), np.float32)
    worth = np.zeros(count, np.float32)
    truth = list(_truth(book, one))
    means = owners(book, names_of(one.reader.characters))
    for number, (evidence, (speaker, quotes)) in enumerate(zip(one.evidence, truth, strict=True)):
        own = evidence.candidates
        cues[number, : len(own)], mask[number, : len(own)] = evidence.cues, 1.0
        if speaker is not None:
            worth[number] = len(quotes)
            right[number, : len(own)] = [means.get(who) == speaker for who in own]
            right[number, -1] = not right[number].any()
    known = np.zeros_like(right)
    for number, (turn, evidence) in enumerate(zip(one.turns, one.evidence, strict=True)):
        told = one.told(turn)
        if told is not None:
            known[number, evidence.candidates.index(told)] = 1.0
    places, gaps = near([evidence.candidates for evidence in one.evidence], one.turns)
    traits = np.stack([evidence.traits for evidence in one.evidence])
    arrays = (cues, traits, mask, places, gaps, known, right, worth)
    kinds = tuple(quotes[0].kind if quotes else "" for _, quotes in truth)
    return Sample(book.name, weight, *map(torch.tensor, arrays), kinds)


def _truth(book: Book, one: Attribution) -> Iterator[tuple[str | None, list[Quote]]]:
    """Who has each turn by the gold, None where it names nobody, and the gold's quotations in it."""
    pieces = sorted((span, quote) for quote in book.quotes for span in quote.spans)
    at = 0
    for turn in one.turns:
        said: Counter[str] = Counter()
        inside: list[Quote] = []
        for piece in turn.pieces:
            start, end = one.utterances[piece].start, one.utterances[piece].end
            while at > 0 and pieces[at - 1][0][1] > start:
                at -= 1
            while at < len(pieces) and pieces[at][0][1] <= start:
                at += 1
            while at < len(pieces) and pieces[at][0][0] < end:
                (first, last), quote = pieces[at]
                if quote.speaker:
                    said[quote.speaker] += min(end, last) - max(start, first)
                    inside += [] if quote in inside else [quote]
                at += 1
        speaker = said.most_common(1)[0][0] if said else None
        yield (None if speaker is None or speaker.startswith("_") else speaker), inside


class Layer(nn.Module):
    """One look around; see ``narrate.dialogue.ranker._forward``, which does the same."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = nn.Linear(WIDTH, SHOWN)
        self.near = nn.Linear(len(NEAR) * (SHOWN + 2), WIDTH)
        self.gap = nn.Linear(len(NEAR) * 2, WIDTH)
        self.pool = nn.Linear(WIDTH, SHOWN)
        self.around = nn.Linear(len(NEAR) * SHOWN, WIDTH)
        self.rivals = nn.Linear(2 * WIDTH + 2, WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)

    def forward(self, state, chances, mask, places, gaps):  # type: ignore[no-untyped-def]
        count = len(state)
        own = chances[:, :CANDIDATES, None]
        seen = torch.cat([self.shown(state), own, torch.ones_like(own)], 2) * mask[:, :, None]
        seen = torch.cat([seen.reshape(count * CANDIDATES, -1), seen.new_zeros(1, seen.shape[2])])
        pooled = (state * own).sum(1)
        told = functional.pad(self.pool(pooled), (0, 0, -NEAR[0], NEAR[-1]))
        around = torch.cat([told[offset - NEAR[0] : offset - NEAR[0] + count] for offset in NEAR], 1)
        best = chances[:, :CANDIDATES].max(1).values[:, None, None].expand_as(own)
        rivals = torch.cat([state, pooled[:, None].expand_as(state), own, best], 2)
        turn = self.gap(gaps.flatten(1)) + self.around(around)
        sums = self.near(seen[places].flatten(2)) + self.rivals(rivals) + turn[:, None]
        return self.norm(state + self.out(functional.relu(sums)))


class Network(nn.Module):
    """The network that ``narrate.dialogue.ranker`` runs."""

    def __init__(self) -> None:
        super().__init__()
        self.cues, self.traits = nn.Linear(len(CUES), WIDTH), nn.Linear(len(TRAITS), WIDTH)
        self.mixed, self.norm = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.score = nn.ModuleList(nn.Linear(WIDTH, 1) for _ in range(LAYERS + 1))
        self.nobody = nn.ModuleList(nn.Linear(WIDTH, 1) for _ in range(LAYERS + 1))
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, cues, traits, mask, places, gaps, known):  # type: ignore[no-untyped-def]  # noqa: PLR0917
        """Log-probabilities after each layer; a layer takes who is *known* for certain."""
        unknown = 1 - known.sum(1, keepdim=True)
        state = functional.relu(self.dropout(self.cues(cues) + self.traits(traits)[:, None]))
        state = self.norm(self.mixed(state))
        steps = [self._judged(0, state, mask)]
        for number, layer in enumerate(self.layers):
            chances = known + unknown * steps[-1].exp()
            state = layer(self.dropout(state), chances, mask, places, gaps)
            steps.append(self._judged(number + 1, state, mask))
        return steps

    def _judged(self, step, state, mask):  # type: ignore[no-untyped-def]
        scores = self.score[step](state)[:, :, 0].masked_fill(mask == 0, -1e4)
        mean = (state * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)
        return torch.log_softmax(torch.cat([scores, self.nobody[step](mean)], 1), 1)


def trained(samples: Sequence[Sample], steps: int, seed: int) -> Network:
    """A network after *steps* steps of AdamW over random stretches of the *samples*."""
    torch.manual_seed(seed)
    random.seed(seed)
    network = Network()
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.15)
    weights = [len(one.worth) * one.weight for one in samples]
    network.train()
    begun, told = time.time(), 0.0
    for step in range(steps):
        batch = _joined([_stretch(one) for one in random.choices(samples, weights, k=PARTS)])
        told += _step(network, optimizer, batch)
        schedule.step()
        if step % 50 == 49:
            print(f"step {step + 1} of {steps}: loss {told / 50:.3f}, {time.time() - begun:.0f} s", flush=True)
            told = 0.0
    return network.eval()


def finished(network: Network, samples: Sequence[Sample], first: Sequence[Sample], seed: int) -> Network:
    """The *network* after some more, smaller steps, each with a look at one of the *first* stories."""
    random.seed(seed)
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE / 10, weight_decay=DECAY)
    weights = [len(one.worth) * one.weight for one in samples]
    network.train()
    for _ in range(FINISH):
        drawn = [*random.choices(samples, weights, k=PARTS - 1), random.choice(first)]
        _step(network, optimizer, _joined([_stretch(one) for one in drawn]))
    return network.eval()


def _step(network: Network, optimizer: torch.optim.Optimizer, batch: "Batch") -> float:
    """One step of gradient descent; the loss before it."""
    cues, traits, mask, places, gaps, known, right, worth = batch
    _hide_tags(cues, traits, known)
    loss = torch.tensor(0.0)
    outcomes = network(cues, traits, mask, places, gaps, known)
    for number, chances in enumerate(outcomes):
        missed = -torch.logsumexp(chances.masked_fill(right == 0, -1e4), 1)
        share = 1.0 if number == len(outcomes) - 1 else 0.3
        loss = loss + share * (missed * worth).sum() / worth.sum().clamp(min=1)
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return float(loss.detach())


Batch = tuple[torch.Tensor, ...]


def _stretch(one: Sample) -> Batch:
    """Some turns on end of a book; who is found only outside of them is found nowhere."""
    start = random.randrange(max(1, len(one.worth) - PART + 1))
    end = min(len(one.worth), start + PART)
    places = one.places[start:end] - start * CANDIDATES
    places[(places < 0) | (places >= (end - start) * CANDIDATES)] = (end - start) * CANDIDATES
    arrays = (one.cues, one.traits, one.mask, one.gaps, one.known, one.right, one.worth)
    cues, traits, mask, gaps, known, right, worth = (array[start:end] for array in arrays)
    return cues, traits, mask, places, gaps, known, right, worth


def _joined(parts: Sequence[Batch]) -> Batch:
    total = sum(len(part[0]) for part in parts) * CANDIDATES
    begun, places = 0, []
    for part in parts:
        own = len(part[0]) * CANDIDATES
        places.append(torch.where(part[3] == own, total, part[3] + begun))
        begun += own
    cues, traits, mask, _, gaps, known, right, worth = (torch.cat(arrays) for arrays in zip(*parts, strict=True))
    return cues, traits, mask, torch.cat(places), gaps, known, right, worth


_KEPT = ("tag_since", "tag_until")
_TAG_CUES = [at for at, name in enumerate(CUES) if name.startswith(("tag_", "after_")) and name not in _KEPT]
_TAG_TRAITS = [at for at, name in enumerate(TRAITS) if name.startswith(("tag", "after_"))]
_TAGGED = TRAITS.index("tagged")


def _hide_tags(cues: torch.Tensor, traits: torch.Tensor, known: torch.Tensor) -> None:
    hidden = ((torch.rand(len(cues)) < TAG_DROPOUT) & (traits[:, _TAGGED] > 0)).nonzero()[:, 0]
    known[hidden] = 0.0
    for at in _TAG_CUES:
        cues[hidden, :, at] = 0.0
    for at in _TAG_TRAITS:
        traits[hidden, at] = 0.0


def chances_of(networks: Sequence[Network], one: Sample) -> torch.Tensor:
    """What the *networks* together make of a book, shape (turns, CANDIDATES + 1)."""
    with torch.no_grad():
        steps = [net(one.cues, one.traits, one.mask, one.places, one.gaps, one.known)[-1].exp() for net in networks]
    ranked: torch.Tensor = one.known + (1 - one.known.sum(1, keepdim=True)) * sum(steps) / len(steps)
    return ranked


def judged(networks: Sequence[Network], samples: Sequence[Sample]) -> dict[str, float]:
    """Per cent of the quotations whose turn is given to the right candidate, by kind."""
    right: defaultdict[str, float] = defaultdict(float)
    total: defaultdict[str, float] = defaultdict(float)
    for one in samples:
        chances = chances_of(networks, one)
        good = one.right[torch.arange(len(one.worth)), chances[:, :CANDIDATES].argmax(1)] * one.worth
        for kind, hit, worth in zip(one.kinds, good.tolist(), one.worth.tolist(), strict=True):
            for name in ("all", kind):
                right[name] += hit
                total[name] += worth
    return {name: round(100 * right[name] / count, 1) for name, count in sorted(total.items()) if count}


def reliability(pairs: Sequence[tuple[Network, Sample]]) -> dict[str, np.ndarray]:
    """For each kind of quotation, what a chance is worth: shape (2, n), chances and the share that was right.

    Each *network* judges a book it has not seen. Tenths of the turns, made monotone.
    """
    seen: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for network, one in pairs:
        chances, best = chances_of([network], one)[:, :CANDIDATES].max(1)
        for number, kind in enumerate(one.kinds):
            if one.worth[number] and not one.known[number].any():
                seen[kind].append((float(chances[number]), float(one.right[number, best[number]])))
    found = {}
    for kind in ("anaphoric", "implicit"):
        bins = np.array_split(np.array(sorted(seen[kind])), 10)
        means = np.array([part.mean(0) for part in bins]).T
        found[kind] = np.stack([means[0], np.maximum.accumulate(means[1])])
    return found


def _samples(path: Path, *, copies: bool) -> list[list[Sample]]:
    """Of each book, its copies: as it stands, with the characters given, and set otherwise with other names."""
    weight = STORY_WEIGHT if path.is_dir() else NOVEL_WEIGHT
    tasks = []
    for number, book in enumerate(books(path)):
        copy = (curly, british)[number % 2](renamed(book))
        tasks.append((weight, (book, False), (book, True), *([(copy, False)] if copies else [])))
    with ProcessPoolExecutor() as pool:
        return list(pool.map(_sampled, tasks, chunksize=2))


def _sampled(task: tuple[float, tuple[Book, bool], tuple[Book, bool]]) -> list[Sample]:
    torch.set_num_threads(1)
    weight, *copies = task
    found = [sample(book, given=given, weight=weight) for book, given in copies]
    return [one for one in found if one is not None]


def main() -> None:
    """Train, print how the networks do on what --dev names, and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--first", type=Path, nargs="*", default=[], help="stories that must come out right")
    parser.add_argument("--without", nargs="*", default=[], help="books, by name, not to train on")
    parser.add_argument("--dev", type=Path, nargs="*", default=[])
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--networks", type=int, default=3)
    asked = parser.parse_args()
    found = [own for path in asked.gold for own in _samples(path, copies=True) if own]
    books_ = [own for own in found if own[0].name not in asked.without]
    first = [one for path in asked.first for own in _samples(path, copies=True) for one in own]
    networks, unseen = [], []
    for number in range(asked.networks):
        kept = [one for at, own in enumerate(books_) if at % HELD_OUT != number for one in own]
        print(f"network {number + 1}: {sum(len(one.worth) for one in kept):,} turns of {len(kept)} copies", flush=True)
        network = trained(kept, asked.steps, number)
        networks.append(finished(network, kept, first, number) if first else network)
        held = [own[0] for at, own in enumerate(books_) if at % HELD_OUT == number and own[0].weight == STORY_WEIGHT]
        unseen += [(networks[-1], one) for one in held]
    write(asked.out, networks, reliability(unseen))
    for path in asked.dev:
        found = _samples(path, copies=False)
        for name, at in (("characters found", 0), ("characters given", 1)):
            print(path, name, json.dumps(judged(networks, [own[at] for own in found])), flush=True)


def write(path: Path, networks: Sequence[Network], sure: dict[str, np.ndarray]) -> None:
    """The weights as half-precision arrays, with what their chances are worth."""
    arrays = {"networks": np.array(len(networks)), **{f"sure/{kind}": table for kind, table in sure.items()}}
    for number, network in enumerate(networks):
        arrays |= {f"{number}/{key}": value.numpy().astype(np.float16) for key, value in network.state_dict().items()}
    np.savez_compressed(path, **arrays)


if __name__ == "__main__":
    main()
