from collections.abc import Mapping
from datetime import datetime

from yicha.exchange.actions._keeping import answers_again, move, plain, recall, reread
from yicha.exchange.models import Batch, ReceiptRecord, Record, Version
from yicha.exchange.rules.receipts import require_rows_of, require_same
from yicha.exchange.rules.rows import digest_of
from yicha.exchange.states import BATCH_TRANSITIONS
from yicha.exchange.types import BatchStatus, ExchangePermission, Operation, ReceiptTaken, RowAnswer, TakeReceipt, Verdict
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case

VERBS = {Verdict.ACCEPTED: "accept", Verdict.REJECTED: "reject"}


@use_case(may=ExchangePermission.ANSWER, clause="GX-5.2b YX-2.15")
def take_receipt(actor: Actor, command: TakeReceipt, at: datetime, /) -> ReceiptTaken:
    """回执: row by row accepted, or sent back to its provider with the reasons. What is not named waits on."""
    batch = fetch(actor, Batch.objects.all(), clause="GX-5.2b", region_path=command.region_path, number=command.receipt.batch)
    versions = {one.record.key: one for one in Version.objects.filter(batch=batch).select_related("record").order_by("record")}
    require_rows_of(command.receipt, versions)
    ReceiptRecord.objects.get_or_create(
        batch=batch, digest=digest_of(command.content), defaults={"content": command.content, "taken_at": at}
    )
    for answer in command.receipt.answers:
        _answered(actor, versions[answer.row], answer, at)
    told = _counted(versions)
    answers_again(batch)
    if not told[Verdict.NONE]:
        batch.status = step(BATCH_TRANSITIONS, BatchStatus(batch.status), "answer", clause="GX-5.2b")
        batch.answered_at = batch.answered_at or at
    batch.save()
    return ReceiptTaken(batch.pk, batch.number, told[Verdict.ACCEPTED], told[Verdict.REJECTED], told[Verdict.NONE])


def _answered(actor: Actor, version: Version, answer: RowAnswer, at: datetime) -> None:
    if version.verdict:
        require_same(Verdict(version.verdict), answer.verdict, answer.row)
        return
    version.verdict, version.answer, version.answered_at = answer.verdict, plain(answer.remarks), at
    version.save()
    record = Record.objects.select_for_update().get(pk=version.record_id)
    gone = (version.operation, answer.verdict) == (Operation.DELETE, Verdict.ACCEPTED)
    move(record, "withdraw" if gone else VERBS[answer.verdict])
    if version.operation != Operation.DELETE:
        _go_on(actor, record, at)


def _go_on(actor: Actor, record: Record, at: datetime) -> None:
    """What happened at its source while it was on its way."""
    if record.withdrawn_because:
        recall(record, record.withdrawn_because, at)
    elif record.reread:
        reread(actor, record, at)


def _counted(versions: Mapping[str, Version]) -> dict[Verdict, int]:
    return {verdict: sum(one.verdict == verdict for one in versions.values()) for verdict in Verdict}
