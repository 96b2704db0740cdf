"""责令改正通知书 on paper: its values are kept with the order, and set in type whenever somebody wants to read or print it."""

import json
from datetime import date
from typing import Any

from yicha.duties.queries import departments_of
from yicha.followups.models import FollowUp
from yicha.followups.types import IssueOrder, OrderAtDoor
from yicha.inspections.documents import CorrectionOrder, DoorOrder, Head, Violation, press
from yicha.kernel.events import from_plain
from yicha.orgs.queries import place_name


def paper_of(row: FollowUp, said: IssueOrder | OrderAtDoor, number: str, remedy: str, on: date, **given: Any) -> CorrectionOrder:
    """LYG-4.4a, domain §4.7: to whom, the fact, the article, the demand, its term, the recheck, how to appeal, the organ, the day.

    `given`: what a `DoorOrder` says besides.
    """
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
    said_of_it = (head, violations, said.demand.strip().rstrip("。"), said.correct_by, said.recheck_on, remedy)
    return DoorOrder(*said_of_it, **given) if given else CorrectionOrder(*said_of_it)


def pdf_of(paper: str) -> bytes:
    """PDF/A of an order's `paper`: the same bytes each time."""
    plain = json.loads(paper)
    return press(from_plain(DoorOrder if "signature" in plain else CorrectionOrder, plain))
