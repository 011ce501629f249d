"""What a finished audiobook is made to, and judged by: delivery specs, by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

TOLERANCE = 0.01
"""By which a limit may be missed; Audacity's ACX Check allows as much."""


@dataclass(frozen=True, slots=True)
class Span:
    """The values from *low* to *high* that a spec allows."""

    low: float = -inf
    high: float = inf

    def holds(self, value: float) -> bool:
        return self.low - TOLERANCE <= value <= self.high + TOLERANCE

    def __str__(self) -> str:
        if self == Span():
            return "any"
        if self.low == self.high:
            return f"{self.low:g}"
        if self.low == -inf:
            return f"at most {self.high:g}"
        return f"at least {self.low:g}" if self.high == inf else f"{self.low:g} to {self.high:g}"


@dataclass(frozen=True, slots=True)
class Spec:
    """How sound is delivered, and the limits that it is judged by."""

    name: str
    bit_rate: int
    """Bits per second of an MP3, constant."""
    target: float
    """LUFS of a voice's sample, which give the level the spec asks for: see docs/sound.md."""
    ceiling: float
    """dBFS that no sample passes before it is encoded."""
    loss: float
    """dB that LAME takes at this bit rate; measured."""
    form: str
    """The only one allowed; "" is any."""
    each: bool
    """Whether every chapter is judged as if it were a file of its own."""
    levels: Mapping[str, Span]
    """By what is measured: see ``Levels``."""
    rates: Span = Span()
    """Hz."""
    rate: int = 44100
    """Hz, of what is made."""


_ACX = {
    "rms": Span(-23, -18),
    "peak": Span(high=-3),
    "floor": Span(-90, -60),
    "dead": Span(high=1),
    "head": Span(0.5, 1),
    "tail": Span(1, 5),
    "minutes": Span(high=120),
}
# ACX's own page asks for the levels, the head and the tail; its limit for silence is the -90 dB below which Audacity's
# ACX Check warns that "dead silence sounds unnatural". One percent of it leaves room for what an encoder does.
_R128 = {
    "loudness": Span(-24, -22),
    "true_peak": Span(high=-1),
    "dead": Span(high=1),
}
# EBU R 128: -23 LUFS, and ±1 LU where the level cannot be corrected after it was measured: each voice is levelled
# once, for all books. -1 dBTP.

SPECS = {
    one.name: one
    for one in (
        Spec("acx", 192_000, -18.5, -3.6, 0.27, "MP3", True, _ACX, Span(44100, 44100)),
        Spec("draft", 64_000, -18.5, -4.2, 0.45, "MP3", True, _ACX, Span(44100, 44100)),
        Spec("r128", 192_000, -22.3, -2.0, 0.27, "", False, _R128),
    )
}
"""The first is the default."""
DEFAULT = SPECS["acx"]
