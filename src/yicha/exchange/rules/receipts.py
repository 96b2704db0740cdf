"""The receipt: what the other side says of each row of a batch.

{"batch": "2026112100001", "rows": [{"cd_id": "…", "result": "accepted" or "rejected", "reasons": [{"column": "…", "reason": "…"}]}]}
"""

import json
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any, Final

from yicha.exchange.types import Receipt, Remark, RowAnswer, Verdict
from yicha.kernel.refusals import Exit, RuleBroken

LONGEST: Final = 400
ROWS: Final = 100_000


def read_receipt(content: bytes) -> Receipt:
    """GX-5.2b: RuleBroken naming what cannot be read; nothing in it is believed half."""
    try:
        said = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _unreadable("不是 JSON") from error
    if not isinstance(said, dict) or not isinstance(said.get("batch"), str) or not isinstance(said.get("rows"), list):
        raise _unreadable("缺少 batch 或 rows")
    if len(said["rows"]) > ROWS:
        raise _unreadable("行数过多")
    answers = tuple(map(_answer, said["rows"]))
    twice = [row for row, times in Counter(one.row for one in answers).items() if times > 1]
    if twice:
        raise _unreadable(f"同一行出现两次：{twice[0]}")
    return Receipt(said["batch"], answers)


def _answer(row: Any) -> RowAnswer:
    if not isinstance(row, dict) or not isinstance(row.get("cd_id"), str):
        raise _unreadable("有的行没有 cd_id")
    result = row.get("result")
    if result == Verdict.ACCEPTED:
        return RowAnswer(row["cd_id"], Verdict.ACCEPTED)
    if result != Verdict.REJECTED:
        raise _unreadable(f"{row['cd_id'][:LONGEST]} 的 result 不是 accepted 或 rejected")
    reasons = row.get("reasons") if isinstance(row.get("reasons"), list) else []
    return RowAnswer(row["cd_id"], Verdict.REJECTED, tuple(map(_remark, reasons or [])) or (Remark("", "对方没有说明原因"),))


def _remark(said: Any) -> Remark:
    if not isinstance(said, Mapping):
        return Remark("", str(said)[:LONGEST])
    return Remark(str(said.get("column", ""))[:LONGEST], str(said.get("reason", ""))[:LONGEST] or "对方没有说明原因")


def require_rows_of(receipt: Receipt, keys: Collection[str]) -> None:
    """GX-5.2b: a receipt speaks of the rows of its batch and of no others."""
    foreign = next((one.row for one in receipt.answers if one.row not in keys), "")
    if foreign:
        raise _unreadable(f"批次 {receipt.batch} 里没有 {foreign[:LONGEST]}")


def require_same(said: Verdict, again: Verdict, row: str) -> None:
    """GX-5.2b: what was said of a row stands; a second receipt that says otherwise is not believed."""
    if said is not again:
        raise RuleBroken(f"回执前后不一致：{row}", clause="GX-5.2b", exits=(Exit("与对方核对该行"),))


def require_settling(*, settled: bool, words: str) -> None:
    """GX-5.2b: once, and it says what was done."""
    if settled:
        raise RuleBroken("这份回执已经办结", clause="GX-5.2b")
    if not words.strip():
        raise RuleBroken("须写明怎样处理了这份回执", clause="GX-5.2b")


def _unreadable(what: str) -> RuleBroken:
    return RuleBroken(f"读不懂回执：{what}", clause="GX-5.2b", exits=(Exit("请对方按约定的格式重发"),))
