"""Numbers, choices, samples and conditions on the phone (YX-2.4, R-ITEM-2)."""

import json
from collections.abc import Iterator
from decimal import Decimal

import pytest

from yicha.engines.forms import AnswerKind, CheckPoint, Limit, Proof, Sample, ShownIf
from yicha.engines.forms.points import Evidence
from yicha.inspections.queries import answers, merged_form, site
from yicha.inspections.testing import officer, on_the_day, planned, start
from yicha.inspections.tests.pages import shifted
from yicha.inspections.types import InspectionRow, PointResult
from yicha.kernel.actor import SYSTEM
from yicha.kernel.events import to_plain
from yicha.kernel.testing import RUN_SQL, Sql, actor, run_sql
from yicha.shell.testing import acting

POINTS = (
    CheckPoint("1", "经营方式", kind=AnswerKind.CHOICE, choices=("自制", "外购", "无证"), failing=("无证",)),
    CheckPoint("2", "专间合格", shown_if=ShownIf("1", "自制"), may_lack=False, sample=Sample(2, "种"), proofs=(Proof(Evidence.PHOTO, 2),)),
    CheckPoint("3", "冷藏温度", kind=AnswerKind.NUMBER, limit=Limit("℃", most=Decimal(8))),
)


@pytest.fixture
def row(opened: list[InspectionRow]) -> Iterator[InspectionRow]:
    """The lead's item asks in every way."""
    found = opened[0]
    (demand,) = [one for one in planned(found).demands if one.department == planned(found).lead]
    change = Sql(
        "UPDATE items_item SET check_points = %s WHERE code = %s", (json.dumps([to_plain(one) for one in POINTS]), demand.item_code)
    )
    run_sql(actor(RUN_SQL), change, on_the_day(found))
    start(found)
    with shifted(on_the_day(found)):
        yield found


def place(row: InspectionRow, content: str) -> int:
    return [one.content for one in merged_form(SYSTEM, planned(row))].index(content) + 1


def test_every_kind_of_question_is_answered_on_the_phone(row: InspectionRow) -> None:
    who = officer(row, planned(row).lead)
    client, form = acting(who), {one.content: one.key for one in merged_form(SYSTEM, planned(row))}
    choice, inside, cold = (f"/check/{row.id}/{place(row, one.content)}/" for one in POINTS)
    assert "外购" in client.get(choice).content.decode()
    assert "不用答" in client.get(inside).content.decode()
    assert client.post(choice, {"value": "自制"}).status_code == 303
    shown = client.get(inside).content.decode()
    assert "抽查 2 种以上" in shown
    assert "不适用" not in shown
    assert client.post(inside, {"result": "not_applicable", "note": "没有"}).status_code == 409
    assert client.post(cold, {"value": "9.5"}).status_code == 303
    assert client.post(cold, {"value": "很冷"}).status_code == 409
    found = answers(SYSTEM, row.id)
    assert (found[form["冷藏温度"]].result, found[form["冷藏温度"]].value) == (PointResult.FAIL, "9.5")
    assert "9.5" in client.get(cold).content.decode()
    assert form["专间合格"] in {one.key for one in site(who, row.id, on_the_day(row)).unanswered}
    assert client.post(choice, {"value": "无证"}).status_code == 303
    assert answers(SYSTEM, row.id)[form["经营方式"]].result is PointResult.FAIL
    assert form["专间合格"] not in {one.key for one in site(who, row.id, on_the_day(row)).unanswered}


def test_the_rest_is_all_right_does_not_measure(row: InspectionRow) -> None:
    who = officer(row, planned(row).lead)
    assert acting(who).post(f"/check/{row.id}/rest/", {"result": "pass"}).status_code in {200, 303}
    left = {one.content for one in site(who, row.id, on_the_day(row)).unanswered}
    assert left == {"经营方式", "冷藏温度"}
