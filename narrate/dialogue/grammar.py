"""The small words of English, and what they do in a clause."""

from narrate.dialogue.verbs import AUXILIARIES

PRONOUNS = frozenset({"he", "she", "i", "they", "we"})
"""That are always subjects."""
OWNS = ("'s", "’s")
OWNERS = {"his": "he", "her": "she", "my": "i", "your": "you", "their": "they", "our": "we", "its": "it"}
OBJECTS = {"him": "he", "her": "she", "me": "i", "you": "you", "them": "they", "us": "we"}
INDEFINITE = frozenset("a an another one some each every no two three four".split())
DETERMINERS = INDEFINITE | {"the", "this", "that", "these", "those", "both"}
ALONE = {"both": "they", "another": "other", "one": "other", "some": "they", "two": "they", "three": "they"}
"""Stand for people on their own, too."""
PREPOSITIONS = frozenset(
    """of to at with for from in into by on about toward towards behind beside against near over past around like
    without upon under between among through across beneath above below beyond along despite during except inside
    outside onto off round within""".split()
)
CLAUSES = frozenset(
    """as when while whilst because although though if until till since unless whereas where why how once than before
    after that lest whether who whom whose which what""".split()
)
"""Words a subordinate clause begins with; some are prepositions too."""
TIMES = frozenset("after before since till until than as".split())
"""Of those, the ones that tell a time rather than bring in a thing that acts: after a while."""
RELATIVES = frozenset({"who", "whose", "which", "what"})
"""Are the subject of their clause, more often than not."""
STOPS = frozenset(";:—–()") | {"--", "---"}
JOINS = frozenset({"and", "but", "or", "nor", "yet", "then", "so"})
BOUNDS = STOPS | JOINS | CLAUSES | {",", ""}
ASIDES = PREPOSITIONS | CLAUSES | {"always", "never", "once", "now", "still", "having", "being", "then"}
"""What an aside between a subject and its verb may begin with."""
SKIPPED = frozenset(
    """just only still also now never always even both all then soon again once merely quite almost himself herself
    themselves myself yourself itself too ever already thus here at last rather""".split()
)
"""May stand between a subject and its verb."""
CLOSED = frozenset(
    (DETERMINERS - {"one"}) | PREPOSITIONS | BOUNDS | PRONOUNS | AUXILIARIES | set(OWNERS) | set(OBJECTS)
    | {"it", "not", "there", "himself", "herself", "themselves", "itself", "again", "back", "out", "up", "away"}
)  # fmt: skip
"""No part of a noun and what describes it."""
SOMEONE = frozenset("someone somebody everyone everybody anyone anybody".split())
KINDS = (
    dict.fromkeys(DETERMINERS | set(OWNERS) | SOMEONE | {"you"}, "starter")
    | dict.fromkeys(BOUNDS, "bound")
    | dict.fromkeys(PRONOUNS, "pronoun")
    | dict.fromkeys((PREPOSITIONS | set(OBJECTS)) - {"her", "you"}, "closed")
)
"""What a word is to the bounds of clauses."""
SHORTENED = {
    f"{word}{mark}{rest}": word
    for word in (*sorted(PRONOUNS), "you", "it", "who", "that", "there")
    for mark in "'’"
    for rest in ("s", "d", "ll", "ve", "re", "m")
}
"""He's is he and a verb."""
PARTS = frozenset(
    """face eyes eye lips lip mouth brow brows eyebrow eyebrows voice expression head jaw smile frown gaze cheeks cheek
    hand hands finger fingers fist fists thumb palm palms shoulder shoulders arm arms elbow chest heart stomach breath
    breathing throat tone grin laugh laughter sigh knees knee legs leg feet foot nose ears ear hair skin chin forehead
    stare glance look glare scowl smirk tears knuckles teeth tongue pulse grip posture features answer reply response
    words question whisper shout cry murmur mutter rejoinder retort exclamation comment remark verdict address greeting
    explanation apology opening conclusion summary observation suggestion command inquiry enquiry reflection declaration
    demand protest objection contribution salutation""".split()
)
"""What moves for its owner: Dov's hand stopped."""
ADJECTIVES = frozenset(
    """old young little big small tall short fat thin dear poor good elder older younger eldest youngest taller shorter
    smaller larger new great fair dark pretty less more most very wounded tired bearded aged drunken married wretched
    wicked naked hooded masked armed uniformed haired eyed legged long white black red blue green grey gray brown
    other first second third last former latter""".split()
)
OTHERS = frozenset({"other", "latter", "former", "first", "second", "third", "others"})
"""Stand for somebody just told of."""
NO_ADVERBS = frozenset("reply family belly bully ally fly jelly lily elderly lovely lonely ugly silly friendly".split())
"""End like an adverb."""
