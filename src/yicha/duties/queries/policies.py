"""政策文件, and what is owed on their drafts."""

from datetime import date

from django.db.models import QuerySet

from yicha.duties.models import Policy, PolicyOpinion
from yicha.duties.types import PolicyOpinionRow, PolicyRow, PolicyStatus
from yicha.kernel.actor import Actor
from yicha.kernel.files import FileRow, file_of
from yicha.kernel.jurisdiction import absent, read, within


def policies(actor: Actor, text: str = "", item: str = "") -> list[PolicyRow]:
    """The latest first. `item`: only those that are linked to it."""
    found = within(actor, _all()).exclude(status=PolicyStatus.WITHDRAWN)
    if text:
        found = found.filter(title__icontains=text) | found.filter(number__icontains=text)
    return [row_of(row) for row in (found.filter(items__contains=[item]) if item else found).order_by("-issued_on", "-pk")]


def policy(actor: Actor, pk: int) -> PolicyRow:
    return row_of(read(actor, _all(), clause="GX-4.1", pk=pk))


def policy_file(actor: Actor, pk: int) -> FileRow:
    file = policy(actor, pk).file
    return file_of(actor, file, clause="GX-4.1") if file else absent("GX-4.1")


def policies_in_force(actor: Actor, item: str, on: date) -> list[PolicyRow]:
    """What applies to an item on a day."""
    rows = policies(actor, item=item)
    return [row for row in rows if row.issued_on is not None and row.issued_on <= on and (row.valid_to is None or on <= row.valid_to)]


def policy_opinions_owed(actor: Actor) -> list[PolicyRow]:
    """Drafts on which the actor's department was asked and has not answered."""
    mine = PolicyOpinion.objects.filter(department=actor.department, given_at__isnull=True)
    found = within(actor, _all().filter(status=PolicyStatus.CONSULTING)).order_by("opinions_by", "pk")
    asked = set(mine.values_list("policy", "round"))
    return [row_of(row) for row in found if (row.pk, row.round) in asked]


def _all() -> QuerySet[Policy]:
    return Policy.objects.prefetch_related("opinions")


def row_of(row: Policy) -> PolicyRow:
    opinions = sorted(row.opinions.all(), key=lambda one: (one.round, one.pk))
    return PolicyRow(
        id=row.pk,
        title=row.title,
        number=row.number,
        issuer=row.issuer,
        department=row.department,
        issued_on=row.issued_on,
        valid_to=row.valid_to,
        file=row.file_id,
        items=tuple(row.items),
        status=PolicyStatus(row.status),
        round=row.round,
        opinions_by=row.opinions_by,
        opinions=tuple(PolicyOpinionRow(one.round, one.department, one.opinion, one.given_at, one.adopted, one.reply) for one in opinions),
        repealed_because=row.repealed_because,
    )
