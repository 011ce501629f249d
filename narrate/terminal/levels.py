"""What a finished audiobook measures, beside what its delivery spec asks for."""

import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from narrate.terminal.printing import clock, counted, dump, print_text, table

if TYPE_CHECKING:
    from narrate.measure import Measures, Row
    from narrate.specs import Spec

_SHOWN = {
    "astray": ("length, off what the head says", "{:.1f} s"),
    "form": ("form", "{}"),
    "bit rate": ("bit rate", "{:d} bit/s"),
    "kept": ("bit rate kept", "{}"),
    "rate": ("sampling rate", "{:d} Hz"),
    "rms": ("level (RMS)", "{:.1f} dBFS"),
    "peak": ("peak", "{:.1f} dBFS"),
    "true_peak": ("true peak", "{:.1f} dBTP"),
    "floor": ("noise floor", "{:.1f} dBFS"),
    "dead": ("digital silence", "{:.2f} %"),
    "head": ("head", "{:.2f} s"),
    "tail": ("tail", "{:.2f} s"),
    "minutes": ("length", "{:.1f} min"),
    "loudness": ("loudness", "{:.1f} LUFS"),
}
"""What is measured → how it is called and written."""


def show_levels(measures: "Measures", rows: Sequence["Row"], spec: "Spec", *, quiet: bool, as_json: bool) -> None:
    """A table of *rows*: of the whole file all, of chapters those that fail; *quiet*, only what fails."""
    failed = [row for row in rows if not row.passes]
    if as_json:
        _dump(measures, rows, spec)
        return
    told = failed if quiet else [row for row in rows if not (row.title and row.passes)]
    if not quiet:
        kind = "mono" if measures.channels == 1 else "stereo"
        chapters = f", {counted(len(measures.chapters), 'chapter')}" if measures.chapters else ""
        print_text(f"{measures.path}: {measures.form}, {kind}, {clock(measures.whole.seconds)}{chapters}")
    if told:
        table(("", "measured", spec.name, ""), [_cells(row) for row in told])


def _cells(row: "Row") -> tuple[str, str, str, str]:
    name, form = _SHOWN[row.what]
    where = f"{row.title}: {name}" if row.title else name
    return where, form.format(row.value), row.limit, "" if row.passes else "FAILS"


def _dump(measures: "Measures", rows: Sequence["Row"], spec: "Spec") -> None:
    record = asdict(measures) | {"path": str(measures.path), "spec": spec.name, "rows": [asdict(row) for row in rows]}
    dump(_plain(record))


def _plain(value: object) -> object:
    """*value* without the infinities that JSON has no word for; they become null."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, float):
        return round(value, 3) if math.isfinite(value) else None
    return value
