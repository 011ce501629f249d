"""How often the speakers are right, on stories and corpora with gold speakers.

    python benchmarks/attribution.py                        # this project's own stories, development part
    python benchmarks/attribution.py GOLD… --copies         # also re-typeset and with other names
    python benchmarks/attribution.py GOLD… --given          # told who the characters are

GOLD is a folder of marked stories or a corpus, see gold.py; scores.py explains the measures. The program gets the
text alone and finds the characters itself, unless --given. A quotation that is not found is wrong; what groups say and
what nobody can be named for does not count. The Project Dialogism Novel Corpus is easily brought into the form
(https://github.com/Priya22/project-dialogism-novel-corpus); it states no licence, so it is not shipped. Needs scipy.
"""

import argparse
import math
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from copies import british, curly, renamed
from gold import Book, books
from scores import Judged, judge, names_of, owners, scores

from narrate.dialogue.attribution import Attribution
from narrate.dialogue.segment import segment
from narrate.manuscripts.compose import compose
from narrate.manuscripts.text import draft
from narrate.model import Character, Gender

STORIES = Path(__file__).parent / "stories" / "dev"
COPIES: dict[str, Callable[[Book], Book]] = {"curly": curly, "british": british, "renamed": renamed}
MEASURES = ("acc", "explicit", "anaphoric", "implicit", "acc1", "voice", "b3", "audio")
_PRONOUNS = frozenset("i me he she my myself you him her".split())
_GENDERS = {"M": Gender.MALE, "F": Gender.FEMALE}


def characters(book: Book) -> tuple[Character, ...]:
    """The people of the gold, as a person would list them."""
    return tuple(
        Character(
            one.name,
            tuple(sorted(alias for alias in one.aliases if alias.lower() not in _PRONOUNS)),
            _GENDERS.get(one.gender, Gender.UNKNOWN),
        )
        for one in book.people
        if not one.name.startswith("_")
    )


def attributed(book: Book, *, given: bool) -> Attribution:
    """The attribution of a *book*; *given*: it is told who the characters are."""
    manuscript = compose(draft(book.text, book.name))
    return Attribution(manuscript, segment(manuscript), characters(book) if given else (), alone=given)


def main() -> None:
    """Print the measures book by book, micro and macro, what a confidence is worth, and words a second."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="*", default=[STORIES])
    parser.add_argument("--given", action="store_true")
    parser.add_argument("--copies", action="store_true")
    asked = parser.parse_args()
    for path in asked.gold:
        found = list(books(path))
        _measure(f"{path.name}, {'characters given' if asked.given else 'end to end'}", found, given=asked.given)
        for name, copy in COPIES.items() if asked.copies else ():
            _measure(f"{path.name}, {name}", list(map(copy, found)), given=asked.given, short=True)


def _measure(title: str, found: Sequence[Book], *, given: bool, short: bool = False) -> None:
    judged: list[list[Judged]] = []
    covered: Counter[bool] = Counter()
    words, seconds = 0, 0.0
    for book in found:
        begun = time.process_time()
        script = attributed(book, given=given).script()
        seconds += time.process_time() - begun
        words += len(book.text.split())
        judged.append(list(judge(book, script)))
        means = set(owners(book, names_of(script.characters)).values())
        covered.update(one.gold in means for one in judged[-1])
    print(f"\n{title}\n{'':32}{'quotes':>7}" + "".join(f"{name:>10}" for name in MEASURES))
    for book, own in zip(found, judged, strict=True):
        if not short:
            _row(book.name, scores(own), len(own))
    together = [one for own in judged for one in own]
    apart = [scores(own) for own in judged]
    _row("micro", _micro(judged, apart), len(together))
    _row("macro", {name: _mean([one[name] for one in apart]) for name in MEASURES}, len(together))
    print(f"speakers found: {covered[True] / covered.total():.1%}; {words / seconds:,.0f} words a second")
    if not short:
        _reliability(together)


def _micro(judged: Sequence[Sequence[Judged]], apart: Sequence[dict[str, float]]) -> dict[str, float]:
    """Over all quotations; what is counted in groups of a book (acc1, voice, b3) is weighted by its quotations."""
    sizes = list(map(len, judged))
    whole = scores([one for own in judged for one in own])
    for name in ("acc1", "voice", "b3"):
        whole[name] = sum(one[name] * size for one, size in zip(apart, sizes, strict=True)) / sum(sizes)
    return whole


def _mean(values: Sequence[float]) -> float:
    known = [one for one in values if not math.isnan(one)]
    return sum(known) / len(known) if known else float("nan")


def _row(name: str, measured: dict[str, float], count: int) -> None:
    print(f"{name[:31]:32}{count:7}" + "".join(f"{100 * measured[one]:10.1f}" for one in MEASURES))


def _reliability(judged: Sequence[Judged]) -> None:
    """Of the lines stated so sure, how many were right."""
    print("stated       right       of")
    for low, high in (
        (0.95, 1.01),
        (0.9, 0.95),
        (0.8, 0.9),
        (0.7, 0.8),
        (0.6, 0.7),
        (0.5, 0.6),
        (0.4, 0.5),
        (0.0, 0.4),
    ):
        own = [one.right for one in judged if low <= one.confidence < high]
        if own:
            print(f"{low:4.0%} – {min(high, 1):4.0%} {sum(own) / len(own):7.1%} {len(own):8}")


if __name__ == "__main__":
    main()
