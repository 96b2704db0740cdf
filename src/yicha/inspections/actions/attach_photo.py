from datetime import datetime

from yicha.inspections import models, rules
from yicha.inspections.actions._site import unsigned_site
from yicha.inspections.queries import merged_form
from yicha.inspections.types import AttachPhoto, InspectionPermission, PhotoAttached
from yicha.kernel.actor import Actor
from yicha.kernel.files import own_file
from yicha.kernel.use_case import use_case


@use_case(may=InspectionPermission.RECORD, clause="LYG-4.4a R-PROC-5")
def attach_photo(actor: Actor, command: AttachPhoto, at: datetime, /) -> PhotoAttached:
    """A photograph joins the chain of the visit: its original by digest, linked to the one before."""
    site = unsigned_site(actor, command.inspection, at, "LYG-4.4a")
    form = {question.key: question for question in merged_form(actor, site.planned)}
    rules.require_asked([command.question], form, site.department)
    file = own_file(actor, command.file, clause="LYG-4.4a")
    rules.require_photo(file.media_type)
    last = models.Photo.objects.filter(inspection=site.inspection).order_by("-place").first()
    place, previous = (last.place + 1, last.chain) if last else (1, "")
    photo = models.Photo.objects.create(
        inspection=site.inspection,
        place=place,
        question=command.question,
        file=file.id,
        digest=file.digest,
        previous=previous,
        chain=rules.next_link(previous, file.digest, command.question, site.officer, at),
        officer=site.officer,
        at=at,
    )
    return PhotoAttached(site.inspection.pk, place, command.question, photo.digest, photo.chain)
