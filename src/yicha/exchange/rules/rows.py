"""From our facts to a row of the level above, and what may be done with it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final

from yicha.engines.quality import Fault
from yicha.exchange.rules.layouts import Layout
from yicha.exchange.types import Operation, RecordStatus, Remark, Verdict
from yicha.kernel.actor import Actor
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken

MOST: Final = 500  # rows of a batch
SERIAL: Final = 5  # digits behind the date
REPORTED: Final = "submitted_date"


def row_of(layout: Layout, facts: Mapping[str, str]) -> dict[str, str]:
    """YX-2.15: one entry, many reports: the columns of a layout out of what was entered once. What we do not have is empty."""
    return {column.name: _value(facts.get(column.source, ""), dict(column.codes)) for column in layout.columns}


def _value(said: str, codes: Mapping[str, str]) -> str:
    return codes.get(said, said)


def operation_of(earlier: Iterable[tuple[Operation, Verdict]]) -> Operation:
    """YX-2.15: what the next version of a record does there: the first one that leaves inserts, every later one updates.

    `earlier`: those that have left. One that stayed, because our own check held it, is not known there.
    """
    return Operation.UPDATE if any(earlier) else Operation.INSERT


def require_withdrawal(before: str, status: RecordStatus, reason: str) -> None:
    """GX-5.2b: taken back once, with the reason; again only where the other side did not delete it."""
    if before and status is not RecordStatus.REJECTED:
        raise RuleBroken("这条已经撤回", clause="GX-5.2b")
    require_reason(reason)


def require_reason(reason: str) -> None:
    """GX-5.2b: whoever takes back says why."""
    if not reason.strip():
        raise RuleBroken("请写明撤回的原因", clause="GX-5.2b")


def require_standing(withdrawn_because: str) -> None:
    """GX-5.2b: what was taken back is not reported again."""
    if withdrawn_because:
        raise RuleBroken("这条已经撤回，不再上报", clause="GX-5.2b")


def batch_number(day: date, serial: int) -> str:
    """GX-5.2b: `cd_batch`, the day and five digits, as 2019041100002; after 99999 the day is full."""
    if not 0 < serial < 10**SERIAL:
        raise RuleBroken("当天的批次号已用完", clause="GX-5.2b", exits=(Exit("次日继续组批"),))
    return f"{day:%Y%m%d}{serial:0{SERIAL}d}"


def exchange_block(key: str, area: str, batch: str, operation: Operation, mapped_at: datetime) -> dict[str, str]:
    """GX-5.2b: what the front-end database wants beside the columns."""
    return {
        "cd_id": key,
        "cd_time": moment(mapped_at),
        "cd_source": area,
        "cd_batch": batch,
        "cd_operation": operation.value,
    }


def batch_content(table: str, number: str, rows: Sequence[Mapping[str, str]]) -> str:
    """GX-5.2b: the bytes of a batch: one line of JSON, so that equal rows give equal bytes."""
    return canonical({"batch": number, "table": table, "count": len(rows), "rows": list(rows)}) + "\n"


def canonical(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def moment(at: datetime) -> str:
    """Of a local moment, as the columns want it."""
    return f"{at:%Y-%m-%d %H:%M:%S}"


def remarks_of(faults: Iterable[Fault]) -> tuple[Remark, ...]:
    """GX-5.3: one for each column and reason."""
    return tuple(Remark(fault.column, fault.message, fault.value, fault.family) for fault in faults)


def require_own(actor: Actor, department: str) -> None:
    """GX-5.3: 谁提供谁负责."""
    if not actor.acts_for(department):
        raise NotPermitted("谁提供、谁负责：只能更正本部门的数据", clause="GX-5.3", exits=(Exit("请该部门办理", department),))


def require_rows(rows: Sequence[object]) -> None:
    """GX-5.2b: an empty batch is no batch."""
    if not rows:
        raise RuleBroken("没有待推送的数据", clause="GX-5.2b")


def unchanged(before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """YX-2.15: the hour of reporting aside, the source says what it said."""
    return {**before, REPORTED: ""} == {**now, REPORTED: ""}
