"""Finished sound as files: encoded, tagged, with chapter marks."""

from importlib import import_module
from types import ModuleType

from narrate.errors import AudioError

FORMS = {name: f"narrate.publish.{name}" for name in ("mp3", "chapters", "m4b", "opus", "flac", "wav")}
"""An output form: one file, one line here."""
ENCODERS = {name: f"narrate.publish.{name}" for name in ("mp3", "aac", "opus", "flac")}
"""What stretches are kept as: a form's module says which of these in STRETCHES."""
EXTRAS = {"av": "m4b"}
"""What a form may need → the extra that brings it."""


def load(form: str) -> ModuleType:
    """The module of *form*, or of what stretches are kept as. AudioError if what it needs is not installed."""
    try:
        return import_module((ENCODERS | FORMS)[form])
    except ModuleNotFoundError as error:
        extra = EXTRAS.get(error.name or "")
        if extra is None:
            raise
        raise AudioError(f'{form} needs: pip install "narrate[{extra}]"') from error
