"""Where the models of neural engines come from, and which files they are."""

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from narrate.engines import models
from narrate.engines.download import Progress, Remote, fetch, read_json
from narrate.engines.models import KOKORO, KOKORO_FILES
from narrate.engines.settings import not_found
from narrate.errors import EngineError
from narrate.model import Voice

SOURCES = {
    "piper": "https://huggingface.co/rhasspy/piper-voices/resolve/main",
    "kokoro": "https://github.com/thewh1teagle/kokoro-onnx/releases/download/model-files-v1.1",
}
"""Where models come from, by engine; NARRATE_PIPER_URL and NARRATE_KOKORO_URL name a mirror of either."""
_SAFE = re.compile(r"[\w+-][\w.+-]*\.onnx(?:\.json)?")


def get_model(name: str, report: Progress = lambda name, done, total: None) -> tuple[Path, ...]:
    """The files of the model called *name*, fetched if they are not here: a model of Piper's, or a voice of Kokoro's.

    What was broken off goes on where it was. *report* is told the name of a file, how many of its bytes are here
    and how many it has. VoiceNotFound if nobody offers it; EngineError if it does not come, or not whole.
    """
    name = models.stem(name)
    if name == KOKORO or models.is_known(KOKORO, name):
        engine, remotes = KOKORO, _kokoro()
    else:
        engine, remotes = "piper", _piper(name)
    return tuple(fetch(remote, models.folder(engine), report) for remote in remotes)


def _kokoro() -> Sequence[Remote]:
    return [Remote(f"{_source('kokoro')}/{name}", name, size, "sha256", it) for name, size, it in KOKORO_FILES]


def _piper(name: str) -> Sequence[Remote]:
    """The settings and the model called *name*, or by an older name of its, by Piper's own list."""
    url = f"{_source('piper')}/voices.json"
    listed = read_json(url)
    if not isinstance(listed, dict) or not all(isinstance(one, dict) for one in listed.values()):
        raise EngineError(f"{url}: no list of Piper's voices")
    key = name
    try:
        key = name if name in listed else next((one for one, it in listed.items() if name in it.get("aliases", ())), "")
        if not key:
            raise not_found(Voice(name, "piper"), name, (*listed, KOKORO))
        files = {path: it for path, it in listed[key]["files"].items() if _SAFE.fullmatch(PurePosixPath(path).name)}
        remotes = [_listed(path, it) for path, it in files.items()]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise EngineError(f"{url}: no list of Piper's voices: {key}: {error}") from error
    if {one.name for one in remotes} != {f"{key}.onnx", f"{key}.onnx.json"}:
        raise EngineError(f"{url}: {key} is no model with its settings")
    return sorted(remotes, key=lambda one: one.size)  # the model last: with it, all is here


def _listed(path: str, told: Mapping[str, object]) -> Remote:
    size, md5 = told["size_bytes"], told["md5_digest"]
    if not isinstance(size, int) or not isinstance(md5, str):
        raise TypeError(path)
    return Remote(f"{_source('piper')}/{quote(path)}", PurePosixPath(path).name, size, "md5", md5)


def _source(engine: str) -> str:
    return (os.environ.get(f"NARRATE_{engine.upper()}_URL") or SOURCES[engine]).rstrip("/")
