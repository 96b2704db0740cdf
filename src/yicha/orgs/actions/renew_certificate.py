from datetime import datetime

from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch, of_department
from yicha.kernel.use_case import use_case
from yicha.orgs.models import Officer
from yicha.orgs.rules.officers import require_later
from yicha.orgs.types import CertificateRenewed, OrgPermission, RenewCertificate


@use_case(may=OrgPermission.RENEW_CERTIFICATE, clause="R-SUB-3")
def renew_certificate(actor: Actor, command: RenewCertificate, at: datetime, /) -> CertificateRenewed:
    own = of_department(actor, Officer.objects.filter(in_post=True), "department_id")
    officer = fetch(actor, own, path="department__region__path", clause="R-SUB-3", cert_no=command.cert_no)
    require_later(command.valid_to, officer.valid_to, timezone.localdate(at))
    officer.valid_to = command.valid_to
    officer.save()
    return CertificateRenewed(officer.cert_no, command.valid_to)
