"""The body that visits outside the programme share: one subject, one day, one department."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError

from yicha.engines.deadlines import week_of
from yicha.kernel.limits import broken_limit
from yicha.kernel.numbers import next_number
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.planning.models import ClassUse, Filing, Visit, VisitDemand
from yicha.planning.rules.limits import LIMITS


@dataclass(frozen=True)
class Errand:
    """What for. Either a filing, or the source of a cause with its reference."""

    region_path: str
    sid: str
    day: date
    department: str
    item_code: str
    check_class: str
    minutes: int
    filing: Filing | None = None
    source: str = ""
    reference: str = ""


def write_visit(errand: Errand) -> Visit:
    """RuleBroken with clause and exits if a limit says no."""
    try:
        return _write(errand)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error


def _write(errand: Errand) -> Visit:
    free = bool(errand.source)
    code, year = errand.region_path.rpartition("/")[2], errand.day.year
    visit = Visit.objects.create(
        number=f"{code}-{year}-V{next_number('visit', errand.region_path, year):05}",
        region_path=errand.region_path,
        subject_id=errand.sid,
        first_day=errand.day,
        last_day=errand.day,
        week=week_of(errand.day),
        lead=errand.department,
        departments=[errand.department],
        door=True,
        announced=True,
        counted=not free,
    )
    use = ClassUse.objects.create(visit=visit, check_class=errand.check_class, free=free)
    VisitDemand.objects.create(
        visit=visit,
        use=use,
        department=errand.department,
        item_code=errand.item_code,
        minutes=errand.minutes,
        min_officers=norms_in_force(errand.region_path, errand.day).whole(NormCode.MIN_OFFICERS),
        filing=errand.filing,
        source=errand.source,
        reference=errand.reference,
        door=True,
        free=free,
    )
    return visit
