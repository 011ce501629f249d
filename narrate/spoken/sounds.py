"""Sounds, as IPA writes them, in letters as English has them: for people who do not read IPA."""

import re

_VOWELS = {
    "aɪ": "igh", "aʊ": "ow", "eɪ": "ay", "oʊ": "oh", "əʊ": "oh", "ɔɪ": "oy", "iː": "ee", "i": "ee",
    "uː": "oo", "u": "oo", "ɑː": "ah", "ɑ": "ah", "aː": "ah", "ɒ": "o", "ɔː": "aw", "ɔ": "aw", "oː": "aw", "o": "o",
    "ɜː": "ur", "ɜ": "ur", "ɚ": "ur", "øː": "ur", "ø": "ur", "œ": "ur", "ɪ": "i", "ᵻ": "i", "ɛ": "e", "eː": "ay",
    "ɛː": "air", "e": "e", "æ": "a", "a": "a", "ɐ": "uh", "ə": "uh", "ʌ": "u", "ʊ": "uu", "y": "ue",
    "l̩": "ul", "n̩": "un",
}  # fmt: skip
_CONSONANTS = {
    "tʃ": "ch", "dʒ": "j", "ʃ": "sh", "ʒ": "zh", "θ": "th", "ð": "dh", "ŋ": "ng", "ɹ": "r", "ɾ": "t", "ʔ": "t",
    "j": "y", "ɡ": "g", "x": "kh", "χ": "kh", "ç": "kh", "ɬ": "hl", "ɫ": "l", "ʎ": "ly", "ɲ": "ny", "ʁ": "r", "β": "v",
    "ɣ": "g", "ɕ": "sh", "ʑ": "zh", "ʂ": "sh", "ʐ": "zh",
}  # fmt: skip
_STRESS = "ˈ"
_UNSAID = str.maketrans("", "", "ˌˑʲ̃")
_SOUND = re.compile("|".join(sorted(map(re.escape, (*_VOWELS, *_CONSONANTS)), key=len, reverse=True)) + "|.", re.DOTALL)
_ONSET = re.compile(
    "|(?!ng)(?:[^aeiou]|[cgkstwz]h)|(?:[pbfkg]|th|sh)[lr]|[td]r|[tdk]w|s[ptkmnlw]|s[ptk][rl]|[pbfvmkh]y"
)
"""Consonants that begin a syllable together."""
_SHORT = re.compile("(?:^|[^aeiou])[aeiou]$")


def respelt(ipa: str) -> str:
    """*ipa* in English letters, by syllables, the stressed one in capitals: "shi-VAWN" for "ʃɪvˈɔːn"."""
    return " ".join(map(_word, ipa.translate(_UNSAID).split()))


def _word(ipa: str) -> str:
    syllables: list[str] = []
    between: list[str] = []
    stressed = -1
    for sound in _SOUND.findall(ipa):
        if sound == _STRESS:
            stressed = len(syllables)
        elif sound in _VOWELS:
            coda = _coda(syllables[-1], between) if syllables else 0
            if coda:
                syllables[-1] += "".join(between[:coda])
            syllables.append(_syllable("".join(between[coda:]), _VOWELS[sound]))
            between = []
        else:
            between.append(_CONSONANTS.get(sound, sound))
    rest = "".join(between)
    if not syllables:
        return rest
    syllables[-1] += rest
    if 0 <= stressed < len(syllables) > 1:
        syllables[stressed] = syllables[stressed].upper()
    return "-".join(syllables)


def _coda(before: str, consonants: list[str]) -> int:
    """How many of the *consonants* behind the syllable *before* belong to it: a short vowel keeps one."""
    most = next((most for most in (3, 2, 1, 0) if _ONSET.fullmatch("".join(consonants[-most:] if most else []))), 0)
    coda = len(consonants) - most
    return max(coda, 1) if consonants and _SHORT.search(before) else coda


def _syllable(onset: str, vowel: str) -> str:
    return f"{onset}h{vowel}" if onset == "g" and vowel[0] in "ei" else onset + vowel
