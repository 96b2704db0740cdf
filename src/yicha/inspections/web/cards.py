"""Rows as pages show them: codes have names, statuses have words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yicha.inspections.types import (
    AnswerRow,
    DeskRow,
    EvidenceRow,
    InspectionRow,
    InspectionStatus,
    PointResult,
    Question,
    SiteRow,
    TaskRow,
)
from yicha.inspections.web.labels import OUTCOMES, PROOFS, RESULTS, STATUSES, TASKS, UNANNOUNCED
from yicha.inspections.web.names import Names
from yicha.kernel.actor import Actor
from yicha.kernel.trail import TrailRow
from yicha.shell.event_names import event_name

STEPS = (_("发通知"), _("入企"), _("逐问检查"), _("部门核定"), _("办结"))


HAPPENED: dict[str, str | Promise] = {
    "NoticeIssued": _("发出通知书"),
    "TaskSigned": _("签收任务"),
    "TaskTakenOver": _("接手任务"),
    "InspectionStarted": _("亮码入企"),
    "OffSiteBegun": _("开始非现场检查"),
    "EnteredWithoutCode": _("未亮码入企"),
    "SubjectAbsent": _("上门未找到"),
    "CompanionNamed": _("登记随行人员"),
    "AssistanceRequested": _("请求协助"),
    "AssistanceAnswered": _("答复协助请求"),
    "AnswersRecorded": _("逐问检查"),
    "EvidenceAttached": _("取证"),
    "CaseFiled": _("立卷归档"),
    "DocumentMade": _("制作文书"),
    "DocumentDelivered": _("送达文书"),
    "ObjectionRaised": _("企业提出异议"),
    "ObjectionDecided": _("裁定异议"),
    "RecordSigned": _("企业签字，记录锁定"),
    "ResultsRecorded": _("部门提交结果"),
    "DepartmentReturned": _("负责人退回"),
    "DepartmentConcluded": _("负责人核定"),
    "DepartmentWithdrawn": _("部门撤出"),
    "InspectionCancelled": _("取消检查"),
}


@dataclass(frozen=True)
class Tag:
    label: str | Promise
    tone: str


@dataclass(frozen=True)
class OfficeRow:
    row: DeskRow
    lead: str
    others: list[str]
    status: Tag
    wants_notice: bool


@dataclass(frozen=True)
class Part:
    """One department's part of a visit."""

    name: str
    lead: bool
    task: TaskRow
    status: Tag
    holder: str
    outcome: str | Promise
    asked: int
    answered: int
    failed: int
    entrusted_to: str = ""


@dataclass(frozen=True)
class Line:
    """A question as a page shows it. `own`: the department of whoever looks asks it; `skipped`: another answer leaves it out."""

    place: int
    question: Question
    departments: list[str]
    answer: AnswerRow | None
    label: str | Promise
    icon: str
    own: bool
    evidence: tuple[EvidenceRow, ...] = ()
    skipped: bool = False


@dataclass(frozen=True)
class Step:
    """Something that happened, as a person reads it."""

    at: datetime
    label: str | Promise
    who: str


def timeline(trail: Iterable[TrailRow], names: Names) -> list[Step]:
    """The latest first. Answers that were kept one after the other are one line."""
    steps: list[Step] = []
    for row in trail:
        step = Step(row.at, HAPPENED.get(row.event.rpartition(".")[2]) or event_name(row.event), names.one(row.department))
        if steps and row.event.endswith("AnswersRecorded") and (steps[0].label, steps[0].who) == (step.label, step.who):
            steps[0] = step
        else:
            steps.insert(0, step)
    return steps


def office_rows(actor: Actor, rows: Iterable[DeskRow], names: Names) -> list[OfficeRow]:
    return [
        OfficeRow(
            row,
            names.one(row.lead),
            names.of(code for code in row.departments if code != row.lead),
            status_of(row.status, announced=row.announced),
            row.announced and row.status is InspectionStatus.SCHEDULED and actor.acts_for(row.lead),
        )
        for row in rows
    ]


def status_of(status: InspectionStatus, *, announced: bool) -> Tag:
    if status is InspectionStatus.SCHEDULED and not announced:
        return Tag(*UNANNOUNCED)
    return Tag(*STATUSES[status])


def steps_of(row: InspectionRow) -> dict[str, object]:
    """How far, for the stepper."""
    done = (bool(row.notice), bool(row.started_at), all(task.submitted_at for task in row.tasks), row.status is InspectionStatus.CLOSED)
    current = 4 + done[3] if all(done[:3]) and done[3] else sum(done)
    return {"labels": STEPS, "current": current}


def parts_of(site: SiteRow, names: Names, people: Mapping[str, str]) -> list[Part]:
    """`people`: who signed, by account."""
    return [_part(site, task, names, people.get(task.holder, "")) for task in site.inspection.tasks]


def _part(site: SiteRow, task: TaskRow, names: Names, holder: str) -> Part:
    asked = [question for question in site.asked if task.department in question.departments]
    given = [site.answers[question.key] for question in asked if question.key in site.answers]
    failed = sum(answer.result is PointResult.FAIL for answer in given)
    outcome = OUTCOMES[task.outcome] if task.outcome else ""
    lead = task.department == site.planned.lead
    return Part(
        names.one(task.department),
        lead,
        task,
        Tag(*TASKS[task.status]),
        holder,
        outcome,
        len(asked),
        len(given),
        failed,
        names.one(task.entrusted_to),
    )


def record_lines(site: SiteRow, names: Names) -> list[Line]:
    """The merged form with its answers."""
    return [line_of(site, place, names) for place in range(1, len(site.form) + 1)]


def line_of(site: SiteRow, place: int, names: Names) -> Line:
    question = site.form[place - 1]
    answer = site.answers.get(question.key)
    label, icon = RESULTS[answer.result] if answer else ("", "")
    evidence = tuple(one for one in site.evidence if one.question == question.key)
    own, skipped = not site.departments.isdisjoint(question.departments), question not in site.asked
    return Line(place, question, names.of(question.departments), answer, label, icon, own, evidence, skipped)


def needs_of(question: Question) -> list[dict[str, object]]:
    """What proves the answer: kind and least number."""
    return [{"label": label, "icon": icon, "least": proof.least} for proof in question.proofs for label, icon in [PROOFS[proof.kind]]]


def saved_at(site: SiteRow) -> datetime | None:
    """When the last answer was kept."""
    return max((answer.at for answer in site.answers.values()), default=None)


def next_place(site: SiteRow, after: int) -> int | None:
    """Of the own questions: the next without an answer, in a circle; None when all are answered."""
    places = [place for place, question in enumerate(site.form, 1) if question in site.unanswered]
    later: Sequence[int] = [place for place in places if place > after]
    return next(iter([*later, *places]), None)
