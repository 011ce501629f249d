"""Documents as word processors and typesetters save them, made in memory."""

import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from narrate.manuscripts import read
from narrate.model import Manuscript

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    'xmlns:w="{}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
STYLES = """
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Kapitel"><w:name w:val="Kapitel"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Verz1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Kreis"><w:name w:val="Kreis"/><w:basedOn w:val="Kreis"/></w:style>
<w:style w:type="character" w:styleId="Hervor"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>
"""


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of DOCX; a run that is no markup is words."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = "".join(run if run.startswith("<") else words(run) for run in runs)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inside}</w:p>"


def words(text: str, properties: str = "") -> str:
    """A run of DOCX."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def docx(body: str, parts: Mapping[str, str] | None = None, *, namespace: str = TRANSITIONAL, core: str = "") -> bytes:
    """A DOCX file of *body*, with *parts* as "footnotes"."""
    declared = _NAMESPACES.format(namespace)
    found = {"styles": STYLES, **(parts or {})}
    links = "".join(f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for name in found)
    whole = f'<Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    whole += (
        f'<Relationship Id="b" Type="{_OFFICE}/metadata/core-properties" Target="docProps/core.xml"/>' if core else ""
    )
    dublin = 'xmlns:c="urn:c" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="r">{whole}</Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="r">{links}</Relationships>',
            "word/document.xml": f"<w:document {declared}><w:body>{body}</w:body></w:document>",
            **{f"word/{name}.xml": f"<w:{name} {declared}>{part}</w:{name}>" for name, part in found.items()},
            **({"docProps/core.xml": f"<c:coreProperties {dublin}>{core}</c:coreProperties>"} if core else {}),
        },
        ZIP_STORED,  # what repeats packs like a bomb
    )


def zipped(files: Mapping[str, str], method: int = ZIP_DEFLATED) -> bytes:
    """A zip archive of *files*, packed by *method*."""
    out = BytesIO()
    with ZipFile(out, "w", method) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def pdf(pages: Sequence[Sequence[tuple[float, float, str]]], *, trailer: str = "", information: str = "") -> bytes:
    """A PDF file of *pages*: words, and where they stand. Words between underlines are in italics."""
    slant = 0  # counts underlines: italics go on from row to row
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{5 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Italic /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        drawn = ""
        for x, y, line in page:
            drawn += _drawn(x, y, line, slant)
            slant += line.count("_")
        content = zlib.compress(drawn.encode("cp1252")).decode("latin-1")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {6 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} /Filter /FlateDecode >>\nstream\n{content}\nendstream")
    objects.append(f"<< {information} >>")
    out, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {trailer} >>"
    return f"{out}{table}trailer\n{end}\nstartxref\n{len(out)}\n%%EOF\n".encode("latin-1")


def _drawn(x: float, y: float, line: str, slant: int) -> str:
    parts = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").split("_")
    fonts = (f"/F{1 + number % 2}" for number in range(slant, slant + len(parts)))
    drawn = "".join(f"{font} 12 Tf ({part}) Tj " for font, part in zip(fonts, parts, strict=True) if part)
    return f"BT {x} {y} Td {drawn}ET\n"


def outline(content: bytes, name: str, keep: Sequence[str] = ()) -> list[tuple[str, str]]:
    """What is read of *content*, and what is skipped, in order: kind or "(reason)", and the words."""
    manuscript = read(Path(name), content, keep=keep)
    found = [(one.start, str(one.kind), manuscript.text[one.start : one.end]) for one in manuscript.paragraphs]
    found += [(one.start, f"({one.reason})", one.text) for one in manuscript.skipped]
    return [(what, text) for _, what, text in sorted(found)]


def slanted(manuscript: Manuscript) -> list[str]:
    """The words in italics."""
    return [manuscript.text[start:end] for start, end in manuscript.emphasis]
