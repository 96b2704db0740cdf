"""The mutation tool asks for what CONTRIBUTING says and writes a configuration that mutmut can read."""

import tomllib
from pathlib import Path

import pytest

from tools import mutants


@pytest.mark.parametrize(
    ("target", "percent"),
    [("engines/draw", 95), ("engines/drawing", 85), ("engines/planning/scarce", 85), ("orgs/rules", 90), ("planning/rules", 90)],
)
def test_what_is_wanted(target: str, percent: int) -> None:
    assert mutants.wanted(target) == percent


def test_the_copy_is_whole_and_configured(tmp_path: Path) -> None:
    mutants.copied(tmp_path, "engines/quality", ["engines/quality/tests"])
    settings = tomllib.loads((tmp_path / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert settings["mutmut"]["source_paths"] == ["src/yicha/engines/quality"]
    assert all((tmp_path / name).exists() for name in settings["mutmut"]["pytest_add_cli_args_test_selection"])
    assert settings["pytest"]["ini_options"]["filterwarnings"][0] == "error"
    assert (tmp_path / "conftest.py").exists()
