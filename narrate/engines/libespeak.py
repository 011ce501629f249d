"""eSpeak NG in this process, through ctypes: one library, one lock, every return code looked at.

The library keeps its state in C globals: there is one of it a process, and two threads in it at once abort the process
(measured: "double free or corruption"). So all calls go through ``library()`` and ``Library.speak``, which take turns.
"""

import contextlib
import ctypes
import ctypes.util
import os
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.errors import EngineError

_SYNCHRONOUS = 2
"""Of espeak_AUDIO_OUTPUT: espeak_Synth returns when the last sample was handed over."""
_DONT_EXIT = 0x8000
"""espeakINITIALIZE_DONT_EXIT: a missing data file must not end the process."""
_UTF_8, _PHONEMES = 1, 0x100
"""The only flags: no SSML, and no pause at the end, which ``assemble`` makes itself."""
_IPA = 2
"""Of espeak_TextToPhonemes; without it, eSpeak's own mnemonics."""
_BY_CHARACTER = 1
_EVENTS_END, _WORD = 0, 1
_LONGEST_DATA_PATH = 159
"""Bytes; N_PATH_HOME of eSpeak NG 1.52 less the final zero."""
_LONGEST_VOICE_PATH = 59
"""Bytes; espeak_ng_SetVoiceByFile copies the path to a buffer of 60 – and lower-cases it, and cuts it at a plus."""
_CODE_PAGE = "mbcs" if sys.platform == "win32" else sys.getfilesystemencoding()
"""How the C library reads a path."""
_ERRORS = "strict" if sys.platform == "win32" else "surrogateescape"
"""Letters that Windows' code page lacks cannot be named; elsewhere a path is any bytes."""

if TYPE_CHECKING:
    from ctypes import _Pointer  # a name only the type checker knows

_LOCK = threading.RLock()
if hasattr(
    os, "register_at_fork"
):  # a process forked while another thread speaks must not inherit a lock held for ever
    os.register_at_fork(before=_LOCK.acquire, after_in_parent=_LOCK.release, after_in_child=_LOCK.release)


class Parameter(IntEnum):
    """Of espeak_PARAMETER; they outlive a change of voice, so each utterance sets all of these."""

    RATE = 1
    VOLUME = 2
    PITCH = 3
    RANGE = 4
    WORD_GAP = 7


class _EventId(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _EventId),
    )


class _Voice(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_void_p),  # not c_char_p, which would stop at the first of several
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("xx1", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event), use_errno=False
)


@dataclass(frozen=True, slots=True)
class Language:
    """A language or accent of eSpeak's: its *name*, its *file* in the data, and the *tags* that mean it."""

    name: str
    file: str
    tags: tuple[tuple[int, str], ...]
    """Priority and BCP 47 tag; the lowest priority of all languages with a tag wins it."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What one call gave: *samples* and, for every word event, the character it stands at and the sample it begins."""

    samples: bytes
    words: tuple[tuple[int, int], ...]


def library() -> "Library":
    """The one eSpeak NG of this process. EngineError if there is none that works."""
    with _LOCK:
        return _library()


@cache
def _library() -> "Library":
    handle, data = _bundled() or _system()
    return Library(handle, data)


def _bundled() -> tuple[ctypes.CDLL, Path] | None:
    """espeakng_loader's library and data; None where it is not installed or made for another system (musl, 32 bit)."""
    try:
        import espeakng_loader  # noqa: PLC0415  # the system's own library serves where this wheel does not exist

        return ctypes.CDLL(espeakng_loader.get_library_path()), Path(espeakng_loader.get_data_path())
    except (ImportError, OSError, RuntimeError):
        return None


def _system() -> tuple[ctypes.CDLL, None]:
    name = ctypes.util.find_library("espeak-ng")
    try:
        if name:
            return ctypes.CDLL(name), None
    except OSError as error:
        raise EngineError(f"espeak: {name} does not load: {error}") from error
    raise EngineError("espeak: no eSpeak NG here; try: pip install espeakng-loader, or your system's libespeak-ng")


