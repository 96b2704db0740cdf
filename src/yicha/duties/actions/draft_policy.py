from datetime import datetime

from yicha.duties.models import Policy
from yicha.duties.queries import items_of, require_covered
from yicha.duties.rules import policies as rules
from yicha.duties.rules.disputes import require_own
from yicha.duties.states import POLICY_INITIAL
from yicha.duties.types import DraftPolicy, DutyPermission, PolicyDrafted
from yicha.kernel.actor import Actor
from yicha.kernel.files import own_file
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.use_case import use_case
from yicha.norms.queries import working_days


@use_case(may=DutyPermission.DRAFT_POLICY, clause="GX-4.1b")
def draft_policy(actor: Actor, command: DraftPolicy, at: datetime, /) -> PolicyDrafted:
    """A draft with its file; nobody works by it until it was heard and issued."""
    require_covered(actor, command.region_path, "GX-4.1b")
    require_own(actor, command.department)
    if not command.title.strip():
        raise RuleBroken("请写明文件名称", clause="GX-4.1b")
    rules.require_known_items(command.items, items_of(command.region_path, working_days().day_of(at), command.items))
    row = Policy.objects.create(
        region_path=command.region_path,
        department=command.department,
        title=command.title,
        file_id=own_file(actor, command.file, clause="GX-4.1b").id,
        items=list(command.items),
        status=POLICY_INITIAL,
    )
    return PolicyDrafted(row.pk, command.department, command.title)
