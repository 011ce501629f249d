"""Attribution by a language model, for those who run one: it labels lines with known names, and writes nothing.

A window of the story at a time is shown with its doubtful lines numbered, and the answer is a name for each number. The
text is never taken from there. What is given by hand or has a speech tag that names the speaker is not asked for; what
the model leaves out, does not know or calls by a name that nobody has stays with the built-in attribution, and so does
what a speech tag beside the line speaks against. Answers are kept, so that nothing is asked twice.
"""

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from narrate.audio import used, write_file
from narrate.calling import Again, Answer, Caller, said_instead
from narrate.dialogue.bearers import settled
from narrate.dialogue.names import Names
from narrate.dialogue.reading import PRONOUN_GENDER
from narrate.dialogue.tagged import tags_beside
from narrate.errors import AudioError, NarrateError
from narrate.model import Basis, Character, Finding, Gender, Kind, Script, Utterance
from narrate.progress import Progress, Report, unheard
from narrate.quoting import first_words
from narrate.servers import Server
from narrate.workers import Askers, spread

VERSION = 1
"""Counted up when a window is shown otherwise."""
LINES, CHARACTERS = 16, 6000
"""Lines that are asked for at once, and characters from the first to the last: few, so that small models keep count."""
BEFORE, AFTER = 1500, 600
"""Characters of the story shown around them: who came in, and who answers."""
NAMES = 60
"""Characters to choose from, at most: those of the chapter, whoever speaks most first."""
TWICE = 2
"""Times a window is asked for whose answer has no label."""
LABELLED = 0.75
"""How sure a line is that the model gives to somebody else than the built-in attribution, and at least one that both
give to the same; judged, not measured: models differ."""
UNKNOWN = "unknown"
"""The label of a line of which the model does not know who says it."""
TASK = f"""\
You find out who says each line of dialogue in a passage of a story. Lines that begin with [#1], [#2] and so on are
to be labelled; behind [=Name] the speaker is known. A line may be in several pieces with one number. Go by speech tags,
by who acts beside the line, by turns between two people, by who is addressed: who is addressed does not speak.
Answer with one JSON object and nothing else: each number as a key, and as its value the speaker, one of the listed
names exactly as it is written there, or "{UNKNOWN}". Example: {{"1": "Name", "2": "{UNKNOWN}"}}"""
"""What the model is told to do."""
_LABEL = re.compile(r'(?<![\w-])"?#?(\d{1,4})"?\s*:\s*("(?:[^"\\]|\\.){1,200}")')
"""A label anywhere in an answer: behind a fence, amid a thought, in what is cut. Of several the last counts."""
_MARK = re.compile(r"\[(?=[#=])")
_MOST = 1 << 16
"""Characters of an answer that are read."""


def _unwatched() -> AbstractContextManager[Report]:
    return nullcontext(unheard)


@dataclass(frozen=True, slots=True)
class Labeller:
    """A language model that is asked who speaks."""

    server: Server
    answers: Path | None = field(default=None, repr=False)
    """The folder in which its answers are kept; None: nowhere."""
    watched: Callable[[], AbstractContextManager[Report]] = field(default=_unwatched, repr=False, compare=False)
    """Gives a report that is told of its progress, while it is asked."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A script with the labels of a language model."""

    script: Script
    findings: tuple[Finding, ...]
    asked: int
    """Requests that were made in this run; the others were answered before."""


@dataclass(frozen=True, slots=True)
class Window:
    """Lines that are asked for together, and what the model is shown of them."""

    lines: tuple[tuple[int, ...], ...]
    """Numbers of the utterances of each line."""
    names: Mapping[str, str]
    """Whom a label means, in small letters: names and aliases of those to choose from."""
    shown: str


def labelled(script: Script, labeller: Labeller, *, caller: Caller | None = None) -> Labelled:
    """*script* with the speakers that *labeller* tells.

    NarrateError if its server refuses or goes on failing; what it answered until then is kept.
    """
    shown, server = windows(script), labeller.server
    caller = caller or Caller(server, NarrateError)
    answers: dict[int, tuple[Mapping[int, str], int]] = {}

    def ask(number: int) -> tuple[Mapping[int, str], int]:
        return _answer(shown[number], server, caller, labeller.answers)

    with labeller.watched() as report, Askers(server.connections) as askers:
        report(Progress("label", 0, len(shown)))
        for number, answer in spread(askers, ask, range(len(shown)), NarrateError):
            answers[number] = answer
            place = script.utterances[shown[number].lines[0][0]].place
            report(Progress("label", len(answers), len(shown), place=str(place)))
    labels = [
        (line, window.names, answers[at][0].get(number, ""))
        for at, window in enumerate(shown)
        for number, line in enumerate(window.lines, start=1)
    ]
    return replace(_Judge(script, server.model).judged(labels), asked=sum(made for _, made in answers.values()))


