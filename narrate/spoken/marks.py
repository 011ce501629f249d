"""The marks of a text that are only seen, taken away, and those that are heard, each once; in every language."""

import re

from narrate.spoken.rules import Rules, has

_QUOTES = re.compile('["“”„‟«»‹›`]')
_APOSTROPHES = re.compile("[’‘ʼ‛′]")
_STRESS = re.compile(r"(?<=[^\W_])\*([^\W_]+)\*|\*([^\W_]+)\*(?=[^\W_])")
"""Part of a word is stressed, and the word stays whole: un*believ*able."""
_MARKUP = re.compile(r"[*~#<>|\\^{}\[\]_]+|::+|//+|==+")
"""Signs of emphasis, of thoughts and of layout; an engine would say "asterisk"."""

_APART_BEFORE = r"(?<!\w.)"
_EMOTICON = re.compile(rf"[:;=]{_APART_BEFORE}[-'^]?(?:[()\[\]/|\\*<>]+|[DPpOo3])(?![\w:/])")
_FACES = """^_^ ^__^ ^.^ ^^ >_< >.< -_- -.- T_T
     t_t o_o O_O o_O O_o o.O O.o u_u U_U x_x X_X ;_; 0_0 XD xD </3 (: (; (= \\o/""".split()
_FACE = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _FACES))}|<3(?:33+)?|<33(?=\s?$))(?![^\s)\"”’'*.,!?])")
"""A face made of signs and letters; it is not spoken."""
_I_HEART = re.compile(r"(?<=\bI )<3+(?=\s\w)")
_GRAWLIX = re.compile(r"(?<![\w@#$%&*!?^~+])(?=[!?*^~+]*[@#$%&])[@#$%&*!?^~+]{3,}+(?!\w)")
"""Signs for an oath: $#!%."""
_PICTURES = re.compile(
    "[\u2190-\u21ff\u2300-\u23ff\u2500-\u27bf\u2b00-\u2bff\u20d0-\u20ff\ufe00-\ufe0f\U0001f000-\U0001faff]+"
)
"""Arrows, boxes, dingbats, emoji and what colours them."""


def _beside_pictures(match: re.Match[str]) -> str:
    """The digits among pictures: ➊."""
    return "".join(filter(str.isalnum, match[0])) or " "


def _unheard(match: re.Match[str]) -> str:
    """The end of the sentence, after an oath; signs all alike are none."""
    oath = match[0].rstrip("!?")
    return match[0] if len(set(oath)) == 1 else match[0][len(oath) :] or " "


MARKS = (
    Rules(has("@", "#", "$", "%", "&"), ((_GRAWLIX, _unheard),)),
    Rules(has(":", ";", "="), ((_EMOTICON, " "),)),
    Rules(has("I <3"), ((_I_HEART, "heart"),)),
    Rules(has(*"_^<", "XD", "xD", "-.-", "o.O", "O.o", "(:", "(;", "(=", "\\o/"), ((_FACE, " "),)),
    Rules(re.compile('["“”„‟«»‹›`’‘ʼ‛′]').search, ((_QUOTES, " "), (_APOSTROPHES, "'"))),
    Rules(re.compile(r"[*~#<>|\\^{}\[\]_:/=]").search, ((_STRESS, r"\1\2"), (_MARKUP, " "))),
)
"""What is only seen, taken away."""
PICTURES = Rules(lambda text: not text.isascii(), ((_PICTURES, _beside_pictures),))

_SPACED_DOTS = re.compile(r"\.(?:\s?\.)+")
_MANY_MARKS = re.compile(r"[?!](?:\s?[?!])+")
_DASH = re.compile(r"\s?(?:[—–―]|--|(?<=\s)-(?=\s)|(?<!\S)-(?=[^\W\d]))[\s—–―-]*")
_CUT_OFF = re.compile(r"\s—\s?(?=[,.;:!?]|$)|(?<=\w)-(?=\s?[,.;:!?]|\s|$)")
"""A dash where speech breaks off: the silence says it."""
_DOUBLED = re.compile(r"([,;:])(?:\s?[,;:])+")
_APART = re.compile(r"(?<=\w)\s(?=(?:[,;:]|[?!]{1,2}|\.(?!\w))(?:\s|$))")
"""A blank where a picture or a quotation mark was, before the sign that ends a clause."""


_DASHES = has("—", "–", "―", "--", " -", "- ", "-.", "-,", "-;", "-:", "-!", "-?")


def _is_dashed(text: str) -> bool:
    return _DASHES(text) or text.startswith("-") or text.endswith("-")


def _once(match: re.Match[str]) -> str:
    return "?!" if len(set(match[0]) - {" "}) > 1 else match[0][0]


PAUSES = (
    Rules(re.compile(r"[.?!]\s?[.?!]").search, ((_SPACED_DOTS, "..."), (_MANY_MARKS, _once))),
    Rules(_is_dashed, ((_DASH, " — "), (_CUT_OFF, ""))),
    Rules(re.compile(r"[,;:?!.](?:(?<=\s.)|(?=\s?[,;:]))").search, ((_DOUBLED, r"\1"), (_APART, ""))),
)
