"""工作动态 and 曝光台, clause by clause."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.disclosure.actions.explain_quota import explain_quota
from yicha.disclosure.actions.publish_article import publish_article
from yicha.disclosure.actions.return_article import return_article
from yicha.disclosure.actions.revise_article import revise_article
from yicha.disclosure.actions.withdraw_article import withdraw_article
from yicha.disclosure.actions.withdraw_publication import withdraw_publication
from yicha.disclosure.actions.write_article import write_article
from yicha.disclosure.queries import article, articles, public_article, public_articles, publications, quotas
from yicha.disclosure.rules.articles import public_until, require_source
from yicha.disclosure.types import (
    Column,
    ExplainQuota,
    PublicationRow,
    PublicationStatus,
    PublishArticle,
    ReturnArticle,
    ReviseArticle,
    WithdrawArticle,
    WithdrawPublication,
    WriteArticle,
)
from yicha.inspections.types import Outcome
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.refusals import NotFound, NotPermitted, Refusal, RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_actor

pytestmark = pytest.mark.usefixtures("published_county")
scenarios("features/articles.feature")
CLERK, HEAD = make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.DEPARTMENT_HEAD)
FIRE_CLERK, FIRE_HEAD = make_actor(Role.DEPARTMENT_CLERK, "XFJY"), make_actor(Role.DEPARTMENT_HEAD, "XFJY")
OFFICE = make_actor(Role.COORDINATOR, "LXB")
ELSEWHERE = make_actor(Role.DEPARTMENT_HEAD, region="62/6208/620899")
TODAY = NOW.date()


@dataclass
class Story:
    article: int = 0
    refusal: Refusal | None = None

    def tries(self, attempt: Any) -> Any:
        try:
            return attempt()
        except Refusal as refusal:
            self.refusal = refusal


@pytest.fixture
def story() -> Story:
    return Story()


def result_of(department: str, *, clean: bool = False) -> PublicationRow:
    outcome = Outcome.NO_PROBLEM if clean else Outcome.CORRECTED
    return next(row for row in publications(SYSTEM, REGION) if row.department == department and row.outcome == outcome)


def noon(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), ZoneInfo("Asia/Shanghai")).replace(hour=12)


def seen(column: Column = Column.WORK_NEWS, on: date = TODAY) -> list[int]:
    return [row.id for row in public_articles(REGION, column, on)]


@given("一次三部门联合检查已公示，市场监管局查出问题")
def _() -> None:
    assert result_of("SCJG").status is PublicationStatus.PUBLISHED


@when(parsers.parse("科室写工作动态“{text}”"))
def _(story: Story, text: str) -> None:
    story.article = write_article(CLERK, WriteArticle(REGION, CLERK.department, Column.WORK_NEWS, "动态", text), NOW).article


@when(parsers.parse("联席办写工作动态“{text}”"))
def _(story: Story, text: str) -> None:
    story.article = write_article(OFFICE, WriteArticle(REGION, OFFICE.department, Column.WORK_NEWS, "动态", text), NOW).article


@given(parsers.parse("工作动态“{text}”已发布"))
def _(story: Story, text: str) -> None:
    story.article = write_article(CLERK, WriteArticle(REGION, CLERK.department, Column.WORK_NEWS, "动态", text), NOW).article
    publish_article(HEAD, PublishArticle(story.article), NOW)


@when("负责人审核发布")
def _(story: Story) -> None:
    publish_article(HEAD, PublishArticle(story.article), NOW)


@when("同一个人审核发布")
def _(story: Story) -> None:
    story.tries(lambda: publish_article(OFFICE, PublishArticle(story.article), NOW))


@when(parsers.parse("科室以“{why}”更正"))
def _(story: Story, why: str) -> None:
    revise_article(CLERK, ReviseArticle(story.article, "动态", "改过的正文", why), NOW)


@when(parsers.parse("负责人以“{why}”退回"))
def _(story: Story, why: str) -> None:
    return_article(HEAD, ReturnArticle(story.article, why), NOW)


@when(parsers.parse("负责人以“{why}”撤下"))
def _(story: Story, why: str) -> None:
    story.tries(lambda: withdraw_article(HEAD, WithdrawArticle(story.article, why), NOW))


@when("消防大队曝光本部门没有发现问题的结果")
def _(story: Story) -> None:
    own = result_of("XFJY", clean=True)
    story.tries(
        lambda: write_article(FIRE_CLERK, WriteArticle(REGION, FIRE_CLERK.department, Column.EXPOSURE_BOARD, "曝光", "正文", own.id), NOW)
    )


@when("消防大队曝光市场监管局的结果")
def _(story: Story) -> None:
    foreign = result_of("SCJG")
    story.tries(
        lambda: write_article(
            FIRE_CLERK, WriteArticle(REGION, FIRE_CLERK.department, Column.EXPOSURE_BOARD, "曝光", "正文", foreign.id), NOW
        )
    )


@given(parsers.parse("市场监管局的结果已于{day}曝光"))
def _(story: Story, day: str) -> None:
    command = WriteArticle(REGION, CLERK.department, Column.EXPOSURE_BOARD, "曝光", "正文", result_of("SCJG").id)
    story.article = write_article(CLERK, command, noon(day)).article
    publish_article(HEAD, PublishArticle(story.article), noon(day))


@when("市场监管局的结果被撤回")
def _() -> None:
    withdraw_publication(HEAD, WithdrawPublication(result_of("SCJG").id, "主体有误"), NOW)


@when(parsers.parse("联席办说明曝光台“{why}”"))
def _(story: Story, why: str) -> None:
    command = ExplainQuota(REGION, Column.EXPOSURE_BOARD, NOW.year, NOW.month, why)

    def attempt() -> None:
        with transaction.atomic():
            explain_quota(OFFICE, command, NOW)

    story.tries(attempt)


@then("公众看不到它")
def _(story: Story) -> None:
    number = article(SYSTEM, story.article).number
    assert seen() == []
    with pytest.raises(NotFound):
        public_article(REGION, number, TODAY)


@then(parsers.parse("公众看到第{number:d}版"))
def _(story: Story, number: int) -> None:
    assert seen() == [story.article]
    assert public_articles(REGION, Column.WORK_NEWS, TODAY)[0].shown.number == number


@then(parsers.parse("公众看到“{text}”"))
def _(text: str) -> None:
    assert public_articles(REGION, Column.WORK_NEWS, TODAY)[0].shown.body == text


@then(parsers.parse("各版的理由是“{why}”"))
def _(story: Story, why: str) -> None:
    told = public_article(REGION, article(SYSTEM, story.article).number, TODAY).public_versions
    assert [(one.number, one.because) for one in told] == [(2, why), (1, "")]


@then(parsers.parse("{day}公众看得到曝光"))
def _(story: Story, day: str) -> None:
    assert seen(Column.EXPOSURE_BOARD, date.fromisoformat(day)) == [story.article]


@then(parsers.parse("{day}公众看不到曝光"))
def _(day: str) -> None:
    assert seen(Column.EXPOSURE_BOARD, date.fromisoformat(day)) == []


@then(parsers.re("曝光台本月(?P<done>\\d+)篇，参考数(?P<wished>\\d+)篇，(?P<standing>没有做到|已经说明)"))
def _(done: str, wished: str, standing: str) -> None:
    quota = next(one for one in quotas(REGION, TODAY) if one.column is Column.EXPOSURE_BOARD)
    assert (quota.published, quota.wished, quota.met) == (int(done), int(wished), standing == "已经说明")


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause


@pytest.mark.clause("LYG-4.4c")
@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("status", PublicationStatus)
@pytest.mark.parametrize("who", [CLERK, FIRE_CLERK, SYSTEM])
@pytest.mark.parametrize("column", Column)
def test_what_may_be_exposed(outcome: Outcome, status: PublicationStatus, who: Actor, column: Column) -> None:
    """The table: of exposures alone a result is asked for; it is public, it found something, and it is one's own."""
    plain = result_of("SCJG")
    row = PublicationRow(**{**vars(plain), "outcome": outcome, "status": status})
    found = outcome not in {Outcome.NO_PROBLEM, Outcome.NO_SUCH_BUSINESS}
    lawful = column is Column.WORK_NEWS or (status is PublicationStatus.PUBLISHED and found and who is not FIRE_CLERK)
    if lawful:
        require_source(who, column, row)
    else:
        with pytest.raises((RuleBroken, NotPermitted)):
            require_source(who, column, row)


