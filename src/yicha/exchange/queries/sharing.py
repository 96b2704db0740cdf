"""The catalogue of data, who asked for what, and who gives as much as he gets."""

from collections import Counter
from typing import Any

from django.db.models import Count, Q, QuerySet

from yicha.exchange.models import DataResource, Share
from yicha.exchange.types import Frequency, Reciprocity, ResourceRow, ResourceStatus, Secrecy, ShareRow, ShareStatus, Sharing, Supply
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within

PLAIN = (
    *("region_path", "department", "name", "content", "procedure", "term"),
    *("basis", "drafted_at", "publish_by", "published_at"),
)
SAID = ("department", "purpose", "asked_at", "check_by", "answer_by", "answered_at", "reason")
OPEN = (ShareStatus.ASKED.value, ShareStatus.CHECKED.value)


def data_resources(actor: Actor, text: str = "", department: str = "") -> list[ResourceRow]:
    """What is published; of the own department, or for who acts for the region, what is not yet."""
    found = _visible(actor)
    found = found.filter(department=department) if department else found
    found = found.filter(Q(name__icontains=text) | Q(content__icontains=text)) if text else found
    return [_row(one) for one in found.order_by("department", "name")]


def data_resource(actor: Actor, pk: int) -> ResourceRow:
    return _row(read(actor, _visible(actor), clause="GX-5.2b", pk=pk))


def shares_of(actor: Actor, resource: int) -> list[ShareRow]:
    """The requests for one resource that the actor may see: all of the own department's resource, else the own ones."""
    return [_share(one) for one in _shares(actor).filter(resource=resource).order_by("-pk")]


def shares_open(actor: Actor) -> list[ShareRow]:
    """What waits for somebody, what is due first on top."""
    rows = [_share(one) for one in _shares(actor).filter(status__in=OPEN)]
    return sorted(rows, key=lambda one: (one.due or one.check_by, one.id))


def reciprocity(actor: Actor) -> list[Reciprocity]:
    """GX-5.2b: department by department of the region what it gave and what it got; no secret between departments."""
    entries = within(actor, DataResource.objects.filter(status=ResourceStatus.PUBLISHED.value)).values_list("department")
    published = dict(entries.order_by().annotate(number=Count("pk")))
    shares = [(one.resource.department, one.department, one.status) for one in within(actor, _all_shares())]
    gave = Counter(provider for provider, _, status in shares if status == ShareStatus.GRANTED)
    refused = Counter(provider for provider, _, status in shares if status == ShareStatus.REFUSED)
    got = Counter(asker for _, asker, status in shares if status == ShareStatus.GRANTED)
    waiting = Counter(provider for provider, _, status in shares if status in OPEN)
    names = sorted({*published, *gave, *refused, *got, *waiting})
    return [Reciprocity(name, published.get(name, 0), gave[name], refused[name], got[name], waiting[name]) for name in names]


def _visible(actor: Actor) -> QuerySet[DataResource]:
    found = within(actor, DataResource.objects.all())
    if actor.system or actor.whole_region:
        return found
    return found.filter(Q(status=ResourceStatus.PUBLISHED.value) | Q(department=actor.department))


def _all_shares() -> QuerySet[Share]:
    return Share.objects.select_related("resource")


def _shares(actor: Actor) -> QuerySet[Share]:
    found = within(actor, _all_shares())
    if actor.system or actor.whole_region:
        return found
    return found.filter(Q(resource__department=actor.department) | Q(department=actor.department))


def _row(row: DataResource) -> ResourceRow:
    plain: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
    return ResourceRow(
        id=row.pk,
        status=ResourceStatus(row.status),
        sharing=Sharing(row.sharing),
        supply=Supply(row.supply),
        frequency=Frequency(row.frequency),
        secrecy=Secrecy(row.secrecy),
        **plain,
    )


def _share(row: Share) -> ShareRow:
    plain: dict[str, Any] = {name: getattr(row, name) for name in SAID}
    said = (row.resource_id, row.resource.name, row.resource.department)
    return ShareRow(row.pk, *said, status=ShareStatus(row.status), **plain)
