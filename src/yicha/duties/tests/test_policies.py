"""政策文件 and 监管资源: their clauses, their pages, their limits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.duties.actions.answer_opinion import answer_opinion
from yicha.duties.actions.draft_policy import draft_policy
from yicha.duties.actions.give_policy_opinion import give_policy_opinion
from yicha.duties.actions.issue_policy import issue_policy
from yicha.duties.actions.list_resource import list_resource
from yicha.duties.actions.open_round import open_round
from yicha.duties.actions.register_policy import register_policy
from yicha.duties.actions.repeal_policy import repeal_policy
from yicha.duties.queries import policies, policies_in_force, policy, policy_opinions_owed, resources
from yicha.duties.testing import kept_file, registered_policy, resource
from yicha.duties.types import (
    AnswerOpinion,
    DraftPolicy,
    GivePolicyOpinion,
    IssuePolicy,
    OpenRound,
    PolicyStatus,
    RepealPolicy,
    ResourceKind,
)
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import NotFound, NotPermitted, Refusal, RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting

pytestmark = pytest.mark.usefixtures("county")
scenarios("features/policies.feature")
CLERK, OTHER, HEAD = make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.DEPARTMENT_CLERK, "XFJY"), make_actor(Role.DEPARTMENT_HEAD)
ELSEWHERE = make_actor(Role.DEPARTMENT_CLERK, region="62/6208/620899")
TODAY = NOW.date()


@dataclass
class Story:
    policy: int = 0
    refusal: Refusal | None = None

    def tries(self, act: Callable[[], Any]) -> None:
        self.refusal = None
        try:
            act()
        except Refusal as refusal:
            self.refusal = refusal


@pytest.fixture
def story() -> Story:
    return Story()


def issuing(number: int, **values: Any) -> IssuePolicy:
    plain: dict[str, Any] = {"number": "青市监〔2026〕9号", "issuer": "青禾县市场监管局", "issued_on": TODAY, "items": ("I001",)}
    return IssuePolicy(policy=number, file=kept_file(HEAD), **(plain | values))


@given("市场监管局起草了关联I001的文件")
def _(story: Story) -> None:
    story.policy = draft_policy(CLERK, DraftPolicy(REGION, "SCJG", "食品经营检查细则", kept_file(CLERK), ("I001",)), NOW).policy


@when(parsers.parse("征求“{department}”的意见"))
def _(story: Story, department: str) -> None:
    open_round(CLERK, OpenRound(story.policy, (department,)), NOW)


@when("“XFJY”提意见")
def _(story: Story) -> None:
    give_policy_opinion(OTHER, GivePolicyOpinion(story.policy, "XFJY", "疏散通道应一并检查"), NOW)


@when(parsers.re("市场监管局不采纳“XFJY”的意见，理由“(?P<reply>.*)”"))
def _(story: Story, reply: str) -> None:
    story.tries(lambda: answer_opinion(CLERK, AnswerOpinion(story.policy, "XFJY", adopted=False, reply=reply), NOW))


@when("市场监管局采纳“XFJY”的意见")
def _(story: Story) -> None:
    answer_opinion(CLERK, AnswerOpinion(story.policy, "XFJY", adopted=True), NOW)


@when("市场监管局印发")
def _(story: Story) -> None:
    story.tries(lambda: issue_policy(HEAD, issuing(story.policy), NOW))


@when(parsers.parse("市场监管局于{day}印发"))
def _(story: Story, day: str) -> None:
    story.tries(lambda: issue_policy(HEAD, issuing(story.policy), datetime.combine(date.fromisoformat(day), NOW.timetz())))


@when(parsers.parse("市场监管局于{day}废止"))
def _(story: Story, day: str) -> None:
    repeal_policy(HEAD, RepealPolicy(story.policy, date.fromisoformat(day), "上位文件修订"), NOW)


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause


@then(parsers.parse("意见截止{day}"))
def _(story: Story, day: str) -> None:
    assert str(policy(SYSTEM, story.policy).opinions_by) == day


@then(parsers.parse("“{department}”欠{count:d}件意见"))
def _(department: str, count: int) -> None:
    assert len(policy_opinions_owed(make_actor(Role.DEPARTMENT_CLERK, department))) == count


@then(parsers.parse("I001有{count:d}件有效文件"))
def _(count: int) -> None:
    assert len(policies_in_force(SYSTEM, "I001", TODAY)) == count


@then(parsers.parse("{day}时I001有{count:d}件有效文件"))
def _(day: str, count: int) -> None:
    assert len(policies_in_force(SYSTEM, "I001", date.fromisoformat(day))) == count


@pytest.mark.parametrize("wrong", [{"title": " "}, {"number": ""}, {"issuer": " "}, {"items": ("NONE",)}, {"valid_to": date(2020, 1, 1)}])
def test_what_is_no_policy(wrong: dict[str, Any]) -> None:
    with pytest.raises(RuleBroken):
        register_policy(SYSTEM, registered_policy(SYSTEM, **wrong), NOW)


def test_a_number_is_registered_once_and_by_the_own_department() -> None:
    register_policy(CLERK, registered_policy(CLERK), NOW)
    with pytest.raises(RuleBroken, match="登记过"), transaction.atomic():
        register_policy(CLERK, registered_policy(CLERK), NOW)
    with pytest.raises(NotPermitted):
        register_policy(OTHER, registered_policy(OTHER), NOW)
    with pytest.raises(NotFound):
        register_policy(CLERK, registered_policy(OTHER, number="另一号", department="SCJG"), NOW)  # somebody else's file
    assert policies(ELSEWHERE) == []


@pytest.mark.clause("GX-4.1")
def test_a_document_of_a_workbook_gets_its_text_once() -> None:
    made = register_policy(CLERK, registered_policy(CLERK, file=None), NOW).policy
    page, client = f"/duties/policies/{made}/", acting(CLERK)
    assert "补正文" in client.get(page).content.decode()
    assert "补正文" not in acting(OTHER).get(page).content.decode()
    assert client.get(f"{page}file/").status_code == 404

    def add(by: Client) -> Any:
        return by.post(f"{page}text/", {"document": SimpleUploadedFile("办法.txt", b"text")})

    assert (add(acting(OTHER)).status_code, add(acting(HEAD)).status_code) == (403, 403)
    assert add(client).status_code == 303
    assert b"".join(client.get(f"{page}file/")) == b"text"
    again = add(client)
    assert (again.status_code, "已有正文" in again.content.decode()) == (422, True)


def test_what_was_repealed_says_until_when_it_was_in_force() -> None:
    with pytest.raises(RuleBroken, match="有效期至"):
        register_policy(SYSTEM, registered_policy(repealed_because="上位文件修订"), NOW)
    ended = registered_policy(repealed_because="上位文件修订", valid_to=TODAY, items=("GONE",))
    register_policy(SYSTEM, ended, NOW)
    (row,) = policies(SYSTEM)
    assert (row.status, row.items) == (PolicyStatus.REPEALED, ("GONE",))


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE duties_policy SET status = 'draft', file_id = NULL",
        "UPDATE duties_policy SET number = ''",
        "UPDATE duties_policy SET valid_to = issued_on - 1",
        "UPDATE duties_policy SET status = 'repealed'",
        "UPDATE duties_resource SET contact = ''",
        "UPDATE duties_resource SET retired_on = '2026-01-01'",
        "DELETE FROM duties_policy",
    ],
)
def test_the_tables_refuse_what_makes_no_sense(attack: str) -> None:
    register_policy(SYSTEM, registered_policy(SYSTEM), NOW)
    list_resource(SYSTEM, resource(), NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql(attack), NOW)


def a_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("细则.txt", "第一条".encode())


def test_a_draft_on_pages() -> None:
    client, other, head = acting(CLERK), acting(OTHER), acting(HEAD)
    assert client.post("/duties/policies/new/", {"title": "细则", "items": "I001"}).status_code == 422
    assert client.post("/duties/policies/new/", {"title": "细则", "items": "NONE", "document": a_file()}).status_code == 422
    assert client.post("/duties/policies/new/", {"title": "细则", "items": "I001", "document": a_file()}).status_code == 303
    (row,) = policies(SYSTEM)
    page = reverse("duties:policy", args=[row.id])
    assert client.post(f"{page}consult/", {"departments": ["XFJY"]}).status_code == 303
    assert other.post(f"{page}opine/", {"opinion": ""}).status_code == 422
    assert other.post(f"{page}opine/", {"opinion": "加一条"}).status_code == 303
    assert "加一条" in client.get(page).content.decode()
    assert client.post(f"{page}opinions/XFJY/", {"adopted": "no"}).status_code == 422
    assert client.post(f"{page}opinions/XFJY/", {"adopted": "yes", "reply": "已加"}).status_code == 303
    said = {"number": "青市监〔2026〕9号", "issuer": "青禾县市场监管局", "issued_on": "2026-11-20", "items": "I001"}
    assert head.post(f"{page}issue/", said).status_code == 422
    assert head.post(f"{page}issue/", said | {"document": a_file()}).status_code == 303
    assert b"".join(head.get(f"{page}file/").streaming_content).decode() == "第一条"  # type: ignore[attr-defined]  # a file answer
    assert "青市监〔2026〕9号" in client.get("/duties/policies/?item=I001").content.decode()
    assert head.post(f"{page}repeal/", {"last_day": "2026-11-01", "reason": "修订"}).status_code == 422
    assert head.post(f"{page}repeal/", {"last_day": "2026-12-31", "reason": "修订"}).status_code == 303
    assert policy(SYSTEM, row.id).status is PolicyStatus.REPEALED


def test_a_document_in_force_on_pages() -> None:
    said = {"title": "通则", "number": "国办〔2026〕1号", "issuer": "国务院办公厅", "issued_on": "2026-01-05", "items": "I001 I002"}
    client = acting(CLERK)
    assert client.get("/duties/policies/new/?kind=issued").status_code == 200
    assert client.post("/duties/policies/new/?kind=issued", said | {"document": a_file()}).status_code == 303
    (row,) = policies(SYSTEM, "通则")
    assert (row.status, row.items) == (PolicyStatus.ISSUED, ("I001", "I002"))


def test_resources_on_pages() -> None:
    client, said = acting(CLERK), {"kind": "system", "name": "阳光餐饮监控", "contact": "餐饮科 8622", "available": "全天", "items": "I001"}
    assert client.post("/duties/resources/new/", said | {"contact": ""}).status_code == 422
    assert client.post("/duties/resources/new/", said).status_code == 303
    assert client.post("/duties/resources/new/", said | {"available": "工作日"}).status_code == 303
    (row,) = resources(SYSTEM, "i001", ResourceKind.SYSTEM)
    assert row.available == "工作日"
    assert "餐饮科 8622" in client.get(f"/duties/resources/new/?resource={row.id}").content.decode()
    assert acting(OTHER).post(reverse("duties:retire", args=[row.id]), {"last_day": "2026-12-31", "reason": "停"}).status_code == 403
    assert client.post(reverse("duties:retire", args=[row.id]), {"reason": "停"}).status_code == 422
    assert client.post(reverse("duties:retire", args=[row.id]), {"last_day": "2026-12-31", "reason": "系统升级"}).status_code == 303
    assert "系统升级" in acting(OTHER).get("/duties/resources/").content.decode()
    assert "阳光餐饮" not in acting(OTHER).get("/duties/resources/?kind=expert").content.decode()


@pytest.mark.parametrize("name", ["policy", "policy_file", "consult", "opine", "retire"])
def test_another_region_finds_nothing(name: str) -> None:
    made = register_policy(SYSTEM, registered_policy(SYSTEM), NOW).policy
    number = list_resource(SYSTEM, resource(), NOW).resource if name == "retire" else made
    address, client = reverse(f"duties:{name}", args=[number]), acting(ELSEWHERE)
    assert (client.get(address) if name in {"policy", "policy_file"} else client.post(address)).status_code == 404
