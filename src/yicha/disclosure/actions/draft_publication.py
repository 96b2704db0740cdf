from datetime import datetime

from yicha.disclosure import rules
from yicha.disclosure.models import Publication
from yicha.disclosure.types import DisclosurePermission, DraftPublication, PublicationDrafted
from yicha.inspections.queries import inspection as inspection_of
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days
from yicha.subjects.queries import subject


@use_case(may=DisclosurePermission.DRAFT, clause="LYG-4.4c YX-2.12 R-PUB-1")
def draft_publication(actor: Actor, command: DraftPublication, at: datetime, /) -> PublicationDrafted:
    """A concluded result waits to be published; its clocks run from the moment of the check, not from now."""
    inspection = inspection_of(actor, command.inspection)
    place, checked_on = inspection.region_path, working_days().day_of(command.checked_at)
    clocks = rules.clocks_of(command.checked_at, norms_in_force(place, checked_on), working_days())
    row = Publication.objects.create(
        region_path=place,
        inspection_id=inspection.id,
        department=command.department,
        sid=command.sid,
        name=subject(actor, command.sid).name,
        outcome=command.outcome,
        checked_at=command.checked_at,
        file_by=clocks.file_by,
        push_by=clocks.push_by,
        publish_by=clocks.publish_by,
    )
    return PublicationDrafted(row.pk, inspection.id, command.department, clocks.publish_by)
