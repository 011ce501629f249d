"""DOCX: what Word, LibreOffice, Google Docs and their like save.

The document is read as it streams by. mammoth, the library for it, takes a hundred bytes of memory to a byte of text,
and more time than reading and segmenting may take together; it reads hidden text, and loses what tells a scene break or
a contents list.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from lxml import etree

from narrate.errors import ManuscriptError
from narrate.manuscripts.draft import Draft
from narrate.manuscripts.marked.trees import Element, xml_tree
from narrate.manuscripts.office.numbers import Numbers
from narrate.manuscripts.office.styles import LEVELS, Style, is_on, language_of, short_name, styles_of, value
from narrate.manuscripts.office.typescript import Typescript, element_of, shown
from narrate.manuscripts.publication.zipped import Zipped

_PASSED_OVER = frozenset("w:del w:moveFrom w:pPrChange w:rPrChange w:rt mc:Fallback".split())
"""What was deleted or moved, what was before a change, a ruby's reading, the same once more for an older Word."""
_NOTES = {"w:footnote": "note", "w:endnote": "note", "w:comment": "comment"}
"""Elements that hold what stands outside the text, and why it is not read; ``…Reference`` stands where it belongs."""
_GALLERIES = {"Table of Contents": "contents", "Cover Pages": "title page"}
"""Building blocks of Word's → why they are not read."""
_PROPERTIES = {
    "title": "title",
    "creator": "author",
    "description": "summary",
    "subject": "subject",
    "keywords": "keywords",
}
"""Of the whole file → key of the metadata."""

_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
"""Elements that stand for a character."""
_AROUND = {"w:pPr": "", "w:pBdr": "w:pPr", "w:r": "", "w:t": "w:r", "m:t": "", "w:instrText": "w:r"}
"""Parts of a paragraph, and what each is in."""
_CODE = re.compile("[0-9A-Fa-f]{2,4}")

_PLAIN = Style()

Attributes = Mapping[str, str]


def read(path: Path, content: bytes, encoding: str | None = None) -> Draft:
    """The draft of the manuscript in *content*, a DOCX file, which tells its encoding itself. ManuscriptError."""
    archive = Zipped(path, content)
    whole = _targets(path, archive, PurePosixPath())
    document = whole.get("officeDocument", "word/document.xml")
    parts = _targets(path, archive, PurePosixPath(document))
    styles = xml_tree(path, archive.read(parts["styles"])) if "styles" in parts else ()
    numbers = Numbers(xml_tree(path, archive.read(parts["numbering"]))) if "numbering" in parts else Numbers()
    page = _Page(path, styles_of(styles), numbers, language_of(styles))
    for sort in ("footnotes", "endnotes", "comments"):
        if sort in parts:
            _parse(path, archive.read(parts[sort]), page)
    _parse(path, archive.read(document), page)
    metadata = _metadata(path, archive.read(whole["core-properties"])) if "core-properties" in whole else {}
    return page.typescript.draft(path.stem, metadata)


def _targets(path: Path, archive: Zipped, part: PurePosixPath) -> dict[str, str]:
    """The names of the files that *part* belongs with, if they are there, by what they are to it."""
    name = str(part.parent / "_rels" / f"{part.name}.rels")
    if name not in archive:
        return {}
    out = {}
    for one in xml_tree(path, archive.read(name)):
        target = value(one, "Target")
        named = target[1:] if target.startswith("/") else str(part.parent / target)
        if named in archive:
            out[value(one, "Type").rpartition("/")[2]] = named
    return out


def _metadata(path: Path, content: bytes) -> dict[str, str]:
    named = ((str(one.tag).rpartition("}")[2], " ".join((one.text or "").split())) for one in xml_tree(path, content))
    return {_PROPERTIES[name]: words for name, words in named if name in _PROPERTIES and words}


def _parse(path: Path, content: bytes, page: "_Page") -> None:
    parser = etree.XMLParser(target=page, no_network=True, load_dtd=False, resolve_entities=False)
    try:
        etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ManuscriptError(
            f"{path}: its XML is broken, or nested too deep: {error.msg} (open and save it again in a word processor)"
        ) from error


