"""待组长定: what phones brought and nobody could count, for the department whose officers recorded it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, QuerySet

from yicha.engines.fieldlog import VALUES, read
from yicha.field import models
from yicha.field.types import PhoneRow, ReviewedOperation, VisitToDecide, Wipe
from yicha.inspections.queries import merged_form
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.jurisdiction import of_department, within
from yicha.orgs.queries import people
from yicha.planning.queries import visit


def undecided(actor: Actor) -> QuerySet[models.Operation]:
    """Of the actor's department, in his region."""
    waits = models.Operation.objects.filter(receipts__final=True, receipts__status="review", decision=None, inspection__isnull=False)
    return of_department(actor, within(actor, waits, "lane__region_path"), "lane__department")


def visits_to_decide(actor: Actor) -> list[VisitToDecide]:
    """The longest waiting first."""
    found = (
        undecided(actor)
        .values("inspection", "inspection__number", "inspection__visit")
        .annotate(count=Count("pk"), since=Min("received_at"))
    )
    return [
        VisitToDecide(
            row["inspection"], row["inspection__number"], visit(SYSTEM, row["inspection__visit"]).name, row["count"], row["since"]
        )
        for row in found.order_by("since")
    ]


def operations_to_decide(actor: Actor, inspection: int) -> list[ReviewedOperation]:
    """In the order of arrival."""
    rows = list(undecided(actor).filter(inspection=inspection).prefetch_related("receipts").order_by("pk"))
    asked = _questions(rows[0]) if rows else {}
    return [_row(row, asked) for row in rows]


def _questions(row: models.Operation) -> Mapping[str, str]:
    inspected = row.inspection
    form = merged_form(SYSTEM, visit(SYSTEM, inspected.visit_id)) if inspected else ()
    return {question.key: question.content for question in form}


def _row(row: models.Operation, asked: Mapping[str, str]) -> ReviewedOperation:
    op, last = read(row.text), next(one for one in row.receipts.all() if one.final)
    said = op.body.get("v", "")
    note = str(op.body.get("note") or op.body.get("reason") or op.body.get("words") or "")
    return ReviewedOperation(
        op=op.id,
        kind=op.kind,
        question=asked.get(op.path[2:], ""),
        value=str(said),
        note=note,
        officer=row.officer,
        about=row.about,
        why=last.why,
        detail=last.detail,
        adoptable=op.kind in VALUES,
    )


def lanes_of(actor: Actor) -> QuerySet[models.Lane]:
    """Of the actor's department; the security administrator has those of the whole region, for a lost phone cannot wait."""
    return models.Lane.objects.all() if actor.role == Role.SECURITY_ADMIN else of_department(actor, models.Lane.objects.all())


def phones(actor: Actor) -> list[PhoneRow]:
    """登记的手机, with what waits in each; those in use first."""
    mine = within(actor, lanes_of(actor)).annotate(heard_at=Max("operations__received_at")).order_by("closed_because", "-opened_at")
    held = models.Operation.objects.filter(lane__in=mine.values("pk")).exclude(receipts__final=True)
    waiting = {
        lane: (count, since) for lane, count, since in held.values_list("lane").annotate(count=Count("pk"), since=Min("received_at"))
    }
    names = people(actor, [row.account for row in mine])
    return [_phone(row, names.get(row.account, row.account), *waiting.get(row.pk, (0, None))) for row in mine]


def _phone(row: Any, holder: str, waiting: int, since: datetime | None) -> PhoneRow:
    return PhoneRow(
        row.pk,
        holder,
        row.department,
        row.opened_at,
        row.heard_at,
        row.seq,
        waiting,
        since,
        Wipe(row.wipe),
        row.closed_because,
    )
