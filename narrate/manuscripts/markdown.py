"""Markdown, as people write fiction in it: what CommonMark would take for code, lists or links, it leaves as text."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, fence
from markdown_it.token import Token

from narrate.errors import ManuscriptError
from narrate.manuscripts import html
from narrate.manuscripts.draft import Draft
from narrate.manuscripts.encoding import decode
from narrate.manuscripts.marked.archives import Story
from narrate.manuscripts.marked.front_matter import parted
from narrate.manuscripts.marked.trees import html_tree
from narrate.manuscripts.structure import is_chapter, is_titled

_SIGN = re.compile(r"[\\`~*_\[<&]|  \n")
"""A paragraph without one is only words; most are, and they need not be parsed."""
_MOST_SIGNS = 20_000
"""Of emphasis and links, in one paragraph; with more it is read as it stands, for the parser would take minutes."""
_NESTING = 60
"""Lists and quotations in one another; the parser's functions call themselves for each."""
_TAGS = frozenset(
    """a abbr acronym address article aside b big blockquote br caption center cite code col colgroup dd del details dfn
    div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp
    rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var
    wbr""".split()
)
"""Elements of HTML that people use in Markdown; all else in angle brackets is text: <ann> brb."""
_BRACKET = re.compile(
    r"<(?!!--)(?:(?=/?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*|/)?>)"
    r"|(?![A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>|[^\s<>@]{1,64}@[^\s<>]*>))"
)
"""What may begin an element, or does not begin a link in brackets."""
_UNDERLINE = re.compile(r" {0,3}(?P<sign>=+|-{2,})[ \t]*")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,})[^`]*")
_ALONE = re.compile(r"(?P<before> {0,3}(?:\d{1,9}(?=[.)]))?)(?P<sign>[-+*#.)])(?P<after>[#\s]*)")
"""A line of nothing but what begins a list or a heading: a number or an ornament."""
_WAVES = re.compile(r" {0,3}~{3,}[ \t]*")
_LABEL = re.compile(r" {0,3}\[(?!\^)[^\]]{1,200}\]:(?!\s*(?:<|https?:|mailto:|www\.|[./#]))")
"""[Ann]: hi. It would be taken for where a link leads, and lost."""
_NO_LINK = re.compile(
    r"(?<![\\\]])\[(?!\^)(?!(?:[^\[\]]{0,500}(?:\[[^\[\]]{0,500}\][^\[\]]{0,500})?)\][(\[]|[^\[\]]{1,200}\]:)"
)
"""An opening bracket that no link begins with; CommonMark would look for the end of each all over the paragraph."""
_NOTE = re.compile(r" {0,3}\[\^(?P<name>[^\]\s]{1,50})\]:[ \t]*(?P<words>.*)")
_NOTED = re.compile(r"\[\^(?P<name>[^\]\s]{1,50})\](?!:)")
_PLAIN = re.compile(r"\s{0,3}(?:[^\s#>|`=+*-]|\*{1,2}[^\s*])")
"""How a line of prose begins."""
_QUOTED = re.compile(r"(?: {0,3}> ?)+")
_ENDED = ".!?…:”’\"'*_)"
_ENDED_SHARE, _LINES = 0.6, 5
"""Of so many lines at least with another right below: if more end a sentence, every line is a paragraph."""
_NARROWEST = 50
"""Characters: nobody wraps lines shorter."""
_RAGGED = 15
"""Characters by which wrapped lines differ in length; where most lines differ more, none was wrapped."""
_LONGEST_WORD = 40


def read(path: Path, content: bytes, encoding: str | None = None) -> Draft:
    """The draft of the manuscript in *content*, a Markdown file; *encoding* as in ``decode``. ManuscriptError."""
    text = decode(content, path, encoding).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    front, text = parted(text)
    ended, last, rest = text.rpartition("-->")
    text = ended + last + rest.replace("<!--", "\\<!--")  # a comment without an end would hide the rest
    lines = list(_broken(list(_noted(_unlinked(_prepared(text.split("\n")))))))
    tree = html_tree(path, f"<html><body>{''.join(_rendered(path, lines))}</body></html>")
    told = Story(title=front.title, author=front.author, metadata=front.metadata, characters=front.characters)
    return html.draft(tree, path.stem, told, front.words)


