from datetime import datetime

from yicha.duties.models import Policy
from yicha.duties.rules import policies as rules
from yicha.duties.rules.disputes import require_own
from yicha.duties.types import AddPolicyText, DutyPermission, PolicyTextAdded
from yicha.kernel.actor import Actor
from yicha.kernel.files import own_file
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case


@use_case(may=DutyPermission.DRAFT_POLICY, clause="GX-4.1")
def add_policy_text(actor: Actor, command: AddPolicyText, at: datetime, /) -> PolicyTextAdded:
    """补正文: a document that came by a workbook gets its text, once."""
    row = fetch(actor, Policy.objects.all(), clause="GX-4.1", pk=command.policy)
    require_own(actor, row.department)
    rules.require_no_text(row.file_id)
    row.file_id = own_file(actor, command.file, clause="GX-4.1").id
    row.save()
    return PolicyTextAdded(row.pk, command.file)
