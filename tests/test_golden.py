"""Whole stories and the scripts they give. After a change that is meant: python tests/regenerate.py, then look."""

import difflib
from pathlib import Path

import pytest

from narrate.production import open_script
from narrate.script import to_text

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/in.txt"))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_story_gives_the_script_it_gave(case: Path) -> None:
    golden = (case / "script.golden").read_bytes().decode()

    script = to_text(open_script(case / "in.txt"))

    difference = difflib.unified_diff(golden.splitlines(), script.splitlines(), "script.golden", "now", lineterm="")
    assert script == golden, "\n".join(("the script has changed:", *difference))
