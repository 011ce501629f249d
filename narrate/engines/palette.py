"""The voices narrate brings: found by name whatever the default engine, cast in this order.

Chosen by measurement, not by ear: the median of their fundamental frequency in hertz, their spectra, and no clipped
sample. The spectra of any two of a kind differ at least twice as much as those of one voice saying different sentences.
What eSpeak NG brings is left out where it is robotic, whispers, jumps an octave or doubles another voice.
"""

from narrate.model import Age, Gender, Voice


def _male(name: str, description: str, age: Age = Age.ADULT, **settings: str | float) -> Voice:
    return Voice(name, "espeak", settings, Gender.MALE, age, description)


def _female(name: str, description: str, age: Age = Age.ADULT, **settings: str | float) -> Voice:
    return Voice(name, "espeak", settings, Gender.FEMALE, age, description)


NARRATORS = (
    _male("narrator", "even and plain, American; kept for narration", voice="en-us", pitch=45),
    _female("narrator-female", "even and plain, American; kept for narration", voice="en-us+f2", pitch=42),
)
"""Not for casting: a reader must know at once that nobody in the story speaks."""

MEN = (
    _male("tenor-clear", "light and open, 133 Hz", voice="tenor-clear", pitch=50),
    _male("bass-deep", "very low and dark, 66 Hz", voice="en-us+david", pitch=38),
    _male("tenor-easy", "high and lively, 158 Hz", voice="en-us+Nguyen", pitch=60),
    _male("baritone-mellow", "soft and covered, 110 Hz", voice="baritone-mellow", pitch=50),
    _male("bass-gravelly", "low, breathy and rough, 68 Hz", voice="bass-gravelly", pitch=50),
    _male("tenor-round", "full and resonant, 114 Hz", voice="en-us+Marco", pitch=38, rate=1.3),
    _male("baritone-dark", "level and dark, 88 Hz", voice="en-us+edward", pitch=38),
    _male("tenor-bright", "thin and bright, 123 Hz", voice="en-us+m5", pitch=70),
    _male("bass-muffled", "low and dull, as behind a scarf, 86 Hz", voice="en-us+Lee", pitch=42, rate=1.06),
    _male("tenor-soft", "large and soft, 130 Hz", voice="tenor-soft", pitch=50),
    _male("tenor-full", "warm with some edge, 109 Hz", voice="en-us+iven3", pitch=62),
    _male("tenor-thin", "narrow and nasal, 112 Hz", voice="en-us+boris", pitch=62),
    _male("baritone-northern", "from the north of England, 112 Hz", voice="en-gb-x-gbclan+m3", pitch=60),
    _male("baritone-scots", "Scottish and firm, 87 Hz", voice="en-gb-scotland+sandro", pitch=40),
    _male("tenor-british", "Received Pronunciation, bright, 121 Hz", voice="en-gb-x-rp+pablo", pitch=60),
)

WOMEN = (
    _female("mezzo-dry", "matter-of-fact, 166 Hz", voice="en-us+f1", pitch=45),
    _female("soprano-round", "high and full, 256 Hz", voice="soprano-round", pitch=50),
    _female("alto-warm", "low, dark and close, 152 Hz", voice="en-us+steph", pitch=35),
    _female("soprano-soft", "light and gentle, 204 Hz", voice="en-us+Andrea", pitch=35, rate=0.85),
    _female("alto-clear", "low and lively, 167 Hz", voice="alto-clear", pitch=50),
    _female("soprano-airy", "high and open, 266 Hz", voice="soprano-airy", pitch=50),
    _female("mezzo-mellow", "covered and breathy, 225 Hz", voice="mezzo-mellow", pitch=50),
    _female("contralto-firm", "the lowest, steady, 138 Hz", voice="en-us+aunty", pitch=35),
    _female("soprano-bright", "bright and even, 225 Hz", voice="en-us+belinda", pitch=50),
    _female("mezzo-cool", "restrained, 193 Hz", voice="mezzo-cool", pitch=50),
    _female("alto-velvet", "low and smooth, 168 Hz", voice="alto-velvet", pitch=50),
    _female("soprano-silver", "high and slender, 245 Hz", voice="soprano-silver", pitch=50),
    _female("mezzo-lively", "bright and quick to rise, 195 Hz", voice="en-us+f4", pitch=60),
    _female("alto-husky", "hoarse and sharp, 154 Hz", voice="en-us+shelby", pitch=35),
    _female("mezzo-scots", "Scottish, 179 Hz", voice="en-gb-scotland+belinda", pitch=30),
)

CHILDREN = (
    _male("boy-clear", "a boy, clear, 279 Hz", Age.CHILD, voice="boy-clear", pitch=50),
    _female("girl-light", "a girl, breathy and small, 324 Hz", Age.CHILD, voice="girl-light", pitch=50),
    _male("boy-soft", "a boy, soft, 294 Hz", Age.CHILD, voice="boy-soft", pitch=50),
    _female("girl-bright", "a girl, bright, 320 Hz", Age.CHILD, voice="girl-bright", pitch=50),
)

ELDERS = (
    _male("elder-man-deep", "an old man, low and slow, 72 Hz", Age.ELDER, voice="en-us+m8", pitch=32, rate=0.9),
    _female("elder-woman-frail", "an old woman, trembling, 187 Hz", Age.ELDER, voice="elder-woman-frail", rate=0.88),
    _male("elder-man-thin", "an old man, thin and trembling, 123 Hz", Age.ELDER, voice="elder-man-thin", rate=0.9),
    _female(
        "elder-woman-firm",
        "an old woman, rough and firm, 172 Hz",
        Age.ELDER,
        voice="en-us+grandma",
        pitch=35,
        rate=0.92,
    ),
)

PALETTE: tuple[Voice, ...] = NARRATORS + MEN + WOMEN + CHILDREN + ELDERS
"""Every designed voice; of a gender and age the most distinct and pleasant first, for the most frequent speakers."""
