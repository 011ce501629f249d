"""Names and rare words that an engine is likely to get wrong, and what it would say for them."""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from narrate import engines
from narrate.errors import EngineError
from narrate.model import Cast, Finding, Kind, Place, Script, primary
from narrate.spoken import legible, spoken
from narrate.spoken.names import RESPELT
from narrate.spoken.sounds import respelt
from narrate.spoken.spelling import unusual

Pronounce = Callable[[str], str]
"""What an engine would say for a text, in IPA."""

MOST = 200
"""Words that are told of: nobody reads more."""
_LONGEST = 40
"""Letters: what is longer is no word."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_ENDING = re.compile(r"(?:'(?:s|ll|ve|d|re|m)|n't)$", re.IGNORECASE)
_BEGINNING = re.compile(r"^(?:ma?c(?=[^aeiou ]{1,2}[aeiou])|fitz|(?:o|d|l|de|al)')")
"""Of a name, with another name behind it that is judged alone: McGonagall, O'Brien, d'Artagnan."""
_UNDECORATED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"}
)
_AMID = re.compile(r"[\w,;]\s$")
_UNJUDGED = re.compile(r"^.?$|(.)\1\1|^[ivxlcdm]+$|day$")
"""A letter alone, a word that is stretched, a numeral, a day of the week."""
_VOWELS = re.compile("[aeiouy]+")
_MUTE = re.compile("(?<=[^aeiouy])es?$")
_ROWS_OF_A_WORD = 2
"""Rows of letters that no English word has, that a word in small letters must have: many rare words have one."""
_NUCLEUS = re.compile("aɪə|aɪ|aʊ|eɪ|oʊ|əʊ|ɔɪ|[aæɐɑɒɔəɚɛɜeiɪoʊuʌyᵻøœ][ːˑ]?|[ln]̩|ʔn")
"""The vowel of a syllable, in IPA."""
_CLUSTER = re.compile("[^aeiouy]{2}")
_STRAY_STRESS = re.compile("[ɐəᵻ][^ˈ]+ˈ[^ˈˌ]*[æɛɪʌ]$")
"""The last syllable stressed and open, with a vowel that no English word ends in: what the rules make of "Asa"."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A word that an engine is likely to say wrong."""

    word: str
    times: int
    """How often it stands in the manuscript, in any form."""
    place: Place
    """Where it stands first."""
    why: str
    ipa: str
    """What the engine would say."""

    @property
    def readable(self) -> str:
        """What the engine would say, in letters as English has them, what is stressed in capitals."""
        return respelt(self.ipa)

    @property
    def entry(self) -> str:
        """A line for ``say:`` in voices.yaml: how it is usually said, or else what the engine would say, to change."""
        name = self.word if self.word.isalpha() else json.dumps(self.word, ensure_ascii=False)
        return f"{name}: {RESPELT.get(_bare(self.word)) or self.readable.lower()}"


