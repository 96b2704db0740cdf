"""What happens in every county besides the plan: a draw that is voided, a check that is stopped, filings, complaints, recusals, leave."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse

from yicha.demo.county.chance import Chance
from yicha.demo.once import YEAR
from yicha.demo.story import Story, moment
from yicha.disclosure.actions.withdraw_publication import withdraw_publication
from yicha.disclosure.queries import publications
from yicha.disclosure.types import PublicationStatus, WithdrawPublication
from yicha.draws.actions.propose_void import propose_void
from yicha.draws.actions.void_draw import void_draw
from yicha.draws.types import ProposeVoid, VoidDraw
from yicha.inspections.actions.cancel_inspection import cancel_inspection
from yicha.inspections.actions.lift_stop import lift_stop
from yicha.inspections.actions.stop_inspection import stop_inspection
from yicha.inspections.actions.withdraw_department import withdraw_department
from yicha.inspections.queries import inspections
from yicha.inspections.types import CancelInspection, InspectionStatus, LiftStop, StopInspection, WithdrawDepartment
from yicha.items.types import ItemRow
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.audit import TrailFilter, search
from yicha.kernel.events import name_of
from yicha.orgs.actions.ask_export import ask_export
from yicha.orgs.actions.ask_redaction import ask_redaction
from yicha.orgs.actions.decide_recusal import decide_recusal
from yicha.orgs.actions.declare_recusal import declare_recusal
from yicha.orgs.actions.record_leave import record_leave
from yicha.orgs.actions.substitute import substitute
from yicha.orgs.queries import rows_alone
from yicha.orgs.types import AskExport, AskRedaction, DecideRecusal, DeclareRecusal, RecordLeave, RecusalDeclared, Substitute, Taking
from yicha.planning.actions.consent_unplanned import consent_unplanned
from yicha.planning.actions.file_unplanned import file_unplanned
from yicha.planning.actions.plan_triggered import plan_triggered
from yicha.planning.actions.plan_unplanned import plan_unplanned
from yicha.planning.queries import visits
from yicha.planning.types import (
    ConsentUnplanned,
    FileUnplanned,
    PlanTriggered,
    PlanUnplanned,
    TriggerSource,
)
from yicha.subjects.types import SubjectPermission

TODAY = date(YEAR, 3, 26)  # a Thursday


def days(count: int, hour: int = 9) -> datetime:
    """So many days from the demo's today; the past is negative."""
    return moment(TODAY + timedelta(days=count), hour)


def void_first_draw_of_officers(story: Story, programme: int) -> None:
    """A voided draw stays for everybody to see."""
    draw = story.freeze_officers(programme)
    reason = "冻结后发现两名执法人员的执法证信息有误，更正后重新抽取"
    story.steady.do(propose_void, story.who(Role.COORDINATOR), ProposeVoid(draw, reason))
    story.steady.do(void_draw, story.who(Role.LEGAL_SUPERVISOR), VoidDraw(draw, reason))


def stop_two_visits(story: Story, programme: int) -> None:
    """One by the joint office, one by the legal supervisor, each with a reason."""
    planned = {row.id: row for row in story.steady.read(lambda: visits(SYSTEM, story.place, programme=programme))}
    open_ones = [row for row in story.steady.read(lambda: inspections(SYSTEM, story.place)) if row.status is InspectionStatus.SCHEDULED]
    later = [row for row in open_ones if planned[row.visit].first_day > days(18).date()]
    chosen = zip(later, (Role.COORDINATOR, Role.LEGAL_SUPERVISOR), REASONS_TO_STOP, strict=False)
    for row, role, reason in chosen:
        story.steady.do(cancel_inspection, story.who(role), CancelInspection(row.id, reason), days(-2, 16))


def withdraw_one_department(story: Story, programme: int) -> None:
    """Of a joint visit of the coming weeks: the others go on."""
    planned = story.steady.read(lambda: visits(SYSTEM, story.place, programme=programme))
    by_visit = {row.visit: row for row in story.steady.read(lambda: inspections(SYSTEM, story.place))}
    joint = [
        row
        for row in planned
        if len(row.departments) > 2 and row.first_day > days(18).date() and row.id in by_visit  # noqa: PLR2004 who leads, who goes, who is left
        if by_visit[row.id].status is InspectionStatus.SCHEDULED
    ]
    for row in joint[:1]:
        gone = next(code for code in row.departments if code != row.lead)
        command = WithdrawDepartment(by_visit[row.id].id, gone, "人员集中参加省级专项行动，本次不能到场")
        story.steady.do(withdraw_department, story.who(Role.DEPARTMENT_HEAD, gone), command, days(-2, 17))


def stop_one_under_way(story: Story) -> None:
    """And let it go on an hour later: the second officer has come."""
    begun = [row for row in story.steady.read(lambda: inspections(SYSTEM, story.place)) if row.status is InspectionStatus.STARTED]
    for row in begun[:1]:
        who = story.who(Role.LEGAL_SUPERVISOR)
        story.steady.do(stop_inspection, who, StopInspection(row.id, "现场只有一名执法人员"))
        story.steady.do(lift_stop, who, LiftStop(row.id, "第二名执法人员已到场"))


REASONS_TO_STOP = ("企业已申请注销并停止经营", "本年度上级已检查同一事项，避免重复检查")


