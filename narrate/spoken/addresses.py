"""Addresses of the net as one would read them out: a page by its host, an e-mail address, a handle, a hashtag."""

import re

from narrate.spoken.rules import Rules, has

_END = r"(?<![.,;:!?'’])"
"""A sign after an address is the sentence's."""
_PAGE = re.compile(rf"(?i:\b(?:https?|ftp)://|\bwww\.)[^\s<>\"“”()\[\]]+{_END}")
_HOST = re.compile(r"(?:\w+://)?(?:[^/@]*@)?(?:www\.)?([^/:?#]*)", re.IGNORECASE)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_TOP = ("com", "org", "net", "edu", "gov", "co.uk", "info", "tv", "io")
_DOMAIN = re.compile(
    r"(?<![\w.@/-])(?:[A-Za-z0-9-]{1,63}\.){1,4}(?:"
    + "|".join(_TOP)
    + r")(?![\w-]|\.\w)(?:/[^\s<>\"“”()\[\]]*"
    + _END
    + ")?"
)
_HANDLE = re.compile(r"(?<![\w@])@(?=\w)")
_HASHTAG = re.compile(r"(?:(?<=\w)(\s+))?(?<![\w&#])#(?=[^\W\d_])")
_NUMBER_SIGN = re.compile(r"(?<![\w&#])#(?=\d)")
_SIGNS = {".": " dot ", "@": " at ", "_": " underscore ", "+": " plus "}
_SIGN = re.compile("[.@_+]")


def _host(match: re.Match[str]) -> str:
    """The host of a page: what follows it no listener can use."""
    host = _HOST.match(match[0])
    return host[1] if host and host[1] else match[0]


def _read_out(match: re.Match[str]) -> str:
    return _SIGN.sub(lambda sign: _SIGNS[sign[0]], match[0])


def _host_read_out(match: re.Match[str]) -> str:
    return _host(match).replace(".", " dot ")


def _hashtag(match: re.Match[str]) -> str:
    return ", hashtag " if match[1] else "hashtag "


HOSTS = Rules(has("://", "www."), ((_PAGE, _host),))
"""In every language."""
ADDRESSES = (
    Rules(has("://", "www."), ((_PAGE, _host_read_out),)),
    Rules(has("@", "#"), ((_MAIL, _read_out), (_HANDLE, "at "), (_HASHTAG, _hashtag), (_NUMBER_SIGN, "number "))),
    Rules(has(*(f".{name}" for name in _TOP)), ((_DOMAIN, _host_read_out),)),
)
"""In English."""
