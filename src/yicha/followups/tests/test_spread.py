"""行业性、区域性问题: counted, told, acknowledged."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.followups.actions.acknowledge_circular import acknowledge_circular
from yicha.followups.actions.circulate import circulate
from yicha.followups.queries import circular, circulars, spread_problems
from yicha.followups.rules import spread as rules
from yicha.followups.testing import CLERK, HEAD, after, circular_command, opened, spread_over
from yicha.followups.types import AcknowledgeCircular, Circulated
from yicha.inspections.types import InspectionRow
from yicha.kernel.actor import Role
from yicha.kernel.notifications import inbox
from yicha.kernel.refusals import NotFound, Refusal, RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_account, make_actor, make_post
from yicha.shell.testing import acting

scenarios("features/spread.feature")
FIRE = make_actor(Role.DEPARTMENT_CLERK, "XFJY")


@dataclass
class Story:
    at: datetime
    made: Circulated | None = None
    refusal: Refusal | None = None

    def tries(self, act: Callable[[], Any]) -> Any:
        try:
            return act()
        except Refusal as refusal:
            self.refusal = refusal
            return None


@pytest.fixture
def story(rows: list[InspectionRow]) -> Story:
    return Story(max(after(row) for row in rows))


@given(parsers.parse("{count:d}家企业有同一问题"))
def _(rows: list[InspectionRow], count: int) -> None:
    make_account("fire")
    make_post("fire", Role.DEPARTMENT_CLERK, department="XFJY", at=NOW - timedelta(days=999))
    spread_over(rows, count)


@when("负责人报告并通报")
def _(story: Story) -> None:
    story.made = story.tries(lambda: circulate(HEAD, circular_command(), story.at))


@when(parsers.parse("“{department}”回执"))
@when(parsers.parse("“{department}”再回执"))
def _(story: Story, department: str) -> None:
    assert story.made
    command = AcknowledgeCircular(story.made.circular, department, "开展专项整治")
    story.tries(lambda: acknowledge_circular(make_actor(Role.DEPARTMENT_CLERK, department), command, story.at))


@then(parsers.parse("结果是“{result}”"))
def _(story: Story, result: str) -> None:
    if result == "已通报":
        assert story.refusal is None
        assert [row.subjects for row in circulars(CLERK)] == [3]
    else:
        assert story.refusal
        assert story.refusal.clause == result


@then("“XFJY”收到通知")
def _() -> None:
    assert [one.title for one in inbox(actor(id="fire"))] == ["收到通报，请回执"]


@then("都已回执")
def _(story: Story) -> None:
    assert story.made
    row = circular(CLERK, story.made.circular)
    assert (row.back, [one.measures for one in row.receipts]) == (1, ["开展专项整治"])


def test_each_subject_counts_once_and_only_in_the_span(rows: list[InspectionRow]) -> None:
    spread_over(rows, 3)
    at = max(after(row) for row in rows)
    found = spread_problems(CLERK, REGION, at)
    assert {(one.subjects, one.circulars, sum(count for _, count in one.towns)) for one in found} == {(3, 0, 3)}
    assert spread_problems(CLERK, REGION, at + timedelta(days=400)) == []
    assert spread_problems(make_actor(Role.DEPARTMENT_CLERK, region="62/6208/620899"), REGION, at) == []


def test_the_same_subject_twice_is_no_spread(rows: list[InspectionRow]) -> None:
    opened(rows[0])
    assert spread_problems(CLERK, REGION, max(after(row) for row in rows)) == []


@pytest.mark.parametrize(("subjects", "fine"), [(2, False), (3, True), (4, True)])
def test_how_many(subjects: int, fine: bool) -> None:
    if fine:
        rules.require_spread(subjects, 3)
    else:
        with pytest.raises(RuleBroken):
            rules.require_spread(subjects, 3)


@pytest.mark.parametrize(
    ("government", "recipients", "words"),
    [(" ", ("XFJY",), "x"), ("县政府", (), "x"), ("县政府", ("SCJG",), "x"), ("县政府", ("NONE",), "x"), ("县政府", ("XFJY",), " ")],
)
def test_who_is_told_what(government: str, recipients: tuple[str, ...], words: str) -> None:
    with pytest.raises(RuleBroken):
        rules.require_told(government, recipients, ("SCJG", "XFJY"), "SCJG", words)


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE followups_circular SET subjects = 1",
        "UPDATE followups_circularreceipt SET at = now()",
        "DELETE FROM followups_circularreceipt",
    ],
)
def test_sql_cannot_either(rows: list[InspectionRow], attack: str) -> None:
    spread_over(rows, 3)
    circulate(HEAD, circular_command(), max(after(row) for row in rows))
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql(attack), NOW)


def test_on_screens(rows: list[InspectionRow], monkeypatch: pytest.MonkeyPatch) -> None:
    spread_over(rows, 3)
    for name in ("pages", "spread"):
        monkeypatch.setattr(f"yicha.followups.web.{name}.now", lambda: max(after(row) for row in rows))
    asked = circular_command()
    address = f"/followups/circulars/new/?item={asked.item_code}&point={asked.point}"
    assert "报告并通报" in acting(HEAD).get("/followups/spread/").content.decode()
    assert "报告并通报" not in acting(CLERK).get("/followups/spread/").content.decode()
    assert acting(CLERK).get(address).status_code == 403
    assert "3 家" in acting(HEAD).get(address).content.decode()
    said = {"government": "青禾县人民政府", "words": "普遍没有纱窗", "recipients": ["XFJY"]}
    assert acting(HEAD).post(address, said | {"recipients": []}).status_code == 422
    assert acting(HEAD).post(address.replace(asked.point, "other"), said).status_code == 422
    assert acting(HEAD).post(address, said).status_code == 303
    (row,) = circulars(CLERK)
    page = f"/followups/circulars/{row.id}/"
    assert "等回执" in acting(FIRE).get(page).content.decode()
    assert acting(FIRE).post(f"{page}acknowledge/", {"measures": ""}).status_code == 422
    assert acting(make_actor(Role.SYSTEM_ADMIN)).post(f"{page}acknowledge/", {"measures": "x"}).status_code == 403
    foreign = make_actor(Role.DEPARTMENT_CLERK, region="62/6208/620899")
    assert acting(foreign).get(page).status_code == acting(foreign).post(f"{page}acknowledge/", {"measures": "x"}).status_code == 404
    assert acting(FIRE).post(f"{page}acknowledge/", {"measures": "专项整治"}).status_code == 303
    assert "专项整治" in acting(CLERK).get(page).content.decode()
    with pytest.raises(NotFound):
        circular(foreign, row.id)
