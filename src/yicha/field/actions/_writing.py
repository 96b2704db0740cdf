"""What the office has decided, written down: a request brings up to two hundred operations, and each table takes them in one statement.

Past the ORM, which took several times as long over the rows as the database (`./yicha bench sync`).
"""

import json
from typing import Any

from django.db import connection

from yicha.engines.fieldlog import Operation, Outcome, Why
from yicha.field import models, rules
from yicha.field.actions._bench import Bench
from yicha.field.types import Recorded

SAID = "op text, seq int, fp text, inspection bigint, visit text, kind text, path text, content text, officer text, first timestamptz"
WRITE = f"""
WITH said AS (
    SELECT * FROM json_to_recordset(%s) AS said ({SAID}, about timestamptz, known bigint,
        final boolean, status text, why text, detail text, receipt text, signature text)
), written AS (
    INSERT INTO field_operation (op, lane_id, seq, fp, inspection_id, visit, kind, path, text, officer, first_moment, about, received_at)
    SELECT op, %s, seq, fp, inspection, visit, kind, path, content, officer, first, about, %s FROM said WHERE known IS NULL
    RETURNING id, op
)
INSERT INTO field_receipt (operation_id, final, status, why, detail, text, signature)
SELECT coalesce(known, id), final, status, why, detail, receipt, signature FROM said LEFT JOIN written USING (op)
"""  # noqa: S608 our own words


def write_down(bench: Bench) -> tuple[Recorded, ...]:
    """Operations that are new, receipts of outcomes that are new, the lane's numbers, and what the desk had written meanwhile."""
    settled = [outcome for outcome in bench.office.outcomes.values() if _is_news(bench, outcome)]
    _note_desk(bench)
    key = rules.receipt_key()
    said = [_row(bench, bench.office.kept[one.op]) | _receipt(bench, one, key) for one in settled]
    if said:
        with connection.cursor() as cursor:
            cursor.execute(WRITE, [json.dumps(said, ensure_ascii=False), bench.lane.pk, bench.at])
    bench.lane.seq, bench.lane.fp, bench.lane.gaps = bench.numbers.seq, bench.numbers.fp, sorted(bench.numbers.gaps)
    if bench.numbers.closed and not bench.lane.closed_because:
        bench.lane.closed_because = Why.FORK
    bench.lane.save(update_fields=["seq", "fp", "gaps", "closed_because"])
    set_aside = [
        models.Quarantine(account=bench.lane.account, lane=bench.lane.pk, fp=fp, why=why, content=op.text.encode(), at=bench.at)
        for fp, (op, why) in bench.office.quarantine.items()
    ]
    models.Quarantine.objects.bulk_create(set_aside, ignore_conflicts=True)
    return tuple(_recorded(bench, outcome) for outcome in settled)


def _is_news(bench: Bench, outcome: Outcome) -> bool:
    row = bench.known.get(outcome.op)
    return row is None or not any(receipt.status == outcome.status for receipt in row.receipts.all())


def _row(bench: Bench, op: Operation) -> dict[str, Any]:
    """`known`: the number of an operation that waited and is there already."""
    first, moment = bench.interval(op)
    case, known = bench.cases.get(op.visit), bench.known.get(op.id)
    return {
        "op": op.id,
        "seq": op.seq,
        "fp": op.fp,
        "inspection": case.inspection.id if case else None,
        "visit": op.visit,
        "kind": op.kind,
        "path": op.path,
        "content": op.text,
        "officer": bench.officer(moment) or bench.officer(bench.at),
        "first": first.isoformat() if first else None,
        "about": moment.isoformat(),
        "known": known.pk if known else None,
    }


def _receipt(bench: Bench, outcome: Outcome, key: str) -> dict[str, Any]:
    signed = rules.signed_receipt(outcome, bench.at, key)
    return {
        "final": outcome.final,
        "status": outcome.status,
        "why": outcome.why,
        "detail": bench.said.get(outcome.op, "")[:400],
        "receipt": signed.text,
        "signature": signed.signature,
    }


def _note_desk(bench: Bench) -> None:
    """What was answered in the office becomes an operation too, so that nobody's phone buries it unseen."""
    rows = [
        models.Operation(
            op=op.id,
            seq=0,
            fp=op.fp,
            inspection_id=case.inspection.id,
            visit=name,
            kind=models.DESK,
            path=op.path,
            text=op.text,
            officer=author.officer,
            about=author.about,
            received_at=bench.at,
        )
        for name, case in bench.cases.items()
        for op, author in case.board.unknown
    ]
    models.Operation.objects.bulk_create(rows)


def _recorded(bench: Bench, outcome: Outcome) -> Recorded:
    op = bench.office.kept[outcome.op]
    return Recorded(op.id, op.fp, op.seq, op.kind, op.path, outcome.status, outcome.why, bench.moment(op))
