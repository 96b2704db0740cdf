"""Mutation testing of one engine or of one room's rules, in a copy that is thrown away.

    .venv-test/bin/python -m tools.mutants engines/quality
    .venv-test/bin/python -m tools.mutants orgs/rules --tests orgs/tests/test_post_rules.py orgs/tests/test_place_rules.py

Prints the survivors and the share that was killed; exit 1 if that is below what the kind of code wants. Half an hour is usual.
Name the tests for rules: those without a database, or each mutant waits for one. Mutants of what a module computes while it is imported
(`engines/draw/shapes.py`, the lotteries of `beacons.py`) survive whatever the tests say: mutmut forks after the import.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
MUTMUT = Path(sys.executable).parent / "mutmut"
WANTED = {"engines/draw": 95, "engines": 85}  # percent, the first that fits; rules: the rest
RULES = 90
STATS = Path("mutants/mutmut-cicd-stats.json")
FOLDERS = ("src", "tools", "docs")  # conftest.py needs the second, the known answers of the draw's page the third


def configuration(target: str, tests: Sequence[str]) -> str:
    lines = {
        "source_paths": [f"src/yicha/{target}"],
        "do_not_mutate": ["*/tests/*", "*/migrations/*"],
        "also_copy": [*FOLDERS, "conftest.py", "pyproject.toml"],
        "pytest_add_cli_args_test_selection": [f"src/yicha/{name}" for name in tests],
    }
    return "\n[tool.mutmut]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in lines.items())


def wanted(target: str) -> int:
    return next((percent for name, percent in WANTED.items() if target == name or target.startswith(f"{name}/")), RULES)


def copied(folder: Path, target: str, tests: Sequence[str]) -> None:
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "conftest.py", folder)
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (folder / "pyproject.toml").write_text(settings + configuration(target, tests), encoding="utf-8")


def counted(target: str, tests: Sequence[str], processes: int) -> dict[str, int]:
    """How many there were and what became of them; nothing if the tests fail by themselves."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        copied(folder, target, tests)
        environment = os.environ | {"YICHA_TEST_HOME": f"{folder}/home"}
        for words in (["run", "--max-children", f"{processes}"], ["results"], ["export-cicd-stats"]):
            shown = None if words == ["results"] else subprocess.DEVNULL
            if subprocess.run([MUTMUT, *words], cwd=folder, env=environment, stdout=shown, check=False).returncode:  # noqa: S603 our own fixed words
                return {}
        stats: dict[str, int] = json.loads((folder / STATS).read_text(encoding="utf-8"))
        return stats


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("target", help="below src/yicha: engines/draw, orgs/rules …")
    parser.add_argument("--tests", nargs="+", default=[], help="below src/yicha; default: the tests beside the code")
    parser.add_argument("--processes", type=int, default=1)
    chosen = parser.parse_args()
    stats = counted(chosen.target, chosen.tests or [f"{chosen.target}/tests"], chosen.processes)
    if not stats:
        print(f"{chosen.target}: the tests fail by themselves, or nothing was mutated")
        return 1
    killed = stats["killed"] + stats["timeout"]
    percent = 100 * killed / stats["total"]
    print(f"{chosen.target}: {killed} of {stats['total']} killed, {percent:.1f} % (wanted {wanted(chosen.target)} %)")
    return int(percent < wanted(chosen.target))


if __name__ == "__main__":
    sys.exit(main())
