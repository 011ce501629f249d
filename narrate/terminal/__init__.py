"""What the command line shows: progress and remarks on stderr, results on stdout, as tables or as JSON."""

from narrate.terminal.books import (
    introduce,
    remark_changes,
    remark_findings,
    show_audiobook,
    show_failure,
    show_plan,
    show_voices,
)
from narrate.terminal.findings import show_findings
from narrate.terminal.levels import show_levels
from narrate.terminal.printing import play, print_text, remark, write_text
from narrate.terminal.progress import progress
from narrate.terminal.reasons import show_why

__all__ = [
    "introduce",
    "play",
    "print_text",
    "progress",
    "remark",
    "remark_changes",
    "remark_findings",
    "show_audiobook",
    "show_failure",
    "show_findings",
    "show_levels",
    "show_plan",
    "show_voices",
    "show_why",
    "write_text",
]
