"""Coded findings on script and what a person says of it, and the word account: nothing lost, nothing said twice."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from narrate.casting import Hints
from narrate.casting.hints import stands
from narrate.dialogue.bearers import settled
from narrate.dialogue.names import Names
from narrate.dialogue.reading import PRONOUN_GENDER
from narrate.dialogue.sentences import sentences
from narrate.dialogue.tagged import tags_beside
from narrate.errors import CheckFailed
from narrate.model import (
    Basis,
    Candidate,
    Character,
    Finding,
    Gender,
    Kind,
    Manuscript,
    Place,
    Script,
    Skipped,
    Utterance,
    word_count,
)
from narrate.quoting import first_words, meant
from narrate.script.lines import is_given

DOUBTFUL, UNSURE = 0.5, 0.7
"""Confidence below which a line is a finding, and below which it is worth a look where there is time."""
MUCH = 0.2
"""Of the words inside the story: a fifth is more than notes and page numbers usually are."""


@dataclass(frozen=True, slots=True)
class Account:
    """The word account: words in = words spoken + words skipped, by reason."""

    spoken: int
    skipped: Mapping[str, int]

    @property
    def words(self) -> int:
        """Words in the manuscript."""
        return self.spoken + sum(self.skipped.values())

    def __str__(self) -> str:
        reasons = ", ".join(f"{count:,} {reason}" for reason, count in self.skipped.items() if count)
        return f"{self.words:,} words in = {self.spoken:,} spoken + {sum(self.skipped.values()):,} skipped" + (
            f" ({reasons})" if reasons else ""
        )


def account(script: Script) -> Account:
    """The word account of *script*."""
    skipped: Counter[str] = Counter()
    for one in script.skipped:
        skipped[one.reason] += word_count(one.text)
    spoken = sum(word_count(one.text) for one in script.utterances)
    spoken -= sum(_cuts_word(before, after) for before, after in pairwise(script.utterances))
    return Account(spoken, dict(skipped))


def skips(script: Script) -> tuple[tuple[Skipped, Place | None], ...]:
    """What *script* skips, each with the place of the utterance before it; None if there is none before."""
    starts = [one.start for one in script.utterances]
    before = [bisect_right(starts, one.start) for one in script.skipped]
    places = (script.utterances[count - 1].place if count else None for count in before)
    return tuple(zip(script.skipped, places, strict=True))


def _cuts_word(before: Utterance, after: Utterance) -> bool:
    """Whether an endless word was cut between two utterances, to fit a clip: it counts once."""
    ends, begins = before.text[-2:], after.text[:2]
    touching = before.end == after.start
    return touching and word_count(ends) + word_count(begins) > word_count(ends + begins)


def verify(manuscript: Manuscript, script: Script) -> None:
    """Refuses a *script* that loses, repeats or invents text of *manuscript*. CheckFailed shows the first place."""
    spans: list[Utterance | Skipped] = [*script.utterances, *script.skipped]
    at = 0
    for span in sorted(spans, key=lambda one: one.start):
        between = manuscript.text[at : span.start]
        if span.start < at or span.end <= span.start:
            raise CheckFailed(f"the text at {span.start} would be spoken twice: {span.text[:50]!r}")
        if between.strip():
            raise CheckFailed(f"the text at {at} would be lost: {between.strip()[:50]!r}")
        if span.text != manuscript.text[span.start : span.end]:
            raise CheckFailed(f"the text at {span.start} would be changed: {span.text[:50]!r}")
        at = span.end
    if manuscript.text[at:].strip():
        raise CheckFailed(f"the text at {at} would be lost: {manuscript.text[at:].strip()[:50]!r}")


def check_script(script: Script) -> Iterator[Finding]:
    """What a person should look at in *script*, the most doubtful lines first."""
    if not script.language.lower().startswith("en"):
        found = f"the manuscript is in {script.language!r}: who speaks is found by English words (correct the script)"
        message = f"{found}, and a voice that does not know it reads it as English"
        yield Finding("language-unread", message, severe=True)
    if missing := script.metadata.get("missing"):
        yield Finding("parts-missing", f"the book names parts that the file does not hold: {missing}", severe=True)
    yield from _much_skipped(script)
    said = [one for one in script.utterances if one.kind in (Kind.QUOTATION, Kind.MESSAGE)]
    if not said and not script.speakers:
        yield Finding("no-dialogue", "there is no quotation: the narrator reads everything (are its marks unusual?)")
    elif said and all(
        one.kind in (Kind.HEADING, Kind.QUOTATION) and one.basis is not Basis.GIVEN for one in script.utterances
    ):
        yield Finding("no-narration", "there is nothing but quotations: nothing tells who speaks")
    nobody = [one for one in said if one.speaker is None and one.spoken and not is_given(one.cue)]
    for one in nobody:
        yield Finding("no-speaker", f"nobody known says {first_words(one.text)}: the narrator reads it", one.place)
    doubtful = [one for one in script.utterances if one.speaker is not None and one.confidence < DOUBTFUL]
    for one in sorted(doubtful, key=lambda line: (line.confidence, line.start)):
        sure = f"{one.confidence * 100:.0f} %"
        yield Finding("doubtful-speaker", f"{one.speaker} ({sure}) says {first_words(one.text)}", one.place)
    yield from _contradicted(script)
    yield from _unlisted(script)
    now = account(script)
    if script.words and now.words != script.words:
        change = f"{abs(now.words - script.words)} words {'more' if now.words > script.words else 'fewer'}"
        yield Finding("words-changed", f"the script has {change} than the manuscript it was made from")


def misnamed(hints: Hints, script: Script, text: str, speakers: Collection[str | None]) -> Iterator[Finding]:
    """Names a person told that the manuscript does not know."""
    if not hints.characters and not any(speakers):
        return
    told = {name for one in script.characters for name in (one.name, *one.aliases) if stands(name, text)}
    for one in hints.characters:
        if not any(stands(name, text) for name in (one.name, *one.aliases)):
            message = f"nobody in this manuscript is called {one.name!r}{meant(one.name, told)}"
            yield Finding("alias-unknown", f"{hints.places[one.name]}: {message}")
    named = {*told, *hints.cast, *(one.name for one in hints.characters)}
    places = {who: f"{hints.lines[words]}: " for words, who in hints.speakers.items()}
    for who in sorted(filter(None, speakers)):
        if who not in named and not stands(who, text):
            message = f"{who!r} is given lines, but the manuscript never names them{meant(who, told)}"
            yield Finding("speaker-unlisted", f"{places.get(who, '')}{message}")


def joined(hints: Hints, utterances: Sequence[Utterance]) -> Iterator[Finding]:
    """Names that a person gave to one character though a sentence has both, as it does of two people."""
    owned = [(one.name, name) for one in hints.characters for name in (one.name, *one.aliases) if name[:1].isupper()]
    names, told_of = Names([Character(name) for _, name in owned]), set()
    for told in utterances if len(owned) > len(hints.characters) else ():
        found = names.find(told.text) if told.kind is Kind.NARRATION else []
        for start, end in sentences(told.text, 0, len(told.text)) if len(found) > 1 else ():
            sentence = " ".join(told.text[start:end].split())
            here = dict.fromkeys(owned[who[0]] for begins, _, who in found if start <= begins < end)
            for (owner, one), (other_owner, other) in combinations(here, 2):
                if owner == other_owner and owner not in told_of and _apart(one, other, sentence):
                    told_of.add(owner)
                    message = f"this makes one of {one} and {other}, but {first_words(sentence)!r} names both"
                    yield Finding("alias-joins", f"{hints.places[owner]}: {message}", told.place)


def _apart(one: str, other: str, sentence: str) -> bool:
    """Whether two names that *sentence* has are not parts of one: "Rupert Giles"."""
    parts = set(one.split()) & set(other.split()) or {f"{one} {other}", f"{other} {one}"}
    return not any(part in sentence for part in parts)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line of which it is doubtful who says it."""

    number: int
    """In the script, from 1."""
    line: Utterance
    second: Candidate | None
    """Who else may say it, if that is known."""


