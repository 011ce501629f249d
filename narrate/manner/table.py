"""The manners: what each does to a voice."""

import difflib
from collections.abc import Mapping
from types import MappingProxyType

from narrate.model import Manner, Utterance

PLAIN = Manner()
"""Changes nothing."""
PLAINLY = "plainly"
"""What a person writes to have a line said like any other, whatever the author says of it."""

# Directions from phonetics, sizes kept small: the voice must stay the character's own, and every line in the range of
# levels that is delivered. With more vocal effort the pitch rises, up to an octave, the level by up to 30 dB, and
# vowels lengthen, while the range stays the same in semitones (Traunmüller and Eriksson, "Acoustic effects of
# variation in vocal effort by men, women and children", JASA 107, 2000; Rostolland, "Acoustic features of shouted
# voice", Acustica 50, 1982). Of feelings: anger and joy higher, wider, louder, sadness lower, narrower, softer and
# slower (Murray and Arnott, "Toward the simulation of emotion in synthetic speech", JASA 93, 1993); crying is slow
# and high (Burkhardt and Sendlmeier, "Verification of acoustical correlates of emotional speech using
# formant-synthesis", ISCA workshop on speech and emotion, 2000). A whisper has noise in the place of the tone.
MANNERS: Mapping[str, Manner] = {
    "whispered": Manner(rate=0.92, pitch=-1.0, range=0.45, gain=-5.0, breath=0.5),
    "screamed": Manner(rate=0.96, pitch=4.0, range=1.2, gain=3.0),
    "shouted": Manner(rate=0.96, pitch=2.5, range=1.1, gain=2.5),
    "sobbed": Manner(rate=0.86, pitch=1.0, range=0.8, gain=-1.0),
    "growled": Manner(rate=0.94, pitch=-2.0, range=0.7, gain=0.5),
    "snapped": Manner(rate=1.1, pitch=0.8, range=1.15, gain=1.5),
    "breathlessly": Manner(rate=1.08, pitch=1.0, range=0.8, gain=-1.0),
    "laughed": Manner(rate=1.05, pitch=1.2, range=1.35, gain=0.5),
    "softly": Manner(rate=0.96, pitch=-0.6, range=0.8, gain=-3.0),
    "sighed": Manner(rate=0.9, pitch=-1.0, range=0.75, gain=-1.5),
    "hesitantly": Manner(rate=0.9, pitch=0.0, range=0.85, gain=-0.5),
    "quickly": Manner(rate=1.18),
    "slowly": Manner(rate=0.82),
    "exclaimed": Manner(rate=1.02, pitch=0.8, range=1.2, gain=1.0),
    "thought": Manner(rate=0.95, pitch=-0.8, range=0.7, gain=-2.0, breath=0.2),
    "message": Manner(rate=1.03, range=0.65, gain=-1.0),
    PLAINLY: PLAIN,
}
"""By name; of several that the author gives for one line the first counts. The kinds of what is not said aloud have
their own, which they are read in where nothing else is given."""


def manner_of(utterance: Utterance, changed: Mapping[str, Manner] = MappingProxyType({})) -> Manner:
    """How *utterance* is said: in the manner it is given, or its kind's, as *changed* or as usual; else plainly."""
    name = utterance.manner or utterance.kind
    return changed.get(name) or MANNERS.get(name, PLAIN)


def unknown(name: str) -> str:
    """What to say of *name*, which is no manner."""
    close = difflib.get_close_matches(name.lower(), MANNERS, n=1)
    hint = f"did you mean {close[0]}? " if close else ""
    return f"no manner {name[:50]!r} ({hint}known: {', '.join(MANNERS)})"


def strongest(names: list[str]) -> str:
    """Of *names* of manners the one that counts; empty if there is none."""
    return next((name for name in MANNERS if name in names), "")
