"""What a draw brought after its programme was adopted, and what of the programme waits for officers."""

from datetime import date

from django.db.models import Count, F

from yicha.draws.queries import draw as draw_of
from yicha.draws.queries import latest_of, waves_opening
from yicha.draws.types import DrawStatus
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within
from yicha.planning import models
from yicha.planning.queries.sealing import names_kept
from yicha.planning.queries.visits import visit_row, visit_rows
from yicha.planning.types import Ground, ProgrammeRow, ProgrammeStatus, VisitRow, VisitStatus


def late_waiting(actor: Actor, programme: int, on: date) -> bool:
    """Whether a replacement was drawn, or a wave has opened by that day, that the adopted programme does not follow yet."""
    row = read(actor, models.Programme.objects.all(), clause="YX-2.7b", pk=programme)
    if row.status != ProgrammeStatus.ADOPTED:
        return False
    newer = latest_of(actor, row.draw_id) != (row.taken_draw_id or row.draw_id)
    return newer or waves_opening(actor, row.draw_id, row.taken_on or on, on)


def opened_late(actor: Actor, row: ProgrammeRow, today: date) -> list[VisitRow]:
    """The doors that late work opened, each with why; but for those that nobody knows of yet."""
    if row.status is not ProgrammeStatus.ADOPTED:
        return []
    found = visit_rows().filter(programme=row.id, opened_because__isnull=False).exclude(status=VisitStatus.CANCELLED).order_by("number")
    kept = names_kept(actor, [visit_row(one) for one in within(actor, found)], today)
    return [one for one in kept if one.opened_because is not None]


def given_back_work(actor: Actor, programme: int) -> set[tuple[str, str]]:
    """(line id, sid) of what departments gave back of visits of the programme: it stands in their next plan."""
    row = read(actor, models.Programme.objects.all(), clause="YX-2.7b", pk=programme)
    found = models.VisitDemand.objects.filter(visit__programme=row, given_back=True, line__isnull=False)
    return set(found.values_list("line__line_id", "visit__subject_id"))


def officers_wanted(actor: Actor, programme: int, on: date) -> int:
    """At how many visits of the adopted programme, and doors beside it that are still to come, departments have no officers; none while a
    draw of officers is under way.
    """
    row = read(actor, models.Programme.objects.all(), clause="YX-2.7b", pk=programme)
    if row.status != ProgrammeStatus.ADOPTED or staffing_open(actor, row.staffing_draw_id):
        return 0
    manned = Count("officers__department", distinct=True)
    found = row.visits.exclude(status=VisitStatus.CANCELLED).annotate(manned=manned)
    return found.filter(departments__len__gt=F("manned")).count() + outside_unmanned(actor, row.region_path, row.year, on)


def outside_unmanned(actor: Actor, region_path: str, year: int, on: date) -> int:
    """How many visits outside the plan wait for officers to be drawn, as `rules/staffing.py` says (`waits_for_draw`)."""
    found = models.Visit.objects.filter(region_path=region_path, year=year, programme=None, door=True, first_day__gte=on, officers=None)
    return within(actor, found).exclude(status=VisitStatus.CANCELLED).exclude(demands__source=Ground.RECHECK).count()


def staffing_open(actor: Actor, draw: int | None) -> bool:
    """Whether this draw of officers is still to be held."""
    return draw is not None and draw_of(actor, draw).status in {DrawStatus.FROZEN, DrawStatus.SEALED}
