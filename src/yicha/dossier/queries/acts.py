"""What each room below knows of a subject, as acts of the timeline."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yicha.disclosure.queries import outcome_words, publications_of
from yicha.disclosure.types import PublicationStatus
from yicha.dossier.types import Act, Became, Kind, Recused
from yicha.inspections.queries import inspections
from yicha.inspections.types import InspectionRow, InspectionStatus, Outcome, TaskRow
from yicha.kernel.actor import Actor
from yicha.kernel.events import name_of
from yicha.kernel.trail import TrailRow, histories
from yicha.levels.queries import patrols_at
from yicha.levels.types import PatrolRow
from yicha.orgs.queries import recusals_of
from yicha.orgs.types import RecusalDeclared, RecusalListing, RecusalStatus
from yicha.permits.queries import permits_of
from yicha.permits.types import CheckState
from yicha.planning.queries import filings, past_checks_of, replaced_by, visits_of
from yicha.planning.types import ClassUsed, FilingRow, FilingStatus, VisitCancelled, VisitRow, VisitStatus
from yicha.subjects.types import (
    SubjectClosed,
    SubjectCorrected,
    SubjectMovedOut,
    SubjectRegistered,
    SubjectReopened,
    SubjectRow,
    SubjectsMerged,
    SubjectSplit,
    SubjectTagged,
    SubjectTakenIn,
    TagEnded,
)

LEVELS = {"national": gettext_lazy("国家"), "province": gettext_lazy("省级"), "city": gettext_lazy("市级"), "county": gettext_lazy("县级")}
RECUSAL_WORDS = {
    RecusalStatus.DECLARED: gettext_lazy("等负责人决定"),
    RecusalStatus.UPHELD: gettext_lazy("同意回避"),
    RecusalStatus.REJECTED: gettext_lazy("不同意回避"),
}
FILING_WORDS = {
    FilingStatus.FILED: gettext_lazy("等联席会议意见"),
    FilingStatus.CONSENTED: gettext_lazy("已同意，还没排"),
    FilingStatus.REFUSED: gettext_lazy("未同意"),
    FilingStatus.PLANNED: gettext_lazy("已同意，已排"),
}
REGISTER_WORDS = {
    name_of(SubjectRegistered): gettext_lazy("登记入库"),
    name_of(SubjectCorrected): gettext_lazy("更正登记"),
    name_of(SubjectClosed): gettext_lazy("注销或关闭"),
    name_of(SubjectReopened): gettext_lazy("恢复"),
    name_of(SubjectMovedOut): gettext_lazy("迁出"),
    name_of(SubjectTakenIn): gettext_lazy("迁入"),
    name_of(SubjectsMerged): gettext_lazy("并户"),
    name_of(SubjectSplit): gettext_lazy("撤销并户"),
    name_of(SubjectTagged): gettext_lazy("加标签"),
    name_of(TagEnded): gettext_lazy("停用标签"),
}
HARMLESS = {Outcome.NO_PROBLEM.value, Outcome.NO_SUCH_BUSINESS.value}
SOURCES = {
    "complaint": gettext_lazy("投诉举报"),
    "assigned": gettext_lazy("转办交办"),
    "data_clue": gettext_lazy("数据监测"),
    "request": gettext_lazy("企业申请"),
    "recheck": gettext_lazy("整改复查"),
}


@dataclass(frozen=True)
class Desk:
    """Reads each room once, for one subject."""

    actor: Actor
    subject: SubjectRow
    names: Mapping[str, str]
    numbers: Sequence[str]  # under which something of it is kept, its own first
    merged: Mapping[str, str]  # number of a merged registration → its name
    today: date

    def acts(self) -> tuple[Act, ...]:
        found = (
            *(replace(act, sid=visit.sid) for visit in self.visits for act in self._of_visit(visit)),
            *self._publications(),
            *self._recusals(),
            *map(self._filing, self.filings),
            *self._past_checks(),
            *self._registered(),
            *self._permits(),
            *map(self._patrol, patrols_at(self.actor, self.subject.sid)),
        )
        return tuple(self._where_from(act) if act.sid in self.merged else act for act in found)

    def _where_from(self, act: Act) -> Act:
        """What was done at a registration that was merged since says under which name."""
        told = _("原登记 %(name)s") % {"name": self.merged[act.sid]}
        return replace(act, note=" · ".join(filter(None, (act.note, told))))

    @cached_property
    def visits(self) -> list[VisitRow]:
        return visits_of(self.actor, self.subject.sid, self.today)

    @cached_property
    def filings(self) -> list[FilingRow]:
        return [row for sid in self.numbers for row in filings(self.actor, sid=sid)]

    @cached_property
    def recusals(self) -> dict[int, RecusalListing]:
        return {one.recusal: one for sid in self.numbers for one in recusals_of(self.actor, sid)}

    @cached_property
    def inspections(self) -> dict[int, InspectionRow]:
        places = {visit.region_path for visit in self.visits}
        return {row.visit: row for place in places for row in inspections(self.actor, place, visits=[visit.id for visit in self.visits])}

    @cached_property
    def trail(self) -> list[TrailRow]:
        officers = {f"officer:{one.cert_no}" for one in self.recusals.values()}
        visits = {f"visit:{visit.id}" for visit in self.visits if visit.status is VisitStatus.CANCELLED}
        return histories(self.actor, {*(f"subject:{sid}" for sid in self.numbers), *officers, *visits})

    @cached_property
    def replaced(self) -> dict[int, tuple[Became, ...]]:
        found = replaced_by(self.actor, self.visits)
        return {number: tuple(map(self._became, rows)) for number, rows in found.items()}

    def _became(self, row: VisitRow) -> Became:
        inspection = self.inspections.get(row.id)
        return Became(row.id, row.number, row.first_day, inspection.id if inspection else 0)

    def recused(self) -> tuple[Recused, ...]:
        """Also those that came with the register of officers, of which no day is known."""
        return tuple(
            Recused(one.recusal, self._name(one.department), one.cert_no[-4:], one.by_party, str(RECUSAL_WORDS[one.status]))
            for one in self.recusals.values()
            if one.status is not RecusalStatus.REJECTED
        )

    def on_the_day(self, uses: tuple[ClassUsed, ...]) -> tuple[ClassUsed, ...]:
        """A visit is planned for a week; once somebody has scanned in, the day is known."""
        begun = {visit: row.started_at for visit, row in self.inspections.items() if row.started_at}
        return tuple(replace(use, on=localdate(begun[use.visit])) if use.visit in begun else use for use in uses)

    def _name(self, department: str) -> str:
        return self.names.get(department, department)

    def _of_visit(self, visit: VisitRow) -> Iterator[Act]:
        inspection = self.inspections.get(visit.id)
        if visit.status is VisitStatus.CANCELLED:
            yield from self._cancelled(visit, inspection)
        elif inspection is None or inspection.status in {InspectionStatus.SCHEDULED, InspectionStatus.NOTIFIED}:
            yield self._planned(visit, inspection)
        if inspection is not None:
            yield from self._of_inspection(visit, inspection)

    def _planned(self, visit: VisitRow, inspection: InspectionRow | None) -> Act:
        alone = len(visit.departments) == 1
        joint = _("%(count)s 个部门联合检查") % {"count": len(visit.departments)}
        title = _("%(name)s检查") % {"name": self._name(visit.lead)} if alone else joint
        key = inspection.id if inspection else 0
        return Act(Kind.VISIT, visit.first_day, visit.departments, title, self._what(visit), visit.last_day, key=key, visit=visit.id)

    def _what(self, visit: VisitRow) -> str:
        items = {demand.item_code for demand in visit.demands}
        cause = next((demand for demand in visit.demands if demand.source), None)
        parts = [
            "、".join(self._name(department) for department in visit.departments),
            ngettext("%(count)s 项", "%(count)s 项", len(items)) % {"count": len(items)},
            "" if visit.door else _("不上门"),
            _("预告") if visit.announced else _("不预告"),
            f"{SOURCES[cause.source]} {cause.reference}" if cause else visit.number,
        ]
        return " · ".join(filter(None, parts))

    def _cancelled(self, visit: VisitRow, inspection: InspectionRow | None) -> Iterator[Act]:
        for row in self._said(VisitCancelled, f"visit:{visit.id}"):
            reason = (row.payload or {}).get("reason", "")
            act = self._act(Kind.CANCELLED, row.at, visit.departments, _("检查取消"), f"{reason} · {visit.number}", inspection)
            yield replace(act, became=self.replaced.get(visit.id, ()))

    def _of_inspection(self, visit: VisitRow, inspection: InspectionRow) -> Iterator[Act]:
        if inspection.notified_at:
            yield self._act(Kind.NOTICE, inspection.notified_at, visit.departments, _("发出检查通知书"), inspection.number, inspection)
        if inspection.started_at:
            what = self._what(visit)
            yield self._act(Kind.SCAN_IN, inspection.started_at, visit.departments, _("扫码入企，开始检查"), what, inspection)
        for task in inspection.tasks:
            if task.submitted_at and task.outcome:
                yield self._result(task, task.submitted_at, inspection)

    def _result(self, task: TaskRow, at: datetime, inspection: InspectionRow) -> Act:
        state = _("已核定") if task.concluded_at else _("等负责人核定")
        people = ngettext("%(count)s 人检查", "%(count)s 人检查", len(task.officers)) % {"count": len(task.officers)}
        title = _("检查结果：%(outcome)s") % {"outcome": outcome_words(task.outcome or "")}
        act = self._act(Kind.RESULT, at, (task.department,), title, f"{self._name(task.department)} · {people} · {state}", inspection)
        return replace(act, problem=task.outcome not in HARMLESS)

    def _act(self, kind: Kind, at: datetime, departments: tuple[str, ...], title: str, note: str, inspection: InspectionRow | None) -> Act:  # noqa: PLR0913, PLR0917 what an act is
        return Act(kind, localdate(at), departments, title, note, at=at, key=inspection.id if inspection else 0)

    def _publications(self) -> Iterator[Act]:
        for row in publications_of(self.actor, self.subject.sid):
            if row.published_at is None:
                continue
            title = _("结果公示：%(outcome)s") % {"outcome": outcome_words(row.outcome)}
            note = f"{self._name(row.department)} · {row.inspection}"
            plain = Act(Kind.PUBLISHED, localdate(row.published_at), (row.department,), title, note, at=row.published_at, sid=row.sid)
            yield replace(plain, problem=row.outcome not in HARMLESS)
            if row.status is PublicationStatus.WITHDRAWN:
                told = f"{self._name(row.department)} · {row.withdrawn_because}"
                yield replace(plain, kind=Kind.WITHDRAWN, title=_("公示已撤回"), note=told, problem=True)

    def _recusals(self) -> Iterator[Act]:
        for row in self._said(RecusalDeclared):
            one = self.recusals.get((row.payload or {}).get("recusal", 0))
            if one:
                title = _("企业申请回避") if one.by_party else _("执法人员申报回避")
                note = f"{self._name(one.department)} · {RECUSAL_WORDS[one.status]}"
                plain = Act(Kind.RECUSAL, localdate(row.at), (one.department,), title, note, at=row.at, recusal=one.recusal)
                yield replace(plain, sid=one.sid)

    def _filing(self, row: FilingRow) -> Act:
        title = _("计划外检查报备：%(check_class)s") % {"check_class": row.check_class}
        day = _("拟于 %(day)s 检查") % {"day": row.visit_on.isoformat()}
        note = f"{self._name(row.department)} · {day} · {FILING_WORDS[row.status]}"
        return Act(Kind.FILING, localdate(row.filed_at), (row.department,), title, note, at=row.filed_at, sid=row.sid)

    def _past_checks(self) -> Iterator[Act]:
        for check in past_checks_of(self.actor, self.subject):
            title = _("已查过：%(check_class)s") % {"check_class": check.check_class}
            note = f"{self._name(check.department)} · {LEVELS.get(check.level, check.level)}"
            yield Act(Kind.PAST_CHECK, check.on, (check.department,), title, note, done=True, sid=check.sid)

    def _patrol(self, row: PatrolRow) -> Act:
        note = " · ".join((self._name(row.patrolled_by), row.found or _("没有发现问题"), _("不是检查，不占次数")))
        plain = Act(Kind.PATROL, row.patrolled_on, (row.patrolled_by,), _("镇街巡查"), note, done=True, sid=row.sid)
        return replace(plain, problem=bool(row.found))

    def _registered(self) -> Iterator[Act]:
        """What became of it in the register: from whose hand, on what ground."""
        for row in self.trail:
            words = REGISTER_WORDS.get(row.event)
            if words:
                said = row.payload or {}
                ground = said.get("reason") or said.get("source") or ""
                changes = "；".join(f"{one['old'] or '—'} → {one['new'] or '—'}" for one in said.get("corrected", ()))
                note = " · ".join(filter(None, (self._name(row.department), changes, ground)))
                own = (row.department,) if row.department else ()
                yield Act(Kind.REGISTER, localdate(row.at), own, str(words), note, at=row.at, sid=row.about.partition(":")[2])

    def _permits(self) -> Iterator[Act]:
        """Each grant; and the check that still has to follow it."""
        for row in (found for sid in self.numbers for found in permits_of(self.actor, sid, self.today)):
            yield Act(
                Kind.PERMIT,
                row.granted_on,
                (),
                _("取得%(kind)s") % {"kind": row.kind_name},
                f"{row.issuer} · {row.number}",
                done=True,
                sid=row.sid,
            )
            if row.check_by and row.state in {CheckState.DUE, CheckState.OVERDUE}:
                title, late = _("批后核查：%(kind)s") % {"kind": row.kind_name}, _("已超期") if row.late else ""
                note = " · ".join(filter(None, (self._name(row.department), late)))
                yield Act(Kind.PERMIT_CHECK, row.check_by, (row.department,), title, note, sid=row.sid)

    def _said(self, event: type[object], about: str = "") -> list[TrailRow]:
        return [row for row in self.trail if row.event == name_of(event) and about in {"", row.about}]
