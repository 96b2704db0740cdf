"""`programme build` on registers as large as a county's: lawful, proven, replayable, within half a minute and a gigabyte."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyarrow import compute, parquet

from yicha.config.cli import main
from yicha.demo.county import make_county, officers_and_plans
from yicha.demo.county.workbooks import write_county, write_officers_and_plans

pytestmark = pytest.mark.nightly
REGISTER = Path(__file__).parents[1] / "../shared/data/registry_four_regions.parquet"
YEAR, SEED, SECRET = 2026, "青禾", "5a" * 32
SECONDS, MEGABYTES = 30, 1024
Build = Callable[..., dict[str, Any]]


@pytest.fixture
def build(capsys: pytest.CaptureFixture[str]) -> Build:
    def run(register: Path, folder: Path, out: Path, *more: str) -> dict[str, Any]:
        given = ["--subjects", str(register), "--officers", str(folder / "officers.xlsx"), "--plans", str(folder / "plans.xlsx")]
        capsys.readouterr()
        assert main(["programme", "build", *given, "--year", str(YEAR), "--seed", SECRET, "--out", str(out), "--json", *more]) == 0
        told: dict[str, Any] = json.loads(capsys.readouterr().out)
        return told

    return run


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Officers and plan lines that ask nothing but name, scope and date, so that they go with any register."""
    if not REGISTER.is_file():
        pytest.skip(f"the real register is not here: {REGISTER.name}")
    folder = tmp_path_factory.mktemp("any")
    write_officers_and_plans(*officers_and_plans((), SEED, YEAR, "2018-10-01"), folder)
    return folder


def require_kept_promises(told: dict[str, Any], out: Path) -> None:
    assert told["seconds"] <= SECONDS
    assert told["peak_mb"] <= MEGABYTES
    assert told["doors"] == told["lower_bound"] < told["alone_doors"]
    assert told["unplaced"] == told["unplaced_bound"]
    assert main(["programme", "check", str(out / "instance.json"), str(out / "programme.json")]) == 0
    for draw in ("subjects", "officers"):
        assert main(["draw", "verify", str(out / "draws" / draw)]) == 0


def test_a_real_register_becomes_a_proven_programme(plans: Path, tmp_path: Path, build: Build) -> None:
    told = build(REGISTER, plans, tmp_path / "out")
    require_kept_promises(told, tmp_path / "out")
    assert told["demands"] > 4_000


def test_the_order_of_a_real_register_changes_no_decision(plans: Path, tmp_path: Path, build: Build) -> None:
    table = parquet.read_table(REGISTER)
    names = compute.utf8_reverse(table[table.column_names[0]].cast("string"))
    parquet.write_table(table.take(compute.sort_indices(names)), tmp_path / "mixed.parquet")
    outs = {name: tmp_path / name for name in ("straight", "mixed")}
    build(REGISTER, plans, outs["straight"])
    build(tmp_path / "mixed.parquet", plans, outs["mixed"])
    decisive = [path.relative_to(outs["mixed"]) for path in outs["mixed"].rglob("*") if path.is_file()]
    decisive = [path for path in decisive if path.suffix == ".json" or path.parts[0] == "draws"]
    assert len(decisive) == 16
    assert [path for path in decisive if (outs["straight"] / path).read_bytes() != (outs["mixed"] / path).read_bytes()] == []


def test_the_invented_county_becomes_a_proven_programme(tmp_path: Path, build: Build) -> None:
    folder = tmp_path / "in"
    write_county(make_county(SEED, YEAR), folder)
    told = build(folder / "subjects.xlsx", folder, tmp_path / "out", "--history", str(folder / "history.xlsx"))
    require_kept_promises(told, tmp_path / "out")
