"""回流: what has still to go back, and what a lower level got."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.db.models import Count, Exists, F, Max, OuterRef, QuerySet

from yicha.exchange.models import Backflow, Version
from yicha.exchange.rules.backflow import columns_back, goes_to
from yicha.exchange.types import BackflowRow, BackflowStanding, Operation, Verdict
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.jurisdiction import within
from yicha.orgs.queries import departments, place_name, towns_below
from yicha.subjects.queries import subjects_by_sid

MOST: Final = 5_000


class BackflowRows(Sequence[BackflowRow]):
    """Counted and sliced by the database: pages of many."""

    def __init__(self, found: QuerySet[Backflow]) -> None:
        self.found = found

    def __len__(self) -> int:
        return self.found.count()

    def __getitem__(self, index: Any) -> Any:
        rows = self.found.select_related("version__record")
        return [_row(row) for row in rows[index]] if isinstance(index, slice) else _row(rows[index])


def regions_flowing() -> list[str]:
    """Where something was accepted that has not gone back: for the clock."""
    return list(_accepted().order_by("record__region_path").values_list("record__region_path", flat=True).distinct())


def to_flow(region_path: str) -> list[tuple[str, int]]:
    """Lower level and version, in the order in which the versions were made; so many at a time."""
    rows = list(_accepted().filter(record__region_path=region_path).order_by("pk").values_list("pk", "record", "record__sid")[:MOST])
    known = subjects_by_sid(SYSTEM, {sid for *_, sid in rows if sid})
    towns, earlier = towns_below(region_path), defaultdict[int, set[str]](set)
    for record, place in Backflow.objects.filter(version__record__in={record for _, record, _ in rows}).values_list(
        "version__record", "region_path"
    ):
        earlier[record].add(place)
    found: list[tuple[str, int]] = []
    for version, record, sid in rows:
        home = towns.get(known[sid].town, "") if sid in known else ""
        places = goes_to(region_path, home, earlier[record])
        earlier[record].update(places)
        found += [(place, version) for place in places]
    return found


def backflow(actor: Actor, today: date, after: int = 0, region_path: str = "") -> BackflowRows:
    """What came back: to the level of the actor's own department; to all below, and to none of them, for who acts for the region."""
    found = _visible(actor, today).filter(number__gt=after)
    return BackflowRows((found.filter(region_path=region_path) if region_path else found).order_by("region_path", "number"))


def backflow_standings(actor: Actor, today: date) -> list[BackflowStanding]:
    rows = _visible(actor, today).order_by().values("region_path").annotate(rows=Count("pk"), last=Max("at")).order_by("region_path")
    return [BackflowStanding(row["region_path"], place_name(row["region_path"]), row["rows"], row["last"]) for row in rows]


def _accepted() -> QuerySet[Version]:
    return Version.objects.filter(~Exists(Backflow.objects.filter(version=OuterRef("pk"))), verdict=Verdict.ACCEPTED.value)


def _visible(actor: Actor, today: date) -> QuerySet[Backflow]:
    if actor.system or actor.whole_region:
        return within(actor, Backflow.objects.all())
    own = next((one.region_path for one in departments(SYSTEM, today) if one.code == actor.department), "")
    return Backflow.objects.filter(region_path=own).exclude(region_path=F("version__record__region_path"))


def _row(row: Backflow) -> BackflowRow:
    record, version = row.version.record, row.version
    said = (record.table, Operation(version.operation), record.key, record.department, record.name)
    return BackflowRow(row.number, row.region_path, *said, row.at, columns_back(version.content))
