"""`yicha plans import`: a workbook becomes one department's plan; whatever is refused leaves the plan before as it was."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pytest

from yicha.imports.batch.plans import run
from yicha.imports.cli import add_commands
from yicha.kernel.actor import SYSTEM
from yicha.kernel.command_line import BadInput
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import REGION
from yicha.orgs.testing import COUNTY
from yicha.planning.queries import plan_of
from yicha.planning.testing import YEAR, line_row, make_county
from yicha.planning.types import DepartmentLine
from yicha.planning.workbooks import write_plans

pytestmark = pytest.mark.django_db
FIRST, SECOND = DepartmentLine("SCJG", line_row(1)), DepartmentLine("SCJG", line_row(2))
OTHERS = DepartmentLine("XFJY", line_row(1, "XFJY"))


@pytest.fixture
def asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    make_county()

    def ask(lines: list[DepartmentLine], *options: str, department: str = "SCJG") -> tuple[int, str]:
        path = tmp_path / "plans.xlsx"
        write_plans(path, lines)
        parser = ArgumentParser()
        add_commands(parser.add_subparsers())
        said = ["plans", "import", str(path), "--department", department, "--year", str(YEAR), "--region", COUNTY, *options]
        code = run(parser.parse_args(said))
        return code, capsys.readouterr().out

    return ask


def lines() -> list[str] | None:
    plan = plan_of(SYSTEM, REGION, YEAR, "SCJG")
    return [line.line_id for line in plan.lines] if plan else None


def counts(out: str) -> list[int]:
    told = json.loads(out)
    return [told[name] for name in ("new", "changed", "unchanged", "refused", "removed", "imported")]


def test_a_plan_is_looked_at_then_filed_then_replaced(asked: Any) -> None:
    code, out = asked([FIRST, SECOND], "--dry-run", "--json")
    assert (code, counts(out), lines()) == (0, [2, 0, 0, 0, 0, 0], None)
    code, out = asked([FIRST, SECOND], "--json")
    assert (code, counts(out), lines()) == (0, [2, 0, 0, 0, 0, 2], ["SCJG-01", "SCJG-02"])
    code, out = asked([DepartmentLine("SCJG", line_row(2, minutes=90))], "--json")
    assert (code, counts(out), lines()) == (0, [0, 1, 0, 0, 1, 1], ["SCJG-02"])
    assert "没有变化 unchanged 0 · 拒绝 refused 0 · 不再有 removed 0\n已报送" in asked([SECOND])[1]


def test_lines_of_others_keep_the_file_out_unless_the_own_are_taken(asked: Any) -> None:
    code, out = asked([FIRST, OTHERS], "--json")
    assert (code, counts(out), lines()) == (1, [1, 0, 0, 1, 0, 0], None)
    (problem,) = json.loads(out)["problems"]
    assert (problem["row"], problem["code"], problem["level"]) == (3, "foreign_department", "refused")
    code, out = asked([FIRST, OTHERS], "--json", "--accept-valid")
    assert (code, counts(out), lines()) == (0, [1, 0, 0, 1, 0, 1], ["SCJG-01"])


@pytest.mark.parametrize("option", ["--dry-run", "--json"])
def test_what_the_rules_refuse_is_not_filed(asked: Any, option: str) -> None:
    with pytest.raises(RuleBroken):
        asked([DepartmentLine("SCJG", line_row(1, item_code="没有的"))], option)
    assert lines() is None


def test_an_unknown_department_is_bad_input(asked: Any) -> None:
    with pytest.raises(BadInput, match="没有部门"):
        asked([FIRST], department="没有")
