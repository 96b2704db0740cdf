"""What the two codes of a notice open, and when they stop."""

import re
from datetime import timedelta

import pytest

from yicha.inspections.actions.cancel_inspection import cancel_inspection
from yicha.inspections.models import Inspection
from yicha.inspections.queries import by_code, enterprise_of_code, inspection
from yicha.inspections.rules.codes import enterprise_digest, masked, plain_code
from yicha.inspections.testing import enter_with_code, notify, on_the_day, planned
from yicha.inspections.types import CancelInspection, InspectionRow, InspectionStatus
from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import RUN_SQL, Sql, actor, run_sql
from yicha.planning.actions.set_hours import set_hours
from yicha.planning.types import SetHours


@pytest.fixture
def row(opened: list[InspectionRow]) -> InspectionRow:
    return opened[0]


def unannounced(row: InspectionRow) -> None:
    run_sql(actor(RUN_SQL), Sql("UPDATE planning_visit SET announced = false WHERE id = %s", (row.visit,)), on_the_day(row))


def printed_code(row: InspectionRow, monkeypatch: pytest.MonkeyPatch) -> str:
    """As it stands on the paper: only there it can be read."""
    seen: list[str] = []

    def press(notice: object) -> bytes:
        seen.append(notice.enterprise_code)  # type: ignore[attr-defined] # an InspectionNotice
        return b"%PDF-1.7 paper"

    monkeypatch.setattr("yicha.inspections.actions._notice.render", press)
    notify(row)
    return seen[0]


def test_codes_are_short_unlike_each_other_and_easy_to_read(row: InspectionRow) -> None:
    codes = [one.code for one in Inspection.objects.all()]
    assert len(set(codes)) == len(codes) > 1
    assert all(re.fullmatch(r"[2-9A-HJKMNP-TV-Z]{12}", code) for code in codes)


def test_a_code_says_nothing_before_the_firm_was_told(row: InspectionRow) -> None:
    assert by_code(row.code) is None
    assert by_code("") is None
    assert by_code("23456789ABCD") is None


def test_a_code_tells_who_comes_and_why_with_names_masked(row: InspectionRow) -> None:
    notify(row)
    view = by_code(f" {row.code[:4].lower()}-{row.code[4:8]}-{row.code[8:]} ")
    assert view is not None
    assert view.status is InspectionStatus.NOTIFIED
    assert [part.department for part in view.parts] == [f"{code}局" for code in planned(row).departments]
    assert {name for part in view.parts for name, _tail in part.officers} == {"执某"}
    assert all(len(tail) == 4 for part in view.parts for _name, tail in part.officers)
    assert (view.starts.date(), view.ends.date()) == (planned(row).first_day, planned(row).last_day)
    assert not view.hour_known
    assert view.supervision
    assert view.basis
    assert not any(one.name in repr(view) for one in planned(row).officers)


def test_an_unannounced_visit_is_silent_until_the_officers_are_there(row: InspectionRow) -> None:
    unannounced(row)
    assert by_code(row.code) is None
    enter_with_code(row, row.code)
    view = by_code(row.code)
    assert view is not None
    assert view.status is InspectionStatus.STARTED
    assert inspection(SYSTEM, row.id).notice.startswith("sha256:")


def test_the_licence_opens_as_well_as_the_code(row: InspectionRow) -> None:
    to_uscc = "UPDATE subjects_subject SET uscc = '91620799MA0000000X', enterprise = '91620799MA0000000X' WHERE sid = %s"
    run_sql(actor(RUN_SQL), Sql(to_uscc, (planned(row).sid,)), on_the_day(row))
    notify(row)
    enter_with_code(row, "https://example.cn/licence?code=91620799ma0000000x")
    assert inspection(SYSTEM, row.id).status is InspectionStatus.STARTED


def test_the_firm_s_own_code_is_on_the_paper_only_and_ends(row: InspectionRow, monkeypatch: pytest.MonkeyPatch) -> None:
    code = printed_code(row, monkeypatch)
    stored = Inspection.objects.get(pk=row.id)
    assert stored.enterprise_digest == enterprise_digest(code)
    assert plain_code(code) not in repr(vars(stored))
    found = enterprise_of_code(code.lower(), on_the_day(row))
    assert found is not None
    assert (found.sid, found.region_path, found.name) == (planned(row).sid, row.region_path, planned(row).name)
    assert enterprise_of_code(code, found.until - timedelta(seconds=1)) is not None
    assert enterprise_of_code(code, found.until) is None
    assert enterprise_of_code(row.code, on_the_day(row)) is None
    assert enterprise_of_code("", on_the_day(row)) is None


def test_a_cancelled_visit_says_so(row: InspectionRow) -> None:
    notify(row)
    cancel_inspection(SYSTEM, CancelInspection(row.id, "企业停业"), on_the_day(row))
    view = by_code(row.code)
    assert view is not None
    assert (view.status, view.cancelled_because) == (InspectionStatus.CANCELLED, "企业停业")


@pytest.mark.parametrize(("name", "shown"), [("张三", "张某"), ("欧阳明", "欧阳某"), ("欧明", "欧某"), ("买买提·艾力", "买某")])
def test_a_masked_name(name: str, shown: str) -> None:
    assert masked(name) == shown


def test_the_notice_and_its_page_say_the_hour_once_it_is_set(row: InspectionRow) -> None:
    starts_at = on_the_day(row, 14)
    set_hours(SYSTEM, SetHours(row.visit, starts_at), on_the_day(row) - timedelta(days=9))
    notify(row)
    view = by_code(row.code)
    assert view is not None
    assert (view.hour_known, view.starts, view.ends.date()) == (True, starts_at.replace(tzinfo=None), starts_at.date())
    enter_with_code(row, row.code)


def test_on_another_day_than_the_hour_s_nobody_enters(row: InspectionRow) -> None:
    first, last = planned(row).first_day, planned(row).last_day
    assert first < last
    later = on_the_day(row, 14) + (last - first)
    set_hours(SYSTEM, SetHours(row.visit, later), on_the_day(row) - timedelta(days=9))
    notify(row)
    with pytest.raises(RuleBroken, match="本次检查安排在"):
        enter_with_code(row, row.code)
