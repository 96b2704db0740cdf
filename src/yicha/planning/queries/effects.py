"""What a change of an item would touch: asked for before it is published (WS-2.1)."""

from datetime import date, timedelta

from django.db.models import QuerySet

from yicha.items.queries import item_versions
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.planning.models import PlanLine, VisitDemand
from yicha.planning.queries.sealing import sealed
from yicha.planning.rules.pools import LISTED
from yicha.planning.types import ItemEffect, ItemUses, LineUsing, VisitStatus, VisitUsing
from yicha.subjects.queries import count_by_class

MOST = 200  # visits on a page
ONE_DAY = timedelta(days=1)
OVER = (VisitStatus.CANCELLED, VisitStatus.DONE)


def item_effect(actor: Actor, region_path: str, code: str, today: date) -> ItemEffect:
    """Plan lines of this year and later, subjects that they mean, visits that are still to come; NotFound if there is no such item."""
    points = len(item_versions(actor, region_path, code)[0].row.check_points)
    found = _lines(actor, region_path, code, today)
    visits = _demands(actor, region_path, code, today).values("visit").distinct().count()
    return ItemEffect(len(found), _subjects(actor, region_path, found, today), visits, points)


def item_uses(actor: Actor, region_path: str, code: str, today: date) -> ItemUses:
    """What `item_effect` counts, row by row; of the visits the first ones, who is sealed left out."""
    name = item_versions(actor, region_path, code)[0].row.name
    lines = [_used(line) for line in _lines(actor, region_path, code, today)]
    demands = _demands(actor, region_path, code, today).exclude(sealed(actor, today, "visit__"))
    rows = demands.select_related("visit", "visit__subject").order_by("visit__first_day", "visit__number")
    found = {demand.visit_id: demand.visit for demand in rows}
    visits = [VisitUsing(row.number, row.subject_id, row.subject.name, row.first_day, row.last_day) for row in found.values()]
    return ItemUses(name, tuple(lines), tuple(visits[:MOST]), len(visits))


def _used(line: PlanLine) -> LineUsing:
    return LineUsing(
        line.plan_id, line.plan.year, line.line_id, line.item_name, line.scope_query, line.window.lower, line.window.upper - ONE_DAY
    )


def _lines(actor: Actor, region_path: str, code: str, today: date) -> list[PlanLine]:
    lines = PlanLine.objects.filter(item_code=code, plan__region_path=region_path, plan__year__gte=today.year)
    return list(within(actor, lines, "plan__region_path").select_related("plan").order_by("plan__year", "line_id"))


def _demands(actor: Actor, region_path: str, code: str, today: date) -> QuerySet[VisitDemand]:
    live = VisitDemand.objects.filter(given_back=False, item_code=code)
    demands = live.filter(visit__region_path=region_path, visit__last_day__gte=today)
    return within(actor, demands, "visit__region_path").exclude(visit__status__in=OVER)


def _subjects(actor: Actor, region_path: str, lines: list[PlanLine], today: date) -> int:
    """Whom the lines mean, everybody once: those of a condition, and lists that go beyond it as they stand."""
    conditions = dict.fromkeys(line.scope_query for line in lines if line.selection != LISTED)
    whole = " OR ".join(f"({condition})" for condition in conditions)
    matched = sum(count_by_class(actor, region_path, whole, today).values()) if whole else 0
    return max(matched, len({sid for line in lines for sid in line.sids}))
