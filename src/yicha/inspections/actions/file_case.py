from datetime import datetime
from hashlib import sha256

from yicha.inspections.actions._documents import Made, keep_document
from yicha.inspections.models import Inspection
from yicha.inspections.queries import case_of, standing_of
from yicha.inspections.rules import documents as rules
from yicha.inspections.rules.team import require_own_part
from yicha.inspections.types import CaseFiled, DocumentKind, FileCase, InspectionPermission
from yicha.kernel.actor import Actor
from yicha.kernel.archive import keep
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.planning.queries import visit


@use_case(may=InspectionPermission.FILE_CASE, clause="LYG-4.4a WY-5.8b")
def file_case(actor: Actor, command: FileCase, at: datetime, /) -> CaseFiled:
    """立卷归档: cover, index and every paper bound, and a list of all files and originals whose own hash the ledger takes in."""
    inspection = fetch(actor, Inspection.objects.all(), clause="LYG-4.4a", pk=command.inspection)
    require_own_part(actor, visit(actor, inspection.visit_id).lead, "LYG-4.4a")
    rules.require_makeable(DocumentKind.CASE_FILE, standing_of(inspection.pk))
    case = case_of(inspection.pk, actor.name)
    index = sha256(case.index.encode()).hexdigest()
    filed = inspection.documents.filter(kind=DocumentKind.CASE_FILE)
    rules.require_something_new(index, set(filed.values_list("fingerprint", flat=True)))
    for name, content in case.files.items():
        keep(actor, content, "case", name.rpartition("/")[2], at)
    made = keep_document(actor, inspection, Made(DocumentKind.CASE_FILE, case.number, case.index, index), case.pdf, at)
    return CaseFiled(inspection.pk, made.edition, made.number, index, made.digest)
