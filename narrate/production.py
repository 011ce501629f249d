"""The whole way: read → segment → mark languages → attribute → cast → synthesize → assemble → master → publish."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from narrate import engines
from narrate.assemble import PAUSES, stretches
from narrate.audio import read_wav
from narrate.casting import VoiceMap, cast_script, read_voices, write_voices
from narrate.checks import Account, account, check_script
from narrate.credits import chapter_titles, credited, untitled
from narrate.delivery import (
    CLIP_BYTES,
    WORD_BYTES,
    Chapter,
    Job,
    by_chapter,
    deliver,
    encode,
    lifts,
    marks,
    ready,
    refuse_full,
    refuse_sources,
    tracks,
    unfinished,
)
from narrate.errors import NarrateError
from narrate.imprint import cover_for, edition_of
from narrate.limits import unfollowed, unvoiced
from narrate.listening import SAMPLE
from narrate.manner import MANNERS, PLAINLY, manner_of
from narrate.manuscripts import shown
from narrate.master import gain
from narrate.model import Cast, Clip, Finding, Kind, Mark, Script, Utterance, Voice, word_count
from narrate.opening import Opened, open_script, opened, voices_beside  # noqa: F401  # both ways in are offered here
from narrate.palettes import engines_for, passed_over, voices_for, wherever
from narrate.progress import Report, unheard
from narrate.pronunciation import unsayable
from narrate.publish import load
from narrate.publish.edition import Edition
from narrate.readalong import COPIES, LYRICS, Level, Spoken, lyrics, read_along, refuse_unfit, timeline, written_to
from narrate.shelf import opened_once
from narrate.specs import DEFAULT, Spec
from narrate.spoken import Said, said, spoken
from narrate.synthesize import Recipes, Request, missing, synthesize, tidy
from narrate.understudies import told, with_understudies
from narrate.workers import Workers

if TYPE_CHECKING:
    from narrate.labelling import Labeller

_CHANGEABLE = {name: one for name, one in MANNERS.items() if name != PLAINLY}
FEW_LINES = 5
"""Speakers with fewer stand apart in a new voices.yaml."""
CLIPS_A_STRETCH = 8
"""Encoding a stretch takes about as long as speaking so many clips."""


class Reading(TypedDict):
    """What decides, beside a person's wishes, how words are said: as ``spoken`` is told."""

    phonemes: Mapping[str, str]
    heading: bool
    language: str


@dataclass(frozen=True, slots=True)
class Book:
    """A manuscript ready to be spoken: its script and cast, and what a person should know of both."""

    path: Path
    script: Script
    cast: Cast
    account: Account
    findings: tuple[Finding, ...]
    voices: Path | None
    """The voices.yaml that was used."""
    cover: bytes | None = field(default=None, repr=False)
    """The manuscript's own, a JPEG or PNG picture."""
    opened: Opened | None = field(default=None, repr=False)
    """What it was made from; None for an audition."""
    engine: str = ""
    """Whose voices the unnamed get, as it was asked for; empty: as the voices.yaml says."""


@dataclass(frozen=True, slots=True)
class Audiobook:
    """What came out of a production."""

    path: Path
    seconds: float
    marks: tuple[Mark, ...]
    made: int
    """Clips spoken in this run."""
    reused: int
    """Clips that were there already."""
    readalong: tuple[Path, ...] = ()
    """Files to read along with."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is to be made of a book's sound."""

    form: str = ""
    """One of ``publish.FORMS``; by default what the file is called after."""
    spec: Spec = DEFAULT
    title: str = ""
    """Instead of the book's own."""
    date: str = ""
    """YYYY, YYYY-MM or YYYY-MM-DD, if the book has none."""
    credits: bool = False
    """Whether title, author and readers are said before and after it."""
    readalong: tuple[str, ...] = ()
    """Of ``readalong.KINDS``, what else is written to be read along."""
    level: Level = Level.SENTENCE
    """What a copy to read along marks while it is spoken."""


AS_USUAL = Delivery()


def open_book(
    path: Path,
    *,
    voices: Path | None = None,
    engine: str = "",
    encoding: str | None = None,
    keep: Collection[str] = (),
    corrections: Path | None = None,
    clips: Path | None = None,
    model: "Labeller | None" = None,
) -> Book:
    """The manuscript or script at *path* with its cast: by *voices*, else by a voices.yaml beside it or here.

    Who is not named there is cast from the voices of *engine*, or of several with commas between; by default of those
    that the voices.yaml names. The rest as in ``opened``.
    With a folder for *clips*, the script is kept there too and read back the next time, but without reasons.
    NarrateError, ManuscriptError, CastError, EngineError.
    """
    voices = voices or voices_beside(path)
    open_ = partial(opened_once, folder=clips) if clips else opened
    found = open_(path, encoding=encoding, keep=keep, voices=voices, corrections=corrections, model=model)
    return _cast(path, found, voices, engine)


def recast(book: Book, voices: Path) -> Book:
    """*book* with the cast of another voices.yaml; who says what stays. CastError, EngineError."""
    if book.opened is None:
        raise NarrateError(f"{shown(book.path)}: a sample has no cast to change")
    return _cast(book.path, book.opened, voices, book.engine)