class _Page:
    """Is told of elements as they begin and end, and types what they say."""

    def __init__(self, path: Path, styles: Mapping[str, Style], numbers: Numbers, language: str) -> None:
        self.typescript = Typescript()
        self._path = path
        self._styles = styles
        self._numbers = numbers
        self._usual = language
        self._notes: dict[tuple[str, str], Element] = {}
        self._passed_over = 0  # how many elements are open in one that is passed over
        self._tables = 0  # how many are open
        self._fields: list[str] = []  # why what the open ones show is not read, "" if it is
        self._code = ""  # of the field that is being read
        self._controls: list[str] = []  # why what is in the open ones is not read
        self._outer: list[tuple[Style, list[str], bool, str, Style, dict[str, bool]]] = []
        self._inside = ""  # which part of a paragraph we are in
        self._style, self._goes_on = _PLAIN, False  # of the paragraph, and whether the next one goes on with it
        self._borders: list[str] = []
        self._run, self._language = _PLAIN, language  # of the words
        self._own: dict[str, bool] = {}  # what they say themselves

    def doctype(self, name: str, public: str, system: str) -> None:
        """Refuses a document type: entity bombs need one, DOCX has none."""
        raise ManuscriptError(f"{self._path}: it declares a document type, as no DOCX does; it may be an attack")

    def start(self, tag: str, attributes: Attributes) -> None:
        """Begins an element."""
        name = short_name(tag)
        if self._inside == "w:pPr" and name in ("w:del", "w:moveFrom"):
            self._goes_on = True  # the paragraph's end is what was deleted
        if self._passed_over or name in _PASSED_OVER:
            self._passed_over += 1
        elif name in _STARTS:
            _STARTS[name](self, name, attributes)

    def end(self, tag: str) -> None:
        """Ends an element."""
        name = short_name(tag)
        if self._passed_over:
            self._passed_over -= 1
        elif name in _ENDS:
            _ENDS[name](self, name)

    def data(self, words: str) -> None:
        """Takes what stands in an element."""
        if self._passed_over:
            return
        if self._inside in ("w:t", "m:t"):
            self._write(words)
        elif self._inside == "w:instrText":
            self._code += words

    def close(self) -> None:
        """Ends a part of the document."""

    def _write(self, words: str) -> None:
        hidden = "hidden" if self._own.get("hidden", self._run.hidden) else ""
        controls = self._controls[-1] if self._controls else ""
        fields = self._fields[-1] if self._fields else ""
        italic = self._own.get("italic", self._run.italic) or False
        self.typescript.languages[self._language] += len(words)
        self.typescript.write(words, italic=italic, reason=hidden or controls or fields or self._run.sort)

    def _begin_part(self, name: str, attributes: Attributes) -> None:
        self._inside = name

    def _end_part(self, name: str) -> None:
        self._inside = _AROUND[name]

    def _begin_paragraph(self, name: str, attributes: Attributes) -> None:
        self._style, self._goes_on, self._borders = _PLAIN, False, []

    def _end_paragraph(self, name: str) -> None:
        if self._goes_on:
            return
        style = self._style
        element, label = "td" if self._tables else element_of(style.heading), ""
        if style.heading and style.list:
            label = self._numbers.label(style.list, style.heading - 1)
        self.typescript.end(element, label=label, sort=style.sort, ruled=style.ruled or self._borders == ["w:bottom"])

    def _style_paragraph(self, name: str, attributes: Attributes) -> None:
        self._style = self._styles.get(value(attributes, "val"), _PLAIN)

    def _level(self, name: str, attributes: Attributes) -> None:
        level = value(attributes, "val")
        self._style = replace(self._style, heading=int(level) + 1 if level in LEVELS else None)

    def _list(self, name: str, attributes: Attributes) -> None:
        self._style = replace(self._style, list=value(attributes, "val"))

    def _drop_capital(self, name: str, attributes: Attributes) -> None:
        self._goes_on = self._goes_on or value(attributes, "dropCap") not in ("", "none")

    def _border(self, name: str, attributes: Attributes) -> None:
        if self._inside == "w:pBdr" and is_on(attributes):
            self._borders.append(name)

    def _rule(self, name: str, attributes: Attributes) -> None:
        if value(attributes, "hr") not in ("", "f", "false"):
            self._borders = ["w:bottom"]

    def _begin_run(self, name: str, attributes: Attributes) -> None:
        self._inside, self._run, self._own, self._language = name, _PLAIN, {}, self._usual

    def _style_run(self, name: str, attributes: Attributes) -> None:
        self._run = self._styles.get(value(attributes, "val"), _PLAIN)

    def _switch(self, name: str, attributes: Attributes) -> None:
        self._own["italic" if name == "w:i" else "hidden"] = is_on(attributes)

    def _speak(self, name: str, attributes: Attributes) -> None:
        self._language = value(attributes, "val") or self._language

    def _sign(self, name: str, attributes: Attributes) -> None:
        if self._inside == "w:r":  # a paragraph's properties have tabs too
            self._write(_SIGNS[name])

    def _symbol(self, name: str, attributes: Attributes) -> None:
        code = value(attributes, "char")
        self._write(chr(int(code, 16)) if _CODE.fullmatch(code) else "")

    def _begin_note(self, name: str, attributes: Attributes) -> None:
        self._note = name, value(attributes, "id")
        self.typescript.step_aside()

    def _end_note(self, name: str) -> None:
        self._notes[self._note] = self.typescript.step_back()

    def _refer(self, name: str, attributes: Attributes) -> None:
        name = name.removesuffix("Reference")
        note = self._notes.pop((name, value(attributes, "id")), None)
        if note is not None:
            self.typescript.set_below(note, _NOTES[name])

    def _begin_box(self, name: str, attributes: Attributes) -> None:
        self.typescript.step_aside()
        self._outer.append((self._style, self._borders, self._goes_on, self._inside, self._run, self._own))

    def _end_box(self, name: str) -> None:
        self._style, self._borders, self._goes_on, self._inside, self._run, self._own = self._outer.pop()
        self.typescript.set_below(self.typescript.step_back())

    def _begin_table(self, name: str, attributes: Attributes) -> None:
        self._tables += 1

    def _end_table(self, name: str) -> None:
        self._tables -= 1

    def _field_mark(self, name: str, attributes: Attributes) -> None:
        mark = value(attributes, "fldCharType")
        if mark == "begin":
            self._code = ""
            self._fields.append(self._fields[-1] if self._fields else "")
        elif mark == "separate" and self._fields:
            self._fields[-1] = self._fields[-1] or shown(self._code)
        elif mark == "end" and self._fields:
            self._fields.pop()

    def _begin_field(self, name: str, attributes: Attributes) -> None:
        self._fields.append(shown(value(attributes, "instr")))

    def _end_field(self, name: str) -> None:
        if self._fields:
            self._fields.pop()

    def _begin_control(self, name: str, attributes: Attributes) -> None:
        self._controls.append(self._controls[-1] if self._controls else "")

    def _gallery(self, name: str, attributes: Attributes) -> None:
        if self._controls:
            self._controls[-1] = self._controls[-1] or _GALLERIES.get(value(attributes, "val"), "")

    def _end_control(self, name: str) -> None:
        self._controls.pop()

    def _refuse(self, name: str, attributes: Attributes) -> None:
        raise ManuscriptError(
            f"{self._path}: a part of it is another file, kept inside or beside it (open it in Word, and save it as a "
            "new .docx file, which then holds all of it)"
        )


