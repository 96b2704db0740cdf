from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch, of_department
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Officer
from yicha.orgs.rules.inputs import require_reason
from yicha.orgs.types import OfficerReleased, OrgPermission, ReleaseOfficer


@use_case(may=OrgPermission.RELEASE_OFFICER, clause="R-SUB-2 LYG-4.2")
def release_officer(actor: Actor, command: ReleaseOfficer, at: datetime, /) -> OfficerReleased:
    own = of_department(actor, Officer.objects.filter(in_post=True), "department_id")
    officer = fetch(actor, own, path="department__region__path", clause="R-SUB-2", cert_no=command.cert_no)
    require_reason(command.reason)
    officer.in_post = False
    officer.save()
    return OfficerReleased(officer.cert_no, command.reason)
