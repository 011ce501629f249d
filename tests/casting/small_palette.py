"""A palette and scripts small enough to see through."""

from collections.abc import Sequence

from narrate.engines.palette import PALETTE
from narrate.model import Age, Basis, Character, Gender, Kind, Place, Script, Utterance, Voice

SMALL = (
    Voice("narrator", "tone", {"voice": "n"}, Gender.MALE),
    Voice("narrator-female", "tone", {"voice": "nf"}, Gender.FEMALE),
    Voice("girl", "tone", {"voice": "g", "pitch": 80}, Gender.FEMALE, Age.CHILD),
    Voice("mezzo", "tone", {"voice": "m", "pitch": 50}, Gender.FEMALE),
    Voice("alto", "tone", {"voice": "a", "pitch": 40, "rate": 0.9}, Gender.FEMALE),
    Voice("tenor", "tone", {"voice": "t", "pitch": 30}, Gender.MALE),
    Voice("bass", "tone", {"voice": "b", "pitch": 20}, Gender.MALE),
)
PALETTES = (SMALL, PALETTE)

SHE, HE, WHO = Gender.FEMALE, Gender.MALE, Gender.UNKNOWN


def script_of(*speakers: tuple[str, Gender], silent: Sequence[Character] = ()) -> Script:
    """A script in which *speakers* have lines, the first one most, and the *silent* none."""
    names = [name for count, (name, _) in enumerate(reversed(speakers), start=1) for _ in range(count)]
    utterances = tuple(
        Utterance(at, at + 1, "x", Kind.QUOTATION, Place(1, 1, at + 1), name, 1.0, Basis.EXPLICIT)
        for at, name in enumerate(names)
    )
    characters = (*(Character(name, gender=gender) for name, gender in speakers), *silent)
    return Script("Title", "Author", "en", ("One",), characters, utterances)
