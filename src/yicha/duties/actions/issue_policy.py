from datetime import datetime

from django.db import IntegrityError

from yicha.duties.models import Policy
from yicha.duties.queries import items_of
from yicha.duties.queries.policies import row_of
from yicha.duties.rules import policies as rules
from yicha.duties.rules.disputes import require_own
from yicha.duties.states import POLICY_TRANSITIONS
from yicha.duties.types import DutyPermission, IssuePolicy, PolicyIssued, PolicyStatus
from yicha.kernel.actor import Actor
from yicha.kernel.files import own_file
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.limits import broken_limit
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case
from yicha.norms.queries import working_days


@use_case(may=DutyPermission.ISSUE_POLICY, clause="GX-4.1 GX-4.1b")
def issue_policy(actor: Actor, command: IssuePolicy, at: datetime, /) -> PolicyIssued:
    """印发: heard, every opinion answered; from now on it stands beside its items."""
    row = fetch(actor, Policy.objects.all(), clause="GX-4.1b", pk=command.policy)
    require_own(actor, row.department)
    today = working_days().day_of(at)
    row.status = step(POLICY_TRANSITIONS, PolicyStatus(row.status), "issue", clause="GX-4.1b")
    rules.require_document(row.title, command.number, command.issuer, command.issued_on, command.valid_to)
    rules.require_known_items(command.items, items_of(row.region_path, today, command.items))
    rules.require_heard(row.round, row_of(row).current, row.opinions_by, today)
    row.number, row.issuer, row.items = command.number, command.issuer, list(command.items)
    row.issued_on, row.valid_to = command.issued_on, command.valid_to
    row.file_id = own_file(actor, command.file, clause="GX-4.1").id
    try:
        row.save()
    except IntegrityError as error:
        raise broken_limit(error, rules.LIMITS) from error
    return PolicyIssued(row.pk, row.number, command.items)
