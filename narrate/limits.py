"""What engines cannot do of what a book asks for: said once, and never dropped in silence."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from narrate.manner import manner_of
from narrate.model import Cast, Finding, Manner, Script, Utterance, Voice
from narrate.synthesize import PLAIN, Recipes

_CHANGES = {"rate": Manner(rate=0.8), "pitch": Manner(pitch=-2), "range": Manner(range=0.5)}
"""What a manner does to a voice by its engine; gain and breath are ours, and the same for all."""


def unvoiced(script: Script, cast: Cast, recipes: Recipes) -> Iterator[Finding]:
    """Which voices have to read a language, the book's own or another, that they have no fellow for."""
    lines: defaultdict[tuple[str, str], list[Utterance]] = defaultdict(list)
    speaks: dict[tuple[int, str], bool] = {}
    for one in script.utterances:
        if not (language := one.language or script.language) or not one.spoken:
            continue
        voice = cast.voice_for(one)
        if (id(voice), language) not in speaks:
            speaks[id(voice), language] = recipes.fellow(voice, language) is not None
        if not speaks[id(voice), language]:
            lines[voice.name, language].append(one)
    for (name, language), unvoiced in lines.items():
        count = f"{len(unvoiced)} passage{'s' * (len(unvoiced) > 1)}"
        message = f"{name} does not speak {language!r}: {count} will sound as if in its own language"
        yield Finding("language-unvoiced", message, unvoiced[0].place)


def unfollowed(script: Script, cast: Cast, recipes: Recipes) -> Iterator[Finding]:
    """Which engines cannot change of a voice what the manners of their lines ask for."""
    lines: defaultdict[str, list[Utterance]] = defaultdict(list)
    lacking: defaultdict[str, dict[str, None]] = defaultdict(dict)
    follows: dict[tuple[int, str], bool] = {}
    for one in script.utterances:
        manner = manner_of(one, cast.manners)
        asked = [name for name in _CHANGES if getattr(manner, name) != getattr(PLAIN, name)]
        voice = cast.voice_for(one) if one.spoken and asked else None
        if voice is None:
            continue
        for name in asked:
            if (id(voice), name) not in follows:
                follows[id(voice), name] = _follows(voice, name, recipes)
        lacks = [name for name in asked if not follows[id(voice), name]]
        if lacks:
            lines[voice.engine].append(one)
            lacking[voice.engine] |= dict.fromkeys(lacks)
    for engine, partly in lines.items():
        count = f"{len(partly)} line{'s' * (len(partly) > 1)}"
        message = f"{engine} does not change a voice's {' and '.join(sorted(lacking[engine]))}: {count} in a manner"
        yield Finding("manner-partly", f"{message} will be said without that", partly[0].place)


def _follows(voice: Voice, name: str, recipes: Recipes) -> bool:
    """Whether the engine of *voice* makes another sound of it where a manner changes its rate, pitch or range."""
    settings = {key: value for key, value in voice.settings.items() if key not in _CHANGES}
    plain = replace(voice, settings=settings)  # at an end of its scale it could not go further
    return recipes.request("", plain, "", _CHANGES[name]).path != recipes.request("", plain).path