_STARTS: dict[str, Callable[[_Page, str, Attributes], None]] = {
    **dict.fromkeys(_AROUND, _Page._begin_part),
    "w:p": _Page._begin_paragraph,
    "w:pStyle": _Page._style_paragraph,
    "w:outlineLvl": _Page._level,
    "w:numId": _Page._list,
    "w:framePr": _Page._drop_capital,
    "v:rect": _Page._rule,
    "w:r": _Page._begin_run,
    "w:rStyle": _Page._style_run,
    "w:i": _Page._switch,
    "w:vanish": _Page._switch,
    "w:lang": _Page._speak,
    "w:sym": _Page._symbol,
    "w:txbxContent": _Page._begin_box,
    "w:tbl": _Page._begin_table,
    "w:fldChar": _Page._field_mark,
    "w:fldSimple": _Page._begin_field,
    "w:sdt": _Page._begin_control,
    "w:docPartGallery": _Page._gallery,
    "w:altChunk": _Page._refuse,
    "w:subDoc": _Page._refuse,
    **dict.fromkeys(_SIGNS, _Page._sign),
    **dict.fromkeys(_NOTES, _Page._begin_note),
    **dict.fromkeys((f"{name}Reference" for name in _NOTES), _Page._refer),
    **dict.fromkeys(("w:top", "w:left", "w:bottom", "w:right", "w:between"), _Page._border),
}
_ENDS: dict[str, Callable[[_Page, str], None]] = {
    "w:p": _Page._end_paragraph,
    "w:txbxContent": _Page._end_box,
    "w:tbl": _Page._end_table,
    "w:fldSimple": _Page._end_field,
    "w:sdt": _Page._end_control,
    **dict.fromkeys(_AROUND, _Page._end_part),
    **dict.fromkeys(_NOTES, _Page._end_note),
}
"""By name of an element, what to do where it begins and where it ends."""
