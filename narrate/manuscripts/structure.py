"""What a paragraph is by its words: a chapter's heading, an ornament between scenes, a title; in every format."""

import re
from collections.abc import Sequence
from itertools import pairwise

from narrate.numerals import roman_value

_NUMBER = (
    r"(?:\d{1,4}(?:\.\d{1,2})?[a-d]?|[IVXLC]+|[ivxlc]+|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)?[ -]?"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|premier|première"
    r"|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|deux|trois|quatre|cinq|sept|huit|neuf|dix"
    r"|primero|segundo|tercero|cuarto|quinto|sexto|séptimo|octavo|noveno|décimo)"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
NUMBERED = re.compile(
    r"(?P<sort>chapter|chap\.?|ch\.|part|book|volume|vol\.?|section|act|scene|episode|letter|stave|canto"
    r"|chapitre|partie|kapitel|teil|cap[ií]tulo|capitolo|hoofdstuk|rozdział|глава|часть)"
    rf"\s+(?:the\s+)?(?P<number>{_NUMBER})(?!\w)(?:\s*(?:/|of\b)\s*(?:\d+|\?)|\s*\(\d+\)$)?"
    r"(?:(?P<parted>\s*[.:—–]|\s+-|-\s)[\s—–-]*)?(?P<title>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ORDINAL = re.compile(rf"(?:the\s+)?(?:{_NUMBER})\s+chapter\W*$", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:\d{1,3}\.|[IVXLC]+\.|(?:ers|zwei|drit|vier|fünf|sechs|sieb(?:en)?|ach|neun|zehn|elf|zwölf|letz)tes)\s+kapitel"
    r"(?:\W*|\s*[.:–—-]\s*\S.{0,80})$",
    re.IGNORECASE,
)
"""1. Kapitel; Erstes Kapitel: Die Reise."""
_NAMED = re.compile(
    r"(?:prologue|epilogue|interlude|foreword|afterword|preface|introduction|coda|prolog|epilog|épilogue)"
    r"(?:\s*[.:—–-].{0,80}|\s*)$",
    re.IGNORECASE | re.DOTALL,
)
_IN_WHICH = re.compile(r"(?:in which|wherein|showing|containing|treats of|of)\b", re.IGNORECASE)
"""How the subtitles of old novels begin that are sentences."""
_VIEW = re.compile(
    r"(?P<of>(?:[\w.’'-]+ ){1,4})(?i:P\.?O\.?V\.?|point of view)"
    r"|(?:POV|P\.O\.V\.)(?:\s*[:–—-]\s*|\s+)(?P<name>(?:[\w.’'-]+ ?){1,4})"
)
_VIEWS = ("pov", "p.o.v", "of view")
_NUMBER_ALONE = re.compile(r"(?P<number>\d{1,3}|[IVXLC]{1,7})\.?$")
_NUMBER_TITLED = re.compile(
    r"(?P<number>\d{1,3}|[IVXLC]{1,7})(?:[.:)]\s*[—–-]?|\s*[—–-])\s*(?P<title>\S.{0,99})$", re.DOTALL
)
_BREAK_WORDS = frozenset(
    "x xx xxx xox oxo oxox xoxo ooo o0o 0o0 oo oxoxo xoxox hr br break scenebreak linebreak pagebreak timeskip".split()
)
"""Letters that stand for an ornament when nothing else is in the paragraph, spaces and signs left out."""
_BREAK_CAPITALS = frozenset(["TIME SKIP", "TIMESKIP", "SCENE BREAK", "LINE BREAK", "PAGE BREAK"])
_BREAK_FRAMES = "[(*~-=#<.·•"
_BREAK_LETTERS = 24
_QUOTES = re.compile("[\"“”„«»‘’'「」]")
_SAID = re.compile(
    r"[,.!?…—–-][\"”’'][ \t\r\n]+"
    r"(?:(?:I|he|she|they|we|it)\b|(?:[\w-]+ )?(?:said|asked|says|asks|replied|cried|whispered)\b)"
)
"""Where a quotation closes and its speech tag follows: in a story, and hardly ever in what stands around one."""
_FRAME = "*_#=~-–—|• \t\r\n"
"""Signs that heading makers set around a heading."""
_BRACKETS = {"[": "]", "(": ")", "{": "}", "<": ">"}
_HEADING_CHARACTERS = 100
_CAPITALS_CHARACTERS = 400
"""Of a heading in capitals: nobody shouts so long, but subtitles of old novels go on."""
_VIEW_CHARACTERS = 50
_SERIES = 3
"""Numbered titles that count upwards before they are headings; two may be a list."""
_SMALL_WORDS = frozenset("a an and as at but by de for from in into la le nor of on or the to up vs with".split())


def is_break(text: str) -> bool:
    """Whether the paragraph *text* is only an ornament between scenes: no letters, or a word that stands for one."""
    if not any(map(str.isalnum, text[:_HEADING_CHARACTERS])):
        return not any(map(str.isalnum, text)) and not _QUOTES.search(text)  # “…!” is somebody who does not answer
    if len(text) > _HEADING_CHARACTERS:
        return False
    text = text.strip()
    if text.strip("xXoO0 ") and text[0] not in _BREAK_FRAMES:
        return text in _BREAK_CAPITALS
    letters = "".join(filter(str.isalnum, text)).lower()
    return len(letters) <= _BREAK_LETTERS and (letters in _BREAK_WORDS or not letters.strip("xo0"))


def is_chapter(text: str) -> bool:
    """Whether the paragraph *text* is a chapter's heading by its words."""
    if len(text) > _HEADING_CHARACTERS and not is_capitals(text):
        return False
    text = unframed(text)
    match = NUMBERED.match(text)
    if match is None:
        return bool(_NAMED.match(text) or _ORDINAL.match(text) or _BEFORE.match(text))
    plain = match["parted"] and match["sort"].lower().startswith("chap")  # a sentence may follow: "In which …"
    title = match["title"].strip("\"“”'‘’ ")
    return bool(plain) or not title or is_titled(title) or is_capitals(title)


def is_subtitle(text: str) -> bool:
    """Whether the paragraph *text*, right below a chapter's number, is the chapter's title."""
    text = unframed(text)
    return is_titled(text) or is_capitals(text) or (len(text) <= 200 and bool(_IN_WHICH.match(text)))


def is_titled(text: str) -> bool:
    """Whether the paragraph *text* looks like a title: short, its main words capitalised, no full stop."""
    words = text.split() if len(text) <= 80 else []
    if not words or len(words) > 12 or text.rstrip()[-1:] in ".,;:!\"”’'" or _QUOTES.match(text):
        return False
    main = [word for word in words if word.strip("“”\"'(").lower() not in _SMALL_WORDS]
    return bool(main) and words[0].strip("(")[:1].isupper() and all(word.strip("“”\"'(")[:1].isupper() for word in main)


def is_capitals(text: str) -> bool:
    """Whether the paragraph *text* is some words in capitals only, and nobody's shout."""
    return len(text) <= _CAPITALS_CHARACTERS and text.isupper() and " " in text and text.rstrip()[-1] not in "!?\"”’'"


def is_told(text: str) -> bool:
    """Whether somebody speaks in the paragraph *text*, and the story tells who."""
    return bool(_SAID.search(text))


def is_view(text: str) -> bool:
    """Whether the paragraph *text* says whose point of view follows: "Kennedy's POV"."""
    if len(text) > _VIEW_CHARACTERS:
        return False
    if not any(view in text.lower() for view in _VIEWS):
        return False
    match = _VIEW.fullmatch(unframed(text).rstrip(":"))
    return match is not None and all(word[0].isupper() for word in (match["of"] or match["name"]).split())


def unframed(text: str) -> str:
    """*text* without the signs and the brackets around it, and without the signs of bold face inside."""
    text = text.strip(_FRAME)
    while text and text[-1] == _BRACKETS.get(text[0]):
        text = text[1:-1].strip(_FRAME)
    return text.replace("*", "").replace("__", "")


def is_bare_number(text: str) -> bool:
    """Whether the paragraph *text* is a number alone, in digits or Roman."""
    return len(text) <= 20 and bool(_NUMBER_ALONE.match(unframed(text)))


def counted(texts: Sequence[str]) -> frozenset[int]:
    """Indices of *texts* that are chapter headings by counting upwards: numbers alone, or numbers with a title.

    They count from one, again from one in a later part, or from the number the story opens with.
    """
    found = [(index, number, title) for index, text in enumerate(texts) for number, title in _numbers(text)]
    first = found[0][0] if found else 0
    opens = bool(found) and _opens(texts, first) and (found[0][1] == 1 or texts[first].strip(" .").isdigit())
    wanted = found[0][1] if opens else 1
    out: list[int] = []
    titled = False
    for (index, number, title), (next_index, following, _) in pairwise([*found, (-1, 0, "")]):
        listed = next_index == index + 1 and following == number + 1  # nothing to read between them
        if not listed and (number == wanted or (number == 1 and following == 2)):
            out.append(index)
            titled = titled or bool(title)
            wanted = number + 1
    enough = _SERIES if titled else 1 if opens else 2
    return frozenset(out) if len(out) >= enough else frozenset()


def _numbers(text: str) -> list[tuple[int, str]]:
    """The number and the title *text* begins with, if it may be a heading of its own."""
    if len(text) > _HEADING_CHARACTERS:
        return []
    text = unframed(text)
    match = _NUMBER_ALONE.match(text) or _NUMBER_TITLED.match(text)
    if match is None:
        return []
    title = match.groupdict().get("title") or ""
    if title and not (is_titled(title) or is_capitals(title.rstrip("'’\"”"))):
        return []
    number = match["number"]
    return [(int(number) if number.isdigit() else roman_value(number), title)]


def _opens(texts: Sequence[str], index: int) -> bool:
    """Whether nothing but titles precedes the paragraph at *index*."""
    return index <= 3 and all(is_titled(text) or is_capitals(text) for text in texts[:index])
