"""Writes tests/cases/*/script.golden anew and names those that changed. Read each with your own eyes afterwards."""

from pathlib import Path

from narrate.production import open_script
from narrate.script import to_text


def regenerate(case: Path) -> bool:
    """Whether the script of *case* is another than before."""
    golden = case / "script.golden"
    script = to_text(open_script(case / "in.txt")).encode()
    changed = not golden.exists() or golden.read_bytes() != script
    golden.write_bytes(script)
    return changed


if __name__ == "__main__":
    for path in sorted((Path(__file__).parent / "cases").glob("*/in.txt")):
        if regenerate(path.parent):
            print(path.parent.name)