class Library:
    """eSpeak NG, loaded and started."""

    def __init__(self, handle: ctypes.CDLL, data: Path | None) -> None:
        self._c = handle
        self._samples: list[bytes] = []
        self._words: list[tuple[int, int]] = []
        self._declare()
        path = _c_path(data) if data else None
        self.rate: int = handle.espeak_Initialize(_SYNCHRONOUS, 0, path, _DONT_EXIT)
        self._callback = _Callback(self._collect)  # kept here: ctypes does not keep what C still calls
        handle.espeak_SetSynthCallback(self._callback)
        found = ctypes.c_char_p()
        self.version: str = handle.espeak_Info(ctypes.byref(found)).decode()
        self.data = Path((found.value or b"").decode(_CODE_PAGE, _ERRORS))
        self.languages = _languages(handle) if self.rate > 0 else ()
        if not self.languages:
            known = f" (its path has {len(path)} bytes, {_LONGEST_DATA_PATH} at most)" if path else ""
            raise EngineError(f"espeak: eSpeak NG cannot read its data in {data or self.data}{known}")

    def speak(self, text: str, voice: str | bytes, parameters: Mapping[Parameter, int]) -> Sound:
        """*text*, without a zero, as *voice* speaks it: a voice file's bytes, or one of eSpeak's "+" its variant.

        What stands between "[[" and "]]" are phoneme mnemonics of the voice's language.
        """
        with _LOCK:
            self._set_voice(voice)
            for parameter, value in parameters.items():
                self._check(self._c.espeak_SetParameter(parameter, value, 0), f"{parameter.name} = {value}")
            self._samples, self._words = [], []
            self._check(self._synthesize(text), "speaking")
            return Sound(b"".join(self._samples), tuple(self._words))

    def pronounced(self, text: str, voice: str | bytes) -> str:
        """How *voice* says *text*, which may hold phonemes as in ``speak``: in IPA, with a space between words."""
        with _LOCK:
            self._ask(voice)
            return self._pronounced(text, _IPA)

    def understands(self, phonemes: str, voice: str | bytes) -> bool:
        """Whether the language of *voice* has all of *phonemes*, mnemonics without brackets.

        eSpeak leaves out what follows one it does not know, without a word: so the last one tells.
        """
        with _LOCK:
            self._ask(voice)
            first, second = (self._pronounced(f"[[{phonemes}|{last}]]", 0) for last in "ms")
        return not {"[", "]"} & set(phonemes) and any(map(str.isalnum, phonemes)) and first != second

    def _ask(self, voice: str | bytes) -> None:
        """Makes *voice* the one that is asked, and empties eSpeak's queue of sound.

        Each change of voice is queued for the next sound. Only sound empties the queue, and when it is full (measured:
        after 42 changes) the next text lost the time of its first word.
        """
        self._set_voice(voice)
        self._check(self._synthesize(""), "asking")

    def _pronounced(self, text: str, alphabet: int) -> str:
        content = ctypes.create_string_buffer(text.encode())  # kept here: eSpeak reads on in it, clause by clause
        at, clauses = ctypes.c_void_p(ctypes.addressof(content)), []
        while at.value is not None:
            found = self._c.espeak_TextToPhonemes(ctypes.byref(at), _UTF_8, alphabet)
            clauses.append((found or b"").decode(errors="replace"))
        return " ".join(" ".join(clauses).split())

    def _synthesize(self, text: str) -> int:
        content = text.encode() + b"\0"
        flags = _UTF_8 | _PHONEMES
        status: int = self._c.espeak_Synth(content, len(content), 0, _BY_CHARACTER, 0, flags, None, None)
        return status

    def _set_voice(self, voice: str | bytes) -> None:
        # After a failure the voice before keeps speaking: the status is all that tells.
        if isinstance(voice, str):
            self._check(self._c.espeak_SetVoiceByName(voice.encode(_CODE_PAGE)), f"voice {voice!r}")
            return
        with _short_path(voice) as path:
            self._check(self._c.espeak_ng_SetVoiceByFile(path), f"own voice {voice[:40]!r}")

    def _check(self, status: int, what: str) -> None:
        if status != 0:
            raise EngineError(f"espeak: {what} failed, status {status:#x}")

    def _collect(self, samples: "_Pointer[ctypes.c_short]", count: int, events: "_Pointer[_Event]") -> int:
        if samples and count > 0:
            self._samples.append(ctypes.string_at(samples, count * 2))
        at = 0
        while events[at].type != _EVENTS_END:
            if events[at].type == _WORD:
                self._words.append((events[at].text_position - 1, events[at].sample))  # eSpeak counts from 1
            at += 1
        return 0

    def _declare(self) -> None:
        c = self._c
        c.espeak_Initialize.argtypes = (ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int)
        c.espeak_Info.argtypes = (ctypes.POINTER(ctypes.c_char_p),)
        c.espeak_Info.restype = ctypes.c_char_p
        c.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_Voice))
        c.espeak_SetVoiceByName.argtypes = (ctypes.c_char_p,)
        c.espeak_ng_SetVoiceByFile.argtypes = (ctypes.c_char_p,)
        c.espeak_SetParameter.argtypes = (ctypes.c_int, ctypes.c_int, ctypes.c_int)
        c.espeak_TextToPhonemes.argtypes = (ctypes.POINTER(ctypes.c_void_p), ctypes.c_int, ctypes.c_int)
        c.espeak_TextToPhonemes.restype = ctypes.c_char_p
        c.espeak_Synth.argtypes = (
            *(ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int, ctypes.c_uint, ctypes.c_uint),
            *(ctypes.POINTER(ctypes.c_uint), ctypes.c_void_p),
        )


