"""The words by which authors tell how something is said."""

import re
from collections.abc import Iterator, Mapping

_VERBS = {
    "whispered": "whisper breathe hiss mouth",
    "screamed": "scream shriek screech howl",
    "shouted": "shout yell bellow roar holler thunder boom bawl call",
    "sobbed": "sob weep whimper wail blubber snivel",
    "growled": "growl snarl rumble grunt grate",
    "snapped": "snap bark spit",
    "breathlessly": "gasp pant wheeze",
    "laughed": "laugh chuckle giggle chortle snicker snigger guffaw titter",
    "softly": "murmur mutter mumble croon coo purr",
    "sighed": "sigh groan moan",
    "hesitantly": "stammer stutter falter hesitate quaver",
    "quickly": "blurt babble gabble",
    "slowly": "drawl",
    "exclaimed": "exclaim cry squeal yelp",
}
"""Manner → verbs that tell it, where they tell of what is said."""
_PLAIN = """say ask reply answer add continue begin tell agree demand insist admit explain repeat respond offer suggest
    remark observe announce declare promise warn urge plead beg return finish conclude confess protest object note
    comment inquire enquire order command speak pronounce persist try venture manage"""
"""Verbs of speech that tell no manner, but of which the words behind them may."""
_PAST = {"weep": "wept", "spit": "spat", "say": "said", "begin": "began", "tell": "told", "speak": "spoke"}
_DOUBLED = frozenset({"sob", "snap", "beg", "admit", "spit", "begin"})
_OTHERWISE = {"crying": "sobbed", "breathing": "", "calling": "", "snapping": "", "spitting": "", "mouthing": ""}
"""Participles that tell of something else than the verb does: breathing hard, snapping his fingers."""

_ADVERBS = {
    "whispered": "whisperingly inaudibly",
    "shouted": "loudly",
    "sobbed": "tearfully brokenly",
    "growled": "gruffly menacingly",
    "snapped": "sharply angrily furiously crossly irritably testily harshly fiercely hotly snappishly curtly",
    "breathlessly": "breathlessly",
    "laughed": "cheerfully merrily gleefully happily brightly joyfully laughingly gaily delightedly cheerily",
    "softly": "softly quietly gently tenderly soothingly faintly weakly hoarsely huskily",
    "sighed": "wearily tiredly sadly mournfully glumly dejectedly miserably",
    "hesitantly": "hesitantly haltingly uncertainly nervously timidly shakily falteringly tremulously unsteadily",
    "quickly": "quickly hurriedly hastily rapidly",
    "slowly": "slowly",
    "exclaimed": "excitedly",
}
"""Manner → adverbs beside a verb of speech."""

