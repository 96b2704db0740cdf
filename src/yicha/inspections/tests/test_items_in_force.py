"""R-ITEM-1: what was stopped is not checked; not by a use case, and not by SQL."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from yicha.inspections.models import DepartmentTask
from yicha.inspections.testing import enter_with_code, make_inspections, notify, on_the_day, planned
from yicha.inspections.types import TaskStatus
from yicha.items.actions.withdraw_item import withdraw_item
from yicha.items.types import WithdrawItem
from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql

pytestmark = [pytest.mark.django_db, pytest.mark.clause("R-ITEM-1")]
CHECK = "UPDATE inspections_departmenttask SET status = 'checking' WHERE inspection_id = %s AND department = %s"


def test_a_department_whose_item_was_stopped_does_not_start() -> None:
    row = make_inspections()[0]
    department = planned(row).departments[0]
    notify(row)
    withdraw_item(SYSTEM, WithdrawItem(REGION, f"{department}-I", "规定已废止"), on_the_day(row) - timedelta(days=1))
    with pytest.raises(RuleBroken) as said, transaction.atomic():
        enter_with_code(row, row.code)
    assert said.value.clause == "R-ITEM-1"
    with pytest.raises(DatabaseError, match="no item in force"), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql("UPDATE inspections_inspection SET started_at = now() WHERE id = %s", (row.id,)), NOW)
        run_sql(actor(RUN_SQL), Sql(CHECK, (row.id, department)), NOW)
    assert set(DepartmentTask.objects.filter(inspection=row.id).values_list("status", flat=True)) == {TaskStatus.WAITING}


def test_what_is_stopped_on_the_day_after_was_checked_lawfully() -> None:
    row = make_inspections()[0]
    notify(row)
    enter_with_code(row, row.code)
    withdraw_item(SYSTEM, WithdrawItem(REGION, f"{planned(row).departments[0]}-I", "规定已废止"), on_the_day(row) + timedelta(days=1))
    assert set(DepartmentTask.objects.filter(inspection=row.id).values_list("status", flat=True)) == {TaskStatus.CHECKING}
