"""The letters of a text as they are meant: plain, unbroken by lines, each word in one piece; in every language."""

import re
import unicodedata

from narrate.spoken.rules import Rules, has, one_of, rewritten

_DEGREE = re.compile(r"(?<=\d)(\s?)[º˚]")
"""Signs taken for the degree sign; unfolded, º would be a letter."""
_TYPED_APOSTROPHE = re.compile(r"(?<=[^\W\d_])[`´](?=[^\W\d_])")
"""What many keyboards give for one: don´t."""
_RAISED = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅟↉²³¹⁰-⁹₀-₉①-⓿])")
"""Before a fraction or a small digit, which unfolded would be read with the number: 2½ is not 21/2."""
_PIECE = 64
"""Characters put in order at once: marks upon marks take the square of it."""
_UNPLAIN = re.compile(rf"[A-Za-z]?[^\x00-\x7f]{{1,{_PIECE}}}|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SIGNS = str.maketrans({**dict.fromkeys("©®™℠℗"), "№": "No. "})
_SCRAWL = re.compile("[\u0300-\u036f]{2,}|[\u0334-\u0338\u0346-\u034e\u0353-\u0357\u035c-\u0362]")
"""Marks piled up or drawn across the letters, for looks: no alphabet has them."""

_ENDINGS = frozenset(
    """able ably al ally ance ant ary ate ated ates ating ation ations bed ber ber bered ble bled bling bly ced cent
    cial cian cing cious cle cles cy dened der dered ders ding dle dled dling dom ed edly el eled en ence ened ening
    ent ently er ered erly ern ers es est ety ev ful ged ger gers ging gle gled gling ial ian ible ic ical ically ied
    ier ies iest ily ing ingly ings ion ions ious ish ism ist ists ite ited ity ive ively ization ize ized ked ken ker
    king kle kled kling led less lessly lessness ling ly med ment mental mented ments mer ming nal ness nesses ning
    ny ous ously ped per pered pers ping ple pled pling ply red ric ried ries ring ry sed ses sible sing sion sional
    sions sive ster sters ted tence tened tening ter tered ters ther ther thing tial tic tical tically tience tient
    ties tified tify ting tinue tinued tion tional tioned tions tious tive tively tle tled tling tory tual tually ture
    tured tures turing ty ual ually uous ved ver vered vers ving ward wards zed zing zle zled""".split()
) - {"able", "ant", "ate", "bed", "cent", "ken", "king", "less", "med", "red", "ring", "thing", "per", "ward"}
"""Ends of words that are no words: after a hyphen at a line's end the word goes on. "well-known" has a word there."""
_BROKEN = re.compile(rf"(?<=[^\W\d_])-[ \t]*\r?\n[ \t]*(?={one_of(_ENDINGS)}(?![\w'’]))")
_HYPHENED = re.compile(r"(?<=\w-)[ \t]*\r?\n[ \t]*(?=[^\W\d_])")

_SPACED = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_]){2,}(?!\w)(?=\W|$)")
_DROPPED = re.compile(r"^([\s\"'“”‘’«(*_]*)(?:([B-HJ-NP-Z]) ([A-Z]{2,})|(A) (ND?|S|T|LL)|(I) ([FNST]))(?![\w'])")
_BLANKS = re.compile(r"[\n\t\r]\s*| \s+")
"""A row of blanks, or one that is not the usual."""

_SURE_LETTERS = 5
"""So many spaced letters are one word; of fewer, I and a may be words: "I m a", as bad copies have it."""

_VERSE_LINES = 3
_VERSE_WIDTH = 50
"""Characters: prose is wrapped at more."""
_LINE_END = re.compile(r"(?<=\w)(?=[\"“”'’»_*)]*[ \t]*\r?\n)")


def _legible(match: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFKC", match[0].translate(_SIGNS))
    if not plain.isascii():
        plain = _SCRAWL.sub("", plain)
    return "".join(map(_visible, plain))


def _visible(one: str) -> str:
    if one.isspace():
        return one if one == "\n" else " "
    return "" if unicodedata.category(one)[0] == "C" else one


_PLAIN_LETTERS = (
    Rules(has("º", "˚", "`", "´"), ((_DEGREE, r"\1°"), (_TYPED_APOSTROPHE, "'"))),
    Rules(re.compile(r"[^\t\n\r -~]").search, ((_RAISED, " "), (_UNPLAIN, _legible))),
)
"""Compatibility forms unfolded (ﬁ, Ｈ), what is invisible left out."""


def legible(text: str) -> str:
    """*text* in plain letters."""
    return rewritten(text, _PLAIN_LETTERS)


def _in_one(match: re.Match[str]) -> str:
    """The word whose letters are spaced; letters told one by one stay: a b c, U S A."""
    word = match[0].replace(" ", "")
    if len(word) < _SURE_LETTERS and ({"a", "I"} & set(word)):
        return match[0]
    row = all(ord(after) - ord(one) == 1 for one, after in zip(word.lower(), word[1:].lower(), strict=False))
    return word if word[1:].islower() and not row and re.search("[aeiou]", word, re.IGNORECASE) else match[0]


def _with_initial(match: re.Match[str]) -> str:
    """The chapter's first word, whose first letter was set apart: T HE."""
    before, initial, rest = (part for part in match.groups() if part is not None)
    return before + initial + rest.lower()


LETTERS = (
    *_PLAIN_LETTERS,
    Rules(re.compile(r"-[ \t]*\r?\n").search, ((_BROKEN, ""), (_HYPHENED, ""))),
    Rules(has(*(f" {letter} " for letter in "ehilnorstu")), ((_SPACED, _in_one),)),
    Rules(_DROPPED.match, ((_DROPPED, _with_initial),)),
)
"""Letters made plain, and words put in one piece."""
ONE_LINE = Rules(has("\n", "  ", "\t", "\r"), ((_BLANKS, " "),))


def is_verse(text: str) -> bool:
    """Whether the lines of *text* end where the author ended them.

    The first and the last line may be parts of lines, for an utterance may begin and end anywhere. Of prose that is
    wrapped, the lines between are long, and few begin with a capital.
    """
    if text.count("\n") < _VERSE_LINES - 1:
        return False
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    if len(lines) < _VERSE_LINES:
        return False
    capitals = not text.isupper() and all(map(_begins_anew, lines[1:]))
    return capitals or all(len(line) < _VERSE_WIDTH for line in lines[:-1])


def _begins_anew(line: str) -> bool:
    """Whether *line* begins with a capital, or has no letter."""
    return next(filter(str.isalpha, line), "A").isupper()


VERSE = Rules(is_verse, ((_LINE_END, ","),))
"""At a line's end without a sign, a pause."""
