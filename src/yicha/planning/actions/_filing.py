"""The body that filing in time and filing too late share: who asks for which check of whom, and may."""

from datetime import datetime

from yicha.items.queries import items_in_force
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.planning.models import Filing
from yicha.planning.queries import competence_of, valid_results
from yicha.planning.rules import filing
from yicha.planning.rules.exempting import require_filed_ground
from yicha.planning.rules.recognising import require_not_known
from yicha.planning.types import FileUnplanned
from yicha.subjects.queries import active_subject


def asked_filing(actor: Actor, command: FileUnplanned, at: datetime) -> Filing:
    """Not yet saved."""
    if not actor.covers(command.region_path):
        absent("LYG-4.3b")
    filing.require_own(actor, command.department)
    filing.require_reason(command.reason, "计划外检查", "LYG-4.3b")
    require_filed_ground(command.exemption, command.evidence)
    item = items_in_force(actor, command.region_path, command.visit_on).get(command.item_code)
    subject = active_subject(actor, command.region_path, command.sid, "LYG-4.3b")
    competence = competence_of(actor, command.region_path, command.visit_on)
    acts = competence.acts(command.department, command.item_code, subject.town, command.visit_on)
    filing.require_item(item, command.item_code, command.check_class, command.region_path, acts=acts)
    earlier = valid_results(actor, subject.sid, command.item_code, command.visit_on)
    require_not_known(earlier, command.again_because)
    return Filing(
        region_path=command.region_path,
        department=command.department,
        subject_id=subject.sid,
        item_code=command.item_code,
        check_class=command.check_class,
        visit_on=command.visit_on,
        minutes=command.minutes,
        reason=command.reason,
        filed_at=at,
        exemption=command.exemption,
        evidence=command.evidence,
        again_because=command.again_because.strip() if earlier else "",
    )
