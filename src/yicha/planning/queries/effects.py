"""What a change of an item would touch: asked for before it is published (WS-2.1)."""

from datetime import date

from yicha.items.queries import item_versions
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.planning.models import PlanLine, VisitDemand
from yicha.planning.rules.pools import LISTED
from yicha.planning.types import ItemEffect, VisitStatus
from yicha.subjects.queries import count_by_class

OVER = (VisitStatus.CANCELLED, VisitStatus.DONE)


def item_effect(actor: Actor, region_path: str, code: str, today: date) -> ItemEffect:
    """Plan lines of this year and later, subjects that they mean, visits that are still to come; NotFound if there is no such item."""
    points = len(item_versions(actor, region_path, code)[0].row.check_points)
    lines = PlanLine.objects.filter(item_code=code, plan__region_path=region_path, plan__year__gte=today.year)
    found = list(within(actor, lines, "plan__region_path").select_related("plan"))
    demands = VisitDemand.objects.filter(item_code=code, visit__region_path=region_path, visit__last_day__gte=today)
    visits = within(actor, demands, "visit__region_path").exclude(visit__status__in=OVER).values("visit").distinct().count()
    return ItemEffect(len(found), _subjects(actor, region_path, found, today), visits, points)


def _subjects(actor: Actor, region_path: str, lines: list[PlanLine], today: date) -> int:
    """Whom the lines mean, everybody once: those of a condition, and lists that go beyond it as they stand."""
    conditions = dict.fromkeys(line.scope_query for line in lines if line.selection != LISTED)
    whole = " OR ".join(f"({condition})" for condition in conditions)
    matched = sum(count_by_class(actor, region_path, whole, today).values()) if whole else 0
    return max(matched, len({sid for line in lines for sid in line.sids}))
