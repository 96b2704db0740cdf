"""Who stood at which door, over the years: for whoever watches that chance had the choice."""

from dataclasses import dataclass
from datetime import date

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.planning import models
from yicha.planning.queries.sealing import sealed
from yicha.planning.types import VisitStatus


@dataclass(frozen=True)
class DoorRow:
    """One door: of which subject, in which town and year, and of each department who went (certificate number → name)."""

    sid: str
    subject: str
    town: str
    year: int
    teams: dict[str, dict[str, str]]


def doors_between(actor: Actor, since: date, today: date) -> tuple[DoorRow, ...]:
    """Of visits neither called off nor sealed still, their officers as they are now: drawn, or in a drawn one's place."""
    went = models.VisitOfficer.objects.filter(visit__door=True, visit__first_day__range=(since, today))
    found = within(actor, went, "visit__region_path").exclude(visit__status=VisitStatus.CANCELLED)
    found = found.exclude(sealed(actor, today, "visit__"))
    of_visit = ("visit_id", "visit__subject_id", "visit__subject__name", "visit__subject__town", "visit__year")
    doors: dict[int, DoorRow] = {}
    for visit, sid, subject, town, year, department, cert_no, name in found.order_by("visit_id", "slot").values_list(
        *of_visit, "department", "cert_no", "name"
    ):
        door = doors.setdefault(visit, DoorRow(sid, subject, town, year, {}))
        door.teams.setdefault(department, {})[cert_no] = name
    return tuple(doors.values())
