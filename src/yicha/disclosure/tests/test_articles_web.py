"""The pages on which articles are written, read by another, published, corrected and withdrawn."""

import pytest
from django.urls import reverse

from yicha.disclosure.actions.publish_article import publish_article
from yicha.disclosure.actions.write_article import write_article
from yicha.disclosure.queries import article, articles, publications
from yicha.disclosure.types import ArticleStatus, Column, PublishArticle, WriteArticle
from yicha.inspections.types import Outcome
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting

pytestmark = pytest.mark.usefixtures("published_county")
CLERK, HEAD, OTHER = make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.DEPARTMENT_HEAD), make_actor(Role.DEPARTMENT_HEAD, "XFJY")
OFFICE = make_actor(Role.COORDINATOR, "LXB")
ELSEWHERE, STRANGER = make_actor(Role.DEPARTMENT_HEAD, region="62/6208/620899"), make_actor(Role.SYSTEM_ADMIN)
LIST = "/results/articles/"


@pytest.fixture
def made() -> int:
    return write_article(CLERK, WriteArticle(REGION, CLERK.department, Column.WORK_NEWS, "一次进门", "三个部门一起去。"), NOW).article


def status_of(pk: int) -> ArticleStatus:
    return article(SYSTEM, pk).status


def test_a_clerk_writes_and_the_head_publishes() -> None:
    assert "写动态" in acting(CLERK).get(LIST).content.decode()
    sent = {"column": "work_news", "title": "一次进门", "body": "当事人张三丰，电话13912345678"}
    client = acting(CLERK)
    answer = client.post(reverse("disclosure:write_article"), sent)
    assert answer.status_code == 303
    page = client.get(answer["Location"]).content.decode()
    assert "隐去 2 处个人信息" in page
    assert "张某" in page
    assert "三丰" not in page
    row = articles(SYSTEM, Column.WORK_NEWS)[0]
    assert "审核发布" not in page
    own = reverse("disclosure:article", args=[row.id])
    assert "审核发布" in acting(HEAD).get(own).content.decode()
    assert acting(HEAD).post(reverse("disclosure:publish_article", args=[row.id])).status_code == 303
    assert f"/public/news/{row.number}/" in acting(HEAD).get(own).content.decode()


@pytest.mark.parametrize("left_out", ["title", "body"])
def test_what_is_missing_is_said_and_what_was_written_stays(left_out: str) -> None:
    sent = {"column": "work_news", "title": "一次进门", "body": "三个部门一起去。"}
    answer = acting(CLERK).post(reverse("disclosure:write_article"), sent | {left_out: ""})
    assert answer.status_code == 422
    other = next(value for name, value in sent.items() if name not in {left_out, "column"})
    assert other in answer.content.decode()
    assert articles(SYSTEM, Column.WORK_NEWS) == []


def test_exposing_offers_the_own_results_that_found_something() -> None:
    page = acting(CLERK).get(reverse("disclosure:new_article"), {"column": "exposure_board"}).content.decode()
    rows = publications(SYSTEM, REGION)
    own = next(row for row in rows if row.department == "SCJG" and row.outcome == Outcome.CORRECTED)
    others = [row for row in rows if row is not own]
    assert f'value="{own.id}"' in page
    assert not [row for row in others if f'value="{row.id}"' in page]
    sent = {"column": "exposure_board", "title": "曝光", "body": "正文", "result": own.id}
    assert acting(CLERK).post(reverse("disclosure:write_article"), sent | {"result": others[0].id}).status_code == 422
    assert acting(CLERK).post(reverse("disclosure:write_article"), sent).status_code == 303
    assert articles(SYSTEM, Column.EXPOSURE_BOARD)[0].inspection == own.inspection


def test_returned_revised_published_and_withdrawn(made: int) -> None:
    def post(who: Actor, name: str, **sent: str) -> int:
        return int(acting(who).post(reverse(f"disclosure:{name}_article", args=[made]), sent).status_code)

    assert post(HEAD, "return", **{"returning-because": ""}) == 422
    assert post(HEAD, "return", **{"returning-because": "缺数字"}) == 303
    assert "缺数字" in acting(CLERK).get(reverse("disclosure:article", args=[made])).content.decode()
    revision = {"revising-title": "一次进门", "revising-body": "三个部门，412 次。", "revising-because": ""}
    assert post(CLERK, "revise", **revision) == 422
    assert post(CLERK, "revise", **revision | {"revising-because": "补数字"}) == 303
    assert post(HEAD, "publish") == 303
    assert article(SYSTEM, made).shown.number == 2
    assert post(HEAD, "withdraw", **{"withdrawing-because": " "}) == 422
    assert post(HEAD, "withdraw", **{"withdrawing-because": "有误"}) == 303
    assert status_of(made) is ArticleStatus.WITHDRAWN
    assert post(HEAD, "publish") == 409


def test_who_wrote_it_is_told_that_another_reads_it() -> None:
    own = write_article(OFFICE, WriteArticle(REGION, OFFICE.department, Column.WORK_NEWS, "一次进门", "正文"), NOW).article
    page = acting(OFFICE).get(reverse("disclosure:article", args=[own])).content.decode()
    assert "请本部门另一个人审核" in page
    assert acting(OFFICE).post(reverse("disclosure:publish_article", args=[own])).status_code == 409


def test_the_quota_is_explained_once() -> None:
    address = reverse("disclosure:explain_quota")
    assert "说明理由" in acting(OFFICE).get(LIST).content.decode()
    assert acting(OFFICE).post(address, {"column": "work_news", "because": ""}).status_code == 422
    assert acting(OFFICE).post(address, {"column": "work_news", "because": "春节放假"}).status_code == 303
    assert "春节放假" in acting(OFFICE).get(LIST).content.decode()
    assert acting(CLERK).post(address, {"column": "work_news", "because": "x"}).status_code == 403


@pytest.mark.parametrize("name", ["article", "revise_article", "publish_article", "return_article", "withdraw_article"])
def test_whose_business_it_is(made: int, name: str) -> None:
    address, get = reverse(f"disclosure:{name}", args=[made]), name == "article"
    sent = {f"{form}-{field}": "x" for form in ("revising", "returning", "withdrawing") for field in ("title", "body", "because")}

    def answer(who: Actor) -> int:
        return int((acting(who).get(address) if get else acting(who).post(address, sent)).status_code)

    assert answer(STRANGER) == 403
    foreign = make_actor(Role.DEPARTMENT_CLERK, region="62/6208/620899") if name == "revise_article" else ELSEWHERE
    assert answer(foreign) == 404
    if not get:
        assert answer(OTHER) == 403
        assert acting(HEAD).get(address).status_code == 405
    assert status_of(made) is ArticleStatus.DRAFT


@pytest.mark.parametrize("query", ["", "?column=exposure_board", "?column=nonsense", "?page=x"])
def test_looking_changes_nothing(made: int, query: str) -> None:
    before = articles(SYSTEM, Column.WORK_NEWS)
    assert acting(HEAD).get(f"{LIST}{query}").status_code == 200
    assert articles(SYSTEM, Column.WORK_NEWS) == before


def test_the_public_reads_it_with_its_history(made: int) -> None:
    number = article(SYSTEM, made).number
    assert acting(CLERK).get(f"/public/news/{number}/").status_code == 404
    publish_article(HEAD, PublishArticle(made), NOW)
    assert article(SYSTEM, made).shown.title == "一次进门"