def _rendered(path: Path, lines: Sequence[str]) -> Iterator[str]:
    """*lines* of Markdown as HTML, part by part. ManuscriptError if they are nested so deep that some would be lost.

    What is in a paragraph is parsed when it is its turn: of a whole book it would take much memory.
    """
    parser, inline = (MarkdownIt("commonmark", {"html": True, "maxNesting": _NESTING}) for _ in range(2))
    parser.enable("table").disable(["code", "lheading", "inline", "text_join"])
    parser.block.ruler.at("fence", _fence, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    inline.enable("strikethrough").add_render_rule("image", _image)
    links: dict[str, object] = {}
    marker = ""
    for token in parser.parse("\n".join(lines), links):
        if token.level >= _NESTING - 2:
            raise ManuscriptError(
                f"{path}: lists or quotations in one another, {_NESTING // 2} deep (write them plainly)"
            )
        if token.type == "inline":
            words = token.content
            signs = _SIGN.search(words) is not None and sum(map(words.count, "*_[")) <= _MOST_SIGNS
            yield escape(marker) + (inline.renderInline(words, links) if signs else escape(words))
        else:
            yield (escape(marker) if token.nesting <= 0 else "") + parser.renderer.render(
                [token], parser.options, links
            )
        entered = marker + _marker(token) if token.type == "list_item_open" else marker
        marker = entered if token.nesting > 0 else ""


def _fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Code between rows of backticks; a row of ~ is an ornament, or stands around a heading, and hides nothing."""
    return state.src.startswith("`", state.bMarks[start] + state.tShift[start]) and fence(state, start, end, silent)


def _marker(item: Token) -> str:
    """What the author began the entry of a list with: 1986. It was …, - Hello, he said."""
    return f"{item.info}{item.markup} " if item.info else "- " if item.markup == "-" else ""


def _image(renderer: object, tokens: Sequence[Token], at: int, options: object, env: object) -> str:
    """A picture, and what stands for it, to be listed among what is skipped."""
    token = tokens[at]
    source = escape(str(token.attrs.get("src", "")))
    return f'<img src="{source}" /><object>{escape(token.content)}</object>'


def _prepared(lines: Sequence[str]) -> Iterator[str]:
    """*lines* in which all that Markdown would take for something else than its author is escaped."""
    row = ""
    above = ""
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if match := _FENCE.fullmatch(line):
            row = "" if row and match["fence"].startswith(row) else row or match["fence"]
        if row or match:
            yield line
        elif (match := _UNDERLINE.fullmatch(line)) and above.strip():
            yield from () if _is_heading(lines, number - 1) else ("", line)
        elif (match := _UNDERLINE.fullmatch(below)) and line.strip() and _is_heading(lines, number):
            yield ("# " if match["sign"].startswith("=") else "## ") + line.strip()
        else:
            yield _escaped(line)
        above = line


def _is_heading(lines: Sequence[str], number: int) -> bool:
    """Whether the underlined line *number* is a heading, and the line under it no scene break."""
    words = lines[number].strip()
    alone = number == 0 or not lines[number - 1].strip()
    sure = lines[number + 1].strip().startswith("=")
    return alone and bool(_PLAIN.match(words)) and (sure or is_titled(words) or is_chapter(words))


def _escaped(line: str) -> str:
    if _WAVES.fullmatch(line):
        return "***"
    if match := _ALONE.fullmatch(line):
        return f"{match['before']}\\{match['sign']}{match['after']}"
    if _LABEL.match(line):
        line = line.replace("[", "\\[", 1)
    return _BRACKET.sub(lambda match: "<" if (match["name"] or "").lower() in _TAGS else "\\<", line)


def _unlinked(lines: Iterator[str]) -> Iterator[str]:
    """*lines* in which a bracket is escaped that begins no link; a link may go on in the next line."""
    row = ""
    prose: list[str] = []
    for line in lines:
        match = _FENCE.fullmatch(line)
        if match is None and not row:
            prose.append(line)
            continue
        yield from _NO_LINK.sub(r"\\[", "\n".join(prose)).split("\n") if prose else ()
        prose = []
        if match:
            row = "" if row and match["fence"].startswith(row) else row or match["fence"]
        yield line
    yield from _NO_LINK.sub(r"\\[", "\n".join(prose)).split("\n") if prose else ()


def _noted(lines: Iterator[str]) -> Iterator[str]:
    """*lines* with footnotes as links and what they lead to; a name that leads nowhere stays."""
    prepared = list(lines)
    names = [match["name"] for line in prepared if (match := _NOTE.match(line))]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names), start=1)}
    within = False
    for line in prepared:
        match = _NOTE.match(line) if names else None
        if within and (match or line[:1].strip()):
            yield from ("", "</aside>", "")
            within = False
        if match:
            yield from ("", f'<aside id="note-{numbers[match["name"]]}">', "")
            within = True
        words = match["words"] if match else line.strip() if within else line
        yield _NOTED.sub(lambda match: _link(match, numbers), words) if names else words
    if within:
        yield from ("", "</aside>")


def _link(match: re.Match[str], numbers: dict[str, int]) -> str:
    number = numbers.get(match["name"])
    return match[0] if number is None else f'<sup><a href="#note-{number}">{number}</a></sup>'


def _broken(lines: Sequence[str]) -> Iterator[str]:
    """*lines*, those that were ended and not just full so that Markdown breaks them too: of a letter, of a header.

    Where most lines end a sentence, every line is a paragraph, and all are.
    """
    stacked = {number: upper for number, (upper, lower) in enumerate(pairwise(lines)) if _stacks(upper, lower)}
    lengths = sorted(map(len, stacked.values()))
    ended = sum(line.rstrip()[-1] in _ENDED for line in stacked.values())
    width = max(_NARROWEST, lengths[len(lengths) * 9 // 10]) if lengths else 0
    full = sum(length > width - _RAGGED for length in lengths)
    if 2 * full < len(stacked) or (len(stacked) >= _LINES and ended > _ENDED_SHARE * len(stacked)):
        width = lengths[-1] + _LONGEST_WORD + 1
    for number, line in enumerate(lines):
        short = number in stacked and len(line) + 1 + len(_word(lines[number + 1])) <= width
        yield f"{line}  " if short and not line.endswith("\\") else line


def _stacks(upper: str, lower: str) -> bool:
    """Whether two lines are prose, one right below the other, or both in the same quotation."""
    quoted = _QUOTED.match(upper), _QUOTED.match(lower)
    depths = {match[0].count(">") if match else 0 for match in quoted}
    rest = (_QUOTED.sub("", line, count=1) for line in (upper, lower))
    return len(depths) == 1 and all(map(_PLAIN.match, rest))


def _word(line: str) -> str:
    """The first word of *line*."""
    words = _QUOTED.sub("", line[: 2 * _LONGEST_WORD], count=1).split(None, 1)
    return words[0][:_LONGEST_WORD] if words else ""
