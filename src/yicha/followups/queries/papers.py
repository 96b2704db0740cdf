"""责令改正通知书 on paper: its values are kept with the order, and set in type whenever somebody wants to read or print it."""

import json
from datetime import date

from yicha.duties.queries import departments_of
from yicha.followups.models import FollowUp
from yicha.followups.types import IssueOrder
from yicha.inspections.documents import CorrectionOrder, Head, Violation, press
from yicha.kernel.events import from_plain
from yicha.orgs.queries import place_name


def paper_of(row: FollowUp, said: IssueOrder, number: str, remedy: str, on: date) -> CorrectionOrder:
    """LYG-4.4a, domain §4.7: to whom, the fact, the article, the demand, its term, the recheck, how to appeal, the organ, the day."""
    organ, subject = departments_of(row.region_path, on).get(row.department), row.subject
    head = Head(
        region=place_name(row.region_path),
        number=number,
        reference=row.inspection.number,
        organ=organ.name if organ else row.department,
        subject=subject.name,
        uscc=subject.uscc or "",
        address=subject.address or "",
        on=on,
    )
    violations = (Violation(said.fact.strip(), said.article.strip()),)
    return CorrectionOrder(head, violations, said.demand.strip().rstrip("。"), said.correct_by, said.recheck_on, remedy)


def pdf_of(paper: str) -> bytes:
    """PDF/A of an order's `paper`: the same bytes each time."""
    return press(from_plain(CorrectionOrder, json.loads(paper)))
