"""Makers for the tests of other rooms: inspections of a small county, and what happens at one of them."""

import base64
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from yicha.inspections.actions.attach_evidence import attach_evidence
from yicha.inspections.actions.conclude_department import conclude_department
from yicha.inspections.actions.issue_notice import issue_notice
from yicha.inspections.actions.open_inspections import open_inspections
from yicha.inspections.actions.record_answers import record_answers
from yicha.inspections.actions.record_results import record_results
from yicha.inspections.actions.scan_in import scan_in
from yicha.inspections.actions.sign_record import sign_record
from yicha.inspections.queries import answers, inspection, inspections, merged_form
from yicha.inspections.types import (
    Answer,
    AttachEvidence,
    ConcludeDepartment,
    EvidenceAttached,
    EvidenceKind,
    InspectionRow,
    IssueNotice,
    OpenInspections,
    Outcome,
    PointResult,
    RecordAnswers,
    RecordResults,
    ScanIn,
    SignRecord,
)
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, made_once, run_sql
from yicha.kernel.uploads import upload
from yicha.orgs.models import Account
from yicha.orgs.testing import make_account, make_actor
from yicha.planning.queries import visit
from yicha.planning.testing import adopt_year, day_of, make_county, make_plans, staff_year
from yicha.planning.types import VisitRow, VisitStatus

PHOTOGRAPH = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=="
)  # one pixel


@made_once
def make_inspections() -> list[InspectionRow]:
    """Adopted, staffed, opened."""
    make_county()
    make_plans()
    programme = adopt_year()
    staff_year(programme)
    open_inspections(SYSTEM, OpenInspections(programme), NOW)
    return inspections(SYSTEM, REGION)


def planned(row: InspectionRow) -> VisitRow:
    return visit(SYSTEM, row.visit)


def on_the_day(row: InspectionRow, hour: int = 10) -> datetime:
    return datetime.combine(day_of(row.visit), datetime.min.time(), ZoneInfo("Asia/Shanghai")).replace(hour=hour)


OFF_SITE = """
WITH visit AS (UPDATE planning_visit SET door = false, counted = false, starts_at = NULL, ends_at = NULL WHERE id = %s RETURNING id),
    used AS (UPDATE planning_classuse SET free = true WHERE visit_id = %s RETURNING id)
UPDATE planning_visitdemand SET door = false, free = true WHERE visit_id = %s
"""


def move_off_site(row: InspectionRow) -> None:
    """As if its lines had been planned as 书面 or 网络检查."""
    run_sql(actor(RUN_SQL), Sql(OFF_SITE, (row.visit,) * 3), NOW)


def make_simple(department: str) -> None:
    """As if its items had been published as simple."""
    run_sql(actor(RUN_SQL), Sql("UPDATE items_item SET simple = true WHERE department = %s", (department,)), NOW)


@cache
def _account(cert_no: str) -> str:
    return f"o{cert_no}"


def officer(row: InspectionRow, department: str, place: int = 0) -> Actor:
    """A drawn officer of the department, with an account of his own."""
    cert_no = [one.cert_no for one in planned(row).officers if one.department == department][place]
    return officer_with(cert_no, department)


def officer_with(cert_no: str, department: str) -> Actor:
    """With an account, made at the first time."""
    if not Account.objects.filter(pk=_account(cert_no)).exists():
        make_account(_account(cert_no), cert_no=cert_no)
    return make_actor(Role.OFFICER, department, name=_account(cert_no))


def notify(row: InspectionRow) -> None:
    """Once: what is told already stays as it was told."""
    if (known := planned(row)).status is not VisitStatus.PUBLISHED:
        return
    clerk = make_actor(Role.DEPARTMENT_CLERK, known.lead)
    issue_notice(clerk, IssueNotice(row.id), on_the_day(row) - timedelta(days=7))


def enter_with_code(row: InspectionRow, code: str) -> Actor:
    """By an officer of the lead department."""
    who = officer(row, planned(row).lead)
    scan_in(who, ScanIn(row.id, code), on_the_day(row))
    return who


@made_once
def start(row: InspectionRow) -> Actor:
    """Notice and scan-in; the officer of the lead department who did it."""
    notify(row)
    return enter_with_code(row, row.code)


def answer(row: InspectionRow, department: str, result: PointResult = PointResult.PASS, note: str = "") -> tuple[Answer, ...]:
    """The department's officer answers whatever it asks and nobody has answered, all alike."""
    known = answers(SYSTEM, row.id)
    open_questions = [one for one in merged_form(SYSTEM, planned(row)) if one.key not in known]
    given = tuple(Answer(one.key, result, note) for one in open_questions if department in one.departments)
    if given:
        record_answers(officer(row, department), RecordAnswers(row.id, given), on_the_day(row))
    return given


def signature(row: InspectionRow) -> SignRecord:
    return SignRecord(row.id, "李掌柜", "店长", strokes="M10 20 L30 40 L50 20")


def photograph(
    row: InspectionRow, content: bytes = PHOTOGRAPH, kind: EvidenceKind = EvidenceKind.PHOTO, note: str = ""
) -> EvidenceAttached:
    """Of the first question that the lead department asks, by its officer."""
    known = planned(row)
    who = officer(row, known.lead)
    first = next(one for one in merged_form(SYSTEM, known) if known.lead in one.departments)
    kept = upload(who, [content], on_the_day(row), kind="evidence", name="现场.png", limit=len(content))
    return attach_evidence(who, AttachEvidence(row.id, first.key, kept.file, kind, note), on_the_day(row))


@made_once
def check(row: InspectionRow, result: PointResult = PointResult.PASS, note: str = "") -> None:
    """After the scan-in: every department answers, the firm signs."""
    known = planned(row)
    for department in known.departments:
        answer(row, department, result, note)
    sign_record(officer(row, known.lead), signature(row), on_the_day(row, 11))


def clean_results(row: InspectionRow, department: str, outcome: Outcome = Outcome.NO_PROBLEM) -> RecordResults:
    team = tuple(one.cert_no for one in planned(row).officers if one.department == department)
    return RecordResults(row.id, department, outcome, team)


def conclude(row: InspectionRow, department: str, outcome: Outcome = Outcome.NO_PROBLEM) -> None:
    """A department files its result of the signed record, and its head agrees."""
    record_results(officer(row, department), clean_results(row, department, outcome), on_the_day(row, 11))
    conclude_department(make_actor(Role.DEPARTMENT_HEAD, department), ConcludeDepartment(row.id, department), on_the_day(row, 12))


@made_once
def carry_out(row: InspectionRow) -> InspectionRow:
    """The whole visit without a finding."""
    start(row)
    check(row)
    for department in planned(row).departments:
        conclude(row, department)
    return inspection(SYSTEM, row.id)
