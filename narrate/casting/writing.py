"""Add roles to voices.yaml without touching a letter a person wrote there."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, count
from pathlib import Path
from types import MappingProxyType

from ruamel.yaml.nodes import MappingNode, Node

from narrate.audio import write_file
from narrate.casting.likeness import Sound, sound_of
from narrate.casting.marked import Source, is_empty, open_source
from narrate.casting.voices_file import VoiceMap, parse_voices
from narrate.errors import AudioError, CastError
from narrate.model import Cast, Voice

HEADER = """\
# Who speaks with which voice. Change a voice and run the same command again: only what changed is spoken anew.
# `narrate voices` lists what can be cast, `narrate preview BOOK --speaker NAME` lets you hear it; docs/voices.md has
# the other keys: extends, engine, one-voice, teller, aliases, speakers, read, pools, manners, pauses, say.

narrator: {narrator}
"""
MINOR = "# with few lines"
"""Above those who are to stand apart."""
TITLES: Mapping[str, str] = MappingProxyType({"cast": "cast:", "voices": "voices:   # made from others"})
"""Sections as they are begun."""

Heard = tuple[Sound, float]
"""What tells two voices apart, with what is added to their level."""

_PLAIN = re.compile(r"[^\W\d_](?:[\w .'’+-]*[\w.'’])?")
"""Starts with a letter and holds nothing that YAML gives a meaning to."""
_OTHER_MEANING = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
"""Words that YAML 1.1 or 1.2 reads as something else, in any case."""


def write_voices(
    path: Path, cast: Cast, palette: Sequence[Voice], *, minor: Collection[str] = (), engines: Sequence[str] = ()
) -> tuple[str, ...]:
    """The speakers added to the voices.yaml at *path*: those of *cast* that neither it nor a file it extends names yet.

    What is there stays to the letter; lines are only added, below the others of their section. A voice that is neither
    in *palette* nor in these files is added to its ``voices``. A file that does not exist is made, with the *engines*
    to cast from if any are told, and the *minor* speakers below; one that lacks nobody is not written, nor ever
    one that is extended. CastError if a file is wrong or cannot be written.
    """
    exists = path.exists()
    before = open_source(path) if exists else Source(path, "")
    voice_map = parse_voices(before, palette)
    origins = {voice.origin for voice in voice_map.roles.values()}
    missing = {
        speaker: voice
        for speaker, voice in cast.roles.items()
        if speaker not in voice_map.roles and voice.origin not in origins
    }
    if exists and not missing:
        return ()
    names, added = _names_of([cast.narrator, *missing.values()], palette, voice_map)
    if not exists:
        text = HEADER.format(narrator=_scalar(names[_heard(cast.narrator)]))
        before = replace(before, text=f"{text}engine: [{', '.join(engines)}]\n" if engines else text)
    roles = {speaker: f"{_scalar(speaker)}: {_scalar(names[_heard(voice)])}" for speaker, voice in missing.items()}
    voices = [f"{_scalar(name)}: {_mapping(voice)}" for name, voice in added.items()]
    after = _with_entries(before, "cast", list(roles.values()) if exists else _in_groups(roles, minor))
    after = _with_entries(after, "voices", voices)
    _check(after, palette, voice_map, missing)
    _write(path, after.text)
    return tuple(missing)


def _heard(voice: Voice) -> Heard:
    return sound_of(voice), voice.gain


def _in_groups(roles: Mapping[str, str], minor: Collection[str]) -> list[str]:
    """The lines of *roles*, those of the *minor* speakers last and with a remark above them."""
    first = [line for speaker, line in roles.items() if speaker not in minor]
    last = [line for speaker, line in roles.items() if speaker in minor]
    return [*first, "", MINOR, *last] if first and last else [*first, *last]


def _names_of(
    voices: Iterable[Voice], palette: Sequence[Voice], voice_map: VoiceMap
) -> tuple[dict[Heard, str], dict[str, Voice]]:
    """What each of *voices* is called in the file; and those to be added to it, by name."""
    known = {**voice_map.voices, **{voice.name: voice for voice in palette}}
    names = {_heard(voice): name for name, voice in known.items()}
    added: dict[str, Voice] = {}
    for voice in voices:
        if _heard(voice) not in names:
            numbered = (f"{voice.name}-{number}" for number in count(2))
            name = next(name for name in chain([voice.name], numbered) if name not in known and name not in added)
            added[name] = voice
            names[_heard(voice)] = name
    return names, added


def _with_entries(source: Source, section: str, lines: Sequence[str]) -> Source:
    """*source* with *lines*, ready-made YAML, added to its *section*, which is made if it is not there."""
    if not lines:
        return source
    titled = ["", TITLES[section], *(f"  {line}" for line in lines)]
    root = source.root()
    if not isinstance(root, MappingNode):
        return _with_lines(source, len(source.text), 0, titled)
    found = {entry.name: entry for entry in source.entries(root, "the file")}.get(section)
    if found is None and root.flow_style:
        return _with_flow(source, root, f"{section}: {{{', '.join(lines)}}}")
    if found is None:
        return _with_lines(source, _end(root), root.start_mark.column, titled)
    if isinstance(found.value, MappingNode) and found.value.flow_style:
        return _with_flow(source, found.value, ", ".join(lines))
    if isinstance(found.value, MappingNode):
        return _with_lines(source, _end(found.value), found.value.value[-1][0].start_mark.column, lines)
    return _with_lines(source, found.key.end_mark.index, found.key.start_mark.column + 2, lines)


def _with_flow(source: Source, node: MappingNode, added: str) -> Source:
    """*source* with *added* as the last of ``{…}``."""
    at = _end(node.value[-1][1]) if node.value else node.end_mark.index - 1
    comma = ", " if node.value else ""
    return replace(source, text=f"{source.text[:at]}{comma}{added}{source.text[at:]}")


def _with_lines(source: Source, end: int, column: int, lines: Sequence[str]) -> Source:
    """*source* with *lines* indented by *column*, below the line of *end* and the comments that belong to it."""
    text = source.text
    newline = "\r\n" if "\r\n" in text else "\n"
    at = _below(text, end, column)
    above = text[:at] if not text[:at] or text[:at].endswith("\n") else text[:at] + newline
    shown = lines if above else [line for line in lines if line]
    added = "".join(f"{' ' * column}{line}".rstrip() + newline for line in shown)
    return replace(source, text=above + added + text[at:])


def _below(text: str, end: int, column: int) -> int:
    """Where the line of *end* is over, and the comments after it that are indented by *column* or more."""
    start = text.find("\n", end) + 1 or len(text)
    at = start
    for line in text[start:].splitlines(keepends=True):
        words = line.strip()
        if words and (not words.startswith("#") or len(line) - len(line.lstrip()) < column):
            break
        start += len(line)
        at = start if words else at
    return at


def _end(node: Node) -> int:
    """Where the last letter of *node* stands; a block's own mark is behind the comments and blank lines after it."""
    if isinstance(node, MappingNode) and not node.flow_style:
        key, value = node.value[-1]
        # The key, if the value is an alias of something above, or nothing: that is marked where the next thing stands.
        return int(key.end_mark.index) if is_empty(value) else max(int(key.end_mark.index), _end(value))
    return int(node.end_mark.index)


