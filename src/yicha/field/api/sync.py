"""`sync`: one request both ways (FIELD1 §6)."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.gzip import gzip_page

from yicha.engines.fieldlog import Kind, Operation, Outcome, Status, Unreadable, Why, fingerprint, read
from yicha.field import rules
from yicha.field.actions._taking import take_in
from yicha.field.actions.pin_forms import pin_forms
from yicha.field.actions.quarantine_bytes import quarantine_bytes
from yicha.field.api.answers import REFUSED, WORK, in_turn, officer, problem, router
from yicha.field.api.bodies import SyncIn, Unfit, sync_body
from yicha.field.queries import Held, forms_unpinned, lane_of, news, receipts_of
from yicha.field.types import LaneRow, Package, PinForms, QuarantineBytes, ReceiptRow, Recorded
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.refusals import NotFound

PLAIN = (Kind.ANSWER, Kind.NOTE)


@router.post("/sync", auth=officer, response={200: dict[str, Any], REFUSED: dict[str, Any]})
@requires(WORK)
@in_turn
@gzip_page
def sync(request: HttpRequest) -> HttpResponse:
    """What the phone holds comes in, what has changed goes out, and for each operation a signed receipt."""
    actor, at = actor_of(request), now()
    try:
        sent = sync_body(request)
        lane = _own_lane(actor, sent, at)
    except Unfit as unfit:
        return problem(unfit.code)
    said: dict[str, Any] = {"now": at.isoformat(timespec="seconds"), "wipe": lane.wipe or None, "retry_after": 0}
    if lane.wipe:
        _set_aside(actor, lane.id, "wiped", sent.ops, at)
        return JsonResponse(said | {"receipts": [], "visits": [], "seq": lane.seq})
    taken = take(actor, lane.id, sent.ops, at)
    shown = [{"text": one.text, "sig": one.sig} for one in taken.receipts]
    visits = hand_out(actor, Held(sent.have, taken.own if sent.brief else {}, sent.changes), at)
    return JsonResponse(said | {"receipts": shown, "visits": visits, "seq": lane_of(actor, lane.id).seq})


def _own_lane(actor: Actor, sent: SyncIn, at: datetime) -> LaneRow:
    """Signed by the key of a lane of the actor's own; anything else is kept as bytes, and nobody learns whose it is."""
    try:
        lane = lane_of(actor, sent.lane)
    except NotFound as error:
        _set_aside(actor, sent.lane, Why.NOT_YOUR_LANE, sent.ops, at)
        raise Unfit(Why.NOT_YOUR_LANE) from error
    if not rules.is_from(lane.key, sent.ops, sent.sig):
        _set_aside(actor, sent.lane, Why.NOT_YOUR_LANE, sent.ops, at)
        raise Unfit(Why.NOT_YOUR_LANE)
    return lane


@dataclass(frozen=True)
class Taken:
    """A receipt for each text in its order, then those of what was held and could go on. `own`: visit → how many acts of the office's log
    this was, of visits where it was nothing but answers and notes that count and that nobody else's stand beside.
    """

    receipts: list[ReceiptRow]
    own: dict[str, int]


def take(actor: Actor, lane: str, texts: list[str], at: datetime) -> Taken:
    readable = [(text, op) for text in texts if (op := _read(text))]
    _set_aside(actor, lane, Why.UNREADABLE, [text for text in texts if _read(text) is None], at)
    refused: dict[str, str] = {}
    released: list[str] = []
    own: dict[str, int] = {}
    loud: set[str] = set()
    for done in take_in(actor, lane, [(op.visit, text) for text, op in readable], at):
        refused |= dict(done.refused)
        released += [one.fp for one in done.recorded]
        own[done.inspection] = own.get(done.inspection, 0) + 1 + done.sheets
        if done.refused or not all(_is_plain(one) for one in done.recorded):
            loud.add(done.inspection)
    fps = [fingerprint(text) for text in texts]
    order = [*fps, *(fp for fp in released if fp not in fps)]
    receipts = list(_receipts(lane, order, {op.fp: op for _, op in readable}, refused, at))
    return Taken(receipts, {visit: acts for visit, acts in own.items() if visit not in loud})


def _is_plain(one: Recorded) -> bool:
    return one.kind in PLAIN and one.status == Status.APPLIED and not one.why


def _receipts(lane: str, order: list[str], ops: dict[str, Operation], refused: dict[str, str], at: datetime) -> Iterator[ReceiptRow]:
    """What was said of an operation is said again byte for byte; of what was refused anew."""
    known, key = receipts_of(lane, order), rules.receipt_key()
    for fp in order:
        why, op = refused.get(fp, Why.UNREADABLE), ops.get(fp)
        if fp in known:
            yield known[fp]
        else:
            outcome = Outcome(op.id if op else "", fp, op.seq if op else 0, Status.REFUSED, Why(why))
            signed = rules.signed_receipt(outcome, at, key)
            yield ReceiptRow(signed.text, signed.signature)


def _read(text: str) -> Operation | None:
    try:
        return read(text)
    except Unreadable:
        return None


def _set_aside(actor: Actor, lane: str, why: str, texts: list[str], at: datetime) -> None:
    if texts:
        quarantine_bytes(actor, QuarantineBytes(lane, why, tuple(b64encode(text.encode()).decode() for text in texts)), at)


def hand_out(actor: Actor, held: Held, at: datetime) -> list[dict[str, Any]]:
    """The visits that have changed; a form that nobody has been given before is pinned."""
    found, less = news(actor, held, at)
    _pin(actor, found, at)
    return [dict(one.plain) for one in found] + less


def _pin(actor: Actor, found: list[Package], at: datetime) -> None:
    new = forms_unpinned({one.form: one.hashes for one in found})
    if new:
        pin_forms(actor, PinForms(new), at)
