"""What a person should look at: what is skipped, findings, and lines of which it is doubtful who says them."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from narrate.quoting import first_words
from narrate.terminal.books import facts
from narrate.terminal.printing import counted, dump, print_text

if TYPE_CHECKING:
    from narrate.checks import Doubt
    from narrate.model import Place, Skipped
    from narrate.production import Book
    from narrate.pronunciation import Doubtful

_DOUBTS_LISTED, _WORDS_LISTED = 20, 20
_BRIEF, _BRIEF_LISTED = 3, 12
"""Words of a page number, a label or the like, and how many different ones are listed."""


def show_findings(
    book: "Book", doubts: Sequence["Doubt"], words: Sequence["Doubtful"], *, every: bool, quiet: bool, as_json: bool
) -> None:
    """The word account, what is skipped, the findings, *doubts* and *words*: the first of them, or *every* one."""
    from narrate.checks import skips

    if as_json:
        skipped = [_skip_record(*skip) for skip in skips(book.script)]
        records = {"doubtful": list(map(_doubt_record, doubts)), "words_to_hear": list(map(_word_record, words))}
        dump({**facts(book), "skipped": skipped, **records})
        return
    print_text(str(book.account))
    if not quiet:
        _list_skipped(skips(book.script), book)
    for finding in book.findings:
        if finding.code != "doubtful-speaker":  # they are among the doubts
            place = f"{finding.place}: " if finding.place else ""
            print_text(f"{finding.code}: {place}{finding.message}")
    _list_doubts(doubts, book, _DOUBTS_LISTED if not every else len(doubts))
    _list_words(words, book, _WORDS_LISTED if not every else len(words))


def _doubt_record(doubt: "Doubt") -> dict[str, object]:
    second = doubt.second
    return {
        "line": doubt.number,
        "id": doubt.line.id,
        "place": str(doubt.line.place),
        "text": doubt.line.text,
        "speaker": doubt.line.speaker,
        "confidence": doubt.line.confidence,
        "second": {"name": second.name, "probability": second.probability} if second else None,
    }


def _list_doubts(doubts: Sequence["Doubt"], book: "Book", listed: int) -> None:
    """How many lines are in doubt, and the first of them, the least sure first."""
    from narrate.checks import DOUBTFUL, UNSURE

    said = sum(one.speaker is not None and not one.continues for one in book.script.utterances)
    if not said:
        return
    worst = sum(one.line.confidence < DOUBTFUL for one in doubts)
    print_text(
        f"of {counted(said, 'line')}, {worst} {'is' if worst == 1 else 'are'} less than {DOUBTFUL:.0%} sure, "
        f"{len(doubts)} less than {UNSURE:.0%}" + (": the worst first" if doubts else "")
    )
    for doubt in doubts[:listed]:
        other = f", or {doubt.second.name} ({doubt.second.probability:.0%})" if doubt.second else ""
        who = f"{doubt.line.speaker} ({doubt.line.confidence:.0%}){other}"
        print_text(f"  line {doubt.number}, {doubt.line.place}: {who}: {first_words(doubt.line.text)}")
    if len(doubts) > listed:
        print_text(f"  and {len(doubts) - listed} more: narrate check {book.path} --all")
    elif doubts:
        print_text(f"  why one is whose: narrate why {book.path} {doubts[0].number}")


def _skip_record(skipped: "Skipped", after: "Place | None") -> dict[str, object]:
    place = str(after) if after else None
    return {"reason": skipped.reason, "after": place, "start": skipped.start, "end": skipped.end, "text": skipped.text}


def _list_skipped(skips: Sequence[tuple["Skipped", "Place | None"]], book: "Book") -> None:
    """What is skipped by reason, each with the utterance before it and its first words; ornaments are only counted.

    What is skipped again and again is listed once, and of page numbers and the like only the first.
    """
    reasons: dict[str, dict[str, list[str]]] = {}
    for skipped, after in skips:
        place = f"after {after}" if after else "at the beginning"
        reasons.setdefault(skipped.reason, {}).setdefault(" ".join(skipped.text.split()), []).append(place)
    for reason, found in reasons.items():
        words = book.account.skipped[reason]
        times = sum(map(len, found.values()))
        print_text(f"skipped as {reason}: {counted(words, 'word')} in {counted(times, 'place')}")
        brief = [one for one in found if len(one.split()) <= _BRIEF][_BRIEF_LISTED:]
        if words:
            _list_places(found, frozenset(brief))


def _list_places(found: Mapping[str, Sequence[str]], left_out: Collection[str]) -> None:
    for words, (first, *again) in found.items():
        if words not in left_out:
            more = f" and {counted(len(again), 'time')} more" if again else ""
            print_text(f"  {first}{more}: {first_words(words)}")
    if left_out:
        print_text(f"  and {len(left_out)} more as short: --json lists them")


def _word_record(one: "Doubtful") -> dict[str, object]:
    said = {"ipa": one.ipa, "said": one.readable, "say": one.entry}
    return {"word": one.word, "times": one.times, "place": str(one.place), "why": one.why, **said}


def _list_words(words: Sequence["Doubtful"], book: "Book", most: int) -> None:
    """Words that the narrator may say wrong, the most frequent first."""
    if not words:
        return
    print_text(
        f"{counted(len(words), 'word')} may be said wrong; lines for say: in voices.yaml, the most frequent first:"
    )
    for one in words[:most]:
        print_text(f"  {one.entry:<30} # {one.times} ×, first in {one.place}: said “{one.readable}” ({one.why})")
    if len(words) > most:
        print_text(f"  and {len(words) - most} more: narrate check {book.path} --all")
