"""What a paragraph is by its words: a chapter's heading, an ornament between scenes, a title; in every format."""

import re
from collections.abc import Sequence

from narrate.numerals import roman_value

_NUMBER = (
    r"(?:\d{1,4}|[IVXLC]+|[ivxlc]+|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)?[ -]?"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
NUMBERED = re.compile(
    r"(?P<sort>chapter|chap\.?|part|book|volume|vol\.?|section|act|scene|episode|letter|stave|canto)"
    rf"\s+(?:the\s+)?(?:{_NUMBER})(?!\w)(?:\s*(?:/|of\b)\s*(?:\d+|\?))?"
    r"(?:(?P<parted>\s*[.:—–]|\s+-|-\s)[\s—–-]*)?(?P<title>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ORDINAL = re.compile(rf"(?:the\s+)?(?:{_NUMBER})\s+chapter\W*$", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:prologue|epilogue|interlude|foreword|afterword|preface|introduction|coda)(?:\s*[.:—–-].{0,80}|\s*)$",
    re.IGNORECASE | re.DOTALL,
)
_BARE_NUMBER = re.compile(r"(?:\d{1,3}|[IVXLC]{1,7})\.?$")
_BREAK_WORDS = frozenset(
    "x xx xxx xox oxo oxox xoxo ooo o0o 0o0 oo oxoxo xoxox hr br break scenebreak linebreak pagebreak timeskip".split()
)
"""Letters that stand for an ornament when nothing else is in the paragraph, spaces and signs left out."""
_QUOTES = re.compile("[\"“”„«»‘’']")
_HEADING_CHARACTERS = 100
_SMALL_WORDS = frozenset("a an and as at but by de for from in into la le nor of on or the to up vs with".split())


def is_break(text: str) -> bool:
    """Whether the paragraph *text* is only an ornament between scenes: no letters, or a word that stands for one."""
    if not any(map(str.isalnum, text)):
        return not _QUOTES.search(text)  # “…!” is somebody who does not answer
    letters = "".join(filter(str.isalnum, text[:_HEADING_CHARACTERS])).lower()
    if len(letters) > 24 or len(text) > _HEADING_CHARACTERS:
        return False
    framed = not text.strip("xXoO0 ").strip() or text.strip()[0] in "[(*~-=#<" or letters == "x"
    known = letters in _BREAK_WORDS or not letters.strip("xo0")
    return (framed and known) or text.strip() in {"TIME SKIP", "TIMESKIP", "SCENE BREAK", "LINE BREAK", "PAGE BREAK"}


def is_chapter(text: str) -> bool:
    """Whether the paragraph *text* is a chapter's heading by its words."""
    text = text.strip("*_#=~- \t")
    if len(text) > _HEADING_CHARACTERS:
        return False
    match = NUMBERED.match(text)
    if match is None:
        return bool(_NAMED.match(text) or _ORDINAL.match(text))
    plain = match["parted"] and match["sort"].lower().startswith("chap")  # a sentence may follow: "In which …"
    return bool(plain) or not match["title"] or is_titled(match["title"].strip("\"“”'‘’"))


def is_titled(text: str) -> bool:
    """Whether the paragraph *text* looks like a title: short, its main words capitalised, no full stop."""
    words = text.split()
    if not words or len(text) > 80 or len(words) > 12 or text.rstrip()[-1:] in ".,;:!\"”’'" or _QUOTES.match(text):
        return False
    main = [word for word in words if word.strip("“”\"'(").lower() not in _SMALL_WORDS]
    return bool(main) and words[0][:1].isupper() and all(word.strip("“”\"'(")[:1].isupper() for word in main)


def is_bare_number(text: str) -> bool:
    """Whether the paragraph *text* is a number alone, in digits or Roman."""
    return bool(_BARE_NUMBER.match(text.strip()))


def bare_numbers(texts: Sequence[str]) -> frozenset[int]:
    """Indices of *texts* that are chapter headings of a number alone.

    The numbers must count upwards: from one, again from one in a later part, or from the number the story opens with.
    """
    found = [(index, _value(text)) for index, text in enumerate(texts) if is_bare_number(text)]
    opens = bool(found) and found[0][0] == 0 and (texts[0].strip(" .").isdigit() or found[0][1] == 1)
    wanted, out = (found[0][1] if opens else 1), []
    for (index, value), (_, following) in zip(found, [*found[1:], (0, 0)], strict=False):
        if value == wanted or (value == 1 and following == 2):
            out.append(index)
            wanted = value + 1
    return frozenset(out) if len(out) > 1 or opens else frozenset()


def _value(text: str) -> int:
    text = text.strip().rstrip(".")
    return int(text) if text.isdigit() else roman_value(text)
