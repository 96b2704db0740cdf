"""文书 of a visit as values: what each paper says, from the record as it stands."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Final

from django.utils import timezone

from yicha.engines.forms import asked_now
from yicha.inspections import models
from yicha.inspections.documents import (
    Approval,
    ApprovedItem,
    Delivered,
    DeliveryReceipt,
    Fact,
    Head,
    Opinion,
    Paper,
    PartResult,
    Piece,
    ResultNotice,
    SamplingReceipt,
    Signature,
    SiteMinutes,
    Team,
)
from yicha.inspections.queries.forms import answers, evidence, merged_form, site_record
from yicha.inspections.queries.notices import notice_of
from yicha.inspections.queries.visits import inspection
from yicha.inspections.types import (
    DOCUMENT_NAMES,
    KIND_NAMES,
    OUTCOME_WORDS,
    RESULT_WORDS,
    WAY_NAMES,
    AnswerRow,
    DeliveryWay,
    DocumentKind,
    EvidenceKind,
    EvidenceRow,
    InspectionRow,
    Outcome,
    PointResult,
    Question,
    RecordRow,
    TaskRow,
    TaskStatus,
    values_of,
)
from yicha.items.queries import items_in_force
from yicha.items.types import ItemRow
from yicha.kernel.actor import SYSTEM
from yicha.kernel.events import from_plain
from yicha.kernel.jurisdiction import absent
from yicha.kernel.trail import history
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.queries import departments, people
from yicha.planning.documents import InspectionNotice
from yicha.planning.queries import visit
from yicha.planning.types import VisitRow

NUMBERS: Final[Mapping[DocumentKind, str]] = {
    DocumentKind.APPROVAL: "联检批",
    DocumentKind.NOTICE: "联检通",
    DocumentKind.SITE_RECORD: "联检录",
    DocumentKind.SAMPLING_RECEIPT: "联检证",
    DocumentKind.RESULT_NOTICE: "联检告",
    DocumentKind.DELIVERY_RECEIPT: "联检达",
    DocumentKind.CASE_FILE: "联检卷",
}
TAKEN = frozenset({EvidenceKind.SAMPLE, EvidenceKind.DOCUMENT})
HANDED_IN: Final = "企业提交"
_ADOPTED, _APPROVED = ".ProgrammeAdopted", "经跨部门联席会议审定合并方案，同意实施。"
_URGENT = "情况紧急先行检查（{why}），补批：{opinion}"


def paper_of(pk: int, kind: DocumentKind) -> Paper:
    """Whoever asks has checked that the record has what the paper says, and that the actor may have it."""
    makers: Mapping[DocumentKind, Callable[[Papers], Paper]] = {
        DocumentKind.APPROVAL: Papers.approval,
        DocumentKind.SITE_RECORD: Papers.minutes,
        DocumentKind.SAMPLING_RECEIPT: Papers.sampling,
        DocumentKind.RESULT_NOTICE: Papers.result,
        DocumentKind.DELIVERY_RECEIPT: Papers.delivery,
    }
    return makers[kind](Papers(pk))


@dataclass(frozen=True)
class Papers:
    """The papers of one visit; what several of them say is read once."""

    pk: int

    @cached_property
    def row(self) -> InspectionRow:
        return inspection(SYSTEM, self.pk)

    @cached_property
    def planned(self) -> VisitRow:
        return visit(SYSTEM, self.row.visit)

    @cached_property
    def told(self) -> InspectionNotice:
        """The notice as it was given; before that, as it would be."""
        kept = models.Document.objects.filter(inspection=self.pk, kind=DocumentKind.NOTICE).order_by("-edition").first()
        if kept:
            return from_plain(InspectionNotice, json.loads(kept.values))
        begins = timezone.make_aware(datetime.combine(self.planned.first_day, datetime.min.time()))
        return notice_of(SYSTEM, self.row, self.planned, self.row.notified_at or begins)

    @cached_property
    def items(self) -> Mapping[str, ItemRow]:
        codes = {demand.item_code for demand in self.planned.demands}
        return items_in_force(SYSTEM, self.row.region_path, self.planned.first_day, codes)

    @cached_property
    def names(self) -> Mapping[str, str]:
        return {found.code: found.name for found in departments(SYSTEM, self.planned.first_day)}

    @cached_property
    def form(self) -> tuple[Question, ...]:
        return merged_form(SYSTEM, self.planned)

    @cached_property
    def answers(self) -> Mapping[str, AnswerRow]:
        return answers(SYSTEM, self.pk)

    @cached_property
    def record(self) -> RecordRow:
        return site_record(SYSTEM, self.pk) or absent("R-PROC-5")

    @cached_property
    def officers(self) -> Mapping[str, str]:
        return {one.cert_no: one.name for one in self.planned.officers}

    @property
    def teams(self) -> tuple[Team, ...]:
        return tuple(Team(part.department, part.officers) for part in self.told.parts)

    @property
    def began(self) -> datetime:
        return _local(self.row.started_at or absent("R-PROC-3"))

    @property
    def signature(self) -> Signature:
        one = self.record
        return Signature(one.person, one.position, one.strokes, one.refused_because, one.witness, _local(one.at))

    def head(self, kind: DocumentKind, on: date) -> Head:
        told = self.told
        number = told.number.replace(NUMBERS[DocumentKind.NOTICE], NUMBERS[kind])
        return Head(told.region, number, told.reference, told.organ, told.subject, told.uscc, told.address, on)

    def approval(self) -> Approval:
        told, opinion = self.told, self._opinion()
        codes = dict.fromkeys((demand.item_code, demand.department) for demand in self.planned.demands)
        items = tuple(ApprovedItem(code, self.items[code].name, self.name(owner)) for code, owner in codes if code in self.items)
        return Approval(
            head=self.head(DocumentKind.APPROVAL, opinion.on if opinion else self.planned.first_day),
            items=items,
            basis=told.basis,
            source=told.source,
            starts=told.starts,
            ends=told.ends,
            mode=told.mode,
            teams=self.teams,
            assistants=told.assistants,
            times_this_year=told.times_this_year,
            times_allowed=norms_in_force(self.row.region_path, self.planned.first_day).whole(NormCode.CLASS_CAP),
            visits_this_year=told.visits_this_year,
            opinion=opinion,
        )

    def _opinion(self) -> Opinion | None:
        """Who adopted the programme that the visit stands in, or approved it afterwards. Else it is signed for by hand."""
        urgent = models.Urgency.objects.filter(inspection=self.pk, approved=True).first()
        if urgent and urgent.decided_at:
            by = f"{self.name(self.planned.lead)} {people(SYSTEM, [urgent.decided_by]).get(urgent.decided_by, urgent.decided_by)}"
            return Opinion(_URGENT.format(why=self.row.no_code_because, opinion=urgent.opinion), by, timezone.localdate(urgent.decided_at))
        trail = history(SYSTEM, f"programme:{self.planned.programme}") if self.planned.programme else []
        adopted = [row for row in trail if row.event.endswith(_ADOPTED)]
        if not adopted:
            return None
        return Opinion(_APPROVED, self.name(adopted[-1].department) or f"{self.told.region}联席办", timezone.localdate(adopted[-1].at))

    def minutes(self) -> SiteMinutes:
        ended = _local(self.record.at)
        return SiteMinutes(
            head=self.head(DocumentKind.SITE_RECORD, ended.date()),
            town=self.planned.town,
            starts=self.began,
            ends=ended,
            teams=self.teams,
            assistants=self.told.assistants,
            shown_by=f"{self.officers.get(self.row.started_by, '')}（{self.row.started_by}）",
            recusal=self.record.recusal,
            facts=tuple(self._facts()),
            evidence=self.pieces(),
            statement=self.record.statement,
            signature=self.signature,
            record=self.record.fingerprint,
            entrusted=tuple(
                f"{self.name(one.department)}委托{self.name(one.entrusted_to)}检查（{one.entrusted_basis}），结论由{self.name(one.department)}作出"
                for one in self.row.tasks
                if one.entrusted_to
            ),
        )

    def _facts(self) -> list[Fact]:
        asked = asked_now(self.form, values_of(self.answers))
        return [
            Fact(
                place=place,
                content=question.content,
                departments=tuple(map(self.name, question.departments)),
                result=RESULT_WORDS[self.answers[question.key].result],
                value=f"{self.answers[question.key].value}{question.unit}",
                note=self.answers[question.key].note,
            )
            for place, question in enumerate(self.form, 1)
            if question.key in asked
        ]

    def pieces(self, kinds: frozenset[EvidenceKind] = frozenset(EvidenceKind)) -> tuple[Piece, ...]:
        return tuple(self._piece(one) for one in evidence(SYSTEM, self.pk) if one.kind in kinds)

    def _piece(self, one: EvidenceRow) -> Piece:
        shows = next((question.content for question in self.form if question.key == one.question), "")
        digest = one.digest.rpartition(":")[2]
        note = f"{one.note}（不得作为证据：{one.unusable_because}）" if one.unusable_because else one.note
        return Piece(
            one.place,
            KIND_NAMES[one.kind],
            shows,
            note,
            _local(one.at),
            self.officers.get(one.officer, one.officer) or HANDED_IN,
            digest,
        )

    def sampling(self) -> SamplingReceipt:
        return SamplingReceipt(
            head=self.head(DocumentKind.SAMPLING_RECEIPT, _local(self.record.at).date()),
            town=self.planned.town,
            source=self.told.source,
            basis=self.told.basis,
            pieces=self.pieces(TAKEN),
            teams=self.teams,
            signature=self.signature,
        )

    def result(self) -> ResultNotice:
        return ResultNotice(
            head=self.head(DocumentKind.RESULT_NOTICE, _local(self.row.closed_at or absent("LYG-4.4a")).date()),
            starts=self.began,
            ends=_local(self.record.at),
            source=self.told.source,
            results=tuple(self._part(task) for task in self.row.tasks if task.status is not TaskStatus.WITHDRAWN),
            supervision=self.told.supervision,
            address_of_rating=self.told.address_of_code,
        )

    def _part(self, task: TaskRow) -> PartResult:
        codes = dict.fromkeys(demand.item_code for demand in self.planned.demands if demand.department == task.department)
        failed = [
            question
            for question in self.form
            if task.department in question.departments
            and question.key in self.answers
            and self.answers[question.key].result is PointResult.FAIL
        ]
        conclusion, required = OUTCOME_WORDS[task.outcome or Outcome.NO_PROBLEM]
        return PartResult(
            department=self.name(task.department),
            items=tuple(self.items[code].name for code in codes if code in self.items),
            problems=tuple(f"{one.content}：{self.answers[one.key].note}" for one in failed),
            conclusion=conclusion,
            required="；".join(filter(None, (required, task.note if required else ""))),
        )

    def delivery(self) -> DeliveryReceipt:
        found = models.Delivery.objects.filter(document__inspection=self.pk).select_related("document").order_by("at", "pk")
        made = tuple(map(_delivered, found))
        return DeliveryReceipt(self.head(DocumentKind.DELIVERY_RECEIPT, max(one.at for one in made).date()), made)

    def name(self, code: str) -> str:
        return self.names.get(code, code)


def unsecret(notice: InspectionNotice) -> InspectionNotice:
    """Without the enterprise's own code, which stands on its paper and nowhere else."""
    return replace(notice, enterprise_code="")


def _delivered(row: models.Delivery) -> Delivered:
    title = DOCUMENT_NAMES[DocumentKind(row.document.kind)]
    way = WAY_NAMES[DeliveryWay(row.way)]
    return Delivered(title, row.document.number, way, row.place, _local(row.at), row.recipient, row.witness, row.note, row.by)


def _local(at: datetime) -> datetime:
    """As a clock on the wall of the county says it: to the minute, without zone."""
    return timezone.localtime(at).replace(tzinfo=None, second=0, microsecond=0)