def test_an_exposure_without_a_result_is_none() -> None:
    with pytest.raises(RuleBroken):
        require_source(SYSTEM, Column.EXPOSURE_BOARD, None)
    require_source(SYSTEM, Column.WORK_NEWS, None)


@pytest.mark.parametrize(("day", "until"), [("2026-03-10", "2026-06-10"), ("2026-11-30", "2027-02-28")])
def test_how_long_an_exposure_is_public(day: str, until: str) -> None:
    assert str(public_until(Column.EXPOSURE_BOARD, date.fromisoformat(day), 3)) == until
    assert public_until(Column.WORK_NEWS, date.fromisoformat(day), 3) is None


def test_a_reader_reads_each_version_anew() -> None:
    """A correction of what is public waits as the first version did; two corrections at once do not."""
    made = write_article(CLERK, WriteArticle(REGION, CLERK.department, Column.WORK_NEWS, "动态", "正文"), NOW).article
    publish_article(HEAD, PublishArticle(made), NOW)
    revise_article(CLERK, ReviseArticle(made, "动态", "二", "改"), NOW)
    with pytest.raises(RuleBroken), transaction.atomic():
        revise_article(CLERK, ReviseArticle(made, "动态", "三", "再改"), NOW)
    return_article(HEAD, ReturnArticle(made, "不清楚"), NOW)
    assert public_articles(REGION, Column.WORK_NEWS, TODAY)[0].shown.body == "正文"
    with pytest.raises(RuleBroken):
        publish_article(HEAD, PublishArticle(made), NOW)


