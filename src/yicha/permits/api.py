"""`/api/v1/permits`: the feed of an approval system."""

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from yicha.kernel.access import actor_of, before_reading, requires
from yicha.kernel.clock import now
from yicha.kernel.tables import NAME
from yicha.permits.actions.receive_permits import receive_permits
from yicha.permits.types import PermitPermission, PermitRow, PermitStatus, ReceivePermits

MOST = 1000
REFUSED = frozenset({401, 403, 404, 409, 422})
router = Router(tags=["permits"])


class PermitIn(Schema):
    """一条许可. `uscc` or `sid` says whose it is; without both it is name and address."""

    number: str = Field(max_length=80)
    kind: str = Field(max_length=40)
    name: str = Field(max_length=200)
    issuer: str = Field(max_length=100)
    granted_on: date
    uscc: str = Field("", pattern=r"^([0-9A-HJ-NPQRTUWXY]{18})?$")
    sid: str = Field("", pattern=r"^([A-Z0-9][A-Z0-9:._-]{0,63})?$")
    town: str = Field("", max_length=60)
    address: str = Field("", max_length=400)
    scope: str = Field("", max_length=10_000)
    valid_to: date | None = None
    status: PermitStatus = PermitStatus.VALID


class PermitsIn(Schema):
    """At most a thousand in one request; the same ones again change nothing."""

    permits: list[PermitIn] = Field(min_length=1, max_length=MOST)


class PermitsOut(Schema):
    new: int
    changed: int
    unchanged: int
    subjects: list[str]


class ProblemOut(Schema):
    """RFC 9457."""

    type: str
    status: int
    title: str
    detail: str = ""
    clause: str = ""


@router.post("/permits", auth=before_reading(PermitPermission.FEED), response={200: PermitsOut, REFUSED: ProblemOut})
@requires(PermitPermission.FEED)
def feed(request: HttpRequest, sent: PermitsIn) -> PermitsOut:
    """Take permits over: create or complete their holders, start the clock of the check that has to follow."""
    actor = actor_of(request)
    rows = tuple(PermitRow(**one.dict() | {"name": NAME.parse(one.name)}) for one in sent.permits)
    done = receive_permits(actor, ReceivePermits(actor.region, actor.name, rows), now())
    return PermitsOut(new=done.new, changed=done.changed, unchanged=done.unchanged, subjects=list(done.subjects))
