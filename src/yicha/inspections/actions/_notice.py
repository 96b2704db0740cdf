"""The notice of one inspection: made, kept, and the firm's secret code with it. Called by the use cases that give notice."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from secrets import choice

from yicha.inspections.actions._documents import Made, keep_document
from yicha.inspections.documents import fingerprint, kept_values
from yicha.inspections.models import Inspection
from yicha.inspections.queries import notice_of, unsecret
from yicha.inspections.queries.visits import inspection_row
from yicha.inspections.rules.codes import CODE_LETTERS, ENTERPRISE_CODE_LENGTH, enterprise_digest, grouped
from yicha.inspections.types import DocumentKind
from yicha.kernel.actor import Actor
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.planning.documents import render
from yicha.planning.types import VisitRow


def new_code(length: int) -> str:
    return "".join(choice(CODE_LETTERS) for _ in range(length))


def give_notice(actor: Actor, inspection: Inspection, planned: VisitRow, at: datetime, site: str) -> str:
    """Keeps the PDF and notes it in `inspection`, unsaved; returns its 文号. The secret code stands on that paper and nowhere else."""
    secret = new_code(ENTERPRISE_CODE_LENGTH)
    notice = notice_of(actor, inspection_row(inspection), planned, at)
    printed = replace(notice, address_of_code=f"{site.rstrip('/')}{notice.address_of_code}", enterprise_code=grouped(secret))
    said = unsecret(printed)
    made = Made(DocumentKind.NOTICE, notice.number, kept_values(said), fingerprint(said))
    inspection.notice = keep_document(actor, inspection, made, render(printed), at).digest
    inspection.notified_at = at
    inspection.enterprise_digest = enterprise_digest(secret)
    days = norms_in_force(inspection.region_path, planned.last_day).whole(NormCode.ENTERPRISE_CODE_DAYS)
    inspection.enterprise_until = datetime.combine(planned.last_day + timedelta(days=days + 1), time(), at.tzinfo)
    return notice.number
