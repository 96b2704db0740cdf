"""The pages at the door on a phone of 390 × 844 and in the office at 1366 × 768: axe and the console say nothing."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from tests.browser import watch
from yicha.inspections.actions.name_companion import name_companion
from yicha.inspections.actions.request_assistance import request_assistance
from yicha.inspections.testing import officer, on_the_day, planned
from yicha.inspections.tests.pages import HOST, serve, shifted
from yicha.inspections.tests.test_pages import OFFICE, PHONE, faults, row
from yicha.inspections.types import AssistanceGround, CompanionRole, InspectionRow, NameCompanion, RequestAssistance
from yicha.kernel.actor import Role
from yicha.orgs.testing import make_actor

__all__ = ["row"]  # a fixture
pytestmark = pytest.mark.usefixtures("beside_a_browser")


def test_pages_at_the_door_are_without_fault(row: InspectionRow, browser: Browser) -> None:
    page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type] # a size
    seen, who = watch(page), officer(row, planned(row).lead)
    request_assistance(who, RequestAssistance(row.id, AssistanceGround.OBSTRUCTION, "堵门不让进", "东街5号"), on_the_day(row))
    with shifted(on_the_day(row)):
        serve(page, who)
        for name in ("", "task/", "code/", "absent/", "no-code/", "help/"):
            page.goto(f"{HOST}/check/{row.id}/{name}")
            assert faults(page, seen) == [], name
        page.goto(f"{HOST}/check/scan/")
        assert faults(page, seen) == []


def test_pages_of_the_office_are_without_fault(row: InspectionRow, browser: Browser) -> None:
    page = browser.new_page(viewport=OFFICE)  # type: ignore[arg-type] # a size
    seen, who, lead = watch(page), officer(row, planned(row).lead), planned(row).lead
    said = RequestAssistance(row.id, AssistanceGround.OBSTRUCTION, "堵门不让进", "东街5号")
    asked_for = request_assistance(who, said, on_the_day(row)).request
    clerk = make_actor(Role.DEPARTMENT_CLERK, lead)
    name_companion(clerk, NameCompanion(row.id, CompanionRole.EXPERT, "王教授", "ZJ-07", "省职院"), on_the_day(row))
    asked = {
        clerk: ("/visits/tasks/", f"/visits/{row.id}/", f"/visits/{row.id}/companions/"),
        make_actor(Role.DEPARTMENT_HEAD, planned(row).departments[1]): (
            f"/visits/{row.id}/withdraw/",
            f"/subjects/{planned(row).sid}/duty/2026/",
        ),
        make_actor(Role.LEGAL_SUPERVISOR, "SFJ"): ("/visits/assistance/", f"/visits/assistance/{asked_for}/"),
        make_actor(Role.COORDINATOR, "LXB"): ("/visits/tasks/", f"/programmes/relieve/{row.visit}/"),
    }
    with shifted(on_the_day(row) - timedelta(days=3)):
        for actor, addresses in asked.items():
            serve(page, actor)
            for address in addresses:
                page.goto(f"{HOST}{address}")
                assert faults(page, seen) == [], address
