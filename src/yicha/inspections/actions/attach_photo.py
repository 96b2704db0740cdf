from datetime import datetime

from yicha.inspections import rules
from yicha.inspections.actions._chain import Shot, link
from yicha.inspections.actions._site import unsigned_site
from yicha.inspections.queries import merged_form
from yicha.inspections.types import AttachPhoto, InspectionPermission, PhotoAttached
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case


@use_case(may=InspectionPermission.RECORD, clause="LYG-4.4a R-PROC-5")
def attach_photo(actor: Actor, command: AttachPhoto, at: datetime, /) -> PhotoAttached:
    """A photograph joins the chain of the visit: its original by digest, linked to the one before."""
    site = unsigned_site(actor, command.inspection, at, "LYG-4.4a")
    form = {question.key: question for question in merged_form(actor, site.planned)}
    rules.require_asked([command.question], form, site.department)
    photo = link(actor, site.inspection, Shot(command.question, command.file, site.officer, at))
    return PhotoAttached(site.inspection.pk, photo.place, command.question, photo.digest, photo.chain)