def unplanned_checks(story: Story, programme: int) -> None:
    """One filing that waits for consent, one that has it and is planned, one that was refused; and a visit for a complaint."""
    sids, items = untouched(story, programme), items_of(story)
    for (ahead, reason, consent, why), sid, item in zip(FILINGS, sids, items, strict=False):
        clerk, filed_on = story.who(Role.DEPARTMENT_CLERK, item.department), days(-1, 10)
        what = (item.department, sid, item.code, item.check_class, days(ahead).date(), 60, reason)
        filing = story.steady.do(file_unplanned, clerk, FileUnplanned(story.place, *what), filed_on).filing
        if consent is None:
            continue
        decided = days(-1, 16)
        story.steady.do(consent_unplanned, story.who(Role.COORDINATOR), ConsentUnplanned(filing, consent, why), decided)
        if consent:
            story.steady.do(plan_unplanned, clerk, PlanUnplanned(filing), days(-1, 17))
    item, sid = next(items), next(sids)
    cause = (TriggerSource.COMPLAINT, f"12345热线〔{story.year}〕第0318号")
    triggered = PlanTriggered(story.place, item.department, sid, item.code, item.check_class, days(1).date(), 60, *cause)
    story.steady.do(plan_triggered, story.who(Role.DEPARTMENT_CLERK, item.department), triggered)


FILINGS: tuple[tuple[int, str, bool | None, str], ...] = (
    (8, "换季用火用电隐患集中，拟对该单位开展专项检查", None, ""),
    (12, "近期同类单位连续发生险情，需核查整改情况", True, "同意，并入当周上门"),
    (14, "季度例行走访", False, "无具体线索，编入下一年度计划"),
)


def recusals_and_leave(story: Story) -> None:
    """An officer who says so oneself, a leader on holiday whose post is lent, and somebody on leave."""
    department, day = story.departments[0], days(-6)
    own = [row for row in story.county.officers if row.cert_no in story.people.officers and row.department == _short(story, department)]
    sid = story.county.subjects[0].sid
    declared = story.steady.do(
        declare_recusal, story.people.officer(own[0].cert_no, day), DeclareRecusal(own[0].cert_no, sid, "与该企业负责人是近亲属"), day
    )
    head = story.who(Role.DEPARTMENT_HEAD, department)
    story.steady.do(decide_recusal, head, DecideRecusal(declared.recusal, upheld=True, reason="属实"), day.replace(hour=11))
    clerk = story.who(Role.DEPARTMENT_CLERK, department)
    away = RecordLeave(own[-1].cert_no, days(4).date(), days(8).date())
    story.steady.do(record_leave, clerk, away, day.replace(hour=14))
    _lend(story, story.departments[2])


def wait_for_a_second_hand(story: Story) -> None:
    """What takes two persons, and the second has yet to decide: a big export, and personal data that is to go from the trail."""
    county = Taking("subjects", SubjectPermission.READ, reverse("subjects:export"), "全部", len(story.county.subjects))
    steward = story.who(Role.DATA_STEWARD)
    if county.rows > story.steady.read(lambda: rows_alone(steward, days(-1, 15))):
        story.steady.do(ask_export, steward, AskExport(county, "交县审计局核对底数"), days(-1, 15))
    audit = story.appointments.audit
    declared = story.steady.read(lambda: search(audit, TrailFilter(event=name_of(RecusalDeclared)), size=1)).rows
    reason = "本人依《中华人民共和国个人信息保护法》第四十七条要求删除"
    for row in declared:
        story.steady.do(ask_redaction, audit, AskRedaction(row.run, reason), days(-1, 16))


def withdraw_one(story: Story, now: datetime) -> None:
    """A result that was wrong is taken back in the open."""
    out = [row for row in story.steady.read(lambda: publications(SYSTEM, story.place)) if row.status is PublicationStatus.PUBLISHED]
    for row in out[:1]:
        head = story.who(Role.DEPARTMENT_HEAD, row.department)
        story.steady.do(withdraw_publication, head, WithdrawPublication(row.id, "企业异议成立：检查地址登记有误，复核后重新公示"), now)


def _lend(story: Story, department: str) -> None:
    """代办: the head's post to the clerk of the same department, for two weeks."""
    head = story.who(Role.DEPARTMENT_HEAD, department)
    post = story.people.posts[Role.DEPARTMENT_HEAD, department][1]
    clerk = story.people.posts[Role.DEPARTMENT_CLERK, department][0]
    begins, ends = days(-3), days(8, 18)
    story.steady.do(substitute, head, Substitute(post, clerk, "参加省级培训", begins, ends), days(-6, 15))


def untouched(story: Story, programme: int) -> Iterator[str]:
    """Subjects in business whom this year's programme and history leave alone."""
    seen = {row.sid for row in story.steady.read(lambda: visits(SYSTEM, story.place, programme=programme))}
    seen |= {check.sid for check in story.county.history}
    rows = [row.sid for row in story.county.subjects if row.status == "存续" and row.uscc and row.sid not in seen]
    return iter(Chance("incidents").some(rows, 12))


def items_of(story: Story) -> Iterator[ItemRow]:
    """The first of the fire brigade, then one of each department."""
    firsts = {row.department: row for row in reversed(story.county.items)}
    order = (*story.departments[2:], *story.departments[:2])
    return (firsts[department] for department in order if department in firsts)


def _short(story: Story, code: str) -> str:
    return next(found.short_name for found in story.county.departments if found.code == code)
