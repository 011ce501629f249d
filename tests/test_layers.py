"""The house: imports point one way, heavy things come when asked for, and every room is small."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import narrate

HOUSE = Path(narrate.__file__).parent
MODULES = {
    ".".join(("narrate", *path.relative_to(HOUSE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(HOUSE.rglob("*.py"))
}
STAGES = ("manuscripts", "dialogue", "script", "casting", "spoken", "synthesize", "assemble", "master", "publish")
LAYERS = (
    ("errors", "quoting", "sound_files", "specs", "unfinished"),
    ("audio", "calling", "meter", "numerals", "progress", "servers", "timbre", "workers"),
    ("model",),
    ("engines", "manner"),
    STAGES,
    (
        "checks",
        "credits",
        "imprint",
        "labelling",
        "limits",
        "listening",
        "measure",
        "palettes",
        "pronunciation",
        "understudies",
    ),
    (
        "auditions",
        "cluster",
        "delivery",
        "library",
        "opening",
        "planning",
        "production",
        "readalong",
        "sharing",
        "shelf",
    ),
    ("",),
    ("terminal", "cli", "inspection", "options", "orders", "studio", "voicing", "__main__"),
)
"""Rooms by layer, the lowest first; the empty name is the package itself."""
HEAVY = (
    "espeakng_loader", "lameenc", "multiprocessing", "mutagen", "numpy", "pydub", "pyttsx3", "rich", "ruamel",
    "soundfile", "soxr", "PIL", "av", "distributed", "fsspec", "kokoro_onnx", "onnxruntime", "piper",
)  # fmt: skip
MOST_LINES, MOST_FUNCTION_LINES = 300, 40
WORKBENCHES = {("narrate.casting.dealing", "Table")}
"""Dataclasses that may change, because they are filled while one function reads, and never leave their module."""


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def room(module: str) -> str:
    """The part of the house that *module* is in: "dialogue" for narrate.dialogue.cues."""
    return module.partition(".")[2].partition(".")[0]


def layer(module: str) -> int:
    return next(number for number, rooms in enumerate(LAYERS) if room(module) in rooms)


def imports(module: str, *, at_once: bool = False) -> Iterator[str]:
    """The modules of narrate that *module* imports; only those needed to import it, if *at_once*."""
    for node in _outside_functions(tree(module)) if at_once else ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name.partition(".")[0] == "narrate")
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "narrate":
            assert node.level == 0, f"{module}: imports are absolute"
            for one in node.names:
                whole = f"{node.module}.{one.name}"
                yield whole if whole in MODULES else str(node.module)


def _outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        typing_only = isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"
        if not typing_only and not isinstance(child, ast.FunctionDef):
            yield child
            yield from _outside_functions(child)


def test_every_module_has_its_place_in_a_layer() -> None:
    assert [module for module in MODULES if not any(room(module) in rooms for rooms in LAYERS)] == []


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down(module: str) -> None:
    # The command line opens the package by name; types for a checker are no import of a running program.
    upward = [other for other in imports(module, at_once=True) if layer(other) > layer(module)]

    assert upward == []


@pytest.mark.parametrize("module", [module for module in MODULES if room(module) in STAGES])
def test_stages_do_not_know_each_other(module: str) -> None:
    others = {room(other) for other in imports(module)} - {room(module)}

    assert not others & set(STAGES)


@pytest.mark.parametrize("module", [module for module in MODULES if room(module) not in ("engines", "")])
def test_only_who_speaks_or_asks_how_uses_engines(module: str) -> None:
    uses = any(room(other) == "engines" for other in imports(module))

    assert not uses or room(module) in ("synthesize", "production", "palettes", "pronunciation", "cluster")


def test_nothing_outside_engines_names_an_engine_but_the_default() -> None:
    from narrate.engines import ENGINES

    named = {
        (module, node.value)
        for module in MODULES
        if room(module) != "engines"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Constant) and node.value in ENGINES
    }

    named.discard(("narrate.options", "openai"))  # there it is a protocol: a language model's
    assert {name for _, name in named} <= {"espeak"}
    assert {room(module) for module, _ in named} <= {"palettes", "cli", "inspection", "options", "voicing"}


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = {module: set(imports(module, at_once=True)) - {module} for module in MODULES}
    while free := [module for module, needed in graph.items() if not needed & set(graph)]:
        for module in free:
            del graph[module]

    assert graph == {}


@pytest.mark.parametrize(
    "command",
    [
        "import narrate",
        "import narrate; narrate.NarrateError, narrate.Voice",
        "from narrate.cli import main; main(['--help'], standalone_mode=False)",
        "from narrate.cli import main; main(['produce', '--help'], standalone_mode=False)",
    ],
)
def test_nothing_heavy_is_imported_for_help(command: str) -> None:
    code = f"import sys; {command}; print(sorted(set(sys.modules) & set({HEAVY})), file=sys.stderr)"

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stderr == "[]\n"


def test_everything_the_package_offers_is_there() -> None:
    assert sorted(narrate.__all__) == sorted(narrate._HOMES)
    assert all(getattr(narrate, name) is not None for name in narrate.__all__)
    with pytest.raises(AttributeError, match="module 'narrate' has no attribute 'nothing'"):
        narrate.nothing  # noqa: B018


@pytest.mark.parametrize("module", MODULES)
def test_a_module_and_its_functions_are_small(module: str) -> None:
    functions = [node for node in ast.walk(tree(module)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [one.name for one in functions if (one.end_lineno or 0) - one.lineno + 1 > MOST_FUNCTION_LINES]

    assert len(_code_lines(module)) <= MOST_LINES
    assert long == []


def _code_lines(module: str) -> set[int]:
    """Numbers of the lines with code on them: no blank ones, no comments, no docstrings."""
    return {
        number
        for node in ast.walk(tree(module))
        if isinstance(node, ast.stmt) and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        for number in _own_lines(node)
    }


def _own_lines(node: ast.stmt) -> range:
    first_inside = min((one.lineno for one in getattr(node, "body", [])), default=(node.end_lineno or 0) + 1)
    return range(node.lineno, max(first_inside, node.lineno + 1))


@pytest.mark.parametrize("module", MODULES)
def test_no_global_no_broad_except_and_only_frozen_dataclasses(module: str) -> None:
    for node in ast.walk(tree(module)):
        assert not isinstance(node, ast.Global), f"line {getattr(node, 'lineno', 0)}: global"
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "everything"
            assert not {"everything", "Exception", "BaseException"} & set(caught.strip("()").split(", ")), node.lineno
        if isinstance(node, ast.ClassDef) and (module, node.name) not in WORKBENCHES:
            for decorator in node.decorator_list:
                written = ast.unparse(decorator)
                assert not written.startswith("dataclass") or "frozen=True" in written, f"{node.name} is not frozen"


@pytest.mark.parametrize("module", MODULES)
def test_every_argument_and_result_has_a_type(module: str) -> None:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.FunctionDef):
            given = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
            untyped = [one.arg for one in given if one.annotation is None and one.arg not in ("self", "cls")]
            assert not untyped, f"{node.name}: {untyped}"
            assert node.returns is not None, node.name
