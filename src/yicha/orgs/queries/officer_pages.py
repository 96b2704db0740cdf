"""Reads for the screens of officers: list, figures, one sheet."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from yicha.engines.search import reads
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read
from yicha.orgs.models import Leave, Officer, Recusal
from yicha.orgs.queries.officers import officer_row, reachable
from yicha.orgs.queries.permission import demand
from yicha.orgs.queries.recusals import recusal_listing
from yicha.orgs.rules.officers import is_certified
from yicha.orgs.types import OfficerFigures, OfficerFilter, OfficerLine, OfficerRow, OfficerSheet, OrgPermission, Standing

SHOWN = 3  # of a phone number, at either end


def standing_of(officer: Officer, on: date) -> Standing:
    if not officer.in_post:
        return Standing.LEFT
    if not is_certified(officer.valid_to, on):
        return Standing.EXPIRED
    return Standing.ENDS_THIS_YEAR if officer.valid_to and officer.valid_to.year == on.year else Standing.VALID


def officer_lines(actor: Actor, asked: OfficerFilter, on: date) -> tuple[OfficerLine, ...]:
    """The actor's officers, those who have left only if asked for, by certificate number."""
    demand(actor, OrgPermission.READ)
    lines = (_line(officer, on) for officer in _narrowed(actor, asked, on))
    return tuple(line for line in lines if _fits(line, asked))


def officer_rows(actor: Actor, asked: OfficerFilter, on: date) -> tuple[OfficerRow, ...]:
    """The same officers as the register holds them, for an export."""
    kept = {line.cert_no for line in officer_lines(actor, asked, on)}
    found = reachable(actor).filter(cert_no__in=kept).prefetch_related("leave", "recusals")
    return tuple(officer_row(officer) for officer in found)


def officer_figures(actor: Actor, on: date) -> OfficerFigures:
    """YX-2.13 and R-SUB-3 in numbers."""
    lines = officer_lines(actor, OfficerFilter(), on)
    certified = [line for line in lines if line.standing is not Standing.EXPIRED]
    return OfficerFigures(
        in_post=len(lines),
        certified=len(certified),
        covered=sum(line.has_account for line in certified),
        ends_this_year=sum(line.standing is Standing.ENDS_THIS_YEAR for line in lines),
        expired=len(lines) - len(certified),
        away=sum(line.away for line in lines),
    )


def officer_sheet(actor: Actor, cert_no: str, on: date) -> OfficerSheet:
    """One of the actor's officers; NotFound otherwise."""
    demand(actor, OrgPermission.READ)
    found = read(actor, reachable(actor).prefetch_related("leave", "recusals"), path="department__region__path", cert_no=cert_no)
    spans = found.leave.order_by("-first_day").values_list("first_day", "last_day")
    recusals = Recusal.objects.filter(officer=found).select_related("officer").order_by("-pk")
    return OfficerSheet(
        row=officer_row(found),
        standing=standing_of(found, on),
        has_account=bool(getattr(found, "has_account", False)),
        phone=masked(found.phone),
        leave=tuple(spans),
        recusals=tuple(recusal_listing(one) for one in recusals),
    )


def masked(phone: str) -> str:
    """138****1234: enough to know whose it is."""
    return f"{phone[:SHOWN]}****{phone[-SHOWN - 1 :]}" if len(phone) > 2 * SHOWN + 1 else "****" if phone else ""


def _narrowed(actor: Actor, asked: OfficerFilter, on: date) -> QuerySet[Officer]:
    leave = Leave.objects.filter(officer=OuterRef("pk"), first_day__lte=on, last_day__gte=on)
    found = reachable(actor).annotate(away=Exists(leave)).filter(in_post=asked.standing != Standing.LEFT)
    if asked.department:
        found = found.filter(department=asked.department)
    if asked.skill:
        found = found.filter(Q(skills__contains=[asked.skill]) | Q(expertise__contains=[asked.skill]))
    return found


def _line(officer: Officer, on: date) -> OfficerLine:
    has_account, away = (bool(getattr(officer, name)) for name in ("has_account", "away"))  # annotated
    said = (officer.cert_no, officer.name, officer.department_id, officer.valid_to, standing_of(officer, on))
    return OfficerLine(*said, has_account, tuple(officer.skills), away)


def _fits(line: OfficerLine, asked: OfficerFilter) -> bool:
    named = not asked.text or asked.text in line.name or asked.text.upper() in line.cert_no or reads(line.name, asked.text)
    stands = not asked.standing or line.standing == asked.standing
    certified = line.standing is not Standing.EXPIRED  # coverage is of those who can act
    has = not asked.account or (certified and line.has_account == (asked.account == "yes"))
    return named and stands and has
