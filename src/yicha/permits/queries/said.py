"""What permits say of their holders, for whoever lays it beside the register."""

from collections.abc import Iterator
from datetime import date

from yicha.permits.models import Permit
from yicha.permits.types import PermitSaid, PermitStatus

AT_ONCE = 2_000


def permit_regions() -> list[str]:
    """Those that have permits."""
    return list(Permit.objects.order_by("region_path").values_list("region_path", flat=True).distinct())


def permits_said(region_path: str, today: date) -> Iterator[PermitSaid]:
    """Of each subject, department by department, the permit that was granted last."""
    last = Permit.objects.filter(region_path=region_path).order_by("sid", "kind__department", "-granted_on", "-pk")
    rows = last.distinct("sid", "kind__department").values_list("sid", "kind__department", "number", "name", "status", "valid_to")
    for sid, department, number, name, status, valid_to in rows.iterator(AT_ONCE):
        holds = status == PermitStatus.VALID and (valid_to is None or valid_to >= today)
        yield PermitSaid(sid, department, number, name, holds)
