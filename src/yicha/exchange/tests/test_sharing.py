"""The catalogue of data and the requests for it, as officials read it; then its rules one by one, and its pages."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.exchange.actions.answer_share import answer_share
from yicha.exchange.actions.ask_share import ask_share
from yicha.exchange.actions.check_share import check_share
from yicha.exchange.actions.draft_data_resource import draft_data_resource
from yicha.exchange.actions.publish_data_resource import publish_data_resource
from yicha.exchange.actions.review_data_resource import review_data_resource
from yicha.exchange.queries import data_resource, data_resources, reciprocity, shares_of
from yicha.exchange.rules.sharing import require_askable, require_whole
from yicha.exchange.testing import resource_draft
from yicha.exchange.types import AnswerShare, AskShare, CheckShare, ResourceStatus, ShareStatus, Sharing, StepDataResource
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.refusals import NotFound, Refusal, RuleBroken
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
from yicha.norms.testing import load_shipped
from yicha.orgs.testing import make_actor, make_department, make_region
from yicha.shell.testing import acting

pytestmark = pytest.mark.django_db
scenarios("features/sharing.feature")

CLERK, HEAD, STEWARD = make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.DEPARTMENT_HEAD), make_actor(Role.DATA_STEWARD, "SJJ")
FIRE, FIRE_HEAD = make_actor(Role.DEPARTMENT_CLERK, "XFJY"), make_actor(Role.DEPARTMENT_HEAD, "XFJY")
ELSEWHERE, OFFICER = make_actor(Role.DATA_STEWARD, "SJJ", region="62/6208/620899"), make_actor(Role.OFFICER)


@pytest.fixture(autouse=True)
def county(db: None) -> None:
    load_shipped()
    make_region()
    for code in ("SCJG", "XFJY", "SJJ"):
        make_department(code)


@dataclass
class Story:
    resource: int = 0
    share: int = 0
    refusal: Refusal | None = None


@pytest.fixture
def story() -> Story:
    return Story()


def published(**values: Any) -> int:
    made = draft_data_resource(CLERK, replace(resource_draft(), **values), NOW).resource
    review_data_resource(HEAD, StepDataResource(made), NOW)
    publish_data_resource(STEWARD, StepDataResource(made), NOW)
    return made


def answered(story: Story, who: Actor, *, granted: bool, reason: str = "") -> None:
    try:
        answer_share(who, AnswerShare(story.share, granted, reason), NOW)
    except Refusal as refusal:
        story.refusal = refusal


@given("市场监管局编制资源“食品许可信息”，有条件共享")
def _(story: Story) -> None:
    story.resource = draft_data_resource(CLERK, resource_draft(), NOW).resource


@given("市场监管局分管领导审核，数据局发布")
@when("市场监管局分管领导审核，数据局发布")
def _(story: Story) -> None:
    review_data_resource(HEAD, StepDataResource(story.resource), NOW)
    publish_data_resource(STEWARD, StepDataResource(story.resource), NOW)


@given(parsers.parse("消防大队以“{purpose}”申请"))
@when(parsers.parse("消防大队以“{purpose}”申请"))
def _(story: Story, purpose: str) -> None:
    story.share = ask_share(FIRE, AskShare(story.resource, "XFJY", purpose), NOW).share


@given("数据局审核申请")
@when("数据局审核申请")
def _(story: Story) -> None:
    check_share(STEWARD, CheckShare(story.share), NOW)


@when("市场监管局分管领导同意")
def _(story: Story) -> None:
    answered(story, HEAD, granted=True)


@when("消防大队分管领导同意")
def _(story: Story) -> None:
    answered(story, FIRE_HEAD, granted=True)


@when(parsers.parse("市场监管局分管领导以“{reason}”不同意"))
def _(story: Story, reason: str) -> None:
    answered(story, HEAD, granted=False, reason=reason)


@then(parsers.parse("发布期限是{day}"))
def _(story: Story, day: str) -> None:
    assert str(data_resource(CLERK, story.resource).publish_by) == day


@then("消防大队看不到这项资源")
def _() -> None:
    assert data_resources(FIRE) == []


@then("消防大队看得到这项资源")
def _() -> None:
    assert [one.status for one in data_resources(FIRE)] == [ResourceStatus.PUBLISHED]


@then(parsers.parse("形式审核期限是{day}"))
def _(story: Story, day: str) -> None:
    assert str(shares_of(FIRE, story.resource)[0].due) == day


@then(parsers.parse("答复期限是{day}"))
def _(story: Story, day: str) -> None:
    assert str(shares_of(CLERK, story.resource)[0].due) == day


@then(parsers.parse("市场监管局给出{gave:d}项，消防大队得到{got:d}项"))
def _(gave: int, got: int) -> None:
    meter = {one.department: one for one in reciprocity(FIRE)}
    assert (meter["SCJG"].published, meter["SCJG"].gave, meter["XFJY"].got) == (1, gave, got)


@then(parsers.parse("市场监管局给出{gave:d}项，没给{refused:d}项"))
def _(gave: int, refused: int) -> None:
    (one,) = reciprocity(FIRE)
    assert (one.gave, one.refused, one.open) == (gave, refused, 0)


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause


def test_what_is_shared_without_condition_is_granted_with_the_check() -> None:
    made = published(sharing=Sharing.FREE)
    share = ask_share(FIRE, AskShare(made, "XFJY", "核对许可"), NOW).share
    assert check_share(STEWARD, CheckShare(share), NOW).answer_by is None
    assert shares_of(FIRE, made)[0].status is ShareStatus.GRANTED


def test_nobody_asks_twice_and_nobody_elsewhere_at_all() -> None:
    made = published()
    ask_share(FIRE, AskShare(made, "XFJY", "核对许可"), NOW)
    with pytest.raises(NotFound):
        ask_share(replace(FIRE, region="62/6208/620899"), AskShare(made, "XFJY", "核对许可"), NOW)
    assert reciprocity(ELSEWHERE) == []
    with pytest.raises(RuleBroken, match="已经申请过"), transaction.atomic():
        ask_share(FIRE, AskShare(made, "XFJY", "再来一次"), NOW)


def test_one_name_stands_once_in_a_department() -> None:
    published()
    with pytest.raises(RuleBroken, match="同名"), transaction.atomic():
        draft_data_resource(CLERK, resource_draft(), NOW)


def test_an_answer_waits_for_the_check() -> None:
    made = published()
    share = ask_share(FIRE, AskShare(made, "XFJY", "核对许可"), NOW).share
    with pytest.raises(RuleBroken, match="还没有审核"):
        answer_share(HEAD, AnswerShare(share, granted=True), NOW)


@pytest.mark.parametrize("values", [{"name": " "}, {"content": ""}, {"procedure": ""}, {"term": " "}, {"sharing": Sharing.WITHHELD}])
def test_an_entry_says_everything(values: dict[str, Any]) -> None:
    require_whole(replace(resource_draft(), sharing=Sharing.WITHHELD, basis="《保守国家秘密法》第二十八条"))
    with pytest.raises(RuleBroken):
        require_whole(replace(resource_draft(), **values))


@pytest.mark.parametrize(
    ("status", "sharing", "asker", "may"),
    [
        (ResourceStatus.PUBLISHED, Sharing.CONDITIONAL, "XFJY", True),
        (ResourceStatus.PUBLISHED, Sharing.FREE, "XFJY", True),
        (ResourceStatus.PUBLISHED, Sharing.WITHHELD, "XFJY", False),
        (ResourceStatus.REVIEWED, Sharing.FREE, "XFJY", False),
        (ResourceStatus.DRAFT, Sharing.FREE, "XFJY", False),
        (ResourceStatus.PUBLISHED, Sharing.FREE, "SCJG", False),
    ],
)
def test_what_may_be_asked_for(status: ResourceStatus, sharing: Sharing, asker: str, *, may: bool) -> None:
    if may:
        require_askable(status, sharing, "SCJG", asker)
        return
    with pytest.raises(RuleBroken):
        require_askable(status, sharing, "SCJG", asker)


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE exchange_dataresource SET sharing = 'withheld'",
        "UPDATE exchange_dataresource SET published_at = NULL",
        "UPDATE exchange_dataresource SET secrecy = 'none'",
        "UPDATE exchange_share SET status = 'refused', answered_at = asked_at",
        "UPDATE exchange_share SET status = 'granted'",
        "UPDATE exchange_share SET purpose = ''",
        "DELETE FROM exchange_share",
    ],
)
def test_the_tables_refuse_what_makes_no_sense(attack: str) -> None:
    ask_share(FIRE, AskShare(published(), "XFJY", "核对许可"), NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql(attack), NOW)


FORM = {
    "name": "食品许可信息",
    "content": "许可证号",
    "sharing": "conditional",
    "supply": "interface",
    "procedure": "在线申请",
    "term": "1个工作日",
    "frequency": "daily",
    "secrecy": "internal",
}


def test_the_whole_way_over_the_pages() -> None:
    assert acting(CLERK).post(reverse("exchange:draft_resource"), FORM | {"term": ""}).status_code == 422
    assert acting(CLERK).post(reverse("exchange:draft_resource"), FORM).status_code == 303
    (row,) = data_resources(SYSTEM)
    page, steps = (
        reverse("exchange:resource", args=[row.id]),
        [reverse(f"exchange:{name}_resource", args=[row.id]) for name in ("review", "publish")],
    )
    assert acting(FIRE).get(page).status_code == acting(ELSEWHERE).get(page).status_code == 404
    assert acting(OFFICER).get(page).status_code == 403
    assert acting(FIRE_HEAD).post(steps[0]).status_code == 403
    assert [acting(HEAD).post(steps[0]).status_code, acting(STEWARD).post(steps[1]).status_code] == [303, 303]
    asked = reverse("exchange:ask_share", args=[row.id])
    assert asked in acting(FIRE).get(page).content.decode()
    assert asked not in acting(CLERK).get(page).content.decode()
    assert acting(FIRE).post(asked, {"purpose": ""}).status_code == 422
    assert acting(FIRE).post(asked, {"purpose": "核对许可"}).status_code == 303
    (share,) = shares_of(SYSTEM, row.id)
    assert acting(STEWARD).post(reverse("exchange:check_share", args=[share.id])).status_code == 303
    answer = reverse("exchange:answer_share", args=[share.id])
    assert answer in acting(HEAD).get(page).content.decode()
    assert acting(HEAD).post(answer, {f"s{share.id}-granted": "no"}).status_code == 409
    assert acting(HEAD).post(answer, {f"s{share.id}-granted": "yes"}).status_code == 303
    assert "已同意" in acting(FIRE).get(page).content.decode()


@pytest.mark.parametrize("query", ["", "?q=许可", "?department=SCJG"])
def test_looking_changes_nothing(query: str) -> None:
    published()
    before = data_resources(SYSTEM)
    assert acting(FIRE).get(f"/exchange/resources/{query}").status_code == 200
    assert data_resources(SYSTEM) == before
