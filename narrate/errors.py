"""The errors a user can act on, and the exit code of each.

NarrateError            3   anything below, or a mistake in how narrate was asked
├── ManuscriptError     4   the manuscript or script cannot be read
├── CastError           5   voices.yaml is wrong
│   └── UnknownVoice    5   it names a voice that nobody has
├── EngineError         6   an engine is unknown, missing or failed
│   └── VoiceNotFound   6   the engine has no such voice
├── AudioError          7   sound or a sound file cannot be read or written
├── CheckFailed         8   a check found an error
└── WorkersLost         3   nobody is left to do the work
"""


class NarrateError(Exception):
    """An error whose message is one line a user can act on: where, what, what is known."""

    exit_code = 3


class ManuscriptError(NarrateError):
    """A manuscript or a script cannot be read."""

    exit_code = 4


class CastError(NarrateError):
    """voices.yaml is wrong."""

    exit_code = 5


class UnknownVoice(CastError):
    """voices.yaml names a voice that neither it nor any of the engines asked has: *name*, at *place* in the file."""

    def __init__(self, message: str, name: str, place: str) -> None:
        super().__init__(message)
        self.name, self.place = name, place


class EngineError(NarrateError):
    """An engine is unknown, not installed, or failed on a line."""

    exit_code = 6


class VoiceNotFound(EngineError):
    """The engine has no voice of that name."""


class AudioError(NarrateError):
    """A sound, or a file of sound, cannot be read or written."""

    exit_code = 7


class CheckFailed(NarrateError):
    """A check found something that must not be published."""

    exit_code = 8


class WorkersLost(NarrateError):
    """Nobody is left to do the work, as when a cluster's scheduler is gone; what was made is kept."""
