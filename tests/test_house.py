"""The rules of the house, each seen to fail on a deliberate breach."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/yicha"
FUNCTION_LINES, FILE_LINES = 40, 400
FILES = sorted(path for path in SOURCE.rglob("*.py") if path.name != "0001_initial.py")
PRODUCT = [path for path in FILES if "tests" not in path.parts]
SIGNALS = {"receiver", "post_save", "pre_save", "post_delete", "pre_delete", "m2m_changed"}
DRAWERS = re.compile(r"(utils?|helpers?|common|managers?|handlers?|data|misc)(\.py)?")
ADDRESS = re.compile(r"://[a-z0-9.-]*(p[y]pi|p[y]thonhost|n[p]mj|debian)|(^|[^a-zA-Z0-9_.~-])/(w[o]rk|f[a]rm)/")


def faults(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    if len(text.splitlines()) > FILE_LINES:
        yield f"{len(text.splitlines())} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _function_faults(node)
        if isinstance(node, ast.ImportFrom) and "signals" in (node.module or "").split("."):
            yield "imports signals"
        if isinstance(node, ast.Name) and node.id in SIGNALS:
            yield f"signal {node.id}"


def _function_faults(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    length = (node.end_lineno or 0) - node.lineno + 1
    if length > FUNCTION_LINES:
        yield f"{node.name}: {length} lines"
    if any(isinstance(inner, ast.Import | ast.ImportFrom) for inner in ast.walk(node)):
        yield f"{node.name}: imports inside"


def test_budgets() -> None:
    assert [f"{path.relative_to(ROOT)}: {fault}" for path in FILES for fault in faults(path)] == []


@pytest.mark.parametrize(
    "text",
    ["def f():\n    import os", "def f():\n" + "    1\n" * 41, "1\n" * 401, "from django.db.models.signals import x", "receiver(f)"],
)
def test_budgets_see_a_breach(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.py").write_text(text)
    assert list(faults(tmp_path / "x.py")) != []


def test_no_drawers() -> None:
    places = {part for path in FILES for part in path.relative_to(SOURCE).parts}
    assert [place for place in sorted(places) if DRAWERS.fullmatch(place)] == []


def test_every_package_has_its_init() -> None:
    assert [str(path.parent) for path in FILES if not (path.parent / "__init__.py").exists()] == []


def test_one_use_case_one_file_of_its_name() -> None:
    found = {path for path in PRODUCT if path.parent.name == "actions" and not path.name.startswith("_")}
    wrong = [path for path in found if f"def {path.stem}(" not in path.read_text() or path.read_text().count("@use_case(") != 1]
    assert wrong == []


def test_rows_leave_by_the_one_door() -> None:
    """ADR 58: no interface takes rows out by itself, so none can forget to ask first or to leave its mark."""
    assert [str(path.relative_to(SOURCE)) for path in PRODUCT if "    if take_export(actor, " in path.read_text()] == ["orgs/leaving.py"]


def test_nothing_tells_where_it_was_made() -> None:
    """No address of a package index and no path of the maker's machine in any file of the repository."""
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    texts = (ROOT / name for name in tracked if name and Path(name).suffix not in {".otf", ".png"} and (ROOT / name).is_file())
    assert [str(path) for path in texts if ADDRESS.search(path.read_text(encoding="utf-8", errors="replace"))] == []


def lint(root: Path) -> str:
    program = Path(sys.executable).parent / "lint-imports"
    environment = os.environ | {"PYTHONPATH": f"{root}/src:{root}", "COLUMNS": "400"}
    done = subprocess.run([program, "--no-cache"], cwd=root, env=environment, capture_output=True, check=False)
    return "" if done.returncode == 0 else done.stdout.decode() + done.stderr.decode()


BREACHES = {
    "upward": ("subjects/types.py", "import yicha.planning.types", "Floors"),
    "undeclared room": ("newroom/__init__.py", "", "newroom"),
    "undeclared file": ("planning/drawer.py", "", "drawer"),
    "private": ("disclosure/queries.py", "import yicha.planning.states", "yicha.disclosure.queries -> yicha.planning.states"),
    "makers of tests": ("disclosure/queries.py", "import yicha.orgs.testing", "yicha.disclosure.queries -> yicha.orgs.testing"),
    "engine with django": ("engines/ledger/extra.py", "import django.db", "Engines are a library"),
    "engine to engine": ("engines/ledger/extra.py", "import yicha.engines.deadlines", "do not know each other"),
    "rules with queries": ("planning/rules/extra.py", "import yicha.planning.queries", "Inside a room"),
}


def test_the_house_stands() -> None:
    assert lint(ROOT) == ""


@pytest.fixture(scope="module")
def copy_of_the_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("house")
    for name in ("src", "tools"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "tests", "*.otf"))
    shutil.copy(ROOT / ".importlinter", copy)
    return copy


@pytest.mark.parametrize("breach", BREACHES)
def test_the_house_sees_a_breach(breach: str, copy_of_the_house: Path) -> None:
    place, line, said = BREACHES[breach]
    target = copy_of_the_house / "src/yicha" / place
    before = target.read_text() if target.exists() else None
    target.parent.mkdir(exist_ok=True)
    target.write_text(f"{before or ''}\n{line}\n")
    try:
        assert said in lint(copy_of_the_house)
    finally:
        target.unlink() if before is None else target.write_text(before)
        if not any(target.parent.iterdir()):
            target.parent.rmdir()
