"""非现场检查: a mode of the same record, without arrival, code and signature; the database holds which record belongs to which mode."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.field.queries import packages
from yicha.inspections.actions.begin_off_site import begin_off_site
from yicha.inspections.actions.hand_in_paper import hand_in_paper
from yicha.inspections.actions.make_document import make_document
from yicha.inspections.actions.scan_in import scan_in
from yicha.inspections.actions.sign_record import sign_record
from yicha.inspections.queries import evidence, handed_in, inspection, site_record
from yicha.inspections.testing import (
    PHOTOGRAPH,
    answer,
    check,
    conclude,
    move_off_site,
    notify,
    officer,
    on_the_day,
    photograph,
    planned,
    signature,
    start,
)
from yicha.inspections.tests.pages import shifted
from yicha.inspections.types import (
    BeginOffSite,
    DocumentKind,
    HandInPaper,
    InspectionRow,
    InspectionStatus,
    MakeDocument,
    ScanIn,
    SignRecord,
)
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.models import Notification
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
from yicha.kernel.uploads import upload
from yicha.orgs.testing import make_actor
from yicha.planning.models import Visit
from yicha.planning.testing import owner
from yicha.shell.testing import acting

scenarios("features/off_site.feature")
Case = Callable[[Any, Any, datetime], Any]


@dataclass
class Story:
    row: InspectionRow
    other: InspectionRow
    refusal: RuleBroken | None = None

    @property
    def who(self) -> Actor:
        return officer(self.row, planned(self.row).lead)

    def attempt(self, case: Case, command: object, hour: int = 10, who: Actor | None = None) -> None:
        try:
            case(who or self.who, command, on_the_day(self.row, hour))
        except RuleBroken as refusal:
            self.refusal = refusal

    def answered(self) -> None:
        for department in planned(self.row).departments:
            answer(self.row, department)


@pytest.fixture
def story(opened: list[InspectionRow]) -> Story:
    return Story(opened[0], opened[1])


@given("一次已通知的非现场检查")
def off_site(story: Story) -> None:
    move_off_site(story.row)
    notify(story.row)


@given("另一次安排上门的检查")
def at_a_door(story: Story) -> None:
    story.row = story.other
    notify(story.row)


@when("抽中的人在办公室开始非现场检查")
def begins(story: Story) -> None:
    story.attempt(begin_off_site, BeginOffSite(story.row.id))


@when("抽中的人亮码入企")
def scans(story: Story) -> None:
    story.attempt(scan_in, ScanIn(story.row.id, story.row.code))


@when("三个部门逐问答完，锁定笔录，提交并核定")
def finishes(story: Story) -> None:
    story.answered()
    story.attempt(sign_record, SignRecord(story.row.id, "", statement="资料已按要求提交"), 11)
    for department in planned(story.row).departments:
        conclude(story.row, department)


@when("答完以后请人现场签字")
def signs(story: Story) -> None:
    story.answered()
    story.attempt(sign_record, signature(story.row), 11)


@then("检查办结，没有到达地点，没有签字，不占上门次数")
def closed(story: Story) -> None:
    assert story.refusal is None
    row, record = inspection(SYSTEM, story.row.id), site_record(SYSTEM, story.row.id)
    assert record is not None
    assert (row.status, row.place, record.person, record.strokes) == (InspectionStatus.CLOSED, "", "", "")
    assert Visit.objects.get(pk=row.visit).slot is None
    clerk = make_actor(Role.DEPARTMENT_CLERK, planned(row).lead)
    for kind in (DocumentKind.SITE_RECORD, DocumentKind.RESULT_NOTICE):
        make_document(clerk, MakeDocument(row.id, kind), on_the_day(row, 16))


@when(parsers.parse("企业交来“{paper}”"))
def hands_in(story: Story, paper: str) -> None:
    firm, at = owner(planned(story.row).sid), on_the_day(story.row)
    file = upload(firm, [PHOTOGRAPH], at, kind="paper", name="p.png", limit=len(PHOTOGRAPH)).file
    story.attempt(hand_in_paper, HandInPaper(story.row.id, paper, file), who=firm)


@then("两份材料连成一链，各有收据，抽中的人得到通知")
def linked(story: Story) -> None:
    assert story.refusal is None
    first, second = evidence(SYSTEM, story.row.id)
    assert (first.note, second.note, second.previous, second.officer) == ("进货台账", "健康证", first.chain, "")
    assert [one.receipt for one in handed_in(SYSTEM, story.row.id)] == [first.receipt, second.receipt]
    assert Notification.objects.filter(recipient=story.who.id, title="企业交来材料").exists()


@then(parsers.parse("被拒绝，依据“{clause}”"))
def refused(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause


@pytest.mark.clause("R-PROC-5")
def test_a_record_is_of_the_mode_of_its_visit_whoever_writes_it(opened: list[InspectionRow]) -> None:
    start(opened[0])
    check(opened[0])
    start(opened[1])
    copied = """
        INSERT INTO inspections_siterecord (inspection_id, person, position, strokes, refused_because, witness, recusal, statement,
            questions, failed, evidence, fingerprint, officer, at, off_site)
        SELECT %s, '', '', '', '', '', '', '', questions, failed, evidence, fingerprint, %s, at, true FROM inspections_siterecord"""
    with pytest.raises(DatabaseError, match="mode of its visit"):
        run_sql(actor(RUN_SQL), Sql(copied, (opened[1].id, planned(opened[1]).officers[0].cert_no)), NOW)


@pytest.mark.clause("R-SUB-3", "LYG-5.5")
@pytest.mark.parametrize("off_site", [True, False], ids=["off_site", "at_the_door"])
def test_no_piece_is_without_officer_but_a_paper_of_an_off_site_check(story: Story, *, off_site: bool) -> None:
    if off_site:
        move_off_site(story.row)
    notify(story.row)
    if off_site:
        story.attempt(begin_off_site, BeginOffSite(story.row.id))
    else:
        story.attempt(scan_in, ScanIn(story.row.id, story.row.code))
    photograph(story.row)
    copied = """
        INSERT INTO inspections_evidenceitem (inspection_id, place, kind, question, note, position, file, digest, previous, chain, copy,
            receipt, officer, at)
        SELECT inspection_id, 2, kind, %s, %s, '', gen_random_uuid(), digest, chain, chain, copy, receipt, '', at
        FROM inspections_evidenceitem"""
    assert _stored(copied, ("", "进货台账")) is off_site
    assert not _stored(copied, ("absence", "进货台账"))
    assert not _stored(copied, ("", ""))


def _stored(sql: str, values: tuple[str, str]) -> bool:
    try:
        with transaction.atomic():
            run_sql(actor(RUN_SQL), Sql(sql, values), NOW)
    except DatabaseError:
        return False
    return True


def test_the_pages_begin_and_lock_it_and_the_phone_has_none_of_it(story: Story) -> None:
    off_site(story)
    client, base = acting(story.who), f"/check/{story.row.id}"
    with shifted(on_the_day(story.row)):
        assert "开始非现场检查" in client.get(f"{base}/code/").content.decode()
        assert client.post(f"{base}/code/", {"begin": "1"}).status_code == 303
        story.answered()
        assert "锁定笔录" in client.get(f"{base}/sign/").content.decode()
        assert client.post(f"{base}/sign/", {"statement": "没有意见"}).status_code == 303
        assert "没有现场签字" in client.get(f"/visits/{story.row.id}/record/").content.decode()
    assert f"{story.row.id}" not in {one.id for one in packages(story.who, {}, on_the_day(story.row))}
