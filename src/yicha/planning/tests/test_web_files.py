"""Plans as workbooks, and a merging that the worker could not do."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION, work_off
from yicha.planning.actions.ask_merge import ask_merge
from yicha.planning.queries import past_checks, plan_of, programme
from yicha.planning.testing import YEAR, draw_year, line_row, make_county, make_plans
from yicha.planning.tests.test_web import clerk, office, text
from yicha.planning.types import AskMerge, DepartmentLine, PastCheck, ProgrammeStatus
from yicha.planning.workbooks import write_history, write_plans
from yicha.subjects.testing import make_subjects, subject_row

ADDRESS = f"/plans/years/{YEAR}/upload/"


def workbook(folder: Path, *rows: DepartmentLine) -> BytesIO:
    path = folder / "plans.xlsx"
    write_plans(path, rows)
    return _sent(path)


def _sent(path: Path) -> BytesIO:
    sent = BytesIO(path.read_bytes())
    sent.name = path.name
    return sent


@pytest.mark.django_db
class TestUpload:
    def test_a_workbook_is_looked_at_then_filed(self, tmp_path: Path) -> None:
        make_county()
        sent = workbook(tmp_path, DepartmentLine("SCJG", line_row(1)), DepartmentLine("SCJG", line_row(2)))
        shown = clerk().post(ADDRESS, {"workbook": sent})
        assert shown.status_code == 200
        assert "读到 2 行" in text(shown)
        assert plan_of(SYSTEM, REGION, YEAR, "SCJG") is None
        assert clerk().post(ADDRESS, {"file": shown.context["preview"].file}).status_code == 303
        filed = plan_of(SYSTEM, REGION, YEAR, "SCJG")
        assert filed is not None
        assert [line.line_id for line in filed.lines] == ["SCJG-01", "SCJG-02"]

    def test_an_empty_form_is_asked_for_without_reproach(self) -> None:
        make_county()
        shown = clerk().get(ADDRESS)
        assert shown.status_code == 200
        assert "yc-error" not in text(shown)
        assert clerk().post(ADDRESS).status_code == 422

    def test_lines_of_others_and_other_files_are_refused(self, tmp_path: Path) -> None:
        make_county()
        shown = clerk().post(ADDRESS, {"workbook": workbook(tmp_path, DepartmentLine("XFJY", line_row()))})
        assert shown.status_code == 422
        assert "XFJY" in text(shown)
        assert clerk().post(ADDRESS, {"file": shown.context["preview"].file}).status_code == 409
        assert clerk().post(ADDRESS, {"file": "nonsense"}).status_code == 404
        wrong = BytesIO(b"%PDF-1.7 no workbook")
        wrong.name = "plan.xlsx"
        assert clerk().post(ADDRESS, {"workbook": wrong}).status_code == 422
        assert clerk().get(f"/plans/years/{YEAR}/template.xlsx").content[:2] == b"PK"
        assert clerk().get(ADDRESS).status_code == 200
        assert office().get(ADDRESS).status_code == 403


PAST = f"/plans/years/{YEAR}/past/"


def history(folder: Path, *rows: PastCheck) -> BytesIO:
    path = folder / "checked.xlsx"
    write_history(path, rows)
    return _sent(path)


@pytest.mark.django_db
@pytest.mark.clause("LYG-4.3d", "R-FREQ-2")
class TestPastChecks:
    """Otherwise the limits of a county's first year would begin at nothing."""

    CHECKED = PastCheck(subject_row(0).sid, "食品安全", "省市场监管局", "省", date(YEAR, 1, 20))

    def test_a_workbook_is_looked_at_then_recorded(self, tmp_path: Path) -> None:
        make_county()
        make_subjects(subject_row(0))
        stranger = replace(self.CHECKED, sid="LOC:不在册")
        shown = office().post(f"{PAST}import/", {"workbook": history(tmp_path, self.CHECKED, self.CHECKED, stranger)})
        assert shown.status_code == 200
        assert "新记入 2 次，原来就有 0 次" in text(shown)
        assert "1 户不在名录中" in text(shown)
        assert past_checks(SYSTEM, REGION, YEAR) == []
        assert office().post(f"{PAST}import/", {"file": shown.context["preview"].file}).status_code == 303
        assert {check.sid for check in past_checks(SYSTEM, REGION, YEAR)} == {self.CHECKED.sid, stranger.sid}
        listed = text(office().get(PAST))
        assert subject_row(0).name in listed
        assert "不在名录中" in listed

    def test_again_changes_nothing_and_says_so(self, tmp_path: Path) -> None:
        make_county()
        for new in ("新记入 1 次，原来就有 0 次", "新记入 0 次，原来就有 1 次"):
            shown = office().post(f"{PAST}import/", {"workbook": history(tmp_path, self.CHECKED)})
            assert new in text(shown)
            office().post(f"{PAST}import/", {"file": shown.context["preview"].file})
        assert len(past_checks(SYSTEM, REGION, YEAR)) == 1

    def test_another_year_another_role_and_another_file_are_refused(self, tmp_path: Path) -> None:
        make_county()
        shown = office().post(f"{PAST}import/", {"workbook": history(tmp_path, replace(self.CHECKED, on=date(YEAR - 1, 12, 1)))})
        assert shown.status_code == 422
        assert office().post(f"{PAST}import/", {"file": shown.context["preview"].file}).status_code == 409
        assert office().post(f"{PAST}import/", {"file": "nonsense"}).status_code == 404
        assert clerk().get(f"{PAST}import/").status_code == 403
        assert clerk().get(PAST).status_code == 200
        assert office().get(f"{PAST}template.xlsx").content[:2] == b"PK"
        assert past_checks(SYSTEM, REGION, YEAR) == []


@pytest.mark.usefixtures("own_database")
def test_a_merging_that_failed_is_told_and_can_be_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    make_county()
    make_plans()
    asked = AskMerge(draw_year(), date(YEAR, 1, 1))

    def fails(_: Any) -> Any:
        raise RuleBroken("计划行的时间窗内没有工作日", clause="LYG-4.3a")

    with monkeypatch.context() as patched:
        patched.setattr("yicha.engines.planning.solve", fails)
        first = ask_merge(SYSTEM, asked, NOW).programme
        work_off()
    assert "没有合并成" in text(office().get(f"/programmes/{first}/"))
    assert "没有工作日" in text(office().get(f"/programmes/{first}/state/"))
    second = ask_merge(SYSTEM, asked, NOW).programme
    assert programme(SYSTEM, first).status is ProgrammeStatus.DISCARDED
    work_off()
    assert programme(SYSTEM, second).status is ProgrammeStatus.GENERATED
