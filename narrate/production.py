"""The whole way: read → segment → mark languages → attribute → cast → synthesize → assemble → master → publish."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from narrate import engines
from narrate.assemble import PAUSES, stretches
from narrate.audio import read_wav
from narrate.casting import VoiceMap, cast_script, read_voices, write_voices
from narrate.checks import Account, account, check_script
from narrate.delivery import Delivered, Job, encode, ready, refuse_full, unfinished
from narrate.errors import EngineError, NarrateError
from narrate.imprint import cover_beside, edition_of
from narrate.manner import MANNERS, PLAINLY, manner_of
from narrate.manuscripts import STANDARD_INPUT, shown
from narrate.master import gain
from narrate.model import Cast, Clip, Finding, Kind, Mark, Script, Utterance, Voice, word_count
from narrate.opening import Opened, open_script, opened, voices_beside  # noqa: F401  # both ways in are offered here
from narrate.pronunciation import unsayable
from narrate.publish import load
from narrate.shelf import opened_once
from narrate.specs import DEFAULT, Spec
from narrate.spoken import spoken
from narrate.synthesize import Recipes, Request, missing, synthesize, tidy
from narrate.workers import Workers

SAMPLE = "The boy was there when the sun rose. A rod is used to catch pink salmon."
"""Every voice says it once, to find its level: Harvard sentences, list 2, 1 and 2 (IEEE, 1969), balanced in sounds."""
DEFAULT_ENGINE = "espeak"
_CHANGEABLE = {name: one for name, one in MANNERS.items() if name != PLAINLY}
FEW_LINES = 5
"""Speakers with fewer stand apart in a new voices.yaml."""
CLIPS_A_STRETCH = 8
"""Encoding a stretch takes about as long as speaking so many clips."""
BOOK_BYTES, CLIP_BYTES = 8_700, 24_700
"""A word takes on disk: 60/165 of a second of MP3 at 24,000 bytes, and of a clip at 44,100 with its share encoded."""

Report = Callable[[str, int, int], None]
"""Told of progress: the stage's name, how much is done, how much there is."""


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
    engine: str = DEFAULT_ENGINE
    """Whose voices the unnamed get."""


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


def open_book(
    path: Path,
    *,
    voices: Path | None = None,
    engine: str = DEFAULT_ENGINE,
    encoding: str | None = None,
    keep: Collection[str] = (),
    corrections: Path | None = None,
    clips: Path | None = None,
) -> Book:
    """The manuscript or script at *path* with its cast: by *voices*, else by a voices.yaml beside it or here.

    Who is not named there is cast from the voices of *engine*; *encoding*, *keep* and *corrections* as in ``opened``.
    With a folder for *clips*, the script is kept there too and read back the next time, but without reasons.
    NarrateError, ManuscriptError, CastError, EngineError.
    """
    voices = voices or voices_beside(path)
    open_ = partial(opened_once, folder=clips) if clips else opened
    found = open_(path, encoding=encoding, keep=keep, voices=voices, corrections=corrections)
    return _cast(path, found, voices, engine)


def recast(book: Book, voices: Path) -> Book:
    """*book* with the cast of another voices.yaml; who says what stays. CastError, EngineError."""
    if book.opened is None:
        raise NarrateError(f"{shown(book.path)}: a sample has no cast to change")
    return _cast(book.path, book.opened, voices, book.engine)


def _cast(path: Path, found: Opened, voices: Path | None, engine: str) -> Book:
    script = found.script
    palette = palette_of(engine, script.language)
    named = _by_name(palette_of(DEFAULT_ENGINE), palette_of(engine), palette)
    voice_map = VoiceMap()
    if voices:
        voice_map = read_voices(voices, named, engines=engines.ENGINES, manners=_CHANGEABLE, pauses=PAUSES)
    cast, findings = cast_script(script, voice_map, palette)
    recipes = Recipes(Path())
    for voice in (cast.narrator, *cast.roles.values()):
        recipes.request("", voice)  # a voice its engine does not have is an error now, not after an hour
    findings = (*found.findings, *findings, *_unvoiced(script, cast, recipes), *unsayable(cast), *check_script(script))
    return Book(path, script, cast, account(script), findings, voices, found.cover, found, engine)