def doubts(script: Script, candidates: Mapping[str, Sequence[Candidate]]) -> tuple[Doubt, ...]:
    """The lines of *script* that are less than UNSURE, the least sure first; *candidates* by utterance's id.

    A line in several pieces is in doubt once.
    """
    numbered = enumerate(script.utterances, start=1)
    found = [(number, one) for number, one in numbered if one.speaker and one.confidence < UNSURE and not one.continues]
    found.sort(key=lambda doubt: (doubt[1].confidence, doubt[0]))
    return tuple(Doubt(number, one, _second(one, candidates.get(one.id, ()))) for number, one in found)


def _second(line: Utterance, candidates: Sequence[Candidate]) -> Candidate | None:
    return next((one for one in candidates if one.name != line.speaker), None)


def _contradicted(script: Script) -> Iterator[Finding]:
    """Lines of which a speech tag beside them says that somebody else speaks; severe if narrate chose the speaker.

    Where only a pronoun tells it, the gender that the character was given may be what is wrong.
    """
    names = Names(script.characters)
    genders = {one.name: one.gender for one in script.characters}
    for at, one in enumerate(script.utterances):
        if one.kind is not Kind.QUOTATION or one.speaker is None:
            continue
        beside = tags_beside(script.utterances, at, names)
        tags = [known for tag in beside if (known := settled(tag, script.characters)) is not None]
        told = {script.characters[who].name for tag in tags for who in tag.who}
        pronouns = {tag.pronoun for tag in tags}
        others = {PRONOUN_GENDER[word] for word in pronouns & PRONOUN_GENDER.keys()} - {genders.get(one.speaker)}
        wrong_gender = others and genders.get(one.speaker, Gender.UNKNOWN) is not Gender.UNKNOWN
        given = f"{one.speaker} has {first_words(one.text)}, but the speech tag beside it"
        if told and one.speaker not in told:
            message = f"{given} names {' or '.join(sorted(told))}"
            yield Finding("tag-contradicted", message, one.place, severe=one.basis is not Basis.GIVEN)
        elif not told and wrong_gender and len(pronouns) == 1:
            yield Finding("tag-contradicted", f"{given} says {next(iter(pronouns))!r}", one.place)


def _much_skipped(script: Script) -> Iterator[Finding]:
    """What is skipped between the story's first and last words, if it is much; what frames them usually is."""
    story = [one for one in script.utterances if one.kind is not Kind.HEADING and one.spoken]
    skipped: Counter[str] = Counter()
    for one in script.skipped:
        if story and story[0].start < one.start < story[-1].start:
            skipped[one.reason] += word_count(one.text)
    spoken = sum(word_count(one.text) for one in story)
    if skipped.total() > MUCH * (spoken + skipped.total()):
        share = skipped.total() / (spoken + skipped.total())
        reasons = ", ".join(f"{count:,} {reason}" for reason, count in skipped.most_common() if count)
        hint = f"to speak some of it: --keep {skipped.most_common(1)[0][0]!r}"
        yield Finding("much-skipped", f"{share:.0%} of the words inside the story are skipped: {reasons} ({hint})")


def _unlisted(script: Script) -> Iterator[Finding]:
    """Speakers a person wrote into the script that nobody there is called."""
    names = [character.name for character in script.characters]
    for speaker in script.speakers:
        if speaker not in names:
            message = f"{speaker!r} speaks but is not among the characters{meant(speaker, names)}"
            yield Finding("speaker-unlisted", message)