def _cast(path: Path, found: Opened, voices: Path | None, engine: str) -> Book:
    script = found.script
    names, language = engines_for(engine, voices), script.language
    dealt, known = voices_for(names, language)
    voice_map, stepped_in = wherever(partial(_voice_map, voices), known, language)
    cast, findings = cast_script(script, voice_map, dealt)
    recipes = Recipes(Path())
    for voice in (cast.narrator, *cast.roles.values()):
        recipes.request("", voice)  # a voice its engine does not have is an error now, not after an hour
    limited = (*unvoiced(script, cast, recipes), *unfollowed(script, cast, recipes), *unsayable(cast))
    engineless = (*passed_over(names, dealt, language), *told(stepped_in, cast))
    findings = (*found.findings, *findings, *engineless, *limited, *check_script(script))
    return Book(path, script, cast, account(script), findings, voices, found.cover, found, engine)


def _voice_map(voices: Path | None, known: Sequence[Voice]) -> tuple[VoiceMap, Mapping[str, Finding]]:
    """What *voices* says, of voices that are here; and who stepped in, by place. CastError."""
    voice_map = VoiceMap()
    if voices:
        voice_map = read_voices(voices, known, engines=engines.names(), manners=_CHANGEABLE, pauses=PAUSES)
    return with_understudies(voice_map, known)


def produce(
    book: Book,
    out: Path,
    clips: Path,
    delivery: Delivery = AS_USUAL,
    *,
    chosen: Sequence[Utterance] | None = None,
    count: int | None = None,
    executor: Executor | None = None,
    report: Report = unheard,
) -> Audiobook:
    """The audiobook of *book*, or of its *chosen* utterances, written to *out*; clips are kept in the folder *clips*.

    The work is done by *executor*, or by *count* processes, one a core; *report* is told of it. Nothing unfinished is
    ever called *out*. NarrateError, EngineError, AudioError.
    """
    delivery, edition = _prepared(book, out, delivery)
    recipes = Recipes(clips)
    lines = lines_of(book, chosen, credits=delivery.credits)
    asked = _asked(book, recipes, lines)
    requests = [want for _, want in asked]
    copies = 1 + len({*COPIES} & {*delivery.readalong})
    refuse_full(out.parent, _words(requests) * WORD_BYTES[delivery.form] * copies)
    unspoken = missing(requests)
    refuse_full(clips, _words(unspoken) * CLIP_BYTES)
    with Workers(count, executor) as crew:
        _speak(voices_of(requests), unspoken, recipes, crew, report)
        jobs = _jobs(book, _whole(book, lines, credits=delivery.credits), asked, recipes, delivery)
        wanted = unfinished(jobs)
        encode(wanted, crew.executor(len(wanted) * CLIPS_A_STRETCH), "encode", report)
    chapters = by_chapter(jobs)
    words = partial(_timeline, book, recipes, chapters)
    timed = lyrics(words()) if LYRICS in delivery.readalong else ()
    edition = replace(edition, marks=marks(chapters, chapter_titles(book.script)), lines=timed)
    heard = deliver(chapters, out, delivery.form, clips, edition)
    sound, silent = tracks(out, delivery.form, edition), _unasked(lines, asked)
    along = read_along(delivery.readalong, out, words, edition, sound, silent=silent, level=delivery.level)
    tidy(clips)
    reused = len({one.path for one in requests}) - len(unspoken)
    return Audiobook(out, heard[-1].end, heard, len(unspoken), reused, along)


def _prepared(book: Book, out: Path, delivery: Delivery) -> tuple[Delivery, Edition]:
    """*delivery* with its form, once nothing is in its way, and what is told of *book* beside its sound."""
    form = ready(out, delivery.form)
    refuse_unfit(delivery.readalong, form)
    if book.opened:
        refuse_sources((out, *written_to(delivery.readalong, out)), (book.path, book.voices))
    cover = cover_for(book.path, book.cover)
    edition = edition_of(book.script, book.cast, title=delivery.title, date=delivery.date, cover=cover)
    return replace(delivery, form=form), edition


def _timeline(book: Book, recipes: Recipes, chapters: Sequence[Chapter]) -> Iterator[Spoken]:
    """When everything in *chapters* is spoken, word by word."""
    jobs = [job for one in chapters for job in one.jobs]
    lengths = [seconds for one in chapters for seconds in one.lengths]

    def said_of(one: Utterance) -> tuple[Said, ...]:
        return said(one.text, book.cast.say, **_reading(recipes, book, one)[1])

    return timeline([job.stretch for job in jobs], lengths, said_of, jobs[0].spec.rate)


def lines_of(book: Book, chosen: Sequence[Utterance] | None = None, *, credits: bool = False) -> Sequence[Utterance]:
    """The utterances of *book*, or those *chosen*, between *credits* if there are to be some."""
    lines = book.script.utterances if chosen is None else chosen
    if not credits:
        return lines
    before, after = credited(book.script, book.cast)
    return (*before, *untitled(lines, book.script, before), *after)


