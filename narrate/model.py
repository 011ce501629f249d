"""What flows between the stages: frozen values, from the manuscript to the stretches of finished sound."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

FIRST_PERSON = "Narrator"
"""The name of a character who tells the story as "I", if the story does not tell another."""
LANGUAGE_TAG = "[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*"
"""A pattern for tags of BCP 47, as "fr" or "pt-BR"."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class Kind(StrEnum):
    """What an utterance is."""

    HEADING = "heading"
    NARRATION = "narration"
    QUOTATION = "quotation"
    THOUGHT = "thought"
    """Said to oneself, or mind to mind."""
    MESSAGE = "message"
    """Typed and sent: a text message, a line of a chat."""
    LETTER = "letter"
    """Written and read: a letter, a diary."""


class Basis(StrEnum):
    """On what an attribution rests."""

    EXPLICIT = "explicit"
    """A speech tag names the speaker."""
    ANAPHORIC = "anaphoric"
    """A speech tag points to the speaker by a pronoun or a description."""
    IMPLICIT = "implicit"
    """No speech tag: beats, turn-taking, who is addressed."""
    LABELLED = "labelled"
    """A language model says so, where one was asked."""
    GIVEN = "given"
    """The manuscript's format or a person says so."""


class Gender(StrEnum):
    """A character's or a voice's gender, as far as the text or the engine tells."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class Age(StrEnum):
    """A character's or a voice's age: a CHILD is younger than 13, an ELDER about 65 or more."""

    CHILD = "child"
    ADULT = "adult"
    ELDER = "elder"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in the manuscript; all counts start at 1, paragraphs anew in every chapter."""

    chapter: int
    scene: int
    paragraph: int

    def __str__(self) -> str:
        return f"chapter {self.chapter}, scene {self.scene}, paragraph {self.paragraph}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the manuscript: the span *start* to *end* of its text."""

    start: int
    end: int
    place: Place
    kind: Kind = Kind.NARRATION
    """NARRATION may hold quotations and thoughts, to be found; every other kind goes for the whole paragraph."""
    speaker: str | None = None
    """Who says it, if the format tells: a play, a chat, a signed letter."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A span of the manuscript in another *language* than the rest, BCP 47."""

    start: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A span of the manuscript deliberately not spoken, and why."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A manuscript as read: one canonical text, and spans into it that cover every word."""

    title: str
    author: str
    language: str
    """BCP 47, as "en"."""
    text: str
    chapters: tuple[str, ...]
    """Chapter titles; ``Place.chapter`` counts them from 1."""
    paragraphs: tuple[Paragraph, ...]
    skipped: tuple[Skipped, ...] = ()
    """In order; some lie inside a paragraph: a note's number."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """What else the manuscript says of itself, by lower-case key: summary, date, rating, …"""
    emphasis: tuple[tuple[int, int], ...] = ()
    """Spans in italics, in order, disjoint; in plain text the signs that stand for italics are inside."""
    foreign: tuple[Foreign, ...] = ()
    """What the format marks as being in another language."""
    characters: tuple[str, ...] = ()
    """Names of characters the format lists, in its order."""
    cover: bytes | None = field(default=None, repr=False)
    """A JPEG or PNG picture."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """The smallest stretch spoken by one voice in one go."""

    start: int
    end: int
    """Code-point offsets into the manuscript's text, half-open; quotation marks are inside."""
    text: str
    kind: Kind
    place: Place
    speaker: str | None = None
    """A character's name; None where the narrator reads, and where nothing tells who speaks."""
    confidence: float = 1.0
    """Of the speaker, 0 to 1, in steps of 0.01."""
    basis: Basis | None = None
    """None for what the narrator reads."""
    continues: bool = False
    """Continues the quotation before it: interrupted by a speech tag, or left open over a paragraph's end."""
    id: str = ""
    """Stable while the words and their chapter stay, whatever changes elsewhere."""
    language: str = ""
    """BCP 47, if it is another than the manuscript's."""
    cue: str = ""
    """What decided the speaker, in words: "speech tag “said Bea”"; empty where nobody speaks."""
    manner: str = ""
    """How it is said, by the author's own words or marks: the name of a ``Manner``, as "whispered"; empty: plainly."""

    @property
    def spoken(self) -> bool:
        """Whether there is a letter or a digit to speak; else the utterance is only a pause."""
        return any(character.isalnum() for character in self.text)


@dataclass(frozen=True, slots=True)
class Character:
    """Someone who speaks or is spoken of."""

    name: str
    aliases: tuple[str, ...] = ()
    gender: Gender = Gender.UNKNOWN
    age: Age = Age.ADULT
    """ADULT too where the text tells of none."""


@dataclass(frozen=True, slots=True)
class Manner:
    """A way of saying something, as changes to whatever voice says it."""

    rate: float = 1.0
    """Factor."""
    pitch: float = 0.0
    """Semitones."""
    range: float = 1.0
    """Factor: how lively the pitch moves."""
    gain: float = 0.0
    """dB."""
    breath: float = 0.0
    """Share of the voice that is breath, 0 to 1: half of it is a whisper."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone who may have said an utterance."""

    name: str
    probability: float
    evidence: tuple[str, ...]
    """Phrases for and against, the strongest first: "acts right before the words", "against: addressed in them"."""