def doubtful_words(
    script: Script, settled: Iterable[str], pronounced: Pronounce, listed: Container[str]
) -> tuple[Doubtful, ...]:
    """The words of an English *script* that an engine is likely to say wrong, the most frequent first, MOST at most.

    *settled* are the words whose pronunciation a person chose. *pronounced* is asked about words of the script's
    language; those *listed*, in small letters, it has in a dictionary. Of another language than English nothing is
    known. A word is doubtful if no English word is spelt like it, or if what is said has sounds that no English word
    has, or fewer syllables than are written.
    """
    if primary(script.language) != "en":
        return ()
    known = {_ENDING.sub("", part).lower() for word in settled for part in _WORD.findall(_plain(word))}
    seen = _seen(script)
    found: list[Doubtful] = []
    for key, one in sorted(seen.items(), key=lambda item: (-item[1].times, item[0])):
        bare = _bare(key)
        if len(found) == MOST:
            break
        if key in known or bare in known or bare in listed or len(bare) > _LONGEST or _UNJUDGED.search(bare):
            continue
        if key[-1] == "s" and key[:-1] in seen:  # the Seftons are in doubt if Sefton is
            continue
        why = _why(one, bare, pronounced)
        if why and _is_word(one.usual):
            ipa = pronounced(one.usual.capitalize() if one.usual.isupper() else one.usual)
            found.append(Doubtful(one.usual, one.times, one.place, why, ipa))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A word of a manuscript, whether in small letters or in capitals."""

    usual: str
    """The form that is seen most."""
    times: int
    place: Place
    is_name: bool
    """Always with a capital first, and not only where a sentence begins."""


def _seen(script: Script) -> dict[str, _Seen]:
    """Each word of *script*, by itself in small letters; phrases in other languages left out."""
    times: Counter[str] = Counter()
    places: dict[str, Place] = {}
    amid: set[str] = set()
    for one in script.utterances:
        text = "" if one.language else _plain(one.text)
        for match in _WORD.finditer(text):
            word = match[0]
            times[word] += 1
            places.setdefault(word, one.place)
            if word not in amid and _is_capital_amid(text, match.start()) and one.kind is not Kind.HEADING:
                amid.add(word)
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word, count in times.items():
        forms[_ENDING.sub("", word).lower() or word.lower()][word] += count
    return {key: _joined(some, places, amid) for key, some in forms.items()}


def _is_capital_amid(text: str, at: int) -> bool:
    return text[at].isupper() and bool(_AMID.search(text, max(0, at - 2), at))


def _joined(forms: Counter[str], places: Mapping[str, Place], amid: Container[str]) -> _Seen:
    named = any(form in amid and not form.isupper() for form in forms)
    is_name = named and not any(form[0].islower() for form in forms)
    usual = max(forms, key=lambda form: (forms[form], form))
    return _Seen(_ENDING.sub("", usual) or usual, forms.total(), min(places[form] for form in forms), is_name)


def _plain(text: str) -> str:
    return legible(text).replace("’", "'")


def _bare(word: str) -> str:
    """*word* in the letters a to z, as far as it has them."""
    plain = unicodedata.normalize("NFD", word.lower().translate(_UNDECORATED))
    return "".join(one for one in plain if not unicodedata.combining(one))


def _is_word(word: str) -> bool:
    """Whether *word* is said as it is written, unlike a numeral and an abbreviation, and not letter by letter."""
    heard = spoken(word, {})
    return heard.lower() == word.lower() and not (len(word) > 1 and heard.isupper())


def _why(one: _Seen, bare: str, pronounced: Pronounce) -> str:
    """Why it is likely that the word is said wrong; nothing if it is not."""
    if one.is_name and bare in RESPELT:
        return f"usually said “{RESPELT[bare]}”"
    stem = _BEGINNING.sub("", bare)
    if not stem.replace("'", "").isascii():
        return "letters that English does not have"
    if "'" in stem:
        return "an apostrophe inside" if one.is_name else ""
    rows = unusual(stem)
    if len(rows) >= (1 if one.is_name else _ROWS_OF_A_WORD) and (one.is_name or _VOWELS.search(stem)):
        return _spelling(rows[0])
    if not one.is_name:
        return ""
    return "letters that English does not have" if not one.usual.isascii() else _odd_sound(bare, pronounced)


def _spelling(row: str) -> str:
    letters = row.strip("-")
    where = "begins with" if row[0] == "-" else "ends in" if row[-1] == "-" else "has"
    return f"no English word {where} “{letters}”"


def _odd_sound(bare: str, pronounced: Pronounce) -> str:
    ipa = pronounced(bare.capitalize())
    if _CLUSTER.match(bare) and _bare_sound(ipa).startswith("".join(_bare_sound(pronounced(one)) for one in bare[:2])):
        return "its first letters are said by name"
    if _STRAY_STRESS.search(ipa):
        return "no English word ends in such a syllable"
    written = len(_VOWELS.findall(_MUTE.sub("", bare)))
    heard = len(_NUCLEUS.findall(ipa))
    return f"{written} syllables are written, {heard} said" if heard < written else ""


def _bare_sound(ipa: str) -> str:
    return ipa.replace("ˈ", "").replace("ˌ", "")


def pronounced(text: str, name: str) -> tuple[str, str]:
    """How the engine *name* says *text*, in letters and in IPA. EngineError if it does not tell."""
    engine = engines.load(name)
    if not isinstance(engine, engines.Pronouncing):
        raise EngineError(f"engine {name!r} does not tell how it says a word: listen to narrate preview")
    ipa = engine.pronounced(spoken(text, {}), engine.voices()[0])
    return respelt(ipa), ipa


def doubtful(script: Script, cast: Cast) -> tuple[Doubtful, ...]:
    """Words of *script* that the narrator is likely to say wrong; none if the engine does not tell how it says them."""
    voice = cast.narrator
    engine = engines.load(voice.engine)
    if not isinstance(engine, engines.Pronouncing):
        return ()
    settled = (*cast.say, *cast.phonemes)
    return doubtful_words(script, settled, lambda word: engine.pronounced(word, voice), engine.listed(voice))


def unsayable(cast: Cast) -> Iterator[Finding]:
    """Phonemes of which the narrator's voice lacks one: it and those behind it would not be heard."""
    engine = engines.load(cast.narrator.engine)
    for word, phonemes in cast.phonemes.items():
        if isinstance(engine, engines.Pronouncing) and not engine.understands(phonemes, cast.narrator):
            lacks = f"eSpeak does not know all of {phonemes!r}, and leaves out the rest"
            yield Finding("phonemes-unknown", f"say: {word!r}: {lacks}", severe=True)
