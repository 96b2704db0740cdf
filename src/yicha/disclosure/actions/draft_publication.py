from datetime import datetime
from typing import Any

from yicha.disclosure.models import Publication
from yicha.disclosure.rules import results as rules
from yicha.disclosure.types import DisclosurePermission, DraftPublication, PublicationDrafted
from yicha.draws.queries import draw_that_chose
from yicha.engines.search import vector_of
from yicha.inspections.queries import inspection as inspection_of
from yicha.items.queries import items_in_force
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days
from yicha.planning.queries import programme, visit
from yicha.planning.types import VisitRow
from yicha.subjects.queries import identifiers_of, subject
from yicha.subjects.types import Scheme


@use_case(may=DisclosurePermission.DRAFT, clause="LYG-4.4c YX-2.12 R-PUB-1")
def draft_publication(actor: Actor, command: DraftPublication, at: datetime, /) -> PublicationDrafted:
    """A concluded result waits to be published; its clocks run from the moment of the check, not from now."""
    inspection = inspection_of(actor, command.inspection)
    place, checked_on = inspection.region_path, working_days().day_of(command.checked_at)
    clocks = rules.clocks_of(command.checked_at, norms_in_force(place, checked_on), working_days())
    found = visit(actor, inspection.visit)
    row = Publication.objects.create(
        region_path=place,
        inspection_id=inspection.id,
        department=command.department,
        sid=command.sid,
        **_said_of(actor, found, command.department),
        year=checked_on.year,
        outcome=command.outcome,
        checked_at=command.checked_at,
        file_by=clocks.file_by,
        push_by=clocks.push_by,
        publish_by=clocks.publish_by,
    )
    return PublicationDrafted(row.pk, inspection.id, command.department, clocks.publish_by)


def _said_of(actor: Actor, found: VisitRow, department: str) -> dict[str, Any]:
    """Who came where, for what, and on what ground: as it was then, whatever the lists say later."""
    mine = [demand for demand in found.demands if demand.department == department]
    items = items_in_force(actor, found.region_path, found.first_day, {demand.item_code for demand in mine})
    where = subject(actor, found.sid)
    signs = [one.code for one in identifiers_of(actor, found.sid) if one.scheme is Scheme.SIGN and one.last_day is None]
    return {
        "name": found.name,
        "uscc": found.uscc,
        "town": where.town,
        "words": vector_of([found.name, *signs, where.town, *(item.name for item in items.values())], [found.uscc, found.sid]),
        "lead": found.lead,
        "departments": list(found.departments),
        "items": [[item.code, item.name, item.legal_basis] for item in items.values()],
        "draw": draw_that_chose(actor, programme(actor, found.programme).draw, found.sid) if found.programme else "",
        "ground": next((demand.source for demand in mine if demand.source), ""),
    }
