from datetime import datetime

from yicha.feedback.actions._door import go_on, held
from yicha.feedback.rules import reports as rules
from yicha.feedback.types import DoorReportForwarded, DoorStep, FeedbackPermission, ForwardDoorReport
from yicha.kernel.actor import Actor, Role
from yicha.kernel.notifications import Message, notify
from yicha.kernel.use_case import use_case
from yicha.orgs.queries import departments, holders


@use_case(may=FeedbackPermission.HANDLE_REPORT, clause="GX-5.4b")
def forward_door_report(actor: Actor, command: ForwardDoorReport, at: datetime, /) -> DoorReportForwarded:
    """转办: from the joint office, or from a department whose matter it is not."""
    row = held(actor, command.report)
    rules.require_other(command.department, row.department, {found.code for found in departments(actor, at.date())})
    row.department = command.department
    go_on(row, DoorStep.FORWARD, "", at)
    clerks = holders(Role.DEPARTMENT_CLERK, [command.department], at)
    notify([Message(one, "转来扫码反映", row.matter[:60], f"/feedback/reports/{row.pk}/") for one in clerks], at)
    return DoorReportForwarded(row.pk, command.department)
