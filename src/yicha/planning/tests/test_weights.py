"""Weights of a plan line: by form and workbook, into the frame, into the manifest for everybody."""

from pathlib import Path

import pytest

from yicha.draws.queries import draw, drawn_lists, outcome
from yicha.kernel.actor import SYSTEM
from yicha.kernel.tables import read_rows
from yicha.kernel.testing import NOW, REGION
from yicha.planning.rules import pools
from yicha.planning.testing import draw_year, line_row, make_county, make_plans
from yicha.planning.tests.test_pools import NORMS
from yicha.planning.types import DepartmentLine
from yicha.planning.workbooks import read_plans, write_plans
from yicha.subjects.testing import subject_row


def test_a_tag_makes_a_ticket_heavier() -> None:
    lines = pools.draw_lines([DepartmentLine("SCJG", line_row(weights="重点监管:3", ratio="50%"))], NORMS)
    register = [subject_row(0, tags=("重点监管",)), subject_row(1, tags=("其他",)), subject_row(2)]
    found = pools.draw_subjects(lines, {lines[0].id: register}, lambda _row, _line: "")
    assert {one.sid: one.cells[0].weight for one in found} == {register[0].sid: 3, register[1].sid: 1, register[2].sid: 1}
    assert lines[0].weights == "重点监管:3"


def test_a_workbook_carries_them(tmp_path: Path) -> None:
    rows = [DepartmentLine("SCJG", line_row(line_id="L1", weights="重点监管:3;投诉多:2", ratio="50%"))]
    write_plans(tmp_path / "plans.xlsx", rows)
    found = read_plans(read_rows(tmp_path / "plans.xlsx"))
    assert [one.line.weights for one in found.rows] == ["重点监管:3;投诉多:2"]


@pytest.mark.django_db
def test_everybody_reads_them_beside_the_line() -> None:
    make_county(subjects=12)
    make_plans(SCJG=(line_row(weights="重点监管:3", scope_query="TRUE"),))
    pk = draw_year()
    found = drawn_lists(REGION, draw(SYSTEM, pk).number, NOW.date())
    assert [line.weights for line in found.lines] == ["重点监管:3"]
    assert b'"weights":"' in outcome(SYSTEM, pk).files["manifest.json"]
