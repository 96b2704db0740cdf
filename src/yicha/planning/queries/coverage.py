"""Whose turn a year is in a full-coverage cycle."""

from datetime import date

from django.db.models import Max

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.planning import models
from yicha.planning.rules.coverage import Cycle, Turn, cycle_from
from yicha.planning.types import VisitStatus
from yicha.subjects.queries import sids_matching


def last_checked(actor: Actor, region_path: str, check_class: str) -> dict[str, date]:
    """Subject → when a class was last checked there, by whoever: of the programme and for a cause too."""
    past = within(actor, models.PastCheck.objects.filter(region_path=region_path, check_class=check_class))
    visited = models.Visit.objects.filter(region_path=region_path, status=VisitStatus.DONE, classes__check_class=check_class)
    found = dict(past.values_list("sid").annotate(last=Max("on")))
    for sid, on in within(actor, visited).values_list("subject").annotate(last=Max("first_day")):
        found[sid] = max(on, found.get(sid, on))
    return found


def coverage(actor: Actor, region_path: str, wanted: Cycle, year: int) -> tuple[int, list[tuple[int, list[Turn]]]]:
    """The size of the pool and whose turn it is, year by year of the cycle. QueryRefused if the condition cannot be read."""
    pool = sids_matching(actor, region_path, wanted.scope_query, date(year, 1, 1))
    return len(pool), cycle_from(year, wanted.years, pool, last_checked(actor, region_path, wanted.check_class))
