"""监控设备 (行政处罚法§41): the register, what it makes of evidence, and that the database judges the same."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.db import DatabaseError
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.inspections.actions.attach_evidence import attach_evidence
from yicha.inspections.actions.register_device import register_device
from yicha.inspections.actions.review_device import review_device
from yicha.inspections.queries import devices, evidence, merged_form, paper_of
from yicha.inspections.rules.devices import lacking, require_step
from yicha.inspections.testing import PHOTOGRAPH, check, on_the_day, photograph, planned, start
from yicha.inspections.tests.pages import shifted
from yicha.inspections.types import (
    LACK_NAMES,
    AttachEvidence,
    DeviceStep,
    DocumentKind,
    InspectionRow,
    RegisterDevice,
    ReviewDevice,
)
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.kernel.uploads import upload
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting

scenarios("features/devices.feature")
DAY, LATER = date(2026, 3, 1), date(2026, 3, 2)


@dataclass
class Story:
    row: InspectionRow
    who: Actor
    device: int = field(default=0)

    def review(self, *steps: DeviceStep) -> None:
        for step in steps:
            on = on_the_day(self.row).date() - timedelta(days=3)
            review_device(head(), ReviewDevice(self.device, step, on, "法审〔2026〕3号"), on_the_day(self.row, 11))


def head() -> Actor:
    return make_actor(Role.DEPARTMENT_HEAD, "SCJG")


@pytest.fixture
def story(opened: list[InspectionRow]) -> Story:
    return Story(opened[0], start(opened[0]))


@given("市监局登记了一台油烟监测仪，检查已经入企")
def registered(story: Story) -> None:
    command = RegisterDevice(REGION, "SCJG", "YY-01", "油烟在线监测仪", "解放路 8 号后厨")
    story.device = register_device(make_actor(Role.DEPARTMENT_CLERK, "SCJG"), command, NOW).device


@given("它通过法制审核、技术审核，公布了设置地点")
@when("它通过法制审核、技术审核，公布了设置地点")
def reviewed(story: Story) -> None:
    story.review(*DeviceStep)


@given("它通过法制审核、技术审核")
def unannounced(story: Story) -> None:
    story.review(DeviceStep.LEGAL, DeviceStep.TECHNICAL)


@when("检查人员附上它的记录")
def attached(story: Story) -> None:
    at, lead = on_the_day(story.row), planned(story.row).lead
    key = next(one.key for one in merged_form(SYSTEM, planned(story.row)) if lead in one.departments)
    file = upload(story.who, [PHOTOGRAPH], at, kind="evidence", name="p.png", limit=len(PHOTOGRAPH)).file
    attach_evidence(story.who, AttachEvidence(story.row.id, key, file, note="超标", device=story.device), at)


@then(parsers.parse("这份证据标明“{why}”"))
def flagged(story: Story, why: str) -> None:
    (one,) = evidence(SYSTEM, story.row.id)
    assert (one.unusable_because, one.note) == (why, "〔YY-01〕超标")


@then("这份证据没有标明")
def unflagged(story: Story) -> None:
    assert evidence(SYSTEM, story.row.id)[0].unusable_because == ""


@then("检查页、文书页和现场笔录都写着不得作为证据")
def shown(story: Story) -> None:
    check(story.row)
    (piece,) = paper_of(story.row.id, DocumentKind.SITE_RECORD).evidence  # type: ignore[union-attr] # minutes
    assert "不得作为证据" in piece.note
    client = acting(story.who)
    with shifted(on_the_day(story.row, 12)):
        for page in ("", "documents/", "record/"):
            assert "不得作为证据" in client.get(f"/visits/{story.row.id}/{page}").content.decode()


@pytest.mark.clause("LYG-5.5")
def test_the_database_wants_the_flag(story: Story) -> None:
    registered(story)
    photograph(story.row)
    copied = """
        INSERT INTO inspections_evidenceitem (inspection_id, place, kind, question, note, position, file, digest, previous, chain, copy,
            receipt, officer, at, device_id, unusable_because)
        SELECT inspection_id, 2, kind, question, note, '', gen_random_uuid(), digest, chain, chain, copy, receipt, officer, at, %s, %s
        FROM inspections_evidenceitem"""
    with pytest.raises(DatabaseError, match="does not say whether its device"):
        run_sql(actor(RUN_SQL), Sql(copied, (story.device, "")), NOW)


@pytest.mark.clause("LYG-5.5")
@pytest.mark.parametrize("missing", [*DeviceStep, None], ids=str)
def test_every_step_is_wanted_on_the_day(missing: DeviceStep | None) -> None:
    steps = [(step, LATER if step is missing else DAY) for step in DeviceStep]
    assert lacking(steps, None, DAY) == (LACK_NAMES[missing] if missing else "")
    assert lacking(steps, None, LATER) == ""
    assert lacking(steps, LATER, LATER)


def test_a_step_is_registered_once_when_it_is_done_of_a_device_in_use() -> None:
    require_step(None, DAY, DAY, None)
    for done, on, retired_on in ((DAY, DAY, None), (None, LATER, None), (None, DAY, DAY)):
        with pytest.raises(RuleBroken):
            require_step(done, on, DAY, retired_on)


def test_the_register_on_its_pages(story: Story) -> None:
    clerk, boss = acting(make_actor(Role.DEPARTMENT_CLERK, "SCJG")), acting(head())
    said = {"number": "YY-02", "name": "油烟在线监测仪", "place": "解放路 8 号后厨"}
    with shifted(on_the_day(story.row, 12)):
        assert clerk.post("/devices/", said).status_code == 303
        assert clerk.post("/devices/", said).status_code == 422  # the number is taken
        (one,) = devices(SYSTEM, DAY)
        page = f"/devices/{one.id}/"
        assert page in clerk.get("/devices/").content.decode()
        step = {"on": "2026-01-05", "paper": "法审〔2026〕3号"}
        assert clerk.post(page, step | {"step": "legal"}).status_code == 403
        assert "解放路" not in clerk.get("/public/devices/").content.decode()
        for name in DeviceStep:
            assert boss.post(page, step | {"step": name.value}).status_code == 303
        assert "可以作为证据" in boss.get(page).content.decode()
        assert boss.post(f"{page}retire/", {"reason": "探头损坏"}).status_code == 303
        assert "设备已停用" in boss.get(page).content.decode()
        assert acting(make_actor(Role.DEPARTMENT_HEAD, "SCJG", region="62/6207/620701")).get(page).status_code == 404
