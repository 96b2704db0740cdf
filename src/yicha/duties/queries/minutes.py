"""会商、通报 and what follows from them."""

from django.db.models import QuerySet

from yicha.duties.models import FollowUp, Minutes
from yicha.duties.types import FollowUpRow, MinutesKind, MinutesRow
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within


def all_minutes(actor: Actor, text: str = "") -> list[MinutesRow]:
    """The latest first. `text`: a part of the title or of what was said."""
    found = within(actor, _all().filter(withdrawn_because=""))
    narrowed = found.filter(title__icontains=text) | found.filter(text__icontains=text)
    return [row_of(row) for row in (narrowed if text else found).order_by("-held_on", "-pk")]


def minutes(actor: Actor, pk: int) -> MinutesRow:
    return row_of(read(actor, _all(), clause="WS-2.3", pk=pk))


def follow_ups_owed(actor: Actor) -> list[FollowUpRow]:
    """Of the actor's department, the most urgent first."""
    found = within(
        actor,
        FollowUp.objects.select_related("minutes").filter(department=actor.department, done_at__isnull=True, minutes__withdrawn_because=""),
    )
    return [follow_up_row(row, row.minutes) for row in found.order_by("due_by", "pk")]


def _all() -> QuerySet[Minutes]:
    return Minutes.objects.prefetch_related("follow_ups")


def row_of(row: Minutes) -> MinutesRow:
    tasks = sorted(row.follow_ups.all(), key=lambda one: (one.due_by, one.pk))
    return MinutesRow(
        id=row.pk,
        number=row.number,
        department=row.department,
        kind=MinutesKind(row.kind),
        title=row.title,
        held_on=row.held_on,
        parties=tuple(row.parties),
        text=row.text,
        follow_ups=tuple(follow_up_row(one, row) for one in tasks),
    )


def follow_up_row(one: FollowUp, row: Minutes) -> FollowUpRow:
    return FollowUpRow(one.pk, row.pk, row.title, row.number, row.department, one.department, one.what, one.due_by, one.done_at, one.result)
