"""Words as a reader hears them, however they are drawn: shouts in capitals, stutters, stretched words."""

import re

from narrate.spoken.rules import Rules, has

_ACRONYMS = frozenset(
    """ABC AFAIK AI AKA AOL ASAP ATM BBC BCE BMW BYOB CB CBS CCTV CD CDC CEO CFO CGI CIA CID CNN COO CPR CPS CPU
    CSI CV DC DEA DHS DIY DJ DMV DNA DOA DOJ DUI DVD EEG EKG EMP EMT EOD EPA ER ESP ETA EU FAQ FBI FDA FM FYI
    GDP GMO GP GPS HBO HIV HQ HR IBM ICU ID IED IMF IOU IPO IQ IRA IRS ISP ITV JFK KGB KIA LAPD LCD LED LGBT LOL
    LSD MBA MC MD MIA MP MPH MRI MVP NASA NATO NBA NBC NCIS NFL NGO NSA NY NYC NYPD OCD OK OMG PC PE PHD PI PJ
    PM PO POV POW PR PS PTA PTSD RAF RIP RN ROTC RPG RSVP RV SAS SMS SOS SS SUV SWAT TBA TGIF TLC TNT TV TVS UFO
    UK UN UNESCO UNICEF USA USAF USB USMC USS USSR UV VCR VHS VIP VP VR WC WTF WWII XL XO XXX YMCA""".split()
)
"""Read letter by letter, or as engines know them."""
_SHORT = frozenset(
    """ALL AND ANY ARE AS ASK AT BAD BE BEG BIG BOY BUT BY CAN DAD DAY DID DIE DO DON'T EAT END FAR FOR GET GO
    GOD GOT HAD HAS HE HER HEY HI HIM HIS HOT HOW I'D I'LL I'M I'VE IF IN IS IT'S LET LIE MAD MAN MAY ME MOM MUM
    MY NO NOT NOW OF OFF OH OLD ON ONE OUR OUT OWN PUT RAN RED RUN SAD SAT SAW SAY SEE SET SHE SIR SIT SO SON
    THE TO TOO TRY TWO UP USE WAS WAY WE WHO WHY WIN WON YES YET YOU""".split()
)
"""Words of two and three letters that one may shout amid a sentence; other such words may be initials."""
_SOUNDS = frozenset("BRR BRRR GRR GRRR HM HMM HMMM MM MMM MR MRS NTH PFFT PSST PST SH SHH SHHH TSK".split())
"""Words without a vowel."""
_WORD = r"[A-ZÀ-ÖØ-Þ](?:[A-ZÀ-ÖØ-Þ']*[A-ZÀ-ÖØ-Þ])?(?![\w&])"
_SHOUT = re.compile(rf"(?<![\w'&]){_WORD}(?:\W{{1,5}}{_WORD})*+")
"""Words in capitals in a row."""
_ONE = re.compile(rf"(?!A M(?!\w)){_WORD}")
"""A word of them; in the morning A is none."""
_VOWEL = re.compile("[AEIOUYÀ-ÖØ-Þ]")
_NUMERAL = re.compile(r"(?=\w\w)X{0,3}(?:IX|IV|V?I{0,4})")
_TRADE_BEFORE = re.compile(r"\b(?:the|an|from|in|our) $", re.IGNORECASE)
_TRADE_AFTER = re.compile(r" (?:dep|guy|sup|tea|man|spec|crow|per|tech|staff|exp)")
_NEXT_SENTENCE = re.compile(r"[.!?]\W+[a-z]")
_SENTENCE = re.compile(r"(?:^|[.!?]\s)\W*$")


def _quieter(match: re.Match[str]) -> str:
    words = [one for one in _ONE.findall(match[0]) if len(one) > 1]
    shouted = any(map(_is_loud, words)) or match[0] == "I AM" or (match[0] == "IT" and not _is_trade(match))
    if not shouted:
        return match[0]
    among = len(words) > 1 or words[0] in ("AM", "IT")
    begins = _SENTENCE.search(match.string[max(0, match.start() - 5) : match.start()])
    said = _ONE.sub(lambda one: _quiet(one[0], among), match[0])
    said = _NEXT_SENTENCE.sub(lambda first: first[0].upper(), said)
    return said[0].upper() + said[1:] if begins else said


def _is_trade(match: re.Match[str]) -> bool:
    """Whether IT is what computer people do, not what somebody shouts: do IT now."""
    before, after = match.string[max(0, match.start() - 5) : match.start()], match.string[match.end() : match.end() + 9]
    return bool(_TRADE_BEFORE.search(before) or _TRADE_AFTER.match(after))


def _quiet(word: str, among: bool) -> str:
    if word == "I":
        return word
    if word.startswith("I'"):
        return "I" + word[1:].lower()
    if len(word) == 1:
        return word.lower() if among and word == "A" else word
    return word.lower() if _is_loud(word) or (among and _is_word(word)) else word


def _is_loud(word: str) -> bool:
    """Whether *word* is a word of its own in capitals, and not initials."""
    if word in _SHORT or word in _SOUNDS:
        return True
    return len(word) > 3 and _is_word(word)


def _is_word(word: str) -> bool:
    if word in _SOUNDS:
        return True
    return bool(_VOWEL.search(word)) and word not in _ACRONYMS and not _NUMERAL.fullmatch(word)


_ONSET = r"[cstw]h|s[cklmnptw]|[bcdfgkpt][lr]|[dt]w|wr|kn|qu|[b-df-hj-np-tv-z]"
_STUTTER = re.compile(rf"(?<![\w'-])({_ONSET})-(?:\1-){{0,9}}(?=\1(?!-|ay\b)[\w'])", re.IGNORECASE)
_LEADS = re.compile("[A-Za-z]+-")
_SILENT = {"kn": "n", "wr": "r", "qu": "kw"}


def _stammered(match: re.Match[str]) -> str:
    """The sound, not the letter's name: W-what is no double-u."""
    soft = match[1].lower() == "c" and match.string[match.end() + 1 : match.end() + 2].lower() in ("e", "i", "y")
    return _LEADS.sub(lambda lead: _sound(lead[0][:-1], soft), match[0])


def _sound(onset: str, soft: bool) -> str:
    sound = "s" if soft else _SILENT.get(onset.lower(), onset.lower())
    return (sound.capitalize() if onset[0].isupper() else sound) + "uh-"


_STRETCHABLE = {
    re.sub(r"(.)\1+", r"\1", word): word
    for word in "so no oh ah um uh well yes and but or the you we me my why how what okay now".split()
}
_STRETCHED = re.compile(r"(?<![\w'-])(?=[A-Za-z]{1,8}?([A-Za-z])\1\1)[A-Za-z]{3,40}(?=\.\.)")
_ROW = re.compile(r"([a-z])\1+", re.IGNORECASE)


def _let_go(match: re.Match[str]) -> str:
    """Before a pause the pause stretches the word."""
    word = _STRETCHABLE.get(_ROW.sub(r"\1", match[0].lower()), match[0])
    return word[0].upper() + word[1:] if match[0][0].isupper() else word


CAPITALS = Rules(re.compile("[A-ZÀ-ÖØ-Þ]['A-ZÀ-ÖØ-Þ]").search, ((_SHOUT, _quieter),))
_STUTTERED = re.compile(r"-(?:(?<=\b([A-Za-z])-)(?=(?i:\1))|(?<=\b([A-Za-z])[A-Za-z]-)(?=(?i:\2)))")
STUTTERS = Rules(_STUTTERED.search, ((_STUTTER, _stammered),))
STRETCHED = Rules(has(".."), ((_STRETCHED, _let_go),))
