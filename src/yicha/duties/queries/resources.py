"""监管资源清单."""

from yicha.duties.models import Resource
from yicha.duties.types import ResourceKind, ResourceRow
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within


def resources(actor: Actor, text: str = "", kind: ResourceKind | None = None) -> list[ResourceRow]:
    """Of the region, those that were retired last. `text`: a part of the name, the conditions, or the code of an item."""
    found = within(actor, Resource.objects.all())
    if kind:
        found = found.filter(kind=kind)
    if text:
        found = found.filter(name__icontains=text) | found.filter(available__icontains=text) | found.filter(items__contains=[text.upper()])
    rows = found.order_by("retired_on", "kind", "department", "name")
    return sorted((row_of(row) for row in rows), key=lambda row: row.retired_on is not None)


def resource(actor: Actor, pk: int) -> ResourceRow:
    return row_of(read(actor, Resource.objects.all(), clause="GX-4.1", pk=pk))


def row_of(row: Resource) -> ResourceRow:
    return ResourceRow(
        id=row.pk,
        department=row.department,
        kind=ResourceKind(row.kind),
        name=row.name,
        contact=row.contact,
        available=row.available,
        items=tuple(row.items),
        retired_on=row.retired_on,
        retired_because=row.retired_because,
    )
