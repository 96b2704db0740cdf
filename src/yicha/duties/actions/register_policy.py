from datetime import datetime

from django.db import IntegrityError

from yicha.duties.models import Policy
from yicha.duties.queries import items_of, require_covered
from yicha.duties.rules import policies as rules
from yicha.duties.rules.disputes import require_own
from yicha.duties.types import DutyPermission, PolicyRegistered, PolicyStatus, RegisterPolicy
from yicha.kernel.actor import Actor
from yicha.kernel.files import own_file
from yicha.kernel.limits import broken_limit
from yicha.kernel.use_case import use_case
from yicha.norms.queries import working_days


@use_case(may=DutyPermission.DRAFT_POLICY, clause="GX-4.1")
def register_policy(actor: Actor, command: RegisterPolicy, at: datetime, /) -> PolicyRegistered:
    """政策文件与事项关联: a document in force, the superiors' too, with the items that it speaks of."""
    require_covered(actor, command.region_path, "GX-4.1")
    require_own(actor, command.department)
    rules.require_document(command.title, command.number, command.issuer, command.issued_on, command.valid_to)
    rules.require_repealed_whole(command.repealed_because, command.valid_to)
    if not command.repealed_because:
        rules.require_known_items(command.items, items_of(command.region_path, working_days().day_of(at), command.items))
    row = Policy(
        region_path=command.region_path,
        department=command.department,
        title=command.title,
        number=command.number,
        issuer=command.issuer,
        issued_on=command.issued_on,
        valid_to=command.valid_to,
        file_id=own_file(actor, command.file, clause="GX-4.1").id if command.file else None,
        items=list(command.items),
        status=PolicyStatus.REPEALED if command.repealed_because else PolicyStatus.ISSUED,
        repealed_because=command.repealed_because,
    )
    try:
        row.save()
    except IntegrityError as error:
        raise broken_limit(error, rules.LIMITS) from error
    return PolicyRegistered(row.pk, row.number, command.items)
