"""问题多的事项 become a suggestion for a scene (LYG-4.1); what is answered on the merged form (R-ITEM-2)."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest

from yicha.engines.forms import AnswerKind, CheckPoint, Limit, Sheet, ShownIf, merge
from yicha.inspections.actions.record_results import record_results
from yicha.inspections.queries import most_problems
from yicha.inspections.rules.answers import judged, require_complete
from yicha.inspections.testing import check, clean_results, officer, on_the_day, planned, start
from yicha.inspections.tests.pages import shifted
from yicha.inspections.types import Answer, AnswerRow, InspectionRow, Outcome, PointResult
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.testing import make_actor
from yicha.scenes.queries import open_scenes
from yicha.scenes.types import SceneStatus
from yicha.shell.testing import acting

COORDINATOR = make_actor(Role.COORDINATOR, "LXB")
FORM = merge(
    [
        Sheet(
            "SCJG",
            "I1",
            "餐饮",
            (CheckPoint("1", "有专间"), CheckPoint("2", "专间温度合格", shown_if=ShownIf("1", "pass"), may_lack=False)),
        ),
        Sheet("WJ", "I2", "卫生", (CheckPoint("1", "冷藏温度", kind=AnswerKind.NUMBER, limit=Limit("℃", most=Decimal(8))),)),
    ]
)
ROOM, INSIDE, COLD = (next(one for one in FORM if one.content == text) for text in ("有专间", "专间温度合格", "冷藏温度"))


@pytest.fixture
def found(opened: list[InspectionRow]) -> Iterator[list[InspectionRow]]:
    """Everything failed at one firm, nothing at the next."""
    bad, good = [row for row in opened if len(planned(row).departments) > 1][:2]
    for row, result in ((bad, PointResult.FAIL), (good, PointResult.PASS)):
        start(row)
        check(row, result, "过期" if result is PointResult.FAIL else "")
        for department in planned(row).departments:
            outcome = Outcome.CORRECTED if result is PointResult.FAIL else Outcome.NO_PROBLEM
            record_results(officer(row, department), clean_results(row, department, outcome), on_the_day(row, 12))
    with shifted(on_the_day(good) + timedelta(days=7)):
        yield [bad, good]


def test_a_check_counts_once_however_many_points_fail(found: list[InspectionRow]) -> None:
    rows = most_problems(SYSTEM, REGION, date(2026, 1, 1), NOW.date())
    assert {one.item_code: (one.checks >= 1, one.problems) for one in rows} == {
        f"{code}-I": (True, 1) for code in planned(found[0]).departments
    }
    assert most_problems(SYSTEM, REGION, date(2027, 1, 1), NOW.date()) == []
    assert most_problems(make_actor(Role.COORDINATOR, region="62/6208"), REGION, date(2026, 1, 1), NOW.date()) == []


def test_the_office_suggests_a_scene_from_them(found: list[InspectionRow]) -> None:
    client, codes = acting(COORDINATOR), [f"{code}-I" for code in planned(found[0]).departments]
    assert "问题多的事项" in client.get("/visits/problems/").content.decode()
    assert client.post("/visits/problems/", {"name": "餐饮", "items": codes[:1]}).status_code == 422
    assert client.post("/visits/problems/", {"name": "餐饮", "items": codes}).status_code == 303
    (scene,) = open_scenes(SYSTEM, REGION)
    assert (scene.status, {one.problems for one in scene.findings}) == (SceneStatus.SUGGESTED, {1})
    assert acting(make_actor(Role.DEPARTMENT_CLERK)).get("/visits/problems/").status_code == 403


def row(question: str, result: PointResult, note: str = "", value: str = "") -> tuple[str, AnswerRow]:
    return question, AnswerRow(question, result, note, "O1", NOW, value)


def test_what_another_answer_leaves_out_need_not_be_answered() -> None:
    without = dict([row(ROOM.key, PointResult.NOT_APPLICABLE, "没有专间"), row(COLD.key, PointResult.PASS, value="4")])
    require_complete(FORM, without)
    with pytest.raises(RuleBroken, match="专间温度合格"):
        require_complete(FORM, without | dict([row(ROOM.key, PointResult.PASS)]))


def test_not_applicable_wants_a_reason_and_is_not_for_every_question() -> None:
    bare = dict([row(ROOM.key, PointResult.NOT_APPLICABLE), row(COLD.key, PointResult.PASS, value="4")])
    with pytest.raises(RuleBroken, match="没有写明情况"):
        require_complete(FORM, bare)
    with pytest.raises(RuleBroken, match="不能答不适用"):
        judged(Answer(INSIDE.key, PointResult.NOT_APPLICABLE, "没有"), INSIDE)


@pytest.mark.parametrize(("value", "result"), [("8", PointResult.PASS), ("8.5", PointResult.FAIL)])
def test_a_number_decides_its_result(value: str, result: PointResult) -> None:
    assert judged(Answer(COLD.key, PointResult.PASS, value=value), COLD).result is result


@pytest.mark.parametrize("value", ["", "很冷", "NaN"])
def test_a_number_must_be_one(value: str) -> None:
    with pytest.raises(RuleBroken, match="答案不对"):
        judged(Answer(COLD.key, PointResult.PASS, value=value), COLD)
    assert judged(Answer(COLD.key, PointResult.NOT_CHECKED, "停电"), COLD).result is PointResult.NOT_CHECKED


def test_a_plain_question_keeps_no_value() -> None:
    assert judged(Answer(ROOM.key, PointResult.FAIL, "坏了", "9"), ROOM) == Answer(ROOM.key, PointResult.FAIL, "坏了")