def _unvoiced(script: Script, cast: Cast, recipes: Recipes) -> Iterator[Finding]:
    """Which voices have to read a language that they have no fellow for."""
    lines: defaultdict[tuple[str, str], list[Utterance]] = defaultdict(list)
    for one in script.utterances:
        if one.language and one.spoken and recipes.fellow(cast.voice_for(one), one.language) is None:
            lines[cast.voice_for(one).name, one.language].append(one)
    for (voice, language), unvoiced in lines.items():
        count = f"{len(unvoiced)} passage{'s' * (len(unvoiced) > 1)}"
        message = f"{voice} does not speak {language!r}: {count} will sound as if in its own language"
        yield Finding("language-unvoiced", message, unvoiced[0].place)


def _by_name(*palettes: Iterable[Voice]) -> tuple[Voice, ...]:
    """The voices of *palettes*, of those with one name the last."""
    return tuple({voice.name: voice for palette in palettes for voice in palette}.values())


def palette_of(engine: str, language: str = "") -> tuple[Voice, ...]:
    """The voices of *engine*, or their fellows for *language*; one is called "narrator", by the engine or as the first.

    EngineError if there is none.
    """
    loaded = engines.load(engine)
    fellows = (_fellow(loaded, one, language) for one in loaded.voices()) if language else loaded.voices()
    voices = tuple(one for one in fellows if one is not None)
    if not voices:
        raise EngineError(f"engine {engine!r} has no voice on this system{f' for {language!r}' if language else ''}")
    named = any(voice.name == "narrator" for voice in voices)
    return voices if named else (replace(voices[0], name="narrator"), *voices[1:])


def produce(
    book: Book,
    out: Path,
    clips: Path,
    *,
    chosen: Sequence[Utterance] | None = None,
    title: str = "",
    date: str = "",
    count: int | None = None,
    form: str = "",
    spec: Spec = DEFAULT,
    executor: Executor | None = None,
    report: Report = lambda stage, done, total: None,
) -> Audiobook:
    """The audiobook of *book*, or of its *chosen* utterances, written to *out*; clips are kept in the folder *clips*.

    The work is done by *executor*, or by *count* processes, one a core; *report* is told of it. The *form* is by
    default what *out* is called after. Nothing unfinished is ever called *out*. NarrateError, EngineError, AudioError.
    """
    form = ready(out, form)
    made_as = load(form)
    recipes = Recipes(clips)
    cover = (None if book.path == STANDARD_INPUT else cover_beside(book.path.parent)) or book.cover
    asked = _asked(book, recipes, chosen)
    requests = [want for _, want in asked]
    refuse_full(out.parent, sum(word_count(one.text) for one in requests) * BOOK_BYTES)
    refuse_full(clips, sum(word_count(one.text) for one in missing(requests)) * CLIP_BYTES)
    with Workers(count, executor) as crew:
        made = _speak(requests, recipes, crew, report)
        jobs = _jobs(asked, recipes, made_as.STRETCHES, book.cast.pauses, spec)
        wanted = unfinished(jobs)
        encode(wanted, crew.executor(len(wanted) * CLIPS_A_STRETCH), partial(report, "encode"))
    marks = tuple(_marks(jobs, book.script.chapters))
    edition = edition_of(book.script, book.cast, marks, title=title, date=date, cover=cover)
    delivered = Delivered.of(out, clips, jobs, edition)
    if form != "mp3" or not delivered.stands():  # of the others only the file itself knows its marks
        marks = made_as.bind(_by_chapter(jobs), out, edition)
        delivered.note()
    tidy(clips)
    return Audiobook(out, marks[-1].end, marks, made, len({one.path for one in requests}) - made)


def _asked(book: Book, recipes: Recipes, chosen: Sequence[Utterance] | None) -> list[tuple[Utterance, Request]]:
    """The utterances of *book* to be spoken, or those *chosen*, each with the clip that is wanted for it."""
    lines = [one for one in (book.script.utterances if chosen is None else chosen) if one.spoken]
    asked = [(one, want) for one in lines if is_said(want := request(recipes, book, one))]
    if not asked:
        raise NarrateError(f"{shown(book.path)}: there is nothing to speak in what is asked for")
    return asked


