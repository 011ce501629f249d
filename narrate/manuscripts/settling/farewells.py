"""How writers take leave of their readers at a chapter's end: to be continued, please review, thanks for reading."""

import re

_PARTING = re.compile(
    r"""\W*(?:
        to\ be\ cont(?:inued|\.|['’]?d)?|tbc|t\.b\.c|end\ file
      | (?:the\ )?end\ (?:of\ )?(?:this\ )?(?:chapter|part)\b[\w\ ]{0,20}
      | (?:so\ )?(?:please\ |pls\ |plz\ ){0,3}(?:(?:read\ (?:and|&)\ )?reviews?|r\ ?(?:and|&|n)\ ?r)
        (?:\ (?:please|pls|plz|and|me|let|know|what|you|think)){0,6}
      | (?:please\ )?(?:leave|drop)\ (?:me\ )?(?:a\ )?(?:reviews?|comments?|kudos)[^.!?\n]{0,60}
      | (?:reviews|comments|feedback)(?:\ \w+){0,2}\ (?:(?:are|is)\ )?(?:always\ )?
        (?:loved?|welcome|appreciated)[^.!?\n]{0,40}
      | please\ drop\ by\ the\ archive\ and\ comment\ to\ let\ the\ (?:author|creator)s?\ know\ [\w\ ]{0,40}
      | (?:many\ )?(?:thanks|thank\ you)(?:\ \w+){0,3}\ for
        \ (?:reading|reviewing|(?:all\ )?(?:the|your)\ (?:reviews|kudos))[^.!?\n]{0,40}
      | (?:please\ )?feedback,?\ (?:anyone|please|pls|plz)
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_BESIDE = re.compile(
    r"\W*(?:(?:I )?hope (?:that )?you(?: all| guys)? (?:enjoyed|liked)|let me know what you th(?:ink|ought)"
    r"|(?:more|next chapter|next part) (?:coming )?soon|see you (?:in the )?next (?:chapter|time)|until next time)"
    r"[^.!?\n]{0,40}\W*$",
    re.IGNORECASE,
)
"""What stands beside such words, and anywhere in a story too."""
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+")
_QUOTES = re.compile('["“”„«»]')
CHARACTERS = 140
"""Of the longest leave."""


def is_parting(words: str) -> bool:
    """Whether the paragraph *words*, the last of a chapter, is nothing but leave taken of the readers."""
    if len(words) > CHARACTERS or _QUOTES.search(words):
        return False
    if _PARTING.match(words):
        return True
    sentences = [one for one in _SENTENCE_ENDS.split(words) if any(map(str.isalnum, one))]
    parting = [bool(_PARTING.match(one)) for one in sentences]
    return any(parting) and all(one or _BESIDE.match(said) for one, said in zip(parting, sentences, strict=True))
