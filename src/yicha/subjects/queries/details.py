"""Everything that the register holds of one subject."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within
from yicha.orgs.queries import departments, place_name
from yicha.subjects.models import Subject
from yicha.subjects.queries.identities import identifiers_of, merges_of, openings_of, sites_of
from yicha.subjects.queries.pools import pools_of, tags_of
from yicha.subjects.queries.register import subject
from yicha.subjects.types import Arrival, IdentifierRow, SubjectDetails, SubjectFacts, SubjectKind, SubjectStatus, TagRow

Said = TypeVar("Said", IdentifierRow, TagRow)

PLAIN = ("name", "uscc", "grid", "etype", "industry", "scope", "address", "lon", "lat", "reg_date", "status")
UNKNOWN_TOWN = "未知"


def facts_of(actor: Actor, sid: str) -> SubjectFacts:
    return facts_in(read(actor, Subject.objects.all(), sid=subject(actor, sid).sid))


def facts_in(row: Subject) -> SubjectFacts:
    said = {name: getattr(row, name) or "" for name in PLAIN}
    return SubjectFacts(kind=SubjectKind(row.kind), town="" if row.town == UNKNOWN_TOWN else row.town, **said)


def details(actor: Actor, sid: str, on: date) -> SubjectDetails:
    """Of who stands for a number, on a day."""
    found = subject(actor, sid)
    row = read(actor, Subject.objects.all(), sid=found.sid)
    names = {one.code: one.short_name or one.name for one in departments(actor, on)}
    return SubjectDetails(
        subject=found,
        facts=facts_in(row),
        state=SubjectStatus(row.state),
        closed_because=row.closed_because,
        moving_to=place_name(row.moving_to) if row.moving_to else "",
        identifiers=_named(identifiers_of(actor, found.sid), names),
        openings=openings_of(actor, found.sid),
        tags=_named(tags_of(actor, found.sid), names),
        pools=pools_of(actor, found.sid, on),
        sites=sites_of(actor, found.sid),
        merges=merges_of(actor, found.sid),
    )


def _named(rows: tuple[Said, ...], names: Mapping[str, str]) -> tuple[Said, ...]:
    """Departments as people call them."""
    return tuple(replace(row, department=names.get(row.department, row.department)) for row in rows)


def arrivals(actor: Actor) -> tuple[Arrival, ...]:
    """What other regions have given up for this one and nobody has taken in yet."""
    found = within(actor, Subject.objects.filter(state=SubjectStatus.MOVING), "moving_to").order_by("sid")
    return tuple(Arrival(row.sid, row.name, row.uscc, place_name(row.region_path), row.address or "") for row in found)