def _words(requests: Iterable[Request]) -> int:
    return sum(word_count(one.text) for one in requests)


def _asked(book: Book, recipes: Recipes, lines: Sequence[Utterance]) -> list[tuple[Utterance, Request]]:
    """Those of *lines* that are to be spoken, each with the clip that is wanted for it."""
    asked = [(one, want) for one in lines if one.spoken and is_said(want := request(recipes, book, one))]
    if not asked:
        raise NarrateError(f"{shown(book.path)}: there is nothing to speak in what is asked for")
    return asked


def _unasked(lines: Iterable[Utterance], asked: Iterable[tuple[Utterance, Request]]) -> list[Utterance]:
    """Those of *lines* that leave nothing to say."""
    said = {id(one) for one, _ in asked}
    return [one for one in lines if id(one) not in said]


def _speak(
    voices: Iterable[Voice], unspoken: Sequence[Request], recipes: Recipes, crew: Workers, report: Report
) -> None:
    """Makes the clips *unspoken*; before them each of *voices* speaks its sample."""
    samples = missing(samples_of(voices, recipes))
    executor = crew.executor(len(samples) + len(unspoken))
    synthesize(samples, executor, "level", report)
    synthesize(unspoken, executor, "speak", report)


def samples_of(voices: Iterable[Voice], recipes: Recipes) -> list[Request]:
    """The clips that tell how loud *voices* are."""
    return [recipes.request(SAMPLE, voice, f"voice {voice.name}") for voice in voices]


def _jobs(
    book: Book, whole: Collection[int], asked: Sequence[tuple[Utterance, Request]], recipes: Recipes, delivery: Delivery
) -> list[Job]:
    """The stretches to be encoded. A voice has one gain, by its sample: the same in every scene of every book.

    Only a chapter, of those that are spoken *whole*, that would be too soft or too loud is lifted into the spec.
    """
    spec, form = delivery.spec, load(delivery.form).STRETCHES
    voices = voices_of(want for _, want in asked)
    gains = {id(one): gain(read_wav(recipes.request(SAMPLE, one).path), spec) + one.gain for one in voices}
    clips = [Clip(one, want.path, gains[id(want.voice)] + want.manner.gain) for one, want in asked]
    cut = list(stretches(clips, book.cast.pauses))
    louder = lifts([stretch for stretch in cut if stretch.chapter in whole], spec)
    return [Job.of(stretch, form, recipes.folder, spec, louder.get(stretch.chapter, 0.0)) for stretch in cut]


def _whole(book: Book, lines: Iterable[Utterance], *, credits: bool) -> set[int]:
    """The chapters of which *lines* has everything, *credits* counted."""
    there = Counter(one.place.chapter for one in lines_of(book, credits=credits))
    asked = Counter(one.place.chapter for one in lines)
    return {number for number, count in asked.items() if count >= there[number]}


def voices_of(requests: Iterable[Request]) -> tuple[Voice, ...]:
    """The voices of *requests*, each object once; equal ones come to the same clips."""
    return tuple({id(one.voice): one.voice for one in requests}.values())


def request(recipes: Recipes, book: Book, one: Utterance) -> Request:
    """The clip wanted for the utterance *one*, whose reader has a role in *book*."""
    voice, reading = _reading(recipes, book, one)
    text = spoken(one.text, book.cast.say, **reading)
    return recipes.request(text, voice, str(one.place), manner_of(one, book.cast.manners))


def _reading(recipes: Recipes, book: Book, one: Utterance) -> tuple[Voice, Reading]:
    """Who reads *one*, and what decides how its words are said."""
    voice = book.cast.voice_for(one)
    if one.language:
        voice = recipes.fellow(voice, one.language) or voice  # the finding "language-unvoiced" tells of it
    phonemes = {} if one.language else recipes.phonemes(voice, book.cast.phonemes)
    language = one.language or book.script.language
    return voice, {"phonemes": phonemes, "heading": one.kind is Kind.HEADING, "language": language}


def is_said(want: Request) -> bool:
    """Whether anything is left to say; a person may respell a word as nothing."""
    return any(map(str.isalnum, want.text))


def write_cast(book: Book, path: Path | None = None) -> tuple[Path, tuple[str, ...]]:
    """Adds to a voices.yaml the speakers of *book* it does not name; returns its path and the names added.

    By default the file *book* was cast by, else one beside the manuscript. CastError.
    """
    path = path or book.voices or book.path.parent / "voices.yaml"
    names = engines_for(book.engine, path if path.exists() else book.voices)
    lines = Counter(one.speaker for one in book.script.utterances if one.spoken)
    minor = [speaker for speaker in book.cast.roles if lines[speaker] < FEW_LINES]
    told = names if book.engine or book.voices else ()

    def write(known: Sequence[Voice]) -> tuple[str, ...]:
        return write_voices(path, book.cast, known, minor=minor, engines=told)

    language = book.script.language
    return path, wherever(write, voices_for(names, language)[1], language)