_WHOSE = r"(?:his|her|their|my|your|our|its)"
_SOUND = r"(?:voice|tone|tones)"
_PHRASES = {
    "whispered": (
        r"(?:in|to|with) (?:a|an|the|WHOSE) (?:\w+ ){0,2}whisper\b(?! of)",
        r"in (?:\w+ )?whispers\b",
        r"under WHOSE breath",
        r"(?:barely|hardly|scarcely|just|no|not much|little|nothing) (?:\w+ )?(?:above|over|than) a (?:\w+ )?whisper",
        r"(?:barely|hardly|scarcely|almost|nearly|all but) a whisper",
        r"voice (?:(?!above\b|over\b|than\b|not\b|never\b)\w+ ){0,2}a (?:\w+ )?whisper\b",
    ),
    "screamed": (r"with a (?:\w+ )?(?:scream|shriek|howl)\b", r"at the top of WHOSE (?:lungs|voice)"),
    "shouted": (
        r"with a (?:\w+ )?(?:shout|yell|bellow|roar)\b",
        r"in a (?:\w+ )?(?:shout|roar|bellow)\b",
        r"in a (?:very )?(?:loud|booming|thunderous) voice",
        r"(?:raising|raised|raises) WHOSE voice",
        r"WHOSE voice (?:\w+ )?(?:booming|thundering)",
    ),
    "sobbed": (
        r"through (?:WHOSE |the )?(?:\w+ )?(?:tears|sobs)\b",
        r"between (?:\w+ )?sobs\b",
        r"with a (?:\w+ )?(?:sob|whimper)\b",
        r"WHOSE voice (?:was |is )?(?:breaking|broke|breaks|cracking|cracked|cracks|choked|thick with tears)\b",
    ),
    "growled": (
        r"with a (?:\w+ )?(?:growl|snarl)\b",
        r"in a (?:\w+ )?growl\b",
        r"(?:through|between) (?:WHOSE )?(?:gritted|clenched) teeth",
    ),
    "breathlessly": (
        r"(?:out|short) of breath",
        r"between (?:\w+ )?(?:breaths|gasps|pants)\b",
        r"with a (?:\w+ )?gasp\b",
    ),
    "laughed": (
        r"with (?:a|an|WHOSE) (?:\w+ )?(?:laugh|chuckle|giggle|chortle)\b",
        r"between (?:\w+ )?(?:laughs|giggles)\b",
        r"through (?:WHOSE |the )?(?:laughter|giggles)\b",
    ),
    "softly": (
        r"in (?:a|an|WHOSE) (?:\w+ ,? ?){0,2}(?:low|soft|quiet|hushed|small|tiny|faint|gentle|weak|subdued)"
        r"(?: ,? ?(?:and )?\w+){0,2} SOUND\b",
        r"in (?:a|an) (?:\w+ )?(?:murmur|undertone)\b",
        r"in (?:low|soft|quiet|hushed|subdued) SOUND\b",
        r"(?:lowering|lowered|lowers|dropping|dropped|drops) WHOSE voice",
        r"WHOSE voice (?:was |is |had gone |has gone |goes |went |gone )?(?:very |so |suddenly |barely )?"
        r"(?:low|soft|quiet|hushed|small|faint|gentle|dropping|falling|dropped|fell|sank|sinking)\b(?! enough| spoken)",
    ),
    "sighed": (r"with a (?:\w+ )?(?:sigh|groan)\b", r"in a (?:\w+ )?(?:weary|tired|sad) SOUND\b"),
    "hesitantly": (
        r"WHOSE voice (?:was |is )?(?:shaking|trembling|shaky|unsteady|wavering|quavering|shook|shakes|trembled|"
        r"trembles|wavered|wavers|quavered|faltering|faltered)\b",
        r"in a (?:\w+ )?(?:shaky|trembling|shaking|unsteady|quavering|faltering|hesitant|nervous|timid) SOUND\b",
    ),
    "quickly": (r"in a (?:\w+ )?(?:rush|torrent)\b(?! of air)", r"(?:all )?in (?:one|a single) breath"),
    "slowly": (r"(?:with|in) (?:a|WHOSE) (?:\w+ )?drawl\b",),
}
"""Manner → phrases, as they stand between a verb of speech and the end of its clause."""

NEGATIONS = frozenset(
    """not never no nor neither without hardly scarcely cannot instead rather stopped didn't doesn't don't wasn't
    weren't isn't hadn't hasn't couldn't can't wouldn't won't""".split()
)
"""Turn what follows into its contrary."""
UNREAL = NEGATIONS | frozenset(
    """to could would should might may must can will shall been be being was were is are if as though when while until
    till after before who whom whose which that because since did does do than heard hear saw watched let make made
    and but or with""".split()
)
"""Between a subject and a verb they show that it is not what somebody does as he speaks."""


def _inflected(verb: str) -> Iterator[tuple[str, str]]:
    """Forms of *verb*, each with what it is: "base", "finite" or "participle"."""
    stem = verb + verb[-1] if verb in _DOUBLED else verb
    bare = stem.removesuffix("e")
    softened = f"{verb[:-1]}i" if verb.endswith("y") and verb[-2] not in "aeiou" else ""
    yield verb, "base"
    yield _PAST.get(verb, f"{softened or bare}ed"), "finite"
    hissing = "es" if verb.endswith(("s", "sh", "ch", "o")) else "s"
    yield f"{softened}es" if softened else f"{verb}{hissing}", "finite"
    yield f"{bare}ing", "participle"


def _forms(kind: str) -> Mapping[str, str]:
    return {
        form: manner
        for manner, verbs in {**_VERBS, "": _PLAIN}.items()
        for verb in verbs.split()
        for form, what in _inflected(verb)
        if what == kind
    }


FINITE, BASE = _forms("finite"), _forms("base")
PARTICIPLES = {**_forms("participle"), **_OTHERWISE}
"""Form of a verb of speech → manner, empty if it tells none."""
ADVERBS: Mapping[str, str] = {adverb: manner for manner, adverbs in _ADVERBS.items() for adverb in adverbs.split()}


def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    written = ((manner, "|".join(one)) for manner, one in _PHRASES.items())
    return tuple(
        (manner, re.compile(rf"\b(?:{pattern.replace('WHOSE', _WHOSE).replace('SOUND', _SOUND)})"))
        for manner, pattern in written
    )


PHRASES = _compiled()
"""Manner and a pattern for its phrases, in words of small letters with a blank between."""
