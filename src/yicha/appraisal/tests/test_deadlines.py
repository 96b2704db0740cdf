"""四个时限: counted by department, each by the room that owns its clock."""

from datetime import UTC, datetime, timedelta

import pytest

from yicha.appraisal.queries import standings
from yicha.appraisal.types import Deadline, Kept
from yicha.disclosure.actions.publish_result import publish_result
from yicha.disclosure.actions.record_annulment import record_annulment
from yicha.disclosure.actions.withdraw_publication import withdraw_publication
from yicha.disclosure.testing import draft_results
from yicha.disclosure.types import AnnulmentKind, PublishResult, RecordAnnulment, WithdrawPublication
from yicha.exchange.actions.withdraw_record import withdraw_record
from yicha.exchange.testing import map_part, match_items
from yicha.exchange.types import WithdrawRecord
from yicha.inspections.actions.record_results import record_results
from yicha.inspections.testing import carry_out, check, clean_results, conclude, make_inspections, officer, on_the_day, planned, start
from yicha.kernel.actor import Role
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db
SUPERVISOR = make_actor(Role.LEGAL_SUPERVISOR, "SFJ")


@pytest.mark.clause("YX-2.12", "LYG-4.4c", "R-PUB-1")
def test_what_is_late_is_counted_and_what_was_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    row = make_inspections()[0]
    start(row)
    check(row)
    lead, other = planned(row).departments[:2]
    conclude(row, lead)
    record_results(officer(row, other), clean_results(row, other), on_the_day(row, 11))
    drafted = {one.department: one.id for one in draft_results(row)}
    soon, later = on_the_day(row, 15), on_the_day(row) + timedelta(days=60)
    found = {one.department: one.kept[Deadline.FILE] for one in standings(SUPERVISOR, soon)}
    assert (found[lead], found[other]) == (Kept(0, 0, 1, 1), Kept(1, 0, 0, 0))
    first = standings(SUPERVISOR, later)
    late = {one.department: one.kept for one in first}
    assert late[other][Deadline.FILE] == Kept(1, 1, 0, 0)
    assert late[lead][Deadline.PUBLISH] == Kept(1, 1, 0, 0)
    assert late[lead][Deadline.FILE].timely == 1
    publish_result(make_actor(Role.DEPARTMENT_HEAD, lead), PublishResult(drafted[lead]), soon)
    assert {one.department: one.kept[Deadline.PUBLISH] for one in standings(SUPERVISOR, later)}[lead] == Kept(0, 0, 1, 1)
    assert standings(SUPERVISOR, later)[0].department == other
    head = make_actor(Role.DEPARTMENT_HEAD, lead)
    assert {one.department for one in standings(head, later)} == {lead}
    monkeypatch.setattr("yicha.appraisal.web.now", lambda: later)
    page = acting(SUPERVISOR).get("/deadlines/").content.decode()
    assert "2个工作日内" in page
    assert "20个工作日内" in page
    assert acting(make_actor(Role.OFFICER, lead)).get("/deadlines/").status_code == 403
    assert 'href="/?tab=overdue"' in page
    fallen = RecordAnnulment(drafted[lead], AnnulmentKind.REVOKED, "县政府", "青政复决〔2026〕1号", soon.date(), "程序违法")
    record_annulment(SUPERVISOR, fallen, soon)
    assert {one.department: one.kept[Deadline.WITHDRAW] for one in standings(SUPERVISOR, soon)}[lead] == Kept(1, 0, 0, 0)
    assert {one.department: one.kept[Deadline.WITHDRAW] for one in standings(SUPERVISOR, later)}[lead] == Kept(1, 1, 0, 0)
    withdraw_publication(head, WithdrawPublication(drafted[lead], "被撤销"), soon)
    assert {one.department: one.kept[Deadline.WITHDRAW] for one in standings(SUPERVISOR, later)}[lead] == Kept(0, 0, 1, 1)
    procurator = acting(make_actor(Role.PROCURATORATE, "JCY"))
    read = procurator.get("/deadlines/").content.decode()
    assert 'href="/deadlines/"' in read  # it stands in the menu
    assert "2个工作日内" in read


@pytest.mark.clause("YX-2.15")
def test_what_was_withdrawn_from_the_push_is_nobodys_open_work_and_another_year_begins_anew() -> None:
    rows = make_inspections()[:2]
    for row in rows:
        carry_out(row)
    match_items()
    first, second = (map_part(row) for row in rows)
    lead = first.department
    assert {one.department: one.kept[Deadline.PUSH].open for one in standings(SUPERVISOR, on_the_day(rows[0], 11))}[lead] == 2
    withdraw_record(make_actor(Role.DEPARTMENT_HEAD, lead), WithdrawRecord(first.id, "报错了对象"), on_the_day(rows[0], 11))
    assert {one.department: one.kept[Deadline.PUSH].open for one in standings(SUPERVISOR, on_the_day(rows[0], 11))}[lead] == 1
    new_year = datetime(second.due.year + 1, 3, 2, tzinfo=UTC)
    assert Kept(0, 0, 0, 0) == {one.department: one.kept[Deadline.PUSH] for one in standings(SUPERVISOR, new_year)}.get(
        lead, Kept(0, 0, 0, 0)
    )


def test_a_rate_of_nothing_is_none() -> None:
    assert Kept(3, 0, 0, 0).timely is None
    assert Kept(1, 1, 3, 2).timely == 0.5