def _speak(requests: Sequence[Request], recipes: Recipes, crew: Workers, report: Report) -> int:
    """How many of *requests* had to be spoken; before them each voice speaks its sample."""
    samples = missing([recipes.request(SAMPLE, voice, f"voice {voice.name}") for voice in _voices(requests)])
    wanted = missing(requests)
    executor = crew.executor(len(samples) + len(wanted))
    synthesize(samples, executor, partial(report, "level"))
    synthesize(wanted, executor, partial(report, "speak"))
    return len(wanted)


def _jobs(
    asked: Sequence[tuple[Utterance, Request]], recipes: Recipes, form: str, pauses: Mapping[str, float], spec: Spec
) -> list[Job]:
    """The stretches to be encoded. A voice has one gain, by its sample: the same in every scene of every book."""
    voices = _voices(want for _, want in asked)
    gains = {id(one): gain(read_wav(recipes.request(SAMPLE, one).path), spec) + one.gain for one in voices}
    clips = [Clip(one, want.path, gains[id(want.voice)] + want.manner.gain) for one, want in asked]
    return [Job.of(stretch, form, recipes.folder, spec) for stretch in stretches(clips, pauses)]


def _voices(requests: Iterable[Request]) -> tuple[Voice, ...]:
    """The voices of *requests*, each object once; equal ones come to the same clips."""
    return tuple({id(one.voice): one.voice for one in requests}.values())


def request(recipes: Recipes, book: Book, one: Utterance) -> Request:
    """The clip wanted for the utterance *one*, whose reader has a role in *book*."""
    voice = book.cast.voice_for(one)
    if one.language:
        voice = recipes.fellow(voice, one.language) or voice  # the finding "language-unvoiced" tells of it
    language = one.language or book.script.language
    phonemes = {} if one.language else recipes.phonemes(voice, book.cast.phonemes)
    text = spoken(one.text, book.cast.say, phonemes=phonemes, heading=one.kind is Kind.HEADING, language=language)
    return recipes.request(text, voice, str(one.place), manner_of(one, {**MANNERS, **book.cast.manners}))


def is_heard(book: Book, lines: Iterable[Utterance]) -> bool:
    """Whether any of *lines* leaves something to say."""
    recipes = Recipes(Path())
    return any(is_said(request(recipes, book, one)) for one in lines if one.spoken)


def is_said(want: Request) -> bool:
    """Whether anything is left to say; a person may respell a word as nothing."""
    return any(map(str.isalnum, want.text))


def write_cast(book: Book, path: Path | None = None, *, engine: str = DEFAULT_ENGINE) -> tuple[Path, tuple[str, ...]]:
    """Adds to a voices.yaml the speakers of *book* it does not name; returns its path and the names added.

    By default the file *book* was cast by, else one beside the manuscript. CastError.
    """
    path = path or book.voices or book.path.parent / "voices.yaml"
    language = book.script.language
    named = _by_name(palette_of(DEFAULT_ENGINE), palette_of(engine), palette_of(engine, language))
    lines = Counter(one.speaker for one in book.script.utterances if one.spoken)
    minor = [speaker for speaker in book.cast.roles if lines[speaker] < FEW_LINES]
    return path, write_voices(path, book.cast, named, minor=minor)


def _marks(jobs: Sequence[Job], titles: Sequence[str]) -> Iterator[Mark]:
    """Where each chapter of *jobs* begins and ends, exact to the sample: stretches are joined frame by frame."""
    at = 0.0
    for number in dict.fromkeys(job.stretch.chapter for job in jobs):
        seconds = sum(job.seconds for job in jobs if job.stretch.chapter == number)
        yield Mark(titles[number - 1], at, at + seconds)
        at += seconds


def _by_chapter(jobs: Sequence[Job]) -> list[list[Path]]:
    """The encoded stretches of each chapter."""
    numbers = dict.fromkeys(job.stretch.chapter for job in jobs)
    return [[job.path for job in jobs if job.stretch.chapter == number] for number in numbers]


def _fellow(engine: engines.Engine, voice: Voice, language: str) -> Voice | None:
    """What is cast as *voice* in texts in *language*; *voice* itself if it does not say what it is for."""
    fellow = engine.fellow(voice, language)
    if fellow is None:
        return None if voice.language else voice
    return replace(fellow, name=voice.name)
