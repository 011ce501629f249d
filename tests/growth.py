"""Whether the time that something takes grows with what it is given, on whatever computer and beside whatever else."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
SLACK = 0.5
"""Seconds for what is done once, and for the clock."""


def assert_linear(work: Callable[[T], object], quarter: T, whole: T) -> None:
    """*work* takes about four times as long for *whole* as for *quarter*; a quadratic step would take sixteen times.

    Of a time L that grows with the text and a time Q that grows with its square, both for the whole,
    it finds Q above 2 (L + SLACK).
    """
    shorter = _seconds(work, quarter)
    longer = _seconds(work, whole)
    assert longer < 8 * shorter + SLACK


def quarter(text: str) -> str:
    """A quarter of *text*, from both its ends: with all that it begins and closes with."""
    eighth = len(text) // 8
    return text[:eighth] + text[-eighth:]


def _seconds(work: Callable[[T], object], given: T) -> float:
    began = time.process_time()
    work(given)
    return time.process_time() - began
