"""Safe parsing of HTML, XHTML and XML: nothing outside the file is read, and no text is lost without an error."""

import codecs
import html
import re
from html.entities import html5
from pathlib import Path
from typing import Any

from lxml import etree

from narrate.errors import ManuscriptError
from narrate.manuscripts.encoding import MARKED, decode

Element = Any
"""An element of lxml, which has no types of its own."""

_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._:-]+)|<meta[^>]{0,400}?\bcharset\s*=\s*["']?([A-Za-z0-9._:-]+)""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096
"""Bytes from the start in which a file says its encoding; HTML asks for the first 1,024."""
_DECLARABLE = re.compile(r"utf-8|ascii|(?:cp|iso8859-)\d+|koi8-[rtu]|mac-\w+|shift_jis\w*|euc_\w+|big5\w*|gb\w+")
"""Names of Python's for encodings in which the declaration itself could be read, those that do more left out."""
_WIDER = {"ascii": "cp1252", "iso8859-1": "cp1252"}
"""Encodings that stand for a wider one, as browsers read them."""
_ENTITY = re.compile(r"&([^\s<>%&#;]{1,100};)")
_OF_XML = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))
_NUMBER = re.compile(r"&#(?:0*(1[2-5]\d)|x0*([89][0-9a-f]));", re.IGNORECASE)
"""References to U+0080–U+009F and some above: pages made on Windows mean the characters of cp1252."""
_TWICE = re.compile(r"&amp;(#\d{1,6};)")
"""A reference that was escaped a second time, as FimFiction does it: nobody means to show one."""
_CONTROLS = dict.fromkeys((*range(9), *range(14, 32), 127, 0xFFFE, 0xFFFF)) | {11: " ", 12: " "}
"""What XML forbids; none of it is seen. Vertical tab and form feed are blanks."""
_OUTSIDE = re.compile(r"<!ENTITY\s+(?:%\s+)?([^\s<>%&;]+)\s+(?:SYSTEM|PUBLIC)\b[^<>]*>")
_OWN = "<!ENTITY"
_CLOSED = re.compile(
    r"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b)([A-Za-z][\w:-]*)((?:\s[^<>]*)?)/>",
    re.IGNORECASE,
)
"""An element closed by itself, as XML has them; HTML would take all that follows to be in it."""
_P_BEGINS, _P_ENDS = (re.compile(sign, re.IGNORECASE) for sign in (r"<p[\s>]", r"</p\s*>"))
_UNSEEN = ("script", "style", "title", "textarea", "iframe", "noembed", "noframes")
"""Elements in which tags are text, and whose text is not on the page: one without an end swallows the rest."""
_UNSEEN_BEGINS = re.compile(rf"<!(--)|<({'|'.join(_UNSEEN)})\b", re.IGNORECASE)
_TAG = re.compile(r"<[/!?A-Za-z][^<>]*>")
_LOST_SHARE, _LOST = 0.02, 100
"""Of the characters, and how many at least: less is the guesswork of mending broken tags."""


def html_tree(path: Path, content: str | bytes, encoding: str | None = None) -> Element:
    """The root of the HTML or XHTML *content*; *encoding* as in ``decode``, *path* is for messages.

    ManuscriptError if it cannot be decoded, is nested too deep, holds an entity bomb, or text would be lost.
    """
    text = _cleaned(content if isinstance(content, str) else _decoded(path, content, encoding))
    root = _strict(path, text)
    return _mended(path, text) if root is None else root


def xml_tree(path: Path, content: bytes) -> Element:
    """The root of the XML *content*; *path* is for messages. ManuscriptError as ``html_tree``, or if it is broken."""
    root = _strict(path, _cleaned(_decoded(path, content, None)))
    if root is None:
        raise ManuscriptError(
            f"{path}: its XML is broken or nested too deep (open and save it again with the program it was made by)"
        )
    return root


