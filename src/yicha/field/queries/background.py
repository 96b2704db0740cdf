"""What an officer reads at the door besides the form, without network: results before, orders that run, what the checks rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from yicha.followups.queries import order_terms, running_orders
from yicha.followups.types import OrderTerms, RunningOrder
from yicha.inspections.queries import earlier_results
from yicha.inspections.types import EarlierResult, SiteRow
from yicha.items.queries import items_on_days
from yicha.items.types import ItemRow
from yicha.kernel.actor import SYSTEM, Actor
from yicha.norms.queries import dictionary
from yicha.norms.types import DictionaryEntry
from yicha.orgs.queries import departments
from yicha.subjects.queries import changed_among

RESULTS = 10  # a subject's latest; the rest is in its dossier


@dataclass(frozen=True)
class Background:
    """Of several visits, asked for once.

    `slight`: 首违不罚、轻微免罚清单 of a visit's region, by what a check point calls it; `terms`: of orders there; `changed`: what became
    of a number in the register since.
    """

    names: Mapping[str, str]
    results: Mapping[str, Sequence[EarlierResult]]
    orders: Mapping[str, Sequence[RunningOrder]]
    items: Mapping[int, Sequence[ItemRow]]
    slight: Mapping[str, Mapping[str, DictionaryEntry]]
    terms: Mapping[str, OrderTerms]
    changed: Mapping[str, str]

    def name(self, department: str) -> str:
        return self.names.get(department, department)

    def history(self, row: SiteRow) -> list[dict[str, str]]:
        return [
            {"no": one.number, "on": one.on.isoformat(), "dept": self.name(one.department), "outcome": one.outcome, "note": one.note}
            for one in self.results.get(row.planned.sid, ())
            if one.number != row.inspection.number
        ][:RESULTS]

    def recheck(self, row: SiteRow) -> list[dict[str, str]]:
        return [
            {"no": one.number, "dept": self.name(one.department), "fact": one.fact, "demand": one.demand, "by": one.correct_by.isoformat()}
            for one in self.orders.get(row.planned.sid, ())
            if one.inspection != row.inspection.id
        ]

    def ordered(self, row: SiteRow, department: str) -> str:
        """The number of what was ordered at this visit itself; empty: nothing yet."""
        here = (row.inspection.id, department)
        return next((one.number for one in self.orders.get(row.planned.sid, ()) if (one.inspection, one.department) == here), "")

    def refs(self, row: SiteRow) -> list[dict[str, str]]:
        return [{"item": one.name, "dept": self.name(one.department), "basis": one.legal_basis} for one in self.items[row.planned.id]]


def background(actor: Actor, rows: Sequence[SiteRow], at: datetime) -> Background:
    today = timezone.localdate(at)
    sids = {row.planned.sid for row in rows}
    regions = {row.planned.region_path for row in rows}
    return Background(
        {one.code: one.short_name for one in departments(SYSTEM, today)},
        earlier_results(actor, sids),
        running_orders(actor, sids),
        {pk: found for region in regions for pk, found in _items(actor, region, rows).items()},
        {region: {one.label: one for one in dictionary("slight_first", region, today)} for region in regions},
        {region: order_terms(region, today) for region in regions},
        changed_among(sids),
    )


def _items(actor: Actor, region: str, rows: Sequence[SiteRow]) -> dict[int, list[ItemRow]]:
    """Of each visit, as they are in force on its day."""
    here = [row.planned for row in rows if row.planned.region_path == region]
    asked: dict[int, dict[str, Any]] = {one.id: dict.fromkeys(demand.item_code for demand in one.demands) for one in here}
    found = items_on_days(actor, region, {one.first_day for one in here}, set[str]().union(*asked.values()))
    return {one.id: [found[one.first_day][code] for code in asked[one.id] if code in found[one.first_day]] for one in here}
