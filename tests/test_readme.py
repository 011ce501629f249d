"""What README.md and docs/api.md tell people to type, typed; and what they show, compared."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from narrate.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
TYPED = [
    line.split()[1:]
    for fence in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in fence.splitlines()
    if line.startswith("narrate ")
]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a fresh checkout has that the commands need."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copy(ROOT / "voices.yaml", folder)
    story, script = str(folder / "seeds" / "never-say-goodbye.txt"), str(folder / "never-say-goodbye.script")
    assert CliRunner().invoke(main, ["script", story, "-o", script]).exit_code == 0
    # What one command of the README leaves for the next, which another process may test.
    made = ["produce", story, "-o", str(folder / "story.mp3"), "--clips", str(folder / "clips"), "-q"]
    assert CliRunner().invoke(main, made).exit_code == 0
    return folder


def test_the_readme_has_commands_to_type() -> None:
    assert {words[0] for words in TYPED} == {
        "preview",
        "cast",
        "voices",
        "check",
        "why",
        "script",
        "produce",
        "say",
        "tag",
    }


@pytest.mark.parametrize("words", TYPED, ids=" ".join)
def test_a_command_of_the_readme_works(words: list[str], checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(checkout)

    result = CliRunner().invoke(main, [*words], env={"NARRATE_CLIPS": str(checkout / "clips")})

    assert result.exit_code == 0, result.output


def test_a_production_prints_what_the_readme_shows(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(checkout)
    shown = re.search(r"```console\n\$ narrate (.*?)\n(.*?)```", README, re.DOTALL)
    assert shown is not None

    result = CliRunner().invoke(main, shown[1].split(), env={"NARRATE_CLIPS": str(checkout / "new clips")})

    assert _timeless(result.output) == _timeless(shown[2])


def test_the_remap_of_the_readme_speaks_as_many_clips_as_it_shows(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(checkout)
    env = {"NARRATE_CLIPS": str(checkout / "clips")}
    CliRunner().invoke(main, ["produce", "seeds/never-say-goodbye.txt"], env=env)
    cast = (ROOT / "voices.yaml").read_text(encoding="utf-8")
    asked = re.search(r"`(Tara: [\w-]+)`", README)
    shown = re.search(r"(\d+ clips made, \d+ reused); .*\n```\n\nGoing back", README)
    assert asked is not None and shown is not None
    (checkout / "remap.yaml").write_text(re.sub(r"Tara: .*", asked[1], cast), encoding="utf-8")

    result = CliRunner().invoke(main, ["produce", "seeds/never-say-goodbye.txt", "--voices", "remap.yaml"], env=env)

    assert shown[1] in result.output


def test_the_example_of_the_api_page_runs(checkout: Path) -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert example is not None
    (checkout / "example.py").write_text(example[1], encoding="utf-8")

    done = subprocess.run([sys.executable, "example.py"], cwd=checkout, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "1,081 words in = 1,066 spoken + 15 skipped (7 header, 8 summary)"
    assert (checkout / "scene.mp3").stat().st_size > 0


def _timeless(output: str) -> list[str]:
    """*output* without how long it took, and without how long eSpeak's sound came out, which varies by a second."""
    return [re.sub(r" in 0:\d\d|\d:\d\d (?=with|of)|\d+ ×|\d+\.\d MB", "", line) for line in output.splitlines()]
