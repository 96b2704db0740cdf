from datetime import datetime

from yicha.disclosure.models import Publication
from yicha.disclosure.rules import results as rules
from yicha.disclosure.states import TRANSITIONS
from yicha.disclosure.types import DisclosurePermission, PublicationStatus, PublishResult, ResultPublished
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force, working_days


@use_case(may=DisclosurePermission.PUBLISH, clause="LYG-4.4c YX-2.7b R-PUB-1")
def publish_result(actor: Actor, command: PublishResult, at: datetime, /) -> ResultPublished:
    """公示: who checks publishes. Late is late, published all the same, and said so."""
    row = fetch(actor, Publication.objects.all(), clause="LYG-4.4c", pk=command.publication)
    rules.require_own(actor, row.department)
    row.status = step(TRANSITIONS, PublicationStatus(row.status), "publish", clause="LYG-4.4c")
    today = working_days().day_of(at)
    row.published_at, row.until = at, rules.public_until(row.outcome, today, norms_in_force(row.region_path, today))
    row.save()
    return ResultPublished(row.pk, today, row.publish_by, late=today > row.publish_by)
