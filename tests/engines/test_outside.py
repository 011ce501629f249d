"""An engine from another package: the one that docs/engines.md shows, installed by pip."""

import base64
import hashlib
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from narrate.engines import ENGINES, load, names
from narrate.errors import EngineError

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    """The page's last example in *language*."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)[-1]


def wheel(folder: Path, source: str, entry_points: dict[str, str]) -> Path:
    """A wheel of one module, narrate_morse, as a build tool makes it."""
    points = "".join(f"{name} = {value}\n" for name, value in entry_points.items())
    files = {
        "narrate_morse.py": source,
        "narrate_morse-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: narrate-morse\nVersion: 1.0\n",
        "narrate_morse-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "narrate_morse-1.0.dist-info/entry_points.txt": f"[narrate.engines]\n{points}",
    }
    record = "".join(
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip('=')},\n"
        for name, text in files.items()
    )
    path = folder / "narrate_morse-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as made:
        for name, text in files.items():
            made.writestr(name, text)
        made.writestr("narrate_morse-1.0.dist-info/RECORD", record)
    return path


def installed(folder: Path, source: str, entry_points: dict[str, str]) -> dict[str, str]:
    """The environment of a Python that has such a package."""
    site = folder / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", str(site)]
    subprocess.run([*pip, str(wheel(folder, source, entry_points))], check=True)
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(site), str(ROOT)))}


def test_the_page_shows_an_engine_in_thirty_lines() -> None:
    lines = [line for line in block("python").splitlines() if line.strip()]
    assert len(lines) <= 32


def test_an_installed_package_adds_an_engine(story: Path, tmp_path: Path) -> None:
    (entry_points,) = tomllib.loads(block("toml"))["project"]["entry-points"].values()
    environment = installed(tmp_path, block("python"), entry_points)
    (tmp_path / "voices.yaml").write_text("narrator: {engine: morse, pitch: 700}\n", encoding="utf-8")

    def narrate(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "narrate", *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)

    listed = narrate("voices", "--engine", "morse", "--json")
    made = narrate("preview", "story.txt", "--engine", "morse", "--clips", "clips", "-o", "out.mp3")

    assert '"morse-660"' in listed.stdout, listed.stderr
    assert (tmp_path / "out.mp3").is_file(), made.stderr


def test_an_engine_from_outside_that_is_broken_is_one_line_and_takes_no_name_of_ours(tmp_path: Path) -> None:
    points = {"tone": "narrate_morse:Synthesizer", "absent": "narrate_morse:Nothing", "gone": "no_such_module:Any"}
    environment = installed(tmp_path, "X = 1\n", points)
    code = (
        "from narrate.engines import load, names\nfrom narrate.errors import EngineError\n"
        "print(load('tone').version, sorted(names()).count('tone'))\n"
        "for name in ('absent', 'gone'):\n"
        "    try: load(name)\n"
        "    except EngineError as error: print(error)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == [
        "1 1",
        "engine 'absent' cannot start: module 'narrate_morse' has no attribute 'Nothing'",
        "engine 'gone' cannot start: No module named 'no_such_module'",
    ]


def test_a_missing_extra_is_named() -> None:
    for engine, package in (("piper", "piper"), ("kokoro", "kokoro_onnx")):
        code = (
            f"import sys; sys.modules[{package!r}] = None\n"
            "from narrate.engines import load\nfrom narrate.errors import EngineError\n"
            f"try: load({engine!r})\n"
            "except EngineError as error: print(error)\n"
        )
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert run.stdout.startswith(f'engine "{engine}" needs: pip install "narrate[{engine}]" (')
        assert run.stdout.count("\n") == 1


def test_an_unknown_engine_is_told_what_is_close() -> None:
    assert set(ENGINES) <= set(names())
    with pytest.raises(EngineError, match=r"^no engine 'pipr' \(did you mean piper\? known: .*, tone\)$"):
        load("pipr")