def test_a_correction_does_not_lengthen_an_exposure() -> None:
    command = WriteArticle(REGION, CLERK.department, Column.EXPOSURE_BOARD, "曝光", "正文", result_of("SCJG").id)
    made = write_article(CLERK, command, noon("2026-03-10")).article
    until = publish_article(HEAD, PublishArticle(made), noon("2026-03-10")).until
    revise_article(CLERK, ReviseArticle(made, "曝光", "改", "错字"), noon("2026-05-10"))
    assert publish_article(HEAD, PublishArticle(made), noon("2026-05-10")).until == until


def test_only_the_own_department_and_region() -> None:
    made = write_article(CLERK, WriteArticle(REGION, CLERK.department, Column.WORK_NEWS, "动态", "正文"), NOW).article
    for step in (
        lambda who: publish_article(who, PublishArticle(made), NOW),
        lambda who: withdraw_article(who, WithdrawArticle(made, "x"), NOW),
    ):
        with pytest.raises(NotPermitted):
            step(FIRE_HEAD)
        with pytest.raises(NotFound):
            step(ELSEWHERE)
    assert articles(FIRE_HEAD, Column.WORK_NEWS) == []
    assert [row.id for row in articles(OFFICE, Column.WORK_NEWS)] == [made]
    with pytest.raises(NotFound):
        article(ELSEWHERE, made)


def test_last_month_counts_for_last_month() -> None:
    made = write_article(CLERK, WriteArticle(REGION, CLERK.department, Column.WORK_NEWS, "动态", "正文"), NOW).article
    publish_article(HEAD, PublishArticle(made), NOW)
    after = NOW.replace(day=1) + timedelta(days=32)
    counted = [[one.published for one in quotas(REGION, day)] for day in (TODAY, after.date())]
    assert counted == [[1, 0], [0, 0]]


ATTACKS = (
    "UPDATE disclosure_article SET status = 'published'",
    "UPDATE disclosure_article SET status = 'withdrawn'",
    "UPDATE disclosure_article SET status = 'hidden'",
    "UPDATE disclosure_article SET \"column\" = 'exposure_board'",
    "DELETE FROM disclosure_article",
    "UPDATE disclosure_articleversion SET status = 'published'",
    "UPDATE disclosure_articleversion SET status = 'published', reviewed_at = now(), reviewed_by = written_by",
    "UPDATE disclosure_articleversion SET status = 'returned', reviewed_at = now(), reviewed_by = 'x'",
    "UPDATE disclosure_articleversion SET title = ''",
    "UPDATE disclosure_articleversion SET number = 2",
    "DELETE FROM disclosure_articleversion",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_tables_refuse_what_makes_no_sense(attack: str) -> None:
    write_article(CLERK, WriteArticle(REGION, CLERK.department, Column.WORK_NEWS, "动态", "正文"), NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql(attack), NOW)


def test_what_was_decided_on_is_never_rewritten() -> None:
    made = write_article(CLERK, WriteArticle(REGION, CLERK.department, Column.WORK_NEWS, "动态", "正文"), NOW).article
    publish_article(HEAD, PublishArticle(made), NOW)
    with pytest.raises(DatabaseError, match="decided"), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql("UPDATE disclosure_articleversion SET body = '改写'"), NOW)