@dataclass(frozen=True, slots=True)
class Script:
    """Who says what: the manuscript as utterances in order, and what is not spoken."""

    title: str
    author: str
    language: str
    chapters: tuple[str, ...]
    characters: tuple[Character, ...]
    utterances: tuple[Utterance, ...]
    skipped: tuple[Skipped, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    words: int = 0
    """In the manuscript it was made from; 0 if that is not known."""
    teller: str = ""
    """Who tells the story as "I", by name; empty if nobody does."""

    @property
    def speakers(self) -> tuple[str, ...]:
        """Names of those with lines, most lines first, then by name."""
        lines = Counter(utterance.speaker for utterance in self.utterances if utterance.speaker)
        return tuple(sorted(lines, key=lambda name: (-lines[name], name)))

    def gender_of(self, speaker: str) -> Gender:
        """The gender of *speaker*, UNKNOWN if nobody of that name is listed."""
        return next((one.gender for one in self.characters if one.name == speaker), Gender.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice to speak with: an engine's own, or one designed from it by *settings*."""

    name: str
    engine: str
    settings: Mapping[str, str | float] = field(default_factory=dict)
    """Known everywhere: ``voice`` (the engine's name for it) and ``rate`` (1.0 is the engine's reading pace)."""
    gender: Gender = Gender.UNKNOWN
    age: Age = Age.ADULT
    description: str = ""
    language: str = ""
    """BCP 47; empty for a voice that reads what it is given."""
    gain: float = 0.0
    """dB louder than the others, by a person's wish; all voices are levelled first."""
    timbre: tuple[float, ...] = field(default=(), compare=False, repr=False)
    """What it sounds like, as numbers whose cosine tells how alike two voices are; empty if that was not measured."""
    origin: str = field(default="", compare=False)
    """Where it was asked for, to begin an error with: "voices.yaml:7:3"."""
    instead: str = field(default="", compare=False)
    """The name of the voice that speaks where this one is not here, by a person's wish; empty: none."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who speaks with which voice."""

    narrator: Voice
    roles: Mapping[str, Voice]
    """By speaker's name."""
    say: Mapping[str, str] = field(default_factory=dict)
    """Pronunciation: whole words → respelling."""
    narrated: frozenset[Kind] = frozenset()
    """Kinds that the narrator reads, whoever says it."""
    phonemes: Mapping[str, str] = field(default_factory=dict)
    """Pronunciation for engines that take it: whole words → eSpeak's phoneme mnemonics."""
    manners: Mapping[str, Manner] = field(default_factory=dict)
    """By name, instead of the usual ones."""
    pauses: Mapping[str, float] = field(default_factory=dict)
    """Seconds by name, instead of the usual ones."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """By speaker's name, why they have that voice, in a few words."""
    credits: Mapping[str, str] = field(default_factory=dict)
    """What is said before ("opening") and after ("closing") the book, instead of the usual words; empty: nothing."""

    def reader(self, utterance: Utterance) -> str | None:
        """Who reads *utterance*: its speaker, or None for the narrator."""
        return None if utterance.kind in self.narrated else utterance.speaker

    def voice_for(self, utterance: Utterance) -> Voice:
        """The voice that reads *utterance*. KeyError if its reader has no role."""
        return self.voice_of(self.reader(utterance))

    def voice_of(self, speaker: str | None) -> Voice:
        """The voice of *speaker*; of the narrator for None. KeyError if *speaker* has no role."""
        return self.narrator if speaker is None else self.roles[speaker]


@dataclass(frozen=True, slots=True)
class Clip:
    """One utterance's sound on disk."""

    utterance: Utterance
    path: Path
    gain: float = 0.0
    """dB that bring it to the level it has in the book."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """About a minute of one chapter, cut at a pause: what is encoded in one go, and again if a clip of it changes."""

    chapter: int
    clips: tuple[Clip, ...]
    pauses: tuple[float, ...]
    """Seconds of silence after each clip."""
    lead: float = 0.0
    """Seconds of silence before the first clip."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a chapter begins in the finished sound."""

    title: str
    start: float
    end: float
    """Seconds."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at."""

    code: str
    message: str
    place: Place | None = None
    severe: bool = False
    """Severe findings fail a check; the others only advise."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What texts will cost at an engine that is paid by the character."""

    characters: int
    money: float | None
    """None if no price is set."""
    currency: str = ""

    def __add__(self, other: "Cost") -> "Cost":
        """Both; in one currency."""
        money = None if self.money is None or other.money is None else self.money + other.money
        return Cost(self.characters + other.characters, money, self.currency)

    def __str__(self) -> str:
        money = "" if self.money is None else f", about {self.money:,.2f} {self.currency}"
        return f"{self.characters:,} characters{money}"


def identified(utterances: Sequence[Utterance]) -> tuple[Utterance, ...]:
    """*utterances* with their ids: a hash of chapter, words, and the ordinal among equal ones."""
    seen: Counter[str] = Counter()
    out = []
    for utterance in utterances:
        words = f"{utterance.place.chapter}\n{' '.join(utterance.text.split())}"
        seen[words] += 1
        digest = hashlib.sha256(f"{words}\n{seen[words]}".encode(errors="surrogatepass")).hexdigest()
        out.append(replace(utterance, id=digest[:12]))
    return tuple(out)


def primary(tag: str) -> str:
    """The language of *tag*, BCP 47, its country and script left out: "en" of "en-GB"."""
    return tag.partition("-")[0].lower()


def word_count(text: str) -> int:
    """How many words stand in *text*: letters and digits, with apostrophes and hyphens inside."""
    return len(_WORD.findall(text))
