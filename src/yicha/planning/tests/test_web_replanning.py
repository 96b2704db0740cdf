"""The screens of 重新排期: asking, waiting, comparing, adopting; names that are sealed stay so."""

from datetime import timedelta

import pytest

from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.testing import NOW
from yicha.orgs.testing import make_actor
from yicha.planning.actions.notify_visit import notify_visit
from yicha.planning.actions.run_replan import run_replan
from yicha.planning.queries import replans
from yicha.planning.tests.test_replanning import FIRST, ILL, OFFICE, adopted, fall_ill, filed
from yicha.planning.types import NotifyVisit, RunReplan, VisitStatus
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db
CLERK = make_actor(Role.DEPARTMENT_CLERK)
ELSEWHERE = make_actor(Role.COORDINATOR, "LXB", region="62/6208/620899")


def test_a_coordinator_asks_compares_and_has_it_adopted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yicha.planning.web.replans.now", lambda: NOW)
    story, office = adopted(), acting(OFFICE)
    board, form = f"/programmes/{story.programme}/", f"/programmes/{story.programme}/replan/"
    assert form in office.get(board).content.decode()
    assert form not in acting(CLERK).get(board).content.decode()
    assert (acting(CLERK).get(form).status_code, acting(ELSEWHERE).get(form).status_code) == (403, 404)
    assert f'value="{NOW.date() + timedelta(days=1)}"' in office.get(form).content.decode()
    assert office.post(form, {"reason": "", "first_day": FIRST}).status_code == 422
    refused = office.post(form, {"reason": "病休", "first_day": NOW.date()})
    assert (refused.status_code, "只能从明天或以后排起" in refused.content.decode()) == (422, True)
    fall_ill(ILL)
    page = office.post(form, {"reason": "病休", "first_day": FIRST})["Location"]
    assert "正在试算" in office.get(page).content.decode()
    assert "HX-Redirect" not in office.get(f"{page}state/")
    (asked,) = replans(SYSTEM, story.programme)
    run_replan(SYSTEM, RunReplan(asked.id), NOW)
    assert office.get(f"{page}state/")["HX-Redirect"] == page
    shown = office.get(page).content.decode()
    assert all(row.name in shown and number in shown for number, row in story.before.items() if number in story.that_week())
    assert "待联席会议" in office.get(form).content.decode()
    assert office.post(f"{page}adopt/", {"record": ""}).status_code == 409
    assert office.post(f"{page}adopt/", {"record": "纪要〔2026〕7号"})["Location"] == board
    assert "已采用" in office.get(page).content.decode()
    assert office.post(f"{page}adopt/", {"record": "再来"}).status_code == 409
    assert {row.number for row in story.rows().values() if row.status is VisitStatus.CANCELLED} == story.that_week()


def test_who_files_and_who_decides_see_the_visit_that_the_check_could_share() -> None:
    story, health = adopted(), acting(make_actor(Role.DEPARTMENT_CLERK, "WSJK"))
    one = story.before[min(story.that_week())]
    together, alone = filed(one.sid, one.last_day), filed(one.sid, one.last_day - timedelta(days=7))
    listed = health.get("/plans/unplanned/").content.decode()
    assert listed.count("那几天已有上门，重新排期时能并就并") == 1
    shown, other = (acting(OFFICE).get(f"/plans/unplanned/{pk}/decide/").content.decode() for pk in (together, alone))
    assert f"已有上门 {one.number}" in shown
    assert f'href="/programmes/{story.programme}/replan/"' in shown
    assert "已有上门" not in other
    for row in story.before.values():
        notify_visit(SYSTEM, NotifyVisit(row.id), NOW)
    assert "那几天已有上门" not in health.get("/plans/unplanned/").content.decode()  # who was told of it keeps it as it is