def windows(script: Script) -> tuple[Window, ...]:
    """What a model is to be asked about *script*, in order."""
    people = _people(script)
    together = _together(script.utterances, _doubtful(script.utterances))
    return tuple(_window(script, lines, people[script.utterances[lines[0][0]].place.chapter]) for lines in together)


def _doubtful(utterances: Sequence[Utterance]) -> list[tuple[int, ...]]:
    """The lines that neither a person, the format nor a speech tag with a name gives to somebody."""
    lines: list[list[int]] = []
    for at, one in enumerate(utterances):
        if one.kind is Kind.QUOTATION and one.continues and lines:
            lines[-1].append(at)
        elif one.kind is Kind.QUOTATION:
            lines.append([at])
    doubtful = (Basis.ANAPHORIC, Basis.IMPLICIT)
    return [
        tuple(line)
        for line in lines
        if all(utterances[at].basis in doubtful for at in line) and any(utterances[at].spoken for at in line)
    ]


def _together(utterances: Sequence[Utterance], lines: Sequence[tuple[int, ...]]) -> Iterator[list[tuple[int, ...]]]:
    """*lines* in windows: of one chapter, not too many, not too far apart."""
    window: list[tuple[int, ...]] = []
    for line in lines:
        if window:
            first, last = utterances[window[0][0]], utterances[line[-1]]
            apart = first.place.chapter != last.place.chapter or last.end - first.start > CHARACTERS
            if apart or len(window) == LINES:
                yield window
                window = []
        window.append(line)
    if window:
        yield window


def _window(script: Script, lines: Sequence[tuple[int, ...]], people: Sequence[Character]) -> Window:
    first, last = _around(script.utterances, lines[0][0], lines[-1][-1])
    numbers = {at: number for number, line in enumerate(lines, start=1) for at in line}
    story = _story(script.utterances, range(first, last + 1), numbers)
    listed = "\n".join(map(_introduced, people))
    shown = f"Names:\n{listed}\n\nPassage:\n{story}\n\nLabel the lines 1 to {len(lines)}."
    return Window(tuple(lines), _called(people), shown)


def _around(utterances: Sequence[Utterance], first: int, last: int) -> tuple[int, int]:
    """The first and the last utterance that are shown around those from *first* to *last*, in their chapter."""
    chapter, start, end = utterances[first].place.chapter, utterances[first].start, utterances[last].end
    while first > 0 and utterances[first - 1].place.chapter == chapter and start - utterances[first - 1].start < BEFORE:
        first -= 1
    rest = len(utterances) - 1
    while last < rest and utterances[last + 1].place.chapter == chapter and utterances[last + 1].end - end < AFTER:
        last += 1
    return first, last


def _story(utterances: Sequence[Utterance], span: range, numbers: Mapping[int, int]) -> str:
    """The utterances in *span* as they are shown, those with one of the *numbers* marked with it."""
    pieces: list[str] = []
    for at in span:
        one = utterances[at]
        text = _MARK.sub("[ ", " ".join(one.text.split()))  # no mark in the story may pass for one of ours
        mark = f"[#{numbers[at]}] " if at in numbers else f"[={one.speaker}] " if _is_known(one) else ""
        gap = "" if at == span.start else " " if one.place == utterances[at - 1].place else "\n"
        pieces.append(f"{gap}{mark}{text}")
    return "".join(pieces)


def _is_known(one: Utterance) -> bool:
    return one.kind is Kind.QUOTATION and one.speaker is not None and one.basis in (Basis.EXPLICIT, Basis.GIVEN)


def _people(script: Script) -> Mapping[int, Sequence[Character]]:
    """Who may speak in each chapter: those named or speaking there, most often first to be among NAMES, by name.

    Not in the order of the script: a line more in another chapter would change that, and so what is kept.
    """
    names = Names(script.characters)
    numbers = {one.name: number for number, one in enumerate(script.characters)}
    counts: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for one in script.utterances:
        found = (who for _, _, whom in names.find(one.text) for who in whom)
        counts[one.place.chapter].update(chain(found, (numbers[who] for who in (one.speaker,) if who in numbers)))
    if script.teller in numbers:
        for weights in counts.values():
            weights[numbers[script.teller]] += len(script.utterances)
    return {
        chapter: sorted((script.characters[who] for who, _ in weights.most_common(NAMES)), key=lambda one: one.name)
        for chapter, weights in counts.items()
    }


def _introduced(one: Character) -> str:
    aliases = [alias for alias in one.aliases if alias != one.name][:4]
    told = [one.gender.value] if one.gender is not Gender.UNKNOWN else []
    told += [f"also: {', '.join(aliases)}"] if aliases else []
    return f"- {one.name}" + (f" ({'; '.join(told)})" if told else "")