def _decoded(path: Path, content: bytes, encoding: str | None) -> str:
    """*content* as text: what it declares, if that can be so, else as for plain text."""
    marked = any(content.startswith(mark) for mark, _ in MARKED)
    match = _DECLARED.search(content[:_DECLARED_WITHIN]) if encoding is None and not marked else None
    declared = (match[1] or match[2]).decode() if match else ""
    try:
        name = codecs.lookup(declared).name
        if _DECLARABLE.fullmatch(name):
            return content.decode(_WIDER.get(name, name))
    except (LookupError, UnicodeError):  # none declared, an unknown one, a wrong one
        pass
    return decode(content, path, encoding)


def _cleaned(text: str) -> str:
    """*text* with characters for named entities, and nothing in it that XML forbids."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    outside = set(_OUTSIDE.findall(text))  # entities that would be read from elsewhere stand for nothing
    text = _OUTSIDE.sub("", text).translate(_CONTROLS)
    text = _NUMBER.sub(_windows, _TWICE.sub(r"&\1", text))
    return _ENTITY.sub(lambda match: "" if match[1][:-1] in outside else _character(match), text)


def _character(match: re.Match[str]) -> str:
    name = match[1]
    return html.escape(html5[name]) if name in html5 and name not in _OF_XML else match[0]


def _windows(match: re.Match[str]) -> str:
    code = int(match[1]) if match[1] else int(match[2], 16)
    return bytes([code]).decode("cp1252", errors="ignore") if 128 <= code < 160 else match[0]


def _strict(path: Path, text: str) -> Element | None:
    """*text* read as XML; None if it is none."""
    own = _OWN in text  # then the parser's limits on what entities come to must hold; else long texts may pass them
    parser = etree.XMLParser(encoding="utf-8", no_network=True, load_dtd=False, huge_tree=not own)
    try:
        return etree.fromstring(text.encode(errors="replace"), parser)
    except etree.XMLSyntaxError as error:
        if own:
            raise ManuscriptError(
                f"{path}: it defines entities of its own, and they are broken or grow without end: {error.msg}"
            ) from error
        return None  # HTML, as it seems; where elements need not end, they do not nest so deep either


def _mended(path: Path, text: str) -> Element:
    """*text* read as HTML, as browsers read it, but elements closed by themselves end there."""
    text = _CLOSED.sub(r"<\1\2></\1>", _uncovered(text))
    if len(_P_ENDS.findall(text)) > len(_P_BEGINS.findall(text)):
        text = _P_ENDS.sub("</p><p>", text)  # where only ends part the paragraphs, they would run into each other
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    root = etree.fromstring(text.encode(errors="replace"), parser)
    if any(one.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for one in parser.error_log):
        raise ManuscriptError(f"{path}: its elements are nested too deep (no page of a story needs over 2,000 levels)")
    there = _characters(html.unescape(_TAG.sub(" ", _seen(text))))
    kept = 0 if root is None else _characters(root.xpath("string()"))
    kept -= 0 if root is None else sum(_characters(one.xpath("string()")) for one in root.iter(*_UNSEEN))
    if there - kept > max(_LOST, there * _LOST_SHARE) or (there and not kept):
        raise ManuscriptError(
            f"{path}: {there - kept} of {there} characters would be lost: its HTML is broken, "
            "perhaps by a comment or a script that does not end (open and save it again with an editor)"
        )
    return etree.Element("html") if root is None else root


def _uncovered(text: str) -> str:
    """*text* with what XML covers from the parser escaped instead; HTML takes it for a comment."""
    first, *others = text.split("<![CDATA[")
    parts = (other.partition("]]>") for other in others)
    return first + "".join(f"{html.escape(inside)}{after}" for inside, _, after in parts)


def _seen(text: str) -> str:
    """*text* without comments and elements that are not on the page, if they end."""
    parts, at = [], 0
    while begin := _UNSEEN_BEGINS.search(text, at):
        end = re.compile("-->" if begin[1] else rf"</{begin[2]}\b", re.IGNORECASE).search(text, begin.end())
        if end is None:
            break
        parts.append(text[at : begin.start()])
        at = end.end()
    return "".join((*parts, text[at:]))


def _characters(text: str) -> int:
    """How many, blanks left out."""
    return len("".join(text.split()))
