"""Reads for who supervises: what does not count against the limits, and which visit is meant."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Q

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.planning import models
from yicha.planning.queries.sealing import sealed
from yicha.planning.types import FreeDemand, NamedVisit, VisitStatus

FREE = (
    *("visit", "visit__number", "visit__subject", "visit__subject__name", "department"),
    *("use__check_class", "visit__first_day", "exemption", "source", "reference"),
)


def free_demands(actor: Actor, first: date, last: date, most: int) -> list[FreeDemand]:
    """Exempt demands and those for a cause, at visits that begin in a time and were not called off; the latest first."""
    found = within(actor, models.VisitDemand.objects.filter(visit__first_day__range=(first, last)), "visit__region_path")
    found = found.filter(~Q(exemption="") | ~Q(source=""), given_back=False).exclude(visit__status=VisitStatus.CANCELLED)
    return [FreeDemand(*values) for values in found.order_by("-visit__first_day", "-pk").values_list(*FREE)[:most]]


def named_visits(actor: Actor, visits: Collection[int], today: date) -> Mapping[int, NamedVisit]:
    """Who is sealed is left out."""
    found = within(actor, models.Visit.objects.filter(pk__in=visits).exclude(sealed(actor, today)))
    return {row[0]: NamedVisit(*row) for row in found.values_list("pk", "number", "subject", "subject__name")}