def _mapping(voice: Voice) -> str:
    gain = {"gain": voice.gain} if voice.gain else {}
    settings = {"engine": voice.engine, **voice.settings, **gain}
    return f"{{{', '.join(f'{_scalar(name)}: {_setting(value)}' for name, value in settings.items())}}}"


def _setting(value: str | float) -> str:
    return _scalar(value) if isinstance(value, str) else repr(value)


def _scalar(text: str) -> str:
    """*text* as YAML that reads as *text*: bare where that is safe, else in double quotes."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _OTHER_MEANING:
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return character if character.isprintable() else f"\\U{ord(character):08x}"


def _check(after: Source, palette: Sequence[Voice], before: VoiceMap, missing: Mapping[str, Voice]) -> None:
    """CastError unless *after* reads as *before* and *missing* together: what cannot be added is not half added."""
    wanted = {name: _heard(voice) for name, voice in {**before.roles, **missing}.items()}
    try:
        read = parse_voices(after, palette)
        rest = replace(read, roles=before.roles, voices=before.voices, places=before.places, narrator=before.narrator)
        kept = rest == before and before.voices.items() <= read.voices.items()
        fits = kept and {name: _heard(voice) for name, voice in read.roles.items()} == wanted
    except CastError:
        fits = False
    if not fits:
        message = "cannot add roles to a file written in this way; add them by hand under cast:"
        raise CastError(f"{after.path}: {message} {', '.join(f'{_scalar(name)}: …' for name in missing)}")


def _write(path: Path, text: str) -> None:
    if path.exists() and not path.is_file():
        raise CastError(f"{path}: cannot write: this is no file")
    try:
        mode = path.stat().st_mode if path.exists() else None
        write_file(path.resolve(), text.encode())  # resolved, so that a link stays a link
        if mode is not None:
            path.chmod(mode)
    except (AudioError, OSError) as error:
        raise CastError(f"{path}: cannot write: {error.__cause__ or error}") from error
