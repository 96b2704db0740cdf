"""Reads about one subject: its visits, its past checks, what this year leaves of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from yicha.items.queries import items_in_force
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.jurisdiction import within
from yicha.kernel.limits import Limit
from yicha.norms.queries import norms_in_force, working_days
from yicha.norms.types import NormCode
from yicha.planning import models
from yicha.planning.queries.outside import spared
from yicha.planning.queries.sealing import sealed
from yicha.planning.queries.visits import visit_row, visit_rows
from yicha.planning.rules.entry import Asked, Standing, hindrance, open_from, quiet_of
from yicha.planning.rules.filing import first_day_to_file
from yicha.planning.rules.history import counts_per_site
from yicha.planning.rules.limits import LIMITS, least, organ_cap, visit_cap
from yicha.planning.types import ClassUsed, FilingRow, PastCheck, VisitRow, VisitStatus, YearLeft
from yicha.subjects.queries import caps_of, doors_of, region_of, sids_of, subjects_by_sid
from yicha.subjects.types import SubjectRow

PAST = ("sid", "check_class", "department", "level", "on", "enterprise")


def visits_of(actor: Actor, sid: str, today: date) -> list[VisitRow]:
    """All visits of a subject of which the actor may know by then, under whatever number, whenever, the latest first."""
    return [visit_row(row) for row in _at(actor, sid).exclude(sealed(actor, today))]


def all_visits_of(actor: Actor, sid: str) -> list[VisitRow]:
    """The same with what is sealed: for who shows only what the enterprise was told of."""
    return list(map(visit_row, _at(actor, sid)))


def _at(actor: Actor, sid: str) -> QuerySet[models.Visit]:
    found: QuerySet[models.Visit] = visit_rows().filter(subject__in=sids_of(actor, sid)).order_by("-first_day", "-pk")
    return within(actor, found)


def past_checks_of(actor: Actor, subject: SubjectRow) -> list[PastCheck]:
    """What was checked by whoever before this programme at the subject or, named by its code, at its enterprise. The latest first."""
    found = within(actor, models.PastCheck.objects.filter(sid__in={*sids_of(actor, subject.sid), subject.enterprise}))
    return [PastCheck(*check) for check in found.order_by("-on", "pk").values_list(*PAST)]


def year_left(actor: Actor, subject: SubjectRow, today: date) -> YearLeft:
    """今年还能不能进门, counted as the database's slots are: over all sites of the enterprise, or at this site where the norm says so.

    What is sealed is not counted for who may not know of it yet.
    """
    place = region_of(actor, subject.sid)
    norms = norms_in_force(place, today)
    per_site = counts_per_site(norms)
    doors = doors_of(subject, per_site=per_site)
    at_doors = Q(year=today.year) & (Q(subject__in=doors) | (Q() if per_site else Q(enterprise=subject.enterprise)))
    closed = sealed(actor, today, "visit__")
    uses = tuple(sorted(_uses(subject, today.year, doors, closed, per_site=per_site), key=lambda use: (use.check_class, use.on)))
    caps = caps_of(subject, per_site=per_site)
    closed_days = [*quiet_of(subject), *_spared_days(actor, place, subject.sid, today.year)]
    return YearLeft(
        year=today.year,
        class_cap=norms.whole(NormCode.CLASS_CAP),
        visit_cap=least(visit_cap(norms, own, credit_class) for own, credit_class in caps),
        visits=models.Visit.objects.filter(at_doors, counted=True)
        .exclude(sealed(actor, today))
        .exclude(status=VisitStatus.CANCELLED)
        .count(),
        uses=uses,
        per_site=per_site,
        earliest=open_from(first_day_to_file(today, norms, working_days()), closed_days),
        reopens=open_from(date(today.year + 1, 1, 1), closed_days),
        organ_cap=least(organ_cap(norms, credit_class) for _, credit_class in caps),
        organs=_organs(subject, today.year, doors, closed, per_site=per_site)
        + Counter(use.department for use in uses if use.visit is None),
    )


def _spared_days(actor: Actor, place: str, sid: str, year: int) -> Iterable[tuple[date, date]]:
    """When no item may be planned there (无事不扰), this year and the next."""
    held = spared(actor, place, date(year, 1, 1), date(year + 1, 12, 31))
    return [(row.first_day, row.last_day) for row in held if row.sid == sid and not row.item_code]


def _organs(subject: SubjectRow, year: int, doors: Sequence[str], closed: Q, *, per_site: bool) -> Counter[str]:
    """How many counted visits of each department stand."""
    here = Q(visit__subject__in=doors)
    held = models.OrganUse.objects.filter(here if per_site else here | Q(enterprise=subject.enterprise), year=year, given_back=False)
    return Counter(held.exclude(closed).values_list("department", flat=True))


def _uses(subject: SubjectRow, year: int, doors: Sequence[str], closed: Q, *, per_site: bool) -> Iterable[ClassUsed]:
    used = models.ClassUse.objects.filter(year=year, given_back=False).exclude(closed).select_related("visit")
    at_doors = Q(visit__subject__in=doors)
    for use in used.filter(at_doors if per_site else at_doors | Q(enterprise=subject.enterprise)):
        done = use.visit.status == VisitStatus.DONE
        yield ClassUsed(use.check_class, use.visit.first_day, use.visit.lead, use.visit_id, use.free, done)
    past = models.PastCheck.objects.filter(on__year=year)
    at_doors = Q(sid__in=doors)
    for check in past.filter(at_doors | (Q(sid=subject.enterprise) if per_site else Q(enterprise=subject.enterprise))):
        yield ClassUsed(check.check_class, check.on, check.department, None, free=False, done=True)


def hindrance_to(actor: Actor, filing: FilingRow) -> Limit | None:
    """Which limit a filed check would break if it were planned now; None if none. The database decides when it is."""
    subject = subjects_by_sid(actor, [filing.sid]).get(filing.sid)
    if subject is None:
        return None
    held = spared(actor, filing.region_path, filing.visit_on, filing.visit_on)
    items = tuple(row.item_code for row in held if row.sid == subject.sid)
    left = year_left(SYSTEM, subject, filing.visit_on)
    standing = Standing(left, quiet_of(subject), items, _item_full(filing, subject, per_site=left.per_site))
    name = hindrance(Asked(filing.department, filing.item_code, filing.check_class, filing.visit_on), standing)
    return LIMITS[name] if name else None


def _item_full(filing: FilingRow, subject: SubjectRow, *, per_site: bool) -> bool:
    """R-FREQ-3: the item has been there as often as its list allows."""
    item = items_in_force(SYSTEM, filing.region_path, filing.visit_on, [filing.item_code]).get(filing.item_code)
    if item is None or item.yearly_cap is None:
        return False
    here = Q(visit__subject__in=doors_of(subject, per_site=per_site))
    held = models.ItemUse.objects.filter(here if per_site else here | Q(enterprise=subject.enterprise), given_back=False)
    return held.filter(year=filing.visit_on.year, item_code=filing.item_code).count() >= item.yearly_cap


def class_uses(actor: Actor, check_class: str, year: int, on: date, *, per_site: bool) -> Iterable[tuple[str, ClassUsed]]:
    """Who owns the slot, and how it is used: of every check of a class that counts in a year, planned, done, or done before by whoever;
    what is sealed on that day left out.
    """
    used = models.ClassUse.objects.filter(year=year, check_class=check_class, given_back=False, free=False)
    used = used.exclude(sealed(actor, on, "visit__")).select_related("visit")
    for use in used:
        done = use.visit.status == VisitStatus.DONE
        yield use.site or use.enterprise, ClassUsed(check_class, use.visit.first_day, use.visit.lead, use.visit_id, free=False, done=done)
    for check in models.PastCheck.objects.filter(on__year=year, check_class=check_class):
        yield check.sid if per_site else check.enterprise, ClassUsed(check_class, check.on, check.department, None, free=False, done=True)
