"""How alike the voices are that are heard together, when books are cast from the palette.

    python benchmarks/casting.py [GOLD…]

GOLD is a folder of marked stories or a corpus, see gold.py; without it, our own stories, development part. Of each book
the thirty speakers with most lines: how many pairs of them share a scene, how many of those are closer than a cosine of
0.85 (hard to tell apart, see docs/palette.md), and the closest; the same with the narrator.
"""

import sys
from itertools import combinations
from pathlib import Path

from attribution import STORIES, attributed
from gold import books

from narrate.casting import cast_script
from narrate.casting.likeness import TWINS, likeness
from narrate.casting.scenes import meetings
from narrate.engines.palette import PALETTE

SPEAKERS = 30


def main() -> None:
    """Print a line for each book, and the sum."""
    counted = over = 0
    print(f"{'':34}{'speakers':>9}{'pairs':>7}{'over':>6}{'closest':>9}")
    for book in (one for path in map(Path, sys.argv[1:] or [STORIES]) for one in books(path)):
        script = attributed(book, given=False).script()
        cast, _ = cast_script(script, None, PALETTE)
        together = meetings(script)
        heard = list(cast.roles)[:SPEAKERS]
        pairs = [(one, other) for one, other in combinations(heard, 2) if together.meet(one, [other])]
        alike = [likeness(cast.roles[one], cast.roles[other]) for one, other in pairs]
        alike += [likeness(cast.roles[one], cast.narrator) for one in heard if cast.roles[one] is not cast.narrator]
        counted, over = counted + len(alike), over + sum(one > TWINS for one in alike)
        row = f"{len(cast.roles):9}{len(alike):7}{sum(one > TWINS for one in alike):6}{max(alike, default=0):9.2f}"
        print(f"{book.name[:32]:34}{row}", flush=True)
    print(f"{over} of {counted} pairs are closer than {TWINS}")


if __name__ == "__main__":
    main()
