from datetime import datetime

from django.urls import reverse

from yicha.inspections.actions._chain import Piece, link
from yicha.inspections.models import EvidenceItem, Inspection, SiteRecord
from yicha.inspections.rules import evidence as evidence_rules
from yicha.inspections.rules.door import require_no_door
from yicha.inspections.rules.signing import require_unsigned
from yicha.inspections.types import HandInPaper, InspectionPermission, InspectionStatus, PaperHandedIn
from yicha.kernel.actor import Actor
from yicha.kernel.files import own_file
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.notifications import Message, notify
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.queries import accounts_of_officers, subject_of
from yicha.planning.queries import visit
from yicha.subjects.queries import sids_of


@use_case(may=InspectionPermission.HAND_IN, clause="LYG-5.5 R-MODE-1 R-EVID-1")
def hand_in_paper(actor: Actor, command: HandInPaper, at: datetime, /) -> PaperHandedIn:
    """企业交材料: nobody comes for it. From the notice until the record is locked; linked and receipted as what officers take."""
    inspection = fetch(actor, Inspection.objects.all(), clause="LYG-5.5", pk=command.inspection)
    planned, own = visit(actor, inspection.visit_id), subject_of(actor)
    if not own or planned.sid not in sids_of(actor, own):
        absent("LYG-5.5")
    require_no_door(door=planned.door)
    evidence_rules.require_taking_papers(InspectionStatus(inspection.status))
    require_unsigned(SiteRecord.objects.filter(inspection=inspection).exists())
    before = EvidenceItem.objects.filter(inspection=inspection, officer="").count()
    evidence_rules.require_room(before + 1, norms_in_force(inspection.region_path, at.date()).whole(NormCode.PAPERS_MAX))
    paper = command.paper.strip()
    kind = evidence_rules.kind_of_paper(own_file(actor, command.file, clause="LYG-5.5").media_type, paper)
    item = link(actor, inspection, planned, Piece("", command.file, "", at, kind, paper))
    text, page = f"{planned.name} · {inspection.number}：{paper}", reverse("inspections:site", args=[inspection.pk])
    officers = accounts_of_officers({one.cert_no for one in planned.officers})
    notify([Message(account, "企业交来材料", text, page) for account in officers], at)
    return PaperHandedIn(inspection.pk, item.place, paper, kind, item.digest, item.chain, item.receipt)
