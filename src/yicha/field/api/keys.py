"""`keys` and `lanes`: what a phone wants before it records anything (FIELD1 §3)."""

from typing import Any, Literal
from uuid import uuid4

from django.http import HttpRequest
from django.middleware.csrf import get_token
from ninja import Schema
from pydantic import Field

from yicha.engines.fieldlog import LONGEST, MOST_HEADS
from yicha.field.actions.open_lane import open_lane
from yicha.field.api.answers import REFUSED, WORK, officer, router
from yicha.field.queries import limits
from yicha.field.rules import RECEIPTS, RESCUE
from yicha.field.types import OpenLane
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.kernel.web_keys import publics, sealing_key

MOST_OPS, MOST_BYTES = 200, 256 * 1024
AT_ONCE = {"ops": MOST_OPS, "bytes": MOST_BYTES, "op": LONGEST, "heads": MOST_HEADS}


class KeyIn(Schema):
    kty: Literal["EC"]
    crv: Literal["P-256"]
    x: str = Field(pattern=r"^[A-Za-z0-9_-]{43}$")
    y: str = Field(pattern=r"^[A-Za-z0-9_-]{43}$")


class LaneIn(Schema):
    """`from`: the last number of the lane that this one follows."""

    key: KeyIn | None
    app: str = Field("", max_length=40)
    store: str = Field("", max_length=80)
    after: int = Field(0, alias="from", ge=0, le=1_000_000)


class LaneOut(Schema):
    lane: str
    now: str


@router.get("/keys", auth=officer)
@requires(WORK)
def keys(request: HttpRequest) -> dict[str, Any]:
    """Pinned by the phone: whose receipts it believes, and to whom it seals what must be rescued."""
    actor, at = actor_of(request), now()
    said = {"protocol": "FIELD1", "now": at.isoformat(timespec="seconds"), "csrf": get_token(request)}
    return said | {"receipts": publics(RECEIPTS), "rescue": sealing_key(RESCUE), "limits": AT_ONCE | limits(actor, at.date())}


@router.post("/lanes", auth=officer, response={200: LaneOut, REFUSED: dict[str, Any]})
@requires(WORK)
def lanes(request: HttpRequest, sent: LaneIn) -> LaneOut:
    """A store is registered: never twice under one number."""
    at = now()
    key = sent.key.dict() if sent.key else None
    opened = open_lane(actor_of(request), OpenLane(uuid4().hex, key, sent.app, sent.store, sent.after), at)
    return LaneOut(lane=opened.lane, now=at.isoformat(timespec="seconds"))
