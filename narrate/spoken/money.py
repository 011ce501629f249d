"""Sums of money in words, decimal and old."""

import re

from narrate.numerals import cardinal
from narrate.spoken.abbreviations import STOP
from narrate.spoken.figures import AMOUNT, amount, counted
from narrate.spoken.rules import Rule

_COINS = {
    "$": ("dollar", "dollars", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "€": ("euro", "euros", "cent", "cents"),
    "¥": ("yen", "yen", "sen", "sen"),
    "¢": ("cent", "cents", "", ""),
}
_SCALES = {
    "k": "thousand",
    "K": "thousand",
    "m": "million",
    "M": "million",
    "b": "billion",
    "B": "billion",
    "bn": "billion",
}
_SCALE = r"(?:(?:(?:\s|(?P<dash>-))?(?P<scale>hundred|thousand|million|billion|trillion)|(?P<short>bn|[kKmMbB]))(?!\w))"
_SUM = re.compile(
    rf"(?:US)?(?P<coin>[$£€¥])\s?(?P<number>{AMOUNT})(?:{_SCALE}?)(?P<bill>[ -](?:bill|note|coin)(?!\w))?"
    r"(?P<rate>(?=-(?:an?|per)-[a-z]))?"
)
_SUMS = re.compile(rf"(?:US)?(?P<coin>[$£€¥])(?P<low>{AMOUNT})[–-](?P=coin)?(?P<high>{AMOUNT}){_SCALE}?(?![\w/–-])")
_CENTS = re.compile(rf"(?<![\w.,/:-])(?P<number>{AMOUNT})\s?¢")
_OLD = re.compile(
    r"£\s?(?P<pounds>\d{1,3}(?:,\d{3})*|\d{1,6}),?\s(?P<shillings>\d{1,2})s\.?(?:,?\s(?P<pence>\d{1,2})d(?!\w)"
    + STOP
    + r"?)?(?!\w)"
)
_SHILLINGS = re.compile(rf"(?<![\w.,/:-])(?P<shillings>\d{{1,2}})s\.?,?\s(?P<pence>\d{{1,2}})d(?!\w){STOP}?")
_PENCE = {1: "a penny", 2: "twopence", 3: "threepence", 4: "fourpence", 6: "sixpence"}


def _sum(match: re.Match[str]) -> str:
    one, many, _, _ = _COINS[match["coin"]]
    scale = match["scale"] or _SCALES.get(match["short"] or "", "")
    number, _, small = match["number"].partition(".")
    if match["bill"]:
        return (
            amount(match["number"])
            + (f" {scale}" if scale else "")
            + f"-{one}".replace("--", "-")
            + match["bill"].replace("-", " ")
        )
    if match["rate"] is not None or match["dash"]:
        many = one
    if scale:
        return f"{amount(match['number'])} {scale} {many}"
    if len(small) != 2:
        return counted(match["number"], one, many)
    return _with_small(match["coin"], number, int(small))


def _sums(match: re.Match[str]) -> str:
    """From the less to the more."""
    low, high = match["low"], match["high"]
    scale = match["scale"] or _SCALES.get(match["short"] or "", "")
    if ("." in low + high and not scale) or float(low.replace(",", "")) >= float(high.replace(",", "")):
        return match[0]
    return " ".join(filter(None, (amount(low), "to", amount(high), scale, _COINS[match["coin"]][1])))


def _with_small(coin: str, number: str, small: int) -> str:
    """Coins great and small: one dollar fifty."""
    one, many, cent, cents = _COINS[coin]
    if number == "0" and small:
        return counted(str(small), cent, cents)
    great = counted(number, one, many)
    if not small:
        return great
    return f"{great} {cardinal(small)}" if small > 9 else f"{great} and {counted(str(small), cent, cents)}"


def _old(match: re.Match[str]) -> str:
    parts = match.groupdict()
    said = [counted(parts["pounds"], "pound", "pounds")] if parts.get("pounds") else []
    if int(parts["shillings"]):
        said.append(counted(parts["shillings"], "shilling", "shillings"))
    if int(parts["pence"] or 0):
        pence = int(parts["pence"])
        said.append(_PENCE.get(pence, f"{cardinal(pence)} pence"))
    return " and ".join(filter(None, (", ".join(said[:-1]), said[-1]))) + (parts.get("stop") or "")


MONEY: tuple[Rule, ...] = (
    (_OLD, _old),
    (_SHILLINGS, _old),
    (_SUMS, _sums),
    (_SUM, _sum),
    (_CENTS, lambda match: counted(match["number"], "cent", "cents")),
)