def _called(listed: Sequence[Character]) -> Mapping[str, str]:
    """Whom a label means: by name, or by an alias that is nobody else's."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for one in listed:
        for alias in one.aliases:
            owners[_folded(alias)].add(one.name)
    aliases = {alias: min(who) for alias, who in owners.items() if len(who) == 1}
    return aliases | {_folded(one.name): one.name for one in listed}


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _answer(window: Window, server: Server, caller: Caller, folder: Path | None) -> tuple[Mapping[int, str], int]:
    """The labels of *window* by number, as the model wrote them, and how many requests that took."""
    messages = [{"role": "system", "content": TASK}, {"role": "user", "content": window.shown}]
    body = {**server.extra, "model": server.model, "messages": messages}
    digest = hashlib.sha256(json.dumps([VERSION, server.name, body], sort_keys=True).encode()).hexdigest()
    path = folder / digest[:2] / f"{digest[2:32]}.json" if folder else None
    if path and (kept := _recalled(path)):
        return kept, 0
    for number in range(1, TWICE + 1):
        labels = caller.post("chat/completions", body, _labels)
        if labels:
            if path:
                with suppress(AudioError):  # it is asked for again the next time
                    write_file(path, json.dumps(labels).encode())
            return labels, number
    return {}, TWICE


def _labels(answer: Answer) -> dict[int, str]:
    """The labels in an *answer*, none if it has none. ``Again`` if it is no answer of a language model."""
    try:
        told = json.loads(answer.content)
        content = told["choices"][0]["message"]["content"]
    except (ValueError, RecursionError, LookupError, TypeError) as error:
        raise Again(f"it answers without a choice: {said_instead(answer)}") from error
    labels = {}
    for match in _LABEL.finditer(content[-_MOST:] if isinstance(content, str) else ""):
        with suppress(ValueError):
            labels[int(match[1])] = str(json.loads(match[2], strict=False))
    return labels


def _recalled(path: Path) -> dict[int, str]:
    """What was kept at *path*; nothing if nothing was, or it is damaged."""
    try:
        if not used(path):
            return {}
        return {int(number): str(name) for number, name in json.loads(path.read_bytes()).items()}
    except (OSError, ValueError, RecursionError, AttributeError):
        return {}


class _Judge:
    """Takes a label, or tells why not."""

    def __init__(self, script: Script, model: str) -> None:
        self._script, self._model = script, model
        self._names = Names(script.characters)
        self._genders = {one.name: one.gender for one in script.characters}

    def judged(self, labels: Sequence[tuple[tuple[int, ...], Mapping[str, str], str]]) -> Labelled:
        """The script with *labels*, each for a line and with whom it may mean; and findings of those not used."""
        out = list(self._script.utterances)
        unused: defaultdict[str, list[Utterance]] = defaultdict(list)
        for line, names, label in labels:
            first = out[line[0]]
            who = names.get(_folded(label))
            problem = self._problem(line, label, who)
            if problem:
                unused[problem].append(first)
            elif who is not None:
                for at in line:
                    out[at] = self._said(out[at], who)
        return Labelled(replace(self._script, utterances=tuple(out)), tuple(self._told(unused, len(labels))), 0)

    def _problem(self, line: Sequence[int], label: str, who: str | None) -> str:
        """Why *label*, which means *who*, is of no use for *line*; empty if it is."""
        if not label or _folded(label) == UNKNOWN:
            return "label-missing"
        if who is None:
            return "label-nobody"
        return "label-contradicted" if any(self._contradicts(at, who) for at in line) else ""

    def _contradicts(self, at: int, who: str) -> bool:
        """Whether a speech tag beside the utterance *at* says that somebody else than *who* speaks.

        A tag that describes somebody speaks against a gender alone: "the surgeon" may well be *who*.
        """
        people, gender = self._script.characters, self._genders[who]
        settling = (settled(tag, people) for tag in tags_beside(self._script.utterances, at, self._names))
        tags = [tag for tag in settling if tag is not None]
        told = [people[one] for tag in tags for one in tag.who]
        named = {one.name for one in told if not one.name[:1].islower()}
        if named:
            return who not in named
        genders = {one.gender for one in told} | {PRONOUN_GENDER.get(tag.pronoun, Gender.UNKNOWN) for tag in tags}
        genders.discard(Gender.UNKNOWN)
        return gender is not Gender.UNKNOWN and bool(genders) and gender not in genders

    def _said(self, one: Utterance, who: str) -> Utterance:
        if one.speaker == who:
            cue = f"{one.cue}; {self._model} says so, too" if one.cue else f"{self._model} says so, too"
            return replace(one, confidence=max(one.confidence, LABELLED), cue=cue)
        return replace(one, speaker=who, confidence=LABELLED, basis=Basis.LABELLED, cue=f"{self._model} says so")

    def _told(self, unused: Mapping[str, Sequence[Utterance]], asked: int) -> Iterator[Finding]:
        whats = {
            "label-missing": "get no label",
            "label-nobody": "get a label that is nobody's name",
            "label-contradicted": "get a label that the speech tag beside speaks against",
        }
        for code, what in whats.items():
            if lines := unused.get(code, ()):
                shown = f"the first {first_words(lines[0].text)}"
                message = f"{len(lines)} of the {asked} lines {self._model} was asked for {what}, {shown}"
                yield Finding(code, f"{message}: their speakers are the built-in attribution's", lines[0].place)