@contextlib.contextmanager
def _short_path(content: bytes) -> Iterator[bytes]:
    """A path to *content* that espeak_ng_SetVoiceByFile can read: short, in small letters, without a plus."""
    folder = next((str(one) for one in (tempfile.gettempdir(), "/tmp") if _readable(one)), None)
    if folder is None:
        raise EngineError(f"espeak: the temporary folder {tempfile.gettempdir()} has too long a path for own voices")
    try:
        handle, path = tempfile.mkstemp(prefix="", dir=folder)
        try:
            with os.fdopen(handle, "wb") as copy:
                copy.write(content)
            yield _c_path(path)
        finally:
            with contextlib.suppress(OSError):  # a virus scanner may hold it; the system clears its temporary folder
                Path(path).unlink()
    except OSError as error:
        raise EngineError(f"espeak: cannot write a voice to {folder}: {error.strerror or error}") from error


def _c_path(path: Path | str) -> bytes:
    """*path* as the C library takes it. EngineError if it cannot."""
    try:
        return str(path).encode(_CODE_PAGE, _ERRORS)
    except UnicodeEncodeError as error:
        raise EngineError(f"espeak: eSpeak NG cannot be given the path {path}") from error


def _readable(folder: str) -> bool:
    try:
        path = _c_path(f"{folder}/12345678")  # as long as what mkstemp makes
    except EngineError:
        return False
    # Windows finds a file whatever the case of the letters; macOS not always.
    same_case = sys.platform == "win32" or path == path.lower()
    return len(path) <= _LONGEST_VOICE_PATH and b"+" not in path and same_case and Path(folder).is_dir()


def _languages(handle: ctypes.CDLL) -> tuple[Language, ...]:
    listed, languages = handle.espeak_ListVoices(None), []
    at = 0
    while listed[at]:
        voice = listed[at].contents
        languages.append(Language(voice.name.decode(), voice.identifier.decode(_CODE_PAGE), _tags(voice.languages)))
        at += 1
    return tuple(languages)


def _tags(at: int) -> tuple[tuple[int, str], ...]:
    """The list in memory *at*: for each language a byte of priority and a C string; a zero byte ends it."""
    tags = []
    while priority := ctypes.string_at(at, 1)[0]:
        tag = ctypes.string_at(at + 1)
        tags.append((priority, tag.decode()))
        at += len(tag) + 2
    return tuple(tags)
