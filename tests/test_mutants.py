"""The mutation tool asks for what CONTRIBUTING says, draws the same sample for the same seed, and notices what a test notices."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools import mutants
from tools.mutated import put_in

LEAST = mutants.SOURCES / "yicha/engines/draw/many.py"


@pytest.mark.parametrize(
    ("target", "percent"),
    [("engines/draw", 95), ("engines/drawing", 85), ("engines/planning/scarce", 85), ("orgs/rules", 90), ("planning/rules", 90)],
)
def test_what_is_wanted(target: str, percent: int) -> None:
    assert mutants.wanted(target) == percent


def test_a_folder_is_its_files_without_its_tests() -> None:
    files = mutants.files_of("engines/draw")
    assert LEAST in files
    assert not any("tests" in path.parts for path in files)
    assert mutants.files_of("engines/draw/many.py") == [LEAST]


def test_the_same_seed_draws_the_same_sample() -> None:
    made = mutants.mutants_of(LEAST)

    def numbers(size: int, seed: int) -> list[int]:
        return [mutant.number for mutant in mutants.sampled(mutants.mutants_of(LEAST), size, seed)]

    assert numbers(5, 1) == numbers(5, 1) == sorted(numbers(5, 1))
    assert len({tuple(numbers(5, seed)) for seed in range(9)}) > 1
    assert numbers(0, 1) == numbers(10_000, 1) == [mutant.number for mutant in made]


def test_a_mutant_is_one_change_of_one_function_and_the_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants, "SOURCES", tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    text = "LIMIT = 3\n\n\ndef few(count):\n    return count < LIMIT\n\n\nclass Many:\n    def more(self, by=1):\n        return by + 1\n"
    path = tmp_path / "little_of_everything.py"
    path.write_text(text, encoding="utf-8")
    module = pytest.importorskip("little_of_everything")
    few, more = module.few, module.Many().more
    assert (few(3), more()) == (False, 2)
    by_function = {mutant.function: mutant for mutant in mutants.mutants_of(path)}
    assert set(by_function) == {"few", "Many.more"}
    assert "-    return count < LIMIT" in mutants.shown(by_function["few"])
    for mutant in by_function.values():
        put_in(mutant)
    assert few(3)
    assert more() != 2
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(("test", "killed"), [("test_tickets.py", True), ("test_canonical.py", False)])
def test_what_a_test_notices_is_killed_and_the_rest_is_shown(test: str, *, killed: bool) -> None:
    command = [sys.executable, "-m", "tools.mutants", "engines/draw/many.py", "--sample", "2", "--tests", f"engines/draw/tests/{test}"]
    run = subprocess.run(command, cwd=mutants.ROOT, env=None, capture_output=True, text=True, check=False)
    assert "2 of " in run.stdout
    assert "seed 1" in run.stdout
    assert (run.returncode == 0) == killed, run.stdout + run.stderr
    assert ("\n    -" in run.stdout) != killed
