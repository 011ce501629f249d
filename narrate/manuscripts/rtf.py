"""RTF: what TextEdit, WordPad, Scrivener and older word processors save.

striprtf, the library for it, keeps no italics, headings, fields or language; it drops footnotes, text boxes and what is
given both in Unicode and without, reads what was deleted or hidden, and takes time without bound on some lines.
"""

import codecs
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from narrate.errors import ManuscriptError
from narrate.manuscripts.draft import Draft
from narrate.manuscripts.office.typescript import Typescript, element_of, heading_of, shown, sort_of

_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,9})? ?|\\'(?P<hex>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z])"
    rb"|(?P<brace>[{}])|(?P<bytes>[^\\{}\r\n]+)|[\r\n]+"
)
_SIGNS = {
    **{"tab": "\t", "line": "\n", "lbr": "\n", "page": "\n", "column": "\n", "~": "\u00a0", "_": "-"},
    **{"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”"},
    **{"bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005"},
    **{"\\": "\\", "{": "{", "}": "}"},
}
"""Control words and signs that stand for a character."""
_ENDS = {"par": "p", "sect": "p", "\n": "p", "\r": "p", "cell": "td", "nestcell": "td"}
"""What ends a paragraph, and the element it then is; TextEdit writes a backslash and the end of the line."""
_SKIP, _WAIT, _SHOW = "skip", "wait", ""
_PLACES = {
    **dict.fromkeys(
        """colortbl filetbl footer footerf footerl footerr ftncn ftnsep ftnsepc generator header headerf headerl headerr
        latentstyles nextfile nonesttables nonshppict objclass objdata pict pntxta pntxtb private revtbl
        rsidtbl rxe shprslt tc template txe xe""".split(),
        _SKIP,
    ),
    **dict.fromkeys("upr shpinst do".split(), _WAIT),
    **dict.fromkeys("ud shptxt dptxbxtext footnote annotation fldrslt".split(), _SHOW),
    **{
        "listtext": "label",
        "pntext": "label",
        "fonttbl": "fonts",
        "stylesheet": "styles",
        "fldinst": "code",
        "info": "info",
    },
}
"""Control words that say where the words of their group belong: nowhere, nowhere but for some, on the page, …"""
_ASIDES = {"footnote": "note", "annotation": "comment", "shptxt": "", "dptxbxtext": ""}
"""Those whose words stand apart from the paragraph around them, and why they are not read, if they are not."""
_KEYS = {"title": "title", "author": "author", "subject": "subject", "keywords": "keywords", "doccomm": "summary"}
"""The same among what the file says of itself → key of the metadata."""
_BORDERS = ("brdrt", "brdrb", "brdrl", "brdrr", "brdrbtw", "box")
_SWITCHES = {"i": "italic", "v": "hidden", "deleted": "deleted"}
"""Control words that are switched off by the number 0."""
_CHARSETS = {
    **{77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950", 161: "cp1253"},
    **{162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874"},
    **{238: "cp1250", 254: "cp437", 255: "cp850"},
}
"""Number of a font's characters → encoding; others are in that of the document."""
_ORNAMENTS, _SYMBOLS = 2, "symbols"
"""Number and encoding of a font whose characters have no meaning but their shape."""
_CODE_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}
_LANGUAGES = {
    **{4: "zh", 5: "cs", 6: "da", 7: "de", 8: "el", 9: "en", 10: "es", 11: "fi", 12: "fr", 14: "hu"},
    **{15: "is", 16: "it", 17: "ja", 18: "ko", 19: "nl", 20: "nb", 21: "pl", 22: "pt", 24: "ro"},
    **{25: "ru", 29: "sv", 31: "tr", 34: "uk"},
}
"""Lower ten bits of Microsoft's number of a language and country → BCP 47."""
_AFTER = b"\0 \t\r\n}"
"""What may stand behind the document; all else is still its text, behind a brace too many."""
_DEEPEST = 10_000
"""Groups inside each other; word processors write some twenty."""
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold: control codes and halves of characters."""


class _State(NamedTuple):
    """What holds for the words of a group, until it ends."""

    place: str = _SHOW
    reason: str = ""
    italic: bool = False
    hidden: bool = False
    deleted: bool = False
    font: int = -1
    language: str = ""
    unicode_bytes: int = 1
    """How many characters after one in Unicode stand for it in older programs."""
    style: int = 0
    level: int | None = None
    """Of a heading, from 1."""
    borders: tuple[str, ...] = ()


def read(path: Path, content: bytes, encoding: str | None = None) -> Draft:
    """The draft of the manuscript in *content*, an RTF file, which tells its encoding itself. ManuscriptError."""
    page = _Page(path)
    page.read(content)
    metadata = {key: " ".join(words.split()) for key, words in page.metadata.items()}
    return page.typescript.draft(path.stem, metadata)


class _Page:
    """Reads the file token by token, and types what it says."""

    def __init__(self, path: Path) -> None:
        self.typescript = Typescript()
        self.metadata: dict[str, str] = {}
        self._path = path
        self._state = _State()
        self._outer: list[_State] = []  # of the groups around
        self._asides: list[tuple[int, str]] = []  # how deep the open ones are, and why they are not read
        self._fonts: dict[int, str] = {}  # number → encoding
        self._styles: dict[int, tuple[str, int | None]] = {}  # number → sort, level of a heading
        self._encoding = "cp1252"
        self._font = -1  # the usual one
        self._language = ""  # the usual one
        self._code = ""  # of a field
        self._name = ""  # of a style
        self._label = ""  # what the word processor sets before the paragraph
        self._bytes = b""  # words not yet decoded
        self._starred = False  # what follows is for programs that know it
        self._replaced = 0  # how many characters stand for one in Unicode that was read already
        self._half = 0  # of a character in two parts

    def read(self, content: bytes) -> None:
        """Types all of *content*."""
        at, last = content.index(b"{"), len(content.rstrip(_AFTER))
        while (token := _TOKEN.match(content, at)) is not None:
            at = token.end()
            if words := token["bytes"]:
                self._bytes += self._unreplaced(words)
            elif code := token["hex"]:
                self._bytes += self._unreplaced(bytes.fromhex(code.decode()))
            elif word := token["word"]:
                self._flush()
                number = int(token["number"]) if token["number"] else None
                at += max(0, number or 0) if word == b"bin" else 0  # raw bytes of a picture
                self._word(word.decode(), number)
            elif brace := token["brace"]:
                self._flush()
                self._replaced, self._starred = 0, False
                if brace == b"{":
                    self._begin()
                elif self._end() and at >= last:
                    return
            elif sign := token["sign"]:
                self._flush()
                self._sign(sign.decode("latin-1"))
        if self._outer and (at > len(content) or not self._is_whole(content)):
            groups = f"{len(self._outer)} groups have no end"
            raise ManuscriptError(f"{self._path}: it is cut off: {groups} (get it again, or save it anew in an editor)")

    def _is_whole(self, content: bytes) -> bool:
        """Whether only a group's end was forgotten: another ends the file, and a sentence the words on the page."""
        visible = self._state.place == _SHOW and not self._asides
        return visible and content.rstrip(b"\0 \t\r\n").endswith(b"}") and self.typescript.is_ended

    def _unreplaced(self, words: bytes) -> bytes:
        """*words* without what stands for a character that was read already."""
        left = words[self._replaced :]
        self._replaced -= len(words) - len(left)
        return left

    def _begin(self) -> None:
        if len(self._outer) >= _DEEPEST:
            raise ManuscriptError(f"{self._path}: nested too deep (no story has {_DEEPEST} groups in each other)")
        self._outer.append(self._state)

    def _end(self) -> bool:
        """Ends a group; returns whether it was the document, or none was open."""
        if not self._outer:
            return True
        if self._asides and self._asides[-1][0] == len(self._outer):
            _, reason = self._asides.pop()
            self.typescript.set_below(self.typescript.step_back(), reason)
        self._state = self._outer.pop()
        return not self._outer

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._starred = True
        elif sign in _ENDS:
            self._end_paragraph(_ENDS[sign])
        elif sign in _SIGNS:
            self._write(_SIGNS[sign])

    def _word(self, word: str, number: int | None) -> None:
        starred, self._starred = self._starred, False
        self._replaced = 0
        if self._state.place == _SKIP:
            return
        if word in _PLACES or (word in _KEYS and self._state.place == "info"):
            self._go(word)
        elif starred:
            self._change(place=_SKIP)
        elif word in _SIGNS:
            self._write(_SIGNS[word])
        elif word in _ENDS:
            self._end_paragraph(_ENDS[word])
        elif word in _SWITCHES:
            self._change(**{_SWITCHES[word]: number != 0})
        elif word in _BORDERS:
            self._change(borders=(*self._state.borders, word)[-len(_BORDERS) :])
        elif word in _CODE_PAGES:
            self._encoding = _CODE_PAGES[word]
        elif word in _SETTINGS:
            _SETTINGS[word](self, number or 0)

    def _change(self, **what: Any) -> None:  # names and types are those of _State
        self._state = self._state._replace(**what)

    def _go(self, word: str) -> None:
        """Begins a group whose words belong where *word* says."""
        self._change(place=_KEYS[word] if self._state.place == "info" and word in _KEYS else _PLACES[word])
        if word == "fldinst":
            self._code = ""
        elif word == "fldrslt":
            self._change(reason=self._state.reason or shown(self._code))
        elif word in _ASIDES and self._outer:
            self._asides.append((len(self._outer), _ASIDES[word]))
            self.typescript.step_aside()
            self._change(style=0, level=None, borders=())

    def _flush(self) -> None:
        if self._bytes:
            words, self._bytes = self._bytes, b""
            encoding = self._fonts.get(self._state.font, self._encoding)
            if encoding == _SYMBOLS:
                self._write("".join(chr(0xF000 + byte) for byte in words))
            else:
                self._write(words.decode(encoding, errors="replace"))

    def _write(self, words: str) -> None:
        """Takes *words* where they belong."""
        state = self._state
        if state.place == _SHOW and not state.deleted:
            self.typescript.languages[state.language or self._language or "en"] += len(words)
            reason = "hidden" if state.hidden else state.reason
            self.typescript.write(_FORBIDDEN.sub("", words), italic=state.italic, reason=reason)
        elif state.place == "code":
            self._code += words
        elif state.place == "label":
            self._label += words
        elif state.place == "styles":
            self._name += words
            if words.endswith(";"):
                name, self._name = self._name.rstrip(";"), ""
                heading = heading_of(name)
                self._styles[state.style] = sort_of(name), state.level if heading is None else heading
        elif state.place in _KEYS.values():
            self.metadata[state.place] = self.metadata.get(state.place, "") + words

    def _end_paragraph(self, element: str) -> None:
        if self._state.place != _SHOW:
            return
        sort, level = self._styles.get(self._state.style, ("", None))
        name = element_of(self._state.level or level) if element == "p" else element
        label, self._label = self._label.strip(), ""
        label = label if name.startswith("h") and any(map(str.isalpha, label)) else ""  # not of a list in the text
        self.typescript.end(name, label=label, sort=sort, ruled=self._state.borders == ("brdrb",))

    def _plain_paragraph(self, number: int) -> None:
        self._change(style=0, level=None, borders=())

    def _plain(self, number: int) -> None:
        self._change(italic=False, hidden=False, deleted=False, font=self._font, language="")

    def _set_encoding(self, number: int) -> None:
        self._encoding = _known(f"cp{number}") or self._encoding

    def _usual_font(self, number: int) -> None:
        self._font = number
        self._change(font=number)

    def _set_font(self, number: int) -> None:
        self._change(font=number)

    def _set_characters(self, number: int) -> None:
        if self._state.place == "fonts":
            encoding = _SYMBOLS if number == _ORNAMENTS else _CHARSETS.get(number, "")
            self._fonts.pop(self._state.font, None)
            if encoding:
                self._fonts[self._state.font] = encoding

    def _set_unicode(self, number: int) -> None:
        """Writes a character by its number, which is negative beyond 32,767; it may be half of one."""
        number %= 0x10000
        half, self._half = self._half, 0
        if 0xD800 <= number < 0xDC00:
            self._half = number
        elif half and 0xDC00 <= number < 0xE000:
            self._write(chr(0x10000 + (half - 0xD800) * 0x400 + number - 0xDC00))
        else:
            self._write(chr(number))
        self._replaced = self._state.unicode_bytes

    def _set_unicode_bytes(self, number: int) -> None:
        self._change(unicode_bytes=max(0, number))

    def _set_style(self, number: int) -> None:
        self._change(style=number)

    def _set_level(self, number: int) -> None:
        self._change(level=number + 1 if 0 <= number < 9 else None)

    def _usual_language(self, number: int) -> None:
        self._language = _LANGUAGES.get(number & 0x3FF, "")

    def _set_language(self, number: int) -> None:
        self._change(language=_LANGUAGES.get(number & 0x3FF, ""))


def _known(encoding: str) -> str:
    """The name of *encoding* if there is one; else empty."""
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return ""


_SETTINGS: dict[str, Callable[[_Page, int], None]] = {
    "pard": _Page._plain_paragraph,
    "plain": _Page._plain,
    "ansicpg": _Page._set_encoding,
    "deff": _Page._usual_font,
    "f": _Page._set_font,
    "fcharset": _Page._set_characters,
    "u": _Page._set_unicode,
    "uc": _Page._set_unicode_bytes,
    "s": _Page._set_style,
    "outlinelevel": _Page._set_level,
    "deflang": _Page._usual_language,
    "lang": _Page._set_language,
}
"""Control words with a number → what they do."""
