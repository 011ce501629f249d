"""Verbs as they report speech, and as they tell that the word before them is a subject."""

from narrate.dialogue.lexicon import SPEECH_VERBS, WEAK_VERBS


def _bare(past: str) -> set[str]:
    """What the verb of a regular *past* may be without an ending; some of it no word: "promised", promise, promis."""
    stem = past.removesuffix("ed")
    if past.endswith("ied"):
        return {past[:-3] + "y"}
    return {stem, stem + "e"} | ({stem[:-1]} if stem[-2:-1] == stem[-1:] else set())


def _present(bare: str) -> str:
    return bare[:-1] + "ies" if bare.endswith("y") else bare + "s"


def _gerund(bare: str) -> str:
    return bare.removesuffix("e") + "ing"


_MORE = frozenset(
    """bristled drew echoed flashed lectured opined parried petitioned read ran re-echoed reflected
    returned submitted summoned thanked yelped addressed accosted hailed croaked chattered bantered bickered blurted
    broke burst chuckled commanded crackled decided exhorted expostulated extemporised flung growled
    hastened hesitated hissed interceded interrogated intervened invited jested lisped marvelled marveled moralised
    murmured named narrated ordained prayed preached prophesied purred puzzled ruminated scoffed scowled shot
    soliloquised struck sympathized sympathised thundered ticked urged uttered vociferated warned asserted signalled
    signaled rapped rattled raged rattled rang peeped pled peeped bade bid cut cracked chirruped chimed""".split()
)
_STRONG_TOO = frozenset(
    """returned re-echoed flashed asserted uttered blustered summoned expostulated intervened interceded petitioned
    soliloquised vociferated moralised interrogated narrated opined parried submitted promised bellowed wheezed
    chirruped yelled""".split()
)
"""More that report speech whether a comma ties them or not."""
_IRREGULAR = frozenset("say ask tell speak begin swear sing lie think".split())
_PAST = frozenset(verb for verb in SPEECH_VERBS if verb.endswith("ed"))
_WEAK_PAST = frozenset(verb for verb in WEAK_VERBS if verb.endswith("ed")) - _STRONG_TOO
_WEAK_BARE = frozenset(bare for past in _WEAK_PAST | (_MORE - _STRONG_TOO) for bare in _bare(past))
_STRONG_BARE = frozenset(bare for past in (_PAST - _WEAK_PAST) | _STRONG_TOO for bare in _bare(past)) | _IRREGULAR

STRONG = (SPEECH_VERBS - WEAK_VERBS) | _STRONG_TOO | frozenset(map(_present, _STRONG_BARE))
"""Report speech beside any quotation."""
WEAK = (WEAK_VERBS | _MORE | frozenset(map(_present, _WEAK_BARE))) - STRONG
"""Report it only where a comma ties them to the quotation."""
BARE = _STRONG_BARE | _WEAK_BARE
"""Report it behind "you", "I", "to"."""
GERUNDS = frozenset(map(_gerund, _STRONG_BARE))
PLAIN = frozenset("said says asked asks replied replies answered answers".split())
"""Report speech whatever the subject: the wind whispers too."""
RESUMES = frozenset(
    """began begins continued continues resumed resumes proceeded proceeds spoke speaks interrupted interrupts
    interposed interjected""".split()
)
"""Report it even where a full stop follows."""
ANSWERS = frozenset(
    """replied replies answered answers responded responds exclaimed exclaims retorted observed
    remarked inquired enquired demanded""".split()
)
"""Report it there too, if the quotation begins a paragraph of its own."""
PAIRS = frozenset(
    pair
    for particle, verbs in {
        "on": "went goes ran runs rattled hurried carried carries",
        "in": "broke breaks cut cuts chimed chimes put puts struck threw throws joined joins",
        "out": "burst bursts bit bites ground choked got called cried blurted rapped jerked panted",
        "back": "shot shoots fired fires",
        "off": "trailed trails",
        "away": "trailed",
        "up": "spoke speaks piped pipes",
        "forth": "burst bursts",
        "with": "ended ends",
        "like": "was were is are am",
    }.items()
    for pair in (f"{verb} {particle}" for verb in verbs.split())
)
"""Report it together."""
PARTICLES = frozenset("out on in back up off forth again thus over".split())
"""Belong to a verb: cried out, went on, put in."""

HEARS = frozenset("heard hear hears made let felt saw hearing making".split())
HELPS = frozenset("did does would could should might must".split())
"""Stand before the subject where a sentence begins otherwise: more than once did he say."""
BARE_BEHIND = frozenset("you i we they to".split())
"""Before a verb without an ending."""
BARE_NEAR = frozenset(
    """to you i we they did could would might should must can will heard hear hears made help let felt saw""".split()
)

AUXILIARIES = frozenset(
    """is was were are am be been has had have did does do would could should might must will shall can may
    isn't wasn't weren't hasn't hadn't haven't didn't doesn't don't wouldn't couldn't shouldn't won't can't cannot
    's ’s 'd ’d 'll ’ll 've ’ve 're ’re 'm ’m
    isn’t wasn’t weren’t hasn’t hadn’t haven’t didn’t doesn’t don’t wouldn’t couldn’t shouldn’t won’t can’t""".split()
)
_PASTS = frozenset(
    """went came took gave made got left put sat stood ran saw knew felt thought heard kept held found told brought
    began let set fell rose lay led met read sent shook spoke spent threw turned wore wrote broke caught bent blew
    bit bought built burst chose crept cut dealt drew drank drove ate fed fought flew flung forgot froze grew ground
    hid hit hung hurt knelt laid leapt leaned lent lit lost meant paid rang rode sang sank shot shut slept slid sought
    spun split sprang spread stole stuck struck stung swam swept swore swung taught tore understood woke won wound
    withdrew became bore beat bound cast clung dug forgave forbade fled overheard rid sewed shone shrank slung slunk
    spat strode strove thrust trod undid upset wept drew dropped said asked goes does says gets lets""".split()
)
VERBS = AUXILIARIES | _PASTS | STRONG | WEAK
"""Finite forms known as such; regular ones are told by their ending."""
NO_VERBS = frozenset(
    """this his its us yes thus plus always perhaps besides towards upstairs downstairs afterwards sometimes indoors
    outdoors inwards outwards backwards forwards upwards downwards across less unless as hers ours theirs yours
    red bed hundred need indeed speed seed shed sled instead tired scared sacred naked wicked""".split()
)
"""End like a verb and are none, or not in this place."""


def is_finite(word: str) -> bool:
    """Whether *word*, in small letters, behind a subject is its verb."""
    if word in VERBS:
        return True
    if word in NO_VERBS or len(word) < 4:
        return False
    return word.endswith("ed") or (word[-1] == "s" and word[-2] not in "s'’")
