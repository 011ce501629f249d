"""What is said before and after a book: its title, who wrote it, who reads it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from narrate.model import Cast, Kind, Place, Script, Utterance, primary

MOST_READERS = 5
"""Voices that are named; a listener keeps no more in mind."""
ENDS = (".", "!", "?", "…")
_NAME = re.compile(r"\{(\w+)\}")
NARRATOR = "narrator"
"""A palette's narrators are called so, and so have no name to be told."""


@dataclass(frozen=True, slots=True)
class Words:
    """What credits say in one language, in sentences; one that lacks what it tells of is left out."""

    opening: tuple[str, ...] = ("{title}.", "{author}.")
    closing: tuple[str, ...] = ("{title}.", "{author}.")
    readers: str = ""
    """How the voices are introduced."""
    role: str = ""
    """A voice and its character."""
    last: str = ""
    """Before the last voice of several."""
    others: str = ""
    """In place of the last, if they are too many."""
    titles: tuple[str, str] = ("", "")
    """Of the two as chapters."""


LANGUAGES: Mapping[str, Words] = MappingProxyType(
    {
        "en": Words(
            ("{title}.", "By {author}.", "Read by {readers}."),
            ("The end of {title}.", "By {author}.", "Read by {readers}."),
            "computer voices",
            "{voice} as {character}",
            " and ",
            "others",
            ("Opening Credits", "Closing Credits"),
        ),
        "de": Words(
            ("{title}.", "Von {author}.", "Gelesen von {readers}."),
            ("Ende von {title}.", "Von {author}.", "Gelesen von {readers}."),
            "Computerstimmen",
            "{voice} als {character}",
            " und ",
            "andere",
            ("Vorspann", "Abspann"),
        ),
        "fr": Words(
            ("{title}.", "De {author}.", "Lu par {readers}."),
            ("Fin de {title}.", "De {author}.", "Lu par {readers}."),
            "des voix de synthèse",
            "{voice} dans le rôle de {character}",
            " et ",
            "d’autres",
            ("Générique de début", "Générique de fin"),
        ),
        "es": Words(
            ("{title}.", "De {author}.", "Leído por {readers}."),
            ("Fin de {title}.", "De {author}.", "Leído por {readers}."),
            "voces sintéticas",
            "{voice} como {character}",
            " y ",
            "otras",
            ("Créditos iniciales", "Créditos finales"),
        ),
        "it": Words(
            ("{title}.", "Di {author}.", "Letto da {readers}."),
            ("Fine di {title}.", "Di {author}.", "Letto da {readers}."),
            "voci sintetiche",
            "{voice} nel ruolo di {character}",
            " e ",
            "altre",
            ("Titoli di testa", "Titoli di coda"),
        ),
    }
)
"""By language; a book in another has its title and author said, which are in its own."""
ELSEWHERE = Words(titles=LANGUAGES["en"].titles)


def credited(script: Script, cast: Cast) -> tuple[tuple[Utterance, ...], tuple[Utterance, ...]]:
    """What is said before *script* and after it, by the narrator, each in a chapter of its own: 0, and one too many.

    By the texts of *cast*, or the usual ones; empty where nothing is to be said.
    """
    words = _words(script)
    facts = {"title": script.title, "author": script.author, "readers": _readers(cast, words)}
    opening = _own(cast.credits.get("opening", _told(words.opening, facts)), facts)
    closing = _own(cast.credits.get("closing", _told(words.closing, facts)), facts)
    end = script.utterances[-1].end if script.utterances else 0
    return _said(opening, 0, 0), _said(closing, len(script.chapters) + 1, end)


def untitled(lines: Sequence[Utterance], script: Script, before: Sequence[Utterance]) -> Sequence[Utterance]:
    """*lines* without the headings at their beginning that only tell title and author, if *before* says both.

    A heading that gives a chapter its name stays.
    """
    title, author = _folded(script.title), _folded(script.author)
    told = _folded(" ".join(one.text for one in before))
    if title not in told or author not in told:
        return lines
    known = (title, author, f"by {author}", f"{title} by {author}")
    others = (at for at, one in enumerate(lines) if one.kind is not Kind.HEADING or _folded(one.text) not in known)
    return lines[next(others, 0) :]


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def chapter_titles(script: Script) -> dict[int, str]:
    """By the number in an utterance's place, credits among them."""
    opening, closing = _words(script).titles
    return dict(enumerate((opening, *script.chapters, closing)))


def _words(script: Script) -> Words:
    return LANGUAGES.get(primary(script.language) or "en", ELSEWHERE)


def _told(sentences: Sequence[str], facts: Mapping[str, str]) -> str:
    """Those of *sentences* whose fact is there."""
    whole = [one for one in sentences if all(fact or f"{{{name}}}" not in one for name, fact in facts.items())]
    # A title or a name that ends a sentence by itself needs no stop behind it.
    return " ".join(
        one.removesuffix(".") if one.endswith("}.") and facts[_NAME.findall(one)[-1]].endswith(ENDS) else one
        for one in whole
    )


def _own(text: str, facts: Mapping[str, str]) -> str:
    return _NAME.sub(lambda found: facts.get(found[1], found[0]), text)


def _readers(cast: Cast, words: Words) -> str:
    """Who reads, most lines first: "computer voices: mezzo-dry as Kennedy and alto-warm as Tara"."""
    if not words.readers:
        return ""
    named = [] if cast.narrator.name.startswith(NARRATOR) else [cast.narrator.name]
    for who, voice in cast.roles.items():
        if voice != cast.narrator:
            named.append(words.role.format(voice=voice.name, character=who))
    if len(named) > MOST_READERS:
        named = [*named[:MOST_READERS], words.others]
    listed = words.last.join(filter(None, (", ".join(named[:-1]), *named[-1:])))
    return f"{words.readers}: {listed}" if listed else words.readers


def _said(text: str, chapter: int, at: int) -> tuple[Utterance, ...]:
    return (Utterance(at, at, text, Kind.NARRATION, Place(chapter, 1, 1)),) if text else ()
