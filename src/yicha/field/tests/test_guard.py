"""What came from a phone is never changed, in the database: not even inside a use case."""

import json

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from yicha.field.tests.visiting import Visit
from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import NOW, Sql, run_sql

CHANGES = (
    "UPDATE field_operation SET text = ''",
    "DELETE FROM field_operation",
    "UPDATE field_receipt SET status = 'applied'",
    "DELETE FROM field_receipt",
    "TRUNCATE field_decision",
    "UPDATE field_original SET attached = true",
    "UPDATE field_quarantine SET why = ''",
    "DELETE FROM field_lane",
    "UPDATE field_pinnedform SET hashes = '{}'",
)


def in_vain(statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(SYSTEM, Sql(statement), NOW)


@pytest.mark.parametrize("statement", CHANGES)
def test_operations_are_never_changed(visit: Visit, statement: str) -> None:
    in_vain(statement)


def test_an_act_counts_once_whatever_the_lane(visit: Visit) -> None:
    """I-2: by a constraint, for whoever writes."""
    text = visit.zhang.answer(visit.id, visit.own)
    visit.zhang.send(text)
    rest = "fp, inspection_id, visit, kind, path, text, officer, about, received_at"
    copy = f"INSERT INTO field_operation (op, seq, lane_id, {rest}) SELECT {{op}}, {{seq}}, lane_id, {rest} FROM field_operation"
    copy += f" WHERE op = '{json.loads(text)['id']}'"
    for op, seq in (("op", "99"), ("md5(op)", "seq")):
        with pytest.raises(IntegrityError), transaction.atomic():
            run_sql(SYSTEM, Sql(copy.format(op=op, seq=seq)), NOW)


def test_a_final_receipt_is_given_once(visit: Visit) -> None:
    visit.zhang.send(visit.zhang.answer(visit.id, visit.own))
    columns = "operation_id, final, status, why, detail, text, signature"
    again = f"INSERT INTO field_receipt ({columns}) SELECT {columns} FROM field_receipt"
    with pytest.raises(IntegrityError), transaction.atomic():
        run_sql(SYSTEM, Sql(again), NOW)
