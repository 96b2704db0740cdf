"""`/api/v1/inspections/…/annulment`: a department's own system reports that a result of its department was annulled."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from yicha.disclosure.actions.record_annulment import record_annulment
from yicha.disclosure.queries import publication_of
from yicha.disclosure.types import AnnulmentKind, DisclosurePermission, RecordAnnulment
from yicha.kernel.access import actor_of, before_reading, requires
from yicha.kernel.clock import now

REFUSED = frozenset({401, 403, 404, 409, 422})
Number = Annotated[str, Field(pattern=r"^[^\x00]{1,60}$")]
Name = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]*$")]
router = Router(tags=["records"])


class AnnulmentIn(Schema):
    """`reason` is what the public will read, without names."""

    kind: AnnulmentKind
    organ: Name
    number: Name
    decided_on: date
    reason: str = Field(min_length=1, max_length=400, pattern=r"^[^\x00]*$")


class AnnulmentOut(Schema):
    """`withdraw_by`: the last day on which the result may still be public; afterwards nobody finds it, whether or not somebody acted."""

    number: str
    department: str
    withdraw_by: date


@router.post(
    "/inspections/{paper}/annulment",
    auth=before_reading(DisclosurePermission.REPORT_ANNULMENT),
    response={200: AnnulmentOut, REFUSED: dict[str, Any]},
)
@requires(DisclosurePermission.REPORT_ANNULMENT)
def annul(request: HttpRequest, paper: Path[Number], sent: AnnulmentIn) -> AnnulmentOut:
    """登记撤销: of what the program's department published of this inspection; the same again is answered as the first time."""
    actor = actor_of(request)
    found = publication_of(actor, paper, actor.department)
    command = RecordAnnulment(found.id, sent.kind, sent.organ, sent.number, sent.decided_on, sent.reason)
    done = record_annulment(actor, command, now(), key=f"annulment:{found.id}")
    return AnnulmentOut(number=paper, department=found.department, withdraw_by=done.withdraw_by)
